//! An open document: its text as a rope, edited as the client edits it.
//!
//! The buffer is the truth as long as it is open; the file on disk is never looked at. A [`Snapshot`] is a
//! constant-time copy that checks and answers work on while the document goes on.

use std::path::Path;
use std::sync::Arc;

use ropey::Rope;

use super::protocol::{ContentChange, Range, TextDocumentItem};
use super::uri;
use crate::format::Format;
use crate::position::{Encoding, byte_at};

/// Tells one opening of a document from the next, also of the same URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct DocumentId(pub u64);

/// A state of a document, never used again for another: clients may repeat a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Generation(pub u64);

/// A document at one moment.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    /// Which opening of which document.
    pub id: DocumentId,
    /// Which moment.
    pub generation: Generation,
    /// As the client writes it.
    pub uri: Arc<str>,
    /// The client's version of it.
    pub version: i32,
    /// How it is read.
    pub format: Format,
    /// What stands in it.
    pub text: Rope,
}

/// An open document.
#[derive(Debug)]
pub(super) struct Document {
    /// What stands in it now.
    pub now: Snapshot,
    /// The byte behind the last edit: what the user looks at.
    pub last_edit: usize,
    /// A version went backwards, and it was said.
    pub distrusted: bool,
}

impl Document {
    /// A document as the client opens it.
    pub fn open(item: TextDocumentItem, id: DocumentId, generation: Generation) -> Self {
        let format = format(&item.language_id, &uri::path(&item.uri));
        let text = Rope::from_str(&item.text);
        let now = Snapshot { id, generation, uri: item.uri, version: item.version, format, text };
        Self { now, last_edit: 0, distrusted: false }
    }

    /// Applies the changes of one notification, each to the result of the one before.
    pub fn change(&mut self, changes: Vec<ContentChange>, encoding: Encoding) {
        // What came before the last whole text is gone anyway.
        let from = changes.iter().rposition(|change| change.range.is_none()).unwrap_or(0);
        for change in changes.into_iter().skip(from) {
            match change.range {
                Some(range) => self.last_edit = replace(&mut self.now.text, range, &change.text, encoding),
                None => {
                    self.now.text = Rope::from_str(&change.text);
                    self.last_edit = self.last_edit.min(change.text.len());
                }
            }
        }
    }
}

/// Puts `new` in place of `range`, clamped into the text; the byte behind it.
fn replace(text: &mut Rope, range: Range, new: &str, encoding: Encoding) -> usize {
    let a = byte_at(text, range.start.into(), encoding);
    let b = byte_at(text, range.end.into(), encoding);
    let (start, end) = (text.byte_to_char(a.min(b)), text.byte_to_char(a.max(b)));
    text.remove(start..end);
    text.insert(start, new);
    a.min(b) + new.len()
}

/// By the language id where it is known, else by the name's ending.
fn format(language_id: &str, path: &Path) -> Format {
    Format::of_language_id(language_id).or_else(|| Format::of_path(path)).unwrap_or_default()
}
