//! For people: the line with the range underlined, the message, and what the fix would do.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::Checked;
use crate::finding::{Finding, Severity};
use crate::range::ByteRange;

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
    let lines = lines(checked.text, finding.range);
    let (from, to) = (finding.range.start - lines.start, finding.range.end - lines.start);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::HELP.with_name("hint"),
    };
    let annotation = AnnotationKind::Primary.span(from..to);
    // Long lines are cut around the range by the renderer, which counts the column before it does.
    let snippet = Snippet::source(lines.of(checked.text)).path(checked.path).line_start(line).annotation(annotation);
    let title = level.primary_title(finding.message.as_str()).id(finding.code);
    let mut group = title.element(snippet);
    if let Some(fix) = finding.preferred_fix().or(finding.fixes.iter().find(|f| f.remember.is_none())) {
        group = group.element(Level::HELP.with_name("fix").message(fix.title.as_str()));
    }
    renderer.render(&[group])
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
