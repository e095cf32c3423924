//! `mixed-date-style`: days written in two ways in one text.

use crate::document::{Document, Placed};
use crate::finding::{Finding, Fix, Severity};
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::styles::mixture::Mixture;
use crate::styles::{Family, Mark, dates};

pub(crate) const RULE: Rule = Rule {
    code: "mixed-date-style",
    doc: include_str!("mixed_date_style.md"),
    its: "inconsistency",
    mqm: "date-format",
    scope: Scope::Document(check),
};

/// Days in bare digits, or with their ending; the month first, or the day.
const WAYS: [(Family, [&str; 2]); 2] =
    [(Family::DayEnding, ["without an ending", "with an ending"]), (Family::DayOrder, ["month first", "day first"])];

fn check(document: &Document<'_>, findings: &mut Vec<Finding>) {
    let mut shown: Option<ByteRange> = None;
    for ((family, names), mixture) in WAYS.into_iter().zip(Mixture::of_each(document, WAYS.map(|(family, _)| family))) {
        let Some(mixture) = mixture else { continue };
        let (placed, mark) = mixture.others[0];
        let place = placed.place(mark.range());
        if shown.replace(place) != Some(place) {
            findings.push(finding(family, names, &mixture));
        }
    }
}

fn finding(family: Family, names: [&str; 2], mixture: &Mixture<'_>) -> Finding {
    let (placed, mark) = mixture.others[0];
    let range = placed.place(mark.range());
    let (here, usual) = (names[usize::from(mark.form)], names[usize::from(mixture.usual)]);
    let date = crate::block::readable(mark.range().of(&placed.text()));
    let decides = if mixture.is_tie() { " The text does not decide which is right." } else { "" };
    let message = format!("\"{date}\" is written {here}; {} {usual}.{decides}", elsewhere(mixture.usual_count()));
    let mut finding = Finding::new(RULE.code, "date", Severity::Information, range, message);
    if family == Family::DayEnding {
        finding.fixes.extend(fix(mixture));
    }
    finding
}

fn elsewhere(count: usize) -> String {
    match count {
        1 => "another date of the text is written".to_owned(),
        n => format!("{n} other dates of the text are written"),
    }
}

/// Writes all days the usual way; `None` where one of them cannot be.
fn fix(mixture: &Mixture<'_>) -> Option<Fix> {
    let edit = |&(placed, mark): &(&Placed, Mark)| {
        let (text, range) = (placed.text(), mark.range());
        let edit = match mixture.usual {
            dates::PLAIN => dates::ending_to_cut(&text, range).map(Edit::delete),
            _ => dates::ending_to_add(&text, range).map(|(at, ending)| Edit::replace(ByteRange::new(at, at), ending)),
        };
        edit.map(|edit| Edit::replace(placed.place(edit.range), edit.text))
    };
    let edits: Option<Vec<Edit>> = mixture.others.iter().map(edit).collect();
    let how = if mixture.usual == dates::PLAIN { "without an ending" } else { "with an ending" };
    edits.map(|edits| {
        let title = match edits.len() {
            1 => format!("Write this day {how}"),
            2 => format!("Write both days {how}"),
            n => format!("Write all {n} days {how}"),
        };
        Fix::new(title, false, edits)
    })
}
