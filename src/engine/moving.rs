//! Things in the order of a text, each with its place; an edit moves all that follow without touching them.
//!
//! What stands behind the last edit is known to be moved by so many bytes; only what lies between two edits is written
//! when the next comes. So a key press costs nothing that grows with what stands behind it.

use std::ops::Range;

/// What has a place in a text.
pub(super) trait Place {
    /// Its first byte.
    fn start(&self) -> usize;
    /// Puts it so many bytes further on, wrapping: a place that is yet to be moved may stand before the text.
    fn shift(&mut self, by: isize);
}

/// Things in their places, by their first byte.
#[derive(Clone, Debug)]
pub(super) struct Moving<T> {
    all: Vec<T>,
    /// From this one on the places are to be moved…
    from: usize,
    /// … by so many bytes.
    by: isize,
}

impl<T> Default for Moving<T> {
    fn default() -> Self {
        Self { all: Vec::new(), from: 0, by: 0 }
    }
}

impl<T: Place> Moving<T> {
    /// Things that stand where they say.
    pub(super) fn new(all: Vec<T>) -> Self {
        Self { from: all.len(), all, by: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The first byte of one.
    pub(super) fn start(&self, index: usize) -> usize {
        let moved = if index >= self.from { self.by } else { 0 };
        self.all[index].start().wrapping_add_signed(moved)
    }

    /// One of them; its place may be out of date.
    pub(super) fn misplaced(&self, index: usize) -> &T {
        &self.all[index]
    }

    pub(super) fn misplaced_mut(&mut self, index: usize) -> &mut T {
        &mut self.all[index]
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
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        low
    }

    /// Puts `new` in place of some; what follows moves by `by` bytes.
    pub(super) fn splice(&mut self, range: Range<usize>, new: Vec<T>, by: isize) {
        self.bring(range.end);
        let behind = range.start + new.len();
        self.all.splice(range, new);
        self.from = behind;
        self.by += by;
    }

    /// Moves the border of what is yet to be moved to one of them.
    fn bring(&mut self, border: usize) {
        let (low, high) = (border.min(self.from), border.max(self.from));
        let by = if border > self.from { self.by } else { -self.by };
        for one in &mut self.all[low..high] {
            one.shift(by);
        }
        self.from = border;
    }

    /// All where they stand.
    pub(super) fn all(&mut self) -> &[T] {
        self.bring(self.all.len());
        self.by = 0;
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Place for usize {
        fn start(&self) -> usize {
            *self
        }

        fn shift(&mut self, by: isize) {
            *self = self.wrapping_add_signed(by);
        }
    }

    #[test]
    fn edits_here_and_there_move_what_follows() {
        let starts = |places: &Moving<usize>| (0..places.len()).map(|i| places.start(i)).collect::<Vec<_>>();
        let mut places = Moving::new(vec![0, 10, 20, 30, 40, 50]);
        places.splice(2..3, vec![20, 26], 6);
        assert_eq!(starts(&places), [0, 10, 20, 26, 36, 46, 56]);
        places.splice(5..6, Vec::new(), -10);
        places.splice(0..1, vec![3], 3);
        assert_eq!(starts(&places), [3, 13, 23, 29, 39, 49]);
        assert_eq!((places.from(29), places.behind(29), places.behind(60)), (3, 4, 6));
        assert_eq!(places.all(), [3, 13, 23, 29, 39, 49]);
    }

    #[test]
    fn what_is_put_behind_moves_that_are_yet_to_come_stands_where_it_says() {
        let mut places: Moving<usize> = Moving::default();
        places.splice(0..0, Vec::new(), 20);
        places.splice(0..0, vec![10], 0);
        places.splice(0..0, Vec::new(), 4);
        assert_eq!((places.start(0), places.all()), (14, [14].as_slice()));
    }
}
