//! The same words on both sides of a comma, dash or slash, or again in brackets, in English.

use crate::finding::Severity;
use crate::repeats::around::Around;
use crate::repeats::tables::en;
use crate::repeats::{Shape, morph};
use crate::token::Case;

/// The most words that speech repeats across a comma for effect.
const SPEECH: usize = 3;

/// How surely the second copy is too much.
pub(super) fn severity(around: &Around<'_>) -> Option<Severity> {
    let words = around.words(around.repeat.first);
    let content = words.iter().filter(|word| !en::is_function(word) && word.chars().count() > 1).count();
    if around.has_number() || content == 0 || around.glued() && around.repeat.shape != Shape::Slash {
        return None;
    }
    let severity = match around.repeat.shape {
        Shape::Gloss => gloss(around),
        Shape::Slash => slash(around),
        Shape::Dash => (content >= 2 && around.closed()).then_some(Severity::Information),
        _ => comma(around, content),
    }?;
    let speech = around.in_speech() && words.len() <= SPEECH && around.repeat.shape != Shape::Gloss;
    Some(if speech { Severity::Hint } else { severity })
}

/// `strap (strap)`; but *Culex (Culex) pipiens* is a genus with its subgenus.
fn gloss(around: &Around<'_>) -> Option<Severity> {
    let second = around.repeat.second.to;
    let after = around.block.tokens.get(second + 2).filter(|t| t.case == Case::Lower);
    let species = after.is_some_and(|_| !morph::is_word(&around.word(second + 2)));
    let genus = species && around.capitalised(around.repeat.first);
    (!genus).then_some(Severity::Warning)
}

/// `widow/widow`; paths and codes have more slashes, dots or capitals.
fn slash(around: &Around<'_>) -> Option<Severity> {
    let words = around.words(around.repeat.first);
    let plain = words.iter().all(|word| morph::is_word(word) && word.len() > 2);
    let path = matches!(around.mark_before(), "/" | "." | "~" | "\\") || matches!(around.mark_after(), "/" | "\\");
    (plain && !path).then_some(Severity::Information)
}

/// `certificates, certificates, extracts`: an item of a list twice; but a clause or list may go on after it.
fn comma(around: &Around<'_>, content: usize) -> Option<Severity> {
    let words = around.words(around.repeat.first);
    let goes_on_as_list =
        matches!(around.mark_after(), "," | "、") || matches!(around.word_after().as_ref(), "and" | "or");
    let names = around.capitalised(around.repeat.first);
    if let [word] = words.as_slice() {
        let effect = en::is_emphatic(word) || en::is_sound(word) || en::is_function(word) || en::is_numeral(word);
        let quality = morph::is_gradable(word) || morph::is_adverb(word) || morph::is_comparative(word);
        return (!effect && !quality && goes_on_as_list).then_some(Severity::Information);
    }
    let place = en::is_doubled_place(&words.join(" "));
    if words.iter().any(|word| word == ",") && content >= 3 {
        return Some(Severity::Information);
    }
    if place || !goes_on_as_list && !around.closed() {
        return None;
    }
    Some(if names || content >= 2 || words.len() >= 3 { Severity::Information } else { Severity::Hint })
}
