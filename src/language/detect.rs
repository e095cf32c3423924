//! Which language a text is in, by its letters and commonest words.
//!
//! Only a sample is read. Scripts that one language uses settle it; else every function word of a language counts
//! for it, and every letter that few languages have.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tables::{FUNCTION_WORDS, LETTERS, SCRIPTS};
use super::{Language, declared};
use crate::alphabet;
use crate::range::ByteRange;
use crate::token;

/// How many bytes at the head of a text are read.
const SAMPLE: usize = 8 * 1024;
/// The longest function word, in bytes.
const LONGEST: usize = 16;
/// Signs of a language from which it is beyond doubt, where twice as many as of any other.
const SURE: usize = 10;
/// Letters of a script from which its language is beyond doubt.
const SURE_LETTERS: usize = 40;

/// What a text seems to be in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guess {
    /// The language; unknown where too little speaks for any, or as much for two.
    pub language: Language,
    /// Whether much speaks for it and little for any other.
    pub sure: bool,
}

const NOTHING: Guess = Guess { language: Language::Unknown, sure: false };

/// Judges the first few thousand bytes of `text` behind its front matter.
pub(super) fn guess(text: &str) -> Guess {
    let text = declared::behind_front_matter(text);
    let end = (0..=SAMPLE.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let sample = &text[..end];
    by_script(sample).unwrap_or_else(|| by_words(sample))
}

/// Whether the language can be told here.
pub(super) fn knows(language: Language) -> bool {
    static KNOWN: LazyLock<Vec<Language>> = LazyLock::new(|| {
        let of_words = FUNCTION_WORDS.iter().map(|(code, _)| *code);
        let of_scripts = SCRIPTS.iter().map(|(.., code)| *code);
        of_words.chain(of_scripts).chain(["ms"]).filter_map(Language::of_tag).collect()
    });
    KNOWN.contains(&language)
}

/// The language of the script in which half of the letters are; kana among Han is Japanese.
fn by_script(sample: &str) -> Option<Guess> {
    if sample.is_ascii() {
        return None;
    }
    let mut counts = [0usize; SCRIPTS.len()];
    // Most texts are mostly ASCII, which no script here is, nor is what Latin letters and most marks begin with.
    for (at, _) in beyond_ascii(sample.as_bytes()).filter(|(_, first)| *first >= SCRIPTS_BEGIN && *first != 0xE2) {
        let Some(c) = sample[at..].chars().next() else { continue };
        let script = SCRIPTS.iter().position(|&(first, last, _)| (first..=last).contains(&c));
        if let Some(script) = script.filter(|_| alphabet::is_alphabetic(c)) {
            counts[script] += 1;
        }
    }
    if counts.iter().all(|count| *count == 0) {
        return None;
    }
    let beyond = beyond_ascii(sample.as_bytes()).filter_map(|(at, _)| sample[at..].chars().next());
    let letters = beyond.filter(|c| alphabet::is_alphabetic(*c)).count();
    let letters = letters + sample.bytes().filter(u8::is_ascii_alphabetic).count();
    let at = |code| SCRIPTS.iter().position(|(.., c)| *c == code).map_or(0, |i| counts[i]);
    let (kana, han) = (at("ja"), at("zh"));
    let best = (0..SCRIPTS.len()).max_by_key(|&i| counts[i])?;
    let (count, code) = match SCRIPTS[best].2 {
        "ja" | "zh" => (kana + han, if kana * 10 > kana + han { "ja" } else { "zh" }),
        code => (counts[best], code),
    };
    let language = Language::of_tag(code)?;
    (count > letters / 2).then_some(Guess { language, sure: count >= SURE_LETTERS })
}

/// The byte with which the first letter of [`SCRIPTS`] begins. None of these letters begins with 0xE2.
const SCRIPTS_BEGIN: u8 = 0xCD;

/// The first bytes of all characters that are not ASCII, each with its place.
fn beyond_ascii(bytes: &[u8]) -> impl Iterator<Item = (usize, u8)> {
    const MANY: usize = 32;
    let some = bytes.chunks(MANY).enumerate().filter(|(_, chunk)| !chunk.is_ascii());
    let places = some.flat_map(|(i, chunk)| (i * MANY..).zip(chunk.iter().copied()));
    places.filter(|(_, byte)| *byte >= 0xC0)
}

/// Languages as bits, in the order of [`FUNCTION_WORDS`].
type Speakers = u32;

/// A word of [`LONGEST`] bytes at most as numbers, its first byte the lowest; the second is 0 where it has eight at most.
type Number = [u64; 2];

/// The number of a word, whatever the case of its ASCII letters; `None` where it is too long.
fn number(word: &str) -> Option<Number> {
    let mut bytes = [0; LONGEST];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    bytes.make_ascii_lowercase();
    let number = u128::from_le_bytes(bytes);
    Some([number as u64, (number >> 64) as u64])
}

/// Which languages have a word, as the number of all words that just these have.
type Group = u8;

/// At most so many there are.
const GROUPS: usize = 256;

/// The function words of all languages.
struct Words {
    /// Those of eight bytes at most, each in one of its two [places], so that a look is the same work whatever the word.
    short: Box<[(u64, Group); PLACES]>,
    /// The few longer ones.
    long: Vec<(Number, Group)>,
    /// For each length the letters of ASCII that such words begin with, as bits: most longer words are told by these.
    firsts: [u32; LONGEST + 1],
    /// The languages that have the words of each group; none have those of the first.
    speakers: Vec<Speakers>,
}

/// Several times as many as there are short words, so that each finds a place.
const PLACES: usize = 4096;

/// The places of a short word.
#[inline(always)]
fn places(word: u64) -> [usize; 2] {
    let mixed = word.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    [mixed >> (u64::BITS - PLACES.ilog2()), mixed >> (u64::BITS - 2 * PLACES.ilog2())].map(|at| at as usize % PLACES)
}

impl Words {
    /// The group of a word in small letters, of so many bytes.
    #[inline(always)]
    fn group(&self, word: Number, len: usize) -> Group {
        match word {
            [word, 0] => {
                // Which of them have it is as good as chance, so nothing is decided by it.
                let of = |(known, group): (u64, Group)| group & Group::from(known == word).wrapping_neg();
                let [first, second] = places(word).map(|at| of(self.short[at]));
                first | second
            }
            [first, _] if self.firsts[len] & bit(first as u8) == 0 => 0,
            _ => self.long.iter().find(|(known, _)| *known == word).map_or(0, |(_, group)| *group),
        }
    }

    /// All words of the table.
    fn of_table() -> Self {
        let mut said = Said { short: vec![(0, 0); PLACES], long: Vec::new() };
        let mut firsts = [0; LONGEST + 1];
        for (index, (_, list)) in FUNCTION_WORDS.iter().enumerate() {
            for (word, number) in list.split(' ').filter_map(|word| Some((word, number(word)?))) {
                firsts[word.len()] |= bit(word.as_bytes()[0]);
                *said.speakers(number) |= 1 << index;
            }
        }
        let mut speakers = vec![0];
        let mut group = |own: Speakers| {
            let known = speakers.iter().position(|speakers| *speakers == own).unwrap_or(speakers.len());
            speakers.resize(speakers.len().max(known + 1), own);
            Group::try_from(known).expect("the table makes half as many groups")
        };
        let mut short = Box::new([(0, 0); PLACES]);
        for (own, (word, speakers)) in short.iter_mut().zip(said.short) {
            *own = (word, group(speakers));
        }
        let long = said.long.into_iter().map(|(word, speakers)| (word, group(speakers))).collect();
        Self { short, long, firsts, speakers }
    }
}

/// Words with the languages that have them, while these are gathered.
struct Said {
    short: Vec<(u64, Speakers)>,
    long: Vec<(Number, Speakers)>,
}

impl Said {
    /// The languages that have a word, none yet where it is new.
    fn speakers(&mut self, word: Number) -> &mut Speakers {
        if let [word, 0] = word {
            let known = |said: &Self| places(word).into_iter().find(|at| said.short[*at].0 == word);
            if known(self).is_none() {
                self.settle((word, 0));
            }
            let at = known(self).expect("it has one of its places");
            return &mut self.short[at].1;
        }
        let known = self.long.iter().position(|(known, _)| *known == word).unwrap_or(self.long.len());
        if known == self.long.len() {
            self.long.push((word, 0));
        }
        &mut self.long[known].1
    }

    /// Gives a short word one of its places; who had it goes to the other one of its own.
    fn settle(&mut self, mut entry: (u64, Speakers)) {
        let mut at = places(entry.0)[0];
        while entry.0 != 0 {
            std::mem::swap(&mut self.short[at], &mut entry);
            let [first, second] = places(entry.0);
            at = if at == first { second } else { first };
        }
    }
}

/// A bit for a first byte; that of a letter of ASCII is its own.
fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::of_table);

