//! Cuts a text into tokens: the long way, right for every script; most letters take a short one (`ascii`, `letters`).

use unicode_segmentation::UnicodeSegmentation;

use super::ascii::{self, Beginning};
use super::hash::of_sixteen;
use super::plain::{self, Plain};
use super::sixteen::Ahead;
use super::{Case, Gap, Kind, Signs, Token, case, key, letters, sentence, sixteen};
use crate::alphabet;
use crate::range::ByteRange;

/// Walks a block's text once.
pub(super) struct Cutter<'a> {
    text: &'a str,
    at: usize,
    gap: Gap,
    sentence: u16,
    /// Whether a sentence may end with the last token.
    may_end: bool,
    /// How the last token begins, all articles alike; 0 where that is no word.
    beginning: Beginning,
    signs: Signs,
    ahead: Ahead,
    tokens: &'a mut Vec<Token>,
    /// Where those of the text begin.
    first: usize,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a mut Vec<Token>) -> Self {
        let signs = Signs::of_bytes(text);
        let (first, gap) = (tokens.len(), Gap::default());
        Self {
            text,
            at: 0,
            gap,
            sentence: 0,
            may_end: false,
            beginning: 0,
            signs,
            ahead: Ahead::NOTHING,
            tokens,
            first,
        }
    }

    /// Adds all tokens of the text behind those that are there. Yields what was noted of its signs.
    pub(super) fn run(mut self) -> Signs {
        loop {
            // What stands behind markup takes the long way.
            if !self.gap.markup && !self.gap.link {
                self.plain_words();
            }
            self.ideographs();
            match self.text.as_bytes().get(self.at) {
                Some(byte) => self.step(*byte),
                None => return self.signs,
            }
        }
    }

    /// Takes words of plain letters with the blanks around them and the marks they most often touch: nearly all of most
    /// texts.
    #[inline]
    fn plain_words(&mut self) {
        let text = self.text.as_bytes();
        loop {
            while text.get(self.at) == Some(&b' ') {
                self.at += 1;
                self.gap.space = true;
            }
            if self.may_end {
                let room = &mut [0; sixteen::FRONT];
                let Some(word) = sixteen::whole_word(sixteen::front(text, self.at, room)) else { return };
                self.end_sentence(word.len, Kind::Word);
            }
            let (space, beginning, signs) = (self.gap.space, self.beginning, self.signs);
            let (sentence, ahead) = (self.sentence, self.ahead);
            let mut plain = Plain { space, beginning, signs, sentence, may_end: false, ahead };
            self.at = plain.words(text, self.at, self.tokens);
            (self.gap.space, self.ahead) = (plain.space, plain.ahead);
            (self.beginning, self.signs, self.may_end) = (plain.beginning, plain.signs, plain.may_end);
            if !self.may_end {
                return;
            }
        }
    }

    /// Takes common Chinese characters and hiragana as long as nothing can join them: nearly all of most texts in these.
    fn ideographs(&mut self) {
        while let Some([first, second, third]) = lone_ideograph(&self.text.as_bytes()[self.at..]) {
            self.end_sentence(3, Kind::Ideograph);
            (self.may_end, self.beginning) = (false, 0);
            self.add(Kind::Ideograph, 3, Case::None, key_of_three([first, second, third]));
        }
    }

    /// Takes a mark of Chinese, which three bytes begin with.
    fn eastern_mark(&mut self, bytes: &[u8]) {
        if is_eastern_bracket(bytes) {
            self.signs.note(Signs::BRACKET);
        }
        self.note_stops(bytes[0]);
        self.end_sentence(3, Kind::Punctuation);
        (self.may_end, self.beginning) = (true, 0);
        let key = key_of_three([bytes[0], bytes[1], bytes[2]]);
        self.add_mark(Kind::Punctuation, 3, Case::None, bytes[0], key);
    }

    /// Notes what the beginning of a word tells of it and the word before.
    fn note_beginning(&mut self, beginning: Beginning) {
        plain::note_beginning(beginning, &mut self.beginning, &mut self.signs);
    }

    /// Takes one token or skips one character.
    #[inline]
    fn step(&mut self, first: u8) {
        let rest = &self.text.as_bytes()[self.at..];
        match CLASSES[usize::from(first)] {
            Class::Mark => self.mark(first),
            Class::Letter => {
                // All of them say the same of a word: what is behind its first letters tells which is the shortest.
                let short = match ascii::behind_letters(rest) {
                    0x80..=0xE1 | 0xE3.. => letters::word(rest),
                    b'\'' | 0xE2 => ascii::joined_word(rest).or_else(|| ascii::any_word(rest)),
                    _ => ascii::any_word(rest),
                };
                match short.or_else(|| letters::word(rest)) {
                    Some(word) => self.short_word(&word),
                    None => self.word(),
                }
            }
            Class::OtherLetter => match letters::word(rest) {
                Some(word) => self.short_word(&word),
                None => self.step_any(),
            },
            Class::Blank => self.skip(' ', |gap| gap.space = true),
            Class::Markup => {
                let gap = &mut self.gap;
                *(if first == 1 { &mut gap.markup } else { &mut gap.link }) = true;
                self.at += rest.iter().take_while(|byte| **byte == first).count();
            }
            Class::Digit => self.number(),
            Class::GeneralMark => match ascii::mark(rest) {
                Some(len) => self.push(Kind::Punctuation, len),
                None => self.step_any(),
            },
            Class::Eastern if is_eastern_mark(rest) => self.eastern_mark(rest),
            Class::Eastern | Class::Other => self.step_any(),
        }
    }

    /// Takes a word of which a short way tells everything.
    fn short_word(&mut self, word: &ascii::Word) {
        self.end_sentence(word.len, Kind::Word);
        self.may_end = false;
        self.note_beginning(word.beginning);
        if word.units {
            self.signs.note(Signs::UNITS);
        }
        if word.straight {
            self.signs.note(Signs::STRAIGHT);
        }
        self.add(Kind::Word, word.len, word.case, word.key);
    }

    /// Takes a mark of ASCII, and a blank behind it.
    #[inline]
    fn mark(&mut self, mark: u8) {
        let next = self.text.as_bytes().get(self.at + 1).copied();
        match mark {
            b'.' | b',' | b';' | b':' | b'!' | b'?' => {
                if self.gap.space {
                    self.signs.note(Signs::APART);
                } else if begins_joint_word(&self.text.as_bytes()[self.at + 1..]) {
                    self.signs.note(Signs::JOINT);
                }
                if mark == b':' {
                    self.signs.note(Signs::COLON);
                }
            }
            b'(' | b')' | b'[' | b']' => self.signs.note(Signs::BRACKET),
            b'\'' | b'"' => self.signs.note(Signs::STRAIGHT),
            _ => {}
        }
        self.note_stops(mark);
        self.end_sentence(1, Kind::Punctuation);
        self.may_end = matches!(mark, b'.' | b'!' | b'?' | b'"' | b'\'' | b')' | b']');
        self.beginning = 0;
        self.add_mark(Kind::Punctuation, 1, Case::None, mark, key_of_mark(mark));
        if next == Some(b' ') {
            self.at += 1;
            self.gap.space = true;
        }
    }

    /// Notes it where a mark that begins so follows another, if both may be stops. Marks of nothing else begin with 0.
    #[inline]
    fn note_stops(&mut self, mark: u8) {
        let last = self.tokens[self.first..].last().map_or(0, |last| last.mark);
        if may_be_stop(mark) && may_be_stop(last) {
            self.signs.note(Signs::STOPS);
        }
    }

    fn step_any(&mut self) {
        let Some(c) = self.text[self.at..].chars().next() else { return };
        match c {
            '\u{3}' => self.opaque(),
            c if c.is_whitespace() => self.skip(c, |gap| gap.space = true),
            c if c.is_numeric() && !ideographic(c) => self.number(),
            c if is_letter(c) => self.word(),
            c => self.push(Kind::Punctuation, c.len_utf8()),
        }
    }

    fn skip(&mut self, c: char, note: impl FnOnce(&mut Gap)) {
        note(&mut self.gap);
        if !c.is_ascii() {
            self.signs.note(Signs::UNSEEN);
        }
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
        if glued || len <= 2 {
            self.signs.note(Signs::NUMBER);
        }
        match ascii::number_key(&bytes[..len]) {
            _ if glued => self.word(),
            Some(key) => {
                self.end_sentence(len, Kind::Number);
                (self.may_end, self.beginning) = (false, 0);
                self.add(Kind::Number, len, Case::None, key);
            }
            None => self.push(Kind::Number, len),
        }
    }

    fn word(&mut self) {
        let rest = &self.text[self.at..];
        if let Some(len) = dotted_acronym(rest) {
            return self.push(Kind::Word, len);
        }
        let len = word_length(rest);
        let word = &rest[..len];
        if word.is_ascii() || !word.chars().any(ideographic) {
            return self.push(Kind::Word, len);
        }
        for piece in word.split_word_bounds() {
            let spaced = !piece.chars().any(ideographic);
            self.push(if spaced { Kind::Word } else { Kind::Ideograph }, piece.len());
        }
    }

    fn push(&mut self, kind: Kind, len: usize) {
        let text = &self.text[self.at..self.at + len];
        let key = match kind {
            Kind::Opaque => 0,
            // No mark has a case, and one is another form of an apostrophe.
            Kind::Punctuation if text != "’" => key_as_written(text),
            _ => key(text),
        };
        let case = if kind == Kind::Word { case(text) } else { Case::None };
        let last = text.as_bytes()[len - 1];
        if text.bytes().any(|byte| byte == b'\'') {
            self.signs.note(Signs::STRAIGHT);
        }
        if text.bytes().any(|byte| matches!(byte, 0xE2 | 0xEF)) && ascii::mark(text.as_bytes()).is_none() {
            self.signs.note(Signs::UNSEEN);
        }
        self.end_sentence(len, kind);
        self.may_end = match kind {
            // Marks beyond ASCII may end a sentence or stand behind its end.
            Kind::Punctuation => {
                self.note_stops(text.as_bytes()[0]);
                if is_eastern_bracket(text.as_bytes()) {
                    self.signs.note(Signs::BRACKET);
                }
                last >= 0x80
            }
            Kind::Word => last == b'.',
            _ => false,
        };
        if kind == Kind::Word {
            self.note_word(text);
        } else {
            self.beginning = 0;
            // Words of katakana are one token.
            if kind == Kind::Ideograph && len > ascii::LONG {
                self.signs.note(Signs::UNITS);
            }
        }
        let mark = if kind == Kind::Punctuation { text.as_bytes()[0] } else { 0 };
        self.add_mark(kind, len, case, mark, key);
    }

    /// Notes what the letters of a word tell for which the short way is not.
    fn note_word(&mut self, word: &str) {
        self.note_beginning(ascii::beginning_of(word.as_bytes(), word.len()));
        if word.len() >= ascii::LONG {
            self.signs.note(Signs::UNITS);
        }
        if word.ends_with('.') {
            self.signs.note(Signs::SHORT_FORM);
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            self.signs.note(Signs::NUMBER);
        }
    }

    #[inline]
    fn add(&mut self, kind: Kind, len: usize, case: Case, key: u64) {
        self.add_mark(kind, len, case, 0, key);
    }

    #[inline]
    fn add_mark(&mut self, kind: Kind, len: usize, case: Case, mark: u8, key: u64) {
        let (start, end, gap) = (self.at as u32, (self.at + len) as u32, self.gap);
        self.tokens.push(Token { start, end, kind, case, gap, mark, sentence: self.sentence, key });
        (self.at, self.gap) = (self.at + len, Gap::default());
    }

    /// Begins the next sentence if the one so far ended before the next `len` bytes.
    #[inline]
    fn end_sentence(&mut self, len: usize, kind: Kind) {
        if self.may_end && self.ends_sentence(len, kind) {
            self.sentence = self.sentence.saturating_add(1);
        }
    }

    #[inline(never)]
    fn ends_sentence(&self, len: usize, kind: Kind) -> bool {
        let word = ByteRange::new(self.at, self.at + len);
        sentence::ends_before(self.text, &self.tokens[self.first..], word.of(self.text), kind, self.gap)
    }
}

