//! Where tokens come again at a short distance, and which shape that makes.
//!
//! Equal keys are paired for every distance up to [`REACH`]: a stretch of pairs as long as the distance is a repeat
//! that touches itself, a shorter one leaves a gap whose tokens tell the shape. Nothing is compared across the end of a
//! sentence, and what is opaque equals nothing. Longer loops are found from anchors. `judge` decides what of all this is
//! wrong.
//!
//! Most blocks have no repeat at all: one look at each token tells whether it is one of the last few, and whether it
//! stood behind the one before it not long ago.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use crate::alphabet;
use crate::block::Block;
use crate::language::Language;
use crate::token::{self, Kind, Signs, Token, normal};

use super::{Repeat, Shape, Span, judge};

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
        seen.read(block, judge::links(language));
        let Seen { near, streaks, repeats, touching, .. } = seen;
        if near.distances == 0 && streaks.is_empty() && !block.signs.has(TELLING) {
            return;
        }
        let mut finder = Finder { block, language, touching, repeats };
        finder.near(near);
        if !streaks.is_empty() {
            finder.loops(streaks);
        }
        finder.articles();
        repeats.retain(|repeat| repeat.shape == Shape::Articles || same_text(block, repeat.first, repeat.second));
        repeats.extend(super::stem::repeats(block, language));
        super::chain::hyphened(block, near.at(2), repeats);
        repeats.extend(super::chain::glued(block));
        repeats.drain(..).for_each(&mut take);
    });
}

/// What tells of repeats that no equal tokens show.
const TELLING: Signs = Signs::ALIKE.and(Signs::ARTICLES).and(Signs::UNITS);

/// Pairs of neighbours whose hashes have the same last bits have one place. That most often tells that none of them
/// stood near.
const PLACES: usize = 1024;

/// In a loop so many pairs in a row have stood before, at most [`LOOP`] tokens ago.
const SHORTEST_STREAK: usize = 2 * SHORTEST_LOOP - 1;

/// What one look at the tokens of a block says of where something may come again.
struct Seen {
    near: Near,
    /// Where so many pairs in a row may have stood before as in a loop, by the tokens with which they end.
    streaks: Vec<Range<usize>>,
    /// For each place the number of the token with which a pair of it ended last. Tokens are numbered on and on, from
    /// block to block, so that nothing has to be cleared.
    last: Box<[u32; PLACES]>,
    /// The number of the block's first token.
    number: u32,
    /// Where what is found is collected.
    repeats: Vec<Repeat>,
    touching: Vec<Run>,
}

impl Default for Seen {
    fn default() -> Self {
        let (near, streaks, repeats, touching) = Default::default();
        Self { near, streaks, last: Box::new([0; PLACES]), number: LOOP as u32 + 1, repeats, touching }
    }
}

/// Pairs of equal tokens up to [`REACH`] apart, but for those with which no repeat begins.
#[derive(Default)]
struct Near {
    /// For each distance the tokens that stand again that much later, in order.
    first: [Vec<usize>; REACH + 1],
    /// The distances at which there are any, as bits.
    distances: u32,
}

impl Near {
    fn clear(&mut self) {
        self.distances().for_each(|distance| self.first[distance].clear());
        self.distances = 0;
    }

    fn add(&mut self, first: usize, distance: usize) {
        self.first[distance].push(first);
        self.distances |= 1 << distance;
    }

    /// Adds the pairs close by whose second is the token `at`, but for those of which nothing can come, as of most: a word
    /// stands behind the first that is none of these `links` nor an article, and the pair stands alone.
    #[cold]
    fn add_close(&mut self, tokens: &[Token], at: usize, links: Option<&[u64]>) {
        // From the nearest one on.
        for first in (at.saturating_sub(CLOSE)..at).rev().filter(|first| same(tokens, *first, at)) {
            let next = &tokens[first + 1];
            let parts = || links.is_some_and(|links| !links.contains(&next.key) && !ARTICLES.contains(&next.key));
            if first + 1 == at || !next.is_wordlike() || !parts() || goes_on(tokens, (first, at), (first, at)) {
                self.add(first, at - first);
            }
        }
    }

    /// Adds the pairs further apart whose second is the token before `at` and which are one with the pair behind them. The
    /// furthest have to be more than two, as [`Finder::run`] says.
    #[cold]
    fn add_far(&mut self, tokens: &[Token], at: usize) {
        // From the nearest one on.
        for distance in CLOSE + 1..=REACH.min(at - 1) {
            let (first, last) = ((at - 1 - distance, at - 1), (at - distance, at));
            if same(tokens, last.0, last.1)
                && same(tokens, first.0, first.1)
                && (distance <= WIDEST_GAP + 2 || goes_on(tokens, first, last))
            {
                self.add(first.0, distance);
            }
        }
    }

