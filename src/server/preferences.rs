//! Settings that concern only the editor: they change no finding, and a project's files say nothing of them.

use serde_json::Value;

/// What the user wants to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Preferences {
    /// Counts above the first mention of names.
    pub code_lens: bool,
    /// How the symbols of a document are given.
    pub outline: Outline,
}

/// How the symbols of a document are given to a client that takes trees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Outline {
    /// Headings inside each other, names below them.
    #[default]
    Tree,
    /// One after the other.
    Flat,
}

impl Preferences {
    /// Reads `codeLens` and `symbols` of a client's settings, with a sentence for each that cannot be used.
    pub fn from_json(settings: &Value) -> (Self, Vec<String>) {
        let mut preferences = Self::default();
        let mut problems = Vec::new();
        match &settings["codeLens"] {
            Value::Null => {}
            Value::Bool(on) => preferences.code_lens = *on,
            other => problems.push(format!("\"codeLens\" is set to {other}. Use true or false.")),
        }
        match &settings["symbols"] {
            Value::Null => {}
            Value::String(word) if word == "tree" => {}
            Value::String(word) if word == "flat" => preferences.outline = Outline::Flat,
            other => problems.push(format!("\"symbols\" is set to {other}. Use \"tree\" or \"flat\".")),
        }
        (preferences, problems)
    }
}
