//! Where tokens come again at a short distance, and which shape that makes.
//!
//! Equal keys are paired for every distance up to [`REACH`]: a stretch of pairs as long as the distance is a repeat
//! that touches itself, a shorter one leaves a gap whose tokens tell the shape. Nothing is compared across the end of a sentence, and what is opaque equals nothing. Longer
//! loops are found from anchors. `judge` decides what of all this is wrong.

use std::cell::RefCell;
use std::sync::LazyLock;

use crate::block::Block;
use crate::language::Language;
use crate::token::{self, Kind, Signs, normal};

use super::{Repeat, Shape, Span};

/// The longest distance from copy to copy, in tokens, at which two copies are looked for.
const REACH: usize = 12;
/// The longest unit of a loop of three copies or more.
const LOOP: usize = 128;
/// A unit of a loop has so many words.
const SHORTEST_LOOP: usize = 4;
/// The most tokens between two copies.
const WIDEST_GAP: usize = 3;

/// Takes all repeats of `block`, in no order, some inside others.
pub(super) fn repeats(block: &Block, language: Language, mut take: impl FnMut(Repeat)) {
    thread_local! {
        /// Made once for all blocks, most of which have nothing in it.
        static SEEN: RefCell<Seen> = RefCell::default();
    }
    SEEN.with_borrow_mut(|seen| {
        seen.read(block);
        let Seen { keys, near, lists, repeats, touching, .. } = seen;
        let mut finder = Finder { block, keys, touching, repeats };
        finder.near(near);
        finder.loops();
        finder.articles(&lists.articles);
        repeats.retain(|repeat| repeat.shape == Shape::Articles || same_text(block, repeat.first, repeat.second));
        repeats.extend(super::stem::repeats(block, &lists.kin, language));
        super::chain::hyphened(block, near.at(2), repeats);
        repeats.extend(lists.chains.iter().filter_map(|at| super::chain::glued(block, *at)));
        touching.clear();
        repeats.drain(..).for_each(&mut take);
    });
}

/// Keys with the same last bits have one place. That most often tells that none of them stood near.
const PLACES: usize = 1024;

/// What one look at the tokens of a block says of where something may come again.
struct Seen {
    /// The tokens' keys, cut to half their length so that more of them are compared at once; each opaque token has a
    /// key of its own.
    keys: Vec<u32>,
    /// How far before each token the last one with the same place stands.
    back: Vec<u32>,
    /// The tokens for which that is near.
    again: Vec<usize>,
    near: Near,
    lists: Lists,
    /// For each place the number of the token that had it last. Tokens are numbered on and on, from block to block, so
    /// that nothing has to be cleared.
    last: Box<[u32; PLACES]>,
    /// The number of the block's first token.
    number: u32,
    /// Where what is found is collected.
    repeats: Vec<Repeat>,
    touching: Vec<Run>,
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            back: Vec::new(),
            again: Vec::new(),
            near: Near::default(),
            lists: Lists::default(),
            last: Box::new([0; PLACES]),
            number: REACH as u32 + 1,
            repeats: Vec::new(),
            touching: Vec::new(),
        }
    }
}

/// Pairs of equal keys up to [`REACH`] apart.
#[derive(Default)]
struct Near {
    /// For each distance the tokens whose key stands again that much later, in order.
    first: [Vec<usize>; REACH + 1],
    /// The distances at which there are any, as bits.
    distances: u32,
}

impl Near {
    fn clear(&mut self) {
        self.distances().for_each(|distance| self.first[distance].clear());
        self.distances = 0;
    }

    /// Adds the pairs whose second is the token `at`; `back` says for each token how far before it the last one with the
    /// same place stands.
    fn add(&mut self, keys: &[u32], back: &[u32], at: usize) {
        let mut distance = 0;
        loop {
            distance += back[at - distance] as usize;
            if distance > REACH.min(at) {
                return;
            }
            if keys[at - distance] == keys[at] {
                self.first[distance].push(at - distance);
                self.distances |= 1 << distance;
            }
        }
    }

    /// The distances at which there are any, the shortest first.
    fn distances(&self) -> impl Iterator<Item = usize> + use<> {
        let distances = self.distances;
        (1..=REACH).filter(move |distance| distances >> distance & 1 != 0)
    }

    /// The tokens whose key is that of the one `distance` later, in order.
    fn at(&self, distance: usize) -> impl Iterator<Item = usize> {
        self.first[distance].iter().copied()
    }
}

