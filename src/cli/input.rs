//! Which files `check` reads, and their text.
//!
//! A file named on the command line is read whatever its name; folders are walked for the formats that are
//! known, with .gitignore respected. What cannot be read is said once, and the others are read all the same.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use super::projects::Projects;
use crate::format::{Format, is_names_file};

/// A text to be checked.
#[derive(Debug)]
pub(super) struct Input {
    /// Its path as given or found, for reports.
    pub path: PathBuf,
    /// How it is read.
    pub format: Format,
    /// What stands in it, without a byte order mark.
    pub text: String,
}

/// A file to be read, or why it cannot be.
pub(super) type Found = anyhow::Result<(PathBuf, Format)>;

/// The files that `paths` stand for, sorted within each folder, each once, without those their project excludes;
/// `-` is kept as it is.
pub(super) fn files(paths: &[PathBuf], projects: &mut Projects) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Ok((path.clone(), Format::Plain)));
        } else if path.is_dir() {
            found.extend(folder(path, projects));
        } else {
            found.push(file(path));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|item| item.as_ref().map_or(true, |(path, _)| seen.insert(path.clone())));
    found
}

fn file(path: &Path) -> Found {
    if !path.exists() {
        bail!("{}: there is no such file.", path.display());
    }
    Ok((path.to_owned(), Format::of_path(path).unwrap_or_default()))
}

fn folder(path: &Path, projects: &mut Projects) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for entry in ignore::WalkBuilder::new(path).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let name = entry.into_path();
                if let Some(format) =
                    Format::of_path(&name).filter(|_| !is_names_file(&name) && !projects.excludes(&name))
                {
                    found.push(Ok((tidy(path, name), format)));
                }
            }
            Ok(_) => {}
            Err(error) => found.push(Err(anyhow!("{error}"))),
        }
    }
    if found.is_empty() {
        found.push(Err(anyhow!(
            "{}: there is no text in this folder. Plain text (.txt) and Markdown (.md) are read.",
            path.display()
        )));
    }
    found.sort_by_key(|item| item.as_ref().ok().map(|(path, _)| path.clone()));
    found
}

/// `./a.txt` of the default folder is shown as `a.txt`.
fn tidy(folder: &Path, file: PathBuf) -> PathBuf {
    match file.strip_prefix(".") {
        Ok(short) if folder == Path::new(".") => short.to_owned(),
        _ => file,
    }
}

/// Reads one of the files found; `-` reads standard input under the name `stdin_path`.
///
/// # Errors
/// Where it cannot be read or is not UTF-8.
pub(super) fn read(path: &Path, format: Format, stdin_path: Option<&Path>) -> anyhow::Result<Input> {
    let (name, format, bytes) = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
        let name = stdin_path.unwrap_or(Path::new("-"));
        (name.to_owned(), Format::of_path(name).unwrap_or_default(), bytes)
    } else {
        let bytes = std::fs::read(path).with_context(|| format!("{}: this file cannot be read", path.display()))?;
        (path.to_owned(), format, bytes)
    };
    let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let text =
        String::from_utf8(bytes.get(mark..).unwrap_or_default().to_vec()).map_err(|error| not_utf8(&name, &error))?;
    Ok(Input { path: name, format, text })
}

fn not_utf8(path: &Path, error: &std::string::FromUtf8Error) -> anyhow::Error {
    let at = error.utf8_error().valid_up_to();
    let line = error.as_bytes()[..at].iter().filter(|&&b| b == b'\n').count() + 1;
    anyhow!("{}: this file is not UTF-8 text (line {line}). Save it as UTF-8 and check it again.", path.display())
}
