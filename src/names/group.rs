//! From pairs of spellings to what is shown: each place is flagged once, by the surest and longest variant.

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::gather;
use crate::names::index::{Index, Span};
use crate::names::variant::{Spelling, Variant};
use crate::names::{answers, extend};

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
        let shown = |span: &Span| (*span, extend::shown(index, variant, *span).0);
        let places = variant.deviating.places.iter().filter(|span| !right.covers(**span)).map(shown);
        let free: Vec<(Span, Span)> = places.filter(|(_, shown)| taken.is_free(*shown)).collect();
        if free.is_empty() {
            continue;
        }
        free.iter().for_each(|(_, shown)| taken.take(*shown));
        variant.standard.places.iter().for_each(|span| right.take(*span));
        for of_file in free.chunk_by(|(a, _), (b, _)| index.file(*a) == index.file(*b)) {
            flags.extend(of_file.iter().take(MOST_PLACES).map(|(span, _)| Flag::new(index, variant, *span)));
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
        taken.take(flag.shown);
    }
    let mut mirrors = Vec::new();
    for variant in ties().map(|flag| flag.variant) {
        for span in &variant.standard.places {
            if heard.insert((index.file(*span), &variant.deviating.text)) && taken.is_free(*span) {
                taken.take(*span);
                let (deviating, standard) = (Spelling::clone(&variant.standard), variant.deviating.clone().into());
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
                taken.take(flag.shown);
            }
        }
    }
    taken
}

/// How sure a variant is: certain only where one spelling clearly outweighs the other.
pub(crate) fn shown_severity(variant: &Variant) -> Severity {
    if variant.severity == Severity::Warning && !variant.is_clear() { Severity::Information } else { variant.severity }
}

/// The tokens that a variant has spoken for already: disjoint stretches by their start, with what follows their last.
#[derive(Default)]
struct Taken {
    ends: BTreeMap<Place, Place>,
}

/// A block and a token of it, in the upper half of a number and in the lower: so it is compared at once.
type Place = u64;

/// Where a span begins, and what follows its last token.
fn ends(span: Span) -> (Place, Place) {
    let place = |token: usize| (span.block as u64) << u32::BITS | token as u64;
    (place(span.first), place(span.last + 1))
}

impl Taken {
    fn is_free(&self, span: Span) -> bool {
        let (start, end) = ends(span);
        let before = self.ends.range(..end).next_back();
        before.is_none_or(|(_, end)| *end <= start)
    }

    fn covers(&self, span: Span) -> bool {
        let (start, end) = ends(span);
        self.ends.range(..=start).next_back().is_some_and(|(_, last)| *last >= end)
    }

    fn take(&mut self, span: Span) {
        let (mut start, mut end) = ends(span);
        while let Some((&from, &to)) = self.ends.range(..end).next_back().filter(|(_, to)| **to > start) {
            self.ends.remove(&from);
            (start, end) = (start.min(from), end.max(to));
        }
        self.ends.insert(start, end);
    }
}
