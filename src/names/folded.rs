//! Spellings with one folded key: the same letters, cut into words otherwise, with another accent, hyphen or dot.
//!
//! Every run of one to four capitalised words is looked up by the hash of its letters. Words in small letters take
//! part where they meet the key of a name: `inter-provincial` beside `Interprovincial`.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::block::Kind as BlockKind;
use crate::finding::Severity;
use crate::names::fold::Joined;
use crate::names::guard;
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::marks::Marks;
use crate::names::phrase::{self, Part};
use crate::names::variant::{Kind, Spelling, Variant};
use crate::names::word::Traits;
use crate::token::{Case, Kind as TokenKind};

/// The most words a name is cut into here; longer ones are compared by their parts.
const MOST_WORDS: usize = 4;

/// A way to write one folded key: the same words and marks, whatever their case.
struct Form {
    shape: u64,
    spelling: Spelling,
    words: usize,
    hyphens: usize,
}

/// One gram: where it stands first, and what it is compared by.
#[derive(Clone, Copy)]
struct Gram {
    span: Span,
    /// The phrase it is from; `None` for one in small letters, of which each place is a gram of its own.
    phrase: Option<u32>,
    /// No name is of more than a few words.
    words: u8,
    hyphens: u8,
    key: u64,
    shape: u64,
}

/// All variants with equal folded keys. With `cases`, single words that differ in case only are among them.
pub(crate) fn variants(index: &Index<'_>, cases: bool) -> Vec<Variant> {
    let mut shapes = Shapes::of(index.phrases().words());
    let mut grams: Vec<Gram> = Vec::with_capacity(2 * index.phrases().words());
    named_grams(index, cases, &mut |gram| {
        shapes.note(gram.key, gram.shape);
        grams.push(gram);
    });
    let named = grams.len();
    small_grams(index, &shapes, &mut |gram| grams.push(gram));
    grams[named..].iter().for_each(|gram| shapes.note(gram.key, gram.shape));
    if shapes.several == 0 {
        return Vec::new();
    }
    let mut numbers: FxHashMap<u64, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<Form>> = Vec::new();
    for gram in grams.iter().filter(|gram| shapes.has_several(gram.key)) {
        let number = *numbers.entry(gram.key).or_insert(groups.len());
        if number == groups.len() {
            groups.push(Vec::new());
        }
        add(index, &mut groups[number], gram);
    }
    groups.into_iter().flat_map(|forms| compare(index, forms)).collect()
}

/// The keys of grams, each with the shape that it has first: most have no other. A place in a plain table is the first bits
/// of a key, which is a hash already, and who finds it taken goes on to the next.
struct Shapes {
    /// A key, and its shape but for two bits, [`KNOWN`] and [`SEVERAL`].
    places: Vec<(u64, u64)>,
    shift: u32,
    count: usize,
    /// How many keys have several shapes.
    several: usize,
}

/// There is a key.
const KNOWN: u64 = 1;
/// It has several shapes.
const SEVERAL: u64 = 1 << 1;

impl Shapes {
    /// Room for so many keys; there may be more.
    fn of(keys: usize) -> Self {
        let count = (2 * keys).next_power_of_two().max(2);
        // Small as it is, it is sooner filled with nothing than asked for so.
        let mut places = Vec::new();
        places.resize(count, (0, 0));
        Self { places, shift: u64::BITS - count.ilog2(), count: 0, several: 0 }
    }

    /// Where a key stands, or would.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let mut at = (key >> self.shift) as usize;
        while self.places[at].1 != 0 && self.places[at].0 != key {
            at = (at + 1) & (self.places.len() - 1);
        }
        at
    }

    /// Notes that a key has a shape.
    #[inline]
    fn note(&mut self, key: u64, shape: u64) {
        let (at, shape) = (self.place(key), shape & !SEVERAL | KNOWN);
        let (_, first) = self.places[at];
        if first == 0 {
            self.places[at] = (key, shape);
            self.count += 1;
            if 2 * self.count > self.places.len() {
                self.grow();
            }
        } else if first & SEVERAL == 0 && first != shape {
            self.places[at].1 = first | SEVERAL;
            self.several += 1;
        }
    }

    fn grow(&mut self) {
        let bigger = Self::of(self.places.len());
        let before = std::mem::replace(self, Self { count: self.count, several: self.several, ..bigger });
        for (key, shape) in before.places.into_iter().filter(|(_, shape)| *shape != 0) {
            let at = self.place(key);
            self.places[at] = (key, shape);
        }
    }

    /// Whether a key was noted.
    fn has(&self, key: u64) -> bool {
        self.places[self.place(key)].1 != 0
    }

    /// Whether it has several shapes.
    fn has_several(&self, key: u64) -> bool {
        self.places[self.place(key)].1 & SEVERAL != 0
    }
}

