//! Which tokens of a block the comparisons of names look at: what `summary` keeps of a text that is not open.
//!
//! Names have capitals, and what is asked about them is asked of what stands near. Of what is in small letters, `folded`
//! asks for words that no dictionary has and for those that a hyphen joins, `case` for what heads a body. The property test
//! of `summary` holds what is found without the rest to what is found with all of it.

use crate::block::Block;
use crate::lexicon::{self, places, words};
use crate::names::case::{LONGEST_SMALL, NEAR};
use crate::names::fold;
use crate::names::mention::{Mentions, is_glued_hyphen};
use crate::token::{self, Case, Kind, Token};

/// So many tokens on either side are looked at to tell a word that no dictionary has from a part of an address.
const ADDRESS: usize = 2;

/// So many tokens before a name in small letters are asked whether they join it to one with capitals: `Zonai and the`.
const JOINED: usize = 3;

/// Notes for each token of a block whether it is needed.
pub(crate) fn mark(block: &Block, mentions: &Mentions, needed: &mut Vec<bool>) {
    needed.clear();
    needed.resize(block.tokens.len(), false);
    for chain in mentions.chains.iter().filter(|chain| chain.first < chain.last) {
        fill(chain.first, chain.last, needed);
    }
    for (at, token) in block.tokens.iter().enumerate() {
        match token.kind {
            Kind::Word if token.is_capitalised() => {
                // Such a word with a capital names nobody; in or near a name it is needed for that.
                if token.case == Case::Capital && words::is_function_key(token.key) {
                    continue;
                }
                // Where a capital tells nothing, it is no measure for what stands near.
                let reach = if mentions.is_telling(block, at) || is_rare(block, at) { NEAR } else { 1 };
                let first = before(block, at, reach, needed);
                behind(block, at, reach, needed);
                // What begins a sentence, or a quotation in it, is told by all the marks in front of it.
                let marks = block.tokens[..first].iter().rev().take_while(|t| is_mark(t, token.sentence)).count();
                needed[first - marks..first].fill(true);
            }
            Kind::Word if words::is_body_key(token.key) => {
                before(block, at, LONGEST_SMALL - 1 + JOINED, needed);
                behind(block, at, 1, needed);
            }
            Kind::Word if is_rare(block, at) => fill(at.saturating_sub(ADDRESS), at + ADDRESS, needed),
            // Two words with a hyphen, and what follows: before a noun they are one.
            Kind::Punctuation if is_glued_hyphen(block, at) => fill(at.saturating_sub(1), at + 2, needed),
            _ => {}
        }
    }
}

/// Whether a token says nothing by itself, in a sentence.
fn is_mark(token: &Token, sentence: u16) -> bool {
    token.kind == Kind::Punctuation && token.sentence == sentence
}

/// Whether a word may be a name's whatever its case, or would be asked for as one: no dictionary has it, or it is a place.
fn is_rare(block: &Block, at: usize) -> bool {
    let (stem, ending) = fold::without_possessive(block.word(at));
    let key = if ending > 0 { token::key(stem) } else { block.tokens[at].key };
    if lexicon::english_level_of(key).is_some() {
        return places::is_place_key(key);
    }
    !words::is_function_key(key) && !words::is_connector_key(key)
}

/// Needs these tokens, as far as they are there.
fn fill(first: usize, last: usize, needed: &mut [bool]) {
    let to = needed.len().min(last + 1);
    needed[first..to].fill(true);
}

/// Needs a token and so many before it, as far as a name may reach, in any case the one right before it; the first of them.
fn before(block: &Block, at: usize, reach: usize, needed: &mut [bool]) -> usize {
    let own = reached(block, at, (0..at).rev().take(reach));
    let first = at - own.min(at);
    needed[first..=at].fill(true);
    first
}

/// Needs so many tokens behind one, as far as a name may reach, in any case the one right behind it.
fn behind(block: &Block, at: usize, reach: usize, needed: &mut [bool]) {
    let own = reached(block, at, (at + 1..block.tokens.len()).take(reach));
    fill(at, at + own, needed);
}

/// How many of the tokens beside one are to be known: up to the end of its sentence or the first mark that stands in no name,
/// and that too.
fn reached(block: &Block, at: usize, beside: impl Iterator<Item = usize>) -> usize {
    let sentence = block.tokens[at].sentence;
    let mut count = 0;
    for other in beside.take_while(|other| block.tokens[*other].sentence == sentence) {
        count += 1;
        if block.tokens[other].kind == Kind::Punctuation && !matches!(block.word(other), "&" | "-" | "‐" | "‑") {
            break;
        }
    }
    count.max(1)
}
