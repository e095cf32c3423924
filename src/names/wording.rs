//! Long names that differ in one word of the same stem, in its ending or country's spelling, or in a small word.
//!
//! A name of three words and more is looked up with each of its words left out in turn, so that two that agree in
//! all but one word meet by a hash. Then the odd words must belong together: `Finance` and `Financial`, `Centre` and
//! `Center`, `20th` and `Twentieth`.

use std::cell::OnceCell;
use std::hash::Hasher;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHasher;

use crate::finding::Severity;
use crate::lexicon::{people, places, words};
use crate::names::guard;
use crate::names::ids::Ids;
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::marks::Marks;
use crate::names::meeting::{Full, Keys, Meeting, Met, Twice};
use crate::names::mention::Chain;
use crate::names::numbering::Numbering;
use crate::names::variant::{Kind, Spelling, Variant};
use crate::names::word::{Traits, Word};

/// The most words of substance of a name looked at; longer ones are compared by their parts.
const MOST_WORDS: usize = 6;

/// The most names kept under one key.
const MOST_TOGETHER: usize = 24;

/// How many letters two forms of one word have in common at least, at their beginning.
const LEAST_HEAD: usize = 3;

/// So many have two forms of one word in common, where one is not the other with a letter more.
const LONG_HEAD: usize = 5;

/// The fewest words of substance of names that are compared by their small words.
const LEAST_SMALL: usize = 3;

/// The number of a phrase, and where a name stands where that stands first: the block, the first token and the last.
type Stand = [u32; 4];

fn span(stand: Stand) -> Span {
    let [_, block, first, last] = stand.map(|number| number as usize);
    Span { block, first, last }
}

/// A name of several words.
struct Name {
    /// Its words of substance, and how many they are.
    content: [WordId; MOST_WORDS],
    count: u8,
    /// Which of its keys it may share, as bits.
    asked: u8,
    /// Where it stands first in the first phrase that has it.
    first: Stand,
    /// The same of the other phrases.
    more: Vec<Stand>,
    /// Only of names that are compared.
    spelling: OnceCell<Rc<Spelling>>,
}

impl Name {
    /// The name of these words, of which some are of substance.
    fn new(content: &[WordId], asked: u8, first: Stand) -> Self {
        let mut own = [NONE; MOST_WORDS];
        own[..content.len()].copy_from_slice(content);
        let (more, spelling) = (Vec::new(), OnceCell::new());
        Self { content: own, count: content.len() as u8, asked, first, more, spelling }
    }

    fn content(&self) -> &[WordId] {
        &self.content[..usize::from(self.count)]
    }

    /// All its words.
    fn words<'i>(&self, index: &'i Index<'_>) -> Ids<'i> {
        let Span { block, first, last } = span(self.first);
        index.ids(block).of(first..last + 1)
    }

    fn spelling(&self, index: &Index<'_>) -> &Rc<Spelling> {
        self.spelling.get_or_init(|| {
            let of = |stand: &Stand| index.places(stand[0] as usize, span(*stand));
            let mut places: Vec<Span> = [self.first].iter().chain(&self.more).flat_map(of).collect();
            Span::sort(&mut places);
            Rc::new(Spelling { text: index.surface(places[0]), places })
        })
    }
}

/// All variants in wording.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let contents = Contents::of(index);
    let names = names(index, &contents);
    index.give_back();
    if names.len() < 2 {
        return Vec::new();
    }
    let mut found: Vec<(Met, Variant)> = Vec::new();
    // More meet only under a word that heads many names; their first ones speak for all.
    let meeting = Meeting { items: names.len(), most: MOST_TOGETHER, full: Full::MeetsFirst };
    meeting.each(&names.as_slice(), &mut |met| {
        let (a, b) = (&names[met.earlier as usize], &names[met.later as usize]);
        found.extend(compare(index, a, b, met.position as usize).map(|variant| (met, variant)));
    });
    found.sort_unstable_by_key(|(met, _)| *met);
    found.into_iter().map(|(_, variant)| variant).collect()
}

