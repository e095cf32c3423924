//! Lines and columns as forms for code hosting count them: both from 1, columns in UTF-16 units, the end exclusive.

use ropey::Rope;

use crate::finding::Other;
use crate::position::{Encoding, position_at};
use crate::range::ByteRange;

/// A range in lines and columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub start_line: u32,
    pub start_column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

/// Turns the byte ranges of one text into spans.
#[derive(Debug)]
pub(super) struct Places {
    text: Rope,
}

impl Places {
    pub(super) fn new(text: &str) -> Self {
        Self { text: Rope::from_str(text) }
    }

    /// Of another file that a finding reaches into.
    pub(super) fn of(other: &Other) -> Self {
        Self { text: other.text.clone() }
    }

    pub(super) fn span(&self, range: ByteRange) -> Span {
        let start = position_at(&self.text, range.start, Encoding::Utf16);
        let end = position_at(&self.text, range.end, Encoding::Utf16);
        Span {
            start_line: start.line + 1,
            start_column: start.character + 1,
            end_line: end.line + 1,
            end_column: end.character + 1,
        }
    }
}
