//! The shortest way through a word: sixteen bytes at once, where fewer letters have a blank behind them. Nearly all words
//! of most texts stand so, and nothing is decided by how long they are: no processor could guess it.
//!
//! `plain` takes it wherever there is room; `ascii` reads what ends in another way, to the same token.

use wide::u8x16;

use super::ascii::{self, Beginning, Word};
use super::hash::Hasher;
use super::{Case, case_of};

/// A word of fewer than sixteen letters of ASCII and the sign behind it: as many bytes as are looked at.
pub(super) type Front = [u8; 17];

/// How many letters stand in front of a blank that `front` begins with: none to fifteen. `None` where another sign or a longer
/// word stands there.
#[inline(always)]
pub(super) fn letters_before_blank(front: &Front) -> Option<usize> {
    let [bytes @ .., _] = front;
    let small = u8x16::new(*bytes) | u8x16::splat(0x20);
    let from_a = small - u8x16::splat(b'a');
    let is_letter = from_a.simd_eq(from_a.min(u8x16::splat(b'z' - b'a')));
    let len = (!is_letter.to_bitmask()).trailing_zeros().min(16) as usize;
    (len < 16 && front[len] == b' ').then_some(len)
}

/// The word that so many letters of `front` are, one to fifteen.
#[inline(always)]
pub(super) fn word(front: &Front, len: usize) -> Word {
    let [first, second] = halves(front);
    let [in_first, in_second] = INSIDE[len % INSIDE.len()];
    let small = [(first | LETTERS) & in_first, (second | LETTERS) & in_second];
    let capitals = [small[0] ^ (first & in_first), small[1] ^ (second & in_second)];
    let case = match (capitals[0] & !0x20) | capitals[1] {
        0 if capitals[0] == 0 => Case::Lower,
        0 => Case::Capital,
        _ => unusual(capitals, len),
    };
    let mut hasher = Hasher::default();
    hasher.push_eight(small[0]);
    let short = hasher.finish();
    hasher.push_eight(small[1]);
    let key = if len > 8 { hasher.finish() } else { short };
    let units = len >= ascii::LONG && ascii::begins_again(small[0]);
    Word { len, case, key, beginning: small[0] as Beginning, units, straight: false }
}

/// How a word of so many letters is written that has capitals behind the first letter.
#[cold]
fn unusual(capitals: [u64; 2], len: usize) -> Case {
    let count = capitals[0].count_ones() + capitals[1].count_ones();
    case_of(capitals[0] & 0x20 != 0, 1, usize::from((count as usize) < len))
}

/// The bit that tells small letters from capitals, in each byte of a word of eight.
const LETTERS: u64 = u64::from_le_bytes([0x20; 8]);

/// The first sixteen bytes as two numbers, the first byte of each lowest.
#[inline(always)]
fn halves(front: &Front) -> [u64; 2] {
    let [a, b, c, d, e, f, g, h, rest @ .., _] = *front;
    [u64::from_le_bytes([a, b, c, d, e, f, g, h]), u64::from_le_bytes(rest)]
}

/// The bits that so many bytes have in each half.
const INSIDE: [[u64; 2]; 16] = {
    let mut inside = [[0; 2]; 16];
    let mut len = 0;
    while len < inside.len() {
        let bits = 8 * len as u32;
        inside[len] = if bits < u64::BITS { [(1 << bits) - 1, 0] } else { [u64::MAX, (1 << (bits - u64::BITS)) - 1] };
        len += 1;
    }
    inside
};
