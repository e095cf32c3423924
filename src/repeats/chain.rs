//! Chains: one word three times and more, glued by hyphens (`ink-ink-ink`) or by nothing (`WhiteWhiteWhite`).

use memchr::memchr;

use crate::block::{Block, Mask};
use crate::token::{Kind, normal};

use super::{Repeat, Shape, Span};

/// The shortest unit, in letters: shorter ones are sounds (`ha-ha-ha`).
const SHORTEST_UNIT: usize = 3;

/// All chains of `block`.
pub(super) fn repeats(block: &Block) -> Vec<Repeat> {
    let mut found = hyphened(block);
    let marked = memchr(Mask::Markup.byte(), block.text.as_bytes()).is_some();
    found.extend(block.tokens.iter().enumerate().filter_map(|(i, token)| {
        let copies = match token.kind {
            Kind::Word if token.range().len() >= 3 * SHORTEST_UNIT => glued_copies(block.word(i), marked),
            Kind::Ideograph if token.range().len() >= 2 * SHORTEST_UNIT * KATAKANA => katakana_copies(block.word(i)),
            _ => None,
        }?;
        let one = Span { from: i, to: i };
        Some(Repeat { shape: Shape::Chain, first: one, second: one, copies })
    }));
    found
}

fn hyphened(block: &Block) -> Vec<Repeat> {
    let mut found = Vec::new();
    let mut next = 0;
    for (i, three) in block.tokens.windows(3).enumerate() {
        // Few words come again behind the next token.
        if three[0].key != three[2].key || i < next {
            continue;
        }
        let links = (i..).step_by(2).take_while(|&at| links_on(block, at)).count();
        if links >= 2 {
            let one = |at: usize| Span { from: at, to: at };
            found.push(Repeat { shape: Shape::Chain, first: one(i), second: one(i + 2 * links), copies: links + 1 });
        }
        next = i + 2 * links + 1;
    }
    found
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

/// How often a unit stands in one unbroken word that consists of nothing else, three times at least. Markup may stand
/// inside of it where there is some in the block.
fn glued_copies(word: &str, marked: bool) -> Option<usize> {
    // Hardly any word has its first letter again where a second copy would begin.
    let raw = word.as_bytes();
    let again = |unit: usize| (raw[unit] ^ raw[0]) & !0x20 == 0;
    if !(SHORTEST_UNIT..=raw.len() / 3).any(again) && !marked && word.is_ascii() {
        return None;
    }
    let word = normal(word);
    let bytes = word.as_bytes();
    let unit = (SHORTEST_UNIT..=bytes.len() / 3)
        .find(|&unit| bytes.len().is_multiple_of(unit) && bytes[unit..] == bytes[..bytes.len() - unit])?;
    let mut letters = word.get(..unit)?.chars();
    let first = letters.next()?;
    let long = letters.clone().count() + 1 >= SHORTEST_UNIT;
    (long && letters.any(|letter| letter != first)).then_some(bytes.len() / unit)
}
