//! What is known of a distinct word, found out once however often it stands in the text, and most of it only where it is
//! asked for: of most words of a text nobody asks more than whether they are ordinary ones. It is the same in every text.

use std::cell::{Cell, OnceCell};

use crate::lexicon::{self, people, pinyin, places, words};
use crate::names::composition::Composition;
use crate::names::ends::Ends;
use crate::names::fold::{self, Joined};
use crate::names::similar;

/// What is asked of all words of a text, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits(u8);

impl Traits {
    /// Only begins sentences, or joins words.
    pub(crate) const FUNCTION: Self = Self(1);
    /// An ordinary word.
    pub(crate) const ORDINARY: Self = Self(1 << 1);
    /// An ordinary word of several letters.
    pub(crate) const PLAIN: Self = Self(1 << 2);
    /// Two letters or more and nothing else.
    pub(crate) const LETTERS: Self = Self(1 << 3);
    /// Has letters that are not looked at before somebody asks for them.
    pub(crate) const UNTOLD: Self = Self(1 << 4);
    /// May be an ordinal.
    pub(crate) const ORDINAL: Self = Self(1 << 5);
    /// Not of a word but of a key: it is that of the possessive.
    pub(crate) const POSSESSIVE: Self = Self(1 << 6);
    /// An ordinary word of several letters or a function word, and no possessive: what most of a text consists of.
    pub(crate) const COMMON: Self = Self(1 << 7);

    /// Whether one of the bits is set.
    pub(crate) const fn has(self, traits: Self) -> bool {
        self.0 & traits.0 != 0
    }

    /// These and those.
    pub(crate) const fn with(self, traits: Self) -> Self {
        Self(self.0 | traits.0)
    }

    /// These without those.
    pub(super) const fn without(self, traits: Self) -> Self {
        Self(self.0 & !traits.0)
    }

    /// All of them as a byte.
    #[inline]
    pub(super) const fn byte(self) -> u8 {
        self.0
    }

    /// Those that are this byte.
    #[inline]
    pub(super) const fn of_byte(byte: u8) -> Self {
        Self(byte)
    }

    /// The same for the key of the possessive.
    pub(super) const fn as_possessive(self) -> Self {
        self.without(Self::COMMON).with(Self::POSSESSIVE)
    }
}

/// What a word may be in the name of a person or an office, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u8);

impl Roles {
    /// Begins titles.
    pub(crate) const TITLE: Self = Self(1);
    /// A Chinese family name.
    pub(crate) const SURNAME: Self = Self(1 << 1);
    /// A family name that stands first, Chinese or not.
    pub(crate) const EASTERN: Self = Self(1 << 2);
    /// The word *of*.
    pub(crate) const OF: Self = Self(1 << 3);
    /// Beside a name it tells whose name that is: no ordinary word, unless it is a family name, and no place.
    pub(crate) const OWNER: Self = Self(1 << 4);

    /// Whether one of the bits is set.
    pub(crate) const fn has(self, roles: Self) -> bool {
        self.0 & roles.0 != 0
    }

    /// These and those.
    pub(crate) const fn with(self, roles: Self) -> Self {
        Self(self.0 | roles.0)
    }

    fn of(word: &Word) -> Self {
        let surname = word.is_surname();
        [
            (Self::TITLE, people::heads_title(word.text())),
            (Self::SURNAME, surname),
            (Self::EASTERN, surname || people::is_other_eastern_surname(word.fold())),
            (Self::OF, word.text() == "of"),
            (Self::OWNER, (!word.is_ordinary() || surname) && word.place().is_none()),
        ]
        .into_iter()
        .filter(|(_, is)| *is)
        .fold(Self::default(), |all, (role, _)| all.with(role))
    }
}

