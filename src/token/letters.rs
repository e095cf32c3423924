//! The short way through a word with letters that two bytes stand for, beside those of ASCII: with accents, Cyrillic,
//! Greek, Hebrew.
//!
//! `ascii` comes first, for most words of most texts. Whatever is neither of its letters nor of these (digits, markup, a
//! dotted acronym, other scripts) is left to the long way. Both give the same token; a property test holds them to it.

use std::sync::LazyLock;

use super::ascii::{LONG, Word, beginning_of, begins_again, may_go_on};
use super::cutter::is_letter;
use super::hash::Hasher;
use super::{Case, case_of};

/// The characters of two bytes, from the first to the one behind the last.
const TWO_BYTES: std::ops::Range<u32> = 0x80..0x800;

/// What is known of a character of two bytes: the letter in lower case, of two bytes as well, and how it is written. 0
/// where it is no letter, or none so simple.
type Letter = u16;

const LOWER_CASE: Letter = 0x7FF;
const CAPITAL: Letter = 1 << 11;
const SMALL: Letter = 1 << 12;

static LETTERS: LazyLock<Box<[Letter]>> = LazyLock::new(|| TWO_BYTES.map(letter).collect());

fn letter(character: u32) -> Letter {
    // A dot above is dropped where words are compared.
    let c = char::from_u32(character).filter(|c| is_letter(*c) && *c != '\u{307}');
    let mut lower = c.into_iter().flat_map(char::to_lowercase).map(u32::from).filter(|lower| TWO_BYTES.contains(lower));
    let Some((c, lower)) = c.filter(|c| c.to_lowercase().count() == 1).zip(lower.next()) else { return 0 };
    let written = if c.is_uppercase() { CAPITAL } else { SMALL * Letter::from(c.is_lowercase()) };
    lower as Letter | written
}

/// The letter that `bytes` begin with; 0 where it is none of these.
#[inline]
fn starts(bytes: &[u8]) -> Letter {
    let [first @ 0xC2..=0xDF, second, ..] = bytes else { return 0 };
    let character = u32::from(first & 0x1F) << 6 | u32::from(second & 0x3F);
    LETTERS[(character - TWO_BYTES.start) as usize]
}

/// The word of such letters and apostrophes between them, of either kind, that `bytes` begin with; `None` where the long
/// way has to be taken.
pub(super) fn word(bytes: &[u8]) -> Option<Word> {
    let (mut taken, mut cases) = (Taken::default(), Cases::default());
    let mut len = 0;
    while let Some(&first) = bytes.get(len) {
        let apostrophe = match first {
            b'\'' => 1,
            0xE2 if bytes[len..].starts_with("’".as_bytes()) => 3,
            _ => 0,
        };
        if first.is_ascii_alphabetic() {
            taken.take(first | 0x20);
            cases.add(first & 0x20 == 0, first & 0x20 != 0);
            len += 1;
        } else if apostrophe > 0 {
            let next = bytes.get(len + apostrophe..).unwrap_or_default();
            if len == 0 || !(next.first().is_some_and(u8::is_ascii_alphabetic) || starts(next) != 0) {
                break;
            }
            taken.take(b'\'');
            len += apostrophe;
        } else {
            let letter = starts(&bytes[len..]);
            if letter == 0 {
                break;
            }
            let lower = letter & LOWER_CASE;
            taken.take(0xC0 | (lower >> 6) as u8);
            taken.take(0x80 | (lower & 0x3F) as u8);
            cases.add(letter & CAPITAL != 0, letter & SMALL != 0);
            len += 2;
        }
    }
    let goes_on = bytes.get(len).is_some_and(|next| next.is_ascii_digit() || *next == b'_') || may_go_on(bytes, len);
    if len == 0 || goes_on {
        return None;
    }
    let units = len >= LONG && taken.first != 0 && (begins_again(taken.first) || len >= 2 * 8);
    Some(Word { len, case: cases.case(), key: taken.key(), beginning: beginning_of(&bytes[..len]), units })
}

/// The comparable form of a word on its way into a key.
#[derive(Default)]
struct Taken {
    hasher: Hasher,
    /// Its first eight bytes, once there are so many.
    first: u64,
    /// The bytes that are no full eight yet, the first one lowest, and how many bits these are.
    rest: u64,
    bits: u32,
}

impl Taken {
    #[inline]
    fn take(&mut self, byte: u8) {
        self.rest |= u64::from(byte) << self.bits;
        self.bits += 8;
        if self.bits == u64::BITS {
            if self.first == 0 {
                self.first = self.rest;
            }
            self.hasher.push_eight(self.rest);
            (self.rest, self.bits) = (0, 0);
        }
    }

    fn key(self) -> u64 {
        self.hasher.finish_with(self.rest)
    }
}

/// How the letters of a word are written.
#[derive(Default)]
struct Cases {
    /// Whether the first that has a case is a capital.
    first: Option<bool>,
    /// How many of the others are, and how many are small.
    capitals: usize,
    small: usize,
}

impl Cases {
    #[inline]
    fn add(&mut self, capital: bool, small: bool) {
        if self.first.is_none() {
            self.first = (capital || small).then_some(capital);
        } else {
            self.capitals += usize::from(capital);
            self.small += usize::from(small);
        }
    }

    fn case(&self) -> Case {
        self.first.map_or(Case::None, |first| case_of(first, self.capitals, self.small))
    }
}
