//! Repeats in the languages that have a table: one word twice, several words twice, loops.
//!
//! Without a dictionary less can be told than in English; what the table does not decide is a hint at most.

mod apart;
mod capital;
mod word;

use std::borrow::Cow;

use crate::finding::Severity;
use crate::repeats::around::Around;
use crate::repeats::tables::{Content, Table};
use crate::repeats::{Shape, Verdict};
use crate::token::{Case, Kind};

use super::anywhere;

/// Copies from which no emphasis is meant.
const LOOP: usize = 6;
/// Copies up to which speech repeats for effect.
const SPEECH: usize = 4;

/// What the repeat is worth.
pub(super) fn verdict(around: &Around<'_>, table: &Table) -> Option<Verdict> {
    let judge = Judge { around, table };
    match around.repeat.shape {
        Shape::Word => judge.word(),
        Shape::Phrase => judge.phrase().map(Verdict::Show),
        Shape::Run | Shape::Chain => judge.run().map(Verdict::Show),
        Shape::Stem => judge.stem().map(Verdict::Show),
        Shape::Comma => judge.comma().map(Verdict::Show),
        Shape::Dash | Shape::Slash | Shape::Gloss => judge.across().map(Verdict::Show),
        Shape::Echo => judge.echo().map(Verdict::Show),
        // These are told by English articles.
        Shape::Article | Shape::Articles => None,
    }
}

/// A repeat with the table of its language.
struct Judge<'a> {
    around: &'a Around<'a>,
    table: &'a Table,
}

impl Judge<'_> {
    /// Whether the word says nothing by itself.
    fn is_function(&self, word: &str) -> bool {
        let table = self.table;
        table.firm.has(word)
            || table.function.has(word)
            || table.openers.has(word)
            || table.and.has(word)
            || table.of.has(word)
            || table.open.iter().any(|open| open.words.has(word))
    }

    /// How many words of the first copy say something.
    fn content(&self) -> usize {
        let first = self.around.repeat.first;
        let words = (first.from..=first.to).filter(|&i| self.around.block.tokens[i].kind == Kind::Word);
        words.map(|i| self.around.word(i)).filter(|word| word.chars().count() > 1 && !self.is_function(word)).count()
    }

    /// The first copy as one string, words and marks with blanks between.
    fn unit(&self) -> String {
        self.around.words(self.around.repeat.first).join(" ")
    }

    /// Several words twice in a row.
    fn phrase(&self) -> Option<Severity> {
        let words = anywhere::words(self.around);
        if self.around.glued() || words == 0 || self.around.has_number() && words < 3 {
            return None;
        }
        let content = self.content();
        let unit = self.around.words(self.around.repeat.first);
        let refrain = content <= 1 && unit.iter().any(|word| matches!(word.as_ref(), "," | "…" | ":" | ";"));
        let on_purpose = self.table.phrases.contains(&self.unit().as_str()) || self.all_doubled();
        if refrain || on_purpose || self.is_form() || self.goes_on() || self.is_related(&unit) {
            return Some(Severity::Hint);
        }
        Some(match content {
            0 if words < 3 => Severity::Information,
            _ => Severity::Warning,
        })
    }

    /// Whether the copies belong to a turn of speech that goes on: `von Tag zu Tag zu Tag`.
    fn goes_on(&self) -> bool {
        let first = self.around.repeat.first;
        self.around.word_after() == self.around.word(first.from)
            || self.around.word_before() == self.around.word(first.to)
    }

    /// Whether it is a form to be filled in (`[fd] [fd]`), or a name in capitals and what it means (`GIÁ TRỊ giá trị`).
    fn is_form(&self) -> bool {
        let block = self.around.block;
        let (first, second) = (self.around.repeat.first, self.around.repeat.second);
        let upper = |i: usize| block.tokens[i].case == Case::Upper;
        let placeholder = |i: usize| matches!(block.word(i), "[" | "<" | "{" | "%");
        (first.from..=first.to).any(placeholder) || upper(first.from) != upper(second.from)
    }

    /// `hijo del hijo del`, `ni une table ni une table distante`: what has others of its kind, and lists by link.
    fn is_related(&self, unit: &[Cow<'_, str>]) -> bool {
        let of = unit.iter().any(|word| self.table.of.has(word) || self.table.and.has(word));
        let listed = unit.first().is_some_and(|word| self.table.and.has(word));
        listed || of && unit.iter().any(|word| self.table.echoes.has(word))
    }

    /// Whether every word of the first copy is one that is doubled on purpose.
    fn all_doubled(&self) -> bool {
        self.around.words(self.around.repeat.first).iter().all(|word| self.table.doubled.has(word))
    }

    /// Three copies and more.
    fn run(&self) -> Option<Severity> {
        let words = anywhere::words(self.around);
        let (copies, unit) = (self.around.repeat.copies, self.around.repeat.first.count());
        if words == 0 {
            return None;
        }
        if copies <= 2 * LOOP && self.all_doubled() {
            return Some(Severity::Hint);
        }
        if let Some(severity) = anywhere::run(self.around, words) {
            return Some(severity);
        }
        let parted = self.around.repeat.second.from > self.around.repeat.first.to + (copies - 2) * unit + 1;
        let free = matches!(self.table.content, Content::Affixes { .. }) && self.content() > 0;
        let emphasis = unit == 1 && copies < LOOP && (parted || free);
        let speech = copies <= SPEECH && self.around.in_speech();
        Some(if emphasis || speech { Severity::Hint } else { Severity::Warning })
    }

    /// Two forms of one word side by side.
    fn stem(&self) -> Option<Severity> {
        let capital = self.around.capitalised(self.around.repeat.second);
        (!self.around.glued() && !capital).then_some(Severity::Information)
    }
}
