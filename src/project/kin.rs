//! Whether texts that no project holds together belong together: whether they are about the same persons and places.
//!
//! The server asks its user about such texts once, and `check` says so; both decide here. Of each text only its names
//! are kept, as numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::workspace::MOST_READ;

/// So many files …
const FILES: usize = 3;

/// … that share so many names with so many others belong together.
const NAMES: usize = 10;

/// Texts that may belong together.
#[derive(Debug, Default)]
pub struct Texts {
    names: Vec<BTreeSet<u64>>,
    bytes: u64,
}

impl Texts {
    /// Adds a text of so many bytes with its names ([`crate::engine::Whole::name_keys`]).
    pub fn add(&mut self, len: u64, names: BTreeSet<u64>) {
        self.bytes = self.bytes.saturating_add(len);
        self.names.push(names);
        if self.is_too_much() {
            self.names = Vec::new();
        }
    }

    /// Whether there is more text than would ever be compared.
    pub fn is_too_much(&self) -> bool {
        self.bytes > MOST_READ
    }

    /// How many of them belong together; 0 where too few do to speak of it.
    pub fn count(&self) -> usize {
        let mut files: BTreeMap<u64, usize> = BTreeMap::new();
        self.names.iter().flatten().for_each(|name| *files.entry(*name).or_default() += 1);
        let shares = |names: &&BTreeSet<u64>| names.iter().filter(|name| files[name] >= FILES).count() >= NAMES;
        let kin = self.names.iter().filter(shares).count();
        if kin >= FILES { kin } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    fn count(texts: &[(Range<u64>, u64)]) -> usize {
        let mut all = Texts::default();
        texts.iter().for_each(|(names, len)| all.add(*len, names.clone().collect()));
        all.count()
    }

    #[test]
    fn texts_that_share_ten_names_with_two_others_belong_together() {
        assert_eq!(count(&[(0..10, 1), (0..12, 1), (0..10, 1), (40..60, 1), (0..9, 1)]), 3);
        assert_eq!(count(&[(0..10, 1), (0..10, 1)]), 0, "two are too few");
        assert_eq!(count(&[(0..10, 1), (0..10, 1), (1..11, 1)]), 0, "nine names are");
    }

    #[test]
    fn of_too_much_text_none_do() {
        let texts = [(0..10, 1), (0..10, 1), (0..10, MOST_READ - 2), (0..10, 1)];
        assert_eq!((count(&texts[..3]), count(&texts)), (3, 0));
    }
}
