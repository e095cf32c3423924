//! Names whose letters differ: slips, and other schemes of writing a foreign script.
//!
//! Words that are no ordinary ones, alone or two joined (`units`), meet by the outline of their sounds and its neighbours,
//! or because they stand beside the same name. How alike they must be depends on what stands around them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::finding::Severity;
use crate::lexicon::pinyin;
use crate::names::guard::{self, Side};
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::numbering::Numbering;
use crate::names::similar;
use crate::names::slip;
use crate::names::units::{Pair, Stands};
use crate::names::variant::{Kind, Spelling, Variant, weight};
use crate::names::word::Word;

/// A name of one word, or of two joined, that is compared with another.
struct Unit<'i> {
    words: [WordId; 2],
    /// Its letters, folded.
    fold: Cow<'i, str>,
    sounds: Cow<'i, [u8]>,
    /// Where it stands, in the order of the text.
    places: Vec<Span>,
    /// What stands beside it; not asked of all.
    beside: OnceCell<Box<[Beside; 2]>>,
    /// Its first word cut into pinyin; only asked of such words.
    syllables: OnceCell<Vec<&'i str>>,
}

/// The distinct words on one side of the places of a unit, by their numbers.
struct Beside {
    names: Vec<WordId>,
    /// Whether a name stands beside each of the places.
    always: bool,
    words: Vec<WordId>,
}

impl<'i> Unit<'i> {
    fn new(index: &'i Index<'_>, words: [WordId; 2], places: Vec<Span>) -> Self {
        let first = index.word(words[0]);
        let (mut fold, mut sounds) = (Cow::Borrowed(first.fold()), Cow::Borrowed(first.sounds()));
        if words[1] != NONE {
            fold += index.word(words[1]).fold();
            sounds = Cow::Owned(similar::sounds(&fold));
        }
        Self { words, fold, sounds, places, beside: OnceCell::new(), syllables: OnceCell::new() }
    }

    fn fold(&self) -> &str {
        &self.fold
    }

    fn syllables(&self, index: &'i Index<'_>) -> &[&'i str] {
        self.syllables.get_or_init(|| pinyin::syllables(index.word(self.words[0]).fold()))
    }

    fn beside(&self, index: &Index<'_>, side: Side) -> &Beside {
        let [before, after] = &**self.beside.get_or_init(|| {
            Box::new([Side::Before, Side::After].map(|side| {
                let beside = self.places.iter().filter_map(|span| guard::beside(index, span, side));
                let words: Vec<WordId> = beside.collect();
                let names = words.iter().copied().filter(|id| guard::is_neighbour(index.word(*id)));
                let names: Vec<WordId> = names.collect();
                let always = names.len() == self.places.len();
                Beside { names: guard::distinct(names), always, words: guard::distinct(words) }
            }))
        });
        if side == Side::Before { before } else { after }
    }
}

/// Standing so often, a name is nobody's slip: two such names are two, unless they sound the same.
const RECURS: usize = 3;

/// So many letters has a place of which another word is rarely one letter off.
const LONG_PLACE: usize = 6;

/// All variants in letters.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let stands = Stands::of(index);
    let pairs = stands.pairs(index);
    index.give_back();
    let mut numbers = Numbering::new();
    let mut units: Vec<Unit<'_>> = Vec::with_capacity(2 * pairs.len());
    let mut unit = |of: usize| {
        let number = numbers.number(of as u64, units.len());
        if number == units.len() {
            units.push(Unit::new(index, stands.words(of), stands.places(index, of, usize::MAX)));
        }
        number
    };
    let pairs: Vec<(usize, usize)> = pairs.into_iter().map(Pair::numbers).map(|(a, b)| (unit(a), unit(b))).collect();
    let judged = pairs.into_iter().filter_map(|(a, b)| Some((a, b, judge(index, &units[a], &units[b])?)));
    let mut found: Vec<Variant> = stars(index, &units, judged.collect())
        .into_iter()
        .map(|(standard, deviating, kind)| {
            let [deviating, standard] =
                [deviating, standard].map(|unit| Spelling::of(index, units[unit].places.clone()));
            Variant::new(kind, Severity::Information, deviating, standard)
        })
        .collect();
    slip::add(index, &stands, &mut found);
    found
}

