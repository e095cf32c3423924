//! One pass over all words of a document, for whatever has to know how a word stands everywhere.
//!
//! The words of a long document are not kept (see [`document`](crate::document)), so those who ask of all of them do it
//! together: `repeats` for the words of doubtful repeats and for sentences that stand twice, `styles` for words whose
//! capital may be stray and for what can be written in several ways, `impossible_pinyin` for Chinese names. The rules of
//! document scope read the answers.

use crate::document::Placed;
use crate::language::Language;
use crate::repeats::{Evidence, Sentences, Twice};
use crate::rules::impossible_pinyin;
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
    /// The blocks in which a Chinese name may stand.
    pub(crate) families: Vec<u32>,
}

impl Survey {
    /// Looks at all words of a document in a language.
    pub fn of(blocks: &[Placed], language: Language) -> Self {
        let (mut evidence, mut capitals) = (Evidence::asked(blocks), Questions::asked(blocks));
        let mut sentences = Sentences::default();
        let (mut marks, mut of_block) = (Vec::new(), Vec::new());
        let mut families = Vec::new();
        for (number, placed) in blocks.iter().enumerate() {
            // No text has four thousand million blocks.
            let block = number as u32;
            placed.look(|words| {
                if impossible_pinyin::may_have_names(words) {
                    families.push(block);
                }
                evidence.read(&words.block);
                capitals.read(&words.block);
                sentences.read(blocks, number, &words.block);
                styles::mark(&words.block, language, &mut of_block);
            });
            marks.extend(of_block.drain(..).map(|mark| (block, mark)));
        }
        Self { evidence, capitals, twice: sentences.twice(blocks), marks, families }
    }
}
