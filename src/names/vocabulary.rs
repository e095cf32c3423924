//! The distinct words of a document, by their numbers: a number is given to a key when it is met for the first time.
//!
//! `index` asks it of every word of the text, `word` says what is known of one. What is asked of nearly all words stands
//! apart, in a byte for each. What is known of a word is the same in every text, and many texts have most words in
//! common: so a thread that has read one has its words at hand for the next. Numbers therefore say nothing of the order of
//! a text, and nothing may be listed by them.

use std::cell::Cell;
use std::hint::black_box;

use crate::document::Words;
use crate::names::composition::Composition;
use crate::names::fold;
use crate::names::index::{NONE, WordId};
use crate::names::marks::{Marker, Marks};
use crate::names::numbers::{Numbered, Numbers};
use crate::names::word::{self, Traits, Word};
use crate::token::{self, Case, Kind, Token};

/// So many distinct words have room from the first, and in a long text one for so many tokens.
const FEW_WORDS: usize = 4096;
const TOKENS_A_WORD: usize = 12;

/// Where there are more words, only the first ones are kept for the next text. What was met early is met often, and more
/// would take more room than it spares work.
const MOST_KEPT: usize = 24 * 1024;

/// How many are kept then.
const FIRST_KEPT: usize = 16 * 1024;

/// What stands for the first letters of a word while nobody has asked, and of one that has fewer: no word begins so.
const UNASKED: u32 = 0;
const SHORT: u32 = 1;

/// So many tokens before a word is asked about its place in the table is.
const AHEAD: usize = 8;

thread_local! {
    /// The words of the texts before.
    static KEPT: Cell<Option<Entries>> = const { Cell::new(None) };
}

/// Words by their numbers.
#[derive(Debug)]
pub(super) struct Vocabulary {
    entries: Entries,
}

/// The tokens of a block, and what they are found to be.
struct Reader<'a> {
    tokens: &'a [Token],
    ids: &'a mut [u16],
    marks: &'a mut [Marks],
    /// The number of the first token in the document.
    first: usize,
    rare: &'a mut Vec<u32>,
}

#[derive(Debug)]
struct Entries {
    words: Vec<Word>,
    traits: Vec<Traits>,
    keys: Vec<u64>,
    /// The first letters of each word as [`word::head`] has them; [`UNASKED`] or [`SHORT`] where it has none.
    heads: Vec<Cell<u32>>,
    numbers: Numbers,
    /// The stamp of the last text that has each word in small letters; one less where it only stands there without a capital.
    /// All of them have to stay where the processor has them at once.
    small: Vec<u8>,
    /// That of the text that is being read.
    stamp: u8,
}

impl Vocabulary {
    /// For a text of so many tokens.
    pub(super) fn of(tokens: usize) -> Self {
        let mut entries = KEPT.take().unwrap_or_else(|| Entries::of(tokens));
        entries.turn();
        Self { entries }
    }

    /// Gives each token of a block the number of its word, cut short, and its marks, and notes how it is written. Added to
    /// `rare` are the tokens, of which the first has this number, that are a hyphen or a word that is neither a function word
    /// nor an ordinary one of several letters.
    #[inline]
    pub(super) fn read(
        &mut self,
        words: &Words,
        ids: &mut [u16],
        marks: &mut [Marks],
        (first, rare): (usize, &mut Vec<u32>),
    ) {
        let (block, mut marker, mut from) = (&words.block, Marker::new(&words.block, &words.mentions), 0);
        loop {
            let reader = Reader { tokens: &block.tokens, ids, marks, first, rare };
            from = self.entries.read_known(reader, &mut marker, from);
            let Some(token) = block.tokens.get(from) else { break };
            self.entries.add(token.key, block.word(from));
        }
        if words.mentions.has_labels(block) {
            marker.label(marks);
        }
    }

    /// Whether there are words that need long numbers.
    #[inline]
    pub(super) fn are_many(&self) -> bool {
        self.entries.words.len() > NONE as usize
    }

