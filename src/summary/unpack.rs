//! From what is kept of a block to its words.

use std::cell::RefCell;

use super::Forms;
use super::code::{number, sign};
use super::forms::{Form, Sort, Table};
use super::pack::usual_gap;
use crate::block::{Block, Kind as BlockKind};
use crate::document::Words;
use crate::names::mention::Mentions;
use crate::packing::Reader;
use crate::portion::Portion;
use crate::token::{self, Case, Gap, Kind, Token};

/// The words of a block that is written so.
pub(super) fn words(bytes: &[u8], kind: BlockKind, forms: &Forms) -> Words {
    thread_local! {
        /// Where text and tokens are collected until their number is known.
        static ROOM: RefCell<(String, Vec<Token>)> = const { RefCell::new((String::new(), Vec::new())) };
    }
    ROOM.with_borrow_mut(|(text, tokens)| {
        text.clear();
        tokens.clear();
        let mut unpack = Unpack::into(text, tokens);
        unpack.read(&mut Reader::new(bytes), &forms.lock());
        let (loud, links) = (unpack.loud, unpack.links);
        let tokens = Portion::from(tokens.to_vec());
        let block = Block { kind, text: text.as_str().into(), tokens, ..Block::default() };
        let mentions = Mentions::known(&block, loud, links);
        Words { block, mentions }
    })
}

/// What is known of a block so far.
struct Unpack<'a> {
    text: &'a mut String,
    tokens: &'a mut Vec<Token>,
    sentence: u16,
    /// The sentences in which capitals tell nothing.
    loud: Vec<u16>,
    /// What stands in no running text, as ranges of tokens, both ends included.
    links: Vec<(usize, usize)>,
    /// Where such a range has begun.
    label: Option<usize>,
    /// The gap before the next token, where it is not the usual one.
    gap: Option<Gap>,
    flipped: bool,
}

impl<'a> Unpack<'a> {
    fn into(text: &'a mut String, tokens: &'a mut Vec<Token>) -> Self {
        let (loud, links) = (Vec::new(), Vec::new());
        Self { text, tokens, sentence: 0, loud, links, label: None, gap: None, flipped: false }
    }

    fn read(&mut self, bytes: &mut Reader<'_>, table: &Table) {
        // What follows as a word is the gap before the next one.
        let mut is_gap = false;
        while bytes.left() > 0 {
            match number(bytes) {
                sign::FLIP => self.flipped = true,
                sign::LINE => self.leave("\n", Gap { space: true, ..Gap::default() }),
                sign::GAP => is_gap = true,
                begins @ (sign::SENTENCE | sign::LOUD) => {
                    self.sentence += u16::from(!self.tokens.is_empty());
                    self.loud.extend((begins == sign::LOUD).then_some(self.sentence));
                }
                sign::LABEL => match self.label.take() {
                    Some(first) => self.links.push((first, self.tokens.len().saturating_sub(1))),
                    None => self.label = Some(self.tokens.len()),
                },
                sign::OPAQUE => {
                    let blank = " ".repeat(bytes.length());
                    self.push(&Form { text: &blank, sort: Sort(0), key: 0 }, Kind::Opaque, Case::None);
                }
                run @ sign::RUN..sign::FIRST => self.pass((run - sign::RUN + 1) as usize, bytes.length()),
                word => {
                    let form = match word {
                        sign::WORD => {
                            let (sort, text) = (Sort(bytes.byte()), bytes.text());
                            Form { text, sort, key: token::key(text) }
                        }
                        known => table.form(known - sign::FIRST),
                    };
                    match std::mem::take(&mut is_gap) {
                        true => self.leave(form.text, form.sort.gap()),
                        false => self.push(&form, form.sort.kind(), form.sort.case()),
                    }
                }
            }
        }
        self.links.extend(self.label.map(|first| (first, self.tokens.len().saturating_sub(1))));
    }

    /// What stands between the token before and the next one.
    fn leave(&mut self, text: &str, gap: Gap) {
        self.text.push_str(text);
        self.gap = Some(gap);
    }

    fn push(&mut self, form: &Form<'_>, kind: Kind, case: Case) {
        let usual = usual_gap(self.tokens.len(), kind);
        let gap = self.gap.take().unwrap_or_else(|| {
            let space = usual.is_empty() == std::mem::take(&mut self.flipped);
            if space {
                self.text.push(' ');
            }
            Gap { space, ..Gap::default() }
        });
        let start = self.text.len();
        self.text.push_str(form.text);
        self.tokens.push(Token::known((start, form.text), (kind, case), gap, self.sentence, form.key));
    }

    /// Tokens that nobody needs, of so many bytes in all with what stands before them.
    fn pass(&mut self, count: usize, len: usize) {
        let gap = Gap { space: true, ..Gap::default() };
        for start in (self.text.len()..).take(count) {
            self.tokens.push(Token::known((start, " "), (Kind::Opaque, Case::None), gap, self.sentence, 0));
        }
        self.text.extend(std::iter::repeat_n(' ', len));
    }
}
