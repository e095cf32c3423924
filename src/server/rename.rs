//! Another spelling for a name, wherever it stands.
//!
//! All spellings that are certainly of the name are rewritten. What may be another name, and a single word inside
//! somebody else's longer name, is offered only to a client that asks its user for each such place.

use std::collections::BTreeMap;
use std::sync::Arc;

use tower_lsp::jsonrpc::Error;

use super::capabilities::Client;
use super::convert;
use super::protocol::{
    AnnotatedEdits, ChangeAnnotation, EditedDocument, Position, PreparedRename, TextDocumentEdit, TextEdit,
    WorkspaceEdit,
};
use super::question::Piece;
use super::roster::{Form, Mention, Place, Roster, pieces as words_in};
use crate::block::readable;
use crate::gather;
use crate::range::{ByteRange, Edit};

/// What can be renamed at a position of the first text; `None` where no name stands.
pub(super) fn prepare(pieces: &[Piece], position: Position, client: Client) -> Option<PreparedRename> {
    let roster = Roster::of_pieces(pieces);
    let place = roster.at_position(position, client.encoding)?.place;
    let range = convert::range(&roster.texts[0].rope, place.range, client.encoding);
    Some(PreparedRename { range, placeholder: readable(&roster.written(place)) })
}

/// The edits that rename the name at a position; `None` where no name stands. Also how many places are left alone
/// because markup stands inside them.
///
/// # Errors
/// The new name is none.
pub(super) fn rename(
    pieces: &[Piece],
    position: Position,
    new: &str,
    client: Client,
) -> Result<Option<(WorkspaceEdit, usize)>, Error> {
    let new = new.split_whitespace().collect::<Vec<_>>().join(" ");
    if new.is_empty() {
        return Err(Error::invalid_params("A name cannot be empty. Type the name as it should stand."));
    }
    let roster = Roster::of_pieces(pieces);
    let Some(mention) = roster.at_position(position, client.encoding) else { return Ok(None) };
    let mut rewriting = Rewriting { roster: &roster, new: &new, edits: BTreeMap::new(), groups: Vec::new(), left: 0 };
    rewriting.take_certain(mention);
    if client.annotations {
        rewriting.take_doubtful(mention);
    }
    let left = rewriting.left;
    Ok(Some((rewriting.edit(client), left)))
}

/// Edits on their way, in the order of the texts, each with the number of its group.
struct Rewriting<'r> {
    roster: &'r Roster,
    new: &'r str,
    edits: BTreeMap<Place, (Vec<Edit>, usize)>,
    groups: Vec<ChangeAnnotation>,
    left: usize,
}

impl Rewriting<'_> {
    /// Each spelling of the name is a group of its own.
    fn take_certain(&mut self, mention: Mention) {
        let name = &self.roster.names[mention.name];
        for form in &name.forms {
            self.group(format!("\"{}\" to \"{}\"", form.text, self.new), None);
        }
        for (place, form) in name.places() {
            self.take(place, &name.forms[form], form);
        }
    }

    /// What may be another name.
    fn take_doubtful(&mut self, mention: Mention) {
        let name = &self.roster.names[mention.name];
        for other in name.doubts.iter().flat_map(|other| &self.roster.names[*other].forms) {
            let why = "One name or two? The text does not decide.";
            let group = self.group(format!("Perhaps also \"{}\"", other.text), Some(why));
            other.places.iter().for_each(|place| self.take(*place, other, group));
        }
        for form in name.forms.iter().filter(|form| !form.text.contains(' ')) {
            let inside = self.roster.inside_others(&form.text);
            if !inside.is_empty() {
                let why = "It may be a part of another name.";
                let group = self.group(format!("\"{}\" in longer names", form.text), Some(why));
                inside.into_iter().for_each(|place| self.take(place, form, group));
            }
        }
    }

    /// A new group; the user is asked for its edits where there is a reason to.
    fn group(&mut self, label: String, why: Option<&'static str>) -> usize {
        self.groups.push(ChangeAnnotation { label, needs_confirmation: why.is_some(), description: why });
        self.groups.len() - 1
    }

    fn take(&mut self, place: Place, form: &Form, group: usize) {
        let overlaps = |other: &Place| other.text == place.text && other.range.overlaps(place.range);
        let before = self.edits.range(..place).next_back().is_some_and(|(other, _)| overlaps(other));
        let after = self.edits.range(place..).next().is_some_and(|(other, _)| overlaps(other));
        if before || after {
            return;
        }
        match rewritten(&self.roster.written(place), &form.text, self.new) {
            Some(edits) => {
                let shifted = |edit: Edit| Edit { range: edit.range.shifted(place.range.start), ..edit };
                self.edits.insert(place, (edits.into_iter().map(shifted).collect(), group));
            }
            None => self.left += 1,
        }
    }

    /// In the form the client takes.
    fn edit(self, client: Client) -> WorkspaceEdit {
        let mut by_text: BTreeMap<usize, Vec<TextEdit>> = BTreeMap::new();
        for (place, (edits, group)) in &self.edits {
            let rope = &self.roster.texts[place.text].rope;
            let annotation_id = client.annotations.then(|| group.to_string());
            let edits = edits.iter().map(|edit| TextEdit {
                annotation_id: annotation_id.clone(),
                ..convert::text_edit(rope, edit, client.encoding)
            });
            by_text.entry(place.text).or_default().extend(edits);
        }
        let texts = by_text.into_iter().map(|(number, edits)| (&self.roster.texts[number], edits));
        if !client.document_changes {
            return WorkspaceEdit::Changes(gather::map(texts.map(|(text, edits)| (Arc::clone(&text.uri), edits))));
        }
        let document = |(text, edits): (&super::roster::Text, Vec<TextEdit>)| TextDocumentEdit {
            text_document: EditedDocument { uri: Arc::clone(&text.uri), version: text.version },
            edits,
        };
        let document_changes = texts.map(document).collect();
        if !client.annotations {
            return WorkspaceEdit::DocumentChanges(document_changes);
        }
        let used = |group: &usize| self.edits.values().any(|(edits, of)| of == group && !edits.is_empty());
        let groups = self.groups.into_iter().enumerate().filter(|(group, _)| used(group));
        let change_annotations = gather::map(groups.map(|(group, annotation)| (group.to_string(), annotation)));
        WorkspaceEdit::Annotated(AnnotatedEdits { document_changes, change_annotations })
    }
}

