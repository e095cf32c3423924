//! The same two or three words in another order: `Kishida Fumio`, `Fumio Kishida`.

use std::hash::Hasher;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet, FxHasher};

use crate::finding::Severity;
use crate::names::index::{Index, Span, WordId};
use crate::names::marks::Marks;
use crate::names::phrase::Part;
use crate::names::variant::{Kind, Spelling, Variant, most_frequent};

/// A stretch of two or three words where it stands first.
struct Stretch {
    phrase: usize,
    span: Span,
    /// A hash of its words whatever their order, and one of them in this order.
    set: u64,
    order: u64,
}

/// The orders in which one set of words stands.
type Orders = Vec<(u64, Spelling)>;

/// All variants in order.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let sets = turned(index);
    if sets.is_empty() {
        return Vec::new();
    }
    let mut stretches = Vec::new();
    each(index, &mut |set, words| {
        if sets.contains(&set) && is_plain(index, words) {
            stretches.push(Stretch::of(words));
        }
    });
    let mut known: FxHashMap<u64, (u64, bool)> = FxHashMap::with_capacity_and_hasher(stretches.len(), FxBuildHasher);
    for stretch in &stretches {
        let (order, several) = known.entry(stretch.set).or_insert((stretch.order, false));
        *several |= *order != stretch.order;
    }
    let mut numbers: FxHashMap<u64, usize> = FxHashMap::default();
    let mut sets: Vec<Orders> = Vec::new();
    for stretch in stretches.iter().filter(|stretch| known[&stretch.set].1) {
        let number = *numbers.entry(stretch.set).or_insert(sets.len());
        if number == sets.len() {
            sets.push(Vec::new());
        }
        note(index, &mut sets[number], stretch);
    }
    for (_, spelling) in sets.iter_mut().flatten() {
        spelling.places.sort_unstable();
    }
    sets.into_iter().flat_map(compare).collect()
}

/// The sets of words that may stand in two orders: hardly any do.
fn turned(index: &Index<'_>) -> FxHashSet<u64> {
    let mut known: FxHashMap<u64, (u64, bool)> =
        FxHashMap::with_capacity_and_hasher(index.phrases().len(), FxBuildHasher);
    let mut turned = FxHashSet::default();
    each(index, &mut |set, words| {
        // Of three words no two orders begin and end alike.
        let order = u64::from(words.ids[0]) << u32::BITS | u64::from(words.ids[words.ids.len() - 1]);
        if known.entry(set).or_insert((order, false)).0 != order {
            turned.insert(set);
        }
    });
    turned
}

/// Every stretch of two or three words that stand side by side, with a number for its words whatever their order.
fn each(index: &Index<'_>, take: &mut dyn FnMut(u64, &Part<'_>)) {
    let number = |id: &WordId| (u64::from(*id) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = |number: u64| number ^ number >> 29;
    for part in index.parts().filter(|part| part.tokens.len() > 1 && !part.marks[0].has(Marks::LOUD)) {
        for length in 2..=3 {
            for from in 0..(part.tokens.len() + 1).saturating_sub(length) {
                if part.tokens[from + length - 1] == part.tokens[from] + length - 1 {
                    let words = part.some(from..from + length);
                    let sum = words.ids.iter().map(number).fold(length as u64, |sum, n| sum.wrapping_add(mixed(n)));
                    take(sum, &words);
                }
            }
        }
    }
}

impl Stretch {
    fn of(words: &Part<'_>) -> Self {
        let length = words.tokens.len();
        let span = Span { block: words.block, first: words.tokens[0], last: words.tokens[length - 1] };
        let mut ids = [0; 3];
        ids[..length].copy_from_slice(words.ids);
        let order = hash(&ids[..length]);
        ids[..length].sort_unstable();
        Self { phrase: words.phrase, span, set: hash(&ids[..length]), order }
    }
}

fn hash(ids: &[WordId]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_usize(ids.len());
    ids.iter().for_each(|id| hasher.write_u32(*id));
    hasher.finish()
}

fn note(index: &Index<'_>, orders: &mut Orders, stretch: &Stretch) {
    let at = orders.iter().position(|(order, _)| *order == stretch.order).unwrap_or_else(|| {
        orders.push((stretch.order, Spelling { text: index.surface(stretch.span), places: Vec::new() }));
        orders.len() - 1
    });
    orders[at].1.places.extend(index.places(stretch.phrase, stretch.span));
}

/// Capitalised words, no two alike, not joined by hyphens and not two places: pairs such as `China-US` and `US-China` are
/// free.
fn is_plain(index: &Index<'_>, part: &Part<'_>) -> bool {
    let Part { ids, marks, .. } = *part;
    let goes_on = !marks[..marks.len() - 1].iter().any(|own| own.has(Marks::POSSESSIVE));
    let capitals = || marks.iter().all(|own| own.has(Marks::CAPITAL));
    let distinct = || ids.iter().enumerate().all(|(i, id)| !ids[..i].contains(id));
    let words = || ids.iter().map(|id| index.word(*id));
    let told = || words().all(|word| !word.function && word.has_letters() && word.fold().len() > 1);
    goes_on && capitals() && distinct() && told() && words().filter(|word| word.place().is_some()).count() < 2
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