/// The key of a mark of ASCII.
#[inline(always)]
pub(super) fn key_of_mark(mark: u8) -> u64 {
    key_of_bytes(mark.into())
}

/// The key of a character that is its own comparable form.
fn key_as_written(character: &str) -> u64 {
    key_of_bytes(character.bytes().rev().fold(0, |last, byte| last << 8 | u64::from(byte)))
}

/// The key of up to eight bytes, the first one lowest.
#[inline(always)]
fn key_of_bytes(bytes: u64) -> u64 {
    of_sixteen(bytes, 0)
}

/// The key of a character of three bytes that is its own comparable form.
#[inline(always)]
fn key_of_three([first, second, third]: [u8; 3]) -> u64 {
    key_of_bytes(u32::from_le_bytes([first, second, third, 0]).into())
}

/// The common Chinese character or hiragana that bytes begin with, if it stands before another or a katakana, before a mark
/// or at the end, where nothing can join it: one token, as Unicode's rules say, too.
#[inline(always)]
fn lone_ideograph(bytes: &[u8]) -> Option<[u8; 3]> {
    let (first, rest) = bytes.split_first_chunk()?;
    let ends = || match rest.first_chunk() {
        Some(next) => is_ideograph(*next) || is_katakana(*next) || is_eastern_mark(rest),
        None => rest.is_empty(),
    };
    (is_ideograph(*first) && ends()).then_some(*first)
}

