//! The blocks of a document in their places.

use std::sync::Arc;

use ropey::Rope;

use super::moving::{Moving, Place};
use crate::block::{Kind, Uncut};
use crate::document::{Analysis, Placed, Stretch};
use crate::format::Prose;
use crate::range::Spot;

/// Blocks in their places.
pub(super) type Places = Moving<Kept>;

/// A block as it is kept between two judgements. A long text has a hundred thousand of these.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    start: Spot,
    nature: Nature,
    /// How many bytes of white space stand before it on its line.
    indent: u8,
    /// When it was read, in rounds of an edited document.
    pub round: u32,
    /// Its length, in bytes.
    pub len: u32,
    /// What is known of it.
    pub analysis: Arc<Analysis>,
}

/// What a block is in the document's structure, and what is to be known of it besides.
#[derive(Clone, Copy, Debug)]
struct Nature(u8);

impl Nature {
    /// Something that is no prose stands between it and the block before.
    const PARTED: u8 = 1 << 2;
    /// Its text is the document's, byte for byte.
    const PLAIN: u8 = 1 << 3;
    /// Its text is known from the document's only.
    const BARE: u8 = 1 << 4;

    const KINDS: [Kind; 4] = [Kind::Paragraph, Kind::Heading, Kind::ListItem, Kind::TableCell];

    fn of(kind: Kind) -> Self {
        Self(Self::KINDS.iter().position(|one| *one == kind).unwrap_or_default() as u8)
    }

    fn kind(self) -> Kind {
        Self::KINDS[usize::from(self.0) % Self::KINDS.len()]
    }

    fn is(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    fn set(&mut self, bit: u8, is: bool) {
        self.0 = self.0 & !bit | if is { bit } else { 0 };
    }
}

impl Kept {
    /// A block that `prose` names, and that begins at byte `start` of the document; `bare` where what is known of it is
    /// without its text.
    pub(super) fn new(start: usize, prose: &Prose, analysis: Arc<Analysis>, bare: bool) -> Self {
        let mut nature = Nature::of(prose.kind);
        nature.set(Nature::PLAIN, is_plain(prose));
        nature.set(Nature::BARE, bare);
        // No block has more than some kilobytes, but for one of a single endless word.
        let len = prose.range.len() as u32;
        Self { start: Spot::new(start), nature, indent: prose.indent, round: 0, len, analysis }
    }

    /// What it is in the document's structure.
    pub(super) fn kind(&self) -> Kind {
        self.nature.kind()
    }

    /// How many bytes of white space stand before it on its line.
    pub(super) fn indent(&self) -> u8 {
        self.indent
    }

    /// Whether its text is the document's, byte for byte.
    pub(super) fn is_plain(&self) -> bool {
        self.nature.is(Nature::PLAIN)
    }

    /// Whether its text is known from the document's only.
    pub(super) fn is_bare(&self) -> bool {
        self.nature.is(Nature::BARE)
    }

    /// Notes whether something that is no prose stands between it and the block before.
    pub(super) fn set_parted(&mut self, parted: bool) {
        self.nature.set(Nature::PARTED, parted);
    }

    /// Lets go of its words, and of its text where that is a stretch of the document's.
    pub(super) fn shed(&mut self) {
        let plain = self.nature.is(Nature::PLAIN);
        if let Some(blank) = self.analysis.blank().filter(|_| plain) {
            self.analysis = Arc::clone(blank);
            self.nature.set(Nature::BARE, true);
        } else if let Some(analysis) = Arc::get_mut(&mut self.analysis) {
            // What others hold too has been let go of as far as may be.
            if plain {
                self.nature.set(Nature::BARE, true);
                analysis.shed_text();
            } else {
                analysis.shed_words();
            }
        }
    }

    /// The same in memory of its own, but for what all blocks of its kind have in common.
    fn anew(mut self) -> Self {
        if self.analysis.blank().is_none_or(|blank| !Arc::ptr_eq(blank, &self.analysis)) {
            self.analysis = Arc::new(self.analysis.anew());
        }
        self
    }

    /// The block as text; `text` is the document's.
    pub(super) fn uncut(&self, text: &Rope) -> Uncut {
        if self.is_bare() { self.stretch(text).uncut() } else { self.analysis.uncut() }
    }

    fn stretch<'t>(&self, text: &'t Rope) -> Stretch<'t> {
        Stretch { text, start: self.start(), len: self.len, kind: self.kind(), indent: self.indent }
    }

    /// The block for those who judge, `by` bytes further on than in the document, whose text this is.
    pub(super) fn placed(&self, by: usize, text: &Rope) -> Placed {
        let placed = Placed::new(by + self.start(), self.nature.is(Nature::PARTED), Arc::clone(&self.analysis));
        if self.is_bare() { placed.within(self.stretch(text)) } else { placed }
    }
}

/// Whether a block's text is the document's, byte for byte, and no longer than its length can say.
pub(super) fn is_plain(prose: &Prose) -> bool {
    prose.masks.is_empty() && prose.spans.is_empty() && u32::try_from(prose.range.len()).is_ok()
}

impl Place for Kept {
    fn start(&self) -> usize {
        self.start.byte()
    }

    fn shift(&mut self, by: isize) {
        self.start = Spot::new(self.start().wrapping_add_signed(by));
    }
}

impl Moving<Kept> {
    /// The same, each made anew: what is kept lies close together then. No words are kept.
    pub(super) fn anew(&self) -> Self {
        Self::new(self.iter().map(Kept::anew))
    }

    /// One past the last byte of a block.
    pub(super) fn end(&self, index: usize) -> usize {
        self.start(index) + self.misplaced(index).len as usize
    }

    /// A block in its place.
    pub(super) fn get(&self, index: usize) -> Kept {
        Kept { start: Spot::new(self.start(index)), ..self.misplaced(index).clone() }
    }

    /// The first block that ends at `byte` or behind it.
    pub(super) fn reaching(&self, byte: usize) -> usize {
        self.first(|index| self.end(index) >= byte)
    }

    /// Notes whether something that is no prose stands before a block.
    pub(super) fn part(&mut self, index: usize, parted: bool) {
        if self.misplaced(index).nature.is(Nature::PARTED) != parted {
            self.misplaced_mut(index).set_parted(parted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_told() {
        for kind in Nature::KINDS {
            let mut nature = Nature::of(kind);
            nature.set(Nature::PARTED, true);
            assert_eq!((nature.kind(), nature.is(Nature::PARTED), nature.is(Nature::BARE)), (kind, true, false));
        }
        assert_eq!(size_of::<Kept>(), 24);
    }
}
