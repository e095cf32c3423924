//! Chains that are written alike and stand alike: most names of a text recur, and are compared only once.
//!
//! Two chains are one phrase where their bytes are the same, and where nothing around them makes a difference to what is
//! asked of the words inside: whether their capitals tell anything, a hyphen on either side, a word that goes on over a
//! link's border, an ordinal before. What depends on more than that is asked of each place.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::names::fold;
use crate::names::index::{NONE, Read, Span, WordId};
use crate::names::marks::Marks;
use crate::names::mention::Chain;
use crate::names::numbering::Numbering;
use crate::names::word::{Roles, Traits, Word};
use crate::token;

/// All phrases of a document, in the order in which they stand first.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// Of each phrase where its chains begin in `chains`, and one more for the end.
    starts: Vec<u32>,
    /// The chains of all phrases, phrase by phrase, each in the order of the text: the block and the first token.
    chains: Vec<(u32, u32)>,
    /// How many tokens of each phrase follow the first.
    lengths: Vec<u32>,
    /// What the words of each phrase may be; none of one word are asked.
    roles: Vec<Roles>,
    /// The words of all parts.
    words: Vec<Written>,
    /// The parts of all phrases: the phrase, its block, and where its words end.
    parts: Vec<(u32, u32, u32)>,
}

/// A word of a part, where it stands first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    /// Its token.
    pub token: u32,
    /// What word it is.
    pub id: WordId,
    /// How it is written, as a hash.
    pub letters: u64,
    /// What is known of the token.
    pub marks: Marks,
    /// What it may be in a name of one word, or of two joined.
    pub role: Role,
}

/// What a word may be in a name of one word, or of two joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A name by itself.
    Name,
    /// An ordinary word, beside a name perhaps the other half.
    Half,
    None,
}

impl Role {
    /// That of a capitalised word of letters only, alone or in front of a hyphen.
    #[inline]
    fn of(word: &Word, traits: Traits, marks: Marks, is_glued: impl Fn() -> bool) -> Self {
        let counts = marks.has(Marks::CAPITAL)
            && !traits.has(Traits::FUNCTION)
            && (traits.has(Traits::LETTERS) || traits.has(Traits::UNTOLD) && word.is_all_letters())
            && !(marks.has(Marks::POSSESSIVE) && is_glued());
        match (counts, traits.has(Traits::ORDINARY)) {
            (false, _) => Self::None,
            (true, true) => Self::Half,
            (true, false) => Self::Name,
        }
    }
}

impl Written {
    /// Whether it has capitals behind the first letter.
    pub(crate) fn is_in_capitals(self) -> bool {
        self.marks.has(Marks::UPPER.and(Marks::MIXED))
    }

    /// Its token.
    pub(crate) fn at(self) -> usize {
        self.token as usize
    }
}

/// Words of a chain with no connecting word between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'p> {
    /// Which phrase.
    pub phrase: usize,
    /// The block in which it stands first.
    pub block: usize,
    /// Its words there, in order.
    pub words: &'p [Written],
}

/// Of more chains most stand again: room for all of them would take more than the text itself.
const MANY: usize = 32 * 1024;

/// Phrases while the chains of a document come in, in the order of the text.
#[derive(Debug)]
pub(super) struct Collector {
    numbers: Numbering,
    /// Each chain: its block, its first token and its phrase.
    chains: Vec<(u32, u32, u32)>,
    lengths: Vec<u32>,
    roles: Vec<Roles>,
    /// How many chains each phrase has.
    counts: Vec<u32>,
    /// As in [`Phrases`].
    words: Vec<Written>,
    parts: Vec<(u32, u32, u32)>,
}

impl Collector {
    /// Room for so many chains.
    pub(super) fn of(chains: usize) -> Self {
        let distinct = chains.min(MANY);
        let (counts, lengths) = (Vec::with_capacity(distinct / 2), Vec::with_capacity(distinct / 2));
        let (roles, parts) = (Vec::with_capacity(distinct / 2), Vec::with_capacity(distinct / 2));
        let (words, chains) = (Vec::with_capacity(distinct), Vec::with_capacity(chains));
        Self { numbers: Numbering::new(), chains, lengths, roles, counts, words, parts }
    }

