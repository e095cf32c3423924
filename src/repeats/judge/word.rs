//! One word twice in a row, in English: function words, content words, sounds.

use crate::finding::Severity;
use crate::repeats::around::Around;
use crate::repeats::tables::en;
use crate::repeats::{Doubt, Question, Verdict, morph};
use crate::token::{Case, Kind};

use super::name;

/// What the pair is worth.
pub(super) fn verdict(around: &Around<'_>) -> Option<Verdict> {
    let first = around.repeat.first;
    if around.block.tokens[first.from].kind == Kind::Ideograph {
        return None;
    }
    if around.glued() {
        return after_hyphen(around).map(Verdict::Show);
    }
    if first.count() > 1 {
        return compound(around).map(Verdict::Show);
    }
    let word = around.word(first.from);
    let show = |severity: Option<Severity>| severity.map(Verdict::Show);
    match around.block.tokens[first.from].kind {
        Kind::Number => return show(number(around)),
        _ if word.chars().count() == 1 => return show(letter(around, &word)),
        _ => {}
    }
    let (a, b) = (case(around, first.from), case(around, around.repeat.second.from));
    match (a, b) {
        (Case::Lower, Case::Lower) => lower(around, &word),
        // Will will come: the name and its verb.
        (Case::Capital, Case::Lower) if matches!(&*word, "will" | "may") => Some(Verdict::Show(Severity::Hint)),
        (Case::Capital, Case::Lower) if around.starts_sentence() => {
            lower(around, &word).map(|v| at_head(around, &word, v))
        }
        (Case::Capital, Case::Lower) => Some(Verdict::Show(capital_then_lower(&word))),
        (Case::Lower, _) => Some(Verdict::Show(lower_then_capital(around, &word))),
        (Case::Capital, Case::Upper) => Some(Verdict::Show(Severity::Hint)),
        _ => name::verdict(around, &word),
    }
}

/// `a low-power power line` needs its noun: with nothing behind, the second word is left over (`after-hours hours.`).
fn after_hyphen(around: &Around<'_>) -> Option<Severity> {
    let word = around.word(around.repeat.first.from);
    let lower = case(around, around.repeat.second.from) == Case::Lower && around.repeat.first.count() == 1;
    let left_over = around.mark_before() == "-" && around.closed() && lower && !en::is_function(&word);
    (left_over && morph::is_word(&word)).then_some(Severity::Information)
}

fn case(around: &Around<'_>, i: usize) -> Case {
    around.block.tokens[i].case
}

/// `state-owned state-owned`, `COVID-19 COVID-19`.
fn compound(around: &Around<'_>) -> Option<Severity> {
    let first = around.repeat.first;
    let lettered =
        (first.from..=first.to).any(|i| around.block.tokens[i].kind == Kind::Word && around.word(i).len() > 1);
    lettered.then_some(Severity::Warning)
}

/// A figure twice is a table's more often than a slip, unless a scale follows: `6 6 billion`.
fn number(around: &Around<'_>) -> Option<Severity> {
    let before = around.before().is_some_and(|i| around.block.tokens[i].kind == Kind::Number);
    (en::is_scale(&around.word_after()) && !before).then_some(Severity::Information)
}

/// Only the article and the pronoun are words of one letter; other letters are initials and lists.
fn letter(around: &Around<'_>, word: &str) -> Option<Severity> {
    let alone = around.word_before().chars().count() != 1 && around.word_after().chars().count() > 1;
    let lower = case(around, around.repeat.second.from) == Case::Lower;
    match word {
        "a" if alone && lower => Some(Severity::Warning),
        "i" if alone => Some(Severity::Information),
        _ => None,
    }
}

/// At the head of a block a heading may have run into its text: `Overview overview of …`.
fn at_head(around: &Around<'_>, word: &str, verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Show(Severity::Warning) if around.starts_block() && !en::is_function(word) => {
            Verdict::Show(Severity::Information)
        }
        other => other,
    }
}

/// `Bison bison` is a species, `an Important important matter` a slip.
fn capital_then_lower(word: &str) -> Severity {
    let name = en::is_tautonym(word) || en::is_namesake(word) || !morph::is_word(word);
    if name { Severity::Hint } else { Severity::Information }
}

/// `how long Long Island is` against `the river River`.
fn lower_then_capital(around: &Around<'_>, word: &str) -> Severity {
    let named = around.after().is_some_and(|i| around.block.tokens[i].is_capitalised());
    match word {
        _ if en::is_firm(word) => Severity::Warning,
        _ if en::is_namesake(word) || named || en::is_reduplication(word) => Severity::Hint,
        _ => Severity::Information,
    }
}

