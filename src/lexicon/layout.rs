//! Where a word's key stands in the table of `ordinary` words: the same in the build script, which includes this file,
//! and in the program.

/// How many buckets there are: few words in each, and so few buckets that they stay at hand.
pub(crate) const BUCKETS: usize = 1 << BITS;

const BITS: u32 = 14;

/// The bucket that a key belongs to.
pub(crate) fn bucket(key: u64) -> usize {
    (key >> (u64::BITS - BITS)) as usize
}

/// What tells the words of a bucket apart, with the level's place left free: its upper 28 bits.
pub(crate) fn mark(key: u64) -> u32 {
    ((key >> 16) as u32) & !LEVEL
}

/// The bits of an entry that say the level, in fives.
pub(crate) const LEVEL: u32 = 0b1111;
