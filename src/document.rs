//! A document as the rules see it: blocks in their places, each read once.
//!
//! [`Analysis`] is all that can be known of a block by itself; it is kept as long as the block's text stays.
//! [`Document`] puts the analyses in their places for rules that need the whole text, or that of several files.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::block::{Block, Uncut};
use crate::few::Few;
use crate::finding::Finding;
use crate::glossary::Glossary;
use crate::language::Language;
use crate::memory::Memory;
use crate::names::mention::Mentions;
use crate::range::ByteRange;
use crate::repeats::{self, Found, Judged, Print};
use crate::styles::Styles;
use crate::survey::Survey;

/// What is known of a block by itself.
#[derive(Debug, Default)]
pub struct Analysis {
    /// Its text.
    pub uncut: Uncut,
    /// Its words; `None` once they were let go of.
    pub words: Option<Box<Words>>,
    /// What the rules of block scope found, in block offsets.
    pub findings: Few<Finding>,
    /// The repeats that may have to be shown.
    pub repeats: Few<Found>,
    /// Which way it writes what can be written in several.
    pub styles: Styles,
}

/// What of a block is quickly made again from its text, and takes several times as much room.
#[derive(Debug)]
pub struct Words {
    /// The block with its tokens.
    pub block: Block,
    /// Where names stand in it.
    pub mentions: Mentions,
    /// Its longer sentences, to be compared with others.
    pub sentences: Vec<Print>,
}

impl Words {
    /// Cuts a block into words and sees which of them are names and sentences.
    pub fn of(uncut: &Uncut) -> Self {
        let block = uncut.cut();
        let (mentions, sentences) = (Mentions::of(&block), repeats::sentences(&block));
        Self { block, mentions, sentences }
    }
}

/// An analysed block in its place.
#[derive(Debug)]
pub struct Placed {
    /// Its first byte in the document.
    pub start: usize,
    /// Something that is no prose stands between it and the block before: code, a rule.
    pub parted: bool,
    /// What is known of it.
    pub analysis: Arc<Analysis>,
    /// Its words, where these were let go of and have been asked for.
    words: OnceCell<Box<Words>>,
    /// Who only has a look at its words does not have them kept.
    passing: bool,
}

impl Placed {
    /// A block that begins at byte `start`; `parted` from the one before by something that is no prose.
    pub fn new(start: usize, parted: bool, analysis: Arc<Analysis>) -> Self {
        Self { start, parted, analysis, words: OnceCell::new(), passing: false }
    }

    /// The same as one of so many that their words would take too much room: who only has a look at them does not have
    /// them kept.
    pub fn passing(self, passing: bool) -> Self {
        Self { passing, ..self }
    }

    /// The block as text.
    pub fn uncut(&self) -> &Uncut {
        &self.analysis.uncut
    }

    /// The block with its tokens.
    pub fn block(&self) -> &Block {
        &self.words().block
    }

    /// Where names stand in it.
    pub fn mentions(&self) -> &Mentions {
        &self.words().mentions
    }

    /// A range of the block in the document's offsets.
    pub fn place(&self, range: ByteRange) -> ByteRange {
        range.shifted(self.start)
    }

    /// Has a look at its words. Where they were let go of they are made again and not kept: for passes over all blocks.
    pub fn look<T>(&self, at: impl FnOnce(&Words) -> T) -> T {
        match self.analysis.words.as_ref().or(self.words.get()) {
            Some(words) => at(words),
            None if self.passing => at(&Words::of(&self.analysis.uncut)),
            None => at(self.words()),
        }
    }

    /// Its words, made again once where they were let go of.
    fn words(&self) -> &Words {
        match &self.analysis.words {
            Some(kept) => kept,
            None => self.words.get_or_init(|| Box::new(Words::of(&self.analysis.uncut))),
        }
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
    /// What one pass over all its words has told.
    pub survey: &'a Survey,
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
