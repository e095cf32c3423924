//! Words, numbers and punctuation, with their casing and what lies between them.
//!
//! Cutting follows UAX #29 with three differences that matter for repeats and names: apostrophes (`'` and `’`)
//! stay inside words, a dotted acronym (`U.S.`) is one token, and a hyphen is a token of its own that knows it
//! is glued. Scripts written without spaces come one character a token. Everything is computed per block.

use std::borrow::Cow;

use rustc_hash::FxHasher;
use std::hash::Hasher;
use unicode_segmentation::UnicodeSegmentation;

use crate::block::is_mask;
use crate::range::ByteRange;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word of a script with spaces; may hold apostrophes, digits and masked markup.
    Word,
    /// One character of a script without spaces (Han, kana, Thai …), or one katakana word.
    Ideograph,
    /// Digits, with the marks inside them (`60,120`, `8:00`).
    Number,
    /// Any other single character.
    Punctuation,
    /// Code, an address, a placeholder: equal to nothing, not even to itself.
    Opaque,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No letter with case.
    None,
    /// `word`.
    Lower,
    /// `Word`, or a single capital.
    Capital,
    /// `WORD`, two capitals or more.
    Upper,
    /// `iPhone`, `McDonald`.
    Mixed,
}

/// What lies between a token and the one before it. All false: they touch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Gap {
    /// White space of any kind.
    pub space: bool,
    /// Inline markup that a reader does not see.
    pub markup: bool,
    /// A link begins or ends.
    pub link: bool,
}

/// One token; offsets are bytes of its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub case: Case,
    /// What stands before it.
    pub gap: Gap,
    /// Which sentence of the block it is in, from 0.
    pub sentence: u16,
    /// A hash of its text in lower case, apostrophes made alike, markup dropped: equal words have equal keys.
    pub key: u64,
}

impl Token {
    /// Where it stands in its block.
    pub fn range(&self) -> ByteRange {
        ByteRange::new(self.start as usize, self.end as usize)
    }

    /// Whether it carries meaning: a word, a character of a script without spaces, or a number.
    pub fn is_wordlike(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Ideograph | Kind::Number)
    }

    /// Whether it is a word that begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.kind == Kind::Word && matches!(self.case, Case::Capital | Case::Upper | Case::Mixed)
    }
}

/// The comparable form of a word: lower case, `’` as `'`, masked markup dropped.
pub fn normal(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'\'') {
        return Cow::Borrowed(word);
    }
    let apostrophe = |c| if c == '’' { '\'' } else { c };
    Cow::Owned(
        word.chars()
            .filter(|c| !is_mask(*c))
            .map(apostrophe)
            .flat_map(char::to_lowercase)
            .filter(|&c| c != '\u{307}')
            .collect(),
    )
}

/// The key of a word given as text, comparable with [`Token::key`].
pub fn key(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(normal(word).as_bytes());
    hasher.finish()
}

