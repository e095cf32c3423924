//! Numbers for keys: who is met first gets the next one. Every comparison tells its names by keys that are hashes, or nearly,
//! so a place in a plain table is told by a product, and who finds it taken goes on to the next.
//!
//! Most texts have a few dozen names. Their tables would take longer to make and to clear than to fill: a thread keeps what
//! it has emptied for the next text, and what stands there from before has another stamp.

use std::cell::RefCell;

/// The fewest places of a table.
const FEWEST: usize = 256;

/// A table of more places is not kept.
const MOST_KEPT: usize = 1 << 14;

/// So many tables are kept.
const TABLES: usize = 4;

thread_local! {
    /// Tables of the texts before.
    static KEPT: RefCell<Vec<Table>> = const { RefCell::new(Vec::new()) };
}

/// Keys with their numbers.
#[derive(Debug)]
pub(super) struct Numbering {
    table: Table,
}

#[derive(Debug, Default)]
struct Table {
    places: Vec<Place>,
    /// That of the keys of this text.
    stamp: u32,
    count: usize,
    shift: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    key: u64,
    stamp: u32,
    number: u32,
}

impl Numbering {
    /// No keys yet.
    pub(super) fn new() -> Self {
        let mut table = KEPT.with_borrow_mut(Vec::pop).unwrap_or_else(|| Table::of(FEWEST));
        table.count = 0;
        table.stamp += 1;
        Self { table }
    }

    /// The number of a key; `next` is given to one that is new.
    #[inline]
    pub(super) fn number(&mut self, key: u64, next: usize) -> usize {
        *self.place(key, next as u32).0 as usize
    }

    /// The same to be changed, with whether the key is new.
    #[inline]
    pub(super) fn place(&mut self, key: u64, next: u32) -> (&mut u32, bool) {
        let table = &mut self.table;
        if 2 * table.count >= table.places.len() {
            table.grow();
        }
        let at = table.find(key);
        let place = &mut table.places[at];
        let is_new = place.stamp != table.stamp;
        if is_new {
            *place = Place { key, stamp: table.stamp, number: next };
            table.count += 1;
        }
        (&mut place.number, is_new)
    }

    /// The number of a key that has one.
    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<usize> {
        let place = self.table.places[self.table.find(key)];
        (place.stamp == self.table.stamp).then_some(place.number as usize)
    }
}

impl Table {
    fn of(places: usize) -> Self {
        Self { places: vec![Place::default(); places], stamp: 0, count: 0, shift: u64::BITS - places.ilog2() }
    }

    /// Where a key stands, or would.
    #[inline]
    fn find(&self, key: u64) -> usize {
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize;
        loop {
            let place = &self.places[at];
            if place.key == key || place.stamp != self.stamp {
                // Of another text's key that is the same, the place is as good as any.
                return at;
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }

    #[inline(never)]
    fn grow(&mut self) {
        let mut bigger = Self { stamp: self.stamp, count: self.count, ..Self::of(2 * self.places.len()) };
        for place in self.places.iter().filter(|place| place.stamp == self.stamp) {
            let at = bigger.find(place.key);
            bigger.places[at] = *place;
        }
        *self = bigger;
    }
}

impl Drop for Numbering {
    fn drop(&mut self) {
        if self.table.places.len() > MOST_KEPT || self.table.stamp == u32::MAX {
            return;
        }
        KEPT.with_borrow_mut(|kept| {
            if kept.len() < TABLES {
                kept.push(std::mem::take(&mut self.table));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_numbers_its_own_keys() {
        for round in 0..3_u64 {
            let (mut one, mut other) = (Numbering::new(), Numbering::new());
            for (next, key) in (0..4000).map(|n| n * (round + 1)).enumerate() {
                assert_eq!(one.number(key, next), next);
                assert_eq!(one.number(key, 9999), next);
                assert_eq!(other.get(key), None);
            }
            assert_eq!(other.number(7, 1), 1);
            assert_eq!((one.get(5 * (round + 1)), one.get(u64::MAX)), (Some(5), None));
        }
    }
}
