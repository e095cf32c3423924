//! Where one of a few bytes stands in a text. `memchr` is made for what is rare, and begins anew behind each place; these stand
//! every few words.

use wide::u8x16;

/// The places of these bytes, in order. None of them is 0.
#[inline]
pub(crate) fn places_of<const N: usize>(of: [u8; N], text: &[u8]) -> impl Iterator<Item = usize> {
    Places { of: of.map(u8x16::splat), text, at: 0, found: 0 }
}

struct Places<'t, const N: usize> {
    of: [u8x16; N],
    text: &'t [u8],
    /// Behind the bytes that were looked at.
    at: usize,
    /// Which of the last sixteen are to be said, the first one lowest.
    found: u32,
}

/// So many bytes are looked at together.
const TOGETHER: usize = 16;

impl<const N: usize> Iterator for Places<'_, N> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            self.found = look(self.of, rest);
            self.at += TOGETHER;
        }
        let first = self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(self.at - TOGETHER + first)
    }
}

/// Which of the first sixteen bytes are among these.
#[inline]
fn look<const N: usize>(of: [u8x16; N], bytes: &[u8]) -> u32 {
    let bytes = u8x16::new(bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut last = [0; TOGETHER];
        last[..bytes.len()].copy_from_slice(bytes);
        last
    }));
    of.into_iter().fold(u8x16::splat(0), |found, one| found | bytes.simd_eq(one)).to_bitmask()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_place_is_said(text in "[a-e\u{E9}]{0,70}") {
            let bytes = text.as_bytes();
            let all: Vec<usize> = (0..bytes.len()).filter(|at| matches!(bytes[*at], b'a' | b'c' | 0xA9)).collect();
            prop_assert_eq!(places_of([b'a', b'c', 0xA9], bytes).collect::<Vec<_>>(), all);
        }
    }
}
