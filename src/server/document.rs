//! An open document: its text as a rope, edited as the client edits it.
//!
//! The buffer is the truth as long as it is open; the file on disk is never looked at. A [`Snapshot`] is a
//! constant-time copy that checks and answers work on while the document goes on.

use std::path::Path;
use std::sync::Arc;

use ropey::Rope;

use super::protocol::{ContentChange, Range, TextDocumentItem};
use super::uri;
use crate::engine::Change;
use crate::format::Format;
use crate::position::{Encoding, byte_at};
use crate::project::Own;
use crate::range::ByteRange;

/// Tells one opening of a document from the next, also of the same URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct DocumentId(pub u64);

/// A state of a document, never used again for another: clients may repeat a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Generation(pub u64);

/// What kind of text a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Prose to be checked.
    Prose(Format),
    /// One of a project's own files, whose lines are to be read as such.
    Own(Own),
}

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
    pub version: i64,
    /// How it is read.
    pub content: Content,
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
    /// What has changed since the changes were taken last.
    changes: Vec<Change>,
}

impl Document {
    /// A document as the client opens it.
    pub fn open(item: TextDocumentItem, id: DocumentId, generation: Generation) -> Self {
        let content = content(&item.language_id, &uri::path(&item.uri));
        let text = item.text.rope();
        let now = Snapshot { id, generation, uri: item.uri, version: item.version, content, text };
        Self { now, last_edit: 0, distrusted: false, changes: Vec::new() }
    }

    /// Applies the changes of one notification, each to the result of the one before.
    pub fn change(&mut self, changes: Vec<ContentChange>, encoding: Encoding) {
        // What came before the last whole text is gone anyway.
        let from = changes.iter().rposition(|change| change.range.is_none()).unwrap_or(0);
        for change in changes.into_iter().skip(from) {
            match change.range {
                Some(range) => {
                    let change = replace(&mut self.now.text, range, &change.text.string(), encoding);
                    self.last_edit = change.new_end;
                    self.changes.push(change);
                }
                None => {
                    let text = change.text.rope();
                    self.changes.push(difference(&self.now.text, &text));
                    self.last_edit = self.last_edit.min(text.len_bytes());
                    self.now.text = text;
                }
            }
        }
    }

    /// The changes since they were taken last.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The changes since this was asked last, each made to the outcome of the one before.
    pub fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }
}

/// What makes `new` of a text: all between the first and the last byte that differ.
fn difference(text: &Rope, new: &Rope) -> Change {
    let (old_len, len) = (text.len_bytes(), new.len_bytes());
    let head = text.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let back = text.bytes_at(old_len).reversed().zip(new.bytes_at(len).reversed());
    let tail = back.take(old_len.min(len) - head).take_while(|(a, b)| a == b).count();
    // Half a character is none.
    let begun = |byte: usize| new.char_to_byte(new.byte_to_char(byte));
    let (start, end) = (begun(head), len - tail);
    let new_end = if begun(end) == end { end } else { new.char_to_byte(new.byte_to_char(end) + 1) };
    Change { start, old_end: old_len - (len - new_end), new_end }
}

/// Puts `new` in place of `range`, clamped into the text.
fn replace(text: &mut Rope, range: Range, new: &str, encoding: Encoding) -> Change {
    let a = byte_at(text, range.start.into(), encoding);
    let b = byte_at(text, range.end.into(), encoding);
    let (start, end) = (text.byte_to_char(a.min(b)), text.byte_to_char(a.max(b)));
    text.remove(start..end);
    text.insert(start, new);
    Change::new(ByteRange::new(a.min(b), a.max(b)), new.len())
}

