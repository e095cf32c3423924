//! A long list in short strips of memory.
//!
//! What is freed in blocks of a few kilobytes the allocator has for whoever asks next for as little, whatever it is for. A
//! block of a hundred kilobytes or more is looked for where no block was yet, and what such blocks leave is seldom found
//! again: long lists that come and go one after the other would take the room of all of them together.

use std::ops::{Index, IndexMut, Range};

/// The bytes of a strip: what the allocator cuts its memory into without much waste.
const BYTES: usize = 7 * 1024;

/// A list. The first strip grows, as most lists are short.
#[derive(Clone, Debug)]
pub struct Strips<T> {
    /// All but the last are full.
    strips: Vec<Vec<T>>,
}

impl<T> Default for Strips<T> {
    fn default() -> Self {
        Self { strips: Vec::new() }
    }
}

impl<T> Strips<T> {
    /// How many things a strip has.
    pub(crate) const EACH: usize = BYTES / size_of::<T>();

    /// An empty list, of which so many things are expected.
    pub fn of(count: usize) -> Self {
        let mut strips = Vec::with_capacity(count.div_ceil(Self::EACH).max(1));
        strips.push(Vec::with_capacity(count.min(Self::EACH)));
        Self { strips }
    }

    /// Adds one thing.
    #[inline]
    pub fn push(&mut self, one: T) {
        match self.strips.last_mut() {
            Some(last) if last.len() < last.capacity() => last.push(one),
            _ => self.make_room().push(one),
        }
    }

    /// The strip that the next thing is to go to, with room for it.
    #[cold]
    fn make_room(&mut self) -> &mut Vec<T> {
        if self.strips.last().is_none_or(|last| last.len() == Self::EACH) {
            let room = if self.strips.is_empty() { 0 } else { Self::EACH };
            self.strips.push(Vec::with_capacity(room));
        }
        let last = self.strips.len() - 1;
        let last = &mut self.strips[last];
        if last.len() == last.capacity() {
            last.reserve_exact((2 * last.len()).clamp(4, Self::EACH) - last.len());
        }
        last
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        self.strips.last().map_or(0, |last| (self.strips.len() - 1) * Self::EACH + last.len())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them.
    #[inline]
    pub fn get(&self, index: usize) -> Option<&T> {
        self.strips.get(index / Self::EACH)?.get(index % Self::EACH)
    }

    /// One of them, to be changed.
    #[inline]
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        self.strips.get_mut(index / Self::EACH)?.get_mut(index % Self::EACH)
    }

    /// The last one.
    pub fn last(&self) -> Option<&T> {
        self.strips.last()?.last()
    }

    /// All of them in order.
    pub fn iter(&self) -> std::iter::Flatten<std::slice::Iter<'_, Vec<T>>> {
        self.strips.iter().flatten()
    }

    /// Some of them in order.
    #[inline]
    pub fn some(&self, range: Range<usize>) -> impl Iterator<Item = &T> {
        let Range { start, end } = range;
        let strips = self.strips.get(start / Self::EACH..end.div_ceil(Self::EACH)).unwrap_or_default();
        let base = start / Self::EACH * Self::EACH;
        strips
            .iter()
            .zip((base..).step_by(Self::EACH))
            .flat_map(move |(strip, base)| &strip[start.saturating_sub(base)..strip.len().min(end - base)])
    }

    /// All of them in order, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.strips.iter_mut().flatten()
    }
}

impl<T> Index<usize> for Strips<T> {
    type Output = T;

    #[inline]
    fn index(&self, index: usize) -> &T {
        &self.strips[index / Self::EACH][index % Self::EACH]
    }
}

impl<T> IndexMut<usize> for Strips<T> {
    #[inline]
    fn index_mut(&mut self, index: usize) -> &mut T {
        &mut self.strips[index / Self::EACH][index % Self::EACH]
    }
}

impl<T> Extend<T> for Strips<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, all: I) {
        all.into_iter().for_each(|one| self.push(one));
    }
}

impl<'s, T> IntoIterator for &'s Strips<T> {
    type Item = &'s T;
    type IntoIter = std::iter::Flatten<std::slice::Iter<'s, Vec<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_strips_is_the_list() {
        for (count, expected) in [(0, 0), (1, 0), (5, 9), (3000, 10), (3000, 3000)] {
            let all: Vec<u64> = (0..count).collect();
            let mut strips = Strips::of(expected);
            strips.extend(all.iter().copied());
            assert_eq!((strips.len(), strips.is_empty()), (all.len(), all.is_empty()));
            assert_eq!(strips.iter().copied().collect::<Vec<_>>(), all);
            assert!((0..all.len()).all(|at| strips[at] == all[at] && strips.get(at) == Some(&all[at])));
            assert_eq!((strips.get(all.len()), strips.last()), (None, all.last()));
            for range in [0..0, 0..all.len(), all.len() / 3..all.len(), all.len() / 2..all.len() / 2 + 1] {
                let some = range.start..range.end.min(all.len());
                assert_eq!(strips.some(some.clone()).collect::<Vec<_>>(), all[some].iter().collect::<Vec<_>>());
            }
            strips.iter_mut().for_each(|one| *one += 1);
            strips.get_mut(0).into_iter().for_each(|one| *one += 1);
            assert_eq!(strips.iter().sum::<u64>(), all.iter().sum::<u64>() + count + u64::from(count > 0));
            assert!(strips.strips.iter().all(|strip| size_of_val(&**strip) <= BYTES));
        }
    }
}
