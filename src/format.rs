//! Which parts of a file are prose, cut into blocks.
//!
//! A format looks at the source and names the ranges an editor of text would read, in order and without
//! overlap, and says of the bytes between (markup, code, addresses) how they separate words. It never
//! rewrites: offsets inside a block are offsets in the source, less the block's start. `block` builds on this.

use std::path::Path;

use crate::block::{InlineSpan, Kind, Mask};
use crate::few::Few;
use crate::formats::{markdown, plain};
use crate::range::ByteRange;

/// The longest block in bytes; a longer paragraph is cut at a sentence end, so that an edit stays cheap.
pub const LONGEST_BLOCK: usize = 16 * 1024;

/// A file format whose prose can be told from the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    #[default]
    Plain,
    /// Markdown (CommonMark with tables, footnotes, front matter).
    Markdown,
}

/// A stretch of prose that belongs together: nothing is reported across two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Where, in bytes of the source.
    pub range: ByteRange,
    /// What it is in the document's structure.
    pub kind: Kind,
    /// How many bytes of white space stand before it on its line, where the format shows them to the reader.
    pub indent: u8,
    /// Bytes inside that are not prose, relative to the block, sorted, disjoint.
    pub masks: Few<(ByteRange, Mask)>,
    /// Inline markup that surrounds text, relative to the block, outer ones first.
    pub spans: Few<InlineSpan>,
}

impl Format {
    /// The endings of files that are known to be text: of plain ones, then of Markdown.
    pub const ENDINGS: [&[&str]; 2] = [&["txt", "text"], &["md", "markdown", "mdown", "mkd"]];

    /// The format of a file by its name's ending; `None` for files that are not known to be text.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        let format = |(endings, format): (&[&str], Self)| endings.contains(&extension.as_str()).then_some(format);
        Self::ENDINGS.into_iter().zip([Self::Plain, Self::Markdown]).find_map(format)
    }

    /// The format of an editor's language id, such as `plaintext` or `markdown`; `None` for the unknown.
    pub fn of_language_id(id: &str) -> Option<Self> {
        match id {
            "plaintext" | "text" => Some(Self::Plain),
            "markdown" | "mdx" | "quarto" | "rmd" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// The prose of `text`, sorted and disjoint, on character boundaries. Any text has an answer.
    pub fn prose(self, text: &str) -> Vec<Prose> {
        let blocks = match self {
            Self::Plain => plain::prose(text),
            Self::Markdown => markdown::prose(text),
        };
        cut_all(text, blocks)
    }
}

/// Blocks of `text` with those in pieces that are longer than [`LONGEST_BLOCK`].
pub(crate) fn cut_all(text: &str, blocks: Vec<Prose>) -> Vec<Prose> {
    if blocks.iter().all(|block| block.range.len() <= LONGEST_BLOCK) {
        return blocks;
    }
    blocks.into_iter().flat_map(|block| cut_long(text, block)).collect()
}

/// Whether a file of that name is the project's list of names, which nobody reads as prose.
pub fn is_names_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "postedit-names.txt")
}

fn cut_long(text: &str, block: Prose) -> Vec<Prose> {
    let mut pieces = Vec::new();
    let mut rest = block;
    while rest.range.len() > LONGEST_BLOCK {
        let Some(at) = cut_point(rest.range.of(text), &rest.spans) else { break };
        let (head, tail) = split(rest, at);
        pieces.push(head);
        rest = tail;
    }
    pieces.push(rest);
    pieces
}

/// Where to cut: after the last sentence end, else the last blank, in the first [`LONGEST_BLOCK`] bytes that
/// no inline span contains.
fn cut_point(text: &str, spans: &[InlineSpan]) -> Option<usize> {
    // How many spans begin right before each place, less those that end there: then within how many each place is.
    let mut within = vec![0_isize; LONGEST_BLOCK + 1];
    for span in spans.iter().filter(|span| span.outer.start < LONGEST_BLOCK && span.outer.len() > 1) {
        within[span.outer.start + 1] += 1;
        within.get_mut(span.outer.end).into_iter().for_each(|end| *end -= 1);
    }
    (1..within.len()).for_each(|at| within[at] += within[at - 1]);
    let free = |at: usize| within[at] == 0;
    let window = &text.as_bytes()[..LONGEST_BLOCK];
    let blanks = || (1..window.len()).rev().filter(|&i| window[i] == b' ').filter(|&i| free(i));
    blanks()
        .find(|&i| matches!(window[i - 1], b'.' | b'!' | b'?'))
        .or_else(|| blanks().next())
        .or_else(|| (1..LONGEST_BLOCK).rev().find(|&i| text.is_char_boundary(i) && free(i)))
}

fn split(block: Prose, at: usize) -> (Prose, Prose) {
    let start = block.range.start;
    let back = |range: ByteRange| ByteRange::new(range.start.saturating_sub(at), range.end.saturating_sub(at));
    let (mut head_masks, mut tail_masks) = (Vec::new(), Vec::new());
    for &(range, mask) in &block.masks {
        if range.start < at {
            head_masks.push((ByteRange::new(range.start, range.end.min(at)), mask));
        }
        if range.end > at {
            tail_masks.push((back(range), mask));
        }
    }
    let (head_spans, tail_spans): (Vec<_>, Vec<_>) = block.spans.iter().copied().partition(|s| s.outer.end <= at);
    let tail_spans =
        tail_spans.into_iter().map(|s| InlineSpan { outer: back(s.outer), inner: back(s.inner) }).collect();
    let head = Prose {
        range: ByteRange::new(start, start + at),
        kind: block.kind,
        indent: block.indent,
        masks: head_masks.into(),
        spans: head_spans.into(),
    };
    let tail = Prose {
        range: ByteRange::new(start + at, block.range.end),
        kind: block.kind,
        indent: 0,
        masks: tail_masks.into(),
        spans: tail_spans,
    };
    (head, tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_paragraph_is_cut_at_a_sentence_end() {
        let text = "One more sentence stands here. ".repeat(1000);
        let blocks = Format::Plain.prose(&text);
        assert_eq!(blocks.len(), 2);
        assert!(blocks.iter().all(|b| b.range.len() <= LONGEST_BLOCK));
        assert!(blocks[0].range.of(&text).ends_with("here."));
    }

    proptest! {
        #[test]
        fn blocks_are_sorted_disjoint_and_on_boundaries(text in "([a-cé的\\n#>*_`\\[\\]()<|: .-]|&amp;|```|http://x){0,60}") {
            for format in [Format::Plain, Format::Markdown] {
                let mut last = 0;
                for block in format.prose(&text) {
                    prop_assert!(block.range.start >= last && block.range.end <= text.len());
                    prop_assert!(text.is_char_boundary(block.range.start) && text.is_char_boundary(block.range.end));
                    last = block.range.end;
                    let mut inner = 0;
                    for (mask, _) in &block.masks {
                        prop_assert!(mask.start >= inner && mask.end <= block.range.len());
                        let source = block.range.of(&text);
                        prop_assert!(source.is_char_boundary(mask.start) && source.is_char_boundary(mask.end));
                        inner = mask.end;
                    }
                }
            }
        }
    }
}
