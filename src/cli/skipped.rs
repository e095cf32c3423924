//! What to say where a folder holds nothing to read: which files are in it all the same, and why each was left out.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::anyhow;

use super::projects::Projects;
use crate::format::{Format, is_names_file};

/// How many files of one reason are named; the others are counted.
const NAMED: usize = 3;

/// How many files are looked at: an explanation need not walk a whole disk.
const LOOKED_AT: usize = 10_000;

/// The error for a folder in which nothing was found to read.
pub(super) fn nothing_in(folder: &Path, projects: &mut Projects) -> anyhow::Error {
    let mut skipped: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for entry in ignore::WalkBuilder::new(folder).standard_filters(false).build().flatten().take(LOOKED_AT) {
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            let name = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let why = reason(name, projects.excludes(entry.path()));
            skipped.entry(why).or_default().push(name.display().to_string());
        }
    }
    // What lies in hidden folders is only worth telling where there is nothing else.
    if skipped.len() > 1 {
        skipped.remove(HIDDEN);
    }
    let skipped = skipped.into_iter().map(|(why, names)| format!(" Skipped {why}: {}.", some_of(names)));
    anyhow!(
        "{}: there is no text in this folder. Plain text (.txt) and Markdown (.md) are read.{}",
        folder.display(),
        skipped.collect::<String>()
    )
}

const HIDDEN: &str = "as hidden";

fn reason(name: &Path, excluded: bool) -> &'static str {
    let hidden = name.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
    match Format::of_path(name) {
        _ if hidden => HIDDEN,
        None => "for their kind",
        Some(_) if is_names_file(name) => "as lists of names",
        Some(_) if excluded => "because postedit.toml excludes them",
        Some(_) => "because .gitignore or .ignore names them",
    }
}

fn some_of(mut names: Vec<String>) -> String {
    names.sort_unstable();
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    names.join(", ") + &tail
}
