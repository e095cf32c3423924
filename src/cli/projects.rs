//! The projects that the files on the command line belong to, each read once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::complain;
use crate::config::Settings;
use crate::language::Named;
use crate::project::{self, Project};

/// Projects by their folder; what is wrong in their files is said when they are first read.
#[derive(Debug, Default)]
pub(super) struct Projects {
    /// By a file's folder: the project's folder, if there is one above.
    roots: BTreeMap<PathBuf, Option<PathBuf>>,
    loaded: BTreeMap<PathBuf, Project>,
}

impl Projects {
    /// The settings of a file: those of its project, else the defaults.
    pub(super) fn settings(&mut self, path: &Path) -> Settings {
        let mut base = Settings::default();
        base.named = Named::of_path(path);
        self.of(path).map_or(base.clone(), |project| project.settings(&base, path))
    }

    /// Whether the file's project leaves it out.
    pub(super) fn excludes(&mut self, path: &Path) -> bool {
        self.of(path).is_some_and(|project| project.excludes(path))
    }

    fn of(&mut self, path: &Path) -> Option<&Project> {
        let folder = path.parent().unwrap_or(path).to_owned();
        let root = self.roots.entry(folder).or_insert_with(|| project::root_of(path)).clone()?;
        Some(self.loaded.entry(root).or_insert_with_key(|root| load(root)))
    }
}

fn load(root: &Path) -> Project {
    let (project, complaints) = Project::load(root.to_owned());
    for complaint in complaints {
        let place = if complaint.line == 0 { String::new() } else { format!("{}:", complaint.line) };
        complain(&format!("{}:{place} {}", complaint.path.display(), complaint.message));
    }
    project
}
