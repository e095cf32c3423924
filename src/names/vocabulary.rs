//! The distinct words of a document, by their numbers: a number is given to a key when it is met for the first time.
//!
//! `index` asks it of every word of the text, `word` says what is known of one. What is asked of nearly all words stands
//! apart, in a byte for each. What is known of a word is the same in every text, and many texts have most words in
//! common: so a thread that has read one has its words at hand for the next. Numbers therefore say nothing of the order of
//! a text, and nothing may be listed by them.

use std::cell::Cell;

use crate::names::composition::Composition;
use crate::names::fold;
use crate::names::index::WordId;
use crate::names::numbers::Numbers;
use crate::names::word::{Traits, Word};
use crate::token;

/// What is added to the number of a word where the key is that of its possessive.
pub(super) const POSSESSIVE: WordId = 1 << 31;

/// So many distinct words have room from the first, and in a long text one for so many tokens.
const FEW_WORDS: usize = 4096;
const TOKENS_A_WORD: usize = 12;

/// Where there are more words, only the first ones are kept for the next text. What was met early is met often, and more
/// would take more room than it spares work.
const MOST_KEPT: usize = 12 * 1024;

/// How many are kept then.
const FIRST_KEPT: usize = 8 * 1024;

thread_local! {
    /// The words of the texts before.
    static KEPT: Cell<Option<Entries>> = const { Cell::new(None) };
}

/// Words by their numbers.
#[derive(Debug)]
pub(super) struct Vocabulary {
    entries: Entries,
}

#[derive(Debug)]
struct Entries {
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
        let mut entries = KEPT.take().unwrap_or_else(|| Entries::of(tokens));
        entries.text += 1;
        Self { entries }
    }

    /// The number of the word with a key, written so; with [`POSSESSIVE`] where the key is that of a possessive.
    #[inline]
    pub(super) fn id<'a>(&mut self, key: u64, written: impl FnOnce() -> &'a str) -> WordId {
        match self.entries.numbers.get(key) {
            Some(known) => known,
            None => self.entries.add(key, written()),
        }
    }

    /// Notes that a word stands in small letters; what it is like.
    #[inline]
    pub(super) fn see_small(&mut self, id: WordId) -> Traits {
        self.entries.small[id as usize] = self.entries.text;
        self.entries.traits[id as usize]
    }

    /// Whether a word stands in small letters somewhere in the text.
    pub(super) fn is_seen_small(&self, id: WordId) -> bool {
        self.entries.small[id as usize] == self.entries.text
    }

    /// What is known of a word.
    pub(super) fn word(&self, id: WordId) -> &Word {
        &self.entries.words[id as usize]
    }

    /// What the words are like, by their numbers.
    pub(super) fn traits(&self) -> &[Traits] {
        &self.entries.traits
    }
}

impl Drop for Vocabulary {
    fn drop(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        if entries.words.len() > MOST_KEPT {
            entries.keep(FIRST_KEPT);
        }
        if entries.text < u32::MAX {
            KEPT.set(Some(entries));
        }
    }
}

impl Default for Entries {
    fn default() -> Self {
        Self::of(0)
    }
}

impl Entries {
    /// Room for the words of a text of so many tokens; there may be more.
    fn of(tokens: usize) -> Self {
        let distinct = (tokens / 3).min(FEW_WORDS).max(tokens / TOKENS_A_WORD).min(MOST_KEPT);
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
        let composition = Composition::of(written);
        let (bare, ending) = if composition.special { fold::without_possessive(written) } else { (written, 0) };
        if ending == 0 {
            return self.add_bare(key, written, composition);
        }
        let own = token::key(bare);
        let id = match self.numbers.get(own) {
            Some(known) => known,
            None => self.add_bare(own, bare, Composition::of(bare)),
        };
        self.numbers.add(key, id | POSSESSIVE);
        id | POSSESSIVE
    }

    fn add_bare(&mut self, key: u64, written: &str, composition: Composition) -> WordId {
        let id = WordId::try_from(self.words.len()).map_or(!POSSESSIVE, |next| next & !POSSESSIVE);
        let word = Word::new(written, key, composition);
        self.traits.push(word.traits());
        self.words.push(word);
        self.keys.push(key);
        self.small.push(0);
        self.numbers.add(key, id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_after_many_words_knows_its_own() {
        for _ in 0..3 {
            let mut vocabulary = Vocabulary::of(10);
            let words: Vec<String> = (0..=MOST_KEPT).map(|n| format!("word{n}")).collect();
            let ids: Vec<WordId> = words.iter().map(|word| vocabulary.id(token::key(word), || word)).collect();
            for (word, id) in words.iter().zip(&ids) {
                assert_eq!(vocabulary.word(*id).text(), word);
                assert!(!vocabulary.is_seen_small(*id));
            }
            assert_eq!(vocabulary.id(token::key("word7's"), || "word7's"), ids[7] | POSSESSIVE);
            vocabulary.see_small(ids[7]);
            assert!(vocabulary.is_seen_small(ids[7]));
        }
        assert_eq!(Vocabulary::of(10).entries.words.len(), FIRST_KEPT);
    }
}
