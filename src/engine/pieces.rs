//! A long plain text read piece by piece.
//!
//! Read as a whole it takes its room twice more, for a copy in one row and for the list of its blocks. An empty line ends a
//! block, so what stands between two of them can be read by itself once it is known how the lines of the whole are wrapped.

use ropey::Rope;

use super::lines;
use super::places::Places;
use super::reading::first_read;
use crate::format;
use crate::formats::plain::{self, Widths};
use crate::language::Language;

/// A piece is so many bytes long, and ends at the next empty line.
const PIECE: usize = 32 * 1024;

/// How the lines of a text are wrapped, and its blocks, of which no words are kept.
pub(super) fn read(text: &Rope, language: Language) -> (Widths, Places) {
    read_by(text, language, PIECE)
}

fn read_by(text: &Rope, language: Language, piece: usize) -> (Widths, Places) {
    let mut widths = Widths::default();
    pieces(text, piece).for_each(|(_, piece)| widths.add(&piece));
    let wrap = widths.wrap();
    // Whether words that are no prose stand between the last block of the pieces before and this one's beginning.
    let (mut number, mut words) = (0, false);
    let blocks = pieces(text, piece).flat_map(|(start, piece)| {
        let mut end = 0;
        let prose = format::cut_all(&piece, plain::part(&piece, wrap, None));
        let blocks = prose.iter().zip(first_read(&piece, &prose, start, language)).map(|(prose, mut kept)| {
            kept.shed();
            words |= lines::has_words_in(&piece, end, prose.range.start);
            kept.set_parted(number > 0 && words);
            (number, words, end) = (number + 1, false, prose.range.end);
            kept
        });
        let blocks: Vec<_> = blocks.collect();
        words |= lines::has_words_in(&piece, end, piece.len());
        blocks
    });
    let blocks = Places::new(blocks);
    (widths, blocks)
}

/// The pieces of a text, each with its first byte.
fn pieces(text: &Rope, length: usize) -> impl Iterator<Item = (usize, String)> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let from = start;
        start = if from < text.len_bytes() { border(text, from + length) } else { from };
        (start > from).then(|| (from, String::from(text.byte_slice(from..start))))
    })
}

/// The first byte behind the next empty line from the one on that a byte is in.
fn border(text: &Rope, byte: usize) -> usize {
    if byte >= text.len_bytes() {
        return text.len_bytes();
    }
    let empty = |line: &usize| text.line(*line).chars().all(char::is_whitespace);
    let end = (text.byte_to_line(byte)..text.len_lines()).find(empty);
    end.map_or(text.len_bytes(), |line| text.line_to_byte(line) + text.line(line).len_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::reading::{Keep, Reading, Tongue};
    use crate::format::Format;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_in_pieces_is_the_text(
            lines in prop::collection::vec("(|  |\t|- |3\\. |- an oar|The oar|and so on to the next line|[a-cé.]{0,12}|http://a.b c)(\n|\r\n|\r)", 0..40),
            end in "[a-c .]{0,3}",
            length in 0usize..80,
        ) {
            let text = lines.concat() + &end;
            let whole = Reading::of(&text, Format::Plain, Tongue::default(), Keep::Lean);
            let (widths, blocks) = read_by(&Rope::from_str(&text), whole.language, length);
            let mut counted = Widths::default();
            counted.add(&text);
            prop_assert_eq!(widths, counted);
            prop_assert_eq!(format!("{blocks:?}"), format!("{:?}", whole.blocks));
            let pieces: String = pieces(&Rope::from_str(&text), length).map(|(_, piece)| piece).collect();
            prop_assert_eq!(pieces, text);
        }
    }
}
