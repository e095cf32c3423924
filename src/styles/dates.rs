//! How dates are written in English: `February 9` or `February 9th`, `February 9` or `9 February`.

use crate::block::Block;
use crate::range::ByteRange;
use crate::token::{Case, Kind, Token};

use super::{Family, Mark};

/// The form of a day in bare digits.
pub(crate) const PLAIN: u8 = 0;
/// The form of a day with its ending.
pub(crate) const ENDING: u8 = 1;
/// The form of a month before its day.
pub(crate) const MONTH_FIRST: u8 = 0;
/// The form of a day before its month.
pub(crate) const DAY_FIRST: u8 = 1;

/// `9th`: the endings of days.
const ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];

/// Adds the marks of a number that is the day of a date.
pub(super) fn read_number(block: &Block, at: usize, marks: &mut Vec<Mark>) {
    if day(block.word(at)).is_some() {
        read(block, at, PLAIN, marks);
    }
}

/// Adds the marks of a word such as `9th` that is the day of a date.
pub(super) fn read_word(block: &Block, at: usize, marks: &mut Vec<Mark>) {
    let range = block.tokens[at].range();
    if range.len() > 4 || !block.text.as_bytes()[range.start].is_ascii_digit() {
        return;
    }
    let word = range.of(&block.text);
    if ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).and_then(day).is_some() {
        read(block, at, ENDING, marks);
    }
}

fn day(digits: &str) -> Option<u32> {
    let digits = Some(digits).filter(|d| d.len() <= 2)?;
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn read(block: &Block, at: usize, ending: u8, marks: &mut Vec<Mark>) {
    let Some((first, last, order)) = date(block, at) else { return };
    let range = block.span(first, last);
    // The Fourth of July is a name.
    if is_fourth_of_july(block, first, last) {
        return;
    }
    // A year right behind, or a stretch of days, seldom has an ending: such a date was no choice.
    if ending == ENDING || !has_year(block, last) && !is_stretch(block, at) {
        marks.push(Mark::new(Family::DayEnding, ending, range));
    }
    marks.push(Mark::new(Family::DayOrder, order, range));
}

/// The date around the day `at`: its first and last token, and whether the month comes first.
fn date(block: &Block, at: usize) -> Option<(usize, usize, u8)> {
    let joined = |i: usize| block.tokens.get(i).is_some_and(|t| t.gap.space && !t.gap.link);
    if at > 0 && joined(at) && is_month(block, at - 1) {
        return Some((at - 1, at, MONTH_FIRST));
    }
    let of = usize::from(joined(at + 1) && block.word(at + 1) == "of");
    let month = at + 1 + of;
    // In "May 3 July 4" each month has its own day.
    let own_day =
        block.tokens.get(month + 1).is_some_and(|t| t.kind == Kind::Number && day(block.word(month + 1)).is_some());
    (joined(month) && is_month(block, month) && !own_day).then_some((at, month, DAY_FIRST))
}

/// `July 22-25`.
fn is_stretch(block: &Block, at: usize) -> bool {
    let hyphen = |mark: &str| matches!(mark, "-" | "–" | "‑");
    hyphen(block.word(at + 1)) || at > 0 && hyphen(block.word(at - 1))
}

fn has_year(block: &Block, last: usize) -> bool {
    let next = last + 1 + usize::from(block.word(last + 1) == ",");
    block.tokens.get(next).is_some_and(|t| t.kind == Kind::Number && t.range().len() == 4)
}

fn is_month(block: &Block, at: usize) -> bool {
    let capital = |t: &Token| t.kind == Kind::Word && t.case == Case::Capital;
    block.tokens.get(at).is_some_and(capital)
        && matches!(
            block.word(at),
            "January"
                | "February"
                | "March"
                | "April"
                | "May"
                | "June"
                | "July"
                | "August"
                | "September"
                | "October"
                | "November"
                | "December"
                | "Jan"
                | "Feb"
                | "Mar"
                | "Apr"
                | "Jun"
                | "Jul"
                | "Aug"
                | "Sept"
                | "Sep"
                | "Oct"
                | "Nov"
                | "Dec"
        )
}

fn is_fourth_of_july(block: &Block, first: usize, last: usize) -> bool {
    let has = |word: &str| (first..=last).any(|i| block.word(i) == word);
    has("July") && (has("4") || has("4th"))
}

/// What to do in the date at `range` to write its day in bare digits: the bytes of the ending. `None` where words
/// (`the 9th of February`) lean on the ending.
pub(crate) fn ending_to_cut(text: &str, range: ByteRange) -> Option<ByteRange> {
    let date = range.of(text);
    let at = date.bytes().position(|b| b.is_ascii_digit())?;
    let digits = date[at..].bytes().take_while(u8::is_ascii_digit).count();
    let free = !date.contains(" of ") && !text[..range.start].ends_with("the ");
    let start = range.start + at + digits;
    free.then(|| ByteRange::new(start, start + 2))
}

/// Where the ending of the day goes in the date at `range`, and which it is.
pub(crate) fn ending_to_add(text: &str, range: ByteRange) -> Option<(usize, &'static str)> {
    let date = range.of(text);
    let at = date.bytes().position(|b| b.is_ascii_digit())?;
    let digits = date[at..].bytes().take_while(u8::is_ascii_digit).count();
    let day = day(&date[at..at + digits])?;
    let ending = match (day % 10, day / 10) {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    Some((range.start + at + digits, ending))
}
