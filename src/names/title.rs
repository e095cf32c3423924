//! A stray `of` between a title and the name of the person who bears it.

use std::rc::Rc;

use crate::finding::Severity;
use crate::lexicon::people;
use crate::names::index::{Index, Span};
use crate::names::mention::Chain;
use crate::names::variant::{Kind, Spelling, Variant};
use crate::names::word::Roles;
use crate::token::normal;

/// Every `General Secretary of Lin Meihua`, with the places of `General Secretary Lin Meihua`.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let mut found: Vec<Variant> = Vec::new();
    for (phrase, block, chain) in index.phrases().with(Roles::OF) {
        for of in chain.first + 1..chain.last {
            if let Some(span) = title_of_person(index, block, chain, of) {
                note(index, &mut found, phrase, span, of);
            }
        }
    }
    for variant in &mut found {
        Span::sort(&mut variant.deviating.places);
        let standard = Rc::make_mut(&mut variant.standard);
        standard.places = standard_places(index, &standard.text);
    }
    found
}

fn note(index: &Index<'_>, found: &mut Vec<Variant>, phrase: usize, span: Span, of: usize) {
    let text = index.surface(span);
    if let Some(known) = found.iter_mut().find(|v| v.deviating.text == text) {
        known.deviating.places.extend(index.places(phrase, span));
        return;
    }
    let before = index.surface(Span { last: of - 1, ..span });
    let after = index.surface(Span { first: of + 1, ..span });
    found.push(Variant {
        kind: Kind::Of,
        severity: Severity::Information,
        deviating: Spelling { text, places: index.places(phrase, span).collect() },
        standard: Spelling { text: format!("{before} {after}"), places: Vec::new() }.into(),
        doubtful: false,
        decided: false,
        context: None,
    });
}

/// The span of title, `of` and person, if the word at `of` stands between these.
fn title_of_person(index: &Index<'_>, block: usize, chain: Chain, of: usize) -> Option<Span> {
    if index.word_at(block, of)?.text() != "of" || !index.is_capitalised(block, of - 1) {
        return None;
    }
    let last = person_from(index, block, of + 1, chain.last)?;
    let words =
        |first: usize| (first..of).map(|t| index.word_at(block, t).map(|w| w.text())).collect::<Option<Vec<_>>>();
    let is_title = |first: usize| words(first).is_some_and(|words| people::is_title(&words.join(" ")));
    let first = (chain.first.max(of.saturating_sub(3))..of).find(|first| is_title(*first))?;
    Some(Span { block, first, last })
}

/// The last token of the person's name that begins at `first`.
fn person_from(index: &Index<'_>, block: usize, first: usize, end: usize) -> Option<usize> {
    let last = first + 1;
    let (family, given) = (index.word_at(block, first)?, index.word_at(block, last)?);
    let named = index.is_capitalised(block, first) && index.is_capitalised(block, last) && last <= end;
    let person = people::is_chinese_person(family.fold(), given.fold()) && !given.is_ordinary();
    let place = family.place().is_some() || given.place().is_some();
    (named && person && !place).then_some(last)
}

fn standard_places(index: &Index<'_>, text: &str) -> Vec<Span> {
    let words = text.split(' ').count();
    let normal = normal(text);
    let mut places = Vec::new();
    for (phrase, block, chain) in index.phrases().iter() {
        for first in chain.first..=chain.last {
            let span = Span { block, first, last: first + words - 1 };
            let begins = index.word_at(block, first).is_some_and(|word| normal.starts_with(word.text()));
            if span.last <= chain.last && begins && index.surface(span) == text {
                places.extend(index.places(phrase, span));
            }
        }
    }
    Span::sort(&mut places);
    places
}
