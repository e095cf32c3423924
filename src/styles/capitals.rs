//! English words with a capital inside a sentence that may have none to claim.
//!
//! What stands alone among words in small letters is a candidate, unless it is a name by convention or by its place.
//! How often the word has a capital in the whole text, and whether it also stands in small letters, the rule asks.

mod questions;

use crate::block::{Block, Kind as BlockKind};
use crate::few::Few;
use crate::lexicon::{self, capitals, people, places, words};
use crate::names::mention::{Chain, Mentions, is_glued_hyphen};
use crate::range::ByteRange;
use crate::token::{Case, Kind, Token, normal};

pub(crate) use questions::Questions;

/// Words of this SCOWL level and below are so common that a capital need not be weighed against the text.
const EVERYDAY: u64 = 20;

/// How far a title's other capitals may be, over small function words.
const TITLE: usize = 3;

/// Small words of fewer bytes may stand in a headline.
const SUBSTANCE: usize = 5;

/// A word whose capital may be stray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The word's token.
    pub token: usize,
    /// Its key.
    pub key: u64,
    /// What sort of word it is.
    pub sort: Sort,
}

/// What decides whether a capital is stray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A function word: it begins a sentence or has no capital.
    Function,
    /// An everyday word in the place of one.
    Everyday,
    /// Another word: stray only if the text also writes it small.
    Other,
    /// `barrier Lake`: as the last, but names of places do not count as its capitals.
    PlaceHead,
}

/// The words in question, in order.
pub(super) fn candidates(block: &Block, mentions: &Mentions) -> Few<Candidate> {
    let mut candidates = Vec::new();
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
        return Few::default();
    }
    for &chain in &mentions.chains {
        // No other word of a chain can be one.
        candidates.extend(candidate(block, mentions, chain, chain.first));
        if chain.last == chain.first + 1 {
            candidates.extend(candidate(block, mentions, chain, chain.last));
        }
    }
    candidates.into()
}

/// Whether the capital of token `at` says something of its word: the sentence has begun, and it is no headline, which
/// gives a capital to whatever it likes.
fn is_chosen(block: &Block, at: usize) -> bool {
    let headline = || {
        let (capital, small) = substance(block, block.tokens[at].sentence);
        capital >= 4 && capital > small
    };
    block.tokens[at].is_capitalised() && follows_word(block, at) && !headline()
}

/// Whether the sentence has begun: a word or a comma stands right before.
#[inline]
fn follows_word(block: &Block, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &block.tokens[i]) else { return false };
    before.sentence == block.tokens[at].sentence && (before.is_wordlike() || before.mark == b',')
}

/// How many words of a sentence have a capital, and how many longer ones have none.
fn substance(block: &Block, sentence: u16) -> (usize, usize) {
    let (mut capital, mut small) = (0, 0);
    let from = block.tokens.partition_point(|t| t.sentence < sentence);
    let words = block.tokens[from..].iter().take_while(|t| t.sentence == sentence).filter(|t| t.kind == Kind::Word);
    for token in words {
        capital += usize::from(token.is_capitalised());
        small += usize::from(token.case == Case::Lower && token.range().len() >= SUBSTANCE);
    }
    (capital, small)
}

fn candidate(block: &Block, mentions: &Mentions, chain: Chain, at: usize) -> Option<Candidate> {
    let token = &block.tokens[at];
    if token.kind != Kind::Word || token.case != Case::Capital || token.range().len() < 2 || !follows_word(block, at) {
        return None;
    }
    let place = Place { block, at };
    let sort = if chain.first == at && (place.chain_is_one_word(chain) || place.is_participle()) {
        place.follows_small_word().then(|| place.sort())??
    } else {
        place.is_thing_of_a_place(chain).then_some(Sort::Other)?
    };
    mentions.is_telling(block, at).then_some(Candidate { token: at, key: token.key, sort })
}

/// A capitalised word in its place.
struct Place<'a> {
    block: &'a Block,
    at: usize,
}

