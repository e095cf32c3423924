//! Spellings with one folded key: the same letters, cut into words otherwise, with another accent, hyphen or dot.
//!
//! Every run of one to four capitalised words is looked up by the hash of its letters. Words in small letters take
//! part where they meet the key of a name: `inter-provincial` beside `Interprovincial`.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::finding::Severity;
use crate::names::fold::Joined;
use crate::names::index::{Index, NONE, Span};
use crate::names::mention;
use crate::names::variant::{Kind, Spelling, Variant};
use crate::token::{Case, Kind as TokenKind, Token};

/// The most words a name is cut into here; longer ones are compared by their parts.
const MOST_WORDS: usize = 4;

/// A way to write one folded key: the same words and marks, whatever their case.
struct Form {
    shape: u64,
    spelling: Spelling,
    words: usize,
    hyphens: usize,
}

/// One gram on its way into the table.
#[derive(Clone, Copy)]
struct Gram {
    span: Span,
    joined: Joined,
    shape: u64,
    words: usize,
    hyphens: usize,
}

/// All variants with equal folded keys. With `cases`, single words that differ in case only are among them.
pub(crate) fn variants(index: &Index<'_>, cases: bool) -> Vec<Variant> {
    let mut shapes: FxHashMap<u64, (u64, bool)> = FxHashMap::default();
    named_grams(index, cases, &mut |gram| {
        let (shape, several) = shapes.entry(gram.joined.key()).or_insert((gram.shape, false));
        *several |= *shape != gram.shape;
    });
    small_grams(index, &mut |gram| {
        if let Some((shape, several)) = shapes.get_mut(&gram.joined.key()) {
            *several |= *shape != gram.shape;
        }
    });
    let mut numbers: FxHashMap<u64, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<Form>> = Vec::new();
    let mut collect = |gram: Gram| {
        if shapes.get(&gram.joined.key()).is_some_and(|(_, several)| *several) {
            let number = *numbers.entry(gram.joined.key()).or_insert(groups.len());
            if number == groups.len() {
                groups.push(Vec::new());
            }
            add(index, &mut groups[number], gram);
        }
    };
    named_grams(index, cases, &mut collect);
    small_grams(index, &mut collect);
    groups.into_iter().flat_map(|forms| compare(index, forms)).collect()
}

fn add(index: &Index<'_>, forms: &mut Vec<Form>, gram: Gram) {
    match forms.iter_mut().find(|form| form.shape == gram.shape) {
        Some(form) if form.spelling.places.contains(&gram.span) => {}
        Some(form) => form.spelling.places.push(gram.span),
        None => forms.push(Form {
            shape: gram.shape,
            spelling: Spelling { text: index.surface(gram.span), places: vec![gram.span] },
            words: gram.words,
            hyphens: gram.hyphens,
        }),
    }
}

/// Runs of one to four words inside the names of the document.
fn named_grams(index: &Index<'_>, cases: bool, take: &mut impl FnMut(Gram)) {
    for part in index.parts() {
        for from in 0..part.tokens.len() {
            let to = part.tokens.len().min(from + MOST_WORDS);
            grams_from(index, part.block, &part.tokens[from..to], cases, take);
        }
    }
}

/// All grams that begin with the first of `words`.
fn grams_from(index: &Index<'_>, block: usize, words: &[usize], cases: bool, take: &mut impl FnMut(Gram)) {
    let tokens = index.block(block);
    let first = words[0];
    if first > 0 && mention::is_glued_hyphen(tokens, first - 1) || index.ids(block)[first] == NONE {
        return;
    }
    let mut joined = Joined::EMPTY;
    let mut hasher = FxHasher::default();
    hasher.write_u8(1);
    let mut hyphens = 0;
    for (n, &token) in words.iter().enumerate() {
        let id = index.ids(block)[token];
        if tokens.tokens[token].kind != TokenKind::Word || n > 0 && index.is_possessive(block, words[n - 1]) {
            return;
        }
        hyphens += usize::from(n > 0 && token == words[n - 1] + 2);
        hasher.write_u32(id);
        hasher.write_usize(hyphens);
        joined = joined.then(index.word(id).joined);
        if is_identifier(index, block, token) {
            return;
        }
        let cut_inside = mention::is_glued_hyphen(tokens, token + 1);
        if cut_inside || !has_body(index, block, token, joined, n) {
            continue;
        }
        let span = Span { block, first, last: token };
        let mut shape = hasher.finish();
        if cases && n == 0 {
            shape ^= written(index, span);
        }
        take(Gram { span, joined, shape, words: n + 1, hyphens });
    }
}