/// Tokens that may be something else than one of two equal ones.
#[derive(Default)]
struct Lists {
    /// Articles right behind another.
    articles: Vec<usize>,
    /// Words that begin like the one before.
    kin: Vec<usize>,
    /// Words that may consist of one unit again and again.
    chains: Vec<usize>,
}

impl Seen {
    fn read(&mut self, block: &Block) {
        self.near.clear();
        self.read_tokens(block);
        for at in self.again.drain(..) {
            self.near.add(&self.keys, &self.back, at);
        }
        // No token of the next block is near one of this.
        self.number = self.number.wrapping_add((block.tokens.len() + REACH + 1) as u32);
    }

    fn read_tokens(&mut self, block: &Block) {
        let (tokens, bytes) = (&*block.tokens, block.text.as_bytes());
        let Lists { articles, kin, chains } = &mut self.lists;
        [&mut *articles, &mut *kin, &mut *chains].into_iter().for_each(Vec::clear);
        self.keys.resize(tokens.len(), 0);
        self.back.resize(tokens.len(), 0);
        let (keys, back) = (&mut self.keys[..tokens.len()], &mut self.back[..tokens.len()]);
        let (last, again, number) = (&mut *self.last, &mut self.again, self.number);
        let opaque = block.signs.has(Signs::OPAQUE);
        let own = |at: usize| (at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let words = super::chain::Words::of(block);
        let [a, an, the] = *ARTICLES;
        let (mut first_before, mut article_before) = (0, false);
        for (at, token) in tokens.iter().enumerate() {
            let key = half(if opaque && token.kind == Kind::Opaque { own(at) } else { token.key });
            let number = number.wrapping_add(at as u32);
            let before = std::mem::replace(&mut last[key as usize % PLACES], number);
            (keys[at], back[at]) = (key, number.wrapping_sub(before));
            if back[at] <= REACH as u32 {
                again.push(at);
            }
            let range = token.range();
            if range.len() < super::stem::SHORTEST_STEM {
                let article = token.key == the || token.key == a || token.key == an;
                if article && article_before {
                    articles.push(at);
                }
                (first_before, article_before) = (0, article);
                continue;
            }
            let first = if token.kind == Kind::Word { bytes[range.start] | 0x20 } else { 0 };
            if first != 0 && first == first_before {
                kin.push(at);
            }
            (first_before, article_before) = (first, false);
            if range.len() >= super::chain::SHORTEST && words.may_be_one(token) {
                chains.push(at);
            }
        }
    }
}

fn half(key: u64) -> u32 {
    (key ^ (key >> 32)) as u32
}

/// A stretch of tokens each equal to the one `period` later.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: usize,
    len: usize,
    period: usize,
}

struct Finder<'a> {
    block: &'a Block,
    keys: &'a [u32],
    /// The runs whose copies touch, for telling that a longer distance is a multiple of a shorter one.
    touching: &'a mut Vec<Run>,
    repeats: &'a mut Vec<Repeat>,
}

