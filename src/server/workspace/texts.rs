//! The texts of one project that are kept: of each as much as its names need to be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use ropey::Rope;

use super::super::names::differ;
use super::super::progress::Reading;
use super::super::uri;
use super::View;
use super::closed::Checks;
use crate::config::Settings;
use crate::engine::{Engine, Whole};
use crate::finding::{Finding, Other};
use crate::format::Format;
use crate::names::inventory::Name;
use crate::project::files::{self, Stamp};
use crate::project::{Own, Project};
use crate::workspace;

/// How many files are read at a time: more threads would take the machine from who types.
const READERS: usize = 2;

/// So many files are worth showing how far their reading has come…
pub(super) const MANY: usize = 100;

/// … in so many steps.
pub(super) const STEPS: usize = 20;

/// Hears how a reading comes on.
pub(super) type Tell<'a> = &'a (dyn Fn(Reading) + Sync);

/// The texts of a project.
#[derive(Debug)]
pub(super) struct Texts {
    pub(super) root: PathBuf,
    pub(super) view: View,
    pub(super) project: Project,
    /// All files that are texts of the project, by their paths.
    pub(super) files: BTreeMap<PathBuf, Text>,
    /// When the files were looked at last, and how long that took.
    looked: Option<(Instant, Duration)>,
    /// The user has stopped the reading: each document stands alone, until the project stands otherwise.
    pub(super) stopped: bool,
    pub(super) checks: Checks,
    /// Somebody was told the names of the files.
    pub(super) listed: bool,
    /// The files whose names are others since then.
    renamed: BTreeSet<PathBuf>,
}

/// One of the texts, as it is on disk.
#[derive(Debug)]
pub(super) struct Text {
    pub format: Format,
    stamp: Option<Stamp>,
    /// What is known of it; `None` for what cannot be read, and until it is first needed.
    pub read: Option<Read>,
    /// Its text, where something was found that reaches into it.
    pub other: Option<Arc<Other>>,
    /// What was found in it by itself, if it was checked.
    pub own: Option<Arc<[Finding]>>,
    /// What was found in its names; `None` where they are compared with no others.
    pub names: Option<Vec<Finding>>,
}

/// A text as it was read.
#[derive(Clone, Debug)]
pub(super) struct Read {
    /// Its names.
    pub whole: Arc<Whole>,
    /// Its length, in bytes.
    pub len: usize,
}

impl Texts {
    /// Those of a project that stands so; nothing is read yet.
    pub fn new(root: PathBuf, view: View) -> Self {
        let project = view.project(root.clone());
        let (files, checks, renamed) = (BTreeMap::new(), Checks::default(), BTreeSet::new());
        Self { root, view, project, files, looked: None, stopped: false, checks, listed: false, renamed }
    }

    /// The project stands so now.
    pub fn set_view(&mut self, view: View) {
        self.project = view.project(self.root.clone());
        let same = (&self.view.options, &self.view.books) == (&view.options, &view.books);
        if !same || self.view.base.files != view.base.files {
            // Other files may belong to it: they are looked at when they are needed next.
            (self.looked, self.stopped) = (None, false);
        }
        self.view = view;
        for (path, text) in &mut self.files {
            let settings = self.view.settings(&self.project, path);
            let Some(read) = &mut text.read else { continue };
            if *read.whole.settings() == settings {
                continue;
            }
            text.own = None;
            self.checks.want(path);
            if !read.change(settings) {
                // It is in another language now, perhaps: it is read again.
                (text.read, text.stamp) = (None, None);
            }
        }
    }

    /// When the files were looked at last, and how long that took; `None` while nobody has needed them.
    pub fn looked(&self) -> Option<(Instant, Duration)> {
        self.looked
    }

    /// The files whose names are not those that somebody was told, since this was asked last.
    pub fn take_renamed(&mut self) -> BTreeSet<PathBuf> {
        std::mem::take(&mut self.renamed)
    }

    /// Looks which files there are and reads those that have changed. Whether any has. `tell` hears how it comes on.
    pub fn look(&mut self, tell: Tell<'_>) -> bool {
        if self.stopped {
            return false;
        }
        let started = Instant::now();
        let found = walk(&self.root, &self.view, &self.project, None).unwrap_or_default();
        let before = self.files.len();
        self.files.retain(|path, text| {
            let stays = found.contains_key(path);
            if !stays {
                self.checks.want(path);
                let had = self.listed && !names(text.read.as_ref()).is_empty();
                self.renamed.extend(had.then(|| path.clone()));
            }
            stays
        });
        let mut changed = self.files.len() != before;
        for (path, format) in found {
            let text = self.files.entry(path).or_insert(Text {
                format,
                stamp: None,
                read: None,
                other: None,
                own: None,
                names: None,
            });
            text.format = format;
        }
        changed |= self.read_changed(tell);
        self.looked = Some((started, started.elapsed()));
        changed
    }