/// The languages that have a letter; no others have it.
static SIGNS: LazyLock<FxHashMap<char, Speakers>> = LazyLock::new(|| {
    let bit = |code: &str| FUNCTION_WORDS.iter().position(|(c, _)| *c == code).map_or(0, |index| 1 << index);
    let pairs = LETTERS.iter().flat_map(|(letters, codes)| {
        let speakers = codes.split(' ').map(bit).sum();
        letters.chars().map(move |letter| (letter, speakers))
    });
    pairs.collect()
});

/// What the words of a sample speak for.
struct Tally {
    /// How many of them are of each group.
    groups: [u32; GROUPS],
    /// What else speaks for each language.
    signs: [u32; FUNCTION_WORDS.len()],
}

impl Default for Tally {
    fn default() -> Self {
        Self { groups: [0; GROUPS], signs: [0; FUNCTION_WORDS.len()] }
    }
}

impl Tally {
    #[inline]
    fn add(&mut self, group: Group) {
        self.groups[usize::from(group)] += 1;
    }

    /// Adds what a word with letters beyond ASCII says, for its first telling letter and as a word.
    #[inline(never)]
    fn add_other(&mut self, word: &str) {
        let mut telling = word.chars().filter(|c| !c.is_ascii()).filter_map(|c| SIGNS.get(&lowered(c)));
        if let Some(speakers) = telling.next() {
            each(*speakers, |language| self.signs[language] += 1);
        }
        let short = Some(word).filter(|word| word.len() <= LONGEST);
        let lower: Option<String> =
            short.map(|word| word.chars().filter(|c| !matches!(c, '¿' | '¡')).map(lowered).collect());
        let known = lower.and_then(|lower| Some(WORDS.group(number(&lower)?, lower.len())));
        self.add(known.unwrap_or(0));
    }

