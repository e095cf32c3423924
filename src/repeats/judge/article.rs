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
    let extra = if goes_on { morph::is_adjective(word) } else { is_second(around) };
    extra.then_some(Severity::Information)
}

/// Whether the second copy is the one left over: `a nurse the nurse at the gate`, `being filmed the filmed, so`. The
/// first completes a phrase behind which none begins.
pub(in crate::repeats) fn is_second(around: &Around<'_>) -> bool {
    let (first, second) = (around.repeat.first, around.repeat.second);
    let lower = |i: usize| around.block.tokens[i].case == Case::Lower;
    let goes_on = !around.closed() && !en::is_preposition(&around.word_after()) || around.word_after() == "of";
    if first.count() > 1 || !lower(first.from) || !lower(second.from) || goes_on {
        return false;
    }
    let word = around.word(first.from);
    let before = around.word_before();
    let passive = is_passive(&before);
    let noun = matches!(before.as_ref(), "a" | "an" | "the" | "my" | "your" | "its" | "our" | "their");
    let form = if morph::is_past(&word) { passive } else { noun || !passive && !morph::is_verb(&word) };
    let set = en::is_function(&word) || en::is_numeral(&word) || en::is_in_idiom(&word) || morph::is_comparative(&word);
    let article = around.word(second.from - 1) == "the";
    form && !set && article && morph::is_word(&word) && completes_a_phrase(around)
}

fn is_passive(before: &str) -> bool {
    matches!(before, "be" | "been" | "being")
}

/// Whether the first copy ends a phrase that a determiner or preposition opened, in a clause that nothing stands
/// before: `in the hall the hall` and `when they leave the hall the hall` may be two parts of a sentence.
fn completes_a_phrase(around: &Around<'_>) -> bool {
    let opens = |word: &str| en::is_determiner(word) || en::is_preposition(word) || is_passive(word);
    let names =
        |word: &str| matches!(word, "make" | "makes" | "made" | "making" | "call" | "called" | "name" | "named");
    let words: Vec<_> = around.words_before(10).collect();
    let begins = |word: &str| words.len() < 10 && !en::is_preposition(word) && !en::opens_clause(word);
    let head = words.last().is_some_and(|word| begins(word));
    let direct = words.first().is_some_and(|word| en::governs(word));
    head && !direct && words.iter().take(3).any(|word| opens(word)) && !words.iter().any(|word| names(word))
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
