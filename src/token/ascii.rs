//! The short way through a word of plain letters: its length, casing and key, eight bytes at a time.
//!
//! Whatever might need another rule (letters beyond ASCII, markup inside, a dotted acronym, an apostrophe) is left to
//! the long way. Both give the same token; a property test holds them to it.

use super::hash::{Hasher, of_sixteen};
use super::{Case, case_of};

/// What the short way knows of a word.
pub(super) struct Word {
    /// In bytes.
    pub len: usize,
    pub case: Case,
    pub key: u64,
    /// Its first four letters.
    pub beginning: Beginning,
    /// Whether it may be one unit of three letters or more again and again.
    pub units: bool,
    /// Whether it has a straight apostrophe.
    pub straight: bool,
}

/// The first four bytes of a word in small letters, the first one lowest; 0 for those that are lacking.
pub(super) type Beginning = u32;

/// The beginning of the word of `len` bytes that `bytes` begin with.
pub(super) fn beginning_of(bytes: &[u8], len: usize) -> Beginning {
    let four = Eight::of(bytes, 0).lower as Beginning;
    if len < 4 { four & !(Beginning::MAX << (8 * len)) } else { four }
}

/// Each byte of a word of eight is 1, its highest bit, all others.
const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGH: u64 = ONES << 7;
const LOW: u64 = !HIGH;

/// Eight bytes of text looked at as one number; each mask has the highest bit of the bytes it is about.
struct Eight {
    /// In small letters.
    lower: u64,
    letters: u64,
    capitals: u64,
    /// How many of them, from the first, go on with a word.
    len: u32,
}

impl Eight {
    fn of(bytes: &[u8], at: usize) -> Self {
        let eight = eight(&bytes[at.min(bytes.len())..]);
        let low = eight & LOW;
        let small = low | (ONES * 0x20);
        // Adding what is lacking to 0x80 sets the highest bit of the bytes that reach a bound.
        let within = |bytes: u64, first: u8, last: u8| {
            let reaches = |bound: u8| bytes + ONES * u64::from(0x80 - bound);
            reaches(first) & !reaches(last + 1)
        };
        let ascii = HIGH & !eight;
        let letters = within(small, b'a', b'z') & ascii;
        let digits = within(low, b'0', b'9') & ascii;
        let underscores = !((low ^ (ONES * u64::from(b'_'))) + LOW) & ascii;
        let capitals = letters & ((!eight & (ONES * 0x20)) << 2);
        let others = !(letters | digits | underscores) & HIGH;
        Self { lower: eight | (capitals >> 2), letters, capitals, len: others.trailing_zeros() / 8 }
    }

    /// The bits of the bytes that go on with the word.
    fn inside(&self) -> u64 {
        u64::MAX.checked_shl(self.len * 8).map_or(u64::MAX, |behind| !behind)
    }
}

/// The byte behind the letters of ASCII that `bytes` begin with, if they are fewer than eight; else one of them.
#[inline]
pub(super) fn behind_letters(bytes: &[u8]) -> u8 {
    let (first, bits) = letters(bytes);
    sign_behind(first, bits)
}

/// Up to eight letters of ASCII.
pub(super) struct Run {
    /// How many bytes these are.
    pub len: usize,
    /// All in small letters, the first one lowest; zeros behind them.
    pub small: u64,
    /// The sixth bit of each.
    pub letters: u64,
    /// The same of the capitals among them.
    pub capitals: u64,
}

impl Run {
    /// What `bytes` begin with.
    #[inline]
    pub(super) fn of(bytes: &[u8]) -> Self {
        let (first, bits) = letters(bytes);
        let inside = 1_u64.checked_shl(bits).map_or(u64::MAX, |behind| behind - 1);
        let letters = (ONES * 0x20) & inside;
        Self { len: bits as usize / 8, small: (first & inside) | letters, letters, capitals: letters & !first }
    }
}