    /// The language for which most speaks, if enough does.
    fn winner(&self) -> Option<Winner> {
        let mut counts = self.signs.map(|count| count as usize);
        for (speakers, count) in WORDS.speakers.iter().zip(self.groups).filter(|(_, count)| *count > 0) {
            each(*speakers, |language| counts[language] += count as usize);
        }
        let words: usize = self.groups.iter().map(|count| *count as usize).sum();
        let best = (0..counts.len()).max_by_key(|&i| (counts[i], std::cmp::Reverse(i)))?;
        let second = (0..counts.len()).filter(|&i| i != best).map(|i| counts[i]).max()?;
        let most = counts[best];
        let language = Language::of_tag(FUNCTION_WORDS[best].0)?;
        (most >= 2 && most > second && most * 8 >= words).then_some(Winner { language, most, second })
    }
}

/// The language for which most speaks.
struct Winner {
    language: Language,
    /// How much does.
    most: usize,
    /// How much does for the next.
    second: usize,
}

impl Winner {
    /// Whether so much speaks for it, and so many times as much as for any other.
    fn leads(&self, much: usize, times: usize) -> bool {
        self.most >= much && self.most >= times * self.second
    }
}

/// Says the index of each of these languages.
fn each(mut speakers: Speakers, mut say: impl FnMut(usize)) {
    while speakers != 0 {
        say(speakers.trailing_zeros() as usize);
        speakers &= speakers - 1;
    }
}

/// The language for which most speaks: of the words one in eight at least, two signs in all, more than for another.
fn by_words(sample: &str) -> Guess {
    if let Some(language) = at_a_glance(sample) {
        return Guess { language, sure: true };
    }
    let mut tally = Tally::default();
    Reader::new(sample, 0).read(sample.len(), &mut tally);
    tally.winner().map_or(NOTHING, |winner| Guess { language: winner.language, sure: winner.leads(SURE, 2) })
}

/// The language that an eighth of a sample, taken from all over it, shows beyond doubt, or else a quarter, as nearly all
/// texts do.
fn at_a_glance(sample: &str) -> Option<Language> {
    const STEP: usize = 1024;
    let mut tally = Tally::default();
    let parts = sample.as_bytes().chunks(STEP).enumerate();
    for first in 0..parts.len().min(2) {
        for (i, part) in parts.clone().skip(first).step_by(2) {
            let part = &part[..part.len().min(STEP / 4)];
            // It may begin within a word, or within a character.
            if let Some(blank) = part.iter().position(|byte| matches!(byte, b' ' | b'\n')) {
                Reader::new(sample, i * STEP + blank + 1).read(i * STEP + part.len(), &mut tally);
            }
        }
        if let Some(winner) = tally.winner().filter(|winner| winner.leads(4 * SURE, 4)) {
            return Some(winner.language);
        }
    }
    None
}

