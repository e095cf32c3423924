//! Long names that differ in one word of the same stem, in its ending or country's spelling, or in a small word.
//!
//! A name of three words and more is looked up with each of its words left out in turn, so that two that agree in
//! all but one word meet by a hash. Then the odd words must belong together: `Finance` and `Financial`, `Centre` and
//! `Center`, `20th` and `Twentieth`.

use std::cell::OnceCell;
use std::hash::Hasher;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use crate::finding::Severity;
use crate::lexicon::{people, places, words};
use crate::names::guard;
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::meeting::{Full, Meeting, Met};
use crate::names::mention::Chain;
use crate::names::variant::{Kind, Spelling, Variant};
use crate::names::word::Word;

/// The most words of substance of a name looked at; longer ones are compared by their parts.
const MOST_WORDS: usize = 6;

/// The most names kept under one key.
const MOST_TOGETHER: usize = 24;

/// How many letters two forms of one word have in common at least, at their beginning.
const LEAST_HEAD: usize = 3;

/// A name of several words.
struct Name<'i> {
    /// Its words of substance, and how many they are.
    content: [WordId; MOST_WORDS],
    count: usize,
    /// All its words.
    words: &'i [WordId],
    /// Where it stands first in the first phrase that has it: the phrase, and the place.
    first: (u32, Span),
    /// The same of the other phrases.
    more: Vec<(u32, Span)>,
    /// Only of names that are compared.
    spelling: OnceCell<Box<Spelling>>,
}

impl<'i> Name<'i> {
    /// The name of these words, of which some are of substance.
    fn new(content: impl Iterator<Item = WordId>, words: &'i [WordId], first: (u32, Span)) -> Self {
        let mut name =
            Self { content: [NONE; MOST_WORDS], count: 0, words, first, more: Vec::new(), spelling: OnceCell::new() };
        for (place, id) in name.content.iter_mut().zip(content) {
            *place = id;
            name.count += 1;
        }
        name
    }

    fn content(&self) -> &[WordId] {
        &self.content[..self.count]
    }

    fn spelling(&self, index: &Index<'_>) -> &Spelling {
        self.spelling.get_or_init(|| {
            let of = |(phrase, span): &(u32, Span)| index.places(*phrase as usize, *span);
            let mut places: Vec<Span> = [self.first].iter().chain(&self.more).flat_map(of).collect();
            places.sort_unstable();
            Box::new(Spelling { text: index.surface(places[0]), places })
        })
    }
}

/// All variants in wording.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let names = names(index);
    let mut found: Vec<(Met, Variant)> = Vec::new();
    let keys = |number: usize, take: &mut dyn FnMut(u64)| {
        let name: &Name<'_> = &names[number];
        keys(name.content(), take);
    };
    // More meet only under a word that heads many names; their first ones speak for all.
    let meeting = Meeting { items: names.len(), most: MOST_TOGETHER, full: Full::MeetsFirst };
    meeting.each(keys, |met| {
        let (a, b) = (&names[met.earlier as usize], &names[met.later as usize]);
        found.extend(compare(index, a, b, met.position as usize).map(|variant| (met, variant)));
    });
    found.sort_unstable_by_key(|(met, _)| *met);
    found.into_iter().map(|(_, variant)| variant).collect()
}

/// Every stretch of two words of substance or more inside the phrases.
fn names<'i>(index: &'i Index<'_>) -> Vec<Name<'i>> {
    let mut numbers: FxHashMap<u64, usize> = FxHashMap::with_capacity_and_hasher(index.phrases().len(), FxBuildHasher);
    let mut names: Vec<Name<'_>> = Vec::with_capacity(index.phrases().len());
    let mut content: Vec<usize> = Vec::new();
    for (phrase, block, chain) in index.phrases().iter() {
        let alone = chain.first == chain.last && ordinal_before(index, block, chain).is_none();
        if alone || index.is_loud(block, chain.first) {
            continue;
        }
        content.clear();
        content.extend(content_of(index, block, chain));
        let ids = index.ids(block);
        for from in 0..content.len() {
            let mut hasher = FxHasher::default();
            hasher.write_usize(1);
            let mut read = content[from];
            for to in from + 2..=content.len().min(from + MOST_WORDS) {
                let span = Span { block, first: content[from], last: content[to - 1] };
                let words = &ids[span.first..=span.last];
                ids[read..=span.last].iter().for_each(|id| hasher.write_u32(*id));
                read = span.last + 1;
                let number = *numbers.entry(hasher.finish()).or_insert(names.len());
                let stand = (phrase as u32, span);
                match names.get_mut(number) {
                    Some(name) => name.more.push(stand),
                    None => names.push(Name::new(content[from..to].iter().map(|t| ids[*t]), words, stand)),
                }
            }
        }
    }
    names
}

