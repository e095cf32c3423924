//! The thread that checks: snapshots in, findings out, one at a time.
//!
//! It keeps one engine for each open document, so that an edit costs what it touched. It knows nothing of
//! versions or the client; the event loop decides what is checked and what is still wanted of it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use rustc_hash::FxHashMap;

use super::document::{DocumentId, Snapshot};
use crate::config::Settings;
use crate::engine::Engine;
use crate::finding::Finding;
use crate::format::Format;

/// How a text is checked: [`Engine::check`], but for tests of what happens when that goes wrong.
pub(super) type Check = fn(&mut Engine, &str, Format) -> Vec<Finding>;

/// What the worker can be asked.
#[derive(Debug)]
pub(super) enum Job {
    /// Check this text with these settings.
    Check(Snapshot, Arc<Settings>),
    /// The document is closed: what is kept of it can go.
    Forget(DocumentId),
}

/// What was found in a snapshot.
#[derive(Debug)]
pub(super) struct Checked {
    /// The text that was checked.
    pub snapshot: Snapshot,
    /// In the order of the text; or what a rule's panic said.
    pub findings: Result<Vec<Finding>, String>,
}

/// Starts the thread; it ends when the sender of jobs is gone. `done` gets each answer.
pub(super) fn start(check: Check, done: impl Fn(Checked) + Send + 'static) -> Sender<Job> {
    let (jobs, queue) = mpsc::channel();
    let work = move || {
        let mut worker = Worker { check, engines: FxHashMap::default() };
        for job in queue {
            match job {
                Job::Check(snapshot, settings) => done(worker.check(snapshot, &settings)),
                Job::Forget(id) => drop(worker.engines.remove(&id)),
            }
        }
    };
    std::thread::Builder::new().name("checks".into()).spawn(work).expect("the system has room for a thread");
    jobs
}

struct Worker {
    check: Check,
    engines: FxHashMap<DocumentId, (Arc<Settings>, Engine)>,
}

impl Worker {
    fn check(&mut self, snapshot: Snapshot, settings: &Arc<Settings>) -> Checked {
        // The engine is out of the table while it works: one that panicked halfway is not used again.
        let mut engine = match self.engines.remove(&snapshot.id) {
            Some((known, engine)) if Arc::ptr_eq(&known, settings) => engine,
            Some((_, mut engine)) => {
                engine.set_settings(Settings::clone(settings));
                engine
            }
            None => Engine::new(Settings::clone(settings)),
        };
        let text = snapshot.text.to_string();
        let check = self.check;
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let findings = check(&mut engine, &text, snapshot.format);
            (findings, engine)
        }));
        let findings = match outcome {
            Ok((findings, engine)) => {
                self.engines.insert(snapshot.id, (Arc::clone(settings), engine));
                Ok(findings)
            }
            Err(panic) => Err(words(panic.as_ref())),
        };
        Checked { snapshot, findings }
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no message").to_owned()
}
