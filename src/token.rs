//! Words, numbers and punctuation, with their casing and what lies between them.
//!
//! Cutting follows UAX #29 with three differences that matter for repeats and names: apostrophes (`'` and `’`)
//! stay inside words, a dotted acronym (`U.S.`) is one token, and a hyphen is a token of its own that knows it
//! is glued. Scripts written without spaces come one character a token. Everything is computed per block:
//! `cutter` walks the text, `plain` is its short way through plain words, which `sixteen` and `ascii` read, and `letters`
//! that through others; `sentence` tells where sentences end, `hash` makes the keys, and `signs` notes what rarer signs
//! there are.

mod ascii;
mod cutter;
mod hash;
mod letters;
mod plain;
mod sentence;
mod signs;
mod sixteen;

use std::borrow::Cow;
use std::cell::RefCell;

use crate::block::is_mask;
use crate::portion::Portion;
use crate::range::ByteRange;
pub(crate) use ascii::{in_small_letters, in_small_letters_and_digits};
pub(crate) use cutter::is_eastern_bracket;
use hash::Hasher;
pub(crate) use sentence::heads_place;
pub(crate) use signs::SHORT_FORMS;
pub use signs::Signs;

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
    /// The first byte of a mark of punctuation, which is all of one of ASCII; 0 for everything else. Most that is asked of
    /// marks is asked without a look at the text, which may be far away.
    pub(crate) mark: u8,
    /// Which sentence of the block it is in, from 0.
    pub sentence: u16,
    /// A hash of its text in lower case, apostrophes made alike, markup dropped: equal words have equal keys.
    pub key: u64,
}

impl Token {
    /// One of this kind from byte `start` of its block on, written so.
    pub(crate) fn known(
        (start, text): (usize, &str),
        (kind, case): (Kind, Case),
        gap: Gap,
        sentence: u16,
        key: u64,
    ) -> Self {
        let mark = if kind == Kind::Punctuation { text.bytes().next().unwrap_or(0) } else { 0 };
        Self { start: start as u32, end: (start + text.len()) as u32, kind, case, gap, mark, sentence, key }
    }

    /// The same in the first sentence of a block that begins `before` bytes further on.
    pub(crate) fn moved(&self, before: usize) -> Self {
        Self { start: self.start - before as u32, end: self.end - before as u32, sentence: 0, ..*self }
    }

    /// Where it stands in its block.
    pub fn range(&self) -> ByteRange {
        ByteRange::new(self.start as usize, self.end as usize)
    }

    /// How many bytes it has.
    pub(crate) fn len_bytes(&self) -> usize {
        self.end.wrapping_sub(self.start) as usize
    }

    /// Whether it carries meaning: a word, a character of a script without spaces, or a number.
    pub fn is_wordlike(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Ideograph | Kind::Number)
    }

    /// Whether it is a word that begins with a capital: nothing but words has a case.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Capital | Case::Upper | Case::Mixed)
    }
}

/// The comparable form of a word: lower case, `’` as `'`, masked markup dropped.
pub fn normal(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'\'') {
        return Cow::Borrowed(word);
    }
    if is_plain(word) {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let mut normal = String::with_capacity(word.len());
    for c in word.chars() {
        // Most letters with accents are told by their numbers.
        match c {
            'À'..='Þ' if c != '×' => normal.push(char::from(c as u8 + 0x20)),
            ' '..='\u{FF}' => normal.push(c.to_ascii_lowercase()),
            _ => normal.extend(normal_char(c)),
        }
    }
    Cow::Owned(normal)
}

/// Whether nothing but the case of its letters keeps a word from its comparable form.
fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| (b' '..0x80).contains(&byte))
}

fn normal_chars(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(normal_char)
}

fn normal_char(c: char) -> impl Iterator<Item = char> {
    let c = if c == '’' { '\'' } else { c };
    let lower = (!is_mask(c)).then(|| c.to_lowercase());
    lower.into_iter().flatten().filter(|&c| c != '\u{307}')
}

/// The key of a word given as text, comparable with [`Token::key`].
pub fn key(word: &str) -> u64 {
    let mut hasher = Hasher::default();
    if !is_plain(word) {
        normal_chars(word).for_each(|c| hasher.push(c));
        return hasher.finish();
    }
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    let small = |mut eight: [u8; 8]| {
        eight.make_ascii_lowercase();
        u64::from_le_bytes(eight)
    };
    eights.iter().for_each(|eight| hasher.push_eight(small(*eight)));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    hasher.finish_with(small(last))
}

/// The tokens of a text.
pub fn tokens(text: &str) -> Portion<Token> {
    cut(text).0
}

thread_local! {
    /// Where tokens are collected until their number is known.
    static TOKENS: RefCell<Vec<Token>> = const { RefCell::new(Vec::new()) };
}

