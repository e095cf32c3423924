//! One pass over all words of a document, for whatever has to know how a word stands everywhere.
//!
//! The words of a long document are not kept (see [`document`](crate::document)), so those who ask of all of them do it
//! together: `repeats` for the words of doubtful repeats and for sentences that stand twice, `styles` for words whose
//! capital may be stray and for what can be written in several ways, `impossible_pinyin` for Chinese names. The rules of
//! document scope read the answers.

use std::cell::{Cell, RefCell};

use crate::document::{Blocks, Placed, Words};
use crate::language::Language;
use crate::repeats::{Evidence, Sentences, Twice};
use crate::rules::impossible_pinyin::{self, Family};
use crate::styles::capitals::Questions;
use crate::styles::{self, Mark};

/// What the words of a document say together.
#[derive(Debug, Default)]
pub struct Survey {
    /// How the words of doubtful repeats stand elsewhere.
    pub evidence: Evidence,
    /// How words with a capital that may be stray stand elsewhere.
    pub(crate) capitals: Questions,
    /// The sentences that stand twice within a few sentences, in order.
    pub twice: Vec<Twice>,
    /// Where the writer chose one way of several, each with the index of its block.
    pub(crate) marks: Vec<(u32, Mark)>,
    /// Where a Chinese family name may begin somebody's name.
    pub(crate) families: Vec<Family>,
}

impl Survey {
    /// Looks at all words of a document in a language.
    pub fn of(blocks: &[Placed], language: Language) -> Self {
        let mut reader = Reader::new(blocks, language);
        for (number, placed) in blocks.iter().enumerate() {
            placed.look(|words| reader.read(number, words));
        }
        reader.finish()
    }
}

/// The survey of a document while the words of its blocks come in, in their order.
struct Reader<'d> {
    blocks: &'d [Placed],
    language: Language,
    sentences: Sentences,
    survey: Survey,
    of_block: Vec<Mark>,
}

impl<'d> Reader<'d> {
    fn new(blocks: &'d [Placed], language: Language) -> Self {
        let (evidence, capitals) = (Evidence::asked(blocks), Questions::asked(blocks));
        let survey = Survey { evidence, capitals, ..Survey::default() };
        Self { blocks, language, sentences: Sentences::default(), survey, of_block: Vec::new() }
    }

    fn read(&mut self, number: usize, words: &Words) {
        // No text has four thousand million blocks.
        let block = number as u32;
        if self.language == Language::ENGLISH {
            impossible_pinyin::gather(block, words, &mut self.survey.families);
        }
        self.survey.evidence.read(&words.block);
        self.survey.capitals.read(&words.block);
        self.sentences.read(self.blocks, number, &words.block);
        styles::mark(&words.block, self.language, &mut self.of_block);
        self.survey.marks.extend(self.of_block.drain(..).map(|mark| (block, mark)));
    }

    fn finish(self) -> Survey {
        Survey { twice: self.sentences.twice(self.blocks), ..self.survey }
    }
}

/// The blocks of a document that is surveyed by the way while somebody else looks at all its words: to fetch them from memory
/// takes as long as to read them.
pub(crate) struct Surveyed<'d> {
    blocks: &'d Vec<Placed>,
    reader: RefCell<Reader<'d>>,
    is_read: Cell<bool>,
}

impl<'d> Surveyed<'d> {
    pub(crate) fn new(blocks: &'d Vec<Placed>, language: Language) -> Self {
        Self { blocks, reader: RefCell::new(Reader::new(blocks, language)), is_read: Cell::new(false) }
    }

    /// The survey; where nobody has looked at all words they are looked at now.
    pub(crate) fn finish(self) -> Survey {
        if !self.is_read.get() {
            self.each(&mut |_, _| {});
        }
        self.reader.into_inner().finish()
    }
}

impl Blocks for Surveyed<'_> {
    fn count(&self) -> usize {
        self.blocks.count()
    }

    fn some_tokens(&self) -> usize {
        self.blocks.some_tokens()
    }

    fn start(&self, block: usize) -> usize {
        self.blocks.start(block)
    }

    fn is_summarised(&self, block: usize) -> bool {
        Blocks::is_summarised(self.blocks, block)
    }

    fn are_lean(&self) -> bool {
        self.blocks.are_lean()
    }

    fn words(&self, block: usize) -> Option<&Words> {
        self.blocks.words(block)
    }

    fn cut(&self, block: usize) -> Words {
        self.blocks.cut(block)
    }

    fn each(&self, look: &mut dyn FnMut(usize, &Words)) {
        if self.is_read.replace(true) {
            return self.blocks.each(look);
        }
        let mut reader = self.reader.borrow_mut();
        self.blocks.each(&mut |number, words| {
            reader.read(number, words);
            look(number, words);
        });
    }
}