/// What is known of a distinct word. What the names of a text are asked stands where it comes from memory at once: words are
/// met in no order, so that to wait for memory takes most of the time they are asked in.
#[derive(Debug)]
#[repr(align(64))]
pub(crate) struct Word {
    /// As it stood where it was met first, without a possessive ending.
    written: Box<str>,
    /// What only some words are asked.
    more: OnceCell<Box<More>>,
    /// [`Joined::hash`], once that is asked for.
    hash: Cell<u64>,
    /// How many letters and digits it has, folded; [`UNTOLD`] before that.
    letters: Cell<u32>,
    plain: u32,
    /// How it begins and ends, as a number; 0 before that is asked for.
    ends: Cell<u64>,
    roles: OnceCell<Roles>,
    made_of: MadeOf,
    /// How common the English word is, as its SCOWL level; `None` for what is no ordinary word.
    pub level: Option<u8>,
    /// Only begins sentences, or joins words.
    pub function: bool,
    /// Stands between the words of a name.
    pub connector: bool,
    /// Has an underscore: code, no name.
    pub snake: bool,
}

const _: () = assert!(size_of::<Word>() == 64);

/// Not yet a number of letters.
const UNTOLD: u32 = u32::MAX;

/// A number of no ends: there are none for a word so long.
const ENDLESS: u64 = u64::MAX;

/// What the look at the bytes of a word has told.
#[derive(Clone, Copy, Debug)]
struct MadeOf {
    is_ascii: bool,
    /// It has letters of ASCII.
    letters: bool,
    /// It is of ASCII, two letters or more and nothing else.
    all_letters: bool,
    /// The same with several letters or digits.
    several: bool,
}

impl MadeOf {
    fn of(composition: Composition) -> Self {
        let Composition { is_ascii, letters, digits, .. } = composition;
        let all_letters = is_ascii && letters >= 2 && digits == 0;
        Self { is_ascii, letters: letters > 0, all_letters, several: is_ascii && letters + digits > 1 }
    }
}

/// The first letters of words one behind the other, folded, as a number from 2 on; `None` where they have fewer.
pub(crate) fn head<'w>(words: impl Iterator<Item = &'w Word>) -> Option<u32> {
    const LETTERS: usize = 4;
    let (mut head, mut count) = (0_u32, 0);
    for word in words {
        word.each_folded(LETTERS - count, |letter| {
            head = head << 8 ^ letter;
            count += 1;
        });
        if count == LETTERS {
            return Some(head.max(2));
        }
    }
    None
}

#[derive(Debug)]
struct More {
    /// In lower case, where it was not met so.
    text: Option<Box<str>>,
    /// Letters and digits without accents, where these differ from the text.
    folded: Option<String>,
    sounds: OnceCell<Box<[u8]>>,
    hashes: OnceCell<Box<[u64]>>,
    place: OnceCell<Option<u16>>,
    exonym: OnceCell<Option<u16>>,
    surname: OnceCell<bool>,
    given: OnceCell<bool>,
    ordinal: OnceCell<Option<u32>>,
    pinyin: OnceCell<bool>,
    syllables: OnceCell<Option<usize>>,
    special: OnceCell<bool>,
    likenesses: OnceCell<Box<[u64]>>,
}

impl More {
    fn of(written: &str) -> Self {
        let text = fold::lower(written);
        let folded = (!is_folded(&text)).then(|| fold::fold(&text));
        Self {
            folded,
            text: (text != written).then(|| text.into()),
            sounds: OnceCell::new(),
            hashes: OnceCell::new(),
            place: OnceCell::new(),
            exonym: OnceCell::new(),
            surname: OnceCell::new(),
            given: OnceCell::new(),
            ordinal: OnceCell::new(),
            pinyin: OnceCell::new(),
            syllables: OnceCell::new(),
            special: OnceCell::new(),
            likenesses: OnceCell::new(),
        }
    }
}

impl Word {
    /// The word `written`, without a possessive ending, made of these signs; `key` is that of
    /// [`token::key`](crate::token::key).
    pub(super) fn new(written: &str, key: u64, composition: Composition) -> Self {
        let connector = words::is_connector_key(key);
        let function = connector || words::is_function_key(key);
        let level = lexicon::english_level_of(key);
        let snake = composition.special && written.contains('_');
        let (more, roles, made_of) = (OnceCell::new(), OnceCell::new(), MadeOf::of(composition));
        let (hash, letters, ends) = (Cell::new(0), Cell::new(UNTOLD), Cell::new(0));
        let is_plain = composition.is_ascii && (composition.letters + composition.digits) as usize == written.len();
        let plain = if is_plain { written.len() as u32 } else { 0 };
        let written = written.into();
        let mut word =
            Self { written, more, hash, letters, plain, ends, roles, made_of, level, function, connector, snake };
        word.function |= composition.special && is_contraction(word.text());
        word
    }

