//! Plain text: paragraphs from lines, whether they are hard-wrapped or stand one a line.
//!
//! A blank line ends a block. Lines of one paragraph join only where the earlier one is near the width the
//! file is wrapped at and ends no sentence; so a file with one paragraph a line works as well.
//!
//! Whether two lines join is told from these two and the [`Wrap`] of the whole file; so a part of a file can be read by
//! itself, and [`Widths`] keeps the wrap up to date line by line.

use memchr::memchr2_iter;

use crate::block::{Kind, Mask};
use crate::few::Few;
use crate::format::Prose;
use crate::formats::inline;
use crate::range::ByteRange;

/// Lines wider than this many bytes are not the work of a hard wrap.
const WIDEST_WRAP: usize = 160;

/// So long is a block, where it is guessed how much room all of them need.
const SOME_BLOCK: usize = 128;

/// The blocks of a plain text.
pub fn prose(text: &str) -> Vec<Prose> {
    whole(text).1
}

/// The widths of the lines of a plain text, and its blocks.
pub(crate) fn whole(text: &str) -> (Widths, Vec<Prose>) {
    let lines = filled(text);
    let mut widths = Widths::default();
    stacked(text, &lines).for_each(|width| *widths.count(width) += 1);
    let blocks = blocks(text, &lines, widths.wrap(), None);
    (widths, blocks)
}

/// The blocks of a part of a plain text that begins with a line; or, inside a line that was cut because it is too
/// long, with a piece of a block of the kind `within`.
pub(crate) fn part(text: &str, wrap: Wrap, within: Option<Kind>) -> Vec<Prose> {
    blocks(text, &filled(text), wrap, within)
}

fn blocks(text: &str, lines: &[Line], wrap: Wrap, within: Option<Kind>) -> Vec<Prose> {
    let mut blocks = Vec::with_capacity(text.len() / SOME_BLOCK);
    let mut ahead = inline::Signs::of(text.as_bytes());
    let mut open: Option<Open> = None;
    for line in lines {
        if !line.below {
            close(text, &mut ahead, &mut blocks, open.take());
        }
        let Open { range: content, kind, indent } = match within.filter(|_| line.start == 0) {
            Some(kind) => Open { range: ByteRange::new(0, line.filled.end), kind, indent: 0 },
            None => content(text, line),
        };
        if content.is_empty() {
            close(text, &mut ahead, &mut blocks, open.take());
            continue;
        }
        open = match open.take() {
            Some(open) if kind == Kind::Paragraph && wrap.joins(open.range.of(text), content.of(text)) => {
                Some(Open { range: ByteRange::new(open.range.start, content.end), ..open })
            }
            before => {
                close(text, &mut ahead, &mut blocks, before);
                Some(Open { range: content, kind, indent })
            }
        };
    }
    close(text, &mut ahead, &mut blocks, open);
    blocks
}

/// A block that may go on.
struct Open {
    range: ByteRange,
    kind: Kind,
    indent: u8,
}

fn close(text: &str, ahead: &mut inline::Signs<'_>, blocks: &mut Vec<Prose>, block: Option<Open>) {
    let Some(Open { range, kind, indent }) = block else { return };
    let masks = match ahead.any_in(range) {
        true => inline::opaque(range.of(text)).into_iter().map(|range| (range, Mask::Opaque)).collect(),
        false => Few::default(),
    };
    blocks.push(Prose { range, kind, indent, masks, spans: Few::default() });
}

