//! The project around a file, read from disk: `postedit.toml` and `postedit-names.txt`, looked up from the file upwards,
//! and the glossaries they name (`shelf`).
//!
//! Used by the command line and the server; the engine gets only what is read here. What cannot be read or used is
//! returned as complaints, and the rest applies.

pub mod declined;
pub mod files;
pub mod kin;
pub mod shelf;
pub mod source;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::project::{self, ProjectFile};
use crate::config::{Scope, Settings};
use crate::memory::{self, Memory};
use crate::range::ByteRange;
use source::Buffers;

/// A folder with a `postedit.toml`, or with only a `postedit-names.txt`.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// What its `postedit.toml` says; nothing where there is none.
    pub file: ProjectFile,
    /// It has a `postedit.toml`: only then its files belong together.
    pub is_declared: bool,
    /// What its `postedit-names.txt` remembers.
    pub memory: Arc<Memory>,
}

/// One of a project's own files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Own {
    /// `postedit.toml`.
    Options,
    /// `postedit-names.txt`.
    Names,
}

/// Something in one of the project's own files that could not be read or used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file.
    pub path: PathBuf,
    /// Its line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// Where in the file, in bytes.
    pub range: ByteRange,
    /// What is wrong and what to do.
    pub message: String,
}

/// The folder of the project that `path` (a file or a folder) belongs to: the nearest above with a `postedit.toml`,
/// else the nearest with a `postedit-names.txt`.
pub fn root_of(path: &Path) -> Option<PathBuf> {
    root_where(path, Path::is_file)
}

/// The same where `is_file` says which files there are.
pub fn root_where(path: &Path, is_file: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let with = |own: Own| path.ancestors().find(|folder| is_file(&folder.join(own.name()))).map(Path::to_owned);
    Own::ALL.into_iter().find_map(with)
}

impl Own {
    /// Both of them, the one that makes a project first.
    pub const ALL: [Self; 2] = [Self::Options, Self::Names];

    /// The file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Options => project::FILE_NAME,
            Self::Names => memory::FILE_NAME,
        }
    }

    /// Which of them a file is, by its name.
    pub fn of_path(path: &Path) -> Option<Self> {
        Self::ALL.into_iter().find(|own| path.file_name().is_some_and(|name| name == own.name()))
    }

    /// What in such a file's text cannot be used: where, in bytes, and what to do.
    pub fn slips(self, text: &str) -> Vec<(ByteRange, String)> {
        match self {
            Self::Options => ProjectFile::parse(text).1.into_iter().map(|p| (p.range, p.message)).collect(),
            Self::Names => Memory::parse(text).1.into_iter().map(|p| (p.range, p.message)).collect(),
        }
    }
}

impl Project {
    /// Reads the project in the folder `root`.
    pub fn load(root: PathBuf) -> (Self, Vec<Complaint>) {
        let mut complaints = Vec::new();
        let options = read(&root.join(project::FILE_NAME), &mut complaints);
        let names = read(&root.join(memory::FILE_NAME), &mut complaints);
        let (project, problems) = Self::of_texts(root, options.as_deref(), names.as_deref());
        complaints.extend(problems);
        complaints.extend(project.missing(&options.unwrap_or_default(), &Buffers::default()));
        (project, complaints)
    }

    /// The project of these texts, whether from disk or from an editor's buffers; `None` where there is no such file.
    pub fn of_texts(root: PathBuf, options: Option<&str>, names: Option<&str>) -> (Self, Vec<Complaint>) {
        let is_declared = options.is_some();
        let (options, names) = (options.unwrap_or_default(), names.unwrap_or_default());
        let (file, _) = ProjectFile::parse(options);
        let (memory, _) = Memory::parse(names);
        let slips = |own: Own, text| own.slips(text).into_iter().map(move |slip| (own, text, slip));
        let complaints = slips(Own::Options, options)
            .chain(slips(Own::Names, names))
            .map(|(own, text, (range, message))| complaint(root.join(own.name()), text, range, message))
            .collect();
        (Self { root, file, is_declared, memory: Arc::new(memory) }, complaints)
    }

    /// The glossaries that its `postedit.toml`, of this text, names and that are not there.
    pub fn missing(&self, options: &str, buffers: &Buffers) -> Vec<Complaint> {
        let path = self.root.join(project::FILE_NAME);
        let absent = shelf::missing(&self.root, &self.file, buffers).into_iter();
        absent.map(|(range, message)| complaint(path.clone(), options, range, message)).collect()
    }

    /// The settings of a file of the project, laid over `base` and what that says of the file.
    pub fn settings(&self, base: &Settings, path: &Path) -> Settings {
        let path = self.relative(path);
        let mut of_file = base.of_file(&path);
        if self.is_declared {
            of_file.scope = base.files.scope.unwrap_or(Scope::Project);
        }
        let mut settings = self.file.settings(&of_file, &path);
        settings.memory = Arc::clone(&self.memory);
        settings
    }

    /// Whether a file is left out when folders are walked, as the project has it or `base`.
    pub fn excludes(&self, base: &Settings, path: &Path) -> bool {
        let path = self.relative(path);
        self.file.excludes(&path) || base.files.excludes(&path)
    }

    fn relative(&self, path: &Path) -> PathBuf {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        path.strip_prefix(&self.root).map(Path::to_owned).unwrap_or(path)
    }
}

/// The text of a file that need not be there.
fn read(path: &Path, complaints: &mut Vec<Complaint>) -> Option<String> {
    files::read(path).unwrap_or_else(|message| {
        complaints.push(Complaint { path: path.to_owned(), line: 0, range: ByteRange::default(), message });
        None
    })
}

pub(crate) fn complaint(path: PathBuf, text: &str, range: ByteRange, message: String) -> Complaint {
    let line = text.get(..range.start).map_or(1, |before| before.matches('\n').count() + 1);
    Complaint { path, line, range, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_belong_together_where_a_project_says_so() {
        for (options, scope) in [
            (None, Scope::Document),
            (Some(""), Scope::Project),
            (Some("scope = \"folder\""), Scope::Folder),
            (Some("scope = \"document\""), Scope::Document),
        ] {
            let (project, _) = Project::of_texts(PathBuf::from("/book"), options, Some("prefer: Ann\n"));
            let settings = project.settings(&Settings::default(), Path::new("/book/a.txt"));
            assert_eq!(settings.scope, scope, "{options:?}");
        }
    }
}