/// A project's own file by its name; else prose, by the language id where it is known, else by the name's ending.
fn content(language_id: &str, path: &Path) -> Content {
    let format = || Format::of_language_id(language_id).or_else(|| Format::of_path(path)).unwrap_or_default();
    Own::of_path(path).map_or_else(|| Content::Prose(format()), Content::Own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::parcels::Text;
    use crate::server::protocol::Position;
    use proptest::prelude::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn document(text: &str) -> Document {
        let item = TextDocumentItem {
            uri: "untitled:a".into(),
            language_id: "text".into(),
            version: 1,
            text: Text::Short(text.into()),
        };
        Document::open(item, DocumentId(0), Generation(0))
    }

    fn change(range: Option<(u32, u32, u32, u32)>, text: &str) -> ContentChange {
        let range = range.map(|(line, character, last, end)| Range {
            start: Position { line, character },
            end: Position { line: last, character: end },
        });
        ContentChange { range, text: Text::Short(text.into()) }
    }

    #[test]
    fn the_place_of_the_last_edit_is_known() {
        let mut document = document("one\ntwo\n");
        document.change(vec![change(Some((1, 0, 1, 3)), "zwei")], Encoding::Utf16);
        assert_eq!((document.last_edit, document.now.text.to_string().as_str()), (8, "one\nzwei\n"));
        document.change(vec![change(None, "x")], Encoding::Utf16);
        assert_eq!((document.last_edit, document.now.text.to_string().as_str()), (1, "x"));
    }

    #[test]
    fn a_range_that_is_the_wrong_way_round_is_turned() {
        let mut document = document("abc");
        document.change(vec![change(Some((0, 2, 0, 1)), "x")], Encoding::Utf16);
        assert_eq!(document.now.text, "axc");
    }

    #[test]
    fn the_content_is_told_by_the_language_else_by_the_name() {
        let prose = Content::Prose;
        for (language_id, name, expected) in [
            ("markdown", "a.txt", prose(Format::Markdown)),
            ("mdx", "a", prose(Format::Markdown)),
            ("plaintext", "a.md", prose(Format::Plain)),
            ("text", "a.md", prose(Format::Plain)),
            ("", "a.md", prose(Format::Markdown)),
            ("unheard-of", "a.md", prose(Format::Markdown)),
            ("unheard-of", "a.tex", prose(Format::Plain)),
            ("plaintext", "book/postedit-names.txt", Content::Own(Own::Names)),
            ("toml", "book/postedit.toml", Content::Own(Own::Options)),
        ] {
            assert_eq!(content(language_id, Path::new(name)), expected, "{language_id} {name}");
        }
    }

    /// What an editor that holds a plain string does: lines and columns are counted from the text's start.
    fn model_offset(text: &str, line: u32, column: u32, encoding: Encoding) -> usize {
        let mut rest = 0;
        for _ in 0..line {
            let tail = &text[rest..];
            let Some(at) = tail.find(['\n', '\r']) else { return text.len() };
            rest += at + if tail[at..].starts_with("\r\n") { 2 } else { 1 };
        }
        let mut left = column as usize;
        for c in text[rest..].chars().take_while(|c| !matches!(c, '\n' | '\r')) {
            let width = match encoding {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
                Encoding::Utf32 => 1,
            };
            if left < width {
                break;
            }
            left -= width;
            rest += c.len_utf8();
        }
        rest
    }

    proptest! {
        #[test]
        fn edits_of_the_rope_equal_edits_of_a_string(
            text in "[a-c é疫😀\r\n\u{2028}\u{301}]{0,30}",
            edits in prop::collection::vec((0u32..8, 0u32..12, 0u32..8, 0u32..12, "[a-c é疫😀\r\n\u{85}]{0,4}", prop::bool::weighted(0.1)), 0..12),
            together in any::<bool>(),
        ) {
            for encoding in ALL {
                let mut model = text.clone();
                let mut document = document(&text);
                let mut changes = Vec::new();
                for (line, character, last, end, new, whole) in &edits {
                    if *whole {
                        model = new.clone();
                        changes.push(change(None, new));
                    } else {
                        let a = model_offset(&model, *line, *character, encoding);
                        let b = model_offset(&model, *last, *end, encoding);
                        model.replace_range(a.min(b)..a.max(b), new);
                        changes.push(change(Some((*line, *character, *last, *end)), new));
                    }
                }
                if together {
                    document.change(changes, encoding);
                } else {
                    changes.into_iter().for_each(|change| document.change(vec![change], encoding));
                }
                prop_assert_eq!(document.now.text.to_string(), model);
            }
        }
    }
}