    /// The distances at which there are any, the shortest first.
    fn distances(&self) -> impl Iterator<Item = usize> + use<> {
        let distances = self.distances;
        (1..=REACH).filter(move |distance| distances >> distance & 1 != 0)
    }

    /// The tokens that stand again so much later, in order.
    fn at(&self, distance: usize) -> impl Iterator<Item = usize> {
        self.first[distance].iter().copied()
    }
}

/// Of two copies further apart than this more than one word must be the same, as `run` says.
const CLOSE: usize = WIDEST_GAP + 1;

impl Seen {
    /// `links` are the words that may link two of the same; `None` where any may.
    fn read(&mut self, block: &Block, links: Option<&[u64]>) {
        // After a panic something may be left in them.
        self.repeats.clear();
        self.touching.clear();
        self.near.clear();
        self.streaks.clear();
        self.read_tokens(&block.tokens, links);
        // No token of the next block is near one of this.
        self.number = self.number.wrapping_add((block.tokens.len() + LOOP + 1) as u32);
    }

    /// By itself, so that what changes from token to token stays where the processor has it.
    #[inline(never)]
    fn read_tokens(&mut self, tokens: &[Token], links: Option<&[u64]>) {
        let Self { last, near, streaks, .. } = self;
        let mut look = Look { last, number: self.number, near, streak: 0, streaks };
        let (first, _) = tokens.split_at(tokens.len().min(CLOSE));
        for (at, token) in first.iter().enumerate() {
            if first[..at].iter().any(|before| before.key == token.key) {
                look.near.add_close(tokens, at, links);
            }
            if let Some(before) = at.checked_sub(1) {
                look.pair(tokens, at, first[before].key, token.key);
            }
        }
        for (at, window) in (CLOSE..).zip(tokens.windows(CLOSE + 1)) {
            let [a, b, c, before, token] = window else { break };
            let key = token.key;
            if key == before.key || key == c.key || key == b.key || key == a.key {
                look.near.add_close(tokens, at, links);
            }
            look.pair(tokens, at, before.key, key);
        }
        end_streak(look.streaks, look.streak, (tokens.len(), false));
    }
}

/// A look at the tokens of a block, one after the other.
struct Look<'a> {
    last: &'a mut [u32; PLACES],
    number: u32,
    near: &'a mut Near,
    /// How many pairs in a row may have stood before, up to the last one.
    streak: usize,
    streaks: &'a mut Vec<Range<usize>>,
}

impl Look<'_> {
    /// Looks at the pair whose second is the token `at`.
    #[inline(always)]
    fn pair(&mut self, tokens: &[Token], at: usize, before: u64, key: u64) {
        let number = self.number.wrapping_add(at as u32);
        let place = (before.rotate_left(32) ^ key) as usize % PLACES;
        let ago = number.wrapping_sub(std::mem::replace(&mut self.last[place], number));
        // Pairs with one place come often enough that nothing is decided by it alone.
        let again = ago <= LOOP as u32;
        if self.streak >= SHORTEST_STREAK {
            end_streak(self.streaks, self.streak, (at, again));
        }
        self.streak = if again { self.streak + 1 } else { 0 };
        if ago <= REACH as u32 {
            self.near.add_far(tokens, at);
        }
    }
}

/// Notes a streak of so many pairs, with which the pair whose second is the token `at` goes on or not, if it is long enough
/// and ends there.
#[cold]
#[inline(never)]
fn end_streak(streaks: &mut Vec<Range<usize>>, streak: usize, (at, goes_on): (usize, bool)) {
    if streak >= SHORTEST_STREAK && !goes_on {
        streaks.push(at - streak..at);
    }
}

/// Whether two tokens are the same. What is opaque equals nothing.
fn equal(a: &Token, b: &Token) -> bool {
    a.key == b.key && a.kind != Kind::Opaque
}

/// [`equal`], where there are both.
fn same(tokens: &[Token], a: usize, b: usize) -> bool {
    tokens.get(a).zip(tokens.get(b)).is_some_and(|(a, b)| equal(a, b))
}

/// Whether pairs of equal tokens, from the first to the last, have another right before them or behind.
fn goes_on(tokens: &[Token], first: (usize, usize), last: (usize, usize)) -> bool {
    same(tokens, last.0 + 1, last.1 + 1) || first.0 > 0 && same(tokens, first.0 - 1, first.1 - 1)
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
    language: Language,
    /// The runs whose copies touch, for telling that a longer distance is a multiple of a shorter one.
    touching: &'a mut Vec<Run>,
    repeats: &'a mut Vec<Repeat>,
}