fn add(index: &Index<'_>, forms: &mut Vec<Form>, gram: &Gram) {
    let at = forms.iter().position(|form| form.shape == gram.shape).unwrap_or_else(|| {
        let spelling = Spelling { text: index.surface(gram.span), places: Vec::new() };
        forms.push(Form { shape: gram.shape, spelling, words: gram.words.into(), hyphens: gram.hyphens.into() });
        forms.len() - 1
    });
    let places = &mut forms[at].spelling.places;
    match gram.phrase {
        Some(phrase) => places.extend(index.places(phrase as usize, gram.span)),
        None => places.push(gram.span),
    }
}

/// Runs of one to four words inside the names of the document.
fn named_grams(index: &Index<'_>, cases: bool, take: &mut impl FnMut(Gram)) {
    for part in index.parts() {
        for from in 0..part.tokens.len() {
            let to = part.tokens.len().min(from + MOST_WORDS);
            grams_from(index, &part.some(from..to), cases, take);
        }
    }
}

/// All grams that begin with the first word of `part`.
fn grams_from(index: &Index<'_>, part: &Part<'_>, cases: bool, take: &mut impl FnMut(Gram)) {
    let Part { block, tokens, ids, marks, .. } = *part;
    let around = index.marks(block);
    let is_hyphen = |token: usize| around.get(token).is_some_and(|marks| marks.has(Marks::HYPHEN));
    let first = tokens[0];
    if first > 0 && is_hyphen(first - 1) {
        return;
    }
    let mut joined = Joined::EMPTY;
    let mut hasher = FxHasher::default();
    hasher.write_u8(1);
    let mut hyphens = 0;
    for (n, &token) in tokens.iter().enumerate() {
        let (word, own) = (index.word(ids[n]), marks[n]);
        if !own.has(Marks::WORD) || n > 0 && marks[n - 1].has(Marks::POSSESSIVE) {
            return;
        }
        hyphens += usize::from(n > 0 && token == tokens[n - 1] + 2);
        hasher.write_u32(ids[n]);
        hasher.write_usize(hyphens);
        joined = joined.then(word.joined());
        if word.snake || own.has(Marks::MIXED) && is_camel(index.look(block).block.word(token)) {
            return;
        }
        // Long enough to be told from others: four letters, or an acronym.
        let acronym = n == 0 && own.has(Marks::UPPER) && joined.letters >= 2;
        if joined.letters < 4 && !acronym || is_hyphen(token + 1) {
            continue;
        }
        let span = Span { block, first, last: token };
        let mut shape = hasher.finish();
        if cases && n == 0 {
            shape ^= part.written[0];
        }
        let (phrase, words) = (Some(part.phrase as u32), n as u8 + 1);
        take(Gram { span, phrase, key: joined.key(), shape, words, hyphens: hyphens as u8 });
    }
}

/// `snake_case` and `camelCase` are code, not names.
fn is_identifier(index: &Index<'_>, block: usize, token: usize) -> bool {
    index.word_at(block, token).is_some_and(|word| word.snake)
        || index.has(block, token, Marks::MIXED) && is_camel(index.look(block).block.word(token))
}

/// Whether a word with capitals inside is `camelCase`; `eSports` and `iPhone` are names.
fn is_camel(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && !word.chars().nth(1).is_some_and(char::is_uppercase)
}

