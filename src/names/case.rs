//! The same words of a name, with capitals in one place and in small letters in another.
//!
//! Names of two words and more are looked up wherever their words stand in this order, whatever their case. An
//! equal key alone is no proof: what stands around the name and what is left of its capitals decides.
//!
//! Over several files, what is in small letters is looked for near capitals only ([`NEAR`]), and without any only where it
//! heads a body ([`LONGEST_SMALL`]). Anything else reads like ordinary words and is a hint at most; `needed` leaves it out.

mod together;

use self::together::Names;
use crate::finding::Severity;
use crate::lexicon::{people, words};
use crate::names::beginnings::{Beginnings, Follow};
use crate::names::ids::{Ids, short};
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::marks::Marks;
use crate::names::mention::Chain;
use crate::names::numbering::Numbering;
use crate::names::uneven::{self, varies};
use crate::names::variant::{Kind, Spelling, Variant};
use crate::names::word::Traits;

/// The longest name in tokens.
const LONGEST: usize = 10;

/// So many tokens of a name may follow each other without a capital, where others have one.
pub(super) const NEAR: usize = 6;

/// The longest name without capitals, in tokens.
pub(super) const LONGEST_SMALL: usize = 6;

/// How the words of one place are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Casing {
    /// All words of substance have capitals.
    Full,
    /// Some have, and it was the writer's choice.
    Half,
    /// None has by choice.
    Small,
}

impl Casing {
    /// All of them by their numbers.
    const ALL: [Self; 3] = [Self::Full, Self::Half, Self::Small];
}

/// A sequence of words with all its places.
struct Sequence {
    length: usize,
    full: Vec<Span>,
    half: Vec<Span>,
    small: Vec<Span>,
}

impl Sequence {
    fn stands_small_once(&self) -> bool {
        self.small.len() == 1
    }

    /// The word that it begins with.
    fn first_word(&self, index: &Index<'_>) -> WordId {
        index.id(self.full[0].block, self.full[0].first)
    }
}

/// All variants in case.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let mut table = Table::of(index);
    if table.known.is_empty() {
        return Vec::new();
    }
    index.give_back();
    table.find_all(index);
    let mut sequences = table.varying(index);
    index.give_back();
    sequences.sort_by_key(|s| (std::cmp::Reverse(s.length), s.full[0]));
    let names = Names::new(index, &sequences);
    sequences.iter().flat_map(|sequence| compare(&names, sequence)).collect()
}

/// The sequences that may stand without some of their capitals, and all their places.
struct Table {
    numbers: Numbering,
    known: Vec<Known>,
    /// In the order of the text: the sequence and its casing as one number, and that of the first token in the document. There
    /// are tens of thousands, and hardly any stands in two cases.
    places: Vec<(u32, u32)>,
}

/// What a stretch of a chain asks of each token.
struct Step {
    word: u64,
    letters: Letters,
    /// A stretch may begin here.
    begins: bool,
    /// One may end here.
    ends: bool,
    /// None goes on behind it.
    parts: bool,
    /// It may stand in small letters elsewhere.
    varies: bool,
}

impl Step {
    fn of(index: &Index<'_>, block: usize, (ids, marks): (Ids<'_>, &[Marks]), token: usize) -> Self {
        let (id, own) = (ids.at(token), marks[token]);
        let traits = if id == NONE { Traits::FUNCTION } else { index.traits()[id as usize] };
        let edge = own.has(Marks::CAPITAL) && !traits.has(Traits::FUNCTION);
        let hyphen = |beside: usize| marks.get(beside).is_some_and(|marks| marks.has(Marks::HYPHEN));
        Self {
            word: if id == NONE { Key::mark(index, block, token) } else { u64::from(id) },
            letters: Letters::of(index, id, own),
            begins: edge && !(token > 0 && hyphen(token - 1)),
            ends: edge && !hyphen(token + 1),
            parts: own.has(Marks::POSSESSIVE) && !traits.has(Traits::ORDINARY),
            varies: varies(index, id),
        }
    }
}

/// A stretch of a chain that begins and ends with a capitalised word of substance.
struct Stretch {
    span: Span,
    key: u64,
    /// One of its words may stand in small letters elsewhere.
    varies: bool,
}

