//! `repeated-phrase`: several words twice in a row, or the same words on both sides of a mark.

use crate::block::Block;
use crate::document::Document;
use crate::finding::{Finding, Fix};
use crate::repeats::{self, Judged, Shape};
use crate::rule::{Rule, Scope};

pub(crate) const RULE: Rule = Rule {
    code: "repeated-phrase",
    doc: include_str!("repeated_phrase.md"),
    its: "duplication",
    mqm: "addition",
    scope: Scope::Document(check),
};

const SHAPES: &[Shape] = &[Shape::Phrase, Shape::Comma, Shape::Dash, Shape::Slash, Shape::Gloss];

fn check(document: &Document<'_>, findings: &mut Vec<Finding>) {
    findings.extend(document.repeats_of(SHAPES).map(|(start, block, judged)| finding(block, judged).shifted(start)));
}

fn finding(block: &Block, judged: &Judged) -> Finding {
    let repeat = &judged.repeat;
    let phrase = block.phrase(repeat.first.from, repeat.first.to);
    let (kind, message) = match repeat.shape {
        Shape::Gloss => ("gloss", format!("\"{phrase}\" stands in brackets after itself.")),
        Shape::Comma => ("comma", format!("\"{phrase}\" is repeated after a comma.")),
        Shape::Dash => ("dash", format!("\"{phrase}\" is repeated after a dash.")),
        Shape::Slash => ("slash", format!("\"{phrase}\" stands on both sides of a slash.")),
        _ => ("phrase", format!("\"{phrase}\" is repeated.")),
    };
    let whole = block.span(repeat.first.from, repeat.second.to);
    let mut finding = Finding::new(RULE.code, kind, judged.severity, whole, message);
    let title = match repeat.shape {
        Shape::Gloss => format!("Remove \"{phrase}\" in brackets"),
        _ => format!("Remove the second \"{phrase}\""),
    };
    let edits = repeats::mend(block, repeat);
    finding.fixes.extend(edits.map(|edits| Fix::new(title, judged.certain, edits)));
    finding
}
