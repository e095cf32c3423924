//! Names compared beyond one file: which files belong together, by the `scope` of their project, and what is found in
//! those that were asked for.
//!
//! `check` asks here first; a file that stands alone it checks by itself. The files of a scope are read and compared once,
//! when the first of them is asked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ropey::Rope;

use super::complain;
use super::input::{self, Found, Input, Source};
use super::projects::Projects;
use crate::config::{Options, Scope, Settings};
use crate::engine::{Corpus, Engine};
use crate::finding::{Finding, Other};
use crate::gather;
use crate::workspace::MOST_COMPARED;

/// The texts of projects that files are compared with.
#[derive(Debug)]
pub(super) struct Corpora<'a> {
    /// The files that are asked for, as they are shown, by their real paths.
    asked: BTreeMap<PathBuf, PathBuf>,
    options: &'a Options,
    /// What was found within each reach; `None` where it is too long.
    known: BTreeMap<Reach, Option<Judged>>,
}

/// How far the names of a file are compared, by real paths.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reach {
    root: PathBuf,
    /// Only the files right in this folder.
    folder: Option<PathBuf>,
}

/// Texts as they were read, with what was found in them, by their real paths.
type Judged = BTreeMap<PathBuf, (Arc<Other>, Vec<Finding>)>;

impl<'a> Corpora<'a> {
    /// For a run over `files`, with the options of the command line; `stdin_path` is what standard input goes by.
    pub(super) fn new(files: &[Found], stdin_path: Option<&Path>, options: &'a Options) -> Self {
        let files = files.iter().flatten().map(|source| source.path.as_path()).chain(stdin_path);
        let asked = gather::map(files.filter_map(|path| Some((real(path)?, path.to_owned()))));
        Self { asked, options, known: BTreeMap::new() }
    }

    /// What is found in a file whose names are compared with those of others; `None` where it stands alone.
    pub(super) fn check(
        &mut self,
        input: &Input,
        settings: &Settings,
        projects: &mut Projects,
    ) -> Option<Vec<Finding>> {
        if settings.scope == Scope::Document || !Corpus::compares(settings) {
            return None;
        }
        let path = real(&input.path)?;
        let root = real(&projects.root(&input.path)?)?;
        let folder = if settings.scope == Scope::Folder { Some(path.parent()?.to_owned()) } else { None };
        let reach = Reach { root, folder };
        if !self.known.contains_key(&reach) {
            let judged = self.judge(&reach, None, projects);
            self.known.insert(reach.clone(), judged);
        }
        let (read, findings) = self.known.get(&reach)?.as_ref()?.get(&path)?;
        if read.text == input.text.as_str() {
            return Some(findings.clone());
        }
        // Standard input goes by the name of a file, or the file was changed meanwhile.
        self.judge(&reach, Some((&path, input)), projects)?.remove(&path).map(|(_, findings)| findings)
    }

    /// Compares all files within reach, one of them as it is `given`; `None` where they are too long.
    fn judge(&self, reach: &Reach, given: Option<(&Path, &Input)>, projects: &mut Projects) -> Option<Judged> {
        let sources = sources(reach, projects);
        let bytes = sources.iter().filter_map(|source| std::fs::metadata(&source.path).ok()).map(|m| m.len()).sum();
        if bytes > MOST_COMPARED {
            complain(&too_long(reach, bytes));
            return None;
        }
        let (mut corpus, mut known) = (Corpus::default(), Vec::new());
        for source in sources {
            let shown = self.shown(&source.path);
            let mut settings = projects.settings(&shown);
            settings.lay(self.options);
            let given = given.filter(|(path, _)| *path == source.path).map(|(_, input)| input.text.clone());
            // What cannot be read is complained of where it is asked for.
            let Some(text) = given.or_else(|| input::read(&source, None).ok().map(|input| input.text)) else {
                continue;
            };
            let (engine, wanted) = (Engine::new(settings), self.asked.contains_key(&source.path));
            let read = if wanted { Engine::read } else { Engine::read_names };
            let whole = Arc::new(read(&engine, &text, source.format));
            let other = Arc::new(Other { path: super::shown(&shown), text: Rope::from_str(&text) });
            corpus.add(Arc::clone(&other), text.len(), whole, wanted);
            known.push((source.path, other));
        }
        let judged = known.into_iter().zip(corpus.judge()).map(|((path, other), findings)| (path, (other, findings)));
        Some(gather::map(judged))
    }

    /// A real path as it is shown: as it was asked for, else from the current folder where it is below it.
    fn shown(&self, path: &Path) -> PathBuf {
        let here = || path.strip_prefix(std::env::current_dir().ok()?).ok();
        self.asked.get(path).map(PathBuf::as_path).or_else(here).unwrap_or(path).to_owned()
    }
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
        "{}: the texts of this {of} come to {} MB. Names are compared over {} MB at most, so each file is checked by \
         itself. Leave files out with \"exclude\" in postedit.toml, or set a narrower \"scope\" there.",
        folder.display(),
        bytes.div_ceil(1_000_000),
        MOST_COMPARED / 1_000_000,
    )
}