impl Keys for &[Name] {
    #[inline]
    fn each(&self, item: usize, mut take: impl FnMut(u64, u32)) {
        let name = &self[item];
        keys(name.content(), &mut |position, key| {
            if name.asked & 1 << position != 0 {
                take(key, position);
            }
        });
    }
}

/// The words of substance of all phrases that have several.
#[derive(Default)]
struct Contents {
    /// Their tokens, phrase by phrase.
    tokens: Vec<usize>,
    /// What words they are.
    ids: Vec<WordId>,
    /// What is known of each.
    facts: Vec<Facts>,
    /// The phrases: the number, the block in which it stands first, and where its tokens end.
    phrases: Vec<(usize, usize, usize)>,
}

/// What is asked of a word of substance again and again: eight bits for each, so that words one behind the other have theirs
/// side by side.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Facts(u64);

impl Facts {
    /// Another one may belong together with it.
    const SHARES: Self = Self(1);
    /// It is in more phrases than may meet under one key.
    const OFTEN: Self = Self(1 << 8);
    /// It is in one only.
    const ONCE: Self = Self(1 << 16);
    /// Surely a name.
    const PROPER: Self = Self(1 << 24);
    /// Small words stand between it and the next one, here or elsewhere.
    const JOINS: Self = Self(1 << 32);
    /// A hyphen or another mark stands there.
    const APART: Self = Self(1 << 40);
    /// Its phrase may have a name that meets another one.
    const NAMED: Self = Self(1 << 48);

    fn with(self, fact: Self, is: bool) -> Self {
        if is { Self(self.0 | fact.0) } else { self }
    }

    /// For which of the words one behind the other, a bit for each, it is so.
    fn which(self, fact: Self) -> u8 {
        (self.0 >> fact.0.trailing_zeros()) as u8
    }
}

impl Contents {
    /// A word of substance is a capitalised one, or an ordinal; also the one right before a phrase (`20th Congress`).
    fn of(index: &Index<'_>) -> Self {
        let words = index.phrases().words();
        let (tokens, ids) = (Vec::with_capacity(words), Vec::with_capacity(words));
        let mut own = Self { tokens, ids, facts: Vec::new(), phrases: Vec::with_capacity(index.phrases().len()) };
        let traits = index.traits();
        for (phrase, block, chain) in index.phrases().iter() {
            let marks = index.marks(block);
            let ordinal = ordinal_before(index, block, chain);
            let alone = chain.first == chain.last && ordinal.is_none();
            if alone || marks[chain.first].has(Marks::LOUD) {
                continue;
            }
            let (ids, from) = (index.ids(block), own.tokens.len());
            own.extend(ordinal.map(|token| (token, ids.at(token))));
            for (token, own_marks) in (chain.first..).zip(&marks[chain.first..=chain.last]) {
                let id = ids.at(token);
                let of_word = if id == NONE { continue } else { traits[id as usize] };
                let name = own_marks.has(Marks::CAPITAL) && !of_word.has(Traits::FUNCTION);
                if name || index.ordinal(id).is_some() {
                    own.extend([(token, id)]);
                }
            }
            if own.tokens.len() < from + 2 {
                own.tokens.truncate(from);
                own.ids.truncate(from);
                continue;
            }
            own.phrases.push((phrase, block, own.tokens.len()));
        }
        // One name of two words meets nobody.
        if own.ids.len() < 3 {
            return Self::default();
        }
        own.facts = own.facts(index);
        own.join(index);
        own
    }

    /// Adds tokens with their words.
    #[inline]
    fn extend(&mut self, words: impl IntoIterator<Item = (usize, WordId)>) {
        for (token, id) in words {
            self.tokens.push(token);
            self.ids.push(id);
        }
    }

