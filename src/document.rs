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
use crate::range::{ByteRange, Spot};
use crate::repeats::{Found, Judged};
use crate::styles::Styles;
use crate::summary::{Summarised, Summary};
use crate::survey::Survey;

/// What is known of a block by itself. A long text has tens of thousands of these, so each takes little where little is known.
#[derive(Debug, Default)]
pub struct Analysis {
    text: Text,
    /// `None` where nothing was found.
    said: Option<Box<Said>>,
    /// Which way it writes what can be written in several.
    pub styles: Styles,
}

/// What is kept of a block's text.
#[derive(Debug, Default)]
enum Text {
    /// Nothing: it is a stretch of one that is kept anyway, and its words were let go of.
    #[default]
    Elsewhere,
    /// All but its words.
    Uncut(Box<Uncut>),
    Cut(Box<Words>),
}

#[derive(Clone, Debug)]
struct Said {
    findings: Few<Finding>,
    repeats: Few<Found>,
}

impl Analysis {
    /// What the rules of block scope found, in block offsets, the repeats that may have to be shown, and the styles of a block.
    pub fn new(findings: Vec<Finding>, repeats: Vec<Found>, styles: Styles) -> Self {
        let any = !findings.is_empty() || !repeats.is_empty();
        let said = any.then(|| Box::new(Said { findings: findings.into(), repeats: repeats.into() }));
        Self { text: Text::Elsewhere, said, styles }
    }

    /// The same with the words of the block.
    pub fn with_words(self, words: Words) -> Self {
        Self { text: Text::Cut(Box::new(words)), ..self }
    }

    /// A block of which only the text is known.
    pub fn of_text(uncut: Uncut) -> Self {
        Self { text: Text::Uncut(Box::new(uncut)), ..Self::default() }
    }

    /// Its text; empty where that is a stretch of a text which is kept anyway.
    pub fn uncut(&self) -> Uncut {
        match &self.text {
            Text::Elsewhere => Uncut::default(),
            Text::Uncut(uncut) => (**uncut).clone(),
            Text::Cut(words) => words.block.uncut(),
        }
    }

    /// What its text is and how far it is indented, and how many bytes it has.
    fn shape(&self) -> (Kind, u8, usize) {
        match &self.text {
            Text::Elsewhere => Default::default(),
            Text::Uncut(uncut) => (uncut.kind, uncut.indent, uncut.text.len()),
            Text::Cut(words) => (words.block.kind, words.block.indent, words.block.text.len()),
        }
    }

    /// Its words, unless they were let go of.
    pub fn words(&self) -> Option<&Words> {
        if let Text::Cut(words) = &self.text { Some(words) } else { None }
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
        if let Text::Cut(words) = &self.text {
            self.text = Text::Uncut(Box::new(words.block.uncut()));
        }
    }

    /// Lets go of its words and its text.
    pub fn shed_text(&mut self) {
        self.text = Text::Elsewhere;
    }

    /// The same without words, in memory of its own.
    pub fn anew(&self) -> Self {
        let text = match (&self.text, self.uncut()) {
            (Text::Elsewhere, _) => Text::Elsewhere,
            (_, uncut) => Text::Uncut(Box::new(Uncut { text: Arc::from(&*uncut.text), ..uncut })),
        };
        Self { text, said: self.said.clone(), styles: self.styles.clone() }
    }

    /// The one for all blocks of these styles in which nothing was found, if this one is of those but for its text and words:
    /// in most of a text nothing is.
    pub fn blank(&self) -> Option<&'static Arc<Self>> {
        static BLANK: LazyLock<[Arc<Analysis>; Styles::USUAL]> = LazyLock::new(|| {
            std::array::from_fn(|number| Arc::new(Analysis { styles: Styles::usual(number), ..Analysis::default() }))
        });
        self.styles.number().filter(|_| self.said.is_none()).map(|number| &BLANK[number])
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
    pub fn of(uncut: Uncut) -> Self {
        let block = uncut.cut();
        Self { mentions: Mentions::of(&block), block }
    }
}

