//! Style: where a text writes the same thing in two ways, and what else only the whole document can weigh.
//!
//! Each block keeps what few blocks have, read once: a bracket has no partner, a capital stands alone. What stands in most
//! blocks is marked in a pass over the whole document, with the [`survey`](crate::survey): a quotation mark is straight or
//! curly, a day has its ending or not. The rules of document scope read these marks and never the tokens again. `mixture`
//! weighs the ways of one family against each other.

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
#[derive(Clone, Debug, Default)]
pub struct Styles {
    /// Words whose capital may have no reason, in order.
    pub(crate) capitals: Few<capitals::Candidate>,
    /// What hardly any block has.
    rare: Option<Box<Rare>>,
    /// It is a line without an end.
    line: bool,
    /// In which scripts its words are.
    pub(crate) scripts: scripts::Scripts,
}

/// What hardly any block has.
#[derive(Clone, Debug, Default)]
struct Rare {
    /// Brackets without a partner in the block, in order.
    brackets: Few<brackets::Bracket>,
    /// Stretches in a script that the language is not written in.
    foreign: Few<scripts::Stretch>,
    /// What the block is, if it may have nothing to do with the text around it and is more than a line without an end.
    leftover: Option<leftovers::Leftover>,
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
    /// Those that most blocks have, by number.
    pub(crate) fn usual(number: usize) -> Self {
        let (own, line) = (number & 1 > 0, number & 2 > 0);
        Self { scripts: scripts::Scripts { own, whole: false }, line, ..Self::default() }
    }

    /// How many usual ones there are.
    pub(crate) const USUAL: usize = 4;

    /// The number of the usual ones that these are, if they are.
    pub(crate) fn number(&self) -> Option<usize> {
        let Self { capitals, rare, line, scripts } = self;
        let usual = capitals.is_empty() && rare.is_none() && !scripts.whole;
        usual.then(|| usize::from(scripts.own) | usize::from(*line) << 1)
    }

    /// Brackets without a partner in the block, in order.
    pub(crate) fn brackets(&self) -> &[brackets::Bracket] {
        self.rare.as_ref().map_or(&[], |rare| &rare.brackets)
    }

    /// Stretches in a script that the language is not written in, in order, citations left out.
    pub(crate) fn foreign(&self) -> &[scripts::Stretch] {
        self.rare.as_ref().map_or(&[], |rare| &rare.foreign)
    }

    /// What the block is, if it may have nothing to do with the text around it.
    pub(crate) fn leftover(&self) -> Option<leftovers::Leftover> {
        if self.line { Some(leftovers::Leftover::LINE) } else { self.rare.as_ref()?.leftover }
    }

    /// Reads a block.
    pub fn of(block: &Block, mentions: &Mentions, language: Language) -> Self {
        let capitals =
            if language == Language::ENGLISH { capitals::candidates(block, mentions) } else { Few::default() };
        let (scripts, foreign) = scripts::read(block, language);
        let (brackets, leftover) = (brackets::alone(block), leftovers::Leftover::of(block));
        let line = leftover.is_some_and(|leftover| leftover.kind == leftovers::Kind::Line);
        let leftover = leftover.filter(|_| !line);
        let any = !brackets.is_empty() || !foreign.is_empty() || leftover.is_some();
        let rare = any.then(|| Box::new(Rare { brackets: brackets.into(), foreign: foreign.into(), leftover }));
        Self { capitals, rare, line, scripts }
    }
}

/// Adds each place in a block where the writer chose one way of several, in the order of each family's places.
pub(crate) fn mark(block: &Block, language: Language, marks: &mut Vec<Mark>) {
    if block.signs.has(Signs::STRAIGHT.and(Signs::GENERAL_MARKS)) {
        quotes::read(&block.text, language, marks);
    }
    if language == Language::ENGLISH {
        read_words(block, marks);
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
