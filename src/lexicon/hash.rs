//! The hash of a word in the table of `ordinary` words: the same in the build script, which includes this file, and
//! in the program, on every machine.

/// An odd multiplier with its bits well spread.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// A well mixed hash of the bytes of a word.
pub(crate) fn hash(word: &[u8]) -> u64 {
    let mut hash = (word.len() as u64 + 1).wrapping_mul(SPREAD);
    for chunk in word.chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(bytes)).wrapping_mul(SPREAD);
        hash ^= hash >> 32;
    }
    hash.wrapping_mul(SPREAD)
}

/// How many buckets there are: few words in each, and so few buckets that they stay at hand.
pub(crate) const BUCKETS: usize = 1 << BITS;

const BITS: u32 = 14;

/// The bucket that a hash belongs to.
pub(crate) fn bucket(hash: u64) -> usize {
    (hash >> (u64::BITS - BITS)) as usize
}

/// What tells the words of a bucket apart, with the level's place left free: its upper 28 bits.
pub(crate) fn mark(hash: u64) -> u32 {
    ((hash >> 16) as u32) & !LEVEL
}

/// The bits of an entry that say the level, in fives.
pub(crate) const LEVEL: u32 = 0b1111;
