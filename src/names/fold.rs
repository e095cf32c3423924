//! Folded keys: what is left of a word when accents, case, apostrophes and dots are taken away.
//!
//! A name's key is the keys of its words joined, so `Lin Mei Hua`, `Lin Meihua` and `Lin Mei-hua` have one. The
//! hash of a joined key is computed from the hashes of the words, without building the string.

use std::borrow::Cow;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

use crate::alphabet;
use crate::block::is_mask;

/// The folded form of a word: letters and digits in lower case, without marks; `ł`, `đ`, `ø`, `ß`, `ı`, `æ` and
/// `œ` as plain letters.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase())).collect();
    }
    let plain = word.chars().filter(|c| !is_mask(*c)).collect::<String>();
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(&plain);
    let mut out = String::with_capacity(word.len());
    for c in decomposed.chars().flat_map(char::to_lowercase) {
        match c {
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ø' => out.push('o'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            c if alphabet::is_alphanumeric(c) && !is_mark(c) => out.push(c),
            _ => {}
        }
    }
    out
}

/// The folded forms of the words of a text, with the blanks between them.
pub(crate) fn words(text: &str) -> String {
    text.split(' ').map(fold).collect::<Vec<_>>().join(" ")
}

/// The word without a possessive ending or a verb clipped on (`Lin's`, `Lin'll`), and how many bytes that took away. Words
/// that differ in case only lose the same.
pub(crate) fn without_possessive(word: &str) -> (&str, usize) {
    // Most words end with another letter, and hardly any has an apostrophe before the last one or two.
    let [.., third, second, last] = word.as_bytes() else { return (word, 0) };
    if !matches!(last.to_ascii_lowercase(), b's' | b'l' | b'd' | b'e') {
        return (word, 0);
    }
    let ends_apostrophe = |byte: u8| byte == b'\'' || byte == 0x99;
    if !ends_apostrophe(*second) && !ends_apostrophe(*third) {
        return (word, 0);
    }
    let clipped = ["s", "ll", "d", "ve"].iter().find_map(|ending| {
        let (head, own) = word.split_at_checked(word.len().checked_sub(ending.len())?)?;
        let head = Some(head).filter(|_| own.eq_ignore_ascii_case(ending))?;
        head.strip_suffix('\'').or_else(|| head.strip_suffix('’'))
    });
    clipped.filter(|bare| bare.len() > 1).map_or((word, 0), |bare| (bare, word.len() - bare.len()))
}

/// Curly apostrophes as straight ones, lower case, markup dropped.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    crate::token::normal(word)
}

fn is_mark(c: char) -> bool {
    use GeneralCategory::{EnclosingMark, NonspacingMark, SpacingMark};
    matches!(CodePointMapData::<GeneralCategory>::new().get(c), NonspacingMark | SpacingMark | EnclosingMark)
}

/// A hash of a string that can be joined: the hash of `ab` follows from those of `a` and `b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Joined {
    hash: u64,
    power: u64,
    /// Letters and digits so far.
    pub letters: u32,
}

/// The letters and digits of a word of ASCII signs only, folded.
pub(crate) fn ascii_letters(word: &str) -> impl Iterator<Item = u32> {
    word.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase().into())
}

/// An odd multiplier with its bits well spread (the golden ratio in 64 bits).
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// Its powers, as far as most words need them.
const POWERS: [u64; 32] = {
    let mut powers = [1; 32];
    let mut letters = 1;
    while letters < powers.len() {
        powers[letters] = BASE.wrapping_mul(powers[letters - 1]);
        letters += 1;
    }
    powers
};

impl Joined {
    /// Nothing yet.
    pub(crate) const EMPTY: Self = Self { hash: 0, power: 1, letters: 0 };

    /// The hash of one folded word.
    pub(crate) fn of(folded: &str) -> Self {
        Self::of_letters(folded.chars().map(u32::from))
    }

    /// The same of a word that is not folded yet, of ASCII signs only.
    pub(crate) fn of_ascii(word: &str) -> Self {
        Self::of_letters(ascii_letters(word))
    }

    fn of_letters(letters: impl Iterator<Item = u32>) -> Self {
        letters.fold(Self::EMPTY, |so_far, letter| Self {
            hash: so_far.hash.wrapping_mul(BASE).wrapping_add(u64::from(letter) + 1),
            power: so_far.power.wrapping_mul(BASE),
            letters: so_far.letters + 1,
        })
    }

    /// That of so many letters with this [`hash`](Self::hash).
    pub(crate) fn known(hash: u64, letters: u32) -> Self {
        let power = POWERS.get(letters as usize).copied().unwrap_or_else(|| BASE.wrapping_pow(letters));
        Self { hash, power, letters }
    }

    /// What tells it from others with as many letters.
    pub(crate) fn hash(self) -> u64 {
        self.hash
    }

    /// The hash of this string and `next` behind it.
    pub(crate) fn then(self, next: Self) -> Self {
        Self {
            hash: self.hash.wrapping_mul(next.power).wrapping_add(next.hash),
            power: self.power.wrapping_mul(next.power),
            letters: self.letters + next.letters,
        }
    }

    /// The hash as a map key.
    pub(crate) fn key(self) -> u64 {
        // The low bits of a polynomial hash depend on the low bits of its letters only.
        (self.hash ^ (self.hash >> 29)).wrapping_mul(BASE) ^ u64::from(self.letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_marks_fold_away() {
        for (written, folded) in
            [("Erdoğan", "erdogan"), ("Łódź", "lodz"), ("Xi'an", "xian"), ("U.S.", "us"), ("Weiß", "weiss")]
        {
            assert_eq!(fold(written), folded);
        }
        assert_eq!(fold("Ёлкин"), "елкин");
    }

    #[test]
    fn joined_hashes_do_not_depend_on_where_the_words_end() {
        let hash = |words: &[&str]| words.iter().fold(Joined::EMPTY, |h, w| h.then(Joined::of(w)));
        assert_eq!(hash(&["li", "le", "cheng"]), hash(&["li", "lecheng"]));
        assert_ne!(hash(&["li", "le", "cheng"]).key(), hash(&["li", "cheng", "le"]).key());
    }

    #[test]
    fn a_word_of_ascii_signs_need_not_be_folded_first() {
        for word in ["Meihua", "Xi'an", "U.S.", "20th", "a\u{1}b_C", "", &"abc".repeat(20)] {
            let joined = Joined::of_ascii(word);
            assert_eq!(joined, Joined::of(&fold(word)), "{word:?}");
            assert_eq!(joined, Joined::known(joined.hash(), joined.letters));
        }
    }

    #[test]
    fn possessives_come_off() {
        assert_eq!(without_possessive("Hua’s"), ("Hua", 4));
        assert_eq!(without_possessive("Xi'an"), ("Xi'an", 0));
        assert_eq!(without_possessive("he’ll"), ("he", 5));
        assert_eq!(without_possessive("I'd"), ("I'd", 0));
        assert_eq!(without_possessive("SHE'LL"), ("SHE", 3));
        assert_eq!(without_possessive("Nobody’Ve"), ("Nobody", 5));
        assert_eq!(without_possessive("It's"), ("It", 2));
    }
}