    /// Takes each token of a block that was read whose word needs a long number, with that.
    #[cold]
    pub(super) fn read_long(&self, words: &Words, take: &mut dyn FnMut(usize, WordId)) {
        let all = words.block.tokens.iter().enumerate();
        for (at, token) in all.filter(|(_, token)| matches!(token.kind, Kind::Word | Kind::Number)) {
            if let Some(word) = self.entries.numbers.get(token.key).filter(|word| word.number > NONE) {
                take(at, word.number);
            }
        }
    }

    /// Whether a word stands in small letters somewhere in the text.
    pub(super) fn is_seen_small(&self, id: WordId) -> bool {
        self.entries.small[id as usize] == self.entries.stamp
    }

    /// Whether a word stands somewhere in the text without a capital.
    pub(super) fn is_seen_uncapitalised(&self, id: WordId) -> bool {
        self.entries.small[id as usize] >= self.entries.stamp - 1
    }

    /// Lets go of all words, also for the texts to come.
    pub(super) fn forget(&mut self) {
        self.entries = Entries::default();
    }

    /// The word of a key, if a text has had it.
    pub(super) fn of_key(&self, key: u64) -> Option<WordId> {
        self.entries.numbers.get(key).map(|word| word.number)
    }

    /// What is known of a word.
    pub(super) fn word(&self, id: WordId) -> &Word {
        &self.entries.words[id as usize]
    }

    /// The first letters of a word as [`word::head`] has them. Of words that are met in no order it is asked again and again.
    #[inline]
    pub(super) fn head(&self, id: WordId) -> Option<u32> {
        match self.entries.heads[id as usize].get() {
            UNASKED => self.tell_head(id),
            SHORT => None,
            head => Some(head),
        }
    }

    #[cold]
    fn tell_head(&self, id: WordId) -> Option<u32> {
        let head = word::head([self.word(id)].into_iter());
        self.entries.heads[id as usize].set(head.unwrap_or(SHORT));
        head
    }

    /// The number that an ordinal says; for most words a look at its traits tells that it is none.
    pub(super) fn ordinal(&self, id: WordId) -> Option<u32> {
        self.traits()[id as usize].has(Traits::ORDINAL).then(|| self.word(id).ordinal()).flatten()
    }

    /// What the words are like, by their numbers.
    pub(super) fn traits(&self) -> &[Traits] {
        &self.entries.traits
    }
}

impl Drop for Vocabulary {
    fn drop(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        if entries.words.len() > MOST_KEPT {
            entries.keep(FIRST_KEPT);
        }
        KEPT.set(Some(entries));
    }
}

impl Default for Entries {
    fn default() -> Self {
        Self::of(0)
    }
}

impl Entries {
    /// Room for the words of a text of so many tokens; there may be more.
    fn of(tokens: usize) -> Self {
        let distinct = (tokens / 3).min(FEW_WORDS).max(tokens / TOKENS_A_WORD).min(MOST_KEPT);
        let (words, traits) = (Vec::with_capacity(distinct), Vec::with_capacity(distinct));
        let (keys, small) = (Vec::with_capacity(distinct), Vec::with_capacity(distinct));
        let (heads, numbers) = (Vec::with_capacity(distinct), Numbers::of(tokens));
        Self { words, traits, keys, heads, numbers, small, stamp: 0 }
    }

    /// Takes a stamp that no text before has given to a word.
    fn turn(&mut self) {
        if self.stamp > u8::MAX - 2 {
            self.small.fill(0);
            self.stamp = 0;
        }
        self.stamp += 2;
    }

    /// Keeps the first so many words. Those of possessives are met again.
    fn keep(&mut self, most: usize) {
        self.words.truncate(most);
        self.traits.truncate(most);
        self.keys.truncate(most);
        self.heads.truncate(most);
        self.small.truncate(most);
        self.numbers = Numbers::of(4 * most);
        for number in 0..self.keys.len() {
            self.make_room_beside(number);
            self.numbers.add(self.keys[number], Numbered { number: number as WordId, traits: self.traits[number] });
        }
    }

