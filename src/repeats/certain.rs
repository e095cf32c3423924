//! Whether mending a repeat mends it: the text around is read again as the fix would leave it.

use crate::block::Block;
use crate::few::Few;
use crate::finding::Severity;
use crate::language::Language;
use crate::range::{ByteRange, Edit, apply};
use crate::token;

use super::{Found, Repeat, Verdict, judged, longest, mend};

/// How many tokens on each side are read again at most: more than any repeat of two copies spans.
const AROUND: usize = 32;

/// Whether fewer repeats than before stand in the text around once the fix is made; `found` are all of the block.
pub(super) fn mends(block: &Block, repeat: &Repeat, found: &[Found], language: Language) -> bool {
    let Some(edits) = mend::mend(block, repeat) else { return false };
    let (first, last) = around(block, repeat, &edits);
    let mut window = block.span(first, last);
    for edit in &edits {
        window = ByteRange::new(window.start.min(edit.range.start), window.end.max(edit.range.end));
    }
    let text = window.of(&block.text);
    let own = |edit: &Edit| {
        let range = ByteRange::new(edit.range.start - window.start, edit.range.end - window.start);
        Edit::replace(range, edit.text.clone())
    };
    let edits: Vec<Edit> = edits.iter().map(own).collect();
    let after = count_in(block, apply(text, &edits), language);
    // Most blocks are not longer than that; and where nothing is left, this one has gone.
    let before = match after {
        _ if text.len() == block.text.len() => count(found),
        0 => 1,
        _ => count_in(block, text.to_owned(), language),
    };
    after < before
}

/// The tokens to be read again, from the first to the last: those of the sentence, as nothing repeats over its end. Where an
/// edit may move that, what is behind it is read, too.
fn around(block: &Block, repeat: &Repeat, edits: &[Edit]) -> (usize, usize) {
    let tokens = &block.tokens;
    let from = tokens.partition_point(|token| token.sentence < tokens[repeat.first.from].sentence);
    let to = tokens.partition_point(|token| token.sentence <= tokens[repeat.second.to].sentence) - 1;
    let opens = edits.iter().any(|edit| edit.range.start <= tokens[from].range().start);
    let ends = edits.iter().any(|edit| edit.range.end >= tokens[to].range().start);
    let first = repeat.first.from.saturating_sub(AROUND);
    let last = (repeat.second.to + AROUND).min(tokens.len() - 1);
    (if opens { first } else { first.max(from) }, if ends { last } else { last.min(to) })
}

/// How many repeats are to be shown in `text`, read as a block of its own.
fn count_in(block: &Block, text: String, language: Language) -> usize {
    let (tokens, signs) = token::cut(&text);
    count(&judged(&Block { kind: block.kind, text: text.into(), tokens, signs, spans: Few::default() }, language))
}

/// How many of the repeats of a block are to be shown.
fn count(found: &[Found]) -> usize {
    let shown = found.iter().filter_map(|found| match found.verdict {
        Verdict::Show(Severity::Hint) => None,
        Verdict::Show(severity) => Some((found.repeat, severity)),
        Verdict::Doubt(doubt) => {
            [doubt.yes, doubt.no].into_iter().flatten().min().map(|severity| (found.repeat, severity))
        }
    });
    let shown =
        shown.map(|(repeat, severity)| super::Judged { block: 0, repeat, severity, certain: false, likely: false });
    longest(shown.collect()).len()
}