    /// What is known of each word by itself. Where all words of a phrase but one are in no other, none of its names meets
    /// another one.
    fn facts(&self, index: &Index<'_>) -> Vec<Facts> {
        let mut numbers = Numbering::new();
        let mut distinct: Vec<(&Word, usize, Facts)> = Vec::with_capacity(self.ids.len());
        let number = |id: &WordId| {
            let number = numbers.number(u64::from(*id), distinct.len());
            if number == distinct.len() {
                distinct.push((index.word(*id), 0, Facts::default()));
            }
            distinct[number].1 += 1;
            number
        };
        let words: Vec<usize> = self.ids.iter().map(number).collect();
        let mut alike = Twice::of(8 * words.len());
        for (.., all) in self.iter() {
            let several = words[all.clone()].iter().any(|number| distinct[*number].1 > 1);
            for number in words[all].iter().filter(|_| several) {
                let (word, times, facts) = &mut distinct[*number];
                if *facts == Facts::default() {
                    *facts = Facts::NAMED.with(Facts::ONCE, *times == 1).with(Facts::OFTEN, *times > MOST_TOGETHER);
                    word.likenesses(likenesses).iter().for_each(|key| alike.note(*key));
                }
            }
        }
        for (word, _, facts) in distinct.iter_mut().filter(|(.., facts)| *facts != Facts::default()) {
            let shares = word.likenesses(likenesses).iter().any(|key| alike.is(*key));
            *facts = facts.with(Facts::SHARES, shares).with(Facts::PROPER, word.is_proper());
        }
        words.into_iter().map(|number| distinct[number].2).collect()
    }

    /// The phrases, each with its block, and its words in `tokens`, `ids` and `facts`.
    fn iter(&self) -> impl Iterator<Item = (usize, usize, Range<usize>)> {
        let mut from = 0;
        self.phrases.iter().map(move |(phrase, block, to)| (*phrase, *block, std::mem::replace(&mut from, *to)..*to))
    }

    /// Sees which words are joined by others elsewhere.
    fn join(&mut self, index: &Index<'_>) {
        let mut joined = Twice::of(self.ids.len());
        let key = |ids: &[WordId]| u64::from(ids[0]) << u32::BITS | u64::from(ids[1]);
        let mut from = 0;
        for (_, block, to) in &self.phrases {
            let all = std::mem::replace(&mut from, *to)..*to;
            let ids = index.ids(*block);
            for (at, pair) in (all.start..).zip(self.tokens[all].windows(2)).filter(|(_, pair)| pair[1] > pair[0] + 1) {
                let apart = (pair[0] + 1..pair[1]).any(|token| ids.at(token) == NONE);
                self.facts[at] = self.facts[at].with(Facts::APART, apart);
                if !apart {
                    joined.note(key(&self.ids[at..]));
                }
            }
        }
        for (facts, ids) in self.facts.iter_mut().zip(self.ids.windows(2)) {
            *facts = facts.with(Facts::JOINS, joined.has(key(ids)));
        }
    }
}

/// Numbers of which two words that belong together have one in common: so much of the beginning as two forms of one word
/// have, and what tables say.
fn likenesses(word: &Word) -> Vec<u64> {
    let text = word.text().as_bytes();
    let number = |sort: u64, bytes: &[u8]| bytes.iter().fold(sort, |sum, byte| sum << 8 | u64::from(*byte));
    let mut all = Vec::new();
    match text.first_chunk::<LONG_HEAD>() {
        Some(head) => all.push(number(1, head)),
        None if text.len() >= LEAST_HEAD => all.push(number(2, text)),
        None => {}
    }
    if (LEAST_HEAD + 1..=LONG_HEAD).contains(&text.len()) {
        all.push(number(2, &text[..text.len() - 1]));
    }
    if word.is_special() {
        let numbers =
            [word.place().map(u64::from), places::exonym(word.text()).map(u64::from), word.ordinal().map(u64::from)];
        let pair = words::has_spelling_pair(word.text()).then_some(0);
        let sorts = (3u64..).zip(numbers.into_iter().chain([pair]));
        all.extend(sorts.filter_map(|(sort, number)| Some(sort << 56 | number?)));
    }
    all
}

