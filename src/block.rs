//! A block of prose, cut into words, with its way back to the source.
//!
//! `format` names the blocks; here the bytes that are not prose are blanked out in a copy of the same length,
//! so an offset in the block is an offset in the source less the block's start. A block knows nothing of the
//! rest of the document: two blocks of the same text are the same block, which is what makes them reusable.

use std::sync::Arc;

use crate::few::Few;
use crate::format::Prose;
use crate::portion::Portion;
use crate::range::ByteRange;
use crate::token::{self, Signs, Token};

/// What a block is in the document's structure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading.
    Heading,
    /// The text of one list item.
    ListItem,
    /// One cell of a table.
    TableCell,
}

/// How bytes that are not prose separate the words around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mask {
    /// White space: a line break with what the format puts around it.
    Blank,
    /// Not there for the reader: emphasis marks, escapes.
    Markup,
    /// Not there for the reader, but a link begins or ends.
    Link,
    /// Something is there, but no prose: code, an address, a placeholder. Equal to nothing.
    Opaque,
}

impl Mask {
    /// The byte that stands for it in a block's text.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Blank => b' ',
            Self::Markup => 0x01,
            Self::Link => 0x02,
            Self::Opaque => 0x03,
        }
    }
}

/// Inline markup around text, such as `**word**`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InlineSpan {
    /// With its marks.
    pub outer: ByteRange,
    /// Without them.
    pub inner: ByteRange,
}

/// A block before it is cut into words: all that tells one block from another. All offsets are relative to its start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uncut {
    /// What it is in the document's structure.
    pub kind: Kind,
    /// How many bytes of white space stand before it on its line, as [`Prose`] says.
    pub indent: u8,
    /// The source's bytes, masked; of the same length.
    pub text: Arc<str>,
    /// Inline markup around text, sorted, outer before inner.
    pub spans: Few<InlineSpan>,
}

/// One block, cut into words: its text with markup blanked out, and its tokens. All offsets are relative to its start.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// What it is in the document's structure.
    pub kind: Kind,
    /// How many bytes of white space stand before it on its line, as [`Prose`] says.
    pub indent: u8,
    /// The source's bytes, masked; of the same length.
    pub text: Arc<str>,
    /// Words, numbers, punctuation and opaque places, in order.
    pub tokens: Portion<Token>,
    /// Which of the rarer signs its text may have.
    pub signs: Signs,
    /// Inline markup around text, sorted, outer before inner.
    pub spans: Few<InlineSpan>,
}

impl Uncut {
    /// The block that `prose` names in `source`.
    pub fn new(source: &str, prose: &Prose) -> Self {
        let text = masked(prose.range.of(source), &prose.masks);
        let spans = prose.spans.clone();
        Self { kind: prose.kind, indent: prose.indent, text, spans }
    }

    /// Cuts it into words.
    pub fn cut(self) -> Block {
        let cut = token::cut(&self.text);
        self.with(cut)
    }

    /// Cuts several into words.
    pub fn cut_all(all: Vec<Self>) -> impl Iterator<Item = Block> {
        let cut = token::cut_all(all.iter().map(|uncut| &*uncut.text));
        all.into_iter().zip(cut).map(|(uncut, cut)| uncut.with(cut))
    }

    fn with(self, (tokens, signs): (Portion<Token>, Signs)) -> Block {
        let Self { kind, indent, text, spans } = self;
        Block { kind, indent, text, tokens, signs, spans }
    }
}

impl Block {
    /// The block that `prose` names in `source`.
    pub fn new(source: &str, prose: &Prose) -> Self {
        Uncut::new(source, prose).cut()
    }

    /// The same without its words.
    pub fn uncut(&self) -> Uncut {
        let Self { kind, indent, ref text, ref spans, .. } = *self;
        Uncut { kind, indent, text: Arc::clone(text), spans: spans.clone() }
    }

    /// The text of one token, as written; markup inside the word included as control characters.
    pub fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| t.range().of(&self.text))
    }

    /// The bytes from the first to the last token of `first..=last`.
    pub fn span(&self, first: usize, last: usize) -> ByteRange {
        ByteRange::new(self.tokens[first].range().start, self.tokens[last].range().end)
    }

    /// The text from token `first` to `last` as a reader sees it: no markup, white space as one blank.
    pub fn phrase(&self, first: usize, last: usize) -> String {
        readable(self.span(first, last).of(&self.text))
    }

    /// `range`, widened over the marks of every span whose whole text it takes, if it then leaves all markup
    /// paired; `None` where removing it would leave half a pair.
    pub fn balanced(&self, range: ByteRange) -> Option<ByteRange> {
        let mut range = range;
        for span in self.spans.iter().rev() {
            if range.covers(span.inner) && !span.inner.is_empty() {
                range = ByteRange::new(range.start.min(span.outer.start), range.end.max(span.outer.end));
            }
        }
        let whole = self
            .spans
            .iter()
            .all(|span| range.covers(span.outer) || span.inner.covers(range) || !span.outer.overlaps(range));
        whole.then_some(range)
    }
}

/// Text for messages: markup bytes dropped, runs of white space as one blank.
pub fn readable(text: &str) -> String {
    // Most is so already.
    let mut blank = true;
    let mut plain = |c: char| {
        let may_be = if c == ' ' { !blank } else { !is_mask(c) && !c.is_whitespace() };
        blank = c == ' ';
        may_be
    };
    if text.chars().all(&mut plain) && !blank {
        return text.to_owned();
    }
    let visible: String = text.chars().filter(|c| !is_mask(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether any byte of `text` is one that `is` says; fast where hardly any is, for it looks at many at a time.
pub(crate) fn any_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    text.as_bytes().chunks(256).any(|chunk| chunk.iter().fold(0, |any, byte| any | u8::from(is(*byte))) != 0)
}

/// Whether `c` stands for markup in a block's text.
pub fn is_mask(c: char) -> bool {
    matches!(c, '\u{1}' | '\u{2}' | '\u{3}')
}

fn masked(source: &str, masks: &[(ByteRange, Mask)]) -> Arc<str> {
    if masks.is_empty() {
        return source.into();
    }
    let mut bytes = source.as_bytes().to_vec();
    for (range, mask) in masks {
        let own = &mut bytes[range.start..range.end];
        match mask {
            // A line break stays one, so that a fix can leave it where it is.
            Mask::Blank => own.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' '),
            mask => own.fill(mask.byte()),
        }
    }
    String::from_utf8(bytes).expect("a mask begins and ends with a character").into()
}