impl Finder<'_> {
    /// The repeats that begin with one of these pairs.
    fn near(&mut self, near: &Near) {
        let keys = self.keys;
        for period in near.distances() {
            let mut done = 0;
            for start in near.at(period) {
                // Of two copies far apart more than one word must be the same, as `run` says.
                let lone = period > WIDEST_GAP + 1 && keys.get(start + 1) != keys.get(start + 1 + period);
                if lone || start < done {
                    continue;
                }
                let same = |&i: &usize| keys[i] == keys[i + period] && self.one_sentence(i, i + period);
                let len = (start..keys.len() - period).take_while(same).count();
                done = start + len;
                if len > 0 {
                    self.run(Run { start, len, period });
                }
            }
        }
    }

    fn one_sentence(&self, a: usize, b: usize) -> bool {
        self.block.tokens[a].sentence == self.block.tokens[b].sentence
    }

    fn run(&mut self, run: Run) {
        if run.len + WIDEST_GAP < run.period || self.is_multiple(run) {
            return;
        }
        if run.len >= run.period {
            self.touching.push(run);
        }
        let repeat = self.stripped(run).and_then(|run| self.touching(run).or_else(|| self.apart(run)));
        self.repeats.extend(repeat);
    }

    /// Whether the run only repeats what a run of a shorter period says.
    fn is_multiple(&self, run: Run) -> bool {
        let end = run.start + run.len + run.period;
        self.touching.iter().any(|t| t.period < run.period && t.start <= run.start && end <= t.start + t.len + t.period)
    }

    /// The run without marks at its ends, so that copies begin and end with words; whole brackets stay.
    fn stripped(&self, run: Run) -> Option<Run> {
        let Run { mut start, mut len, period } = run;
        while len > 0 && !self.wordlike(start) && !(len >= period && self.bracketed(start, period)) {
            start += 1;
            len -= 1;
        }
        while len > 0 && !self.wordlike(start + len - 1) && !(len >= period && self.bracketed(start, period)) {
            len -= 1;
        }
        (len > 0).then_some(Run { start, len, period })
    }

    fn wordlike(&self, i: usize) -> bool {
        self.block.tokens[i].is_wordlike()
    }

    fn bracketed(&self, start: usize, period: usize) -> bool {
        matches!((self.block.word(start), self.block.word(start + period - 1)), ("(", ")") | ("[", "]") | ("（", "）"))
    }

    /// Copies that touch, or that only marks part.
    fn touching(&self, run: Run) -> Option<Repeat> {
        let Run { start, len, period } = run;
        let marks = (0..period).rev().take_while(|i| !self.wordlike(start + i)).count();
        if len + marks < period {
            return None;
        }
        let marks = if self.bracketed(start, period) { 0 } else { marks };
        let copies = (len + marks) / period + 1;
        let unit = period - marks;
        let first = Span { from: start, to: start + unit - 1 };
        let last = start + (copies - 1) * period;
        let second = Span { from: last, to: last + unit - 1 };
        let shape = match (copies, marks) {
            (0 | 1, _) => return None,
            // Glued by hyphens: `chain` looks at those.
            (_, 1) if self.glued_by_hyphen(first.to + 1) => return None,
            (2, 0) if self.one_written_word(first) => Shape::Word,
            (2, 0) => return Some(self.phrase(first, second)),
            (2, _) => self.parted_by_marks(first, second)?,
            _ => Shape::Run,
        };
        Some(Repeat { shape, first, second, copies })
    }

    /// Two phrases in a row; `and roads and roads` and `roads and roads and` are roads on both sides of *and*.
    fn phrase(&self, first: Span, second: Span) -> Repeat {
        let links = |i: usize| matches!(normal(self.block.word(i)).as_ref(), "and" | "or" | "nor");
        let comma = |i: usize| self.block.word(i) == ",";
        let tail = (first.from + 1..=first.to).rev().take_while(|&i| links(i) || comma(i)).filter(|&i| links(i)).last();
        let cut = |span: Span, head: usize, tail: usize| Span { from: span.from + head, to: span.to - tail };
        let (head, tail) = match tail {
            Some(from) => (0, first.to + 1 - from + usize::from(comma(from - 1))),
            None => (usize::from(links(first.from) && first.count() > 1), 0),
        };
        let shape = if head + tail > 0 { Shape::Echo } else { Shape::Phrase };
        Repeat { shape, first: cut(first, head, tail), second: cut(second, head, tail), copies: 2 }
    }

    fn glued_by_hyphen(&self, i: usize) -> bool {
        let spaced = |i: usize| self.block.tokens.get(i).is_some_and(|t| t.gap.space);
        matches!(self.block.word(i), "-" | "‐" | "‑") && !spaced(i) && !spaced(i + 1)
    }

    /// Whether no white space stands inside: one word, or a compound with hyphens.
    fn one_written_word(&self, span: Span) -> bool {
        self.wordlike(span.from) && (span.from + 1..=span.to).all(|i| !self.block.tokens[i].gap.space)
    }

    fn parted_by_marks(&self, first: Span, second: Span) -> Option<Shape> {
        let gap = first.to + 1..second.from;
        let spaced = |i: usize| self.block.tokens[i].gap.space;
        let mark = self.block.word(gap.start);
        match (gap.len(), mark) {
            (1, "," | "，" | "、") => Some(Shape::Comma),
            (1, "-" | "–" | "—") if spaced(gap.start) && spaced(second.from) => Some(Shape::Dash),
            (1, "—") => Some(Shape::Dash),
            (2, "-") if self.block.word(gap.start + 1) == "-" => Some(Shape::Dash),
            (1, "/") => Some(Shape::Slash),
            (1, "(" | "（") if self.closes_gloss(second.to + 1) => Some(Shape::Gloss),
            (2, "\"" | "”" | "»") if self.block.word(gap.start + 1) == "(" && self.closes_gloss(second.to + 1) => {
                Some(Shape::Gloss)
            }
            _ => None,
        }
    }

    fn closes_gloss(&self, i: usize) -> bool {
        matches!(self.block.word(i), ")" | "）" | "”" | "\"")
    }

    /// Copies with a gap of at most [`WIDEST_GAP`] tokens that holds a word.
    fn apart(&self, run: Run) -> Option<Repeat> {
        let Run { start, len, period } = run;
        let first = Span { from: start, to: start + len - 1 };
        let second = Span { from: start + period, to: start + period + len - 1 };
        let gap = first.to + 1..second.from.max(first.to + 1);
        if gap.is_empty() || self.block.tokens[gap.clone()].iter().any(|t| t.kind == Kind::Opaque) {
            return None;
        }
        let article = |i: usize| ARTICLES.contains(&self.block.tokens[i].key);
        let word = |i: usize| is_word(self.block.word(i));
        let (a, b) = (gap.start, gap.start + 1);
        let shape = match (gap.len(), self.block.word(a)) {
            (1, _) if article(a) => Shape::Article,
            (2, "(") if article(b) && self.closes_gloss(second.to + 1) => Shape::Gloss,
            (2.., ",") if word(b) => Shape::Echo,
            (1 | 2, _) if word(a) => Shape::Echo,
            _ => return None,
        };
        Some(Repeat { shape, first, second, copies: 2 })
    }

    /// Loops of at least three copies of a unit too long for [`REACH`], or of whole sentences: from every
    /// [`REACH`]th token the distances up to [`LOOP`] are tried at which it stands again.
    fn loops(&mut self) {
        let keys = self.keys;
        let longest = LOOP.min(keys.len() / 3);
        let shortest = if self.one_sentence_only() { REACH + 1 } else { SHORTEST_LOOP };
        if longest < shortest {
            return;
        }
        let mut anchor = 0;
        while anchor + shortest < keys.len() {
            let ahead = &keys[anchor + shortest..keys.len().min(anchor + longest + 1)];
            let mut again = ahead.iter().enumerate().filter(|(_, key)| **key == keys[anchor]);
            if let Some(repeat) = again.find_map(|(i, _)| self.loop_at(anchor, i + shortest)) {
                anchor = repeat.second.to;
                self.repeats.push(repeat);
            }
            anchor += REACH;
        }
    }

    fn one_sentence_only(&self) -> bool {
        self.keys.is_empty() || self.one_sentence(0, self.keys.len() - 1)
    }

    fn loop_at(&self, anchor: usize, period: usize) -> Option<Repeat> {
        let same = |i: usize| self.keys.get(i).is_some_and(|key| self.keys.get(i + period) == Some(key));
        if !(0..4).all(|i| same(anchor + i)) {
            return None;
        }
        let start = (0..anchor).rev().take_while(|&i| same(i)).last().unwrap_or(anchor);
        let len = (start..).take_while(|&i| same(i)).count();
        let words = (start..start + period).filter(|&i| self.wordlike(i)).count();
        let sentences = !self.one_sentence(start, start + period);
        if len < 2 * period || period <= REACH && !sentences || words < SHORTEST_LOOP {
            return None;
        }
        self.stripped(Run { start, len, period }).and_then(|run| self.touching(run)).filter(|r| r.shape == Shape::Run)
    }

    /// Two different articles in a row.
    fn articles(&mut self, places: &[usize]) {
        let article = |i: usize| matches!(self.block.word(i), "a" | "an" | "the");
        for &i in places {
            let opens = article(i - 1) || matches!(self.block.word(i - 1), "A" | "An" | "The");
            if article(i) && opens && self.keys[i] != self.keys[i - 1] && self.one_sentence(i - 1, i) {
                let one = |i| Span { from: i, to: i };
                self.repeats.push(Repeat { shape: Shape::Articles, first: one(i - 1), second: one(i), copies: 2 });
            }
        }
    }
}

/// The keys of the articles.
static ARTICLES: LazyLock<[u64; 3]> = LazyLock::new(|| ["a", "an", "the"].map(token::key));

fn is_word(text: &str) -> bool {
    let plain = || text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let letters = |text: &str| !text.is_empty() && text.chars().all(char::is_alphabetic);
    !text.is_empty() && plain() || letters(&normal(text))
}

/// Whether the two copies are the same words: keys are hashes, and one may stand for two words.
fn same_text(block: &Block, first: Span, second: Span) -> bool {
    let same = |a: &str, b: &str| a == b || normal(a) == normal(b);
    first.count() == second.count()
        && (0..first.count()).all(|i| same(block.word(first.from + i), block.word(second.from + i)))
}
