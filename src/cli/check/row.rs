//! Work that is done side by side on all cores and taken in the order in which it was begun.
//!
//! `check` looks at files so: those that are done wait here for their turn to be told, and no core waits for the slowest
//! of a number of files. Who takes them is not woken for each, but before those that wait take much room.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use rayon::Scope;

/// What was begun and not yet taken.
pub(super) struct Row<T> {
    state: Mutex<State<T>>,
    /// What is waited for is done.
    done: Condvar,
}

struct State<T> {
    /// Of each piece of work what came of it, once it is done, and the room it takes; in the order in which they were begun.
    results: VecDeque<Option<(thread::Result<T>, usize)>>,
    /// How many were taken before these.
    taken: usize,
    /// How many of the first are done, and the room that these take.
    ready: usize,
    room: usize,
    /// So many of the first are waited for.
    awaited: usize,
    /// That much room is not to be taken by what could be taken from here.
    much: usize,
}

impl<T: Send> Row<T> {
    /// A row of nothing, to be taken from before that much room is taken by what is ready.
    pub fn new(much: usize) -> Self {
        let state = State { results: VecDeque::new(), taken: 0, ready: 0, room: 0, awaited: usize::MAX, much };
        Self { state: Mutex::new(state), done: Condvar::new() }
    }

    /// How many are begun and not yet taken.
    pub fn len(&self) -> usize {
        self.lock().results.len()
    }

    /// Has `work` done in a scope, behind what was begun before; without one it is done at once. It also says how much room its
    /// outcome takes.
    pub fn begin<'scope>(
        &'scope self,
        scope: Option<&Scope<'scope>>,
        work: impl FnOnce() -> (T, usize) + Send + 'scope,
    ) {
        let mut state = self.lock();
        let index = state.taken + state.results.len();
        state.results.push_back(None);
        drop(state);
        let work = move || {
            // Who waits for it must learn of a panic, too: it goes on there.
            let result = match panic::catch_unwind(AssertUnwindSafe(work)) {
                Ok((outcome, room)) => (Ok(outcome), room),
                Err(panic) => (Err(panic), 0),
            };
            if self.lock().settle(index, result) {
                self.done.notify_one();
            }
        };
        match scope {
            Some(scope) => scope.spawn(|_| work()),
            None => work(),
        }
    }

    /// Takes the first `count`, or all if they are fewer, and waits until these are done; fewer where those that are take
    /// much room.
    pub fn take(&self, count: usize) -> Vec<T> {
        let mut state = self.lock();
        state.awaited = count.min(state.results.len());
        while !state.is_enough() {
            state = self.done.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let results = state.take();
        drop(state);
        results.into_iter().map(|result| result.unwrap_or_else(|panic| panic::resume_unwind(panic))).collect()
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // Nothing in here panics half way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> State<T> {
    /// Keeps what came of the work begun as number `index`; whether what is waited for is ready by this.
    fn settle(&mut self, index: usize, result: (thread::Result<T>, usize)) -> bool {
        let was_enough = self.is_enough();
        self.results[index - self.taken] = Some(result);
        while let Some(Some((_, room))) = self.results.get(self.ready) {
            self.room += room;
            self.ready += 1;
        }
        !was_enough && self.is_enough()
    }

    /// Whether all that is waited for is ready, or much room is taken.
    fn is_enough(&self) -> bool {
        self.ready >= self.awaited || self.room >= self.much
    }

    /// Takes what is waited for, as far as it is ready.
    fn take(&mut self) -> Vec<thread::Result<T>> {
        let count = self.ready.min(self.awaited);
        let results: Vec<_> = self.results.drain(..count).flatten().collect();
        (self.taken, self.ready, self.awaited) = (self.taken + count, self.ready - count, usize::MAX);
        self.room -= results.iter().map(|(_, room)| room).sum::<usize>();
        results.into_iter().map(|(result, _)| result).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn all_is_taken_in_the_order_in_which_it_was_begun() {
        let row = Row::new(usize::MAX);
        let mut taken = Vec::new();
        rayon::in_place_scope(|scope| {
            for number in 0..100_u64 {
                row.begin(Some(scope), move || {
                    thread::sleep(Duration::from_micros((number * 37) % 400));
                    (number, 1)
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
    fn without_a_scope_it_is_done_at_once() {
        let row = Row::new(usize::MAX);
        let mut done = Vec::new();
        row.begin(None, || (done.push("first"), 1));
        assert_eq!((row.take(7), row.take(7)), (vec![()], vec![]));
        assert_eq!(done, ["first"]);
    }

    #[test]
    fn what_takes_much_room_is_taken_before_all_is_done() {
        let row = Row::new(10);
        let hold = Mutex::new(());
        let held = hold.lock().unwrap();
        rayon::in_place_scope(|scope| {
            row.begin(Some(scope), || ("first", 3));
            row.begin(Some(scope), || ("second", 7));
            row.begin(Some(scope), || (hold.lock().map_or("", |_| "third"), 1));
            assert_eq!(row.take(3), ["first", "second"]);
            drop(held);
            assert_eq!(row.take(3), ["third"]);
            assert!(row.take(3).is_empty());
        });
    }

    #[test]
    fn a_panic_reaches_who_waits() {
        let row = Row::new(usize::MAX);
        let waited = panic::catch_unwind(AssertUnwindSafe(|| {
            rayon::in_place_scope(|scope| {
                row.begin(Some(scope), || -> (u8, usize) { panic!("as expected") });
                row.take(1)
            })
        }));
        assert!(waited.is_err());
    }
}