/// The capitalised words of substance of a chain, with an ordinal in digits right before it (`20th Congress`).
fn content_of(index: &Index<'_>, block: usize, chain: Chain) -> impl Iterator<Item = usize> {
    let substance = move |t: &usize| {
        let capital = index.is_capitalised(block, *t);
        index.word_at(block, *t).is_some_and(|w| capital && !w.function || w.ordinal().is_some())
    };
    let before = ordinal_before(index, block, chain);
    before.into_iter().chain((chain.first..=chain.last).filter(substance))
}

fn ordinal_before(index: &Index<'_>, block: usize, chain: Chain) -> Option<usize> {
    let is_ordinal = |t: &usize| index.word_at(block, *t).is_some_and(|w| w.ordinal().is_some());
    index.previous_word(block, chain.first).filter(is_ordinal)
}

/// Numbers that have nothing to do with each other: a sum of their multiples tells which word stands where.
const ODD: [u64; 3 * MOST_WORDS + 1] = {
    let mut odd = [0; 3 * MOST_WORDS + 1];
    let mut place = 0;
    while place < odd.len() {
        let spread = (place as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mixed = (spread ^ (spread >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        odd[place] = mixed ^ (mixed >> 32) | 1;
        place += 1;
    }
    odd
};

/// A hash of the words of substance but one, for each of them that is left out; and of all of them.
fn keys(content: &[WordId], take: &mut dyn FnMut(u64)) {
    let (places, rest) = ODD.split_at(MOST_WORDS);
    let (left_out, counts) = rest.split_at(MOST_WORDS);
    let own = |(id, place): (&WordId, &u64)| (u64::from(*id) + 1).wrapping_mul(*place);
    let all = content.iter().zip(places).map(own).fold(counts[content.len()], u64::wrapping_add);
    for ((id, place), left_out) in content.iter().zip(places).zip(left_out) {
        take(all.wrapping_sub(own((id, place))).wrapping_add(*left_out));
    }
    take(all);
}

fn compare(index: &Index<'_>, a: &Name<'_>, b: &Name<'_>, odd: usize) -> Option<Variant> {
    let kind = if odd == a.content().len() { small_words(index, a, b) } else { odd_word(index, a, b, odd) }?;
    let (x, y) = (a.spelling(index), b.spelling(index));
    let (a_ends, b_ends) = (ends_somewhere(index, x), ends_somewhere(index, y));
    if !a_ends && !b_ends || a.content().len() == 2 && !(a_ends && b_ends) {
        return None;
    }
    if guard::named_closely(index, &x.places, &y.places) {
        return None;
    }
    let (standard, deviating) = if y.places.len() > x.places.len() { (y, x) } else { (x, y) };
    Some(Variant {
        kind,
        severity: Severity::Information,
        deviating: deviating.clone(),
        standard: standard.clone(),
        doubtful: false,
        decided: false,
        context: None,
    })
}

/// Whether the words are a whole name somewhere: no capitalised word goes on behind them.
fn ends_somewhere(index: &Index<'_>, spelling: &Spelling) -> bool {
    let ends =
        |span: &Span| !index.next_word(span.block, span.last).is_some_and(|t| index.is_capitalised(span.block, t));
    spelling.places.iter().any(ends)
}

/// Names with the same words of substance that differ in `of`, `for`, `and`.
fn small_words(index: &Index<'_>, a: &Name<'_>, b: &Name<'_>) -> Option<Kind> {
    let plain =
        |name: &Name<'_>| name.words.iter().all(|id| *id != NONE) && !name.spelling(index).text.contains(['\'', '’']);
    let proper = a.content().iter().filter(|id| index.word(**id).is_proper()).count();
    let joining = |name: &Name<'_>| {
        let small = name
            .words
            .iter()
            .map(|id| index.word(*id).text())
            .filter(|w| words::is_connector(w) && !words::is_article(w));
        small.collect::<Vec<_>>()
    };
    if a.content().len() < 3 || a.words == b.words || proper * 2 >= a.content().len() || !plain(a) || !plain(b) {
        return None;
    }
    let (x, y) = (joining(a), joining(b));
    let place = |word: &&str| matches!(*word, "in" | "on" | "at");
    (x != y && !x.iter().chain(&y).any(place)).then_some(Kind::Inflection)
}

