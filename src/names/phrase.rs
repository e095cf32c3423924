//! Chains that are written alike and stand alike: most names of a text recur, and are compared only once.
//!
//! Two chains are one phrase where their bytes are the same, and where nothing around them makes a difference to what is
//! asked of the words inside: whether their capitals tell anything, a hyphen on either side, a word that goes on over a
//! link's border, an ordinal before. What depends on more than that is asked of each place.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::names::index::{Index, Span};
use crate::names::mention::Chain;
use crate::token::Case;

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

impl Phrases {
    pub(super) fn of(index: &Index<'_>) -> Self {
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut phrase_of: Vec<u32> = Vec::new();
        let mut counts: Vec<u32> = Vec::new();
        for (block, chain) in index.chains() {
            let next = counts.len() as u32;
            let phrase = *numbers.entry(key(index, block, chain)).or_insert(next);
            if phrase == next {
                counts.push(0);
            }
            counts[phrase as usize] += 1;
            phrase_of.push(phrase);
        }
        let mut phrases = Self::default();
        phrases.sort(index, &phrase_of, &counts);
        phrases.cut_all(index);
        phrases
    }

    /// Puts the chains in the order of their phrases.
    fn sort(&mut self, index: &Index<'_>, phrase_of: &[u32], counts: &[u32]) {
        let mut next = 0;
        let mut free: Vec<u32> = Vec::with_capacity(counts.len());
        for count in counts {
            free.push(next);
            next += count;
        }
        self.starts.clone_from(&free);
        self.starts.push(next);
        self.chains = vec![(0, Chain { first: 0, last: 0 }); phrase_of.len()];
        for ((block, chain), phrase) in index.chains().zip(phrase_of) {
            let place = &mut free[*phrase as usize];
            self.chains[*place as usize] = (block as u32, chain);
            *place += 1;
        }
    }

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

    /// All places of a stretch of a phrase, given where it stands first, in the order of the text.
    pub(crate) fn places(&self, phrase: usize, span: Span) -> impl Iterator<Item = Span> + '_ {
        let (_, base) = self.first(phrase);
        let (first, last) = (span.first - base.first, span.last - base.first);
        let all = self.starts[phrase] as usize..self.starts[phrase + 1] as usize;
        self.chains[all].iter().map(move |(block, chain)| Span {
            block: *block as usize,
            first: chain.first + first,
            last: chain.first + last,
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
    let prose = index.mentions(block).is_prose(text, first);
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
    // Ordinals end so: `20th`, `first`, `second`, `third`.
    let ordinal = |t: usize| ["th", "st", "nd", "rd"].iter().any(|ending| text.word(t).ends_with(ending));
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
        let case = index.block(block).tokens[token].case;
        let begins = token == chain.first && case != Case::Upper;
        let glued = word.function && index.is_behind_hyphen(block, token);
        if word.function && !glued && (begins || case == Case::Lower) {
            cut(tokens);
            continue;
        }
        tokens.push(token);
        if index.is_possessive(block, token) && !word.is_ordinary() {
            cut(tokens);
        }
    }
}
