//! The shortest way through a word: sixteen bytes at once. Nearly all words of most texts are of fewer letters, and nothing is
//! decided by how long they are: no processor could guess it.
//!
//! `plain` takes it first; `ascii` and `letters` read other words, to the same token.

use std::hint::select_unpredictable;

use wide::u8x16;

use super::ascii::{self, Beginning, Word};
use super::hash::of_sixteen;
use super::{Case, case_of};

/// A word of fewer than sixteen letters of ASCII and two signs behind it: as many bytes as are looked at.
pub(super) const FRONT: usize = 17;
pub(super) type Front = [u8; FRONT];

/// What `text` begins with from byte `at` on; where that is too little, in `room`, with zeros behind it.
#[inline(always)]
pub(super) fn front<'a>(text: &'a [u8], at: usize, room: &'a mut Front) -> &'a Front {
    // A token tells its places in four bytes; so the sum is known not to run over, and is not asked about.
    let at = at as u32 as usize;
    match text.get(at..at + FRONT).and_then(<[u8]>::first_chunk) {
        Some(front) => front,
        None => last_front(text, at, room),
    }
}

#[inline(never)]
fn last_front<'a>(text: &[u8], at: usize, room: &'a mut Front) -> &'a Front {
    let rest = text.get(at..).unwrap_or_default();
    *room = [0; FRONT];
    room[..rest.len()].copy_from_slice(rest);
    room
}

/// How many letters of ASCII `front` begins with, fewer than sixteen, and the sign behind them; of more letters the last one.
#[inline(always)]
pub(super) fn letters_and_sign(front: &Front) -> (usize, u8) {
    marked_and_sign(front, letters(sixteen(front)))
}

/// How many bytes that are marked, the first one lowest, `front` begins with, and the sign behind them, likewise.
#[inline(always)]
fn marked_and_sign(front: &Front, marked: u32) -> (usize, u8) {
    let len = (!marked).trailing_zeros().min(15) as usize;
    (len, front[len])
}

/// Which bytes of a stretch of text are letters of ASCII. Where the next word begins is told by these alone: whoever walks
/// from word to word need not wait for the bytes of one to know where the next is.
#[derive(Clone, Copy)]
pub(super) struct Ahead {
    /// Where the stretch begins.
    start: usize,
    /// A bit for each byte, the first one lowest.
    letters: u64,
}

/// The last place of a stretch from which as many letters are seen as a word has at most.
const LAST: usize = 64 - 16;

impl Ahead {
    /// Nothing is known of a text.
    pub(super) const NOTHING: Self = Self { start: usize::MAX - 64, letters: 0 };

    /// How many letters of ASCII, up to fifteen, stand in a text from byte `at` on.
    #[inline(always)]
    pub(super) fn letters(&mut self, text: &[u8], at: usize) -> usize {
        if at.wrapping_sub(self.start) > LAST {
            *self = Self { start: at, letters: letters_from(text, at) };
        }
        let others = !(self.letters >> (at.wrapping_sub(self.start) % 64));
        (others | 1 << 15).trailing_zeros() as usize
    }
}

/// Which of the 64 bytes of a text from one on are letters of ASCII, the first one lowest.
#[inline(always)]
fn letters_from(text: &[u8], at: usize) -> u64 {
    let rest = text.get(at..).unwrap_or_default();
    let mut last;
    let stretch: &[u8; 64] = match rest.first_chunk() {
        Some(stretch) => stretch,
        None => {
            last = [0; 64];
            last[..rest.len()].copy_from_slice(rest);
            &last
        }
    };
    let (sixteens, _) = stretch.as_chunks::<16>();
    sixteens.iter().rev().fold(0, |all, bytes| all << 16 | u64::from(letters(u8x16::new(*bytes))))
}

#[inline(always)]
fn sixteen(front: &Front) -> u8x16 {
    let [bytes @ .., _] = front;
    u8x16::new(*bytes)
}

/// Which bytes are letters of ASCII, the first one lowest.
#[inline(always)]
fn letters(bytes: u8x16) -> u32 {
    are_letters(bytes).to_bitmask()
}

/// The same with all bits of such a byte.
#[inline(always)]
fn are_letters(bytes: u8x16) -> u8x16 {
    let from_a = (bytes | u8x16::splat(0x20)) - u8x16::splat(b'a');
    from_a.simd_eq(from_a.min(u8x16::splat(b'z' - b'a')))
}

/// The word that so many letters of `front` are, one to fifteen.
#[inline(always)]
pub(super) fn word(front: &Front, len: usize) -> Word {
    let [first, second] = halves(front);
    let [in_first, in_second] = INSIDE[len % INSIDE.len()];
    let small = [(first | LETTERS) & in_first, (second | LETTERS) & in_second];
    let capitals = [small[0] ^ (first & in_first), small[1] ^ (second & in_second)];
    let case = case(capitals, len);
    let key = of_sixteen(small[0], small[1]);
    let units = len >= ascii::LONG && ascii::begins_again(small[0]);
    Word { len, case, key, beginning: small[0] as Beginning, units, straight: false }
}

/// The same of one to eight letters. Whether a word is longer is to be decided anyway: more may be its units.
#[inline(always)]
pub(super) fn short_word(front: &Front, len: usize) -> Word {
    let [first, _] = halves(front);
    let [inside, _] = INSIDE[len % INSIDE.len()];
    let small = (first | LETTERS) & inside;
    let capitals = small ^ (first & inside);
    let case = case([capitals, 0], len);
    Word { len, case, key: of_sixteen(small, 0), beginning: small as Beginning, units: false, straight: false }
}

