//! Positions in a text that nobody edits: for reports, which ask for thousands of one text.

use memchr::memchr2_iter;

use super::{Encoding, Position};

/// The lines of a text, told once.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// The first byte of each line.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Tells the lines of `text`.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr2_iter(b'\n', b'\r', bytes).filter(|&i| bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Self { text, starts }
    }

    /// The position of a byte offset, as [`super::position_at`] tells it.
    pub fn position_at(&self, byte: usize, encoding: Encoding) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte) - 1;
        let before = &self.text[self.starts[line]..byte];
        Position { line: line as u32, character: super::width_of(before, encoding) as u32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::position_at;
    use proptest::prelude::*;
    use ropey::Rope;

    proptest! {
        #[test]
        fn positions_are_those_of_an_edited_text(text in "[a-c é的😀\r\n\u{2028}]{0,40}") {
            let (rope, lines) = (Rope::from_str(&text), Lines::new(&text));
            for byte in 0..text.len() + 3 {
                for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                    prop_assert_eq!(lines.position_at(byte, encoding), position_at(&rope, byte, encoding));
                }
            }
        }
    }
}
