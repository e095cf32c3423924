//! What was answered for good: where it is written, and what it changes there.
//!
//! Answers come back from the client as the commands of `actions`. `projects` keeps them on the thread that checks,
//! or, where the file is open, `event_loop` has the client write them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::actions::{REMEMBER, STOP_REPORTING};
use super::protocol::{Remember, StopReporting};
use super::uri;
use crate::config::project::switched_off;
use crate::memory::{self, Entry};
use crate::project::Own;
use crate::range::Edit;
use crate::rule;

/// An answer given in a document.
#[derive(Clone, Debug)]
pub(super) struct Given {
    /// The document.
    pub uri: Arc<str>,
    /// The answer.
    pub what: What,
}

/// What was answered.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// Something about names or repeats that holds in the whole project.
    Remember(Entry),
    /// The rule of this code is to be silent in the document.
    Stop(&'static str),
}

impl Given {
    /// Reads a command with its argument.
    ///
    /// # Errors
    /// A sentence on what is wrong with it.
    pub fn of(command: &str, argument: Value) -> Result<Self, String> {
        match command {
            REMEMBER => {
                let Remember { uri, entry } = read(argument)?;
                let entry = Entry::parse(&entry)?.ok_or("The line says nothing.")?;
                Ok(Self { uri, what: What::Remember(entry) })
            }
            STOP_REPORTING => {
                let StopReporting { uri, code } = read(argument)?;
                let rule = rule::find(&code).ok_or_else(|| format!("There is no rule \"{code}\"."))?;
                Ok(Self { uri, what: What::Stop(rule.code) })
            }
            _ => Err("There is no such command.".to_owned()),
        }
    }

    /// The document's path; `None` where it is no file.
    pub fn path(&self) -> Option<PathBuf> {
        uri::file(&self.uri)
    }

    /// Which of a project's own files it is written into.
    pub fn own(&self) -> Own {
        match self.what {
            What::Remember(_) => Own::Names,
            What::Stop(_) => Own::Options,
        }
    }

    /// What it changes in `file`, of this text; `None` where it says so already.
    ///
    /// # Errors
    /// Why it cannot be written there.
    pub fn edit(&self, text: &str, file: &Path) -> Result<Option<Edit>, String> {
        match &self.what {
            What::Remember(entry) => Ok(memory::insertion(text, entry)),
            What::Stop(code) => {
                let path = self.path().and_then(|path| std::path::absolute(path).ok()).unwrap_or_default();
                let root = file.parent().unwrap_or(file);
                switched_off(text, path.strip_prefix(root).unwrap_or(&path), code)
            }
        }
    }

    /// What writing it does, in a few words.
    pub fn label(&self) -> String {
        match &self.what {
            What::Remember(entry) => format!("Remember \"{}\"", entry.line()),
            What::Stop(code) => format!("Stop reporting {code} in {}", uri::path(&self.uri).display()),
        }
    }

    /// What to tell the user where it stands in no file and holds for the session.
    pub fn held(&self) -> &'static str {
        match self.what {
            What::Remember(_) => {
                "There is no folder open that postedit-names.txt could be written into, so such answers hold until the editor is closed. To keep them, open the folder of your texts, or put a postedit.toml into it: \"postedit init\" writes one."
            }
            What::Stop(_) => {
                "This file belongs to no folder with a postedit.toml, so what you stop reporting in it holds until the editor is closed. To keep such answers, run \"postedit init\" in the folder of your texts: it begins a project that remembers them."
            }
        }
    }
}

/// The argument of a command.
///
/// # Errors
/// A sentence on what is wrong with it.
pub(super) fn read<T: DeserializeOwned>(argument: Value) -> Result<T, String> {
    serde_json::from_value(argument).map_err(|error| error.to_string())
}
