//! `invisible-character`: characters that nobody sees and nobody meant.

use crate::block::{Block, is_mask};
use crate::bytes::{Sixteen, places};
use crate::finding::{Finding, Fix, Severity};
use crate::language::Language;
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::styles::scripts::Script;
use crate::token::Signs;

pub(crate) const RULE: Rule = Rule {
    code: "invisible-character",
    doc: include_str!("invisible_character.md"),
    its: "characters",
    mqm: "character-encoding",
    scope: Scope::Block(check),
};

/// What an invisible character is, and what takes its place.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Invisible {
    name: &'static str,
    kind: &'static str,
    instead: &'static str,
}

fn check(block: &Block, language: Language, findings: &mut Vec<Finding>) {
    let text = &*block.text;
    if !block.signs.has(HOLDING) {
        return;
    }
    let mut groups: Vec<(Invisible, Vec<ByteRange>)> = Vec::new();
    let look = |at: usize| {
        let Some(c) = text[at..].chars().next() else { return };
        let range = ByteRange::new(at, at + c.len_utf8());
        let Some(what) = invisible(c, language).filter(|_| !belongs(text, range, c, language)) else { return };
        match groups.iter_mut().find(|(known, _)| *known == what) {
            Some((_, places)) => places.push(range),
            None => groups.push((what, vec![range])),
        }
    };
    if block.signs.has(Signs::CONTROL) {
        (0..text.len()).filter(|at| BEGINS[usize::from(text.as_bytes()[*at])]).for_each(look);
    } else {
        // Dashes and curly marks, of which there are many, can be seen.
        let begin = |bytes: Sixteen<'_>| {
            bytes.are(0xC2) | bytes.are(0xEF) | bytes.are(0xE2) & !bytes.begin([0xE2, 0x80], 0x90, 0xA7)
        };
        places(text.as_bytes(), begin).for_each(look);
    }
    findings.extend(groups.into_iter().map(|(what, places)| finding(text, what, &places)));
}

/// Where they may stand.
const HOLDING: Signs = Signs::CONTROL.and(Signs::LATIN_MARKS).and(Signs::UNSEEN);

/// The bytes that they begin with, but for line breaks and markup, of which a block may have many.
const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0;
    while byte < begins.len() {
        let control = byte < 0x20 || byte == 0x7F;
        begins[byte] =
            control && !matches!(byte as u8, 1..=3 | b'\t' | b'\n' | b'\r') || matches!(byte, 0xC2 | 0xE2 | 0xEF);
        byte += 1;
    }
    begins
};

fn invisible(c: char, language: Language) -> Option<Invisible> {
    let of = |name, kind, instead| Some(Invisible { name, kind, instead });
    match c {
        '\u{A0}' => of("no-break space", "no-break", " "),
        '\u{AD}' => of("soft hyphen", "soft-hyphen", ""),
        '\u{200B}' if !has_no_spaces(language) => of("zero-width space", "zero-width", ""),
        '\u{200C}' | '\u{200D}' => of("zero-width joiner", "zero-width", ""),
        '\u{2060}' | '\u{FEFF}' => of("zero-width no-break space", "zero-width", ""),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            of("mark of writing direction", "direction", "")
        }
        '\u{2028}' | '\u{2029}' => of("line separator", "separator", " "),
        '\u{FFFD}' => of("replacement character", "lost", "\u{FFFD}"),
        '\t' | '\n' | '\r' | '\u{C}' | '\u{85}' => None,
        c if c.is_control() && !is_mask(c) => of("control character", "control", ""),
        _ => None,
    }
}

/// Whether the character does its work where it stands.
fn belongs(text: &str, range: ByteRange, c: char, language: Language) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    match c {
        '\u{A0}' => ties(text, range, language),
        // In Persian, Arabic and the scripts of India they shape letters; between pictures they make one of two.
        '\u{200C}' | '\u{200D}' => ![before, after].iter().flatten().any(|c| is_plain_letter(*c)),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            text.chars().any(|c| matches!(Script::of(c), Some(Script::Hebrew | Script::Arabic)))
        }
        '\u{AD}' | '\u{200B}' => ![before, after].iter().flatten().any(|c| c.is_alphanumeric()),
        _ => false,
    }
}

fn is_plain_letter(c: char) -> bool {
    matches!(Script::of(c), Some(Script::Latin | Script::Greek | Script::Cyrillic | Script::Han | Script::Kana))
}

/// Thai and its neighbours break lines at zero-width spaces; so may Chinese and Japanese.
fn has_no_spaces(language: Language) -> bool {
    matches!(language.code(), "th" | "km" | "lo" | "my" | "ja" | "zh" | "")
}

/// Whether a no-break space holds together what belongs together: a number and its unit, an initial, a short word
/// or a mark and the word beside it. Between two longer words it holds nothing.
fn ties(text: &str, range: ByteRange, language: Language) -> bool {
    let before = text[..range.start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = text[range.end..].split(char::is_whitespace).next().unwrap_or_default();
    let word = |w: &str| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        bare.chars().count() >= 2 && bare.chars().all(char::is_alphabetic)
    };
    let short_word = before.chars().count() <= 3 && language != Language::ENGLISH;
    // In "Mr. Holm" the dot is that of a title.
    let dotted = before.ends_with('.') || before.ends_with(['«', '„', '(']);
    let marks = after.starts_with(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '('));
    let title = matches!(before, "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "No" | "vs" | "Mme" | "Mlle");
    !(word(before) && word(after)) || short_word || dotted || marks || title
}

fn finding(text: &str, what: Invisible, places: &[ByteRange]) -> Finding {
    let message = message(text, what, places);
    let severity =
        if what.kind == "lost" || what.kind == "control" { Severity::Warning } else { Severity::Information };
    let mut finding = Finding::new(RULE.code, what.kind, severity, places[0], message);
    if what.kind == "lost" {
        return finding;
    }
    let edits = places.iter().map(|place| Edit::replace(*place, what.instead)).collect();
    let title = match (what.instead, places.len()) {
        ("", 1) => format!("Remove the {}", what.name),
        ("", 2) => "Remove both characters of this kind".to_owned(),
        ("", n) => format!("Remove all {n} characters of this kind"),
        (_, 1) => format!("Replace the {} with an ordinary space", what.name),
        (_, 2) => "Replace both with ordinary spaces".to_owned(),
        (_, n) => format!("Replace all {n} with ordinary spaces"),
    };
    let certain = !matches!(what.kind, "direction" | "soft-hyphen");
    finding.fixes.push(Fix::new(title, certain, edits));
    finding
}

fn message(text: &str, what: Invisible, places: &[ByteRange]) -> String {
    if what.kind == "lost" {
        return "A character was lost here when the text was read or written in the wrong encoding.".to_owned();
    }
    let before = text[..places[0].start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let near = crate::block::readable(before);
    let near = near.trim_matches(|c: char| c.is_control());
    let more = match places.len() {
        1 => String::new(),
        2 => ", and one more in this paragraph".to_owned(),
        n => format!(", and {} more in this paragraph", n - 1),
    };
    match near {
        "" => format!("There is an invisible {} here{more}.", what.name),
        word => format!("An invisible {} follows \"{word}\"{more}.", what.name),
    }
}
