//! The thread that judges long documents as wholes, so that nobody waits for it.
//!
//! The `worker` sends it copies of what was read and gets the judgements among its jobs. It judges one at a time; a
//! rule that fails costs one judgement.

use std::sync::Weak;
use std::sync::mpsc::{self, Sender};
use std::time::{Duration, Instant};

use super::document::DocumentId;
use super::rest::apart;
use super::worker::{Job, words};
use crate::engine::{Judgement, Whole};

/// How a document is judged: [`Whole::judge`], but for tests of what happens when that goes wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judge(pub fn(&Whole) -> Judgement);

/// A document that is to be judged.
pub(super) type Case = (DocumentId, Box<Whole>);

/// A document that was judged.
#[derive(Debug)]
pub(super) struct Judged {
    /// Which.
    pub id: DocumentId,
    /// What was found; or what a rule's panic said.
    pub judgement: Result<Judgement, String>,
    /// How long it took.
    pub took: Duration,
}

impl Default for Judge {
    fn default() -> Self {
        Self(Whole::judge)
    }
}

impl Judge {
    /// Judges here and now.
    pub(super) fn of(self, whole: &Whole) -> Judgement {
        self.0(whole)
    }

    /// Starts the thread; it ends when the sender of cases is gone.
    pub(super) fn start(self, jobs: Weak<Sender<Job>>) -> Sender<Case> {
        let (cases, queue) = mpsc::channel::<Case>();
        let work = move || {
            for (id, whole) in queue {
                let started = Instant::now();
                let judgement = apart("judge", || self.of(&whole).hold());
                let judgement = judgement.map_err(|panic| words(panic.as_ref()));
                let judged = Judged { id, judgement, took: started.elapsed() };
                // Nobody is left to hear it where the worker has ended.
                let _ = jobs.upgrade().map(|jobs| jobs.send(Job::Judged(judged)));
            }
        };
        std::thread::Builder::new().name("judges".into()).spawn(work).expect("the system has room for a thread");
        cases
    }
}
