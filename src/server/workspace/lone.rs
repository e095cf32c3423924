//! The texts of a workspace folder that is no project: the names of each by itself, for who searches or writes names
//! over all files. They are compared with nothing, and nothing is found in them.
//!
//! They are read one after the other, whenever nothing else is to be done, and only their names are kept. Of a folder with
//! more text than is ever compared none is read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ropey::Rope;

use super::super::document::{Content, DocumentId, Generation, Snapshot};
use super::super::names::differ;
use super::super::progress::Reading;
use super::super::question::{Listed, Names};
use super::super::uri;
use super::View;
use super::files::{Found, walk};
use super::texts::{MANY, STEPS, Tell};
use crate::config::Scope;
use crate::engine::Engine;
use crate::format::Format;
use crate::project::Project;
use crate::project::files::{self, Stamp};
use crate::workspace::{self, MOST_READ};

/// The texts of a folder.
#[derive(Debug)]
pub(super) struct Lone {
    root: PathBuf,
    view: View,
    project: Project,
    files: BTreeMap<PathBuf, Text>,
    /// The files that are to be read, and how many these were at first.
    due: BTreeSet<PathBuf>,
    all: usize,
    /// Set by its user, the reading stops until the folder stands otherwise.
    stop: Arc<AtomicBool>,
    looked: Option<(Instant, Duration)>,
    /// Somebody was told the names.
    pub(super) listed: bool,
    renamed: BTreeSet<PathBuf>,
}

/// One of the texts, as it is on disk.
#[derive(Debug)]
struct Text {
    format: Format,
    stamp: Option<Stamp>,
    /// It was read as the folder stood before.
    stale: bool,
    /// Its names; `None` until it is read, and for what cannot be.
    names: Option<Names>,
}

impl Lone {
    /// Those of a folder that stands so; nothing is read yet.
    pub fn new(root: PathBuf, view: View) -> Self {
        let project = view.project(root.clone());
        let (files, due, renamed) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        let (all, stop, looked, listed) = (0, Arc::default(), None, false);
        Self { root, view, project, files, due, all, stop, looked, listed, renamed }
    }

    /// The folder stands so now.
    pub fn set_view(&mut self, view: View) {
        if self.view == view {
            return;
        }
        self.project = view.project(self.root.clone());
        self.view = view;
        // What was known is known until it is read again.
        self.files.values_mut().for_each(|text| text.stale = true);
        (self.looked, self.stop) = (None, Arc::default());
    }

    /// When the files were looked at last, and how long that took.
    pub fn looked(&self) -> Option<(Instant, Duration)> {
        self.looked
    }

    /// Looks which files there are, and which are to be read.
    pub fn look(&mut self) {
        if self.stop.load(Ordering::Relaxed) {
            return;
        }
        let started = Instant::now();
        let Found { files: found, too_long } =
            walk(&self.root, &self.view, &self.project, Scope::Project, MOST_READ, false);
        if !too_long.is_empty() {
            let (folder, most) = (self.root.display(), MOST_READ / 1_000_000);
            tracing::info!(
                "the texts of {folder} come to more than {most} MB: of those that are not open no names are known"
            );
        }
        self.files.retain(|path, text| {
            let stays = found.contains_key(path);
            if !stays && self.listed && text.has_names() {
                self.renamed.insert(path.clone());
            }
            stays
        });
        self.due.clear();
        for (path, format) in found {
            let stamp = files::stamp(&path);
            let text =
                self.files.entry(path.clone()).or_insert(Text { format, stamp: None, stale: false, names: None });
            text.format = format;
            if stamp.is_some() && (text.stale || text.stamp != stamp) {
                self.due.insert(path);
            }
        }
        self.all = self.due.len();
        self.looked = Some((started, started.elapsed()));
    }

    /// Whether a file is to be read.
    pub fn is_due(&self) -> bool {
        !self.due.is_empty()
    }

    /// Reads the next file that is to be. `tell` hears how it comes on.
    pub fn read_next(&mut self, tell: Tell<'_>) {
        if self.stop.load(Ordering::Relaxed) {
            self.due.clear();
        } else if let Some(path) = self.due.pop_first() {
            self.read(&path);
        }
        let done = self.all - self.due.len();
        if self.all >= MANY && (self.due.is_empty() || done % self.all.div_ceil(STEPS) == 1) {
            tell(Reading { root: self.root.clone(), done, all: self.all, stop: Arc::clone(&self.stop) });
        }
    }

    fn read(&mut self, path: &Path) {
        let Some(text) = self.files.get_mut(path) else { return };
        (text.stamp, text.stale) = (files::stamp(path), false);
        let read = workspace::read(path).map(|read| {
            let settings = self.view.settings(&self.project, path);
            let glossary = Arc::clone(&settings.glossary);
            let whole = Engine::new(settings).read_names(&read, text.format);
            Names { names: whole.names().into(), project: None, language: whole.language(), glossary, since: None }
        });
        let before = std::mem::replace(&mut text.names, read.ok());
        let of = |names: Option<&Names>| names.map(|names| Arc::clone(&names.names)).unwrap_or_default();
        if self.listed && differ(&of(before.as_ref()), &of(text.names.as_ref())) {
            self.renamed.insert(path.to_owned());
        }
    }

    /// The names of all texts that are not `open`, as far as they are known. Who is told `all` is told of changes.
    pub fn list(&mut self, open: &BTreeSet<PathBuf>, all: bool) -> Vec<Listed> {
        self.listed |= all;
        let named = self.files.iter().filter(|(path, _)| !open.contains(*path));
        named.filter_map(|(path, text)| text.listed(path)).collect()
    }

    /// The files of whose names somebody was told.
    pub fn told(self) -> impl Iterator<Item = PathBuf> {
        let listed = self.listed;
        self.files.into_iter().filter(move |(_, text)| listed && text.has_names()).map(|(path, _)| path)
    }

    /// The files whose names are not those that somebody was told, since this was asked last.
    pub fn take_renamed(&mut self) -> BTreeSet<PathBuf> {
        std::mem::take(&mut self.renamed)
    }
}

impl Text {
    fn has_names(&self) -> bool {
        self.names.as_ref().is_some_and(|names| !names.names.is_empty())
    }

    /// Its names in the text as it is on disk, if it is still as it was read; `None` where there are none.
    fn listed(&self, path: &Path) -> Option<Listed> {
        let names = self.names.clone().filter(|names| !names.names.is_empty())?;
        if files::stamp(path) != self.stamp {
            return None;
        }
        let (id, generation) = (DocumentId(u64::MAX), Generation(u64::MAX));
        let (uri, content) = (uri::of_file(path).into(), Content::Prose(self.format));
        let text = Rope::from_str(&workspace::read(path).ok()?);
        let snapshot = Snapshot { id, generation, uri, version: 0, content, text };
        Some(Listed { snapshot, names, closed: true })
    }
}
