//! Short forms and what they are short for: one short form introduced for two long ones, one long form with two
//! short ones, and a short form with its letters in another order.
//!
//! A long form counts where it introduces the short one in brackets: `Coastal Trade Union (CTU)`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::Severity;
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::marks::Marks;
use crate::names::mention::Chain;
use crate::names::variant::{Kind, Spelling, Variant};
use crate::token::Case;

/// A long form with the short form in brackets behind it.
struct Introduction {
    long: Span,
    words: Vec<WordId>,
    short: Span,
    letters: WordId,
    /// The short form is made of the first letters of the long one.
    proven: bool,
}

/// All variants among short and long forms.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let introductions: Vec<Introduction> =
        index.bracketed().iter().filter_map(|(block, chain)| introduction(index, *block, *chain)).collect();
    if introductions.is_empty() {
        return Vec::new();
    }
    let mut by_short: FxHashMap<WordId, usize> = FxHashMap::default();
    let mut by_long: FxHashMap<&[WordId], usize> = FxHashMap::default();
    let mut found = Vec::new();
    for (number, later) in introductions.iter().enumerate() {
        let same_short = &introductions[*by_short.entry(later.letters).or_insert(number)];
        let same_long = &introductions[*by_long.entry(&later.words).or_insert(number)];
        if same_short.words != later.words && (same_short.proven || later.proven) {
            found.push(variant(index, (same_short.long, later.long)));
        } else if same_long.letters != later.letters && (same_long.proven || later.proven) {
            found.push(variant(index, (same_long.short, later.short)));
        }
    }
    found.extend(shuffled(index, &introductions));
    found
}

fn variant(index: &Index<'_>, (standard, deviating): (Span, Span)) -> Variant {
    let spelling = |span: Span| Spelling { text: index.surface(span), places: vec![span] };
    Variant::new(Kind::Acronym, Severity::Information, spelling(deviating), spelling(standard))
}

/// The long form that ends a chain, where a short one follows in brackets.
fn introduction(index: &Index<'_>, block: usize, chain: Chain) -> Option<Introduction> {
    let short = chain.last + 2;
    if !index.has(block, short, Marks::UPPER) {
        return None;
    }
    let text = &index.look(block).block;
    let bracketed = text.word(chain.last + 3) == ")";
    let is_short = text.tokens.get(short).is_some_and(|t| t.case == Case::Upper && (3..=7).contains(&t.range().len()));
    if !bracketed || !is_short {
        return None;
    }
    let content: Vec<usize> =
        (chain.first..=chain.last).filter(|t| index.word_at(block, *t).is_some_and(|w| !w.function)).collect();
    let letters = index.word_at(block, short)?.fold().chars().collect::<Vec<_>>();
    let own = content.len().checked_sub(letters.len()).map(|skip| &content[skip..]);
    let initial = |t: &usize| index.word_at(block, *t).and_then(|w| w.fold().chars().next());
    let proven = own.is_some_and(|own| own.iter().map(initial).eq(letters.iter().copied().map(Some)));
    let first = if proven { *own?.first()? } else { *content.first()? };
    let long = Span { block, first, last: chain.last };
    let words = index.ids(block).of(first..chain.last + 1).iter().filter(|id| *id != NONE).collect();
    let letters = index.id(block, short);
    Some(Introduction { long, words, short: Span { block, first: short, last: short }, letters, proven })
}

/// Short forms that were never introduced and have the letters of one that was, in another order.
fn shuffled(index: &Index<'_>, introductions: &[Introduction]) -> Vec<Variant> {
    let sorted = |id: WordId| {
        let mut letters: Vec<char> = index.word(id).fold().chars().collect();
        letters.sort_unstable();
        letters
    };
    let known: FxHashSet<WordId> = introductions.iter().map(|i| i.letters).collect();
    let by_letters: FxHashMap<Vec<char>, Span> =
        introductions.iter().rev().map(|i| (sorted(i.letters), i.short)).collect();
    let mut numbers: FxHashMap<WordId, Option<usize>> = FxHashMap::default();
    let mut found: Vec<Variant> = Vec::new();
    for (phrase, block, chain) in index.phrases().iter() {
        for token in chain.first..=chain.last {
            let id = index.id(block, token);
            if id == NONE || !index.has(block, token, Marks::UPPER) || known.contains(&id) {
                continue;
            }
            let span = Span { block, first: token, last: token };
            let number = *numbers.entry(id).or_insert_with(|| {
                let short = by_letters.get(&sorted(id)).filter(|_| index.word(id).fold().len() >= 3)?;
                let mut new = variant(index, (*short, span));
                new.deviating.places.clear();
                found.push(new);
                Some(found.len() - 1)
            });
            if let Some(number) = number {
                found[number].deviating.places.extend(index.places(phrase, span));
            }
        }
    }
    found.iter_mut().for_each(|variant| Span::sort(&mut variant.deviating.places));
    found
}
