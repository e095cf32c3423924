//! The keys of words: one multiplication for each sixteen bytes of their comparable form.
//!
//! `sixteen` and `ascii` read these bytes straight from the text, everything else pushes characters. The build script includes
//! this file: the table of ordinary words is asked by these keys.

/// Any odd number with as many ones as zeros, without a pattern: the digits of the golden ratio.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// The key of nothing.
const START: u64 = FACTOR.rotate_left(32);

/// The key of sixteen bytes behind those of this key; zeros stand for those that are lacking.
#[inline(always)]
fn joined(key: u64, first: u64, second: u64) -> u64 {
    let product = u128::from(key ^ first) * u128::from(FACTOR ^ second);
    (product as u64) ^ (product >> 64) as u64
}

/// The key of up to sixteen bytes, the first one lowest; zeros stand for those that are lacking.
#[inline(always)]
pub(super) fn of_sixteen(first: u64, second: u64) -> u64 {
    joined(START, first, second)
}

/// Hashes the comparable form of a word. No word holds a zero byte, so its last bytes need no length.
#[derive(Clone, Copy)]
pub(super) struct Hasher {
    key: u64,
    /// Eight bytes that wait for eight more; 0 where none do.
    first: u64,
    /// The bytes that are no full eight yet, the first one lowest.
    rest: u64,
    /// How many bits these are.
    bits: u32,
}

impl Default for Hasher {
    fn default() -> Self {
        Self { key: START, first: 0, rest: 0, bits: 0 }
    }
}

impl Hasher {
    /// Takes a character.
    pub(super) fn push(&mut self, c: char) {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes).bytes().for_each(|byte| self.push_byte(byte));
    }

    /// Takes a byte of a character.
    pub(super) fn push_byte(&mut self, byte: u8) {
        self.rest |= u64::from(byte) << self.bits;
        self.bits += 8;
        if self.bits == u64::BITS {
            self.push_eight(self.rest);
            (self.rest, self.bits) = (0, 0);
        }
    }

    /// Takes eight bytes at once where nothing or as many were taken before; zeros stand for those that the last one lacks.
    pub(super) fn push_eight(&mut self, eight: u64) {
        if self.first == 0 {
            self.first = eight;
        } else {
            (self.key, self.first) = (joined(self.key, self.first, eight), 0);
        }
    }

    /// The key.
    pub(super) fn finish(mut self) -> u64 {
        self.push_eight(self.rest);
        if self.first == 0 { self.key } else { joined(self.key, self.first, 0) }
    }

    /// The key of what was taken and of fewer than eight bytes behind it, the others of `last` being zero.
    pub(super) fn finish_with(mut self, last: u64) -> u64 {
        self.push_eight(last);
        self.finish()
    }
}
