//! What is known of a distinct word, found out once however often it stands in the text.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::lexicon::{self, people, pinyin, places, words};
use crate::names::fold::{self, Joined};

/// What is known of a distinct word.
#[derive(Debug)]
pub(crate) struct Word<'t> {
    /// In lower case, without a possessive ending.
    pub text: Cow<'t, str>,
    /// Letters and digits without accents, where these differ from the text.
    folded: Option<String>,
    /// The hash of the folded word.
    pub joined: Joined,
    /// How common the English word is; `None` for what is no ordinary word.
    pub level: Option<u64>,
    /// Only begins sentences, or joins words.
    pub function: bool,
    /// Stands between the words of a name.
    pub connector: bool,
    /// Has an underscore: code, no name.
    pub snake: bool,
    /// Has a letter, not only digits.
    pub has_letters: bool,
    /// Two letters or more (bytes, in truth) and nothing else.
    pub is_all_letters: bool,
    /// The line of the gazetteer it stands in; like what follows only looked up where it is asked for.
    place: OnceCell<Option<u16>>,
    /// A Chinese family name.
    surname: OnceCell<bool>,
    /// Can be cut into pinyin syllables.
    pinyin: OnceCell<bool>,
    /// May belong together with a word of another head.
    special: OnceCell<bool>,
}

impl<'t> Word<'t> {
    pub(super) fn new(text: Cow<'t, str>) -> Self {
        let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let folded = (!plain).then(|| fold::fold(&text));
        let fold = folded.as_deref().unwrap_or(&text);
        let connector = words::is_connector(&text);
        Self {
            joined: Joined::of(fold),
            level: lexicon::english_level(&text),
            function: connector || words::is_function_word(&text) || !plain && is_contraction(&text),
            connector,
            place: OnceCell::new(),
            surname: OnceCell::new(),
            snake: text.contains('_'),
            is_all_letters: fold.len() >= 2 && fold.chars().all(char::is_alphabetic),
            has_letters: fold.chars().any(char::is_alphabetic),
            pinyin: OnceCell::new(),
            special: OnceCell::new(),
            folded,
            text,
        }
    }

    /// Letters and digits without accents.
    pub(crate) fn fold(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.text)
    }

    /// An ordinary word, not a name by itself.
    pub(crate) fn is_ordinary(&self) -> bool {
        self.level.is_some()
    }

    /// Surely a name: no ordinary word, or listed as a place.
    pub(crate) fn is_proper(&self) -> bool {
        (self.level.is_none() || self.place().is_some()) && self.has_letters
    }

    /// The line of the gazetteer it stands in.
    pub(crate) fn place(&self) -> Option<u16> {
        *self.place.get_or_init(|| places::place(&self.text))
    }

    /// Whether it is a Chinese family name.
    pub(crate) fn is_surname(&self) -> bool {
        *self.surname.get_or_init(|| people::is_chinese_surname(&self.text))
    }

    /// Whether it can be cut into pinyin syllables.
    pub(crate) fn is_pinyin(&self) -> bool {
        *self.pinyin.get_or_init(|| pinyin::is_pinyin(self.fold()))
    }

    /// Whether a table says more of it than its letters: a title, a number, a place, a word of two spellings.
    pub(crate) fn is_special(&self) -> bool {
        *self.special.get_or_init(|| {
            let text = &self.text;
            self.place().is_some()
                || places::exonym(text).is_some()
                || people::is_title(text)
                || words::ordinal(text).is_some()
                || words::has_spelling_pair(text)
        })
    }
}

/// `don't`, `we're`: a function word with another clipped on.
fn is_contraction(text: &str) -> bool {
    text.ends_with("n't") || text.split_once('\'').is_some_and(|(head, _)| words::is_function_word(head))
}
