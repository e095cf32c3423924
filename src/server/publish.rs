//! When and what is published of a document.
//!
//! A result goes out at once, unless two others went out just before (what an edit changes at once, and what only the
//! whole document could say): then the newest goes out when [`PACE`] is over, so that a burst of edits costs the client
//! two lists in that time and a pause costs the user nothing.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::value::RawValue;

use super::capabilities::Client;
use super::convert;
use super::diagnostics::{EMPTY, none, unless_known};
use super::document::{Generation, Snapshot};
use super::listing::{Listing, write_json};
use super::output::{Draft, Frame, Output};
use super::projects::Slips;
use super::protocol::{DiagnosticReport, MessageParams, MessageType};
use super::selection::{MOST, Selection};
use super::typing::Typing;
use super::uri;
use crate::engine::{Change, Findings};

/// The time in which at most two lists of a document are sent.
pub(super) const PACE: Duration = Duration::from_millis(20);

/// What was found in a snapshot.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The text that was checked.
    pub snapshot: Snapshot,
    /// What was found, in the order of the text.
    pub findings: Arc<Findings>,
    /// The document was judged as a whole; until then its names are not known.
    pub judged: bool,
}

/// What the client has been sent of one document, and when.
#[derive(Debug, Default)]
pub(super) struct Published {
    last: Option<Sent>,
    /// When that went out.
    before: Option<Instant>,
    due: bool,
    capped: bool,
    typing: Option<Typing>,
    listing: Listing,
    /// The first byte that has changed since the last list.
    changed: Option<usize>,
    /// The state of the document that the last edit made.
    edited: Option<Generation>,
    /// The number of the last list that the client has asked for.
    number: u64,
    /// The text that it was of.
    given: Option<Generation>,
}

#[derive(Debug)]
struct Sent {
    at: Instant,
    /// The state of the listing that it was written from; `None` for one of a text that was left behind.
    state: Option<u64>,
    /// One past the last byte that it speaks of.
    end: usize,
    empty: bool,
    /// Not everything had room.
    capped: bool,
}

/// What there is to show of a text.
#[derive(Debug)]
struct List {
    sent: Sent,
    /// Where it is listed, if not with what was published.
    apart: Option<Listing>,
}

impl Sent {
    /// Whether both list the same.
    fn is_as(&self, other: &Self) -> bool {
        self.state.is_some() && self.state == other.state
    }
}

impl Published {
    /// There is something to publish.
    pub fn want(&mut self) {
        self.due = true;
    }

    /// These changes have made the text what it is in this state of its document; somebody may be typing a word there.
    pub fn edited(&mut self, generation: Generation, changes: &[Change], typing: Option<Typing>) {
        for change in changes {
            self.changed = Some(self.changed.map_or(change.start, |first| first.min(change.start)));
            self.listing.edited(*change);
        }
        (self.edited, self.typing) = (Some(generation), typing);
    }

    /// When the next list may go out; `None` where there is none to send.
    pub fn due(&self, now: Instant) -> Option<Instant> {
        let paced = self.due.then(|| self.before.map_or(now, |before| before + PACE));
        paced.or_else(|| self.typing.map(Typing::until))
    }

    /// Sends what was found, unless the client has it already.
    ///
    /// `last_edit` is the byte whose neighbourhood counts where there is too much to send.
    pub fn send(&mut self, found: &Found, last_edit: usize, client: Client, output: &Output) {
        self.due = false;
        let List { sent, apart } = self.list(found, last_edit, client);
        if self.take_over(sent) {
            self.say_if_capped(found, output);
            let mut draft = begun(output, &found.snapshot.uri, client.versions.then_some(found.snapshot.version));
            apart.as_ref().unwrap_or(&self.listing).write(&mut draft.bytes);
            output.send(ended(draft));
        }
    }

    /// The same for a client that asks, and has shown the result `previous`.
    pub fn report(
        &mut self,
        found: &Found,
        last_edit: usize,
        previous: Option<&str>,
        client: Client,
        output: &Output,
    ) -> DiagnosticReport {
        self.due = false;
        let List { sent, apart } = self.list(found, last_edit, client);
        let empty = sent.empty;
        self.given = Some(found.snapshot.generation);
        if self.take_over(sent) {
            self.number += 1;
            self.say_if_capped(found, output);
        }
        let result_id = if empty { EMPTY.to_owned() } else { format!("{}.{}", found.snapshot.id.0, self.number) };
        unless_known(result_id, previous, || json_of(apart.as_ref().unwrap_or(&self.listing)))
    }

