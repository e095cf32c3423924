//! The distinct words of a document, by their numbers: a number is given to a key when it is met for the first time.
//!
//! `index` asks it of every word of the text, `word` says what is known of one. What is asked of nearly all words stands
//! apart, in a byte for each. What is known of a word is the same in every text, and many texts have most words in
//! common: so a thread that has read one has its words at hand for the next. Numbers therefore say nothing of the order of
//! a text, and nothing may be listed by them.

use std::cell::Cell;

use crate::names::fold;
use crate::names::index::WordId;
use crate::names::numbers::Numbers;
use crate::names::word::{Traits, Word};
use crate::token;

/// What is added to the number of a word where the key is that of its possessive.
pub(super) const POSSESSIVE: WordId = 1 << 31;

/// So many distinct words have room from the first.
const FEW_WORDS: usize = 4096;

/// Where there are more words, only the first ones are kept for the next text. What was met early is met often, and more
/// would take more room than it spares work.
const MOST_KEPT: usize = 12 * 1024;

/// How many are kept then.
const FIRST_KEPT: usize = 8 * 1024;

thread_local! {
    /// The words of the texts before.
    static KEPT: Cell<Option<Words>> = const { Cell::new(None) };
}

/// Words by their numbers.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: Words,
}

#[derive(Debug)]
struct Words {
    words: Vec<Word>,
    traits: Vec<Traits>,
    keys: Vec<u64>,
    numbers: Numbers,
    /// Which text has each word in small letters, as its number; of several the last.
    small: Vec<u32>,
    /// The number of the text that is being read.
    text: u32,
}

impl Vocabulary {
    /// For a text of so many tokens.
    pub(super) fn of(tokens: usize) -> Self {
        let mut words = KEPT.take().unwrap_or_else(|| Words::of(tokens));
        words.text += 1;
        Self { words }
    }

    /// The number of the word with a key, written so; with [`POSSESSIVE`] where the key is that of a possessive.
    #[inline]
    pub(super) fn id<'a>(&mut self, key: u64, written: impl FnOnce() -> &'a str) -> WordId {
        match self.words.numbers.get(key) {
            Some(known) => known,
            None => self.words.add(key, written()),
        }
    }

    /// Notes that a word stands in small letters; what it is like.
    #[inline]
    pub(super) fn see_small(&mut self, id: WordId) -> Traits {
        self.words.small[id as usize] = self.words.text;
        self.words.traits[id as usize]
    }

    /// Whether a word stands in small letters somewhere in the text.
    pub(super) fn is_seen_small(&self, id: WordId) -> bool {
        self.words.small[id as usize] == self.words.text
    }

    /// What is known of a word.
    pub(super) fn word(&self, id: WordId) -> &Word {
        &self.words.words[id as usize]
    }

    /// What the words are like, by their numbers.
    pub(super) fn traits(&self) -> &[Traits] {
        &self.words.traits
    }
}

impl Drop for Vocabulary {
    fn drop(&mut self) {
        let mut words = std::mem::take(&mut self.words);
        if words.words.len() > MOST_KEPT {
            words.keep(FIRST_KEPT);
        }
        if words.text < u32::MAX {
            KEPT.set(Some(words));
        }
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::of(0)
    }
}

impl Words {
    /// Room for the words of a text of so many tokens; there may be more.
    fn of(tokens: usize) -> Self {
        let distinct = (tokens / 3).min(FEW_WORDS);
        let (words, traits) = (Vec::with_capacity(distinct), Vec::with_capacity(distinct));
        let (keys, small) = (Vec::with_capacity(distinct), Vec::with_capacity(distinct));
        Self { words, traits, keys, numbers: Numbers::of(tokens), small, text: 0 }
    }

    /// Keeps the first so many words. Those of possessives are met again.
    fn keep(&mut self, most: usize) {
        self.words.truncate(most);
        self.traits.truncate(most);
        self.keys.truncate(most);
        self.small.truncate(most);
        self.numbers = Numbers::of(4 * most);
        for (id, key) in (0..).zip(&self.keys) {
            self.numbers.add(*key, id);
        }
    }

    fn add(&mut self, key: u64, written: &str) -> WordId {
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

    fn add_bare(&mut self, key: u64, written: &str, letters: Letters) -> WordId {
        let id = WordId::try_from(self.words.len()).map_or(!POSSESSIVE, |next| next & !POSSESSIVE);
        let word = Word::new(written, key, letters);
        self.traits.push(word.traits());
        self.words.push(word);
        self.keys.push(key);
        self.small.push(0);
        self.numbers.add(key, id);
        id
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_after_many_words_knows_its_own() {
        let word = |n: usize| format!("word{n}");
        let mut texts = 0..3;
        texts.all(|_| {
            let mut vocabulary = Vocabulary::of(10);
            let ids: Vec<WordId> = (0..MOST_KEPT + 1)
                .map(|n| {
                    let word = word(n);
                    vocabulary.id(token::key(&word), || &word)
                })
                .collect();
            let possessive = vocabulary.id(token::key("word7's"), || "word7's");
            possessive == ids[7] | POSSESSIVE
                && ids
                    .iter()
                    .enumerate()
                    .all(|(n, id)| vocabulary.word(*id).text() == word(n) && !vocabulary.is_seen_small(*id))
        });
        assert_eq!(texts.len(), 0);
        assert_eq!(Vocabulary::of(10).words.words.len(), FIRST_KEPT);
    }
}
