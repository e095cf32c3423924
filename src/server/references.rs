//! Where a name stands: the places of all its spellings.

use std::sync::Arc;

use super::capabilities::Client;
use super::convert;
use super::protocol::{Highlight, Location, Position};
use super::question::Piece;
use super::roster::Roster;

/// All mentions of the name at a position of the first text, in all texts; `None` where no name stands. A name is
/// declared nowhere, so there is no declaration to leave out.
pub(super) fn references(pieces: &[Piece], position: Position, client: Client) -> Option<Vec<Location>> {
    let roster = Roster::of_pieces(pieces);
    let name = &roster.names[roster.at_position(position, client.encoding)?.name];
    let location = |text: usize, range| {
        let text = &roster.texts[text];
        Location { uri: Arc::clone(&text.uri), range: convert::range(&text.rope, range, client.encoding) }
    };
    Some(name.places().into_iter().map(|(place, _)| location(place.text, place.range)).collect())
}

/// The same in the first text only, to be highlighted there; `None` where no name stands.
pub(super) fn highlights(pieces: &[Piece], position: Position, client: Client) -> Option<Vec<Highlight>> {
    let first = pieces.get(..1)?;
    let locations = references(first, position, client)?;
    Some(locations.into_iter().map(|location| Highlight { range: location.range, kind: Highlight::TEXT }).collect())
}
