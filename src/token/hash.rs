//! The keys of words: one multiplication for each eight bytes of their comparable form.
//!
//! `ascii` reads these eight bytes straight from the text, everything else pushes characters. The build script includes
//! this file: the table of ordinary words is asked by these keys.

/// Any odd number with as many ones as zeros, without a pattern: the digits of the golden ratio.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hashes the comparable form of a word. No word holds a zero byte, so its last bytes need no length.
#[derive(Clone, Copy)]
pub(super) struct Hasher {
    state: u64,
    /// The bytes that are no full eight yet, the first one lowest.
    rest: u64,
    /// How many bits these are.
    bits: u32,
}

impl Default for Hasher {
    fn default() -> Self {
        Self { state: FACTOR.rotate_left(32), rest: 0, bits: 0 }
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

    /// Takes eight bytes at once where nothing or as many were taken before.
    pub(super) fn push_eight(&mut self, eight: u64) {
        let product = u128::from(self.state ^ eight) * u128::from(FACTOR);
        self.state = (product as u64) ^ (product >> 64) as u64;
    }

    /// The key.
    pub(super) fn finish(mut self) -> u64 {
        if self.bits > 0 {
            self.push_eight(self.rest);
        }
        self.state
    }

    /// The key of what was taken and of fewer than eight bytes behind it, the others of `last` being zero.
    pub(super) fn finish_with(mut self, last: u64) -> u64 {
        if last != 0 {
            self.push_eight(last);
        }
        self.state
    }
}
