//! What is never one name in two spellings.

use std::cmp::Ordering;

use crate::lexicon::words;
use crate::names::index::{Index, Span, WordId};
use crate::names::marks::Marks;
use crate::names::word::{Roles, Traits, Word};
use crate::token::normal;

/// Whether the two stand in one sentence somewhere: joined by *and*, in a list, or simply told apart. The spans are in
/// the order of the text.
pub(crate) fn named_together(index: &Index<'_>, a: &[Span], b: &[Span]) -> bool {
    meet(a, b, |x, y| is_one_sentence(index, x, y))
}

/// Tokens between two names that are told apart by standing side by side: a list, *and his brother*.
const CLOSE: usize = 8;

/// Whether the two stand close together in one sentence somewhere. The spans are in the order of the text.
pub(crate) fn named_closely(index: &Index<'_>, a: &[Span], b: &[Span]) -> bool {
    let close = |x: &Span, y: &Span| x.last.max(y.last) - x.first.min(y.first) <= CLOSE;
    meet(a, b, |x, y| close(x, y) && is_one_sentence(index, x, y))
}

fn is_one_sentence(index: &Index<'_>, x: &Span, y: &Span) -> bool {
    let (first, last) = (x.first.min(y.first), x.first.max(y.first));
    !index.marks(x.block)[first..=last].iter().skip(1).any(|marks| marks.has(Marks::BREAK))
}

/// Whether a span of `a` and one of `b` in the same block are as `fits` says. Both are in the order of the text.
fn meet(a: &[Span], b: &[Span], fits: impl Fn(&Span, &Span) -> bool) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().any(|x| {
        let from = many.partition_point(|y| y.block < x.block);
        many[from..].iter().take_while(|y| y.block == x.block).any(|y| fits(x, y))
    })
}

/// Two entries of the gazetteer, or one of it and a word that only differs by an ending of peoples and adjectives.
pub(crate) fn is_place_pair(a: &Word, b: &Word) -> bool {
    a.place().is_some() && b.place().is_some()
}

/// Endings that make another word of a name: its people, its adjective, its plural.
const ENDINGS: &[&str] = &[
    "s", "es", "n", "an", "ian", "ans", "ians", "ese", "ish", "i", "is", "ic", "ism", "ist", "ists", "ite", "ites",
    "er", "ers", "ed", "ing", "ly", "iy", "iye", "aya", "oye", "skaya", "sky", "skiy", "ski", "skoye", "side", "ville",
    "land", "town", "stan",
];

/// Whether one word is the other with an ending that means something else: Moldova, Moldovan, Tyumen, Tyumens.
pub(crate) fn is_derived(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let stem = short.trim_end_matches(['a', 'e', 'i', 'o', 'y']);
    let after = |stem: &str| long.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending));
    after(short) || stem.len() >= 4 && stem.len() < short.len() && after(stem)
}

/// Whether the words are counted somewhere, and so name a kind of thing: a singular behind `a`, a plural behind `two`.
pub(crate) fn is_counted(index: &Index<'_>, singular: &[Span], plural: &[Span]) -> bool {
    let counted = |spans: &[Span], counts: fn(&str) -> bool| {
        spans.iter().any(|span| {
            let before = index.previous_word(span.block, span.first);
            before.is_some_and(|before| counts(&normal(index.look(span.block).block.word(before))))
        })
    };
    counted(singular, words::tells_one) || counted(plural, words::tells_several)
}

/// Which neighbour of a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
}

/// The name right beside a span: a capitalised word that is no ordinary one.
pub(crate) fn neighbour(index: &Index<'_>, span: &Span, side: Side) -> Option<WordId> {
    beside(index, span, side).filter(|id| is_neighbour(index.word(*id)))
}

/// Whether a word beside a name tells whose name it is.
pub(crate) fn is_neighbour(word: &Word) -> bool {
    word.roles().has(Roles::OWNER)
}

/// So many particles may stand between two words of a name: `Marta van der Brandt`.
const MOST_PARTICLES: usize = 2;

/// The capitalised word beside a span, or with only particles between, that is no function word.
pub(crate) fn beside(index: &Index<'_>, span: &Span, side: Side) -> Option<WordId> {
    let marks = index.marks(span.block);
    let next = |at: usize| {
        let next = if side == Side::Before { at.checked_sub(1)? } else { at + 1 };
        let own = *marks.get(next)?;
        let touches = match side {
            Side::Before => own.has(Marks::WORD) && own.leads_to(marks[at]),
            Side::After => marks[at].leads_to(own),
        };
        touches.then_some((next, own))
    };
    let (mut at, mut own) = next(if side == Side::Before { span.first } else { span.last })?;
    // Most names have no other one beside them.
    for _ in 0..MOST_PARTICLES {
        let goes_on = || !index.particles().is_empty() && index.particles().contains(&index.id(span.block, at));
        if own.has(Marks::LOWER) && goes_on() {
            (at, own) = next(at)?;
        }
    }
    let id = own.has(Marks::CAPITAL).then(|| index.id(span.block, at))?;
    (!index.traits()[id as usize].has(Traits::FUNCTION)).then_some(id)
}

/// Words in the order of their numbers, each once.
pub(crate) fn distinct(mut ids: Vec<WordId>) -> Vec<WordId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Whether two lists of [`distinct`] words have one in common.
pub(crate) fn share(mut a: &[WordId], mut b: &[WordId]) -> bool {
    while let (Some(x), Some(y)) = (a.first(), b.first()) {
        match x.cmp(y) {
            Ordering::Less => a = &a[1..],
            Ordering::Greater => b = &b[1..],
            Ordering::Equal => return true,
        }
    }
    false
}
