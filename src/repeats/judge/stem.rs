//! Two forms of one word side by side, in English.

use crate::finding::Severity;
use crate::repeats::around::Around;
use crate::repeats::tables::en;

/// How surely the pair is wrong.
pub(super) fn severity(around: &Around<'_>) -> Option<Severity> {
    let second = around.repeat.second;
    let name = around.capitalised(around.repeat.first) && around.capitalised(second) && !around.starts_sentence();
    if around.glued() || name {
        return None;
    }
    // To build building blocks: a verb with its object.
    let before = around.word_before();
    let verb = before == "to" || en::is_auxiliary(&before) || en::is_subject(&before);
    // As soon as possible possibly means two clauses.
    let ends_clause = matches!(before.as_ref(), "as" | "if" | "when" | "where" | "than");
    let base = !around.word(around.repeat.first.from).ends_with("ly");
    // The poor poorly paid: people, not their quality.
    let people = around.word(second.from).ends_with("ly")
        && en::is_determiner(&before)
        && !matches!(&*before, "a" | "an" | "no");
    let function = en::is_function(&around.word(around.repeat.first.from));
    Some(if verb && base || ends_clause || people || function { Severity::Hint } else { Severity::Information })
}
