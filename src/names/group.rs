//! From pairs of spellings to what is shown: each place is flagged once, by the surest and longest variant.

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::names::index::{Index, Span};
use crate::names::variant::Variant;
use crate::range::ByteRange;

/// One place to be flagged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flag<'v> {
    /// Where.
    pub span: Span,
    /// Why.
    pub variant: &'v Variant,
    /// Further places of this spelling that are not flagged because there are too many; on the last flag only.
    pub more: usize,
}

/// The most places flagged for one spelling in one document.
const MOST_PLACES: usize = 10;

/// What to flag, in the order of the text.
pub(crate) fn flags<'v>(index: &Index<'_>, variants: &'v [Variant]) -> Vec<Flag<'v>> {
    let mut order: Vec<&Variant> = variants.iter().collect();
    order.sort_by_key(|v| (shown_severity(v), std::cmp::Reverse(v.deviating.text.len()), v.deviating.places[0]));
    let mut taken = Taken::default();
    let mut flags = Vec::new();
    for variant in order {
        let free: Vec<Span> =
            variant.deviating.places.iter().copied().filter(|s| taken.is_free(index.range(*s))).collect();
        for span in &free {
            taken.take(index.range(*span));
        }
        for span in &variant.standard.places {
            taken.take(index.range(*span));
        }
        let shown = free.len().min(MOST_PLACES);
        for (n, span) in free.iter().take(shown).enumerate() {
            let more = if n + 1 == shown { free.len() - shown } else { 0 };
            flags.push(Flag { span: *span, variant, more });
        }
    }
    flags.sort_by_key(|flag| flag.span);
    flags
}

/// How sure a variant is: certain only where one spelling clearly outweighs the other.
pub(crate) fn shown_severity(variant: &Variant) -> Severity {
    if variant.severity == Severity::Warning && !variant.is_clear() { Severity::Information } else { variant.severity }
}

/// The bytes that a variant has spoken for already: disjoint stretches by their start.
#[derive(Default)]
struct Taken {
    ends: BTreeMap<usize, usize>,
}

impl Taken {
    fn is_free(&self, range: ByteRange) -> bool {
        let before = self.ends.range(..range.end).next_back();
        before.is_none_or(|(_, end)| *end <= range.start)
    }

    fn take(&mut self, range: ByteRange) {
        let (mut start, mut end) = (range.start, range.end);
        while let Some((&from, &to)) = self.ends.range(..end).next_back().filter(|(_, to)| **to > start) {
            self.ends.remove(&from);
            (start, end) = (start.min(from), end.max(to));
        }
        self.ends.insert(start, end);
    }
}