    /// Reads the tokens of a block from one on, up to one whose word is not known; its number. By itself, so that what is needed
    /// for the next token stays where the processor has it.
    #[inline(never)]
    fn read_known(&mut self, reader: Reader<'_>, marker: &mut Marker<'_>, from: usize) -> usize {
        let Self { words, numbers, small, stamp, .. } = self;
        let Reader { tokens, ids, marks, first, rare } = reader;
        let (ids, marks) = (&mut ids[..tokens.len()], &mut marks[..tokens.len()]);
        let (common, stamp, mut fetched) = (numbers.common(), *stamp, 0);
        for at in from..tokens.len() {
            let token = &tokens[at];
            // The table is larger than what is nearest to the processor, and a place is sooner there that was asked for before.
            fetched ^= common.place(tokens[(at + AHEAD).min(tokens.len() - 1)].key);
            // Most of a text are common words in small letters.
            if token.case == Case::Lower
                && let Some(number) = common.get(token.key)
            {
                small[usize::from(number)] = stamp;
                (ids[at], marks[at]) = (number, marker.small(token));
            } else if !matches!(token.kind, Kind::Word | Kind::Number) {
                marks[at] = marker.sign(at, token);
                if marks[at].has(Marks::HYPHEN) {
                    rare.push((first + at) as u32);
                }
            } else {
                let Some(word) = numbers.get(token.key) else { return at };
                note(small, stamp, token, word);
                let (own, is_rare) = of(words, token, word);
                (ids[at], marks[at]) = (word.number as u16, marker.word(at, token).and(own));
                if is_rare {
                    rare.push((first + at) as u32);
                }
            }
        }
        black_box(fetched);
        tokens.len()
    }

    /// A word that is not known, written so; with [`Traits::POSSESSIVE`] where the key is that of a possessive.
    fn add(&mut self, key: u64, written: &str) -> Numbered {
        let composition = Composition::of(written);
        let (bare, ending) = if composition.special { fold::without_possessive(written) } else { (written, 0) };
        if ending == 0 {
            return self.add_bare(key, written, composition);
        }
        // What is left may end in another one: it is the same, whichever of them is met first.
        let own = token::key(bare);
        let bare = self.numbers.get(own).unwrap_or_else(|| self.add(own, bare));
        let possessive = Numbered { traits: bare.traits.as_possessive(), ..bare };
        self.make_room();
        self.numbers.add_other(key, possessive);
        possessive
    }

    fn add_bare(&mut self, key: u64, written: &str, composition: Composition) -> Numbered {
        if self.words.len() == NONE as usize {
            self.skip();
        }
        self.make_room();
        let numbered = self.push(written, key, composition);
        self.numbers.add(key, numbered);
        numbered
    }

    /// Has room for one key more.
    fn make_room(&mut self) {
        self.make_room_beside(self.keys.len());
    }

    /// The same where there are so many words by their own keys.
    #[inline]
    fn make_room_beside(&mut self, count: usize) {
        if self.numbers.is_full() {
            let words = (0..).zip(&self.keys[..count]).zip(&self.traits);
            let own = words.map(|((number, key), traits)| (*key, Numbered { number, traits: *traits }));
            self.numbers.grow(own.filter(|(_, word)| word.number != NONE));
        }
    }

    /// Has the next number be no word's.
    #[cold]
    fn skip(&mut self) {
        self.push("", 0, Composition::of(""));
    }

    #[inline]
    fn push(&mut self, written: &str, key: u64, composition: Composition) -> Numbered {
        let number = self.words.len() as WordId;
        let word = Word::new(written, key, composition);
        let traits = word.traits();
        self.traits.push(traits);
        self.words.push(word);
        self.keys.push(key);
        self.heads.push(Cell::new(UNASKED));
        self.small.push(0);
        Numbered { number, traits }
    }
}

/// Notes how a word stands at a token.
fn note(small: &mut [u8], stamp: u8, token: &Token, word: Numbered) {
    let seen = &mut small[word.number as usize];
    if token.case == Case::Lower {
        *seen = stamp;
    } else if token.case == Case::None || token.kind == Kind::Number {
        *seen = (*seen).max(stamp - 1);
    }
}

