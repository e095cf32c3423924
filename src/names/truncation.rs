//! A name with its end cut off: `Kim Jong` beside `Kim Jong-un`, `Xia Li` beside `Xia Liyan`.

use crate::finding::Severity;
use crate::lexicon::pinyin;
use crate::names::guard;
use crate::names::index::{Index, Span, WordId};
use crate::names::variant::{Kind, Spelling, Variant};
use crate::names::word::Roles;
use rustc_hash::FxHashMap;

/// A person's name of two words as it stands by itself, with what a hyphen adds to it.
struct Person {
    family: WordId,
    given: WordId,
    /// The word behind the hyphen.
    more: Option<WordId>,
    spelling: Spelling,
}

/// All cut names. The whole one must stand at least as often.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let people = people(index);
    let mut families: FxHashMap<WordId, Vec<usize>> = FxHashMap::default();
    for (number, person) in people.iter().enumerate() {
        families.entry(person.family).or_default().push(number);
    }
    let whole =
        |cut: &Person| families[&cut.family].iter().map(|n| &people[*n]).find(|whole| is_cut(index, cut, whole));
    people.iter().filter_map(|cut| Some((cut, whole(cut)?))).map(|(cut, whole)| variant(cut, whole)).collect()
}

fn variant(cut: &Person, whole: &Person) -> Variant {
    let mut variant =
        Variant::new(Kind::Truncation, Severity::Information, cut.spelling.clone(), whole.spelling.clone());
    variant.doubtful = true;
    variant
}

/// All names of a family name and one more word, which no further capitalised word follows.
fn people(index: &Index<'_>) -> Vec<Person> {
    let mut numbers: FxHashMap<(WordId, WordId, Option<WordId>), usize> = FxHashMap::default();
    let mut people: Vec<Person> = Vec::new();
    for (phrase, block, chain) in index.phrases().with(Roles::EASTERN) {
        for first in chain.first..chain.last {
            let Some((given, last)) = given_name(index, block, first) else { continue };
            let ids = index.ids(block);
            let more = (last > given).then(|| ids.at(last));
            let span = Span { block, first, last };
            let number = *numbers.entry((ids.at(first), ids.at(given), more)).or_insert(people.len());
            if number == people.len() {
                let spelling = Spelling { text: index.surface(span), places: Vec::new() };
                people.push(Person { family: ids.at(first), given: ids.at(given), more, spelling });
            }
            people[number].spelling.places.extend(index.places(phrase, span));
        }
    }
    people.iter_mut().for_each(|person| Span::sort(&mut person.spelling.places));
    people
}

/// The given name behind the family name at `first`, and the last token of the whole name.
fn given_name(index: &Index<'_>, block: usize, first: usize) -> Option<(usize, usize)> {
    let family = index.word_at(block, first).filter(|_| index.is_capitalised(block, first))?;
    let given = index.next_word(block, first).filter(|t| index.is_capitalised(block, *t))?;
    let is_name = index.word_at(block, given).is_some_and(|w| !w.is_ordinary() && !w.function && w.place().is_none());
    let hyphen = index.is_hyphen(block, given + 1);
    let last = if hyphen { given + 2 } else { given };
    let goes_on = index.next_word(block, last).is_some_and(|t| index.is_capitalised(block, t));
    let eastern = family.is_surname() || crate::lexicon::people::is_other_eastern_surname(family.fold());
    (eastern && is_name && !goes_on && index.word_at(block, last).is_some()).then_some((given, last))
}

fn is_cut(index: &Index<'_>, cut: &Person, whole: &Person) -> bool {
    let (short, long) = (index.word(cut.given).fold(), index.word(whole.given).fold());
    let hyphen = cut.more.is_none() && whole.more.is_some() && cut.given == whole.given;
    let syllable = cut.more.is_none()
        && whole.more.is_none()
        && short.len() < long.len()
        && pinyin::syllable_count(short) == Some(1)
        && pinyin::syllables(long).first() == Some(&short)
        && whole.spelling.places.len() >= 2;
    (hyphen || syllable)
        && whole.spelling.places.len() >= cut.spelling.places.len()
        && !guard::named_together(index, &cut.spelling.places, &whole.spelling.places)
}
