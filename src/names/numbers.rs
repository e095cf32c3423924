//! Numbers by the keys of words. Nothing else is asked so often, and keys are hashes already: a place in a plain table is
//! the key's first bits, and who finds it taken goes on to the next. What nearly all words are asked stands beside the number.

use crate::names::index::WordId;
use crate::names::word::Traits;

/// A word as it is found by a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Its number.
    pub number: WordId,
    /// What it is like.
    pub traits: Traits,
}

/// Numbers by keys.
#[derive(Debug)]
pub(super) struct Numbers {
    /// A key and what is found by it; a key of 0 where nothing is.
    places: Vec<(u64, Numbered)>,
    count: usize,
    /// How far a key is shifted to tell its place.
    shift: u32,
}

impl Numbers {
    /// Room for the words of a text of so many tokens, of which most stand more than once; there may be more.
    pub(super) fn of(tokens: usize) -> Self {
        Self::of_bits((tokens / 2).clamp(64, 1 << 15).ilog2())
    }

    fn of_bits(bits: u32) -> Self {
        Self { places: vec![(0, Numbered::default()); 1 << bits], count: 0, shift: u64::BITS - bits }
    }

    /// What is found by a key.
    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<Numbered> {
        let key = some(key);
        let mut at = self.first(key);
        loop {
            match self.places[at] {
                (known, word) if known == key => return Some(word),
                (0, _) => return None,
                _ => at = self.next(at),
            }
        }
    }

    /// Has a word found by a key by which none is.
    pub(super) fn add(&mut self, key: u64, word: Numbered) {
        // Where half of it is taken, ways grow long.
        if 2 * self.count >= self.places.len() {
            let bigger = Self::of_bits(u64::BITS - self.shift + 1);
            let all = std::mem::replace(self, bigger).places;
            all.into_iter().filter(|(key, _)| *key != 0).for_each(|(key, word)| self.add(key, word));
        }
        let key = some(key);
        let mut at = self.first(key);
        while self.places[at].0 != 0 {
            at = self.next(at);
        }
        self.places[at] = (key, word);
        self.count += 1;
    }

    /// Where a key would stand in an empty table.
    #[inline]
    fn first(&self, key: u64) -> usize {
        (key >> self.shift) as usize
    }

    /// Where it stands if that place is taken.
    #[inline]
    fn next(&self, at: usize) -> usize {
        (at + 1) & (self.places.len() - 1)
    }
}

/// No key is 0.
fn some(key: u64) -> u64 {
    key.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_number_however_many_there_are() {
        let mut numbers = Numbers::of(0);
        let key = |n: u32| u64::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let word = |number| Numbered { number, traits: Traits::default() };
        (0..5000).for_each(|n| numbers.add(key(n), word(n)));
        assert!((0..5000).all(|n| numbers.get(key(n)) == Some(word(n))));
        assert_eq!(numbers.get(12_345), None);
    }
}
