//! When and what is published of a document.
//!
//! A result goes out at once, unless two others went out just before (what an edit changes at once, and what only the
//! whole document could say): then the newest goes out when [`PACE`] is over, so that a burst of edits costs the client
//! two lists in that time and a pause costs the user nothing.

use std::ops::Range;
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
    /// The list before the last, whose memory is to be used again.
    spare: Option<Frame>,
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
    /// The list as it was written, in a message of its own.
    frame: Frame,
    /// Where in the message it stands.
    list: Range<usize>,
    /// One past the last byte that it speaks of.
    end: usize,
    empty: bool,
    /// Not everything had room.
    capped: bool,
}

impl Sent {
    fn list(&self) -> &[u8] {
        self.frame.part(self.list.clone())
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
        let list = self.list(found, last_edit, client);
        if self.take_over(list) {
            self.say_if_capped(found, output);
            self.last.iter().for_each(|sent| output.send(sent.frame.clone()));
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
        let list = self.list(found, last_edit, client);
        let (items, empty) = (String::from_utf8_lossy(list.list()).into_owned(), list.empty);
        self.given = Some(found.snapshot.generation);
        if self.take_over(list) {
            self.number += 1;
            self.say_if_capped(found, output);
        }
        let result_id = if empty { EMPTY.to_owned() } else { format!("{}.{}", found.snapshot.id.0, self.number) };
        unless_known(result_id, previous, || RawValue::from_string(items).unwrap_or_else(|_| none()))
    }

    /// Whether there is more, or less, to show of a text than what a client was given that asks; it is to ask again
    /// then. After an edit it asks of itself.
    pub fn is_old(&mut self, found: &Found, last_edit: usize, client: Client) -> bool {
        self.due = false;
        let list = self.list(found, last_edit, client);
        let last = self.last.as_ref().filter(|_| self.given == Some(found.snapshot.generation));
        let old = last.is_some_and(|last| last.list() != list.list());
        self.spare = Some(list.frame);
        old
    }

    /// What is to be shown, as it is written.
    fn list(&mut self, found: &Found, last_edit: usize, client: Client) -> Sent {
        let now = Instant::now();
        self.typing = self.typing.filter(|typing| now < typing.until());
        let free = |range| self.typing.is_none_or(|typing| !typing.holds(range));
        let selection = Selection::of(&found.findings, last_edit, free);
        // A text that was left behind has nothing to do with what has changed since the last list.
        let mut other = Listing::default();
        let stands = self.edited.is_none_or(|edited| edited <= found.snapshot.generation);
        let listing = if stands { &mut self.listing } else { &mut other };
        listing.make(found, &selection.items, client);
        let mut draft =
            begun(&found.snapshot.uri, client.versions.then_some(found.snapshot.version), self.spare.take());
        let start = draft.bytes.len();
        listing.write(&mut draft.bytes);
        let list = start..draft.bytes.len();
        let (end, empty, capped) = (listing.end(), listing.is_empty(), selection.capped);
        Sent { at: now, frame: ended(draft), list, end, empty, capped }
    }

    /// From now on the client has this list. Whether it has not had it already.
    ///
    /// An equal list is given again where the text has changed in its marks or before: the client may have moved or
    /// dropped them. No marks cannot move.
    fn take_over(&mut self, list: Sent) -> bool {
        let changed = self.changed.take();
        let known = self
            .last
            .as_ref()
            .is_some_and(|last| last.list() == list.list() && changed.is_none_or(|from| list.empty || from > last.end));
        if known {
            self.spare = Some(list.frame);
        } else {
            self.before = self.last.as_ref().map(|last| last.at);
            self.spare = self.last.replace(list).map(|last| last.frame);
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
    let mut draft = begun(&uri::of_file(path), None, None);
    write_json(&mut draft.bytes, &convert::slips(slips, client));
    output.send(ended(draft));
}

/// The list for a text that is not open.
pub(super) fn list_of_closed(found: &Found, client: Client) -> Box<RawValue> {
    let selection = Selection::of(&found.findings, 0, |_| true);
    let (mut listing, mut list) = (Listing::default(), Vec::new());
    listing.make(found, &selection.items, client);
    listing.write(&mut list);
    let list = String::from_utf8(list).ok().and_then(|list| RawValue::from_string(list).ok());
    list.unwrap_or_else(none)
}

/// Sends what was found in a text that is not open.
pub(super) fn closed(output: &Output, uri: &str, list: &RawValue) {
    let mut draft = begun(uri, None, None);
    draft.bytes.extend_from_slice(list.get().as_bytes());
    output.send(ended(draft));
}

/// Takes all diagnostics of a document away.
pub(super) fn clear(output: &Output, uri: &str) {
    let mut draft = begun(uri, None, None);
    draft.bytes.extend_from_slice(b"[]");
    output.send(ended(draft));
}

/// A `textDocument/publishDiagnostics` up to its list.
fn begun(uri: &str, version: Option<i64>, over: Option<Frame>) -> Draft {
    let mut draft = Draft::over(over);
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
