//! Which phrases may stand in another case elsewhere, so that `case` need not look for all of them: most texts have few.

use crate::names::beginnings::Words;
use crate::names::case::Key;
use crate::names::ids::SHORT_NONE;
use crate::names::index::{Index, NONE, WordId};
use crate::names::marks::Marks;
use crate::names::meeting::Twice;
use crate::names::mention::Chain;
use crate::names::word::Traits;

/// The phrases of several words in which one stands in small letters elsewhere, beside the same words as here: the block, and
/// the chain there. Hardly any other has a name that stands in two cases.
pub(super) fn phrases(index: &Index<'_>) -> Vec<(usize, Chain)> {
    let mut phrases: Vec<(usize, Chain)> = Vec::new();
    let (mut words, mut keys, mut ends): (Vec<WordId>, Vec<u64>, Vec<usize>) = Default::default();
    for (block, chain) in index.phrases().several() {
        let ids = index.ids(block).of(chain.first..chain.last + 1);
        let before = words.len();
        for (at, id) in ids.iter().enumerate().filter(|(_, id)| varies(index, *id)) {
            words.push(id);
            keys.extend(around(index, ids.short(), at));
        }
        if words.len() > before {
            phrases.push((block, chain));
            ends.push(keys.len());
        }
    }
    if phrases.is_empty() {
        return phrases;
    }
    // What is noted twice is what stands there without a capital.
    let mut known = Twice::of(keys.len());
    keys.iter().for_each(|key| known.note_if(*key, false));
    let (all, marks, _) = index.all();
    let all = all.short();
    Words::of(&words).each(all, &mut |at| {
        if !marks[at].has(Marks::CAPITAL) {
            around(index, all, at).for_each(|key| known.note_if(key, true));
        }
    });
    let mut ends = ends.into_iter();
    let mut from = 0;
    phrases.retain(|_| {
        let own = from..ends.next().unwrap_or(from);
        from = own.end;
        keys[own].iter().any(|key| known.is(*key))
    });
    phrases
}

/// A word with what stands before it, up to a word of substance, and with what stands behind it, as numbers: where a name has
/// it, it has one of them. Their short numbers tell words apart well enough.
fn around(index: &Index<'_>, ids: &[u16], at: usize) -> impl Iterator<Item = u64> {
    let traits = index.traits();
    let joins = |id: u16| id == SHORT_NONE || traits[id as usize].has(Traits::FUNCTION);
    let reach = |near: Option<&u16>, far: Option<&u16>| {
        let mut key = Key::default();
        key.add(u64::from(ids[at]));
        key.add(u64::from(*near?));
        if joins(*near?) {
            key.add(u64::from(*far?));
        }
        Some(key.value())
    };
    let mut before = ids[..at].iter().rev();
    let before = reach(before.next(), before.next());
    before.into_iter().chain(reach(ids.get(at + 1), ids.get(at + 2)).map(|key| !key))
}

/// Whether a word of substance stands somewhere without a capital: most names have none that does.
pub(super) fn varies(index: &Index<'_>, id: WordId) -> bool {
    id != NONE && index.is_seen_uncapitalised(id) && !index.traits()[id as usize].has(Traits::FUNCTION)
}