/// The word of one to fifteen letters of ASCII and nothing else that `front` begins with. `None` where another way has to be
/// taken: the sign behind it may go on with the word.
#[inline]
pub(super) fn whole_word(front: &Front) -> Option<Word> {
    let (letters, sign) = letters_and_sign(front);
    let is_whole = letters > 0 && ascii::ENDS[usize::from(sign)] && !(letters == 1 && sign == b'.');
    is_whole.then(|| word(front, letters))
}

/// How a word of so many letters is written, of which these are the capitals. Nothing is decided by whether the first letter is
/// one: no processor could guess where a name stands.
#[inline(always)]
fn case(capitals: [u64; 2], len: usize) -> Case {
    if (capitals[0] & !0x20) | capitals[1] != 0 {
        return unusual(capitals, len);
    }
    select_unpredictable(capitals[0] == 0, Case::Lower, Case::Capital)
}

/// The same of one that has capitals behind the first letter.
#[cold]
fn unusual(capitals: [u64; 2], len: usize) -> Case {
    let count = capitals[0].count_ones() + capitals[1].count_ones();
    case_of(capitals[0] & 0x20 != 0, 1, usize::from((count as usize) < len))
}

/// The word of letters of ASCII and of Western Europe's other ones, U+00C0 to U+00FF, that `front` begins with before a blank;
/// one curly apostrophe may stand inside. `None` where anything else does.
#[inline]
pub(super) fn western_word(front: &Front) -> Option<Word> {
    let bytes = sixteen(front);
    let is = |byte: u8| bytes.simd_eq(u8x16::splat(byte));
    let lead = is(LEAD);
    // Two signs of arithmetic, and a letter whose bits do not tell how it is written.
    let others = is(0x97) | is(0xB7) | is(0x9F);
    let behind = (bytes & u8x16::splat(0xC0)).simd_eq(u8x16::splat(0x80)).to_bitmask() & !others.to_bitmask();
    let pairs = lead.to_bitmask() & behind >> 1;
    let apostrophes = is(0xE2).to_bitmask() & is(0x80).to_bitmask() >> 1 & is(0x99).to_bitmask() >> 2;
    let ascii = are_letters(bytes);
    let telling = ascii.to_bitmask() | pairs << 1;
    let marked = telling | pairs | apostrophes | apostrophes << 1 | apostrophes << 2;
    let (len, sign) = marked_and_sign(front, marked);
    let inside = (1 << len) - 1;
    let (telling, apostrophe) = (telling & inside, apostrophes & inside);
    // At most one, with letters on both sides.
    if len == 0 || sign != b' ' || apostrophe & (1 | apostrophe.wrapping_sub(1) | 8_u32 << len >> 6) != 0 {
        return None;
    }
    let bit = u8x16::splat(0x20);
    let capitals = telling & !(bytes & bit).simd_eq(bit).to_bitmask();
    let case = if capitals == 0 { Case::Lower } else { western_case(telling, capitals, pairs & 1) };
    let inside = INSIDE[len % INSIDE.len()];
    let small = halves(&(bytes | bit & !lead).to_array());
    let small = [small[0] & inside[0], small[1] & inside[1]];
    let small = if apostrophe == 0 { small } else { with_straight(small, apostrophe.trailing_zeros() as usize) };
    let key = of_sixteen(small[0], small[1]);
    let units = len >= ascii::LONG && ascii::begins_again(small[0]);
    // As elsewhere, only letters of ASCII are small there.
    let beginning = (halves(&(bytes | bit & ascii).to_array())[0] & inside[0]) as Beginning;
    Some(Word { len, case, key, beginning, units, straight: false })
}

/// How a word of these letters is written that has some capitals; the first letter is told by the byte of this number.
#[inline(never)]
fn western_case(letters: u32, capitals: u32, first: u32) -> Case {
    let first = usize::from(capitals & 1 << first != 0);
    let (of_capitals, of_all) = (capitals.count_ones() as usize - first, letters.count_ones() as usize - 1);
    case_of(first > 0, of_capitals, of_all - of_capitals)
}

/// The first byte of each of those letters.
const LEAD: u8 = 0xC3;

/// Whether the sign behind letters of ASCII may be of such a word.
#[inline(always)]
pub(super) fn may_be_western(sign: u8) -> bool {
    matches!(sign, LEAD | 0xE2)
}

/// The same bytes with a straight apostrophe, of one byte, for the one of three at that place.
#[inline]
fn with_straight(bytes: [u64; 2], at: usize) -> [u64; 2] {
    const MARKS: u64 = u64::from_le_bytes([b'\''; 8]);
    let (before, up_to) = (INSIDE[at % INSIDE.len()], INSIDE[(at + 1) % INSIDE.len()]);
    let moved = [bytes[0] >> 16 | bytes[1] << 48, bytes[1] >> 16];
    let half = |half: usize| {
        let mark = MARKS & up_to[half] & !before[half];
        bytes[half] & before[half] | mark | moved[half] & !up_to[half]
    };
    [half(0), half(1)]
}

/// The bit that tells small letters from capitals, in each byte of a word of eight.
const LETTERS: u64 = u64::from_le_bytes([0x20; 8]);

/// The first sixteen bytes as two numbers, the first byte of each lowest.
#[inline(always)]
fn halves(bytes: &[u8]) -> [u64; 2] {
    let (eights, _) = bytes.as_chunks();
    [u64::from_le_bytes(eights[0]), u64::from_le_bytes(eights[1])]
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
