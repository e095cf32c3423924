//! The same two or three words in another order: `Kishida Fumio`, `Fumio Kishida`.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::finding::Severity;
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::variant::{Kind, Spelling, Variant, most_frequent};

/// The orders in which one set of words stands.
type Orders = Vec<(Vec<WordId>, Spelling)>;

/// All variants in order.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let mut numbers: FxHashMap<u64, usize> = FxHashMap::default();
    let mut sets: Vec<Orders> = Vec::new();
    for part in index.parts().iter().filter(|part| !index.is_loud(part.block, part.tokens[0])) {
        for length in 2..=3 {
            for tokens in part.tokens.windows(length).filter(|tokens| is_plain(index, part.block, tokens)) {
                let span = Span { block: part.block, first: tokens[0], last: tokens[length - 1] };
                note(index, &mut numbers, &mut sets, span);
            }
        }
    }
    sets.into_iter().flat_map(compare).collect()
}

fn note(index: &Index<'_>, numbers: &mut FxHashMap<u64, usize>, sets: &mut Vec<Orders>, span: Span) {
    let ids = &index.ids(span.block)[span.first..=span.last];
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    let mut hasher = FxHasher::default();
    hasher.write_usize(sorted.len());
    sorted.iter().for_each(|id| hasher.write_u32(*id));
    let number = *numbers.entry(hasher.finish()).or_insert(sets.len());
    if number == sets.len() {
        sets.push(Vec::new());
    }
    match sets[number].iter_mut().find(|(order, _)| order == ids) {
        Some((_, spelling)) => spelling.places.push(span),
        None => sets[number].push((ids.to_vec(), Spelling { text: index.surface(span), places: vec![span] })),
    }
}

/// Capitalised words side by side, no two alike, not joined by hyphens and not two places: pairs such as
/// `China-US` and `US-China` are free.
fn is_plain(index: &Index<'_>, block: usize, tokens: &[usize]) -> bool {
    let ids = index.ids(block);
    let side_by_side = tokens.windows(2).all(|pair| pair[1] == pair[0] + 1 && !index.is_possessive(block, pair[0]));
    let capitals = tokens.iter().all(|t| ids[*t] != NONE && index.is_capitalised(block, *t));
    let distinct = tokens.iter().enumerate().all(|(i, t)| tokens[..i].iter().all(|u| ids[*u] != ids[*t]));
    let words = || tokens.iter().filter_map(|t| index.word_at(block, *t));
    let told = words().all(|word| !word.function && word.fold.chars().any(char::is_alphabetic) && word.fold.len() > 1);
    side_by_side && capitals && distinct && told && words().filter(|word| word.place.is_some()).count() < 2
}

fn compare(mut orders: Orders) -> Vec<Variant> {
    let Some(best) = most_frequent(orders.iter().map(|(_, spelling)| spelling)) else { return Vec::new() };
    let (_, standard) = orders.swap_remove(best);
    // `New Zealand New Zealand`: the other order is only where one copy meets the next.
    let meets = |x: &Span, y: &Span| x.block == y.block && x.first <= y.last && y.first <= x.last;
    for (_, spelling) in &mut orders {
        spelling.places.retain(|span| !standard.places.iter().any(|other| meets(span, other)));
    }
    orders.retain(|(_, spelling)| !spelling.places.is_empty());
    let variant = |(_, deviating)| Variant::new(Kind::Order, Severity::Information, deviating, standard.clone());
    orders.into_iter().map(variant).collect()
}
