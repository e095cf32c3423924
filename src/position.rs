//! The only place where byte offsets and lines with columns meet.
//!
//! Lines are counted as the Language Server Protocol counts them: they end at LF, CRLF or a lone CR and at
//! nothing else (not at U+2028, form feed or NEL). Columns count units of the negotiated encoding. Both
//! directions use the same unit, so they round-trip; positions past an end are clamped as the protocol says.

mod lines;

use ropey::{Rope, RopeSlice, str_utils};

pub use lines::Lines;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: the protocol's default.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A zero-based line and a zero-based column in units of an [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 0.
    pub line: u32,
    /// The column, from 0.
    pub character: u32,
}

/// How positions behind an edit move, in whole lines or, on the edit's last line, along it.
#[derive(Clone, Copy, Debug)]
pub struct Shift {
    old: Position,
    new: Position,
}

impl Shift {
    /// The shift of an edit whose end was at the byte `old_end` before it, and is at `new_end` after it.
    pub fn of(before: &Rope, old_end: usize, after: &Rope, new_end: usize, encoding: Encoding) -> Self {
        Self { old: position_at(before, old_end, encoding), new: position_at(after, new_end, encoding) }
    }

    /// Where a position behind the edit is now. It must not meet the edit's end: there a CR and an LF may have come
    /// together.
    pub fn moved(self, at: Position) -> Position {
        let line = (at.line + self.new.line).saturating_sub(self.old.line);
        let along = at.line == self.old.line;
        let character =
            if along { (at.character + self.new.character).saturating_sub(self.old.character) } else { at.character };
        Position { line, character }
    }
}

/// The position of a byte offset; an offset past the end counts as the end, one inside a character as its start.
pub fn position_at(text: &Rope, byte: usize, encoding: Encoding) -> Position {
    if let Some(position) = position_in_chunk(text, byte, encoding) {
        return position;
    }
    let byte = text.char_to_byte(text.byte_to_char(byte.min(text.len_bytes())));
    let line = text.byte_to_line(byte);
    let before = text.byte_slice(text.line_to_byte(line)..byte);
    Position { line: line as u32, character: width(before, encoding) as u32 }
}

/// The same where the line begins in the rope's chunk that the byte is in: with one way down the tree instead of five.
fn position_in_chunk(text: &Rope, byte: usize, encoding: Encoding) -> Option<Position> {
    let (chunk, first, _, line) = (byte < text.len_bytes()).then(|| text.chunk_at_byte(byte))?;
    let inside = chunk.is_char_boundary(byte - first).then_some(byte - first)?;
    let lines = str_utils::byte_to_line_idx(chunk, inside);
    let before = (lines > 0).then(|| &chunk[str_utils::line_to_byte_idx(chunk, lines)..inside])?;
    Some(Position { line: (line + lines) as u32, character: width_of(before, encoding) as u32 })
}

/// How many characters of `text` are two units of UTF-16 each: those of four bytes.
fn pairs(text: &str) -> usize {
    // So many can be counted in a byte, many of them at a time.
    let chunks = text.as_bytes().chunks(usize::from(u8::MAX));
    chunks.map(|chunk| usize::from(chunk.iter().fold(0, |sum, byte| sum + u8::from(*byte >= 0xF0)))).sum()
}

fn width_of(text: &str, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => text.len(),
        Encoding::Utf16 if text.is_ascii() => text.len(),
        Encoding::Utf16 => text.chars().count() + pairs(text),
        Encoding::Utf32 => text.chars().count(),
    }
}

/// The byte offset of a position.
///
/// A line past the end means the end of the text; a column past the end of its line means the end of that
/// line, before its terminator; a column inside a character (the second half of a surrogate pair) means the
/// start of that character.
pub fn byte_at(text: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= text.len_lines() {
        return text.len_bytes();
    }
    let start = text.line_to_byte(line);
    let content = without_terminator(text.line(line));
    start + byte_of_column(content, position.character as usize, encoding)
}

fn width(slice: RopeSlice<'_>, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => slice.len_bytes(),
        Encoding::Utf16 => slice.len_utf16_cu(),
        Encoding::Utf32 => slice.len_chars(),
    }
}

fn byte_of_column(line: RopeSlice<'_>, column: usize, encoding: Encoding) -> usize {
    let column = column.min(width(line, encoding));
    let char_index = match encoding {
        Encoding::Utf8 => line.byte_to_char(column),
        Encoding::Utf16 => line.utf16_cu_to_char(column),
        Encoding::Utf32 => column,
    };
    line.char_to_byte(char_index)
}

fn without_terminator(line: RopeSlice<'_>) -> RopeSlice<'_> {
    let mut end = line.len_chars();
    if end > 0 && line.char(end - 1) == '\n' {
        end -= 1;
    }
    if end > 0 && line.char(end - 1) == '\r' {
        end -= 1;
    }
    line.slice(..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn only_the_protocols_line_breaks_count() {
        let rope = Rope::from_str("a\rb\u{2028}c\u{B}d\u{C}e\u{85}f\r\ng\nh");
        assert_eq!(rope.len_lines(), 4);
        let end = position_at(&rope, rope.len_bytes(), Encoding::Utf16);
        assert_eq!(end, Position { line: 3, character: 1 });
    }

    #[test]
    fn positions_past_an_end_are_clamped() {
        let rope = Rope::from_str("ab\r\ncd");
        let at = |line, character| byte_at(&rope, Position { line, character }, Encoding::Utf16);
        assert_eq!(at(0, 99), 2);
        assert_eq!(at(1, 99), 6);
        assert_eq!(at(9, 0), 6);
    }

    #[test]
    fn the_second_half_of_a_surrogate_pair_is_the_characters_start() {
        let rope = Rope::from_str("a😀b");
        assert_eq!(byte_at(&rope, Position { line: 0, character: 2 }, Encoding::Utf16), 1);
        assert_eq!(byte_at(&rope, Position { line: 0, character: 3 }, Encoding::Utf16), 5);
    }

    proptest! {
        #[test]
        fn positions_round_trip(text in "[a-c é的😀\r\n\u{2028}\u{301}]{0,40}") {
            let rope = Rope::from_str(&text);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                for encoding in ALL {
                    let position = position_at(&rope, byte, encoding);
                    // Between CR and LF there is no column: such an offset reads as the end of the line.
                    let inside_crlf = text[..byte].ends_with('\r') && text[byte..].starts_with('\n');
                    if !inside_crlf {
                        prop_assert_eq!(byte_at(&rope, position, encoding), byte);
                    }
                }
            }
        }

        #[test]
        fn the_short_way_gives_the_same_position(text in "[a-c é😀\r\n]{0,40}", times in 1usize..25) {
            let text = text.repeat(times);
            let rope = Rope::from_str(&text);
            for (byte, _) in text.char_indices() {
                let line = rope.byte_to_line(byte);
                for encoding in ALL {
                    let character = width(rope.byte_slice(rope.line_to_byte(line)..byte), encoding) as u32;
                    prop_assert_eq!(position_at(&rope, byte, encoding), Position { line: line as u32, character });
                }
            }
        }

        #[test]
        fn no_position_panics(text in "\\PC{0,20}", line in 0u32..9, character in 0u32..30) {
            let rope = Rope::from_str(&text);
            for encoding in ALL {
                let byte = byte_at(&rope, Position { line, character }, encoding);
                prop_assert!(text.is_char_boundary(byte));
            }
        }
    }
}
