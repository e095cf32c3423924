//! Chains that are written alike and stand alike: most names of a text recur, and are compared only once.
//!
//! Two chains are one phrase where their bytes are the same, and where nothing around them makes a difference to what is
//! asked of the words inside: whether their capitals tell anything, a hyphen on either side, a word that goes on over a
//! link's border, an ordinal before. What depends on more than that is asked of each place.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use crate::block::Block;
use crate::document::Words;
use crate::names::fold;
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::marks::Marks;
use crate::names::mention::Chain;
use crate::names::word::{Roles, Traits};

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
    words: Columns,
    /// The parts of all phrases: the phrase, and where its words end.
    parts: Vec<(u32, u32)>,
}

/// Words one after the other, and what all comparisons ask of each, where it stands first.
#[derive(Debug, Default)]
struct Columns {
    tokens: Vec<usize>,
    ids: Vec<WordId>,
    marks: Vec<Marks>,
    written: Vec<u64>,
}

impl Columns {
    /// Room for so many words.
    fn of(words: usize) -> Self {
        let (tokens, ids) = (Vec::with_capacity(words), Vec::with_capacity(words));
        Self { tokens, ids, marks: Vec::with_capacity(words), written: Vec::with_capacity(words) }
    }

    fn push(&mut self, id: WordId, marks: Marks, block: &Block, token: usize) {
        self.tokens.push(token);
        self.ids.push(id);
        self.marks.push(marks);
        self.written.push(written(block.word(token)));
    }
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
    /// What word each is.
    pub ids: &'p [WordId],
    /// What is known of each token.
    pub marks: &'p [Marks],
    /// How each is written, as a hash.
    pub written: &'p [u64],
}

impl Part<'_> {
    /// Some of its words.
    pub(crate) fn some(&self, which: Range<usize>) -> Self {
        Self {
            tokens: &self.tokens[which.clone()],
            ids: &self.ids[which.clone()],
            marks: &self.marks[which.clone()],
            written: &self.written[which],
            ..*self
        }
    }
}

/// Of more chains most stand again: room for all of them would take more than the text itself.
const MANY: usize = 32 * 1024;

/// Phrases while the chains of a document come in, in the order of the text.
#[derive(Debug)]
pub(super) struct Collector {
    numbers: FxHashMap<u64, u32>,
    /// Each chain: its block, its first token and its phrase.
    chains: Vec<(u32, u32, u32)>,
    lengths: Vec<u32>,
    roles: Vec<Roles>,
    /// How many chains each phrase has.
    counts: Vec<u32>,
    /// As in [`Phrases`].
    words: Columns,
    parts: Vec<(u32, u32)>,
}

impl Collector {
    /// Room for so many chains.
    pub(super) fn of(chains: usize) -> Self {
        let distinct = chains.min(MANY);
        let numbers = FxHashMap::with_capacity_and_hasher(distinct / 2, FxBuildHasher);
        let (counts, lengths, roles) = Default::default();
        let (words, parts) = (Columns::of(distinct), Vec::with_capacity(distinct));
        Self { numbers, chains: Vec::with_capacity(chains), lengths, roles, counts, words, parts }
    }

