//! The workspace's folders that are no projects, and who waits for the names in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use super::super::question::Listed;
use super::lone::Lone;
use super::texts::Tell;
use super::{SHARE, View};

/// What is asked of folders.
#[derive(Debug)]
pub(in super::super) struct Folders {
    /// All that there are, each as it stands.
    pub all: Vec<(PathBuf, View)>,
    /// The files that are open.
    pub open: BTreeSet<PathBuf>,
    /// What is known is enough: nobody waits for files to be read.
    pub at_hand: bool,
}

/// What is known of folders.
#[derive(Debug, Default)]
pub(super) struct Known {
    folders: BTreeMap<PathBuf, Lone>,
    waiting: Vec<Waiting>,
    /// The files of folders that are none any more, of whose names somebody was told.
    left: BTreeSet<PathBuf>,
}

/// A question that waits for files to be read: its number, what is listed already, and which files are open.
#[derive(Debug)]
struct Waiting {
    number: u64,
    listed: Vec<Listed>,
    open: BTreeSet<PathBuf>,
    /// It wants to know all names, and not only what is known of them.
    all: bool,
}

impl Known {
    /// Takes a question, for which other texts are `listed` already, and has what it is about read.
    pub fn ask(&mut self, number: u64, listed: Vec<Listed>, asked: Folders) -> Option<(u64, Vec<Listed>)> {
        self.stand(asked.all);
        self.folders.values_mut().filter(|lone| lone.looked().is_none()).for_each(Lone::look);
        let waiting = Waiting { number, listed, open: asked.open, all: !asked.at_hand };
        if self.is_due() && waiting.all {
            self.waiting.push(waiting);
            return None;
        }
        Some(self.answer(waiting))
    }

    /// These are the folders now, and each stands so. Where somebody was told names, their files are read again.
    pub fn stand(&mut self, all: Vec<(PathBuf, View)>) {
        let gone = self.folders.extract_if(.., |root, _| all.iter().all(|(now, _)| now != root));
        self.left.extend(gone.flat_map(|(_, lone)| lone.told()));
        for (root, view) in all {
            let lone = self.folders.entry(root.clone()).or_insert_with(|| Lone::new(root, view.clone()));
            lone.set_view(view);
        }
        let told = self.folders.values_mut().filter(|lone| lone.listed && lone.looked().is_none());
        told.for_each(Lone::look);
    }

    /// Whether a file is to be read.
    fn is_due(&self) -> bool {
        self.folders.values().any(Lone::is_due)
    }

    /// Reads a file that is to be; whether there was any.
    pub fn read_next(&mut self, tell: Tell<'_>) -> bool {
        let due = self.folders.values_mut().find(|lone| lone.is_due());
        due.map(|lone| lone.read_next(tell)).is_some()
    }

    /// The answers to those who wait, if all files are read.
    pub fn answers(&mut self) -> Vec<(u64, Vec<Listed>)> {
        let waiting = if self.is_due() { Vec::new() } else { std::mem::take(&mut self.waiting) };
        waiting.into_iter().map(|waiting| self.answer(waiting)).collect()
    }

    fn answer(&mut self, waiting: Waiting) -> (u64, Vec<Listed>) {
        let Waiting { number, mut listed, open, all } = waiting;
        listed.extend(self.folders.values_mut().flat_map(|lone| lone.list(&open, all)));
        (number, listed)
    }

    /// Looks at the files of all folders that anybody has asked about.
    pub fn look(&mut self, told: bool) {
        for lone in self.folders.values_mut() {
            let rested =
                |(at, took): (std::time::Instant, Duration)| at.elapsed() >= took * SHARE + Duration::from_secs(1);
            if lone.looked().is_some_and(|looked| told || rested(looked)) {
                lone.look();
            }
        }
    }

    /// The files whose names are not those that somebody was told, since this was asked last.
    pub fn take_renamed(&mut self) -> BTreeSet<PathBuf> {
        let of_folders = self.folders.values_mut().flat_map(Lone::take_renamed);
        of_folders.chain(std::mem::take(&mut self.left)).collect()
    }
}
