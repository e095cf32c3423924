//! Spellings with one folded key: the same letters, cut into words otherwise, with another accent, hyphen or dot.
//!
//! Every run of one to four capitalised words is looked up by the hash of its letters. Words in small letters take
//! part where they meet the key of a name: `inter-provincial` beside `Interprovincial`.

use std::rc::Rc;

use crate::block::Kind as BlockKind;
use crate::finding::Severity;
use crate::names::fold::Joined;
use crate::names::guard;
use crate::names::ids::Ids;
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::marks::Marks;
use crate::names::numbering::Numbering;
use crate::names::phrase::{self, Part, Written};
use crate::names::variant::{Kind, Spelling, Variant, weight};
use crate::names::word::{self, Traits, Word};
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
    key: u64,
    shape: u64,
    block: u32,
    first: u32,
    last: u32,
    /// The phrase it is from; [`SMALL`] for one in small letters, of which each place is a gram of its own.
    phrase: u32,
    words: u8,
    hyphens: u8,
    /// The first one of its key, of which there is another shape.
    several: bool,
}

/// No phrase.
const SMALL: u32 = u32::MAX;

impl Gram {
    /// One in small letters.
    fn small(span: Span, key: u64, shape: u64, words: u8) -> Self {
        let (block, first, last) = (span.block as u32, span.first as u32, span.last as u32);
        Self { key, shape, block, first, last, phrase: SMALL, words, hyphens: 0, several: false }
    }

    fn span(&self) -> Span {
        Span { block: self.block as usize, first: self.first as usize, last: self.last as usize }
    }
}

/// All variants with equal folded keys. With `cases`, single words that differ in case only are among them.
pub(crate) fn variants(index: &Index<'_>, cases: bool) -> Vec<Variant> {
    let mut grams = Grams::of(2 * index.phrases().words());
    index.parts().for_each(|part| grams.add_named(index, &part, cases));
    grams.add_small(index);
    index.give_back();
    if grams.several == 0 {
        return Vec::new();
    }
    let mut numbers = Numbering::new();
    // The first and the last of each key, and of each the next. What is made of them takes much room, so it is made of one
    // key after the other.
    let (mut ends, mut next): (Vec<(usize, usize)>, _) = (Vec::new(), vec![0; grams.all.len()]);
    let several = |gram: &Gram| grams.first(gram.key).is_some_and(|first| first.several);
    for (at, gram) in grams.all.iter().enumerate().filter(|(_, gram)| several(gram)) {
        let number = numbers.number(gram.key, ends.len());
        match ends.get_mut(number) {
            Some((_, last)) => next[std::mem::replace(last, at)] = at,
            None => ends.push((at, at)),
        }
    }
    let forms = |(first, last): (usize, usize)| {
        let mut forms = Vec::new();
        let all = std::iter::successors(Some(first), |at| (*at != last).then(|| next[*at]));
        all.for_each(|at| add(index, &mut forms, &grams.all[at]));
        forms
    };
    ends.into_iter().flat_map(|ends| compare(index, forms(ends))).collect()
}

fn add(index: &Index<'_>, forms: &mut Vec<Form>, gram: &Gram) {
    let at = forms.iter().position(|form| form.shape == gram.shape).unwrap_or_else(|| {
        let spelling = Spelling { text: index.surface(gram.span()), places: Vec::new() };
        let (words, hyphens) = (usize::from(gram.words), usize::from(gram.hyphens));
        forms.push(Form { shape: gram.shape, spelling, words, hyphens });
        forms.len() - 1
    });
    let places = &mut forms[at].spelling.places;
    match gram.phrase {
        SMALL => places.push(gram.span()),
        phrase => places.extend(index.places(phrase as usize, gram.span())),
    }
}

/// All grams, in the order in which they were found.
struct Grams {
    all: Vec<Gram>,
    /// The first gram of each key. Most keys have no other shape than that has.
    firsts: Numbering,
    /// How many keys have several shapes.
    several: usize,
    /// What tells at once of most keys that no name has them.
    sieve: Sieve,
    /// The same of how names begin.
    heads: Sieve,
}

impl Grams {
    /// Room for so many.
    fn of(count: usize) -> Self {
        let (all, firsts) = (Vec::with_capacity(count), Numbering::new());
        Self { all, firsts, several: 0, sieve: Sieve::new(), heads: Sieve::new() }
    }

