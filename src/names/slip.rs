//! Words that everybody knows, with a slip in them: `Ministy` beside `Ministry`, `Trkey` beside `Turkey`.
//!
//! `spelling` compares what is no ordinary word, and tells short names apart by one sound. Here a word that no table knows is
//! held against those that a table knows and that stand oftener with a capital. If it has the same letters but for one inside
//! it, it is hardly ever a name: few are so near to an ordinary word or a place, and of these the words beside them tell.

use crate::finding::Severity;
use crate::names::guard::{self, Side};
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::meeting::Twice;
use crate::names::numbering::Numbering;
use crate::names::spelling;
use crate::names::units::Stands;
use crate::names::variant::{Kind, Spelling, Variant};
use crate::names::word::{Traits, Word};

/// So often a known word stands at least that is written otherwise once.
const OFTEN: usize = 2;

/// The fewest letters of a word that has slipped where no word stands both beside it and the right one; a place has one less.
const LONG: usize = 6;

/// So many letters say enough, whatever stands beside them.
const VERY_LONG: usize = 7;

/// A word with a capital.
#[derive(Clone, Copy)]
struct Standing {
    id: WordId,
    /// Its unit; [`NONE`] for an ordinary word.
    unit: u32,
}

impl Standing {
    /// Where it stands, if it is a unit.
    fn places(self, index: &Index<'_>, stands: &Stands) -> Option<Vec<Span>> {
        (self.unit != NONE).then(|| stands.places(index, self.unit as usize, usize::MAX))
    }
}

/// Adds all words with a slip that were not found by their sounds.
pub(super) fn add(index: &Index<'_>, stands: &Stands, found: &mut Vec<Variant>) {
    let pairs = pairs(index, stands);
    if pairs.is_empty() {
        return;
    }
    let ordinary = pairs.iter().map(|(_, right)| right).filter(|right| right.unit == NONE);
    let ordinary = Places::of(index, ordinary.map(|right| right.id));
    let known = found.len();
    for (slip, right) in pairs {
        let here = slip.places(index, stands).unwrap_or_default();
        let there = right.places(index, stands).unwrap_or_else(|| ordinary.of_word(right.id));
        let is_new = found[..known].iter().all(|variant| variant.deviating.places != here);
        if is_new && is_slip(index, (slip, right), (&here, &there)) {
            let [deviating, standard] = [here, there].map(|places| Spelling::of(index, places));
            found.push(Variant::new(Kind::Spelling, Severity::Information, deviating, standard));
        }
    }
}

/// Each word that no table knows, with the known one that it may be.
fn pairs(index: &Index<'_>, stands: &Stands) -> Vec<(Standing, Standing)> {
    let name = |(unit, id, _)| Standing { id, unit: unit as u32 };
    let mut slips: Vec<Standing> = Vec::with_capacity(stands.len());
    slips.extend(stands.single().filter(|(.., count)| *count < OFTEN).map(name));
    let ends = Ends::of_slips(index, &slips);
    let ordinary = stands.ordinary().filter(|(_, count)| *count >= OFTEN).map(|(id, _)| Standing { id, unit: NONE });
    let often = stands.single().filter(|(.., count)| *count >= OFTEN).map(name);
    let mut right: Vec<Standing> = Vec::with_capacity(slips.capacity());
    right.extend(ordinary.chain(often).filter(|word| ends.has(index, word)));
    let ends = Ends::of(index, &right);
    slips.retain(|word| ends.may_be(index, word));
    if slips.is_empty() {
        return Vec::new();
    }
    let mut asked = Twice::of(ROOM * slips.len());
    slips.iter().for_each(|word| each_key(index, word, true, |key| asked.note(key)));
    let mut rooms = Rooms { last: Numbering::new(), words: Vec::new() };
    for word in right {
        each_key(index, &word, false, |key| {
            if asked.has(key) {
                rooms.enter(key, word);
            }
        });
    }
    slips.into_iter().filter_map(|slip| Some((slip, rooms.right(index, slip)?))).collect()
}

/// With which letters words begin and end: most texts have few that may be others with a slip inside.
struct Ends([u32; 32]);

