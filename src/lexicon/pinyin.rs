//! Chinese syllables: Hanyu Pinyin without tones, and the older Wade-Giles spellings.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table;

static SYLLABLES: LazyLock<Tree> = LazyLock::new(|| {
    let mut tree = Tree::default();
    table::words(include_str!("../../data/names/pinyin.txt"), "").for_each(|syllable| tree.add(syllable, PINYIN));
    WADE_GILES.keys().for_each(|syllable| tree.add(syllable, OLDER));
    tree
});

static WADE_GILES: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let line = |(_, line): (&str, &'static str)| {
        let mut words = line.split_whitespace();
        words.next().map(|spelling| (spelling, words.collect()))
    };
    table::entries(include_str!("../../data/names/wade-giles.txt")).filter_map(line).collect()
});

/// The longest syllable of either scheme in letters.
pub(crate) const LONGEST: usize = 6;

/// The longest word that is cut, in letters.
const LONGEST_WORD: usize = 40;

/// A syllable of Hanyu Pinyin.
const PINYIN: u8 = 1;
/// One of Wade-Giles.
const OLDER: u8 = 1 << 1;

/// Syllables by their letters: all that begin at one place of a word are found in one walk.
struct Tree {
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Default)]
struct Node {
    /// For each letter the number of the next node; 0 where no syllable goes on with it.
    next: [u16; 26],
    /// Whether a syllable ends here, and of which scheme.
    ends: u8,
}

impl Default for Tree {
    fn default() -> Self {
        Self { nodes: vec![Node::default()] }
    }
}

impl Tree {
    /// Adds a syllable of plain letters; others are never asked for.
    fn add(&mut self, syllable: &str, scheme: u8) {
        let mut at = 0;
        for letter in syllable.bytes() {
            let Some(letter) = letter.checked_sub(b'a').map(usize::from).filter(|letter| *letter < 26) else { return };
            let next = match usize::from(self.nodes[at].next[letter]) {
                0 => self.nodes.len(),
                next => next,
            };
            if next == self.nodes.len() {
                self.nodes.push(Node::default());
            }
            self.nodes[at].next[letter] = u16::try_from(next).expect("there are a few hundred syllables");
            at = next;
        }
        self.nodes[at].ends |= scheme;
    }

    /// The lengths of the syllables of some schemes that `letters`, which are small ones of ASCII, begin with.
    fn lengths(&self, letters: &[u8], schemes: u8) -> impl Iterator<Item = usize> {
        let walk = letters.iter().take(LONGEST).scan(0, |at, letter| {
            *at = usize::from(self.nodes[*at].next[usize::from(letter - b'a')]);
            (*at != 0).then_some(*at)
        });
        walk.zip(1..).filter(move |(at, _)| self.nodes[*at].ends & schemes != 0).map(|(_, length)| length)
    }
}

/// Has the larger tables made.
pub(super) fn ready() {
    LazyLock::force(&SYLLABLES);
    LazyLock::force(&WADE_GILES);
}

/// Whether `word` (lower-case letters) can be cut into pinyin syllables, also where an apostrophe was forgotten.
pub fn is_pinyin(word: &str) -> bool {
    least_syllables(word, PINYIN, |_| true).is_some()
}

/// The fewest pinyin syllables `word` can be cut into; `None` where it cannot. No syllable inside begins with a
/// vowel: an apostrophe would stand before it.
pub fn syllable_count(word: &str) -> Option<usize> {
    least_syllables(word, PINYIN, may_begin_inside).map(|least| usize::from(least[0]))
}

/// Whether `word` can be cut into syllables of Wade-Giles, or of it and pinyin mixed.
pub fn is_wade_giles(word: &str) -> bool {
    least_syllables(word, PINYIN | OLDER, |_| true).is_some()
}

/// The pinyin words that one Wade-Giles syllable may stand for.
pub fn from_wade_giles(syllable: &str) -> &'static [&'static str] {
    WADE_GILES.get(syllable).map_or(&[], Vec::as_slice)
}