    #[inline]
    fn add(&mut self, gram: Gram) {
        let (first, is_new) = self.firsts.place(gram.key, self.all.len() as u32);
        if is_new {
            self.sieve.note(gram.key);
        } else {
            let first = &mut self.all[*first as usize];
            if first.shape != gram.shape && !first.several {
                first.several = true;
                self.several += 1;
            }
        }
        self.all.push(gram);
    }

    /// The first gram of a key.
    fn first(&self, key: u64) -> Option<&Gram> {
        self.firsts.get(key).map(|first| &self.all[first])
    }

    /// Whether there is a gram of a key.
    #[inline]
    fn has(&self, key: u64) -> bool {
        self.sieve.has(key) && self.firsts.get(key).is_some()
    }

    /// Whether a name may begin as a word does: with its letters, where these are few, or the first of them.
    #[inline]
    fn may_begin(&self, index: &Index<'_>, id: WordId) -> bool {
        index.head(id).is_none_or(|head| self.heads.has(head.into()))
    }

    /// Runs of one to four words inside a part of a name.
    fn add_named(&mut self, index: &Index<'_>, part: &Part<'_>, cases: bool) {
        let marks = index.marks(part.block);
        let has_hyphen = |token: usize| marks.get(token).is_some_and(|marks| marks.has(Marks::HYPHEN));
        for (from, first) in part.words.iter().enumerate() {
            if first.token > 0 && has_hyphen(first.at() - 1) {
                continue;
            }
            let long = index.head(first.id);
            let head = long.or_else(|| word::head(part.words[from..].iter().map(|own| index.word(own.id))));
            head.into_iter().for_each(|head| self.heads.note(head.into()));
            let (mut joined, mut shape, mut hyphens) = (Joined::EMPTY, SHAPE, 0);
            let mut before: Option<&Written> = None;
            for (words, own) in (1..=MOST_WORDS).zip(&part.words[from..]) {
                let word = index.word(own.id);
                let ends = before.is_some_and(|before| before.marks.has(Marks::POSSESSIVE));
                if ends || !own.marks.has(Marks::WORD) {
                    break;
                }
                hyphens += u8::from(before.is_some_and(|before| own.token == before.token + 2));
                shape = shape_with(shape, own.id, hyphens);
                joined = joined.then(word.joined());
                if word.snake || own.marks.has(Marks::MIXED) && is_camel(index.look(part.block).block.word(own.at())) {
                    break;
                }
                before = Some(own);
                // Long enough to be told from others: four letters, or an acronym.
                let least = if words == 1 && own.marks.has(Marks::UPPER) { 2 } else { 4 };
                if joined.letters < least || has_hyphen(own.at() + 1) {
                    continue;
                }
                let shape = if cases && words == 1 { shape ^ own.letters } else { shape };
                let (block, phrase) = (part.block as u32, part.phrase as u32);
                let (key, first, last, words) = (joined.key(), first.token, own.token, words as u8);
                self.add(Gram { key, shape, block, first, last, phrase, words, hyphens, several: false });
            }
        }
    }

    /// Words and compounds in small letters that no dictionary has (`esports`, `inter-provincial`, `tori soba`), and
    /// names that go on in small letters (`Tori soba`, `E account`).
    fn add_small(&mut self, index: &Index<'_>) {
        let (traits, rare) = (index.traits(), index.take_rare());
        for (block, rare) in index.by_block(&rare) {
            let (ids, marks) = (index.ids(block), index.marks(block));
            let mut next = 0;
            for at in rare {
                let is_small = |token: usize| marks.get(token).is_some_and(|marks| marks.has(Marks::LOWER));
                // Two ordinary words are no name that goes on; that is most of a text. What ends one is in small letters.
                if at > next && marks[at].has(Marks::LOWER.and(Marks::HYPHEN)) {
                    let before = ids.at(at - 1);
                    let is_other = before != NONE && !traits[before as usize].has(Traits::FUNCTION);
                    if is_other && self.may_begin(index, before) {
                        self.add_small_at(index, block, (ids, marks), at - 1);
                    }
                }
                let own = ids.at(at);
                if own != NONE && (is_small(at) || is_small(at + 1)) && self.may_begin(index, own) {
                    self.add_small_at(index, block, (ids, marks), at);
                }
                next = at + 1;
            }
        }
    }

