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
    let (mut pieces, mut from, len) = (Vec::new(), 0, block.range.len());
    // What is left of them, in offsets of the block: a block of a whole text has many.
    let (mut masks, mut spans) = (&*block.masks, &*block.spans);
    while from < len {
        let rest = ByteRange::new(block.range.start + from, block.range.end);
        let at = if rest.len() > LONGEST_BLOCK { cut_point(rest.of(text), spans, from) } else { None };
        let to = at.map_or(len, |at| from + at);
        let own = |range: ByteRange| ByteRange::new(range.start.max(from) - from, range.end.min(to) - from);
        let (own_masks, _) = masks.split_at(masks.partition_point(|(range, _)| range.start < to));
        let (own_spans, other_spans) = spans.split_at(spans.partition_point(|span| span.outer.start < to));
        pieces.push(Prose {
            range: ByteRange::new(block.range.start + from, block.range.start + to),
            kind: block.kind,
            indent: if from == 0 { block.indent } else { 0 },
            masks: own_masks.iter().map(|(range, mask)| (own(*range), *mask)).collect(),
            spans: own_spans.iter().map(|s| InlineSpan { outer: own(s.outer), inner: own(s.inner) }).collect(),
        });
        // A mask may go on in the next piece.
        masks = &masks[masks.partition_point(|(range, _)| range.end <= to)..];
        (spans, from) = (other_spans, to);
    }
    pieces
}

/// Where to cut: after the last sentence end, else the last blank, in the first [`LONGEST_BLOCK`] bytes that
/// no inline span contains. `text` begins at byte `from` of the block whose spans these are.
fn cut_point(text: &str, spans: &[InlineSpan], from: usize) -> Option<usize> {
    // How many spans begin right before each place, less those that end there: then within how many each place is.
    let mut within = vec![0_isize; LONGEST_BLOCK + 1];
    let near = spans.iter().map(|span| (span.outer.start - from, span.outer.end - from));
    for (start, end) in near.take_while(|(start, _)| *start < LONGEST_BLOCK).filter(|(start, end)| end - start > 1) {
        within[start + 1] += 1;
        within.get_mut(end).into_iter().for_each(|end| *end -= 1);
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
