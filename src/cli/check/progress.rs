//! How far a check of many files has come, for who watches: a bar on standard error.
//!
//! Only on a terminal, only where the findings go somewhere else, and only once it takes longer than a moment.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget};

/// A check that is over sooner needs no bar.
const MOMENT: Duration = Duration::from_secs(1);

/// The bar, if there is one.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    wanted: bool,
}

impl Progress {
    /// For so many files.
    pub(super) fn new(files: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let wanted = std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        Self { bar, started: Instant::now(), wanted }
    }

    /// So many more are checked.
    pub(super) fn advance(&self, files: usize) {
        if self.wanted && self.bar.is_hidden() && self.started.elapsed() > MOMENT {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(files as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
