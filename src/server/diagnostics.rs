//! Diagnostics that the client asks for, instead of those that `publish` sends by itself.
//!
//! A client gets the one or the other: who asks must also be able to be told to ask again when there is more to say, or
//! it is sent everything (see `capabilities`). What was given of an open document, `publish` knows.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::value::RawValue;

use super::capabilities::Client;
use super::convert;
use super::document::Generation;
use super::parts::Parts;
use super::projects::Slips;
use super::protocol::{DiagnosticReport, PreviousResult, WorkspaceReport};
use super::uri::{self, Key};
use crate::gather;

/// The result id of every empty list.
pub(super) const EMPTY: &str = "0";

/// What there is to say of files that are not open.
#[derive(Debug, Default)]
pub(super) struct ClosedFiles {
    /// What cannot be used in the projects' own files, each with a number for this state of it.
    pub slips: BTreeMap<PathBuf, (Generation, Slips)>,
    /// What was found in texts, in the same way; some of them may be open by now.
    pub texts: BTreeMap<Key, ClosedText>,
}

/// What was found in a text that is not open.
#[derive(Debug)]
pub(super) struct ClosedText {
    /// Its URI.
    pub uri: Arc<str>,
    /// A number for this state of it.
    pub generation: Generation,
    /// The list that is to be shown.
    pub items: Box<RawValue>,
}

impl ClosedText {
    /// What is to be shown, for a client that has shown the result `previous`.
    pub fn report(&self, previous: Option<&str>) -> WorkspaceReport {
        let items = || self.items.clone();
        let id =
            if self.items.get() == none().get() { EMPTY.to_owned() } else { format!("closed.{}", self.generation.0) };
        WorkspaceReport { uri: Arc::clone(&self.uri), version: None, report: unless_known(id, previous, items) }
    }
}

/// The answer for a document that is not open: nothing is said of it.
pub(super) fn nothing() -> DiagnosticReport {
    DiagnosticReport::Full { result_id: EMPTY.to_owned(), items: none() }
}

/// An empty list.
pub(super) fn none() -> Box<RawValue> {
    RawValue::from_string("[]".to_owned()).expect("an empty list is JSON")
}

/// The diagnostics under this result id, unless the client has them already.
pub(super) fn unless_known(
    result_id: String,
    previous: Option<&str>,
    items: impl FnOnce() -> Box<RawValue>,
) -> DiagnosticReport {
    if previous == Some(&result_id) {
        return DiagnosticReport::Unchanged { result_id };
    }
    DiagnosticReport::Full { result_id, items: items() }
}

/// What a client that asks about all documents has of them.
pub(super) struct Known<'p> {
    previous: &'p [PreviousResult],
    by_document: BTreeMap<Key, &'p str>,
}

impl<'p> Known<'p> {
    /// As the client says it, and as it was told since in parts of the answer.
    pub fn of(previous: &'p [PreviousResult], parts: Option<&'p Parts>) -> Self {
        let came_with = previous.iter().map(|p| (Key::of(&p.uri), p.value.as_str()));
        let told = parts.into_iter().flat_map(Parts::told).map(|(document, id)| (document.clone(), id));
        Self { previous, by_document: gather::map(came_with.chain(told)) }
    }

    /// The result id that it has of a document.
    pub fn of_document(&self, document: &Key) -> Option<&'p str> {
        self.by_document.get(document).copied()
    }

    /// What is wrong in closed files; and of documents that are not open any more, that there is nothing.
    pub fn of_closed(&self, open: &[WorkspaceReport], closed: &ClosedFiles, client: Client) -> Vec<WorkspaceReport> {
        let open_keys = gather::set(open.iter().map(|report| Key::of(&report.uri)));
        let own = closed.slips.iter().map(|(path, (generation, slips))| {
            let uri: Arc<str> = uri::of_file(path).into();
            let report = unless_known(format!("closed.{}", generation.0), self.of_document(&Key::of(&uri)), || {
                serde_json::value::to_raw_value(&convert::slips(slips, client)).unwrap_or_else(|_| none())
            });
            WorkspaceReport { uri, version: None, report }
        });
        let mut reports: Vec<WorkspaceReport> = own.collect();
        let texts = closed.texts.iter().filter(|(key, _)| !open_keys.contains(key));
        reports.extend(texts.map(|(key, text)| text.report(self.of_document(key))));
        let told = gather::set(open.iter().chain(&reports).map(|report| Key::of(&report.uri)));
        let gone = self.previous.iter().filter(|p| p.value != EMPTY && !told.contains(&Key::of(&p.uri)));
        reports.extend(gone.map(|p| WorkspaceReport { uri: Arc::clone(&p.uri), version: None, report: nothing() }));
        reports
    }
}