/// Whether these bytes are a character of U+4E00 to U+9FFF or of U+3041 to U+3096.
#[inline(always)]
fn is_ideograph(bytes: [u8; 3]) -> bool {
    matches!(bytes, [0xE5..=0xE9, ..] | [0xE4, 0xB8..=0xBF, _] | [0xE3, 0x81, 0x81..=0xBF] | [0xE3, 0x82, ..=0x96])
}

/// Whether these bytes are a character of U+30A1 to U+30FA.
fn is_katakana(bytes: [u8; 3]) -> bool {
    matches!(bytes, [0xE3, 0x82, 0xA1..=0xBF] | [0xE3, 0x83, ..=0xBA])
}

/// Whether bytes begin with a comma, a full stop or a bracket of Chinese, or a mark of ASCII in that width: none of them is
/// a letter, a digit or a blank.
fn is_eastern_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE3, 0x80, 0x81 | 0x82 | 0x88..=0x91, ..] | [0xEF, 0xBC, 0x81..=0x8F | 0x9A..=0x9F, ..])
}

/// Whether bytes begin with a bracket of Chinese, or one of ASCII in that width.
pub(crate) fn is_eastern_bracket(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE3, 0x80, 0x88..=0x95, ..] | [0xEF, 0xBC, 0x88 | 0x89 | 0xBB | 0xBD, ..])
}

