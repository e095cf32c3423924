//! Countries, regions, cities and peoples with their adjectives: two of them are never one name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table;

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

/// The number of the entry that `word` (lower case) belongs to: a place with its adjective and inhabitants.
pub fn place(word: &str) -> Option<u16> {
    PLACES.get(word).copied()
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
