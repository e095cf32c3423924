//! A document as the rules see it: blocks in their places, each read once.
//!
//! [`Analysis`] is all that can be known of a block by itself; it is kept as long as the block's text stays.
//! [`Document`] puts the analyses in their places for rules that need the whole text, or that of several files.

use std::cell::OnceCell;
use std::sync::{Arc, LazyLock};

use ropey::Rope;

use crate::block::{Block, Kind, Uncut};
use crate::few::Few;
use crate::finding::Finding;
use crate::glossary::Glossary;
use crate::language::Language;
use crate::memory::Memory;
use crate::names::mention::Mentions;
use crate::range::ByteRange;
use crate::repeats::{Found, Judged};
use crate::styles::Styles;
use crate::summary::Summarised;
use crate::survey::Survey;

/// What is known of a block by itself. A long text has tens of thousands of these, so each takes little where little is known.
#[derive(Debug, Default)]
pub struct Analysis {
    /// `None` where its text is a stretch of one that is kept anyway, and its words were let go of.
    text: Option<Box<Text>>,
    /// `None` where nothing was found.
    said: Option<Box<Said>>,
    /// Which way it writes what can be written in several.
    pub styles: Styles,
}

#[derive(Debug)]
struct Text {
    uncut: Uncut,
    /// `None` once they were let go of.
    words: Option<Box<Words>>,
}

#[derive(Debug)]
struct Said {
    findings: Few<Finding>,
    repeats: Few<Found>,
}

impl Analysis {
    /// What the rules of block scope found, in block offsets, the repeats that may have to be shown, and the styles of a block
    /// with these words.
    pub fn new(uncut: Uncut, words: Words, findings: Vec<Finding>, repeats: Vec<Found>, styles: Styles) -> Self {
        let any = !findings.is_empty() || !repeats.is_empty();
        let said = any.then(|| Box::new(Said { findings: findings.into(), repeats: repeats.into() }));
        Self { text: Some(Box::new(Text { uncut, words: Some(Box::new(words)) })), said, styles }
    }

    /// A block of which only the text is known.
    pub fn of_text(uncut: Uncut) -> Self {
        Self { text: Some(Box::new(Text { uncut, words: None })), ..Self::default() }
    }

    /// Its text; empty where that is a stretch of a text which is kept anyway.
    pub fn uncut(&self) -> &Uncut {
        static NONE: LazyLock<Uncut> = LazyLock::new(Uncut::default);
        self.text.as_ref().map_or(&*NONE, |text| &text.uncut)
    }

    /// Its words, unless they were let go of.
    pub fn words(&self) -> Option<&Words> {
        self.text.as_ref()?.words.as_deref()
    }

    /// What the rules of block scope found, in block offsets.
    pub fn findings(&self) -> &[Finding] {
        self.said.as_ref().map_or(&[], |said| &said.findings)
    }

    /// The repeats that may have to be shown.
    pub fn repeats(&self) -> &[Found] {
        self.said.as_ref().map_or(&[], |said| &said.repeats)
    }

    /// Lets go of its words.
    pub fn shed_words(&mut self) {
        self.text.iter_mut().for_each(|text| text.words = None);
    }

    /// Lets go of its words and its text.
    pub fn shed_text(&mut self) {
        self.text = None;
    }

    /// The one for all blocks in which nothing was found, if this one is of those but for its text and words: in most of a
    /// text nothing is.
    pub fn blank(&self) -> Option<&'static Arc<Self>> {
        static BLANK: LazyLock<[Arc<Analysis>; 2]> = LazyLock::new(|| {
            [false, true].map(|own| {
                let styles = Styles::none_of(own);
                Arc::new(Analysis { styles, ..Analysis::default() })
            })
        });
        let none = self.said.is_none() && self.styles.are_none();
        none.then(|| &BLANK[usize::from(self.styles.scripts.own)])
    }
}

/// What of a block is quickly made again from its text, and takes several times as much room.
#[derive(Debug)]
pub struct Words {
    /// The block with its tokens.
    pub block: Block,
    /// Where names stand in it.
    pub mentions: Mentions,
}

