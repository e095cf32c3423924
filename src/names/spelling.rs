//! Names whose letters differ: slips, and other schemes of writing a foreign script.
//!
//! Words that are no ordinary ones, alone or two joined, meet by the outline of their sounds and its neighbours, or
//! because they stand beside the same name. How alike they must be depends on what stands around them.

use rustc_hash::FxHashMap;

use crate::finding::Severity;
use crate::lexicon::{people, pinyin, places};
use crate::names::guard::{self, Side};
use crate::names::index::{Index, NONE, Part, Span, Word, WordId};
use crate::names::mention;
use crate::names::similar;
use crate::names::variant::{Kind, Spelling, Variant};

/// A name of one word, or of two joined.
struct Unit {
    words: [WordId; 2],
    fold: String,
    sounds: Vec<u8>,
    places: Vec<Span>,
}

/// Standing so often, a name is nobody's slip: two such names are two, unless they sound the same.
const RECURS: usize = 3;

/// The most units compared under one key: more share it only where it is too short to mean anything.
const MOST_TOGETHER: usize = 24;

/// All variants in letters.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let units = units(index);
    let mut pairs = candidates(index, &units);
    pairs.sort_unstable();
    pairs.dedup();
    let judged = pairs.into_iter().filter_map(|(a, b)| Some((a, b, judge(index, &units[a], &units[b])?)));
    stars(&units, judged.collect())
        .into_iter()
        .map(|(standard, deviating, kind)| {
            let spelling = |unit: &Unit| Spelling { text: index.surface(unit.places[0]), places: unit.places.clone() };
            let (deviating, standard) = (spelling(&units[deviating]), spelling(&units[standard]));
            Variant::new(kind, Severity::Information, deviating, standard)
        })
        .collect()
}

/// The units of a document in the order of the text.
fn units(index: &Index<'_>) -> Vec<Unit> {
    let mut numbers: FxHashMap<[WordId; 2], usize> = FxHashMap::default();
    let mut units: Vec<Unit> = Vec::new();
    for part in index.parts() {
        for (i, &token) in part.tokens.iter().enumerate() {
            for (last, second) in readings(index, part, i) {
                let words = [index.ids(part.block)[token], second];
                let number = *numbers.entry(words).or_insert(units.len());
                if number == units.len() {
                    units.push(unit(index, words));
                }
                units[number].places.push(Span { block: part.block, first: token, last });
            }
        }
    }
    units
}

/// The units that begin with the word `i` of a part: last token and second word. Two words joined may hold one
/// ordinary word: a foreign name that was read as if it were one (`Cola Sivi`).
fn readings(index: &Index<'_>, part: &Part, i: usize) -> impl Iterator<Item = (usize, WordId)> {
    let (block, token) = (part.block, part.tokens[i]);
    let name = is_name(index, block, token);
    let next = part.tokens.get(i + 1).copied().filter(|next| *next == token + 1);
    let pair = next.filter(|next| is_part(index, block, token) && is_part(index, block, *next));
    let pair = pair.filter(|next| name || is_name(index, block, *next));
    let second = pair.map(|next| (next, index.ids(block)[next]));
    name.then_some((token, NONE)).into_iter().chain(second)
}

fn unit(index: &Index<'_>, words: [WordId; 2]) -> Unit {
    let mut fold = index.word(words[0]).fold.clone();
    if words[1] != NONE {
        fold.push_str(&index.word(words[1]).fold);
    }
    let sounds = similar::sounds(&fold);
    Unit { words, fold, sounds, places: Vec::new() }
}

/// A capitalised word that is no ordinary one, of letters only.
fn is_name(index: &Index<'_>, block: usize, token: usize) -> bool {
    is_part(index, block, token) && index.word_at(block, token).is_some_and(|word| !word.is_ordinary())
}

/// A capitalised word of letters only, alone or in front of a hyphen.
fn is_part(index: &Index<'_>, block: usize, token: usize) -> bool {
    let Some(word) = index.word_at(block, token) else { return false };
    index.is_capitalised(block, token)
        && !word.function
        && word.fold.len() >= 2
        && word.fold.chars().all(char::is_alphabetic)
        && !(token > 0 && mention::is_glued_hyphen(index.block(block), token - 1) && index.is_possessive(block, token))
}

/// Pairs of units worth comparing.
fn candidates(index: &Index<'_>, units: &[Unit]) -> Vec<(usize, usize)> {
    let mut buckets: FxHashMap<Vec<u8>, Vec<usize>> = FxHashMap::default();
    let mut beside: FxHashMap<(bool, WordId), Vec<usize>> = FxHashMap::default();
    let mut pairs = Vec::new();
    let mut meet = |bucket: &mut Vec<usize>, number: usize| {
        if bucket.last() != Some(&number) && bucket.len() < MOST_TOGETHER {
            pairs.extend(bucket.iter().map(|other| (*other, number)));
            bucket.push(number);
        }
    };
    for (number, unit) in units.iter().enumerate() {
        if unit.fold.chars().count() < 4 {
            continue;
        }
        let outline = similar::outline(&unit.sounds);
        for key in similar::neighbours(&outline).filter(|key| key.len() >= 2) {
            meet(buckets.entry(key).or_default(), number);
        }
        for place in unit.places.iter().take(MOST_TOGETHER) {
            for side in [Side::Before, Side::After] {
                if let Some(word) = guard::neighbour(index, place, side) {
                    meet(beside.entry((side == Side::Before, word)).or_default(), number);
                }
            }
        }
    }
    pairs
}

