//! The words of a document by number, and where its names stand: what all comparisons of names start from.
//!
//! Whatever is costly to know of a word is found out once for each distinct word. Words are numbered in the order
//! of the text, and nothing is ever listed in the order of a hash map.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::block::Block;
use crate::document::Document;
use crate::lexicon::{self, people, pinyin, places, words};
use crate::names::fold::{self, Joined};
use crate::names::mention::{self, Chain, Mentions};
use crate::range::ByteRange;
use crate::token::{Case, Kind};

/// The number of a distinct word, case and possessive ending left aside.
pub(crate) type WordId = u32;

/// What is known of a distinct word.
#[derive(Debug)]
pub(crate) struct Word {
    /// In lower case, without a possessive ending.
    pub text: String,
    /// Letters and digits without accents.
    pub fold: String,
    /// The hash of `fold`.
    pub joined: Joined,
    /// How common the English word is; `None` for what is no ordinary word.
    pub level: Option<u64>,
    /// Only begins sentences, or joins words.
    pub function: bool,
    /// Stands between the words of a name.
    pub connector: bool,
    /// The line of the gazetteer it stands in.
    pub place: Option<u16>,
    /// A Chinese family name.
    pub surname: bool,
    /// Can be cut into pinyin syllables.
    pub pinyin: bool,
    /// Has an underscore: code, no name.
    pub snake: bool,
    /// Stands somewhere in small letters.
    pub seen_small: bool,
}

/// Words of a chain with no connecting word between them.
#[derive(Debug)]
pub(crate) struct Part {
    /// Which block of the document.
    pub block: usize,
    /// Its words, by token, in order.
    pub tokens: Vec<usize>,
}

impl Word {
    fn new(text: &str) -> Self {
        let fold = fold::fold(text);
        Self {
            text: text.to_owned(),
            joined: Joined::of(&fold),
            level: lexicon::english_level(text),
            function: words::is_function_word(text) || words::is_connector(text) || is_contraction(text),
            connector: words::is_connector(text),
            place: places::place(text),
            surname: people::is_chinese_surname(text),
            pinyin: pinyin::is_pinyin(&fold),
            snake: text.contains('_'),
            seen_small: false,
            fold,
        }
    }

    /// An ordinary word, not a name by itself.
    pub(crate) fn is_ordinary(&self) -> bool {
        self.level.is_some()
    }

    /// Surely a name: no ordinary word, or listed as a place.
    pub(crate) fn is_proper(&self) -> bool {
        (self.level.is_none() || self.place.is_some()) && self.fold.chars().any(char::is_alphabetic)
    }
}

/// `don't`, `we're`: a function word with another clipped on.
fn is_contraction(text: &str) -> bool {
    text.ends_with("n't") || text.split_once('\'').is_some_and(|(head, _)| words::is_function_word(head))
}

/// A stretch of tokens in one block, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    /// Which block of the document.
    pub block: usize,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
}

/// A document's words and names.
#[derive(Debug)]
pub(crate) struct Index<'a> {
    pub document: &'a Document<'a>,
    words: Vec<Word>,
    /// For each block the word of each token; `NONE` for what is no word.
    ids: Vec<Vec<WordId>>,
    /// All chains in order, each with its block.
    chains: Vec<(usize, Chain)>,
    /// The parts of all chains, in order.
    parts: Vec<Part>,
    /// The keys of tokens with a possessive ending.
    possessives: FxHashSet<u64>,
}

/// The number of what is no word.
pub(crate) const NONE: WordId = WordId::MAX;

impl<'a> Index<'a> {
    /// Reads all words of a document.
    pub(crate) fn new(document: &'a Document<'a>) -> Self {
        let blocks = document.blocks.iter().enumerate();
        let chains =
            blocks.flat_map(|(i, placed)| placed.analysis.mentions.chains.iter().map(move |chain| (i, *chain)));
        let chains = chains.collect();
        let (words, ids, parts) = (Vec::new(), Vec::with_capacity(document.blocks.len()), Vec::new());
        let mut index = Self { document, words, ids, chains, parts, possessives: FxHashSet::default() };
        let mut by_key: FxHashMap<u64, WordId> = FxHashMap::default();
        let mut by_text: FxHashMap<String, WordId> = FxHashMap::default();
        for placed in document.blocks {
            let block = placed.block();
            let mut ids = Vec::with_capacity(block.tokens.len());
            for token in &block.tokens {
                if !matches!(token.kind, Kind::Word | Kind::Number) {
                    ids.push(NONE);
                    continue;
                }
                let id = *by_key.entry(token.key).or_insert_with(|| {
                    let written = token.range().of(&block.text);
                    index.intern(written, token.key, &mut by_text)
                });
                if token.case == Case::Lower {
                    index.words[id as usize].seen_small = true;
                }
                ids.push(id);
            }
            index.ids.push(ids);
        }
        let parts = |(block, chain)| index.cut(block, chain);
        index.parts = index.chains().flat_map(parts).collect();
        index
    }

    fn intern(&mut self, written: &str, key: u64, by_text: &mut FxHashMap<String, WordId>) -> WordId {
        let (bare, ending) = fold::without_possessive(written);
        if ending > 0 {
            self.possessives.insert(key);
        }
        let text = fold::lower(bare);
        if let Some(known) = by_text.get(text.as_ref()) {
            return *known;
        }
        let id = WordId::try_from(self.words.len()).unwrap_or(NONE);
        self.words.push(Word::new(&text));
        by_text.insert(text.into_owned(), id);
        id
    }

