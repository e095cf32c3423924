//! A table asked by the keys that tokens carry: the word itself need not be looked at, which for most words of a text
//! would cost more than everything else about them.

use rustc_hash::FxHashSet;

use crate::token;

/// A set of words by their keys.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    /// One bit for each first digits of a key: hardly a word that is not in the set gets past them.
    bits: [u64; 64],
    keys: FxHashSet<u64>,
}

impl Default for Keys {
    fn default() -> Self {
        Self { bits: [0; 64], keys: FxHashSet::default() }
    }
}

impl FromIterator<u64> for Keys {
    fn from_iter<I: IntoIterator<Item = u64>>(keys: I) -> Self {
        let keys: FxHashSet<u64> = keys.into_iter().collect();
        let mut bits = [0; 64];
        // One bit and another commute.
        #[allow(clippy::iter_over_hash_type)]
        for key in &keys {
            let (at, bit) = place(*key);
            bits[at] |= bit;
        }
        Self { bits, keys }
    }
}

impl Keys {
    /// The set of these words, in lower case.
    pub(crate) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        words.map(token::key).collect()
    }

    /// Whether a word of this key is in the set.
    #[inline]
    pub(crate) fn has(&self, key: u64) -> bool {
        self.may_have(key) && self.keys.contains(&key)
    }

    /// The cheap question: never wrong where the answer is no.
    #[inline]
    pub(crate) fn may_have(&self, key: u64) -> bool {
        let (at, bit) = place(key);
        self.bits[at] & bit != 0
    }
}

fn place(key: u64) -> (usize, u64) {
    ((key >> 58) as usize, 1 << ((key >> 52) & 63))
}
