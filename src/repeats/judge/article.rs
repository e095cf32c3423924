//! An article between two copies, or two different articles in a row, in English.

use crate::finding::Severity;
use crate::repeats::around::Around;
use crate::repeats::morph;
use crate::repeats::tables::en;
use crate::token::Case;

/// `Important the important`: how surely the first copy is left over.
pub(super) fn between(around: &Around<'_>) -> Option<Severity> {
    let first = around.repeat.first;
    if around.glued() || around.has_number() {
        return None;
    }
    let words = around.words(first);
    if first.count() > 1 {
        let content = words.iter().any(|word| !en::is_function(word));
        return (content && around.closed()).then_some(Severity::Hint);
    }
    let word = words[0].as_ref();
    if en::is_function(word) {
        let preposition = matches!(word, "of" | "for" | "to" | "from" | "with" | "at" | "by" | "and" | "or");
        return (preposition && !around.word_after().is_empty()).then_some(Severity::Information);
    }
    let fallen_capital = around.block.tokens[first.from].case == Case::Capital
        && around.block.tokens[around.repeat.second.from].case == Case::Lower
        && !around.starts_sentence();
    if fallen_capital && morph::is_word(word) {
        return Some(Severity::Warning);
    }
    let goes_on = !around.closed() && !en::is_preposition(&around.word_after());
    if morph::is_verb(word) && !morph::is_past(word) && !en::is_cognate(word) {
        return Some(if goes_on { Severity::Hint } else { Severity::Information });
    }
    (morph::is_adjective(word) && goes_on).then_some(Severity::Information)
}

/// `a the`, `the an`: how surely one is left over.
pub(super) fn two(around: &Around<'_>) -> Option<Severity> {
    let second = around.word(around.repeat.second.from);
    let followed = !around.word_after().is_empty() && around.word_after().chars().count() > 1;
    let foreign = matches!(around.word_after().as_ref(), "priori" | "posteriori" | "la" | "capella" | "cappella");
    if around.glued() || !followed || foreign {
        return None;
    }
    Some(if second == "a" { Severity::Information } else { Severity::Warning })
}
