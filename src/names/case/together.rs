//! What the names of a document say together of its sequences, for the verdicts of `case`.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Sequence, hash, is_edge, stretches};
use crate::names::index::{Index, Span, WordId};
use crate::names::mention::Chain;

/// What the names of the document say together, found out where it is asked for.
pub(super) struct Names<'i> {
    pub(super) index: &'i Index<'i>,
    sequences: &'i [Sequence],
    alone: OnceCell<FxHashSet<u64>>,
    firsts: OnceCell<FxHashSet<WordId>>,
}

impl<'i> Names<'i> {
    /// Of a document with these sequences.
    pub(super) fn new(index: &'i Index<'i>, sequences: &'i [Sequence]) -> Self {
        Self { index, sequences, alone: OnceCell::new(), firsts: OnceCell::new() }
    }

    /// The sequences that stand somewhere as a whole chain: names by themselves.
    pub(super) fn alone(&self) -> &FxHashSet<u64> {
        self.alone.get_or_init(|| {
            let whole = |(block, chain): (usize, Chain)| {
                let first = (chain.first..=chain.last).find(|t| is_edge(self.index, block, *t))?;
                let span = Span { block, first, last: chain.last };
                (span.last > span.first).then(|| hash(self.index, span))
            };
            self.index.phrases().several().filter_map(whole).collect()
        })
    }

    /// The words that begin two different names of the document or more, of those that it is asked of.
    pub(super) fn firsts(&self) -> &FxHashSet<WordId> {
        self.firsts.get_or_init(|| {
            let asked = self.sequences.iter().filter(|sequence| sequence.stands_small_once());
            let asked: FxHashSet<WordId> = asked.map(|sequence| sequence.first_word(self.index)).collect();
            let mut seconds: FxHashMap<WordId, WordId> = FxHashMap::default();
            let mut shared = FxHashSet::default();
            let mut steps = Vec::new();
            for (block, chain) in self.index.phrases().several() {
                let ids = self.index.ids(block);
                if !ids.of(chain.first..chain.last).iter().any(|id| asked.contains(&id)) {
                    continue;
                }
                stretches(self.index, (block, chain), chain.last, &mut steps, &mut |stretch| {
                    let (first, second) = (ids.at(stretch.span.first), ids.at(stretch.span.first + 1));
                    if *seconds.entry(first).or_insert(second) != second {
                        shared.insert(first);
                    }
                });
            }
            shared
        })
    }
}
