//! Where signs of up to three bytes stand in a text. `memchr` is made for what is rare, and begins anew behind each place;
//! these stand every few words.

use wide::u8x16;

/// Sixteen bytes of a text, and those behind each of them.
pub(crate) struct Sixteen<'t> {
    stretch: &'t Stretch,
    first: usize,
}

/// So many bytes are looked at together.
const TOGETHER: usize = 64;

/// These, and two behind them.
type Stretch = [u8; TOGETHER + 2];

impl Sixteen<'_> {
    /// For each of them the byte that stands `behind` bytes further on, at most two; 0 behind the end of the text.
    #[inline(always)]
    pub(crate) fn behind(&self, behind: usize) -> u8x16 {
        let bytes = self.stretch[self.first + behind..].first_chunk();
        u8x16::new(*bytes.expect("a stretch goes on behind the last sixteen"))
    }

    /// Which of them are `byte`.
    #[inline(always)]
    pub(crate) fn are(&self, byte: u8) -> u8x16 {
        self.behind(0).simd_eq(u8x16::splat(byte))
    }

    /// Which of them begin a sign of three bytes, the third from `first` to `last`.
    #[inline(always)]
    pub(crate) fn begin(&self, two: [u8; 2], first: u8, last: u8) -> u8x16 {
        let third = self.behind(2) - u8x16::splat(first);
        let within = third.simd_eq(third.min(u8x16::splat(last - first)));
        self.are(two[0]) & self.behind(1).simd_eq(u8x16::splat(two[1])) & within
    }
}

/// The places where one of the signs begins that `are_theirs` sees, in order.
#[inline]
pub(crate) fn places<'t>(
    text: &'t [u8],
    are_theirs: impl Fn(Sixteen<'_>) -> u8x16 + 't,
) -> impl Iterator<Item = usize> + 't {
    Places { are_theirs, text, at: 0, found: 0 }
}

struct Places<'t, F> {
    are_theirs: F,
    text: &'t [u8],
    /// Behind the bytes that were looked at.
    at: usize,
    /// Which of the last bytes are to be said, the first one lowest.
    found: u64,
}

impl<F: Fn(Sixteen<'_>) -> u8x16> Iterator for Places<'_, F> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            self.found = look(&self.are_theirs, rest);
            self.at += TOGETHER;
        }
        let first = self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(self.at - TOGETHER + first)
    }
}

/// At which of the first bytes one of the signs begins.
#[inline]
fn look(are_theirs: impl Fn(Sixteen<'_>) -> u8x16, bytes: &[u8]) -> u64 {
    let found = |stretch: &Stretch| {
        let found = |first| u64::from(are_theirs(Sixteen { stretch, first }).to_bitmask());
        found(0) | found(16) << 16 | found(32) << 32 | found(48) << 48
    };
    match bytes.first_chunk() {
        Some(stretch) => found(stretch),
        None => {
            let mut last = [0; TOGETHER + 2];
            last[..bytes.len()].copy_from_slice(bytes);
            // Something may be seen in the zeros.
            found(&last) & 1_u64.checked_shl(bytes.len() as u32).map_or(u64::MAX, |behind| behind - 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_place_is_said(text in "[a-e\u{E9}’”…]{0,150}") {
            let is_one = |at: usize| matches!(text.as_bytes()[at..], [b'c', ..] | [0xE2, 0x80, 0x99..=0x9D, ..]);
            let all: Vec<usize> = (0..text.len()).filter(|at| is_one(*at)).collect();
            // Zeros stand behind a text only.
            let are_theirs = |bytes: Sixteen<'_>| bytes.are(b'c') | bytes.begin([0xE2, 0x80], 0x99, 0x9D) | bytes.are(0);
            let said = places(text.as_bytes(), are_theirs);
            prop_assert_eq!(said.collect::<Vec<_>>(), all);
        }
    }
}
