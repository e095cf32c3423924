//! Names that are written already, to be written again in the same way.

use super::capabilities::Client;
use super::convert;
use super::hover::times;
use super::protocol::{CompletionItem, CompletionList, Position, TextEdit};
use super::question::Piece;
use super::roster::{Name, Place, Roster};
use crate::names::fold::fold;
use crate::position::byte_at;
use crate::range::{ByteRange, Edit};

/// The most words before the cursor that may be the beginning of a name.
const MOST_WORDS: usize = 5;

/// The most names in one answer.
const MOST: usize = 200;

/// `CompletionItemKind.Constant`, the same as among symbols.
const NAME: u8 = 21;

/// The names of all texts that go on with what stands before a position of the first, the most frequent first.
///
/// All items replace the same range, which some clients count on: the longest run of words before the cursor that
/// begins a name; else the word at the cursor, where it begins any word of a name.
pub(super) fn completion(pieces: &[Piece], position: Position, client: Client) -> CompletionList {
    let Some(first) = pieces.first() else { return CompletionList::default() };
    let text = &first.snapshot.text;
    let cursor = byte_at(text, position.into(), client.encoding);
    let line = text.byte_to_line(cursor);
    let before = text.byte_slice(text.line_to_byte(line)..cursor).to_string();
    let roster = Roster::of_pieces(pieces);
    let mut names: Vec<&Name> = roster.names.iter().filter(|name| !is_typed(name, cursor)).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.count()));
    let mut found: (usize, Vec<&Name>) = (before.len(), Vec::new());
    for start in starts(&before) {
        let typed = comparable(&before[start..]);
        let last = !typed.trim_end().contains(' ');
        let fits = |name: &&&Name| begins(&name.preferred().text, &typed, last);
        let fitting: Vec<&Name> = names.iter().filter(fits).copied().collect();
        found = (start, fitting);
        if !found.1.is_empty() {
            break;
        }
    }
    let (start, fitting) = found;
    let range = ByteRange::new(cursor - (before.len() - start), cursor);
    let typed = &before[start..];
    let edit = |new: &str| convert::text_edit(text, &Edit::replace(range, new), client.encoding);
    let is_incomplete = fitting.len() > MOST;
    let items = fitting.into_iter().take(MOST).enumerate();
    let items = items.map(|(rank, name)| item(name, rank, typed, edit(&name.preferred().text))).collect();
    CompletionList { is_incomplete, items }
}

fn item(name: &Name, rank: usize, typed: &str, text_edit: TextEdit) -> CompletionItem {
    let label = name.preferred().text.clone();
    // The client compares what is typed with this: for a word from the middle of a name, the name from there on.
    let typed = comparable(typed);
    let later = label.match_indices(' ').map(|(at, _)| &label[at + 1..]);
    let met = std::iter::once(&label[..]).chain(later).find(|rest| comparable(rest).starts_with(&typed));
    let filter_text = met.unwrap_or(&label).to_owned();
    CompletionItem {
        detail: times(name.count()),
        kind: NAME,
        sort_text: format!("{rank:04}"),
        filter_text,
        text_edit,
        label,
    }
}

/// Whether the name is only what is being typed.
fn is_typed(name: &Name, cursor: usize) -> bool {
    let at_cursor = |place: &Place| place.text == 0 && place.range.start <= cursor && cursor <= place.range.end;
    name.count() == 1 && name.first().as_ref().is_some_and(at_cursor)
}

/// Where what was typed may begin: at one of the last words, the farthest first; the last is the word at the cursor,
/// or the cursor itself.
fn starts(before: &str) -> Vec<usize> {
    let boundary = |(at, c): (usize, char)| (!is_word(c)).then(|| at + c.len_utf8());
    let mut starts: Vec<usize> = before.char_indices().rev().filter_map(boundary).collect();
    starts.push(0);
    let word_starts = |at: &usize| *at == before.len() || before[*at..].starts_with(is_word);
    starts.retain(word_starts);
    starts.truncate(MOST_WORDS + 1);
    starts.reverse();
    starts
}

/// Whether a name's words go on across this character.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')
}

/// Whether the name goes on with what was typed; `anywhere` also from a later word of it.
fn begins(name: &str, typed: &str, anywhere: bool) -> bool {
    let name = comparable(name);
    let later = |at: usize| name[at + 1..].starts_with(typed);
    name.starts_with(typed) || anywhere && name.match_indices(' ').any(|(at, _)| later(at))
}

/// Words in small letters without accents, with the blanks between them.
fn comparable(text: &str) -> String {
    text.split(' ').map(fold).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_may_begin_at_each_of_the_last_words() {
        let heads = |before: &str| starts(before).into_iter().map(|at| before[at..].to_owned()).collect::<Vec<_>>();
        assert_eq!(heads("met Deng Hai"), ["met Deng Hai", "Deng Hai", "Hai"]);
        assert_eq!(heads("met Deng "), ["met Deng ", "Deng ", ""]);
        assert_eq!(heads(""), [""]);
        assert_eq!(heads("(Xi'an"), ["Xi'an"]);
    }
}
