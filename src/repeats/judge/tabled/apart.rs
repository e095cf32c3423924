//! The same words on both sides of a mark or of a connecting word, by the table of their language.

use crate::finding::Severity;
use crate::repeats::Shape;
use crate::repeats::tables::Content;
use crate::token::Case;

use super::Judge;

/// The most words that speech repeats across a mark for effect.
const SPEECH: usize = 3;

impl Judge<'_> {
    /// An item of a list twice. One word is repeated for effect as often, but not a noun in a list.
    pub(super) fn comma(&self) -> Option<Severity> {
        let around = self.around;
        let content = self.content();
        let list = matches!(around.mark_after(), "," | "、") || self.table.and.has(&around.word_after());
        if around.has_number() || content == 0 || around.glued() || !list && !around.closed() {
            return None;
        }
        let noun = around.capitalised(around.repeat.first) && !around.starts_sentence();
        let speech = around.in_speech() && around.repeat.first.count() <= SPEECH;
        Some(match self.table.content {
            _ if speech => Severity::Hint,
            Content::CapitalNouns if noun && content == 1 && around.mark_after() == "," => Severity::Information,
            Content::Syllables => Severity::Hint,
            _ if content >= 2 && !noun && self.opens_noun() => Severity::Information,
            _ => Severity::Hint,
        })
    }

    /// Whether the first copy begins with, or stands behind, a word before nouns.
    fn opens_noun(&self) -> bool {
        let around = self.around;
        let inside = around.word(around.repeat.first.from);
        self.table.openers.has(&inside) || self.table.openers.has(&around.word_before())
    }

    /// The second copy behind a dash or slash, or in brackets.
    pub(super) fn across(&self) -> Option<Severity> {
        let around = self.around;
        let content = self.content();
        let gloss = around.repeat.shape == Shape::Gloss;
        if around.has_number() || content == 0 || around.glued() || self.is_form() {
            return None;
        }
        let first = around.repeat.first;
        let severity = match around.repeat.shape {
            Shape::Gloss if self.is_genus() && !self.has_capital_nouns() => Severity::Hint,
            Shape::Gloss => Severity::Warning,
            Shape::Dash if content >= 2 && around.closed() => Severity::Information,
            // Both sides, once each (`add/add`): as often meant as not.
            _ => Severity::Hint,
        };
        let speech = around.in_speech() && first.count() <= SPEECH && !gloss;
        Some(if speech { Severity::Hint } else { severity })
    }

    fn has_capital_nouns(&self) -> bool {
        matches!(self.table.content, Content::CapitalNouns)
    }

    /// *Culex (Culex) pipiens*: a genus with its subgenus.
    fn is_genus(&self) -> bool {
        let around = self.around;
        let next = around.block.tokens.get(around.repeat.second.to + 2);
        around.capitalised(around.repeat.first)
            && next.is_some_and(|t| t.case == Case::Lower)
            && around.repeat.first.count() == 1
    }

    /// X and X, X of X: only between nouns, where the phrase ends behind them.
    pub(super) fn echo(&self) -> Option<Severity> {
        let around = self.around;
        let gap = around.repeat.first.to + 1..around.repeat.second.from;
        let link = around.word(gap.start);
        let links = gap.len() == 1 && (self.table.and.has(&link) || self.table.of.has(&link));
        let content = self.content();
        if !links || around.glued() || around.has_number() || content == 0 {
            return None;
        }
        let names = around.capitalised(around.repeat.first);
        let noun = self.opens_noun() || names && self.has_capital_nouns();
        let on_purpose = around.words(around.repeat.first).iter().any(|word| self.table.echoes.has(word));
        // Else the second copy goes on: `Zeilen und Zeilen, die mit # beginnen`, `OpenGL oder OpenGL ES`.
        let finished = around.closed() && around.mark_after() != ",";
        if on_purpose || !noun || !finished || names && !self.has_capital_nouns() {
            return None;
        }
        Some(Severity::Information)
    }
}
