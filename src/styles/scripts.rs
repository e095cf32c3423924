//! Letters of a script that the text's language is not written in.
//!
//! Said of languages whose script is known. A stretch in brackets or quotation marks, in a link or in emphasis is a
//! citation and not kept; a word that mixes letters of two scripts holds look-alikes.

use crate::block::{Block, any_byte};
use crate::language::Language;
use crate::range::ByteRange;
use crate::token::{Kind, Signs, Token};

/// A writing system, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Latin letters: at home in every text.
    Latin,
    /// Greek letters.
    Greek,
    /// Cyrillic letters.
    Cyrillic,
    /// Hebrew letters.
    Hebrew,
    /// Arabic letters.
    Arabic,
    /// Devanagari and the other scripts of India.
    Indic,
    /// Thai letters.
    Thai,
    /// Chinese characters.
    Han,
    /// Hiragana and katakana.
    Kana,
    /// Hangul.
    Hangul,
}

impl Script {
    /// The script of a letter; `None` for others and for scripts that are not told apart here.
    pub(crate) fn of(letter: char) -> Option<Self> {
        Some(match letter {
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{5D0}'..='\u{5EA}' => Self::Hebrew,
            '\u{620}'..='\u{6FF}' | '\u{750}'..='\u{77F}' => Self::Arabic,
            '\u{900}'..='\u{D7F}' => Self::Indic,
            '\u{E00}'..='\u{E7F}' => Self::Thai,
            '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' => Self::Kana,
            '\u{3005}'..='\u{3007}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}' => Self::Han,
            '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' => Self::Hangul,
            _ => return None,
        })
    }

    /// How it is called in a message.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin letters",
            Self::Greek => "Greek letters",
            Self::Cyrillic => "Cyrillic letters",
            Self::Hebrew => "Hebrew letters",
            Self::Arabic => "Arabic letters",
            Self::Indic => "letters of an Indian script",
            Self::Thai => "Thai letters",
            Self::Han => "Chinese characters",
            Self::Kana => "Japanese kana",
            Self::Hangul => "Korean letters",
        }
    }

    /// The scripts of a language beside Latin; `None` where they are not known.
    fn of_language(language: Language) -> Option<&'static [Self]> {
        Some(match language.code() {
            "en" | "de" | "fr" | "es" | "it" | "pt" | "nl" | "sv" | "da" | "no" | "nb" | "nn" | "fi" | "et" | "lv"
            | "lt" | "pl" | "cs" | "sk" | "sl" | "hr" | "hu" | "ro" | "tr" | "id" | "ms" | "vi" | "sq" | "is"
            | "ga" | "cy" | "ca" | "gl" | "eu" | "af" => &[],
            "ru" | "uk" | "be" | "bg" | "mk" => &[Self::Cyrillic],
            "el" => &[Self::Greek],
            "he" => &[Self::Hebrew],
            "ar" | "fa" | "ur" => &[Self::Arabic],
            "th" => &[Self::Thai],
            "zh" => &[Self::Han, Self::Kana],
            "ja" => &[Self::Han, Self::Kana],
            "ko" => &[Self::Hangul, Self::Han],
            _ => return None,
        })
    }
}

/// A stretch that is left over from the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Where it stands in its block.
    pub range: ByteRange,
    /// The script of its first letter.
    pub script: Script,
    /// Whether it is one word that also has letters of the text's script.
    pub mixed: bool,
}

/// In which scripts the words of a block are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scripts {
    /// No word of the block is in the text's script, and some are in another.
    pub whole: bool,
    /// Some word of the block is in the text's script.
    pub own: bool,
}

/// Reads a block: in which scripts its words are, and the stretches in others, in order, citations left out.
pub(super) fn read(block: &Block, language: Language) -> (Scripts, Vec<Stretch>) {
    let Some(scripts) = Script::of_language(language) else { return Default::default() };
    if !block.signs.has(Signs::OTHER_SCRIPTS) || !may_hold_others(&block.text, scripts) {
        let own = block.tokens.iter().any(|t| t.kind != Kind::Punctuation);
        return (Scripts { whole: false, own }, Vec::new());
    }
    let found = Reader { block, own: scripts }.read();
    (Scripts { whole: found.whole && !found.own, own: found.own }, found.stretches)
}

/// Whether any byte can begin a letter of another script.
fn may_hold_others(text: &str, own: &[Script]) -> bool {
    let cyrillic = own.contains(&Script::Cyrillic);
    let eastern = own.iter().any(|s| matches!(s, Script::Han | Script::Hangul));
    any_byte(text, |b| {
        let of_cyrillic = cyrillic & (0xD0..=0xD4).contains(&b);
        let of_eastern = eastern & (0xE3..=0xED).contains(&b);
        let beyond_latin = (0xCD..=0xED).contains(&b) & (b != 0xE1) & (b != 0xE2) | (b == 0xF0);
        beyond_latin & !of_cyrillic & !of_eastern
    })
}

/// What was found so far.
#[derive(Default)]
struct Found {
    stretches: Vec<Stretch>,
    /// Some words are in another script.
    whole: bool,
    own: bool,
    brackets: Brackets,
}

/// Which brackets and quotation marks are open at a place, so far as the text was read for it.
#[derive(Default)]
struct Brackets {
    /// The first byte that was not read.
    at: usize,
    opened: usize,
    closed: usize,
    straight: usize,
}

impl Brackets {
    /// Reads on to byte `to` of a text; whether any are open there.
    fn are_open(&mut self, text: &str, to: usize) -> bool {
        for sign in text[self.at..to].chars() {
            match sign {
                '(' | '（' | '[' | '“' | '«' | '《' | '「' => self.opened += 1,
                ')' | '）' | ']' | '”' | '»' | '》' | '」' => self.closed += 1,
                '"' => self.straight += 1,
                _ => {}
            }
        }
        self.at = to;
        self.opened > self.closed || self.straight % 2 == 1
    }
}