/// The lines of `text` without their terminators (LF, CRLF or CR).
fn lines(text: &str) -> impl Iterator<Item = ByteRange> {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut ends = memchr2_iter(b'\n', b'\r', bytes).filter(|&i| bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n'));
    let mut over = false;
    std::iter::from_fn(move || {
        if over {
            return None;
        }
        let Some(end) = ends.next() else {
            over = true;
            return Some(ByteRange::new(start, text.len()));
        };
        let cr = bytes[end] == b'\n' && end > start && bytes[end - 1] == b'\r';
        let line = ByteRange::new(start, end - usize::from(cr));
        start = end + 1;
        Some(line)
    })
}

/// A line that has more than white space.
struct Line {
    start: usize,
    /// From its first to its last character that is no white space.
    filled: ByteRange,
    /// It stands right below another.
    below: bool,
}

/// The lines of a text that have more than white space.
fn filled(text: &str) -> Vec<Line> {
    let mut below = false;
    let filled = lines(text).filter_map(|line| {
        let filled = filled_in(text, line);
        let below = std::mem::replace(&mut below, !filled.is_empty());
        (!filled.is_empty()).then_some(Line { start: line.start, filled, below })
    });
    filled.collect()
}

/// What is left of a line without the white space at its ends; most lines are so as they stand.
fn filled_in(text: &str, line: ByteRange) -> ByteRange {
    let own = line.of(text);
    if matches!(own.as_bytes(), [] | [b'!'..=b'~', .., b'!'..=b'~']) {
        return line;
    }
    let start = line.start + (own.len() - own.trim_start().len());
    ByteRange::new(start, start + own.trim().len())
}

/// A line less its indentation and list marker, and what kind of block it opens.
fn content(text: &str, line: &Line) -> Open {
    let Line { start, filled, .. } = *line;
    let marker = list_marker(filled.of(text));
    let kind = if marker > 0 { Kind::ListItem } else { Kind::Paragraph };
    let indent = if marker > 0 { 0 } else { u8::try_from(filled.start - start).unwrap_or(u8::MAX) };
    Open { range: ByteRange::new(filled.start + marker, filled.end), kind, indent }
}

/// Whether a character is one of U+4000 to U+9FFF, which begins with this byte: none of them is a list marker's or a blank.
fn is_eastern(first: &u8) -> bool {
    matches!(first, 0xE4..=0xE9)
}

/// How many bytes of a list marker (`- `, `• `, `3. `, `(b) `) a line starts with.
fn list_marker(line: &str) -> usize {
    // Most lines begin with a word, which is none.
    let word = |letters: &[u8]| letters[0].is_ascii_uppercase() || letters.iter().all(u8::is_ascii_alphabetic);
    if line.as_bytes().get(..2).is_some_and(word) || line.as_bytes().first().is_some_and(is_eastern) {
        return 0;
    }
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

/// The widths of the lines that have another right below, in characters, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Widths {
    /// How many lines are so wide, up to [`WIDEST_WRAP`].
    counts: Vec<usize>,
    /// How many are wider.
    wider: usize,
}

impl Default for Widths {
    fn default() -> Self {
        Self { counts: vec![0; WIDEST_WRAP + 1], wider: 0 }
    }
}

impl Widths {
    /// Counts the lines of `text`; its last one only as the line below another.
    pub(crate) fn add(&mut self, text: &str) {
        for width in stacked(text, &filled(text)) {
            *self.count(width) += 1;
        }
    }

    /// Takes away what [`Self::add`] counted of the same text.
    pub(crate) fn remove(&mut self, text: &str) {
        for width in stacked(text, &filled(text)) {
            let count = self.count(width);
            *count = count.saturating_sub(1);
        }
    }

    /// Whether no line stands below another.
    pub(crate) fn is_empty(&self) -> bool {
        self.wider == 0 && self.counts.iter().all(|count| *count == 0)
    }

    fn count(&mut self, width: usize) -> &mut usize {
        self.counts.get_mut(width).unwrap_or(&mut self.wider)
    }

    /// How lines of these widths were wrapped.
    pub(crate) fn wrap(&self) -> Wrap {
        let widest = self.counts.iter().rposition(|count| *count > 0).unwrap_or(0);
        let width = if self.wider == 0 { widest } else { 0 };
        let all = self.counts.iter().sum::<usize>() + self.wider;
        let near = self.counts[(width * 3).div_ceil(4)..].iter().sum::<usize>() + self.wider;
        Wrap { width, regular: near >= 3 && near * 3 >= all * 2 }
    }
}

/// The widths of the lines of `text` that have another right below.
fn stacked(text: &str, lines: &[Line]) -> impl Iterator<Item = usize> {
    let mut above = "";
    lines.iter().filter_map(move |line| {
        let wide = std::mem::replace(&mut above, line.filled.of(text));
        // Of what is too wide in any case the characters need not be counted.
        let counted = |wide: &str| wide.len() > 4 * WIDEST_WRAP || wide.is_ascii();
        let width = |wide: &str| if counted(wide) { wide.len() } else { wide.chars().count() };
        line.below.then(|| width(wide))
    })
}

/// How the file's lines were wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wrap {
    /// In characters: its longest line that has another right below it; 0 where lines are so long that
    /// nothing wrapped them.
    width: usize,
    /// Most lines with another below them come near that width: they were wrapped, not written one by one.
    regular: bool,
}

impl Wrap {
    /// Whether the next line goes on with the paragraph: its first word would not have fitted on the line
    /// before, give or take what a hand-made wrap leaves free, no sentence ends there, and the next line
    /// begins as a sentence goes on (in small letters, unless the whole file is wrapped regularly).
    fn joins(&self, before: &str, next: &str) -> bool {
        if self.width == 0 || !(self.regular || next.starts_with(char::is_lowercase)) {
            return false;
        }
        let last = before.rsplit(['\n', '\r']).next().unwrap_or(before).trim();
        let bare = last.trim_end_matches(['"', '\'', '”', '’', ')', '»']);
        let ends = bare.ends_with(['.', '!', '?', '。', '！', '？', ':']);
        let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
        let full = last.chars().count() + 1 + word + self.width / 6 > self.width;
        !ends && full
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
