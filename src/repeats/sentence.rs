//! The same sentence again nearby, or nearly the same.
//!
//! The document compares each of its longer sentences with the few before it: their first words, and only where these agree
//! all of them. Headings, list items, table cells and short sentences (bylines, refrains) have no
//! print; a sentence that stands more than [`REFRAIN`] times is a formula of its text.

use rustc_hash::FxHashMap;

use crate::block::{Block, Kind};
use crate::document::Placed;
use crate::lexicon::keyed::Keys;
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
/// In steps of so many tokens the end of a sentence is sought.
const STRIDE: usize = 4;
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

    /// The same in its block.
    fn tokens(self, block: &Block) -> &[Token] {
        &block.tokens[self.from as usize..=self.to as usize]
    }

    /// The keys of its words, in order.
    fn words(self, block: &Block) -> impl Iterator<Item = u64> {
        self.tokens(block).iter().filter(|token| token.is_wordlike()).map(|token| token.key)
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

/// What is counted in one pass over the tokens of a sentence.
#[derive(Default)]
struct Counts {
    /// How many tokens it has.
    len: usize,
    /// How many words, at least.
    words: usize,
    /// Longer words, or characters of a script without spaces, at least.
    content: usize,
    /// What is compared of it before all its words are: a byte of the key of each of the first ones, the first one lowest.
    head: u64,
}

impl Counts {
    /// Those of the first sentence of some tokens; no more is counted than makes it long enough.
    #[inline]
    fn of(tokens: &[Token]) -> Self {
        let mut counts = Self::default();
        let sentence = tokens[0].sentence;
        let own = |at: usize| tokens.get(at).filter(|token| token.sentence == sentence);
        // Most sentences have more tokens than that, and none of these needs to be asked whether it is the sentence's.
        if let Some(first @ [.., last]) = tokens.first_chunk::<SHORTEST>()
            && last.sentence == sentence
        {
            first.iter().for_each(|token| counts.begin(token));
        }
        while counts.words < SHORTEST
            && let Some(token) = own(counts.len)
        {
            counts.begin(token);
        }
        while counts.content < CONTENT
            && let Some(token) = own(counts.len)
        {
            counts.take(token);
        }
        while own(counts.len + STRIDE - 1).is_some() {
            counts.len += STRIDE;
        }
        while own(counts.len).is_some() {
            counts.len += 1;
        }
        counts
    }

    /// Counts one of the first tokens, which the head is made of.
    #[inline(always)]
    fn begin(&mut self, token: &Token) {
        let byte = (token.key >> 56) * u64::from(token.is_wordlike());
        self.head |= byte << (8 * self.words);
        self.take(token);
    }

    /// Counts a token. Nothing is decided by what it is: no processor could guess that.
    #[inline(always)]
    fn take(&mut self, token: &Token) {
        self.words += usize::from(token.is_wordlike());
        self.content += usize::from(token.len_bytes() >= SHORTEST_CONTENT[token.kind as usize]);
        self.len += 1;
    }

    /// Whether it is long enough to be compared.
    fn are_enough(&self) -> bool {
        self.words >= SHORTEST && self.content >= CONTENT
    }
}

/// How many bytes a longer word has at least, by the number of its kind.
const SHORTEST_CONTENT: [usize; 5] = {
    let mut shortest = [usize::MAX; 5];
    shortest[token::Kind::Word as usize] = LONG;
    shortest[token::Kind::Number as usize] = LONG;
    shortest[token::Kind::Ideograph as usize] = 0;
    shortest
};

/// Says the print and the head of each sentence of a block of running text that is worth comparing.
fn prints(block: &Block, mut say: impl FnMut(Print, u64)) {
    let tokens = &block.tokens;
    // Most blocks of short lines are shorter than any sentence that counts.
    if block.kind != Kind::Paragraph || tokens.len() < SHORTEST {
        return;
    }
    let mut from = 0;
    while from < tokens.len() {
        let counts = Counts::of(&tokens[from..]);
        let print = Print { from: from as u32, to: (from + counts.len - 1) as u32 };
        from += counts.len;
        if counts.are_enough() && ends(block, print.to as usize) && !is_opaque(block, print) {
            say(print, counts.head);
        }
    }
}

/// Whether a sentence that has this last token ends there.
fn ends(block: &Block, last: usize) -> bool {
    match block.tokens[last].mark {
        b'.' | b'!' | b'?' | b'"' => true,
        0x80.. => matches!(block.word(last), "”" | "。" | "！" | "？" | "」"),
        _ => false,
    }
}

/// Whether there is something in a sentence of which nobody knows whether it is the same.
fn is_opaque(block: &Block, print: Print) -> bool {
    block.signs.has(Signs::OPAQUE) && print.tokens(block).iter().any(|t| t.kind == token::Kind::Opaque)
}

/// At least as many bytes as two heads have in common.
#[inline]
fn common(a: u64, b: u64) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let apart = a ^ b;
    // The highest bit of each byte that is zero, and of hardly any other.
    let equal = apart.wrapping_sub(ONES) & !apart & (ONES << 7);
    ((equal >> 7).wrapping_mul(ONES) >> 56) as usize
}

