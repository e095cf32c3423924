//! Numbers of tokens as bytes, of which most are small, and what they mean that are no words. Lengths are `packing`'s.

use crate::packing::Reader;

/// Of what stands in a summary and is no word, by its number.
pub(super) mod sign {
    /// The gap before the next token is the other of a blank and none.
    pub const FLIP: u32 = 0;
    /// That gap is a line break.
    pub const LINE: u32 = 1;
    /// That gap is told by what follows as a word.
    pub const GAP: u32 = 2;
    /// A sentence begins.
    pub const SENTENCE: u32 = 3;
    /// One in which capitals tell nothing.
    pub const LOUD: u32 = 4;
    /// Running text ends here, or begins again.
    pub const LABEL: u32 = 5;
    /// A token that is no prose, of so many bytes.
    pub const OPAQUE: u32 = 6;
    /// A word that is written out: its sort, a length, the bytes.
    pub const WORD: u32 = 7;
    /// One token that nobody needs, or two, and so on: they end so many bytes behind the token before.
    pub const RUN: u32 = 8;
    /// The most tokens of a run: how far names may be apart to be close is told by no more.
    pub const LONGEST_RUN: usize = 9;
    /// The first word of the table.
    pub const FIRST: u32 = RUN + LONGEST_RUN as u32;
}

/// Numbers below this take one byte, …
const ONE: u32 = 192;
/// … those below this two, …
const TWO: u32 = ONE + (THREE_BYTES - ONE) * 256;
/// … which begin with bytes below this; others begin with it or more, and take three.
const THREE_BYTES: u32 = 248;

/// No number is as large.
pub(super) const END: u32 = TWO + (256 - THREE_BYTES) * 65_536;

/// Writes the number of a token, below [`END`].
pub(super) fn put(bytes: &mut Vec<u8>, number: u32) {
    if number < ONE {
        bytes.push(number as u8);
    } else if number < TWO {
        let rest = number - ONE;
        bytes.extend([(ONE + rest / 256) as u8, rest as u8]);
    } else {
        let rest = number - TWO;
        bytes.extend([(THREE_BYTES + rest / 65_536) as u8, (rest / 256) as u8, rest as u8]);
    }
}

/// Reads the number of a token.
#[inline]
pub(super) fn number(bytes: &mut Reader<'_>) -> u32 {
    let first = u32::from(bytes.byte());
    if first < ONE {
        return first;
    }
    let second = u32::from(bytes.byte());
    if first < THREE_BYTES {
        return ONE + (first - ONE) * 256 + second;
    }
    TWO + (first - THREE_BYTES) * 65_536 + second * 256 + u32::from(bytes.byte())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let numbers = [0, 1, ONE - 1, ONE, ONE + 300, TWO - 1, TWO, TWO + 70_000, END - 1];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|number| put(&mut bytes, *number));
        let mut reader = Reader::new(&bytes);
        assert!(numbers.iter().all(|known| number(&mut reader) == *known));
        assert_eq!((reader.left(), number(&mut reader)), (0, 0));
    }
}