/// An analysed block in its place. A long text has a hundred thousand of these, so each takes as little as may be.
#[derive(Debug)]
pub struct Placed {
    /// Its first byte in the document.
    pub start: usize,
    /// What is known of it.
    pub analysis: Arc<Analysis>,
    /// Where its text is.
    source: Source,
    /// Its words, where these were let go of and have been asked for.
    words: OnceCell<Box<Words>>,
    /// Its length, in bytes of its text, or of its summary.
    len: u32,
    kind: Kind,
    indent: u8,
    /// Something that is no prose stands between it and the block before: code, a rule.
    pub parted: bool,
    /// Who only has a look at its words does not have them kept.
    passing: bool,
}

/// Where the text of a block is.
#[derive(Clone, Debug)]
enum Source {
    /// With what is known of it.
    Known,
    /// In a longer text, from this byte on.
    Stretch(Rope, Spot),
    /// With its words, which are the one of this number among those of several blocks.
    Read(Arc<Vec<Words>>, u32),
    /// Nowhere: what is left is enough to compare its names. It is written from this byte of a summary on.
    Summarised(Arc<Summary>, u32),
}

/// A stretch of a text that is a block's, with no markup inside.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'a> {
    /// The text.
    pub text: &'a Rope,
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

impl Stretch<'_> {
    /// The block as text.
    pub fn uncut(&self) -> Uncut {
        Uncut { kind: self.kind, indent: self.indent, text: self.text(), ..Uncut::default() }
    }

    fn text(&self) -> Arc<str> {
        let slice = self.text.byte_slice(self.start..self.start + self.len as usize);
        slice.as_str().map_or_else(|| String::from(slice).into(), Arc::from)
    }
}

impl Placed {
    /// A block that begins at byte `start` and whose text is with what is known of it; `parted` from the one before by
    /// something that is no prose.
    pub fn new(start: usize, parted: bool, analysis: Arc<Analysis>) -> Self {
        let (kind, indent, len) = analysis.shape();
        let (words, len) = (OnceCell::new(), len as u32);
        Self { start, analysis, source: Source::Known, words, len, kind, indent, parted, passing: false }
    }

    /// The same, whose text is in a longer one.
    pub fn within(self, stretch: Stretch<'_>) -> Self {
        let Stretch { text, start, len, kind, indent } = stretch;
        Self { source: Source::Stretch(text.clone(), Spot::new(start)), len, kind, indent, ..self }
    }

    /// A block that was read with others, whose words are the one of this number among theirs. Its text is with its words.
    pub fn read(start: usize, parted: bool, analysis: Arc<Analysis>, (words, number): (&Arc<Vec<Words>>, u32)) -> Self {
        let Block { kind, indent, ref text, .. } = words[number as usize].block;
        let (source, len) = (Source::Read(Arc::clone(words), number), text.len() as u32);
        Self { source, len, kind, indent, ..Self::new(start, parted, analysis) }
    }

    /// A block of which only a summary is known, in a document that begins at byte `base`. It has no text.
    pub fn summarised(base: usize, block: Summarised) -> Self {
        static NOTHING: LazyLock<Arc<Analysis>> = LazyLock::new(Arc::default);
        let Summarised { summary, kind, start, at, len } = block;
        let placed = Self::new(base + start, false, Arc::clone(&NOTHING));
        Self { source: Source::Summarised(summary, at), kind, len, ..placed }
    }

    /// The same as one of so many that their words would take too much room: who only has a look at them does not have
    /// them kept.
    pub fn passing(self, passing: bool) -> Self {
        Self { passing, ..self }
    }

    /// Whether only a summary is known of it.
    pub fn is_summarised(&self) -> bool {
        matches!(self.source, Source::Summarised(..))
    }

