//! Where sentences end: at a mark and a blank, unless an abbreviation or an initial explains the dot.

use super::{Gap, Kind, Token};

/// Whether a sentence ended before the token `word` that follows `tokens` of `text`. The last of these is a mark or a
/// word that ends with a dot; no sentence ends behind others.
pub(super) fn ends_before(text: &str, tokens: &[Token], word: &str, kind: Kind, gap: Gap) -> bool {
    // Most often a dot stands inside of something, or a quotation mark opens.
    let inside = |token: &Token| !gap.space && token.mark == b'.';
    if !can_begin(word, kind) || tokens.last().is_some_and(inside) {
        return false;
    }
    let slice = |token: &Token| token.range().of(text);
    // Nearly all sentences end so.
    if let [.., last, mark] = tokens
        && gap.space
        && mark.mark == b'.'
    {
        return !is_abbreviation(slice(last), word);
    }
    let closing = tokens.iter().rev().take(MOST_CLOSING).take_while(|t| !t.gap.space && is_closing(slice(t))).count();
    let mut before = tokens[..tokens.len() - closing].iter().rev();
    let Some(mark) = before.next() else { return false };
    match slice(mark) {
        "." => gap.space && !before.next().is_some_and(|t| is_abbreviation(slice(t), word)),
        "。" | "！" | "？" | "．" => true,
        "!" | "?" | "…" => gap.space,
        dotted if dotted.ends_with('.') && mark.kind == Kind::Word => gap.space && starts_sentence_word(word),
        _ => false,
    }
}

/// No sentence has more quotation marks and brackets behind its end.
const MOST_CLOSING: usize = 16;

fn can_begin(word: &str, kind: Kind) -> bool {
    kind != Kind::Punctuation
        || matches!(word, "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "„" | "「" | "『" | "¿" | "¡")
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "」" | "』")
}

/// Titles and other short forms whose dot ends no sentence, and initials before a name.
fn is_abbreviation(word: &str, next: &str) -> bool {
    let first = next.chars().next();
    first.is_some_and(char::is_lowercase)
        || may_be_short(word) && (is_title(word) || heads_place(word) || is_initial(word))
        || first.is_some_and(char::is_numeric) && stands_before_number(word)
}

/// Whether a word may be a title or an initial: most words at the end of a sentence are longer, and small.
fn may_be_short(word: &str) -> bool {
    word.len() <= "vs".len() || word.len() <= "Messrs".len() && !word.as_bytes()[0].is_ascii_lowercase()
}

fn is_title(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "Prof"
            | "Gen"
            | "Col"
            | "Lt"
            | "Capt"
            | "Sgt"
            | "Rev"
            | "Hon"
            | "Gov"
            | "Sen"
            | "Rep"
            | "Jr"
            | "Sr"
            | "Messrs"
            | "vs"
    )
}

/// Short forms that names of places begin with: `St. Louis`, `Mt. Everest`.
pub(crate) fn heads_place(word: &str) -> bool {
    matches!(word, "St" | "Ste" | "Mt" | "Ft")
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

fn stands_before_number(word: &str) -> bool {
    matches!(word, "No" | "Nos" | "Art" | "Fig" | "fig" | "Vol" | "p" | "pp")
}

/// After `U.S.` only a function word in capitals tells that a sentence has begun.
fn starts_sentence_word(next: &str) -> bool {
    matches!(
        next,
        "The"
            | "A"
            | "An"
            | "In"
            | "On"
            | "At"
            | "It"
            | "He"
            | "She"
            | "They"
            | "We"
            | "This"
            | "But"
            | "And"
            | "As"
            | "For"
    )
}
