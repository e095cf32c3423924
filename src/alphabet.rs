//! Whether a character is a letter, as the standard library says, which for most scripts looks through a list: Georgian takes it
//! three thousand instructions a letter. What it has said of a character is remembered.
//!
//! `token`, `names::fold`, `language` and `repeats` ask it of whole words and texts; who asks of few characters asks the library
//! itself.

use std::sync::atomic::{AtomicU64, Ordering};

/// So many characters are remembered, sixty-four to an item: the scripts of all living languages, and most signs.
const REMEMBERED: usize = 0x2_0000 / 64;

/// A bit for each character that was asked about, and one for each that is a letter.
static ASKED: [AtomicU64; REMEMBERED] = [const { AtomicU64::new(0) }; REMEMBERED];
static LETTERS: [AtomicU64; REMEMBERED] = [const { AtomicU64::new(0) }; REMEMBERED];

/// [`char::is_alphabetic`].
#[inline]
pub(crate) fn is_alphabetic(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    let (place, bit) = (c as usize / 64, 1 << (c as usize % 64));
    match (ASKED.get(place), LETTERS.get(place)) {
        (Some(asked), Some(letters)) if asked.load(Ordering::Acquire) & bit != 0 => {
            letters.load(Ordering::Relaxed) & bit != 0
        }
        (Some(asked), Some(letters)) => ask(c, bit, asked, letters),
        _ => c.is_alphabetic(),
    }
}

/// [`char::is_alphanumeric`].
#[inline]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    is_alphabetic(c) || c.is_numeric()
}

#[cold]
fn ask(c: char, bit: u64, asked: &AtomicU64, letters: &AtomicU64) -> bool {
    let is = c.is_alphabetic();
    // What it is has to be there before it counts as asked.
    letters.fetch_or(if is { bit } else { 0 }, Ordering::Relaxed);
    asked.fetch_or(bit, Ordering::Release);
    is
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_the_library_says_again_and_again() {
        let some = ('\0'..='\u{2_1000}').step_by(37).chain("aéЯ中ชक१५٣გ😀𝒳ⅷ".chars());
        for c in some.clone().chain(some) {
            assert_eq!((is_alphabetic(c), is_alphanumeric(c)), (c.is_alphabetic(), c.is_alphanumeric()), "{c:?}");
        }
    }
}