    /// Whether there is more, or less, to show of a text than what a client was given that asks; it is to ask again
    /// then. After an edit it asks of itself.
    pub fn is_old(&mut self, found: &Found, last_edit: usize, client: Client) -> bool {
        self.due = false;
        let List { sent, .. } = self.list(found, last_edit, client);
        let last = self.last.as_ref().filter(|_| self.given == Some(found.snapshot.generation));
        last.is_some_and(|last| !last.is_as(&sent))
    }

    /// What is to be shown.
    fn list(&mut self, found: &Found, last_edit: usize, client: Client) -> List {
        let at = Instant::now();
        self.typing = self.typing.filter(|typing| at < typing.until());
        let free = |range| self.typing.is_none_or(|typing| !typing.holds(range));
        let Selection { items, capped } = Selection::of(&found.findings, last_edit, free);
        // A text that was left behind has nothing to do with what has changed since the last list.
        let stands = self.edited.is_none_or(|edited| edited <= found.snapshot.generation);
        let mut apart = (!stands).then(Listing::default);
        let listing = apart.as_mut().unwrap_or(&mut self.listing);
        listing.make(found, &items, client);
        let (end, empty, state) = (listing.end(), listing.is_empty(), stands.then(|| listing.state()));
        List { sent: Sent { at, state, end, empty, capped }, apart }
    }

    /// From now on the client has this list. Whether it has not had it already.
    ///
    /// An equal list is given again where the text has changed in its marks or before: the client may have moved or
    /// dropped them. No marks cannot move.
    fn take_over(&mut self, list: Sent) -> bool {
        let changed = self.changed.take();
        let moved = |last: &Sent| changed.is_some_and(|from| !list.empty && from <= last.end);
        let known = self.last.as_ref().is_some_and(|last| last.is_as(&list) && !moved(last));
        if !known {
            self.before = self.last.replace(list).map(|last| last.at);
        }
        !known
    }

    /// Says once for each document that not everything is shown.
    fn say_if_capped(&mut self, found: &Found, output: &Output) {
        if self.last.as_ref().is_some_and(|last| last.capped) && !std::mem::replace(&mut self.capped, true) {
            let (name, all) = (uri::path(&found.snapshot.uri), found.findings.len());
            let message = format!(
                "{}: {all} findings; the {MOST} worst and nearest to your last edit are shown.",
                name.display()
            );
            output.notify("window/logMessage", MessageParams { kind: MessageType::Info as u8, message: &message });
        }
    }
}

/// Sends what is wrong in one of the projects' own files, which is not open.
pub(super) fn slips(output: &Output, path: &Path, slips: &Slips, client: Client) {
    let mut draft = begun(output, &uri::of_file(path), None);
    write_json(&mut draft.bytes, &convert::slips(slips, client));
    output.send(ended(draft));
}

/// The list for a text that is not open.
pub(super) fn list_of_closed(found: &Found, client: Client) -> Box<RawValue> {
    let selection = Selection::of(&found.findings, 0, |_| true);
    let mut listing = Listing::default();
    listing.make(found, &selection.items, client);
    json_of(&listing)
}

/// Sends what was found in a text that is not open.
pub(super) fn closed(output: &Output, uri: &str, list: &RawValue) {
    let mut draft = begun(output, uri, None);
    draft.bytes.extend_from_slice(list.get().as_bytes());
    output.send(ended(draft));
}

/// Takes all diagnostics of a document away.
pub(super) fn clear(output: &Output, uri: &str) {
    let mut draft = begun(output, uri, None);
    draft.bytes.extend_from_slice(b"[]");
    output.send(ended(draft));
}

fn json_of(listing: &Listing) -> Box<RawValue> {
    let mut list = Vec::new();
    listing.write(&mut list);
    let list = String::from_utf8(list).ok().and_then(|list| RawValue::from_string(list).ok());
    list.unwrap_or_else(none)
}

/// A `textDocument/publishDiagnostics` up to its list.
fn begun(output: &Output, uri: &str, version: Option<i64>) -> Draft {
    let mut draft = output.draft();
    let bytes = &mut draft.bytes;
    bytes.extend_from_slice(br#"{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{"uri":"#);
    write_json(bytes, uri);
    if let Some(version) = version {
        bytes.extend_from_slice(br#","version":"#);
        write_json(bytes, &version);
    }
    bytes.extend_from_slice(br#","diagnostics":"#);
    draft
}

fn ended(mut draft: Draft) -> Frame {
    draft.bytes.extend_from_slice(b"}}");
    draft.finish()
}
