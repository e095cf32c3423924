//! Chains that are written alike and stand alike: most names of a text recur, and are compared only once.
//!
//! Two chains are one phrase where their bytes are the same, and where nothing around them makes a difference to what is
//! asked of the words inside: whether their capitals tell anything, a hyphen on either side, a word that goes on over a
//! link's border, an ordinal before. What depends on more than that is asked of each place.

use std::hash::Hasher;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use crate::names::index::{Index, Span};
use crate::names::marks::Marks;
use crate::names::mention::Chain;

/// All phrases of a document, in the order in which they stand first.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// Of each phrase where its chains begin in `chains`, and one more for the end.
    starts: Vec<u32>,
    /// The chains of all phrases with their blocks, phrase by phrase, each in the order of the text.
    chains: Vec<(u32, Chain)>,
    /// The tokens of all parts.
    tokens: Vec<usize>,
    /// The parts of all phrases: the phrase, and where the tokens end.
    parts: Vec<(u32, u32)>,
}

/// Words of a chain with no connecting word between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'p> {
    /// Which phrase.
    pub phrase: usize,
    /// The block in which it stands first.
    pub block: usize,
    /// Its words there, by token, in order.
    pub tokens: &'p [usize],
}

/// Phrases while the chains of a document come in, in the order of the text.
#[derive(Debug)]
pub(super) struct Collector {
    numbers: FxHashMap<u64, u32>,
    /// Each chain with its block and its phrase.
    chains: Vec<(u32, Chain, u32)>,
    /// How many chains each phrase has.
    counts: Vec<u32>,
}

impl Collector {
    /// Room for so many chains.
    pub(super) fn of(chains: usize) -> Self {
        let numbers = FxHashMap::with_capacity_and_hasher(chains / 2, FxBuildHasher);
        Self { numbers, chains: Vec::with_capacity(chains), counts: Vec::new() }
    }

    /// Takes a chain of a block that the index has read.
    pub(super) fn add(&mut self, index: &Index<'_>, block: usize, chain: Chain) {
        let next = self.counts.len() as u32;
        let phrase = *self.numbers.entry(key(index, block, chain)).or_insert(next);
        if phrase == next {
            self.counts.push(0);
        }
        self.counts[phrase as usize] += 1;
        self.chains.push((block as u32, chain, phrase));
    }

    /// The phrases, once all blocks are read.
    pub(super) fn finish(self, index: &Index<'_>) -> Phrases {
        let mut next = 0;
        let mut free: Vec<u32> = Vec::with_capacity(self.counts.len());
        for count in &self.counts {
            free.push(next);
            next += count;
        }
        let mut phrases = Phrases { starts: free.clone(), ..Phrases::default() };
        phrases.starts.push(next);
        phrases.chains = vec![(0, Chain { first: 0, last: 0 }); self.chains.len()];
        for (block, chain, phrase) in &self.chains {
            let place = &mut free[*phrase as usize];
            phrases.chains[*place as usize] = (*block, *chain);
            *place += 1;
        }
        phrases.cut_all(index);
        phrases
    }
}

impl Phrases {
    fn cut_all(&mut self, index: &Index<'_>) {
        for phrase in 0..self.len() {
            let (block, chain) = self.first(phrase);
            let mut from = self.tokens.len();
            let mut cut = |tokens: &[usize]| {
                if tokens.len() > from {
                    from = tokens.len();
                    self.parts.push((phrase as u32, from as u32));
                }
            };
            let tokens = &mut self.tokens;
            parts(index, block, chain, tokens, &mut cut);
            cut(tokens);
        }
    }

    /// How many phrases there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Where a phrase stands first: its block, and its tokens there.
    pub(crate) fn first(&self, phrase: usize) -> (usize, Chain) {
        let (block, chain) = self.chains[self.starts[phrase] as usize];
        (block as usize, chain)
    }

    /// All phrases: the number, the block in which it stands first, and the chain there.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, usize, Chain)> + '_ {
        (0..self.len()).map(|phrase| {
            let (block, chain) = self.first(phrase);
            (phrase, block, chain)
        })
    }

    /// All places of a stretch of a phrase, given where it stands first, in the order of the text. It may begin with the
    /// ordinal before the phrase.
    pub(crate) fn places(&self, phrase: usize, span: Span) -> impl Iterator<Item = Span> + '_ {
        let (_, base) = self.first(phrase);
        let all = self.starts[phrase] as usize..self.starts[phrase + 1] as usize;
        self.chains[all].iter().map(move |(block, chain)| Span {
            block: *block as usize,
            first: chain.first + span.first - base.first,
            last: chain.first + span.last - base.first,
        })
    }

    /// The parts of all phrases, in order.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let mut from = 0;
        self.parts.iter().map(move |(phrase, to)| {
            let tokens = &self.tokens[from..*to as usize];
            from = *to as usize;
            Part { phrase: *phrase as usize, block: self.first(*phrase as usize).0, tokens }
        })
    }
}

/// What tells the phrase of one chain from others.
fn key(index: &Index<'_>, block: usize, chain: Chain) -> u64 {
    let mut hasher = FxHasher::default();
    let text = index.block(block);
    let (first, last) = (chain.first, chain.last);
    hasher.write(text.span(first, last).of(&text.text).as_bytes());
    let prose = !index.has(block, first, Marks::LABEL);
    let context = [
        prose,
        prose && index.is_telling(block, first),
        index.is_loud(block, first),
        index.is_behind_hyphen(block, first),
        index.is_hyphen(block, last + 1),
    ];
    let context = context.iter().fold(0, |bits, bit| bits << 1 | u64::from(*bit));
    hasher.write_u64(context << 32 | (last - first) as u64);
    let before = index.previous_word(block, first);
    // What may be taken for a part of the name: a place without it is no place of that name.
    let ordinal = |t: usize| index.word_at(block, t).is_some_and(|word| word.ordinal().is_some());
    if let Some(before) = before.filter(|t| index.is_capitalised(block, *t) || ordinal(*t)) {
        hasher.write_u64(text.tokens[before].key);
    }
    if let Some(next) = index.next_word(block, last).filter(|t| index.is_capitalised(block, *t)) {
        hasher.write_u64(!text.tokens[next].key);
    }
    hasher.finish()
}

/// The tokens of the parts of a chain, with a call of `cut` between two. A word with a possessive ending, unless it is an
/// ordinary one (`Women's`), ends its part; a function word that only begins the sentence is left out.
fn parts(index: &Index<'_>, block: usize, chain: Chain, tokens: &mut Vec<usize>, cut: &mut impl FnMut(&[usize])) {
    for token in chain.first..=chain.last {
        let Some(word) = index.word_at(block, token) else {
            if index.block(block).word(token) == "&" {
                cut(tokens);
            }
            continue;
        };
        let begins = token == chain.first && !index.has(block, token, Marks::UPPER);
        let glued = word.function && index.is_behind_hyphen(block, token);
        if word.function && !glued && (begins || index.has(block, token, Marks::LOWER)) {
            cut(tokens);
            continue;
        }
        tokens.push(token);
        if index.is_possessive(block, token) && !word.is_ordinary() {
            cut(tokens);
        }
    }
}
