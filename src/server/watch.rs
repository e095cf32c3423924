//! When to look whether the projects' own files, their texts and glossaries have changed on disk.
//!
//! The client says so where it can; but it watches its workspace's folders only, and a project may begin above them.
//! So the server looks for itself too: whenever a document is opened or saved, and every few seconds while one is
//! open, less often where there is a client that watches.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::format::Format;
use crate::project::Own;

/// From one look to the next where nobody else watches.
const ALONE: Duration = Duration::from_secs(2);

/// The same where the client watches.
const BESIDE: Duration = Duration::from_secs(15);

const METHOD: &str = "workspace/didChangeWatchedFiles";

/// The name of what is watched for glossaries.
const GLOSSARIES: &str = "postedit.glossaries";

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

/// What the client need not watch any more: `UnregistrationParams`.
#[derive(Debug, Serialize)]
pub(super) struct Unregistrations {
    /// As the protocol spells it.
    unregisterations: [Unregistration; 1],
}

#[derive(Debug, Serialize)]
struct Unregistration {
    id: &'static str,
    method: &'static str,
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

/// The projects' own files and their texts, wherever they lie.
pub(super) fn registrations() -> Registrations {
    let own = Own::ALL.map(|own| format!("**/{}", own.name()));
    let texts = format!("**/*.{{{}}}", Format::ENDINGS.concat().join(","));
    of("postedit.projects", own.into_iter().chain([texts]).collect())
}

/// The glossaries by these patterns.
pub(super) fn glossaries(patterns: &BTreeSet<String>) -> Registrations {
    of(GLOSSARIES, patterns.iter().cloned().collect())
}

fn of(id: &'static str, patterns: Vec<String>) -> Registrations {
    let watchers = patterns.into_iter().map(|glob_pattern| Watcher { glob_pattern }).collect();
    let register_options = Watchers { watchers };
    Registrations { registrations: [Registration { id, method: METHOD, register_options }] }
}

/// Not to watch the glossaries by the patterns of before any more.
pub(super) fn no_glossaries() -> Unregistrations {
    Unregistrations { unregisterations: [Unregistration { id: GLOSSARIES, method: METHOD }] }
}

/// How a client watches what a pattern of glossaries stands for, or what is in the folder of that name: wherever it
/// lies, since the pattern may start from outside of the client's folders.
pub(super) fn patterns(glossaries: &str) -> [String; 2] {
    let last = glossaries.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    [format!("**/{last}"), format!("**/{last}/*")]
}

/// When the next look is due.
#[derive(Debug)]
pub(super) struct Watch {
    /// The client has agreed to watch.
    pub client: bool,
    /// By which patterns the glossaries are watched.
    pub glossaries: BTreeSet<String>,
    last: Instant,
    /// The worker is at it; a disk that does not answer is not asked again.
    looking: bool,
}

impl Watch {
    /// Nobody watches yet.
    pub fn new() -> Self {
        Self { client: false, glossaries: BTreeSet::new(), last: Instant::now(), looking: false }
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
