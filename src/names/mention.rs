//! Where names stand in one block: runs of capitalised words with what joins them, and what their case is worth.
//!
//! Read once a block and kept with it. Whether a capital tells anything depends on the place: at the start of a
//! sentence, in a headline in Title Case or in a line of capitals it does not.

use std::cell::RefCell;
use std::slice;

use crate::block::{Block, Kind as BlockKind, Mask};
use crate::few::Few;
use crate::lexicon::{self, words};
use crate::portion::Portion;
use crate::token::{self, Case, Kind, Signs, Token, normal};

/// What is known of a block's names by itself.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Runs of capitalised words, in order, disjoint.
    pub(crate) chains: Portion<Chain>,
    /// Sentences in which capitals tell nothing, by number, sorted.
    loud: Few<u16>,
    /// Tokens that link texts consist of, as ranges of first and last, sorted.
    links: Few<(usize, usize)>,
}

/// Capitalised words and what joins them (`of`, `the`, `&`, a hyphen), by token index, both ends included. The
/// ends are words; a chain may hold several names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
}

impl Mentions {
    /// Reads a block.
    pub fn of(block: &Block) -> Self {
        Self::with(block, chains_of(block))
    }

    /// Reads several blocks.
    pub fn of_all(blocks: &[Block]) -> impl Iterator<Item = Self> {
        blocks.iter().zip(chains(blocks)).map(|(block, chains)| Self::with(block, chains))
    }

    fn with(block: &Block, chains: Portion<Chain>) -> Self {
        let loud = loud_sentences(block, &chains);
        let links = if block.signs.has(Signs::LINK) { link_texts(block).into() } else { Few::default() };
        Self { chains, loud, links }
    }

    /// What is known of a block of which that is known already: the sentences in which capitals tell nothing, and what
    /// link texts consist of.
    pub(crate) fn known(block: &Block, loud: Vec<u16>, links: Vec<(usize, usize)>) -> Self {
        Self { chains: chains_of(block), loud: loud.into(), links: links.into() }
    }

    /// Whether the case of token `at` was the writer's choice: a capital there makes a name, and a small letter
    /// makes none.
    pub(crate) fn is_telling(&self, block: &Block, at: usize) -> bool {
        self.is_prose(block, at) && !self.is_loud(block.tokens[at].sentence) && !starts_sentence(block, at)
    }

    /// Whether token `at` stands in running text: in no cell of a table and no link's text.
    pub(crate) fn is_prose(&self, block: &Block, at: usize) -> bool {
        block.kind != BlockKind::TableCell && !self.is_link(at)
    }

    /// Whether token `at` is of a link's text.
    pub(crate) fn is_link(&self, at: usize) -> bool {
        let behind = self.links.partition_point(|(first, _)| *first <= at);
        behind.checked_sub(1).is_some_and(|link| at <= self.links[link].1)
    }

    /// Whether there are link texts.
    pub(crate) fn has_links(&self) -> bool {
        !self.links.is_empty()
    }

    /// Whether some token of its block stands in no running text.
    pub(crate) fn has_labels(&self, block: &Block) -> bool {
        block.kind == BlockKind::TableCell || !self.links.is_empty()
    }

    /// Whether capitals in that sentence tell nothing: a headline or a line of capitals.
    pub(crate) fn is_loud(&self, sentence: u16) -> bool {
        self.loud.binary_search(&sentence).is_ok()
    }
}

/// What stands for a link's marks in a block's text.
const LINK: u8 = Mask::Link.byte();

/// The tokens of each link text. Its opening bracket is one mark; what follows the text is longer.
fn link_texts(block: &Block) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    let mut open: Option<usize> = None;
    for (at, token) in block.tokens.iter().enumerate().filter(|(_, t)| t.gap.link) {
        let before = &block.text[..token.range().start];
        let marks = before.bytes().rev().take_while(|b| [LINK, Mask::Markup.byte()].contains(b));
        let marks = marks.filter(|b| *b == LINK).count();
        if let Some(first) = open.take() {
            links.push((first, at - 1));
        }
        open = (marks == 1).then_some(at);
    }
    links.extend(open.map(|first| (first, block.tokens.len() - 1)));
    links
}

/// All chains of a block, in order.
fn chains_of(block: &Block) -> Portion<Chain> {
    chains(slice::from_ref(block)).next().unwrap_or_default()
}

/// The same of each of several blocks.
fn chains(blocks: &[Block]) -> impl Iterator<Item = Portion<Chain>> + use<> {
    thread_local! {
        /// Where they are collected until their number is known.
        static CHAINS: RefCell<Vec<Chain>> = const { RefCell::new(Vec::new()) };
    }
    CHAINS.with_borrow_mut(|chains| {
        chains.clear();
        let add = |block| {
            add_chains(block, chains);
            chains.len()
        };
        let ends: Vec<usize> = blocks.iter().map(add).collect();
        Portion::all(chains.clone(), ends)
    })
}

