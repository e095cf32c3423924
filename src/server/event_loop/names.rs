//! Who views the names of documents is told when they change.
//!
//! A client that has asked for them once is taken for such a viewer. Then they are listed again some time after an edit,
//! when nothing else is to be done.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::document::Generation;
use super::super::names::differ;
use super::super::naming;
use super::super::protocol::NamesChanged;
use super::super::question::{Ask, Names, Piece};
use super::super::uri::{self, Key};
use super::{EventLoop, Open};
use crate::engine::Change;

/// How long a document is left alone after an edit before its names are listed again.
const PAUSE: Duration = Duration::from_millis(250);

/// What a viewer knows of the names of one document.
#[derive(Debug, Default)]
pub(super) struct Viewed {
    told: Option<Names>,
    due: Option<Instant>,
}

/// The names of an open document as they were listed last.
#[derive(Debug, Default)]
pub(super) struct LatestNames {
    known: Option<(Generation, Names)>,
    /// The text whose names are being listed, and what has changed since.
    sent: Option<(Generation, Option<Change>)>,
}

impl LatestNames {
    /// The text is another by these changes.
    pub(super) fn edited(&mut self, changes: &[Change]) {
        let known = self.known.as_mut().map(|(_, names)| &mut names.since);
        let sent = self.sent.as_mut().map(|(_, since)| since);
        for since in known.into_iter().chain(sent) {
            *since = changes.iter().fold(*since, |since, next| Some(since.map_or(*next, |since| since.then(*next))));
        }
    }

    /// Takes the names of a text, which learn what has changed in it since, if it was sent last; whether it was.
    pub(super) fn take(&mut self, generation: Generation, names: &mut Names) -> bool {
        let Some((_, since)) = self.sent.take_if(|(sent, _)| *sent == generation) else { return false };
        names.since = since;
        self.known = Some((generation, names.clone()));
        true
    }
}

impl Open {
    /// The names in the text as it stands, if they are listed.
    pub(super) fn current_names(&self) -> Option<&Names> {
        let current = |(generation, _): &&(Generation, Names)| *generation == self.document.now.generation;
        self.latest.known.as_ref().filter(current).map(|(_, names)| names)
    }

    /// Whether older ones will do for who is content with them: those of a short text are listed before anybody waits.
    pub(super) fn older_names_do(&self) -> bool {
        naming::is_apart(&self.document.now.text)
    }

    /// Those that will do for who asks so.
    pub(super) fn names_for(&self, ask: &Ask) -> Option<Names> {
        let older_do = ask.takes_older_names() && self.older_names_do();
        let older = self.latest.known.as_ref().filter(|_| older_do);
        self.current_names().or(older.map(|(_, names)| names)).cloned()
    }

    /// The names of this text are to be listed.
    pub(super) fn send_names(&mut self, generation: Generation) {
        // Of one that was left behind nobody knows what has changed since.
        self.latest.sent = (generation == self.document.now.generation).then_some((generation, None));
    }

    /// When its names are to be listed again.
    pub(super) fn names_due(&self) -> Option<Instant> {
        self.viewed.due
    }

    /// The names may have changed.
    pub(super) fn want_names(&mut self) {
        self.viewed.due = Some(Instant::now() + PAUSE);
    }
}

impl EventLoop {
    /// Has the names of these texts listed again, some time after the last edit, where older ones did.
    pub(super) fn renew_names(&mut self, pieces: &[Piece]) {
        for piece in pieces.iter().filter(|piece| !piece.closed) {
            let open = self.documents.get_mut(&Key::of(&piece.snapshot.uri));
            open.into_iter().filter(|open| open.current_names().is_none()).for_each(Open::want_names);
        }
    }

    /// The client has been told the names of these texts, and is told when they change.
    pub(super) fn tell_of_names(&mut self, pieces: &[Piece]) {
        self.views_names = true;
        for piece in pieces {
            if let Some(open) = self.documents.get_mut(&Key::of(&piece.snapshot.uri)) {
                // What the document says by itself: that is what is compared with later.
                open.viewed.told = open.current_names().or(piece.names.get()).cloned();
            }
        }
        // What has been edited meanwhile is looked at again.
        self.documents.values_mut().filter(|open| open.current_names().is_none()).for_each(Open::want_names);
    }

    /// Has the names listed of the documents that were edited a while ago.
    pub(super) fn list_due(&mut self) {
        let now = Instant::now();
        for (key, open) in &mut self.documents {
            if open.viewed.due.is_some_and(|due| due <= now) {
                open.viewed.due = None;
                self.schedule.list(key);
            }
        }
    }

    /// Tells a viewer that the names of a document are not those it knows.
    pub(super) fn say_if_names_changed(&mut self, uri: &str, names: &Names) {
        let Some(open) = self.documents.get_mut(&Key::of(uri)).filter(|_| self.views_names) else { return };
        let known = open.viewed.told.as_ref().map(|told| told.names.as_ref()).unwrap_or_default();
        if differ(known, &names.names) {
            open.viewed.told = Some(names.clone());
            let uris = vec![open.document.now.uri.clone()];
            self.output.notify("postedit/namesChanged", NamesChanged { uris });
        }
    }

    /// Tells a viewer that there are other names in files that are not open; of open ones it is told by their text.
    pub(super) fn say_names_of_closed_changed(&self, files: &BTreeSet<PathBuf>) {
        let closed =
            files.iter().map(|path| uri::of_file(path)).filter(|uri| !self.documents.contains_key(&Key::of(uri)));
        let uris: Vec<Arc<str>> = closed.map(Arc::from).collect();
        if self.views_names && !uris.is_empty() {
            self.output.notify("postedit/namesChanged", NamesChanged { uris });
        }
    }

    /// A document with names is closed.
    pub(super) fn say_names_gone(&self, open: &Open) {
        let had = open.viewed.told.as_ref().is_some_and(|told| !told.names.is_empty());
        if self.views_names && had {
            self.output.notify("postedit/namesChanged", NamesChanged { uris: vec![open.document.now.uri.clone()] });
        }
    }
}