/// `snake_case` and `camelCase` are code, not names; `eSports` and `iPhone` are names.
fn is_identifier(index: &Index<'_>, block: usize, token: usize) -> bool {
    if index.word_at(block, token).is_some_and(|word| word.snake) {
        return true;
    }
    let mixed = index.block(block).tokens[token].case == Case::Mixed;
    let word = index.block(block).word(token);
    mixed && word.starts_with(char::is_lowercase) && !word.chars().nth(1).is_some_and(char::is_uppercase)
}

/// Long enough to be told from others: four letters, or an acronym.
fn has_body(index: &Index<'_>, block: usize, token: usize, joined: Joined, n: usize) -> bool {
    let acronym = n == 0 && index.block(block).tokens[token].case == Case::Upper && joined.letters >= 2;
    joined.letters >= 4 || acronym
}

/// A hash of a word as it is written, for words whose case matters.
fn written(index: &Index<'_>, span: Span) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(index.block_range(span).of(&index.block(span.block).text).as_bytes());
    hasher.finish()
}

/// Words and compounds in small letters that no dictionary has (`esports`, `inter-provincial`, `tori soba`), and
/// names that go on in small letters (`Tori soba`, `E account`).
fn small_grams(index: &Index<'_>, take: &mut impl FnMut(Gram)) {
    for block in 0..index.document.blocks.len() {
        let tokens = &index.block(block).tokens;
        for first in 0..tokens.len() {
            let Some(word) = index.word_at(block, first).filter(|w| !w.function) else { continue };
            if first > 0 && mention::is_glued_hyphen(index.block(block), first - 1) {
                continue;
            }
            let hyphen = mention::is_glued_hyphen(index.block(block), first + 1);
            // Two ordinary words are no name that goes on; that is most of a text.
            let ordinary = !hyphen && word.is_ordinary() && word.joined.letters > 1;
            if ordinary && index.word_at(block, first + 1).is_none_or(|next| next.is_ordinary()) {
                continue;
            }
            if is_identifier(index, block, first) {
                continue;
            }
            let small = tokens[first].case == Case::Lower;
            if !hyphen && is_in_address(tokens, first) {
                continue;
            }
            if small && !hyphen && !word.is_ordinary() && word.joined.letters >= 4 {
                single(index, block, first, take);
            }
            let second = if hyphen { Some(first + 2) } else { index.next_word(block, first) };
            let follows = second.filter(|second| tokens.get(*second).is_some_and(|t| t.case == Case::Lower));
            if let Some(second) = follows.filter(|_| small || !hyphen) {
                pair(index, block, (first, second), take);
            }
        }
    }
}

fn single(index: &Index<'_>, block: usize, first: usize, take: &mut impl FnMut(Gram)) {
    let span = Span { block, first, last: first };
    let id = index.ids(block)[first];
    let mut hasher = FxHasher::default();
    hasher.write_u8(1);
    hasher.write_u32(id);
    hasher.write_usize(0);
    let shape = hasher.finish() ^ written(index, span);
    take(Gram { span, joined: index.word(id).joined, shape, words: 1, hyphens: 0 });
}

/// `example.com`, `user@host`: a mark touches the word on both sides.
fn is_in_address(tokens: &[Token], at: usize) -> bool {
    let glued = |i: usize| tokens.get(i).is_some_and(|t| !t.gap.space);
    let mark = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Punctuation && t.range().len() == 1);
    let after = mark(at + 1) && glued(at + 1) && glued(at + 2) && tokens[at + 2].is_wordlike();
    let before = at > 1 && mark(at - 1) && glued(at) && glued(at - 1) && tokens[at - 2].is_wordlike();
    after || before
}

