//! How the words whose capital may be stray stand in the whole text.

use rustc_hash::FxHashMap;

use super::{Candidate, Sort, is_chosen};
use crate::block::Block;
use crate::document::Placed;
use crate::lexicon::keyed::Keys;
use crate::token::Case;

/// How the words in question stand in the whole text.
#[derive(Debug, Default)]
pub(crate) struct Questions {
    answers: FxHashMap<u64, Answer>,
    asked: Keys,
}

#[derive(Debug, Default)]
struct Answer {
    /// How often the word is in question.
    alone: usize,
    /// How often its capital says something.
    capitals: usize,
    /// Whether it stands in small letters.
    small: bool,
}

impl Questions {
    /// Of the words that some block has candidates of; nothing is counted yet but how often they are candidates.
    pub(crate) fn asked(blocks: &[Placed]) -> Self {
        let mut answers: FxHashMap<u64, Answer> = FxHashMap::default();
        for candidate in blocks.iter().flat_map(|p| &p.analysis.styles.capitals) {
            answers.entry(candidate.key).or_default().alone += 1;
        }
        Self { asked: answers.keys().copied().collect(), answers }
    }

    /// Whether no block has any.
    pub(crate) fn ask_nothing(&self) -> bool {
        self.answers.is_empty()
    }

    /// Sees how they stand in a block.
    pub(crate) fn read(&mut self, block: &Block) {
        if self.ask_nothing() {
            return;
        }
        for (at, token) in block.tokens.iter().enumerate().filter(|(_, token)| self.asked.may_have(token.key)) {
            if let Some(answer) = self.answers.get_mut(&token.key) {
                answer.small |= token.case == Case::Lower;
                answer.capitals += usize::from(is_chosen(block, at));
            }
        }
    }

    /// Whether the text has no second such capital: two are a habit.
    pub(crate) fn is_alone(&self, candidate: &Candidate) -> bool {
        let of_sort = |a: &Answer| if candidate.sort == Sort::PlaceHead { a.alone } else { a.capitals };
        self.answers.get(&candidate.key).is_none_or(|answer| of_sort(answer) <= 1)
    }

    /// Whether the text writes the word in small letters, too.
    pub(crate) fn is_small(&self, candidate: &Candidate) -> bool {
        self.is_alone(candidate) && self.answers.get(&candidate.key).is_some_and(|answer| answer.small)
    }
}