/// How many words of two sentences differ, if they have equally many and hardly any does: a word may have changed. Figures
/// and names that differ are told apart by the reader, so only sentences of equal length are held alike.
fn nearly(a: impl Iterator<Item = u64>, mut b: impl Iterator<Item = u64>) -> Option<usize> {
    let (mut count, mut differing) = (0, 0);
    for word in a {
        differing += usize::from(word != b.next()?);
        count += 1;
    }
    let most = if count >= SHORTEST_NEAR { count / PER_CHANGE } else { 0 };
    (b.next().is_none() && differing <= most).then_some(differing)
}

/// One key for several, in their order.
fn key(keys: impl IntoIterator<Item = u64>) -> u64 {
    keys.into_iter().fold(0, |sum: u64, key| (sum.rotate_left(5) ^ key).wrapping_mul(0x517C_C1B7_2722_0A95))
}

/// The sentences of a document while its blocks come in, in their order.
#[derive(Default)]
pub(crate) struct Sentences {
    /// Those worth comparing, each with its block.
    all: Vec<(usize, Print)>,
    /// Their heads.
    heads: Vec<u64>,
    /// The first of them in the section that is being read.
    section: usize,
    /// Those that stand twice.
    found: Vec<Again>,
}

/// A sentence that stands again.
struct Again {
    /// Its number.
    at: usize,
    /// One key for all its words.
    whole: u64,
    twice: Twice,
}

impl Sentences {
    /// Takes block `number` of `blocks`, which is this one.
    pub(crate) fn read(&mut self, blocks: &[Placed], number: usize, block: &Block) {
        if blocks[number].kind() == Kind::Heading || blocks[number].parted {
            // Another section may begin with the same sentence.
            self.section = self.all.len();
        }
        // Of others only names are known.
        if !blocks[number].is_summarised() {
            prints(block, |print, head| self.take(blocks, (number, print), head, block));
        }
    }

    fn take(&mut self, blocks: &[Placed], (number, print): (usize, Print), head: u64, block: &Block) {
        let at = self.all.len();
        // A sentence has no more words than tokens.
        let most = print.tokens(block).len() / PER_CHANGE;
        let from = self.section.max(at.saturating_sub(NEAR));
        for (near, other) in self.heads[from..].iter().enumerate().rev() {
            if common(*other, head) + most < SHORTEST {
                continue;
            }
            let (other, first) = self.all[from + near];
            let nearly = |there: &Block| nearly(first.words(there), print.words(block));
            let nearly = if other == number { nearly(block) } else { blocks[other].look(|there| nearly(&there.block)) };
            if let Some(differing) = nearly {
                let twice =
                    Twice { first: (other, first.span()), second: (number, print.span()), same: differing == 0 };
                self.found.push(Again { at, whole: key(print.words(block)), twice });
                break;
            }
        }
        self.heads.push(head);
        self.all.push((number, print));
    }

    /// Those that stand again within [`NEAR`] sentences, each with the first.
    pub(crate) fn twice(self, blocks: &[Placed]) -> Vec<Twice> {
        if self.found.is_empty() {
            return Vec::new();
        }
        let asked: Keys = self.found.iter().map(|again| self.heads[again.at]).collect();
        let mut alike: FxHashMap<u64, Alike> = FxHashMap::default();
        for (at, head) in self.heads.iter().enumerate().filter(|(_, head)| asked.has(**head)) {
            alike.entry(*head).or_default().all.push(at);
        }
        let whole = |at: usize| match self.found.binary_search_by_key(&at, |again| again.at) {
            Ok(known) => self.found[known].whole,
            Err(_) => {
                let (number, print) = self.all[at];
                blocks[number].look(|words| key(print.words(&words.block)))
            }
        };
        let mut is_refrain = |again: &Again| {
            let alike = alike.get_mut(&self.heads[again.at]);
            alike.is_some_and(|alike| alike.have(again.whole, whole))
        };
        self.found.iter().filter(|again| !is_refrain(again)).map(|again| again.twice).collect()
    }
}

/// Sentences that begin alike, by their numbers, and how often each of those stands that were read. A formula stands often, so
/// that few have to be.
#[derive(Default)]
struct Alike {
    all: Vec<usize>,
    read: usize,
    often: FxHashMap<u64, usize>,
}

impl Alike {
    /// Whether a sentence stands more than [`REFRAIN`] times among them of which `own` is one key for all words; `whole` has
    /// that of each.
    fn have(&mut self, own: u64, whole: impl Fn(usize) -> u64) -> bool {
        // So many hardly ever begin alike.
        if self.all.len() <= REFRAIN {
            return false;
        }
        let is_refrain = |often: &FxHashMap<u64, usize>| often.get(&own).is_some_and(|times| *times > REFRAIN);
        while self.read < self.all.len() && !is_refrain(&self.often) {
            *self.often.entry(whole(self.all[self.read])).or_default() += 1;
            self.read += 1;
        }
        is_refrain(&self.often)
    }
}
