//! The blocks of a document in their places.

use std::sync::Arc;

use ropey::Rope;

use super::moving::{Moving, Place};
use crate::block::{Kind, Uncut};
use crate::document::{Analysis, Placed, Stretch};
use crate::format::Prose;

/// Blocks in their places.
pub(super) type Places = Moving<Kept>;

/// A block as it is kept between two judgements.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// Its first byte in the document.
    pub start: usize,
    /// When it was read, in rounds of an edited document.
    pub round: u32,
    /// Its length, in bytes.
    pub len: u32,
    /// What it is in the document's structure.
    pub kind: Kind,
    /// How many bytes of white space stand before it on its line.
    pub indent: u8,
    /// Something that is no prose stands between it and the block before.
    pub parted: bool,
    /// Its text is the document's, byte for byte.
    plain: bool,
    /// Its text is known from the document's only.
    pub bare: bool,
    /// What is known of it.
    pub analysis: Arc<Analysis>,
}

impl Kept {
    /// A block that `prose` names, and that begins at byte `start` of the document; `bare` where what is known of it is
    /// without its text.
    pub(super) fn new(start: usize, prose: &Prose, analysis: Arc<Analysis>, bare: bool) -> Self {
        let (kind, indent) = (prose.kind, prose.indent);
        // No block has more than some kilobytes, but for one of a single endless word.
        let len = prose.range.len() as u32;
        Self { start, round: 0, len, kind, indent, parted: false, plain: is_plain(prose), bare, analysis }
    }

    /// Lets go of its words, and of its text where that is a stretch of the document's.
    pub(super) fn shed(&mut self) {
        if let Some(blank) = self.analysis.blank().filter(|_| self.plain) {
            (self.analysis, self.bare) = (Arc::clone(blank), true);
        } else if let Some(analysis) = Arc::get_mut(&mut self.analysis) {
            // What others hold too has been let go of as far as may be.
            if self.plain {
                self.bare = true;
                analysis.shed_text();
            } else {
                analysis.shed_words();
            }
        }
    }

    /// The block as text; `text` is the document's.
    pub(super) fn uncut(&self, text: &Rope) -> Uncut {
        if self.bare { self.stretch(text).uncut() } else { self.analysis.uncut().clone() }
    }

    fn stretch(&self, text: &Rope) -> Stretch {
        let Self { start, len, kind, indent, .. } = *self;
        Stretch { text: text.clone(), start, len, kind, indent }
    }

    /// The block for those who judge, `by` bytes further on than in the document, whose text this is.
    pub(super) fn placed(&self, by: usize, text: &Rope) -> Placed {
        let placed = Placed::new(by + self.start, self.parted, Arc::clone(&self.analysis));
        if self.bare { placed.within(self.stretch(text)) } else { placed }
    }
}

/// Whether a block's text is the document's, byte for byte, and no longer than its length can say.
pub(super) fn is_plain(prose: &Prose) -> bool {
    prose.masks.is_empty() && prose.spans.is_empty() && u32::try_from(prose.range.len()).is_ok()
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
        self.start(index) + self.misplaced(index).len as usize
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