/// What the two differ in, if they are spellings of one name.
fn judge(index: &Index<'_>, a: &Unit, b: &Unit) -> Option<Kind> {
    let both_joined = a.words[1] != NONE && b.words[1] != NONE;
    let overlap = a.words.iter().any(|word| *word != NONE && b.words.contains(word));
    if both_joined || overlap || a.fold == b.fold || is_never(index, a, b) {
        return None;
    }
    let context = context(index, a, b);
    let (first, second) = (index.word(a.words[0]), index.word(b.words[0]));
    if a.words[1] == NONE && b.words[1] == NONE {
        let exonym = |unit: &Unit| places::exonym(&unit.fold);
        if exonym(a).is_some() && exonym(a) == exonym(b) {
            return Some(Kind::Scheme);
        }
        if is_scheme_pair(&a.fold, &b.fold) || is_scheme_pair(&b.fold, &a.fold) {
            return Some(Kind::Scheme);
        }
        if context == Context::Name && is_glued(&a.fold, &b.fold) && pinyin::syllable_count(&a.fold) != Some(1) {
            return Some(Kind::Segmentation);
        }
        if is_same_family(index, a, b) {
            return None;
        }
        if let Some(verdict) = pinyin_verdict(a, b, context) {
            return verdict.then_some(Kind::Spelling);
        }
    }
    let distance = similar::distance(&a.sounds, &b.sounds);
    let length = a.sounds.len().max(b.sounds.len()) as f32;
    // A slip of one letter may weigh more than another way to write the same sounds.
    let slip = is_one_letter(&a.fold, &b.fold);
    if !slip && (first.place.is_some() || second.place.is_some()) {
        return None;
    }
    // Two words joined are only compared with what they nearly equal: most of them are no name together.
    let joined = a.words[1] != b.words[1];
    let alike = slip || similar::have_near_consonants(&a.sounds, &b.sounds);
    let allowed = if joined { context.allowed(length, alike) / 2.0 } else { context.allowed(length, alike) };
    let both_recur = a.places.len() >= RECURS && b.places.len() >= RECURS && context != Context::Name;
    let allowed = if both_recur { allowed.min(0.08) } else { allowed };
    let near = distance / length <= allowed && !starts_apart(a, b, context) && !(joined && length < 6.0);
    near.then_some(Kind::Spelling)
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
            Self::Name => 0.4,
        }
    }
}

fn context(index: &Index<'_>, a: &Unit, b: &Unit) -> Context {
    let sides = [Side::Before, Side::After];
    let half = |side: &Side| {
        let proves = |unit: &Unit| names_beside(index, unit, *side, |word| proves_a_name(word, *side));
        meet(&proves(a), &proves(b))
    };
    let word = |side: &Side| meet(&words_beside(index, a, *side), &words_beside(index, b, *side));
    if sides.iter().any(half) {
        Context::Name
    } else if sides.iter().any(word) {
        Context::Word
    } else {
        Context::None
    }
}

fn share_neighbour(index: &Index<'_>, a: &Unit, b: &Unit, side: Side) -> bool {
    let names = |unit: &Unit| names_beside(index, unit, side, |_| true);
    meet(&names(a), &names(b))
}

fn meet(a: &[WordId], b: &[WordId]) -> bool {
    a.iter().any(|id| b.contains(id))
}

/// The distinct names right beside the places of a unit that `counts` lets pass.
fn names_beside(index: &Index<'_>, unit: &Unit, side: Side, counts: impl Fn(&Word) -> bool) -> Vec<WordId> {
    let names = unit.places.iter().filter_map(|span| guard::neighbour(index, span, side));
    distinct(names.filter(|id| counts(index.word(*id))))
}

/// The distinct capitalised words right beside the places of a unit.
fn words_beside(index: &Index<'_>, unit: &Unit, side: Side) -> Vec<WordId> {
    distinct(unit.places.iter().filter_map(|span| beside(index, span, side)))
}

fn distinct(ids: impl Iterator<Item = WordId>) -> Vec<WordId> {
    let mut ids: Vec<WordId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
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
        Side::Before => word.surname,
        Side::After => word.pinyin && !word.surname,
    }
}

/// The capitalised word right beside a span.
fn beside(index: &Index<'_>, span: &Span, side: Side) -> Option<WordId> {
    let token = match side {
        Side::Before => index.previous_word(span.block, span.first)?,
        Side::After => index.next_word(span.block, span.last)?,
    };
    let word = index.word_at(span.block, token)?;
    (index.is_capitalised(span.block, token) && !word.function).then(|| index.ids(span.block)[token])
}