    /// Takes a chain of a block.
    pub(super) fn add(&mut self, read: &Read<'_>, chain: Chain) {
        let next = self.counts.len();
        let phrase = self.numbers.number(key(read, chain), next);
        if phrase == next {
            self.counts.push(0);
            self.lengths.push((chain.last - chain.first) as u32);
            self.cut(phrase as u32, read, chain);
        }
        self.counts[phrase] += 1;
        self.chains.push((read.number as u32, chain.first as u32, phrase as u32));
    }

    /// The phrases, once all blocks are read.
    pub(super) fn finish(self) -> Phrases {
        let mut next = 0;
        let mut free: Vec<u32> = Vec::with_capacity(self.counts.len());
        for count in &self.counts {
            free.push(next);
            next += count;
        }
        let mut starts = free.clone();
        starts.push(next);
        let mut chains = vec![(0, 0); self.chains.len()];
        for (block, first, phrase) in &self.chains {
            let place = &mut free[*phrase as usize];
            chains[*place as usize] = (*block, *first);
            *place += 1;
        }
        let Self { lengths, roles, words, parts, .. } = self;
        Phrases { starts, chains, lengths, roles, words, parts }
    }

    /// Cuts a new phrase into its parts. A word with a possessive ending, unless it is an ordinary one (`Women's`), ends its
    /// part; a function word that only begins the sentence is left out.
    fn cut(&mut self, phrase: u32, read: &Read<'_>, chain: Chain) {
        let (block, marks, traits) = (read.block, read.marks, read.words.traits());
        let mut roles = Roles::default();
        let mut from = self.words.len();
        let mut cut = |to: usize| {
            if to > from {
                from = to;
                self.parts.push((phrase, read.number as u32, to as u32));
            }
        };
        for token in chain.first..chain.last + 1 {
            let (id, own) = (read.ids.at(token), marks[token]);
            if id == NONE {
                if block.word(token) == "&" {
                    cut(self.words.len());
                }
                continue;
            }
            let word = read.words.word(id);
            // None of one word are asked.
            if chain.first < chain.last {
                roles = roles.with(word.roles());
            }
            let of_word = traits[id as usize];
            let glued = || token > 0 && marks[token - 1].has(Marks::HYPHEN);
            if of_word.has(Traits::FUNCTION) {
                let begins = token == chain.first && !own.has(Marks::UPPER);
                if (begins || own.has(Marks::LOWER)) && !glued() {
                    cut(self.words.len());
                    continue;
                }
            }
            let len = block.tokens[token].len_bytes();
            let letters = plain_letters(word, own, len).unwrap_or_else(|| letters(word, own, block.word(token)));
            let role = Role::of(word, of_word, own, glued);
            self.words.push(Written { token: token as u32, id, letters, marks: own, role });
            if own.has(Marks::POSSESSIVE) && !of_word.has(Traits::ORDINARY) {
                cut(self.words.len());
            }
        }
        cut(self.words.len());
        self.roles.push(roles);
    }
}

/// A number for how a word is written at a token with these marks, without its possessive ending: the same for the same
/// letters, and for others of the same word another.
pub(super) fn letters(word: &Word, marks: Marks, written: &str) -> u64 {
    let (stem, ending) = fold::without_possessive(written);
    let marks = if ending > 0 { Marks::of_case(token::case(stem)) } else { marks };
    plain_letters(word, marks.without(Marks::POSSESSIVE), stem.len()).unwrap_or_else(|| {
        let mut hasher = FxHasher::default();
        hasher.write(stem.as_bytes());
        hasher.finish() | 1 << 63
    })
}

