//! Which files are the texts of a folder, and which of these are too much to be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::View;
use crate::config::Scope;
use crate::format::Format;
use crate::project::{Own, Project};
use crate::workspace::{self, LONGEST};

/// What was found in a folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The texts with their formats.
    pub files: BTreeMap<PathBuf, Format>,
    /// The folders whose texts would be compared with each other, but come to more than ever is.
    pub too_long: BTreeSet<PathBuf>,
}

/// The texts of the folder `root`, which are compared as far as `scope` goes, but no more than `most` bytes. Where not `all`
/// are wanted, those that are compared with no others are left out, and nobody looks further than to where they are too
/// long.
pub(super) fn walk(root: &Path, view: &View, project: &Project, scope: Scope, most: u64, all: bool) -> Found {
    let (mut found, mut lengths) = (Found::default(), BTreeMap::<PathBuf, u64>::new());
    for (path, format) in texts(root, view, project) {
        if let Some(reach) = reach(root, &path, scope, &BTreeSet::new()) {
            let length = lengths.entry(reach.to_owned()).or_default();
            // A text that is too long by itself is never read.
            *length += path.metadata().map(|metadata| metadata.len()).ok().filter(|len| *len <= LONGEST).unwrap_or(0);
            if *length > most {
                found.too_long.insert(reach.to_owned());
            }
        }
        if !all && scope == Scope::Project && !found.too_long.is_empty() {
            break;
        }
        found.files.insert(path, format);
    }
    let Found { files, too_long } = &mut found;
    files.retain(|path, _| all || reach(root, path, scope, too_long).is_some());
    found
}

/// The folder over whose texts the names of a file are compared; `None` where they are with no others.
pub(super) fn reach<'a>(
    root: &'a Path,
    path: &'a Path,
    scope: Scope,
    too_long: &BTreeSet<PathBuf>,
) -> Option<&'a Path> {
    let reach = match scope {
        Scope::Project => Some(root),
        Scope::Folder => path.parent(),
        Scope::Document => None,
    };
    reach.filter(|reach| !too_long.contains(*reach))
}

/// The files that belong to a folder: not to a project further down, and not left out.
fn texts(root: &Path, view: &View, project: &Project) -> impl Iterator<Item = (PathBuf, Format)> {
    let mut others: BTreeMap<PathBuf, bool> = BTreeMap::new();
    let found = workspace::walk(root).filter_map(move |entry| match entry {
        Ok(found) => Some(found),
        Err(error) => {
            tracing::warn!("a folder of {} is left out: {error}", root.display());
            None
        }
    });
    found.filter(move |(path, _)| {
        let folder = path.parent().unwrap_or(path);
        let other = *others.entry(folder.to_owned()).or_insert_with(|| is_in_another(folder, root));
        !other && !project.excludes(&view.base, path) && !view.books.contains(path)
    })
}

/// Whether a project lies between a folder and `root`.
pub(super) fn is_in_another(folder: &Path, root: &Path) -> bool {
    let mut between = folder.ancestors().take_while(|folder| *folder != root);
    between.any(|folder| folder.join(Own::Options.name()).is_file())
}