    /// How many distinct words there are.
    pub(crate) fn count(&self) -> usize {
        self.words.len()
    }

    /// What is known of a word.
    pub(crate) fn word(&self, id: WordId) -> &Word {
        &self.words[id as usize]
    }

    /// Whether a word stands in small letters somewhere: then a capital at a sentence start tells nothing.
    pub(crate) fn is_seen_small(&self, id: WordId) -> bool {
        self.word(id).seen_small
    }

    /// The word of each token of a block; [`NONE`] for punctuation.
    pub(crate) fn ids(&self, block: usize) -> &[WordId] {
        &self.ids[block]
    }

    /// The word at a token, if it is one.
    pub(crate) fn word_at(&self, block: usize, token: usize) -> Option<&Word> {
        self.ids[block].get(token).filter(|id| **id != NONE).map(|id| self.word(*id))
    }

    /// The block itself.
    pub(crate) fn block(&self, block: usize) -> &'a Block {
        self.document.blocks[block].block()
    }

    /// What is known of the names of a block.
    pub(crate) fn mentions(&self, block: usize) -> &'a Mentions {
        &self.document.blocks[block].analysis.mentions
    }

    /// All chains of the document in order, each with its block.
    pub(crate) fn chains(&self) -> impl Iterator<Item = (usize, Chain)> + '_ {
        self.chains.iter().copied()
    }

    /// Whether the case of a token was the writer's choice.
    pub(crate) fn is_telling(&self, block: usize, token: usize) -> bool {
        self.mentions(block).is_telling(self.block(block), token)
    }

    /// Whether a token stands in a headline or a line of capitals.
    pub(crate) fn is_loud(&self, block: usize, token: usize) -> bool {
        self.mentions(block).is_loud(self.block(block).tokens[token].sentence)
    }

    /// Whether a token is a capitalised word.
    pub(crate) fn is_capitalised(&self, block: usize, token: usize) -> bool {
        self.block(block).tokens.get(token).is_some_and(|t| t.is_capitalised())
    }

    /// Whether the token ends in a possessive `'s`.
    pub(crate) fn is_possessive(&self, block: usize, token: usize) -> bool {
        self.block(block).tokens.get(token).is_some_and(|t| self.possessives.contains(&t.key))
    }

    /// The bytes of a span in its block, without the possessive ending of its last word.
    pub(crate) fn block_range(&self, span: Span) -> ByteRange {
        let block = self.block(span.block);
        let range = block.span(span.first, span.last);
        let (_, ending) = fold::without_possessive(block.word(span.last));
        ByteRange::new(range.start, range.end - ending)
    }

    /// The bytes of a span in the document.
    pub(crate) fn range(&self, span: Span) -> ByteRange {
        self.document.blocks[span.block].place(self.block_range(span))
    }

    /// The number of the file that a span is in.
    pub(crate) fn file(&self, span: Span) -> usize {
        self.document.file(span.block)
    }

    /// A span as a reader sees it, without a possessive ending.
    pub(crate) fn surface(&self, span: Span) -> String {
        crate::block::readable(self.block_range(span).of(&self.block(span.block).text))
    }

    /// The word after `token` in the same sentence, over white space only.
    pub(crate) fn next_word(&self, block: usize, token: usize) -> Option<usize> {
        let tokens = &self.block(block).tokens;
        let next = tokens.get(token + 1)?;
        let follows = next.kind == Kind::Word && next.gap.space && next.sentence == tokens[token].sentence;
        (follows && !self.is_possessive(block, token)).then_some(token + 1)
    }

    /// The word before `token` in the same sentence, over white space only.
    pub(crate) fn previous_word(&self, block: usize, token: usize) -> Option<usize> {
        let tokens = &self.block(block).tokens;
        let before = tokens.get(token.checked_sub(1)?)?;
        let follows = before.kind == Kind::Word && tokens[token].gap.space && before.sentence == tokens[token].sentence;
        (follows && !self.is_possessive(block, token - 1)).then_some(token - 1)
    }

    /// The parts of all chains, in order of the text.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The parts of a chain. A word with a possessive ending, unless it is an ordinary one (`Women's`), ends its
    /// part; a function word that only begins the sentence is left out.
    fn cut(&self, block: usize, chain: Chain) -> Vec<Part> {
        let part = || Part { block, tokens: Vec::new() };
        let mut parts: Vec<Part> = vec![part()];
        for token in chain.first..=chain.last {
            let Some(word) = self.word_at(block, token) else {
                if self.block(block).word(token) == "&" {
                    parts.push(part());
                }
                continue;
            };
            let case = self.block(block).tokens[token].case;
            let begins = token == chain.first && case != Case::Upper;
            let glued = word.function && token > 0 && mention::is_glued_hyphen(self.block(block), token - 1);
            if word.function && !glued && (begins || case == Case::Lower) {
                parts.push(part());
                continue;
            }
            if let Some(part) = parts.last_mut() {
                part.tokens.push(token);
            }
            if self.is_possessive(block, token) && !word.is_ordinary() {
                parts.push(part());
            }
        }
        parts.retain(|part| !part.tokens.is_empty());
        parts
    }
}