/// Every stretch of a chain that begins no later than at one of its tokens. `steps` is room for them.
fn stretches(
    index: &Index<'_>,
    (block, chain): (usize, Chain),
    latest: usize,
    steps: &mut Vec<Step>,
    take: &mut dyn FnMut(Stretch),
) {
    if chain.first == chain.last {
        return;
    }
    steps.clear();
    let all = (index.ids(block), index.marks(block));
    steps.extend((chain.first..chain.last + 1).map(|token| Step::of(index, block, all, token)));
    let begins = steps[..=latest - chain.first].iter().enumerate().filter(|(_, step)| step.begins);
    for (first, begin) in begins {
        let (mut key, mut letters, mut varies) = (Key::default(), Capitals::default(), begin.varies);
        key.add(begin.word);
        letters.add(begin.letters, true);
        for (length, pair) in (2..=LONGEST).zip(steps[first..].windows(2)) {
            if pair[0].parts {
                break;
            }
            key.add(pair[1].word);
            letters.add(pair[1].letters, false);
            varies |= pair[1].varies;
            if letters.small > 0 || letters.untold {
                break;
            }
            if pair[1].ends && letters.casing() == Some(Casing::Full) {
                let first = chain.first + first;
                let span = Span { block, first, last: first + length - 1 };
                take(Stretch { span, key: key.value(), varies });
            }
        }
    }
}

/// A known sequence.
#[derive(Clone, Copy)]
struct Known {
    /// Its first token, where it was met first, by its number in the document.
    first: u32,
    /// How many tokens it has.
    length: u8,
    /// It stands somewhere with all its capitals.
    full: bool,
    /// It stands somewhere without.
    varies: bool,
}

impl Table {
    fn of(index: &Index<'_>) -> Self {
        let mut table = Self { numbers: Numbering::new(), known: Vec::new(), places: Vec::new() };
        let mut steps = Vec::new();
        for (block, chain) in uneven::phrases(index) {
            let ids = index.ids(block).of(chain.first..chain.last + 1);
            if let Some(last) = ids.iter().rposition(|id| varies(index, id)) {
                let latest = chain.first + last;
                stretches(index, (block, chain), latest, &mut steps, &mut |stretch| table.know(index, &stretch));
            }
        }
        table
    }

    fn know(&mut self, index: &Index<'_>, stretch: &Stretch) {
        if stretch.varies {
            let next = self.known.len();
            if self.numbers.number(stretch.key, next) == next {
                let Span { block, first, last } = stretch.span;
                let (first, length) = (index.number(block, first) as u32, (last + 1 - first) as u8);
                self.known.push(Known { first, length, full: false, varies: false });
            }
        }
    }

    /// Finds the places of all known sequences, in any case.
    fn find_all(&mut self, index: &Index<'_>) {
        let (ids, _, blocks) = index.all();
        let begins = Beginnings::of(ids, self.known.iter().map(|known| (known.first as usize, known.length())));
        let mut block = 0;
        begins.each(ids.short(), &mut |first| {
            block += blocks[block..].iter().take_while(|(_, to)| *to as usize <= first).count();
            let token = first - blocks[block].0 as usize;
            let id = ids.at(first);
            if id != NONE && !index.is_behind_hyphen(block, token) {
                self.find_at(index, block, token, begins.follow(short(id)));
            }
        });
    }

    fn find_at(&mut self, index: &Index<'_>, block: usize, first: usize, mut follow: Follow<'_>) {
        let (ids, marks) = (index.ids(block), index.marks(block));
        let (mut key, mut capitals) = (Key::default(), Capitals::default());
        key.add(u64::from(ids.at(first)));
        // What the letters say is asked once a known sequence stands there.
        let mut told = first;
        for (length, last) in (2..).zip(first + 1..ids.len()) {
            let (id, own) = (ids.at(last), marks[last]);
            // A sentence ends inside, or a link, or a mark is met that stands in no name.
            let inner = id != NONE || own.has(Marks::JOINS);
            let broken = own.has(Marks::BREAK) || own.has(Marks::LINK) || !inner;
            let Some(is_whole) = follow.next(short(id)).filter(|_| !broken) else { break };
            key.add(if id == NONE { Key::mark(index, block, last) } else { u64::from(id) });
            let hyphen = || marks.get(last + 1).is_some_and(|next| next.has(Marks::HYPHEN));
            if !is_whole || hyphen() {
                continue;
            }
            let known = self.numbers.get(key.value()).filter(|number| self.known[*number].length() == length);
            let Some(number) = known else { continue };
            let from = std::mem::replace(&mut told, last + 1);
            for (token, own) in (from..).zip(&marks[from..=last]) {
                capitals.add(Letters::of(index, ids.at(token), *own), token == first);
            }
            let Some(casing) = capitals.casing() else { continue };
            let heads_body = || index.word_at(block, last).is_some_and(|word| words::is_body(word.text()));
            let is_known = match casing {
                Casing::Full => true,
                Casing::Half => !capitals.far,
                Casing::Small => length <= LONGEST_SMALL && heads_body(),
            };
            if is_known || index.document.files.is_empty() {
                self.add(number, casing, index.number(block, first));
            }
        }
    }

