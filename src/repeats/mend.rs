//! The edits that take one copy away and leave the text reading right: marks paired, blanks single, the
//! capital at the sentence's head.

use crate::block::Block;
use crate::range::{ByteRange, Edit};
use crate::token::Case;

use super::judge::second_is_extra;
use super::{Repeat, Shape, Span};

/// The edits that mend a repeat by its shape; none where there is no one way, or markup would be left unpaired.
pub(crate) fn mend(block: &Block, repeat: &Repeat) -> Option<Vec<Edit>> {
    match repeat.shape {
        Shape::Article if !second_is_extra(block, repeat) => keep_from(block, repeat, repeat.first.to + 1),
        Shape::Chain if repeat.first == repeat.second => cut_glued(block, repeat),
        Shape::Stem | Shape::Articles => None,
        _ => cut_second(block, repeat),
    }
}

/// Leaves the first of equal parts of one word.
fn cut_glued(block: &Block, repeat: &Repeat) -> Option<Vec<Edit>> {
    let word = block.tokens[repeat.first.from].range();
    let letters = word.of(&block.text).chars().count() / repeat.copies;
    let unit: usize = word.of(&block.text).chars().take(letters).map(char::len_utf8).sum();
    let rest = ByteRange::new(word.start + unit, word.end);
    Some(vec![Edit::delete(block.balanced(rest)?)])
}

/// Edits that leave the first copy; none where markup would be left unpaired.
pub(crate) fn cut_second(block: &Block, repeat: &Repeat) -> Option<Vec<Edit>> {
    let (first, second) =
        (block.span(repeat.first.from, repeat.first.to), block.span(repeat.second.from, repeat.second.to));
    let widen = ByteRange::new(first.end, end_with_closer(block, repeat));
    let following = following_gap(block, repeat.second).map(|gap| {
        let start = second_start(block, repeat);
        ByteRange::new(start, gap.end)
    });
    let breaks = ByteRange::new(first.end, second.start).of(&block.text).contains('\n');
    let touching = repeat.first.to + 1 == repeat.second.from;
    let ways = match following.filter(|_| touching) {
        Some(following) if breaks => [Some(following), Some(widen)],
        following => [Some(widen), following],
    };
    let cut = ways.into_iter().flatten().find_map(|range| block.balanced(range));
    cut.map(|range| vec![Edit::delete(range)]).or_else(|| keep_second(block, repeat))
}

/// Edits that leave the last copy, with the first one's capital at the head of a sentence.
pub(crate) fn keep_second(block: &Block, repeat: &Repeat) -> Option<Vec<Edit>> {
    keep_from(block, repeat, repeat.second.from)
}

/// Edits that take away what stands before `token`, with the first copy's capital at the head of a sentence.
pub(crate) fn keep_from(block: &Block, repeat: &Repeat, token: usize) -> Option<Vec<Edit>> {
    let first = block.span(repeat.first.from, repeat.first.to);
    let start = block.tokens[token].range().start;
    let cut = block.balanced(ByteRange::new(first.start, start))?;
    let mut edits = vec![Edit::delete(cut)];
    if starts_sentence(block, repeat.first.from) && block.tokens[repeat.first.from].case == Case::Capital {
        edits.extend(capital(block, start));
    }
    Some(edits)
}

/// Where the second copy begins.
fn second_start(block: &Block, repeat: &Repeat) -> usize {
    block.tokens[repeat.second.from].range().start
}

/// The end of the last copy, with the bracket that closes a gloss.
fn end_with_closer(block: &Block, repeat: &Repeat) -> usize {
    let end = block.tokens[repeat.second.to].range().end;
    let opened = (repeat.first.to + 1..repeat.second.from).any(|i| matches!(block.word(i), "(" | "（"));
    match block.tokens.get(repeat.second.to + 1) {
        Some(closer) if opened && matches!(block.word(repeat.second.to + 1), ")" | "）") => closer.range().end,
        _ => end,
    }
}

/// The white space behind a span, where a word follows on it.
fn following_gap(block: &Block, span: Span) -> Option<ByteRange> {
    let next = block.tokens.get(span.to + 1).filter(|next| next.gap.space && next.is_wordlike())?;
    let gap = ByteRange::new(block.tokens[span.to].range().end, next.range().start);
    gap.of(&block.text).chars().all(char::is_whitespace).then_some(gap)
}

fn starts_sentence(block: &Block, first: usize) -> bool {
    let sentence = block.tokens[first].sentence;
    !(0..first).rev().take_while(|&i| block.tokens[i].sentence == sentence).any(|i| block.tokens[i].is_wordlike())
}

/// Makes the letter at `at` a capital.
fn capital(block: &Block, at: usize) -> Option<Edit> {
    let letter = block.text[at..].chars().next().filter(|c| c.is_lowercase())?;
    let range = ByteRange::new(at, at + letter.len_utf8());
    Some(Edit::replace(range, letter.to_uppercase().collect::<String>()))
}
