//! The short way through a word with simple letters beyond those of ASCII: Latin with accents, Cyrillic, Greek, Hebrew,
//! Korean syllables.
//!
//! `ascii` comes first, for most words of most texts. Whatever is neither of its letters nor of these (digits, markup, a
//! dotted acronym, other scripts) is left to the long way. Both give the same token; a property test holds them to it.

use std::sync::LazyLock;

use super::ascii::{LONG, Run, Word, beginning_of, may_go_on};
use super::cutter::is_letter;
use super::hash::Hasher;
use super::{Case, case_of};

/// A letter: its code point in lower case, and how it is written. 0 where a character is no letter, or none so simple.
type Letter = u16;

const LOWER_CASE: Letter = 0x1FFF;
const CAPITAL: Letter = 1 << 13;
const SMALL: Letter = 1 << 14;

/// Letters are sought among the characters of two bytes and among Latin and Greek ones of three.
const TWO_BYTES: std::ops::Range<u32> = 0x80..0x800;
const THREE_BYTES: std::ops::Range<u32> = 0x1E00..0x2000;

/// Those of two bytes, and those of three behind them.
static LETTERS: LazyLock<Box<[Letter]>> = LazyLock::new(|| TWO_BYTES.chain(THREE_BYTES).map(letter).collect());

fn letter(character: u32) -> Letter {
    // A dot above is dropped where words are compared.
    let c = char::from_u32(character).filter(|c| is_letter(*c) && *c != '\u{307}');
    let Some(c) = c.filter(|c| c.to_lowercase().count() == 1) else { return 0 };
    let lower = c.to_lowercase().next().and_then(|lower| Letter::try_from(u32::from(lower)).ok());
    let written = if c.is_uppercase() { CAPITAL } else { SMALL * Letter::from(c.is_lowercase()) };
    lower.filter(|lower| *lower <= LOWER_CASE).map_or(0, |lower| lower | written)
}

/// The letter that `bytes` begin with, and how many they are of it; 0 where it is none of `letters`.
#[inline]
fn starts(letters: &[Letter], bytes: &[u8]) -> (Letter, usize) {
    let low = |byte: &u8| usize::from(byte & 0x3F);
    let behind = (TWO_BYTES.end - TWO_BYTES.start) as usize;
    match bytes {
        [first @ 0xC2..=0xDF, second, ..] => {
            (letters[(usize::from(first & 0x1F) << 6 | low(second)) - TWO_BYTES.start as usize], 2)
        }
        [0xE1, second @ 0xB8..=0xBF, third, ..] => (letters[behind + ((low(second) - 0x38) << 6 | low(third))], 3),
        _ => (0, 1),
    }
}

/// The longest word read so, in bytes of its comparable form.
const LONGEST: usize = 64;

/// The word of such letters and apostrophes between them, of either kind, that `bytes` begin with; `None` where the long
/// way has to be taken.
pub(super) fn word(bytes: &[u8]) -> Option<Word> {
    let letters = &**LETTERS;
    let mut read = Read { lower: [0; LONGEST], count: 0, first: 0, others: 0, straight: false };
    let mut len = 0;
    while let Some(&byte) = bytes.get(len) {
        if read.count + 8 > LONGEST {
            return None;
        }
        if byte.is_ascii_alphabetic() {
            len += read.take_run(&Run::of(&bytes[len..]));
            continue;
        }
        let (letter, of_letter) = starts(letters, &bytes[len..]);
        if letter != 0 {
            read.take(letter);
            len += of_letter;
            continue;
        }
        if let Some(syllable) = hangul(&bytes[len..]) {
            syllable.into_iter().for_each(|byte| read.push(byte));
            len += syllable.len();
            continue;
        }
        let Some(of_mark) = apostrophe(&bytes[len..]).filter(|_| len > 0) else { break };
        let next = &bytes[len + of_mark..];
        let letter = next.first().is_some_and(u8::is_ascii_alphabetic) || hangul(next).is_some();
        if !letter && starts(letters, next).0 == 0 {
            break;
        }
        read.straight |= of_mark == 1;
        read.take(Letter::from(b'\''));
        len += of_mark;
    }
    let goes_on = bytes.get(len).is_some_and(|next| next.is_ascii_digit() || *next == b'_') || may_go_on(bytes, len);
    (len > 0 && !goes_on).then(|| read.word(bytes, len))
}

