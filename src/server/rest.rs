//! Memory that is not needed any more, given back to the system once nothing is to be done.
//!
//! Judging a long text takes several times as much room as keeping it. The allocator holds on to what was freed, as the
//! next judgement will want it again: a thread keeps the pages that it has emptied, and what lies idle for a second is only
//! looked for when a thread ends. So a thread that has rested for long enough goes on as a new one, and a second later the
//! `worker` has one more begin and end. What takes much room for a while is done `apart`, so that the threads that stay
//! keep none of it at hand.

use std::any::Any;
use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, ScopedJoinHandle, scope};
use std::time::{Duration, Instant};

use super::queue::Receiver;

/// Who has had nothing to do for so long gives memory back: a little more than the allocator's own second.
const REST: Duration = Duration::from_millis(1200);

/// How long a thread that waits for work has had none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rested {
    since: Instant,
    stage: Stage,
}

/// What it has done about its memory since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Nothing,
    /// It has gone on as a new thread.
    New,
    /// It has given back all it could.
    Done,
}

/// What comes next to a thread that waits for work.
#[derive(Debug)]
pub(super) enum Awaited<T> {
    /// Work.
    Work(T),
    /// The time until which it was to be waited for.
    Due,
    /// Nothing for a while: the thread is to [`go_on`] as a new one.
    Rest,
    /// Nothing any more.
    End,
}

impl Rested {
    /// Not at all.
    pub fn new() -> Self {
        Self { since: Instant::now(), stage: Stage::Nothing }
    }

    /// Waits for work.
    pub fn wait<T>(&mut self, queue: &Receiver<T>, until: Option<Instant>) -> Awaited<T> {
        loop {
            let enough = (self.stage != Stage::Done).then(|| self.since + REST);
            let Some(end) = until.into_iter().chain(enough).min() else {
                return queue.recv().map_or(Awaited::End, Awaited::Work);
            };
            match queue.recv_until(end) {
                Ok(work) => return Awaited::Work(work),
                Err(RecvTimeoutError::Disconnected) => return Awaited::End,
                Err(RecvTimeoutError::Timeout) if enough != Some(end) => return Awaited::Due,
                Err(RecvTimeoutError::Timeout) if self.stage == Stage::Nothing => {
                    *self = Self { since: Instant::now(), stage: Stage::New };
                    return Awaited::Rest;
                }
                Err(RecvTimeoutError::Timeout) => {
                    give_back();
                    self.stage = Stage::Done;
                }
            }
        }
    }
}

/// Starts a thread that does some work with each thing that comes, until nothing can; at rest it goes on as a new one.
pub(super) fn with_each<T: Send + 'static>(
    name: &'static str,
    queue: Receiver<T>,
    work: impl FnMut(T) + Send + 'static,
) {
    let run = move || each(name, queue, work, Rested::new());
    Builder::new().name(name.to_owned()).spawn(run).expect("the system has room for a thread");
}

fn each<T: Send + 'static>(
    name: &'static str,
    queue: Receiver<T>,
    mut work: impl FnMut(T) + Send + 'static,
    mut rested: Rested,
) {
    loop {
        match rested.wait(&queue, None) {
            Awaited::Work(item) => {
                work(item);
                rested = Rested::new();
            }
            // Nothing is waited for but work.
            Awaited::Due => {}
            Awaited::Rest => return go_on(name, move || each(name, queue, work, rested)),
            Awaited::End => return,
        }
    }
}

/// Goes on with `work` as a new thread of this name; as this one where the system has no room for one more.
pub(super) fn go_on(name: &str, work: impl FnOnce() + Send + 'static) {
    let work = Arc::new(Mutex::new(Some(work)));
    let theirs = Arc::clone(&work);
    let begun = Builder::new().name(name.to_owned()).spawn(move || {
        let work = theirs.lock().unwrap_or_else(PoisonError::into_inner).take();
        work.into_iter().for_each(|work| work());
    });
    if begun.is_err() {
        let work = work.lock().unwrap_or_else(PoisonError::into_inner).take();
        work.into_iter().for_each(|work| work());
    }
}

/// Gives back what has lain idle since the rest began.
fn give_back() {
    // The allocator gets to know a thread by its first allocation.
    let _ = apart("rest", || drop(black_box(Box::new(0))));
}

/// Does some work on a thread of its own, and waits for it; the error is what its panic said.
pub(super) fn apart<T: Send>(name: &str, work: impl FnOnce() -> T + Send) -> Result<T, Box<dyn Any + Send>> {
    let work = Mutex::new(Some(work));
    let run = || work.lock().unwrap_or_else(PoisonError::into_inner).take().map(|work| work());
    let thread = Builder::new().name(name.to_owned());
    let done = scope(|scope| thread.spawn_scoped(scope, run).map(ScopedJoinHandle::join));
    // Where the system has no room for one more thread, this one does it.
    let done = done.unwrap_or_else(|_| catch_unwind(AssertUnwindSafe(run)));
    done.map(|done| done.expect("nobody else takes the work"))
}