    /// Reads the files that are not as they were when they were read last. Whether there were any.
    fn read_changed(&mut self, tell: Tell<'_>) -> bool {
        let (view, project, listed) = (&self.view, &self.project, self.listed);
        let mut stale: Vec<(&PathBuf, &mut Text, Stamp)> = Vec::new();
        for (path, text) in &mut self.files {
            match files::stamp(path) {
                Some(stamp) if text.stamp != Some(stamp) => {
                    self.checks.want(path);
                    stale.push((path, text, stamp));
                }
                _ => {}
            }
        }
        let counter =
            Counter { root: &self.root, all: stale.len(), done: AtomicUsize::new(0), stop: Arc::default(), tell };
        let (share, counter) = (stale.len().div_ceil(READERS).max(1), &counter);
        let renamed = Mutex::new(&mut self.renamed);
        std::thread::scope(|scope| {
            for part in stale.chunks_mut(share) {
                scope.spawn(|| {
                    for (path, text, stamp) in part.iter_mut().take_while(|_| !counter.stop.load(Ordering::Relaxed)) {
                        let before = std::mem::replace(&mut text.read, read(path, text.format, view, project));
                        (text.other, text.own, text.stamp) = (None, None, Some(*stamp));
                        if listed && differ(&names(before.as_ref()), &names(text.read.as_ref())) {
                            renamed.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
                        }
                        counter.count();
                    }
                });
            }
        });
        self.stopped = counter.stop.load(Ordering::Relaxed);
        if self.stopped {
            counter.say(counter.done.load(Ordering::Relaxed));
        }
        !stale.is_empty()
    }
}

/// Counts the files that are read, for whoever waits.
struct Counter<'a> {
    root: &'a Path,
    all: usize,
    done: AtomicUsize,
    stop: Arc<AtomicBool>,
    tell: Tell<'a>,
}

impl Counter<'_> {
    fn count(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.all >= MANY && (done == self.all || done % self.all.div_ceil(STEPS) == 1) {
            self.say(done);
        }
    }

    fn say(&self, done: usize) {
        (self.tell)(Reading { root: self.root.to_owned(), done, all: self.all, stop: Arc::clone(&self.stop) });
    }
}

impl Text {
    /// The text itself, if it can still be read and is as it was.
    pub fn other(&mut self, path: &Path) -> Option<Arc<Other>> {
        if self.other.is_none() {
            let text = Rope::from_str(&self.again(path)?);
            self.other = Some(Arc::new(Other { path: uri::of_file(path), text }));
        }
        self.other.clone()
    }

    /// What stands in it, if it is still as it was read.
    pub fn again(&self, path: &Path) -> Option<String> {
        if files::stamp(path) == self.stamp { workspace::read(path).ok() } else { None }
    }
}

impl Read {
    /// Works by other settings from now on; whether that is possible without reading it again.
    fn change(&mut self, settings: Settings) -> bool {
        if !self.whole.is_read_alike(&settings) {
            return false;
        }
        Arc::make_mut(&mut self.whole).set_settings(settings);
        true
    }
}

/// The names of a text by itself.
fn names(read: Option<&Read>) -> Vec<Name> {
    read.map(|read| read.whole.names()).unwrap_or_default()
}

/// Reads a text; one that cannot be read is left out, and said in the log.
fn read(path: &Path, format: Format, view: &View, project: &Project) -> Option<Read> {
    match workspace::read(path) {
        Ok(text) => {
            let engine = Engine::new(view.settings(project, path));
            Some(Read { whole: Arc::new(engine.read_names(&text, format)), len: text.len() })
        }
        Err(why) => {
            tracing::warn!("{} is left out of its project: {why}", path.display());
            None
        }
    }
}

/// The files that belong to a project: not to one further down, and not left out; `None` as soon as they come to more than
/// so many bytes.
pub(super) fn walk(
    root: &Path,
    view: &View,
    project: &Project,
    most: Option<u64>,
) -> Option<BTreeMap<PathBuf, Format>> {
    let (mut found, mut bytes) = (BTreeMap::new(), 0);
    let mut others: BTreeMap<PathBuf, bool> = BTreeMap::new();
    for entry in workspace::walk(root) {
        let (path, format) = match entry {
            Ok(found) => found,
            Err(error) => {
                tracing::warn!("a folder of {} is left out: {error}", root.display());
                continue;
            }
        };
        let folder = path.parent().unwrap_or(&path);
        let other = *others.entry(folder.to_owned()).or_insert_with(|| is_in_another(folder, root));
        if other || project.excludes(&view.base, &path) || view.books.contains(&path) {
            continue;
        }
        if let Some(most) = most {
            bytes += path.metadata().map_or(0, |metadata| metadata.len());
            if bytes > most {
                return None;
            }
        }
        found.insert(path, format);
    }
    Some(found)
}

/// Whether a project lies between a folder and `root`.
pub(super) fn is_in_another(folder: &Path, root: &Path) -> bool {
    let between = folder.ancestors().take_while(|folder| *folder != root);
    let folders: BTreeSet<&Path> = between.collect();
    folders.into_iter().any(|folder| folder.join(Own::Options.name()).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_that_is_stopped_is_not_gone_on_with_until_the_project_stands_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        for n in 0..3 * MANY {
            std::fs::write(folder.path().join(format!("{n}.txt")), "Tao Leshan came.\n").unwrap();
        }
        let view = |options: &str| View { options: Some(options.into()), ..View::default() };
        let mut texts = Texts::new(folder.path().to_owned(), view(""));
        let stop = |reading: Reading| reading.stop.store(true, Ordering::Relaxed);
        assert!(texts.look(&stop) && texts.stopped);
        let read = |texts: &Texts| texts.files.values().filter(|text| text.read.is_some()).count();
        assert!(read(&texts) < 3 * MANY);
        assert!(!texts.look(&|_| panic!("nothing is read")));
        texts.set_view(view("language = \"en\"\n"));
        assert!(texts.looked().is_none() && texts.look(&|_| ()));
        assert_eq!(read(&texts), 3 * MANY);
    }
}
