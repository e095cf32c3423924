//! What a word is made of, told by one look at its bytes: enough for what `word` is asked of nearly all words, so that most
//! need not be folded.

/// What one look at the bytes of a word says.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Composition {
    /// It has an apostrophe, an underscore or a sign that may be one.
    pub special: bool,
    /// There are no letters beyond ASCII. Only then what follows is known.
    pub is_ascii: bool,
    /// How many of its bytes are letters.
    pub letters: u32,
    /// How many are digits.
    pub digits: u32,
}

impl Composition {
    /// Looks at a word as it is written.
    pub(super) fn of(written: &str) -> Self {
        let (mut signs, mut counts) = (0, 0u64);
        for byte in written.bytes() {
            signs |= SIGNS[usize::from(byte)];
            counts += COUNTS[usize::from(byte)];
        }
        let (letters, digits) = (counts as u32, (counts >> u32::BITS) as u32);
        Self { special: signs & SPECIAL != 0, is_ascii: signs & BEYOND == 0, letters, digits }
    }
}

/// An apostrophe, an underscore, or what a curly apostrophe begins with.
const SPECIAL: u8 = 1;
/// Of a letter beyond ASCII.
const BEYOND: u8 = 1 << 1;

/// What each byte is.
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0x80;
    while byte < 256 {
        signs[byte] = BEYOND;
        byte += 1;
    }
    signs[0xE2] |= SPECIAL;
    signs[b'\'' as usize] = SPECIAL;
    signs[b'_' as usize] = SPECIAL;
    signs
};

/// What each byte adds to the number of letters, and in the upper half to that of digits.
const COUNTS: [u64; 256] = {
    let mut counts = [0; 256];
    let mut byte = 0;
    while byte < 0x80 {
        counts[byte] = if (byte as u8).is_ascii_alphabetic() { 1 } else { 0 };
        counts[byte] |= if (byte as u8).is_ascii_digit() { 1 << u32::BITS } else { 0 };
        byte += 1;
    }
    counts
};
