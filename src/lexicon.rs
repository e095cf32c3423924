//! Is this an ordinary word? The tables that rules ask, compiled in from `data/`.
//!
//! Tables hold facts about languages, never about one text. Origin and licence of each stand in its file or
//! in the NOTICE beside it.

pub mod capitals;
pub(crate) mod keyed;
pub mod people;
pub mod pinyin;
pub mod places;
mod table;
pub mod words;

use std::sync::LazyLock;

/// Common English words with their SCOWL level, 10 (commonest) to 50; built by `build.rs`.
static WORDS: LazyLock<Option<fst::Map<&'static [u8]>>> =
    LazyLock::new(|| fst::Map::new(include_bytes!(concat!(env!("OUT_DIR"), "/words.fst")).as_slice()).ok());

/// How common an English word is, as its SCOWL level: 10 the commonest, 50 still common; `None` for a word
/// that is not on the list. `word` is in lower case.
pub fn english_level(word: &str) -> Option<u64> {
    WORDS.as_ref()?.get(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_have_a_level_and_names_have_none() {
        assert_eq!(english_level("the"), Some(10));
        assert!(english_level("revitalization").is_some());
        assert_eq!(english_level("guoping"), None);
        assert_eq!(english_level("ruiyl"), None);
    }
}
