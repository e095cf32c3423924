//! English words that shape names: those that only begin sentences, those that join, and spellings of two countries.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::table;

const FUNCTION_WORDS: &str = include_str!("../../data/en/function-words.txt");

static STARTERS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| table::words(FUNCTION_WORDS, "starters").collect());
static CONNECTORS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| table::words(FUNCTION_WORDS, "inside").collect());
static SPELLINGS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let pair = |(_, line): (&str, &'static str)| line.split_once(' ');
    table::entries(include_str!("../../data/en/spellings.txt")).filter_map(pair).collect()
});

/// Whether `word` (lower case) begins a sentence without being part of a name that follows.
pub fn is_function_word(word: &str) -> bool {
    STARTERS.contains(word)
}

/// Whether `word` (lower case) can stand between the capitalised words of one name.
pub fn is_connector(word: &str) -> bool {
    CONNECTORS.contains(word)
}

/// Whether the connector is an article: it joins only behind another connector (`of the`).
pub fn is_article(word: &str) -> bool {
    matches!(word, "the" | "la" | "le" | "les")
}

/// Whether the two words (lower case) are the British and the American spelling of one.
pub fn is_spelling_pair(a: &str, b: &str) -> bool {
    SPELLINGS.get(a).is_some_and(|other| *other == b) || SPELLINGS.get(b).is_some_and(|other| *other == a)
}
