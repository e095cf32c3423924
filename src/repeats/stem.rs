//! Two forms of one word side by side: `silently silent`, `competitive competition`.
//!
//! Only pairs that language does not make: an adverb beside its adjective, an adjective before its own noun,
//! a verb beside its own noun. An agent and its verb (`the generator generates`) are no such pair.

use crate::block::Block;
use crate::language::Language;
use crate::lexicon::english_level;
use crate::token::{Kind, Signs, Token, normal};

use super::{Repeat, Shape, Span, morph, tables};

/// The shortest beginning that makes two words kin.
const SHORTEST_STEM: usize = 4;

/// All pairs of one stem in `block`.
pub(super) fn repeats(block: &Block, language: Language) -> impl Iterator<Item = Repeat> {
    let one = |i: usize| Span { from: i, to: i };
    let some = if block.signs.has(Signs::ALIKE) { &*block.tokens } else { &[] };
    let neighbours = (1..).zip(some.windows(2)).filter(|(_, pair)| share_a_beginning(block, &pair[0], &pair[1]));
    let near = neighbours.map(|(i, _)| i);
    near.filter(move |&i| is_pair_in(language, &normal(block.word(i - 1)), &normal(block.word(i))))
        .map(move |i| Repeat { shape: Shape::Stem, first: one(i - 1), second: one(i), copies: 2 })
}

/// The cheap question asked of neighbours.
#[inline]
fn share_a_beginning(block: &Block, a: &Token, b: &Token) -> bool {
    let bytes = block.text.as_bytes();
    // Hardly any neighbours begin with the same letter.
    let first = |token: &Token| bytes[token.range().start] | 0x20;
    if first(a) != first(b) {
        return false;
    }
    let long = |token: &Token| token.kind == Kind::Word && token.len_bytes() >= SHORTEST_STEM;
    let beginning = |token: &Token| &bytes[token.range().start..token.range().start + SHORTEST_STEM];
    long(a) && long(b) && b.gap.space && a.sentence == b.sentence && beginning(a).eq_ignore_ascii_case(beginning(b))
}

fn is_pair_in(language: Language, first: &str, second: &str) -> bool {
    match (language.code(), tables::of(language.code())) {
        ("en" | "", _) => is_pair(first, second),
        (_, Some(table)) => table.stems.iter().any(|(adverb, adjective)| {
            let stem = first.strip_suffix(adverb).filter(|stem| stem.chars().count() >= SHORTEST_STEM);
            stem.is_some_and(|stem| second.strip_suffix(adjective) == Some(stem))
        }),
        _ => false,
    }
}

/// Whether two different words are two forms of one that do not stand side by side.
fn is_pair(first: &str, second: &str) -> bool {
    if first == second || !first.is_ascii() || !second.is_ascii() {
        return false;
    }
    let known = english_level(first).is_some() && english_level(second).is_some();
    let pair = adverb_of(first, second) || quality_of(first, second);
    known && (pair || adjective_of(first, second) || action_of(first, second))
}

/// `silently silent`.
fn adverb_of(adverb: &str, adjective: &str) -> bool {
    morph::adverbs(adjective).iter().any(|a| a == adverb)
}

/// `careful carefully`; but *the patient patiently waited*, *clear clearly marked ways* have a noun or verb before the
/// adverb.
fn quality_of(adjective: &str, adverb: &str) -> bool {
    let plural = || match adjective.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{adjective}s"),
    };
    let noun = || tables::en::is_noun_without_plural(adjective) || english_level(&plural()).is_some();
    let adverb = adverb.ends_with("ly") && adverb_of(adverb, adjective);
    adverb && !tables::en::is_noun_with_ly(adjective) && !noun() && !morph::is_verb(adjective)
}

/// `competitive competition`, `industrial industry`: an adjective and the noun of its stem.
fn adjective_of(adjective: &str, noun: &str) -> bool {
    const ENDINGS: [(&str, &str); 15] = [
        ("ive", "ion"),
        ("itive", "ition"),
        ("ional", "ion"),
        ("al", ""),
        ("al", "y"),
        ("al", "e"),
        ("ial", "y"),
        ("ial", "e"),
        ("ical", "y"),
        ("ic", "y"),
        ("ful", ""),
        ("iful", "y"),
        ("ous", ""),
        ("ary", ""),
        ("y", ""),
    ];
    let singular = noun.strip_suffix('s').filter(|noun| noun.len() > SHORTEST_STEM).unwrap_or(noun);
    let quality = !adjective.ends_with('y') || adjective.ends_with("ary") || morph::is_gradable(adjective);
    quality && ENDINGS.iter().any(|(a, n)| same_stem(adjective, a, noun, n) || same_stem(adjective, a, singular, n))
}

/// `stopped stopping`, `fighter fighting`, `report reporter`, `film filming`, `develop development`: a verb with
/// its own agent, participle or noun. In the plural (`listeners listening`) or with an ending of person
/// (`generator generates`) two parts of a sentence meet.
fn action_of(first: &str, second: &str) -> bool {
    const ENDINGS: [(&str, &str); 10] = [
        ("ed", "ing"),
        ("er", "ing"),
        ("", "er"),
        ("", "ing"),
        ("", "ment"),
        ("ment", ""),
        ("", "ion"),
        ("ion", ""),
        ("e", "ion"),
        ("ion", "e"),
    ];
    ENDINGS.iter().any(|(a, b)| same_stem(first, a, second, b))
}

/// Whether the words less these endings are one stem.
fn same_stem(a: &str, ending_a: &str, b: &str, ending_b: &str) -> bool {
    // Short stems before -ion are chance: port, portion.
    let shortest = SHORTEST_STEM + usize::from(ending_a == "ion" || ending_b == "ion");
    let stem = a.strip_suffix(ending_a).filter(|stem| stem.len() >= shortest);
    stem.is_some() && stem == b.strip_suffix(ending_b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        for (a, b) in [
            ("silently", "silent"),
            ("careful", "carefully"),
            ("hasty", "hastily"),
            ("competitive", "competition"),
            ("stopped", "stopping"),
            ("healthy", "health"),
            ("film", "filming"),
            ("develop", "development"),
            ("industrial", "industry"),
        ] {
            assert!(is_pair(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("patient", "patiently"),
            ("clear", "clearly"),
            ("friend", "friendly"),
            ("generator", "generates"),
            ("teaching", "teachers"),
            ("listeners", "listening"),
            ("managers", "managed"),
            ("port", "portion"),
        ] {
            assert!(!is_pair(a, b), "{a} {b}");
        }
    }
}
