//! Names, and the headings above them, as symbols: of a document in its order, of all documents by what was typed.

use std::path::PathBuf;
use std::sync::Arc;

use super::capabilities::Client;
use super::convert;
use super::document::{Content, Snapshot};
use super::hover::times;
use super::preferences::Outline;
use super::protocol::{DocumentSymbol, Location, SymbolInformation};
use super::question::Piece;
use super::roster::{Name, Roster};
use crate::block::{Block, Kind, readable};
use crate::format::Format;
use crate::names::fold::fold;
use crate::range::ByteRange;

/// The most symbols that an answer about all documents holds.
const MOST: usize = 200;

/// `SymbolKind.Constant`.
const NAME: u8 = 14;

/// `SymbolKind.String`, which other servers for Markdown use too.
const HEADING: u8 = 15;

/// The symbols of a document, in the form the client takes.
#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
pub(super) enum Symbols {
    /// Inside each other.
    Tree(Vec<DocumentSymbol>),
    /// One after the other.
    List(Vec<SymbolInformation>),
}

/// A heading, or a name where it stands first.
#[derive(Debug)]
struct Entry {
    title: String,
    detail: Option<String>,
    /// The level of a heading, from 1; 0 for a name.
    level: usize,
    /// All that belongs to it.
    range: ByteRange,
    /// What is to be shown of that.
    place: ByteRange,
}

/// The headings of the text and its names, each under the heading below which it stands first.
pub(super) fn of_document(piece: &Piece, outline: Outline, client: Client) -> Symbols {
    let snapshot = &piece.snapshot;
    let entries = entries(piece);
    if !client.symbol_trees {
        return Symbols::List(list(&entries, snapshot, client));
    }
    let mut entries = entries.into_iter().peekable();
    let mut symbols = Vec::new();
    while let Some(entry) = entries.next() {
        symbols.push(match outline {
            Outline::Flat => symbol(&entry, Vec::new(), snapshot, client),
            Outline::Tree => tree(&entry, &mut entries, snapshot, client),
        });
    }
    Symbols::Tree(symbols)
}

fn entries(piece: &Piece) -> Vec<Entry> {
    let mut entries = headings(&piece.snapshot);
    let roster = Roster::of_pieces(std::slice::from_ref(piece));
    entries.extend(roster.names.iter().filter_map(|name| {
        let place = name.first()?.range;
        Some(Entry { title: name.preferred().text.clone(), detail: Some(counts(name)), level: 0, range: place, place })
    }));
    entries.sort_by_cached_key(|entry| (entry.range.start, usize::from(entry.level == 0)));
    entries
}

/// `7 times, 2 spellings`.
pub(super) fn counts(name: &Name) -> String {
    let spellings = match (name.forms.len(), name.doubts.len()) {
        (1, 0) => String::new(),
        (1, _) => ", perhaps not the only spelling".to_owned(),
        (forms, _) => format!(", {forms} spellings"),
    };
    format!("{}{spellings}", times(name.count()))
}

fn headings(snapshot: &Snapshot) -> Vec<Entry> {
    let Content::Prose(format @ Format::Markdown) = snapshot.content else { return Vec::new() };
    let text = snapshot.text.to_string();
    let blocks = format.prose(&text);
    let mut headings: Vec<Entry> = Vec::new();
    for prose in blocks.iter().filter(|prose| prose.kind == Kind::Heading) {
        let title = readable(&Block::new(&text, prose).text);
        let range = ByteRange::new(text[..prose.range.start].rfind('\n').map_or(0, |at| at + 1), text.len());
        let level = level(&text, range.start, prose.range.end);
        // A section ends where one of its level or above begins.
        let open = headings.iter_mut().filter(|above| above.level >= level && above.range.end == text.len());
        open.for_each(|above| above.range.end = range.start);
        headings.push(Entry { title, detail: None, level, range, place: prose.range });
    }
    headings
}

/// The level of a heading whose line begins at `start` and whose words end at `end`: marked by `#` before it, or by a
/// line below it.
fn level(text: &str, start: usize, end: usize) -> usize {
    let marks = text[start..].trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let count = marks.len() - marks.trim_start_matches('#').len();
    if count > 0 {
        return count;
    }
    let below = text[end..].split('\n').nth(1).unwrap_or_default();
    if below.trim_start_matches([' ', '>']).starts_with('=') { 1 } else { 2 }
}

/// An entry with all that follows inside its range.
fn tree(
    entry: &Entry,
    rest: &mut std::iter::Peekable<std::vec::IntoIter<Entry>>,
    snapshot: &Snapshot,
    client: Client,
) -> DocumentSymbol {
    let mut children = Vec::new();
    while let Some(child) = rest.next_if(|next| entry.level > 0 && entry.range.covers(next.range)) {
        children.push(tree(&child, rest, snapshot, client));
    }
    symbol(entry, children, snapshot, client)
}