    /// What is asked of all words of a text.
    pub(super) fn traits(&self) -> Traits {
        let ordinary = if self.is_ordinary() { Traits::ORDINARY.0 } else { 0 };
        let plain = if self.is_ordinary() && self.has_several() { Traits::PLAIN.0 } else { 0 };
        let function = if self.function { Traits::FUNCTION.0 } else { 0 };
        let letters = match self.made_of.is_ascii {
            false => Traits::UNTOLD.0,
            true if self.is_all_letters() => Traits::LETTERS.0,
            true => 0,
        };
        let ordinal = if self.may_be_ordinal() { Traits::ORDINAL.0 } else { 0 };
        let common = if plain | function == 0 { 0 } else { Traits::COMMON.0 };
        Traits(ordinary | plain | function | letters | ordinal | common)
    }

    fn more(&self) -> &More {
        self.more.get_or_init(|| Box::new(More::of(&self.written)))
    }

    /// The bytes of the word as it was written where it was met first, without a possessive ending.
    pub(super) fn kept_len(&self) -> usize {
        self.written.len()
    }

    /// The same, if it consists of nothing but letters and digits of ASCII; else 0.
    pub(super) fn plain_len(&self) -> usize {
        self.plain as usize
    }

    /// The word as it was written where it was met first, if it consists of nothing but letters and digits of ASCII; else
    /// nothing.
    pub(super) fn plain(&self) -> &[u8] {
        &self.written.as_bytes()[..self.plain_len()]
    }

    /// In lower case, without a possessive ending.
    pub(crate) fn text(&self) -> &str {
        self.more().text.as_deref().unwrap_or(&self.written)
    }

    /// Letters and digits without accents.
    pub(crate) fn fold(&self) -> &str {
        self.more().folded.as_deref().unwrap_or(self.text())
    }

    /// Its [sounds](similar::sounds), folded.
    pub(crate) fn sounds(&self) -> &[u8] {
        self.more().sounds.get_or_init(|| similar::sounds(self.fold()).into())
    }

    /// The [hashes](similar::add_hashes) by which it meets what sounds alike.
    pub(crate) fn hashes(&self) -> &[u64] {
        self.more().hashes.get_or_init(|| {
            let sounds = self.sounds();
            let (mut outline, mut hashes) = (Vec::new(), Vec::with_capacity(sounds.len() + 1));
            similar::add_hashes(sounds, &mut outline, &mut hashes);
            self.ends.set(Ends::of(self.fold(), &outline).map_or(ENDLESS, Ends::number));
            hashes.into()
        })
    }

    /// How it begins and ends, as it sounds.
    pub(crate) fn ends(&self) -> Option<Ends> {
        if self.ends.get() == 0 {
            self.hashes();
        }
        Some(self.ends.get()).filter(|number| *number != ENDLESS).map(Ends::of_number)
    }

    /// The hash of the folded word.
    #[inline]
    pub(crate) fn joined(&self) -> Joined {
        match self.letters.get() {
            UNTOLD => self.join(),
            letters => Joined::known(self.hash.get(), letters),
        }
    }

    #[inline(never)]
    fn join(&self) -> Joined {
        let joined = match self.made_of.is_ascii {
            true => Joined::of_ascii(&self.written),
            false => Joined::of(self.fold()),
        };
        self.hash.set(joined.hash());
        self.letters.set(joined.letters);
        joined
    }

    /// Takes the first letters of what [`Self::joined`] is the hash of, at most so many.
    fn each_folded(&self, most: usize, mut take: impl FnMut(u32)) {
        if self.made_of.is_ascii {
            fold::ascii_letters(&self.written).take(most).for_each(take);
        } else {
            self.fold().chars().take(most).for_each(|letter| take(letter.into()));
        }
    }

    /// Whether a table has it as a place or as somebody's name, or it is made of Chinese syllables.
    pub(crate) fn is_known_name(&self) -> bool {
        self.is_given() || self.is_surname() || self.is_pinyin() || self.place().is_some()
    }

