//! `boilerplate`: what a web page or a translation engine has left around the text.

use crate::document::Document;
use crate::finding::{Finding, Fix, Severity};
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::styles::leftovers::{Kind, Leftover};

pub(crate) const RULE: Rule = Rule {
    code: "boilerplate",
    doc: include_str!("boilerplate.md"),
    its: "addition",
    mqm: "addition",
    scope: Scope::Document(check),
};

/// How many lines behind a footer may belong to it.
const TAIL: usize = 4;

fn check(document: &Document<'_>, findings: &mut Vec<Finding>) {
    let last = document.blocks.len().saturating_sub(1);
    let tail = tail(document);
    for (index, placed) in document.blocks.iter().enumerate() {
        let Some(leftover) = placed.analysis.styles.leftover() else { continue };
        let shown = match leftover.kind {
            Kind::Line => tail.is_some_and(|tail| index > tail),
            Kind::Source => index == last,
            // Pages quote footers; as a footer they stand at the end.
            Kind::Footer => index + TAIL >= last,
            Kind::Counter | Kind::Credits | Kind::Engine => true,
        };
        if shown {
            findings.push(finding(document, index, leftover));
        }
    }
}

/// The last footer, if nothing but loose lines follow it.
fn tail(document: &Document<'_>) -> Option<usize> {
    let kind = |index: usize| document.blocks[index].analysis.styles.leftover().map(|leftover| leftover.kind);
    let from = document.blocks.len().saturating_sub(TAIL + 1);
    let footer = (from..document.blocks.len()).rev().find(|index| kind(*index) == Some(Kind::Footer))?;
    (footer + 1..document.blocks.len()).all(|index| kind(index) == Some(Kind::Line)).then_some(footer)
}

fn finding(document: &Document<'_>, index: usize, leftover: Leftover) -> Finding {
    let placed = &document.blocks[index];
    let text = placed.text();
    let own = leftover.range(&text);
    let range = placed.place(own);
    let shown = crate::block::readable(own.of(&text));
    let from = match leftover.kind {
        Kind::Counter => "looks like a web page's counter, copied along with the text.",
        Kind::Footer => "looks like a web page's footer, copied along with the text.",
        Kind::Line => "comes after a web page's footer and seems to belong to it.",
        Kind::Credits | Kind::Source => "is a line about the source, copied along with the text.",
        Kind::Engine => "is what a translation engine says, not what the text says.",
    };
    let severity = match leftover.kind {
        Kind::Engine => Severity::Warning,
        Kind::Source => Severity::Hint,
        _ => Severity::Information,
    };
    let mut finding = Finding::new(RULE.code, "boilerplate", severity, range, format!("\"{shown}\" {from}"));
    let blanks = text[..own.start].bytes().rev().take_while(|b| *b == b' ').count();
    let start = range.start - blanks;
    finding.fixes.push(Fix::new("Remove it", false, vec![Edit::delete(ByteRange::new(start, range.end))]));
    finding
}
