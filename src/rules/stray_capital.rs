//! `stray-capital`: a capital inside a sentence that makes no name.

use crate::document::{Document, Placed};
use crate::finding::{Finding, Fix, Severity};
use crate::language::Language;
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::styles::capitals::{Candidate, Sort};

pub(crate) const RULE: Rule = Rule {
    code: "stray-capital",
    doc: include_str!("stray_capital.md"),
    its: "typographical",
    mqm: "spelling",
    scope: Scope::Document(check),
};

fn check(document: &Document<'_>, findings: &mut Vec<Finding>) {
    if document.language != Language::ENGLISH {
        return;
    }
    let questions = &document.survey.capitals;
    for placed in document.blocks {
        for candidate in &placed.analysis.styles.capitals {
            let small = questions.is_small(candidate);
            if questions.is_alone(candidate) && (small || matches!(candidate.sort, Sort::Function | Sort::Everyday)) {
                findings.push(finding(placed, candidate, small));
            }
        }
    }
}

fn finding(placed: &Placed, candidate: &Candidate, small: bool) -> Finding {
    let block = placed.block();
    let range = block.tokens[candidate.token].range();
    let word = block.phrase(candidate.token, candidate.token);
    let lower = lower_first(&word);
    let message = match (candidate.sort, small) {
        (Sort::Function, _) => {
            format!(
                "\"{word}\" has a capital in the middle of a sentence: the capital is stray, or a full stop is lost."
            )
        }
        (_, true) => {
            format!("\"{word}\" has a capital in the middle of a sentence; elsewhere the text writes \"{lower}\".")
        }
        (_, false) => format!("\"{word}\" has a capital in the middle of a sentence and seems to be no name."),
    };
    let mut finding = Finding::new(RULE.code, "capital", Severity::Information, placed.place(range), message);
    let first = ByteRange::new(range.start, range.start + first_length(&block.text[range.start..]));
    let small_letter = lower_first(first.of(&block.text));
    finding.fixes.push(Fix::new(
        format!("Write \"{lower}\""),
        false,
        vec![Edit::replace(placed.place(first), small_letter)],
    ));
    if candidate.sort == Sort::Function && candidate.token > 0 && block.tokens[candidate.token - 1].is_wordlike() {
        let end = placed.start + block.tokens[candidate.token - 1].range().end;
        let edit = Edit::replace(ByteRange::new(end, end), ".");
        finding.fixes.push(Fix::new(format!("End the sentence before \"{word}\""), false, vec![edit]));
    }
    finding
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn lower_first(word: &str) -> String {
    let at = first_length(word);
    word[..at].to_lowercase() + &word[at..]
}