/// Every stretch of two words of substance or more inside the phrases that may meet another one.
fn names(index: &Index<'_>, contents: &Contents) -> Vec<Name> {
    let mut numbers = Numbering::new();
    let mut names: Vec<Name> = Vec::with_capacity(contents.tokens.len());
    for (phrase, block, all) in contents.iter() {
        let (tokens, content, facts) =
            (&contents.tokens[all.clone()], &contents.ids[all.clone()], &contents.facts[all]);
        if !facts.iter().any(|facts| facts.which(Facts::NAMED) > 0) {
            continue;
        }
        let ids = index.ids(block);
        for from in 0..tokens.len() {
            let mut told = facts[from];
            for to in from + 2..=tokens.len().min(from + MOST_WORDS) {
                told.0 |= facts[to - 1].0 << (to - 1 - from);
                let asked = told.asked(to - from);
                if asked == 0 {
                    continue;
                }
                let span = Span { block, first: tokens[from], last: tokens[to - 1] };
                let words = ids.of(span.first..span.last + 1);
                let mut hasher = FxHasher::default();
                // Else a first word of number 0 would say nothing.
                hasher.write_usize(1);
                words.write(&mut hasher);
                let number = numbers.number(hasher.finish(), names.len());
                let stand = [phrase, block, span.first, span.last].map(|number| number as u32);
                match names.get_mut(number) {
                    Some(name) => name.more.push(stand),
                    None => names.push(Name::new(&content[from..to], asked, stand)),
                }
            }
        }
    }
    names
}

impl Facts {
    /// Which keys of a name of so many words another one may share, as bits: those without a word that belongs together with
    /// others, and the last one where small words may differ. Where so many share a key that not all meet, all are needed.
    /// None is shared that has a word of one phrase only.
    fn asked(self, count: usize) -> u8 {
        let (all, inner) = ((1 << count) - 1, (1 << (count - 1)) - 1);
        let without = match self.which(Self::ONCE).count_ones() {
            0 => all | 1 << count,
            1 => self.which(Self::ONCE),
            _ => return 0,
        };
        let small = count >= LEAST_SMALL
            && self.which(Self::JOINS) & inner != 0
            && self.which(Self::APART) & inner == 0
            && self.which(Self::PROPER).count_ones() as usize * 2 < count;
        let rare = all & !self.which(Self::OFTEN);
        let needed = match rare.count_ones() {
            0 => all,
            1 => rare,
            _ => 0,
        };
        (u8::from(small || rare == 0) << count | self.which(Self::SHARES) | needed) & without
    }
}

