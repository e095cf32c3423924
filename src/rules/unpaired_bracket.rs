//! `unpaired-bracket`: a bracket that is never closed, or was never opened.

use crate::document::Document;
use crate::finding::{Finding, Fix, Severity};
use crate::range::Edit;
use crate::rule::{Rule, Scope};
use crate::styles::brackets::Bracket;

pub(crate) const RULE: Rule = Rule {
    code: "unpaired-bracket",
    doc: include_str!("unpaired_bracket.md"),
    its: "typographical",
    mqm: "punctuation",
    scope: Scope::Document(check),
};

/// How many blocks on a remark in brackets may end.
const FAR: usize = 8;

fn check(document: &Document<'_>, findings: &mut Vec<Finding>) {
    let mut open: Vec<(usize, Bracket)> = Vec::new();
    let mut alone: Vec<(usize, Bracket)> = Vec::new();
    for (index, placed) in document.blocks.iter().enumerate() {
        for &bracket in placed.analysis.styles.brackets() {
            let partner = open.iter().rposition(|(at, other)| {
                !bracket.opens && other.shape == bracket.shape && index > *at && index - at <= FAR
            });
            match partner {
                Some(partner) => drop(open.remove(partner)),
                None if bracket.opens => open.push((index, bracket)),
                None => alone.push((index, bracket)),
            }
        }
    }
    alone.extend(open);
    findings.extend(alone.into_iter().map(|(index, bracket)| finding(document, index, bracket)));
}

fn finding(document: &Document<'_>, index: usize, bracket: Bracket) -> Finding {
    let placed = &document.blocks[index];
    let range = placed.place(bracket.range());
    let text = placed.text();
    let shown = bracket.range().of(&text);
    let message = match bracket.opens {
        true => format!("The bracket \"{shown}\" is opened here and never closed."),
        false => format!("The bracket \"{shown}\" closes here and was never opened."),
    };
    let mut finding = Finding::new(RULE.code, "bracket", Severity::Warning, range, message);
    finding.fixes.push(Fix::new("Remove this bracket", false, vec![Edit::delete(range)]));
    finding
}
