//! The texts that are not open: read in the background, on a thread of its own, and compared with those that are.
//!
//! The thread that checks says how each project stands (`view`) and, in a pause, which of its documents are open with
//! which texts; here the project's other files are read and kept (`texts`), the names of all are compared (`compare`)
//! and listed for who asks (`inventory`), and what was found goes back. Who wants to know of all files has them checked,
//! too (`closed`). A folder that is no project is looked at for texts that seem to be one (`kin`), and for names
//! (`folders`, each `lone`). Files are looked at again when somebody says so, or now and then.

mod closed;
mod compare;
mod files;
mod folders;
mod inventory;
mod kin;
mod lone;
mod texts;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Weak;
use std::sync::mpsc::TryRecvError;
use std::time::{Duration, Instant};

pub(super) use self::closed::Closed;
pub(super) use self::compare::{Compared, OpenText};
pub(super) use self::folders::Folders;
use self::folders::Known;
use self::texts::Texts;
pub(super) use self::view::{View, lay_answers};
use super::queue::{Receiver, Sender, channel};
use super::rest::{Awaited, Rested, apart};
use super::worker::{Job, Kin, words};

/// Looking at all files of a project may take this part of the time, unless somebody says that they have changed.
const SHARE: u32 = 20;

/// What the thread can be asked.
#[derive(Debug)]
pub(super) enum Task {
    /// A project stands so now; `None` for one that is of no interest any more.
    Stands(PathBuf, Option<Box<View>>),
    /// Compare the names of a project, of which these documents are open.
    Compare(PathBuf, Vec<OpenText>),
    /// List the names of projects, of which these documents are open, for the question of this number; and of folders that
    /// are none, where they are asked about.
    List(u64, Vec<(PathBuf, Vec<OpenText>)>, Option<Folders>),
    /// Check all files of these projects, of which these documents are open, from now on; say when it is done, for the
    /// question of this number.
    Check(u64, Vec<(PathBuf, Vec<OpenText>)>),
    /// The folders that are no projects stand so now.
    Folders(Vec<(PathBuf, View)>),
    /// Look whether the texts of a folder that is no project belong together.
    Consider(PathBuf),
    /// Files may have changed on disk; `true` where somebody has said so.
    Look(bool),
}

/// The thread's name.
const NAME: &str = "workspace";

/// Starts the thread; it ends when the sender of tasks is gone.
pub(super) fn start(jobs: Weak<Sender<Job>>) -> Sender<Task> {
    let (tasks, queue) = channel();
    let (projects, folders, waiting) = (BTreeMap::new(), Known::default(), Vec::new());
    let work = move || Workspace { jobs, projects, folders, waiting, rested: Rested::new() }.run(queue);
    std::thread::Builder::new().name(NAME.into()).spawn(work).expect("the system has room for a thread");
    tasks
}

struct Workspace {
    jobs: Weak<Sender<Job>>,
    projects: BTreeMap<PathBuf, Texts>,
    folders: Known,
    /// The questions that wait for all files to be checked.
    waiting: Vec<u64>,
    /// How long there was nothing to do.
    rested: Rested,
}

impl Workspace {
    fn run(mut self, queue: Receiver<Task>) {
        loop {
            match self.next(&queue) {
                Awaited::Work(task) => self.work(task),
                Awaited::Due | Awaited::Rest => {}
                Awaited::End => return,
            }
        }
    }

    fn work(&mut self, task: Task) {
        // A look at the files is what a server does that rests.
        if !matches!(task, Task::Look(false)) {
            self.rested = Rested::new();
        }
        match task {
            Task::Stands(root, Some(view)) => self.stand(root, *view),
            Task::Stands(root, None) => self.leave(&root),
            Task::Compare(root, open) => self.compare(root, open),
            Task::List(number, projects, folders) => self.list(number, projects, folders),
            Task::Check(number, projects) => self.check(number, projects),
            Task::Folders(all) => self.folders.stand(all),
            Task::Consider(folder) => self.consider(folder),
            Task::Look(told) => self.look(told),
        }
        self.tell_news();
    }

    /// The next task; as long as there is none, files are checked.
    fn next(&mut self, queue: &Receiver<Task>) -> Awaited<Task> {
        loop {
            match queue.try_recv() {
                Ok(task) => return Awaited::Work(task),
                Err(TryRecvError::Disconnected) => return Awaited::End,
                Err(TryRecvError::Empty) if self.read_next() || self.check_next() => self.rested = Rested::new(),
                Err(TryRecvError::Empty) => {
                    self.waiting.drain(..).for_each(|number| say(&self.jobs, Job::AllChecked(number)));
                    return self.rested.wait(queue, None);
                }
            }
        }
    }

    /// Reads one file of a folder that is no project, if it is to be; whether there was any.
    fn read_next(&mut self) -> bool {
        let tell = |reading| say(&self.jobs, Job::Reading(reading));
        let read = catch_unwind(AssertUnwindSafe(|| self.folders.read_next(&tell)));
        let any = read.unwrap_or_else(|panic| {
            tracing::error!("a file could not be read: {}", words(panic.as_ref()));
            true
        });
        if any {
            let answers = self.folders.answers();
            answers.into_iter().for_each(|(number, listed)| say(&self.jobs, Job::Listed(number, listed)));
            self.tell_news();
        }
        any
    }

