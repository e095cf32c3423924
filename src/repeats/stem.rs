//! Two forms of one word side by side: `secretly secret`, `competitive competition`.
//!
//! Only pairs that language does not make: an adverb before its adjective, an adjective before its own noun,
//! a verb before its own participle. An agent and its verb (`the generator generates`) are no such pair.

use crate::block::Block;
use crate::lexicon::english_level;
use crate::token::{Kind, Token, normal};

use super::{Repeat, Shape, Span, morph};

/// The shortest beginning that makes two words kin.
const SHORTEST_STEM: usize = 4;

/// All pairs of one stem in `block`.
pub(super) fn repeats(block: &Block) -> Vec<Repeat> {
    let tokens = &block.tokens;
    let near = (1..tokens.len()).filter(|&i| share_a_beginning(block, &tokens[i - 1], &tokens[i]));
    let pairs = near.filter(|&i| is_pair(&normal(block.word(i - 1)), &normal(block.word(i))));
    let one = |i: usize| Span { from: i, to: i };
    pairs.map(|i| Repeat { shape: Shape::Stem, first: one(i - 1), second: one(i), copies: 2 }).collect()
}

/// The cheap question asked of every pair of neighbours.
fn share_a_beginning(block: &Block, a: &Token, b: &Token) -> bool {
    let words = a.kind == Kind::Word && b.kind == Kind::Word && b.gap.space && a.sentence == b.sentence;
    let bytes = block.text.as_bytes();
    let (a, b) = (a.range(), b.range());
    words
        && a.len() >= SHORTEST_STEM
        && b.len() >= SHORTEST_STEM
        && bytes[a.start..a.start + SHORTEST_STEM].eq_ignore_ascii_case(&bytes[b.start..b.start + SHORTEST_STEM])
}

/// Whether two different words are two forms of one that do not stand side by side.
fn is_pair(first: &str, second: &str) -> bool {
    if first == second || !first.is_ascii() || !second.is_ascii() {
        return false;
    }
    let known = english_level(first).is_some() && english_level(second).is_some();
    known
        && (adverb_of(first, second)
            || adjective_of(first, second)
            || participle_of(first, second)
            || agent_of(first, second))
}

/// `secretly secret`.
fn adverb_of(adverb: &str, adjective: &str) -> bool {
    morph::adverbs(adjective).iter().any(|a| a == adverb)
}

/// `competitive competition`, `innovative innovation`: an adjective and the noun of its stem.
fn adjective_of(adjective: &str, noun: &str) -> bool {
    const PAIRS: [(&str, &str); 9] = [
        ("ive", "ion"),
        ("ional", "ion"),
        ("al", ""),
        ("al", "y"),
        ("ical", "y"),
        ("ic", "y"),
        ("ful", ""),
        ("ous", ""),
        ("ary", ""),
    ];
    let noun = noun.strip_suffix('s').filter(|n| n.len() > SHORTEST_STEM).unwrap_or(noun);
    PAIRS.iter().any(|(a, n)| {
        adjective.strip_suffix(a).is_some_and(|stem| stem.len() >= SHORTEST_STEM && noun.strip_suffix(n) == Some(stem))
    }) || adjective.strip_suffix("itive").is_some_and(|stem| noun.strip_suffix("ition") == Some(stem))
}

/// `stopped stopping`.
fn participle_of(past: &str, present: &str) -> bool {
    let stem = past.strip_suffix("ed").filter(|stem| stem.len() >= SHORTEST_STEM);
    stem.is_some_and(|stem| present.strip_suffix("ing") == Some(stem))
}

/// `fighter fighting`, `report reporter`.
fn agent_of(first: &str, second: &str) -> bool {
    let agent = first.strip_suffix("er").filter(|stem| stem.len() >= SHORTEST_STEM);
    agent.is_some_and(|stem| second.strip_suffix("ing") == Some(stem))
        || second.strip_suffix("er").is_some_and(|stem| stem == first && stem.len() >= SHORTEST_STEM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        for (a, b) in [("secretly", "secret"), ("competitive", "competition"), ("stopped", "stopping")] {
            assert!(is_pair(a, b), "{a} {b}");
        }
        for (a, b) in
            [("generator", "generates"), ("teaching", "teachers"), ("increase", "increasing"), ("port", "portion")]
        {
            assert!(!is_pair(a, b), "{a} {b}");
        }
    }
}
