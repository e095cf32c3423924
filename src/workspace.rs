//! The texts of a folder: which files they are, and what stands in them.
//!
//! Used by the command line and the server, so that both mean the same files: those of a known format that version
//! control does not ignore. Which of them a project leaves out, `project` says.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::encoding;
use crate::format::{Format, is_names_file};

/// The longest text, in bytes, that is read without anybody having opened it: ten long books in one file.
pub const LONGEST: u64 = 20_000_000;

/// The most text, in bytes, whose names are compared with each other: a long book has two million, the newspapers of a year
/// a hundred. What is longer is no one work, and comparing would take long.
pub const MOST_COMPARED: u64 = 120_000_000;

/// The most text, in bytes, that is read in a folder which is no project, whatever for.
pub const MOST_READ: u64 = 20_000_000;

/// The texts below a folder with their formats, in no order; what cannot be looked at is an error of its own.
pub fn walk(folder: &Path) -> impl Iterator<Item = Result<(PathBuf, Format), ignore::Error>> {
    WalkBuilder::new(folder).require_git(false).build().filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
            let path = entry.into_path();
            let format = Format::of_path(&path).filter(|_| !is_names_file(&path))?;
            Some(Ok((path, format)))
        }
        Ok(_) => None,
        Err(error) => Some(Err(error)),
    })
}

/// What stands in a text.
///
/// # Errors
/// Half a sentence on why it cannot be read: it is gone, too long, or no text.
pub fn read(path: &Path) -> Result<String, String> {
    let metadata = std::fs::metadata(path).map_err(|error| error.to_string())?;
    if metadata.len() > LONGEST {
        return Err(format!("it is longer than {} MB", LONGEST / 1_000_000));
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let decoded = encoding::decode(bytes).map_err(|_| "it is no text in an encoding that is known".to_owned())?;
    Ok(decoded.text)
}
