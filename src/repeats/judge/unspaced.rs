//! Repeats in scripts without spaces: particles, words and phrases written twice without anything between.
//!
//! Where words end is not known, so one character twice is told only where no word can meet another in it, and
//! two characters only where the language does not double them (看看, 讨论讨论, ますます are right).

use crate::alphabet;
use crate::finding::Severity;
use crate::repeats::Shape;
use crate::repeats::around::Around;
use crate::repeats::tables::{Particle, Unspaced};
use crate::token::Kind;

/// Copies from which a unit of several characters is a loop beyond doubt.
const LOOP: usize = 4;
/// Copies from which a single character is.
const LOOP_OF_ONE: usize = 6;
/// Characters up to which a word in hiragana may be doubled for effect (ゆっくりゆっくり).
const EFFECT: usize = 5;
/// Characters from which a phrase of Han is said twice by nobody.
const PHRASE: usize = 3;

/// Whether a word of such a script stands twice with a space between; two characters alone may end a longer word.
pub(super) fn parted_by_space(around: &Around<'_>) -> bool {
    let repeat = around.repeat;
    let first = repeat.first;
    let tokens = &around.block.tokens;
    let text = &around.block.text;
    if repeat.shape != Shape::Word || tokens[first.from].kind != Kind::Ideograph {
        return false;
    }
    let span = around.block.span(first.from, repeat.second.to);
    let glued = text[..span.start].ends_with(han) || text[span.end..].starts_with(han);
    let word = around.block.span(first.from, first.to).of(text);
    repeat.second.from == first.to + 1
        && !around.in_columns()
        && tokens[repeat.second.from].gap.space
        && (first.from..=first.to).all(|i| tokens[i].kind == Kind::Ideograph)
        && word.chars().all(|c| han(c) || katakana(c))
        && word.chars().count() >= if glued { PHRASE } else { 2 }
}

/// How surely the repeat is wrong.
pub(super) fn severity(around: &Around<'_>, table: &Unspaced) -> Option<Severity> {
    let first = around.repeat.first;
    let text = around.block.span(first.from, first.to).of(&around.block.text);
    let judge = Judge { around, table, text };
    if !text.chars().all(|c| alphabet::is_alphabetic(c) || "，、,·・　 ".contains(c)) {
        return None;
    }
    match around.repeat.shape {
        Shape::Word | Shape::Phrase => judge.pair(),
        Shape::Run => judge.run(),
        Shape::Chain => judge.katakana(),
        Shape::Gloss => (judge.characters() >= 2).then_some(Severity::Warning),
        Shape::Echo => judge.echo(),
        Shape::Comma | Shape::Dash | Shape::Slash => Some(Severity::Hint),
        Shape::Article | Shape::Articles | Shape::Stem => None,
    }
}

struct Judge<'a> {
    around: &'a Around<'a>,
    table: &'a Unspaced,
    /// The first copy.
    text: &'a str,
}

impl Judge<'_> {
    fn characters(&self) -> usize {
        self.text.chars().filter(|c| alphabet::is_alphabetic(*c)).count()
    }

    fn particle(&self) -> Option<&Particle> {
        let mut chars = self.text.chars();
        let only = chars.next().filter(|_| chars.next().is_none())?;
        self.table.particles.iter().find(|particle| particle.is == only)
    }

    /// One unit twice.
    fn pair(&self) -> Option<Severity> {
        if self.characters() == 1 {
            return self.particle().filter(|p| self.is_left_over(p)).map(|_| Severity::Warning);
        }
        if !self.text.chars().all(|c| han(c) || kana(c)) {
            return Some(Severity::Hint);
        }
        Some(if self.is_wrong() { Severity::Warning } else { Severity::Hint })
    }

    /// Whether no word can meet another in the doubled particle.
    fn is_left_over(&self, particle: &Particle) -> bool {
        let (before, after) = (self.before(), self.after());
        let meets = |list: &str, c: Option<char>| c.is_some_and(|c| list.contains(c));
        let word = |c: Option<char>| c.is_some_and(|c| han(c) || katakana(c));
        !meets(particle.not_after, before)
            && !meets(particle.not_before, after)
            && (!particle.between_words || word(before) && word(after))
    }

    /// The character right before the first copy, nothing between.
    fn before(&self) -> Option<char> {
        let start = self.around.block.span(self.around.repeat.first.from, self.around.repeat.first.to).start;
        self.around.block.text[..start].chars().next_back()
    }

    /// The character right behind the last copy.
    fn after(&self) -> Option<char> {
        let second = self.around.repeat.second;
        self.around.block.text[self.around.block.span(second.from, second.to).end..].chars().next()
    }

    /// Whether a unit of two characters or more is doubled by mistake only.
    fn is_wrong(&self) -> bool {
        let count = self.characters();
        if self.table.never.has(self.text) {
            return true;
        }
        let ends = |list: &str, c: Option<char>| c.is_some_and(|c| list.contains(c));
        let on_purpose = self.table.phrases.has(self.text)
            || ends(self.table.heads, self.text.chars().next())
            || ends(self.table.tails, self.text.chars().next_back())
            || self.is_sound();
        if on_purpose || !self.text.chars().any(han) && count <= EFFECT {
            return false;
        }
        count >= PHRASE || self.table.pairs && (self.text.chars().all(han) || self.has_particle_behind())
    }

    /// `彼は彼は`: one character of Han and its particle.
    fn has_particle_behind(&self) -> bool {
        let last = self.text.chars().next_back();
        last.is_some_and(|c| "はがを".contains(c)) && self.text.chars().any(han)
    }

    fn is_sound(&self) -> bool {
        self.text.chars().all(|c| self.table.sounds.contains(c))
    }

    /// Three copies and more.
    fn run(&self) -> Option<Severity> {
        let (copies, count) = (self.around.repeat.copies, self.characters());
        let parted = self.around.repeat.second.from
            > self.around.repeat.first.to + (copies - 2) * self.around.repeat.first.count() + 1;
        if count == 1 && self.particle().is_none() || self.is_sound() || parted && copies < LOOP_OF_ONE {
            return Some(Severity::Hint);
        }
        if copies >= LOOP_OF_ONE || copies >= LOOP && count > 2 {
            return Some(Severity::Error);
        }
        let effect = count > 1 && !self.is_wrong() || self.around.in_speech();
        Some(if effect { Severity::Hint } else { Severity::Warning })
    }

    /// A katakana word glued to itself; sounds are short or end as sounds do (パタンパタン).
    fn katakana(&self) -> Option<Severity> {
        let letters: Vec<char> = self.text.chars().collect();
        let unit = letters.len() / self.around.repeat.copies;
        let sound = unit <= 3 && matches!(letters.last(), Some('ン' | 'ッ' | 'リ' | 'ー')) || unit < 3;
        Some(if sound { Severity::Hint } else { Severity::Warning })
    }

    /// X and X, where the sentence pauses behind.
    fn echo(&self) -> Option<Severity> {
        let gap = self.around.repeat.first.to + 1..self.around.repeat.second.from;
        let link = self.around.block.span(gap.start, gap.end - 1).of(&self.around.block.text);
        let closed = matches!(self.after(), None | Some('。' | '，' | '、' | '；'));
        let han = self.text.chars().all(han);
        (self.table.and.has(link) && closed && han && self.characters() >= 2).then_some(Severity::Information)
    }
}

fn han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々')
}

fn kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}')
}

fn katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FF}')
}
