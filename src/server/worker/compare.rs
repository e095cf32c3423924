//! Documents of a project, whose names are compared over its files: what is sent to the `workspace` and comes back.
//!
//! A document's other findings do not wait for that. What was said of its names stays, moved with the text, until they
//! are compared again, in a pause.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::question::Around;
use super::super::uri;
use super::super::workspace::{Compared, Folders, OpenText, Task, View};
use super::known::{Judging, Known};
use super::{Checked, LONGEST_PAUSE, PAUSE, Report, Worker};
use crate::config::Scope;
use crate::engine::{Change, Corpus};
use crate::finding::Finding;
use crate::gather;

impl<S: Fn(Report) + Send + 'static> Worker<S> {
    /// Sends the documents of each project in which one of `which` is to be compared.
    pub(super) fn send_to_compare(&mut self, which: impl Fn(&Known) -> bool) {
        let wanted = |known: &&Known| known.wants_comparison() && which(known);
        let roots = self.documents.values().filter(wanted).filter_map(Known::reach).map(Path::to_owned);
        for root in roots.collect::<BTreeSet<PathBuf>>() {
            let of_root = |known: &Known| known.reach() == Some(root.as_path());
            if self.documents.values().any(|known| of_root(known) && known.comparison == Judging::Busy) {
                continue;
            }
            self.tell_view(&root);
            let documents = self.documents.values_mut().filter(|known| of_root(known));
            let open = documents.filter_map(Known::open_text).collect();
            // The workspace ends with this thread only.
            let _ = self.workspace.send(Task::Compare(root, open));
        }
    }

    /// Has the workspace know how a project stands.
    fn tell_view(&mut self, root: &Path) {
        let view = self.projects.view(root, &self.base);
        if self.views.get(root) != Some(&view) {
            self.views.insert(root.to_owned(), view.clone());
            let _ = self.workspace.send(Task::Stands(root.to_owned(), Some(Box::new(view))));
            self.compare_again(root);
        }
    }

    /// Has the workspace know how the projects stand, and forget those of which no document is open any more.
    pub(super) fn tell_projects(&mut self) {
        self.kept.retain(|root| self.projects.is_project(root));
        let used = gather::set(self.documents.values().filter_map(Known::reach));
        let stay = |root: &PathBuf| self.kept.contains(root) || used.contains(root.as_path());
        let (known, left): (BTreeSet<PathBuf>, _) = self.views.keys().cloned().partition(stay);
        for root in left {
            self.views.remove(&root);
            let _ = self.workspace.send(Task::Stands(root, None));
        }
        self.kept.union(&known).cloned().collect::<Vec<_>>().iter().for_each(|root| self.tell_view(root));
        if !self.lone.is_empty() {
            let lone = self.lone_views();
            if lone != self.lone {
                self.lone.clone_from(&lone);
                let _ = self.workspace.send(Task::Folders(lone));
            }
        }
    }

    /// Files of a project have changed.
    pub(super) fn compare_again(&mut self, root: &Path) {
        self.compare_closed(root);
        for known in self.documents.values_mut().filter(|known| known.reach() == Some(root)) {
            known.stale = known.comparison == Judging::Busy;
            if !known.stale {
                known.comparison = Judging::Wanted;
            }
        }
    }

    /// Has the workspace check all files of the projects with open documents and of those that its folders belong to.
    pub(super) fn check_all(&mut self, number: u64) {
        let of_documents = self.documents.values().filter_map(|known| known.outlook.project.clone());
        let roots: Vec<PathBuf> = of_documents.chain(self.projects.of_folders()).collect();
        let mut projects = Vec::new();
        for root in roots {
            if !self.kept.insert(root.clone()) {
                continue;
            }
            self.tell_view(&root);
            let documents = self.documents.values_mut().filter(|known| known.reach() == Some(root.as_path()));
            let open = documents.filter_map(Known::copy).collect();
            projects.push((root, open));
        }
        let _ = self.workspace.send(Task::Check(number, projects));
    }

    /// Has the workspace list the names of a document's project; or of all projects with open documents, and of its folders
    /// that are no projects.
    pub(super) fn list(&mut self, number: u64, about: &Around) {
        let is_about = |known: &&Known| match about {
            Around::Project(uri) => known.uri == *uri,
            Around::All | Around::AtHand => true,
        };
        let roots = self.documents.values().filter(is_about).filter_map(Known::reach).map(Path::to_owned);
        let roots: BTreeSet<PathBuf> = roots.collect();
        let mut projects = Vec::new();
        for root in roots {
            self.tell_view(&root);
            let documents = self.documents.values_mut().filter(|known| known.reach() == Some(root.as_path()));
            let open = documents.filter_map(Known::copy).collect();
            projects.push((root, open));
        }
        let folders = match about {
            Around::Project(_) => None,
            Around::All => Some(self.lone_folders(false)),
            Around::AtHand => Some(self.lone_folders(true)),
        };
        // The workspace ends with this thread only.
        let _ = self.workspace.send(Task::List(number, projects, folders));
    }

    fn lone_folders(&mut self, at_hand: bool) -> Folders {
        let all = self.lone_views();
        self.lone.clone_from(&all);
        let open = self.documents.values().filter_map(|known| uri::file(&known.uri)).collect();
        Folders { all, open, at_hand }
    }

    fn lone_views(&mut self) -> Vec<(PathBuf, View)> {
        let all = self.projects.lone_folders().into_iter();
        all.map(|folder| (folder.clone(), self.projects.view(&folder, &self.base))).collect()
    }

    /// Has a project compared of which no document is open, if somebody wants to know of its files.
    fn compare_closed(&mut self, root: &Path) {
        let is_open = self.documents.values().any(|known| known.reach() == Some(root));
        if !is_open && self.kept.contains(root) {
            let _ = self.workspace.send(Task::Compare(root.to_owned(), Vec::new()));
        }
    }

    pub(super) fn take_compared(&mut self, compared: Compared) {
        self.pause = (3 * compared.took).clamp(PAUSE, LONGEST_PAUSE);
        for (id, names) in compared.names {
            let checked = self.documents.get_mut(&id).and_then(|known| known.take_names(names));
            checked.into_iter().for_each(|checked| (self.say)(Report::Settled(checked)));
        }
    }
}

