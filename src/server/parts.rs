//! The diagnostics of a workspace on their way to a client that takes them in parts: each report soon after it is known.
//!
//! A document may be reported again while the answer is worked out; the client takes the last report of it.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::output::Output;
use super::protocol::{DiagnosticReport, PreviousResult, WorkspaceDiagnosticParams, WorkspaceReport};
use super::uri::Key;
use crate::gather;

/// So many reports go out together…
const MOST: usize = 50;

/// … or those that have come in so long.
const PAUSE: Duration = Duration::from_millis(100);

/// An answer in parts.
#[derive(Debug)]
pub(super) struct Parts {
    token: Value,
    /// The result ids that the client came with.
    previous: BTreeMap<Key, String>,
    /// Those that it was told since, or is about to be.
    told: BTreeMap<Key, String>,
    waiting: Vec<WorkspaceReport>,
    sent: Option<Instant>,
}

impl Parts {
    /// For a client that asks for them.
    pub fn of(params: &WorkspaceDiagnosticParams) -> Option<Self> {
        let token = params.partial_result_token.clone()?;
        let id = |PreviousResult { uri, value }: &PreviousResult| (Key::of(uri), value.clone());
        let previous = gather::map(params.previous_result_ids.iter().map(id));
        Some(Self { token, previous, told: BTreeMap::new(), waiting: Vec::new(), sent: None })
    }

    /// The result id that the client has of a document.
    pub fn known(&self, document: &Key) -> Option<&str> {
        self.told.get(document).or_else(|| self.previous.get(document)).map(String::as_str)
    }

    /// The result ids that the client was told under this answer.
    pub fn told(&self) -> impl Iterator<Item = (&Key, &str)> {
        self.told.iter().map(|(document, id)| (document, id.as_str()))
    }

    /// Adds a report, unless the client was told just that.
    pub fn add(&mut self, report: WorkspaceReport) {
        let (DiagnosticReport::Full { result_id, .. } | DiagnosticReport::Unchanged { result_id }) = &report.report;
        let before = self.told.insert(Key::of(&report.uri), result_id.clone());
        if before.as_ref() != Some(result_id) {
            self.waiting.push(report);
        }
    }

    /// Sends what has waited long enough, or is enough.
    pub fn send_due(&mut self, output: &Output) {
        let rested = self.sent.is_none_or(|sent| sent.elapsed() >= PAUSE);
        if self.waiting.len() >= MOST || rested {
            self.send(output);
        }
    }

    /// Sends all that waits.
    pub fn send(&mut self, output: &Output) {
        while !self.waiting.is_empty() {
            let rest = self.waiting.split_off(self.waiting.len().min(MOST));
            let items = std::mem::replace(&mut self.waiting, rest);
            output.notify("$/progress", json!({ "token": self.token, "value": { "items": items } }));
            self.sent = Some(Instant::now());
        }
    }
}
