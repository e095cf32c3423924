//! Files of a project that are checked without being open: one after the other, whenever nothing else is to be done.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::publish::Found;
use super::super::uri;
use super::texts::{Tell, Texts};
use crate::engine::{Engine, Findings, Purpose};
use crate::finding::Finding;

/// What is to be said of a file that is not open.
#[derive(Debug)]
pub(in super::super) struct Closed {
    /// Its URI.
    pub uri: Arc<str>,
    /// What was found in it; `None` where there is nothing any more.
    pub found: Option<Found>,
}

/// Which files are to be checked, and what of them is known to others.
#[derive(Debug, Default)]
pub(super) struct Checks {
    /// Somebody wants to know.
    pub wanted: bool,
    /// The files that are open, and checked as documents.
    pub open: BTreeSet<PathBuf>,
    due: BTreeSet<PathBuf>,
    said: BTreeSet<PathBuf>,
}

impl Checks {
    /// What is said of a file may not hold any more.
    pub fn want(&mut self, path: &Path) {
        // What nobody wants to know is not noted: once somebody does, all files are checked.
        if self.wanted && !self.due.contains(path) {
            self.due.insert(path.to_owned());
        }
    }

    /// Those files are open now; what was and is not any more is to be checked as it is on disk.
    pub fn set_open(&mut self, open: BTreeSet<PathBuf>) {
        let before = std::mem::replace(&mut self.open, open);
        let wanted = self.wanted;
        self.due.extend(before.into_iter().filter(|path| wanted && !self.open.contains(path)));
    }

    /// That there is nothing to be said any more of all files of which something was said.
    pub fn take_back(self) -> Vec<Closed> {
        self.said.iter().map(|path| Closed { uri: uri::of_file(path).into(), found: None }).collect()
    }

    /// Whether a file is to be checked.
    pub fn is_due(&self) -> bool {
        self.wanted && !self.due.is_empty()
    }
}

impl Texts {
    /// Has all files checked, from now on, also those that are compared with no others and were left out so far. Whether
    /// any other has changed meanwhile, so that names are to be compared again.
    pub fn want_all(&mut self, tell: Tell<'_>) -> bool {
        self.checks.wanted = true;
        self.looked().is_some() && self.leaves_out() && self.look(tell)
    }

    /// Has all files checked that there are now.
    pub fn check_all(&mut self) {
        self.files.keys().for_each(|path| self.checks.want(path));
    }

    /// Checks the next file that is to be: what is to be said of it, if that is anything new.
    pub fn check_next(&mut self) -> Option<Closed> {
        let path = self.checks.due.pop_first()?;
        if self.checks.open.contains(&path) {
            return None;
        }
        let found = self.check(&path).filter(|found| !found.findings.is_empty());
        let known = self.checks.said.contains(&path);
        match found.is_some() {
            true => drop(self.checks.said.insert(path.clone())),
            false => drop(self.checks.said.remove(&path)),
        }
        (known || found.is_some()).then(|| Closed { uri: uri::of_file(&path).into(), found })
    }

    fn check(&mut self, path: &Path) -> Option<Found> {
        let snapshot = self.snapshot(path)?;
        let settings = self.view.settings(&self.project, path);
        let text = self.files.get_mut(path)?;
        let (engine, written) = (Engine::new(settings), snapshot.text.to_string());
        let names = text.names.clone().map(|names| engine.without_forbidden(&written, text.format, names));
        let mut findings = match (&text.own, &names) {
            (Some(own), _) => own.to_vec(),
            // What is compared with nothing stands alone.
            (None, names) => {
                let purpose = Purpose { compared: names.is_some(), ..Purpose::default() };
                engine.check_for(&written, text.format, purpose).findings
            }
        };
        if !text.alone {
            text.own.get_or_insert_with(|| findings.as_slice().into());
        }
        findings.extend(names.unwrap_or_default().into_iter().map(|finding| self.complete(finding)));
        Some(Found { snapshot, findings: Arc::new(Findings::sorted(findings)), judged: true })
    }

    /// Takes over what was found in the names of a file that is not open; `None` where they are compared with nothing.
    pub(super) fn take_names(&mut self, path: &Path, names: Option<Vec<Finding>>) {
        let Some(text) = self.files.get_mut(path).filter(|text| text.names != names) else { return };
        if text.names.is_some() != names.is_some() {
            text.own = None;
        }
        text.names = names;
        self.checks.want(path);
    }
}
