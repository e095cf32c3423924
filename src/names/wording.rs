//! Long names that differ in one word of the same stem, in its ending or country's spelling, or in a small word.
//!
//! A name of three words and more is looked up with each of its words left out in turn, so that two that agree in
//! all but one word meet by a hash. Then the odd words must belong together: `Finance` and `Financial`, `Centre` and
//! `Center`, `20th` and `Twentieth`.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::finding::Severity;
use crate::lexicon::{people, places, words};
use crate::names::guard;
use crate::names::index::{Index, NONE, Span, Word, WordId};
use crate::names::mention::Chain;
use crate::names::variant::{Kind, Spelling, Variant};

/// The most words of substance of a name looked at; longer ones are compared by their parts.
const MOST_WORDS: usize = 6;

/// The most names kept under one key.
const MOST_TOGETHER: usize = 24;

/// A name of several words as it stands in the document.
struct Name {
    /// Its words of substance.
    content: Vec<WordId>,
    /// All its words.
    words: Vec<WordId>,
    spelling: Spelling,
}

/// All variants in wording.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let names = names(index);
    let mut buckets: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut found = Vec::new();
    for (number, name) in names.iter().enumerate() {
        for left_out in 0..=name.content.len() {
            let bucket = buckets.entry(key(name, left_out)).or_default();
            for other in bucket.iter() {
                found.extend(compare(index, &names[*other], name, left_out));
            }
            // More meet only under a word that heads many names; their first ones speak for all.
            if bucket.len() < MOST_TOGETHER {
                bucket.push(number);
            }
        }
    }
    found
}

/// Every stretch of two words of substance or more inside the chains.
fn names(index: &Index<'_>) -> Vec<Name> {
    let mut numbers: FxHashMap<u64, usize> = FxHashMap::default();
    let mut names: Vec<Name> = Vec::new();
    for (block, chain) in index.chains() {
        if index.is_loud(block, chain.first) {
            continue;
        }
        let content = content(index, block, chain);
        for from in 0..content.len() {
            for to in from + 2..=content.len().min(from + MOST_WORDS) {
                let span = Span { block, first: content[from], last: content[to - 1] };
                let words = &index.ids(block)[span.first..=span.last];
                let mut hasher = FxHasher::default();
                hasher.write_usize(words.len());
                words.iter().for_each(|id| hasher.write_u32(*id));
                let number = *numbers.entry(hasher.finish()).or_insert(names.len());
                if number == names.len() {
                    let content = content[from..to].iter().map(|t| index.ids(block)[*t]).collect();
                    names.push(Name {
                        content,
                        words: words.to_vec(),
                        spelling: Spelling { text: index.surface(span), places: Vec::new() },
                    });
                }
                names[number].spelling.places.push(span);
            }
        }
    }
    names
}

/// The capitalised words of substance of a chain, with an ordinal in digits right before it (`20th Congress`).
fn content(index: &Index<'_>, block: usize, chain: Chain) -> Vec<usize> {
    let word = |t: usize| index.word_at(block, t);
    let capital = |t: &usize| index.is_capitalised(block, *t) && word(*t).is_some_and(|w| !w.function);
    let ordinal = |t: &usize| word(*t).is_some_and(|w| words::ordinal(&w.text).is_some());
    let before = index.previous_word(block, chain.first).filter(ordinal);
    let inside = (chain.first..=chain.last).filter(|t| index.ids(block)[*t] != NONE && (capital(t) || ordinal(t)));
    before.into_iter().chain(inside).collect()
}

/// A hash of the words of substance but one; with none left out, of all of them.
fn key(name: &Name, left_out: usize) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_usize(left_out.min(name.content.len()));
    hasher.write_usize(name.content.len());
    for (i, id) in name.content.iter().enumerate() {
        hasher.write_u32(if i == left_out { NONE } else { *id });
    }
    hasher.finish()
}

fn compare(index: &Index<'_>, a: &Name, b: &Name, odd: usize) -> Option<Variant> {
    let kind = if odd == a.content.len() { small_words(index, a, b) } else { odd_word(index, a, b, odd) }?;
    let (a_ends, b_ends) = (ends_somewhere(index, &a.spelling), ends_somewhere(index, &b.spelling));
    if !a_ends && !b_ends || a.content.len() == 2 && !(a_ends && b_ends) {
        return None;
    }
    if guard::named_closely(index, &a.spelling.places, &b.spelling.places) {
        return None;
    }
    let b_leads = b.spelling.places.len() > a.spelling.places.len();
    let (standard, deviating) = if b_leads { (&b.spelling, &a.spelling) } else { (&a.spelling, &b.spelling) };
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
fn small_words(index: &Index<'_>, a: &Name, b: &Name) -> Option<Kind> {
    let plain = |name: &Name| name.words.iter().all(|id| *id != NONE) && !name.spelling.text.contains(['\'', '’']);
    let proper = a.content.iter().filter(|id| index.word(**id).is_proper()).count();
    let joining = |name: &Name| {
        let small = name
            .words
            .iter()
            .map(|id| index.word(*id).text.clone())
            .filter(|w| words::is_connector(w) && !words::is_article(w));
        small.collect::<Vec<_>>()
    };
    if a.content.len() < 3 || a.words == b.words || !plain(a) || !plain(b) || proper * 2 >= a.content.len() {
        return None;
    }
    let (x, y) = (joining(a), joining(b));
    let place = |word: &String| matches!(word.as_str(), "in" | "on" | "at");
    (x != y && !x.iter().chain(&y).any(place)).then_some(Kind::Inflection)
}

/// How the odd words belong together; `None` where they are two words.
fn odd_word(index: &Index<'_>, a: &Name, b: &Name, odd: usize) -> Option<Kind> {
    let (x, y) = (index.word(a.content[odd]), index.word(b.content[odd]));
    let length = a.content.len();
    if x.text == y.text || a.words.len() != b.words.len() {
        return None;
    }
    let titles = people::is_title(&x.text) || people::is_title(&y.text);
    if titles {
        // `Professer Lin`, `Professor Lin`: no word at all beside the title.
        let no_word = x.level.is_none() != y.level.is_none();
        return (no_word && odd == 0 && is_same_stem(&x.text, &y.text)).then_some(Kind::Title);
    }
    if words::is_spelling_pair(&x.text, &y.text) {
        return Some(Kind::Spelling);
    }
    let number = |word: &Word| words::ordinal(&word.text);
    if number(x).is_some() && number(x) == number(y) {
        return Some(Kind::Numeral);
    }
    let long = length >= 3;
    if x.place.is_some() || y.place.is_some() {
        let same = x.place == y.place
            || places::exonym(&x.text).is_some() && places::exonym(&x.text) == places::exonym(&y.text);
        return (long && same).then_some(Kind::Inflection);
    }
    let ordinary = x.is_ordinary() && y.is_ordinary() && is_chosen(index, a, odd) && is_chosen(index, b, odd);
    let others_proper = a.content.iter().enumerate().any(|(i, id)| i != odd && index.word(*id).is_proper());
    let enough = long || others_proper && !is_plural(&x.text, &y.text);
    (ordinary && enough && is_same_stem(&x.text, &y.text)).then_some(Kind::Inflection)
}

/// Whether the capital of the odd word was the writer's choice: a verb that begins a heading is no name's.
fn is_chosen(index: &Index<'_>, name: &Name, odd: usize) -> bool {
    odd > 0 || name.spelling.places.iter().any(|span| index.is_telling(span.block, span.first))
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
