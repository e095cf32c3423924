//! Common English words and how common each is, in a table that `build.rs` makes of `data/en/words.txt`.
//!
//! Of each word 42 bits of its key are kept instead of its letters, so a word that is not on the list is taken for one
//! once in 60 million; for that the table is small, needs no setting up, and a look is two reads.

use super::layout::{BUCKETS, LEVEL, bucket, mark};
use crate::token;

/// First the number of the last entry of each bucket (16 bits each), then the entries (32 bits each): a mark of 28 bits
/// and the level, in fives. Little-endian.
static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// How common an English word is, as its SCOWL level: 10 the commonest, 50 still common; `None` for a word
/// that is not on the list. `word` is in lower case.
pub fn english_level(word: &str) -> Option<u64> {
    english_level_of(token::key(word)).map(u64::from)
}

/// The same of a word's [`key`](crate::token::key), whatever its case.
pub(crate) fn english_level_of(key: u64) -> Option<u8> {
    let (bucket, mark) = (bucket(key), mark(key));
    let first = bucket.checked_sub(1).map_or(0, end);
    let entries = TABLE.get(2 * BUCKETS + 4 * first..2 * BUCKETS + 4 * end(bucket))?;
    let entry = entries.chunks_exact(4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
    let mut known = entry.filter(|entry| entry & !LEVEL == mark);
    known.next().map(|entry| (entry & LEVEL) as u8 * 5)
}

/// The number behind the last entry of a bucket.
fn end(bucket: usize) -> usize {
    usize::from(u16::from_le_bytes([TABLE[2 * bucket], TABLE[2 * bucket + 1]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_have_a_level_and_names_have_none() {
        assert_eq!(english_level("the"), Some(10));
        assert!(english_level("revitalization").is_some());
        assert_eq!(english_level("guoping"), None);
        assert_eq!(english_level("ruiyl"), None);
    }

    #[test]
    fn all_words_of_the_list_are_known_with_the_commonest_level_they_stand_under() {
        let mut level = 0;
        for line in include_str!("../../data/en/words.txt").lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(number) => level = number.parse().unwrap(),
                None if line.is_empty() => {}
                None => assert!(english_level(line).is_some_and(|known| known <= level), "{line}"),
            }
        }
    }
}
