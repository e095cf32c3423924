//! A document as the rules see it: blocks in their places, each read once.
//!
//! [`Analysis`] is all that can be known of a block by itself; it is kept as long as the block's text stays.
//! [`Document`] puts the analyses in their places for rules that need the whole text, or that of several files.

use std::sync::Arc;

use crate::block::Block;
use crate::few::Few;
use crate::finding::Finding;
use crate::glossary::Glossary;
use crate::language::Language;
use crate::memory::Memory;
use crate::names::mention::Mentions;
use crate::range::ByteRange;
use crate::repeats::{Found, Judged, Print};
use crate::styles::Styles;

/// What is known of a block by itself.
#[derive(Debug, Default)]
pub struct Analysis {
    /// Its text and tokens.
    pub block: Block,
    /// What the rules of block scope found, in block offsets.
    pub findings: Few<Finding>,
    /// Where names stand in it.
    pub mentions: Mentions,
    /// The repeats that may have to be shown.
    pub repeats: Few<Found>,
    /// Its longer sentences, to be compared with others.
    pub sentences: Box<[Print]>,
    /// Which way it writes what can be written in several.
    pub styles: Styles,
}

/// An analysed block in its place.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its first byte in the document.
    pub start: usize,
    /// Something that is no prose stands between it and the block before: code, a rule.
    pub parted: bool,
    /// When it was read, in rounds of an edited document.
    pub round: u32,
    /// What is known of it.
    pub analysis: Arc<Analysis>,
}

impl Placed {
    /// The block itself.
    pub fn block(&self) -> &Block {
        &self.analysis.block
    }

    /// A range of the block in the document's offsets.
    pub fn place(&self, range: ByteRange) -> ByteRange {
        range.shifted(self.start)
    }
}

/// The whole text, for rules of document scope.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Its language, as set or told from the text.
    pub language: Language,
    /// Its prose, in order.
    pub blocks: &'a [Placed],
    /// Its repeats that are to be shown, in order.
    pub repeats: &'a [Judged],
    /// What people have answered about its names.
    pub memory: &'a Memory,
    /// Which terms are to be used.
    pub glossary: &'a Glossary,
    /// For each file of several behind each other its first block; empty for a document by itself.
    pub files: &'a [usize],
}

impl Document<'_> {
    /// The number of the file that a block is from.
    pub fn file(&self, block: usize) -> usize {
        self.files.partition_point(|first| *first <= block).saturating_sub(1)
    }
}
