//! Which settings each document has: those of its project over the client's, and what was answered for good.
//!
//! This belongs to the thread that checks, and files are read and written there and nowhere else: a slow disk then
//! holds up checks, which need what it says anyway, and never the event loop; and one queue keeps the order of what
//! is typed into a project's own files, what is looked up on disk and what is checked by it. What an editor has
//! open wins over the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::answer::{Given, What};
use super::uri::{self, Key};
use super::watch;
use super::workspace::{View, lay_answers};
use crate::config::Settings;
use crate::config::project::ProjectFile;
use crate::gather;
use crate::glossary::Glossary;
use crate::language::Named;
use crate::memory::Entry;
use crate::project::shelf::{self, Shelf};
use crate::project::source::{Buffers, Source};
use crate::project::{self, Complaint, Own, Project, files};
use crate::range::{ByteRange, apply};

/// What is said about one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Outlook {
    /// The folder of its project; `None` where it has none.
    pub root: Option<PathBuf>,
    /// The same folder where a `postedit.toml` makes a project of it.
    pub project: Option<PathBuf>,
    /// What it is checked with.
    pub settings: Arc<Settings>,
    /// Its project leaves it out.
    pub excluded: bool,
    /// It is one of the glossaries.
    pub glossary: bool,
}

/// What has become of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// It stands in this file.
    Written(PathBuf),
    /// This file is open in the editor, so it is the client that has to write.
    Open(PathBuf),
    /// It holds for the session: there is no file to write to.
    Here,
    /// It holds for the session: this file could not be written, for this reason.
    Failed(PathBuf, String),
}

/// What cannot be used in one of the projects' own files, with the text it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Slips {
    /// The text; empty where it could not be read.
    pub text: Arc<str>,
    /// What is wrong, in the order of the text.
    pub complaints: Vec<Complaint>,
}

/// The projects of the open documents.
#[derive(Debug, Default)]
pub(super) struct Projects {
    /// The workspace folders: where a document without a project has its answers written.
    folders: Vec<PathBuf>,
    /// The projects' own files and glossaries that are open in the editor.
    buffers: Buffers,
    loaded: BTreeMap<PathBuf, Loaded>,
    shelf: Shelf,
    /// What the client's settings name and is not there, to be said.
    absent: Vec<String>,
    /// The project of each folder in which a document lies, as of the last look.
    roots: BTreeMap<PathBuf, Option<PathBuf>>,
    /// What was answered and stands in no file, by project.
    session: BTreeMap<Option<PathBuf>, Vec<Entry>>,
    /// The rules that are not to be heard in a document, where no file says so.
    stopped: BTreeMap<Key, BTreeSet<&'static str>>,
}

#[derive(Debug)]
struct Loaded {
    project: Project,
    files: [Source; 2],
    complaints: Vec<Complaint>,
    /// The glossaries that are not there.
    missing: Vec<Complaint>,
}

impl Projects {
    /// The workspace has these folders now.
    pub fn set_folders(&mut self, folders: Vec<PathBuf>) {
        self.folders = folders;
    }

    /// One of the projects' own files or glossaries is open in the editor with this text, or with `None` not any more.
    pub fn set_buffer(&mut self, path: PathBuf, text: Option<Arc<str>>) {
        match text {
            Some(text) if self.buffers.get(&path) == Some(&text) => {}
            Some(text) => drop(self.buffers.insert(path, text)),
            None => drop(self.buffers.remove(&path)),
        }
    }

    /// Looks at the files again, those that seem unchanged only where `reread`. Projects outside `used` are forgotten.
    pub fn look(&mut self, reread: bool, used: impl Iterator<Item = PathBuf>) {
        let used: BTreeSet<PathBuf> = used.collect();
        self.roots.clear();
        self.loaded.retain(|root, _| used.contains(root));
        self.shelf.look(reread, &self.buffers);
        for loaded in self.loaded.values_mut() {
            loaded.refresh(&self.buffers, reread);
            self.shelf.stock(&loaded.project.root, &loaded.project.file, &self.buffers);
        }
    }

    /// What is said about a document, over what the client says.
    pub fn outlook(&mut self, uri: &str, base: &Arc<Settings>) -> Outlook {
        let path = uri::file(uri);
        let root = path.as_deref().and_then(|path| self.root(path));
        let mut outlook = Outlook { root, settings: Arc::clone(base), ..Outlook::default() };
        if let (Some(root), Some(path)) = (&outlook.root, &path) {
            let loaded = self.load(root);
            outlook.project = loaded.has_options().then(|| root.clone());
            let project = &loaded.project;
            outlook.excluded = project.excludes(base, path);
            outlook.settings = Arc::new(project.settings(base, path));
        } else if let Some(path) = &path {
            outlook.excluded = base.files.excludes(path);
            outlook.settings = Arc::new(base.of_file(path));
        }
        if !outlook.settings.glossaries.is_empty() {
            let settings = Arc::make_mut(&mut outlook.settings);
            settings.glossary = self.glossary(outlook.root.as_deref(), settings, base);
        }
        outlook.glossary = path.as_deref().is_some_and(|path| self.shelf.holds(path));
        if let Some(named) = path.as_deref().and_then(Named::of_path) {
            Arc::make_mut(&mut outlook.settings).named = Some(named);
        }
        let answers = self.session.get(&outlook.root).map(Vec::as_slice).unwrap_or_default();
        let stopped = self.stopped.get(&Key::of(uri));
        if !answers.is_empty() || stopped.is_some() {
            lay_answers(Arc::make_mut(&mut outlook.settings), answers, stopped);
        }
        outlook
    }