fn add_chains(block: &Block, chains: &mut Vec<Chain>) {
    let (tokens, mut from) = (&*block.tokens, 0);
    while let Some(before) = tokens[from..].iter().position(Token::is_capitalised) {
        let first = from + before;
        let last = chain_end(block, first);
        chains.push(Chain { first, last });
        from = last + 1;
    }
}

/// The last token of the chain that begins with the capitalised token `first`.
#[inline]
fn chain_end(block: &Block, first: usize) -> usize {
    let mut last = first;
    while let Some(next) = next_word(block, last) {
        last = next;
    }
    last
}

/// The token that goes on with a chain after the word `at`: directly, over a hyphen or `&`, over one or two connecting
/// words, or over the dot of a short form that names of places begin with.
fn next_word(block: &Block, at: usize) -> Option<usize> {
    let goes_on = |i: usize| block.tokens.get(i).filter(|t| !t.gap.link && t.sentence == block.tokens[at].sentence);
    let next = goes_on(at + 1)?;
    if next.is_capitalised() {
        return next.gap.space.then_some(at + 1);
    }
    // Most names end where ordinary words go on, and none follows soon.
    let capital = |i: usize| block.tokens.get(i).is_some_and(Token::is_capitalised);
    if next.case == Case::Lower && !((capital(at + 2) || capital(at + 3)) && words::is_connector_key(next.key)) {
        return None;
    }
    if next.kind == Kind::Punctuation {
        // Hardly any mark joins words.
        if next.mark == b'.' && !next.gap.space && token::heads_place(block.word(at)) {
            let name = goes_on(at + 2).filter(|t| t.is_capitalised() && t.gap.space);
            // At the end of a sentence it is a street.
            return name.filter(|t| !words::is_function_key(t.key)).map(|_| at + 2);
        }
        if !may_join(next) {
            return None;
        }
        if is_glued_hyphen(block, at + 1) {
            return goes_on(at + 2).filter(|t| t.is_wordlike()).map(|_| at + 2);
        }
        let joins = next.gap.space && next.mark == b'&';
        return goes_on(at + 2).filter(|t| joins && t.is_capitalised()).map(|_| at + 2);
    }
    for length in 1..=2 {
        let connector = goes_on(at + length).filter(|t| t.case == Case::Lower && t.gap.space)?;
        if !words::is_connector_key(connector.key) {
            return None;
        }
        if length == 1 && words::is_article(&normal(connector.range().of(&block.text))) {
            return None;
        }
        if goes_on(at + length + 1).is_some_and(|t| t.is_capitalised() && t.gap.space) {
            return Some(at + length + 1);
        }
    }
    None
}

/// Whether a token is a mark that may join words, as hardly any does.
#[inline]
pub(crate) fn may_join(token: &Token) -> bool {
    matches!(token.mark, b'&' | b'-' | 0xE2)
}

/// Whether token `at` is a hyphen that touches the words on both sides.
pub(crate) fn is_glued_hyphen(block: &Block, at: usize) -> bool {
    let touches = |i: usize| block.tokens.get(i).is_some_and(|t| !t.gap.space && !t.gap.markup && !t.gap.link);
    let mark = block.tokens.get(at).is_some_and(|t| t.kind == Kind::Punctuation);
    mark && touches(at) && touches(at + 1) && matches!(block.word(at), "-" | "‐" | "‑")
}

/// Whether token `at` is the first word of its sentence, of a quotation or of what a colon or dash introduces.
pub(crate) fn starts_sentence(block: &Block, at: usize) -> bool {
    let sentence = block.tokens[at].sentence;
    let before = block.tokens[..at].iter().enumerate().rev().take_while(|(_, t)| t.sentence == sentence);
    for (i, token) in before {
        if token.is_wordlike() || token.kind == Kind::Opaque {
            return false;
        }
        match token.mark {
            b',' | b';' | b'-' | b'\'' | b'/' | b'&' => return false,
            b':' | b'"' | b'(' | b'[' | b'|' | b'*' => return true,
            ..0x80 => {}
            _ => match block.word(i) {
                "’" => return false,
                "“" | "‘" | "«" | "„" | "—" | "–" | "•" => return true,
                _ => {}
            },
        }
    }
    true
}

/// The sentences in Title Case or in capitals: four words or more, in headings fewer, none of substance in small letters,
/// and more of them than a list of names would have ordinary words.
fn loud_sentences(block: &Block, chains: &[Chain]) -> Few<u16> {
    let tokens = &block.tokens;
    let mut loud = Vec::new();
    let mut rest = chains;
    while let [first, behind @ ..] = rest {
        let sentence = tokens[first.first].sentence;
        let count = 1 + behind.iter().take_while(|chain| tokens[chain.first].sentence == sentence).count();
        let (own, behind) = rest.split_at(count);
        rest = behind;
        // Of one word, as most are, no sentence is loud.
        if (count > 1 || first.first < first.last) && is_loud_around(block, own) {
            loud.push(sentence);
        }
    }
    if loud.is_empty() { Few::default() } else { loud.into() }
}

