//! What is said to the user in words: each thing once.

use std::collections::BTreeSet;

use super::output::Output;
use super::protocol::{MessageParams, MessageType};

/// Says things through the client.
#[derive(Debug)]
pub(super) struct Notices {
    output: Output,
    said: BTreeSet<String>,
}

impl Notices {
    /// Nothing said so far.
    pub fn new(output: Output) -> Self {
        Self { output, said: BTreeSet::new() }
    }

    /// Shows a message where the user cannot miss it; the same one only once in a session.
    pub fn show(&mut self, kind: MessageType, message: String) {
        self.say("window/showMessage", kind, message);
    }

    /// Puts a message into the client's log; the same one only once in a session.
    pub fn log(&mut self, kind: MessageType, message: String) {
        self.say("window/logMessage", kind, message);
    }

    fn say(&mut self, method: &str, kind: MessageType, message: String) {
        if self.said.contains(&message) {
            return;
        }
        self.output.notify(method, MessageParams { kind: kind as u8, message: &message });
        self.said.insert(message);
    }
}
