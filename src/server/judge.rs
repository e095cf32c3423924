//! The thread that judges long documents as wholes, so that nobody waits for it.
//!
//! The `worker` sends it copies of what was read and gets the judgements among its jobs. It judges one at a time; a
//! rule that fails costs one judgement.

use std::sync::Weak;
use std::time::{Duration, Instant};

use super::document::DocumentId;
use super::queue::{Sender, channel};
use super::rest::{apart, with_each};
use super::worker::{Job, words};
use crate::engine::{Judgement, Whole};
use crate::slack;

/// How a document is judged: [`Whole::judge_packed`], but for tests of what happens when that goes wrong.
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
        Self(Whole::judge_packed)
    }
}

impl Judge {
    /// Judges here and now.
    pub(super) fn of(self, whole: &Whole) -> Judgement {
        self.0(whole)
    }

    /// Starts the thread; it ends when the sender of cases is gone.
    pub(super) fn start(self, jobs: Weak<Sender<Job>>) -> Sender<Case> {
        let (cases, queue) = channel::<Case>();
        with_each("judges", queue, move |(id, whole)| {
            let judged = self.judged(id, &whole);
            drop(whole);
            // Nobody is left to hear it where the worker has ended.
            let _ = jobs.upgrade().map(|jobs| jobs.send(Job::Judged(judged)));
        });
        cases
    }

    fn judged(self, id: DocumentId, whole: &Whole) -> Judged {
        let started = Instant::now();
        let judgement = apart("judge", || self.of(whole));
        slack::give_back();
        // What is kept, made where everything else is gone, lies close together.
        let judgement = judgement.and_then(|judgement| apart("hold", || judgement.hold()));
        Judged { id, judgement: judgement.map_err(|panic| words(panic.as_ref())), took: started.elapsed() }
    }
}
