//! Chains: one word three times and more, glued by hyphens (`ink-ink-ink`) or by nothing (`WhiteWhiteWhite`).

use crate::block::Block;
use crate::token::{Kind, Signs, Token, normal};

use super::{Repeat, Shape, Span};

/// The shortest unit, in letters: shorter ones are sounds (`ha-ha-ha`).
const SHORTEST_UNIT: usize = 3;
/// The shortest word that is one unit again and again, in bytes.
const SHORTEST: usize = 3 * SHORTEST_UNIT;

/// The chains that are one word each.
pub(super) fn glued(block: &Block) -> impl Iterator<Item = Repeat> {
    let some = if block.signs.has(Signs::UNITS) { &*block.tokens } else { &[] };
    let long = some.iter().enumerate().filter(|(_, token)| may_be_one(&block.text, token));
    long.filter_map(|(at, _)| glued_at(block, at))
}

/// The cheap question whether a token may be one unit again and again: hardly any word of plain letters has its first one
/// where a second copy would begin.
fn may_be_one(text: &str, token: &Token) -> bool {
    let len = token.len_bytes();
    match token.kind {
        Kind::Word if len >= SHORTEST => {
            let word = token.range().of(text).as_bytes();
            let again = |unit: usize| (word[unit] ^ word[0]) & !0x20 == 0;
            (SHORTEST_UNIT..=len / 3).any(again) || !word.iter().all(|byte| (b' '..0x80).contains(byte))
        }
        Kind::Ideograph => len >= 2 * SHORTEST_UNIT * KATAKANA,
        _ => false,
    }
}

/// The chain that token `at`, which [may be one](may_be_one), is by itself.
fn glued_at(block: &Block, at: usize) -> Option<Repeat> {
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
