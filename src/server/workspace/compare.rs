//! The names of a project compared over all its texts, the open ones as they stand in the editor.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ropey::Rope;

use super::super::document::DocumentId;
use super::texts::{Read, Tell, Texts};
use crate::config::Scope;
use crate::engine::{Corpus, Whole};
use crate::finding::{Finding, Other};

/// The most bytes of text that are compared with each other, as by the command line.
const MOST_BYTES: usize = 20_000_000;

/// An open document of a project.
#[derive(Debug)]
pub(in super::super) struct OpenText {
    /// Which.
    pub id: DocumentId,
    /// Where its file lies, or would.
    pub path: PathBuf,
    /// As the client writes it.
    pub uri: Arc<str>,
    /// Its text.
    pub text: Rope,
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
struct Member {
    other: Arc<Other>,
    read: Read,
    folder: Option<PathBuf>,
    open: Option<DocumentId>,
}

impl Texts {
    /// Compares the names of all texts as far as the scope of each goes.
    pub fn compare(&mut self, open: Vec<OpenText>, tell: Tell<'_>) -> Vec<(DocumentId, Option<Vec<Finding>>)> {
        if self.looked().is_none() {
            self.look(tell);
        }
        let mut names: BTreeMap<DocumentId, Option<Vec<Finding>>> = open.iter().map(|open| (open.id, None)).collect();
        let reaches = if self.stopped { BTreeMap::new() } else { self.reaches(open) };
        for members in reaches.into_values() {
            let bytes: usize = members.iter().map(|member| member.read.len).sum();
            if bytes > MOST_BYTES || members.iter().all(|member| member.open.is_none()) {
                continue;
            }
            let mut corpus = Corpus::default();
            for member in &members {
                let Read { whole, len } = &member.read;
                corpus.add(Arc::clone(&member.other), *len, Arc::clone(whole), member.open.is_some());
            }
            for (member, findings) in members.iter().zip(corpus.names()) {
                if let Some(id) = member.open {
                    let findings = findings.into_iter().map(|finding| self.complete(finding)).collect();
                    names.insert(id, Some(findings));
                }
            }
        }
        names.into_iter().collect()
    }

    /// The texts that are compared with each other, in the order of their paths; each text once.
    fn reaches(&self, open: Vec<OpenText>) -> BTreeMap<Option<PathBuf>, Vec<Member>> {
        let mut all: BTreeMap<PathBuf, Member> = BTreeMap::new();
        for (path, text) in &self.files {
            if let Some(read) = &text.read {
                let other = Arc::new(Other { path: path.display().to_string(), text: Rope::new() });
                all.insert(path.clone(), Member { other, read: read.clone(), folder: None, open: None });
            }
        }
        for document in open {
            // A file that is there and is none of the project's is left out of it.
            if self.files.contains_key(&document.path) || !document.path.is_file() {
                let OpenText { id, path, uri, text, whole } = document;
                let read = Read { len: text.len_bytes(), whole: Arc::new(whole) };
                let other = Arc::new(Other { path: uri.to_string(), text });
                all.insert(path, Member { other, read, folder: None, open: Some(id) });
            }
        }
        let mut reaches: BTreeMap<Option<PathBuf>, Vec<Member>> = BTreeMap::new();
        for (path, mut member) in all {
            member.folder = match member.read.whole.settings().scope {
                Scope::Document => continue,
                Scope::Folder => path.parent().map(PathBuf::from),
                Scope::Project => None,
            };
            reaches.entry(member.folder.clone()).or_default().push(member);
        }
        reaches
    }

    /// A finding with the texts of the files that it reaches into; what cannot be read any more is left out of it.
    fn complete(&mut self, mut finding: Finding) -> Finding {
        finding.related.retain_mut(|related| related.file.as_mut().is_none_or(|file| self.fill(file)));
        finding.fixes.retain_mut(|fix| fix.elsewhere.iter_mut().all(|elsewhere| self.fill(&mut elsewhere.file)));
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
