//! How names begin and end, as they sound: told by a few bytes, which stand with each word, so that of most names it is seen
//! without all their hashes that they sound like no other one.
//!
//! Names meet by the hash of their outline, or of what is left of it without one sound (`similar`). Two that do so begin and end
//! alike and are of one length, where the same is left out of each.

/// How the outline of a word, or of two joined, begins and ends, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ends {
    /// Its first two sounds, and its last two from behind; 0 for none.
    first: [u8; 2],
    last: [u8; 2],
    len: u16,
    /// The first and the last byte of the word, folded; 0 for none.
    letters: [u8; 2],
}

impl Ends {
    /// Those of a folded word with this outline. Of a longer one than any nothing is told.
    pub(super) fn of(fold: &str, outline: &[u8]) -> Option<Self> {
        let byte = |byte: Option<&u8>| byte.copied().unwrap_or_default();
        let letters = fold.as_bytes();
        Some(Self {
            first: [byte(outline.first()), byte(outline.get(1))],
            last: [byte(outline.last()), byte(outline.len().checked_sub(2).map(|at| &outline[at]))],
            len: u16::try_from(outline.len()).ok().filter(|len| *len < u16::MAX / 2)?,
            letters: [byte(letters.first()), byte(letters.last())],
        })
    }

    /// The same as a number, which is none for a word without sounds.
    pub(super) fn number(self) -> u64 {
        let ([a, b], [c, d], [e, f], [g, h]) = (self.first, self.last, self.len.to_le_bytes(), self.letters);
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }

    /// Those of this number.
    pub(super) fn of_number(number: u64) -> Self {
        let [a, b, c, d, e, f, g, h] = number.to_le_bytes();
        Self { first: [a, b], last: [c, d], len: u16::from_le_bytes([e, f]), letters: [g, h] }
    }

    /// Those of two words joined, if each sounds as it does alone.
    pub(super) fn joined(self, next: Self) -> Option<Self> {
        let is_apart = self.len > 0 && next.len > 0 && self.last[0] != next.first[0];
        if !is_apart || may_sound_together(self.letters[1], next.letters[0]) {
            return None;
        }
        let first = if self.len > 1 { self.first } else { [self.first[0], next.first[0]] };
        let last = if next.len > 1 { next.last } else { [next.last[0], self.last[0]] };
        let letters = [self.letters[0], next.letters[1]];
        Some(Self { first, last, len: self.len + next.len, letters })
    }

    /// Places for the outline and for what is left of it without one sound: of two names that share a hash by which they meet,
    /// one is the same.
    fn places(self) -> [(usize, u64); 4] {
        let Self { first, last, len, .. } = self;
        let place = |first: u8, last: u8, len: u16| {
            let number = u32::from(len) << 16 | u32::from(first) << 8 | u32::from(last);
            let spread = number.wrapping_mul(0x9E37_79B1) >> 20;
            ((spread >> 6) as usize, 1 << (spread & 63))
        };
        let less = len.wrapping_sub(1);
        [
            place(first[0], last[0], len),
            place(first[1], last[0], less),
            place(first[0], last[1], less),
            place(first[0], last[0], less),
        ]
    }
}

/// Whether the last letter of a word, folded, and the first one of the next may stand for one sound together, or sound otherwise
/// than alone.
fn may_sound_together(last: u8, first: u8) -> bool {
    match last {
        b'h' => first == b'c',
        b's' => matches!(first, b'h' | b'c' | b's' | b'z'),
        b't' => matches!(first, b's' | b'c' | b'h' | b'z'),
        b'd' => matches!(first, b'z' | b'j'),
        b'c' => matches!(first, b'h' | b'z' | b'k' | b'e' | b'i' | b'y'),
        b'z' | b'k' | b'g' | b'p' => first == b'h',
        b'q' | b'o' => matches!(first, b'u' | b'o'),
        b'e' => first == b'e',
        b'j' => true,
        _ => false,
    }
}

/// How the single names of a text begin and end: never no for what shares a hash with one.
pub(super) struct AllEnds {
    /// Places of one of them, and of two, or of one and of two words joined.
    once: [u64; 64],
    twice: [u64; 64],
}

impl AllEnds {
    /// Of no names.
    pub(super) fn new() -> Self {
        Self { once: [0; 64], twice: [0; 64] }
    }

    /// Notes a single name. Of one of which nothing is told, it may be any.
    pub(super) fn note(&mut self, ends: Option<Ends>) {
        let Some(ends) = ends else {
            (self.once, self.twice) = ([u64::MAX; 64], [u64::MAX; 64]);
            return;
        };
        self.may_meet(Some(ends));
        for (at, bit) in ends.places() {
            self.once[at] |= bit;
        }
    }

    /// Whether a name may meet a single one that was noted. What they share is noted.
    pub(super) fn may_meet(&mut self, ends: Option<Ends>) -> bool {
        let Some(ends) = ends else {
            self.twice = [u64::MAX; 64];
            return true;
        };
        let mut any = false;
        for (at, bit) in ends.places() {
            let shared = self.once[at] & bit;
            self.twice[at] |= shared;
            any |= shared != 0;
        }
        any
    }

    /// Whether one that was noted may meet another name that was asked about.
    pub(super) fn is_met(&self, ends: Option<Ends>) -> bool {
        ends.is_none_or(|ends| ends.places().iter().any(|(at, bit)| self.twice[*at] & bit != 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::similar;
    use proptest::prelude::*;

    fn hashes(fold: &str) -> Vec<u64> {
        let mut hashes = Vec::new();
        similar::add_hashes(&similar::sounds(fold), &mut Vec::new(), &mut hashes);
        hashes
    }

    fn ends(fold: &str) -> Option<Ends> {
        let mut outline = Vec::new();
        similar::add_hashes(&similar::sounds(fold), &mut outline, &mut Vec::new());
        Ends::of(fold, &outline)
    }

    proptest! {
        #[test]
        fn names_that_share_a_hash_end_alike(a in "[abt]{1,6}", b in "[abt]{1,6}") {
            let mut all = AllEnds::new();
            all.note(ends(&a));
            if similar::telling(&hashes(&a)).iter().any(|hash| similar::telling(&hashes(&b)).contains(hash)) {
                prop_assert!(all.may_meet(ends(&b)) && all.is_met(ends(&a)), "{} {}", a, b);
            }
        }

        #[test]
        fn two_words_joined_end_like_the_whole(a in "[a-zé]{1,4}[scthzdj]{0,2}[a-z]", b in "[schzkjue][a-zé]{0,6}") {
            let joined = ends(&a).unwrap().joined(ends(&b).unwrap());
            if let Some(joined) = joined {
                prop_assert_eq!(Some(joined), ends(&(a.clone() + &b)), "{} {}", a, b);
            }
        }

        #[test]
        fn a_number_says_all(a in "[a-zé]{0,9}") {
            let own = ends(&a).unwrap();
            prop_assert_eq!(Ends::of_number(own.number()), own);
        }
    }
}
