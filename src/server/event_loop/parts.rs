//! Answers about all documents that their clients take in parts: what is known of files that are not open is told while the
//! rest is worked out. Of open documents all is told at the end: who shows them asks for each by itself, and leaves out what
//! is said of it here; a client that was told early would not be told to ask again.

use std::sync::Arc;

use super::super::diagnostics::ClosedText;
use super::super::protocol::WorkspaceReport;
use super::super::publish::Found;
use super::super::question::Question;
use super::super::uri::Key;
use super::{EventLoop, Open};

impl EventLoop {
    /// Tells what is known already.
    pub(super) fn begin_parts(&self, question: &mut Question) {
        let Some(parts) = &mut question.parts else { return };
        let closed = self.closed.texts.iter().filter(|(key, _)| !self.documents.contains_key(*key));
        closed.for_each(|(key, text)| parts.add(text.report(parts.known(key))));
        parts.send_due(&self.output);
    }

    /// Tells what was found in a file that is not open.
    pub(super) fn tell_closed_part(&mut self, key: &Key, text: &ClosedText) {
        if self.documents.contains_key(key) {
            return;
        }
        for parts in self.schedule.in_parts().filter_map(|question| question.parts.as_mut()) {
            parts.add(text.report(parts.known(key)));
            parts.send_due(&self.output);
        }
    }
}

impl Open {
    /// What there is to show of its text, for a client that has shown the result `previous`.
    pub(super) fn workspace_report(
        &mut self,
        found: &Found,
        previous: Option<&str>,
        client: super::Client,
        output: &super::Output,
    ) -> WorkspaceReport {
        WorkspaceReport {
            uri: Arc::clone(&found.snapshot.uri),
            version: Some(found.snapshot.version),
            report: self.published.report(found, self.document.last_edit, previous, client, output),
        }
    }
}
