//! Chinese people whose given names differ in one syllable: one person twice, or two people?
//!
//! Legal pinyin cannot tell. The pair is worth a look where family name and first syllable agree and the two
//! are never named together; where both recur they are two people (brothers and cousins share a syllable).

use rustc_hash::FxHashMap;

use crate::finding::Severity;
use crate::lexicon::pinyin;
use crate::names::guard;
use crate::names::index::{Index, Span, WordId};
use crate::names::variant::{Kind, Spelling, Variant};
use crate::names::word::Roles;

/// All pairs of given names one syllable apart behind one family name.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let mut people: Vec<(WordId, WordId, Spelling)> = Vec::new();
    let mut numbers: FxHashMap<(WordId, WordId), usize> = FxHashMap::default();
    for (phrase, block, chain) in index.phrases().with(Roles::SURNAME) {
        for first in chain.first..chain.last {
            let Some((family, given)) = person(index, block, first) else { continue };
            let span = Span { block, first, last: first + 1 };
            let number = *numbers.entry((family, given)).or_insert(people.len());
            if number == people.len() {
                people.push((family, given, Spelling { text: index.surface(span), places: Vec::new() }));
            }
            people[number].2.places.extend(index.places(phrase, span));
        }
    }
    people.iter_mut().for_each(|(_, _, spelling)| Span::sort(&mut spelling.places));
    let mut families: FxHashMap<(WordId, &str), Vec<usize>> = FxHashMap::default();
    let mut found = Vec::new();
    for (number, (family, given, _)) in people.iter().enumerate() {
        let Some(first) = pinyin::syllables(index.word(*given).fold()).first().copied() else { continue };
        let siblings = families.entry((*family, first)).or_default();
        found.extend(siblings.iter().filter_map(|other| compare(index, &people[*other], &people[number])));
        siblings.push(number);
    }
    found
}

/// Family and given name, where a person of two given syllables stands at `first`.
fn person(index: &Index<'_>, block: usize, first: usize) -> Option<(WordId, WordId)> {
    let last = index.next_word(block, first)?;
    let (family, given) = (index.word_at(block, first)?, index.word_at(block, last)?);
    let capitals = index.is_capitalised(block, first) && index.is_capitalised(block, last);
    let person = capitals && family.is_surname() && !given.is_ordinary() && given.place().is_none();
    (person && pinyin::syllable_count(given.fold()) == Some(2)).then(|| (index.id(block, first), index.id(block, last)))
}

fn compare(
    index: &Index<'_>,
    (_, _, earlier): &(WordId, WordId, Spelling),
    (_, _, later): &(WordId, WordId, Spelling),
) -> Option<Variant> {
    let both_recur = earlier.places.len() >= 2 && later.places.len() >= 2;
    if both_recur || guard::named_together(index, &earlier.places, &later.places) {
        return None;
    }
    let (standard, deviating) =
        if later.places.len() > earlier.places.len() { (later, earlier) } else { (earlier, later) };
    Some(Variant {
        kind: Kind::Spelling,
        severity: Severity::Information,
        deviating: deviating.clone(),
        standard: standard.clone().into(),
        doubtful: true,
        decided: false,
        context: None,
    })
}