/// Words and compounds in small letters that no dictionary has (`esports`, `inter-provincial`, `tori soba`), and
/// names that go on in small letters (`Tori soba`, `E account`).
fn small_grams(index: &Index<'_>, known: &Shapes, take: &mut impl FnMut(Gram)) {
    let traits = index.traits();
    for (block, rare) in index.rare() {
        let ids = index.ids(block);
        let mut next = 0;
        for at in rare {
            // Two ordinary words are no name that goes on; that is most of a text.
            for first in at.saturating_sub(1).max(next)..=at {
                if ids[first] != NONE && !traits[ids[first] as usize].has(Traits::FUNCTION) {
                    small_grams_at(index, block, first, known, take);
                }
            }
            next = at + 1;
        }
    }
}

/// The grams in small letters with a key of `known` that begin at a word that is no function word.
fn small_grams_at(index: &Index<'_>, block: usize, first: usize, known: &Shapes, take: &mut impl FnMut(Gram)) {
    let (ids, marks, traits) = (index.ids(block), index.marks(block), index.traits());
    let has = |token: usize, mark: Marks| marks.get(token).is_some_and(|marks| marks.has(mark));
    if first > 0 && has(first - 1, Marks::HYPHEN) {
        return;
    }
    let hyphen = has(first + 1, Marks::HYPHEN);
    let small = has(first, Marks::LOWER);
    let alone = small && !hyphen && !traits[ids[first] as usize].has(Traits::ORDINARY);
    let second = if hyphen { small.then_some(first + 2) } else { index.next_word(block, first) };
    let second = second.filter(|t| has(*t, Marks::LOWER) && !traits[ids[*t] as usize].has(Traits::FUNCTION));
    // Hardly any gets further.
    if second.is_none() && !alone {
        return;
    }
    let joined = || index.word(ids[first]).joined();
    let alone = alone.then(joined).filter(|joined| joined.letters >= 4).map(Joined::key);
    let alone = alone.filter(|key| known.has(*key));
    let pair = second.and_then(|second| Some((second, pair_key(index, block, (first, second))?)));
    let pair = pair.filter(|(_, key)| known.has(*key));
    let is_none = alone.is_none() && pair.is_none();
    if is_none || is_identifier(index, block, first) || !hyphen && is_in_address(index, block, first) {
        return;
    }
    if let Some(key) = alone {
        take(single(index, Span { block, first, last: first }, key));
    }
    if let Some((last, key)) = pair {
        take(pair_of(index, Span { block, first, last }, key));
    }
}

fn single(index: &Index<'_>, span: Span, key: u64) -> Gram {
    let id = index.ids(span.block)[span.first];
    let word = index.word(id);
    let as_kept = index.has(span.block, span.first, Marks::AS_KEPT) && word.kept_len() == word.text().len();
    let written = match as_kept {
        true => phrase::written(word.text()),
        false => phrase::written(index.look(span.block).block.word(span.first)),
    };
    let shape = shape(&[(id, 0)]) ^ written;
    Gram { span, phrase: None, key, shape, words: 1, hyphens: 0 }
}

fn pair_of(index: &Index<'_>, span: Span, key: u64) -> Gram {
    let ids = index.ids(span.block);
    let hyphens = span.last - span.first - 1;
    let shape = shape(&[(ids[span.first], 0), (ids[span.last], hyphens)]);
    Gram { span, phrase: None, key, shape, words: 2, hyphens: hyphens as u8 }
}

/// A hash of the words of a gram, each with the hyphens up to it.
fn shape(words: &[(WordId, usize)]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(1);
    for (id, hyphens) in words {
        hasher.write_u32(*id);
        hasher.write_usize(*hyphens);
    }
    hasher.finish()
}

/// `example.com`, `user@host`: a mark touches the word on both sides.
fn is_in_address(index: &Index<'_>, block: usize, at: usize) -> bool {
    // Hardly any word has a sign on one side and behind it a word, with no blank in between.
    let touches = |t: usize| !index.has(block, t, Marks::BEHIND);
    let sign = |t: usize| touches(t) && !index.has(block, t, Marks::BODY);
    let may_be = sign(at + 1) && touches(at + 2) || at > 1 && sign(at - 1) && touches(at);
    if !may_be {
        return false;
    }
    let tokens = &index.look(block).block.tokens;
    let glued = |i: usize| tokens.get(i).is_some_and(|t| !t.gap.space);
    let mark = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Punctuation && t.range().len() == 1);
    let after = mark(at + 1) && glued(at + 1) && glued(at + 2) && tokens[at + 2].is_wordlike();
    let before = at > 1 && mark(at - 1) && glued(at) && glued(at - 1) && tokens[at - 2].is_wordlike();
    after || before
}

