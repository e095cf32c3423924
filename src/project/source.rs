//! A file of a project that is read again when it has changed: from disk, or as an editor has it open.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Complaint;
use super::files::{self, Stamp};
use crate::range::ByteRange;

/// The texts of files that are open in an editor, which win over the disk.
pub type Buffers = BTreeMap<PathBuf, Arc<str>>;

/// Reads the text of a file that need not be there, or says why it cannot be read.
pub type Read = fn(&Path) -> Result<Option<String>, String>;

/// A file as it was read last.
#[derive(Debug, Default)]
pub struct Source {
    origin: Origin,
    /// Its text; `None` where there is no such file or it cannot be read.
    pub text: Option<Arc<str>>,
    /// Why it cannot be read.
    pub unreadable: Option<Complaint>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Origin {
    #[default]
    Unread,
    Buffer,
    Disk(Option<Stamp>),
}

impl Source {
    /// Takes the text of `path` from its buffer, or has it read again if it may have changed on disk, where `reread` also
    /// if it seems unchanged. Whether it was taken anew.
    pub fn refresh(&mut self, path: &Path, buffers: &Buffers, reread: bool, read: Read) -> bool {
        let buffer = buffers.get(path);
        let origin = buffer.map_or_else(|| Origin::Disk(files::stamp(path)), |_| Origin::Buffer);
        let same = match buffer {
            Some(text) => self.text.as_ref().is_some_and(|known| Arc::ptr_eq(known, text)),
            None => !reread,
        };
        if same && origin == self.origin {
            return false;
        }
        let read = buffer.map_or_else(|| read(path).map(|text| text.map(Arc::from)), |text| Ok(Some(text.clone())));
        let complaint = |message| Complaint { path: path.to_owned(), line: 0, range: ByteRange::default(), message };
        *self = match read {
            Ok(text) => Self { origin, text, unreadable: None },
            Err(message) => Self { origin, text: None, unreadable: Some(complaint(message)) },
        };
        true
    }
}
