//! The one helper that states behaviour: a text with its expected findings marked under the lines.
//!
//! ```text
//! He went to the the shop.
//!            ^^^^^^^ repeated-word warning: is repeated
//! ```
//!
//! Carets underline the finding (to the end of the line where it goes on), then come its code, its severity if
//! it matters, and after a colon a part of the message if that matters. Whatever is found and not marked, or
//! marked and not found, fails.

use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::finding::{Finding, Severity};
use postedit::format::Format;
use postedit::range::{ByteRange, apply};

/// Plain text at the default settings.
pub fn check(marked: &str) {
    check_with(Format::Plain, &Settings::default(), marked);
}

/// Markdown at the default settings.
pub fn check_markdown(marked: &str) {
    check_with(Format::Markdown, &Settings::default(), marked);
}

/// Any format and settings.
pub fn check_with(format: Format, settings: &Settings, marked: &str) {
    let marked = dedent(marked);
    let (text, expected) = unmark(&marked);
    let findings = Engine::new(settings.clone()).check(&text, format);
    let got: Vec<Shown> = findings.iter().map(|finding| Shown::of(&text, finding)).collect();
    for want in &expected {
        assert!(got.iter().any(|g| want.meets(g)), "not found: {want:?}\nin:\n{text}\nfound: {got:#?}");
    }
    for g in &got {
        assert!(expected.iter().any(|want| want.meets(g)), "not expected: {g:#?}\nin:\n{text}");
    }
    assert_eq!(got.len(), expected.len(), "found twice: {got:#?}\nin:\n{text}");
}

/// Applies the preferred fix of every finding at once; what remains must equal `after` and need none of them.
pub fn check_fix(format: Format, before: &str, after: &str) {
    let findings = Engine::new(Settings::default()).check(before, format);
    let edits: Vec<_> = findings.iter().filter_map(Finding::preferred_fix).flat_map(|f| f.edits.clone()).collect();
    let fixed = apply(before, &edits);
    assert_eq!(fixed, after, "from {before:?}");
    let left = Engine::new(Settings::default()).check(&fixed, format);
    let again: Vec<_> = left.iter().filter(|f| f.preferred_fix().is_some()).map(|f| &f.message).collect();
    assert!(again.is_empty(), "still to be fixed in {fixed:?}: {again:?}");
}

/// The text without the spaces that all its lines share, and without a first empty line.
pub fn dedent(text: &str) -> String {
    let lines: Vec<&str> = text.strip_prefix('\n').unwrap_or(text).lines().collect();
    let indent =
        lines.iter().filter(|l| !l.trim().is_empty()).map(|l| l.len() - l.trim_start().len()).min().unwrap_or(0);
    let mut out: Vec<&str> = lines.iter().map(|l| l.get(indent..).unwrap_or("")).collect();
    while out.last().is_some_and(|l| l.is_empty()) {
        out.pop();
    }
    out.join("\n") + "\n"
}

/// What is marked under a line, or found in it: columns in characters.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    line: usize,
    start: usize,
    end: usize,
    code: String,
    severity: Option<Severity>,
    message: String,
}

impl Shown {
    fn of(text: &str, finding: &Finding) -> Self {
        let ByteRange { start, end } = finding.range;
        let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        let chars = |to: usize| text[line_start..to].chars().count();
        Self {
            line: text[..start].matches('\n').count(),
            start: chars(start),
            end: chars(end.min(line_end)),
            code: finding.code.to_owned(),
            severity: Some(finding.severity),
            message: finding.message.clone(),
        }
    }

    fn meets(&self, found: &Self) -> bool {
        let place = |s: &Self| (s.line, s.start, s.end, s.code.clone());
        place(self) == place(found)
            && (self.severity.is_none() || self.severity == found.severity)
            && found.message.contains(&self.message)
    }
}

fn unmark(marked: &str) -> (String, Vec<Shown>) {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut line = 0usize;
    for row in marked.lines() {
        match expectation(row) {
            Some(shown) => expected.push(Shown { line: line - 1, ..shown }),
            None => {
                text.push_str(row);
                text.push('\n');
                line += 1;
            }
        }
    }
    (text, expected)
}

fn expectation(row: &str) -> Option<Shown> {
    let start = row.chars().take_while(|c| *c == ' ').count();
    let carets = row.chars().skip(start).take_while(|c| *c == '^').count();
    let rest: String = row.chars().skip(start + carets).collect();
    if carets == 0 {
        return None;
    }
    let (head, message) = rest.split_once(':').unwrap_or((&rest, ""));
    let mut words = head.split_whitespace();
    let code = words.next().expect("a code stands behind the carets").to_owned();
    let severity = words.next().map(|w| Severity::from_name(w).expect("a severity stands behind the code"));
    Some(Shown { line: 0, start, end: start + carets, code, severity, message: message.trim().to_owned() })
}