/// Whether a mark that begins with this byte may be one of `. , ; :` or such a mark of another script.
fn may_be_stop(byte: u8) -> bool {
    matches!(byte, b'.' | b',' | b';' | b':' | 0x80..)
}

/// Whether bytes may begin a word of letters, or are a mark that opens a quotation: both want a blank before them. Of the marks
/// from U+2000 to U+203F, with which most sentences end that do not end with one of ASCII, only that one does.
fn begins_joint_word(bytes: &[u8]) -> bool {
    match bytes {
        [0xE2, 0x80, third, ..] => *third == 0x9C,
        [first, ..] => first.is_ascii_alphabetic() || *first >= 0x80,
        [] => false,
    }
}

/// What is to be done with a byte that begins a token or stands between two.
#[derive(Clone, Copy)]
enum Class {
    /// White space of ASCII that a text has many of.
    Blank,
    Letter,
    /// A mark of ASCII.
    Mark,
    Digit,
    /// Stands for markup, or for what makes a link.
    Markup,
    /// Simple letters beyond ASCII begin so, among others.
    OtherLetter,
    /// U+2000 to U+2FFF begin so.
    GeneralMark,
    /// Marks of Chinese, and those of ASCII in the width of its characters, begin so, among others.
    Eastern,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < classes.len() {
        classes[byte] = match byte as u8 {
            b'\t' | b'\n' | b'\r' | b' ' => Class::Blank,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            1 | 2 => Class::Markup,
            b'_' => Class::Other,
            mark if mark.is_ascii_punctuation() => Class::Mark,
            0xC2..=0xDF | 0xE1 | 0xEA..=0xED => Class::OtherLetter,
            0xE2 => Class::GeneralMark,
            0xE3 | 0xEF => Class::Eastern,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

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
    let more = text[len..].chars().next().is_some_and(alphabet::is_alphanumeric);
    (letters >= 2 && !more).then_some(len)
}

/// The length of the word `text` starts with: letters, digits, marks, apostrophes and markup between letters.
pub(super) fn word_length(text: &str) -> usize {
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

pub(super) fn is_letter(c: char) -> bool {
    // Most often a blank or a mark is asked about.
    if c.is_ascii() {
        return c.is_ascii_alphabetic() || c == '_';
    }
    alphabet::is_alphabetic(c) || matches!(c, '\u{300}'..='\u{36F}')
}

/// Invisible characters inside words: soft hyphen, zero-width joiners, variation selectors.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Scripts written without spaces between words.
fn ideographic(c: char) -> bool {
    c >= '\u{E00}'
        && matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}
