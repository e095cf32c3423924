//! The names themselves, for views of them in any editor: the request `postedit/names`, and counts as code lenses.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use super::capabilities::Client;
use super::convert;
use super::protocol::{CodeLens, ListedForm, ListedName, Location, NameState, NamesList, Title};
use super::question::Piece;
use super::roster::{Form, Name, Roster};
use super::symbols::counts;
use crate::names::inventory;

/// All names of the texts, by their preferred form.
pub(super) fn list(pieces: &[Piece], client: Client) -> NamesList {
    let roster = Roster::of_pieces(pieces);
    let form = |form: &Form| {
        let places = form.places.iter().map(|place| {
            let text = &roster.texts[place.text];
            Location { uri: Arc::clone(&text.uri), range: convert::range(&text.rope, place.range, client.encoding) }
        });
        ListedForm { form: form.text.clone(), kind: form.kind, count: form.places.len(), places: places.collect() }
    };
    let name = |name: &Name| ListedName {
        name: name.preferred().text.clone(),
        count: name.count(),
        state: state(name),
        forms: name.forms.iter().map(form).collect(),
        perhaps: name.doubts.iter().map(|other| roster.names[*other].preferred().text.clone()).collect(),
    };
    NamesList { names: roster.names.iter().map(name).collect() }
}

fn state(name: &Name) -> NameState {
    match (name.forms.len(), name.doubts.len()) {
        (1, 0) => NameState::Consistent,
        (1, _) => NameState::Doubtful,
        _ => NameState::Varies,
    }
}

/// Whether somebody who has seen the one list learns something from the other: spellings, counts and doubts. Places
/// move with every edit.
pub(super) fn differ(before: &[inventory::Name], after: &[inventory::Name]) -> bool {
    before.len() != after.len() || before.iter().zip(after).any(|(one, two)| seen(one) != seen(two))
}

/// A number that is another where the names [`differ`].
pub(super) fn mark(names: &[inventory::Name]) -> u64 {
    let mut hasher = FxHasher::default();
    names.iter().for_each(|name| seen(name).hash(&mut hasher));
    hasher.finish()
}

/// What is to be seen of a name wherever it stands: its spelling and how often that comes, and the same of the others.
fn seen(name: &inventory::Name) -> impl PartialEq + Hash {
    let other = |form: &inventory::OtherForm| (form.form.clone(), form.places.len(), form.kind, form.doubtful);
    (name.form.clone(), name.places.len(), name.others.iter().map(other).collect::<Vec<_>>())
}

/// Above the first mention of each name that comes again: how often, and in how many spellings.
pub(super) fn lenses(piece: &Piece, client: Client) -> Vec<CodeLens> {
    let roster = Roster::of_pieces(std::slice::from_ref(piece));
    let again = roster.names.iter().filter(|name| name.count() > 1 || name.varies());
    let mut lenses: Vec<_> = again.filter_map(|name| Some((name.first()?, name))).collect();
    lenses.sort_by_cached_key(|(place, _)| *place);
    let lens = |(place, name): (super::roster::Place, &Name)| CodeLens {
        range: convert::range(&piece.snapshot.text, place.range, client.encoding),
        command: Title { title: format!("{}: {}", name.preferred().text, counts(name)), command: "" },
    };
    lenses.into_iter().map(lens).collect()
}
