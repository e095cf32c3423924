//! Whether a text read in a guessed encoding looks like one: words in one script, and no signs inside them.
//!
//! In the wrong encoding the letters beyond ASCII turn into others, into signs (`za³o`) or into unused codes, often in
//! the middle of a word, where no language has them.

/// One odd place among so many characters beyond ASCII is taken as a slip of the text's own.
const ONE_IN: usize = 20;

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

/// How often a word changes its script, has a capital or a sign inside, or a lone character of East Asia.
fn odd_places(text: &str) -> usize {
    let mut odd = 0;
    let (mut before, mut last) = (Kind::Gap, Kind::Gap);
    for kind in text.chars().map(Kind::of).chain([Kind::Gap]) {
        let alone = last != kind && before == kind && kind.is_small();
        odd += usize::from(match last {
            Kind::Letter { capital: true, beyond: true, .. } | Kind::Sign | Kind::Eastern => alone,
            Kind::Letter { script, .. } => matches!(kind, Kind::Letter { script: next, .. } if next != script),
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
    /// What parts words or may stand in them: blanks, ASCII signs, dashes, quotation marks.
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
            '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' => {
                Self::Eastern
            }
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