/// The tokens of a block's masked text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut cutter =
        Cutter { text, at: 0, gap: Gap::default(), sentence: 0, tokens: Vec::with_capacity(text.len() / 6) };
    while cutter.at < text.len() {
        cutter.step();
    }
    cutter.tokens
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    gap: Gap,
    sentence: u16,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn step(&mut self) {
        let Some(c) = self.text[self.at..].chars().next() else { return };
        match c {
            '\u{1}' => self.skip(c, |gap| gap.markup = true),
            '\u{2}' => self.skip(c, |gap| gap.link = true),
            '\u{3}' => self.opaque(),
            c if c.is_whitespace() => self.skip(c, |gap| gap.space = true),
            c if c.is_numeric() && !ideographic(c) => self.number(),
            c if is_letter(c) => self.word(),
            c => self.push(Kind::Punctuation, c.len_utf8()),
        }
    }

    fn skip(&mut self, c: char, note: impl FnOnce(&mut Gap)) {
        note(&mut self.gap);
        self.at += c.len_utf8();
    }

    fn opaque(&mut self) {
        let len = self.text[self.at..].bytes().take_while(|&b| b == 3).count();
        self.push(Kind::Opaque, len);
    }

    /// Digits with marks inside; a letter right behind makes it a word (`2nd`, `5G`).
    fn number(&mut self) {
        let bytes = &self.text.as_bytes()[self.at..];
        let mut len = 0;
        while len < bytes.len() {
            let mark =
                matches!(bytes[len], b'.' | b',' | b':' | b'/') && bytes.get(len + 1).is_some_and(u8::is_ascii_digit);
            if !(bytes[len].is_ascii_digit() || mark && len > 0) {
                break;
            }
            len += 1;
        }
        let len = len.max(self.text[self.at..].chars().next().map_or(1, char::len_utf8));
        let glued = self.text[self.at + len..].chars().next().is_some_and(|c| is_letter(c) && !ideographic(c));
        if glued { self.word() } else { self.push(Kind::Number, len) }
    }

    fn word(&mut self) {
        let rest = &self.text[self.at..];
        if let Some(len) = dotted_acronym(rest) {
            return self.push(Kind::Word, len);
        }
        let len = word_length(rest);
        let word = &rest[..len];
        if !word.chars().any(ideographic) {
            return self.push(Kind::Word, len);
        }
        for piece in word.split_word_bounds() {
            let spaced = !piece.chars().any(ideographic);
            self.push(if spaced { Kind::Word } else { Kind::Ideograph }, piece.len());
        }
    }

    fn push(&mut self, kind: Kind, len: usize) {
        let text = &self.text[self.at..self.at + len];
        let gap = std::mem::take(&mut self.gap);
        if self.ends_sentence(text, kind, gap) {
            self.sentence = self.sentence.saturating_add(1);
        }
        let key = if kind == Kind::Opaque { 0 } else { key(text) };
        let case = if kind == Kind::Word { case(text) } else { Case::None };
        let (start, end) = (self.at as u32, (self.at + len) as u32);
        self.tokens.push(Token { start, end, kind, case, gap, sentence: self.sentence, key });
        self.at += len;
    }

    /// Whether a sentence ended before the token `text` that is about to be pushed.
    fn ends_sentence(&self, text: &str, kind: Kind, gap: Gap) -> bool {
        let wordlike = matches!(kind, Kind::Word | Kind::Ideograph | Kind::Number | Kind::Opaque);
        let opening = matches!(text, "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "„" | "「" | "『" | "¿" | "¡");
        if !wordlike && !opening {
            return false;
        }
        let mut before = self.tokens.iter().rev().skip_while(|t| is_closing(self.slice(t)) && !t.gap.space);
        let Some(mark) = before.next() else { return false };
        match self.slice(mark) {
            "。" | "！" | "？" | "．" => true,
            "!" | "?" | "…" => gap.space,
            "." => gap.space && !before.next().is_some_and(|t| is_abbreviation(self.slice(t), text)),
            dotted if dotted.ends_with('.') && mark.kind == Kind::Word => gap.space && starts_sentence_word(text),
            _ => false,
        }
    }

    fn slice(&self, token: &Token) -> &str {
        token.range().of(self.text)
    }
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "」" | "』")
}

/// Titles and other short forms whose dot ends no sentence, and initials before a name.
fn is_abbreviation(word: &str, next: &str) -> bool {
    const TITLES: [&str; 20] = [
        "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Col", "Lt", "Capt", "Sgt", "Rev", "Hon", "Gov", "Sen", "Rep",
        "Jr", "Sr", "Messrs", "vs",
    ];
    let before_number = matches!(word, "No" | "Nos" | "Art" | "Fig" | "fig" | "Vol" | "p" | "pp");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let goes_on = next.chars().next().is_some_and(char::is_lowercase);
    let number = next.chars().next().is_some_and(char::is_numeric);
    TITLES.contains(&word) || initial || goes_on || before_number && number
}

/// After `U.S.` only a function word in capitals tells that a sentence has begun.
fn starts_sentence_word(next: &str) -> bool {
    matches!(
        next,
        "The"
            | "A"
            | "An"
            | "In"
            | "On"
            | "At"
            | "It"
            | "He"
            | "She"
            | "They"
            | "We"
            | "This"
            | "But"
            | "And"
            | "As"
            | "For"
    )
}

