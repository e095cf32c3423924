//! Plain text: paragraphs from lines, whether they are hard-wrapped or stand one a line.
//!
//! A blank line ends a block. Lines of one paragraph join only where the earlier one is near the width the
//! file is wrapped at and ends no sentence; so a file with one paragraph a line works as well.

use crate::block::{Kind, Mask};
use crate::format::Prose;
use crate::formats::inline;
use crate::range::ByteRange;

/// Lines wider than this many bytes are not the work of a hard wrap.
const WIDEST_WRAP: usize = 160;

/// The blocks of a plain text.
pub fn prose(text: &str) -> Vec<Prose> {
    let lines = lines(text);
    let wrap = Wrap::of(text, &lines);
    let mut blocks = Vec::new();
    let mut open: Option<(ByteRange, Kind)> = None;
    for &line in &lines {
        let (content, kind) = content(text, line);
        if content.is_empty() {
            close(text, &mut blocks, open.take());
            continue;
        }
        open = match open.take() {
            Some((range, open_kind)) if kind == Kind::Paragraph && wrap.joins(range.of(text), content.of(text)) => {
                Some((ByteRange::new(range.start, content.end), open_kind))
            }
            before => {
                close(text, &mut blocks, before);
                Some((content, kind))
            }
        };
    }
    close(text, &mut blocks, open);
    blocks
}

fn close(text: &str, blocks: &mut Vec<Prose>, block: Option<(ByteRange, Kind)>) {
    let Some((range, kind)) = block else { return };
    let masks = inline::opaque(range.of(text)).into_iter().map(|range| (range, Mask::Opaque)).collect();
    blocks.push(Prose { range, kind, masks, spans: Vec::new() });
}

/// The lines of `text` without their terminators (LF, CRLF or CR).
fn lines(text: &str) -> Vec<ByteRange> {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (i, &byte) in bytes.iter().enumerate() {
        let ends = byte == b'\n' || (byte == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
        if ends {
            let cr = byte == b'\n' && i > start && bytes[i - 1] == b'\r';
            lines.push(ByteRange::new(start, i - usize::from(cr)));
            start = i + 1;
        }
    }
    lines.push(ByteRange::new(start, text.len()));
    lines
}

/// A line less its indentation and list marker, and what kind of block it opens.
fn content(text: &str, line: ByteRange) -> (ByteRange, Kind) {
    let source = line.of(text);
    let indent = source.len() - source.trim_start().len();
    let end = source.trim_end().len().max(indent);
    let marker = list_marker(&source[indent..end]);
    let kind = if marker > 0 { Kind::ListItem } else { Kind::Paragraph };
    (ByteRange::new(line.start + indent + marker, line.start + end), kind)
}

/// How many bytes of a list marker (`- `, `• `, `3. `, `(b) `) a line starts with.
fn list_marker(line: &str) -> usize {
    let Some(blank) = line.find(|c: char| c.is_whitespace()) else { return 0 };
    let word = &line[..blank];
    let bullet = matches!(word, "-" | "*" | "+" | "•" | "·" | "–" | "—" | "▪" | "●" | "○" | "■");
    let number = word.strip_suffix(['.', ')', ':', '、']).is_some_and(|label| {
        let label = label.strip_prefix('(').unwrap_or(label);
        !label.is_empty() && label.len() <= 3 && label.bytes().all(|b| b.is_ascii_digit())
            || label.len() == 1 && label.bytes().all(|b| b.is_ascii_lowercase())
    });
    if bullet || number { line.len() - line[blank..].trim_start().len() } else { 0 }
}

/// How the file's lines were wrapped.
struct Wrap {
    /// In characters: its longest line that has another right below it; 0 where lines are so long that
    /// nothing wrapped them.
    width: usize,
    /// Most lines with another below them come near that width: they were wrapped, not written one by one.
    regular: bool,
}

impl Wrap {
    fn of(text: &str, lines: &[ByteRange]) -> Self {
        let stacked = lines.windows(2).filter(|pair| !pair[1].of(text).trim().is_empty());
        let widths: Vec<usize> =
            stacked.map(|pair| pair[0].of(text).trim()).filter(|l| !l.is_empty()).map(|l| l.chars().count()).collect();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let width = if widest <= WIDEST_WRAP { widest } else { 0 };
        let near = widths.iter().filter(|w| **w * 4 >= width * 3).count();
        Self { width, regular: near >= 3 && near * 3 >= widths.len() * 2 }
    }

    /// Whether the next line goes on with the paragraph: its first word would not have fitted on the line
    /// before, give or take what a hand-made wrap leaves free, no sentence ends there, and the next line
    /// begins as a sentence goes on (in small letters, unless the whole file is wrapped regularly).
    fn joins(&self, before: &str, next: &str) -> bool {
        let last = before.rsplit(['\n', '\r']).next().unwrap_or(before).trim();
        let bare = last.trim_end_matches(['"', '\'', '”', '’', ')', '»']);
        let ends = bare.ends_with(['.', '!', '?', '。', '！', '？', ':']);
        let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
        let full = last.chars().count() + 1 + word + self.width / 6 > self.width;
        let goes_on = self.regular || next.starts_with(char::is_lowercase);
        self.width > 0 && !ends && full && goes_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &[&str]) {
        let got: Vec<&str> = prose(text).into_iter().map(|block| block.range.of(text)).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn a_blank_line_ends_a_block() {
        check("one\n\n  two\r\n\r\nthree", &["one", "two", "three"]);
    }

    #[test]
    fn wrapped_lines_belong_together() {
        check(
            "He walked down to the\nthe harbour and waited\nthere.\n",
            &["He walked down to the\nthe harbour and waited\nthere."],
        );
    }

    #[test]
    fn a_sentence_end_at_a_line_end_starts_a_new_block() {
        check(
            "The first line of it.\nThe second line of\nthe text.",
            &["The first line of it.", "The second line of\nthe text."],
        );
    }

    #[test]
    fn one_paragraph_a_line() {
        let long = "word ".repeat(60);
        let text = format!("Title of it\n{long}\nTitle again\n{long}");
        assert_eq!(prose(&text).len(), 4);
        check(
            "Name\nName of the port and its town, with the long history\nYear",
            &["Name", "Name of the port and its town, with the long history", "Year"],
        );
    }

    #[test]
    fn list_items_stand_alone_without_their_markers() {
        check("- salt\n- salt water\n2) salt\n", &["salt", "salt water", "salt"]);
    }

    #[test]
    fn a_lone_cr_ends_a_line() {
        check("one\r\rtwo", &["one", "two"]);
    }
}
