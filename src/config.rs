//! Settings: what people wrote, turned into what the engine works with.
//!
//! [`options`] is what a client or a file says, all of it optional; [`files`] what is said of some files by their paths;
//! [`project`] reads `postedit.toml`. [`keys`] lists what can be said at all, and [`schema`] says it to programs.
//! [`Settings`] leaves nothing open: options are laid over it, the later the stronger. A bad value is reported once, in
//! words, and the rest applies.

pub mod files;
pub mod keys;
mod nearest;
pub mod options;
pub mod project;
pub mod schema;

use std::path::Path;
use std::sync::Arc;

use crate::finding::Severity;
use crate::glossary::Glossary;
use crate::language::{Language, Named};
use crate::memory::Memory;

pub use files::Files;
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
    /// How far names are compared.
    pub scope: Scope,
    /// The glossaries to read, as written: paths or patterns of paths.
    pub glossaries: Vec<String>,
    /// What stands in them.
    pub glossary: Arc<Glossary>,
    /// What a client says of some files by their paths; nothing once it is laid over the settings of one.
    pub files: Arc<Files>,
    /// What was answered for good.
    pub memory: Arc<Memory>,
    /// Rules switched off or given a severity of their own, by code.
    rules: Vec<(&'static str, RuleSetting)>,
}

/// How far names are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Over all files of the project.
    Project,
    /// Over the files of one folder.
    Folder,
    /// Each document stands alone: so it is outside projects.
    #[default]
    Document,
}

impl Scope {
    /// All of them, the widest first.
    pub const ALL: [Self; 3] = [Self::Project, Self::Folder, Self::Document];

    /// The word used for it in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Folder => "folder",
            Self::Document => "document",
        }
    }

    /// The scope of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }
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
            scope: Scope::default(),
            glossaries: Vec::new(),
            glossary: Arc::default(),
            files: Arc::default(),
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
        if let Some(glossaries) = &options.glossaries {
            self.glossaries.clone_from(glossaries);
        }
        for (code, setting) in &options.rules {
            self.set_rule(code, *setting);
        }
    }

    /// These settings with what they say of the file at `path` alone, as seen from its project's folder.
    pub fn of_file(&self, path: &Path) -> Self {
        let mut settings = Self { files: Arc::default(), ..self.clone() };
        self.files.lay(&mut settings, path);
        settings
    }

    /// Settings from a client's JSON object (see [`Options::from_json`] and [`Files::from_json`]), with a sentence for everything in it
    /// that could not be used.
    pub fn from_json(value: &serde_json::Value) -> (Self, Vec<String>) {
        let (options, problems) = Options::from_json(value);
        let (files, of_files) = Files::from_json(value);
        let mut settings = Self { files: Arc::new(files), ..Self::default() };
        settings.lay(&options);
        (settings, [problems, of_files].concat())
    }
}
