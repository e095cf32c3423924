//! What the whole document says of a doubled word: does it also stand single?
//!
//! A name that is doubled by nature ("Bora Bora") stands doubled wherever it stands; a name doubled by
//! accident stands single elsewhere. Only the few words in question are counted.

use rustc_hash::FxHashMap;

use crate::document::Placed;
use crate::finding::Severity;

use super::{Doubt, Verdict};

/// How often each word in question stands single and doubled.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    counts: FxHashMap<u64, Counts>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    all: usize,
    doubled: usize,
}

impl Evidence {
    /// Counts the words that some block's verdict asks for.
    pub(super) fn gather(blocks: &[Placed]) -> Self {
        let doubts =
            blocks.iter().flat_map(|placed| &placed.analysis.repeats).filter_map(|found| match found.verdict {
                Verdict::Doubt(doubt) => Some(doubt.key),
                Verdict::Show(_) => None,
            });
        let mut counts: FxHashMap<u64, Counts> = doubts.map(|key| (key, Counts::default())).collect();
        if counts.is_empty() {
            return Self { counts };
        }
        for placed in blocks {
            let mut before = None;
            for token in &placed.block().tokens {
                if let Some(count) = counts.get_mut(&token.key) {
                    count.all += 1;
                    count.doubled += usize::from(before == Some(token.key));
                }
                before = Some(token.key);
            }
        }
        Self { counts }
    }

    /// How surely a doubtful repeat is wrong; `None` where it is right.
    pub(super) fn settle(&self, doubt: Doubt) -> Option<Severity> {
        let counts = self.counts.get(&doubt.key).copied().unwrap_or_default();
        let single = counts.all > 2 * counts.doubled;
        if counts.doubled >= 2 && counts.all <= 3 * counts.doubled || !single { doubt.never } else { doubt.single }
    }
}
