//! What is never one name in two spellings.

use crate::names::index::{Index, Span};

/// Whether the two stand in one sentence somewhere: joined by *and*, in a list, or simply told apart.
pub(crate) fn named_together(index: &Index<'_>, a: &[Span], b: &[Span]) -> bool {
    let sentence = |span: &Span| (span.block, index.block(span.block).tokens[span.first].sentence);
    a.iter().any(|x| b.iter().any(|y| sentence(x) == sentence(y)))
}
