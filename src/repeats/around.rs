//! A repeat with its neighbours: what a verdict looks at.

use std::borrow::Cow;

use crate::block::Block;
use crate::token::{Kind, Signs, Token, normal};

use super::{Repeat, Span};

/// A repeat in its block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    pub(super) block: &'a Block,
    pub(super) repeat: &'a Repeat,
}

impl<'a> Around<'a> {
    /// The word of token `i` in its comparable form.
    pub(super) fn word(&self, i: usize) -> Cow<'a, str> {
        normal(self.block.word(i))
    }

    /// The words of a span in their comparable form.
    pub(super) fn words(&self, span: Span) -> Vec<Cow<'a, str>> {
        (span.from..=span.to).map(|i| self.word(i)).collect()
    }

    fn token(&self, i: usize) -> &'a Token {
        &self.block.tokens[i]
    }

    /// The token before the first copy, in the same sentence.
    pub(super) fn before(&self) -> Option<usize> {
        let first = self.repeat.first.from;
        let i = first.checked_sub(1)?;
        (self.token(i).sentence == self.token(first).sentence).then_some(i)
    }

    /// The token after the last copy, in the same sentence.
    pub(super) fn after(&self) -> Option<usize> {
        let i = self.repeat.second.to + 1;
        let next = self.block.tokens.get(i)?;
        (next.sentence == self.token(i - 1).sentence).then_some(i)
    }

    /// The word right before the first copy; empty where a mark or nothing stands there.
    pub(super) fn word_before(&self) -> Cow<'a, str> {
        self.before().filter(|&i| self.token(i).is_wordlike()).map_or(Cow::Borrowed(""), |i| self.word(i))
    }

    /// The word right after the last copy; empty where a mark or nothing stands there.
    pub(super) fn word_after(&self) -> Cow<'a, str> {
        self.after().filter(|&i| self.token(i).is_wordlike()).map_or(Cow::Borrowed(""), |i| self.word(i))
    }

    /// Up to `n` words before the first copy, nearest first, as far as no mark stands between.
    pub(super) fn words_before(&self, n: usize) -> impl Iterator<Item = Cow<'a, str>> {
        let first = self.repeat.first.from;
        let sentence = self.token(first).sentence;
        let near = (0..first).rev().take(n);
        near.take_while(move |&i| self.token(i).sentence == sentence && self.token(i).is_wordlike())
            .map(|i| self.word(i))
    }

    /// The mark right after the last copy; empty where a word or nothing follows in the sentence.
    pub(super) fn mark_after(&self) -> &'a str {
        self.after().filter(|&i| self.token(i).kind == Kind::Punctuation).map_or("", |i| self.block.word(i))
    }

    /// The mark right before the first copy; empty where a word or nothing stands there.
    pub(super) fn mark_before(&self) -> &'a str {
        self.before().filter(|&i| self.token(i).kind == Kind::Punctuation).map_or("", |i| self.block.word(i))
    }

    /// Whether nothing but an opening mark stands before the first copy in its sentence.
    pub(super) fn starts_sentence(&self) -> bool {
        let first = self.repeat.first.from;
        let sentence = self.token(first).sentence;
        (0..first)
            .rev()
            .take_while(|&i| self.token(i).sentence == sentence)
            .all(|i| self.token(i).kind == Kind::Punctuation)
    }

    /// Whether nothing but marks and numbering stands before the first copy in its block.
    pub(super) fn starts_block(&self) -> bool {
        (0..self.repeat.first.from).all(|i| matches!(self.token(i).kind, Kind::Punctuation | Kind::Number))
    }

    /// Whether the clause ends right after the last copy: a closing mark or the sentence's end.
    pub(super) fn closed(&self) -> bool {
        match self.after() {
            None => true,
            Some(i) => {
                self.token(i).kind == Kind::Punctuation
                    && !matches!(self.block.word(i), "(" | "[" | "-" | "'" | "’" | "“" | "/")
            }
        }
    }

    /// Whether a hyphen, slash or apostrophe glues a copy to what stands before or after.
    pub(super) fn glued(&self) -> bool {
        let (first, last) = (self.repeat.first.from, self.repeat.second.to);
        let glue = |mark: &str| {
            matches!(mark, "-" | "‐" | "‑" | "–" | "/" | "_" | "\\" | "@" | "'" | "’" | "=" | "#" | "&" | "+" | "~")
        };
        let touches = |i: usize| self.block.tokens.get(i).is_some_and(|t| !t.gap.space);
        let before =
            first > 0 && touches(first) && glue(self.block.word(first - 1)) && (first == 1 || touches(first - 1));
        let after = touches(last + 1)
            && (glue(self.block.word(last + 1)) && touches(last + 2)
                || matches!(self.block.word(last + 1), "'" | "’")
                || matches!(self.block.word(last + 1), "." | ":") && self.wordlike_touches(last + 2));
        before || after
    }

    fn wordlike_touches(&self, i: usize) -> bool {
        self.block.tokens.get(i).is_some_and(|t| !t.gap.space && t.is_wordlike())
    }

    /// Whether the repeat fills a pair of quotation marks: it is talked about, not made.
    pub(super) fn is_quoted(&self) -> bool {
        matches!(self.mark_before(), "\"" | "“" | "‘" | "'" | "«" | "»" | "„" | "「")
            && matches!(self.mark_after(), "\"" | "”" | "’" | "'" | "»" | "«" | "“" | "」")
    }

    /// Whether it stands inside quotation marks.
    pub(super) fn in_speech(&self) -> bool {
        const QUOTES: Signs =
            Signs::STRAIGHT.and(Signs::LATIN_MARKS).and(Signs::GENERAL_MARKS).and(Signs::EASTERN_MARKS);
        if !self.block.signs.has(QUOTES) {
            return false;
        }
        let mut open = false;
        let mark = |i: &usize| self.token(*i).kind == Kind::Punctuation;
        for i in (0..self.repeat.first.from).filter(mark) {
            match self.block.word(i) {
                "“" | "«" | "„" | "「" | "『" => open = true,
                "”" | "»" | "」" | "』" => open = false,
                "‘" => open = true,
                "’" if open => open = false,
                "\"" => open = !open,
                _ => {}
            }
        }
        open
    }

    /// Whether wide blanks part the copies: they stand in the columns of a form.
    pub(super) fn in_columns(&self) -> bool {
        let (first, second) = (self.repeat.first, self.repeat.second);
        let gap = self.token(first.to).range().end..self.token(second.from).range().start;
        self.block.text.get(gap).is_some_and(|gap| gap.contains("   ") && !gap.contains('\n'))
    }

    /// Whether a link begins or ends between the two copies or inside them.
    pub(super) fn crosses_link(&self) -> bool {
        let whole = self.repeat.whole();
        (whole.from + 1..=whole.to).any(|i| self.token(i).gap.link)
    }

    /// Whether all tokens of `span` that are words begin with a capital.
    pub(super) fn capitalised(&self, span: Span) -> bool {
        (span.from..=span.to).all(|i| self.token(i).is_capitalised() || !self.token(i).is_wordlike())
    }

    /// Whether a number stands in the first copy, other than glued into a compound (`COVID-19`).
    pub(super) fn has_number(&self) -> bool {
        let Span { from, to } = self.repeat.first;
        (from..=to).any(|i| self.token(i).kind == Kind::Number && (i == from || self.token(i).gap.space))
    }
}
