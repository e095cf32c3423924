//! The same two or three words in another order: `Kishida Fumio`, `Fumio Kishida`.

use std::hash::Hasher;
use std::rc::Rc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet, FxHasher};

use crate::finding::Severity;
use crate::names::index::{Index, Span, WordId};
use crate::names::marks::Marks;
use crate::names::numbering::Numbering;
use crate::names::phrase::{Part, Written};
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
    each(index, &mut |set, part, words| {
        if sets.contains(&set) && is_plain(index, words) {
            stretches.push(Stretch::of(part, words));
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
        Span::sort(&mut spelling.places);
    }
    sets.into_iter().flat_map(compare).collect()
}

/// The sets of words that may stand in two orders: hardly any do.
fn turned(index: &Index<'_>) -> FxHashSet<u64> {
    let mut numbers = Numbering::new();
    let mut orders: Vec<u64> = Vec::with_capacity(index.phrases().words());
    let mut turned = FxHashSet::default();
    each(index, &mut |set, _, words| {
        // Of three words no two orders begin and end alike.
        let order = u64::from(words[0].id) << u32::BITS | u64::from(words[words.len() - 1].id);
        let number = numbers.number(set, orders.len());
        if number == orders.len() {
            orders.push(order);
        } else if orders[number] != order {
            turned.insert(set);
        }
    });
    turned
}

/// Every stretch of two or three words that stand side by side, with a number for its words whatever their order.
fn each(index: &Index<'_>, take: &mut dyn FnMut(u64, &Part<'_>, &[Written])) {
    let number = |word: &Written| {
        let number = (u64::from(word.id) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        number ^ number >> 29
    };
    for part in index.parts().filter(|part| part.words.len() > 1 && !part.words[0].marks.has(Marks::LOUD)) {
        for length in 2..=3 {
            for words in part.words.windows(length) {
                if words[length - 1].at() == words[0].at() + length - 1 {
                    take(words.iter().map(number).fold(length as u64, u64::wrapping_add), &part, words);
                }
            }
        }
    }
}

impl Stretch {
    fn of(part: &Part<'_>, words: &[Written]) -> Self {
        let length = words.len();
        let span = Span { block: part.block, first: words[0].at(), last: words[length - 1].at() };
        let mut ids = [0; 3];
        ids.iter_mut().zip(words).for_each(|(id, word)| *id = word.id);
        let order = hash(&ids[..length]);
        ids[..length].sort_unstable();
        Self { phrase: part.phrase, span, set: hash(&ids[..length]), order }
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
fn is_plain(index: &Index<'_>, part: &[Written]) -> bool {
    let goes_on = !part[..part.len() - 1].iter().any(|own| own.marks.has(Marks::POSSESSIVE));
    let capitals = || part.iter().all(|own| own.marks.has(Marks::CAPITAL));
    let distinct = || part.iter().enumerate().all(|(i, own)| !part[..i].iter().any(|other| other.id == own.id));
    let words = || part.iter().map(|own| index.word(own.id));
    let told = || words().all(|word| !word.function && word.has_letters() && word.fold().len() > 1);
    goes_on && capitals() && distinct() && told() && words().filter(|word| word.place().is_some()).count() < 2
}

fn compare(mut orders: Orders) -> Vec<Variant> {
    let Some(best) = most_frequent(orders.iter().map(|(_, spelling)| spelling)) else { return Vec::new() };
    let standard = Rc::new(orders.swap_remove(best).1);
    // `New Zealand New Zealand`: the other order is only where one copy meets the next.
    let meets = |x: &Span, y: &Span| x.block == y.block && x.first <= y.last && y.first <= x.last;
    for (_, spelling) in &mut orders {
        spelling.places.retain(|span| !standard.places.iter().any(|other| meets(span, other)));
    }
    orders.retain(|(_, spelling)| !spelling.places.is_empty());
    let variant = |(_, deviating)| Variant::new(Kind::Order, Severity::Information, deviating, Rc::clone(&standard));
    orders.into_iter().map(variant).collect()
}