/// The key of a word and one in small letters behind it, which is no function word, if together they may be a name.
fn pair_key(index: &Index<'_>, block: usize, (first, second): (usize, usize)) -> Option<u64> {
    let (a, b) = (index.word_at(block, first)?, index.word_at(block, second)?);
    let hyphens = second - first - 1;
    if index.is_hyphen(block, second + 1) {
        return None;
    }
    let letter = !a.has_several() && a.joined().letters == 1;
    let ordinary = hyphens == 0 && a.is_ordinary() && b.is_ordinary() && !letter;
    if ordinary || letter && !index.is_capitalised(block, first) {
        return None;
    }
    Some(a.joined().then(b.joined()).key())
}

/// The variants of one folded key: each other form against the most frequent one.
fn compare(index: &Index<'_>, mut forms: Vec<Form>) -> Vec<Variant> {
    for form in &mut forms {
        form.spelling.places.sort_unstable();
        form.spelling.places.dedup();
        form.spelling.places.retain(|span| case_tells(index, *span) || form.words > 1);
    }
    forms.retain(|form| !form.spelling.places.is_empty());
    let most = |form: &Form| (form.spelling.places.len(), std::cmp::Reverse(form.spelling.places[0]));
    let Some(best) = (0..forms.len()).max_by_key(|i| most(&forms[*i])) else { return Vec::new() };
    let standard = forms.swap_remove(best);
    forms.sort_by_cached_key(|form| form.spelling.places[0]);
    forms.into_iter().filter_map(|form| variant(index, &standard, form)).collect()
}

/// A word in a line of capitals, a dateline or a shouted title has no case of its own.
fn case_tells(index: &Index<'_>, span: Span) -> bool {
    let upper = |token: Option<usize>| token.is_some_and(|token| index.has(span.block, token, Marks::UPPER));
    if !upper(Some(span.first)) {
        return true;
    }
    let shouted = index.is_loud(span.block, span.first);
    let behind = || matches!(index.look(span.block).block.word(span.last + 1), "," | "(" | "-" | "–" | "—");
    let dateline = span.first == 0 && behind();
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
    if is_handle(index, a, b) || is_handle(index, b, a) {
        return None;
    }
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

/// What a name of several words is called where there may be no blanks, in links' texts only: `[taoleshan]` of Tao Leshan.
fn is_handle(index: &Index<'_>, form: &Form, name: &Form) -> bool {
    let in_link = |place: &Span| {
        index.has(place.block, place.first, Marks::LABEL) && index.look(place.block).block.kind != BlockKind::TableCell
    };
    let has_blanks = |form: &Form| form.words > form.hyphens + 1;
    has_blanks(name) && !has_blanks(form) && form.spelling.places.iter().all(in_link)
}

fn is_place(index: &Index<'_>, form: &Form) -> bool {
    let place = form.spelling.places[0];
    index.word_at(place.block, place.first).is_some_and(|word| word.place().is_some())
}

fn case_of(index: &Index<'_>, form: &Form) -> Case {
    index.look(form.spelling.places[0].block).block.tokens[form.spelling.places[0].first].case
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
    words.into_iter().all(|word| word.is_ordinary() || word.place().is_some())
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
    let label = |place: &Span| index.has(place.block, place.first, Marks::LABEL);
    if case(form) == Case::Lower && form.spelling.places.iter().all(label) {
        return None;
    }
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
        (word.is_proper() || word.is_surname()).then(|| index.ids(span.block)[before])
    };
    let owners = |form: &Form| form.spelling.places.iter().map(owner).collect::<Option<Vec<_>>>();
    match (owners(a), owners(b)) {
        (Some(a), Some(b)) => !guard::share(&guard::distinct(a), &guard::distinct(b)),
        _ => false,
    }
}