/// What the two differ in, if they are spellings of one name.
fn judge<'i>(index: &'i Index<'_>, a: &Unit<'i>, b: &Unit<'i>) -> Option<Kind> {
    if a.fold() == b.fold() {
        return None;
    }
    let near = nearness(a, b);
    if near.is_none() && !is_tabled(index, a, b) || is_never(index, a, b) {
        return None;
    }
    let context = context(index, a, b);
    let (first, second) = (index.word(a.words[0]), index.word(b.words[0]));
    if a.words[1] == NONE && b.words[1] == NONE {
        if first.exonym().is_some() && first.exonym() == second.exonym() {
            return Some(Kind::Scheme);
        }
        if is_scheme_pair(a.fold(), b.fold()) || is_scheme_pair(b.fold(), a.fold()) {
            return Some(Kind::Scheme);
        }
        if context == Context::Name && is_glued(a.fold(), b.fold()) && first.syllables() != Some(1) {
            return Some(Kind::Segmentation);
        }
        if is_same_family(index, a, b) {
            return None;
        }
        let pinyin = first.is_pinyin() && second.is_pinyin();
        if let Some(verdict) = pinyin.then(|| pinyin_verdict(index, a, b, context)).flatten() {
            return verdict.then_some(Kind::Spelling);
        }
    }
    // What is far is farther than is allowed anywhere.
    let near = near?;
    let length = a.sounds.len().max(b.sounds.len()) as f32;
    // A slip of one letter may weigh more than another way to write the same sounds.
    let slip = is_one_letter(a.fold().as_bytes(), b.fold().as_bytes());
    if !slip && (first.place().is_some() || second.place().is_some()) {
        return None;
    }
    // Two words joined are only compared with what they nearly equal: most of them are no name together.
    let joined = a.words[1] != b.words[1];
    let alike = slip || similar::have_near_consonants(&a.sounds, &b.sounds);
    let allowed = if joined { context.allowed(length, alike) / 2.0 } else { context.allowed(length, alike) };
    let both_recur = a.places.len() >= RECURS && b.places.len() >= RECURS && context != Context::Name;
    let allowed = if both_recur { allowed.min(0.08) } else { allowed };
    // Where it is as near as can be allowed, rounding has decided ever since.
    let is_tie = (near - allowed * length).abs() < ROUNDED;
    let distance = if is_tie { similar::distance(&a.sounds, &b.sounds) } else { near };
    (distance / length <= allowed && !starts_apart(a, b, context)).then_some(Kind::Spelling)
}

/// The greatest distance that is ever allowed, as a share of the sounds.
const FARTHEST: f32 = 0.4;

/// A little more than what is ever rounded.
const ROUNDED: f32 = 0.01;

/// How far apart the two sound, if the sounds alone allow them to be one name, whatever stands around them.
fn nearness(a: &Unit<'_>, b: &Unit<'_>) -> Option<f32> {
    let length = a.sounds.len().max(b.sounds.len()) as f32;
    let joined = a.words[1] != b.words[1];
    let allowed = if joined { FARTHEST / 2.0 } else { FARTHEST };
    if joined && length < 6.0 {
        return None;
    }
    similar::distance_within(&a.sounds, &b.sounds, allowed * length + ROUNDED)
}

/// Whether tables or syllables have a say in two single words, so that their sounds do not decide alone.
fn is_tabled(index: &Index<'_>, a: &Unit<'_>, b: &Unit<'_>) -> bool {
    let (first, second) = (index.word(a.words[0]), index.word(b.words[0]));
    a.words[1] == NONE
        && b.words[1] == NONE
        && (is_glued(a.fold(), b.fold())
            || first.is_pinyin() && second.is_pinyin()
            || is_scheme_pair(a.fold(), b.fold())
            || is_scheme_pair(b.fold(), a.fold())
            || first.exonym().is_some() && first.exonym() == second.exonym())
}

/// What speaks for two words being one name, besides their letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Context {
    /// Nothing.
    None,
    /// The same word stands beside both: a title, a kind of place, a first or a last name.
    Word,
    /// The same Chinese family name stands before both, or the same second half of a name after both.
    Name,
}

impl Context {
    /// The distance allowed, as a share of the sounds.
    fn allowed(self, sounds: f32, alike: bool) -> f32 {
        match self {
            Self::None if sounds < 6.0 || !alike => 0.13,
            Self::None => 0.18,
            Self::Word => 0.26,
            Self::Name => FARTHEST,
        }
    }
}

