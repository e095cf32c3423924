//! One office under two titles before the same name: `Vice Premier Lin`, `Deputy Prime Minister Lin`.
//!
//! Both are right by themselves, and a text may mean two offices of two countries; so it is a hint, and only where the
//! same name follows.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::finding::Severity;
use crate::lexicon::people;
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::meeting::Twice;
use crate::names::variant::{Kind, Spelling, Variant, most_frequent};
use crate::names::word::Roles;

/// The most words a title has here.
const LONGEST: usize = 4;

/// The titles of one office before one name, each with its places.
type Titles = Vec<(String, Spelling)>;

/// A title with the name right behind it.
struct Titled {
    phrase: usize,
    bearer: WordId,
    /// Where both stand.
    span: Span,
}

/// All variants, in the order in which offices and their bearers stand in the text.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let mut all: Vec<Titled> = Vec::new();
    let mut title = String::new();
    for (phrase, block, chain) in index.phrases().with(Roles::TITLE) {
        let titled = |first| titled(index, (phrase, block), (first, chain.last), &mut title);
        all.extend((chain.first..chain.last).filter_map(titled));
    }
    // Most bear one title.
    let mut bearers = Twice::of(all.len());
    all.iter().for_each(|titled| bearers.note(titled.bearer.into()));
    all.retain(|titled| bearers.is(titled.bearer.into()));
    let mut numbers: FxHashMap<(String, WordId), usize> = FxHashMap::default();
    let mut offices: Vec<Titles> = Vec::new();
    for Titled { phrase, bearer, span } in all {
        title.clear();
        for (number, word) in (span.first..span.last).filter_map(|token| index.word_at(span.block, token)).enumerate() {
            title.push_str(if number == 0 { "" } else { " " });
            title.push_str(word.text());
        }
        let number = *numbers.entry((office(&title), bearer)).or_insert(offices.len());
        if number == offices.len() {
            offices.push(Vec::new());
        }
        note(&mut offices[number], &title, || index.surface(span)).places.extend(index.places(phrase, span));
    }
    for (_, spelling) in offices.iter_mut().flatten() {
        Span::sort(&mut spelling.places);
    }
    offices.into_iter().flat_map(compare).collect()
}

/// The longest title that begins at `first`, and ends before `end`, with the name right behind it.
fn titled(
    index: &Index<'_>,
    (phrase, block): (usize, usize),
    (first, end): (usize, usize),
    title: &mut String,
) -> Option<Titled> {
    let begins = index.word_at(block, first).is_some_and(|word| word.roles().has(Roles::TITLE));
    if !begins || !index.is_capitalised(block, first) {
        return None;
    }
    // The title of each length ends there.
    title.clear();
    let mut ends = [0; LONGEST];
    let words = (first..end).map_while(|token| index.word_at(block, token));
    for (end, word) in ends.iter_mut().zip(words) {
        title.push_str(if title.is_empty() { "" } else { " " });
        title.push_str(word.text());
        *end = title.len();
    }
    (1..=LONGEST).rev().zip(ends.into_iter().rev()).filter(|(_, end)| *end > 0).find_map(|(length, end)| {
        let bearer = index.id(block, first + length);
        let is = bearer != NONE && index.is_capitalised(block, first + length) && is_title(&title[..end]);
        is.then(|| Titled { phrase, bearer, span: Span { block, first, last: first + length } })
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

/// The spelling of a title among those of its office.
fn note<'t>(titles: &'t mut Titles, title: &str, text: impl FnOnce() -> String) -> &'t mut Spelling {
    let at = titles.iter().position(|(known, _)| *known == title).unwrap_or_else(|| {
        titles.push((title.to_owned(), Spelling { text: text(), places: Vec::new() }));
        titles.len() - 1
    });
    &mut titles[at].1
}

fn compare(mut titles: Titles) -> Vec<Variant> {
    let Some(best) = most_frequent(titles.iter().map(|(_, spelling)| spelling)) else { return Vec::new() };
    let standard = Rc::new(titles.swap_remove(best).1);
    let variant = |(_, deviating)| Variant::new(Kind::Title, Severity::Hint, deviating, Rc::clone(&standard));
    titles.into_iter().map(variant).collect()
}
