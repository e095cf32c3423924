//! Byte ranges and edits: the units of everything inside the engine.
//!
//! Offsets count bytes of UTF-8 and always lie on character boundaries. Only `position` turns them into
//! lines and columns.

/// A half-open range of bytes, `start..end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteRange {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl ByteRange {
    /// The range `start..end`; an end before the start gives an empty range at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// How many bytes it covers.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same range `by` bytes further on: from block-relative to document offsets.
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The range of the same length that starts at 0.
    pub fn shifted_to_origin(self) -> Self {
        Self { start: 0, end: self.len() }
    }

    /// The text it covers; empty where it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// A byte's place in a text, in six bytes where `usize` takes eight: no text has a hundred million million bytes.
///
/// A place that is yet to be moved may stand before its text, by as much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot([u16; 3]);

impl Spot {
    /// The place of a byte.
    pub(crate) fn new(byte: usize) -> Self {
        Self([byte as u16, (byte >> 16) as u16, (byte >> 32) as u16])
    }

    /// The byte, wrapped where it stands before its text.
    pub(crate) fn byte(self) -> usize {
        let [low, middle, high] = self.0.map(u64::from);
        let signed = (high << 48 | middle << 32 | low << 16).cast_signed() >> 16;
        signed as usize
    }
}

/// Replace the bytes of `range` by `text`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What goes away, in bytes of the text the edit was made for.
    pub range: ByteRange,
    /// What comes in its place.
    pub text: String,
}

impl Edit {
    /// An edit that only removes.
    pub fn delete(range: ByteRange) -> Self {
        Self { range, text: String::new() }
    }

    /// An edit that puts `text` in place of `range`.
    pub fn replace(range: ByteRange, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }
}

/// `text` with all `edits` applied at once, each meant for the text as it is now.
///
/// Edits may come in any order; one that overlaps an earlier one (by start) is left out, so that the
/// result is never a mixture of two answers.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_unstable();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in sorted {
        if edit.range.start < done || text.get(edit.range.start..edit.range.end).is_none() {
            continue;
        }
        out.push_str(&text[done..edit.range.start]);
        out.push_str(&edit.text);
        done = edit.range.end;
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_is_its_byte() {
        for byte in [0, 1, 0xFFFF, 0x1_0000, 0x1234_5678_9ABC, 0_usize.wrapping_sub(1), 0_usize.wrapping_sub(70_000)] {
            assert_eq!(Spot::new(byte).byte(), byte);
        }
        assert_eq!(size_of::<Spot>(), 6);
    }

    #[test]
    fn edits_apply_in_any_order_and_never_overlap() {
        let edits = [
            Edit::replace(ByteRange::new(4, 7), "two"),
            Edit::delete(ByteRange::new(0, 4)),
            Edit::delete(ByteRange::new(5, 8)),
        ];
        assert_eq!(apply("one TWO three", &edits), "two three");
    }
}