    /// Checks one file that is to be; whether there was any.
    fn check_next(&mut self) -> bool {
        let Some(texts) = self.projects.values_mut().find(|texts| texts.checks.is_due()) else { return false };
        let checked = catch_unwind(AssertUnwindSafe(|| texts.check_next()));
        match checked {
            Ok(closed) => closed.into_iter().for_each(|closed| say(&self.jobs, Job::Closed(closed))),
            Err(panic) => tracing::error!("a file could not be checked: {}", words(panic.as_ref())),
        }
        true
    }

    fn check(&mut self, number: u64, projects: Vec<(PathBuf, Vec<OpenText>)>) {
        let tell = |reading| say(&self.jobs, Job::Reading(reading));
        for (root, open) in projects {
            let Some(texts) = self.projects.get_mut(&root).filter(|texts| !texts.checks.wanted) else { continue };
            let compared = apart("compare", || {
                let changed = texts.want_all(&tell);
                // What is said of open documents, they are told when they are compared themselves.
                texts.compare(open, &tell);
                texts.check_all();
                changed
            });
            match compared {
                Ok(true) => say(&self.jobs, Job::Compare(root)),
                Ok(false) => {}
                Err(panic) => tracing::error!("files are not checked: {}", words(panic.as_ref())),
            }
        }
        self.waiting.push(number);
    }

    fn stand(&mut self, root: PathBuf, view: View) {
        match self.projects.get_mut(&root) {
            Some(texts) => texts.set_view(view),
            None => drop(self.projects.insert(root.clone(), Texts::new(root, view))),
        }
    }

    fn consider(&self, folder: PathBuf) {
        let files = apart("count", || kin::count(&folder)).unwrap_or_default();
        if files > 0 {
            say(&self.jobs, Job::Kin(Kin { folder, files }));
        }
    }

    /// Says in which files there are other names than somebody was told, and what the user has to know.
    fn tell_news(&mut self) {
        let mut renamed: BTreeSet<PathBuf> = self.projects.values_mut().flat_map(Texts::take_renamed).collect();
        renamed.extend(self.folders.take_renamed());
        if !renamed.is_empty() {
            say(&self.jobs, Job::Renamed(renamed));
        }
        let warnings = self.projects.values_mut().flat_map(Texts::take_warnings);
        warnings.for_each(|warning| say(&self.jobs, Job::Failed(warning)));
    }

    /// Nothing is said any more of the files of a project.
    fn leave(&mut self, root: &Path) {
        let Some(texts) = self.projects.remove(root) else { return };
        let told = texts.told.unwrap_or_default();
        if !told.is_empty() {
            say(&self.jobs, Job::Renamed(told.into_keys().collect()));
        }
        texts.checks.take_back().into_iter().for_each(|closed| say(&self.jobs, Job::Closed(closed)));
    }

    fn compare(&mut self, root: PathBuf, open: Vec<OpenText>) {
        let started = Instant::now();
        let ids: Vec<_> = open.iter().map(|open| open.snapshot.id).collect();
        let (texts, jobs) = (self.projects.get_mut(&root), &self.jobs);
        let tell = |reading| say(jobs, Job::Reading(reading));
        let compare = || texts.map(|texts| texts.compare(open, &tell)).unwrap_or_default();
        let found = apart("compare", compare);
        let names = found.unwrap_or_else(|panic| {
            tracing::error!("names could not be compared over {}: {}", root.display(), words(panic.as_ref()));
            // Each stands alone, rather than that nothing is said of it.
            ids.into_iter().map(|id| (id, None)).collect()
        });
        say(&self.jobs, Job::Compared(Compared { names, took: started.elapsed() }));
    }

    fn list(&mut self, number: u64, projects: Vec<(PathBuf, Vec<OpenText>)>, folders: Option<Folders>) {
        let tell = |reading| say(&self.jobs, Job::Reading(reading));
        let mut listed = Vec::new();
        for (root, open) in projects {
            let texts = self.projects.get_mut(&root);
            let list = || texts.map(|texts| texts.list(open, &tell)).unwrap_or_default();
            // What is open is known without.
            listed.extend(apart("list", list).unwrap_or_default());
        }
        let answer = match folders {
            Some(folders) => self.folders.ask(number, listed, folders),
            None => Some((number, listed)),
        };
        answer.into_iter().for_each(|(number, listed)| say(&self.jobs, Job::Listed(number, listed)));
    }

    /// Looks at the files of all projects; those in which any has changed are to be compared again.
    fn look(&mut self, told: bool) {
        let mut changed = Vec::new();
        let tell = |reading| say(&self.jobs, Job::Reading(reading));
        for (root, texts) in &mut self.projects {
            let rested = texts.looked().is_none_or(|(at, took)| at.elapsed() >= took * SHARE + Duration::from_secs(1));
            if texts.looked().is_some() && (told || rested) && texts.look(&tell) {
                changed.push(root.clone());
            }
        }
        changed.into_iter().for_each(|root| say(&self.jobs, Job::Compare(root)));
        self.folders.look(told);
    }
}

fn say(jobs: &Weak<Sender<Job>>, job: Job) {
    // Nobody is left to hear it where the session has ended.
    let _ = jobs.upgrade().map(|jobs| jobs.send(job));
}
