//! The baseline on disk: read, compared with or written, its paths relative to the folder it lies in, so that it holds
//! from whichever folder `check` is run, and for colleagues.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use super::arguments::CheckArguments;
use crate::cli::complain;
use crate::finding::Finding;
use crate::project::files;
use crate::report::baseline::{Baseline, Draft};

/// What is done about findings of an earlier run.
#[derive(Debug)]
pub(super) enum Known {
    /// All findings count.
    Nothing,
    /// Those of the baseline do not.
    Compared { folder: PathBuf, baseline: Baseline, left_out: usize },
    /// They are written down for later, and do not count now.
    Written { path: PathBuf, folder: PathBuf, draft: Draft },
}

impl Known {
    /// As the arguments say.
    ///
    /// # Errors
    /// Where there is no such baseline, or it cannot be read.
    pub fn new(arguments: &CheckArguments) -> anyhow::Result<Self> {
        if let Some(path) = &arguments.write_baseline {
            let (path, folder) = (path.clone(), folder(path)?);
            return Ok(Self::Written { path, folder, draft: Draft::default() });
        }
        let Some(path) = &arguments.baseline else { return Ok(Self::Nothing) };
        let text = match files::read(path) {
            Ok(Some(text)) => text,
            Ok(None) => bail!(
                "{0}: there is no such baseline. Write it with \"postedit check --write-baseline {0}\".",
                path.display()
            ),
            Err(message) => bail!("{}: {message}", path.display()),
        };
        let baseline = Baseline::parse(&text).map_err(|message| anyhow!("{}: {message}", path.display()))?;
        Ok(Self::Compared { folder: folder(path)?, baseline, left_out: 0 })
    }

    /// The findings of a file that are to be told.
    pub fn fresh(&mut self, path: &Path, text: &str, findings: Vec<Finding>) -> Vec<Finding> {
        match self {
            Self::Nothing => findings,
            Self::Compared { folder, baseline, left_out } => {
                let (fresh, known) = baseline.fresh(&relative(folder, path), text, findings);
                *left_out += known;
                fresh
            }
            Self::Written { folder, draft, .. } => {
                draft.add(&relative(folder, path), text, &findings);
                Vec::new()
            }
        }
    }

    /// Writes what is to be written, and says what was done.
    ///
    /// # Errors
    /// Where the baseline cannot be written; what was there is then as it was.
    pub fn end(self) -> anyhow::Result<()> {
        match self {
            Self::Nothing | Self::Compared { left_out: 0, .. } => {}
            Self::Compared { left_out, .. } => {
                complain(&format!("findings left out that the baseline knows: {left_out}"))
            }
            Self::Written { path, draft, .. } => {
                let count = draft.len();
                files::replace(&path, &draft.text())
                    .with_context(|| format!("{}: the baseline could not be written", path.display()))?;
                complain(&format!("{}: findings written: {count}", path.display()));
            }
        }
        Ok(())
    }
}

/// The folder a file lies in.
fn folder(path: &Path) -> anyhow::Result<PathBuf> {
    let path = plain(path)?;
    Ok(path.parent().map(Path::to_owned).unwrap_or(path))
}

/// `path` as seen from `folder`, with `/`; as it is where no way leads there.
fn relative(folder: &Path, path: &Path) -> String {
    let way = plain(path).ok().and_then(|path| way(folder, &path)).unwrap_or_else(|| path.to_owned());
    let parts: Vec<_> = way.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn way(folder: &Path, path: &Path) -> Option<PathBuf> {
    let mut up = PathBuf::new();
    for above in folder.ancestors() {
        if let Ok(down) = path.strip_prefix(above) {
            return Some(up.join(down));
        }
        up.push("..");
    }
    None
}

/// The absolute path without `.` and `..`, links left as they are.
fn plain(path: &Path) -> std::io::Result<PathBuf> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_seen_from_the_baseline() {
        let from = |folder: &str, path: &str| relative(&plain(Path::new(folder)).unwrap(), Path::new(path));
        assert_eq!(from("/a/b", "/a/b/c/d.txt"), "c/d.txt");
        assert_eq!(from("/a/b", "/a/x/./y/../d.txt"), "../x/d.txt");
        assert_eq!(from(".", "notes/a.txt"), "notes/a.txt");
    }
}
