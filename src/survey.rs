//! One pass over all words of a document, for whatever has to know how a word stands everywhere.
//!
//! The words of a long document are not kept (see [`document`](crate::document)), so those who ask of all of them do it
//! together: `repeats` for the words of doubtful repeats and for sentences that stand twice, `styles` for words whose
//! capital may be stray and for what can be written in several ways, `impossible_pinyin` for Chinese names. The rules of
//! document scope read the answers. Where a text is judged as it is read (`engine/fresh`), a [`Reader`] takes its words.

use crate::document::{Placed, Words};
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
        let (mut reader, mut asked) = (Reader::new(language), Asked::of(blocks));
        for (number, placed) in blocks.iter().enumerate() {
            placed.look(|words| {
                reader.read(blocks, number, words);
                asked.read(words);
            });
        }
        reader.finish_with(blocks, asked)
    }
}

/// What is asked of all words by some that stand in the document.
struct Asked {
    evidence: Evidence,
    capitals: Questions,
}

impl Asked {
    /// By all blocks; nothing is answered yet.
    fn of(blocks: &[Placed]) -> Self {
        Self { evidence: Evidence::asked(blocks), capitals: Questions::asked(blocks) }
    }

    fn is_nothing(&self) -> bool {
        self.evidence.asks_nothing() && self.capitals.ask_nothing()
    }

    fn read(&mut self, words: &Words) {
        self.evidence.read(&words.block);
        self.capitals.read(&words.block);
    }
}

/// The survey of a document while the words of its blocks come in, in their order: all but what is asked by words that may
/// stand behind those they ask of.
pub(crate) struct Reader {
    language: Language,
    sentences: Sentences,
    survey: Survey,
    of_block: Vec<Mark>,
}

impl Reader {
    pub(crate) fn new(language: Language) -> Self {
        Self { language, sentences: Sentences::default(), survey: Survey::default(), of_block: Vec::new() }
    }

    /// Takes the words of block `number`, up to which `blocks` are known.
    pub(crate) fn read(&mut self, blocks: &[Placed], number: usize, words: &Words) {
        // No text has four thousand million blocks.
        let block = number as u32;
        if self.language == Language::ENGLISH {
            impossible_pinyin::gather(block, words, &mut self.survey.families);
        }
        self.sentences.read(blocks, number, &words.block);
        styles::mark(&words.block, self.language, &mut self.of_block);
        self.survey.marks.extend(self.of_block.drain(..).map(|mark| (block, mark)));
    }

    /// The survey, once the words of all `blocks` have come in. Where something is asked of them they are looked at again.
    pub(crate) fn finish(self, blocks: &[Placed]) -> Survey {
        let mut asked = Asked::of(blocks);
        if !asked.is_nothing() {
            blocks.iter().for_each(|placed| placed.look(|words| asked.read(words)));
        }
        self.finish_with(blocks, asked)
    }

    fn finish_with(self, blocks: &[Placed], asked: Asked) -> Survey {
        let Asked { evidence, capitals } = asked;
        Survey { twice: self.sentences.twice(blocks), evidence, capitals, ..self.survey }
    }
}