impl Place<'_> {
    /// Alone, or before a small word that a hyphen ties to it.
    fn chain_is_one_word(&self, chain: Chain) -> bool {
        chain.last == self.at
            || chain.last == self.at + 2
                && is_glued_hyphen(self.block, self.at + 1)
                && self.block.tokens[chain.last].case == Case::Lower
    }

    /// The word before, in lower case; empty where another thing or nothing stands there.
    fn before(&self) -> &str {
        let Some(before) = self.at.checked_sub(1).map(|i| &self.block.tokens[i]) else { return "" };
        if before.kind == Kind::Word && before.case == Case::Lower { self.block.word(self.at - 1) } else { "" }
    }

    /// Right behind a word in small letters on the same line, or behind two marks of which one is left over.
    fn follows_small_word(&self) -> bool {
        let tokens = &self.block.tokens;
        let gap = tokens[self.at].gap;
        let Some(before) = self.at.checked_sub(1) else { return false };
        let between = ByteRange::new(tokens[before].range().end, tokens[self.at].range().start);
        let straight = gap.space && !gap.markup && !gap.link && !between.of(&self.block.text).contains(['\n', '\r']);
        let left_over = || {
            self.at >= 3
                && self.block.word(before) == ","
                && matches!(self.block.word(before - 1), "." | ";" | ",")
                && tokens[before - 2].is_wordlike()
        };
        // "the river River" is a repeat.
        let again = tokens[before].key == tokens[self.at].key;
        straight && !again && (!self.before().is_empty() || left_over())
    }

    /// The next token, if the sentence goes on.
    fn next(&self) -> Option<&Token> {
        let end = self.at + if is_glued_hyphen(self.block, self.at + 1) { 2 } else { 0 };
        let sentence = self.block.tokens[self.at].sentence;
        self.block.tokens.get(end + 1).filter(|t| t.sentence == sentence)
    }

    fn sort(&self) -> Option<Sort> {
        let word = self.block.word(self.at);
        // Most capitals are names, and most names are in no dictionary: ask that first.
        let known = lexicon::english_level_of(self.block.tokens[self.at].key).map(u64::from);
        if known.is_none() && !word.contains(['\'', '’']) {
            return None;
        }
        let lower = normal(word);
        let function = is_function(&lower);
        let level = known.or(function.then_some(0))?;
        if self.is_name(&lower, function) || self.stands_as_title(function) || self.is_written_so(function) {
            return None;
        }
        if function {
            return Some(Sort::Function);
        }
        let content_before = !words::is_function_word(self.before()) && !words::is_connector(self.before());
        if words::is_place_head(&lower) {
            return content_before.then_some(Sort::PlaceHead);
        }
        if words::is_body(&lower) || people::is_title(&lower) {
            return (self.before() == "a" && self.qualifies()).then_some(Sort::Other);
        }
        if capitals::introduces_name(self.before()) {
            return Some(Sort::Other);
        }
        let season = matches!(&*lower, "summer" | "autumn" | "winter");
        Some(if season || self.is_no_place_for_a_name(&lower, level) { Sort::Everyday } else { Sort::Other })
    }

    /// A name by its letters. An adjective behind an article is none, whoever may be called so.
    fn is_name(&self, lower: &str, function: bool) -> bool {
        let word = lower.split('\'').next().unwrap_or(lower);
        let adjective = matches!(self.before(), "a" | "an" | "very" | "more" | "most" | "quite") && self.qualifies();
        // Do and He are family names, but not behind a mark that is left over, nor before a clipped word.
        let surname = || people::is_chinese_surname(word) || people::is_other_eastern_surname(word);
        let clipped = function && word.len() < lower.len() || self.before().is_empty();
        capitals::is_conventional(word) && !adjective
            || matches!(word, "i" | "no" | "ok" | "yes")
            || places::place(word).is_some()
            || people::is_given_name(word)
            || !clipped && surname()
    }

    /// `was Submitted`: no name follows a form of *be* with this ending.
    fn is_participle(&self) -> bool {
        self.block.word(self.at).ends_with("ed")
            && matches!(self.before(), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "not")
    }

    /// What stands around makes a name, a title or the word on a key of it.
    fn stands_as_title(&self, function: bool) -> bool {
        let control = self.next().is_some_and(|t| capitals::is_control(t.range().of(&self.block.text)));
        let before = self.before();
        let introduced = if function {
            matches!(before, "entitled" | "titled" | "called" | "named")
        } else {
            capitals::names_key(before)
        };
        let hyphen = self.at > 1 && is_glued_hyphen(self.block, self.at - 1);
        let near = || !function && self.is_listed() || self.has_capital_near(true) || self.has_capital_near(false);
        introduced
            || control && !function
            || hyphen
            || self.block.word(self.at + 1) == "/"
            || !self.is_participle() && (near() || self.is_in_headline())
    }

    /// `Culture, Sports and Tourism`: a comma and another capital follow.
    fn is_listed(&self) -> bool {
        let next = self.block.tokens.get(self.at + 2);
        self.block.word(self.at + 1) == "," && next.is_some_and(Token::is_capitalised)
    }

    /// Hardly a word of substance in the sentence has none.
    fn is_in_headline(&self) -> bool {
        let (capital, small) = substance(self.block, self.block.tokens[self.at].sentence);
        capital >= 4 && capital > 3 * small
    }

    /// Another capital beside it, over small function words only: both belong to a title.
    fn has_capital_near(&self, ahead: bool) -> bool {
        let tokens = &self.block.tokens;
        let sentence = tokens[self.at].sentence;
        for step in 1..=TITLE {
            let at = if ahead { self.at.checked_add(step) } else { self.at.checked_sub(step) };
            let Some((at, token)) = at.and_then(|at| tokens.get(at).map(|t| (at, t))) else { return false };
            let quote = token.kind == Kind::Punctuation && matches!(self.block.word(at), "'" | "’" | "-");
            if token.sentence != sentence {
                return false;
            }
            if token.is_capitalised() {
                let begins = !tokens[..at].iter().any(|t| t.sentence == sentence && t.is_wordlike());
                return !begins;
            }
            let small = token.case == Case::Lower && words::is_function_word(&normal(self.block.word(at)));
            let joins = token.case == Case::Lower && words::is_connector(self.block.word(at));
            if !quote && !small && !joins {
                return false;
            }
        }
        false
    }

    /// A number, a sign, code or a closing quotation mark behind it: the word is one of a series, or a title.
    fn is_written_so(&self, function: bool) -> bool {
        let Some(next) = self.next() else { return false };
        match next.kind {
            Kind::Number => !function,
            Kind::Opaque => true,
            Kind::Punctuation => {
                let mark = next.range().of(&self.block.text);
                let opens = next.gap.space && matches!(mark, "\"" | "“" | "‘" | "(" | "«" | "—" | "–" | "-");
                let closes = matches!(mark, "”" | "\"") && self.is_quoted_prose();
                !opens && !closes && !matches!(mark, "," | "." | ";" | "!" | "?" | ")" | "…" | "—" | "–" | "-")
            }
            _ => false,
        }
    }

    /// The quotation around it begins in small letters: it is no title.
    fn is_quoted_prose(&self) -> bool {
        let open = (0..self.at).rev().find(|i| matches!(self.block.word(*i), "“" | "\""));
        open.is_some_and(|i| i + 1 < self.at && self.block.tokens[i + 1].case == Case::Lower)
    }

    /// A word in small letters that is no function word follows: the capital is that of an adjective.
    fn qualifies(&self) -> bool {
        self.next().is_some_and(|next| {
            let word = next.range().of(&self.block.text);
            let content = !words::is_function_word(word) && !words::is_connector(word);
            next.case == Case::Lower && !next.gap.markup && !next.gap.link && content
        })
    }

    /// An everyday word where names seldom stand: not behind *the* or a preposition.
    fn is_no_place_for_a_name(&self, lower: &str, level: u64) -> bool {
        let verb = lower.ends_with("ing");
        level <= EVERYDAY
            && match self.before() {
                "the" => level <= 10 && self.qualifies(),
                "to" => self.next().is_some_and(|t| t.case == Case::Lower),
                "of" | "in" | "on" | "at" | "by" | "for" | "from" | "with" | "as" => verb || self.qualifies(),
                _ => true,
            }
    }

    /// `the Marlow Restoration project`: a place, and a thing that is no name behind it.
    fn is_thing_of_a_place(&self, chain: Chain) -> bool {
        const ABSTRACT: [&str; 6] = ["tion", "sion", "ment", "ness", "ance", "ence"];
        if chain.last != self.at || chain.first + 1 != self.at || !self.block.tokens[self.at].gap.space {
            return false;
        }
        // Nearly all others end with another letter.
        if !self.block.word(self.at).ends_with(['n', 't', 's', 'e']) {
            return false;
        }
        let lower = normal(self.block.word(self.at));
        ABSTRACT.iter().any(|ending| lower.ends_with(ending))
            && places::place(&normal(self.block.word(chain.first))).is_some()
            && !words::is_body(&lower)
            && self.qualifies()
    }
}

/// A function word, or one with another clipped on (`can't`).
fn is_function(lower: &str) -> bool {
    lower != "miss" && words::is_function_word(lower)
        || lower.ends_with("n't")
        || lower.split_once('\'').is_some_and(|(head, _)| words::is_function_word(head))
}
