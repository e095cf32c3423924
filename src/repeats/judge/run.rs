//! Three copies and more, in English: a decoder that ran away, unless it is speech or sound.

use crate::finding::Severity;
use crate::repeats::around::Around;
use crate::repeats::tables::en;
use crate::repeats::{Shape, morph};
use crate::token::Kind;

/// Copies from which a single word is a loop beyond doubt.
const LOOP: usize = 6;
/// Copies from which a unit of several words is.
const LOOP_OF_WORDS: usize = 4;

/// How surely the run is a loop.
pub(super) fn severity(around: &Around<'_>) -> Option<Severity> {
    let unit = around.repeat.first;
    let tokens = &around.block.tokens[unit.from..=unit.to];
    let words = tokens.iter().filter(|t| t.kind == Kind::Word && t.range().len() > 1).count();
    let copies = around.repeat.copies;
    let marked = tokens.iter().any(|t| t.kind == Kind::Number) && tokens.len() >= 3 && copies >= LOOP_OF_WORDS;
    if words == 0 && !marked {
        return is_foreign_rest(around).then_some(Severity::Warning);
    }
    let texts = around.words(unit);
    let sounds = texts.iter().all(|word| en::is_sound(word) || en::is_reduplication(word) && !morph::is_word(word));
    let unknown = around.repeat.shape == Shape::Chain && !is_chain_of_words(around, &texts);
    if sounds && copies <= 12 || unknown {
        return Some(Severity::Hint);
    }
    if is_emphasis(around, &texts) && copies < LOOP {
        return Some(Severity::Hint);
    }
    if copies >= LOOP || copies >= LOOP_OF_WORDS && words > 1 {
        return Some(Severity::Error);
    }
    let speech = around.in_speech() && copies <= 4;
    Some(if speech { Severity::Hint } else { Severity::Warning })
}

/// Characters of another script, apart and three times over: what a decoder left of the source.
fn is_foreign_rest(around: &Around<'_>) -> bool {
    let unit = around.repeat.first;
    // Of one word that is a unit again and again nothing need follow.
    let apart = around.block.tokens.get(unit.to + 1).is_some_and(|next| next.gap.space);
    apart && around.block.tokens[unit.from].kind == Kind::Ideograph
}

/// Whether what a chain repeats is a word, not a sound or somebody's name for himself.
fn is_chain_of_words(around: &Around<'_>, texts: &[std::borrow::Cow<'_, str>]) -> bool {
    let glued = around.repeat.first == around.repeat.second;
    texts.iter().all(|text| {
        let unit = if glued { text.get(..text.len() / around.repeat.copies).unwrap_or_default() } else { text };
        morph::is_word(unit) || unit.len() > 4 && !glued
    })
}

/// `many, many, many`, `on, on, on`: said for effect.
fn is_emphasis(around: &Around<'_>, unit: &[std::borrow::Cow<'_, str>]) -> bool {
    let [word] = unit else {
        return unit.iter().any(|word| en::links(word)) && unit.iter().any(|w| morph::is_comparative(w));
    };
    let parted = around.repeat.shape == Shape::Run
        && around.repeat.first.to + 1 < around.repeat.second.from
        && around.block.tokens[around.repeat.first.to + 1].kind == Kind::Punctuation;
    en::is_emphatic(word)
        || parted
            && (en::is_particle(word) || morph::is_gradable(word) || morph::is_adverb(word) || morph::is_verb(word))
}
