//! The log, on standard error: standard output belongs to the protocol.
//!
//! Lines are written on a thread of their own and dropped when too many wait, because a client that does not
//! read standard error must not hold up the session.

use std::io::{self, Write as _};

use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;

use super::queue::{Receiver, Sender, channel};

/// How many lines may wait.
const WAITING: usize = 1024;

/// Sets up the log: warnings and errors, or what `POSTEDIT_LOG` names, such as `debug`.
pub(super) fn start() {
    let level = std::env::var("POSTEDIT_LOG").ok().and_then(|level| level.parse().ok());
    let (lines, queue) = channel();
    let writer = std::thread::Builder::new().name("log".into()).spawn(move || write(&queue));
    if writer.is_ok() {
        let log = tracing_subscriber::fmt().with_writer(Lines(lines)).with_ansi(false);
        // Fails only where a log has been set up already.
        let _ = log.with_max_level(level.unwrap_or(LevelFilter::WARN)).try_init();
    }
}

fn write(queue: &Receiver<Vec<u8>>) {
    let mut out = io::stderr();
    for line in queue.iter() {
        // There is nowhere to say that nobody reads the log.
        let _ = out.write_all(&line);
    }
}

/// Hands lines to the thread that writes.
#[derive(Clone, Debug)]
struct Lines(Sender<Vec<u8>>);

impl io::Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        // Full: this line is lost, and the session is not.
        let _ = self.0.send_below(WAITING, line.to_vec());
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
