//! Chinese syllables: Hanyu Pinyin without tones, and the older Wade-Giles spellings.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::table;

static SYLLABLES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| table::words(include_str!("../../data/names/pinyin.txt"), "").collect());

static WADE_GILES: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let line = |(_, line): (&str, &'static str)| {
        let mut words = line.split_whitespace();
        words.next().map(|spelling| (spelling, words.collect()))
    };
    table::entries(include_str!("../../data/names/wade-giles.txt")).filter_map(line).collect()
});

/// The longest syllable in letters.
const LONGEST: usize = 6;

/// Whether `word` (lower-case letters) can be cut into pinyin syllables, also where an apostrophe was forgotten.
pub fn is_pinyin(word: &str) -> bool {
    least_syllables(word, |s, _| SYLLABLES.contains(s)).is_some()
}

/// The fewest pinyin syllables `word` can be cut into; `None` where it cannot. No syllable inside begins with a
/// vowel: an apostrophe would stand before it.
pub fn syllable_count(word: &str) -> Option<usize> {
    least_syllables(word, |s, inside| SYLLABLES.contains(s) && !(inside && s.starts_with(['a', 'e', 'o'])))
}

/// Whether `word` can be cut into syllables of Wade-Giles, or of it and pinyin mixed.
pub fn is_wade_giles(word: &str) -> bool {
    least_syllables(word, |s, _| SYLLABLES.contains(s) || WADE_GILES.contains_key(s)).is_some()
}

/// The pinyin words that one Wade-Giles syllable may stand for.
pub fn from_wade_giles(syllable: &str) -> &'static [&'static str] {
    WADE_GILES.get(syllable).map_or(&[], Vec::as_slice)
}

/// One way to cut `word` into the fewest syllables, longest first; empty where there is none.
pub fn syllables(word: &str) -> Vec<&str> {
    let Some(mut left) = syllable_count(word) else { return Vec::new() };
    let mut rest = word;
    let mut cut = Vec::with_capacity(left);
    while left > 0 {
        let fits = |len: &usize| {
            let (head, tail) = rest.split_at(*len);
            let rest = if tail.is_empty() { Some(0) } else { syllable_count(tail) };
            SYLLABLES.contains(head) && rest == Some(left - 1) && !tail.starts_with(['a', 'e', 'o'])
        };
        let Some(len) = (1..=rest.len().min(LONGEST)).rev().find(fits) else { break };
        cut.push(&rest[..len]);
        rest = &rest[len..];
        left -= 1;
    }
    cut
}

/// Legal pinyin words one letter away from `word`, those of the fewest syllables first, then by letters; at
/// most `most`. A letter too many is likelier than one too few, and that likelier than a wrong one.
pub fn nearest(word: &str, most: usize) -> Vec<String> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    let mut offer = |rank: usize, candidate: String| {
        // The first letter is rarely the one that slipped.
        let rank = rank + if candidate.as_bytes().first() == word.as_bytes().first() { 0 } else { 3 };
        if let Some(count) = syllable_count(&candidate)
            && !found.iter().any(|(_, _, known)| *known == candidate)
        {
            found.push((rank, count, candidate));
        }
    };
    for i in 0..word.len() {
        offer(0, format!("{}{}", &word[..i], &word[i + 1..]));
        if let Some((a, b)) = word.get(i..i + 1).zip(word.get(i + 1..i + 2)) {
            offer(0, format!("{}{b}{a}{}", &word[..i], &word[i + 2..]));
        }
    }
    for i in 0..=word.len() {
        for c in 'a'..='z' {
            offer(1, format!("{}{c}{}", &word[..i], &word[i..]));
            if i < word.len() {
                offer(2, format!("{}{c}{}", &word[..i], &word[i + 1..]));
            }
        }
    }
    let fewest = found.iter().map(|(rank, count, _)| (*rank, *count)).min();
    found.retain(|(rank, count, _)| Some((*rank, *count)) == fewest);
    found.sort();
    found.into_iter().map(|(_, _, word)| word).take(most).collect()
}

/// How far a word that is no pinyin goes well: `ruiylan` → `rui-y-lan`.
pub fn broken(word: &str) -> String {
    let mut pieces: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < word.len() {
        let len = (1..=LONGEST.min(word.len() - at)).rev().find(|len| SYLLABLES.contains(&word[at..at + len]));
        pieces.push(&word[at..at + len.unwrap_or(1)]);
        at += len.unwrap_or(1);
    }
    pieces.join("-")
}

fn least_syllables(word: &str, is_syllable: impl Fn(&str, bool) -> bool) -> Option<usize> {
    if word.is_empty() || word.len() > 40 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    const NEVER: u8 = u8::MAX;
    let mut least = [NEVER; 41];
    least[0] = 0;
    for end in 1..=word.len() {
        for start in end.saturating_sub(LONGEST)..end {
            if least[start] < least[end].saturating_sub(1) && is_syllable(&word[start..end], start > 0) {
                least[end] = least[start] + 1;
            }
        }
    }
    Some(least[word.len()]).filter(|n| *n != NEVER).map(usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_split_into_syllables_or_do_not() {
        assert_eq!(syllable_count("guoping"), Some(2));
        assert_eq!(syllables("wuyaoliang"), ["wu", "yao", "liang"]);
        assert!(!is_pinyin("ruiylan") && !is_pinyin("qaing") && !is_pinyin(""));
        assert!(is_wade_giles("hsiaoping") && !is_pinyin("hsiaoping"));
        assert_eq!(from_wade_giles("hsia"), ["xia"]);
    }

    #[test]
    fn what_is_nearest_and_where_it_breaks() {
        assert_eq!(nearest("ruiylan", 3), ["ruilan", "ruiyan"]);
        assert_eq!(nearest("qaing", 2), ["qiang", "qing"]);
        assert_eq!(broken("ruiylan"), "rui-y-lan");
    }
}