/// The sign behind so many bits of letters, fewer than all, of [eight bytes](letters).
#[inline(always)]
fn sign_behind(first: u64, bits: u32) -> u8 {
    (first >> (bits % u64::BITS)) as u8
}

/// Whether the first three of eight letters stand again where a second unit of three to five would begin, the last one
/// that would end in a word of fewer than sixteen.
#[inline]
pub(super) fn begins_again(eight: u64) -> bool {
    let again = |unit: u32| (eight ^ (eight >> (8 * unit))) & 0xFF_FFFF == 0;
    again(3) | again(4) | again(5)
}

/// The letters that `bytes` begin with in small letters, eight and eight, the first one lowest; how many they are, if they are
/// fewer than sixteen with a sign of ASCII behind them that goes on with no word, or none; and that sign, 0 at the end.
#[inline(always)]
pub(crate) fn in_small_letters(bytes: &[u8]) -> Option<([u64; 2], usize, u8)> {
    let (first, bits) = letters(bytes);
    let small = |eight: u64, bits: u32| (eight | (ONES * 0x20)) & ((1 << bits) - 1);
    if bits < u64::BITS {
        let sign = (first >> bits) as u8;
        return ENDS[usize::from(sign)].then(|| ([small(first, bits), 0], bits as usize / 8, sign));
    }
    let (second, bits) = letters(&bytes[8..]);
    let sign = if bits < u64::BITS { (second >> bits) as u8 } else { b'a' };
    let len = 8 + bits as usize / 8;
    ENDS[usize::from(sign)].then(|| ([first | (ONES * 0x20), small(second, bits)], len, sign))
}

/// Up to sixteen letters, digits and apostrophes of ASCII, in small letters, eight and eight, the first one lowest.
pub(crate) fn in_small_letters_and_digits(word: &[u8]) -> [u64; 2] {
    // All of them but capitals have this bit.
    let small = |bytes: &[u8], len: usize| {
        let inside = u64::MAX.checked_shl(8 * len as u32).map_or(u64::MAX, |behind| !behind);
        (eight(bytes) | (ONES * 0x20)) & inside
    };
    match word.split_at_checked(8) {
        Some((first, second)) => [small(first, 8), small(second, second.len())],
        None => [small(word, word.len()), 0],
    }
}

/// The first eight of `bytes`, and how many bits of them are letters before the first other sign.
#[inline(always)]
fn letters(bytes: &[u8]) -> (u64, u32) {
    let eight = eight(bytes);
    let small = (eight & LOW) | (ONES * 0x20);
    let letters = (small + ONES * u64::from(0x80 - b'a')) & !(small + ONES * u64::from(0x80 - b'z' - 1)) & !eight;
    (eight, (!letters & HIGH).trailing_zeros() & !7)
}

/// The first eight of `bytes` as one number, the first one lowest; 0 for those that are lacking.
#[inline]
fn eight(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => {
            let mut eight = [0; 8];
            eight[..bytes.len()].copy_from_slice(bytes);
            u64::from_le_bytes(eight)
        }
    }
}

/// The signs that end a word whatever follows them, but for a dot behind a single letter; 0 stands for the end.
pub(super) const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    ends[0] = true;
    let mut byte = 2;
    while byte < 0x80 {
        let goes_on = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'\'');
        ends[byte] = !goes_on;
        byte += 1;
    }
    ends
};

