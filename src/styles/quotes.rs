//! Straight and curly quotation marks and apostrophes.
//!
//! Signs behind a digit are inches and minutes and say nothing. In English one choice covers quotation marks and
//! apostrophes; elsewhere guillemets may stand beside apostrophes of either kind, so each is a family of its own.

use crate::bytes::{Sixteen, places};
use crate::language::Language;
use crate::range::ByteRange;

use super::{Family, Mark};

/// The form of `'` and `"`.
pub(crate) const STRAIGHT: u8 = 0;
/// The form of `’`, `“` and their kin.
pub(crate) const CURLY: u8 = 1;

/// The first two bytes of U+2018 to U+201F.
const OF_CURLY: [u8; 2] = [0xE2, 0x80];

/// Adds the marks of a block's text.
pub(super) fn read(text: &str, language: Language, marks: &mut Vec<Mark>) {
    let bytes = text.as_bytes();
    let [of_quotes, of_apostrophes] = [false, true].map(|apostrophe| family(apostrophe, language));
    let begin = |bytes: Sixteen<'_>| bytes.are(b'\'') | bytes.are(b'"') | bytes.begin(OF_CURLY, 0x98, 0x9F);
    for at in places(bytes, begin) {
        let (form, length) = if bytes[at] == OF_CURLY[0] { (CURLY, 3) } else { (STRAIGHT, 1) };
        let range = ByteRange::new(at, at + length);
        // Most apostrophes stand between Latin letters.
        let (apostrophe, speaks) =
            if follows_letter(text, at) && bytes.get(range.end).is_some_and(u8::is_ascii_alphabetic) {
                let apostrophe = is_sign_of_apostrophe(bytes, at);
                (apostrophe, apostrophe)
            } else {
                let around = Around::of(text, range);
                let follows = around.before.is_some_and(char::is_alphanumeric);
                let apostrophe = follows && is_sign_of_apostrophe(bytes, at);
                (apostrophe, around.says_something(apostrophe))
            };
        let family = if apostrophe { of_apostrophes } else { of_quotes };
        marks.extend(family.filter(|_| speaks).map(|family| Mark::new(family, form, range)));
    }
}

/// Whether a Latin letter stands before byte `at`.
fn follows_letter(text: &str, at: usize) -> bool {
    match text.as_bytes()[..at] {
        [.., last] if last.is_ascii() => last.is_ascii_alphabetic(),
        // All from À to ɏ but × and ÷.
        [.., 0xC3, last] => !matches!(last, 0x97 | 0xB7),
        [.., 0xC4..=0xC8, _] | [.., 0xC9, 0x80..=0x8F] => true,
        _ => false,
    }
}

/// Whether the mark that begins at byte `at` may be an apostrophe.
fn is_sign_of_apostrophe(text: &[u8], at: usize) -> bool {
    matches!(text[at..], [b'\'', ..] | [0xE2, 0x80, 0x99, ..])
}

/// Chinese, Japanese and Korean texts have curly marks of their own; their apostrophes stand in foreign words.
fn family(apostrophe: bool, language: Language) -> Option<Family> {
    match (language.code(), apostrophe) {
        ("en", _) | (_, false) => Some(Family::Quotes),
        ("zh" | "ja" | "ko", true) => None,
        (_, true) => Some(Family::Apostrophes),
    }
}

/// The characters on both sides of a mark.
#[derive(Clone, Copy)]
pub(crate) struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    /// What stands around `range` of `text`.
    pub(crate) fn of(text: &str, range: ByteRange) -> Self {
        Self { before: text[..range.start].chars().next_back(), after: text[range.end..].chars().next() }
    }

    fn says_something(self, apostrophe: bool) -> bool {
        let measure = self.before.is_some_and(char::is_numeric) && !self.after.is_some_and(char::is_alphabetic);
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // A mark alone between blanks is no quotation; a quotation mark inside a word is a letter of Hebrew.
        let alone = [self.before, self.after].iter().all(|c| c.is_none_or(char::is_whitespace));
        let in_word = !apostrophe && inside(self.before) && inside(self.after);
        !measure && !alone && !in_word
    }

    /// The curly mark for a straight one in an English text: an apostrophe or closing mark behind a letter or a
    /// mark, an opening one elsewhere.
    pub(crate) fn curly(self, straight: &str) -> &'static str {
        let opens = self.before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '“' | '\u{1}'));
        let year = self.after.is_some_and(char::is_numeric);
        match (straight, opens) {
            ("'", true) if !year => "‘",
            ("'", _) => "’",
            (_, true) => "“",
            (_, false) => "”",
        }
    }
}

/// The straight mark for a curly one.
pub(crate) fn straight(curly: &str) -> &'static str {
    if matches!(curly, "‘" | "’" | "‚" | "‛") { "'" } else { "\"" }
}
