//! Short forms that are written with dots or without: `a.m.` and `am`, `Dr.` and `Dr`, `e.g.` and `eg`.
//!
//! Names in capitals (`U.S.`, `US`) are compared as names, by `names::folded`.

use std::sync::LazyLock;

use crate::block::Block;
use crate::lexicon::keyed::Keys;
use crate::range::ByteRange;
use crate::token::{Case, Kind, SHORT_FORMS, Token};

use super::{Family, Mark};

/// What is abbreviated, by the number in [`Family::Abbreviation`].
pub(crate) const KINDS: [&str; 6] = [
    "the times of day",
    "\"for example\" and \"that is\"",
    "\"against\"",
    "titles before names",
    "\"and so on\"",
    "\"percent\"",
];

const HOURS: u8 = 0;
const LATIN: u8 = 1;
const VERSUS: u8 = 2;
const TITLES: u8 = 3;
const ET_CETERA: u8 = 4;
const PERCENT: u8 = 5;

/// The keys of all that are no figures.
pub(super) static KEYS: LazyLock<Keys> =
    LazyLock::new(|| Keys::of(SHORT_FORMS.into_iter().chain(["a.m.", "p.m.", "e.g.", "i.e."])));

/// Adds the mark of the word `at`, if it is one of the short forms.
pub(super) fn read(block: &Block, at: usize, marks: &mut Vec<Mark>) {
    let token = &block.tokens[at];
    if !matches!(token.range().len(), 2..=4 | 7) {
        return;
    }
    let found = match token.case {
        Case::Lower => in_small_letters(block, at),
        Case::Capital => title(block, at),
        Case::Upper => hour_in_capitals(block, at),
        _ => None,
    };
    if let Some((kind, form, range)) = found {
        marks.push(Mark::new(Family::Abbreviation(kind), form, range));
    }
}

type Found = Option<(u8, u8, ByteRange)>;

fn in_small_letters(block: &Block, at: usize) -> Found {
    let range = block.tokens[at].range();
    let bytes = block.text.as_bytes();
    // Nearly all short words are told apart by their ends.
    let may_be = match (bytes[range.start], bytes[range.end - 1]) {
        (b'a', b'm' | b'.') | (b'p', b'm' | b'.' | b't') | (b'c', b't') | (b'v', b's') => true,
        (b'e', b'g' | b'c' | b'.') | (b'i', b'e' | b'.') => true,
        (first, b'm') => first.is_ascii_digit(),
        _ => false,
    };
    if !may_be {
        return None;
    }
    let own = |kind, form| Some((kind, form, range));
    match range.of(&block.text) {
        "a.m." | "p.m." => own(HOURS, 0),
        "am" | "pm" if at > 0 && block.tokens[at - 1].kind == Kind::Number => own(HOURS, 1),
        "e.g." | "i.e." => own(LATIN, 0),
        "eg" | "ie" => own(LATIN, 1),
        "vs" => with_dot(block, at, VERSUS),
        "etc" => with_dot(block, at, ET_CETERA),
        "percent" => own(PERCENT, 0),
        "cent" if at > 0 && block.word(at - 1) == "per" => Some((PERCENT, 1, block.span(at - 1, at))),
        glued if is_glued_hour(glued) => own(HOURS, 1),
        _ => None,
    }
}

/// `9am`, `12pm`.
fn is_glued_hour(word: &str) -> bool {
    let hour = word.strip_suffix("am").or_else(|| word.strip_suffix("pm"));
    hour.is_some_and(|h| !h.is_empty() && h.bytes().all(|b| b.is_ascii_digit()))
}

fn hour_in_capitals(block: &Block, at: usize) -> Found {
    let range = block.tokens[at].range();
    let number = at > 0 && block.tokens[at - 1].kind == Kind::Number;
    match range.of(&block.text) {
        "AM" | "PM" if number => Some((HOURS, 2, range)),
        "A.M." | "P.M." if number => Some((HOURS, 3, range)),
        _ => None,
    }
}

fn title(block: &Block, at: usize) -> Found {
    if !matches!(block.word(at), "Mr" | "Mrs" | "Ms" | "Dr") {
        return None;
    }
    let dotted = dot_behind(block, at).is_some();
    let name = block.tokens.get(at + 1 + usize::from(dotted));
    name.is_some_and(Token::is_capitalised).then(|| with_dot(block, at, TITLES)).flatten()
}

fn with_dot(block: &Block, at: usize, kind: u8) -> Found {
    let range = block.tokens[at].range();
    Some(match dot_behind(block, at) {
        Some(end) => (kind, 0, ByteRange::new(range.start, end)),
        None => (kind, 1, range),
    })
}

/// One past the dot that touches the word `at`.
fn dot_behind(block: &Block, at: usize) -> Option<usize> {
    let dot = block.tokens.get(at + 1).filter(|t| !t.gap.space)?;
    (block.word(at + 1) == ".").then_some(dot.range().end)
}

/// How the way `form` of `kind` is called.
pub(crate) fn style(kind: u8, form: u8) -> &'static str {
    match (kind, form) {
        (PERCENT, 0) => "as one word",
        (PERCENT, _) => "as two words",
        (HOURS, 2) => "in capitals",
        (HOURS, 3) => "in capitals with dots",
        (_, 0) => "with dots",
        _ => "without dots",
    }
}

/// Whether the dots of the kind go where another way is taken.
pub(crate) fn loses_dot(kind: u8) -> bool {
    kind != PERCENT
}

/// A short form written another way; `None` where that is not told by its letters.
pub(crate) fn rewritten(written: &str, kind: u8, (from, to): (u8, u8)) -> Option<String> {
    let bare = || written.replace('.', "");
    match (kind, from, to) {
        (PERCENT, _, 0) => Some("percent".to_owned()),
        (PERCENT, ..) => Some("per cent".to_owned()),
        // In "9am" the hour is part of the word.
        (HOURS, ..) if written.starts_with(|c: char| c.is_ascii_digit()) => None,
        (HOURS, _, 1) => Some(bare().to_lowercase()),
        (HOURS, _, 2) => Some(bare().to_uppercase()),
        (HOURS, _, 3) => Some(dotted(&bare().to_uppercase())),
        (HOURS, ..) => Some(dotted(&bare().to_lowercase())),
        (LATIN, _, 0) => Some(dotted(written)),
        (_, _, 0) => Some(format!("{written}.")),
        _ => Some(bare()),
    }
}

fn dotted(letters: &str) -> String {
    letters.chars().flat_map(|c| [c, '.']).collect()
}
