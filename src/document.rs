//! A document as the rules see it: blocks in their places, each read once.
//!
//! [`Analysis`] is all that can be known of a block by itself; it is kept as long as the block's text stays.
//! [`Document`] puts the analyses in their places for rules that need the whole text.

use std::sync::Arc;

use crate::block::Block;
use crate::finding::Finding;
use crate::format::Format;
use crate::language::Language;
use crate::memory::Memory;
use crate::names::mention::Mentions;
use crate::range::ByteRange;
use crate::repeats::{Found, Judged, Print, Shape};

/// What is known of a block by itself.
#[derive(Debug)]
pub struct Analysis {
    /// Its text and tokens.
    pub block: Block,
    /// What the rules of block scope found, in block offsets.
    pub findings: Vec<Finding>,
    /// Where names stand in it.
    pub mentions: Mentions,
    /// The repeats that may have to be shown.
    pub repeats: Vec<Found>,
    /// Its longer sentences, to be compared with others.
    pub sentences: Vec<Print>,
}

/// An analysed block in its place.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its first byte in the document.
    pub start: usize,
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
    /// The source text.
    pub text: &'a str,
    /// Its format.
    pub format: Format,
    /// Its language, as set or told from the text.
    pub language: Language,
    /// Its prose, in order.
    pub blocks: &'a [Placed],
    /// Its repeats that are to be shown, in order.
    pub repeats: &'a [Judged],
    /// What people have answered about its names.
    pub memory: &'a Memory,
}

impl<'a> Document<'a> {
    /// The repeats of these shapes, each with its block's first byte and its block.
    pub fn repeats_of(&self, shapes: &'static [Shape]) -> impl Iterator<Item = (usize, &'a Block, &'a Judged)> {
        let blocks = self.blocks;
        let wanted = self.repeats.iter().filter(|judged| shapes.contains(&judged.repeat.shape));
        wanted.map(|judged| (blocks[judged.block].start, blocks[judged.block].block(), judged))
    }
}
