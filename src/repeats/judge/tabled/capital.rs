//! Two equal words with capitals, by the table of their language: a name by nature, a noun, a slip?

use crate::finding::Severity;
use crate::lexicon::pinyin::syllable_count;
use crate::repeats::tables::{Content, en};
use crate::repeats::{Doubt, Question, Verdict};

use super::Judge;

impl Judge<'_> {
    /// What the pair is worth; for names the document's single and doubled uses decide.
    pub(super) fn capital(&self, word: &str) -> Option<Verdict> {
        let nouns = matches!(self.table.content, Content::CapitalNouns);
        let goes_on = self.around.after().is_some_and(|i| self.around.block.tokens[i].is_capitalised());
        let named = syllable_count(word) == Some(1) || en::is_doubled_name(word);
        if named || self.table.doubled.has(word) {
            return Some(Verdict::Show(Severity::Hint));
        }
        if self.is_function(word) {
            let title = goes_on && !nouns || !self.table.firm.has(word);
            return Some(Verdict::Show(if title { Severity::Hint } else { Severity::Information }));
        }
        if nouns && self.is_noun() {
            return Some(Verdict::Show(Severity::Warning));
        }
        let key = self.around.block.tokens[self.around.repeat.first.from].key;
        let single = if goes_on || nouns { Severity::Warning } else { Severity::Information };
        let doubt = Doubt { key, question: Question::Single, yes: Some(single), no: Some(Severity::Hint) };
        Some(Verdict::Doubt(doubt))
    }

    /// Whether an article or the like stands before, or the first of one and its adjective: names have none.
    fn is_noun(&self) -> bool {
        let mut before = self.around.words_before(2);
        let opener = |word: &str| self.table.openers.has(word);
        let Some(near) = before.next() else { return false };
        opener(&near)
            || before.next().is_some_and(|far| opener(&far) && !self.is_function(&near) && !self.is_capital_before())
    }

    fn is_capital_before(&self) -> bool {
        self.around.before().is_some_and(|i| self.around.block.tokens[i].is_capitalised())
    }
}