/// Walks the words of a sample.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// The word before; 0 where it is another than of ASCII, or too long.
    before: Number,
    other_before: &'a str,
}

impl<'a> Reader<'a> {
    /// One that begins at byte `at`, with a word or between two.
    fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, before: [0; 2], other_before: "" }
    }

    /// Counts the words that begin before byte `end`. A doubled word says no more than a single one.
    fn read(&mut self, end: usize, tally: &mut Tally) {
        let (known, bytes) = (&*WORDS, self.text.as_bytes());
        let (mut at, mut before) = (self.at, self.before);
        while at < end {
            let (word, len) = match token::in_small_letters(&bytes[at..]) {
                Some((word, len, sign)) => {
                    // The sign behind a word is none of another; nor is a blank or the next line's beginning behind that.
                    at += len + 1;
                    while sign != b' ' && matches!(bytes.get(at), Some(b' ' | b'\n')) {
                        at += 1;
                    }
                    (word, len)
                }
                None => {
                    (self.at, self.before) = (at, before);
                    let word = self.other(tally);
                    (at, before) = (self.at, self.before);
                    word
                }
            };
            if len > 0 && word != before {
                before = word;
                tally.add(known.group(word, len));
            }
        }
        (self.at, self.before) = (at, before);
    }

    /// The next word that has more than plain letters, and its length in bytes: 0 where it is counted already, or
    /// there is none.
    #[inline(never)]
    fn other(&mut self, tally: &mut Tally) -> (Number, usize) {
        let rest = &self.text.as_bytes()[self.at..];
        if begins_with_mark(rest) {
            self.at += 3;
            return ([0; 2], 0);
        }
        let len = rest.iter().take(LONGEST + 1).take_while(|byte| INSIDE[usize::from(**byte)]).count();
        let behind = &rest[len..];
        if (1..=LONGEST).contains(&len) && (behind.first().is_none_or(u8::is_ascii) || begins_with_mark(behind)) {
            self.at += len + usize::from(behind.first().is_none_or(u8::is_ascii));
            return (token::in_small_letters_and_digits(&rest[..len]), len);
        }
        let Some(range) = word_from(self.text, self.at) else {
            self.at = self.text.len();
            return ([0; 2], 0);
        };
        self.at = range.end;
        let word = range.of(self.text);
        if let Some(number) = number(word).filter(|_| word.is_ascii()) {
            return (number, word.len());
        }
        if self.before != [0; 2] || !word.eq_ignore_ascii_case(self.other_before) {
            (self.before, self.other_before) = ([0; 2], word);
            if word.is_ascii() { tally.add(0) } else { tally.add_other(word) }
        }
        ([0; 2], 0)
    }
}

/// The signs of ASCII that words are made of: letters and digits, and apostrophes.
const INSIDE: [bool; 256] = {
    let mut inside = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        inside[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'\'';
        byte += 1;
    }
    inside
};

/// The first word of `text` from byte `at` on: besides letters and digits, the marks that open sentences in Spanish.
fn word_from(text: &str, mut at: usize) -> Option<ByteRange> {
    let bytes = text.as_bytes();
    let goes_on = |c: &char| matches!(c, '’' | '¿' | '¡') || alphabet::is_alphanumeric(*c);
    let mut start = at;
    loop {
        at += bytes[at.min(bytes.len())..].iter().take_while(|byte| INSIDE[usize::from(**byte)]).count();
        let beyond = bytes.get(at).is_some_and(|byte| *byte >= 0x80);
        let other = if beyond { text[at..].chars().next() } else { None };
        if let Some(letter) = other.filter(goes_on) {
            at += letter.len_utf8();
            continue;
        }
        if start < at {
            return Some(ByteRange::new(start, at));
        }
        if at >= bytes.len() {
            return None;
        }
        at += other.map_or(1, char::len_utf8);
        start = at;
    }
}

/// Whether the first character is one of the dashes and curly marks from U+2010 to U+2027: no letter, nor an apostrophe.
fn begins_with_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0x90..=0x98 | 0x9A..=0xA7, ..])
}

/// In lower case, with the apostrophe as in the tables.
fn lowered(c: char) -> char {
    if c == '’' { '\'' } else { c.to_lowercase().next().unwrap_or(c) }
}
