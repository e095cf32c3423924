//! The short way through stretches of plain words: `cutter` takes it wherever neither markup nor the end of a sentence has to
//! be looked at, and `sixteen` reads the words.

use std::hint::select_unpredictable;

use super::ascii::{Beginning, Word};
use super::cutter::key_of_mark;
use super::signs::SHORT_FORMS;
use super::sixteen::{self, Ahead, Front};
use super::{Case, Gap, Kind, Signs, Token};

/// What changes from token to token of such a stretch.
pub(super) struct Plain {
    /// Whether white space stands before the next token.
    pub space: bool,
    /// How the last token begins, all articles alike; 0 where that is no word.
    pub beginning: Beginning,
    pub signs: Signs,
    pub sentence: u16,
    /// Whether a sentence may end with the last token.
    pub may_end: bool,
    /// Where the words of the next bytes end.
    pub ahead: Ahead,
}

impl Plain {
    /// Takes the words that stand from byte `at` of a text on, and commas and dots between them. Yields the place behind
    /// them; where a sentence may end, that of its next word.
    #[inline(always)]
    pub(super) fn words(&mut self, text: &[u8], mut at: usize, tokens: &mut Vec<Token>) -> usize {
        let mut room = [0; sixteen::FRONT];
        loop {
            let front = sixteen::front(text, at, &mut room);
            let letters = self.ahead.letters(text, at);
            let sign = front[letters % front.len()];
            // Each way has an end of its own: what is known of a word stays where the processor has it.
            if sign == b' ' {
                match letters {
                    0 => {}
                    1..=8 => self.take(&sixteen::short_word(front, letters), at, tokens),
                    _ => self.take(&sixteen::word(front, letters), at, tokens),
                }
                self.space = true;
                at += letters + 1;
                continue;
            }
            // A single letter may be an initial, or begin a short form.
            if matches!(sign, b',' | b'.') && front[letters + 1] == b' ' && letters > 1 {
                self.take(&sixteen::word(front, letters), at, tokens);
                self.take_mark(sign, at + letters, tokens);
                at += letters + 2;
                if sign == b'.' {
                    self.may_end = true;
                    return at;
                }
                continue;
            }
            if sixteen::may_be_western(sign)
                && let Some(len) = self.western_word(front, at, tokens)
            {
                at += len + 1;
                continue;
            }
            let Some(word) = sixteen::whole_word(front) else { return at };
            self.take(&word, at, tokens);
            self.space = false;
            return at + word.len;
        }
    }

    /// Takes a word with other letters of Western Europe and the blank behind it; how many bytes it has.
    #[inline(never)]
    fn western_word(&mut self, front: &Front, at: usize, tokens: &mut Vec<Token>) -> Option<usize> {
        let word = sixteen::western_word(front)?;
        self.take(&word, at, tokens);
        self.space = true;
        Some(word.len)
    }

    #[inline(always)]
    fn take(&mut self, word: &Word, at: usize, tokens: &mut Vec<Token>) {
        if word.units {
            self.signs.note(Signs::UNITS);
        }
        note_beginning(word.beginning, &mut self.beginning, &mut self.signs);
        let gap = Gap { space: self.space, ..Gap::default() };
        tokens.push(Token {
            start: at as u32,
            end: (at + word.len) as u32,
            kind: Kind::Word,
            case: word.case,
            gap,
            mark: 0,
            sentence: self.sentence,
            key: word.key,
        });
    }

    /// Takes a mark that touches the word before, with the blank behind it.
    #[inline(always)]
    fn take_mark(&mut self, mark: u8, at: usize, tokens: &mut Vec<Token>) {
        tokens.push(Token {
            start: at as u32,
            end: at as u32 + 1,
            kind: Kind::Punctuation,
            case: Case::None,
            gap: Gap::default(),
            mark,
            sentence: self.sentence,
            key: key_of_mark(mark),
        });
        (self.space, self.beginning) = (true, 0);
    }
}

/// Notes what the beginning of a word tells of it and of the word `before`, whose beginning it takes the place of.
#[inline(always)]
pub(super) fn note_beginning(beginning: Beginning, before: &mut Beginning, signs: &mut Signs) {
    let form = &FORMS[place(beginning)];
    // Articles stand everywhere, and no processor could guess where.
    let is_form = form.beginning == beginning;
    let own = select_unpredictable(is_form, form.own, beginning);
    signs.note(select_unpredictable(is_form, form.signs, Signs::NONE));
    // A shorter word has nothing for its fourth letter.
    if own == *before && (own == ARTICLE || own > 0xFF_FFFF) {
        signs.note(if own == ARTICLE { Signs::ARTICLES } else { Signs::ALIKE });
    }
    *before = own;
}

/// A word that is looked for.
#[derive(Clone, Copy)]
struct Form {
    /// How it begins.
    beginning: Beginning,
    /// The same, all articles alike.
    own: Beginning,
    /// What it tells of its text.
    signs: Signs,
}

/// The words that are looked for, each in its place: short forms without dots, and articles.
const FORMS: [Form; 64] = {
    let mut forms = [Form { beginning: 0, own: 0, signs: Signs::NONE }; 64];
    let mut at = 0;
    while at < ARTICLES.len() + SHORT_FORMS.len() {
        let is_article = at < ARTICLES.len();
        let word = if is_article { ARTICLES[at] } else { SHORT_FORMS[at - ARTICLES.len()] };
        let beginning = beginning_of_small(word.as_bytes());
        assert!(forms[place(beginning)].beginning == 0, "no two of them have one place");
        forms[place(beginning)] = match is_article {
            true => Form { beginning, own: ARTICLE, signs: Signs::NONE },
            false => Form { beginning, own: beginning, signs: Signs::SHORT_FORM },
        };
        at += 1;
    }
    forms
};

const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// How a word in small letters begins.
const fn beginning_of_small(word: &[u8]) -> Beginning {
    let mut four = [0; 4];
    let mut at = 0;
    while at < word.len() && at < four.len() {
        four[at] = word[at];
        at += 1;
    }
    Beginning::from_le_bytes(four)
}

/// The place of a beginning among these.
#[inline]
const fn place(beginning: Beginning) -> usize {
    (beginning.wrapping_mul(0xA6EB_8C9F) >> 26) as usize
}

/// The beginning of all articles.
const ARTICLE: Beginning = 1;
