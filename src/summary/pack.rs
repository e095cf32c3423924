//! From the words of a block to what is kept of them.

use std::sync::Arc;

use super::code::{put, sign};
use super::forms::{Form, Sort, Table};
use super::{Forms, KINDS, Summary};
use crate::block::Block;
use crate::names::mention::Mentions;
use crate::names::needed;
use crate::packing::{put_length, put_text};
use crate::token::{self, Gap, Kind, Token};

/// A longer word is written out wherever it stands: it is an address or worse, and will not come again.
const LONGEST_FORM: usize = 64;

/// Writes a summary, block by block.
#[derive(Debug)]
pub(crate) struct Writer {
    forms: Arc<Forms>,
    bytes: Vec<u8>,
    /// Where the block before begins in the document.
    start: usize,
    /// The block that is being written.
    body: Vec<u8>,
    needed: Vec<bool>,
}

impl Writer {
    /// With the words of this table, to which it adds.
    pub(crate) fn new(forms: Arc<Forms>) -> Self {
        Self { forms, bytes: Vec::new(), start: 0, body: Vec::new(), needed: Vec::new() }
    }

    /// Adds a block that begins at byte `start` of the document, behind those before it.
    pub(crate) fn add(&mut self, start: usize, block: &Block, mentions: &Mentions) {
        needed::mark(block, mentions, &mut self.needed);
        self.body.clear();
        let mut pack = Pack::new(block, mentions, &mut self.body);
        pack.write(&self.needed, &mut self.forms.lock());
        if self.body.is_empty() {
            return;
        }
        let kind = KINDS.iter().position(|kind| *kind == block.kind).unwrap_or_default();
        put_length(&mut self.bytes, (start - self.start) * KINDS.len() + kind);
        put_length(&mut self.bytes, self.body.len());
        self.bytes.extend(&self.body);
        self.start = start;
    }

    /// The summary of these blocks.
    pub(crate) fn finish(self) -> Summary {
        Summary { range: (0, self.bytes.len()), shelf: self.bytes.into(), forms: self.forms }
    }
}

/// A block on its way.
struct Pack<'a> {
    block: &'a Block,
    mentions: &'a Mentions,
    body: &'a mut Vec<u8>,
    /// How many tokens were written.
    tokens: usize,
    /// Where the last of them, or those it stands for, end.
    end: usize,
    /// Its sentence.
    sentence: Option<u16>,
    /// It stands in no running text.
    is_label: bool,
}

impl<'a> Pack<'a> {
    fn new(block: &'a Block, mentions: &'a Mentions, body: &'a mut Vec<u8>) -> Self {
        Self { block, mentions, body, tokens: 0, end: 0, sentence: None, is_label: false }
    }

    fn write(&mut self, needed: &[bool], table: &mut Table) {
        let has_labels = self.mentions.has_links();
        let mut next = 0;
        for at in (0..needed.len()).filter(|at| needed[*at]) {
            self.write_run(next, at, table);
            if has_labels && self.mentions.is_link(at) != self.is_label {
                self.is_label = !self.is_label;
                put(self.body, sign::LABEL);
            }
            self.write_token(at, table);
            next = at + 1;
        }
    }

    /// Writes the tokens from `from` up to the needed one at `to`.
    fn write_run(&mut self, from: usize, to: usize, table: &mut Table) {
        let tokens = &self.block.tokens;
        // One alone takes less room as it is, if it takes no more than a number.
        if to - from == 1 && tokens[from].range().len() <= LONGEST_FORM {
            return self.write_token(from, table);
        }
        if let Some(last) = tokens[from..to].last() {
            // Where the needed token goes on with a sentence that begins among them, they are of that sentence.
            if last.sentence == tokens[to].sentence {
                self.write_sentence(last.sentence);
            }
            let count = (to - from).min(sign::LONGEST_RUN);
            put(self.body, sign::RUN + count as u32 - 1);
            put_length(self.body, last.range().end - self.end);
            self.tokens += count;
            self.end = last.range().end;
            // Those before the first needed token are in some sentence.
            self.sentence.get_or_insert(tokens[from].sentence);
        }
    }

    fn write_token(&mut self, at: usize, table: &mut Table) {
        let token = &self.block.tokens[at];
        self.write_sentence(token.sentence);
        self.write_gap(token, table);
        let written = self.block.word(at);
        self.tokens += 1;
        self.end = token.range().end;
        if token.kind == Kind::Opaque {
            put(self.body, sign::OPAQUE);
            return put_length(self.body, written.len());
        }
        self.write_form(written, Sort::of(token), token.key, table);
    }

    fn write_form(&mut self, written: &str, sort: Sort, key: u64, table: &mut Table) {
        let short = || written.len() <= LONGEST_FORM;
        match short().then(|| table.number(Form { text: written, sort, key })).flatten() {
            Some(number) => put(self.body, sign::FIRST + number),
            None => {
                put(self.body, sign::WORD);
                self.body.push(sort.0);
                put_text(self.body, written);
            }
        }
    }

    /// Notes that what follows is in this sentence.
    fn write_sentence(&mut self, sentence: u16) {
        let is_loud = self.mentions.is_loud(sentence);
        match self.sentence.replace(sentence) {
            Some(before) if before == sentence => {}
            None if !is_loud => {}
            _ => put(self.body, if is_loud { sign::LOUD } else { sign::SENTENCE }),
        }
    }

    fn write_gap(&mut self, token: &Token, table: &mut Table) {
        let written = &self.block.text[self.end..token.range().start];
        let is_usual = |gap: &str| written == gap && token.gap == Gap { space: !gap.is_empty(), ..Gap::default() };
        let usual = usual_gap(self.tokens, token.kind);
        let other = if usual.is_empty() { " " } else { "" };
        if is_usual(usual) {
            return;
        }
        if is_usual(other) {
            return put(self.body, sign::FLIP);
        }
        if is_usual("\n") {
            return put(self.body, sign::LINE);
        }
        put(self.body, sign::GAP);
        self.write_form(written, Sort::of_gap(token.gap), token::key(written), table);
    }
}

/// What stands before a token unless it is said: a blank before words, but for the first of the block.
pub(super) fn usual_gap(number: usize, kind: Kind) -> &'static str {
    if number > 0 && matches!(kind, Kind::Word | Kind::Number | Kind::Opaque) { " " } else { "" }
}