    /// How a project stands, by what the client says: for its files that are not open.
    pub fn view(&mut self, root: &Path, base: &Arc<Settings>) -> View {
        let loaded = self.load(root);
        let [options, names] = &loaded.files;
        let mut view = View { options: options.text.clone(), names: names.text.clone(), ..View::default() };
        view.base = Arc::clone(base);
        let mut lists: Vec<Vec<String>> = loaded.project.file.glossary_lists().map(<[String]>::to_vec).collect();
        lists.push(base.glossaries.clone());
        lists.extend(base.files.glossary_lists().map(<[String]>::to_vec));
        lists.retain(|list| !list.is_empty());
        let shelved = |list: Vec<String>| {
            let glossary = self.shelf.glossary(Some(root), &list, &self.buffers);
            (list, glossary)
        };
        view.glossaries = lists.into_iter().map(shelved).collect();
        view.books = self.shelf.files().cloned().collect();
        view.answers = self.session.get(&Some(root.to_owned())).cloned().unwrap_or_default();
        view.stopped.clone_from(&self.stopped);
        view
    }

    /// The glossary of a document with these settings; what the client names and is not there is noted.
    fn glossary(&mut self, root: Option<&Path>, settings: &Settings, base: &Settings) -> Arc<Glossary> {
        let patterns = &settings.glossaries;
        let glossary = self.shelf.glossary(root, patterns, &self.buffers);
        let of_client = *patterns == base.glossaries || base.files.glossary_lists().any(|list| list == patterns);
        if of_client && glossary.is_empty() {
            let place = root.map_or_else(String::new, |root| format!(" in {}", root.display()));
            let absent = shelf::absent(root, patterns, &self.buffers).into_iter();
            self.absent.extend(absent.map(|name| format!("There is no glossary \"{name}\"{place}.")));
        }
        glossary
    }

    /// The projects that the workspace's folders belong to.
    pub fn of_folders(&mut self) -> Vec<PathBuf> {
        let folders = self.folders.clone();
        let roots = folders.iter().filter_map(|folder| self.root(&folder.join(Own::Options.name())));
        let roots: Vec<PathBuf> = roots.collect();
        roots.into_iter().filter(|root| self.is_project(root)).collect()
    }

    /// The workspace's folders that belong to no project, none of them inside another.
    pub fn lone_folders(&mut self) -> Vec<PathBuf> {
        let all: BTreeSet<PathBuf> = self.folders.iter().cloned().collect();
        let inside = |folder: &Path| folder.ancestors().skip(1).any(|above| all.contains(above));
        let outer: Vec<PathBuf> = all.iter().filter(|folder| !inside(folder)).cloned().collect();
        let mut is_lone = |folder: &PathBuf| {
            let root = project::root_where(folder, |file| self.buffers.contains_key(file) || file.is_file());
            root.is_none_or(|root| !self.is_project(&root))
        };
        outer.into_iter().filter(|folder| is_lone(folder)).collect()
    }

    /// Whether a `postedit.toml` makes a project of this folder.
    pub fn is_project(&mut self, root: &Path) -> bool {
        self.load(root).has_options()
    }

    /// What the client's settings name and was not there, since this was asked last.
    pub fn absent(&mut self) -> Vec<String> {
        std::mem::take(&mut self.absent)
    }

    /// The patterns by which the client can watch the glossaries.
    pub fn watched(&self) -> BTreeSet<String> {
        gather::set(self.shelf.patterns().into_iter().flat_map(watch::patterns))
    }

    /// What cannot be used in a glossary, in bytes of its text.
    pub fn slips_of(&self, glossary: &Path) -> Vec<(ByteRange, String)> {
        self.shelf.slips(glossary)
    }

    /// Which glossaries the `postedit.toml` at `path`, of this text, names and that are not there.
    pub fn missing(&self, path: &Path, text: &str) -> Vec<(ByteRange, String)> {
        let root = path.parent().unwrap_or(path);
        shelf::missing(root, &ProjectFile::parse(text).0, &self.buffers)
    }

    /// Keeps an answer for good, if there is a file for it.
    pub fn keep(&mut self, given: &Given) -> Kept {
        let Some(file) = self.file_for(given) else {
            self.hold(given);
            return Kept::Here;
        };
        if self.buffers.contains_key(&file) {
            return Kept::Open(file);
        }
        match write(&file, given) {
            Ok(()) => Kept::Written(file),
            Err(why) => {
                self.hold(given);
                Kept::Failed(file, why)
            }
        }
    }

