//! What takes a while is shown to the user, who may stop it: work-done progress, for clients that have it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::output::Output;

/// How far the reading of a project's texts has come.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The project's folder.
    pub root: PathBuf,
    /// How many files are read.
    pub done: usize,
    /// Of how many; it is over when all are, or once it is stopped.
    pub all: usize,
    /// Set, it stops.
    pub stop: Arc<AtomicBool>,
}

/// `WorkDoneProgressCancelParams`.
#[derive(Debug, Deserialize)]
pub(super) struct CancelParams {
    token: Value,
}

/// `ProgressParams`.
#[derive(Debug, Serialize)]
struct ProgressParams<'a> {
    token: &'a str,
    value: Value,
}

/// What is shown now.
#[derive(Debug, Default)]
pub(super) struct Shown {
    readings: Vec<(String, Reading)>,
    numbers: u64,
}

impl Shown {
    /// The token for a reading that is not shown yet, which the client is to be asked to show.
    pub fn token_for(&mut self, reading: &Reading) -> Option<String> {
        if self.readings.iter().any(|(_, shown)| shown.root == reading.root) {
            return None;
        }
        self.numbers += 1;
        let token = format!("postedit/reading/{}", self.numbers);
        self.readings.push((token.clone(), reading.clone()));
        Some(token)
    }

    /// Shows how a reading begins, comes on or ends.
    pub fn show(&mut self, reading: &Reading, begins: bool, output: &Output) {
        let Some(at) = self.readings.iter().position(|(_, shown)| shown.root == reading.root) else { return };
        let Reading { done, all, .. } = *reading;
        let percentage = 100 * done / all.max(1);
        let message = format!("{done} of {all} files");
        let say = |value| output.notify("$/progress", ProgressParams { token: &self.readings[at].0, value });
        if begins {
            let title = format!("Reading {}", name(&reading.root));
            say(
                json!({"kind": "begin", "title": title, "cancellable": true, "message": message, "percentage": percentage}),
            );
        }
        if done >= all || reading.stop.load(Ordering::Relaxed) {
            say(json!({ "kind": "end" }));
            self.readings.remove(at);
        } else if !begins {
            say(json!({"kind": "report", "message": message, "percentage": percentage}));
        }
    }

    /// The user wants no more of what goes by this token.
    pub fn cancel(&self, params: &CancelParams) {
        let token = |token: &&(String, Reading)| params.token == token.0.as_str();
        self.readings.iter().find(token).into_iter().for_each(|(_, shown)| shown.stop.store(true, Ordering::Relaxed));
    }
}

/// The name of a folder.
fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stopped_is_what_the_token_stands_for() {
        let reading = |root: &str| Reading { root: root.into(), done: 1, all: 9, stop: Arc::default() };
        let (one, other) = (reading("/one"), reading("/other"));
        let mut shown = Shown::default();
        let token = shown.token_for(&one).expect("it is not shown yet");
        assert!(shown.token_for(&one).is_none() && shown.token_for(&other).is_some());
        shown.cancel(&CancelParams { token: json!(7) });
        shown.cancel(&CancelParams { token: json!(token) });
        assert!(one.stop.load(Ordering::Relaxed) && !other.stop.load(Ordering::Relaxed));
    }
}
