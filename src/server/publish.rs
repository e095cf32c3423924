//! When and what is published of a document.
//!
//! A result goes out at once, unless two others went out just before (what an edit changes at once, and what only the
//! whole document could say): then the newest goes out when [`PACE`] is over, so that a burst of edits costs the client
//! two lists in that time and a pause costs the user nothing.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ropey::Rope;
use serde_json::value::RawValue;

use super::capabilities::Client;
use super::convert;
use super::diagnostics::{EMPTY, nothing, unless_known};
use super::document::{Generation, Snapshot};
use super::output::Output;
use super::projects::Slips;
use super::protocol::{Diagnostic, DiagnosticReport, MessageParams, MessageType, PublishDiagnosticsParams};
use super::typing::Typing;
use super::uri;
use crate::engine::Findings;
use crate::project::Complaint;

/// The time in which at most two lists of a document are sent.
pub(super) const PACE: Duration = Duration::from_millis(20);

/// The most diagnostics of one document that a client gets; VS Code keeps no more.
pub(super) const MOST: usize = 1000;

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
    /// When the list before the last went out.
    before: Option<Instant>,
    due: bool,
    capped: bool,
    typing: Option<Typing>,
    /// The first byte that has changed since the last list.
    changed: Option<usize>,
    /// The number of the last list that the client has asked for.
    number: u64,
    /// The text that it was of.
    given: Option<Generation>,
}

#[derive(Debug)]
struct Sent {
    at: Instant,
    /// The list as it was written.
    list: Box<RawValue>,
    /// One past the last byte that it speaks of.
    end: usize,
    empty: bool,
}

impl Published {
    /// There is something to publish.
    pub fn want(&mut self) {
        self.due = true;
    }

