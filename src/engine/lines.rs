//! Lines of a rope in bytes: where the one of a byte begins and ends, and what stands in several.

use ropey::Rope;

use super::change::Change;
use crate::format::LONGEST_BLOCK;
use crate::range::ByteRange;

/// The first byte of the line that `byte` is in.
pub(super) fn start(text: &Rope, byte: usize) -> usize {
    text.line_to_byte(text.byte_to_line(byte))
}

/// The first byte behind the line that `byte` is in, its terminator included.
pub(super) fn end(text: &Rope, byte: usize) -> usize {
    let line = text.byte_to_line(byte);
    if line + 1 < text.len_lines() { text.line_to_byte(line + 1) } else { text.len_bytes() }
}

/// The lines a change touches in the text before it, without what ends the last one: whether lines are one paragraph depends
/// on all that stands in them. Of what is before the change on a line that is longer than any block, no more than a block.
pub(super) fn touched(before: &Rope, change: Change) -> ByteRange {
    let first = start(before, change.start).max(change.start.saturating_sub(LONGEST_BLOCK));
    ByteRange::new(first, end(before, change.old_end).saturating_sub(1).max(change.old_end))
}

/// The lines a change touches in the text before it, with one more on either side.
pub(super) fn window(before: &Rope, change: Change) -> ByteRange {
    let first = start(before, change.start.saturating_sub(1));
    let last = end(before, end(before, change.old_end));
    ByteRange::new(start(before, first.saturating_sub(1)), last)
}

/// What stands in a range.
pub(super) fn text(text: &Rope, range: ByteRange) -> String {
    String::from(text.byte_slice(range.start..range.end))
}

/// Whether a letter or digit stands between two bytes.
pub(super) fn has_words(text: &Rope, from: usize, to: usize) -> bool {
    from < to && text.byte_slice(from..to).chars().any(char::is_alphanumeric)
}

/// The same of a text in one row.
pub(super) fn has_words_in(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| between.contains(char::is_alphanumeric))
}