    /// The grams in small letters with the key of a name that begin at a word that is no function word and as some name does.
    fn add_small_at(&mut self, index: &Index<'_>, block: usize, (ids, marks): (Ids<'_>, &[Marks]), first: usize) {
        let traits = index.traits();
        if first > 0 && marks[first - 1].has(Marks::HYPHEN) {
            return;
        }
        let (own, next) = (marks[first], marks.get(first + 1).copied().unwrap_or_default());
        let (hyphen, small) = (next.has(Marks::HYPHEN), own.has(Marks::LOWER));
        let alone = small && !hyphen && !traits[ids.at(first) as usize].has(Traits::ORDINARY);
        let second = if hyphen { small.then_some(first + 2) } else { own.leads_to(next).then_some(first + 1) };
        let may_end = |token: &usize| {
            let is_small = marks.get(*token).is_some_and(|marks| marks.has(Marks::LOWER));
            is_small && !traits[ids.at(*token) as usize].has(Traits::FUNCTION)
        };
        let second = second.filter(may_end);
        // Hardly any gets further.
        if second.is_none() && !alone {
            return;
        }
        let joined = || index.word(ids.at(first)).joined();
        let alone = alone.then(joined).filter(|joined| joined.letters >= 4).map(Joined::key);
        let alone = alone.filter(|key| self.has(*key));
        let pair = second.and_then(|second| Some((second, pair_key(index, (ids, marks), (first, second))?)));
        let pair = pair.filter(|(_, key)| self.has(*key));
        let is_none = alone.is_none() && pair.is_none();
        if is_none || is_identifier(index, block, first) || !hyphen && is_in_address(index, block, first) {
            return;
        }
        if let Some(key) = alone {
            self.add(single(index, Span { block, first, last: first }, key));
        }
        if let Some((last, key)) = pair {
            self.add(pair_of(index, Span { block, first, last }, key));
        }
    }
}

/// Which keys were noted, as bits: never no for one that was, rarely yes for one that was not.
struct Sieve(Box<[u64; SIEVE]>);

/// So many words of bits have what hardly any text has names for, and a processor at hand.
const SIEVE: usize = 1024;

impl Sieve {
    fn new() -> Self {
        Self(Box::new([0; SIEVE]))
    }

    /// The place of a key, and its bit there.
    #[inline]
    fn place(key: u64) -> (usize, u64) {
        let place = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48;
        ((place >> 6) as usize, 1 << (place & 63))
    }

    #[inline]
    fn note(&mut self, key: u64) {
        let (at, bit) = Self::place(key);
        self.0[at] |= bit;
    }

    #[inline]
    fn has(&self, key: u64) -> bool {
        let (at, bit) = Self::place(key);
        self.0[at] & bit != 0
    }
}

/// The shape of no words.
const SHAPE: u64 = 1;