/// The tokens of a block's masked text, and which of the rarer signs it may have.
pub fn cut(text: &str) -> (Portion<Token>, Signs) {
    TOKENS.with_borrow_mut(|tokens| {
        tokens.clear();
        let signs = cutter::Cutter::new(text, tokens).run();
        (Portion::from(tokens.to_vec()), signs)
    })
}

/// The same of several blocks.
pub fn cut_all<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Vec<(Portion<Token>, Signs)> {
    // They are written where they stay: to copy them there takes longer.
    let mut tokens = Vec::with_capacity(texts.clone().map(str::len).sum::<usize>() / BYTES);
    let cut = |text| {
        let signs = cutter::Cutter::new(text, &mut tokens).run();
        (tokens.len(), signs)
    };
    let (ends, signs): (Vec<_>, Vec<_>) = texts.map(cut).unzip();
    Portion::all(tokens, ends).zip(signs).collect()
}

/// Most texts have no more than a token in so many bytes.
const BYTES: usize = 4;

/// How a word is written.
pub(crate) fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
    let Some(first) = letters.next() else { return Case::None };
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in letters {
        if c.is_uppercase() { upper += 1 } else { lower += 1 }
    }
    case_of(first.is_uppercase(), upper, lower)
}

/// The casing of a word by its first letter and how many of the others are capitals and small.
fn case_of(first_upper: bool, upper: usize, lower: usize) -> Case {
    match (first_upper, upper, lower) {
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
    use unicode_segmentation::UnicodeSegmentation;

    /// Tokens joined by `|`, a new sentence marked by `‖`.
    fn show(text: &str) -> String {
        let mut sentence = 0;
        let mut out = Vec::new();
        for token in &tokens(text) {
            let mark = if token.sentence == sentence { "" } else { "‖" };
            sentence = token.sentence;
            out.push(format!("{mark}{}", token.range().of(text)));
        }
        out.join("|")
    }

    #[test]
    fn every_short_form_is_noted() {
        for form in SHORT_FORMS {
            let capital = format!("{}{}", form[..1].to_uppercase(), &form[1..]);
            for word in [form.to_owned(), capital, form.to_uppercase(), format!("{form}."), "e.g.".to_owned()] {
                let text = format!("At 9 {word} all slept");
                assert!(cut(&text).1.has(Signs::SHORT_FORM), "{text}");
            }
        }
        assert!(!cut("At nine all slept").1.has(Signs::SHORT_FORM));
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
    fn a_word_is_comparable_whatever_its_letters() {
        let all: String = ('\u{1}'..'\u{3000}').filter(|c| c.is_alphanumeric() || is_mask(*c) || *c == '’').collect();
        assert_eq!(normal(&all), normal_chars(&all).collect::<String>());
        assert_eq!(normal("ÀÖ’\u{1}Þ×÷ßİ"), "àö'þ×÷ßi");
    }

    #[test]
    fn casing() {
        let cases: Vec<Case> = tokens("word Word WORD iPhone A 5").iter().map(|t| t.case).collect();
        assert_eq!(cases, [Case::Lower, Case::Capital, Case::Upper, Case::Mixed, Case::Capital, Case::None]);
    }

    proptest! {
        #[test]
        fn the_short_ways_give_the_same_words(text in "([a-cA-C_'’.0-9é”—\u{1} -]|[a-zA-Z]{6,20}|[a-zA-Z]{1,7}['’][a-zA-Z]{1,7}|[a-bA-BéÉßİıǅſ\u{301}\u{307}²¼µª×ΣσςІяאاȺẞẠạἈᾼხ가힣한ꓐ的’' \u{AD}]{1,6}){0,30}") {
            for token in tokens(&text).iter().filter(|t| t.kind == Kind::Word) {
                let word = token.range().of(&text);
                prop_assert_eq!((token.key, token.case), (key(word), case(word)), "{:?} in {:?}", word, text);
                let plain = word.as_bytes()[0].is_ascii_alphabetic();
                let rest = &text[token.range().start..];
                let short = sixteen::whole_word(sixteen::front(rest.as_bytes(), 0, &mut [0; sixteen::FRONT]));
                let others = [ascii::any_word(rest.as_bytes()), ascii::joined_word(rest.as_bytes())];
                let others = [short].into_iter().chain(others).filter(|_| plain);
                for short in others.chain([letters::word(rest.as_bytes())]).flatten() {
                    let word = &rest[..cutter::word_length(rest)];
                    prop_assert_eq!((short.len, short.key, short.case), (word.len(), key(word), case(word)), "{:?}", text);
                }
            }
        }

        #[test]
        fn every_rarer_sign_is_noted(text in "([a-z0-9 .,:?()'\"\u{1}\u{2}\u{3}\u{B}\u{200B}\u{200D}\u{2028}\u{2066}\u{FEFF}\u{FFFD}é”“。）我я々-]|the |an |cat |cats ){0,12}") {
            let (tokens, signs) = cut(&text);
            let point = |t: &Token| matches!(t.range().of(&text), "." | "," | ":" | "?");
            let stop = |t: &Token| matches!(t.range().of(&text), "." | "," | ":" | "。");
            let touches = |t: &Token| t.gap == Gap::default();
            let lacks_blank = |t: &Token| {
                let word = t.range().of(&text);
                touches(t) && (word == "“" || t.kind == Kind::Word && word.chars().all(char::is_alphabetic))
            };
            let holds = |of: &dyn Fn(char) -> bool| text.chars().any(of);
            let word = |t: &Token| t.range().of(&text);
            let article = |t: &Token| matches!(word(t), "a" | "an" | "the");
            let begin_alike = |a: &Token, b: &Token| {
                let both = a.kind == Kind::Word && b.kind == Kind::Word;
                both && word(a).len() >= 4 && word(b).as_bytes().get(..4) == Some(&word(a).as_bytes()[..4])
            };
            for (sign, stands) in [
                (Signs::BEYOND_ASCII, !text.is_ascii()),
                (Signs::CONTROL, holds(&|c| c == '\u{B}')),
                (Signs::MARKUP, holds(&|c| c == '\u{1}')),
                (Signs::LINK, holds(&|c| c == '\u{2}')),
                (Signs::OPAQUE, tokens.iter().any(|t| t.kind == Kind::Opaque)),
                (Signs::OTHER_SCRIPTS, holds(&|c| c == 'я')),
                (Signs::GENERAL_MARKS, holds(&|c| c == '”')),
                (Signs::EASTERN_MARKS, holds(&|c| c == '。')),
                (Signs::WIDE, holds(&|c| c == '）')),
                (Signs::UNSEEN, holds(&|c| matches!(c, '\u{200B}' | '\u{200D}' | '\u{2028}' | '\u{2066}' | '\u{FEFF}' | '\u{FFFD}'))),
                (Signs::NUMBER, tokens.iter().any(|t| {
                    let digit = word(t).as_bytes()[0].is_ascii_digit();
                    digit && (t.kind == Kind::Word || word(t).len() <= 2)
                })),
                (Signs::BRACKET, holds(&|c| matches!(c, '(' | ')' | '）'))),
                (Signs::STRAIGHT, holds(&|c| matches!(c, '\'' | '"'))),
                (Signs::SHORT_FORM, tokens.iter().any(|t| matches!(word(t), "am" | "mr" | "etc" | "cent" | "e.g." | "p.m."))),
                (Signs::ARTICLES, tokens.windows(2).any(|pair| pair.iter().all(article))),
                (Signs::ALIKE, tokens.windows(2).any(|pair| begin_alike(&pair[0], &pair[1]))),
                (Signs::COLON, tokens.iter().any(|t| t.range().of(&text) == ":")),
                (Signs::STOPS, tokens.windows(2).any(|pair| pair.iter().all(stop))),
                (Signs::APART, tokens.iter().any(|t| point(t) && t.gap.space)),
                (Signs::JOINT, tokens.windows(2).any(|pair| point(&pair[0]) && touches(&pair[0]) && lacks_blank(&pair[1]))),
            ] {
                prop_assert!(signs.has(sign) || !stands, "{:?} in {:?}", sign, text);
            }
        }

        #[test]
        fn a_word_of_one_unit_is_noted(unit in "[a-zA-ZéЯяỆ]{3,6}", copies in 3_usize..5, before in "[a-z]{0,1}") {
            prop_assert!(cut(&unit.repeat(copies)).1.has(Signs::UNITS));
            let text = [&before, " ", &unit.repeat(copies), ","].concat();
            prop_assert!(cut(&text).1.has(Signs::UNITS), "{}", text);
        }

        #[test]
        fn ideographs_are_cut_as_unicode_says(text in "[的我あんがアー、。・「，！（：；．＇々ゝ一龠丁䷿鿿 aé’”🙂\u{3099}\u{AD}]{0,12}") {
            let (mut want, mut at) = (Vec::new(), 0);
            while let Some(c) = text[at..].chars().next() {
                let (rest, letter) = (&text[at..], cutter::is_letter(c));
                for piece in rest[..if letter { cutter::word_length(rest) } else { c.len_utf8() }].split_word_bounds() {
                    want.push(piece);
                    at += piece.len();
                }
            }
            want.retain(|piece| !piece.trim().is_empty());
            let tokens = tokens(&text);
            prop_assert_eq!(tokens.iter().map(|t| t.range().of(&text)).collect::<Vec<_>>(), want, "{:?}", text);
            prop_assert!(tokens.iter().all(|t| t.key == key(t.range().of(&text))), "{:?}", text);
        }

        #[test]
        fn tokens_cover_everything_but_blanks_in_order(text in "\\PC{0,40}") {
            let mut at = 0;
            for token in &tokens(&text) {
                let range = token.range();
                prop_assert!(text[at..range.start].trim().is_empty());
                prop_assert!(range.end > range.start && text.is_char_boundary(range.end));
                at = range.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
