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
        let Some(format) = snapshot.format else {
            return Checked { snapshot, findings: Ok(Vec::new()) };
        };
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
            let findings = check(&mut engine, &text, format);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::range::{ByteRange, Edit, apply};
    use crate::server::document::Generation;
    use proptest::prelude::*;
    use ropey::Rope;

    fn snapshot(generation: u64, text: &str) -> Snapshot {
        Snapshot {
            id: DocumentId(1),
            generation: Generation(generation),
            uri: "untitled:a".into(),
            version: 1,
            format: Some(Format::Markdown),
            text: Rope::from_str(text),
        }
    }

    fn run(check: Check, texts: &[&str]) -> Vec<Result<Vec<Finding>, String>> {
        let (answers, answered) = mpsc::channel();
        let jobs = start(check, move |checked| answers.send(checked).expect("the test listens"));
        for (n, text) in (0..).zip(texts) {
            jobs.send(Job::Check(snapshot(n, text), Arc::default())).expect("the worker is there");
        }
        drop(jobs);
        answered.into_iter().map(|checked| checked.findings).collect()
    }

    #[test]
    fn a_panic_costs_one_check_and_the_engine_it_spoilt() {
        fn check(engine: &mut Engine, text: &str, format: Format) -> Vec<Finding> {
            let mut findings = engine.check(text, format);
            assert!(!text.contains("bad"), "a rule met \"{text}\"");
            findings.push(Finding::new("x", "x", Severity::Hint, ByteRange::new(0, 0), String::new()));
            findings
        }
        let outcomes = run(check, &["Oil .", "bad", "Oil ."]);
        assert_eq!(outcomes[1].as_ref().err().map(String::as_str), Some("a rule met \"bad\""));
        assert_eq!(outcomes[0].as_ref().map(Vec::len), Ok(2));
        assert_eq!(outcomes[0], outcomes[2]);
    }

    #[test]
    fn other_settings_count_from_the_next_check() {
        let (answers, answered) = mpsc::channel();
        let jobs = start(Engine::check, move |checked| answers.send(checked).expect("the test listens"));
        let mut strict = Settings::default();
        strict.min_severity = Severity::Error;
        for settings in [Settings::default(), strict, Settings::default()] {
            jobs.send(Job::Check(snapshot(0, "Oil ."), Arc::new(settings))).expect("the worker is there");
        }
        drop(jobs);
        let found: Vec<usize> = answered.into_iter().map(|checked| checked.findings.map_or(9, |f| f.len())).collect();
        assert_eq!(found, [1, 0, 1]);
    }

    proptest! {
        #[test]
        fn findings_after_edits_are_those_of_a_fresh_engine(
            text in "([A-C]?[a-c]{1,3}( |\n|\n\n| [.,]|,,|\\*)){0,30}",
            edits in prop::collection::vec((0usize..120, 0usize..20, "( |\n\n|[a-c]{1,3}|,|\\.|`){0,3}"), 0..8),
        ) {
            let mut text = text;
            let mut texts = vec![text.clone()];
            for (start, length, new) in edits {
                let start = start.min(text.len());
                let range = ByteRange::new(start, (start + length).min(text.len()));
                text = apply(&text, &[Edit::replace(range, new)]);
                texts.push(text.clone());
            }
            let views: Vec<&str> = texts.iter().map(String::as_str).collect();
            for (text, found) in views.iter().zip(run(Engine::check, &views)) {
                let fresh = Engine::new(Settings::default()).check(text, Format::Markdown);
                prop_assert_eq!(found, Ok(fresh), "{}", text);
            }
        }
    }
}