impl Words {
    /// Cuts a block into words and sees which of them are names.
    pub fn of(uncut: &Uncut) -> Self {
        let block = uncut.cut();
        Self { mentions: Mentions::of(&block), block }
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
    /// Where its text is.
    source: Source,
    /// That text, where somebody has asked for it.
    uncut: OnceCell<Box<Uncut>>,
    /// Its words, where these were let go of and have been asked for.
    words: OnceCell<Box<Words>>,
    /// Who only has a look at its words does not have them kept.
    passing: bool,
}

/// Where the text of a block is.
#[derive(Clone, Debug)]
enum Source {
    /// With what is known of it.
    Known,
    /// In a longer text.
    Stretch(Stretch),
    /// Nowhere: what is left is enough to compare its names.
    Summarised(Summarised),
}

/// A stretch of a text that is a block's, with no markup inside.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// The text.
    pub text: Rope,
    /// The block's first byte there.
    pub start: usize,
    /// Its length, in bytes.
    pub len: u32,
    /// As [`Uncut`] says.
    pub kind: Kind,
    /// As [`Uncut`] says.
    pub indent: u8,
}

/// A text with nothing in it. Each rope takes a kilobyte, so all of these are one.
pub(crate) fn no_text() -> Rope {
    static NONE: LazyLock<Rope> = LazyLock::new(Rope::new);
    NONE.clone()
}

impl Stretch {
    /// The block as text.
    pub fn uncut(&self) -> Uncut {
        let slice = self.text.byte_slice(self.start..self.start + self.len as usize);
        let text = slice.as_str().map_or_else(|| String::from(slice).into(), Arc::from);
        Uncut { kind: self.kind, indent: self.indent, text, ..Uncut::default() }
    }
}

impl Placed {
    /// A block that begins at byte `start`; `parted` from the one before by something that is no prose.
    pub fn new(start: usize, parted: bool, analysis: Arc<Analysis>) -> Self {
        let (uncut, words) = (OnceCell::new(), OnceCell::new());
        Self { start, parted, analysis, source: Source::Known, uncut, words, passing: false }
    }

    /// The same, whose text is in a longer one.
    pub fn within(self, stretch: Stretch) -> Self {
        Self { source: Source::Stretch(stretch), ..self }
    }

    /// A block of which only a summary is known, in a document that begins at byte `base`. It has no text.
    pub fn summarised(base: usize, block: Summarised) -> Self {
        static NOTHING: LazyLock<Arc<Analysis>> = LazyLock::new(Arc::default);
        let placed = Self::new(base + block.start, false, Arc::clone(&NOTHING));
        Self { source: Source::Summarised(block), ..placed }
    }

    /// The same as one of so many that their words would take too much room: who only has a look at them does not have
    /// them kept.
    pub fn passing(self, passing: bool) -> Self {
        Self { passing, ..self }
    }

    /// Whether only a summary is known of it.
    pub fn is_summarised(&self) -> bool {
        matches!(self.source, Source::Summarised(_))
    }

    /// The block as text.
    pub fn uncut(&self) -> &Uncut {
        match &self.source {
            Source::Stretch(stretch) => self.uncut.get_or_init(|| Box::new(stretch.uncut())),
            Source::Known | Source::Summarised(_) => self.analysis.uncut(),
        }
    }

    /// What it is in the document's structure.
    pub fn kind(&self) -> Kind {
        match &self.source {
            Source::Stretch(stretch) => stretch.kind,
            Source::Summarised(block) => block.kind,
            Source::Known => self.analysis.uncut().kind,
        }
    }

    /// How many bytes of white space stand before it on its line.
    pub fn indent(&self) -> u8 {
        if let Source::Stretch(stretch) = &self.source { stretch.indent } else { self.analysis.uncut().indent }
    }

    /// Its length, in bytes.
    pub fn len_bytes(&self) -> usize {
        if let Source::Stretch(stretch) = &self.source {
            stretch.len as usize
        } else {
            self.analysis.uncut().text.len()
        }
    }

    /// How many tokens it has, more or less.
    pub fn some_tokens(&self) -> usize {
        const BYTES: usize = 5;
        if let Source::Summarised(block) = &self.source { block.some_tokens() } else { self.len_bytes() / BYTES }
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
        match self.analysis.words().or(self.words.get().map(Box::as_ref)) {
            Some(words) => at(words),
            None if self.passing => at(&self.cut()),
            None => at(self.words()),
        }
    }

    /// Its words, made again once where they were let go of.
    fn words(&self) -> &Words {
        match self.analysis.words() {
            Some(kept) => kept,
            None => self.words.get_or_init(|| Box::new(self.cut())),
        }
    }

    /// Its words, made again.
    fn cut(&self) -> Words {
        match (&self.source, self.uncut.get()) {
            (Source::Summarised(block), _) => block.words(),
            (Source::Stretch(stretch), None) => Words::of(&stretch.uncut()),
            _ => Words::of(self.uncut()),
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
