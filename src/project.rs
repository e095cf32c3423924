//! The project around a file, read from disk: `postedit.toml` and `postedit-names.txt`, looked up from the file upwards.
//!
//! Used by the command line and the server; the engine gets only what is read here. What cannot be read or used is
//! returned as complaints, and the rest applies.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::Settings;
use crate::config::project::{self, ProjectFile};
use crate::memory::{self, Memory};
use crate::range::ByteRange;

/// A folder with a `postedit.toml`, or with only a `postedit-names.txt`.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// What its `postedit.toml` says; nothing where there is none.
    pub file: ProjectFile,
    /// What its `postedit-names.txt` remembers.
    pub memory: Arc<Memory>,
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
    let path = std::path::absolute(path).ok()?;
    let with = |name: &str| path.ancestors().find(|folder| folder.join(name).is_file()).map(Path::to_owned);
    with(project::FILE_NAME).or_else(|| with(memory::FILE_NAME))
}

impl Project {
    /// Reads the project in the folder `root`.
    pub fn load(root: PathBuf) -> (Self, Vec<Complaint>) {
        let mut complaints = Vec::new();
        let options = read(&root.join(project::FILE_NAME), &mut complaints);
        let names = read(&root.join(memory::FILE_NAME), &mut complaints);
        let (project, problems) = Self::of_texts(root, options.as_deref(), names.as_deref());
        complaints.extend(problems);
        (project, complaints)
    }

    /// The project of these texts, whether from disk or from an editor's buffers; `None` where there is no such file.
    pub fn of_texts(root: PathBuf, options: Option<&str>, names: Option<&str>) -> (Self, Vec<Complaint>) {
        let (options, names) = (options.unwrap_or_default(), names.unwrap_or_default());
        let (file, slips) = ProjectFile::parse(options);
        let (memory, odd) = Memory::parse(names);
        let in_options =
            slips.into_iter().map(|p| complaint(root.join(project::FILE_NAME), options, p.range, p.message));
        let in_names = odd.into_iter().map(|p| complaint(root.join(memory::FILE_NAME), names, p.range, p.message));
        let complaints = in_options.chain(in_names).collect();
        (Self { root, file, memory: Arc::new(memory) }, complaints)
    }

    /// The settings of a file of the project, laid over `base`.
    pub fn settings(&self, base: &Settings, path: &Path) -> Settings {
        let mut settings = self.file.settings(base, &self.relative(path));
        settings.memory = Arc::clone(&self.memory);
        settings
    }

    /// Whether a file is left out when folders are walked.
    pub fn excludes(&self, path: &Path) -> bool {
        self.file.excludes(&self.relative(path))
    }

    fn relative(&self, path: &Path) -> PathBuf {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        path.strip_prefix(&self.root).map(Path::to_owned).unwrap_or(path)
    }
}

/// The text of a file that need not be there.
fn read(path: &Path, complaints: &mut Vec<Complaint>) -> Option<String> {
    match std::fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => Some(text),
        Ok(Err(_)) => {
            let message = "This file is not UTF-8 text, so nothing of it applies. Save it as UTF-8.".to_owned();
            complaints.push(Complaint { path: path.to_owned(), line: 0, range: ByteRange::default(), message });
            None
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            let message = format!("This file cannot be read, so nothing of it applies: {error}.");
            complaints.push(Complaint { path: path.to_owned(), line: 0, range: ByteRange::default(), message });
            None
        }
    }
}

fn complaint(path: PathBuf, text: &str, range: ByteRange, message: String) -> Complaint {
    let line = text.get(..range.start).map_or(1, |before| before.matches('\n').count() + 1);
    Complaint { path, line, range, message }
}