fn lower(around: &Around<'_>, word: &str) -> Option<Verdict> {
    if en::is_firm(word) {
        return firm(around, word).map(Verdict::Show);
    }
    if en::is_open(word) {
        return open(around, word).map(Verdict::Show);
    }
    if en::is_sound(word) || en::is_reduplication(word) || en::is_emphatic(word) || en::is_tautonym(word) {
        return Some(Verdict::Show(Severity::Hint));
    }
    content(around, word)
}

/// A content word: wrong, unless two clauses meet in it (`what happened happened`).
fn content(around: &Around<'_>, word: &str) -> Option<Verdict> {
    if is_column(around) {
        return None;
    }
    let numeral = en::is_numeral(word) || word == "people";
    if numeral || !morph::is_adverb(word) && morph::is_verb(word) && clauses_meet(around) {
        return Some(Verdict::Show(Severity::Hint));
    }
    if morph::is_word(word) {
        return Some(Verdict::Show(Severity::Warning));
    }
    if morph::is_derived(word) && !clauses_meet(around) {
        return Some(Verdict::Show(Severity::Information));
    }
    let key = around.block.tokens[around.repeat.first.from].key;
    let never = if word.is_ascii() { Severity::Hint } else { Severity::Information };
    Some(Verdict::Doubt(Doubt { key, question: Question::Single, yes: Some(Severity::Information), no: Some(never) }))
}

/// Whether the pair stands between two figures, as in a listing of files: `2 root root 4096`.
fn is_column(around: &Around<'_>) -> bool {
    let number = |i: Option<usize>| i.is_some_and(|i| around.block.tokens[i].kind == Kind::Number);
    number(around.before()) && number(around.after())
}

/// Whether a word that opens a clause stands shortly before, and the clause may end between the copies.
fn clauses_meet(around: &Around<'_>) -> bool {
    around.words_before(4).enumerate().any(|(i, word)| en::opens_clause(&word) && (i == 0 || word != "that"))
}

/// A function word that is nearly always wrong; what can close a clause before its like is asked again.
fn firm(around: &Around<'_>, word: &str) -> Option<Severity> {
    let severity = match word {
        "it" | "he" | "she" | "they" | "we" if en::is_auxiliary(&around.word_after()) || around.in_speech() => {
            Severity::Information
        }
        "to" | "by" | "about" | "for" | "with" | "at" | "from" if clauses_meet(around) => Severity::Information,
        "have" | "has" | "be" | "should" | "could" | "would" | "must" | "might" | "shall" if clauses_meet(around) => {
            Severity::Hint
        }
        "not" | "any" | "some" | "most" | "such" | "other" | "this" => Severity::Information,
        _ => Severity::Warning,
    };
    Some(severity)
}

/// A function word whose neighbours decide.
fn open(around: &Around<'_>, word: &str) -> Option<Severity> {
    let (before, after) = (around.word_before(), around.word_after());
    let meets = clauses_meet(around);
    // The only thing he was was late.
    let relative = en::is_subject(&before) && around.words_before(2).count() == 2;
    Some(match word {
        _ if en::is_particle(word) => particle(around, word),
        _ if en::is_be(word) && (meets || relative) => Severity::Hint,
        _ if en::is_be(word) => Severity::Warning,
        "had" if after == "been" => Severity::Information,
        "that" if determines(&after) => Severity::Warning,
        "can" | "will" | "may" if en::is_determiner(&before) || meets => Severity::Hint,
        "can" | "will" | "may" => Severity::Warning,
        "does" | "did" if !meets => Severity::Information,
        "what" | "why" | "how" | "more" | "even" | "just" | "only" | "all" | "one" => Severity::Information,
        "who" | "whom" if !before.is_empty() && !morph::is_verb(&before) => Severity::Information,
        "you" if before.is_empty() && !around.in_speech() => Severity::Information,
        "her" | "him" | "them" | "us" | "me" if en::governs(&before) => Severity::Information,
        "him" | "them" | "us" | "me" => Severity::Information,
        "there" if en::governs(&before) || en::is_be(&after) => Severity::Information,
        _ => Severity::Hint,
    })
}

/// Words that show that the second *that* opens a clause, so that the first is left over.
fn determines(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "he"
            | "she"
            | "we"
            | "they"
            | "these"
            | "those"
            | "his"
            | "our"
            | "their"
            | "its"
            | "in"
            | "there"
    )
}

/// `came in in force` has a verb that takes the particle; `far off off` has none.
fn particle(around: &Around<'_>, word: &str) -> Severity {
    let verb = around.words_before(3).any(|word| en::takes_particle(&word));
    let noun = around.mark_before() == "-";
    if verb || noun {
        Severity::Hint
    } else if matches!(word, "in" | "on") {
        Severity::Warning
    } else {
        Severity::Information
    }
}
