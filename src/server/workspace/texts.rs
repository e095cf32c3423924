//! The texts of one project that are kept: of each as much as its names need to be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use ropey::Rope;

use super::super::names::{differ, mark};
use super::super::progress::Reading;
use super::super::uri;
use super::View;
use super::closed::Checks;
use super::files::{reach, walk};
use super::inventory::Inventory;
use super::view::Alike;
use crate::config::{Scope, Settings};
use crate::engine::{Engine, Whole};
use crate::finding::{Finding, Other};
use crate::format::Format;
use crate::names::inventory::Name;
use crate::project::Project;
use crate::project::files::{self, Stamp};
use crate::summary::{Forms, Summary};
use crate::workspace::{self, MOST_COMPARED};

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
    /// How far names are compared.
    scope: Scope,
    /// The files that are texts of the project, by their paths; those that are compared with no others only if they are
    /// checked.
    pub(super) files: BTreeMap<PathBuf, Text>,
    /// The folders whose texts are too long to be compared with each other.
    too_long: BTreeSet<PathBuf>,
    /// Of which folders the user is to be told so.
    pub(super) warnings: BTreeSet<PathBuf>,
    /// When the files were looked at last, and how long that took.
    looked: Option<(Instant, Duration)>,
    /// The user has stopped the reading: each document stands alone, until the project stands otherwise.
    pub(super) stopped: bool,
    pub(super) checks: Checks,
    /// What somebody was told of the names of files that are not open: marks of those that have any.
    pub(super) told: Option<BTreeMap<PathBuf, u64>>,
    /// The project stands otherwise since then, or may.
    pub(super) stands_anew: bool,
    /// The words of the files that are not open.
    forms: Arc<Forms>,
    /// The names, by the folder over whose texts they are compared.
    pub(super) inventories: BTreeMap<PathBuf, Inventory>,
    /// The files whose names are others since then.
    pub(super) renamed: BTreeSet<PathBuf>,
}

/// One of the texts, as it is on disk.
#[derive(Debug)]
pub(super) struct Text {
    pub format: Format,
    stamp: Option<Stamp>,
    /// It is compared with no others: nothing is kept of it.
    pub alone: bool,
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
        let scope = project.settings(&view.base, &root).scope;
        let (files, checks, renamed) = (BTreeMap::new(), Checks::default(), BTreeSet::new());
        let (too_long, warnings, looked) = (BTreeSet::new(), BTreeSet::new(), None);
        let (stopped, told, stands_anew, inventories) = (false, None, false, BTreeMap::new());
        let forms = Arc::default();
        Self {
            root,
            view,
            project,
            scope,
            files,
            too_long,
            warnings,
            looked,
            stopped,
            checks,
            told,
            stands_anew,
            forms,
            inventories,
            renamed,
        }
    }

    /// The project stands so now.
    pub fn set_view(&mut self, view: View) {
        self.project = view.project(self.root.clone());
        self.scope = self.project.settings(&view.base, &self.root).scope;
        let same = (&self.view.options, &self.view.books) == (&view.options, &view.books);
        if !same || self.view.base.files != view.base.files {
            // Other files may belong to it: they are looked at when they are needed next.
            (self.looked, self.stopped) = (None, false);
        }
        let stands_so = self.view == view;
        self.stands_anew |= !stands_so;
        self.view = view;
        let mut alike = Alike::default();
        for (path, text) in &mut self.files {
            if text.alone && !stands_so {
                self.checks.want(path);
            }
            let Some(read) = &mut text.read else { continue };
            let settings = self.view.settings(&self.project, path);
            if *read.whole.settings() == settings {
                continue;
            }
            text.own = None;
            self.checks.want(path);
            if !read.change(alike.of(settings)) {
                // It is in another language now, perhaps: it is read again when the files are needed next.
                (self.looked, text.stamp) = (None, None);
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

    /// Looks which files there are and reads those that have changed, as far as they are compared. Whether any has. `tell` hears
    /// how it comes on.
    pub fn look(&mut self, tell: Tell<'_>) -> bool {
        if self.stopped {
            return false;
        }
        let started = Instant::now();
        let found = walk(&self.root, &self.view, &self.project, self.scope, MOST_COMPARED, self.checks.wanted);
        self.warnings.extend(found.too_long.difference(&self.too_long).cloned());
        self.too_long = found.too_long;
        let (found, before) = (found.files, self.files.len());
        let is_alone = |path: &Path| reach(&self.root, path, self.scope, &self.too_long).is_none();
        self.files.retain(|path, text| {
            let stays = found.contains_key(path) && text.alone == is_alone(path);
            if !stays {
                self.checks.want(path);
                let told = self.told.as_mut().and_then(|told| told.remove(path));
                self.renamed.extend(told.map(|_| path.clone()));
            }
            stays
        });
        let mut changed = self.files.len() != before;
        for (path, format) in found {
            let alone = is_alone(&path);
            self.files.entry(path).or_insert_with(|| Text::new(format, alone)).format = format;
        }
        changed |= self.read_changed(tell);
        self.looked = Some((started, started.elapsed()));
        changed
    }

    /// The folder over whose texts the names of a file are compared; `None` where they are with no others.
    pub fn reach(&self, path: &Path) -> Option<PathBuf> {
        reach(&self.root, path, self.scope, &self.too_long).map(Path::to_owned)
    }

    /// Whether there may be files that are compared with no others.
    pub fn leaves_out(&self) -> bool {
        self.scope == Scope::Document || !self.too_long.is_empty()
    }

    /// What the user is to be told, since this was asked last.
    pub fn take_warnings(&mut self) -> Vec<String> {
        let most = MOST_COMPARED / 1_000_000;
        let warning = |folder: PathBuf| {
            format!(
                "The texts of {} come to more than {most} MB. Names are compared over {most} MB at most, so each file is \
                 checked by itself. Leave files out with \"exclude\" in postedit.toml, or set a narrower \"scope\" there.",
                folder.display()
            )
        };
        std::mem::take(&mut self.warnings).into_iter().map(warning).collect()
    }

    /// Reads the files that are not as they were when they were read last. Whether there were any.
    fn read_changed(&mut self, tell: Tell<'_>) -> bool {
        let reading = By { view: &self.view, project: &self.project, forms: &self.forms, is_told: self.told.is_some() };
        let mut stale: Vec<(&PathBuf, &mut Text, Stamp)> = Vec::new();
        for (path, text) in &mut self.files {
            let Some(stamp) = files::stamp(path).filter(|stamp| text.stamp != Some(*stamp)) else { continue };
            self.checks.want(path);
            match text.alone {
                true => text.stamp = Some(stamp),
                false => stale.push((path, text, stamp)),
            }
        }
        let counter =
            Counter { root: &self.root, all: stale.len(), done: AtomicUsize::new(0), stop: Arc::default(), tell };
        let (share, counter) = (stale.len().div_ceil(READERS).max(1), &counter);
        let renamed = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for part in stale.chunks_mut(share) {
                scope.spawn(|| {
                    let mut alike = Alike::default();
                    for (path, text, stamp) in part.iter_mut().take_while(|_| !counter.stop.load(Ordering::Relaxed)) {
                        if let Some(now) = reading.again(path, text, *stamp, &mut alike) {
                            renamed.lock().unwrap_or_else(PoisonError::into_inner).push((path.clone(), now));
                        }
                        counter.count();
                    }
                });
            }
        });
        if stale.len() >= MANY {
            let wholes = stale.iter_mut().filter_map(|(_, text, _)| Arc::get_mut(&mut text.read.as_mut()?.whole));
            Summary::shelve(wholes.filter_map(Whole::summary_mut));
        }
        self.stopped = counter.stop.load(Ordering::Relaxed);
        if self.stopped {
            counter.say(counter.done.load(Ordering::Relaxed));
        }
        let changed = !stale.is_empty();
        renamed.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().for_each(|(path, now)| {
            self.note_told(&path, &now);
            self.renamed.insert(path);
        });
        changed
    }

    /// Lets go of what is only needed while texts are read or compared.
    pub(super) fn rest(&self) {
        self.forms.rest();
    }

    /// Somebody is told that a file has these names now.
    fn note_told(&mut self, path: &Path, names: &[Name]) {
        let Some(told) = &mut self.told else { return };
        match names.is_empty() {
            true => drop(told.remove(path)),
            false => drop(told.insert(path.to_owned(), mark(names))),
        }
    }
}

