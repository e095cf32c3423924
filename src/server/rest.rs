//! Memory that is not needed any more, given back to the system once nothing is to be done.
//!
//! Judging a long text takes several times as much room as keeping it. The allocator holds on to what was freed, as the
//! next judgement will want it again, and a thread keeps the pages that it has emptied. So a thread that has rested for
//! long enough gives back what it has (`slack`). What takes much room for a while is done `apart`, so that the threads that
//! stay keep none of it at hand.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, ScopedJoinHandle, scope};
use std::time::{Duration, Instant};

use super::queue::Receiver;
use crate::slack;

/// Who has had nothing to do for so long gives memory back.
const REST: Duration = Duration::from_millis(1200);

/// How long a thread that waits for work has had none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rested {
    since: Instant,
    /// It has given back all it could.
    enough: bool,
}

/// What comes next to a thread that waits for work.
#[derive(Debug)]
pub(super) enum Awaited<T> {
    /// Work.
    Work(T),
    /// The time until which it was to be waited for.
    Due,
    /// Nothing for a while: memory was given back.
    Rest,
    /// Nothing any more.
    End,
}

impl Rested {
    /// Not at all.
    pub fn new() -> Self {
        Self { since: Instant::now(), enough: false }
    }

    /// Waits for work.
    pub fn wait<T>(&mut self, queue: &Receiver<T>, until: Option<Instant>) -> Awaited<T> {
        let enough = (!self.enough).then(|| self.since + REST);
        let Some(end) = until.into_iter().chain(enough).min() else {
            return queue.recv().map_or(Awaited::End, Awaited::Work);
        };
        match queue.recv_until(end) {
            Ok(work) => Awaited::Work(work),
            Err(RecvTimeoutError::Disconnected) => Awaited::End,
            Err(RecvTimeoutError::Timeout) if enough != Some(end) => Awaited::Due,
            Err(RecvTimeoutError::Timeout) => {
                slack::give_back();
                self.enough = true;
                Awaited::Rest
            }
        }
    }
}

/// Starts a thread that does some work with each thing that comes, until nothing can.
pub(super) fn with_each<T: Send + 'static>(
    name: &'static str,
    queue: Receiver<T>,
    mut work: impl FnMut(T) + Send + 'static,
) {
    let mut rested = Rested::new();
    let run = move || {
        loop {
            match rested.wait(&queue, None) {
                Awaited::Work(item) => {
                    work(item);
                    rested = Rested::new();
                }
                Awaited::Due | Awaited::Rest => {}
                Awaited::End => return,
            }
        }
    };
    Builder::new().name(name.to_owned()).spawn(run).expect("the system has room for a thread");
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