    fn add(&mut self, number: usize, casing: Casing, first: usize) {
        let known = &mut self.known[number];
        known.full |= casing == Casing::Full;
        known.varies |= casing != Casing::Full;
        self.places.push(((number * Casing::ALL.len() + casing as usize) as u32, first as u32));
    }

    /// The sequences that stand with all their capitals and without.
    fn varying(self, index: &Index<'_>) -> Vec<Sequence> {
        let mut numbers: Vec<Option<usize>> = vec![None; self.known.len()];
        let mut sequences = Vec::new();
        for (number, known) in self.known.iter().enumerate().filter(|(_, known)| known.varies && known.full) {
            numbers[number] = Some(sequences.len());
            sequences.push(Sequence { length: known.length(), full: Vec::new(), half: Vec::new(), small: Vec::new() });
        }
        let ((_, _, blocks), mut block) = (index.all(), 0);
        for (sequence, first) in &self.places {
            let (number, casing) = (*sequence as usize / Casing::ALL.len(), *sequence as usize % Casing::ALL.len());
            let Some(number) = numbers[number] else { continue };
            let sequence: &mut Sequence = &mut sequences[number];
            block += blocks[block..].iter().take_while(|(_, to)| to <= first).count();
            let first = (*first - blocks[block].0) as usize;
            let span = Span { block, first, last: first + sequence.length - 1 };
            match Casing::ALL[casing] {
                Casing::Full => sequence.full.push(span),
                Casing::Half => sequence.half.push(span),
                Casing::Small => sequence.small.push(span),
            }
        }
        sequences
    }
}

impl Known {
    /// How many tokens it has.
    fn length(&self) -> usize {
        usize::from(self.length)
    }
}

/// A hash of the words of a sequence, whatever their case, that grows with it.
#[derive(Clone, Copy)]
pub(super) struct Key(u64);

impl Default for Key {
    fn default() -> Self {
        Self(1)
    }
}

impl Key {
    /// What stands for a token that is no word.
    fn mark(index: &Index<'_>, block: usize, token: usize) -> u64 {
        match index.marks(block)[token] {
            // All hyphens are one, and what is no part of a name is not told apart: the words need not be cut again.
            marks if marks.has(Marks::HYPHEN) => u64::MAX,
            marks if marks.has(Marks::JOINS) => index.look(block).block.tokens[token].key,
            _ => u64::MAX - 1,
        }
    }

    pub(super) fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    pub(super) fn value(self) -> u64 {
        self.0
    }
}

fn hash(index: &Index<'_>, span: Span) -> u64 {
    let mut key = Key::default();
    let words = index.ids(span.block).of(span.first..span.last + 1);
    for (token, id) in (span.first..).zip(words.iter()) {
        key.add(if id == NONE { Key::mark(index, span.block, token) } else { u64::from(id) });
    }
    key.value()
}

/// A word of substance with a capital: where a name can begin or end.
fn is_edge(index: &Index<'_>, block: usize, token: usize) -> bool {
    index.is_capitalised(block, token) && index.word_at(block, token).is_some_and(|word| !word.function)
}

/// What the letters of one token say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// It is no word of substance.
    Nothing,
    Small,
    Capital,
    /// Its capital tells nothing.
    Untold,
    /// The same, unless the name begins here: then it says nothing.
    Opening,
}

impl Letters {
    fn of(index: &Index<'_>, id: WordId, marks: Marks) -> Self {
        if id == NONE {
            return Self::Nothing;
        }
        let traits = index.traits()[id as usize];
        let has_letters = || traits.has(Traits::LETTERS) || index.word(id).has_letters();
        if traits.has(Traits::FUNCTION) || !has_letters() {
            return Self::Nothing;
        }
        if !marks.has(Marks::CAPITAL) {
            Self::Small
        } else if marks.is_telling() {
            Self::Capital
        } else if marks.has(Marks::LOUD) {
            Self::Untold
        } else if index.word(id).is_proper() && !index.is_seen_small(id) {
            // A name begins a sentence with the capital it has anywhere.
            Self::Capital
        } else {
            Self::Opening
        }
    }
}

