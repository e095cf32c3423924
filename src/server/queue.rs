//! Queues between threads: many put in, one takes out, nobody waits to put in.
//!
//! The standard library's channel does this too, but brings three kinds of queue for each kind of message, and there are
//! ten here: a sixth of a megabyte in a program that editors carry with them. This is a list behind a lock, and keeps no
//! room once it is empty. It is used like the standard library's, and fails with its errors.

use std::collections::VecDeque;
use std::fmt;
use std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// The way in; clones share the queue.
pub(super) struct Sender<T>(Arc<Shared<T>>);

/// The way out.
pub(super) struct Receiver<T>(Arc<Shared<T>>);

struct Shared<T> {
    state: Mutex<State<T>>,
    /// Something was put in, or nobody is left to do so.
    more: Condvar,
}

struct State<T> {
    items: VecDeque<T>,
    senders: usize,
    received: bool,
    /// The receiver is to be woken.
    waits: bool,
}

/// An emptied list with room for more items is let go of.
const KEPT: usize = 64;

/// A new queue.
pub(super) fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let state = State { items: VecDeque::new(), senders: 1, received: true, waits: false };
    let shared = Arc::new(Shared { state: Mutex::new(state), more: Condvar::new() });
    (Sender(Arc::clone(&shared)), Receiver(shared))
}

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // No panic can leave it half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Sender<T> {
    /// Puts something in; it comes back where nobody is left to take it out.
    pub fn send(&self, item: T) -> Result<(), SendError<T>> {
        self.send_below(usize::MAX, item)
    }

    /// The same; it also comes back where so many wait already.
    pub fn send_below(&self, most: usize, item: T) -> Result<(), SendError<T>> {
        let mut state = self.0.lock();
        if !state.received || state.items.len() >= most {
            return Err(SendError(item));
        }
        state.items.push_back(item);
        let waits = state.waits;
        drop(state);
        if waits {
            self.0.more.notify_one();
        }
        Ok(())
    }
}

impl<T> Receiver<T> {
    /// Waits for something; fails once nothing can come any more.
    pub fn recv(&self) -> Result<T, RecvError> {
        self.take(None).map_err(|_| RecvError)
    }

    /// The same, until some time.
    pub fn recv_until(&self, end: Instant) -> Result<T, RecvTimeoutError> {
        self.take(Some(end))
    }

    /// What is there already.
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.0.lock().next().ok_or(TryRecvError::Empty)?.map_err(|_| TryRecvError::Disconnected)
    }

    /// All that comes, until nothing can.
    pub fn iter(&self) -> impl Iterator<Item = T> {
        std::iter::from_fn(|| self.recv().ok())
    }

    fn take(&self, until: Option<Instant>) -> Result<T, RecvTimeoutError> {
        let mut state = self.0.lock();
        loop {
            if let Some(next) = state.next() {
                return next.map_err(|_| RecvTimeoutError::Disconnected);
            }
            let left = until.map(|end| end.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Err(RecvTimeoutError::Timeout);
            }
            state.waits = true;
            state = match left {
                None => self.0.more.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(left) => self.0.more.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
            };
            state.waits = false;
        }
    }
}

impl<T> State<T> {
    /// The next item; an error where none can come any more.
    fn next(&mut self) -> Option<Result<T, RecvError>> {
        let item = self.items.pop_front();
        if self.items.is_empty() && self.items.capacity() > KEPT {
            self.items = VecDeque::new();
        }
        item.map(Ok).or_else(|| (self.senders == 0).then_some(Err(RecvError)))
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        self.0.lock().senders += 1;
        Self(Arc::clone(&self.0))
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.senders -= 1;
        let last = state.senders == 0;
        drop(state);
        if last {
            self.0.more.notify_one();
        }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.received = false;
        let left = std::mem::take(&mut state.items);
        // What is dropped may hold a sender of this very queue.
        drop(state);
        drop(left);
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sender")
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receiver")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;
    use std::time::Duration;

    #[test]
    fn all_comes_out_in_the_order_of_each_who_puts_in() {
        let (sender, receiver) = channel();
        let threads: Vec<_> = (0..4)
            .map(|who| {
                let sender = sender.clone();
                thread::spawn(move || (0..1000).for_each(|number| sender.send((who, number)).unwrap()))
            })
            .collect();
        drop(sender);
        let mut next = [0; 4];
        for (who, number) in receiver.iter() {
            assert_eq!(number, next[who]);
            next[who] += 1;
        }
        assert_eq!(next, [1000; 4]);
        threads.into_iter().for_each(|thread| thread.join().unwrap());
    }

    #[test]
    fn what_was_put_in_comes_out_though_nobody_is_left_to_put_in_more() {
        let (sender, receiver) = channel();
        sender.send(1).unwrap();
        assert_eq!(receiver.try_recv(), Ok(1));
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
        sender.send(2).unwrap();
        drop(sender);
        assert_eq!(receiver.recv_until(Instant::now()), Ok(2));
        assert_eq!(receiver.recv(), Err(RecvError));
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
        assert_eq!(receiver.recv_until(Instant::now()), Err(RecvTimeoutError::Disconnected));
    }

    #[test]
    fn who_waits_is_woken_by_what_comes_by_the_end_and_by_the_time() {
        let (sender, receiver) = channel();
        let soon = || Instant::now() + Duration::from_millis(10);
        assert_eq!(receiver.recv_until(soon()), Err(RecvTimeoutError::Timeout));
        let waiter = thread::spawn(move || (receiver.recv(), receiver.recv()));
        thread::sleep(Duration::from_millis(10));
        sender.send(7).unwrap();
        thread::sleep(Duration::from_millis(10));
        drop(sender);
        assert_eq!(waiter.join().unwrap(), (Ok(7), Err(RecvError)));
    }

    #[test]
    fn nothing_is_kept_for_nobody_and_no_more_than_there_is_room_for() {
        let (sender, receiver) = channel();
        assert_eq!((sender.send_below(1, 1), sender.send_below(1, 2)), (Ok(()), Err(SendError(2))));
        drop(receiver);
        assert_eq!(sender.send(3), Err(SendError(3)));
    }

    #[test]
    fn what_was_not_taken_out_goes_with_the_queue() {
        struct Item {
            _counted: Arc<()>,
            _sender: Sender<Item>,
        }
        let (item, (sender, receiver)) = (Arc::new(()), channel());
        assert!(sender.send(Item { _counted: Arc::clone(&item), _sender: sender.clone() }).is_ok());
        drop(receiver);
        assert_eq!(Arc::strong_count(&item), 1);
    }
}
