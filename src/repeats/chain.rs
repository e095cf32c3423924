//! Chains: one word three times and more, glued by hyphens (`ink-ink-ink`) or by nothing (`WhiteWhiteWhite`).

use crate::block::Block;
use crate::token::{Kind, Signs, Token, normal};

use super::{Repeat, Shape, Span};

/// The shortest unit, in letters: shorter ones are sounds (`ha-ha-ha`).
const SHORTEST_UNIT: usize = 3;
/// The shortest word that is one unit again and again, in bytes.
pub(super) const SHORTEST: usize = 3 * SHORTEST_UNIT;

/// What is to be known of a block before its words are looked at one by one.
pub(super) struct Words<'a> {
    text: &'a [u8],
    /// Words of plain letters only, and no markup inside of them.
    plain: bool,
}

impl<'a> Words<'a> {
    pub(super) fn of(block: &'a Block) -> Self {
        Self { text: block.text.as_bytes(), plain: !block.signs.has(Signs::BEYOND_ASCII.and(Signs::MARKUP)) }
    }

    /// The cheap question whether a token may be one unit again and again: hardly any word has its first letter where a
    /// second copy would begin.
    #[inline]
    pub(super) fn may_be_one(&self, token: &Token) -> bool {
        let range = token.range();
        let again = |unit: usize| (self.text[range.start + unit] ^ self.text[range.start]) & !0x20 == 0;
        match token.kind {
            Kind::Word if range.len() >= SHORTEST => !self.plain || (SHORTEST_UNIT..=range.len() / 3).any(again),
            Kind::Ideograph => range.len() >= 2 * SHORTEST_UNIT * KATAKANA,
            _ => false,
        }
    }
}

/// The chain that token `at`, which [may be one](Words::may_be_one), is by itself.
pub(super) fn glued(block: &Block, at: usize) -> Option<Repeat> {
    let copies = match block.tokens[at].kind {
        Kind::Word => glued_copies(block.word(at)),
        _ => katakana_copies(block.word(at)),
    }?;
    let one = Span { from: at, to: at };
    Some(Repeat { shape: Shape::Chain, first: one, second: one, copies })
}

/// Adds the chains glued by hyphens; `alternate` are the tokens that may be the same as the next but one, in order.
pub(super) fn hyphened(block: &Block, alternate: impl Iterator<Item = usize>, found: &mut Vec<Repeat>) {
    let mut next = 0;
    for i in alternate {
        if i < next {
            continue;
        }
        let links = (i..).step_by(2).take_while(|&at| links_on(block, at)).count();
        if links >= 2 {
            let one = |at: usize| Span { from: at, to: at };
            found.push(Repeat { shape: Shape::Chain, first: one(i), second: one(i + 2 * links), copies: links + 1 });
        }
        next = i + 2 * links + 1;
    }
}

/// Whether token `i` is a word that a hyphen glues to the same word again.
fn links_on(block: &Block, i: usize) -> bool {
    let Some([word, hyphen, again]) = block.tokens.get(i..i + 3) else { return false };
    word.key == again.key
        && word.kind == Kind::Word
        && block.word(i).chars().count() >= SHORTEST_UNIT
        && !hyphen.gap.space
        && !again.gap.space
        && matches!(block.word(i + 1), "-" | "‐" | "‑")
}

/// How many bytes a letter of katakana has.
const KATAKANA: usize = 'カ'.len_utf8();

/// How often a unit of katakana stands in one word that consists of nothing else: words of that script are not
/// parted, so that two copies are one token.
fn katakana_copies(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let units = (SHORTEST_UNIT * KATAKANA..=bytes.len() / 2).step_by(KATAKANA);
    let unit = units
        .filter(|unit| bytes.len().is_multiple_of(*unit))
        .find(|&unit| bytes[unit..] == bytes[..bytes.len() - unit])?;
    Some(bytes.len() / unit)
}

/// How often a unit stands in one unbroken word that consists of nothing else, three times at least.
fn glued_copies(word: &str) -> Option<usize> {
    let word = normal(word);
    let bytes = word.as_bytes();
    let unit = (SHORTEST_UNIT..=bytes.len() / 3)
        .find(|&unit| bytes.len().is_multiple_of(unit) && bytes[unit..] == bytes[..bytes.len() - unit])?;
    let mut letters = word.get(..unit)?.chars();
    let first = letters.next()?;
    let long = letters.clone().count() + 1 >= SHORTEST_UNIT;
    (long && letters.any(|letter| letter != first)).then_some(bytes.len() / unit)
}