/// The edits that make `new` of what is `written` for the spelling `form`; `None` where markup inside stands in the way.
/// Line breaks stay where the new name has a blank for them.
fn rewritten(written: &str, form: &str, new: &str) -> Option<Vec<Edit>> {
    let pieces = words_in(written);
    let joined = pieces.iter().map(|(_, piece)| *piece).collect::<Vec<_>>().join(" ");
    let bare = joined.to_lowercase() == form.to_lowercase();
    let new = if bare { cased(&joined, form, new) } else { new.to_owned() };
    let whole = |text: String| Some(vec![Edit::replace(ByteRange::new(0, written.len()), text)]);
    if joined == new {
        return Some(Vec::new());
    }
    if bare && !written.contains(['\n', '\r']) {
        return whole(new);
    }
    let words: Vec<&str> = new.split(' ').collect();
    if words.len() < pieces.len() {
        return if bare { whole(with_breaks(written, &pieces, &words)) } else { None };
    }
    let old: Vec<&str> = form.split(' ').collect();
    if old.len() != pieces.len() {
        return None;
    }
    // The last of the old words makes room for all that are more.
    let mut new = words[..old.len() - 1].iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    new.push(words[old.len() - 1..].join(" "));
    let places = pieces.iter().zip(&old).map(|((start, piece), old)| Some((start + core(piece, old)?, old.len())));
    let places: Vec<(usize, usize)> = places.collect::<Option<_>>()?;
    let edits = places
        .into_iter()
        .zip(new)
        .map(|((start, length), new)| Edit::replace(ByteRange::new(start, start + length), new));
    Some(edits.filter(|edit| edit.range.of(written) != edit.text).collect())
}

/// Where the word stands in a piece with markup around it, or with other capitals.
fn core(piece: &str, word: &str) -> Option<usize> {
    let same = |at: &usize| piece.get(*at..*at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word));
    piece.find(word).or_else(|| (0..piece.len()).find(same))
}

/// Fewer words than there were, with the line breaks that still have a place.
fn with_breaks(written: &str, pieces: &[(usize, &str)], words: &[&str]) -> String {
    let gap = |at: usize| &written[pieces[at].0 + pieces[at].1.len()..pieces[at + 1].0];
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        text.push_str(word);
        if at + 1 < words.len() {
            text.push_str(gap(at));
        }
    }
    text
}

/// The new name with the capitals that the place asks for: a line of capitals, or the start of a sentence.
fn cased(written: &str, form: &str, new: &str) -> String {
    let loud = |text: &str| text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    if loud(written) && !loud(form) {
        return new.to_uppercase();
    }
    let is_upper = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    if is_upper(written) && !is_upper(form) {
        let mut chars = new.chars();
        return chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    }
    new.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::range::apply;

    #[test]
    fn a_name_is_rewritten_as_it_stands() {
        for (written, form, new, expected) in [
            ("Maro Tesk", "Maro Tesk", "Mara Tesk", Some("Mara Tesk")),
            ("Maro\nTesk", "Maro Tesk", "Mara Tesk", Some("Mara\nTesk")),
            ("Maro\n  Tesk", "Maro Tesk", "Mara de Tesk", Some("Mara\n  de Tesk")),
            ("Maro van\nTesk", "Maro van Tesk", "Mara Tesk", Some("Mara Tesk")),
            ("Maro\nTesk", "Maro Tesk", "Mara", Some("Mara")),
            ("Maro **Tesk", "Maro Tesk", "Mara Tosk", Some("Mara **Tosk")),
            ("Maro **Tesk", "Maro Tesk", "Mara van Tosk", Some("Mara **van Tosk")),
            ("Maro **Tesk", "Maro Tesk", "Mara", None),
            ("MARO TESK", "Maro Tesk", "Mara Tesk", Some("MARA TESK")),
            ("The Old Mill", "the Old Mill", "the New Mill", Some("The New Mill")),
            ("Maro Tesk", "Maro Tesk", "Maro Tesk", Some("Maro Tesk")),
        ] {
            let edits = rewritten(written, form, new);
            assert_eq!(edits.map(|edits| apply(written, &edits)).as_deref(), expected, "{written:?} to {new:?}");
        }
    }
}
