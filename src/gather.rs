//! Sets and maps of what comes, put in one by one.
//!
//! `collect` sorts first: it brings a sort of its own, and a way to build from what is sorted, for each kind of entry.
//! That is 8 KB of program each, and worth it only for many entries.

use std::collections::{BTreeMap, BTreeSet};

/// The set of all items.
pub(crate) fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// The map of all entries; the last of a key counts.
pub(crate) fn map<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(entries);
    map
}