/// The same of a word of plain letters with so many bytes: most are all small but for the first, and the case says all.
#[inline]
fn plain_letters(word: &Word, marks: Marks, len: usize) -> Option<u64> {
    (word.plain_len() == len && !marks.has(Marks::MIXED.and(Marks::POSSESSIVE))).then(|| marks.casing())
}

impl Phrases {
    /// How many phrases there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How often a phrase stands.
    pub(crate) fn times(&self, phrase: usize) -> usize {
        (self.starts[phrase + 1] - self.starts[phrase]) as usize
    }

    /// Where a phrase stands first: its block, and its tokens there.
    pub(crate) fn first(&self, phrase: usize) -> (usize, Chain) {
        let (block, first) = self.chains[self.starts[phrase] as usize];
        let first = first as usize;
        (block as usize, Chain { first, last: first + self.lengths[phrase] as usize })
    }

    /// All phrases: the number, the block in which it stands first, and the chain there.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, usize, Chain)> + '_ {
        (0..self.len()).map(|phrase| {
            let (block, chain) = self.first(phrase);
            (phrase, block, chain)
        })
    }

    /// Those of several words: the block in which each stands first, and the chain there.
    pub(crate) fn several(&self) -> impl Iterator<Item = (usize, Chain)> + '_ {
        let several = self.lengths.iter().enumerate().filter(|(_, length)| **length > 0);
        several.map(|(phrase, _)| self.first(phrase))
    }

    /// Those of several words of which one may be one of these.
    pub(crate) fn with(&self, roles: Roles) -> impl Iterator<Item = (usize, usize, Chain)> + '_ {
        let has = self.roles.iter().enumerate().filter(move |(_, own)| own.has(roles));
        has.map(|(phrase, _)| {
            let (block, chain) = self.first(phrase);
            (phrase, block, chain)
        })
    }

    /// How many words the parts of all phrases have.
    pub(crate) fn words(&self) -> usize {
        self.words.len()
    }

    /// All places of a stretch of a phrase, given where it stands first, in the order of the text. It may begin with the
    /// ordinal before the phrase.
    pub(crate) fn places(&self, phrase: usize, span: Span) -> impl Iterator<Item = Span> + '_ {
        let (_, base) = self.first(phrase);
        let all = self.starts[phrase] as usize..self.starts[phrase + 1] as usize;
        self.chains[all].iter().map(move |(block, first)| Span {
            block: *block as usize,
            first: *first as usize + span.first - base.first,
            last: *first as usize + span.last - base.first,
        })
    }

    /// The parts of all phrases, in order.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let mut from = 0;
        self.parts.iter().map(move |&(phrase, block, to)| {
            let words = &self.words[std::mem::replace(&mut from, to as usize)..to as usize];
            Part { phrase: phrase as usize, block: block as usize, words }
        })
    }
}

/// What tells the phrase of one chain from others.
fn key(read: &Read<'_>, chain: Chain) -> u64 {
    let mut hasher = FxHasher::default();
    let (text, marks) = (read.block, read.marks);
    let (first, last) = (chain.first, chain.last);
    let before = if first > 0 { marks[first - 1] } else { Marks::default() };
    let (own, next) = (marks[first], marks.get(last + 1).copied().unwrap_or_default());
    let range = text.span(first, last);
    hasher.write(&text.text.as_bytes()[range.start..range.end]);
    let hyphens = u64::from(before.has(Marks::HYPHEN)) << 1 | u64::from(next.has(Marks::HYPHEN));
    hasher.write_u64((own.context() << 2 | hyphens) << 32 | (last - first) as u64);
    // What may be taken for a part of the name: a place without it is no place of that name.
    let is_behind = before.has(Marks::WORD) && before.leads_to(own);
    if is_behind && (before.has(Marks::CAPITAL) || read.words.ordinal(read.ids.at(first - 1)).is_some()) {
        hasher.write_u64(text.tokens[first - 1].key);
    }
    if next.has(Marks::CAPITAL) && marks[last].leads_to(next) {
        hasher.write_u64(!text.tokens[last + 1].key);
    }
    hasher.finish()
}
