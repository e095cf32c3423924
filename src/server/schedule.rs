//! What the worker does next: one text at a time, the newest of each document, questions first.
//!
//! An idle worker gets work at once. While it works, a document that changes again and again waits in one place
//! of the line, and its newest text is taken when its turn comes. A question is about the texts at its own place
//! among the edits, and is answered for those texts.

use std::collections::VecDeque;

use super::document::{DocumentId, Generation};
use super::question::{Lack, Question};
use super::uri::Key;

/// What waits for the worker.
#[derive(Debug, Default)]
pub(super) struct Schedule {
    busy: bool,
    /// Names are being listed, of one text at a time: who asks for others may not need them any more by then.
    naming: bool,
    documents: VecDeque<Key>,
    lists: VecDeque<Key>,
    questions: VecDeque<Question>,
}

/// What the worker is to do next.
#[derive(Debug)]
pub(super) enum Next {
    /// Find this out: somebody asked about it.
    Asked(Lack),
    /// Check this document as it stands.
    Wanted(Key),
    /// List the names of this document as it stands.
    Listed(Key),
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

    /// The names of the document are to be listed when there is time.
    pub fn list(&mut self, key: &Key) {
        if !self.lists.contains(key) {
            self.lists.push_back(key.clone());
        }
    }

    /// Puts a question in line.
    pub fn ask(&mut self, question: Question) {
        self.questions.push_back(question);
    }

    /// Has all waiting questions `learn` something, and takes those out of the line that can be answered now, in
    /// their order.
    pub fn learn(&mut self, learn: impl FnMut(&mut Question)) -> Vec<Question> {
        self.questions.iter_mut().for_each(learn);
        self.take(|question| !question.waits())
    }

    /// The questions that are answered in parts, of which somebody still waits for the rest.
    pub fn in_parts(&mut self) -> impl Iterator<Item = &mut Question> {
        self.questions.iter_mut().filter(|question| question.parts.is_some() && !question.reply.is_closed())
    }

    /// Takes the questions about a document out of the line, in their order.
    pub fn questions_about(&mut self, id: DocumentId) -> Vec<Question> {
        self.take(|question| question.concerns(id))
    }

    /// Takes those out of the line that nobody needs the answer to any more: the document has been edited since, and
    /// is asked about again.
    pub fn outdated(&mut self, id: DocumentId, newer: Generation) -> Vec<Question> {
        self.take(|question| question.is_outdated(id, newer))
    }

    /// What is asked about a text that was left behind before it was judged is sent to be checked after all.
    pub fn ask_again(&mut self, id: DocumentId, newer: Generation) {
        self.questions.iter_mut().for_each(|question| question.ask_again(id, newer));
    }

    /// What the worker is to do now; after this it is busy, until [`Self::rest`].
    pub fn next(&mut self) -> Option<Next> {
        if self.busy {
            return None;
        }
        self.questions.retain(|question| !question.reply.is_closed());
        let naming = self.naming;
        let asked = self.questions.iter_mut().find_map(|question| question.send(naming));
        let asked = asked.map(Next::Asked);
        let wanted = || self.documents.pop_front().map(Next::Wanted);
        let listed = || if naming { None } else { self.lists.pop_front().map(Next::Listed) };
        let next = asked.or_else(wanted).or_else(listed);
        self.naming |= matches!(next, Some(Next::Asked(Lack::Names(_)) | Next::Listed(_)));
        // What is not open is read elsewhere, and the worker goes on.
        self.busy = next.as_ref().is_some_and(|next| !matches!(next, Next::Asked(Lack::Others(..) | Lack::Closed(_))));
        next
    }

    /// The worker is done.
    pub fn rest(&mut self) {
        self.busy = false;
    }

    /// The names that were to be listed are.
    pub fn named(&mut self) {
        self.naming = false;
    }

    fn take(&mut self, wanted: impl Fn(&Question) -> bool) -> Vec<Question> {
        let (taken, left) = std::mem::take(&mut self.questions).into_iter().partition(wanted);
        self.questions = left;
        Vec::from(taken)
    }
}
