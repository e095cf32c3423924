//! Names compared beyond one file: which files belong together, by the `scope` of their project, and what the comparison
//! says of those that were asked for: what is found in their names, or all their names with their spellings.
//!
//! `check` and `names` ask here for each file; what else is found in it, it finds by itself. The files of a scope are
//! compared once, when the first of them is asked for. Of their texts no more is kept than a summary; those that findings reach into are
//! read again.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use ropey::Rope;
use rustc_hash::FxHasher;

use super::complain;
use super::input::{self, Found, Input, Source};
use super::projects::Projects;
use crate::config::{Options, Scope, Settings};
use crate::document;
use crate::engine::{Corpus, Engine, Whole};
use crate::finding::{Finding, Other};
use crate::gather;
use crate::names::inventory::Name;
use crate::summary::Forms;
use crate::workspace::MOST_COMPARED;

/// The texts of projects that files are compared with.
#[derive(Debug)]
pub(super) struct Corpora<'a> {
    /// The files that are asked for, as they are shown.
    shown: Vec<PathBuf>,
    /// The same by their real paths, once any of them is compared: to find these out takes longer than to find the files.
    asked: OnceCell<BTreeMap<PathBuf, PathBuf>>,
    options: &'a Options,
    /// What was learnt within each reach; `None` where it is too long.
    known: BTreeMap<(Reach, Question), Option<Learnt>>,
}

/// What is asked of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    /// What is found in the names of a file.
    Findings,
    /// Which names it has, with their spellings.
    Names,
}

/// What a comparison says of a text: the one or the other.
#[derive(Clone, Debug, Default)]
struct Answer {
    /// A mark of the text.
    mark: u64,
    findings: Vec<Finding>,
    names: Vec<Name>,
}

/// How far the names of a file are compared, by real paths.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reach {
    root: PathBuf,
    /// Only the files right in this folder.
    folder: Option<PathBuf>,
}

/// What was learnt of texts, by their real paths.
type Learnt = BTreeMap<PathBuf, Answer>;

/// A text on its way into a comparison.
#[derive(Debug)]
struct Member {
    source: Source,
    /// Its path as it is shown.
    shown: PathBuf,
    settings: Settings,
    /// What stands in it, if that is not to be read from the file.
    given: Option<String>,
}

/// What is left of a text.
#[derive(Debug)]
struct Read {
    whole: Arc<Whole>,
    len: usize,
    mark: u64,
}

impl<'a> Corpora<'a> {
    /// For a run over `files`, with the options of the command line; `stdin_path` is what standard input goes by.
    pub(super) fn new(files: &[Found], stdin_path: Option<&Path>, options: &'a Options) -> Self {
        let files = files.iter().flatten().map(|source| source.path.as_path()).chain(stdin_path);
        let shown = files.map(Path::to_owned).collect();
        Self { shown, asked: OnceCell::new(), options, known: BTreeMap::new() }
    }

    /// Whether the names of a file are compared with those of others: then it needs not be asked for them.
    pub(super) fn holds(&mut self, path: &Path, settings: &Settings, projects: &mut Projects) -> bool {
        self.reached(Question::Findings, path, settings, projects).is_some()
    }

    /// What is found in the names of a file that is compared with others; `None` where it stands alone.
    pub(super) fn findings(
        &mut self,
        input: &Input,
        settings: &Settings,
        projects: &mut Projects,
    ) -> Option<Vec<Finding>> {
        let names = self.answer(Question::Findings, input, settings, projects)?.findings;
        Some(Engine::new(settings.clone()).without_forbidden(&input.text, input.format, names))
    }

    /// The names of a file; where it is compared with others, the spelling to prefer is that of all.
    pub(super) fn names(&mut self, input: &Input, settings: &Settings, projects: &mut Projects) -> Vec<Name> {
        let alone = || Engine::new(settings.clone()).names(&input.text, input.format);
        self.answer(Question::Names, input, settings, projects).map_or_else(alone, |answer| answer.names)
    }

