//! A word to people whose files seem to be one work that no `postedit.toml` declares: they are compared with nothing.
//!
//! Only where findings are printed for people; once for each folder that was named, or that holds named files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::arguments::{CheckArguments, Form};
use crate::cli::input::Input;
use crate::cli::projects::Projects;
use crate::cli::{complain, shown};
use crate::project::declined::Declined;
use crate::project::kin::Texts;

/// The files of each folder that belong to no project.
#[derive(Debug)]
pub(super) struct Kin {
    /// Whether anybody reads what would be said.
    pub wanted: bool,
    /// The folders that were named, as they were.
    named: Vec<PathBuf>,
    folders: BTreeMap<PathBuf, Texts>,
}

impl Kin {
    /// For a run by these arguments.
    pub fn new(arguments: &CheckArguments) -> Self {
        let silent = arguments.quiet || arguments.write_baseline.is_some();
        let wanted = !silent && matches!(arguments.format, Form::Text | Form::Html);
        let named = arguments.paths.iter().filter(|path| path.is_dir()).cloned().collect();
        Self { wanted, named, folders: BTreeMap::new() }
    }

    /// Takes a file with the keys of its names, `None` for one that is not to be compared.
    pub fn add(&mut self, input: &Input, keys: Option<BTreeSet<u64>>, projects: &mut Projects) {
        if let Some(keys) = keys.filter(|_| !projects.is_declared(&input.path)) {
            let folder = self.folder(&input.path);
            self.folders.entry(folder).or_default().add(input.text.len() as u64, keys);
        }
    }

    /// The outermost folder named that holds a file; else the one it lies in.
    fn folder(&self, path: &Path) -> PathBuf {
        let here = Path::new(".");
        // What lies in the current folder is shown without it.
        let holds = |folder: &&PathBuf| path.starts_with(folder) || folder.as_path() == here && path.is_relative();
        let named = self.named.iter().filter(holds).min_by_key(|folder| folder.components().count());
        let own = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(here);
        named.map_or(own, PathBuf::as_path).to_owned()
    }

    /// Says which folders seem to be projects, but for those of which their user has said that they are none.
    pub fn say(&self) {
        let declined = Declined::of_user();
        for (folder, texts) in &self.folders {
            let files = texts.count();
            let is_declined = || {
                let real = std::fs::canonicalize(folder).ok().zip(declined.as_ref());
                real.is_some_and(|(folder, declined)| declined.holds(&folder))
            };
            if files > 0 && !is_declined() {
                complain(&words(folder, files));
            }
        }
    }
}

fn words(folder: &Path, files: usize) -> String {
    let (place, run) = match folder.as_os_str() == "." {
        true => ("this folder".to_owned(), "here"),
        false => (shown(folder), "in it"),
    };
    format!(
        "{files} files in {place} share many names, but no postedit.toml says that they belong together: each was checked by \
         itself, and a name that two of them spell differently was not noticed. \"postedit init\", run {run}, writes one."
    )
}
