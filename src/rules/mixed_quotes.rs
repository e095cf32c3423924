//! `mixed-quotes`: straight and curly quotation marks or apostrophes in one text.

use crate::document::{Document, Placed};
use crate::finding::{Finding, Fix, Form, Severity};
use crate::language::Language;
use crate::range::Edit;
use crate::rule::{Rule, Scope};
use crate::styles::mixture::Mixture;
use crate::styles::quotes::{self, Around, STRAIGHT};
use crate::styles::{Family, Mark};

pub(crate) const RULE: Rule = Rule {
    code: "mixed-quotes",
    doc: include_str!("mixed_quotes.md"),
    its: "inconsistency",
    mqm: "inconsistent-style",
    scope: Scope::Document(check),
};

const NAMES: [&str; 2] = ["straight", "curly"];

fn check(document: &Document<'_>, findings: &mut Vec<Finding>) {
    let families = [Family::Quotes, Family::Apostrophes];
    for (family, mixture) in families.into_iter().zip(Mixture::of_each(document, families)) {
        findings.extend(mixture.map(|mixture| finding(document, family, &mixture)));
    }
}

fn finding(document: &Document<'_>, family: Family, mixture: &Mixture<'_>) -> Finding {
    let (placed, mark) = mixture.others[0];
    let range = placed.place(mark.range());
    let (here, usual) = (NAMES[usize::from(mark.form)], NAMES[usize::from(mixture.usual)]);
    let what = match (family, document.language == Language::ENGLISH) {
        (Family::Apostrophes, _) => "apostrophes",
        (_, true) => "quotation marks and apostrophes",
        (_, false) => "quotation marks",
    };
    let message = format!(
        "This mark is {here}; of the text's {what} {} {usual} and {} {here}.",
        are(mixture.usual_count()),
        are(mixture.others.len()),
    );
    let mut finding = Finding::new(RULE.code, "quotes", Severity::Information, range, message);
    finding.forms = (0..2).map(|form| Form { form: NAMES[form].to_owned(), count: mixture.counts[form] }).collect();
    finding.forms.sort_by_cached_key(|form| std::cmp::Reverse(form.count));
    finding.fixes.extend(fix(document, mixture));
    finding
}

fn are(count: usize) -> String {
    if count == 1 { "1 is".to_owned() } else { format!("{count} are") }
}

/// Writes all marks the usual way. Curly ones become straight in any language; which curly one a straight mark
/// becomes is known for English.
fn fix(document: &Document<'_>, mixture: &Mixture<'_>) -> Option<Fix> {
    let usual = NAMES[usize::from(mixture.usual)];
    let edit = |&(placed, mark): &(&Placed, Mark)| {
        let (text, range) = (placed.text(), mark.range());
        let written = match mixture.usual {
            STRAIGHT => quotes::straight(range.of(&text)),
            _ => Around::of(&text, range).curly(range.of(&text)),
        };
        Edit::replace(placed.place(range), written)
    };
    let known = mixture.usual == STRAIGHT || document.language == Language::ENGLISH;
    let title = match mixture.others.len() {
        1 => format!("Write it {usual}"),
        2 => format!("Write both {usual}"),
        n => format!("Write all {n} of them {usual}"),
    };
    let certain = mixture.usual == STRAIGHT && mixture.is_clear();
    known.then(|| Fix::new(title, certain, mixture.others.iter().map(edit).collect()))
}