impl Finder<'_> {
    /// The repeats that begin with one of these pairs.
    fn near(&mut self, near: &Near) {
        let tokens = &*self.block.tokens;
        for period in near.distances() {
            let mut done = 0;
            for start in near.at(period) {
                if start < done {
                    continue;
                }
                let again = tokens[start..].iter().zip(&tokens[start + period..]);
                let len = again.take_while(|(a, b)| equal(a, b) && a.sentence == b.sentence).count();
                done = start + len;
                // No copy is a mark alone.
                if len > 1 || len == 1 && (period == 1 || self.wordlike(start)) {
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
            _ if !judge::may_echo(self.block, a, self.language) => return None,
            (2.., ",") if word(b) => Shape::Echo,
            (1 | 2, _) if word(a) => Shape::Echo,
            _ => return None,
        };
        Some(Repeat { shape, first, second, copies: 2 })
    }

    /// Loops of at least three copies of a unit too long for [`REACH`], or of whole sentences: from every
    /// [`REACH`]th token the distances up to [`LOOP`] are tried at which it stands again. All copies but the first make a
    /// streak.
    fn loops(&mut self, streaks: &[Range<usize>]) {
        let tokens = &*self.block.tokens;
        let longest = LOOP.min(tokens.len() / 3);
        let shortest = if self.one_sentence_only() { REACH + 1 } else { SHORTEST_LOOP };
        if longest < shortest {
            return;
        }
        let mut anchor = 0;
        let mut in_vain = [0; LOOP + 1];
        let mut streaks = streaks.iter().peekable();
        while anchor + shortest < tokens.len() {
            while streaks.next_if(|streak| streak.end <= anchor).is_some() {}
            let Some(streak) = streaks.peek() else { return };
            if anchor + LOOP + 1 < streak.start {
                anchor += REACH;
                continue;
            }
            let ahead = &tokens[anchor + shortest..tokens.len().min(anchor + longest + 1)];
            let mut again = ahead.iter().enumerate().filter(|(_, token)| equal(token, &tokens[anchor]));
            if let Some(repeat) = again.find_map(|(i, _)| self.loop_at(anchor, i + shortest, &mut in_vain)) {
                anchor = repeat.second.to;
                self.repeats.push(repeat);
            }
            anchor += REACH;
        }
    }

    fn one_sentence_only(&self) -> bool {
        self.one_sentence(0, self.block.tokens.len() - 1)
    }

    /// The loop of this period around a token. `in_vain` says for each period up to which token it was sought and not found,
    /// so that a long run which is no loop is read through but once.
    fn loop_at(&self, anchor: usize, period: usize, in_vain: &mut [usize; LOOP + 1]) -> Option<Repeat> {
        let tokens = &*self.block.tokens;
        let same = |i: usize| tokens.get(i + period).is_some_and(|again| equal(&tokens[i], again));
        if anchor < in_vain[period] || !(0..4).all(|i| same(anchor + i)) {
            return None;
        }
        let start = (0..anchor).rev().take_while(|&i| same(i)).last().unwrap_or(anchor);
        let len = (start..).take_while(|&i| same(i)).count();
        in_vain[period] = start + len;
        let words = (start..start + period).filter(|&i| self.wordlike(i)).count();
        let sentences = !self.one_sentence(start, start + period);
        if len < 2 * period || period <= REACH && !sentences || words < SHORTEST_LOOP {
            return None;
        }
        self.stripped(Run { start, len, period }).and_then(|run| self.touching(run)).filter(|r| r.shape == Shape::Run)
    }

    /// Two different articles in a row.
    fn articles(&mut self) {
        if !self.block.signs.has(Signs::ARTICLES) {
            return;
        }
        let article = |i: usize| matches!(self.block.word(i), "a" | "an" | "the");
        let tokens = &*self.block.tokens;
        let keys = &*ARTICLES;
        let may_be = |i: &usize| keys.contains(&tokens[*i].key) && keys.contains(&tokens[i - 1].key);
        for i in (1..tokens.len()).filter(may_be).filter(|i| article(*i)) {
            let opens = article(i - 1) || matches!(self.block.word(i - 1), "A" | "An" | "The");
            if opens && tokens[i].key != tokens[i - 1].key && self.one_sentence(i - 1, i) {
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
    let letters = |text: &str| !text.is_empty() && text.chars().all(alphabet::is_alphabetic);
    !text.is_empty() && plain() || letters(&normal(text))
}

/// Whether the two copies are the same words: keys are hashes, and one may stand for two words.
fn same_text(block: &Block, first: Span, second: Span) -> bool {
    let same = |a: &str, b: &str| a == b || normal(a) == normal(b);
    first.count() == second.count()
        && (0..first.count()).all(|i| same(block.word(first.from + i), block.word(second.from + i)))
}
