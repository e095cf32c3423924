//! `mixed-abbreviation`: a short form with dots in one place and without in another.

use crate::document::{Document, Placed};
use crate::finding::{Finding, Fix, Severity};
use crate::range::Edit;
use crate::rule::{Rule, Scope};
use crate::styles::abbreviations::{self, KINDS};
use crate::styles::mixture::Mixture;
use crate::styles::{Family, Mark};

pub(crate) const RULE: Rule = Rule {
    code: "mixed-abbreviation",
    doc: include_str!("mixed_abbreviation.md"),
    its: "inconsistency",
    mqm: "inconsistent-style",
    scope: Scope::Document(check),
};

fn check(document: &Document<'_>, findings: &mut Vec<Finding>) {
    let families: [Family; KINDS.len()] = std::array::from_fn(|kind| Family::Abbreviation(kind as u8));
    for (kind, mixture) in (0u8..).zip(Mixture::of_each(document, families)) {
        findings.extend(mixture.map(|mixture| finding(kind, &mixture)));
    }
}

fn finding(kind: u8, mixture: &Mixture<'_>) -> Finding {
    let (placed, mark) = mixture.others[0];
    let range = placed.place(mark.range());
    let here = crate::block::readable(mark.range().of(&placed.text()));
    let style = abbreviations::style(kind, mixture.usual);
    let decides = if mixture.is_tie() { " The text does not decide which is right." } else { "" };
    let message = format!(
        "\"{here}\" here; the text writes {} {style} {}.{decides}",
        KINDS[usize::from(kind)],
        times(mixture.usual_count()),
    );
    let mut finding = Finding::new(RULE.code, "abbreviation", Severity::Information, range, message);
    let edits: Option<Vec<Edit>> =
        mixture.others.iter().map(|(placed, mark)| edit(placed, *mark, kind, mixture.usual)).collect();
    finding.fixes.extend(edits.map(|edits| {
        let title = match edits.len() {
            1 => format!("Write it {style}"),
            2 => format!("Write both {style}"),
            n => format!("Write all {n} of them {style}"),
        };
        Fix::new(title, false, edits)
    }));
    finding
}

fn times(count: usize) -> String {
    match count {
        1 => "elsewhere".to_owned(),
        2 => "twice elsewhere".to_owned(),
        n => format!("{n} times elsewhere"),
    }
}

fn edit(placed: &Placed, mark: Mark, kind: u8, usual: u8) -> Option<Edit> {
    let (text, range) = (placed.text(), mark.range());
    let written = abbreviations::rewritten(range.of(&text), kind, (mark.form, usual))?;
    // The dot of a short form may also end its sentence.
    let next = text[range.end..].chars().find(|c| *c != ' ');
    let ends = mark.form == 0 && next.is_none_or(|c| !c.is_lowercase() && c != ',');
    (!(ends && abbreviations::loses_dot(kind))).then(|| Edit::replace(placed.place(range), written))
}