impl Ends {
    /// Those of words of which the last two letters may have changed places.
    fn of_slips(index: &Index<'_>, words: &[Standing]) -> Self {
        let mut own = Self([0; 32]);
        for word in words {
            let (at, last, before) = Self::place(index, word);
            own.0[at] |= last | before;
        }
        own
    }

    fn of(index: &Index<'_>, words: &[Standing]) -> Self {
        let mut own = Self([0; 32]);
        for word in words {
            let (at, last, _) = Self::place(index, word);
            own.0[at] |= last;
        }
        own
    }

    /// Whether one of the words begins and ends like this one.
    fn has(&self, index: &Index<'_>, word: &Standing) -> bool {
        let (at, last, _) = Self::place(index, word);
        self.0[at] & last != 0
    }

    /// Whether one of the words may be this one with a slip.
    fn may_be(&self, index: &Index<'_>, slip: &Standing) -> bool {
        let (at, last, before) = Self::place(index, slip);
        self.0[at] & (last | before) != 0
    }

    /// The place of the first letter, the bit of the last one, and that of the one before it.
    #[inline]
    fn place(index: &Index<'_>, word: &Standing) -> (usize, u32, u32) {
        match index.word(word.id).plain() {
            [first, _, .., before, last] => (usize::from(first & 31), 1 << (last & 31), 1 << (before & 31)),
            _ => (0, 0, 0),
        }
    }
}

/// Numbers of which two words have one in common that differ in one letter inside: it stands in the first half of them, or in
/// the second. A word with a slip has one more, as if its last letters had changed places.
#[inline]
fn each_key(index: &Index<'_>, word: &Standing, has_slip: bool, mut take: impl FnMut(u64)) {
    let letters = index.word(word.id).plain();
    let (Some(first), Some(last)) = (letters.first_chunk(), letters.last_chunk()) else { return };
    let [first, last] = [first, last].map(|letters| u32::from_le_bytes(*letters));
    let number = |first: u32, last: u32, sort: u64| u64::from((first | last) | 0x2020_2020) << 2 | sort;
    if letters.len() > HALF {
        take(number(first & 0x00FF_FFFF, last & 0xFF00_0000, 0));
        take(number(first & 0x0000_00FF, last & 0xFFFF_FF00, 1));
    }
    if letters.len() <= HALF + 1 {
        take(number(first & 0x0000_FFFF, last & 0xFF00_0000, 2));
        take(number(first & 0x0000_00FF, last & 0xFFFF_0000, 3));
    }
    if has_slip {
        let (first, sort) = if letters.len() > HALF { (first & 0x00FF_FFFF, 0) } else { (first & 0x0000_FFFF, 2) };
        take(number(first, (last & 0x00FF_0000) << 8, sort));
    }
}

/// Of words with more letters three are left in one half of two that differ, else two.
const HALF: usize = 6;

/// So many times the keys there are is room for, so that hardly two share a place.
const ROOM: usize = 4;

/// Words that may be the right ones, by their keys.
struct Rooms {
    /// The last one of each key.
    last: Numbering,
    /// A word for each of its keys, and the one before it under that key; its own number for none.
    words: Vec<(Standing, u32)>,
}

impl Rooms {
    fn enter(&mut self, key: u64, word: Standing) {
        let number = self.words.len() as u32;
        let before = std::mem::replace(self.last.place(key, number).0, number);
        self.words.push((word, before));
    }

    /// The first word found that one with a slip may be.
    fn right(&self, index: &Index<'_>, slip: Standing) -> Option<Standing> {
        if self.words.is_empty() {
            return None;
        }
        let word = index.word(slip.id);
        let is_right = |right: &Standing| {
            let other = index.word(right.id);
            end_alike(word.plain(), other.plain())
                && spelling::is_one_letter(word.plain(), other.plain())
                && (right.unit == NONE || is_known(other))
        };
        let mut found: Option<Standing> = None;
        each_key(index, &slip, true, |key| {
            let mut next = self.last.get(key).filter(|_| found.is_none());
            while let Some(at) = next {
                let (word, before) = self.words[at];
                found = Some(word).filter(is_right);
                next = Some(before as usize).filter(|before| *before != at && found.is_none());
            }
        });
        found.filter(|_| is_unknown(index, slip.id))
    }
}