/// The words of substance of a place as far as they were looked at.
#[derive(Default)]
struct Capitals {
    capital: usize,
    small: usize,
    /// One of the capitals tells nothing.
    untold: bool,
    /// How many tokens have followed the last capital.
    behind: usize,
    /// More of them than [`NEAR`].
    far: bool,
}

impl Capitals {
    fn add(&mut self, letters: Letters, is_first: bool) {
        self.capital += usize::from(letters == Letters::Capital);
        self.small += usize::from(letters == Letters::Small);
        self.untold |= letters == Letters::Untold || letters == Letters::Opening && !is_first;
        self.behind = if matches!(letters, Letters::Nothing | Letters::Small) { self.behind + 1 } else { 0 };
        self.far |= self.behind > NEAR;
    }

    /// How it is written; `None` where its capitals tell nothing.
    fn casing(&self) -> Option<Casing> {
        match (self.capital, self.small) {
            _ if self.untold => None,
            (0, 0) => None,
            (_, 0) => Some(Casing::Full),
            (0, _) => Some(Casing::Small),
            _ => Some(Casing::Half),
        }
    }
}

fn compare(names: &Names<'_>, sequence: &Sequence) -> Vec<Variant> {
    let index = names.index;
    let full: Vec<Span> = sequence.full.iter().copied().filter(|span| ends_its_name(index, *span)).collect();
    let proven = |spans: &[Span], other: &[Span], own: &dyn Fn(&Span) -> bool| {
        let Some(&other) = other.first() else { return Vec::new() };
        let spans = spans.iter().copied().filter(|span| proves(index, *span, other));
        spans.filter(own).collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    let proof = proven(&full, &sequence.half, &|_| true);
    if !proof.is_empty() {
        let severity = half_severity(index, &sequence.full, &sequence.half);
        found.push(decide(index, &sequence.full, proof, sequence.half.clone(), severity));
    }
    let proof = proven(&full, &sequence.small, &|span| begins_its_name(names, *span));
    if !proof.is_empty() {
        let severity = small_severity(names, sequence);
        found.push(decide(index, &sequence.full, proof, sequence.small.clone(), severity));
    }
    found
}

/// Whether the capitals that `half` lacks were the writer's choice in `full`.
fn proves(index: &Index<'_>, full: Span, half: Span) -> bool {
    let lost = |offset: &usize| {
        let token = half.first + offset;
        !index.is_capitalised(half.block, token) && index.word_at(half.block, token).is_some_and(|w| !w.function)
    };
    (0..=half.last - half.first).filter(lost).all(|offset| index.is_telling(full.block, full.first + offset))
}

/// The smaller group deviates; of equals the one in small letters. Capitals are only told to be wrong where they
/// make a name (`proof`), but all of them count as right.
fn decide(index: &Index<'_>, full: &[Span], proof: Vec<Span>, other: Vec<Span>, severity: Severity) -> Variant {
    let spelling = |places: Vec<Span>| Spelling { text: index.surface(places[0]), places };
    let (standard, deviating) = if full.len() >= other.len() { (full.to_vec(), other) } else { (other, proof) };
    Variant::new(Kind::Case, severity, spelling(deviating), spelling(standard))
}

/// No capitalised word goes on behind it.
fn ends_its_name(index: &Index<'_>, span: Span) -> bool {
    let Some(next) = index.next_word(span.block, span.last).filter(|t| index.is_capitalised(span.block, *t)) else {
        return true;
    };
    index.word_at(span.block, next).is_some_and(|w| w.is_proper() || words::is_company_form(w.text()))
}

/// No capitalised word stands before it, unless that one ends a name of its own.
fn begins_its_name(names: &Names<'_>, span: Span) -> bool {
    let index = names.index;
    let word = |t: usize| index.word_at(span.block, t);
    let article = |t: &usize| word(*t).is_some_and(|w| words::is_article(w.text()));
    let before = index.previous_word(span.block, span.first);
    let behind_article = before.is_some_and(|t| article(&t));
    let before = if behind_article { before.and_then(|t| index.previous_word(span.block, t)) } else { before };
    let Some(before) = before else { return true };
    if behind_article && !word(before).is_some_and(|w| w.connector) {
        return true;
    }
    if word(before).is_some_and(|w| w.connector) {
        let owner = index.previous_word(span.block, before).filter(|t| index.is_capitalised(span.block, *t));
        return owner.is_none();
    }
    if !index.is_capitalised(span.block, before) || word(before).is_some_and(|w| w.function) {
        return true;
    }
    (before.saturating_sub(LONGEST)..before).rev().any(|first| {
        let name = Span { block: span.block, first, last: before };
        names.alone().contains(&hash(index, name))
    })
}

/// What is left of the capitals proves a name, unless only a title lost them, or only a nationality kept them.
fn half_severity(index: &Index<'_>, full: &[Span], halves: &[Span]) -> Severity {
    let half = halves[0];
    if only_a_title_is_small(index, half) {
        return Severity::Hint;
    }
    let kept = (half.first..=half.last).filter(|t| index.is_capitalised(half.block, *t));
    let national = kept.filter_map(|t| index.word_at(half.block, t)).all(|w| w.place().is_some());
    let place = index.word_at(half.block, half.last).is_some_and(|w| words::is_place_head(w.text()));
    let outweighs = full.len() >= 2 * halves.len() || halves.len() >= 3 * full.len();
    if national && !outweighs && !place && half.last == half.first + 1 {
        return Severity::Hint;
    }
    if is_tail_of_another(index, half) || !outweighs && is_only_the_head_small(index, half) {
        return Severity::Hint;
    }
    Severity::Information
}

/// `spring park Zonai Office`: the small word in front is the end of what stands before.
fn is_tail_of_another(index: &Index<'_>, half: Span) -> bool {
    let word = |t: usize| index.word_at(half.block, t);
    let head = word(half.first).is_some_and(|w| words::is_place_head(w.text()) || words::is_body(w.text()));
    let goes_on = index.is_capitalised(half.block, half.first + 1);
    let noun_before = index.previous_word(half.block, half.first).and_then(word).is_some_and(|w| !w.function);
    head && goes_on && noun_before && !index.is_capitalised(half.block, half.first)
}

/// `Western Supply Line project`: ordinary words, and only the last one lost its capital.
fn is_only_the_head_small(index: &Index<'_>, half: Span) -> bool {
    let capital = |t: usize| index.is_capitalised(half.block, t);
    let ordinary = |t: usize| index.word_at(half.block, t).is_none_or(|w| w.is_ordinary());
    half.last > half.first + 1 && !capital(half.last) && (half.first..half.last).all(|t| capital(t) && ordinary(t))
}

/// `Russian president`, `president of Ukraine`: the office in small letters, but not before the name of its holder,
/// and not as part of a longer name (`Consulate general`).
fn only_a_title_is_small(index: &Index<'_>, half: Span) -> bool {
    let word = |t: usize| index.word_at(half.block, t);
    let small = |t: &usize| !index.is_capitalised(half.block, *t) && word(*t).is_some_and(|w| !w.function);
    let lost: Vec<usize> = (half.first..=half.last).filter(small).collect();
    let (Some(&first), Some(&last)) = (lost.first(), lost.last()) else { return false };
    let titles = lost.iter().all(|t| word(*t).is_some_and(|w| people::is_title(w.text())));
    let holder = word(last + 1).is_some_and(|w| last < half.last && w.is_proper() && w.place().is_none());
    let inside = first > half.first && word(first - 1).is_some_and(|w| w.is_ordinary());
    titles && !holder && !inside
}

/// A name in small letters throughout reads like ordinary words. What speaks for it: it heads a body of which there
/// is one, *the* stands before it, and the capitals prevail, or its first word begins another name as well, or it is
/// joined to a name that has its capitals (`the Safety Board and the city government`).
fn small_severity(names: &Names<'_>, sequence: &Sequence) -> Severity {
    let (index, full, small) = (names.index, &sequence.full, &sequence.small);
    let text = |block: usize, token: usize| index.word_at(block, token).map_or("", |w| w.text());
    let before = |span: &Span| index.previous_word(span.block, span.first);
    let definite = |span: &Span| before(span).is_some_and(|t| text(span.block, t) == "the");
    let joined = |span: &Span| {
        let and = before(span).and_then(|t| index.previous_word(span.block, t))?;
        let name = index.previous_word(span.block, and)?;
        Some(text(span.block, and) == "and" && index.is_capitalised(span.block, name))
    };
    let body = full.iter().all(|span| words::is_body(text(span.block, span.last)));
    let prevails = full.len() >= 3 * small.len();
    let in_family = || names.firsts().contains(&sequence.first_word(index));
    let alone = || sequence.stands_small_once() && (in_family() || joined(&small[0]) == Some(true));
    if body && small.iter().all(definite) && (prevails || alone()) { Severity::Information } else { Severity::Hint }
}
