//! When to look whether the projects' own files have changed on disk.
//!
//! The client says so where it can; but it watches its workspace's folders only, and a project may begin above them.
//! So the server looks for itself too: whenever a document is opened or saved, and every few seconds while one is
//! open, less often where there is a client that watches.

use std::time::{Duration, Instant};

use serde::Serialize;

use crate::project::Own;

/// From one look to the next where nobody else watches.
const ALONE: Duration = Duration::from_secs(2);

/// The same where the client watches.
const BESIDE: Duration = Duration::from_secs(15);

/// Which files the client is asked to watch: `RegistrationParams`.
#[derive(Debug, Serialize)]
pub(super) struct Registrations {
    registrations: [Registration; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Registration {
    id: &'static str,
    method: &'static str,
    register_options: Watchers,
}

#[derive(Debug, Serialize)]
struct Watchers {
    watchers: Vec<Watcher>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Watcher {
    glob_pattern: String,
}

/// The projects' own files, wherever they lie.
pub(super) fn registrations() -> Registrations {
    let watcher = |own: Own| Watcher { glob_pattern: format!("**/{}", own.name()) };
    let register_options = Watchers { watchers: Own::ALL.map(watcher).into() };
    let method = "workspace/didChangeWatchedFiles";
    Registrations { registrations: [Registration { id: "postedit.projects", method, register_options }] }
}

/// When the next look is due.
#[derive(Debug)]
pub(super) struct Watch {
    /// The client has agreed to watch.
    pub client: bool,
    last: Instant,
    /// The worker is at it; a disk that does not answer is not asked again.
    looking: bool,
}

impl Watch {
    /// Nobody watches yet.
    pub fn new() -> Self {
        Self { client: false, last: Instant::now(), looking: false }
    }

    /// When to look next; `None` while the answer to the last question is awaited.
    pub fn due(&self) -> Option<Instant> {
        (!self.looking).then(|| self.last + if self.client { BESIDE } else { ALONE })
    }

    /// The worker is asked.
    pub fn ask(&mut self) {
        self.looking = true;
    }

    /// The worker has looked.
    pub fn rest(&mut self) {
        self.looking = false;
        self.last = Instant::now();
    }
}
