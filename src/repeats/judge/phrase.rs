//! Several words twice in a row, in English.

use crate::finding::Severity;
use crate::repeats::around::Around;
use crate::repeats::morph;
use crate::repeats::tables::en;
use crate::token::Kind;

/// How surely the second copy is too much.
pub(super) fn severity(around: &Around<'_>) -> Option<Severity> {
    let first = around.repeat.first;
    let tokens = &around.block.tokens[first.from..=first.to];
    let words = tokens.iter().filter(|t| t.kind == Kind::Word && t.range().len() > 1).count();
    let numbers = tokens.iter().any(|t| t.kind == Kind::Number);
    if around.glued() || words == 0 {
        return None;
    }
    let unit = around.words(first);
    let unit: Vec<&str> = unit.iter().map(AsRef::as_ref).collect();
    if numbers && words < 3 {
        let inside = !around.word_before().is_empty() && !around.in_columns();
        return (inside && is_statement(&unit)).then_some(Severity::Information);
    }
    if is_list_of_names(around) || is_turn(around, &unit) || en::is_doubled_place(&unit.join(" ")) {
        return Some(Severity::Hint);
    }
    Some(Severity::Warning)
}

/// `have 40 members`: a verb or preposition and a noun are no row of a table, as `40 members 40 members` may be.
fn is_statement(unit: &[&str]) -> bool {
    let [opens, number, noun] = unit else { return false };
    let figure = number.starts_with(|c: char| c.is_ascii_digit());
    figure && (en::is_auxiliary(opens) || en::is_preposition(opens)) && morph::is_word(noun) && !en::is_function(noun)
}

/// Names one a line, of which the second begins with the first, or has it inside.
fn is_list_of_names(around: &Around<'_>) -> bool {
    let (first, second, whole) = (around.repeat.first, around.repeat.second, around.repeat.whole());
    let breaks = |i: usize| i == 0 || around.block.span(i - 1, i).of(&around.block.text).contains('\n');
    let inside = (first.from + 1..=second.to).filter(|&i| breaks(i)).count();
    around.capitalised(whole) && (breaks(first.from) && breaks(second.from) || inside > 1)
}

/// Whether the copies are part of a turn of speech that goes on repeating: `step by step by step`.
fn is_turn(around: &Around<'_>, unit: &[&str]) -> bool {
    let related = unit.iter().any(|word| en::is_relational(word)) && (unit[0] == "of" || unit[unit.len() - 1] == "of");
    if let [a, _, "is" | "was" | "are"] = unit {
        return around.word_after() == *a;
    }
    let [a, b] = unit else { return related || is_sounds(unit) || is_refrain(around, unit) };
    let chain = around.word_after() == *a || around.word_before() == *b;
    let measured = *a == "the" && morph::is_comparative(b);
    let quantity = *a == "as" || matches!((*a, *b), ("so", "on") | ("so", "forth"));
    let meets = (en::is_subject(a) || en::is_be(a))
        && around.words_before(2).any(|w| matches!(w.as_ref(), "if" | "what" | "that" | "all" | "how"));
    let called = matches!(*a, "a" | "an") && around.words_before(2).any(|w| w.starts_with("call"));
    chain && (en::is_preposition(a) || en::is_preposition(b) || en::is_be(a) || en::is_be(b))
        || related
        || measured
        || quantity
        || meets
        || called
        || is_sounds(unit)
}

/// `growing, and growing, and`, `will you, won't you, will you, won't you`: said for effect.
fn is_refrain(around: &Around<'_>, unit: &[&str]) -> bool {
    let first = around.repeat.first;
    let parted = (first.from..=first.to)
        .any(|i| around.block.tokens[i].kind == Kind::Punctuation && around.block.word(i) != "-");
    parted && unit.iter().filter(|word| !en::is_function(word) && word.len() > 1).count() <= 1
}

fn is_sounds(unit: &[&str]) -> bool {
    unit.iter().all(|word| en::is_sound(word) || en::is_reduplication(word) && !morph::is_word(word))
}
