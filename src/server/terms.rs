//! What the glossaries say, for the cards of `hover`: of the term at a place, and of a name in all its spellings.

use std::ops::Range;

use super::document::{Content, Snapshot};
use super::hover::Style;
use super::question::Piece;
use crate::block::Block;
use crate::glossary::{Form, Glossary, Status, Term};
use crate::language::Language;
use crate::names::mention::Mentions;
use crate::range::ByteRange;

/// How many bytes of a paragraph are read on either side of a place. No term is longer, and a paragraph may be a book.
const AROUND: usize = 4096;

/// The most entries on a card.
const MOST: usize = 5;

/// The terms written at a byte of a text, with the bytes they take.
pub(super) fn at(piece: &Piece, byte: usize) -> Option<(ByteRange, Vec<Term<'_>>)> {
    let known = piece.names.get()?;
    let Content::Prose(format) = piece.snapshot.content else { return None };
    if known.glossary.is_empty() {
        return None;
    }
    let near = paragraph(&piece.snapshot, byte);
    let text = piece.snapshot.text.byte_slice(near.clone()).to_string();
    let at = byte - near.start;
    let prose = format.prose(&text).into_iter().find(|prose| prose.range.start <= at && at <= prose.range.end)?;
    let block = Block::new(&text, &prose);
    let mentions = Mentions::of(&block);
    let (range, terms) = known.glossary.at(&block, &mentions, known.language, at - prose.range.start)?;
    Some((range.shifted(near.start + prose.range.start), terms))
}

/// The terms that the spellings of a name are, and those that were found where it is written.
pub(super) fn of_name<'a>(
    glossary: &'a Glossary,
    language: Language,
    forms: impl Iterator<Item = &'a str>,
    written: Option<Vec<Term<'a>>>,
) -> Vec<Term<'a>> {
    let ours = |term: &Term<'_>| term.form.language.is_none_or(|own| own == language);
    forms.flat_map(|form| glossary.entry(form)).filter(ours).chain(written.into_iter().flatten()).collect()
}

/// What the glossaries say of these terms: an entry for each concept, with its terms in the language of the first.
pub(super) fn card(terms: &[Term<'_>], style: Style) -> Vec<String> {
    let mut entries: Vec<Term<'_>> = Vec::new();
    for term in terms {
        let known = entries.iter().any(|entry| std::ptr::eq(entry.concept, term.concept));
        if !known && entries.len() < MOST {
            entries.push(*term);
        }
    }
    entries.into_iter().map(|term| entry(term, style)).collect()
}

fn entry(term: Term<'_>, style: Style) -> String {
    let concept = term.concept;
    let original = concept.original(term.form.language).map(|source| format!(": {}", style.text(source)));
    let place = format!("{}, line {}", style.text(term.file), term.line);
    let mut lines = vec![format!("{}{}", style.strong("Glossary"), original.unwrap_or_default())];
    let same = concept.forms.iter().filter(|form| form.language == term.form.language);
    let same: Vec<&Form> = same.collect();
    let chosen = same.iter().any(|form| form.status == Status::Preferred);
    lines.extend(same.iter().map(|form| format!("- {}{}", style.text(&form.text), usage(form.status, chosen))));
    if !concept.comment.is_empty() {
        lines.push(format!("- Note: {}", style.text(&concept.comment)));
    }
    lines.push(format!("- In {place}"));
    lines.join("\n")
}

/// What is said behind a term of a concept of which some terms are preferred, or none is.
fn usage(status: Status, chosen: bool) -> &'static str {
    match (status, chosen) {
        (Status::Preferred, _) => ": preferred",
        (Status::Allowed, true) => ": may be used",
        (Status::Allowed, false) => "",
        (Status::Forbidden, _) => ": not to be used",
    }
}

/// The lines around a byte up to the next empty ones, as far as they are near.
fn paragraph(snapshot: &Snapshot, byte: usize) -> Range<usize> {
    let text = &snapshot.text;
    let here = text.byte_to_line(byte);
    let is_blank = |line: usize| text.line(line).chars().all(char::is_whitespace);
    let near_before = |line: &usize| byte - text.line_to_byte(*line) <= AROUND && !is_blank(*line);
    let first = (0..here).rev().take_while(near_before).last().unwrap_or(here);
    let near_after = |line: &usize| text.line_to_byte(*line) - byte <= AROUND && !is_blank(*line);
    let last = (here + 1..text.len_lines()).take_while(near_after).last().unwrap_or(here);
    let start = text.line_to_byte(first).max(whole_char(snapshot, byte.saturating_sub(AROUND)));
    let end = text.line_to_byte(last + 1).min(whole_char(snapshot, (byte + AROUND).min(text.len_bytes())));
    start..end
}

/// The start of the character that a byte belongs to.
fn whole_char(snapshot: &Snapshot, byte: usize) -> usize {
    snapshot.text.char_to_byte(snapshot.text.byte_to_char(byte))
}