/// The word right before a chain, if it is an ordinal.
fn ordinal_before(index: &Index<'_>, block: usize, chain: Chain) -> Option<usize> {
    let id = index.id(block, chain.first.checked_sub(1)?);
    let is_ordinal = id != NONE && index.ordinal(id).is_some();
    is_ordinal.then(|| index.previous_word(block, chain.first))?
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
fn keys(content: &[WordId], take: &mut impl FnMut(u32, u64)) {
    let (places, rest) = ODD.split_at(MOST_WORDS);
    let (left_out, counts) = rest.split_at(MOST_WORDS);
    let own = |(id, place): (&WordId, &u64)| (u64::from(*id) + 1).wrapping_mul(*place);
    let all = content.iter().zip(places).map(own).fold(counts[content.len()], u64::wrapping_add);
    for (number, ((id, place), left_out)) in (0..).zip(content.iter().zip(places).zip(left_out)) {
        take(number, all.wrapping_sub(own((id, place))).wrapping_add(*left_out));
    }
    take(content.len() as u32, all);
}

fn compare(index: &Index<'_>, a: &Name, b: &Name, odd: usize) -> Option<Variant> {
    let kind = if odd == a.content().len() { small_words(index, a, b) } else { odd_word(index, a, b, odd) }?;
    let (x, y) = (a.spelling(index), b.spelling(index));
    let (a_ends, b_ends) = (ends_somewhere(index, x), ends_somewhere(index, y));
    if !a_ends && !b_ends || a.content().len() == 2 && !(a_ends && b_ends) {
        return None;
    }
    if guard::named_closely(index, &x.places, &y.places) || is_several(index, a, b, odd) {
        return None;
    }
    let (standard, deviating) = if y.places.len() > x.places.len() { (y, x) } else { (x, y) };
    Some(Variant {
        kind,
        severity: Severity::Information,
        deviating: Spelling::clone(deviating),
        standard: Rc::clone(standard),
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
    let plain =
        |name: &Name| name.words(index).iter().all(|id| id != NONE) && !name.spelling(index).text.contains(['\'', '’']);
    let proper = a.content().iter().filter(|id| index.word(**id).is_proper()).count();
    let joining = |name: &Name| {
        let small = name.words(index).iter().map(|id| index.word(id).text());
        small.filter(|w| words::is_connector(w) && !words::is_article(w)).collect::<Vec<_>>()
    };
    if a.content().len() < LEAST_SMALL
        || a.words(index).iter().eq(b.words(index).iter())
        || proper * 2 >= a.content().len()
        || !plain(a)
        || !plain(b)
    {
        return None;
    }
    let (x, y) = (joining(a), joining(b));
    let place = |word: &&str| matches!(*word, "in" | "on" | "at");
    (x != y && !x.iter().chain(&y).any(place)).then_some(Kind::Inflection)
}

/// How the odd words belong together; `None` where they are two words.
fn odd_word(index: &Index<'_>, a: &Name, b: &Name, odd: usize) -> Option<Kind> {
    let (x, y) = (index.word(a.content()[odd]), index.word(b.content()[odd]));
    let length = a.content().len();
    if x.text() == y.text() || a.words(index).len() != b.words(index).len() {
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
fn is_chosen(index: &Index<'_>, name: &Name, odd: usize) -> bool {
    odd > 0 || name.spelling(index).places.iter().any(|span| index.is_telling(span.block, span.first))
}

/// Whether the names differ in number at their end and the text counts what they name: `two Trade Unions`.
fn is_several(index: &Index<'_>, a: &Name, b: &Name, odd: usize) -> bool {
    if odd + 1 != a.content().len() {
        return false;
    }
    let last = |name: &Name| index.word(name.content()[odd]).text();
    let counted = |one: &Name, many: &Name| {
        is_plural_of(last(many), last(one))
            && guard::is_counted(index, &one.spelling(index).places, &many.spelling(index).places)
    };
    counted(a, b) || counted(b, a)
}

/// Whether one of the words is the other's plural.
fn is_plural(x: &str, y: &str) -> bool {
    is_plural_of(x, y) || is_plural_of(y, x)
}

fn is_plural_of(many: &str, one: &str) -> bool {
    many.strip_prefix(one).is_some_and(|ending| matches!(ending, "s" | "es"))
        || one.strip_suffix('y').is_some_and(|stem| many.strip_prefix(stem) == Some("ies"))
}

/// Two forms of one word: a long common head, or a final letter more.
fn is_same_stem(x: &str, y: &str) -> bool {
    let head = x.bytes().zip(y.bytes()).take_while(|(a, b)| a == b).count();
    let (short, long) = (x.len().min(y.len()), x.len().max(y.len()));
    let clipped = head == short && long == short + 1 && short >= LEAST_HEAD;
    clipped || head >= LONG_HEAD && head * 3 >= short * 2 && long - head <= 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;
    use crate::format::Format;

    #[test]
    fn the_first_word_of_a_text_counts() {
        let text =
            "Brennick Sports Centre is new. I was at Sports Centre. They built the Brennick Sports Center in a year.";
        let found = Engine::default().check(text, Format::Plain);
        assert!(found.iter().any(|f| f.message.contains("\"Brennick Sports Centre\" once elsewhere")), "{found:?}");
    }

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