    /// Takes a chain of a block that the index has read.
    pub(super) fn add(&mut self, index: &Index<'_>, block: usize, words: &Words, chain: Chain) {
        let next = self.counts.len() as u32;
        let phrase = *self.numbers.entry(key(index, block, words, chain)).or_insert(next);
        if phrase == next {
            self.counts.push(0);
            self.lengths.push((chain.last - chain.first) as u32);
            self.roles.push(roles(index, block, chain));
            self.cut(phrase, index, block, &words.block, chain);
        }
        self.counts[phrase as usize] += 1;
        self.chains.push((block as u32, chain.first as u32, phrase));
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

    /// Cuts a new phrase into its parts.
    fn cut(&mut self, phrase: u32, index: &Index<'_>, number: usize, block: &Block, chain: Chain) {
        let mut from = self.words.tokens.len();
        let mut cut = |words: &Columns| {
            if words.tokens.len() > from {
                from = words.tokens.len();
                self.parts.push((phrase, from as u32));
            }
        };
        parts(index, number, block, chain, &mut self.words, &mut cut);
        cut(&self.words);
    }
}

/// A hash of a word as it is written, without its possessive ending.
pub(super) fn written(word: &str) -> u64 {
    let (_, ending) = fold::without_possessive(word);
    let mut hasher = FxHasher::default();
    hasher.write(&word.as_bytes()[..word.len() - ending]);
    hasher.finish()
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
        self.words.ids.len()
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
        self.parts.iter().map(move |(phrase, to)| {
            let all = from..*to as usize;
            from = all.end;
            let Columns { tokens, ids, marks, written } = &self.words;
            let (phrase, block) = (*phrase as usize, self.first(*phrase as usize).0);
            Part { phrase, block, tokens, ids, marks, written }.some(all)
        })
    }
}

/// What the words of a chain of several may be.
fn roles(index: &Index<'_>, block: usize, chain: Chain) -> Roles {
    let several = (chain.first..=chain.last).filter(|_| chain.first < chain.last);
    let words = several.filter_map(|token| index.word_at(block, token));
    words.fold(Roles::default(), |all, word| all.with(word.roles()))
}

/// What tells the phrase of one chain from others.
fn key(index: &Index<'_>, block: usize, words: &Words, chain: Chain) -> u64 {
    let mut hasher = FxHasher::default();
    let (text, marks) = (&words.block, index.marks(block));
    let (first, last) = (chain.first, chain.last);
    let (own, next) = (marks[first], marks.get(last + 1).copied().unwrap_or_default());
    let range = text.span(first, last);
    hasher.write(&text.text.as_bytes()[range.start..range.end]);
    let prose = !own.has(Marks::LABEL);
    let context = [
        prose,
        prose && own.is_telling(),
        own.has(Marks::LOUD),
        first > 0 && marks[first - 1].has(Marks::HYPHEN),
        next.has(Marks::HYPHEN),
    ];
    let context = context.iter().fold(0, |bits, bit| bits << 1 | u64::from(*bit));
    hasher.write_u64(context << 32 | (last - first) as u64);
    // What may be taken for a part of the name: a place without it is no place of that name.
    let ordinal = |t: usize| index.ordinal_at(block, t).is_some();
    let before = index.previous_word(block, first);
    if let Some(before) = before.filter(|t| marks[*t].has(Marks::CAPITAL) || ordinal(*t)) {
        hasher.write_u64(text.tokens[before].key);
    }
    if next.has(Marks::CAPITAL) && index.next_word(block, last).is_some() {
        hasher.write_u64(!text.tokens[last + 1].key);
    }
    hasher.finish()
}

/// The tokens of the parts of a chain, with a call of `cut` between two. A word with a possessive ending, unless it is an
/// ordinary one (`Women's`), ends its part; a function word that only begins the sentence is left out.
fn parts(
    index: &Index<'_>,
    number: usize,
    block: &Block,
    chain: Chain,
    words: &mut Columns,
    cut: &mut impl FnMut(&Columns),
) {
    let (ids, marks, traits) = (index.ids(number), index.marks(number), index.traits());
    for token in chain.first..=chain.last {
        let (id, own) = (ids[token], marks[token]);
        if id == NONE {
            if block.word(token) == "&" {
                cut(words);
            }
            continue;
        }
        let of_word = traits[id as usize];
        if of_word.has(Traits::FUNCTION) {
            let begins = token == chain.first && !own.has(Marks::UPPER);
            let glued = || token > 0 && marks[token - 1].has(Marks::HYPHEN);
            if (begins || own.has(Marks::LOWER)) && !glued() {
                cut(words);
                continue;
            }
        }
        words.push(id, own, block, token);
        if own.has(Marks::POSSESSIVE) && !of_word.has(Traits::ORDINARY) {
            cut(words);
        }
    }
}
