//! The words of many texts, each once as it is written, by their numbers: those that are met first have the smallest, and
//! what is met often is met early.
//!
//! What is needed to look words up takes more room than the words and is made in no time; so it is let go of at rest.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::code::{END, sign};
use crate::lexicon::words;
use crate::token::{self, Case, Gap, Kind, Token};

/// Words as they are written, with how each is read. Texts may be read on several threads.
#[derive(Debug)]
pub struct Forms(Mutex<Table>);

#[derive(Debug, Default)]
pub(super) struct Table {
    /// All words behind each other, and where each ends.
    text: String,
    ends: Vec<u32>,
    sorts: Vec<Sort>,
    /// The key of each, as tokens have it; none at rest.
    keys: Vec<u64>,
    /// Their numbers by what [`place`] says; none at rest.
    numbers: FxHashMap<u64, u32>,
}

/// Kind and case of a word in one byte, or what a gap is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sort(pub u8);

/// A word as it is written, or a gap.
#[derive(Clone, Copy)]
pub(super) struct Form<'a> {
    pub text: &'a str,
    pub sort: Sort,
    pub key: u64,
}

const KINDS: [Kind; 5] = [Kind::Word, Kind::Ideograph, Kind::Number, Kind::Punctuation, Kind::Opaque];
const CASES: [Case; 5] = [Case::None, Case::Lower, Case::Capital, Case::Upper, Case::Mixed];

/// The bit of all gaps and no word.
const GAP: u8 = 1 << 7;

impl Sort {
    pub(super) fn of(token: &Token) -> Self {
        let kind = KINDS.iter().position(|kind| *kind == token.kind).unwrap_or_default();
        let case = CASES.iter().position(|case| *case == token.case).unwrap_or_default();
        Self((kind * CASES.len() + case) as u8)
    }

    pub(super) fn of_gap(Gap { space, markup, link }: Gap) -> Self {
        Self(GAP | u8::from(space) | u8::from(markup) << 1 | u8::from(link) << 2)
    }

    pub(super) fn gap(self) -> Gap {
        let has = |bit: u8| self.0 & bit != 0;
        Gap { space: has(1), markup: has(1 << 1), link: has(1 << 2) }
    }

    pub(super) fn kind(self) -> Kind {
        KINDS[usize::from(self.0) / CASES.len() % KINDS.len()]
    }

    pub(super) fn case(self) -> Case {
        CASES[usize::from(self.0) % CASES.len()]
    }
}

/// What is met most often, so that it has the smallest numbers: marks, and function words of so many letters at most.
const MARKS: &str = ", . ' \" ( ) : ; - – — ’ “ ” & / ? !";
const LONGEST_SEED: usize = 4;

impl Default for Forms {
    fn default() -> Self {
        let mut table = Table::default();
        let short = words::function_words().filter(|word| word.len() <= LONGEST_SEED);
        for written in MARKS.split(' ').chain(short) {
            for token in &token::tokens(written) {
                table.number(Form { text: token.range().of(written), sort: Sort::of(token), key: token.key });
            }
        }
        Self(Mutex::new(table))
    }
}

impl Forms {
    /// The words, to be looked up.
    pub(super) fn lock(&self) -> MutexGuard<'_, Table> {
        // What a panic may have left out is a word without a number.
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if table.keys.len() != table.ends.len() {
            table.wake();
        }
        table
    }

    /// How many bytes it takes at rest.
    pub fn size(&self) -> usize {
        let table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        table.text.len() + table.ends.len() * (size_of::<u32>() + size_of::<Sort>())
    }

    /// Lets go of what is needed to look words up; it is made again where it is.
    pub fn rest(&self) {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (table.keys, table.numbers) = Default::default();
        table.text.shrink_to_fit();
        table.ends.shrink_to_fit();
        table.sorts.shrink_to_fit();
    }
}

impl Table {
    /// The number of a word; `None` where there is no room for it.
    pub(super) fn number(&mut self, Form { text: written, sort, key }: Form<'_>) -> Option<u32> {
        if self.numbers.len() != self.ends.len() {
            self.wake_numbers();
        }
        let mut place = place(key, sort, written);
        while let Some(number) = self.numbers.get(&place).copied() {
            let known = self.form(number);
            if (known.text, known.sort) == (written, sort) {
                return Some(number);
            }
            place = next(place);
        }
        let number = self.ends.len() as u32;
        if number >= END - sign::FIRST {
            return None;
        }
        self.text.push_str(written);
        self.ends.push(u32::try_from(self.text.len()).ok()?);
        self.sorts.push(sort);
        self.keys.push(key);
        self.numbers.insert(place, number);
        Some(number)
    }

    /// The word of a number that was given.
    pub(super) fn form(&self, number: u32) -> Form<'_> {
        let number = number as usize;
        let from = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        let text = &self.text[from as usize..self.ends[number] as usize];
        Form { text, sort: self.sorts[number], key: self.keys[number] }
    }

    fn wake(&mut self) {
        let starts = [0].iter().chain(&self.ends);
        let words = starts.zip(&self.ends).map(|(from, to)| &self.text[*from as usize..*to as usize]);
        self.keys = words.map(token::key).collect();
    }

    fn wake_numbers(&mut self) {
        let mut numbers = FxHashMap::with_capacity_and_hasher(self.ends.len(), FxBuildHasher);
        for number in (0u32..).take(self.ends.len()) {
            let form = self.form(number);
            let mut place = place(form.key, form.sort, form.text);
            while numbers.contains_key(&place) {
                place = next(place);
            }
            numbers.insert(place, number);
        }
        self.numbers = numbers;
    }
}

/// What a word is looked up by. Words may share it.
fn place(key: u64, sort: Sort, written: &str) -> u64 {
    let own = u64::from(sort.0) << 32 | written.len() as u64;
    key ^ own.wrapping_mul(ODD)
}

/// The place for a word where another has this one.
fn next(place: u64) -> u64 {
    place.wrapping_add(ODD)
}

const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_numbers_after_a_rest_too() {
        let text = "Tao tao TAO Leshan ’s don't don’t 3rd , 我 iPhone IPhone ipHone";
        let tokens = token::tokens(text);
        let forms = Forms::default();
        let form = |token: &Token| Form { text: token.range().of(text), sort: Sort::of(token), key: token.key };
        let number = |at: usize| forms.lock().number(form(&tokens[at]));
        let first: Vec<_> = (0..tokens.len()).map(number).collect();
        forms.rest();
        assert_eq!((0..tokens.len()).map(number).collect::<Vec<_>>(), first);
        for (at, known) in first.iter().enumerate() {
            let (table, token) = (forms.lock(), &tokens[at]);
            let form = table.form(known.unwrap());
            assert_eq!((form.text, form.key), (token.range().of(text), token.key));
            assert_eq!((form.sort.kind(), form.sort.case()), (token.kind, token.case));
        }
    }
}
