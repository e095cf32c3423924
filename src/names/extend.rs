//! The words around a variant that both spellings share: `Lake Zonai` says more than `Zonai`.
//!
//! Only what is shown grows; what is counted and replaced stays the bare spelling.

use crate::names::guard::Side;
use crate::names::index::{Index, Span};
use crate::names::variant::{Context, Variant};

/// The most places compared; where a name stands oftener, its first places show what stands around it.
const MOST_PLACES: usize = 24;

/// The widest words that a place of the one and a place of the other share.
pub(crate) fn context(index: &Index<'_>, variant: &Variant) -> Option<Context> {
    let mut widest: Option<Context> = None;
    for x in variant.deviating.places.iter().take(MOST_PLACES) {
        for y in variant.standard.places.iter().take(MOST_PLACES) {
            let (before, after) = (reach(index, x, y, Side::Before), reach(index, x, y, Side::After));
            if before + after > widest.as_ref().map_or(0, |w| w.before + w.after) {
                let wide = Span { first: x.first - before, last: x.last + after, ..*x };
                widest = Some(Context { before, after, keys: around(index, wide, *x).collect() });
            }
        }
    }
    widest
}

/// The place to be shown, and a place of the standard in the same words where there are words around it.
pub(crate) fn shown(index: &Index<'_>, variant: &Variant, place: Span) -> (Span, Option<Span>) {
    let Some(context) = &variant.context else { return (place, None) };
    let standard = || variant.standard.places.iter().find_map(|span| widened(index, *span, context));
    match widened(index, place, context).and_then(|wide| Some((wide, standard()?))) {
        Some((wide, standard)) => (wide, Some(standard)),
        None => (place, None),
    }
}

/// The span with the context, where it stands in it.
fn widened(index: &Index<'_>, span: Span, context: &Context) -> Option<Span> {
    let first = span.first.checked_sub(context.before)?;
    let wide = Span { first, last: span.last + context.after, ..span };
    let fits = wide.last < index.marks(span.block).len() && around(index, wide, span).eq(context.keys.iter().copied());
    fits.then_some(wide)
}

/// How many tokens beside the two spans are the same capitalised words, or hyphens and numbers between.
fn reach(index: &Index<'_>, x: &Span, y: &Span, side: Side) -> usize {
    let token = |span: &Span, n: usize| match side {
        Side::Before => span.first.checked_sub(n),
        Side::After => Some(span.last + n),
    };
    let mut reached = 0;
    for n in 1..=4 {
        let (Some(p), Some(q)) = (token(x, n), token(y, n)) else { break };
        // What has other numbers has other keys, and most words have numbers.
        if index.ids(x.block).get(p) != index.ids(y.block).get(q) {
            break;
        }
        let (here, there) = (index.look(x.block), index.look(y.block));
        let (here, there) = (&here.block.tokens, &there.block.tokens);
        let (Some(s), Some(t)) = (here.get(p), there.get(q)) else { break };
        let same = s.key == t.key && s.sentence == here[x.first].sentence;
        if !same || t.sentence != there[y.first].sentence {
            break;
        }
        let hyphen = index.is_hyphen(x.block, p) && index.is_hyphen(y.block, q);
        let function = index.word_at(x.block, p).is_some_and(|w| w.function);
        if s.is_capitalised() && t.is_capitalised() && !function || reached + 1 == n - 1 && s.is_wordlike() && n > 1 {
            reached = n;
        } else if !hyphen {
            break;
        }
    }
    reached
}

/// The words around the inner span, as keys.
fn around(index: &Index<'_>, wide: Span, inner: Span) -> impl Iterator<Item = u64> {
    let words = index.look(wide.block);
    (wide.first..inner.first).chain(inner.last + 1..wide.last + 1).map(move |t| words.block.tokens[t].key)
}
