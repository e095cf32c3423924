//! `leading-blanks`: a paragraph that begins with blanks where others do not.

use crate::block::Kind;
use crate::document::{Document, Placed};
use crate::finding::{Finding, Fix, Severity};
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};

pub(crate) const RULE: Rule = Rule {
    code: "leading-blanks",
    doc: include_str!("leading_blanks.md"),
    its: "whitespace",
    mqm: "layout",
    scope: Scope::Document(check),
};

/// Of so many paragraphs one may have stray blanks; more are a way of setting text.
const PER_STRAY: usize = 5;

/// More blanks (in bytes) centre a line or set it to the right.
const MOST_BLANKS: usize = 6;

fn check(document: &Document<'_>, findings: &mut Vec<Finding>) {
    let indented = document.blocks.iter().filter(|p| p.indent() > 0).count();
    let paragraphs = document.blocks.iter().filter(|p| p.kind() == Kind::Paragraph).count();
    if indented == 0 || indented * PER_STRAY > paragraphs {
        return;
    }
    for (index, placed) in document.blocks.iter().enumerate().filter(|(_, p)| p.indent() > 0) {
        let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        let alone = beside.filter_map(|i| document.blocks.get(i)).all(|p| p.indent() == 0);
        if alone && usize::from(placed.indent()) <= MOST_BLANKS && ends_as_prose(placed) {
            findings.push(finding(placed));
        }
    }
}

/// A sentence ends the paragraph: it is no title, no line of verse and no signature.
fn ends_as_prose(placed: &Placed) -> bool {
    let text = placed.text();
    let text = text.trim_end();
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', '»', '」']);
    !text.contains('\n') && bare.ends_with(['.', '!', '?', '…', '。', '！', '？', ':'])
        || text.contains('\n') && !text.contains("\n ")
}

fn finding(placed: &Placed) -> Finding {
    let range = ByteRange::new(placed.start - usize::from(placed.indent()), placed.start);
    let message = "This paragraph is indented; the others are not.".to_owned();
    let mut finding = Finding::new(RULE.code, "blanks", Severity::Information, range, message);
    finding.fixes.push(Fix::new("Remove the indent", true, vec![Edit::delete(range)]));
    finding
}
