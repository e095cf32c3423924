//! Work that is done side by side on all cores and taken in the order in which it was begun.
//!
//! `check` looks at files so: those that are done wait here for their turn to be told, and no core waits for the slowest
//! of a number of files.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use rayon::Scope;

/// What was begun and not yet taken.
pub(super) struct Row<T> {
    state: Mutex<State<T>>,
    /// All that is waited for is done.
    done: Condvar,
}

struct State<T> {
    /// Of each piece of work what came of it, once it is done; in the order in which they were begun.
    results: VecDeque<Option<thread::Result<T>>>,
    /// How many were taken before these.
    taken: usize,
    /// So many of the first are waited for.
    awaited: usize,
    /// How many of the awaited are not done.
    lacking: usize,
}

impl<T: Send> Row<T> {
    /// A row of nothing.
    pub fn new() -> Self {
        let state = State { results: VecDeque::new(), taken: 0, awaited: 0, lacking: 0 };
        Self { state: Mutex::new(state), done: Condvar::new() }
    }

    /// How many are begun and not yet taken.
    pub fn len(&self) -> usize {
        self.lock().results.len()
    }

    /// Has `work` done, behind what was begun before.
    pub fn begin<'scope>(&'scope self, scope: &Scope<'scope>, work: impl FnOnce() -> T + Send + 'scope) {
        let mut state = self.lock();
        let index = state.taken + state.results.len();
        state.results.push_back(None);
        drop(state);
        scope.spawn(move |_| {
            // Who waits for it must learn of a panic, too: it goes on there.
            let result = panic::catch_unwind(AssertUnwindSafe(work));
            if self.lock().settle(index, result) {
                self.done.notify_one();
            }
        });
    }

    /// Takes the first `count`, or all if they are fewer, and waits until these are done.
    pub fn take(&self, count: usize) -> Vec<T> {
        let mut state = self.lock();
        let count = count.min(state.results.len());
        state.awaited = count;
        state.lacking = state.results.iter().take(count).filter(|result| result.is_none()).count();
        while state.lacking > 0 {
            state = self.done.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.awaited = 0;
        state.taken += count;
        let results: Vec<_> = state.results.drain(..count).flatten().collect();
        drop(state);
        results.into_iter().map(|result| result.unwrap_or_else(|panic| panic::resume_unwind(panic))).collect()
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // Nothing in here panics half way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> State<T> {
    /// Keeps what came of the work begun as number `index`; whether all that is waited for is done by this.
    fn settle(&mut self, index: usize, result: thread::Result<T>) -> bool {
        let place = index - self.taken;
        self.results[place] = Some(result);
        let awaited = place < self.awaited;
        self.lacking -= usize::from(awaited);
        awaited && self.lacking == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn all_is_taken_in_the_order_in_which_it_was_begun() {
        let row = Row::new();
        let mut taken = Vec::new();
        rayon::in_place_scope(|scope| {
            for number in 0..100_u64 {
                row.begin(scope, move || {
                    thread::sleep(Duration::from_micros((number * 37) % 400));
                    number
                });
                if row.len() == 16 {
                    taken.extend(row.take(5));
                }
            }
            taken.extend(row.take(usize::MAX));
        });
        assert_eq!((taken, row.len()), ((0..100).collect(), 0));
        assert!(row.take(1).is_empty());
    }

    #[test]
    fn a_panic_reaches_who_waits() {
        let row = Row::new();
        let waited = panic::catch_unwind(AssertUnwindSafe(|| {
            rayon::in_place_scope(|scope| {
                row.begin(scope, || -> u8 { panic!("as expected") });
                row.take(1)
            })
        }));
        assert!(waited.is_err());
    }
}
