//! What stands at each token of a document, by the number of the token: in pieces of a few kilobytes (see
//! [`strips`](crate::strips)), of which no block is in two.
//!
//! Where a piece has no room for the next block, that one begins with the number of the next piece: some numbers are
//! nobody's.

use std::ops::Range;

use crate::strips::Strips;

/// How many tokens a piece has, unless it is that of a longer block alone. Pieces of words have another size than strips:
/// they are let go of sooner than some of these, and blocks of one size lie together.
const EACH: usize = 2048;

/// The number of the first token of a block of so many, where the block before ended before `next`.
pub(super) fn place(next: usize, count: usize) -> usize {
    if next % EACH + count <= EACH { next } else { next.next_multiple_of(EACH) }
}

/// The number from which the block behind one that ends before `to` is placed. Behind a block with a piece of its own the
/// next piece begins.
pub(super) fn behind(range: &Range<usize>) -> usize {
    if range.len() > EACH { range.end.next_multiple_of(EACH) } else { range.end }
}

/// There is room for so many tokens more than those of a block that needs some: for one block after the other it takes
/// longer.
const AT_ONCE: usize = 512;

/// Something for each token.
pub(super) struct Rows<T> {
    /// By the number of their first token; one that is longer than others leaves those behind it empty.
    pieces: Vec<Vec<T>>,
    /// How many tokens of the last one there are.
    used: usize,
    /// What stands where nothing else was put yet.
    nothing: T,
}

impl<T: Copy> Rows<T> {
    /// For some tokens, about so many.
    pub(super) fn of(count: usize, nothing: T) -> Self {
        let mut pieces = Vec::with_capacity(count / EACH + 2);
        pieces.push(Vec::with_capacity(count.min(EACH)));
        Self { pieces, used: 0, nothing }
    }

    /// Those of a new block at its [`place`], to be filled.
    pub(super) fn add(&mut self, range: Range<usize>) -> &mut [T] {
        let (at, from) = (range.start / EACH, range.start % EACH);
        let end = from + range.len();
        if self.pieces.len() <= at {
            self.close();
            self.pieces.resize_with(at, Vec::new);
            self.pieces.push(Vec::with_capacity(EACH.max(end)));
        }
        let piece = &mut self.pieces[at];
        if piece.len() < end {
            piece.resize((end + AT_ONCE).min(EACH).max(end), self.nothing);
        }
        self.used = end;
        &mut piece[from..end]
    }

    /// No block is added to the last piece any more.
    pub(super) fn close(&mut self) {
        self.pieces.last_mut().into_iter().for_each(|last| last.truncate(self.used));
    }

    /// Those of a block, or of some tokens of it.
    #[inline]
    pub(super) fn get(&self, range: Range<usize>) -> &[T] {
        let from = range.start % EACH;
        &self.pieces[range.start / EACH][from..from + range.len()]
    }

    /// All pieces, each with the number of its first token.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (usize, &[T])> {
        (0..).step_by(EACH).zip(self.pieces.iter().map(Vec::as_slice))
    }
}

/// Some of the tokens, by their numbers: a bit for each.
#[derive(Debug, Default)]
pub(super) struct Chosen(Strips<u64>);

impl Chosen {
    /// For about so many tokens.
    pub(super) fn of(count: usize) -> Self {
        Self(Strips::of(count / BITS + 1))
    }

    #[inline]
    pub(super) fn add(&mut self, number: usize) {
        while self.0.len() <= number / BITS {
            self.0.push(0);
        }
        self.0[number / BITS] |= 1 << (number % BITS);
    }

    /// They in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().zip((0..).step_by(BITS)).flat_map(|(bits, base)| {
            let mut bits = *bits;
            std::iter::from_fn(move || {
                let first = bits.trailing_zeros() as usize;
                bits &= bits.wrapping_sub(1);
                (first < BITS).then_some(base + first)
            })
        })
    }
}

/// How many bits a number has.
const BITS: usize = u64::BITS as usize;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_are_chosen_come_in_order() {
        let numbers = [0, 1, 63, 64, 700, 64_000, 64_063];
        let mut chosen = Chosen::of(100);
        numbers.iter().for_each(|number| chosen.add(*number));
        assert_eq!(chosen.iter().collect::<Vec<_>>(), numbers);
    }

    #[test]
    fn every_block_is_in_one_piece() {
        let mut rows = Rows::of(10, 0_u32);
        let (mut next, mut ranges) = (0, Vec::new());
        for (count, value) in [3, 0, EACH, EACH - 4, 4, 1, 3 * EACH + 5, 7, 2 * EACH, EACH, 9].into_iter().zip(1..) {
            let from = place(next, count);
            let range = from..from + count;
            rows.add(range.clone()).fill(value);
            next = behind(&range);
            ranges.push((range, value));
        }
        rows.close();
        for (range, value) in &ranges {
            assert!(rows.get(range.clone()).iter().all(|one| one == value), "{range:?}");
            let mut within =
                rows.pieces().filter(|(first, all)| range.start >= *first && range.end <= first + all.len());
            assert!(range.is_empty() || within.next().is_some(), "{range:?}");
        }
        let all: usize = rows.pieces().map(|(_, piece)| piece.len()).sum();
        assert_eq!(all, ranges.iter().map(|(range, _)| range.len()).sum::<usize>());
    }
}
