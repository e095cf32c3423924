//! The same sentence again nearby, or nearly the same.
//!
//! The document compares each of its longer sentences with the few before it, by their prints. Headings, list items, table cells and short sentences (bylines, refrains) have no print; a sentence that
//! stands more than [`REFRAIN`] times is a formula of its text.

use rustc_hash::FxHashMap;

use crate::block::{Block, Kind};
use crate::document::Placed;
use crate::token::{self, Signs, Token};

use super::Span;

/// A sentence needs this many words to be more than a refrain.
const SHORTEST: usize = 8;
/// How many prints back a sentence is looked for.
const NEAR: usize = 6;
/// The shortest sentence, in words, that is recognised when a word of it has changed.
const SHORTEST_NEAR: usize = 12;
/// A sentence needs so many longer words: refrains are made of short ones.
const CONTENT: usize = 4;
/// A longer word has so many bytes.
const LONG: usize = 6;
/// What stands more often than this was meant.
const REFRAIN: usize = 3;
/// Of so many words one may differ.
const PER_CHANGE: usize = 10;

/// A sentence that is worth comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Print {
    /// Its tokens, the last one included.
    from: u32,
    to: u32,
}

impl Print {
    /// Its tokens.
    fn span(self) -> Span {
        Span { from: self.from as usize, to: self.to as usize }
    }
}

/// A sentence that stands twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twice {
    /// The block and tokens of the first.
    pub first: (usize, Span),
    /// The block and tokens of the second.
    pub second: (usize, Span),
    /// Whether they are the same word for word.
    pub same: bool,
}

/// Says the print of each sentence of a block of running text that may be worth one.
fn prints(block: &Block, mut say: impl FnMut(Print)) {
    let tokens = &block.tokens;
    // Most blocks of short lines are shorter than any sentence that counts.
    if block.kind != Kind::Paragraph || tokens.len() < SHORTEST {
        return;
    }
    let last = tokens.last().map_or(0, |token| token.sentence);
    let mut from = 0;
    while let Some(number) = tokens.get(from).map(|token| token.sentence) {
        let own = |token: &Token| token.sentence == number;
        let behind = if number == last { tokens.len() } else { from + tokens[from..].partition_point(own) };
        print(block, from, behind).into_iter().for_each(&mut say);
        from = behind;
    }
}

/// The print of the sentence that goes from token `from` to the one before `behind`, if it is long enough and ends.
fn print(block: &Block, from: usize, behind: usize) -> Option<Print> {
    let sentence = &block.tokens[from..behind];
    let last = behind.checked_sub(1).filter(|_| sentence.len() >= SHORTEST)?;
    let ends = matches!(block.word(last), "." | "!" | "?" | "”" | "\"" | "。" | "！" | "？" | "」");
    let opaque = || block.signs.has(Signs::OPAQUE) && sentence.iter().any(|t| t.kind == token::Kind::Opaque);
    (ends && !opaque()).then_some(Print { from: from as u32, to: last as u32 })
}

/// The keys of a sentence's words, in order, in place of what `words` held. Yields whether they are enough, with longer
/// ones among them.
fn read_words(block: &Block, print: Print, words: &mut Vec<u64>) -> bool {
    let Span { from, to } = print.span();
    words.resize(to + 1 - from, 0);
    let (mut count, mut content) = (0, 0);
    for token in &block.tokens[from..=to] {
        let is_word = token.is_wordlike();
        words[count] = token.key;
        count += usize::from(is_word);
        content += usize::from(is_word && (token.len_bytes() >= LONG || token.kind == token::Kind::Ideograph));
    }
    words.truncate(count);
    count >= SHORTEST && content >= CONTENT
}

