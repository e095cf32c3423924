//! Things in the order of a text, each with its place; an edit moves all that follow without touching them.
//!
//! They are held in chunks, and a chunk knows by how many bytes its things are to be moved. So an edit writes the things
//! of one chunk and a number for each chunk behind it: a key press costs next to nothing that grows with the text, wherever
//! the one before was. Copies share the chunks that neither has written since.

use std::ops::Range;
use std::sync::Arc;

/// The bytes of a new chunk: the allocator has blocks of 4 KB, and aligns all but the largest of them itself.
const BYTES: usize = 4096 - 8;

/// How many things make a new chunk.
const fn some<T>() -> usize {
    BYTES / size_of::<T>()
}

/// The most things in one chunk.
const fn most<T>() -> usize {
    2 * some::<T>()
}

/// What has a place in a text.
pub(super) trait Place: Clone {
    /// Its first byte.
    fn start(&self) -> usize;
    /// Puts it so many bytes further on, wrapping: a place that is yet to be moved may stand before the text.
    fn shift(&mut self, by: isize);
}

/// Things in their places, by their first byte.
#[derive(Clone, Debug)]
pub(super) struct Moving<T> {
    /// None of them empty.
    chunks: Vec<Chunk<T>>,
    len: usize,
}

#[derive(Clone, Debug)]
struct Chunk<T> {
    all: Arc<Vec<T>>,
    /// How far its things are to be moved.
    by: isize,
    /// The number of its first thing.
    first: usize,
}

impl<T> Default for Moving<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

impl<T: Place> Moving<T> {
    /// Things that stand where they say.
    pub(super) fn new(all: impl IntoIterator<Item = T>) -> Self {
        let mut places = Self::default();
        cut(all, |all, first| {
            places.len = first + all.len();
            places.chunks.push(Chunk { all: Arc::new(all), by: 0, first });
        });
        places
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The first byte of one.
    pub(super) fn start(&self, index: usize) -> usize {
        let chunk = &self.chunks[self.chunk(index)];
        chunk.all[index - chunk.first].start().wrapping_add_signed(chunk.by)
    }

    /// One of them; its place may be out of date.
    pub(super) fn misplaced(&self, index: usize) -> &T {
        let chunk = &self.chunks[self.chunk(index)];
        &chunk.all[index - chunk.first]
    }

    pub(super) fn misplaced_mut(&mut self, index: usize) -> &mut T {
        let at = self.chunk(index);
        let chunk = &mut self.chunks[at];
        &mut Arc::make_mut(&mut chunk.all)[index - chunk.first]
    }

    /// All in their order; their places may be out of date.
    pub(super) fn all_misplaced(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.all.iter())
    }

    /// All where they stand.
    pub(super) fn iter(&self) -> impl Iterator<Item = T> {
        self.chunks.iter().flat_map(|chunk| chunk.all.iter().map(|one| moved(one.clone(), chunk.by)))
    }

    /// The first that starts behind `byte`.
    pub(super) fn behind(&self, byte: usize) -> usize {
        self.first(|index| self.start(index) > byte)
    }

    /// The first that starts at `byte` or behind it.
    pub(super) fn from(&self, byte: usize) -> usize {
        self.first(|index| self.start(index) >= byte)
    }

