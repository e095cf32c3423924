//! Whether mending a repeat mends it: the text around is read again as the fix would leave it.

use crate::block::Block;
use crate::finding::Severity;
use crate::language::Language;
use crate::portion::Portion;
use crate::range::{ByteRange, Edit, apply};
use crate::token::{self, Gap, Kind, Signs, Token};

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
    let own: Vec<Edit> = edits.iter().map(own).collect();
    let mended = apply(text, &own);
    let after = match without_last(block, repeat, &edits, (first, last)) {
        Some(tokens) => count_of(block, mended, (tokens, block.signs), language),
        None => count_in(block, mended, language),
    };
    // Most blocks are not longer than that; and where nothing is left, this one has gone.
    let before = match after {
        _ if text.len() == block.text.len() => count(found),
        0 => 1,
        _ => count_in(block, text.to_owned(), language),
    };
    after < before
}

/// The tokens from `first` to `last` as they would be cut again once the fix is made, where that is plain: the two are a
/// whole sentence, and all that goes is what stands behind a word up to the end of the same word again.
fn without_last(
    block: &Block,
    repeat: &Repeat,
    edits: &[Edit],
    (first, last): (usize, usize),
) -> Option<Portion<Token>> {
    let (kept, gone) = (repeat.first.to, repeat.second.to);
    let [word, again] = [&block.tokens[kept], &block.tokens[gone]];
    let cut = ByteRange::new(word.range().end, again.range().end);
    let sentence = word.sentence;
    let is_own = |at: Option<usize>| at.and_then(|at| block.tokens.get(at)).is_some_and(|t| t.sentence == sentence);
    let whole = is_own(Some(first)) && !is_own(first.checked_sub(1)) && is_own(Some(last)) && !is_own(Some(last + 1));
    let alone = |token: &Token| token.kind == Kind::Word && (token.gap.space || token.range().start == 0);
    let plain = !block.signs.has(Signs::MARKUP.and(Signs::LINK)) && sentence < u16::MAX;
    let same = alone(word) && alone(again) && block.word(kept) == block.word(gone);
    if !whole || !plain || !same || !matches!(edits, [edit] if edit.text.is_empty() && edit.range == cut) {
        return None;
    }
    let from = block.tokens[first].range().start;
    let before = block.tokens[first..=kept].iter().map(|token| token.moved(from));
    let behind = block.tokens[gone + 1..=last].iter().map(|token| token.moved(from + cut.len()));
    let mut tokens: Vec<Token> = before.chain(behind).collect();
    tokens[0].gap = Gap::default();
    Some(Portion::from(tokens))
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
    let cut = token::cut(&text);
    count_of(block, text, cut, language)
}

/// The same of a text that is cut already.
fn count_of(block: &Block, text: String, (tokens, signs): (Portion<Token>, Signs), language: Language) -> usize {
    count(&judged(&Block { kind: block.kind, text: text.into(), tokens, signs, ..Block::default() }, language))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Kind as BlockKind;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_sentence_without_the_last_copy_is_as_cut_again(
            text in "((the|The|roof|U\\.S\\.|e\\.g\\.|don't|cat’s|Mr|J|60|我们|é|a)([ ]|[ ]|[ ]|[.] |, |\" |[.]|-|\n|’|\\) | \\(|[.]\" )){1,24}"
        ) {
            let (tokens, signs) = token::cut(&text);
            let kind = BlockKind::Paragraph;
            let block = Block { kind, text: text.as_str().into(), tokens, signs, ..Block::default() };
            for found in judged(&block, Language::ENGLISH) {
                let Some(edits) = mend::mend(&block, &found.repeat) else { continue };
                let (first, last) = around(&block, &found.repeat, &edits);
                if let Some(tokens) = without_last(&block, &found.repeat, &edits, (first, last)) {
                    let whole = block.span(first, last);
                    let own = |edit: &Edit| Edit::delete(ByteRange::new(edit.range.start - whole.start, edit.range.end - whole.start));
                    let mended = apply(whole.of(&text), &[own(&edits[0])]);
                    prop_assert_eq!(tokens, token::cut(&mended).0, "{:?}", mended);
                }
            }
        }
    }
}
