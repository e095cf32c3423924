//! Memory that is not needed any more, given back to the system once nothing is to be done.
//!
//! Judging a long text takes several times as much room as keeping it. The allocator holds on to what was freed, as the
//! next judgement will want it again, and only looks for what has lain idle for a second when a thread ends. Nobody's
//! thread ends while a text is open; so the `worker` has one begin and end when it has rested for long enough. What
//! takes much room for a while is done `apart`, so that the threads that stay keep none of it at hand.

use std::any::Any;
use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, ScopedJoinHandle, scope};
use std::time::Duration;

/// Who has had nothing to do for so long gives memory back: a little more than the allocator's own second.
pub(super) const REST: Duration = Duration::from_millis(1200);

/// Gives back what has lain idle since the rest began.
pub(super) fn give_back() {
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
