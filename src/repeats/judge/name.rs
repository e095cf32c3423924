//! Two equal words with capitals, in English: a name by nature, or a word twice?

use crate::finding::Severity;
use crate::lexicon::people;
use crate::lexicon::pinyin::syllable_count;
use crate::repeats::around::Around;
use crate::repeats::tables::en;
use crate::repeats::{Doubt, Question, Verdict, morph};

/// What a capitalised pair is worth; the document's single and doubled uses decide most.
pub(super) fn verdict(around: &Around<'_>, word: &str) -> Option<Verdict> {
    if en::is_namesake(word) {
        return Some(Verdict::Show(Severity::Hint));
    }
    if en::is_function(word) {
        // In the middle of a sentence two capitals are a name: a band is called The The.
        let name = !around.starts_sentence();
        return Some(Verdict::Show(if name { Severity::Hint } else { Severity::Information }));
    }
    if syllable_count(word) == Some(1) || en::is_doubled_name(word) || en::is_reduplication(word) || en::is_sound(word)
    {
        return Some(Verdict::Show(Severity::Hint));
    }
    let key = around.block.tokens[around.repeat.first.from].key;
    let doubt = |yes, no| Some(Verdict::Doubt(Doubt { key, question: Question::Single, yes: Some(yes), no: Some(no) }));
    if morph::is_word(word) {
        let single = if around.starts_block() { Severity::Information } else { Severity::Warning };
        return doubt(single, Severity::Information);
    }
    if goes_on(around) {
        return doubt(Severity::Warning, Severity::Hint);
    }
    let before = around.word_before();
    let person = people::is_title(&before) || en::is_calling(&before) || en::says(&around.word_after());
    doubt(if person { Severity::Hint } else { Severity::Information }, Severity::Hint)
}

/// Whether the name goes on behind the pair: `Nancy Nancy Pelosi`.
fn goes_on(around: &Around<'_>) -> bool {
    around.after().is_some_and(|i| around.block.tokens[i].is_capitalised())
}
