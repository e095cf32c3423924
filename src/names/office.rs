//! One office under two titles before the same name: `Vice Premier Lin`, `Deputy Prime Minister Lin`.
//!
//! Both are right by themselves, and a text may mean two offices of two countries; so it is a hint, and only where the
//! same name follows.

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::lexicon::people;
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::variant::{Kind, Spelling, Variant, most_frequent};

/// The most words a title has here.
const LONGEST: usize = 4;

/// The titles of one office before one name, each with its places.
type Titles = Vec<(String, Spelling)>;

/// All variants, in the order of the words of their names.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let mut offices: BTreeMap<(String, WordId), Titles> = BTreeMap::new();
    for (block, chain) in index.chains() {
        for first in chain.first..chain.last {
            if let Some((title, office, bearer, span)) = titled(index, block, first, chain.last) {
                note(offices.entry((office, bearer)).or_default(), title, index.surface(span), span);
            }
        }
    }
    offices.into_values().flat_map(compare).collect()
}

/// The longest title that begins at `first` with the name right behind it: its words, its office, who bears it, and
/// where both stand.
fn titled(index: &Index<'_>, block: usize, first: usize, end: usize) -> Option<(String, String, WordId, Span)> {
    (1..=LONGEST).rev().filter(|length| first + length <= end).find_map(|length| {
        let words = (first..first + length).map(|t| index.word_at(block, t).map(|word| word.text.to_lowercase()));
        let title = words.collect::<Option<Vec<_>>>()?.join(" ");
        let bearer = index.ids(block)[first + length];
        let named = bearer != NONE && index.is_capitalised(block, first + length);
        let known = is_title(&title) && index.is_capitalised(block, first);
        (named && known).then(|| (title.clone(), office(&title), bearer, Span { block, first, last: first + length }))
    })
}

/// Whether it is a title, also with a word before it that begins longer ones.
fn is_title(title: &str) -> bool {
    let longer = |(first, rest): (&str, &str)| people::begins_title(first) && people::is_title(rest);
    people::is_title(title) || title.split_once(' ').is_some_and(longer)
}

/// What a title means: a deputy is a vice, a prime minister a premier.
fn office(title: &str) -> String {
    title.replace("deputy ", "vice ").replace("prime minister", "premier")
}

fn note(titles: &mut Titles, title: String, text: String, span: Span) {
    match titles.iter_mut().find(|(known, _)| *known == title) {
        Some((_, spelling)) => spelling.places.push(span),
        None => titles.push((title, Spelling { text, places: vec![span] })),
    }
}

fn compare(mut titles: Titles) -> Vec<Variant> {
    let Some(best) = most_frequent(titles.iter().map(|(_, spelling)| spelling)) else { return Vec::new() };
    let (_, standard) = titles.swap_remove(best);
    let variant = |(_, deviating)| Variant::new(Kind::Title, Severity::Hint, deviating, standard.clone());
    titles.into_iter().map(variant).collect()
}
