//! The word of each token of a document. No list of a long text is longer, so a number takes two bytes; those of the few
//! tokens whose words need more stand apart.

use std::hash::Hasher;
use std::ops::Range;

use crate::names::index::{NONE, WordId};

/// A number for each token; [`NONE`] for what is no word.
#[derive(Debug, Default)]
pub(super) struct AllIds {
    /// [`SHORT_NONE`] also where there is one that needs more.
    short: Vec<u16>,
    long: Long,
}

/// The words of some tokens.
#[derive(Clone, Copy)]
pub(crate) struct Ids<'a> {
    short: &'a [u16],
    /// The number of the first token in the document.
    first: usize,
    long: &'a Long,
}

/// Numbers that need more than two bytes, each with its token.
#[derive(Debug, Default)]
struct Long {
    all: Vec<(u32, WordId)>,
    /// Where those of each [`STRETCH`] of tokens begin, up to the last that has some.
    starts: Vec<u32>,
}

/// The short number of what is no word, or needs a longer one.
pub(super) const SHORT_NONE: u16 = NONE as u16;

/// So many tokens are looked through for a long number.
const STRETCH: usize = 64;

/// The short number of a word.
pub(super) fn short(id: WordId) -> u16 {
    u16::try_from(id).unwrap_or(SHORT_NONE)
}

impl AllIds {
    /// Room for so many.
    pub(super) fn of(tokens: usize) -> Self {
        Self { short: Vec::with_capacity(tokens), long: Long::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.short.len()
    }

    /// Makes so many of them; those that are new are no words.
    pub(super) fn resize(&mut self, tokens: usize) {
        self.short.resize(tokens, SHORT_NONE);
    }

    /// The short numbers of some, to be filled in.
    #[inline]
    pub(super) fn short_mut(&mut self, range: Range<usize>) -> &mut [u16] {
        &mut self.short[range]
    }

    /// The word of a token needs a longer number; there are none behind it yet.
    #[cold]
    pub(super) fn add_long(&mut self, token: usize, id: WordId) {
        let Long { all, starts } = &mut self.long;
        self.short[token] = SHORT_NONE;
        starts.resize(token / STRETCH + 1, all.len() as u32);
        all.push((token as u32, id));
    }

    /// The word of a token.
    #[inline]
    pub(super) fn at(&self, token: usize) -> WordId {
        joined(self.short[token], token, &self.long)
    }

    #[inline]
    pub(super) fn all(&self) -> Ids<'_> {
        Ids { short: &self.short, first: 0, long: &self.long }
    }

    /// Those of some tokens.
    #[inline]
    pub(super) fn some(&self, range: Range<usize>) -> Ids<'_> {
        let first = range.start;
        Ids { short: &self.short[range], first, long: &self.long }
    }
}

impl<'a> Ids<'a> {
    pub(crate) fn len(self) -> usize {
        self.short.len()
    }

    /// The word of a token.
    #[inline]
    pub(crate) fn at(self, token: usize) -> WordId {
        joined(self.short[token], self.first + token, self.long)
    }

    /// The same of one that may not be there.
    #[inline]
    pub(crate) fn get(self, token: usize) -> Option<WordId> {
        self.short.get(token).map(|short| joined(*short, self.first + token, self.long))
    }

    /// Some of them.
    #[inline]
    pub(crate) fn of(self, range: Range<usize>) -> Self {
        let first = self.first + range.start;
        Self { short: &self.short[range], first, ..self }
    }

    pub(crate) fn iter(self) -> impl DoubleEndedIterator<Item = WordId> + ExactSizeIterator + 'a {
        let all = self.short.iter().enumerate();
        all.map(move |(token, short)| joined(*short, self.first + token, self.long))
    }

    /// Makes a hash of them.
    #[inline]
    pub(crate) fn write(self, hasher: &mut impl Hasher) {
        self.iter().for_each(|id| hasher.write_u32(id));
    }

    /// Their short numbers, for who may take two words for one.
    pub(super) fn short(self) -> &'a [u16] {
        self.short
    }
}

/// The number of a token, whose short one is known.
#[inline]
fn joined(short: u16, token: usize, long: &Long) -> WordId {
    if short == SHORT_NONE && !long.all.is_empty() { long.at(token) } else { WordId::from(short) }
}

impl Long {
    #[cold]
    fn at(&self, token: usize) -> WordId {
        let Some(start) = self.starts.get(token / STRETCH) else { return NONE };
        let mut near = self.all[*start as usize..].iter().skip_while(|(of, _)| (*of as usize) < token);
        near.next().filter(|(of, _)| *of as usize == token).map_or(NONE, |(_, id)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_found_among_short_ones() {
        let mut ids = AllIds::of(4);
        let long = |token: usize| token.is_multiple_of(7) || (200..400).contains(&token) && token % 3 == 1;
        let number = |token: usize| if long(token) { NONE + 1 + token as WordId } else { token as WordId };
        let is_word = |token: usize| !token.is_multiple_of(5);
        let model: Vec<WordId> = (0..1000).map(|token| if is_word(token) { number(token) } else { NONE }).collect();
        for (token, id) in model.iter().enumerate() {
            ids.resize(token + 3);
            ids.short_mut(token..token + 1).fill(*id as u16);
            if *id > NONE {
                ids.add_long(token, *id);
            }
        }
        ids.resize(1000);
        assert!(ids.all().iter().eq(model.iter().copied()));
        for range in [0..10, 190..260, 390..500, 999..1000] {
            assert!(ids.some(range.clone()).iter().eq(model[range.clone()].iter().copied()), "{range:?}");
            assert!((0..range.len()).all(|at| ids.all().of(range.clone()).at(at) == model[range.start + at]));
        }
        assert_eq!((ids.len(), ids.all().get(1000), ids.at(7)), (1000, None, NONE + 8));
    }
}