impl Known {
    /// The project over whose files its names are compared.
    pub(super) fn reach(&self) -> Option<&Path> {
        let Self { own, outlook, .. } = self;
        let settings = &outlook.settings;
        let reads = !own && !outlook.excluded && !outlook.glossary;
        let compares = reads && settings.scope != Scope::Document && Corpus::compares(settings);
        outlook.project.as_deref().filter(|_| compares)
    }

    /// Whether it is a text of no project.
    pub(super) fn is_lone(&self) -> bool {
        !self.own && !self.outlook.glossary && self.outlook.project.is_none()
    }

    /// Whether its names are compared with those of other files.
    pub(super) fn is_shared(&self) -> bool {
        self.reach().is_some() && !self.alone
    }

    /// Whether its names are to be compared; one whose check has failed is left out.
    pub(super) fn wants_comparison(&self) -> bool {
        self.comparison == Judging::Wanted && self.live.is_some()
    }

    /// Whether everything that is ever said of it is known.
    pub(super) fn is_judged(&self) -> bool {
        self.judged && self.live.is_some() && (self.compared || self.reach().is_none())
    }

    /// Notes changes that are about to be made, and that its names are to be compared again.
    pub(super) fn note(&mut self, changes: &[Change]) {
        let anew = self.live.as_ref().is_none_or(|(known, _)| !Arc::ptr_eq(known, &self.outlook.settings));
        if self.reach().is_none() {
            (self.compared, self.comparison, self.alone) = (false, Judging::Done, false);
            return;
        }
        // By other settings nothing that was said of its names holds.
        self.compared &= !anew;
        self.stale |= anew && self.comparison == Judging::Busy;
        match self.comparison {
            Judging::Busy => self.since.extend(changes),
            _ if anew || !changes.is_empty() => self.comparison = Judging::Wanted,
            _ => {}
        }
    }

    /// The text as it is sent to be compared.
    fn open_text(&mut self) -> Option<OpenText> {
        let text = self.copy()?;
        self.comparison = Judging::Busy;
        self.since.clear();
        Some(text)
    }

    fn copy(&mut self) -> Option<OpenText> {
        let (path, (_, live)) = (uri::file(&self.uri)?, self.live.as_mut()?);
        Some(OpenText { path, snapshot: self.latest.clone(), whole: live.copy() })
    }

    /// Takes over what was found in its names; what is to be said of it now, if that is anything new.
    fn take_names(&mut self, names: Option<Vec<Finding>>) -> Option<Checked> {
        let stale = std::mem::take(&mut self.stale) || !self.since.is_empty();
        self.comparison = if stale { Judging::Wanted } else { Judging::Done };
        self.alone = names.is_none();
        let shared = self.is_shared();
        let (_, live) = self.live.as_mut()?;
        live.set_shared(shared);
        if !live.is_settled() && self.judgement == Judging::Done {
            self.judgement = Judging::Wanted;
        }
        let news = names.is_some_and(|names| live.set_names(names, &self.since));
        if !news && std::mem::replace(&mut self.compared, true) {
            return None;
        }
        self.compared = true;
        let findings = Ok(Arc::clone(live.findings()));
        Some(Checked { snapshot: self.latest.clone(), findings, judged: self.is_judged() })
    }
}
