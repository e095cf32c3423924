//! The words of a document by number, and where its names stand: what all comparisons of names start from.
//!
//! Whatever is costly to know of a word is found out once for each distinct word (`word`), and what is asked of a token
//! once for each token (`marks`). Chains that are written alike and stand alike are one phrase (`phrase`), so that names
//! are compared once, however often they stand in the text. Words and phrases are numbered in the order of the text,
//! and nothing is ever listed in the order of a hash map.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use crate::block::Block;
use crate::document::{Named, Words};
use crate::lexicon::words::particle_keys;
use crate::names::fold;
use crate::names::ids::{AllIds, Ids};
use crate::names::marks::Marks;
use crate::names::mention::{self, Chain};
use crate::names::phrase::{Collector, Part, Phrases};
use crate::names::seen::{Recent, Seen};
use crate::names::vocabulary::Vocabulary;
use crate::names::word::{Traits, Word};
use crate::range::ByteRange;
use crate::slack;

/// The number of a distinct word, case and possessive ending left aside.
pub(crate) type WordId = u32;

/// A stretch of tokens in one block, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    /// Which block of the document.
    pub block: usize,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
}

impl Span {
    /// Puts places in the order of the text. Many are dealt out to their blocks, each of which has few.
    pub(crate) fn sort(places: &mut Vec<Self>) {
        let blocks = places.iter().map(|place| place.block);
        let (Some(first), Some(last)) = (blocks.clone().min(), blocks.max()) else { return };
        if places.len() <= FEW_PLACES || last - first > BLOCKS_A_PLACE * places.len() {
            return places.sort_unstable();
        }
        // For each block the number of the next place to be put there, once those of the blocks before are counted.
        let mut next = vec![0_u32; last + 2 - first];
        places.iter().for_each(|place| next[place.block + 1 - first] += 1);
        let mut before = 0;
        for next in &mut next {
            before += *next;
            *next = before;
        }
        let mut sorted = vec![Self::default(); places.len()];
        for place in &*places {
            let next = &mut next[place.block - first];
            sorted[*next as usize] = *place;
            *next += 1;
        }
        sorted.chunk_by_mut(|a, b| a.block == b.block).filter(|own| own.len() > 1).for_each(<[Self]>::sort_unstable);
        *places = sorted;
    }

    /// Its bytes in its block, without the possessive ending of its last word.
    pub(crate) fn in_block(self, block: &Block) -> ByteRange {
        let range = block.span(self.first, self.last);
        let (_, ending) = fold::without_possessive(block.word(self.last));
        ByteRange::new(range.start, range.end - ending)
    }
}

/// A block whose words were read, with the word of each token and what is known of it.
pub(super) struct Read<'r> {
    pub number: usize,
    pub block: &'r Block,
    pub ids: Ids<'r>,
    pub marks: &'r [Marks],
    pub words: &'r Vocabulary,
}

impl Read<'_> {
    /// Whether a chain is but a function word with a capital, as most sentences begin with one.
    fn names_nothing(&self, chain: Chain) -> bool {
        let (id, marks) = (self.ids.at(chain.first), self.marks);
        chain.first == chain.last
            && id != NONE
            && self.words.traits()[id as usize].has(Traits::FUNCTION)
            && !marks[chain.first].has(Marks::UPPER)
            && !(chain.first > 0 && marks[chain.first - 1].has(Marks::HYPHEN))
    }

    /// Whether a bracket stands right behind a chain.
    fn is_bracketed(&self, chain: Chain) -> bool {
        self.block.tokens.get(chain.last + 1).is_some_and(|next| next.mark == b'(')
    }
}

