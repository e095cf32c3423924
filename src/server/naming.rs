//! The thread that lists the names of long documents, so that nobody waits for it who types.
//!
//! The `worker` sends it copies of what was read and gets the names among its jobs; `schedule` has it list one text at a
//! time, so that lists that nobody needs any more are never begun.

use std::path::PathBuf;
use std::sync::{Arc, Weak};

use ropey::Rope;

use super::document::Snapshot;
use super::queue::{Sender, channel};
use super::rest::{apart, with_each};
use super::worker::{AT_ONCE, Job, Named, words};
use crate::config::Settings;
use crate::engine::{Engine, Whole};
use crate::format::Format;
use crate::glossary::Glossary;
use crate::language::Language;
use crate::names::inventory::Name;
use crate::slack;

/// A text whose names are to be listed.
pub(super) struct Wish {
    /// The text.
    pub snapshot: Snapshot,
    /// As [`Named`] says.
    pub project: Option<PathBuf>,
    /// As [`Named`] says.
    pub glossary: Arc<Glossary>,
    /// What is known of it.
    pub source: Source,
}

/// What is known of a text whose names are to be listed.
pub(super) enum Source {
    /// It was read.
    Whole(Box<Whole>),
    /// It is to be read in this format by these settings: its document has left it behind, or is still being read itself.
    Text(Format, Box<Settings>),
}

/// Whether the names of a text are listed apart from the worker: those of a short one are there at once.
pub(super) fn is_apart(text: &Rope) -> bool {
    text.len_bytes() > AT_ONCE
}

impl Wish {
    /// Lists the names here and now.
    pub(super) fn named(self) -> Named {
        self.named_by(false, |source, snapshot| Ok(source.names(snapshot)))
    }

    /// The same on a thread of its own, so that this one keeps no memory of it; a panic costs this list.
    fn named_apart(self) -> Named {
        let named = self.named_by(true, |source, snapshot| {
            let read = apart("list", || source.names(snapshot));
            read.map_err(|panic| words(panic.as_ref()))
        });
        slack::give_back();
        named
    }

    fn named_by(self, apart: bool, read: impl FnOnce(Source, &Snapshot) -> Result<Read, String>) -> Named {
        let Self { snapshot, project, glossary, source } = self;
        let (names, language) = match read(source, &snapshot) {
            Ok((names, language)) => (Ok(names.into()), language),
            Err(panic) => (Err(panic), Language::ENGLISH),
        };
        Named { snapshot, project, names, language, glossary, apart }
    }
}

/// The names of a text, and its language.
type Read = (Vec<Name>, Language);

impl Source {
    fn names(self, snapshot: &Snapshot) -> Read {
        let whole = match self {
            Self::Whole(whole) => *whole,
            Self::Text(format, settings) => Engine::new(*settings).read(&String::from(&snapshot.text), format),
        };
        (whole.names(), whole.language())
    }
}

/// Starts the thread; it ends when the sender of wishes is gone.
pub(super) fn start(jobs: Weak<Sender<Job>>) -> Sender<Wish> {
    let (wishes, queue) = channel::<Wish>();
    with_each("lists", queue, move |wish| {
        let named = wish.named_apart();
        // Nobody is left to hear it where the worker has ended.
        let _ = jobs.upgrade().map(|jobs| jobs.send(Job::Named(named)));
    });
    wishes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::document::{Content, DocumentId, Generation};

    fn wish(text: &str, source: Source) -> Wish {
        let snapshot = Snapshot {
            id: DocumentId(1),
            generation: Generation(1),
            uri: "untitled:one".into(),
            version: 1,
            content: Content::Prose(Format::Plain),
            text: Rope::from(text),
        };
        Wish { snapshot, project: None, glossary: Arc::default(), source }
    }

    #[test]
    fn names_are_the_same_wherever_and_from_whatever_they_are_listed() {
        let text = "There Tao Leshan sat. Then Tao Le Shan left with Ilke Brand.\n";
        let whole = || Source::Whole(Box::new(Engine::default().read(text, Format::Plain)));
        let of_text = || Source::Text(Format::Plain, Box::default());
        let at_once = [whole(), of_text()].map(|source| wish(text, source).named());
        let apart = [whole(), of_text()].map(|source| wish(text, source).named_apart());
        for named in at_once.iter().chain(&apart) {
            let names: Vec<&str> = named.names.as_ref().unwrap().iter().map(|name| name.form.as_str()).collect();
            assert_eq!((names, named.language), (vec!["Ilke Brand", "Tao Leshan"], Language::ENGLISH));
        }
        assert_eq!((at_once.map(|named| named.apart), apart.map(|named| named.apart)), ([false; 2], [true; 2]));
    }
}
