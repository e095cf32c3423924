//! English words that shape names: those that only begin sentences, those that join, and spellings of two countries.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::keyed::Keys;
use super::table;
use crate::token;

const FUNCTION_WORDS: &str = include_str!("../../data/en/function-words.txt");

static STARTERS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| table::words(FUNCTION_WORDS, "starters").collect());
static CONNECTORS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| connectors().collect());
static STARTER_KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::of(table::words(FUNCTION_WORDS, "starters")));
static CONNECTOR_KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::of(connectors()));
static PARTICLE_KEYS: LazyLock<Vec<u64>> =
    LazyLock::new(|| table::words(FUNCTION_WORDS, "particles").map(token::key).collect());
const HEADS: &str = include_str!("../../data/en/heads.txt");
static BODIES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| table::words(HEADS, "bodies").collect());
static BODY_KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::of(table::words(HEADS, "bodies")));
static PLACE_HEADS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| table::words(HEADS, "places").collect());
static SPELLINGS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| pairs().collect());
static SPELT_TWO_WAYS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| pairs().flat_map(|(a, b)| [a, b]).collect());

fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    table::entries(include_str!("../../data/en/spellings.txt")).filter_map(|(_, line)| line.split_once(' '))
}

/// Has the larger tables made.
pub(super) fn ready() {
    LazyLock::force(&STARTERS);
    LazyLock::force(&SPELLINGS);
}

/// Whether `word` (lower case) begins a sentence without being part of a name that follows.
pub fn is_function_word(word: &str) -> bool {
    STARTERS.contains(word)
}

/// Whether `word` (lower case) can stand between the capitalised words of one name.
pub fn is_connector(word: &str) -> bool {
    CONNECTORS.contains(word)
}

/// All words of which [`is_function_word`] or [`is_connector`] is true, in lower case; some twice.
pub(crate) fn function_words() -> impl Iterator<Item = &'static str> {
    connectors().chain(table::words(FUNCTION_WORDS, "starters"))
}

fn connectors() -> impl Iterator<Item = &'static str> {
    ["inside", "particles"].into_iter().flat_map(|section| table::words(FUNCTION_WORDS, section))
}

/// [`is_function_word`] by the word's key.
pub(crate) fn is_function_key(key: u64) -> bool {
    STARTER_KEYS.has(key)
}

/// [`is_connector`] by the word's key.
pub(crate) fn is_connector_key(key: u64) -> bool {
    CONNECTOR_KEYS.has(key)
}

/// The [keys](token::key) of the words that stand between a given and a family name: `von der`, `bin`.
pub(crate) fn particle_keys() -> &'static [u64] {
    &PARTICLE_KEYS
}

/// Whether the connector is an article: it joins only behind another connector (`of the`).
pub fn is_article(word: &str) -> bool {
    matches!(word, "the" | "la" | "le" | "les")
}

/// Whether `word` (lower case) stands before one of several things of a kind.
pub(crate) fn tells_one(word: &str) -> bool {
    matches!(word, "a" | "an" | "another" | "each" | "either" | "every" | "neither" | "one")
}

/// Whether `word` (lower case) stands before several things of a kind.
pub(crate) fn tells_several(word: &str) -> bool {
    matches!(
        word,
        "all"
            | "both"
            | "few"
            | "many"
            | "most"
            | "numerous"
            | "other"
            | "several"
            | "some"
            | "these"
            | "those"
            | "various"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
    )
}

/// Whether `word` (lower case) heads the names of bodies: government, committee.
pub fn is_body(word: &str) -> bool {
    BODIES.contains(word)
}

/// [`is_body`] by the word's key.
pub(crate) fn is_body_key(key: u64) -> bool {
    BODY_KEYS.has(key)
}

/// Whether `word` (lower case) stands behind a place's name as part of it: city, river.
pub fn is_place_head(word: &str) -> bool {
    PLACE_HEADS.contains(word)
}

/// Whether `word` (lower case) only says what form a company has.
pub fn is_company_form(word: &str) -> bool {
    matches!(word, "co" | "ltd" | "inc" | "corp" | "llc" | "plc" | "gmbh" | "limited" | "incorporated")
}

/// Whether the two words (lower case) are the British and the American spelling of one.
pub fn is_spelling_pair(a: &str, b: &str) -> bool {
    SPELLINGS.get(a).is_some_and(|other| *other == b) || SPELLINGS.get(b).is_some_and(|other| *other == a)
}

/// Whether `word` (lower case) has another spelling in British or American English.
pub fn has_spelling_pair(word: &str) -> bool {
    SPELT_TWO_WAYS.contains(word)
}

/// The number an ordinal or cardinal stands for, in digits or words (lower case): `20th`, `twentieth`; up to 99.
pub fn ordinal(word: &str) -> Option<u32> {
    const UNITS: [&str; 20] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [&str; 8] =
        ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"];
    if !["st", "nd", "rd", "th"].iter().any(|ending| word.ends_with(ending)) {
        return None;
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !digits.is_empty() && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th") {
        return digits.parse().ok();
    }
    let at = |list: &[&str]| list.iter().position(|name| *name == word);
    let number = at(&UNITS).or_else(|| at(&TENS).map(|tens| (tens + 2) * 10))?;
    u32::try_from(number).ok()
}
