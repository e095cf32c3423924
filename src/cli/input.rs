//! Which files `check` reads, and their text.
//!
//! A file named on the command line is read whatever its name; folders are walked for the formats that are
//! known, with .gitignore respected. What cannot be read is said once, and the others are read all the same.
//! `encoding` tells how their bytes are text.

use std::fmt;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use super::projects::Projects;
use super::skipped::nothing_in;
use crate::encoding::{self, Coding, Problem};
use crate::format::Format;
use crate::workspace;

/// A text to be checked.
#[derive(Debug)]
pub(super) struct Input {
    /// Its path as given or found, for reports.
    pub path: PathBuf,
    /// How it is read.
    pub format: Format,
    /// What stands in it, without a byte order mark.
    pub text: String,
    /// How it stands there.
    pub coding: Coding,
}

/// A file to be read.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// As given or found; `-` is standard input.
    pub path: PathBuf,
    /// How it is read.
    pub format: Format,
    /// Whether it was named itself, and not only its folder.
    pub named: bool,
}

impl Source {
    /// Its path in reports and for its settings; standard input goes by the name `stdin_path`, where one is given.
    pub(super) fn name<'a>(&'a self, stdin_path: Option<&'a Path>) -> &'a Path {
        if self.path.as_os_str() == "-" { stdin_path.unwrap_or(&self.path) } else { &self.path }
    }
}

/// A file to be read, or why it cannot be.
pub(super) type Found = anyhow::Result<Source>;

/// Something in a folder that only goes by the name of a text: worth a word, and no failure.
#[derive(Debug)]
struct Skipped(String);

impl fmt::Display for Skipped {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Skipped {}

/// Whether an error means that something asked for was not done.
pub(super) fn is_failure(error: &anyhow::Error) -> bool {
    !error.is::<Skipped>()
}

/// The files that `paths` stand for, sorted within each folder, each once, without those their project excludes;
/// `-` is kept as it is.
pub(super) fn files(paths: &[PathBuf], projects: &mut Projects) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Ok(Source { path: path.clone(), format: Format::Plain, named: true }));
        } else if path.is_dir() {
            found.extend(folder(path, projects));
        } else {
            found.push(file(path));
        }
    }
    // One folder has each of its files once.
    if paths.len() > 1 {
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|item| item.as_ref().map_or(true, |source| seen.insert(place(&source.path))));
    }
    found
}

/// What tells paths apart, and orders those of a folder, as their parts do: to compare thousands of files part by part takes
/// longer than to find them.
fn place(path: &Path) -> Vec<u8> {
    let mut place = Vec::with_capacity(path.as_os_str().len() + 1);
    for part in path.components() {
        place.extend_from_slice(part.as_os_str().as_encoded_bytes());
        // No name has it in it.
        place.push(0);
    }
    place
}

fn file(path: &Path) -> Found {
    if !path.exists() {
        bail!("{}: there is no such file.", path.display());
    }
    Ok(Source { path: path.to_owned(), format: Format::of_path(path).unwrap_or_default(), named: true })
}

fn folder(path: &Path, projects: &mut Projects) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for entry in workspace::walk(path) {
        match entry {
            Ok((name, _)) if projects.excludes(&name) => {}
            Ok((name, format)) => found.push(Ok(Source { path: tidy(path, name), format, named: false })),
            Err(error) => found.push(Err(anyhow!("{error}"))),
        }
    }
    if found.is_empty() {
        found.push(Err(nothing_in(path, projects)));
    }
    found.sort_by_cached_key(|item| item.as_ref().ok().map(|source| place(&source.path)));
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
/// Where it cannot be read or is no text.
pub(super) fn read(source: &Source, stdin_path: Option<&Path>) -> anyhow::Result<Input> {
    let (path, format) = named(source, stdin_path);
    text(path, format, bytes(source)?, source.named)
}

/// The bytes of a file, as they stand there.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn bytes(source: &Source) -> anyhow::Result<Vec<u8>> {
    if source.path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
        return Ok(bytes);
    }
    std::fs::read(&source.path).with_context(|| format!("{}: this file cannot be read", source.path.display()))
}

/// The name and the format that a source goes by.
pub(super) fn named(source: &Source, stdin_path: Option<&Path>) -> (PathBuf, Format) {
    match stdin_path {
        Some(name) if source.path.as_os_str() == "-" => (name.to_owned(), Format::of_path(name).unwrap_or_default()),
        _ => (source.path.clone(), source.format),
    }
}

/// The bytes of the file `path` as text.
///
/// # Errors
/// Where they are none. That is no failure where the file was not `named`.
pub(super) fn text(path: PathBuf, format: Format, bytes: Vec<u8>, named: bool) -> anyhow::Result<Input> {
    let shown = path.display();
    match encoding::decode(bytes) {
        Ok(decoded) => Ok(Input { path, format, text: decoded.text, coding: decoded.coding }),
        Err(Problem::NotText) if named => bail!("{shown}: this file is no text and was skipped."),
        Err(Problem::NotText) => Err(Skipped(format!("{shown}: this file is no text and was skipped.")).into()),
        Err(Problem::Broken(name, line)) => bail!(
            "{shown}: this file is {name} text, but not all of it (line {line}). Mend that line, or save the file as \
             UTF-8, and check it again."
        ),
        Err(Problem::Unclear) => bail!(
            "{shown}: nothing tells in which encoding this file is, so it was not read. Save it as UTF-8 and check it \
             again."
        ),
    }
}