fn context(index: &Index<'_>, a: &Unit<'_>, b: &Unit<'_>) -> Context {
    let sides = [Side::Before, Side::After];
    let half = |side: &Side| share_names(index, (a, b), *side, |word| proves_a_name(word, *side));
    let word = |side: &Side| guard::share(&a.beside(index, *side).words, &b.beside(index, *side).words);
    if sides.iter().any(half) {
        Context::Name
    } else if sides.iter().any(word) {
        Context::Word
    } else {
        Context::None
    }
}

/// Whether the same name stands right beside both, of those that `counts` lets pass.
fn share_names(index: &Index<'_>, (a, b): (&Unit<'_>, &Unit<'_>), side: Side, counts: impl Fn(&Word) -> bool) -> bool {
    let (few, many) = (&a.beside(index, side).names, &b.beside(index, side).names);
    let (few, many) = if few.len() <= many.len() { (few, many) } else { (many, few) };
    few.iter().any(|id| many.binary_search(id).is_ok() && counts(index.word(*id)))
}

/// Another word glued to the end or the front of a name: `Lin Guoming`, `Lin Guomingkai`.
fn is_glued(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 5 && long.len() >= short.len() + 2 && (long.starts_with(short) || long.ends_with(short))
}

/// First names are shared by many, and so are Western family names; a Chinese family name before, or Chinese
/// syllables after, are one half of the same name.
fn proves_a_name(word: &Word, side: Side) -> bool {
    match side {
        Side::Before => word.is_surname(),
        Side::After => !word.is_surname() && word.is_pinyin(),
    }
}

/// What two spellings of one name never are.
fn is_never(index: &Index<'_>, a: &Unit<'_>, b: &Unit<'_>) -> bool {
    let single = a.words[1] == NONE && b.words[1] == NONE;
    let (first, second) = (index.word(a.words[0]), index.word(b.words[0]));
    if single {
        let exonym = first.exonym().is_some() && first.exonym() == second.exonym();
        if !exonym && (guard::is_place_pair(first, second) || guard::is_derived(a.fold(), b.fold())) {
            return true;
        }
    }
    single && first.is_given() && second.is_given() && !share_names(index, (a, b), Side::After, |_| true)
        || have_other_neighbours(index, a, b)
        || have_other_roles(index, a, b)
        || guard::named_closely(index, &a.places, &b.places) && !(single && is_slip_of_place(index, a, b))
}

/// A place of the gazetteer and what is no name or word at all but for one letter: nobody tells the two apart.
fn is_slip_of_place(index: &Index<'_>, a: &Unit<'_>, b: &Unit<'_>) -> bool {
    let (first, second) = (index.word(a.words[0]), index.word(b.words[0]));
    let unknown = |word: &Word| word.level.is_none() && !word.is_known_name();
    let long = a.fold().len().min(b.fold().len()) >= LONG_PLACE;
    long && (first.place().is_some() && unknown(second) || unknown(first) && second.place().is_some())
        && is_one_letter(a.fold().as_bytes(), b.fold().as_bytes())
}

/// Both spellings always stand beside another name, and never beside the same: Anna Berg, Anne Holm.
fn have_other_neighbours(index: &Index<'_>, a: &Unit<'_>, b: &Unit<'_>) -> bool {
    [Side::Before, Side::After].into_iter().any(|side| {
        let (a, b) = (a.beside(index, side), b.beside(index, side));
        a.always && b.always && !guard::share(&a.names, &b.names)
    })
}

/// One stands behind another name throughout, as a family name does, and the other before one and never behind, as a given
/// name does, often enough to show it: Lester Holm, Holme Berg.
fn have_other_roles(index: &Index<'_>, a: &Unit<'_>, b: &Unit<'_>) -> bool {
    let roles = |unit: &Unit<'_>| {
        let (before, after) = (unit.beside(index, Side::Before), unit.beside(index, Side::After));
        let family = before.always && after.names.is_empty();
        (family, unit.places.len() >= RECURS && before.names.is_empty() && !after.names.is_empty())
    };
    let (a, b) = (roles(a), roles(b));
    a.0 && b.1 || a.1 && b.0
}

/// The first sounds have nothing in common: rarely one name, unless the same name stands beside both.
fn starts_apart(a: &Unit<'_>, b: &Unit<'_>, context: Context) -> bool {
    let (Some(x), Some(y)) = (a.sounds.first(), b.sounds.first()) else { return true };
    let short =
        a.fold().len().min(b.fold().len()) < 6 && !b.fold().starts_with(a.fold().chars().next().unwrap_or_default());
    if short && context == Context::None {
        return true;
    }
    context != Context::Name && similar::distance(&[*x], &[*y]) >= 0.4 && !similar::is_near_consonant(*x, *y)
}