/// A hash of the words of a gram, each with the hyphens up to it, and one word more.
#[inline]
fn shape_with(shape: u64, word: WordId, hyphens: u8) -> u64 {
    (shape.rotate_left(29) ^ (u64::from(word) << u8::BITS | u64::from(hyphens))).wrapping_mul(0x9E37_79B9_7F4A_7C15)
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

fn single(index: &Index<'_>, span: Span, key: u64) -> Gram {
    let id = index.id(span.block, span.first);
    let (word, marks) = (index.word(id), index.marks(span.block)[span.first]);
    let as_kept = marks.has(Marks::AS_KEPT) && word.kept_len() == word.text().len();
    let letters = match as_kept {
        true => phrase::letters(word, marks, word.text()),
        false => phrase::letters(word, marks, index.look(span.block).block.word(span.first)),
    };
    Gram::small(span, key, shape_with(SHAPE, id, 0) ^ letters, 1)
}

fn pair_of(index: &Index<'_>, span: Span, key: u64) -> Gram {
    let id = |token: usize| index.id(span.block, token);
    let hyphens = (span.last - span.first - 1) as u8;
    let shape = shape_with(shape_with(SHAPE, id(span.first), 0), id(span.last), hyphens);
    Gram { hyphens, ..Gram::small(span, key, shape, 2) }
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
fn pair_key(index: &Index<'_>, (ids, marks): (Ids<'_>, &[Marks]), (first, second): (usize, usize)) -> Option<u64> {
    if marks.get(second + 1).is_some_and(|marks| marks.has(Marks::HYPHEN)) {
        return None;
    }
    let traits = |token: usize| index.traits()[ids.at(token) as usize];
    // Most words are told by that alone: what else is known of them is further away.
    if second == first + 1 && traits(first).has(Traits::PLAIN) && traits(second).has(Traits::ORDINARY) {
        return None;
    }
    let (a, b) = (index.word(ids.at(first)), index.word(ids.at(second)));
    let letter = !a.has_several() && a.joined().letters == 1;
    let ordinary = second == first + 1 && a.is_ordinary() && b.is_ordinary() && !letter;
    if ordinary || letter && !marks[first].has(Marks::CAPITAL) {
        return None;
    }
    Some(a.joined().then(b.joined()).key())
}

/// The variants of one folded key: each other form against the most frequent one.
fn compare(index: &Index<'_>, mut forms: Vec<Form>) -> Vec<Variant> {
    for form in &mut forms {
        Span::sort(&mut form.spelling.places);
        form.spelling.places.dedup();
        form.spelling.places.retain(|span| case_tells(index, *span) || form.words > 1);
    }
    forms.retain(|form| !form.spelling.places.is_empty());
    let weight = |form: &Form| weight(&form.spelling.places, is_place(index, form));
    let Some(best) = (0..forms.len()).max_by_key(|i| weight(&forms[*i])) else { return Vec::new() };
    let standard = forms.swap_remove(best);
    forms.sort_by_cached_key(|form| form.spelling.places[0]);
    let judged = forms.into_iter().filter_map(|form| {
        let kind = kind(index, &standard, &form);
        severity(index, &standard, &form, kind).map(|severity| (kind, severity, form.spelling))
    });
    let judged: Vec<(Kind, Severity, Spelling)> = judged.collect();
    let standard = Rc::new(standard.spelling);
    let variant = |(kind, severity, deviating)| Variant::new(kind, severity, deviating, Rc::clone(&standard));
    judged.into_iter().map(variant).collect()
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

fn kind(index: &Index<'_>, a: &Form, b: &Form) -> Kind {
    if a.words != b.words {
        return Kind::Segmentation;
    }
    let dotless = |x: &Form| x.spelling.text.replace('.', "").to_lowercase();
    if a.hyphens != b.hyphens {
        // A dot stands between the words of a name as a hyphen does: `St. Louis`.
        return if dotless(a) == dotless(b) { Kind::Abbreviation } else { Kind::Hyphen };
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
    // With a capital china and turkey are places like all others.
    let is_named = |form: &Form| is_place(index, form) && case_of(index, form) != Case::Lower;
    let joined_word_is_ordinary = |form: &Form| form.words == 1 && ordinary(index, form) && !is_named(form);
    if kind == Kind::Case {
        return case_severity(index, a, b);
    }
    if kind == Kind::Segmentation && (joined_word_is_ordinary(a) || joined_word_is_ordinary(b)) {
        let (whole, cut) = if a.words == 1 { (a, b) } else { (b, a) };
        return is_torn(index, whole, cut).then_some(Severity::Information);
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

/// An ordinary word that stands with a capital, torn once into pieces of which one is no word of any kind: `Dis Trict`.
fn is_torn(index: &Index<'_>, whole: &Form, cut: &Form) -> bool {
    let place = cut.spelling.places[0];
    let mut words = (place.first..=place.last).filter_map(|token| index.word_at(place.block, token));
    let is_piece =
        |word: &Word| word.is_all_letters() && !word.function && !word.is_ordinary() && !word.is_known_name();
    let once = cut.spelling.places.len() == 1 && whole.spelling.places.len() > 1;
    once && [whole, cut].into_iter().all(|form| case_of(index, form) == Case::Capital) && words.any(is_piece)
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
        (word.is_proper() || word.is_surname()).then(|| index.id(span.block, before))
    };
    let owners = |form: &Form| form.spelling.places.iter().map(owner).collect::<Option<Vec<_>>>();
    match (owners(a), owners(b)) {
        (Some(a), Some(b)) => !guard::share(&guard::distinct(a), &guard::distinct(b)),
        _ => false,
    }
}
