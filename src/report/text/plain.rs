//! The snippet of a finding without colours, in a line of characters that are all one column wide: nearly every one.
//!
//! The renderer of `text` writes the same, but looks at each character of a line some fifty times, which for a text of
//! long paragraphs takes as long as half of the check. Whatever is not this simple is left to it, and a property test
//! holds both to one outcome.

use std::fmt::Write;

use crate::block::any_byte;
use crate::range::ByteRange;

/// The width that lines are cut to, in columns.
const WIDTH: usize = 140;
/// How far a cut stays from what is underlined, and what is written in its place.
const AWAY: usize = 6;
const CUT: &str = "...";
/// White space of so many columns before a line is cut short to the other.
const LONG_BLANK: usize = 20;
const SHORT_BLANK: usize = 4;
/// What is longer, in columns, is not underlined here.
const LONGEST: usize = 100;

/// What a snippet shows.
#[derive(Debug)]
pub(super) struct Plain<'a> {
    /// The severity, and the code in brackets.
    pub level: &'a str,
    pub code: &'a str,
    pub message: &'a str,
    pub path: &'a str,
    /// The line as it stands in the text, and its number from 1.
    pub line: &'a str,
    pub number: usize,
    /// What is underlined, in bytes of the line.
    pub range: ByteRange,
    /// What stands below, each with its label.
    pub notes: &'a [(&'a str, &'a str)],
}

impl Plain<'_> {
    /// The snippet; `None` where it is not this simple.
    pub(super) fn render(&self) -> Option<String> {
        let notes = || self.notes.iter().map(|(_, note)| *note);
        let simple = is_simple(self.line) && [self.message, self.path].into_iter().chain(notes()).all(is_simple);
        let start = self.line[..self.range.start].chars().count();
        let count = self.range.of(self.line).chars().count();
        if !simple || count == 0 || count > LONGEST || self.line.ends_with(' ') {
            return None;
        }
        let number = self.number.to_string();
        let pad = " ".repeat(number.len());
        let (from, code) = self.window(start, start + count, WIDTH - 3 - number.len())?;
        let Self { level, code: rule, message, path, .. } = self;
        let (column, indent) = (start + 1, " ".repeat(start - from));
        let mut out = String::with_capacity(512);
        let mut line = |args: std::fmt::Arguments<'_>| out.write_fmt(args).ok();
        line(format_args!("{level}[{rule}]: {message}\n{pad}--> {path}:{number}:{column}\n{pad} |\n"))?;
        line(format_args!("{number} | {code}\n{pad} | {indent}{}", "^".repeat(count)))?;
        if !self.notes.is_empty() {
            line(format_args!("\n{pad} |"))?;
        }
        for (label, note) in self.notes {
            line(format_args!("\n{pad} = {label}: {note}"))?;
        }
        Some(out)
    }

    /// The columns of the line that are shown: the first, and what stands there with its cuts.
    fn window(&self, start: usize, end: usize, width: usize) -> Option<(usize, String)> {
        let length = self.line.chars().count();
        let blank = self.line.bytes().take_while(|b| *b == b' ').count().min(start).saturating_sub(AWAY);
        let mut left = if blank > LONG_BLANK { blank - (LONG_BLANK - SHORT_BLANK) } else { 0 };
        let mut right = length;
        if length - left > width {
            let (first, last) = (start.saturating_sub(AWAY), end + AWAY);
            let fits = last >= blank && last - blank <= width;
            left = if fits { blank } else { first.saturating_sub((width.checked_sub(last - first)?) / 2) };
            right = left + width;
        }
        let right = if length - left <= width { length } else { right.min(length) };
        let byte = |column: usize| self.line.char_indices().nth(column).map_or(self.line.len(), |(byte, _)| byte);
        let (from, to) = (byte(left), byte(right));
        if left == 0 && right == length {
            return Some((0, self.line.to_owned()));
        }
        // A cut takes the place of as many columns as it has.
        let (before, after) = (if left > 0 { CUT } else { "" }, if right < length { CUT } else { "" });
        let cut_from = self.line[from..].char_indices().nth(before.len())?.0 + from;
        let kept = self.line[..to].char_indices().rev().take(after.len()).last().map_or(to, |(byte, _)| byte);
        Some((left, [before, self.line.get(cut_from..kept)?, after].concat()))
    }
}

/// Whether all characters are one column wide and shown as they are.
fn is_simple(text: &str) -> bool {
    let odd = |byte: u8| !(b' '..=b'~').contains(&byte);
    let others =
        |c: char| matches!(c, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{24F}' | '\u{2010}'..='\u{2027}');
    !any_byte(text, odd) || text.chars().all(others)
}
