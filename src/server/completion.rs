//! Names that are written already, to be written again in the same way, and the terms that glossaries give for use.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::capabilities::Client;
use super::convert;
use super::hover::times;
use super::protocol::{CompletionItem, CompletionList, Position, TextEdit};
use super::question::Piece;
use super::roster::{Name, Place, Roster};
use crate::engine::Change;
use crate::gather;
use crate::glossary::Term;
use crate::names::fold;
use crate::position::byte_at;
use crate::range::{ByteRange, Edit};

/// The most words before the cursor that may be the beginning of a name.
const MOST_WORDS: usize = 5;

/// The most items in one answer.
const MOST: usize = 200;

/// `CompletionItemKind.Constant`, the same as among symbols.
const NAME: u8 = 21;

/// `CompletionItemKind.Text`.
const TERM: u8 = 1;

/// The names of all texts that go on with what stands before a position of the first, the most frequent first; then the
/// terms that the glossaries of the first give for use.
///
/// All items replace the same range, which some clients count on: the longest run of words before the cursor that
/// begins one; else the word at the cursor, where it begins any word of one.
pub(super) fn completion(pieces: &[Piece], position: Position, client: Client) -> CompletionList {
    let Some(first) = pieces.first() else { return CompletionList::default() };
    let text = &first.snapshot.text;
    let cursor = byte_at(text, position.into(), client.encoding);
    let line = text.byte_to_line(cursor);
    let before = text.byte_slice(text.line_to_byte(line)..cursor).to_string();
    let roster = Roster::of_pieces(pieces);
    let names = names(&roster, first, cursor);
    let mut found: (usize, Vec<Offer<'_>>) = (before.len(), Vec::new());
    for start in starts(&before) {
        found = (start, fitting(&names, first, &fold::words(&before[start..])));
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
    let items = items.map(|(rank, offer)| item(&offer, rank, typed, edit)).collect();
    CompletionList { is_incomplete, items }
}

/// Something to be written.
#[derive(Clone, Debug)]
struct Offer<'a> {
    text: &'a str,
    /// Its folded words.
    folded: Cow<'a, str>,
    /// How often it is written already.
    count: usize,
    /// What a glossary gives it for.
    term: Option<Term<'a>>,
}

/// The names that are written already, but for those that a glossary forbids: the most frequent first.
fn names<'a>(roster: &'a Roster, first: &'a Piece, cursor: usize) -> Vec<Offer<'a>> {
    let glossary = first.names.get().map(|names| &names.glossary);
    let since = first.names.get().and_then(|names| names.since);
    let is_wanted = |name: &&Name| {
        !is_typed(name, cursor, since) && !glossary.is_some_and(|glossary| glossary.forbids(&name.preferred().text))
    };
    let offer = |name: &'a Name| {
        let text = name.preferred().text.as_str();
        Offer { text, folded: fold::words(text).into(), count: name.count(), term: None }
    };
    let mut names: Vec<Offer<'_>> = roster.names.iter().filter(is_wanted).map(offer).collect();
    names.sort_by_cached_key(|name| Reverse(name.count));
    names
}

/// What goes on with these folded words: names, then terms; what is both comes once.
fn fitting<'a>(names: &[Offer<'a>], first: &'a Piece, typed: &str) -> Vec<Offer<'a>> {
    let anywhere = !typed.trim_end().contains(' ');
    let fits = |folded: &str| begins(folded, typed, anywhere);
    let mut offers: Vec<Offer<'_>> = names.iter().filter(|name| fits(&name.folded)).cloned().collect();
    let mut numbers = gather::map(offers.iter().map(|offer| offer.text).zip(0..));
    let known = first.names.get().into_iter();
    for (folded, term) in known.flat_map(|known| known.glossary.offered(known.language, fits)) {
        let text = term.form.text.as_str();
        let number = *numbers.entry(text).or_insert(offers.len());
        if number == offers.len() {
            offers.push(Offer { text, folded: folded.into(), count: 0, term: None });
        }
        offers[number].term.get_or_insert(term);
    }
    offers
}

fn item(offer: &Offer<'_>, rank: usize, typed: &str, edit: impl Fn(&str) -> TextEdit) -> CompletionItem {
    let label = cased(offer.text, typed);
    // The client compares what is typed with this: for a word from the middle of a name, the name from there on.
    let folded = fold::words(typed);
    let later = label.match_indices(' ').map(|(at, _)| &label[at + 1..]);
    let met = std::iter::once(&label[..]).chain(later).find(|rest| fold::words(rest).starts_with(&folded));
    let filter_text = met.unwrap_or(&label).to_owned();
    CompletionItem {
        detail: detail(offer),
        kind: if offer.count > 0 { NAME } else { TERM },
        sort_text: format!("{rank:04}"),
        filter_text,
        text_edit: edit(&label),
        label,
    }
}

/// `7 times`, `glossary.txt: 堤`, or both.
fn detail(offer: &Offer<'_>) -> String {
    let written = (offer.count > 0).then(|| times(offer.count));
    let given = offer.term.map(|term| match term.concept.original(term.form.language) {
        Some(source) => format!("{}: {source}", term.file),
        None => term.file.to_owned(),
    });
    written.into_iter().chain(given).collect::<Vec<_>>().join(", ")
}

/// A term in small letters gets a capital where one was typed, as at the start of a sentence.
fn cased(text: &str, typed: &str) -> String {
    let mut chars = text.chars();
    match chars.next().filter(|_| typed.starts_with(char::is_uppercase)) {
        Some(first) if fold::words(text).starts_with(&fold::words(typed)) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

/// Whether the name is only what is being typed, or stood only where something was typed `since`.
fn is_typed(name: &Name, cursor: usize, since: Option<Change>) -> bool {
    let now = |range| since.map_or(Some(range), |since| since.range(range));
    let at_cursor = |range: ByteRange| range.start <= cursor && cursor <= range.end;
    let is_there = |place: &Place| place.text == 0 && now(place.range).is_none_or(at_cursor);
    name.count() == 1 && name.first().as_ref().is_some_and(is_there)
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

/// Whether folded words go on with what was typed; `anywhere` also from a later word of them.
fn begins(folded: &str, typed: &str, anywhere: bool) -> bool {
    let later = |at: usize| folded[at + 1..].starts_with(typed);
    folded.starts_with(typed) || anywhere && folded.match_indices(' ').any(|(at, _)| later(at))
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
