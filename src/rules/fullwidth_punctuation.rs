//! `fullwidth-punctuation`: marks, digits or letters in the width of Chinese and Japanese in a text of other letters.

use memchr::memchr2_iter;

use crate::block::Block;
use crate::finding::{Finding, Fix, Severity};
use crate::language::Language;
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::styles::scripts::Script;
use crate::token::Signs;

pub(crate) const RULE: Rule = Rule {
    code: "fullwidth-punctuation",
    doc: include_str!("fullwidth_punctuation.md"),
    its: "typographical",
    mqm: "punctuation",
    scope: Scope::Block(check),
};

fn check(block: &Block, language: Language, findings: &mut Vec<Finding>) {
    let eastern = Signs::EASTERN_MARKS.and(Signs::WIDE);
    if !block.signs.has(eastern) || matches!(language.code(), "zh" | "ja" | "ko" | "yue" | "") {
        return;
    }
    let text = &*block.text;
    let mut done = 0;
    // The two bytes with which all these signs begin.
    for at in memchr2_iter(0xE3, 0xEF, text.as_bytes()) {
        if at < done || !text[at..].starts_with(is_wide) {
            continue;
        }
        let rest = &text[at..];
        let length = rest.find(|c| !is_wide(c)).unwrap_or(rest.len());
        let range = ByteRange::new(at, at + length);
        done = range.end;
        if !is_among_eastern(text, range) {
            findings.push(finding(text, range));
        }
    }
}

/// Marks of Chinese and Japanese, and the full-width forms of ASCII.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}' | '\u{30FB}' | '\u{FF01}'..='\u{FF5E}')
}

/// Whether what it touches is Chinese, Japanese or Korean, or a number in a circle: then the width is right.
fn is_among_eastern(text: &str, range: ByteRange) -> bool {
    let eastern = |c: char| {
        matches!(Script::of(c), Some(Script::Han | Script::Kana | Script::Hangul))
            || matches!(c, '\u{2460}'..='\u{24FF}')
    };
    let before = || text[..range.start].trim_end().chars().next_back();
    let after = || text[range.end..].trim_start().chars().next();
    // Most often a common Chinese character touches it, which no other begins like.
    let bytes = &text.as_bytes()[..range.start];
    matches!(bytes, [.., 0xE5..=0xE9, _, _]) || before().is_some_and(eastern) || after().is_some_and(eastern)
}

fn finding(text: &str, range: ByteRange) -> Finding {
    let shown = range.of(text);
    let what = if shown.contains(char::is_alphanumeric) { "Characters" } else { "A mark" };
    let message = match shown {
        "\u{3000}" => "This is a wide space, as Chinese and Japanese use it.".to_owned(),
        _ => format!("{what} in the width of Chinese and Japanese: \"{shown}\"."),
    };
    let mut finding = Finding::new(RULE.code, "width", Severity::Warning, range, message);
    if let Some(narrow) = narrow(text, range) {
        let title = match narrow.trim() {
            "" => "Write an ordinary space".to_owned(),
            mark => format!("Write \"{mark}\""),
        };
        let certain = !shown.contains(['～', '\u{3000}']);
        finding.fixes.push(Fix::new(title, certain, vec![Edit::replace(range, narrow)]));
    }
    finding
}

/// The same in the width of Latin letters, with the blanks these need; `None` where there is no such mark.
fn narrow(text: &str, range: ByteRange) -> Option<String> {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let narrow: Option<String> = range.of(text).chars().map(ascii).collect();
    let mut narrow = narrow?;
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '“' | '‘' | '"' | '('));
    let figures = before.is_some_and(char::is_numeric) && after.is_some_and(char::is_numeric);
    if narrow.ends_with([',', '.', ';', ':', '!', '?', ')', ']']) && letter(after) && !figures {
        narrow.push(' ');
    }
    if narrow.starts_with(['(', '[']) && before.is_some_and(char::is_alphanumeric) {
        narrow.insert(0, ' ');
    }
    Some(narrow)
}

fn ascii(wide: char) -> Option<char> {
    match wide {
        '\u{3000}' => Some(' '),
        '、' => Some(','),
        '。' => Some('.'),
        '～' => Some('–'),
        '\u{FF01}'..='\u{FF5D}' => char::from_u32(u32::from(wide) - 0xFEE0),
        _ => None,
    }
}
