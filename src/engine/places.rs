//! The blocks of a document in their places.

use std::sync::Arc;

use super::moving::{Moving, Place};
use crate::block::Uncut;
use crate::document::{Analysis, Placed};

/// Blocks in their places.
pub(super) type Places = Moving<Kept>;

/// A block as it is kept between two judgements.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// Its first byte in the document.
    pub start: usize,
    /// Something that is no prose stands between it and the block before.
    pub parted: bool,
    /// When it was read, in rounds of an edited document.
    pub round: u32,
    /// What is known of it.
    pub analysis: Arc<Analysis>,
}

impl Kept {
    /// The block as text.
    pub(super) fn uncut(&self) -> &Uncut {
        &self.analysis.uncut
    }

    /// The block for those who judge, `by` bytes further on.
    pub(super) fn placed(&self, by: usize) -> Placed {
        Placed::new(by + self.start, self.parted, Arc::clone(&self.analysis))
    }
}

impl Place for Kept {
    fn start(&self) -> usize {
        self.start
    }

    fn shift(&mut self, by: isize) {
        self.start = self.start.wrapping_add_signed(by);
    }
}

impl Moving<Kept> {
    /// One past the last byte of a block.
    pub(super) fn end(&self, index: usize) -> usize {
        self.start(index) + self.misplaced(index).uncut().text.len()
    }

    /// A block in its place.
    pub(super) fn get(&self, index: usize) -> Kept {
        Kept { start: self.start(index), ..self.misplaced(index).clone() }
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
