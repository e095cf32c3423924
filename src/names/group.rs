//! From pairs of spellings to what is shown: each place is flagged once, by the surest and longest variant.

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::gather;
use crate::names::index::{Index, Span};
use crate::names::variant::Variant;
use crate::names::{answers, extend};
use crate::range::ByteRange;

/// One place to be flagged.
#[derive(Clone, Debug)]
pub(crate) struct Flag<'v> {
    /// Where the spelling stands.
    pub span: Span,
    /// What to underline: the spelling with the words of its context.
    pub shown: Span,
    /// The spelling in these words.
    pub here: String,
    /// The standard in these words.
    pub there: String,
    /// Why.
    pub variant: &'v Variant,
    /// Further places of this spelling that are not flagged because there are too many; on the last flag only.
    pub more: usize,
}

impl<'v> Flag<'v> {
    pub(crate) fn new(index: &Index<'_>, variant: &'v Variant, span: Span) -> Self {
        let (shown, standard) = extend::shown(index, variant, span);
        let here = index.surface(shown);
        let there = standard.map_or_else(|| variant.standard.text.clone(), |standard| index.surface(standard));
        Self { span, shown, here, there, variant, more: 0 }
    }
}

/// The most places flagged for one spelling in one file.
const MOST_PLACES: usize = 10;

/// What to flag, in the order of the text.
pub(crate) fn flags<'v>(index: &Index<'_>, variants: &'v [Variant]) -> Vec<Flag<'v>> {
    let mut order: Vec<&Variant> = variants.iter().collect();
    order.sort_by_key(|v| (shown_severity(v), std::cmp::Reverse(v.deviating.text.len()), v.deviating.places[0]));
    let mut taken = settled(index, variants);
    // What was told to be right is not told to be wrong, nor a part of it.
    let mut right = Taken::default();
    let mut flags = Vec::new();
    for variant in order {
        let free: Vec<Flag<'_>> = variant
            .deviating
            .places
            .iter()
            .filter(|span| !right.covers(index.range(**span)))
            .filter(|span| taken.is_free(index.range(extend::shown(index, variant, **span).0)))
            .map(|span| Flag::new(index, variant, *span))
            .collect();
        if free.is_empty() {
            continue;
        }
        for flag in &free {
            taken.take(index.range(flag.shown));
        }
        for span in &variant.standard.places {
            right.take(index.range(*span));
        }
        for of_file in free.chunk_by(|a, b| index.file(a.span) == index.file(b.span)) {
            flags.extend(of_file.iter().take(MOST_PLACES).cloned());
            if let Some(last) = flags.last_mut() {
                last.more = of_file.len().saturating_sub(MOST_PLACES);
            }
        }
    }
    flags.sort_by_cached_key(|flag| flag.span);
    flags
}

/// Ties between files from their other side: of each file in which only the spelling stands that was not flagged, its
/// first place, with the two spellings changed over. Neither is wrong by itself, so each file is to hear of the other.
pub(crate) fn mirrors(index: &Index<'_>, flags: &[Flag<'_>]) -> Vec<(Variant, Span)> {
    let ties = || flags.iter().filter(|flag| flag.variant.is_tie());
    let heard = ties().map(|flag| (index.file(flag.span), flag.variant.deviating.text.as_str()));
    let mut heard = gather::set(heard);
    let mut taken = Taken::default();
    for flag in flags {
        taken.take(index.range(flag.shown));
    }
    let mut mirrors = Vec::new();
    for variant in ties().map(|flag| flag.variant) {
        for span in &variant.standard.places {
            let range = index.range(*span);
            if heard.insert((index.file(*span), &variant.deviating.text)) && taken.is_free(range) {
                taken.take(range);
                let (deviating, standard) = (variant.standard.clone(), variant.deviating.clone());
                mirrors.push((Variant { deviating, standard, ..variant.clone() }, *span));
            }
        }
    }
    mirrors
}

/// The places that people or a glossary have answered for: nothing is said there, nor of a part of it.
fn settled(index: &Index<'_>, variants: &[Variant]) -> Taken {
    let (memory, glossary) = (index.document.memory, index.document.glossary);
    let mut taken = Taken::default();
    for variant in variants.iter().filter(|_| !memory.entries().is_empty() || !glossary.is_empty()) {
        for flag in variant.deviating.places.iter().map(|span| Flag::new(index, variant, *span)) {
            let right = answers::are_both_right(glossary, &flag.here, &flag.there);
            if right || answers::are_settled(memory, &flag.here, &flag.there) {
                taken.take(index.range(flag.shown));
            }
        }
    }
    taken
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

    fn covers(&self, range: ByteRange) -> bool {
        self.ends.range(..=range.start).next_back().is_some_and(|(_, end)| *end >= range.end)
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