struct Reader<'a> {
    block: &'a Block,
    own: &'a [Script],
}

impl Reader<'_> {
    fn read(&self) -> Found {
        let mut found = Found::default();
        let mut open: Option<(usize, usize, Script)> = None;
        let bytes = self.block.text.as_bytes();
        for (at, token) in self.block.tokens.iter().enumerate() {
            let range = token.range();
            // Most words.
            if bytes[range.start].is_ascii_alphabetic() && bytes[range.start..range.end].is_ascii() {
                found.own = true;
                self.close(open.take(), &mut found);
                continue;
            }
            let script = if matches!(token.kind, Kind::Word | Kind::Ideograph) { self.script(token) } else { None };
            match script {
                Some((script, _)) if self.is_own(script) => {
                    found.own = true;
                    self.close(open.take(), &mut found);
                    found.stretches.extend(self.look_alikes(token, script));
                }
                Some((script, mixed)) if mixed => {
                    self.close(open.take(), &mut found);
                    found.own = true;
                    found.stretches.extend(self.mixed(token, script));
                }
                Some((script, _)) => {
                    open = open.map_or(Some((at, at, script)), |(from, _, script)| Some((from, at, script)));
                    found.whole = true;
                }
                None if token.kind == Kind::Opaque => self.close(open.take(), &mut found),
                None => {}
            }
        }
        self.close(open, &mut found);
        found
    }

    fn is_own(&self, script: Script) -> bool {
        script == Script::Latin || self.own.contains(&script)
    }

    /// The script of a word's first letter, and whether it is another that has Latin ones behind it.
    fn script(&self, token: &Token) -> Option<(Script, bool)> {
        // Most words that are not of ASCII, where there are many.
        if token.kind == Kind::Ideograph && (0xE4..=0xE9).contains(&self.block.text.as_bytes()[token.range().start]) {
            return Some((Script::Han, false));
        }
        let mut letters = token.range().of(&self.block.text).chars().filter_map(Script::of);
        let first = letters.next()?;
        Some((first, !self.is_own(first) && is_alike(first) && letters.any(|s| self.is_own(s))))
    }

    /// A word of the text's script with letters in it that only look so.
    fn look_alikes(&self, token: &Token, script: Script) -> Option<Stretch> {
        let word = token.range().of(&self.block.text);
        if word.is_ascii() || word.contains(['\'', '’']) {
            return None;
        }
        let expected = if script == Script::Latin && self.own.is_empty() { Script::Latin } else { script };
        let other = word.chars().filter_map(Script::of).find(|s| *s != expected && is_alike(*s))?;
        let told = expected == Script::Latin || expected == Script::Cyrillic && other == Script::Latin;
        told.then(|| self.mixed(token, other)).flatten()
    }

    /// A word with letters of another script. Greek ones also stand in units and formulas (`μm`), and only count
    /// where all of them look like Latin ones.
    fn mixed(&self, token: &Token, script: Script) -> Option<Stretch> {
        let word = token.range().of(&self.block.text);
        let counts = script != Script::Greek || in_one_script(word, true).is_some();
        counts.then_some(Stretch { range: token.range(), script, mixed: true })
    }

    fn close(&self, open: Option<(usize, usize, Script)>, found: &mut Found) {
        let Some((from, to, script)) = open else { return };
        let range = self.block.span(from, to);
        let one_sign = script == Script::Greek && range.of(&self.block.text).chars().count() <= 2;
        if !one_sign && !self.is_citation((from, to), &mut found.brackets) {
            found.stretches.push(Stretch { range, script, mixed: false });
        }
    }

    /// In brackets, in quotation marks, in a link or in emphasis.
    fn is_citation(&self, (from, to): (usize, usize), brackets: &mut Brackets) -> bool {
        let tokens = &self.block.tokens;
        let mark =
            |i: Option<usize>| i.filter(|i| tokens[*i].kind == Kind::Punctuation).map_or("", |i| self.block.word(i));
        let marked = tokens[from].gap.link || tokens[from].gap.markup;
        let before = mark(from.checked_sub(1));
        let opens = "([{（［【《「『“‘«„\"'/|=".contains(before) && !before.is_empty();
        let closes = matches!(mark(Some(to + 1).filter(|i| *i < tokens.len())), "/" | "|");
        marked || opens || closes || brackets.are_open(&self.block.text, tokens[from].range().start)
    }
}

/// Whether letters of the script look like those of another.
fn is_alike(script: Script) -> bool {
    matches!(script, Script::Latin | Script::Greek | Script::Cyrillic)
}

/// Letters of Cyrillic or Greek and Latin that look the same.
const LOOK_ALIKES: &[(char, char)] = &[
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ѕ', 's'),
    ('ј', 'j'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ѕ', 'S'),
    ('Ј', 'J'),
    ('ο', 'o'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
];

/// The word written in one script by its look-alikes: Latin where `latin`, else Cyrillic. `None` where a letter has
/// none.
pub(crate) fn in_one_script(word: &str, latin: bool) -> Option<String> {
    let unlike = |c: char| matches!(Script::of(c), Some(s) if (s == Script::Latin) != latin);
    let alike = |c: char| {
        let pair = LOOK_ALIKES.iter().find(|(cyrillic, roman)| if latin { *cyrillic == c } else { *roman == c });
        pair.map(|(cyrillic, roman)| if latin { *roman } else { *cyrillic })
    };
    word.chars().map(|c| if unlike(c) { alike(c) } else { Some(c) }).collect()
}
