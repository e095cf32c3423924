//! Brackets that have no partner in their block.
//!
//! Labels (`a)`), faces (`:)`), half-open intervals and brackets of addresses are none of it. What one block opens
//! another may close, which the rule looks at.

use crate::block::{Block, Kind as BlockKind};
use crate::range::ByteRange;
use crate::token::{self, Kind, Signs, Token};

/// A bracket without a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bracket {
    /// Whether it opens.
    pub opens: bool,
    /// Which bracket it is, by its place in [`PAIRS`]; the half-width and full-width forms are one.
    pub shape: u8,
    start: u32,
    end: u32,
}

impl Bracket {
    /// Where it stands in its block.
    pub(crate) fn range(self) -> ByteRange {
        ByteRange::new(self.start as usize, self.end as usize)
    }
}

/// Opening and closing brackets; those with one number are one bracket in two widths.
const PAIRS: [(&str, &str, u8); 10] = [
    ("(", ")", 0),
    ("（", "）", 0),
    ("[", "]", 1),
    ("［", "］", 1),
    ("【", "】", 2),
    ("「", "」", 3),
    ("『", "』", 4),
    ("《", "》", 5),
    ("〈", "〉", 6),
    ("〔", "〕", 7),
];

/// How many shapes these are.
pub(crate) const SHAPES: usize = PAIRS[PAIRS.len() - 1].2 as usize + 1;

/// The brackets of a block that have no partner, in order.
pub(super) fn alone(block: &Block) -> Vec<Bracket> {
    if !block.signs.has(Signs::BRACKET) {
        return Vec::new();
    }
    let mut open = Open::default();
    let marks = block.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Punctuation);
    marks.for_each(|(at, _)| open.read(block, at));
    open.left()
}

/// The brackets that are open so far, and those that have turned out to be alone.
#[derive(Default)]
struct Open {
    open: Vec<(usize, Bracket)>,
    /// How many of each shape are open: one of which none is need not be sought among all others.
    of_shape: [usize; SHAPES],
    alone: Vec<Bracket>,
}

impl Open {
    /// Takes the mark `at`.
    fn read(&mut self, block: &Block, at: usize) {
        let range = block.tokens[at].range();
        if !may_be_bracket(&block.text.as_bytes()[range.start..]) {
            return;
        }
        let mark = range.of(&block.text);
        let Some(&(open, _, shape)) = PAIRS.iter().find(|(open, close, _)| *open == mark || *close == mark) else {
            return;
        };
        let bracket = Bracket { opens: open == mark, shape, start: range.start as u32, end: range.end as u32 };
        if block.kind == BlockKind::TableCell || is_face(block, at) {
            return;
        }
        if bracket.opens {
            self.open.push((at, bracket));
            self.of_shape[usize::from(shape)] += 1;
        } else {
            self.close(block, at, bracket);
        }
    }

    fn close(&mut self, block: &Block, at: usize, bracket: Bracket) {
        if self.of_shape[usize::from(bracket.shape)] > 0 {
            while let Some((_, open)) = self.pop().filter(|(_, open)| open.shape != bracket.shape) {
                self.alone.push(open);
            }
        } else if self.open.last().is_some_and(|(open, _)| is_interval(block, *open, at)) {
            self.pop();
        } else if !is_label(block, at) && !ends_address(block, at) && !is_smile(block, at) {
            self.alone.push(bracket);
        }
    }

    /// The last one that is open, which is so no more.
    fn pop(&mut self) -> Option<(usize, Bracket)> {
        let last = self.open.pop()?;
        self.of_shape[usize::from(last.1.shape)] -= 1;
        Some(last)
    }

    /// All that have no partner, in order.
    fn left(mut self) -> Vec<Bracket> {
        self.alone.extend(self.open.into_iter().map(|(_, open)| open));
        self.alone.sort_unstable_by_key(|bracket| bracket.start);
        self.alone
    }
}

/// The cheap question: most marks are none of [`PAIRS`].
fn may_be_bracket(bytes: &[u8]) -> bool {
    matches!(bytes, [b'(' | b')' | b'[' | b']', ..]) || token::is_eastern_bracket(bytes)
}

/// `:)`, `;-)`, `:(`.
fn is_face(block: &Block, at: usize) -> bool {
    let touches = |i: usize| !block.tokens[i].gap.space;
    at > 0
        && touches(at)
        && match block.word(at - 1) {
            ":" | ";" | "=" => at < 2 || !touches(at - 1),
            "-" | "'" | "’" => at > 1 && touches(at - 1) && matches!(block.word(at - 2), ":" | ";"),
            _ => false,
        }
}

/// The bare smiles of eastern Europe: `well))`, and `well)` at the very end.
fn is_smile(block: &Block, at: usize) -> bool {
    let touching = |i: usize| block.tokens.get(i).is_some_and(|t| !t.gap.space);
    let again = at > 0 && touching(at) && block.word(at - 1) == ")" || touching(at + 1) && block.word(at + 1) == ")";
    let ends = at + 1 == block.tokens.len() && at > 0 && touching(at) && block.tokens[at - 1].kind == Kind::Word;
    block.word(at) == ")" && (again || ends)
}

/// `[0, 1)`, `[0x10, n)`: no words between.
fn is_interval(block: &Block, open: usize, close: usize) -> bool {
    let is_value = |t: &Token| t.range().len() == 1 || block.text.as_bytes()[t.range().start].is_ascii_digit();
    close - open <= 6 && block.tokens[open + 1..close].iter().all(|t| t.kind != Kind::Word || is_value(t))
}

/// `a)`, `2)`, `iv)` at the start or behind a mark or a small word.
fn is_label(block: &Block, at: usize) -> bool {
    let Some(label) = at.checked_sub(1) else { return false };
    let short = |t: &Token| t.is_wordlike() && t.range().len() <= 3;
    short(&block.tokens[label])
        && (block.tokens[label].kind == Kind::Number
            || block.word(label).len() == 1
            || block.word(label).bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
}

/// The address before it, over so many marks at most, has taken its partner in: `https://a.b/c_(d)`.
fn ends_address(block: &Block, at: usize) -> bool {
    const MARKS: usize = 16;
    let before = || block.tokens[..at].iter().rev().take(MARKS).find(|t| t.kind != Kind::Punctuation);
    block.signs.has(Signs::OPAQUE) && before().is_some_and(|t| t.kind == Kind::Opaque)
}