/// `U.S.`, `U.N`, `e.g.`: single letters with dots between; its length in bytes.
fn dotted_acronym(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut len = 0;
    let mut letters = 0;
    while bytes.get(len).is_some_and(u8::is_ascii_alphabetic) && bytes.get(len + 1) == Some(&b'.') {
        len += 2;
        letters += 1;
    }
    let tail = bytes.get(len).is_some_and(u8::is_ascii_alphabetic)
        && !bytes.get(len + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80 || *b == b'\'');
    if tail {
        len += 1;
        letters += 1;
    }
    let more = text[len..].chars().next().is_some_and(|c| c.is_alphanumeric());
    (letters >= 2 && !more).then_some(len)
}

/// The length of the word `text` starts with: letters, digits, marks, apostrophes and markup between letters.
fn word_length(text: &str) -> usize {
    let mut len = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_letter(c) || c.is_numeric() || is_joiner(c) {
            len = at + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|&(_, c)| c);
        let inside = matches!(c, '\'' | '’' | '\u{1}') && at > 0 && next.is_some_and(|n| is_letter(n) || n == '\u{1}');
        if !inside {
            break;
        }
    }
    len
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}') || c == '_'
}

/// Invisible characters inside words: soft hyphen, zero-width joiners, variation selectors.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Scripts written without spaces between words.
fn ideographic(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
    let Some(first) = letters.next() else { return Case::None };
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in letters {
        if c.is_uppercase() { upper += 1 } else { lower += 1 }
    }
    match (first.is_uppercase(), upper, lower) {
        (false, 0, _) => Case::Lower,
        (true, 0, _) => Case::Capital,
        (true, _, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tokens joined by `|`, a new sentence marked by `‖`.
    fn show(text: &str) -> String {
        let mut sentence = 0;
        let mut out = Vec::new();
        for token in tokens(text) {
            let mark = if token.sentence == sentence { "" } else { "‖" };
            sentence = token.sentence;
            out.push(format!("{mark}{}", token.range().of(text)));
        }
        out.join("|")
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(show("don’t stop: 60,120 at 8:00!"), "don’t|stop|:|60,120|at|8:00|!");
        assert_eq!(show("state-owned COVID-19 2nd"), "state|-|owned|COVID|-|19|2nd");
        assert_eq!(show("the U.S. law, e.g. this"), "the|U.S.|law|,|e.g.|this");
        assert_eq!(show("cafe\u{301} état"), "cafe\u{301}|état");
        assert_eq!(show("我看看 the 的"), "我|看|看|the|的");
    }

    #[test]
    fn sentences() {
        assert_eq!(show("He said no. No one came."), "He|said|no|.|‖No|one|came|.");
        assert_eq!(show("Mr. Hale met J. Orr. “Yes!” They left"), "Mr|.|Hale|met|J|.|Orr|.|‖“|Yes|!|”|‖They|left");
        assert_eq!(show("page 3. 3 people"), "page|3|.|‖3|people");
        assert_eq!(show("in the U.S. The law"), "in|the|U.S.|‖The|law");
        assert_eq!(show("很好。我们"), "很|好|。|‖我|们");
    }

    #[test]
    fn equal_words_have_equal_keys() {
        for (a, b) in
            [("The", "the"), ("don't", "DON’T"), ("État", "état"), ("İstanbul", "istanbul"), ("Li\u{1}Lu", "lilu")]
        {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn casing() {
        let cases: Vec<Case> = tokens("word Word WORD iPhone A 5").iter().map(|t| t.case).collect();
        assert_eq!(cases, [Case::Lower, Case::Capital, Case::Upper, Case::Mixed, Case::Capital, Case::None]);
    }

    proptest! {
        #[test]
        fn tokens_cover_everything_but_blanks_in_order(text in "\\PC{0,40}") {
            let mut at = 0;
            for token in tokens(&text) {
                let range = token.range();
                prop_assert!(text[at..range.start].trim().is_empty());
                prop_assert!(range.end > range.start && text.is_char_boundary(range.end));
                at = range.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
