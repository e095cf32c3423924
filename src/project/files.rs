//! The project's files on disk: its own read with a bound, any of them written whole or not at all.
//!
//! Used by [`super::Project`] and by whoever writes a file: the server what was answered, `postedit init` a new
//! `postedit.toml`, `postedit fix` a text.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A longer file, in bytes, is no list that people keep by hand.
const LONGEST: u64 = 4 << 20;

/// How many characters of a file's name its draft has at most: file systems take names of 255 bytes.
const LONGEST_STEM: usize = 50;

/// When a file was changed last and how long it was then, in bytes: both the same, and it is taken as unchanged.
pub type Stamp = (SystemTime, u64);

/// The stamp of a file; `None` where there is none.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// The text of one of the project's own files, which need not be there.
///
/// # Errors
/// A sentence for whoever keeps the file.
pub fn read(path: &Path) -> Result<Option<String>, String> {
    let text = |bytes| String::from_utf8(bytes).map_err(|_| NOT_UTF_8.to_owned());
    bytes(path, LONGEST)?.map(text).transpose()
}

const NOT_UTF_8: &str = "This file is not UTF-8 text, so nothing of it applies. Save it as UTF-8.";

/// The bytes of a file of at most `longest` bytes that need not be there.
///
/// # Errors
/// A sentence for whoever keeps the file.
pub fn bytes(path: &Path, longest: u64) -> Result<Option<Vec<u8>>, String> {
    let unreadable =
        |why: &dyn std::fmt::Display| format!("This file cannot be read, so nothing of it applies: {why}.");
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err(unreadable(&"it is no file")),
        Ok(metadata) if metadata.len() > longest => {
            return Err(unreadable(&format!("it is longer than {} MB", longest >> 20)));
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(&error)),
    }
    let mut bytes = Vec::new();
    match File::open(path).and_then(|file| file.take(longest).read_to_end(&mut bytes)) {
        Ok(_) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(&error)),
    }
}

/// Writes a file whole, in place of the one that is there: whoever reads it meets the old text or the new one.
///
/// A link stays a link, and the file keeps its permissions and, where that is allowed, its owner and group.
///
/// # Errors
/// Where it may not be written or there is no room; the file is then as it was.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    replace_if(path, text.as_bytes(), |_| Ok(true)).map(|_| ())
}

/// Writes `after` in the same way where the file still holds `before`; whether it did.
///
/// # Errors
/// As for [`replace`].
pub fn exchange(path: &Path, before: &[u8], after: &[u8]) -> io::Result<bool> {
    replace_if(path, after, |target| Ok(fs::read(target)? == before))
}

/// Writes a file in place of the one that is there if, with the new one ready, that one is as it should be.
fn replace_if(path: &Path, bytes: &[u8], expected: impl FnOnce(&Path) -> io::Result<bool>) -> io::Result<bool> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = match fs::metadata(&target) {
        Ok(metadata) if metadata.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
        Ok(metadata) => Some(metadata),
        Err(_) => None,
    };
    let draft = draft(&target, bytes, old.is_some())?;
    let kept = old.map_or(Ok(()), |old| keep(&draft, &old));
    let replaced = kept.and_then(|()| {
        let go = expected(&target)?;
        if go { fs::rename(&draft, &target) } else { fs::remove_file(&draft) }.map(|()| go)
    });
    replaced.inspect_err(|_| discard(&draft))
}

/// Gives a file the permissions of the `old` one, and its owner and group as far as that is allowed.
fn keep(file: &Path, old: &fs::Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, chown};
        // Only the superuser gives files away; anyone may leave them to a group of theirs.
        let _ = chown(file, Some(old.uid()), Some(old.gid())).or_else(|_| chown(file, None, Some(old.gid())));
    }
    fs::set_permissions(file, old.permissions())
}

/// Writes a new file whole.
///
/// # Errors
/// Where there is one already ([`io::ErrorKind::AlreadyExists`]) or it cannot be written; nothing is changed then.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    let draft = draft(path, text.as_bytes(), false)?;
    // Unlike a rename, a link never takes the place of what is there.
    let outcome = fs::hard_link(&draft, path).or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Err(error),
        // Some file systems know no links.
        _ if path.symlink_metadata().is_err() => fs::rename(&draft, path),
        _ => Err(io::ErrorKind::AlreadyExists.into()),
    });
    discard(&draft);
    outcome
}

/// The bytes in a file of its own beside `path`, safely on disk; readable to nobody else where it is `private`.
fn draft(path: &Path, bytes: &[u8], private: bool) -> io::Result<PathBuf> {
    let name: String = path.file_name().unwrap_or_default().to_string_lossy().chars().take(LONGEST_STEM).collect();
    let draft = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    // What a process of this number left behind when it was ended halfway.
    discard(&draft);
    let mut file = opened_new(&draft, private)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map(|()| draft.clone()).inspect_err(|_| discard(&draft))
}

fn opened_new(path: &Path, private: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = private;
    options.open(path)
}

fn discard(draft: &Path) {
    // Gone already where it has become the file.
    let _ = fs::remove_file(draft);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        create(&path, "one").unwrap();
        assert_eq!(create(&path, "two").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(read(&path), Ok(Some("one".to_owned())));
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    #[cfg(unix)]
    fn what_is_replaced_keeps_its_permissions_and_its_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "one").unwrap();
        fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        replace(&link, "two").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "two");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(link.symlink_metadata().unwrap().is_symlink());
        fs::set_permissions(&file, PermissionsExt::from_mode(0o440)).unwrap();
        assert_eq!(replace(&link, "three").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        assert_eq!((fs::read_to_string(&file).unwrap().as_str(), names(folder.path()).len()), ("two", 2));
    }

    #[test]
    fn what_was_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("{}.txt", "渡".repeat(80)));
        fs::write(&path, b"one").unwrap();
        assert!(!exchange(&path, b"two", b"three").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert!(exchange(&path, b"one", b"t\xE9").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"t\xE9");
        fs::remove_file(&path).unwrap();
        assert_eq!(exchange(&path, b"t\xE9", b"one").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn what_is_no_text_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        assert_eq!(read(&path), Ok(None));
        assert!(read(folder.path()).unwrap_err().contains("no file"));
        fs::write(&path, b"\xFF").unwrap();
        assert!(read(&path).unwrap_err().contains("UTF-8"));
        File::create(&path).unwrap().set_len(LONGEST + 1).unwrap();
        assert!(read(&path).unwrap_err().contains("longer"));
        assert_eq!(stamp(&path).map(|(_, length)| length), Some(LONGEST + 1));
    }
}