/// Whether `old` is the Wade-Giles spelling of `new`, both of one syllable.
fn is_scheme_pair(old: &str, new: &str) -> bool {
    (4..=pinyin::LONGEST).contains(&old.len())
        && pinyin::from_wade_giles(old).contains(&new)
        && pinyin::syllable_count(old).is_none()
}

/// Two legal given names of two syllables behind one family name: `person` decides.
fn is_same_family(index: &Index<'_>, a: &Unit<'_>, b: &Unit<'_>) -> bool {
    let given = |unit: &Unit<'_>| index.word(unit.words[0]).syllables() == Some(2);
    given(a) && given(b) && share_names(index, (a, b), Side::Before, |word| word.is_surname())
}

/// What Chinese syllables say: `None` where the two are not about them.
///
/// Two legal words are two names, unless only one syllable of three differs, and only by a letter, or a final
/// `n`/`ng` or an initial `zh`/`z`, `ch`/`c`, `sh`/`s` is confused. An illegal word one letter from a legal one is a slip.
fn pinyin_verdict<'i>(index: &'i Index<'_>, a: &Unit<'i>, b: &Unit<'i>, context: Context) -> Option<bool> {
    let count = |unit: &Unit<'_>| index.word(unit.words[0]).syllables();
    if count(a)? != count(b)? {
        return Some(false);
    }
    let (x, y) = (a.syllables(index), b.syllables(index));
    let different: Vec<(&str, &str)> = x.iter().zip(y).filter(|(p, q)| p != q).map(|(p, q)| (*p, *q)).collect();
    let [(p, q)] = different[..] else { return Some(false) };
    let confused = confusion_free(p) == confusion_free(q);
    let one_letter = is_one_letter(p.as_bytes(), q.as_bytes());
    Some(
        confused && (x.len() >= 2 || context == Context::Name)
            || x.len() >= 3 && one_letter
            || context == Context::Name && x.len() >= 2 && one_letter,
    )
}

/// One letter more, fewer or another, or two that have changed places; capitals make no difference.
pub(super) fn is_one_letter(p: &[u8], q: &[u8]) -> bool {
    let (short, long) = if p.len() <= q.len() { (p, q) } else { (q, p) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = |(a, b): &(&u8, &u8)| a.eq_ignore_ascii_case(b);
    let head = short.iter().zip(long).take_while(same).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(same).count();
    let [a, b] = [short, long].map(|word| word.get(head..head + 2));
    let swapped = || matches!((a, b), (Some([a, b]), Some([c, d])) if same(&(a, d)) && same(&(b, c)));
    head + tail + 1 >= long.len() || short.len() == long.len() && head + tail + 2 == long.len() && swapped()
}

/// A syllable, its beginning and the rest, with the sounds that speakers of southern dialects confuse made alike.
fn confusion_free(syllable: &str) -> (&str, &str) {
    let syllable = if syllable.ends_with("ng") { &syllable[..syllable.len() - 1] } else { syllable };
    match syllable.as_bytes() {
        [b'z' | b'c' | b's', b'h', ..] => (&syllable[..1], &syllable[2..]),
        _ => syllable.split_at(1),
    }
}

/// Stars through the most frequent unit: each deviating unit belongs to one standard, which deviates from none.
fn stars(index: &Index<'_>, units: &[Unit<'_>], mut pairs: Vec<(usize, usize, Kind)>) -> Vec<(usize, usize, Kind)> {
    let known = |unit: &Unit<'_>| unit.words[1] == NONE && index.word(unit.words[0]).place().is_some();
    let weight = |number: usize| weight(&units[number].places, known(&units[number]));
    for (a, b, _) in &mut pairs {
        if weight(*b) > weight(*a) {
            std::mem::swap(a, b);
        }
    }
    pairs.sort_by_key(|(standard, deviating, _)| Reverse((weight(*standard), weight(*deviating))));
    let mut role: FxHashMap<usize, bool> = FxHashMap::default();
    let mut stars = Vec::new();
    for (standard, deviating, kind) in pairs {
        let free = !role.contains_key(&deviating) && role.get(&standard) != Some(&false);
        if free {
            role.insert(deviating, false);
            role.insert(standard, true);
            stars.push((standard, deviating, kind));
        }
    }
    stars
}
