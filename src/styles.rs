//! Style: where a text writes the same thing in two ways, and what else only the whole document can weigh.
//!
//! Each block keeps compact marks, read once in one pass over its tokens: a quotation mark is straight or curly, a
//! day has its ending or not, a bracket has no partner, a capital stands alone. The rules of document scope read
//! these marks and never the tokens again. `mixture` weighs the ways of one family against each other.

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
use crate::token::{Kind, Signs, Token};

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
    /// Reads a block.
    pub fn of(block: &Block, mentions: &Mentions, language: Language) -> Self {
        let english = language == Language::ENGLISH;
        let mut marks = Vec::new();
        quotes::read(&block.text, language, &mut marks);
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
    // Besides those of the table only what begins with a digit can be a short form or a day.
    let digits = block.signs.has(Signs::NUMBER);
    let bytes = block.text.as_bytes();
    let begins_with_digit = |token: &Token| bytes[token.range().start].is_ascii_digit();
    let short_forms = &*abbreviations::KEYS;
    for (at, token) in block.tokens.iter().enumerate() {
        if !(short_forms.may_have(token.key) || digits && begins_with_digit(token)) {
            continue;
        }
        match token.kind {
            Kind::Word => {
                abbreviations::read(block, at, marks);
                dates::read_word(block, at, marks);
            }
            Kind::Number => dates::read_number(block, at, marks),
            _ => {}
        }
    }
}