/// A document's words and names.
pub(crate) struct Index<'a> {
    pub document: &'a Named<'a>,
    words: Vocabulary,
    /// The word of each token of the document.
    ids: AllIds,
    /// What is known of each token.
    marks: Vec<Marks>,
    /// For each block the number of its first token and of the one behind its last. No text has four thousand million.
    blocks: Vec<(u32, u32)>,
    /// How many tokens have been read.
    read: usize,
    /// The tokens, in order, that are a hyphen or a word of which more is to be asked than whether it is an ordinary one.
    rare: Cell<Vec<u32>>,
    phrases: Phrases,
    /// The chains with a bracket right behind them, each with its block.
    bracketed: Vec<(usize, Chain)>,
    recent: Recent,
    particles: OnceCell<Vec<WordId>>,
}

/// How many tokens make a chain, where it is guessed how much room they need.
const TOKENS_A_CHAIN: usize = 8;

/// The same of tokens that are no ordinary words.
const TOKENS_A_RARE_ONE: usize = 4;

/// So many places are sorted as soon as it is seen whose they are.
const FEW_PLACES: usize = 20;

/// Among more blocks for each place most would be empty.
const BLOCKS_A_PLACE: usize = 8;

/// There is room for so many tokens more than those of a block that needs some.
const AT_ONCE: usize = 512;

/// The number of what is no word. It is one that two bytes can tell, as are those of most words.
pub(crate) const NONE: WordId = u16::MAX as WordId;

impl<'a> Index<'a> {
    /// Reads all words of a document.
    pub(crate) fn new(document: &'a Named<'a>) -> Self {
        let count: usize = document.blocks.some_tokens();
        // A long list that grows takes twice its room and more for a moment.
        let room = count + count / 8;
        let mut index = Self {
            document,
            words: Vocabulary::of(count),
            ids: AllIds::of(room),
            marks: Vec::with_capacity(room),
            blocks: Vec::with_capacity(document.blocks.count()),
            read: 0,
            rare: Cell::new(Vec::with_capacity(count / TOKENS_A_RARE_ONE)),
            phrases: Phrases::default(),
            bracketed: Vec::new(),
            recent: Recent::default(),
            particles: OnceCell::new(),
        };
        let mut phrases = Collector::of(count / TOKENS_A_CHAIN);
        document.blocks.each(&mut |number, words| {
            let range = index.read(words);
            let (ids, marks, vocabulary) = (index.ids.some(range.clone()), &index.marks[range], &index.words);
            let read = Read { number, block: &words.block, ids, marks, words: vocabulary };
            for chain in &words.mentions.chains {
                if !read.names_nothing(*chain) {
                    phrases.add(&read, *chain);
                }
                if read.is_bracketed(*chain) {
                    index.bracketed.push((number, *chain));
                }
            }
        });
        index.ids.resize(index.read);
        index.marks.truncate(index.read);
        index.phrases = phrases.finish();
        index.give_back();
        index
    }

    /// Reads the words of a block; the numbers of its tokens.
    fn read(&mut self, words: &Words) -> Range<usize> {
        let from = self.read;
        let to = from + words.block.tokens.len();
        self.read = to;
        self.blocks.push((from as u32, to as u32));
        // Room for one block after the other takes longer than for many at once.
        if to > self.ids.len() {
            self.ids.resize(to + AT_ONCE);
            self.marks.resize(to + AT_ONCE, Marks::default());
        }
        let (ids, marks) = (self.ids.short_mut(from..to), &mut self.marks[from..to]);
        self.words.read(words, ids, marks, (from, self.rare.get_mut()));
        if self.words.are_many() {
            self.words.read_long(words, &mut |at, id| self.ids.add_long(from + at, id));
        }
        from..to
    }

    /// Lets go of what is only asked when names are compared: of what words the tokens are, of the phrases, and of the
    /// words where that matters.
    pub(crate) fn forget_words(&mut self) {
        (self.ids, self.phrases) = Default::default();
        // Where that matters, the next text is read on another thread.
        if self.is_lean() {
            self.words.forget();
        }
        self.give_back();
    }

    /// Whether its text is to take as little room as may be.
    fn is_lean(&self) -> bool {
        self.document.blocks.are_lean()
    }