/// The marks that a word adds to a token, and whether more is asked of it than whether it is an ordinary one.
fn of(words: &[Word], token: &Token, Numbered { number, traits }: Numbered) -> (Marks, bool) {
    if traits.has(Traits::COMMON) {
        return (Marks::default(), false);
    }
    let plain = traits.has(Traits::PLAIN.with(Traits::FUNCTION));
    let as_kept = || token.range().len() == words[number as usize].kept_len();
    let is_kept = token.case == Case::Lower && !plain && !traits.has(Traits::ORDINARY) && as_kept();
    let possessive = Marks::default().with(Marks::POSSESSIVE, traits.has(Traits::POSSESSIVE));
    (possessive.with(Marks::AS_KEPT, is_kept), !plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Block;
    use crate::format::{Format, Prose};
    use crate::names::mention::Mentions;
    use crate::range::ByteRange;

    fn words(text: &str) -> Words {
        let prose = Prose { range: ByteRange::new(0, text.len()), ..Format::Plain.prose("a")[0].clone() };
        let block = Block::new(text, &prose);
        Words { mentions: Mentions::of(&block), block }
    }

    #[test]
    fn a_possessive_of_a_possessive_is_one_whichever_is_met_first() {
        for text in ["King’s’s King’s King", "Knave’s Knave’s’s Knave"] {
            let words = words(text);
            let (mut ids, mut marks) = ([u16::MAX; 3], [Marks::default(); 3]);
            Vocabulary::of(10).read(&words, &mut ids, &mut marks, (0, &mut Vec::new()));
            assert_eq!(ids, [ids[2]; 3], "{text}");
            assert_eq!(marks.map(|marks| marks.has(Marks::POSSESSIVE)), [true, true, false], "{text}");
        }
    }

    #[test]
    fn a_text_after_many_words_knows_its_own() {
        for _ in 0..3 {
            let mut vocabulary = Vocabulary::of(10);
            let mut text: String = (0..=MOST_KEPT).map(|n| format!("Word{n} ")).collect();
            text.push_str("Word7's word7");
            let words = words(&text);
            let mut ids = vec![u16::MAX; words.block.tokens.len()];
            let mut marks = vec![Marks::default(); ids.len()];
            vocabulary.read(&words, &mut ids, &mut marks, (0, &mut Vec::new()));
            for (n, id) in ids[..=MOST_KEPT].iter().enumerate() {
                assert_eq!(vocabulary.word(WordId::from(*id)).text(), format!("word{n}"));
                let id = WordId::from(*id);
                assert_eq!((vocabulary.is_seen_small(id), vocabulary.is_seen_uncapitalised(id)), (n == 7, n == 7));
            }
            assert_eq!(ids[MOST_KEPT + 1..], [ids[7], ids[7]]);
        }
        assert_eq!(Vocabulary::of(10).entries.words.len(), FIRST_KEPT);
    }

    #[test]
    fn what_stood_in_the_texts_before_says_nothing_of_this_one() {
        let (small, capital) = (words("word other"), words("Word other"));
        for n in 0..1000 {
            let is_small = n % 7 == 0;
            let (mut ids, mut marks) = ([u16::MAX; 2], [Marks::default(); 2]);
            let mut vocabulary = Vocabulary::of(10);
            vocabulary.read(if is_small { &small } else { &capital }, &mut ids, &mut marks, (0, &mut Vec::new()));
            let [word, other] = ids.map(WordId::from);
            assert_eq!((vocabulary.is_seen_small(word), vocabulary.is_seen_small(other)), (is_small, true), "{n}");
        }
    }

    #[test]
    fn more_words_than_two_bytes_can_tell_have_numbers_of_their_own() {
        const MANY: usize = 70_000;
        let text: String = (0..MANY).map(|n| format!("word{n} ")).collect();
        let words = words(&(text + ", word7 word69999"));
        let count = words.block.tokens.len();
        let (mut short, mut marks) = (vec![u16::MAX; count], vec![Marks::default(); count]);
        let mut vocabulary = Vocabulary::of(10);
        vocabulary.read(&words, &mut short, &mut marks, (0, &mut Vec::new()));
        assert!(vocabulary.are_many());
        let mut ids: Vec<WordId> = short.into_iter().map(WordId::from).collect();
        vocabulary.read_long(&words, &mut |at, id| ids[at] = id);
        assert!((0..MANY).all(|n| vocabulary.word(ids[n]).text() == format!("word{n}")));
        assert_eq!(ids.iter().filter(|id| **id == NONE).count(), 1);
        assert_eq!(ids[MANY..], [NONE, ids[7], ids[MANY - 1]]);
    }
}