    /// The text has changed from this byte on; somebody may be typing a word there.
    pub fn edited(&mut self, from: usize, typing: Option<Typing>) {
        self.changed = Some(self.changed.map_or(from, |first| first.min(from)));
        self.typing = typing;
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
        let Some((list, _)) = self.list(found, last_edit, client, output) else { return };
        if self.take_over(list) {
            self.say_if_capped(found, output);
            let version = client.versions.then_some(found.snapshot.version);
            let list = self.last.as_ref().map(|sent| &*sent.list);
            list.into_iter().for_each(|list| notify(output, &found.snapshot.uri, version, list));
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
        let Some((list, diagnostics)) = self.list(found, last_edit, client, output) else { return nothing() };
        self.given = Some(found.snapshot.generation);
        if self.take_over(list) {
            self.number += 1;
            self.say_if_capped(found, output);
        }
        let result_id =
            if diagnostics.is_empty() { EMPTY.to_owned() } else { format!("{}.{}", found.snapshot.id.0, self.number) };
        unless_known(result_id, previous, || diagnostics)
    }

    /// Whether there is more, or less, to show of a text than what a client was given that asks; it is to ask again
    /// then. After an edit it asks of itself.
    pub fn is_old(&mut self, found: &Found, last_edit: usize, client: Client, output: &Output) -> bool {
        self.due = false;
        let list = self.list(found, last_edit, client, output);
        let last = self.last.as_ref().filter(|_| self.given == Some(found.snapshot.generation));
        last.zip(list).is_some_and(|(last, (list, _))| last.list.get() != list.list.get())
    }

    /// What is to be shown, as it is written and as it is.
    fn list(
        &mut self,
        found: &Found,
        last_edit: usize,
        client: Client,
        output: &Output,
    ) -> Option<(Sent, Vec<Diagnostic>)> {
        let now = Instant::now();
        self.typing = self.typing.filter(|typing| now < typing.until());
        let shown = nearest(&found.findings, last_edit);
        let free = |index: &usize| self.typing.is_none_or(|typing| !typing.holds(found.findings.range(*index)));
        let shown: Vec<usize> = shown.into_iter().filter(free).collect();
        let ends = |index: &usize| {
            let own = found.findings.related(*index).filter(|related| related.file.is_none());
            let related = own.map(|related| related.range.end);
            related.chain([found.findings.range(*index).end]).max()
        };
        let end = shown.iter().filter_map(ends).max().unwrap_or(0);
        let diagnostics: Vec<Diagnostic> = shown.iter().map(|index| convert::shown(found, *index, client)).collect();
        let list = output.written(&diagnostics)?;
        Some((Sent { at: now, list, end, empty: diagnostics.is_empty() }, diagnostics))
    }

    /// From now on the client has this list. Whether it has not had it already.
    ///
    /// An equal list is given again where the text has changed in its marks or before: the client may have moved or
    /// dropped them. No marks cannot move.
    fn take_over(&mut self, list: Sent) -> bool {
        let changed = self.changed.take();
        let known = self.last.as_ref().is_some_and(|last| {
            last.list.get() == list.list.get() && changed.is_none_or(|from| list.empty || from > last.end)
        });
        if !known {
            self.before = self.last.as_ref().map(|last| last.at);
            self.last = Some(list);
        }
        !known
    }

    /// Says once for each document that not everything is shown.
    fn say_if_capped(&mut self, found: &Found, output: &Output) {
        let all = found.findings.len();
        if all > MOST && !std::mem::replace(&mut self.capped, true) {
            let name = uri::path(&found.snapshot.uri);
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
    let text = Rope::from_str(&slips.text);
    let diagnostic = |complaint: &Complaint| convert::slip(&text, complaint, client);
    let diagnostics: Vec<Diagnostic> = slips.complaints.iter().map(diagnostic).collect();
    let list = output.written(&diagnostics);
    list.into_iter().for_each(|list| notify(output, &uri::of_file(path), None, &list));
}

/// Sends what was found in a text that is not open.
pub(super) fn closed(output: &Output, uri: &str, diagnostics: &[Diagnostic]) {
    output.written(diagnostics).into_iter().for_each(|list| notify(output, uri, None, &list));
}

/// Takes all diagnostics of a document away.
pub(super) fn clear(output: &Output, uri: &str) {
    output.written(&[]).into_iter().for_each(|list| notify(output, uri, None, &list));
}

fn notify(output: &Output, uri: &str, version: Option<i64>, diagnostics: &RawValue) {
    output.notify("textDocument/publishDiagnostics", PublishDiagnosticsParams { uri, version, diagnostics });
}

/// At most [`MOST`] findings, the worst first and of equals the nearest to `place`; in the order of the text.
fn nearest(findings: &Findings, place: usize) -> Vec<usize> {
    let mut shown: Vec<usize> = (0..findings.len()).collect();
    if shown.len() > MOST {
        let worth = |at: &usize| (findings.severity(*at), findings.range(*at).start.abs_diff(place), *at);
        shown.select_nth_unstable_by_key(MOST, worth);
        shown.truncate(MOST);
        shown.sort_unstable();
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Severity};
    use crate::range::ByteRange;

    fn finding(at: usize, severity: Severity) -> Finding {
        Finding::new("repeated-word", "word", severity, ByteRange::new(at, at + 1), String::new())
    }

    #[test]
    fn too_many_findings_leave_the_worst_and_nearest() {
        let mut findings: Vec<Finding> = (0..3 * MOST).map(|at| finding(at, Severity::Information)).collect();
        findings[7].severity = Severity::Error;
        let findings = Findings::new(findings);
        let shown = nearest(&findings, 2 * MOST);
        assert_eq!(shown.len(), MOST);
        let places: Vec<usize> = shown.iter().map(|index| findings.range(*index).start).collect();
        assert!(places.is_sorted());
        assert_eq!(places[0], 7);
        assert!(places[1..].iter().all(|at| at.abs_diff(2 * MOST) <= MOST / 2));
    }

    #[test]
    fn few_findings_are_all_shown() {
        let findings = Findings::new(vec![finding(3, Severity::Hint), finding(9, Severity::Error)]);
        assert_eq!(nearest(&findings, 0).len(), 2);
    }
}
