//! For people: the line with the range underlined, the message, and what the fix would do.

mod plain;

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use memchr::{memchr2, memchr2_iter, memrchr2};

use plain::Plain;

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
    colour: bool,
}

impl Text {
    /// With colour, or without.
    pub fn new(colour: bool) -> Self {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.decor_style(DecorStyle::Ascii), colour }
    }
}

impl Report for Text {
    fn file(&mut self, checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut line = LineCounter { text: checked.text, at: 0, line: 1 };
        for finding in checked.findings {
            let number = line.of(finding.range.start);
            let plain = if self.colour { None } else { plain_snippet(checked, finding, number) };
            let snippet = plain.unwrap_or_else(|| snippet(checked, finding, number, &self.renderer));
            writeln!(out, "{snippet}\n")?;
        }
        Ok(())
    }
}

/// The same without colours where it is simple.
fn plain_snippet(checked: &Checked<'_>, finding: &Finding, number: usize) -> Option<String> {
    let line = lines(checked.text, finding.range);
    if line.len() > LONGEST_LINE {
        return None;
    }
    let far = elsewhere(finding);
    let far = far.as_deref().map(|far| ("elsewhere", far));
    let fix = finding.first_fix().map(|fix| ("fix", fix.title.as_str()));
    let notes: Vec<(&str, &str)> = far.into_iter().chain(fix).collect();
    let range = ByteRange::new(finding.range.start - line.start, finding.range.end - line.start);
    let line = line.of(checked.text);
    let (level, code, path) = (finding.severity.name(), finding.code, checked.path);
    Plain { level, code, message: &finding.message, path, line, number, range, notes: &notes }.render()
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
    if let Some(far) = elsewhere(finding) {
        group = group.element(Level::NOTE.with_name("elsewhere").message(far));
    }
    if let Some(fix) = finding.first_fix() {
        group = group.element(Level::HELP.with_name("fix").message(fix.title.as_str()));
    }
    renderer.render(&[group])
}

/// The related places in other files.
fn elsewhere(finding: &Finding) -> Option<String> {
    let mut far: Vec<String> = finding.related.iter().filter_map(place_elsewhere).collect();
    far.dedup();
    (!far.is_empty()).then(|| far.join(", "))
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
        Severity::Information => Level::INFO.with_name(severity.name()),
        Severity::Hint => Level::HELP.with_name(severity.name()),
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
    let (before, behind) = (&text.as_bytes()[..range.start], &text.as_bytes()[range.end..]);
    let start = memrchr2(b'\n', b'\r', before).map_or(0, |i| i + 1);
    let end = memchr2(b'\n', b'\r', behind).map_or(text.len(), |i| range.end + i);
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
        let ends = |i: &usize| {
            let behind = || between.get(i + 1).or(self.text.as_bytes().get(to));
            between[*i] == b'\n' || behind() != Some(&b'\n')
        };
        let breaks = memchr2_iter(b'\n', b'\r', between).filter(ends);
        self.line += breaks.count();
        self.at = to.max(self.at);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Fix;
    use crate::language::Language;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_simple_way_shows_the_same(
            words in "(  {0,40})?([a-z]{1,9} |“[a-zé]{3,8}”, |[A-Z]{2}—){1,60}([a-z]{1,8}|。|\t| )",
            from in 0usize..400,
            count in 1usize..120,
            number in 1usize..12_345,
            fix in any::<bool>(),
        ) {
            let text = format!("first\n{words}\nlast");
            let places: Vec<usize> = words.char_indices().map(|(byte, _)| byte + 6).chain([words.len() + 6]).collect();
            let from = from.min(places.len() - 2);
            let range = ByteRange::new(places[from], places[(from + count).min(places.len() - 1)]);
            let mut finding = Finding::new("code", "kind", Severity::Information, range, "Here it is.".to_owned());
            finding.fixes.extend(fix.then(|| Fix::new("Mend it", false, Vec::new())));
            let checked = Checked {
                path: "folder/name.txt",
                text: &text,
                findings: &[],
                words: 0,
                names: &[],
                language: Language::ENGLISH,
            };
            if let Some(plain) = plain_snippet(&checked, &finding, number) {
                let renderer = Renderer::plain().decor_style(DecorStyle::Ascii);
                prop_assert_eq!(plain, snippet(&checked, &finding, number, &renderer));
            } else {
                prop_assert!(count > 100 || words.ends_with(['。', '\t', ' ']), "{:?}", words);
            }
        }
    }
}
