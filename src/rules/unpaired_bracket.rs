//! `unpaired-bracket`: a bracket that is never closed, or was never opened.

use crate::document::Document;
use crate::finding::{Finding, Fix, Severity};
use crate::range::Edit;
use crate::rule::{Rule, Scope};
use crate::styles::brackets::{self, Bracket};

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
    // By shape, so that a bracket is not sought among others.
    let mut open: [Vec<(usize, Bracket)>; brackets::SHAPES] = Default::default();
    let mut alone: Vec<(usize, Bracket)> = Vec::new();
    for (index, placed) in document.blocks.iter().enumerate() {
        for &bracket in placed.analysis.styles.brackets() {
            let open = &mut open[usize::from(bracket.shape)];
            if bracket.opens {
                open.push((index, bracket));
                continue;
            }
            let before = open.iter().rposition(|(at, _)| *at < index);
            match before.filter(|before| index - open[*before].0 <= FAR) {
                Some(partner) => drop(open.remove(partner)),
                None => alone.push((index, bracket)),
            }
        }
    }
    alone.extend(open.into_iter().flatten());
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