fn pair(index: &Index<'_>, block: usize, (first, second): (usize, usize), take: &mut impl FnMut(Gram)) {
    let (Some(a), Some(b)) = (index.word_at(block, first), index.word_at(block, second)) else { return };
    let hyphens = second - first - 1;
    let letter = a.joined.letters == 1 && index.is_capitalised(block, first);
    if a.joined.letters == 1 && !letter {
        return;
    }
    if hyphens == 0 && a.is_ordinary() && b.is_ordinary() && !letter
        || b.function
        || mention::is_glued_hyphen(index.block(block), second + 1)
    {
        return;
    }
    let mut hasher = FxHasher::default();
    hasher.write_u8(1);
    hasher.write_u32(index.ids(block)[first]);
    hasher.write_usize(0);
    hasher.write_u32(index.ids(block)[second]);
    hasher.write_usize(hyphens);
    let span = Span { block, first, last: second };
    take(Gram { span, joined: a.joined.then(b.joined), shape: hasher.finish(), words: 2, hyphens });
}

/// The variants of one folded key: each other form against the most frequent one.
fn compare(index: &Index<'_>, mut forms: Vec<Form>) -> Vec<Variant> {
    for form in &mut forms {
        form.spelling.places.sort_unstable();
        form.spelling.places.retain(|span| case_tells(index, *span) || form.words > 1);
    }
    forms.retain(|form| !form.spelling.places.is_empty());
    let most = |form: &Form| (form.spelling.places.len(), std::cmp::Reverse(form.spelling.places[0]));
    let Some(best) = (0..forms.len()).max_by_key(|i| most(&forms[*i])) else { return Vec::new() };
    let standard = forms.swap_remove(best);
    forms.sort_by_key(|form| form.spelling.places[0]);
    forms.into_iter().filter_map(|form| variant(index, &standard, form)).collect()
}

/// A word in a line of capitals, a dateline or a shouted title has no case of its own.
fn case_tells(index: &Index<'_>, span: Span) -> bool {
    let tokens = &index.block(span.block).tokens;
    let upper = |token: Option<usize>| token.and_then(|t| tokens.get(t)).is_some_and(|t| t.case == Case::Upper);
    if !upper(Some(span.first)) {
        return true;
    }
    let shouted = index.mentions(span.block).is_loud(tokens[span.first].sentence);
    let dateline =
        span.first == 0 && matches!(index.block(span.block).word(span.last + 1), "," | "(" | "-" | "–" | "—");
    !shouted && !dateline && !upper(span.first.checked_sub(1)) && !upper(Some(span.last + 1))
}

fn variant(index: &Index<'_>, standard: &Form, form: Form) -> Option<Variant> {
    let kind = kind(index, standard, &form);
    let severity = severity(index, standard, &form, kind)?;
    Some(Variant {
        kind,
        severity,
        deviating: form.spelling,
        standard: standard.spelling.clone(),
        doubtful: false,
        decided: false,
        context: None,
    })
}

fn kind(index: &Index<'_>, a: &Form, b: &Form) -> Kind {
    if a.words != b.words {
        return Kind::Segmentation;
    }
    if a.hyphens != b.hyphens {
        return Kind::Hyphen;
    }
    let same = |x: &Form, y: &Form| x.spelling.text.to_lowercase() == y.spelling.text.to_lowercase();
    let dotted = |x: &Form| x.spelling.text.contains('.');
    if same(a, b) {
        Kind::Case
    } else if dotted(a) || dotted(b) {
        Kind::Abbreviation
    } else if index.surface(a.spelling.places[0]).is_ascii() && index.surface(b.spelling.places[0]).is_ascii() {
        Kind::Hyphen
    } else {
        Kind::Accent
    }
}