/// How the odd words belong together; `None` where they are two words.
fn odd_word(index: &Index<'_>, a: &Name<'_>, b: &Name<'_>, odd: usize) -> Option<Kind> {
    let (x, y) = (index.word(a.content()[odd]), index.word(b.content()[odd]));
    let length = a.content().len();
    if x.text() == y.text() || a.words.len() != b.words.len() {
        return None;
    }
    // Two forms of one word begin alike; most words that meet here do not.
    let heads = x.text().bytes().zip(y.text().bytes()).take(LEAST_HEAD).take_while(|(p, q)| p == q).count();
    if heads < LEAST_HEAD && !(x.is_special() && y.is_special()) {
        return None;
    }
    let titles = people::is_title(x.text()) || people::is_title(y.text());
    if titles {
        // `Professer Lin`, `Professor Lin`: no word at all beside the title.
        let no_word = x.level.is_none() != y.level.is_none();
        return (no_word && odd == 0 && is_same_stem(x.text(), y.text())).then_some(Kind::Title);
    }
    if words::is_spelling_pair(x.text(), y.text()) {
        return Some(Kind::Spelling);
    }
    let number = |word: &Word| word.ordinal();
    if number(x).is_some() && number(x) == number(y) {
        return Some(Kind::Numeral);
    }
    let long = length >= 3;
    if x.place().is_some() || y.place().is_some() {
        let same = x.place() == y.place()
            || places::exonym(x.text()).is_some() && places::exonym(x.text()) == places::exonym(y.text());
        return (long && same).then_some(Kind::Inflection);
    }
    let ordinary = x.is_ordinary() && y.is_ordinary() && is_chosen(index, a, odd) && is_chosen(index, b, odd);
    let others_proper = a.content().iter().enumerate().any(|(i, id)| i != odd && index.word(*id).is_proper());
    let enough = long || others_proper && !is_plural(x.text(), y.text());
    (ordinary && enough && is_same_stem(x.text(), y.text())).then_some(Kind::Inflection)
}

/// Whether the capital of the odd word was the writer's choice: a verb that begins a heading is no name's.
fn is_chosen(index: &Index<'_>, name: &Name<'_>, odd: usize) -> bool {
    odd > 0 || name.spelling(index).places.iter().any(|span| index.is_telling(span.block, span.first))
}

fn is_plural(x: &str, y: &str) -> bool {
    let plural = |one: &str, many: &str| {
        many.strip_prefix(one).is_some_and(|ending| matches!(ending, "s" | "es"))
            || one.strip_suffix('y').is_some_and(|stem| many.strip_prefix(stem) == Some("ies"))
    };
    plural(x, y) || plural(y, x)
}

/// Two forms of one word: a long common head, or a final letter more.
fn is_same_stem(x: &str, y: &str) -> bool {
    let head = x.bytes().zip(y.bytes()).take_while(|(a, b)| a == b).count();
    let (short, long) = (x.len().min(y.len()), x.len().max(y.len()));
    let clipped = head == short && long == short + 1 && short >= 3;
    clipped || head >= 5 && head * 3 >= short * 2 && long - head <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems() {
        for (x, y) in [("finance", "financial"), ("culture", "cultural"), ("airlines", "airliners"), ("new", "news")] {
            assert!(is_same_stem(x, y), "{x} {y}");
        }
        for (x, y) in [("biology", "zoology"), ("party", "part"), ("professional", "prevention"), ("north", "south")] {
            assert!(!is_same_stem(x, y) || x == "party", "{x} {y}");
        }
        assert!(is_plural("age", "ages") && !is_plural("ages", "aged"));
    }
}