    /// Gives back what was taken and is not needed any more, where that matters.
    pub(crate) fn give_back(&self) {
        if self.is_lean() {
            self.recent.forget();
            slack::give_back();
        }
    }

    /// What is known of a word.
    pub(crate) fn word(&self, id: WordId) -> &Word {
        self.words.word(id)
    }

    /// The first letters of a word as a number, as [`word::head`](crate::names::word::head) has it; `None` where it has fewer.
    #[inline]
    pub(crate) fn head(&self, id: WordId) -> Option<u32> {
        self.words.head(id)
    }

    /// Whether a word stands in small letters somewhere: then a capital at a sentence start tells nothing.
    pub(crate) fn is_seen_small(&self, id: WordId) -> bool {
        self.words.is_seen_small(id)
    }

    /// Whether a word stands somewhere without a capital.
    pub(crate) fn is_seen_uncapitalised(&self, id: WordId) -> bool {
        self.words.is_seen_uncapitalised(id)
    }

    /// The tokens that are a hyphen or a word that is neither a function word nor an ordinary one of several letters, in
    /// order; whoever asks first has them.
    pub(crate) fn take_rare(&self) -> Vec<u32> {
        self.rare.take()
    }

    /// The blocks with such tokens, each with their numbers there.
    pub(crate) fn by_block<'r>(
        &'r self,
        tokens: &'r [u32],
    ) -> impl Iterator<Item = (usize, impl Iterator<Item = usize>)> {
        let mut rest = tokens;
        self.blocks.iter().enumerate().filter_map(move |(block, &(from, to))| {
            let count = rest.iter().take_while(|token| **token < to).count();
            let (own, behind) = rest.split_at(count);
            rest = behind;
            (count > 0).then(|| (block, own.iter().map(move |token| (*token - from) as usize)))
        })
    }

    /// The words that may stand between those of a name (`von der`, `bin`), as far as the text has them in small letters: most
    /// texts have none.
    pub(crate) fn particles(&self) -> &[WordId] {
        self.particles.get_or_init(|| {
            let known = particle_keys().iter().filter_map(|key| self.words.of_key(*key));
            known.filter(|id| self.is_seen_small(*id)).collect()
        })
    }

    /// The number that an ordinal says.
    pub(crate) fn ordinal(&self, id: WordId) -> Option<u32> {
        self.words.ordinal(id)
    }

    /// What the distinct words are like, by their numbers.
    pub(crate) fn traits(&self) -> &[Traits] {
        self.words.traits()
    }

    /// The words and what is known of all tokens of the document, and for each block where its own begin and end.
    pub(crate) fn all(&self) -> (Ids<'_>, &[Marks], &[(u32, u32)]) {
        (self.ids.all(), &self.marks, &self.blocks)
    }

    /// The word of each token of a block; [`NONE`] for punctuation.
    #[inline]
    pub(crate) fn ids(&self, block: usize) -> Ids<'_> {
        self.ids.some(self.tokens(block))
    }

    /// The word of a token of a block.
    #[inline]
    pub(crate) fn id(&self, block: usize, token: usize) -> WordId {
        self.ids.at(self.number(block, token))
    }

    /// What is known of each token of a block.
    pub(crate) fn marks(&self, block: usize) -> &[Marks] {
        &self.marks[self.tokens(block)]
    }

    /// The numbers of the tokens of a block in the document.
    #[inline]
    fn tokens(&self, block: usize) -> Range<usize> {
        let (from, to) = self.blocks[block];
        from as usize..to as usize
    }

    /// The number of a token of a block in the document.
    #[inline]
    pub(crate) fn number(&self, block: usize, token: usize) -> usize {
        self.blocks[block].0 as usize + token
    }

    /// The same of one that may be none of the block's.
    #[inline]
    fn known(&self, block: usize, token: usize) -> Option<usize> {
        let all = self.tokens(block);
        Some(all.start + token).filter(|number| *number < all.end)
    }

    /// Whether a token is there and has one of the marks.
    pub(crate) fn has(&self, block: usize, token: usize, mark: Marks) -> bool {
        self.known(block, token).is_some_and(|number| self.marks[number].has(mark))
    }

    /// The word at a token, if it is one.
    pub(crate) fn word_at(&self, block: usize, token: usize) -> Option<&Word> {
        self.known(block, token).map(|number| self.ids.at(number)).filter(|id| *id != NONE).map(|id| self.word(id))
    }

    /// The words of a block.
    pub(crate) fn look(&self, block: usize) -> Seen<'a> {
        self.recent.words(block, self.document.blocks)
    }

    /// The chains with a bracket right behind them in order, each with its block.
    pub(crate) fn bracketed(&self) -> &[(usize, Chain)] {
        &self.bracketed
    }

    /// The chains that are written and stand alike.
    pub(crate) fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// The parts of all phrases, in order.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        self.phrases.parts()
    }

    /// All places of a stretch of a phrase, given where it stands first, in the order of the text.
    pub(crate) fn places(&self, phrase: usize, span: Span) -> impl Iterator<Item = Span> + '_ {
        self.phrases.places(phrase, span)
    }

    /// Whether the case of a token was the writer's choice.
    pub(crate) fn is_telling(&self, block: usize, token: usize) -> bool {
        let marks = self.marks(block)[token];
        // Of others than capitalised words it is hardly ever asked, so no mark says what they open.
        marks.is_telling() && (marks.has(Marks::CAPITAL) || !mention::starts_sentence(&self.look(block).block, token))
    }

    /// Whether a token stands in a headline or a line of capitals.
    pub(crate) fn is_loud(&self, block: usize, token: usize) -> bool {
        self.has(block, token, Marks::LOUD)
    }

    /// Whether a token is a capitalised word.
    pub(crate) fn is_capitalised(&self, block: usize, token: usize) -> bool {
        self.has(block, token, Marks::CAPITAL)
    }

    /// Whether a token is a hyphen that touches the words on both sides.
    pub(crate) fn is_hyphen(&self, block: usize, token: usize) -> bool {
        self.has(block, token, Marks::HYPHEN)
    }

    /// Whether a hyphen ties the word at a token to the one before it.
    pub(crate) fn is_behind_hyphen(&self, block: usize, token: usize) -> bool {
        token > 0 && self.is_hyphen(block, token - 1)
    }

    /// The bytes of a span in its block, without the possessive ending of its last word.
    pub(crate) fn block_range(&self, span: Span) -> ByteRange {
        span.in_block(&self.look(span.block).block)
    }

    /// The bytes of a span in the document.
    pub(crate) fn range(&self, span: Span) -> ByteRange {
        self.block_range(span).shifted(self.document.blocks.start(span.block))
    }

    /// The number of the file that a span is in.
    pub(crate) fn file(&self, span: Span) -> usize {
        self.document.file(span.block)
    }

    /// A span as a reader sees it, without a possessive ending.
    pub(crate) fn surface(&self, span: Span) -> String {
        let block = &self.look(span.block).block;
        crate::block::readable(span.in_block(block).of(&block.text))
    }

    /// The word after `token` in the same sentence, over white space only.
    pub(crate) fn next_word(&self, block: usize, token: usize) -> Option<usize> {
        let marks = self.marks(block);
        marks[token].leads_to(*marks.get(token + 1)?).then_some(token + 1)
    }

    /// The word before `token` in the same sentence, over white space only.
    pub(crate) fn previous_word(&self, block: usize, token: usize) -> Option<usize> {
        let marks = self.marks(block);
        let before = *marks.get(token.checked_sub(1)?)?;
        (before.has(Marks::WORD) && before.leads_to(marks[token])).then_some(token - 1)
    }
}
