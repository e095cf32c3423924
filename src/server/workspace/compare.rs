//! The names of a project compared over all its texts, the open ones as they stand in the editor.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ropey::Rope;

use super::super::document::{Content, DocumentId, Generation, Snapshot};
use super::super::uri;
use super::texts::{Read, Tell, Texts};
use crate::document;
use crate::engine::{Corpus, Whole};
use crate::finding::{Finding, Other};
use crate::gather;
use crate::workspace::MOST_COMPARED;

/// An open document of a project.
#[derive(Debug)]
pub(in super::super) struct OpenText {
    /// Where its file lies, or would.
    pub path: PathBuf,
    /// Its text.
    pub snapshot: Snapshot,
    /// As it was read.
    pub whole: Whole,
}

/// What was found in the names of a project's open documents.
#[derive(Debug)]
pub(in super::super) struct Compared {
    /// For each document that was open; `None` for one that stands alone.
    pub names: Vec<(DocumentId, Option<Vec<Finding>>)>,
    /// How long it took.
    pub took: Duration,
}

/// A text on its way into a corpus.
pub(super) struct Member {
    pub path: PathBuf,
    other: Arc<Other>,
    pub read: Read,
    /// The text in the editor.
    pub open: Option<Snapshot>,
}

/// These texts, if they are not too long to be compared; what is found in those that are not open is wanted only where
/// `all` is.
pub(super) fn corpus(members: &[Member], all: bool) -> Option<Corpus> {
    if members.iter().map(|member| member.read.len as u64).sum::<u64>() > MOST_COMPARED {
        return None;
    }
    let mut corpus = Corpus::default();
    for Member { other, read, open, .. } in members {
        corpus.add(Arc::clone(other), read.len, Arc::clone(&read.whole), all || open.is_some());
    }
    Some(corpus)
}

impl Texts {
    /// Compares the names of all texts as far as the scope of each goes.
    pub fn compare(&mut self, open: Vec<OpenText>, tell: Tell<'_>) -> Vec<(DocumentId, Option<Vec<Finding>>)> {
        if self.looked().is_none() {
            self.look(tell);
        }
        let mut names: BTreeMap<DocumentId, Option<Vec<Finding>>> =
            gather::map(open.iter().map(|open| (open.snapshot.id, None)));
        self.checks.set_open(open.iter().map(|open| open.path.clone()).collect());
        let reaches = if self.stopped { BTreeMap::new() } else { self.reaches(open) };
        self.keep_inventories(&reaches);
        let mut alone: BTreeSet<PathBuf> =
            if self.checks.wanted { self.files.keys().cloned().collect() } else { BTreeSet::new() };
        for (folder, members) in &reaches {
            let Some(corpus) = corpus(members, self.checks.wanted) else {
                self.warnings.insert(folder.clone());
                continue;
            };
            for (member, findings) in members.iter().zip(corpus.names()) {
                if let Some(open) = &member.open {
                    let findings = findings.into_iter().map(|finding| self.complete(finding)).collect();
                    names.insert(open.id, Some(findings));
                } else if alone.remove(&member.path) {
                    self.take_names(&member.path, Some(findings));
                }
            }
        }
        alone.iter().for_each(|path| self.take_names(path, None));
        self.note_renamed(&reaches);
        self.rest();
        names.into_iter().collect()
    }

    /// A file that is not open as it is on disk, if it is still as it was read.
    pub(super) fn snapshot(&self, path: &Path) -> Option<Snapshot> {
        let text = self.files.get(path)?;
        let (id, generation) = (DocumentId(u64::MAX), Generation(u64::MAX));
        let (uri, content) = (uri::of_file(path).into(), Content::Prose(text.format));
        Some(Snapshot { id, generation, uri, version: 0, content, text: Rope::from_str(&text.again(path)?) })
    }

    /// The texts that are compared with each other, in the order of their paths; each text once.
    pub(super) fn reaches(&self, open: Vec<OpenText>) -> BTreeMap<PathBuf, Vec<Member>> {
        let mut all: BTreeMap<PathBuf, Member> = BTreeMap::new();
        for (path, text) in &self.files {
            if let Some(read) = &text.read {
                let other = Arc::new(Other { path: path.display().to_string(), text: document::no_text() });
                all.insert(path.clone(), Member { path: path.clone(), other, read: read.clone(), open: None });
            }
        }
        for document in open {
            // A file that is there and is none of the project's is left out of it.
            if self.files.contains_key(&document.path) || !document.path.is_file() {
                let OpenText { path, snapshot, whole } = document;
                let read = Read { len: snapshot.text.len_bytes(), whole: Arc::new(whole) };
                let other = Arc::new(Other { path: snapshot.uri.to_string(), text: snapshot.text.clone() });
                all.insert(path.clone(), Member { path, other, read, open: Some(snapshot) });
            }
        }
        let mut reaches: BTreeMap<PathBuf, Vec<Member>> = BTreeMap::new();
        for (path, member) in all {
            if let Some(reach) = self.reach(&path) {
                reaches.entry(reach).or_default().push(member);
            }
        }
        let all = self.checks.wanted;
        reaches.retain(|_, members| all || members.iter().any(|member| member.open.is_some()));
        reaches
    }

    /// A finding with the texts of the files that it reaches into; what cannot be read any more is left out of it.
    pub(super) fn complete(&mut self, mut finding: Finding) -> Finding {
        finding.fill(|file| self.fill(file));
        finding
    }

    /// Puts a file with its text in place of one without.
    fn fill(&mut self, file: &mut Arc<Other>) -> bool {
        let path = PathBuf::from(&file.path);
        // An open document has come with its text, and goes by its URI.
        let Some(text) = self.files.get_mut(&path) else { return file.text.len_bytes() > 0 };
        let other = text.other(&path);
        other.map(|other| *file = other).is_some()
    }
}