/// One way to cut `word` into the fewest syllables, longest first; empty where there is none.
pub fn syllables(word: &str) -> Vec<&str> {
    let Some(least) = least_syllables(word, PINYIN, may_begin_inside) else { return Vec::new() };
    let mut at = 0;
    let mut cut = Vec::with_capacity(usize::from(least[0]));
    while at < word.len() {
        let fits = |len: &usize| {
            let behind = at + len;
            behind == word.len() && least[at] == 1
                || behind < word.len() && may_begin_inside(word.as_bytes()[behind]) && least[behind] + 1 == least[at]
        };
        let Some(len) = SYLLABLES.lengths(&word.as_bytes()[at..], PINYIN).filter(fits).last() else { break };
        cut.push(&word[at..at + len]);
        at += len;
    }
    cut
}

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// Legal pinyin words one letter away from `word`, those of the fewest syllables first, then by letters; at
/// most `most`. A letter too many is likelier than one too few, and that likelier than a wrong one.
pub fn nearest(word: &str, most: usize) -> Vec<String> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    let mut candidate = String::with_capacity(word.len() + 4);
    let mut offer = |rank: usize, pieces: [&str; 4]| {
        candidate.clear();
        candidate.extend(pieces);
        // The first letter is rarely the one that slipped.
        let rank = rank + if candidate.as_bytes().first() == word.as_bytes().first() { 0 } else { 3 };
        if let Some(count) = syllable_count(&candidate)
            && !found.iter().any(|(_, _, known)| *known == candidate)
        {
            found.push((rank, count, candidate.clone()));
        }
    };
    for i in 0..word.len() {
        offer(0, [&word[..i], &word[i + 1..], "", ""]);
        if let Some((a, b)) = word.get(i..i + 1).zip(word.get(i + 1..i + 2)) {
            offer(0, [&word[..i], b, a, &word[i + 2..]]);
        }
    }
    for i in 0..=word.len() {
        for at in 0..LETTERS.len() {
            let c = &LETTERS[at..=at];
            offer(1, [&word[..i], c, &word[i..], ""]);
            if i < word.len() {
                offer(2, [&word[..i], c, &word[i + 1..], ""]);
            }
        }
    }
    let fewest = found.iter().map(|(rank, count, _)| (*rank, *count)).min();
    found.retain(|(rank, count, _)| Some((*rank, *count)) == fewest);
    found.sort_unstable();
    found.into_iter().map(|(_, _, word)| word).take(most).collect()
}

/// How far a word of small letters that is no pinyin goes well: `ruiylan` → `rui-y-lan`.
pub fn broken(word: &str) -> String {
    let mut pieces: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < word.len() {
        let len = SYLLABLES.lengths(&word.as_bytes()[at..], PINYIN).last().unwrap_or(1);
        pieces.push(&word[at..at + len]);
        at += len;
    }
    pieces.join("-")
}

fn may_begin_inside(letter: u8) -> bool {
    !matches!(letter, b'a' | b'e' | b'o')
}

/// For each place of `word` the fewest syllables that go from there to its end, more than can be where none do; `None`
/// where the whole word cannot be cut. Syllables inside begin with a letter that `may_begin`.
fn least_syllables(word: &str, schemes: u8, may_begin: impl Fn(u8) -> bool) -> Option<[u8; LONGEST_WORD + 1]> {
    const NEVER: u8 = u8::MAX - 1;
    let letters = word.as_bytes();
    if word.is_empty() || word.len() > LONGEST_WORD || !letters.iter().all(u8::is_ascii_lowercase) {
        return None;
    }
    let nodes = SYLLABLES.nodes.as_slice();
    let mut least = [NEVER; LONGEST_WORD + 1];
    least[word.len()] = 0;
    for at in (0..word.len()).rev() {
        let mut node = &nodes[0];
        for behind in at + 1..=word.len().min(at + LONGEST) {
            let next = node.next[usize::from(letters[behind - 1] - b'a')];
            if next == 0 {
                break;
            }
            node = &nodes[usize::from(next)];
            if node.ends & schemes != 0 && (behind == word.len() || may_begin(letters[behind])) {
                least[at] = least[at].min(least[behind] + 1);
            }
        }
    }
    (least[0] != NEVER).then_some(least)
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
