//! The distinct words of a document, by their numbers: a number is given to a key when it is met for the first time.
//!
//! `index` asks it of every word of the text, `word` says what is known of one. What is asked of nearly all words stands
//! apart, in a byte for each.

use crate::names::fold;
use crate::names::index::WordId;
use crate::names::numbers::Numbers;
use crate::names::word::{Traits, Word};
use crate::token;

/// What is added to the number of a word where the key is that of its possessive.
pub(super) const POSSESSIVE: WordId = 1 << 31;

/// So many distinct words have room from the first.
const FEW_WORDS: usize = 4096;

/// Words by their numbers.
#[derive(Debug)]
pub(super) struct Vocabulary<'a> {
    words: Vec<Word<'a>>,
    traits: Vec<Traits>,
    numbers: Numbers,
}

impl<'a> Vocabulary<'a> {
    /// Room for the words of a text of so many tokens; there may be more.
    pub(super) fn of(tokens: usize) -> Self {
        let distinct = (tokens / 3).min(FEW_WORDS);
        let (words, traits) = (Vec::with_capacity(distinct), Vec::with_capacity(distinct));
        Self { words, traits, numbers: Numbers::of(tokens) }
    }

    /// The number of the word with a key, written so; with [`POSSESSIVE`] where the key is that of a possessive.
    #[inline]
    pub(super) fn id(&mut self, key: u64, written: impl FnOnce() -> &'a str) -> WordId {
        match self.numbers.get(key) {
            Some(known) => known,
            None => self.add(key, written()),
        }
    }

    fn add(&mut self, key: u64, written: &'a str) -> WordId {
        let letters = Letters::of(written);
        let (bare, ending) = if letters.special { fold::without_possessive(written) } else { (written, 0) };
        if ending == 0 {
            return self.add_bare(key, written, letters);
        }
        let own = token::key(bare);
        let id = match self.numbers.get(own) {
            Some(known) => known,
            None => self.add_bare(own, bare, Letters::of(bare)),
        };
        self.numbers.add(key, id | POSSESSIVE);
        id | POSSESSIVE
    }

    fn add_bare(&mut self, key: u64, written: &'a str, letters: Letters) -> WordId {
        let id = WordId::try_from(self.words.len()).map_or(!POSSESSIVE, |next| next & !POSSESSIVE);
        let word = Word::new(written, key, letters);
        self.traits.push(word.traits());
        self.words.push(word);
        self.numbers.add(key, id);
        id
    }

    /// Notes that a word stands in small letters; what it is like.
    #[inline]
    pub(super) fn see_small(&mut self, id: WordId) -> Traits {
        let traits = &mut self.traits[id as usize];
        *traits = traits.with(Traits::SMALL);
        *traits
    }

    /// No more words come.
    pub(super) fn close(&mut self) {
        self.numbers = Numbers::of(0);
    }

    /// What is known of a word.
    pub(super) fn word(&self, id: WordId) -> &Word<'a> {
        &self.words[id as usize]
    }

    /// What the words are like, by their numbers.
    pub(super) fn traits(&self) -> &[Traits] {
        &self.traits
    }
}

/// What one look at the bytes of a word says.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Letters {
    /// It has an apostrophe, an underscore or a sign that may be one.
    pub special: bool,
    /// There are no letters beyond ASCII. Only then what follows is known.
    pub is_ascii: bool,
    /// How many of its bytes are letters.
    pub letters: u32,
    /// How many are digits.
    pub digits: u32,
}

impl Letters {
    fn of(written: &str) -> Self {
        let (mut signs, mut counts) = (0, 0u64);
        for byte in written.bytes() {
            signs |= SIGNS[usize::from(byte)];
            counts += COUNTS[usize::from(byte)];
        }
        let (letters, digits) = (counts as u32, (counts >> u32::BITS) as u32);
        Self { special: signs & SPECIAL != 0, is_ascii: signs & BEYOND == 0, letters, digits }
    }
}

/// An apostrophe, an underscore, or what a curly apostrophe begins with.
const SPECIAL: u8 = 1;
/// Of a letter beyond ASCII.
const BEYOND: u8 = 1 << 1;

/// What each byte is.
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0x80;
    while byte < 256 {
        signs[byte] = BEYOND;
        byte += 1;
    }
    signs[0xE2] |= SPECIAL;
    signs[b'\'' as usize] = SPECIAL;
    signs[b'_' as usize] = SPECIAL;
    signs
};

/// What each byte adds to the number of letters, and in the upper half to that of digits.
const COUNTS: [u64; 256] = {
    let mut counts = [0; 256];
    let mut byte = 0;
    while byte < 0x80 {
        counts[byte] = if (byte as u8).is_ascii_alphabetic() { 1 } else { 0 };
        counts[byte] |= if (byte as u8).is_ascii_digit() { 1 << u32::BITS } else { 0 };
        byte += 1;
    }
    counts
};