/// What two spellings of one name never are.
fn is_never(index: &Index<'_>, a: &Unit, b: &Unit) -> bool {
    let single = a.words[1] == NONE && b.words[1] == NONE;
    let (first, second) = (index.word(a.words[0]), index.word(b.words[0]));
    if single {
        let exonym = places::exonym(&a.fold).is_some() && places::exonym(&a.fold) == places::exonym(&b.fold);
        if !exonym && (guard::is_place_pair(first, second) || guard::is_derived(&a.fold, &b.fold)) {
            return true;
        }
    }
    let given = |unit: &Unit| unit.words[1] == NONE && people::is_given_name(&unit.fold);
    given(a) && given(b) && !share_neighbour(index, a, b, Side::After)
        || guard::is_acronym(index, &a.places)
        || guard::is_acronym(index, &b.places)
        || guard::have_other_neighbours(index, &a.places, &b.places)
        || guard::named_closely(index, &a.places, &b.places)
}

/// The first sounds have nothing in common: rarely one name, unless the same name stands beside both.
fn starts_apart(a: &Unit, b: &Unit, context: Context) -> bool {
    let (Some(x), Some(y)) = (a.sounds.first(), b.sounds.first()) else { return true };
    let short = a.fold.len().min(b.fold.len()) < 6 && !b.fold.starts_with(a.fold.chars().next().unwrap_or_default());
    if short && context == Context::None {
        return true;
    }
    context != Context::Name && similar::distance(&[*x], &[*y]) >= 0.4 && !similar::is_near_consonant(*x, *y)
}

/// Whether `old` is the Wade-Giles spelling of `new`, both of one syllable.
fn is_scheme_pair(old: &str, new: &str) -> bool {
    old.len() >= 4 && pinyin::syllable_count(old).is_none() && pinyin::from_wade_giles(old).contains(&new)
}

/// Two legal given names of two syllables behind one family name: `person` decides.
fn is_same_family(index: &Index<'_>, a: &Unit, b: &Unit) -> bool {
    let given = |unit: &Unit| pinyin::syllable_count(&unit.fold) == Some(2);
    let families = |unit: &Unit| names_beside(index, unit, Side::Before, |word| word.surname);
    given(a) && given(b) && meet(&families(a), &families(b))
}

/// What Chinese syllables say: `None` where the two are not about them.
///
/// Two legal words are two names, unless only one syllable of three differs, and only by a letter, or a final
/// `n`/`ng` or an initial `zh`/`z`, `ch`/`c`, `sh`/`s` is confused. An illegal word one letter from a legal one is a slip.
fn pinyin_verdict(a: &Unit, b: &Unit, context: Context) -> Option<bool> {
    let (x, y) = (pinyin::syllables(&a.fold), pinyin::syllables(&b.fold));
    if x.is_empty() || y.is_empty() {
        return None;
    }
    if x.len() != y.len() {
        return Some(false);
    }
    let different: Vec<(&str, &str)> = x.iter().zip(&y).filter(|(p, q)| p != q).map(|(p, q)| (*p, *q)).collect();
    let [(p, q)] = different[..] else { return Some(false) };
    let confused = confusion_free(p) == confusion_free(q);
    let one_letter = is_one_letter(p, q);
    Some(
        confused && (x.len() >= 2 || context == Context::Name)
            || x.len() >= 3 && one_letter
            || context == Context::Name && x.len() >= 2 && one_letter,
    )
}

/// One letter more, fewer or another.
fn is_one_letter(p: &str, q: &str) -> bool {
    let (short, long) = if p.len() <= q.len() { (p, q) } else { (q, p) };
    let head = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    let tail = short.bytes().rev().zip(long.bytes().rev()).take_while(|(a, b)| a == b).count();
    long.len() - short.len() <= 1 && head + tail + 1 >= long.len()
}

/// A syllable with the sounds that speakers of southern dialects confuse made alike.
fn confusion_free(syllable: &str) -> String {
    let head = syllable.replacen("zh", "z", 1).replacen("ch", "c", 1).replacen("sh", "s", 1);
    head.strip_suffix("ng").map_or(head.clone(), |stem| format!("{stem}n"))
}

/// Stars through the most frequent unit: each deviating unit belongs to one standard, which deviates from none.
fn stars(units: &[Unit], mut pairs: Vec<(usize, usize, Kind)>) -> Vec<(usize, usize, Kind)> {
    let rank = |number: usize| (std::cmp::Reverse(units[number].places.len()), units[number].places[0]);
    for (a, b, _) in &mut pairs {
        if rank(*b) < rank(*a) {
            std::mem::swap(a, b);
        }
    }
    pairs.sort_by_key(|(standard, deviating, _)| (rank(*standard), rank(*deviating)));
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
