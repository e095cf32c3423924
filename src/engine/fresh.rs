//! A text that is read and judged at once, as `check` does with each file.
//!
//! Its blocks are analysed while those who ask of all words of a text (the names' `index`, the `survey`) look at them, some
//! blocks at a time: to bring the words of a long text from memory once more takes as long as to look at them. The words of
//! blocks that were read together stay together, and nothing is kept of a block by itself in which nothing was found.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::reading;
use crate::document::{Blocks, Placed, Words};
use crate::format::{Format, Prose};
use crate::language::Language;
use crate::names;
use crate::survey::{Reader, Survey};

/// The blocks of a text, which are read when somebody looks at each of them, or at one of them, for the first time.
pub(super) struct Fresh<'t> {
    text: &'t str,
    prose: Vec<Prose>,
    pub language: Language,
    /// Whether the keys of its names are wanted.
    keys: bool,
    read: OnceCell<Read>,
}

/// The same once they are read.
struct Read {
    placed: Vec<Placed>,
    survey: Reader,
    keys: Option<BTreeSet<u64>>,
}

impl<'t> Fresh<'t> {
    pub(super) fn new(text: &'t str, format: Format, language: Language, keys: bool) -> Self {
        let prose = reading::prose(text, format);
        Self { text, prose, language, keys, read: OnceCell::new() }
    }

    /// The blocks for those who judge them, their survey, and the keys of their names where they are wanted.
    pub(super) fn finish(self) -> (Vec<Placed>, Survey, Option<BTreeSet<u64>>) {
        self.read();
        let Read { placed, survey, keys } = self.read.into_inner().expect("it was read just now");
        let survey = survey.finish(&placed);
        (placed, survey, keys)
    }

    fn read(&self) -> &Read {
        self.read.get_or_init(|| self.read_with(&mut |_, _| {}))
    }

    /// Reads all blocks, with a look at each.
    fn read_with(&self, look: &mut dyn FnMut(usize, &Words)) -> Read {
        let mut placed: Vec<Placed> = Vec::with_capacity(self.prose.len());
        let (mut survey, mut keys) = (Reader::new(self.language), self.keys.then(BTreeSet::new));
        let mut places = self.prose.iter().zip(reading::parted(self.text, &self.prose));
        for (words, known) in reading::analysed(self.text, &self.prose, self.language) {
            let words = Arc::new(words);
            for (((at, own), analysis), (prose, parted)) in (0..).zip(&*words).zip(known).zip(&mut places) {
                let number = placed.len();
                let analysis = analysis.blank().cloned().unwrap_or_else(|| Arc::new(analysis));
                placed.push(Placed::read(prose.range.start, parted, analysis, (&words, at)));
                survey.read(&placed, number, own);
                keys.iter_mut().for_each(|keys| names::keys::gather(own, keys));
                look(number, own);
            }
        }
        Read { placed, survey, keys }
    }
}

impl Blocks for Fresh<'_> {
    fn count(&self) -> usize {
        self.prose.len()
    }

    fn some_tokens(&self) -> usize {
        Placed::tokens_in(self.prose.iter().map(|prose| prose.range.len()).sum())
    }

    fn start(&self, block: usize) -> usize {
        self.prose[block].range.start
    }

    fn is_summarised(&self, _: usize) -> bool {
        false
    }

    fn are_lean(&self) -> bool {
        false
    }

    fn words(&self, block: usize) -> Option<&Words> {
        self.read().placed.words(block)
    }

    fn cut(&self, block: usize) -> Words {
        self.read().placed.cut(block)
    }

    fn each(&self, look: &mut dyn FnMut(usize, &Words)) {
        match self.read.get() {
            Some(read) => read.placed.each(look),
            None => drop(self.read.set(self.read_with(look))),
        }
    }
}
