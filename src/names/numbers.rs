//! Numbers by the keys of words. Nothing else is asked so often, and keys are hashes already: a place in a plain table is
//! the key's last bits, and who finds it taken goes on to the next. What nearly all words are asked stands beside the number.

use rustc_hash::FxHashMap;

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

/// Numbers by keys. So many words are asked that the plain table has to stay where the processor has it at once: eight bytes a
/// place hold the beginning of the key, the number and the traits.
#[derive(Debug)]
pub(super) struct Numbers {
    /// What is found at each place, the beginning of a key, a number and traits; 0 where nothing is. A power of two of them.
    places: Vec<u64>,
    /// The keys that are no word's own, such as those of possessives, and what is found by them.
    others: Vec<(u64, Numbered)>,
    count: usize,
    /// What is found by the keys whose numbers two bytes cannot tell.
    long: FxHashMap<u64, WordId>,
}

/// As many bits of a place are no part of the key: a number and traits.
const FOUND: u32 = 24;

/// A table of fewer places stays at hand however many of them are empty.
const ROOMY: usize = 1 << 15;

/// The number that stands for all those that need more than two bytes.
const LONG: WordId = u16::MAX as WordId;

impl Numbers {
    /// Room for the words of a text of so many tokens, of which most stand more than once; there may be more.
    pub(super) fn of(tokens: usize) -> Self {
        let bits = (tokens / 2).clamp(64, 1 << 14).ilog2();
        let (others, long) = Default::default();
        Self { places: vec![0; 1 << bits], others, count: 0, long }
    }

    /// What is found by a key.
    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<Numbered> {
        let own = beginning(key);
        let mut at = first(&self.places, key);
        loop {
            let place = self.places[at];
            if place & (u64::MAX << FOUND) == own {
                let number = (place >> 8) as u16 as WordId;
                let number = if number == LONG { self.long(key) } else { number };
                return Some(Numbered { number, traits: Traits::of_byte(place as u8) });
            }
            if place == 0 {
                return None;
            }
            at = self.next(at);
        }
    }

    /// Where common words are found.
    #[inline]
    pub(super) fn common(&self) -> Common<'_> {
        assert!(!self.places.is_empty(), "there is always room");
        Common(&self.places)
    }

    #[cold]
    fn long(&self, key: u64) -> WordId {
        self.long.get(&key).copied().unwrap_or(LONG)
    }

    /// Whether the table has to [grow](Self::grow) before another key is added.
    #[inline]
    pub(super) fn is_full(&self) -> bool {
        // Where more is taken, too many do not stand in their first place; but of a larger table too much is further away.
        let most = self.places.len() / if self.places.len() < ROOMY { 4 } else { 2 };
        self.count >= most
    }

    /// Takes twice the room; `own` are the words by their own keys.
    #[cold]
    pub(super) fn grow(&mut self, own: impl Iterator<Item = (u64, Numbered)>) {
        self.places = vec![0; 2 * self.places.len()];
        own.for_each(|(key, word)| self.place(key, word));
        for at in 0..self.others.len() {
            let (key, word) = self.others[at];
            self.place(key, word);
        }
    }

    /// Has a word found by its own key, by which none is.
    pub(super) fn add(&mut self, key: u64, word: Numbered) {
        if word.number >= LONG {
            self.long.insert(key, word.number);
        }
        self.count += 1;
        self.place(key, word);
    }

    /// The same by a key that is not its own.
    pub(super) fn add_other(&mut self, key: u64, word: Numbered) {
        self.others.push((key, word));
        self.add(key, word);
    }

    /// Puts what is found by a key where it is looked for.
    fn place(&mut self, key: u64, word: Numbered) {
        let mut at = first(&self.places, key);
        while self.places[at] != 0 {
            at = self.next(at);
        }
        // Whose number stands elsewhere is looked for the longer way, however common it is.
        let traits = if word.number >= LONG { word.traits.without(Traits::COMMON) } else { word.traits };
        self.places[at] = beginning(key) | u64::from(word.number.min(LONG)) << 8 | u64::from(traits.byte());
    }

    /// Where it stands if that place is taken.
    #[inline]
    fn next(&self, at: usize) -> usize {
        (at + 1) & (self.places.len() - 1)
    }
}

/// The first places of keys.
#[derive(Clone, Copy)]
pub(super) struct Common<'n>(&'n [u64]);

impl Common<'_> {
    /// The number of a key that is found in its first place and is that of a [common](Traits::COMMON) word, as most are that are
    /// asked about.
    #[inline(always)]
    pub(super) fn get(self, key: u64) -> Option<u16> {
        let place = self.place(key);
        // Nothing is common where nothing is found.
        let is_own = (place ^ key) >> (FOUND + 1) == 0 && Traits::of_byte(place as u8).has(Traits::COMMON);
        is_own.then_some((place >> 8) as u16)
    }

    /// What stands in the first place of a key.
    #[inline(always)]
    pub(super) fn place(self, key: u64) -> u64 {
        self.0[first(self.0, key)]
    }
}

/// Where a key would stand in an empty table of as many places.
#[inline]
fn first(places: &[u64], key: u64) -> usize {
    key as usize & (places.len() - 1)
}

/// The beginning of a key as it stands in its place, which tells how the key ends. No beginning is 0.
#[inline]
fn beginning(key: u64) -> u64 {
    (key | 1 << FOUND) & (u64::MAX << FOUND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_number_however_many_there_are() {
        let mut numbers = Numbers::of(0);
        let key = |n: u32| u64::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let word = |number| Numbered { number, traits: Traits::default() };
        for n in 0..5000 {
            if numbers.is_full() {
                numbers.grow((0..n).filter(|n| n % 3 > 0).map(|n| (key(n), word(n))));
            }
            if n % 3 > 0 { numbers.add(key(n), word(n)) } else { numbers.add_other(key(n), word(n)) }
        }
        assert!((0..5000).all(|n| numbers.get(key(n)) == Some(word(n))));
        assert!((0..5000).all(|n| numbers.common().get(key(n)).is_none()), "none of them is common");
        assert_eq!(numbers.get(12_345), None);
    }

    #[test]
    fn common_words_are_found_in_their_first_place() {
        let mut numbers = Numbers::of(0);
        let word = |number| Numbered { number, traits: Traits::COMMON };
        // The second finds its first place taken, the last needs a long number.
        let keys = [1 << 40 | 7, 1 << 41 | 7, 1 << 42 | 9];
        keys.iter().zip([3, 4, LONG + 5]).for_each(|(key, number)| numbers.add(*key, word(number)));
        assert_eq!(keys.map(|key| numbers.common().get(key)), [Some(3), None, None]);
        assert_eq!(keys.map(|key| numbers.get(key).map(|word| word.number)), [Some(3), Some(4), Some(LONG + 5)]);
    }
}