    /// The stretch of a longer text that it is, if that is where its text is.
    fn stretch(&self) -> Option<Stretch<'_>> {
        let Self { len, kind, indent, .. } = *self;
        match &self.source {
            Source::Stretch(text, start) => Some(Stretch { text, start: start.byte(), len, kind, indent }),
            Source::Known | Source::Read(..) | Source::Summarised(..) => None,
        }
    }

    /// The block as text.
    pub fn text(&self) -> Arc<str> {
        self.uncut().text
    }

    fn uncut(&self) -> Uncut {
        match (&self.source, self.stretch()) {
            (Source::Read(words, number), _) => words[*number as usize].block.uncut(),
            (_, Some(stretch)) => stretch.uncut(),
            _ => self.analysis.uncut(),
        }
    }

    /// What it is in the document's structure.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// How many bytes of white space stand before it on its line.
    pub fn indent(&self) -> u8 {
        self.indent
    }

    /// How many tokens it has, more or less.
    pub fn some_tokens(&self) -> usize {
        let len = self.len as usize;
        // Nearly all of what a summary writes is words of one byte or two.
        if self.is_summarised() { len * 2 / 3 } else { Self::tokens_in(len) }
    }

    /// How many tokens so many bytes of text have, more or less.
    pub(crate) fn tokens_in(bytes: usize) -> usize {
        const BYTES: usize = 5;
        bytes / BYTES
    }

    /// The block with its tokens.
    pub fn block(&self) -> &Block {
        &self.words().block
    }

    /// A range of the block in the document's offsets.
    pub fn place(&self, range: ByteRange) -> ByteRange {
        range.shifted(self.start)
    }

    /// Has a look at its words. Where they were let go of they are made again and not kept: for passes over all blocks.
    pub fn look<T>(&self, at: impl FnOnce(&Words) -> T) -> T {
        match self.at_hand() {
            Some(words) => at(words),
            None => at(&self.cut()),
        }
    }

    /// Its words, unless they are to be made again by who asks.
    fn at_hand(&self) -> Option<&Words> {
        let known = self.kept().or(self.words.get().map(Box::as_ref));
        if known.is_none() && !self.passing { Some(self.words()) } else { known }
    }

    /// Its words, made again once where they were let go of.
    fn words(&self) -> &Words {
        match self.kept() {
            Some(kept) => kept,
            None => self.words.get_or_init(|| Box::new(self.cut())),
        }
    }

    /// Its words, where they were not let go of.
    fn kept(&self) -> Option<&Words> {
        match &self.source {
            Source::Read(words, number) => words.get(*number as usize),
            _ => self.analysis.words(),
        }
    }

    /// Its words, made again.
    pub fn cut(&self) -> Words {
        match &self.source {
            Source::Summarised(summary, at) => summary.words(*at, self.len, self.kind),
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
}

/// A text, or several behind each other, whose names are compared.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    /// As in a [`Document`].
    pub language: Language,
    /// As in a [`Document`].
    pub blocks: &'a dyn Blocks,
    /// As in a [`Document`].
    pub memory: &'a Memory,
    /// As in a [`Document`].
    pub glossary: &'a Glossary,
    /// For each file of several behind each other its first block; empty for a document by itself.
    pub files: &'a [usize],
}

impl Named<'_> {
    /// The number of the file that a block is from.
    pub fn file(&self, block: usize) -> usize {
        self.files.partition_point(|first| *first <= block).saturating_sub(1)
    }
}

/// Blocks in their order, by their numbers. Those of a long text are only put in their places one by one, as somebody asks.
pub trait Blocks {
    /// How many there are.
    fn count(&self) -> usize;

    /// How many tokens all of them have, more or less.
    fn some_tokens(&self) -> usize;

    /// The first byte of one.
    fn start(&self, block: usize) -> usize;

    /// Whether only a summary is known of one.
    fn is_summarised(&self, block: usize) -> bool;

    /// Whether they are those of a text that is to take as little room as may be.
    fn are_lean(&self) -> bool;

    /// The words of one, unless they are to be made again by who asks.
    fn words(&self, block: usize) -> Option<&Words>;

    /// The words of one, made again.
    fn cut(&self, block: usize) -> Words;

    /// Has a look at the words of each.
    fn each(&self, look: &mut dyn FnMut(usize, &Words));
}

impl Blocks for Vec<Placed> {
    fn count(&self) -> usize {
        self.len()
    }

    fn some_tokens(&self) -> usize {
        self.iter().map(Placed::some_tokens).sum()
    }

    fn start(&self, block: usize) -> usize {
        self[block].start
    }

    fn is_summarised(&self, block: usize) -> bool {
        self[block].is_summarised()
    }

    fn are_lean(&self) -> bool {
        false
    }

    fn words(&self, block: usize) -> Option<&Words> {
        self[block].at_hand()
    }

    fn cut(&self, block: usize) -> Words {
        self[block].cut()
    }

    fn each(&self, look: &mut dyn FnMut(usize, &Words)) {
        self.iter().enumerate().for_each(|(number, placed)| placed.look(|words| look(number, words)));
    }
}
