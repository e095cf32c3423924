//! Family names that come first, and the titles that stand before a name.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::keyed::Keys;
use super::{pinyin, table};

const SURNAMES: &str = include_str!("../../data/names/surnames.txt");
const TITLES_SOURCE: &str = include_str!("../../data/en/titles.txt");

static CHINESE: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| table::words(SURNAMES, "chinese").collect());
static CHINESE_KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::of(table::words(SURNAMES, "chinese")));
static OTHERS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| table::words(SURNAMES, "korean").chain(table::words(SURNAMES, "vietnamese")).collect());
static GIVEN: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| table::words(include_str!("../../data/names/given-names.txt"), "").collect());
static TITLES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    table::entries(TITLES_SOURCE).filter(|(section, _)| *section == "titles").map(|(_, title)| title).collect()
});
static HEADS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| TITLES.iter().filter_map(|title| title.split(' ').next()).chain(BEFORE.iter().copied()).collect());
static BEFORE: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| table::words(TITLES_SOURCE, "before").collect());

/// Has the larger tables made.
pub(super) fn ready() {
    LazyLock::force(&CHINESE);
    LazyLock::force(&OTHERS);
    LazyLock::force(&GIVEN);
    LazyLock::force(&TITLES);
}

/// Whether `word` (lower case) is a Chinese family name in pinyin.
pub fn is_chinese_surname(word: &str) -> bool {
    CHINESE.contains(word)
}

/// The same of a word's [`key`](crate::token::key), for those who look at every word of a text.
pub fn is_chinese_surname_key(key: u64) -> bool {
    CHINESE_KEYS.has(key)
}

/// Whether `word` (lower case) is a given name common in Europe or the Americas.
pub fn is_given_name(word: &str) -> bool {
    GIVEN.contains(word)
}

/// Whether `word` (lower case) is a Korean or Vietnamese family name, whose given names follow no pinyin.
pub fn is_other_eastern_surname(word: &str) -> bool {
    OTHERS.contains(word)
}

/// Whether `word` (lower case) is the first one of a title, or begins longer ones.
pub fn heads_title(word: &str) -> bool {
    HEADS.contains(word)
}

/// Whether `family given` (lower case) reads as a Chinese person in pinyin.
pub fn is_chinese_person(family: &str, given: &str) -> bool {
    is_chinese_surname(family) && pinyin::syllable_count(given).is_some_and(|n| n <= 3)
}

/// Whether `title` (lower case, words with one blank) stands before names: `general secretary`.
pub fn is_title(title: &str) -> bool {
    TITLES.contains(title)
}

/// Whether `word` (lower case) begins longer titles: `deputy`, `vice`.
pub fn begins_title(word: &str) -> bool {
    BEFORE.contains(word)
}
