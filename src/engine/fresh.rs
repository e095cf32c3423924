//! A text that is read and judged at once, as `check` does with each file.
//!
//! Its blocks are analysed while those who ask of all words of a text (the names' `index`, the `survey`) look at them, some
//! blocks at a time: to bring the words of a long text from memory once more takes as long as to look at them. All else is as
//! in [`Whole`](super::Whole), which it becomes.

use std::cell::OnceCell;

use super::places::{Kept, Places};
use super::reading;
use crate::document::{self, Blocks, Placed, Words};
use crate::format::{Format, Prose};
use crate::language::Language;
use crate::survey::{Reader, Survey};

/// The blocks of a text, which are read when somebody looks at each of them, or at one of them, for the first time.
pub(super) struct Fresh<'t> {
    text: &'t str,
    prose: Vec<Prose>,
    pub language: Language,
    read: OnceCell<Read>,
}

/// The same once they are read: as they are kept, and for those who judge them.
struct Read {
    kept: Vec<Kept>,
    placed: Vec<Placed>,
    survey: Reader,
}

impl<'t> Fresh<'t> {
    pub(super) fn new(text: &'t str, format: Format, language: Language) -> Self {
        Self { text, prose: reading::prose(text, format), language, read: OnceCell::new() }
    }

    /// The blocks as they are kept, and for those who judge them, and their survey.
    pub(super) fn finish(self) -> (Places, Vec<Placed>, Survey) {
        self.read();
        let Read { kept, placed, survey } = self.read.into_inner().expect("it was read just now");
        let survey = survey.finish(&placed);
        (Places::new(kept), placed, survey)
    }

    fn read(&self) -> &Read {
        self.read.get_or_init(|| self.read_with(&mut |_, _| {}))
    }

    /// Reads all blocks, with a look at each.
    fn read_with(&self, look: &mut dyn FnMut(usize, &Words)) -> Read {
        let (count, no_text) = (self.prose.len(), document::no_text());
        let (mut kept, mut placed) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut survey = Reader::new(self.language);
        for (number, block) in reading::whole_read(self.text, &self.prose, self.language).enumerate() {
            placed.push(block.placed(0, &no_text));
            kept.push(block);
            placed[number].look(|words| {
                survey.read(&placed, number, words);
                look(number, words);
            });
        }
        Read { kept, placed, survey }
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
