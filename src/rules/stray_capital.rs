//! `stray-capital`: a capital inside a sentence that makes no name.

use rustc_hash::FxHashMap;

use crate::block::Block;
use crate::document::{Document, Placed};
use crate::finding::{Finding, Fix, Severity};
use crate::language::Language;
use crate::lexicon::keyed::Keys;
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::styles::capitals::{self, Candidate, Sort};
use crate::token::Case;

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
        for candidate in &placed.analysis.styles.capitals {
            let small = questions.is_small(candidate);
            if questions.is_alone(candidate) && (small || matches!(candidate.sort, Sort::Function | Sort::Everyday)) {
                findings.push(finding(placed, candidate, small));
            }
        }
    }
}

/// How the words in question stand in the whole text.
struct Questions {
    answers: FxHashMap<u64, Answer>,
}

#[derive(Default)]
struct Answer {
    /// How often the word is in question.
    alone: usize,
    /// How often its capital says something.
    capitals: usize,
    /// Whether it stands in small letters.
    small: bool,
}

impl Questions {
    fn of(blocks: &[Placed]) -> Self {
        let mut answers: FxHashMap<u64, Answer> = FxHashMap::default();
        for candidate in blocks.iter().flat_map(|p| &p.analysis.styles.capitals) {
            answers.entry(candidate.key).or_default().alone += 1;
        }
        let asked: Keys = answers.keys().copied().collect();
        let mut questions = Self { answers };
        if !asked.is_empty() {
            blocks.iter().for_each(|placed| questions.read(placed.block(), &asked));
        }
        questions
    }

    fn read(&mut self, block: &Block, asked: &Keys) {
        for (at, token) in block.tokens.iter().enumerate().filter(|(_, token)| asked.may_have(token.key)) {
            if let Some(answer) = self.answers.get_mut(&token.key) {
                answer.small |= token.case == Case::Lower;
                answer.capitals += usize::from(capitals::is_chosen(block, at));
            }
        }
    }

    /// Whether the text has no second such capital: two are a habit.
    fn is_alone(&self, candidate: &Candidate) -> bool {
        let of_sort = |a: &Answer| if candidate.sort == Sort::PlaceHead { a.alone } else { a.capitals };
        self.answers.get(&candidate.key).is_none_or(|answer| of_sort(answer) <= 1)
    }

    /// Whether the text writes the word in small letters, too.
    fn is_small(&self, candidate: &Candidate) -> bool {
        self.is_alone(candidate) && self.answers.get(&candidate.key).is_some_and(|answer| answer.small)
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
