//! Whether a text read in a guessed encoding looks like one: words in one script, and no signs inside them.
//!
//! In the wrong encoding the letters beyond ASCII turn into others, into signs (`za³o`) or into unused codes, often in
//! the middle of a word, where no language has them.

use std::collections::BTreeSet;

/// One odd place among so many characters beyond ASCII is taken as a slip of the text's own.
const ONE_IN: usize = 20;

/// So few letters beyond ASCII can be many things.
const ENOUGH_LETTERS: usize = 8;

/// One sign again and again, read as letters, are as few.
const ENOUGH_DISTINCT: usize = 4;

/// Whether `text` can have been meant as it reads.
pub(super) fn is_plausible(text: &str) -> bool {
    if text.chars().any(is_unused) {
        return false;
    }
    let beyond = text.chars().filter(|c| !c.is_ascii()).count();
    odd_places(text) * ONE_IN <= beyond
}

/// Codes that no text has: controls other than white space, private use, and what marks a lost character.
fn is_unused(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t'..='\r' | '\x1A');
    control || matches!(c, '\u{E000}'..='\u{F8FF}' | char::REPLACEMENT_CHARACTER)
}

/// Whether so many letters beyond ASCII stand in a text that the guess rests on them.
pub(super) fn has_enough_letters(text: &str) -> bool {
    let (mut letters, mut capitals, mut marks) = (0, 0, 0);
    let mut distinct = BTreeSet::new();
    for c in text.chars().filter(|c| !c.is_ascii()) {
        if is_mark(c) {
            marks += 1;
        } else if c.is_alphabetic() {
            letters += 1;
            capitals += usize::from(c.is_uppercase());
            distinct.insert(c);
        }
    }
    letters >= ENOUGH_LETTERS && letters >= marks.max(2 * capitals) && distinct.len() >= ENOUGH_DISTINCT
}

/// Whether all that a text has beyond ASCII are the marks of print, the brackets among them in pairs.
pub(super) fn has_only_marks(text: &str) -> bool {
    let count = |mark| text.matches(mark).count();
    text.chars().all(|c| c.is_ascii() || is_mark(c))
        && BRACKETS.iter().all(|(open, close)| count(*open) == count(*close))
}

/// Quotation marks, dashes, and what East Asian fonts have at full width.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '‘'
            | '’'
            | '–'
            | '—'
            | '…'
            | '·'
            | '°'
            | '×'
            | '，'
            | '！'
            | '？'
            | '：'
            | '；'
            | '％'
            | '～'
    ) || matches!(c, '\u{3000}'..='\u{3002}')
        || BRACKETS.iter().any(|(open, close)| c == *open || c == *close)
}

/// Brackets that stand in pairs.
const BRACKETS: [(char, char); 6] =
    [('（', '）'), ('《', '》'), ('〈', '〉'), ('【', '】'), ('「', '」'), ('『', '』')];

/// How often a word changes its script, has a capital or a sign inside, or a character of East Asia stands alone.
fn odd_places(text: &str) -> usize {
    let mut odd = 0;
    let (mut before, mut last) = (Kind::Gap, Kind::Gap);
    for kind in text.chars().map(Kind::of).chain([Kind::Gap]) {
        let inside = before.is_letter() && kind.is_letter();
        odd += usize::from(match last {
            Kind::Letter { capital: true, beyond: true, .. } | Kind::Eastern => before == kind && kind.is_small(),
            Kind::Sign => inside || kind == Kind::Sign,
            // Two bytes of one sign.
            Kind::Letter { beyond: true, .. } if before == Kind::Sign && !kind.is_letter() => true,
            Kind::Letter { script, .. } => matches!(kind, Kind::Letter { script: next, .. } if next != script),
            Kind::Blank => before == Kind::Eastern && kind == Kind::Eastern,
            Kind::Gap => false,
        });
        (before, last) = (last, kind);
    }
    odd
}

/// What a character is to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A letter of an alphabet.
    Letter { script: Script, capital: bool, beyond: bool },
    /// A Chinese, Japanese or Korean character.
    Eastern,
    /// A sign beyond ASCII that stands in no word.
    Sign,
    /// A space, which Chinese and Japanese words have not between them.
    Blank,
    /// What parts words or may stand in them: ASCII signs, dashes, quotation marks.
    Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        let letter = |script| Self::Letter { script, capital: c.is_uppercase(), beyond: !c.is_ascii() };
        match c {
            '\u{AC00}'..='\u{D7AF}' => letter(Script::Other),
            '\u{2E80}'..='\u{2FFF}' | '\u{3040}'..='\u{ABFF}' | '\u{F900}'..='\u{FAFF}' => Self::Eastern,
            ' ' => Self::Blank,
            _ if is_mark(c) => Self::Gap,
            // Marks that are written inside words or beside them.
            '·' | '\u{AD}' | '\u{A0}' | '«' | '»' | 'ª' | 'º' | '°' | '\u{300}'..='\u{36F}' => Self::Gap,
            '\u{2000}'..='\u{206F}' => Self::Gap,
            _ if c.is_ascii_alphabetic() => letter(Script::Latin),
            _ if c.is_ascii() => Self::Gap,
            _ if !c.is_alphabetic() => Self::Sign,
            '\u{80}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => letter(Script::Latin),
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => letter(Script::Greek),
            '\u{400}'..='\u{52F}' => letter(Script::Cyrillic),
            _ => letter(Script::Other),
        }
    }

    fn is_letter(self) -> bool {
        matches!(self, Self::Letter { .. })
    }

    fn is_small(self) -> bool {
        matches!(self, Self::Letter { capital: false, .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_script_are_plausible() {
        for text in [
            "naïve café, “Übung” – 5 °C",
            "зеленый чай и Wi-Fi",
            "雨 fell on 河 and 天气预报",
            "l·lusió",
            "ΑΒΓ δέλτα",
            "plain",
        ] {
            assert!(is_plausible(text), "{text}");
        }
    }

    #[test]
    fn garbled_words_are_not() {
        for text in ["za¿ó³æ gê¶l¹ jaŸñ", "caf茅teria l茅ger", "Ïðèâåò\u{81}", "мaлeнький", "a\u{E000}", "zaÆmi"]
        {
            assert!(!is_plausible(text), "{text}");
        }
    }
}
