//! Documents as they are opened, edited and closed.

use std::time::Instant;

use tower_lsp::jsonrpc::{Error, ErrorCode};

use super::super::document::{Document, DocumentId, Generation};
use super::super::protocol::{DidChangeParams, DidCloseParams, DidOpenParams, MessageType};
use super::super::publish::{self, Published};
use super::super::typing::Typing;
use super::super::uri::{self, Key};
use super::super::worker::Job;
use super::names::{LatestNames, Viewed};
use super::{EventLoop, Open};

impl EventLoop {
    pub(super) fn open(&mut self, params: DidOpenParams) {
        let key = Key::of(&params.text_document.uri);
        self.numbers += 1;
        let (id, generation) = (DocumentId(self.numbers), Generation(self.numbers));
        let document = Document::open(params.text_document, id, generation);
        let open = Open {
            document,
            found: None,
            latest: LatestNames::default(),
            published: Published::default(),
            viewed: Viewed::default(),
        };
        if let Some(before) = self.documents.insert(key.clone(), open) {
            tracing::warn!("{} was opened twice; the newer text counts", before.document.now.uri);
            self.forget(before.document.now.id);
        }
        self.look(false);
        self.share_buffer(&key);
        self.touched(&key);
    }

    pub(super) fn change(&mut self, params: DidChangeParams) {
        let uri = params.text_document.uri;
        let key = Key::of(&uri);
        let Some(Open { document, published, found, latest, .. }) = self.documents.get_mut(&key) else {
            tracing::warn!("an edit of {uri}, which is not open, is left out");
            return;
        };
        // What is of no use any more would have to be copied where it is kept up to date.
        *found = None;
        let known = document.changes().len();
        document.change(params.content_changes, self.client.encoding);
        self.numbers += 1;
        document.now.generation = Generation(self.numbers);
        let changes = &document.changes()[known..];
        if !changes.is_empty() {
            let typing = Typing::of(&document.now.text, changes, Instant::now());
            published.edited(document.now.generation, changes, typing);
            latest.edited(changes);
        }
        let before = document.now.version;
        document.now.version = params.text_document.version.unwrap_or(before);
        if document.now.version < before && !std::mem::replace(&mut document.distrusted, true) {
            let message = format!(
                "{}: the editor's version went back from {before} to {}. What is checked may differ from what you see; if so, close the document and open it again.",
                uri::path(&uri).display(),
                document.now.version
            );
            tracing::warn!("{message}");
            self.notices.log(MessageType::Warning, message);
        }
        let (id, generation) = (document.now.id, document.now.generation);
        for question in self.schedule.outdated(id, generation) {
            let _ = question.reply.send(Err(server_cancelled()));
        }
        self.share_buffer(&key);
        self.touched(&key);
    }

    pub(super) fn close(&mut self, params: &DidCloseParams) {
        let uri = &params.text_document.uri;
        let key = Key::of(uri);
        self.schedule.unwant(&key);
        if let Some(open) = self.documents.remove(&key) {
            if !self.client.pulls {
                publish::clear(&self.output, &open.document.now.uri);
            }
            self.tell_closed_again(&key);
            self.say_names_gone(&open);
            self.forget(open.document.now.id);
            self.drop_buffer(&open.document);
        }
    }

    /// The text of these documents stands, but what there is to say of it may not.
    pub(super) fn check_again(&mut self, which: impl Fn(&Document) -> bool) {
        let open = self.documents.iter_mut().filter(|(_, open)| which(&open.document));
        let mut again = Vec::new();
        for (key, open) in open {
            self.numbers += 1;
            open.document.now.generation = Generation(self.numbers);
            again.push(key.clone());
        }
        again.iter().for_each(|key| self.touched(key));
        if !again.is_empty() {
            self.have_pulled_again();
        }
    }

    /// The document is to be checked as it stands: now, or when the client asks.
    fn touched(&mut self, key: &Key) {
        if !self.client.pulls {
            self.schedule.want(key);
        }
        if let Some(open) = self.documents.get_mut(key).filter(|_| self.views_names) {
            open.want_names();
        }
    }

    /// Nothing about this opening of a document is of interest any more.
    fn forget(&mut self, id: DocumentId) {
        for question in self.schedule.questions_about(id) {
            // A cancelled request has nobody to answer to.
            let _ = question.reply.send(Ok(question.ask.nothing()));
        }
        for question in self.schedule.learn(|question| question.forget(id)) {
            self.answer(question);
        }
        self.job(Job::Forget(id));
    }
}

/// What a client is answered that has asked what to show of a text, and then edited it. It is told to ask again, though
/// it does so by itself: told not to, vscode-languageclient 10.1 never asks about that document again.
fn server_cancelled() -> Error {
    /// `LSPErrorCodes.ServerCancelled`.
    const CODE: i64 = -32802;
    let data = Some(serde_json::json!({ "retriggerRequest": true }));
    Error { code: ErrorCode::ServerError(CODE), message: "The text has been edited since.".into(), data }
}
