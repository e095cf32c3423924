//! One word twice in a row, by the table of its language.

use std::borrow::Cow;

use crate::finding::Severity;
use crate::repeats::Verdict;
use crate::repeats::tables::{Content, Open};
use crate::token::{Case, Kind};

use super::Judge;

/// How far before a verb the word stands that opened its clause.
const CLAUSE: usize = 3;
/// How far before a pair a word stands that explains it.
const NEAR: usize = 6;

impl Judge<'_> {
    /// What the pair is worth.
    pub(super) fn word(&self) -> Option<Verdict> {
        let (first, second) = (self.around.repeat.first, self.around.repeat.second);
        if self.around.glued() {
            return None;
        }
        if first.count() > 1 {
            return self.compound().map(Verdict::Show);
        }
        let word = self.around.word(first.from);
        if self.around.block.tokens[first.from].kind != Kind::Word {
            return None;
        }
        if word.chars().count() == 1 {
            return self.letter(&word).map(Verdict::Show);
        }
        let case = |i: usize| self.around.block.tokens[i].case;
        match (case(first.from), case(second.from)) {
            (Case::Lower, Case::Lower) => self.lower(&word).map(Verdict::Show),
            (Case::Capital, Case::Lower) if self.around.starts_sentence() => {
                self.lower(&word).map(|severity| Verdict::Show(self.at_head(severity, &word)))
            }
            (Case::Upper, other) | (other, Case::Upper) if other != Case::Upper => Some(Verdict::Show(Severity::Hint)),
            // Bison bison, das Essen essen, van Van Gogh.
            (Case::Capital, Case::Lower) | (Case::Lower, _) => Some(Verdict::Show(Severity::Hint)),
            _ => self.capital(&word),
        }
    }

    /// At the head of a block a heading may have run into its text.
    fn at_head(&self, severity: Severity, word: &str) -> Severity {
        let heading = self.around.starts_block() && !self.is_function(word);
        if heading { severity.max(Severity::Information) } else { severity }
    }

    /// Several words glued by hyphens, twice; words that a hyphen doubles are said for effect.
    fn compound(&self) -> Option<Severity> {
        let first = self.around.repeat.first;
        let doubled = first.count() == 3 && self.around.word(first.from) == self.around.word(first.to);
        let block = self.around.block;
        let lettered = (first.from..=first.to).any(|i| block.tokens[i].kind == Kind::Word && block.word(i).len() > 1);
        let hyphens = (first.from..=first.to).all(|i| block.tokens[i].is_wordlike() || is_hyphen(block.word(i)));
        (lettered && hyphens).then_some(if doubled { Severity::Hint } else { Severity::Warning })
    }

    /// Words of one letter are told apart from initials and lists by their neighbours.
    fn letter(&self, word: &str) -> Option<Severity> {
        let long = |word: &str| word.chars().count() > 1;
        let (before, after) = (self.around.word_before(), self.around.word_after());
        let lower = self.around.block.tokens[self.around.repeat.second.from].case == Case::Lower;
        let alone = lower && (before.is_empty() || long(&before)) && long(&after);
        let parted = self.around.block.tokens[self.around.repeat.first.from].gap.space || before.is_empty();
        if self.table.firm.has(word) && alone && parted { Some(Severity::Warning) } else { self.open(word) }
    }

    fn lower(&self, word: &str) -> Option<Severity> {
        if self.table.firm.has(word) {
            return Some(Severity::Warning);
        }
        if let Some(severity) = self.open(word) {
            return Some(severity);
        }
        if self.is_function(word) || self.table.doubled.has(word) || self.clauses_meet() {
            return Some(Severity::Hint);
        }
        match self.table.content {
            Content::Plain | Content::CapitalNouns => Some(Severity::Warning),
            Content::Syllables => Some(Severity::Hint),
            Content::Affixes { beginnings, endings } => {
                let wrong = beginnings.iter().any(|b| word.starts_with(b)) || endings.iter().any(|e| word.ends_with(e));
                let noun = self.table.openers.has(&self.around.word_before());
                Some(if wrong || noun { Severity::Warning } else { Severity::Hint })
            }
        }
    }

    /// A function word whose neighbours decide; `None` where the table has no such word.
    fn open(&self, word: &str) -> Option<Severity> {
        let open = self.table.open.iter().find(|open| open.words.has(word))?;
        Some(if self.is_right(open) { Severity::Hint } else { open.elsewhere })
    }

    fn is_right(&self, open: &Open) -> bool {
        let around = self.around;
        let lower = around.after().is_some_and(|i| around.block.tokens[i].case == Case::Lower);
        let near = |word: Cow<'_, str>| open.before.has(&format!("~{word}"));
        open.before.has(&around.word_before())
            || around.words_before(NEAR).any(near)
            || open.before.has(around.mark_before())
            || open.before.has("^") && around.starts_sentence()
            || open.before.has("Capital") && around.before().is_some_and(|i| around.block.tokens[i].is_capitalised())
            || open.after.has(&around.word_after())
            || open.after.has(around.mark_after())
            || open.after.has("Lower") && lower
    }

    /// Whether the pair may be the verbs of two clauses that meet.
    fn clauses_meet(&self) -> bool {
        let noun = self.table.openers.has(&self.around.word_before());
        !noun && self.around.words_before(CLAUSE).any(|word| self.table.clauses.has(&word))
    }
}

fn is_hyphen(mark: &str) -> bool {
    matches!(mark, "-" | "‐" | "‑")
}
