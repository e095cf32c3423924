//! Results of checks, and the answers to those who wait for them.

use std::sync::Arc;

use tower_lsp::jsonrpc;

use super::super::actions;
use super::super::protocol::{CodeActionParams, MessageType};
use super::super::publish::Found;
use super::super::schedule::{Question, Reply};
use super::super::uri::{self, Key};
use super::super::worker::Checked;
use super::EventLoop;

impl EventLoop {
    pub(super) fn code_actions(&mut self, params: CodeActionParams, reply: Reply) {
        let Some(open) = self.documents.get_mut(&Key::of(&params.text_document.uri)) else {
            let _ = reply.send(Ok(Vec::new()));
            return;
        };
        let question = Question { snapshot: open.document.now.clone(), params, reply, sent: false };
        match open.current().filter(|found| found.judged).cloned() {
            Some(found) => self.answer(question, &found),
            None => self.schedule.ask(question),
        }
    }

    /// Answers from what was found in the very text that was asked about.
    fn answer(&mut self, question: Question, found: &Found) {
        let key = Key::of(&found.snapshot.uri);
        let current = self.documents.get_mut(&key).filter(|open| open.current().is_some());
        let moved_on = current.is_none();
        // The client is to know the findings that the actions belong to.
        if let Some(open) = current {
            open.published.send(found, open.document.last_edit, self.client, &self.output);
        }
        let answer = if moved_on && !self.client.document_changes {
            // Edits without a version would be applied to whatever stands there by now.
            Err(jsonrpc::Error::content_modified())
        } else {
            Ok(actions::actions(found, &question.params, self.client))
        };
        // A cancelled request has nobody to answer to.
        let _ = question.reply.send(answer);
    }

    /// Takes a result: keeps it if the text still stands, and answers who asked about that text.
    pub(super) fn take(&mut self, checked: Checked) {
        let Checked { snapshot, findings, judged } = checked;
        let findings = findings.unwrap_or_else(|panic| {
            self.report_panic(&snapshot.uri, &panic);
            Arc::default()
        });
        let found = Found { snapshot, findings, judged };
        let key = Key::of(&found.snapshot.uri);
        if let Some(open) = self.documents.get_mut(&key)
            && open.document.now.generation == found.snapshot.generation
        {
            open.found = Some(found.clone());
            open.published.want();
            self.schedule.unwant(&key);
        }
        if !judged {
            return;
        }
        self.schedule.ask_again(found.snapshot.id, found.snapshot.generation);
        for question in self.schedule.answerable(found.snapshot.generation) {
            self.answer(question, &found);
        }
    }

    fn report_panic(&mut self, uri: &str, panic: &str) {
        tracing::error!("the check of {uri} failed: {panic}");
        let message = format!(
            "postedit could not check {}: it met an error of its own ({panic}). Other documents are checked as before. Please report this.",
            uri::path(uri).display()
        );
        self.notices.show(MessageType::Error, message);
    }
}