    /// The first of which something holds that holds of all behind it.
    pub(super) fn first(&self, holds: impl Fn(usize) -> bool) -> usize {
        let behind = self.chunks.partition_point(|chunk| !holds(chunk.first));
        let Some(chunk) = behind.checked_sub(1).map(|at| &self.chunks[at]) else { return 0 };
        let (mut low, mut high) = (chunk.first + 1, chunk.first + chunk.all.len());
        while low < high {
            let middle = low.midpoint(high);
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        low
    }

    /// Puts `new` in place of some; what follows moves by `by` bytes.
    pub(super) fn splice(&mut self, range: Range<usize>, new: Vec<T>, by: isize) {
        if self.chunks.is_empty() {
            *self = Self::new(new);
            return;
        }
        let at = self.chunk(range.start);
        let last = if range.is_empty() { at } else { self.chunk(range.end - 1) };
        let as_many = range.len() == new.len();
        self.len = self.len - range.len() + new.len();
        let of_last = self.chunks[last].by;
        let behind = range.end - self.chunks[last].first;
        let behind = Arc::make_mut(&mut self.chunks[last].all).split_off(behind);
        self.chunks.drain(at + 1..=last);
        let chunk = &mut self.chunks[at];
        let all = Arc::make_mut(&mut chunk.all);
        all.truncate(range.start - chunk.first);
        all.extend(new.into_iter().map(|one| moved(one, -chunk.by)));
        all.extend(behind.into_iter().map(|one| moved(one, of_last + by - chunk.by)));
        self.chunks[at + 1..].iter_mut().for_each(|chunk| chunk.by += by);
        let fits = (1..=most::<T>()).contains(&self.chunks[at].all.len());
        if !fits || !as_many {
            self.even_out(at, fits);
        }
    }

    /// Cuts a chunk that does not fit, or drops it if it is empty, and numbers those behind it.
    fn even_out(&mut self, at: usize, fits: bool) {
        if !fits {
            let Chunk { all, by, .. } = self.chunks.remove(at);
            let mut pieces = Vec::new();
            let all = Arc::try_unwrap(all).unwrap_or_else(|shared| shared.to_vec());
            cut(all, |all, first| pieces.push(Chunk { all: Arc::new(all), by, first }));
            self.chunks.splice(at..at, pieces);
        }
        let mut first = at.checked_sub(1).map_or(0, |before| self.chunks[before].first + self.chunks[before].all.len());
        for chunk in &mut self.chunks[at..] {
            chunk.first = first;
            first += chunk.all.len();
        }
    }

    /// The chunk that one is in; the last for what stands behind all.
    fn chunk(&self, index: usize) -> usize {
        self.chunks.partition_point(|chunk| chunk.first <= index).saturating_sub(1)
    }
}

fn moved<T: Place>(mut one: T, by: isize) -> T {
    one.shift(by);
    one
}

/// Cuts things into chunks with room to grow, and gives each with the number of its first.
fn cut<T>(all: impl IntoIterator<Item = T>, mut take: impl FnMut(Vec<T>, usize)) {
    let mut all = all.into_iter();
    for first in (0..).step_by(some::<T>()) {
        let mut chunk: Vec<T> = Vec::with_capacity(some::<T>().min(all.size_hint().0));
        chunk.extend(all.by_ref().take(some::<T>()));
        if chunk.is_empty() {
            return;
        }
        take(chunk, first);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    impl Place for usize {
        fn start(&self) -> usize {
            *self
        }

        fn shift(&mut self, by: isize) {
            *self = self.wrapping_add_signed(by);
        }
    }

    fn starts(places: &Moving<usize>) -> Vec<usize> {
        (0..places.len()).map(|index| places.start(index)).collect()
    }

    #[test]
    fn edits_here_and_there_move_what_follows() {
        let mut places = Moving::new(vec![0, 10, 20, 30, 40, 50]);
        places.splice(2..3, vec![20, 26], 6);
        assert_eq!(starts(&places), [0, 10, 20, 26, 36, 46, 56]);
        places.splice(5..6, Vec::new(), -10);
        places.splice(0..1, vec![3], 3);
        assert_eq!(starts(&places), [3, 13, 23, 29, 39, 49]);
        assert_eq!((places.from(29), places.behind(29), places.behind(60)), (3, 4, 6));
        assert_eq!(places.iter().collect::<Vec<_>>(), [3, 13, 23, 29, 39, 49]);
    }

    #[test]
    fn what_is_put_behind_moves_that_are_yet_to_come_stands_where_it_says() {
        let mut places: Moving<usize> = Moving::default();
        places.splice(0..0, Vec::new(), 20);
        places.splice(0..0, vec![10], 0);
        places.splice(0..0, Vec::new(), 4);
        assert_eq!(starts(&places), [14]);
    }

    proptest! {
        #[test]
        fn chunks_hold_what_one_row_would(
            mut model in prop::collection::btree_set(0usize..100_000, 0..3000),
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..1400, 0usize..1400), 1..12),
        ) {
            let mut row: Vec<usize> = std::mem::take(&mut model).into_iter().collect();
            let mut places = Moving::new(row.clone());
            for (at, gone, new) in edits {
                let copy = places.clone();
                let before = starts(&copy);
                let from = at.index(row.len() + 1);
                let to = (from + gone).min(row.len());
                let start = from.checked_sub(1).map_or(0, |one| row[one] + 1);
                let new: Vec<usize> = (start..start + new).collect();
                let by = new.len().cast_signed();
                row[to..].iter_mut().for_each(|place| *place += new.len());
                row.splice(from..to, new.clone());
                places.splice(from..to, new, by);
                prop_assert_eq!(starts(&places), row.clone());
                prop_assert!(row.iter().step_by(97).all(|byte| places.from(*byte) == row.partition_point(|r| r < byte)));
                prop_assert!(row.iter().step_by(89).all(|byte| places.behind(*byte) == row.partition_point(|r| r <= byte)));
                prop_assert_eq!(starts(&copy), before);
            }
        }
    }
}
