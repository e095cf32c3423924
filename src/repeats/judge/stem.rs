//! Two forms of one word side by side, in English.

use crate::finding::Severity;
use crate::repeats::around::Around;

/// How surely the pair is wrong.
pub(super) fn severity(around: &Around<'_>) -> Option<Severity> {
    let second = around.repeat.second;
    let name = around.capitalised(around.repeat.first) && around.capitalised(second) && !around.starts_sentence();
    (!around.glued() && !name).then_some(Severity::Information)
}
