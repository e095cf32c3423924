//! What is wrong in any language: a loop that nobody would write, a long phrase twice in a row.

use crate::finding::Severity;
use crate::repeats::Shape;
use crate::repeats::around::Around;
use crate::token::Kind;

/// Copies from which a single word is a loop beyond doubt.
const LOOP: usize = 6;
/// Copies from which a unit of several words is.
const LOOP_OF_WORDS: usize = 4;
/// Copies up to which a sound is a sound.
const SOUNDS: usize = 12;
/// Words from which a phrase is said twice by nobody.
const PHRASE: usize = 3;

/// How surely the repeat is wrong, knowing nothing of the language.
pub(super) fn severity(around: &Around<'_>) -> Option<Severity> {
    let words = words(around);
    match around.repeat.shape {
        Shape::Run | Shape::Chain => run(around, words),
        Shape::Phrase => (words >= PHRASE && !around.glued()).then_some(Severity::Information),
        _ => None,
    }
}

/// The words of the first copy that are longer than a letter and no codes.
pub(super) fn words(around: &Around<'_>) -> usize {
    let first = around.repeat.first;
    let tokens = &around.block.tokens[first.from..=first.to];
    let words = tokens.iter().zip(first.from..).filter(|(t, _)| t.kind == Kind::Word);
    let word = |text: &str| text.chars().nth(1).is_some() && !text.chars().any(char::is_numeric);
    words.filter(|(_, i)| word(around.block.word(*i))).count()
}

/// How surely three copies and more are a loop; a single short word may be a sound.
pub(super) fn run(around: &Around<'_>, words: usize) -> Option<Severity> {
    let copies = around.repeat.copies;
    let short = around.repeat.first.count() == 1 && around.word(around.repeat.first.from).chars().count() <= 3;
    if words == 0 || short && copies <= SOUNDS {
        return None;
    }
    (copies >= LOOP || copies >= LOOP_OF_WORDS && words > 1).then_some(Severity::Error)
}
