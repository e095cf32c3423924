//! Folders of which their user has said that they are no project, so that it is not asked again.
//!
//! This is kept with the user's other programs' state and not in the folder, where it would be everybody's.

use std::io;
use std::path::{Path, PathBuf};

use super::files;

/// What stands for every folder in the list.
const ALL: &str = "*";

/// The list, one folder a line.
#[derive(Clone, Debug)]
pub struct Declined(PathBuf);

impl Declined {
    /// The user's own list; `None` where nothing says where such things are kept.
    pub fn of_user() -> Option<Self> {
        let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = || set("HOME").map(|home| home.join(".local/state"));
        let state = if cfg!(windows) { set("LOCALAPPDATA") } else { set("XDG_STATE_HOME").or_else(home) };
        state.map(|state| Self(state.join("postedit").join("no-projects.txt")))
    }

    /// A list in this file.
    pub fn at(file: PathBuf) -> Self {
        Self(file)
    }

    /// Whether it is not to be asked whether the texts of a folder belong together.
    pub fn holds(&self, folder: &Path) -> bool {
        let text = files::read(&self.0).ok().flatten().unwrap_or_default();
        text.lines().any(|line| line == ALL || Path::new(line) == folder)
    }

    /// Puts a folder on the list, or all with `None`.
    ///
    /// # Errors
    /// Where the list cannot be written; it is then as it was.
    pub fn add(&self, folder: Option<&Path>) -> io::Result<()> {
        let line = folder.map_or(ALL.into(), |folder| folder.display().to_string());
        let text = files::read(&self.0).map_err(io::Error::other)?.unwrap_or_default();
        if text.lines().any(|known| known == line) {
            return Ok(());
        }
        std::fs::create_dir_all(self.0.parent().unwrap_or(&self.0))?;
        files::replace(&self.0, &format!("{text}{line}\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_declined_by_itself_or_with_all_others() {
        let folder = tempfile::tempdir().unwrap();
        let declined = Declined::at(folder.path().join("state/postedit/no-projects.txt"));
        let (one, other) = (Path::new("/texts/one"), Path::new("/texts/other"));
        assert!(!declined.holds(one));
        declined.add(Some(one)).unwrap();
        declined.add(Some(one)).unwrap();
        assert!(declined.holds(one) && !declined.holds(other));
        assert!(!declined.holds(Path::new("/texts")) && !declined.holds(Path::new("/texts/one/part")));
        declined.add(None).unwrap();
        assert!(declined.holds(one) && declined.holds(other));
        assert_eq!(std::fs::read_to_string(&declined.0).unwrap(), "/texts/one\n*\n");
    }
}