/// What files are read by.
struct By<'a> {
    view: &'a View,
    project: &'a Project,
    forms: &'a Arc<Forms>,
    /// Somebody was told the names of files.
    is_told: bool,
}

impl By<'_> {
    /// Reads a file again that has this stamp now; its names, if these are others than somebody was told.
    fn again(&self, path: &Path, text: &mut Text, stamp: Stamp, alike: &mut Alike) -> Option<Vec<Name>> {
        let settings = alike.of(self.view.settings(self.project, path));
        let before = std::mem::replace(&mut text.read, read(path, text.format, settings, self.forms));
        (text.other, text.own, text.stamp) = (None, None, Some(stamp));
        let names = || (names(before.as_ref()), names(text.read.as_ref()));
        let (before, now) = self.is_told.then(names)?;
        differ(&before, &now).then_some(now)
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
    fn new(format: Format, alone: bool) -> Self {
        Self { format, stamp: None, alone, read: None, other: None, own: None, names: None }
    }

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
    fn change(&mut self, settings: Arc<Settings>) -> bool {
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
fn read(path: &Path, format: Format, settings: Arc<Settings>, forms: &Arc<Forms>) -> Option<Read> {
    match workspace::read(path) {
        Ok(text) => {
            let engine = Engine::new(settings);
            Some(Read { whole: Arc::new(engine.summarise(&text, format, forms)), len: text.len() })
        }
        Err(why) => {
            tracing::warn!("{} is left out of its project: {why}", path.display());
            None
        }
    }
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

    #[test]
    fn nothing_is_kept_of_what_is_too_long_to_be_compared() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("a.txt"), "Tao Leshan came.\n").unwrap();
        let long = (0..MOST_COMPARED / workspace::LONGEST).map(|n| path(&format!("b{n}.txt")));
        for path in long.clone() {
            std::fs::File::create(path).unwrap().set_len(workspace::LONGEST).unwrap();
        }
        let mut texts = Texts::new(folder.path().to_owned(), View { options: Some("".into()), ..View::default() });
        texts.look(&|_| panic!("nothing is read"));
        assert!(texts.files.is_empty() && texts.take_warnings().len() == 1);
        assert!(!texts.want_all(&|_| panic!("nothing is read")));
        assert!(texts.files.len() == 1 + long.clone().count() && texts.files.values().all(|text| text.read.is_none()));
        texts.check_all();
        while texts.checks.is_due() {
            texts.check_next();
        }
        assert!(texts.files.values().all(|text| text.own.is_none()) && texts.take_warnings().is_empty());
        long.for_each(|path| std::fs::remove_file(path).unwrap());
        assert!(texts.look(&|_| ()) && texts.files[&path("a.txt")].read.is_some());
    }
}
