//! The blocks of a document in their places.

use super::moving::{Moving, Place};
use crate::document::Placed;

/// Blocks in their places.
pub(super) type Places = Moving<Placed>;

impl Place for Placed {
    fn start(&self) -> usize {
        self.start
    }

    fn shift(&mut self, by: isize) {
        self.start = self.start.wrapping_add_signed(by);
    }
}

impl Moving<Placed> {
    /// One past the last byte of a block.
    pub(super) fn end(&self, index: usize) -> usize {
        self.start(index) + self.misplaced(index).block().text.len()
    }

    /// A block in its place.
    pub(super) fn get(&self, index: usize) -> Placed {
        Placed { start: self.start(index), ..self.misplaced(index).clone() }
    }

    /// The first block that ends at `byte` or behind it.
    pub(super) fn reaching(&self, byte: usize) -> usize {
        self.first(|index| self.end(index) >= byte)
    }

    /// Notes whether something that is no prose stands before a block.
    pub(super) fn part(&mut self, index: usize, parted: bool) {
        if self.misplaced(index).parted != parted {
            self.misplaced_mut(index).parted = parted;
        }
    }
}
