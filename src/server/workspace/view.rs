//! How a project stands: all that decides by which settings its files are checked.
//!
//! The thread that checks reads the project's own files and knows the answers given; this is a copy of what it knows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::uri::{self, Key};
use crate::config::{RuleSetting, Settings};
use crate::glossary::Glossary;
use crate::language::Named;
use crate::memory::Entry;
use crate::project::Project;

/// A project's own files with what else is said of its texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct View {
    /// The text of its `postedit.toml`.
    pub options: Option<Arc<str>>,
    /// The text of its `postedit-names.txt`.
    pub names: Option<Arc<str>>,
    /// What the client says where the project says nothing.
    pub base: Arc<Settings>,
    /// The glossaries that its files may have, by the list that names them.
    pub glossaries: Vec<(Vec<String>, Arc<Glossary>)>,
    /// The files that are glossaries, and no prose.
    pub books: BTreeSet<PathBuf>,
    /// What was answered and stands in no file.
    pub answers: Vec<Entry>,
    /// The rules that are not to be heard in a document, where no file says so.
    pub stopped: BTreeMap<Key, BTreeSet<&'static str>>,
}

impl View {
    /// The project in this folder.
    pub fn project(&self, root: PathBuf) -> Project {
        Project::of_texts(root, self.options.as_deref(), self.names.as_deref()).0
    }

    /// What a file of the project is checked with.
    pub fn settings(&self, project: &Project, path: &Path) -> Settings {
        let mut settings = project.settings(&self.base, path);
        let glossary = self.glossaries.iter().find(|(patterns, _)| *patterns == settings.glossaries);
        settings.glossary = glossary.map(|(_, glossary)| Arc::clone(glossary)).unwrap_or_default();
        settings.named = Named::of_path(path).or(settings.named);
        lay_answers(&mut settings, &self.answers, self.stopped.get(&Key::of(&uri::of_file(path))));
        settings
    }
}

/// Settings of many files. Those that are alike are one.
#[derive(Debug, Default)]
pub(super) struct Alike(Vec<Arc<Settings>>);

/// So many different settings are looked through to find one that is alike.
const MOST_ALIKE: usize = 16;

impl Alike {
    /// These settings, or the same as they were met before.
    pub fn of(&mut self, settings: Settings) -> Arc<Settings> {
        if let Some(known) = self.0.iter().find(|known| ***known == settings) {
            return Arc::clone(known);
        }
        let settings = Arc::new(settings);
        if self.0.len() < MOST_ALIKE {
            self.0.push(Arc::clone(&settings));
        }
        settings
    }
}

/// Lays over settings what was answered and stands in no file.
pub(in super::super) fn lay_answers(
    settings: &mut Settings,
    answers: &[Entry],
    stopped: Option<&BTreeSet<&'static str>>,
) {
    if !answers.is_empty() {
        let memory = Arc::make_mut(&mut settings.memory);
        answers.iter().for_each(|entry| memory.add(entry.clone()));
    }
    stopped.into_iter().flatten().for_each(|code| settings.set_rule(code, RuleSetting::Off));
}
