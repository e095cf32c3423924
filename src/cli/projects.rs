//! The projects that the files on the command line belong to, each read once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::complain;
use crate::config::Settings;
use crate::language::Named;
use crate::project::shelf::Shelf;
use crate::project::source::Buffers;
use crate::project::{self, Project};

/// Projects by their folder; what is wrong in their files is said when they are first read.
#[derive(Debug, Default)]
pub(super) struct Projects {
    /// By a file's folder: the project's folder, if there is one above.
    roots: BTreeMap<PathBuf, Option<PathBuf>>,
    loaded: BTreeMap<PathBuf, Project>,
    shelf: Shelf,
    /// The glossaries of which it was said what is wrong in them.
    told: BTreeSet<PathBuf>,
}

impl Projects {
    /// The settings of a file: those of its project, else the defaults.
    pub(super) fn settings(&mut self, path: &Path) -> Settings {
        let mut base = Settings::default();
        base.named = Named::of_path(path);
        let Some(project) = self.of(path) else { return base };
        let (root, mut settings) = (project.root.clone(), project.settings(&base, path));
        settings.glossary = self.shelf.glossary(Some(&root), &settings.glossaries, &Buffers::default());
        settings
    }

    /// The folder of the project that a file belongs to.
    pub(super) fn root(&mut self, path: &Path) -> Option<PathBuf> {
        self.of(path).map(|project| project.root.clone())
    }

    /// Whether a `postedit.toml` makes one project of a file and others.
    pub(super) fn is_declared(&mut self, path: &Path) -> bool {
        self.of(path).is_some_and(|project| project.is_declared)
    }

    /// Whether the file's project leaves it out, or has it as a glossary.
    pub(super) fn excludes(&mut self, path: &Path) -> bool {
        let excluded = self.of(path).is_some_and(|project| project.excludes(&Settings::default(), path));
        excluded || std::path::absolute(path).is_ok_and(|path| self.shelf.holds(&path))
    }

    fn of(&mut self, path: &Path) -> Option<&Project> {
        let folder = path.parent().unwrap_or(path).to_owned();
        let root = self.roots.entry(folder).or_insert_with(|| project::root_of(path)).clone()?;
        if !self.loaded.contains_key(&root) {
            let project = self.load(&root);
            self.loaded.insert(root.clone(), project);
        }
        self.loaded.get(&root)
    }

    /// Reads a project and says what is wrong in its files; in a glossary that several projects share, once.
    fn load(&mut self, root: &Path) -> Project {
        let (project, mut complaints) = Project::load(root.to_owned());
        self.shelf.stock(root, &project.file, &Buffers::default());
        let told = &mut self.told;
        let fresh = self.shelf.complaints().filter(|(path, ..)| told.insert(path.to_path_buf()));
        complaints.extend(fresh.flat_map(|(_, _, complaints)| complaints));
        for complaint in complaints {
            let place = if complaint.line == 0 { String::new() } else { format!("{}:", complaint.line) };
            complain(&format!("{}:{place} {}", complaint.path.display(), complaint.message));
        }
        project
    }
}
