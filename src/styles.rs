//! Style: where a text writes the same thing in two ways, and what else only the whole document can weigh.
//!
//! Each block keeps compact marks, read once: a quotation mark is straight or curly, a day has its ending or not, a
//! bracket has no partner, a capital stands alone. The rules of document scope read these marks and never the tokens
//! again. `mixture` weighs the ways of one family against each other.

pub(crate) mod abbreviations;
pub(crate) mod brackets;
pub(crate) mod capitals;
pub(crate) mod dates;
pub(crate) mod leftovers;
pub(crate) mod mixture;
pub(crate) mod quotes;
pub(crate) mod scripts;

use crate::block::Block;
use crate::few::Few;
use crate::language::Language;
use crate::names::mention::Mentions;
use crate::range::ByteRange;
use crate::token::{Kind, Signs};

/// What the rules of document scope need to know of a block's style.
#[derive(Debug, Default)]
pub struct Styles {
    /// Each place where the writer chose one way of several, in the order of each family's places.
    pub(crate) marks: Few<Mark>,
    /// Brackets without a partner in the block, in order.
    pub(crate) brackets: Few<brackets::Bracket>,
    /// Words whose capital may have no reason, in order.
    pub(crate) capitals: Few<capitals::Candidate>,
    /// Stretches in a script that the language is not written in.
    pub(crate) scripts: scripts::Foreign,
    /// What the block is, if it may have nothing to do with the text around it.
    pub(crate) leftover: Option<leftovers::Leftover>,
}

/// One place where the writer chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// What was chosen about.
    pub family: Family,
    /// Which way was chosen, numbered within the family.
    pub form: u8,
    start: u32,
    end: u32,
}

/// What a writer chooses about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Straight or curly quotation marks; in English apostrophes with them.
    Quotes,
    /// Straight or curly apostrophes, where they are no matter of quotation marks.
    Apostrophes,
    /// The day of a date with its ending or without: `9th`, `9`.
    DayEnding,
    /// The month before the day or behind it.
    DayOrder,
    /// One of the short forms of [`abbreviations::KINDS`].
    Abbreviation(u8),
}

impl Mark {
    fn new(family: Family, form: u8, range: ByteRange) -> Self {
        // A block has 16 KB at most, or is one endless word.
        Self { family, form, start: range.start as u32, end: range.end as u32 }
    }

    /// Where it stands in its block.
    pub(crate) fn range(self) -> ByteRange {
        ByteRange::new(self.start as usize, self.end as usize)
    }
}

impl Styles {
    /// Those of a block that is marked by nothing; `own` where some word of it is in the text's script.
    pub(crate) fn none_of(own: bool) -> Self {
        Self { scripts: scripts::Foreign { own, ..scripts::Foreign::default() }, ..Self::default() }
    }

    /// Whether they are those of a block that is marked by nothing.
    pub(crate) fn are_none(&self) -> bool {
        let Self { marks, brackets, capitals, scripts, leftover } = self;
        let none = marks.is_empty() && brackets.is_empty() && capitals.is_empty() && leftover.is_none();
        none && scripts.stretches.is_empty() && !scripts.whole
    }

    /// Reads a block.
    pub fn of(block: &Block, mentions: &Mentions, language: Language) -> Self {
        let english = language == Language::ENGLISH;
        let mut marks = Vec::new();
        if block.signs.has(Signs::STRAIGHT.and(Signs::GENERAL_MARKS)) {
            quotes::read(&block.text, language, &mut marks);
        }
        if english {
            read_words(block, &mut marks);
        }
        Self {
            marks: marks.into(),
            brackets: brackets::alone(block).into(),
            capitals: if english { capitals::candidates(block, mentions) } else { Few::default() },
            scripts: scripts::Foreign::of(block, language),
            leftover: leftovers::Leftover::of(block),
        }
    }
}

/// Adds the marks of the words and numbers of an English block.
fn read_words(block: &Block, marks: &mut Vec<Mark>) {
    // Nothing else can be a short form or a day.
    let (short_forms, digits) = (block.signs.has(Signs::SHORT_FORM), block.signs.has(Signs::NUMBER));
    if !short_forms && !digits {
        return;
    }
    let bytes = block.text.as_bytes();
    for (at, token) in block.tokens.iter().enumerate() {
        match token.kind {
            Kind::Number => dates::read_number(block, at, marks),
            Kind::Word if bytes[token.range().start].is_ascii_digit() => {
                abbreviations::read(block, at, marks);
                dates::read_word(block, at, marks);
            }
            Kind::Word if short_forms && abbreviations::KEYS.may_have(token.key) => {
                abbreviations::read(block, at, marks);
            }
            _ => {}
        }
    }
}