    /// Keeps an answer for the session only.
    pub fn hold(&mut self, given: &Given) {
        match &given.what {
            What::Remember(entry) => {
                let root = given.path().and_then(|path| self.root(&path));
                self.session.entry(root).or_default().push(entry.clone());
            }
            What::Stop(code) => drop(self.stopped.entry(Key::of(&given.uri)).or_default().insert(code)),
        }
    }

    /// The file that an answer goes into. A list of answers is begun where there is none; to begin a project is for
    /// people to decide.
    fn file_for(&mut self, given: &Given) -> Option<PathBuf> {
        let (root, own) = (self.root(&given.path()?)?, given.own());
        let file = root.join(own.name());
        let there = own == Own::Names || self.buffers.contains_key(&file) || file.is_file();
        there.then_some(file)
    }

    /// What is wrong in the projects' own files and glossaries that are not open: those that are, are checked as
    /// documents.
    pub fn slips(&self) -> BTreeMap<PathBuf, Slips> {
        let mut slips: BTreeMap<PathBuf, Slips> = BTreeMap::new();
        for loaded in self.loaded.values() {
            let all = loaded.complaints.iter().chain(&loaded.missing);
            for complaint in all.filter(|c| !self.buffers.contains_key(&c.path)) {
                let of_file = slips.entry(complaint.path.clone()).or_default();
                of_file.text = loaded.text(&complaint.path);
                of_file.complaints.push(complaint.clone());
            }
        }
        let glossaries = self.shelf.complaints().filter(|(path, ..)| !self.buffers.contains_key(*path));
        slips.extend(glossaries.map(|(path, text, complaints)| (path.to_owned(), Slips { text, complaints })));
        slips
    }

    /// The folder of the project of `path`; without one, the innermost workspace folder it lies in.
    fn root(&mut self, path: &Path) -> Option<PathBuf> {
        let folder = path.parent().unwrap_or(path);
        if let Some(root) = self.roots.get(folder) {
            return root.clone();
        }
        let root = self.find_root(path);
        self.roots.insert(folder.to_owned(), root.clone());
        root
    }

    /// The innermost workspace folder that a file lies in.
    pub fn folder_of(&self, path: &Path) -> Option<PathBuf> {
        let around = self.folders.iter().filter(|folder| path.starts_with(folder));
        around.max_by_key(|folder| folder.as_os_str().len()).cloned()
    }

    fn find_root(&self, path: &Path) -> Option<PathBuf> {
        let project = project::root_where(path, |file| self.buffers.contains_key(file) || file.is_file());
        project.or_else(|| self.folder_of(path))
    }

    fn load(&mut self, root: &Path) -> &Loaded {
        self.loaded.entry(root.to_owned()).or_insert_with(|| {
            let project = Project { root: root.to_owned(), ..Project::default() };
            let files = <[Source; 2]>::default();
            let mut loaded = Loaded { project, files, complaints: Vec::new(), missing: Vec::new() };
            loaded.refresh(&self.buffers, false);
            self.shelf.stock(root, &loaded.project.file, &self.buffers);
            loaded
        })
    }
}

impl Loaded {
    /// Takes over what has changed in the files.
    fn refresh(&mut self, buffers: &Buffers, reread: bool) {
        self.take_over(buffers, reread);
        let options = self.files[0].text.as_deref().unwrap_or_default();
        self.missing = self.project.missing(options, buffers);
    }

    fn take_over(&mut self, buffers: &Buffers, reread: bool) {
        let mut changed = false;
        for (own, source) in Own::ALL.into_iter().zip(&mut self.files) {
            let path = self.project.root.join(own.name());
            changed |= source.refresh(&path, buffers, reread, files::read);
        }
        if !changed {
            return;
        }
        let [options, names] = &self.files;
        let root = self.project.root.clone();
        let (project, slips) = Project::of_texts(root, options.text.as_deref(), names.text.as_deref());
        self.project = project;
        self.complaints = self.files.iter().filter_map(|source| source.unreadable.clone()).chain(slips).collect();
    }

    /// Whether there is a `postedit.toml`.
    fn has_options(&self) -> bool {
        Own::ALL.into_iter().zip(&self.files).any(|(own, source)| own == Own::Options && source.text.is_some())
    }

    /// The text of one of the files; empty where there is none.
    fn text(&self, path: &Path) -> Arc<str> {
        let source = Own::ALL.into_iter().zip(&self.files).find(|(own, _)| path.ends_with(own.name()));
        source.and_then(|(_, source)| source.text.clone()).unwrap_or_default()
    }
}

/// Writes an answer into a file that nobody has open, or says why it cannot be.
fn write(file: &Path, given: &Given) -> Result<(), String> {
    // The file as it is now, not as it was when it was looked at last.
    let text = files::read(file)?.unwrap_or_default();
    let Some(edit) = given.edit(&text, file)? else { return Ok(()) };
    files::replace(file, &apply(&text, &[edit])).map_err(|error| error.to_string())
}
