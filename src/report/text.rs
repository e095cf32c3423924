//! For people: the line with the range underlined, the message, and what the fix would do.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::Checked;
use crate::finding::{Finding, Severity};
use crate::range::ByteRange;

/// How many bytes of a long line are shown on each side of a finding.
const CONTEXT: usize = 60;

/// Writes a snippet a finding.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(checked: &Checked<'_>, colour: bool, out: &mut impl Write) -> io::Result<()> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut line = LineCounter { text: checked.text, at: 0, line: 1 };
    for finding in checked.findings {
        let number = line.of(finding.range.start);
        writeln!(out, "{}\n", snippet(checked, finding, number, &renderer))?;
    }
    Ok(())
}

fn snippet(checked: &Checked<'_>, finding: &Finding, line: usize, renderer: &Renderer) -> String {
    let window = window(checked.text, finding.range);
    let source = window.of(checked.text);
    let inner = ByteRange::new(finding.range.start - window.start, finding.range.end - window.start);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::HELP.with_name("hint"),
    };
    let annotation = AnnotationKind::Primary.span(inner.start..inner.end);
    let snippet = Snippet::source(source).path(checked.path).line_start(line).annotation(annotation);
    let title = level.primary_title(finding.message.as_str()).id(finding.code);
    let mut group = title.element(snippet);
    if let Some(fix) = finding.preferred_fix().or(finding.fixes.first()) {
        group = group.element(Level::HELP.with_name("fix").message(fix.title.as_str()));
    }
    renderer.render(&[group])
}

/// The part of the text to show: the finding's lines, long ones cut at blanks around it.
fn window(text: &str, range: ByteRange) -> ByteRange {
    let is_break = |c: char| c == '\n' || c == '\r';
    let line_start = text[..range.start].rfind(is_break).map_or(0, |i| i + 1);
    let line_end = text[range.end..].find(is_break).map_or(text.len(), |i| range.end + i);
    let start = text[line_start..range.start]
        .char_indices()
        .rev()
        .find(|(i, c)| c.is_whitespace() && range.start - line_start - i > CONTEXT)
        .map_or(line_start, |(i, c)| line_start + i + c.len_utf8());
    let end = text[range.end..line_end]
        .char_indices()
        .find(|(i, c)| c.is_whitespace() && *i > CONTEXT)
        .map_or(line_end, |(i, _)| range.end + i);
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
