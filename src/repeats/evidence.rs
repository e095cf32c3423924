//! What the whole document says of a doubled word: does it also stand single?
//!
//! A name that is doubled by nature ("Bora Bora") stands doubled wherever it stands; a name doubled by
//! accident stands single elsewhere. Only the few words in question are counted.

use rustc_hash::FxHashMap;

use crate::block::Block;
use crate::document::Placed;
use crate::finding::Severity;
use crate::lexicon::keyed::Keys;
use crate::token::{Kind, Token};

use super::{Doubt, Question, Verdict};

/// How often each word in question stands single and doubled.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    counts: FxHashMap<u64, Counts>,
    asked: Box<Keys>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    all: usize,
    doubled: usize,
    names: usize,
}

impl Evidence {
    /// Of the words that some block's verdict asks for; nothing is counted yet.
    pub(crate) fn asked(blocks: &[Placed]) -> Self {
        let doubts =
            blocks.iter().flat_map(|placed| placed.analysis.repeats()).filter_map(|found| match found.verdict {
                Verdict::Doubt(doubt) => Some(doubt.key),
                Verdict::Show(_) => None,
            });
        let counts: FxHashMap<u64, Counts> = doubts.map(|key| (key, Counts::default())).collect();
        Self { asked: Box::new(counts.keys().copied().collect()), counts }
    }

    /// Whether no block's verdict asks for any.
    pub(crate) fn asks_nothing(&self) -> bool {
        self.counts.is_empty()
    }

    /// Counts them in a block.
    pub(crate) fn read(&mut self, block: &Block) {
        if self.asks_nothing() {
            return;
        }
        let tokens = &block.tokens;
        for (i, token) in tokens.iter().enumerate().filter(|(_, token)| self.asked.may_have(token.key)) {
            if let Some(count) = self.counts.get_mut(&token.key) {
                let before = i.checked_sub(1).map(|i| &tokens[i]);
                count.all += 1;
                count.doubled += usize::from(before.is_some_and(|t| t.key == token.key));
                count.names += usize::from(is_name(before, token, tokens.get(i + 1)));
            }
        }
    }

    /// How surely a doubtful repeat is wrong; `None` where it is right.
    pub(super) fn settle(&self, doubt: Doubt) -> Option<Severity> {
        let counts = self.counts.get(&doubt.key).copied().unwrap_or_default();
        let yes = match doubt.question {
            Question::Single => {
                let by_nature = counts.doubled >= 2 && counts.all <= 3 * counts.doubled;
                counts.all > 2 * counts.doubled && !by_nature
            }
            Question::Name => counts.names > 0,
        };
        if yes { doubt.yes } else { doubt.no }
    }
}

/// Whether a token stands as a name by itself.
fn is_name(before: Option<&Token>, token: &Token, after: Option<&Token>) -> bool {
    let inside =
        before.is_some_and(|t| t.sentence == token.sentence && matches!(t.kind, Kind::Word | Kind::Punctuation));
    let capital = |t: Option<&Token>| t.is_some_and(Token::is_capitalised);
    token.is_capitalised() && inside && !capital(before) && !capital(after)
}
