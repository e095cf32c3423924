//! English words that rightly have a capital inside a sentence, and words that let any other have one.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::table;

const SOURCE: &str = include_str!("../../data/en/capitals.txt");

static NAMES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| ["institutions", "people", "makes"].into_iter().flat_map(|s| table::words(SOURCE, s)).collect());
static INTRODUCING: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| table::words(SOURCE, "introducing").collect());
static KEYS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| table::words(SOURCE, "keys").collect());
static CONTROLS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| table::words(SOURCE, "controls").collect());

/// Has the larger tables made.
pub(super) fn ready() {
    LazyLock::force(&NAMES);
}

/// Whether `word` (lower case) stands with a capital by convention: an institution, a name or a make.
pub fn is_conventional(word: &str) -> bool {
    NAMES.contains(word)
}

/// Whether a name or a title may stand behind `word` (lower case): film, company.
pub fn introduces_name(word: &str) -> bool {
    INTRODUCING.contains(word)
}

/// Whether a title, or what is written on a key, stands behind `word` (lower case): entitled, press.
pub fn names_key(word: &str) -> bool {
    KEYS.contains(word)
}

/// Whether the name of a part of a program stands before `word` (lower case): key, window, trait.
pub fn is_control(word: &str) -> bool {
    CONTROLS.contains(word)
}
