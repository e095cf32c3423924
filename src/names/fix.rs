//! Writing one spelling in place of another, inside the bytes of the mention only.
//!
//! Possessive endings stand outside; capitals of a shouted line or of a sentence start stay; a line break inside a
//! name stays a line break; markup inside a name is never cut.

use std::borrow::Cow;

use crate::block::{any_byte, is_mask};
use crate::document::Words;
use crate::names::index::{Index, Span};
use crate::names::variant::Kind;
use crate::range::{ByteRange, Edit};
use crate::token::Case;

/// Adds the edits that write `text` at `span`, in document offsets, behind others; nothing where it stands there, `false` where
/// markup stands in the way. What is in small letters stays so, unless case is what is mended.
pub(crate) fn add_edits(index: &Index<'_>, span: Span, text: &str, kind: Kind, edits: &mut Vec<Edit>) -> bool {
    let words = index.look(span.block);
    let target = in_its_surroundings(index, &words, span, text, kind);
    let range = span.in_block(&words.block);
    let written = range.of(&words.block.text);
    let start = range.shifted(index.document.blocks.start(span.block)).start;
    let place = |from: usize, to: usize, new: &str| Edit::replace(ByteRange::new(start + from, start + to), new);
    if !any_byte(written, |byte| matches!(byte, b'\n' | b'\r') || is_mask(byte.into())) {
        let (from, to, new) = difference(written, &target);
        let is_there = from == to && new.is_empty();
        edits.extend((!is_there).then(|| place(from, to, new)));
        return true;
    }
    let words = pieces(written);
    let new: Vec<&str> = target.split(' ').collect();
    if words.len() == new.len() {
        let changed = words.iter().zip(&new).filter(|((from, to), new)| written[*from..*to] != ***new);
        edits.extend(changed.map(|((from, to), new)| place(*from, *to, new)));
        return true;
    }
    let is_free = !written.contains(is_mask);
    edits.extend(is_free.then(|| place(0, written.len(), &with_its_break(written, &target))));
    is_free
}

/// What is left of both when the equal head and tail are taken away: bytes `from..to` of `old`, and the new text.
fn difference<'t>(old: &str, new: &'t str) -> (usize, usize, &'t str) {
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let head = old.floor_char_boundary(same).min(new.floor_char_boundary(same));
    let tails = old[head..].bytes().rev().zip(new[head..].bytes().rev());
    let same = tails.take_while(|(a, b)| a == b).count();
    let to =
        old.ceil_char_boundary(old.len() - same).max(old.len() + new.ceil_char_boundary(new.len() - same) - new.len());
    (head, to, &new[head..new.len() - (old.len() - to)])
}

/// The byte ranges of the words of a written name, cut at white space.
fn pieces(written: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for piece in written.split(char::is_whitespace) {
        if !piece.is_empty() {
            pieces.push((at, at + piece.len()));
        }
        at += piece.len() + written[at + piece.len()..].chars().next().map_or(0, char::len_utf8);
    }
    pieces
}

/// `target` with the line break of `written` at the blank nearest to where it stood.
pub(crate) fn with_its_break(written: &str, target: &str) -> String {
    let Some(from) = written.find(['\n', '\r']) else { return target.to_owned() };
    let to = from + written[from..].chars().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum::<usize>();
    let nearest = target.match_indices(' ').map(|(i, _)| i).min_by_key(|i| i.abs_diff(from));
    match nearest {
        Some(blank) => format!("{}{}{}", &target[..blank], &written[from..to], &target[blank + 1..]),
        None => target.to_owned(),
    }
}

/// `text` in capitals where the mention shouts, with a first capital where a sentence starts.
fn in_its_surroundings<'t>(index: &Index<'_>, words: &Words, span: Span, text: &'t str, kind: Kind) -> Cow<'t, str> {
    let tokens = &words.block.tokens[span.first..=span.last];
    let sentence = tokens[0].sentence;
    if words.mentions.is_loud(sentence) && tokens.iter().all(|t| matches!(t.case, Case::Upper | Case::None)) {
        return text.to_uppercase().into();
    }
    if kind != Kind::Case && tokens.iter().all(|t| matches!(t.case, Case::Lower | Case::None)) {
        return text.to_lowercase().into();
    }
    let first = text.chars().next();
    if tokens[0].is_capitalised() && !index.is_telling(span.block, span.first) && first.is_some_and(char::is_lowercase)
    {
        let mut chars = text.chars();
        return chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_replaced() {
        assert_eq!(difference("Lin Mei Hua", "Lin Meihua"), (7, 9, "h"));
        assert_eq!(difference("Pier", "Pier"), (4, 4, ""));
        // The same last byte is not the same letter.
        assert_eq!(difference("Gül", "Gļl"), (1, 3, "ļ"));
        assert_eq!(difference("Erdoğ", "Erdoȟ"), (4, 6, "ȟ"));
    }

    #[test]
    fn a_line_break_moves_to_the_nearest_blank() {
        assert_eq!(with_its_break("Lin Mei\nHua", "Lin Meihua"), "Lin\nMeihua");
        assert_eq!(with_its_break("Mei\nHua", "Meihua"), "Meihua");
        assert_eq!(pieces("Li\u{a0}Mei\nHua"), [(0, 2), (4, 7), (8, 11)]);
    }
}
