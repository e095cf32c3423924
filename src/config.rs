//! Settings: what people wrote, turned into what the engine works with.
//!
//! [`options`] is what a client or a file says, all of it optional; [`project`] reads `postedit.toml`, where some
//! files may have options of their own. [`Settings`] leaves nothing open: options are laid over it, the later the
//! stronger. A bad value is reported once, in words, and the rest applies.

mod nearest;
pub mod options;
pub mod project;

use std::sync::Arc;

use crate::finding::Severity;
use crate::language::{Language, Named};
use crate::memory::Memory;

pub use nearest::unknown;
pub use options::Options;

/// What the engine works with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language of the text; `None` to tell it from the text.
    pub language: Option<Language>,
    /// What the file's name says of its language, for where the setting leaves it open.
    pub named: Option<Named>,
    /// Findings below this are not shown.
    pub min_severity: Severity,
    /// What was answered for good.
    pub memory: Arc<Memory>,
    /// Rules switched off or given a severity of their own, by code.
    rules: Vec<(&'static str, RuleSetting)>,
}

/// What a setting says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSetting {
    /// Not to be run.
    Off,
    /// All its findings get this severity.
    Severity(Severity),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            named: None,
            min_severity: Severity::Information,
            memory: Arc::default(),
            rules: Vec::new(),
        }
    }
}

impl Settings {
    /// What was said of the rule `code`, if anything.
    pub fn rule(&self, code: &str) -> Option<RuleSetting> {
        self.rules.iter().find(|(rule, _)| *rule == code).map(|(_, setting)| *setting)
    }

    /// Says something of a rule; what was said before is forgotten.
    pub fn set_rule(&mut self, code: &'static str, setting: RuleSetting) {
        self.rules.retain(|(rule, _)| *rule != code);
        self.rules.push((code, setting));
    }

    /// Lays options over these settings: what they say holds, what they leave open stays.
    pub fn lay(&mut self, options: &Options) {
        if let Some(language) = options.language {
            self.language = language;
        }
        self.min_severity = options.min_severity.unwrap_or(self.min_severity);
        for (code, setting) in &options.rules {
            self.set_rule(code, *setting);
        }
    }

    /// Settings from a client's JSON object (see [`Options::from_json`]), with a sentence for everything in it
    /// that could not be used.
    pub fn from_json(value: &serde_json::Value) -> (Self, Vec<String>) {
        let (options, problems) = Options::from_json(value);
        let mut settings = Self::default();
        settings.lay(&options);
        (settings, problems)
    }
}
