//! Countries, regions, cities and peoples with their adjectives: two of them are never one name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::keyed::Keys;
use super::table;
use crate::token;

static PLACES: LazyLock<FxHashMap<String, u16>> = LazyLock::new(|| {
    let mut places = FxHashMap::default();
    for (number, (_, line)) in table::entries(include_str!("../../data/names/places.txt")).enumerate() {
        for word in line.split_whitespace() {
            let number = u16::try_from(number).expect("the table has fewer than 65,536 lines");
            places.entry(word.to_lowercase().replace('_', " ")).or_insert(number);
        }
    }
    places
});

static PLACE_KEYS: LazyLock<Keys> = LazyLock::new(|| {
    let lines = table::entries(include_str!("../../data/names/places.txt"));
    let words = lines.flat_map(|(_, line)| line.split_whitespace());
    words.map(|word| token::key(&word.replace('_', " "))).collect()
});

static EXONYMS: LazyLock<FxHashMap<String, u16>> = LazyLock::new(|| {
    let mut names = FxHashMap::default();
    for (number, (_, line)) in table::entries(include_str!("../../data/names/exonyms.txt")).enumerate() {
        for word in line.split_whitespace() {
            let number = u16::try_from(number).expect("the table has fewer than 65,536 lines");
            names.entry(word.to_lowercase()).or_insert(number);
        }
    }
    names
});

/// Has the larger tables made.
pub(super) fn ready() {
    LazyLock::force(&PLACES);
}

/// The number of the entry that `word` (lower case) belongs to: a place with its adjective and inhabitants.
pub fn place(word: &str) -> Option<u16> {
    PLACES.get(word).copied()
}

/// Whether a word is a [`place`], by its key.
pub(crate) fn is_place_key(key: u64) -> bool {
    PLACE_KEYS.has(key)
}

/// The number of the name that `word` (lower case) is one accepted spelling of.
pub fn exonym(word: &str) -> Option<u16> {
    EXONYMS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_and_its_people_are_one_entry() {
        assert_eq!(place("russia"), place("russians"));
        assert_ne!(place("iran"), place("iraq"));
        assert_eq!(place("guotang"), None);
        assert_eq!(exonym("macao"), exonym("macau"));
    }
}