/// The word of letters, digits and underscores that `bytes`, which begin with a letter, start with; `None` where the
/// long way has to be taken.
pub(super) fn any_word(bytes: &[u8]) -> Option<Word> {
    let (mut hasher, mut len) = (Hasher::default(), 0);
    let mut eight = Eight::of(bytes, 0);
    let first_upper = eight.capitals & 0x80 != 0;
    // The first letter is not one of the others.
    let (mut capitals, mut small) = (eight.capitals & !0x80, (eight.letters & !eight.capitals) & !0x80);
    let (mut upper, mut lower) = (0, 0);
    let (beginning, begins_again) = ((eight.lower & eight.inside()) as Beginning, begins_again(eight.lower));
    let key = loop {
        let inside = eight.inside();
        upper |= capitals & inside;
        lower |= small & inside;
        len += eight.len as usize;
        if eight.len < 8 {
            break hasher.finish_with(eight.lower & inside);
        }
        hasher.push_eight(eight.lower);
        eight = Eight::of(bytes, len);
        (capitals, small) = (eight.capitals, eight.letters & !eight.capitals);
    };
    if may_go_on(bytes, len) {
        return None;
    }
    let case = case_of(first_upper, usize::from(upper != 0), usize::from(lower != 0));
    let units = len >= LONG && (begins_again || len >= 2 * 8);
    Some(Word { len, case, key, beginning, units, straight: false })
}

/// The shortest word, in bytes, that may be one unit three times.
pub(super) const LONG: usize = 9;

/// The word of letters that an apostrophe joins, of either kind, as in `don't` and `Orr’s`, if neither side has more than
/// seven and a sign of ASCII ends it that goes on with no word.
pub(super) fn joined_word(bytes: &[u8]) -> Option<Word> {
    let (first, head) = letters(bytes);
    let mark = match bytes.get(head as usize / 8..)? {
        [b'\'', ..] => 1,
        [0xE2, 0x80, 0x99, ..] => 3,
        _ => return None,
    };
    let (second, tail) = letters(&bytes[head as usize / 8 + mark..]);
    if head == u64::BITS || tail == u64::BITS || head == 0 || tail == 0 || !ENDS[(second >> tail) as usize & 0xFF] {
        return None;
    }
    let inside = |bits: u32| (1_u64 << bits) - 1;
    let small = |eight: u64, bits: u32| (eight | (ONES * 0x20)) & inside(bits);
    let upper = |eight: u64, bits: u32| (!eight & (ONES * 0x20) & inside(bits)).count_ones();
    let (first_upper, capitals) = (first & 0x20 == 0, upper(first, head) + upper(second, tail));
    let others = (head + tail) / 8 - 1;
    let other_capitals = capitals - u32::from(first_upper);
    let case = case_of(first_upper, other_capitals as usize, (others - other_capitals) as usize);
    let whole =
        u128::from(small(first, head)) | u128::from(b'\'') << head | u128::from(small(second, tail)) << (head + 8);
    let key = of_sixteen(whole as u64, (whole >> 64) as u64);
    let len = (head + tail) as usize / 8 + mark;
    Some(Word { len, case, key, beginning: beginning_of(bytes, len), units: false, straight: mark == 1 })
}

/// The key of a number of fewer than eight digits and marks of ASCII.
pub(super) fn number_key(bytes: &[u8]) -> Option<u64> {
    (1..8).contains(&bytes.len()).then(|| Hasher::default().finish_with(eight(bytes)))
}

/// Whether a word may not be over behind its plain letters, `len` bytes of them.
pub(super) fn may_go_on(bytes: &[u8], len: usize) -> bool {
    let behind = |b: &u8| b.is_ascii_alphabetic() || *b >= 0x80 || matches!(*b, 1 | b'_');
    match bytes.get(len) {
        Some(b' ') | None => false,
        Some(b'.') => len == 1,
        Some(b'\'') => bytes.get(len + 1).is_some_and(behind),
        Some(0xE2) if mark(&bytes[len..]).is_some() => {
            bytes[len..].starts_with("’".as_bytes()) && bytes.get(len + 3).is_some_and(behind)
        }
        Some(next) => *next >= 0x80 || *next == 1,
    }
}

/// The length of the mark that `bytes` begin with, if it is one of the dashes, quotation marks and dots from U+2010 to
/// U+2027, of which none is a letter, a digit or a blank.
pub(super) fn mark(bytes: &[u8]) -> Option<usize> {
    matches!(bytes, [0xE2, 0x80, 0x90..=0xA7, ..]).then_some(3)
}