    /// What it may be in the name of a person or an office.
    pub(crate) fn roles(&self) -> Roles {
        *self.roles.get_or_init(|| Roles::of(self))
    }

    /// Whether it has a letter, not only digits.
    pub(crate) fn has_letters(&self) -> bool {
        self.made_of.letters || !self.made_of.is_ascii && self.fold().chars().any(char::is_alphabetic)
    }

    /// Whether it is two letters or more (bytes, in truth) and nothing else.
    pub(crate) fn is_all_letters(&self) -> bool {
        let MadeOf { is_ascii, all_letters, .. } = self.made_of;
        all_letters || !is_ascii && self.fold().len() >= 2 && self.fold().chars().all(char::is_alphabetic)
    }

    /// Whether it has several letters or digits.
    pub(crate) fn has_several(&self) -> bool {
        if self.made_of.is_ascii { self.made_of.several } else { self.joined().letters > 1 }
    }

    /// An ordinary word, not a name by itself.
    pub(crate) fn is_ordinary(&self) -> bool {
        self.level.is_some()
    }

    /// Surely a name: no ordinary word, or listed as a place.
    pub(crate) fn is_proper(&self) -> bool {
        (self.level.is_none() || self.place().is_some()) && self.has_letters()
    }

    /// The line of the gazetteer it stands in.
    pub(crate) fn place(&self) -> Option<u16> {
        *self.more().place.get_or_init(|| places::place(self.text()))
    }

    /// The number of the name that it is, folded, one accepted spelling of.
    pub(crate) fn exonym(&self) -> Option<u16> {
        *self.more().exonym.get_or_init(|| places::exonym(self.fold()))
    }

    /// Whether it is a Chinese family name.
    pub(crate) fn is_surname(&self) -> bool {
        *self.more().surname.get_or_init(|| people::is_chinese_surname(self.text()))
    }

    /// Whether it is, folded, a given name common in Europe or the Americas.
    pub(crate) fn is_given(&self) -> bool {
        *self.more().given.get_or_init(|| people::is_given_name(self.fold()))
    }

    /// Whether it may be an ordinal: most words are told by their last letters, as they are written.
    fn may_be_ordinal(&self) -> bool {
        let ending =
            self.written.as_bytes().last_chunk().map(|ending: &[u8; 2]| ending.map(|b| b.to_ascii_lowercase()));
        let plain = ending.is_some_and(|ending| ending.iter().all(u8::is_ascii_alphanumeric));
        !plain || ending.is_some_and(|ending| matches!(&ending, b"st" | b"nd" | b"rd" | b"th"))
    }

    /// The number that it stands for as an ordinal.
    pub(crate) fn ordinal(&self) -> Option<u32> {
        if !self.may_be_ordinal() {
            return None;
        }
        *self.more().ordinal.get_or_init(|| words::ordinal(self.text()))
    }

    /// Whether it can be cut into pinyin syllables.
    pub(crate) fn is_pinyin(&self) -> bool {
        *self.more().pinyin.get_or_init(|| pinyin::is_pinyin(self.fold()))
    }

    /// The fewest pinyin syllables that it is; `None` where it is none.
    pub(crate) fn syllables(&self) -> Option<usize> {
        *self.more().syllables.get_or_init(|| pinyin::syllable_count(self.fold()))
    }

    /// Numbers of which two words that belong together, as `wording` sees it, have one in common.
    pub(crate) fn likenesses(&self, of: impl FnOnce(&Self) -> Vec<u64>) -> &[u64] {
        self.more().likenesses.get_or_init(|| of(self).into())
    }

    /// Whether a table says more of it than its letters: a title, a number, a place, a word of two spellings.
    pub(crate) fn is_special(&self) -> bool {
        *self.more().special.get_or_init(|| {
            let text = self.text();
            self.place().is_some()
                || places::exonym(text).is_some()
                || people::is_title(text)
                || self.ordinal().is_some()
                || words::has_spelling_pair(text)
        })
    }
}

/// Whether a word is what is left of it in lower case and without marks.
fn is_folded(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// `don't`, `we're`: a function word with another clipped on.
fn is_contraction(text: &str) -> bool {
    text.ends_with("n't") || text.split_once('\'').is_some_and(|(head, _)| words::is_function_word(head))
}
