//! The blocks of a document in order, each with its place; an edit moves all that follow without touching them.
//!
//! What stands behind the last edit is known to be moved by so many bytes; only the blocks between two edits are
//! written when the next comes. So a key press costs nothing that grows with the text behind it.

use std::ops::Range;

use crate::document::Placed;

/// Blocks in their places.
#[derive(Debug, Default)]
pub(super) struct Places {
    all: Vec<Placed>,
    /// From this block on the places are to be moved…
    from: usize,
    /// … by so many bytes.
    by: isize,
}

impl Places {
    /// Blocks that stand where they say.
    pub(super) fn new(all: Vec<Placed>) -> Self {
        Self { from: all.len(), all, by: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The first byte of a block.
    pub(super) fn start(&self, index: usize) -> usize {
        let moved = if index >= self.from { self.by } else { 0 };
        self.all[index].start.saturating_add_signed(moved)
    }

    /// One past the last byte of a block.
    pub(super) fn end(&self, index: usize) -> usize {
        self.start(index) + self.all[index].block().text.len()
    }

    /// A block in its place.
    pub(super) fn get(&self, index: usize) -> Placed {
        Placed { start: self.start(index), ..self.all[index].clone() }
    }

    /// The first block that ends at `byte` or behind it.
    pub(super) fn reaching(&self, byte: usize) -> usize {
        self.first(|index| self.end(index) >= byte)
    }

    /// The first block that starts behind `byte`.
    pub(super) fn behind(&self, byte: usize) -> usize {
        self.first(|index| self.start(index) > byte)
    }

    fn first(&self, holds: impl Fn(usize) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        low
    }

    /// Puts `new` in place of some blocks; what follows moves by `by` bytes.
    pub(super) fn splice(&mut self, range: Range<usize>, new: Vec<Placed>, by: isize) {
        self.bring(range.end);
        let behind = range.start + new.len();
        self.all.splice(range, new);
        self.from = behind;
        self.by += by;
    }

    /// Notes whether something that is no prose stands before a block.
    pub(super) fn part(&mut self, index: usize, parted: bool) {
        self.all[index].parted = parted;
    }

    /// Moves the border of what is yet to be moved to a block.
    fn bring(&mut self, border: usize) {
        let (low, high) = (border.min(self.from), border.max(self.from));
        let by = if border > self.from { self.by } else { -self.by };
        for placed in &mut self.all[low..high] {
            placed.start = placed.start.saturating_add_signed(by);
        }
        self.from = border;
    }

    /// All blocks where they stand.
    pub(super) fn all(&mut self) -> &[Placed] {
        self.bring(self.all.len());
        self.by = 0;
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::analyse;
    use crate::format::Format;
    use crate::language::Language;
    use std::sync::Arc;

    fn placed(start: usize) -> Placed {
        let prose = &Format::Plain.prose("word")[0];
        let block = crate::block::Block::uncut("word", prose);
        Placed { start, parted: false, round: 0, analysis: Arc::new(analyse(block, Language::ENGLISH)) }
    }

    #[test]
    fn edits_here_and_there_move_what_follows() {
        let mut places = Places::new((0..6).map(|i| placed(i * 10)).collect());
        places.splice(2..3, vec![placed(20), placed(26)], 6);
        assert_eq!((0..7).map(|i| places.start(i)).collect::<Vec<_>>(), [0, 10, 20, 26, 36, 46, 56]);
        places.splice(5..6, Vec::new(), -10);
        places.splice(0..1, vec![placed(3)], 3);
        assert_eq!((0..6).map(|i| places.start(i)).collect::<Vec<_>>(), [3, 13, 23, 29, 39, 49]);
        assert_eq!((places.reaching(33), places.behind(29), places.behind(60)), (3, 4, 6));
        assert_eq!(places.all().iter().map(|p| p.start).collect::<Vec<_>>(), [3, 13, 23, 29, 39, 49]);
    }
}