/// Whether two words of which one has a slip may end so: with one letter, or with two that have changed places.
fn end_alike(slip: &[u8], right: &[u8]) -> bool {
    let ([.., a, b], [.., x, y]) = (slip, right) else { return false };
    let changed_over = || slip.len() == right.len() && a.eq_ignore_ascii_case(y) && b.eq_ignore_ascii_case(x);
    slip.len().abs_diff(right.len()) <= 1 && (b.eq_ignore_ascii_case(y) || changed_over())
}

/// Whether a table knows a word as a name.
fn is_known(word: &Word) -> bool {
    word.place().is_some() || word.is_given() || word.exonym().is_some()
}

/// Whether a word is in no table and stands nowhere in small letters.
fn is_unknown(index: &Index<'_>, id: WordId) -> bool {
    let word = index.word(id);
    !is_known(word) && !word.is_surname() && !index.is_seen_uncapitalised(id)
}

/// Where some words stand with a capital.
struct Places {
    numbers: Numbering,
    places: Vec<Vec<Span>>,
}

impl Places {
    fn of(index: &Index<'_>, words: impl Iterator<Item = WordId>) -> Self {
        let mut own = Self { numbers: Numbering::new(), places: Vec::new() };
        let mut some = [false; 256];
        for id in words {
            some[id as usize % some.len()] = true;
            if own.numbers.number(u64::from(id), own.places.len()) == own.places.len() {
                own.places.push(Vec::new());
            }
        }
        if own.places.is_empty() {
            return own;
        }
        for part in index.parts() {
            // The cheap question: hardly any word gets past it that is none of them.
            for word in part.words.iter().filter(|word| some[word.id as usize % some.len()]) {
                if let Some(number) = own.numbers.get(u64::from(word.id)).filter(|_| !word.is_in_capitals()) {
                    let span = Span { block: part.block, first: word.at(), last: word.at() };
                    own.places[number].extend(index.places(part.phrase, span));
                }
            }
        }
        own.places.iter_mut().for_each(Span::sort);
        own
    }

    /// Those of one of the words, in the order of the text.
    fn of_word(&self, id: WordId) -> Vec<Span> {
        self.numbers.get(u64::from(id)).map_or_else(Vec::new, |number| self.places[number].clone())
    }
}

/// Whether nothing speaks against a word being the other one with a slip, by where they stand.
fn is_slip(index: &Index<'_>, (slip, right): (Standing, Standing), (here, there): (&[Span], &[Span])) -> bool {
    let (word, known) = (index.word(slip.id), index.word(right.id));
    let length = word.plain().len().min(known.plain().len());
    let (place, is_pinyin) = (known.place().is_some(), word.syllables().is_some());
    let sides = [Side::Before, Side::After];
    let shared = sides.into_iter().any(|side| {
        let of =
            |places: &[Span]| guard::distinct(places.iter().filter_map(|span| beside(index, span, side)).collect());
        guard::share(&of(here), &of(there))
    });
    if shared {
        return !(is_pinyin && place);
    }
    let length = length + usize::from(place);
    let has_name = || sides.into_iter().any(|side| guard::neighbour(index, &here[0], side).is_some());
    let is_name = || place || there.iter().any(|span| index.is_telling(span.block, span.first));
    length >= LONG
        && !is_pinyin
        && !known.is_given()
        && is_name()
        && (length >= VERY_LONG || !has_name() && !guard::named_closely(index, here, there))
}

/// The capitalised word of substance beside a place, over words that join it.
fn beside(index: &Index<'_>, span: &Span, side: Side) -> Option<WordId> {
    let mut at = span.first;
    for _ in 0..3 {
        at = match side {
            Side::Before => index.previous_word(span.block, at)?,
            Side::After => index.next_word(span.block, at)?,
        };
        let id = index.id(span.block, at);
        if !index.traits()[id as usize].has(Traits::FUNCTION) {
            return index.is_capitalised(span.block, at).then_some(id);
        }
    }
    None
}
