//! What is kept of a text that is not open so that its names can be compared: a quarter of its size or less.
//!
//! Of each block the tokens that `names::needed` tells, as numbers in a common table of words (`forms`), each stretch of
//! others as its length (`pack`). What is unpacked (`unpack`) has the same tokens at the same bytes, but for those stretches;
//! so whoever compares names does not know the difference. [`Writer`] makes a [`Summary`], [`Summary::blocks`] puts its
//! blocks in their places.

mod code;
mod forms;
mod pack;
mod unpack;

use std::sync::Arc;

use crate::block::Kind;
use crate::document::Words;
use crate::packing::Reader;

pub use forms::Forms;
pub(crate) use pack::Writer;

/// The kinds of blocks by the numbers they are written as.
const KINDS: [Kind; 4] = [Kind::Paragraph, Kind::Heading, Kind::ListItem, Kind::TableCell];

/// What is kept of a text.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Where it stands, with others or by itself, and which bytes it is.
    shelf: Arc<[u8]>,
    range: (usize, usize),
    forms: Arc<Forms>,
}

/// So many bytes, at most, stand together.
const SHELF: usize = 1 << 20;

/// A block of a summary.
#[derive(Clone, Debug)]
pub struct Summarised {
    /// What it is of.
    pub summary: Arc<Summary>,
    /// What it is in the document's structure.
    pub kind: Kind,
    /// Its first byte in the document.
    pub start: usize,
    /// Where it is written, in bytes of the summary.
    pub at: u32,
    /// How many bytes that takes.
    pub len: u32,
}

impl Summary {
    /// Its blocks with anything in them, in the order of the text.
    pub fn blocks(self: &Arc<Self>) -> impl Iterator<Item = Summarised> + '_ {
        let (mut at, mut start) = (0, 0);
        std::iter::from_fn(move || {
            let mut rest = Reader::new(self.bytes().get(at..).filter(|rest| !rest.is_empty())?);
            let (head, len) = (rest.length(), rest.length());
            start += head / KINDS.len();
            let from = self.size() - rest.left();
            at = from + len;
            let kind = KINDS[head % KINDS.len()];
            Some(Summarised { summary: Arc::clone(self), kind, start, at: from as u32, len: len as u32 })
        })
    }

    /// Puts many summaries close to each other: one by one they lie amid room that was needed for a moment, and holds on to
    /// them. What is taken off a shelf later, leaves its room there until all others are.
    pub fn shelve<'a>(all: impl Iterator<Item = &'a mut Self>) {
        let mut all = all.peekable();
        while all.peek().is_some() {
            let (mut shelf, mut row) = (Vec::with_capacity(SHELF), Vec::new());
            while let Some(summary) = all.next_if(|next| shelf.is_empty() || shelf.len() + next.size() <= SHELF) {
                let from = shelf.len();
                shelf.extend(summary.bytes());
                summary.range = (from, shelf.len());
                row.push(summary);
            }
            let shelf: Arc<[u8]> = shelf.into();
            row.into_iter().for_each(|summary| summary.shelf = Arc::clone(&shelf));
        }
    }

    fn bytes(&self) -> &[u8] {
        &self.shelf[self.range.0..self.range.1]
    }

    /// The words of one of its blocks, with one token that is none for some of those that nobody needs.
    pub fn words(&self, at: u32, len: u32, kind: Kind) -> Words {
        let (from, to) = (at as usize, (at + len) as usize);
        unpack::words(&self.bytes()[from..to], kind, &self.forms)
    }

    /// How many bytes it takes by itself.
    pub fn size(&self) -> usize {
        self.range.1 - self.range.0
    }
}
