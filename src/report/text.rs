//! For people: the line with the range underlined, the message, and what the fix would do.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Checked, Report};
use crate::finding::{Finding, Related, Severity};
use crate::position::{Encoding, position_at};
use crate::range::ByteRange;

/// Of lines longer than this many bytes only a window is handed to the renderer, whose work grows with the line.
const LONGEST_LINE: usize = 32 * 1024;

/// How many bytes of such a line are shown on each side of a finding.
const CONTEXT: usize = 80;

/// A snippet a finding.
#[derive(Debug)]
pub struct Text {
    renderer: Renderer,
}

impl Text {
    /// With colour, or without.
    pub fn new(colour: bool) -> Self {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.decor_style(DecorStyle::Ascii) }
    }
}

impl Report for Text {
    fn file(&mut self, checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut line = LineCounter { text: checked.text, at: 0, line: 1 };
        for finding in checked.findings {
            let number = line.of(finding.range.start);
            writeln!(out, "{}\n", snippet(checked, finding, number, &self.renderer))?;
        }
        Ok(())
    }
}

fn snippet(checked: &Checked<'_>, finding: &Finding, line: usize, renderer: &Renderer) -> String {
    let lines = lines(checked.text, finding.range);
    let whole = lines.len() <= LONGEST_LINE;
    let shown = if whole { lines } else { window(checked.text, lines, finding.range) };
    let span = finding.range.start - shown.start..finding.range.end - shown.start;
    let annotation = AnnotationKind::Primary.span(span);
    // The renderer cuts a line around the range and counts the column before it does; of a window it cannot.
    let snippet = Snippet::source(shown.of(checked.text)).line_start(line).annotation(annotation);
    let title = level(finding.severity).primary_title(finding.message.as_str()).id(finding.code);
    let mut group = if whole {
        title.element(snippet.path(checked.path))
    } else {
        let column = checked.text[lines.start..finding.range.start].chars().count() + 1;
        title.element(Origin::path(checked.path).line(line).char_column(column)).element(snippet)
    };
    let mut far: Vec<String> = finding.related.iter().filter_map(place_elsewhere).collect();
    far.dedup();
    if !far.is_empty() {
        group = group.element(Level::NOTE.with_name("elsewhere").message(far.join(", ")));
    }
    if let Some(fix) = finding.first_fix() {
        group = group.element(Level::HELP.with_name("fix").message(fix.title.as_str()));
    }
    renderer.render(&[group])
}

/// A related place in another file: its path and line.
fn place_elsewhere(related: &Related) -> Option<String> {
    let file = related.file.as_ref()?;
    let line = position_at(&file.text, related.range.start, Encoding::Utf8).line + 1;
    Some(format!("{}:{line}", file.path))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

/// The part of very long lines around `range`, on character boundaries.
fn window(text: &str, lines: ByteRange, range: ByteRange) -> ByteRange {
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (lines.start..=range.start.saturating_sub(CONTEXT).max(lines.start)).rev().find(boundary);
    let end = (range.end.saturating_add(CONTEXT).min(lines.end)..=lines.end).find(boundary);
    ByteRange::new(start.unwrap_or(lines.start), end.unwrap_or(lines.end))
}

/// The lines that `range` touches, without their last terminator.
fn lines(text: &str, range: ByteRange) -> ByteRange {
    let is_break = |c: char| c == '\n' || c == '\r';
    let start = text[..range.start].rfind(is_break).map_or(0, |i| i + 1);
    let end = text[range.end..].find(is_break).map_or(text.len(), |i| range.end + i);
    ByteRange::new(start, end)
}

/// Counts lines once, going forward.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl LineCounter<'_> {
    /// The line of byte `to`, from 1; offsets must not go back.
    fn of(&mut self, to: usize) -> usize {
        let between = self.text.as_bytes().get(self.at..to).unwrap_or_default();
        let breaks = between.iter().enumerate().filter(|&(i, &b)| {
            b == b'\n' || b == b'\r' && between.get(i + 1).or(self.text.as_bytes().get(to)) != Some(&b'\n')
        });
        self.line += breaks.count();
        self.at = to.max(self.at);
        self.line
    }
}
