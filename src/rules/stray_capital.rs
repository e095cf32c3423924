//! `stray-capital`: a capital inside a sentence that makes no name.

use rustc_hash::FxHashMap;

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
    let questions = Questions::of(document.blocks);
    for placed in document.blocks {
        for candidate in &placed.analysis.styles.capitals.candidates {
            let small = questions.is_small(document.blocks, candidate);
            if questions.is_alone(candidate) && (small || matches!(candidate.sort, Sort::Function | Sort::Everyday)) {
                findings.push(finding(placed, candidate, small));
            }
        }
    }
}

/// How often the words in question have a capital in the whole text.
struct Questions {
    capitals: FxHashMap<u64, usize>,
    alone: FxHashMap<u64, usize>,
}

impl Questions {
    fn of(blocks: &[Placed]) -> Self {
        let mut alone: FxHashMap<u64, usize> = FxHashMap::default();
        for candidate in blocks.iter().flat_map(|p| &p.analysis.styles.capitals.candidates) {
            *alone.entry(candidate.key).or_default() += 1;
        }
        let mut capitals: FxHashMap<u64, usize> = alone.keys().map(|key| (*key, 0)).collect();
        if !alone.is_empty() {
            for key in blocks.iter().flat_map(|p| &p.analysis.styles.capitals.keys) {
                if let Some(count) = capitals.get_mut(key) {
                    *count += 1;
                }
            }
        }
        Self { capitals, alone }
    }

    /// Whether the text has no second such capital: two are a habit.
    fn is_alone(&self, candidate: &Candidate) -> bool {
        let counts = if candidate.sort == Sort::PlaceHead { &self.alone } else { &self.capitals };
        counts.get(&candidate.key).is_none_or(|count| *count <= 1)
    }

    /// Whether the text writes the word in small letters, too.
    fn is_small(&self, blocks: &[Placed], candidate: &Candidate) -> bool {
        self.is_alone(candidate)
            && blocks.iter().any(|p| p.analysis.styles.capitals.has_small(p.block(), candidate.key))
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
