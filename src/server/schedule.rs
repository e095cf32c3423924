//! What is checked next: one text at a time, the newest of each document, questions first.
//!
//! An idle worker gets work at once. While it works, a document that changes again and again waits in one place
//! of the line, and its newest text is taken when its turn comes. A question is about the text at its own place
//! among the edits, and is answered for that text.

use std::collections::VecDeque;

use tokio::sync::oneshot;
use tower_lsp::jsonrpc;

use super::document::{DocumentId, Generation, Snapshot};
use super::protocol::{CodeAction, CodeActionParams};
use super::uri::Key;

/// Where the answer to a request for code actions goes.
pub(super) type Reply = oneshot::Sender<jsonrpc::Result<Vec<CodeAction>>>;

/// A request for code actions.
#[derive(Debug)]
pub(super) struct Question {
    /// The text it is about.
    pub snapshot: Snapshot,
    /// What is asked.
    pub params: CodeActionParams,
    /// Closed once the client has cancelled the request.
    pub reply: Reply,
    /// Its text is being checked.
    pub sent: bool,
}

/// What waits to be checked.
#[derive(Debug, Default)]
pub(super) struct Schedule {
    busy: bool,
    documents: VecDeque<Key>,
    questions: VecDeque<Question>,
}

/// What the worker is to do next.
#[derive(Debug)]
pub(super) enum Next {
    /// Check this text: somebody asked about it.
    Asked(Snapshot),
    /// Check this document as it stands.
    Wanted(Key),
}

impl Schedule {
    /// The document has a text that nobody has checked.
    pub fn want(&mut self, key: &Key) {
        if !self.documents.contains(key) {
            self.documents.push_back(key.clone());
        }
    }

    /// The document's text needs no check any more.
    pub fn unwant(&mut self, key: &Key) {
        self.documents.retain(|other| other != key);
    }

    /// Puts a question in line.
    pub fn ask(&mut self, question: Question) {
        self.questions.push_back(question);
    }

    /// Takes the questions about a text out of the line, in their order.
    pub fn answerable(&mut self, generation: Generation) -> Vec<Question> {
        self.take(|question| question.snapshot.generation == generation)
    }

    /// Takes the questions about a document out of the line, in their order.
    pub fn questions_about(&mut self, id: DocumentId) -> Vec<Question> {
        self.take(|question| question.snapshot.id == id)
    }

    /// Questions about a text that was left behind before it was judged are sent to be checked after all.
    pub fn ask_again(&mut self, id: DocumentId, newer: Generation) {
        let late = |question: &&mut Question| question.snapshot.id == id && question.snapshot.generation < newer;
        self.questions.iter_mut().filter(late).for_each(|question| question.sent = false);
    }

    /// What the worker is to do now; after this it is busy, until [`Self::rest`].
    pub fn next(&mut self) -> Option<Next> {
        if self.busy {
            return None;
        }
        self.questions.retain(|question| !question.reply.is_closed());
        let asked = self.questions.iter_mut().find(|question| !question.sent).map(|question| {
            question.sent = true;
            Next::Asked(question.snapshot.clone())
        });
        let next = asked.or_else(|| self.documents.pop_front().map(Next::Wanted));
        self.busy = next.is_some();
        next
    }

    /// The worker is done.
    pub fn rest(&mut self) {
        self.busy = false;
    }

    fn take(&mut self, wanted: impl Fn(&Question) -> bool) -> Vec<Question> {
        let (taken, left) = std::mem::take(&mut self.questions).into_iter().partition(wanted);
        self.questions = left;
        Vec::from(taken)
    }
}