    fn asked(&self) -> &BTreeMap<PathBuf, PathBuf> {
        self.asked.get_or_init(|| gather::map(self.shown.iter().filter_map(|path| Some((real(path)?, path.clone())))))
    }

    /// What the comparison says of a file; `None` where it stands alone.
    fn answer(
        &mut self,
        question: Question,
        input: &Input,
        settings: &Settings,
        projects: &mut Projects,
    ) -> Option<Answer> {
        let (reach, path) = self.reached(question, &input.path, settings, projects)?;
        let known = self.known.get(&(reach.clone(), question))?.as_ref()?.get(&path)?;
        if known.mark == mark(&input.text) {
            return Some(known.clone());
        }
        // Standard input goes by the name of a file, or the file was changed meanwhile.
        self.learn(question, &reach, Some((&path, input)), projects)?.remove(&path)
    }

    /// How far the names of a file are compared, if it is among those that are, and its real path.
    fn reached(
        &mut self,
        question: Question,
        path: &Path,
        settings: &Settings,
        projects: &mut Projects,
    ) -> Option<(Reach, PathBuf)> {
        if settings.scope == Scope::Document || !Corpus::compares(settings) {
            return None;
        }
        let root = real(&projects.root(path)?)?;
        let path = real(path)?;
        let folder = if settings.scope == Scope::Folder { Some(path.parent()?.to_owned()) } else { None };
        let asked = (Reach { root, folder }, question);
        if !self.known.contains_key(&asked) {
            let learnt = self.learn(question, &asked.0, None, projects);
            self.known.insert(asked.clone(), learnt);
        }
        self.known[&asked].as_ref()?.contains_key(&path).then_some((asked.0, path))
    }

    /// Compares all files within reach, one of them as it is `given`; `None` where they are too long.
    fn learn(
        &self,
        question: Question,
        reach: &Reach,
        given: Option<(&Path, &Input)>,
        projects: &mut Projects,
    ) -> Option<Learnt> {
        let sources = sources(reach, projects);
        let bytes = sources.iter().filter_map(|source| std::fs::metadata(&source.path).ok()).map(|m| m.len()).sum();
        if bytes > MOST_COMPARED {
            complain(&too_long(reach, bytes));
            return None;
        }
        let member = |source: Source| {
            let shown = self.shown(&source.path);
            let mut settings = projects.settings(&shown);
            settings.lay(self.options);
            let given = given.filter(|(path, _)| *path == source.path).map(|(_, input)| input.text.clone());
            Member { source, shown, settings, given }
        };
        let mut members: Vec<Member> = sources.into_iter().map(member).collect();
        let forms = Arc::new(Forms::default());
        // What cannot be read is complained of where it is asked for.
        let read: Vec<Option<Read>> =
            members.par_iter().map(|member| Some(member.read(&member.text()?, &forms))).collect();
        let mut is_read = read.iter().map(Option::is_some);
        members.retain(|_| is_read.next() == Some(true));
        let read: Vec<Read> = read.into_iter().flatten().collect();
        let mut corpus = Corpus::default();
        for (member, read) in members.iter().zip(&read) {
            let other = Other { path: super::shown(&member.shown), text: document::no_text() };
            let wanted = self.asked().contains_key(&member.source.path);
            corpus.add(Arc::new(other), read.len, Arc::clone(&read.whole), wanted);
        }
        let mut answers: Vec<Answer> =
            read.iter().map(|read| Answer { mark: read.mark, ..Answer::default() }).collect();
        match question {
            Question::Findings => {
                let found = findings(&corpus, &members, &read);
                answers.iter_mut().zip(found).for_each(|(answer, findings)| answer.findings = findings);
            }
            Question::Names => {
                answers.iter_mut().zip(corpus.inventory()).for_each(|(answer, names)| answer.names = names);
            }
        }
        Some(gather::map(members.into_iter().map(|member| member.source.path).zip(answers)))
    }