/// How sure a difference is one; `None` where both ways are right.
fn severity(index: &Index<'_>, a: &Form, b: &Form, kind: Kind) -> Option<Severity> {
    let joined_word_is_ordinary = |form: &Form| form.words == 1 && ordinary(index, form);
    if kind == Kind::Case {
        return case_severity(index, a, b);
    }
    if kind == Kind::Segmentation && (joined_word_is_ordinary(a) || joined_word_is_ordinary(b)) {
        return None;
    }
    // `ConfigMap` and "config map"; "hôtel" and "hotel".
    let humped = |form: &Form| form.words == 1 && case_of(index, form) == Case::Mixed;
    let small = |form: &Form| form.hyphens == 0 && form.words > 1 && case_of(index, form) == Case::Lower;
    let compound = humped(a) && (small(b) || ordinary(index, b)) || humped(b) && (small(a) || ordinary(index, a));
    let compound = kind == Kind::Segmentation && compound;
    let plain_word = |form: &Form| ordinary(index, form) && !is_place(index, form);
    if compound || kind == Kind::Accent && (plain_word(a) || plain_word(b)) {
        return Some(Severity::Hint);
    }
    if disjoint_owners(index, a, b) {
        return None;
    }
    if kind == Kind::Hyphen && (is_attributive(index, a) || is_attributive(index, b)) {
        return None;
    }
    // Dots in acronyms are house style as often as a slip.
    Some(if kind == Kind::Abbreviation { Severity::Information } else { Severity::Warning })
}

fn is_place(index: &Index<'_>, form: &Form) -> bool {
    let place = form.spelling.places[0];
    index.word_at(place.block, place.first).is_some_and(|word| word.place.is_some())
}

fn case_of(index: &Index<'_>, form: &Form) -> Case {
    index.block(form.spelling.places[0].block).tokens[form.spelling.places[0].first].case
}

/// `long-term plan`, `Asia-Pacific region`: ordinary words or places that are joined because a noun follows.
fn is_attributive(index: &Index<'_>, form: &Form) -> bool {
    let noun_follows = |place: &Span| {
        let next = index.next_word(place.block, place.last).and_then(|t| index.word_at(place.block, t));
        next.is_some_and(|word| !word.function)
    };
    form.hyphens > 0 && known(index, form) && form.spelling.places.iter().all(noun_follows)
}

/// Whether all words of a form are ordinary ones or places.
fn known(index: &Index<'_>, form: &Form) -> bool {
    let place = form.spelling.places[0];
    let words = (place.first..=place.last).filter_map(|t| index.word_at(place.block, t));
    words.into_iter().all(|word| word.is_ordinary() || word.place.is_some())
}

/// The word of a name in small letters is a slip where the name clearly stands in capitals; a common noun that
/// lost or won a capital is none.
fn case_severity(index: &Index<'_>, standard: &Form, form: &Form) -> Option<Severity> {
    if ordinary(index, standard) || standard.words > 1 {
        return None;
    }
    let case = |form: &Form| case_of(index, form);
    let counts = (standard.spelling.places.len(), form.spelling.places.len());
    let place = is_place(index, standard);
    let telling = standard.spelling.places.iter().filter(|place| index.is_telling(place.block, place.first)).count();
    match (case(standard), case(form)) {
        (Case::Lower, Case::Mixed) | (Case::Mixed, Case::Lower) => Some(Severity::Information),
        (Case::Capital, Case::Lower) if place && counts.0 >= 2 * counts.1 => Some(Severity::Warning),
        (Case::Capital, Case::Lower) if telling >= 2 && telling >= 3 * counts.1 => Some(Severity::Information),
        (Case::Lower, _) | (_, Case::Lower) => None,
        _ => Some(Severity::Warning),
    }
}

/// Whether all words of a form are ordinary ones.
fn ordinary(index: &Index<'_>, form: &Form) -> bool {
    let place = form.spelling.places[0];
    (place.first..=place.last).filter_map(|t| index.word_at(place.block, t)).all(|word| word.is_ordinary())
}

/// Both forms always follow another family name, and never the same: two people.
fn disjoint_owners(index: &Index<'_>, a: &Form, b: &Form) -> bool {
    let owner = |span: &Span| {
        let before = index.previous_word(span.block, span.first).filter(|t| index.is_capitalised(span.block, *t))?;
        let word = index.word_at(span.block, before)?;
        (word.is_proper() || word.surname).then(|| index.ids(span.block)[before])
    };
    let owners = |form: &Form| form.spelling.places.iter().map(owner).collect::<Option<Vec<_>>>();
    match (owners(a), owners(b)) {
        (Some(a), Some(b)) => a.iter().all(|id| !b.contains(id)),
        _ => false,
    }
}
