//! The short way through a word of plain letters: its length, casing and key in one pass over its bytes.
//!
//! Whatever might need another rule (letters beyond ASCII, markup inside, a dotted acronym, a very long word) is
//! left to the long way. Both give the same token; a property test holds them to it.

use super::{Case, case_of, hash};

/// Longer words take the long way.
const LONGEST: usize = 48;

/// What the short way knows of a word.
pub(super) struct Word {
    /// In bytes.
    pub len: usize,
    pub case: Case,
    pub key: u64,
}

/// The word that `bytes`, which begin with a letter, start with; `None` where the long way has to be taken.
pub(super) fn word(bytes: &[u8]) -> Option<Word> {
    let mut lower = [0u8; LONGEST];
    let (mut len, mut capitals, mut letters) = (0, 0, 0);
    while let Some(&byte) = bytes.get(len) {
        let inside = byte == b'\'' && bytes.get(len + 1).is_some_and(u8::is_ascii_alphabetic);
        if !(byte.is_ascii_alphanumeric() || byte == b'_' || inside) {
            break;
        }
        *lower.get_mut(len)? = byte.to_ascii_lowercase();
        capitals += usize::from(byte.is_ascii_uppercase());
        letters += usize::from(byte.is_ascii_alphabetic());
        len += 1;
    }
    let apostrophe =
        |next: u8| next == b'\'' && bytes.get(len + 1).is_some_and(|b| *b >= 0x80 || *b == 1 || *b == b'_');
    let goes_on = bytes.get(len).is_some_and(|&next| next >= 0x80 || next == 1 || apostrophe(next));
    let acronym = len == 1 && bytes.get(1) == Some(&b'.');
    if goes_on || acronym {
        return None;
    }
    let first_upper = bytes[0].is_ascii_uppercase();
    let upper = capitals - usize::from(first_upper);
    let case = case_of(first_upper, upper, letters - 1 - upper);
    Some(Word { len, case, key: hash(&lower[..len]) })
}