fn symbol(entry: &Entry, children: Vec<DocumentSymbol>, snapshot: &Snapshot, client: Client) -> DocumentSymbol {
    DocumentSymbol {
        name: entry.title.clone(),
        detail: entry.detail.clone(),
        kind: if entry.level > 0 { HEADING } else { NAME },
        range: convert::range(&snapshot.text, entry.range, client.encoding),
        selection_range: convert::range(&snapshot.text, entry.place, client.encoding),
        children,
    }
}

fn list(entries: &[Entry], snapshot: &Snapshot, client: Client) -> Vec<SymbolInformation> {
    let mut above: Option<&Entry> = None;
    let mut list = Vec::new();
    for entry in entries {
        let range = convert::range(&snapshot.text, entry.place, client.encoding);
        let container = above.filter(|_| entry.level == 0).map(|heading| heading.title.clone());
        list.push(SymbolInformation {
            name: entry.title.clone(),
            kind: if entry.level > 0 { HEADING } else { NAME },
            location: Location { uri: Arc::clone(&snapshot.uri), range },
            container_name: container,
        });
        above = if entry.level > 0 { Some(entry) } else { above };
    }
    list
}

/// The spellings, in all texts, that what was typed may mean: the nearest first. Each where it stands first in its project.
pub(super) fn of_all(pieces: &[Piece], query: &str, client: Client) -> Vec<SymbolInformation> {
    let mut found: Vec<(usize, SymbolInformation)> = Vec::new();
    let query: Vec<char> = fold(query).chars().collect();
    for roster in rosters(pieces) {
        for (name, form) in roster.names.iter().flat_map(|name| name.forms.iter().map(move |form| (name, form))) {
            let (Some(distance), Some(place)) = (distance(&query, &form.text), form.places.first()) else { continue };
            let text = &roster.texts[place.text];
            let range = convert::range(&text.rope, place.range, client.encoding);
            let symbol = SymbolInformation {
                name: form.text.clone(),
                kind: NAME,
                location: Location { uri: Arc::clone(&text.uri), range },
                container_name: Some(counts(name)),
            };
            found.push((distance, symbol));
        }
    }
    found.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.name.cmp(&other.name)));
    found.truncate(MOST);
    found.into_iter().map(|(_, symbol)| symbol).collect()
}

/// The names of each project and of each text that belongs to none: names that are spelt alike in texts of no common
/// project are still different names.
fn rosters(pieces: &[Piece]) -> Vec<Roster> {
    let project = |piece: &Piece| piece.names.get().and_then(|names| names.project.clone());
    let mut groups: Vec<(Option<PathBuf>, Vec<&Piece>)> = Vec::new();
    for piece in pieces {
        let project = project(piece);
        match groups.iter_mut().find(|(known, _)| project.is_some() && *known == project) {
            Some((_, group)) => group.push(piece),
            None => groups.push((project, vec![piece])),
        }
    }
    groups.into_iter().map(|(_, group)| Roster::of_pieces(group)).collect()
}

/// How far a name is from the letters typed: they stand in it in their order, accents and case aside, and what is
/// skipped inside a word counts. `None` where they do not.
fn distance(query: &[char], name: &str) -> Option<usize> {
    let mut left = query;
    let mut far = 0;
    let mut skipped = 0;
    for (number, word) in name.split([' ', '-']).enumerate() {
        for (at, c) in fold(word).chars().enumerate() {
            if left.first() == Some(&c) {
                far += if skipped > 0 && at > 0 { 4 + skipped } else { skipped.min(1) * (1 + number) };
                (left, skipped) = (&left[1..], 0);
            } else {
                skipped += 1;
            }
            if left.is_empty() {
                return Some(far);
            }
        }
    }
    left.is_empty().then_some(far)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_typed_stand_in_the_name_in_their_order() {
        let distance = |query: &str, name: &str| distance(&query.chars().collect::<Vec<_>>(), name);
        assert_eq!(distance("", "Maro Tesk"), Some(0));
        assert_eq!(distance("maro", "Maro Tesk"), Some(0));
        for (nearer, farther) in [("maro", "tesk"), ("mt", "mr"), ("tesk", "ask")] {
            assert!(distance(nearer, "Maro Task Tesk") < distance(farther, "Maro Task Tesk"), "{nearer} {farther}");
        }
        assert_eq!(distance("tm", "Maro Tesk"), None);
        assert!(distance("ecole", "École du Port").is_some());
    }
}