    /// A real path as it is shown: as it was asked for, else from the current folder where it is below it.
    fn shown(&self, path: &Path) -> PathBuf {
        let here = || path.strip_prefix(std::env::current_dir().ok()?).ok();
        self.asked().get(path).map(PathBuf::as_path).or_else(here).unwrap_or(path).to_owned()
    }
}

/// What is found in the names of files, with the texts that it reaches into.
fn findings(corpus: &Corpus, members: &[Member], read: &[Read]) -> Vec<Vec<Finding>> {
    let mut found = corpus.names();
    let mut reached = Reached::of(members, read);
    found.iter_mut().flatten().for_each(|finding| finding.fill(|file| reached.fill(file)));
    found
}

impl Member {
    /// What stands in it, if that can be read.
    fn text(&self) -> Option<String> {
        self.given.clone().or_else(|| input::read(&self.source, None).ok().map(|input| input.text))
    }

    fn read(&self, text: &str, forms: &Arc<Forms>) -> Read {
        let whole = Engine::new(self.settings.clone()).summarise(text, self.source.format, forms);
        Read { whole: Arc::new(whole), len: text.len(), mark: mark(text) }
    }
}

/// The texts that findings reach into.
struct Reached<'a> {
    members: &'a [Member],
    read: &'a [Read],
    /// Which of them each is, by the path it is shown by.
    numbers: BTreeMap<String, usize>,
    /// Those that were asked for, by the paths they are shown by; `None` for what cannot be read any more as it was.
    others: BTreeMap<String, Option<Arc<Other>>>,
}

impl<'a> Reached<'a> {
    fn of(members: &'a [Member], read: &'a [Read]) -> Self {
        let shown = members.iter().map(|member| super::shown(&member.shown));
        Self { members, read, numbers: gather::map(shown.zip(0..)), others: BTreeMap::new() }
    }

    /// Puts a file with its text in place of one without, if it can still be read as it was.
    fn fill(&mut self, file: &mut Arc<Other>) -> bool {
        if !self.others.contains_key(&file.path) {
            let other = self.bring_back(&file.path);
            self.others.insert(file.path.clone(), other);
        }
        let other = self.others[&file.path].clone();
        other.map(|other| *file = other).is_some()
    }

    fn bring_back(&self, shown: &str) -> Option<Arc<Other>> {
        let at = *self.numbers.get(shown)?;
        let text = self.members[at].text().filter(|text| mark(text) == self.read[at].mark)?;
        Some(Arc::new(Other { path: shown.to_owned(), text: Rope::from_str(&text) }))
    }
}

/// A hash of a text, to tell whether it is still the same.
fn mark(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The texts within reach by their real paths, in order, without those that belong to a project further down.
fn sources(reach: &Reach, projects: &mut Projects) -> Vec<Source> {
    let found = input::files(std::slice::from_ref(reach.folder.as_ref().unwrap_or(&reach.root)), projects);
    let mut belongs = |path: &Path| {
        let near = reach.folder.as_deref().is_none_or(|folder| path.parent() == Some(folder));
        near && projects.root(path).as_ref() == Some(&reach.root)
    };
    found.into_iter().flatten().filter(|source| belongs(&source.path)).collect()
}

/// The path of a file without links and detours.
fn real(path: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(path).ok()
}

fn too_long(reach: &Reach, bytes: u64) -> String {
    let (folder, of) = match &reach.folder {
        Some(folder) => (folder, "folder"),
        None => (&reach.root, "project"),
    };
    format!(
        "{}: the texts of this {of} come to {} MB. Names are compared over {} MB at most, so each file stands by \
         itself. Leave files out with \"exclude\" in postedit.toml, or set a narrower \"scope\" there.",
        folder.display(),
        bytes.div_ceil(1_000_000),
        MOST_COMPARED / 1_000_000,
    )
}
