//! The body of a long message in pieces of a few kilobytes, each of which is given back as soon as it was read.
//!
//! A text of ten megabytes takes as much again as long as its message is there. In one row the bytes would leave a hole of
//! that size with the allocator, that much of what comes next does not go into.

use std::ops::Range;

/// The bytes of a piece.
const PIECE: usize = 8 * 1024;

/// The bytes, of which those that were taken are gone.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// All but the last as long as one is.
    pieces: Vec<Vec<u8>>,
}

impl Body {
    /// How many bytes there are, or were.
    pub fn len(&self) -> usize {
        self.pieces.last().map_or(0, |last| (self.pieces.len() - 1) * PIECE + last.len())
    }

    /// Adds some at the end.
    pub fn add(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.pieces.last().is_none_or(|last| last.len() == PIECE) {
                self.pieces.push(Vec::with_capacity(PIECE));
            }
            let Some(last) = self.pieces.last_mut() else { return };
            let (head, rest) = bytes.split_at(bytes.len().min(PIECE - last.len()));
            last.extend_from_slice(head);
            bytes = rest;
        }
    }

    /// The pieces in order.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        self.pieces.iter().map(Vec::as_slice)
    }

    /// Adds some of the bytes to others.
    pub fn copy(&self, range: Range<usize>, to: &mut Vec<u8>) {
        let (first, last) = (range.start / PIECE, range.end.div_ceil(PIECE));
        for number in first..last {
            to.extend_from_slice(part(&self.pieces[number], number, &range));
        }
    }

    /// Calls `take` with one stretch of some bytes after the other, up to which it says no. Pieces without bytes behind these
    /// are gone then.
    pub fn take(&mut self, range: Range<usize>, mut take: impl FnMut(&[u8]) -> bool) -> bool {
        (range.start / PIECE..range.end.div_ceil(PIECE)).all(|number| {
            let is_taken = (number + 1) * PIECE <= range.end;
            let goes_on = take(part(&self.pieces[number], number, &range));
            if is_taken && number + 1 < self.pieces.len() {
                self.pieces[number] = Vec::new();
            }
            goes_on
        })
    }
}

/// The bytes of a range that are in the piece of this number.
fn part<'p>(piece: &'p [u8], number: usize, range: &Range<usize>) -> &'p [u8] {
    let start = number * PIECE;
    &piece[range.start.saturating_sub(start)..piece.len().min(range.end - start)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_out_as_they_went_in() {
        let bytes: Vec<u8> = (0..3 * PIECE + 5).map(|n| (n % 251) as u8).collect();
        let mut body = Body::default();
        bytes.chunks(PIECE - 7).for_each(|some| body.add(some));
        assert_eq!((body.len(), body.pieces().collect::<Vec<_>>().concat()), (bytes.len(), bytes.clone()));
        let ranges = [0..0, 3..PIECE, PIECE..2 * PIECE + 1, 2 * PIECE + 1..bytes.len()];
        for range in &ranges {
            let mut some = Vec::new();
            body.copy(range.clone(), &mut some);
            assert_eq!(some, bytes[range.clone()]);
        }
        for range in ranges {
            let mut some = Vec::new();
            assert!(body.take(range.clone(), |part| {
                some.extend_from_slice(part);
                true
            }));
            assert_eq!(some, bytes[range]);
        }
        assert_eq!((body.len(), body.pieces[0].capacity()), (bytes.len(), 0));
    }
}
