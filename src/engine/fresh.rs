//! A text that is read and judged at once, as `check` does with each file.
//!
//! Its blocks are analysed while those who ask of all words of a text (the names' `index`, the `survey`) look at them, some
//! blocks at a time: to bring the words of a long text from memory once more takes as long as to look at them. All else is as
//! in [`Whole`](super::Whole), which it becomes.

use std::cell::OnceCell;
use std::sync::Arc;

use super::places::{Kept, Places};
use super::{lines, reading};
use crate::document::{Blocks, Placed, Words};
use crate::format::{Format, Prose};
use crate::language::Language;
use crate::survey::{Reader, Survey};

/// The blocks of a text, which are read when somebody looks at each of them, or at one of them, for the first time.
pub(super) struct Fresh<'t> {
    text: &'t str,
    prose: Vec<Prose>,
    pub language: Language,
    read: OnceCell<(Vec<Placed>, Reader)>,
}

impl<'t> Fresh<'t> {
    pub(super) fn new(text: &'t str, format: Format, language: Language) -> Self {
        Self { text, prose: reading::prose(text, format), language, read: OnceCell::new() }
    }

    /// The blocks in their places, to be kept and to be judged, and their survey.
    pub(super) fn finish(self) -> (Places, Vec<Placed>, Survey) {
        self.read();
        let (placed, reader) = self.read.into_inner().expect("it was read just now");
        let kept = self.prose.iter().zip(&placed).map(|(prose, placed)| {
            let mut kept = Kept::new(placed.start, prose, Arc::clone(&placed.analysis), false);
            kept.set_parted(placed.parted);
            kept
        });
        let kept = Places::new(kept);
        let survey = reader.finish(&placed);
        (kept, placed, survey)
    }

    fn read(&self) -> &(Vec<Placed>, Reader) {
        self.read.get_or_init(|| self.read_with(&mut |_, _| {}))
    }

    /// Reads all blocks, with a look at each.
    fn read_with(&self, look: &mut dyn FnMut(usize, &Words)) -> (Vec<Placed>, Reader) {
        let (mut all, mut reader) = (Vec::with_capacity(self.prose.len()), Reader::new(self.language));
        let mut end = 0;
        let analyses = reading::analyses(self.text, &self.prose, self.language);
        for (number, (prose, analysis)) in self.prose.iter().zip(analyses).enumerate() {
            let start = prose.range.start;
            let parted = number > 0 && lines::has_words_in(self.text, end, start);
            end = prose.range.end;
            all.push(Placed::new(start, parted, Arc::new(analysis)));
            all[number].look(|words| {
                reader.read(&all, number, words);
                look(number, words);
            });
        }
        (all, reader)
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
        self.read().0.words(block)
    }

    fn cut(&self, block: usize) -> Words {
        self.read().0.cut(block)
    }

    fn each(&self, look: &mut dyn FnMut(usize, &Words)) {
        match self.read.get() {
            Some((placed, _)) => placed.each(look),
            None => drop(self.read.set(self.read_with(look))),
        }
    }
}