/// The sentences of a document while its blocks come in, in their order.
#[derive(Default)]
pub(crate) struct Sentences {
    all: Vec<(usize, Print)>,
    /// The first sentence of the section that is being read.
    section: usize,
    /// The quarters of the last sentences, each in the place of its number.
    last: [Quarters; NEAR],
    /// What tells each from others.
    keys: Vec<u64>,
    found: Vec<(u64, Twice)>,
    here: Vec<u64>,
    there: Vec<u64>,
}

/// The keys of a sentence's quarters.
type Quarters = [u64; 4];

impl Sentences {
    /// Takes block `number` of `blocks`, which is this one.
    pub(crate) fn read(&mut self, blocks: &[Placed], number: usize, block: &Block) {
        if blocks[number].kind() == Kind::Heading || blocks[number].parted {
            // Another section may begin with the same sentence.
            self.section = self.all.len();
        }
        // Of others only names are known.
        if !blocks[number].is_summarised() {
            prints(block, |print| self.take(blocks, (number, print), block));
        }
    }

    fn take(&mut self, blocks: &[Placed], (number, print): (usize, Print), block: &Block) {
        if !read_words(block, print, &mut self.here) {
            return;
        }
        let at = self.all.len();
        let quarters = quarters(&self.here);
        let whole = key(&quarters);
        self.keys.push(whole);
        // A sentence is recognised by any of its quarters: one changed word leaves three of them whole.
        let alike_in_part = |other: &Quarters| other.iter().zip(&quarters).fold(false, |any, (a, b)| any | (a == b));
        let first = self.section.max(at.saturating_sub(NEAR));
        let near = (first..at).rev().find(|i| alike_in_part(&self.last[i % NEAR]));
        self.last[at % NEAR] = quarters;
        if let Some((other, first)) = near.map(|i| self.all[i]) {
            match other == number {
                true => read_words(block, first, &mut self.there),
                false => blocks[other].look(|there| read_words(&there.block, first, &mut self.there)),
            };
            if alike(&self.there, &self.here) {
                let same = self.there == self.here;
                self.found.push((whole, Twice { first: (other, first.span()), second: (number, print.span()), same }));
            }
        }
        self.all.push((number, print));
    }

    /// Those that stand again within [`NEAR`] sentences, each with the first.
    pub(crate) fn twice(self) -> Vec<Twice> {
        let mut often: FxHashMap<u64, usize> = self.found.iter().map(|(whole, _)| (*whole, 0)).collect();
        for whole in self.keys.iter().filter(|_| !self.found.is_empty()) {
            if let Some(times) = often.get_mut(whole) {
                *times += 1;
            }
        }
        self.found.into_iter().filter(|(whole, _)| often[whole] <= REFRAIN).map(|(_, twice)| twice).collect()
    }
}

/// One key for several, in their order.
fn key(keys: &Quarters) -> u64 {
    keys.iter().fold(0, |sum: u64, key| (sum.rotate_left(5) ^ key).wrapping_mul(0x517C_C1B7_2722_0A95))
}

/// The keys of the quarters of a sentence; where it is too short for the last, one that is its own.
fn quarters(words: &[u64]) -> Quarters {
    let size = words.len().div_ceil(4);
    let quarter = |i: usize| words.get(i * size..words.len().min((i + 1) * size)).filter(|words| !words.is_empty());
    // The keys are hashes already, and a quarter has a few of them.
    let sum = |words: &[u64]| words.iter().fold(0, |sum: u64, key| sum.rotate_left(1).wrapping_add(*key));
    std::array::from_fn(|i| quarter(i).map_or_else(|| !sum(words), sum))
}

/// Whether the sentences differ by one word in [`PER_CHANGE`] at most. Figures and names that differ are told
/// apart by the reader, so only sentences of equal length are held alike.
fn alike(a: &[u64], b: &[u64]) -> bool {
    let different = a.iter().zip(b).filter(|(a, b)| a != b).count();
    a.len() == b.len() && (different == 0 || a.len() >= SHORTEST_NEAR && different * PER_CHANGE <= a.len())
}