/// The Korean syllable that `bytes` begin with: U+AC00 to U+D7A3. They have no case.
fn hangul(bytes: &[u8]) -> Option<[u8; 3]> {
    let syllable = *bytes.first_chunk()?;
    let [first, second, third] = syllable;
    let within = match first {
        0xEA => second >= 0xB0,
        0xEB | 0xEC => true,
        0xED => second < 0x9E || second == 0x9E && third <= 0xA3,
        _ => false,
    };
    within.then_some(syllable)
}

/// The length of the apostrophe that `bytes` begin with.
fn apostrophe(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'\'', ..] => Some(1),
        [0xE2, 0x80, 0x99, ..] => Some(3),
        _ => None,
    }
}

/// What was read of a word.
struct Read {
    /// Its comparable form; zeros behind it.
    lower: [u8; LONGEST],
    count: usize,
    /// How the first letter is written that has a case, and how the others are.
    first: Letter,
    others: Letter,
    /// Whether there is a straight apostrophe.
    straight: bool,
}

impl Read {
    /// Takes a letter, or a sign of ASCII that has no case.
    #[inline]
    fn take(&mut self, letter: Letter) {
        let written = letter & (CAPITAL | SMALL);
        self.others |= if self.first == 0 { 0 } else { written };
        self.first |= if self.first == 0 { written } else { 0 };
        let lower = letter & LOWER_CASE;
        match lower {
            0..0x80 => self.push(lower as u8),
            0x80..0x800 => {
                self.push(0xC0 | (lower >> 6) as u8);
                self.push(0x80 | (lower & 0x3F) as u8);
            }
            _ => {
                self.push(0xE0 | (lower >> 12) as u8);
                self.push(0x80 | (lower >> 6 & 0x3F) as u8);
                self.push(0x80 | (lower & 0x3F) as u8);
            }
        }
    }

    /// Takes letters of ASCII. Yields how many.
    #[inline]
    fn take_run(&mut self, run: &Run) -> usize {
        let Run { len, small, mut letters, mut capitals } = *run;
        if self.first == 0 {
            self.first = if capitals & 0x20 != 0 { CAPITAL } else { SMALL };
            (letters, capitals) = (letters & !0x20, capitals & !0x20);
        }
        self.others |= if capitals != 0 { CAPITAL } else { 0 } | if capitals != letters { SMALL } else { 0 };
        self.lower[self.count..self.count + 8].copy_from_slice(&small.to_le_bytes());
        self.count += len;
        len
    }

    #[inline]
    fn push(&mut self, byte: u8) {
        self.lower[self.count] = byte;
        self.count += 1;
    }

    /// The word as which all this was written: the first `len` of `bytes`.
    fn word(&self, bytes: &[u8], len: usize) -> Word {
        let (capitals, small) = (self.others & CAPITAL, self.others & SMALL);
        let case = match self.first {
            0 => Case::None,
            first => case_of(first == CAPITAL, usize::from(capitals), usize::from(small)),
        };
        let (beginning, straight) = (beginning_of(bytes, len), self.straight);
        Word { len, case, key: self.key(), beginning, units: self.is_units(), straight }
    }

    fn key(&self) -> u64 {
        let mut hasher = Hasher::default();
        let (eights, _) = self.lower[..self.count.next_multiple_of(8)].as_chunks();
        eights.iter().for_each(|eight| hasher.push_eight(u64::from_le_bytes(*eight)));
        hasher.finish()
    }

    /// Whether it is one unit of three bytes or more again and again.
    fn is_units(&self) -> bool {
        let lower = &self.lower[..self.count];
        let is_unit = |unit: usize| lower.len().is_multiple_of(unit) && lower[unit..] == lower[..lower.len() - unit];
        lower.len() >= LONG && (3..=lower.len() / 3).any(is_unit)
    }
}
