//! A file of a project that is read again when it has changed: from disk, or as an editor has it open.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Complaint;
use super::files::{self, Stamp};
use crate::range::ByteRange;

/// The texts of files that are open in an editor, which win over the disk.
pub type Buffers = BTreeMap<PathBuf, Arc<str>>;

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
    /// Reads the text of `path` again if it may have changed, on disk also where it seems unchanged if `reread`; at most
    /// `longest` bytes. Whether it was read.
    pub fn refresh(&mut self, path: &Path, buffers: &Buffers, reread: bool, longest: u64) -> bool {
        let buffer = buffers.get(path);
        let origin = buffer.map_or_else(|| Origin::Disk(files::stamp(path)), |_| Origin::Buffer);
        let same = match buffer {
            Some(text) => self.text.as_ref().is_some_and(|known| Arc::ptr_eq(known, text)),
            None => !reread,
        };
        if same && origin == self.origin {
            return false;
        }
        let read = buffer.map_or_else(
            || files::read_up_to(path, longest).map(|text| text.map(Arc::from)),
            |text| Ok(Some(text.clone())),
        );
        let complaint = |message| Complaint { path: path.to_owned(), line: 0, range: ByteRange::default(), message };
        *self = match read {
            Ok(text) => Self { origin, text, unreadable: None },
            Err(message) => Self { origin, text: None, unreadable: Some(complaint(message)) },
        };
        true
    }
}