/// Whether the sentence around its chains is a loud one. All its capitals are in them.
fn is_loud_around(block: &Block, chains: &[Chain]) -> bool {
    let tokens = &block.tokens;
    let (mut capitals, mut upper) = (0, 0);
    for chain in chains {
        for token in &tokens[chain.first..=chain.last] {
            capitals += usize::from(token.is_capitalised());
            upper += usize::from(token.case == Case::Upper);
        }
    }
    let enough = if block.kind == BlockKind::Heading { 2 } else { 4 };
    // The cheap question: enough capitals, whatever the words in small letters are.
    if capitals < enough && upper < 2 {
        return false;
    }
    let first = chains[0].first;
    let number = tokens[first].sentence;
    let own = |t: &&Token| t.sentence == number;
    let before = || tokens[..first].iter().rev().take_while(own);
    let behind = || tokens[first..].iter().take_while(own);
    let Some(cases) = Cases::of(block, capitals, before().chain(behind())) else { return false };
    let is_title = || is_short_title(tokens[first - before().count()..].iter().take_while(own));
    cases.are_loud() || block.kind == BlockKind::Heading && cases.lower == 0 && is_title()
}

/// How many words of a sentence have a capital, are in capitals, and are small ones that count.
struct Cases {
    capital: usize,
    upper: usize,
    lower: usize,
}

impl Cases {
    /// Those of a sentence with so many capitals, its tokens in any order; `None` where there are more small words than
    /// its capitals can outweigh.
    fn of<'a>(block: &Block, capitals: usize, sentence: impl Iterator<Item = &'a Token>) -> Option<Self> {
        let (mut capital, mut upper, mut lower) = (0, 0, 0);
        for token in sentence.filter(|t| t.kind == Kind::Word) {
            match token.case {
                Case::Upper if normal(token.range().of(&block.text)).len() > 3 => upper += 1,
                Case::Capital | Case::Mixed | Case::Upper => capital += 1,
                Case::Lower if words::is_connector_key(token.key) => {}
                Case::Lower if words::is_function_key(token.key) => {
                    lower += usize::from(block.kind != BlockKind::Heading);
                }
                _ => lower += 1,
            }
            if lower * 8 > capitals && 2 * lower >= capitals {
                return None;
            }
        }
        Some(Self { capital, upper, lower })
    }

    fn are_loud(&self) -> bool {
        let Self { capital, upper, lower } = *self;
        let titled = capital + upper >= 4 && lower * 8 <= capital + upper;
        let shouted = upper >= 2 && upper > capital + 2 * lower;
        titled || shouted
    }
}

/// Whether a heading without small words has a capital that only a title gives: on an ordinary word that does not begin
/// it (`Supported Versions`).
fn is_short_title<'a>(sentence: impl Iterator<Item = &'a Token>) -> bool {
    let mut words = sentence.filter(|t| t.kind == Kind::Word);
    words.next();
    words.any(|word| word.case == Case::Capital && lexicon::english_level_of(word.key).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    /// The chains of a text of one block, joined by ` | `; capitals that tell nothing in brackets.
    fn show(text: &str) -> String {
        let prose = &Format::Plain.prose(text)[0];
        let block = Block::new(text, prose);
        let mentions = Mentions::of(&block);
        let chain = |c: &Chain| {
            let words: Vec<String> = (c.first..=c.last)
                .filter(|i| block.tokens[*i].is_wordlike())
                .map(|i| {
                    let word = block.word(i);
                    if block.tokens[i].is_capitalised() && !mentions.is_telling(&block, i) {
                        format!("({word})")
                    } else {
                        word.to_owned()
                    }
                })
                .collect();
            words.join(" ")
        };
        mentions.chains.iter().map(chain).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_short_heading_in_title_case_tells_nothing() {
        let loud = |text: &str| {
            let prose = &Format::Markdown.prose(text)[0];
            let block = Block::new(text, prose);
            Mentions::of(&block).is_loud(0)
        };
        assert!(loud("## Supported Versions\n") && loud("## Rust Versions of Tomorrow\n"));
        assert!(!loud("## Supported versions of Rust\n") && !loud("## Tao Leshan\n") && !loud("Supported Versions\n"));
    }

    #[test]
    fn names_hold_together() {
        assert_eq!(
            show("In the end Ms Ada Holm of the Port Office met Bo Lu."),
            "(In) | Ms Ada Holm of the Port Office | Bo Lu"
        );
        assert_eq!(show("he saw Kim Jong-un and, later, Holm & Sons"), "Kim Jong un | Holm Sons");
        assert_eq!(show("it is the Bank for Trade and Ports that pays"), "Bank for Trade and Ports");
        assert_eq!(show("from St. Olaf to Mt. Elbrus he went"), "St Olaf to Mt Elbrus");
        assert_eq!(show("he lives in Pier St. The pier is old"), "Pier St | The");
    }

    #[test]
    fn capitals_that_tell_nothing() {
        assert_eq!(show("Harbour Office Opens New Pier in Oslo"), "(Harbour) (Office) (Opens) (New) (Pier) in (Oslo)");
        assert_eq!(show("They asked: \"Why not?\""), "(They) | (Why)");
        assert_eq!(show("Harbour office opens a pier, Oslo"), "(Harbour) | Oslo");
    }
}
