//! The names of one word, or of two joined, that `spelling` compares: where each stands, and which may be spellings of one
//! name: those that sound alike, and those that stand beside the same.
//!
//! Hardly any meets another, so all else about a unit is found out once it has.

use std::cell::Cell;

use crate::names::ends::{AllEnds, Ends};
use crate::names::guard::{self, Side};
use crate::names::index::{Index, NONE, Span, WordId};
use crate::names::meeting::{Full, Keys, Meeting, Met};
use crate::names::numbering::Numbering;
use crate::names::phrase::{Part, Role, Written};
use crate::names::similar;
use crate::names::word::Word;

/// The most units compared under one key: more share it only where it is too short to mean anything.
const MOST_TOGETHER: usize = 24;

/// All units in the order of the text, and where they stand.
pub(super) struct Stands {
    units: Vec<Unit>,
    /// The phrases of all units.
    stands: Vec<Stand>,
    /// The ordinary words with a capital and small letters behind it, in the order of the text.
    ordinary: Vec<WordId>,
    times: Times,
}

/// A unit.
struct Unit {
    words: [WordId; 2],
    /// It stands everywhere in capitals throughout, or with capitals inside.
    acronym: bool,
    /// How often it stands.
    count: usize,
    /// The first and the last of its stands.
    first: u32,
    last: u32,
}

/// A unit in a phrase.
struct Stand {
    phrase: u32,
    /// Where it stands first: the block, the first token and the last.
    place: [u32; 3],
    /// The next one of the same unit; its own number for none.
    next: u32,
}

impl Stands {
    pub(super) fn of(index: &Index<'_>) -> Self {
        let words = index.phrases().words();
        let (units, stands) = (Vec::with_capacity(2 * words), Vec::with_capacity(2 * words));
        let (ordinary, times) = (Vec::with_capacity(words), Times::of(index.traits().len()));
        let mut own = Self { units, stands, ordinary, times };
        let mut numbers = Numbering::new();
        for part in index.parts() {
            let times = index.phrases().times(part.phrase);
            for (i, word) in part.words.iter().enumerate().filter(|(_, word)| word.role != Role::None) {
                match word.role {
                    Role::Name => own.note(&mut numbers, (&part, times), (word, None)),
                    _ if word.is_in_capitals() => {}
                    _ if own.times.add(word.id, times) => own.ordinary.push(word.id),
                    _ => {}
                }
                // Two words joined may hold one ordinary word: a foreign name that was read as if it were one (`Cola Sivi`).
                let Some(behind) = part.words.get(i + 1) else { break };
                let joins = behind.role != Role::None && (word.role == Role::Name || behind.role == Role::Name);
                if joins && behind.token == word.token + 1 {
                    own.note(&mut numbers, (&part, times), (word, Some(behind)));
                }
            }
        }
        own
    }

    /// Notes the unit of one word of a part, or of two; the part stands so often.
    fn note(
        &mut self,
        numbers: &mut Numbering,
        (part, times): (&Part<'_>, usize),
        (own, behind): (&Written, Option<&Written>),
    ) {
        let last = behind.unwrap_or(own);
        let words = [own.id, behind.map_or(NONE, |behind| behind.id)];
        let key = u64::from(words[0]) << u32::BITS | u64::from(words[1]);
        let stand = self.stands.len() as u32;
        let number = numbers.number(key, self.units.len());
        if number == self.units.len() {
            self.units.push(Unit { words, acronym: true, count: 0, first: stand, last: stand });
        }
        let unit = &mut self.units[number];
        unit.acronym &= own.is_in_capitals();
        unit.count += times;
        if let Some(last) = self.stands.get_mut(unit.last as usize) {
            last.next = stand;
        }
        unit.last = stand;
        let place = [part.block as u32, own.token, last.token];
        self.stands.push(Stand { phrase: part.phrase as u32, place, next: stand });
    }

    /// How many units there are.
    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// The ordinary words with a capital and small letters behind it, in the order of the text, and how often each stands so,
    /// as far as a byte can say.
    pub(super) fn ordinary(&self) -> impl Iterator<Item = (WordId, usize)> {
        self.ordinary.iter().map(|id| (*id, self.times.0[*id as usize].into()))
    }

    /// The units of one word that are no acronyms: their numbers, the words, and how often each stands.
    pub(super) fn single(&self) -> impl Iterator<Item = (usize, WordId, usize)> {
        let single = self.units.iter().enumerate().filter(|(_, unit)| unit.words[1] == NONE && !unit.acronym);
        single.map(|(number, unit)| (number, unit.words[0], unit.count))
    }

    /// The words of a unit; [`NONE`] for the second of one word.
    pub(super) fn words(&self, unit: usize) -> [WordId; 2] {
        self.units[unit].words
    }

    /// The stands of a unit.
    fn stands(&self, unit: usize) -> impl Iterator<Item = &Stand> {
        let mut next = Some(self.units[unit].first);
        std::iter::from_fn(move || {
            let own = next?;
            let stand = &self.stands[own as usize];
            next = Some(stand.next).filter(|next| *next != own);
            Some(stand)
        })
    }

    /// Pairs of units worth comparing, in order, each once.
    pub(super) fn pairs(&self, index: &Index<'_>) -> Vec<Pair> {
        let mut pairs = Vec::new();
        let mut met = |met: Met| {
            let [first, second] = [met.earlier, met.later].map(|unit| &self.units[unit as usize]);
            if first.may_be(second) {
                pairs.push(Pair::new(met.earlier, met.later));
            }
        };
        let (sounds, long) = self.sounds(index);
        let meeting = Meeting { items: self.units.len(), most: MOST_TOGETHER, full: Full::MeetsNobody };
        meeting.each(&sounds, &mut met);
        drop(sounds);
        index.give_back();
        meeting.each(&self.beside(index, &long), &mut met);
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The hashes by which each unit meets what sounds alike, and whether it is long enough to mean something. Two words joined
    /// only meet single ones, and most units begin and end like none that they may meet: of those nothing is worked out.
    fn sounds(&self, index: &Index<'_>) -> (Lists, Vec<bool>) {
        let mut ends = AllEnds::new();
        let words = || self.units.iter().map(|unit| unit.words.map(|id| (id != NONE).then(|| index.word(id))));
        let mut long: Vec<bool> = Vec::with_capacity(self.units.len());
        for words in words() {
            let is_long = is_long(words);
            long.push(is_long);
            if let ([Some(word), None], true) = (words, is_long) {
                ends.note(word.ends());
            }
        }
        let mut joined = Lists::of(0);
        let mut room = Room::default();
        let two = |unit: &&Unit| unit.words[1] != NONE;
        for unit in self.units.iter().zip(&long).filter(|(_, long)| **long).map(|(unit, _)| unit).filter(two) {
            let [first, second] = unit.words.map(|id| index.word(id));
            room.add_joined(first, second, &mut ends, &mut joined.keys);
            joined.end();
        }
        let mut lists = Lists::of(self.units.len());
        let mut next = 0;
        for (words, long) in words().zip(&long) {
            match words {
                [Some(word), None] if *long && ends.is_met(word.ends()) => {
                    lists.keys.extend_from_slice(similar::telling(word.hashes()));
                    similar::add_merged(word.sounds(), &mut room.outline, &mut lists.keys);
                }
                [Some(_), Some(_)] if *long => {
                    joined.each(next, |key, _| lists.keys.push(key));
                    next += 1;
                }
                _ => {}
            }
            lists.end();
        }
        (lists, long)
    }

    /// The names beside each unit that is long enough to mean something, as numbers.
    fn beside(&self, index: &Index<'_>, long: &[bool]) -> Lists {
        let mut lists = Lists::of(self.units.len());
        for (number, (unit, long)) in self.units.iter().zip(long).enumerate() {
            if *long {
                let from = lists.keys.len();
                let mut same = unit.count <= MOST_TOGETHER;
                for stand in self.stands(number).take(MOST_TOGETHER) {
                    same &= beside(index, &stand.span(), &mut lists.keys);
                }
                if !same {
                    lists.keys.truncate(from);
                    for place in self.places(index, number, MOST_TOGETHER).iter().take(MOST_TOGETHER) {
                        beside(index, place, &mut lists.keys);
                    }
                }
            }
            lists.end();
        }
        lists
    }

    /// Where a unit stands, in the order of the text; all places, or at least the first ones of so many.
    pub(super) fn places(&self, index: &Index<'_>, unit: usize, most: usize) -> Vec<Span> {
        let mut places = Vec::with_capacity(self.units[unit].count.min(most));
        self.stands(unit).for_each(|stand| places.extend(index.places(stand.phrase as usize, stand.span()).take(most)));
        Span::sort(&mut places);
        places
    }
}

/// How often words stand, as far as a byte can say, by their numbers. There are more of them than a text has words: whoever
/// is done leaves none noted, and the room for all of them to the next.
struct Times(Vec<u8>);

thread_local! {
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Room for more words is not kept.
const MOST_KEPT: usize = 1 << 16;

impl Times {
    fn of(words: usize) -> Self {
        let mut times = ROOM.take();
        if times.len() < words {
            times.resize(words.next_power_of_two(), 0);
        }
        Self(times)
    }

    /// Adds so many times; whether the word is new.
    #[inline]
    fn add(&mut self, id: WordId, times: usize) -> bool {
        let all = &mut self.0[id as usize];
        let is_new = *all == 0;
        *all = all.saturating_add(times.min(u8::MAX.into()) as u8);
        is_new
    }
}

impl Drop for Stands {
    fn drop(&mut self) {
        let mut times = std::mem::take(&mut self.times.0);
        if times.len() <= MOST_KEPT {
            self.ordinary.iter().for_each(|id| times[*id as usize] = 0);
            ROOM.set(times);
        }
    }
}

impl Stand {
    fn span(&self) -> Span {
        let [block, first, last] = self.place.map(|at| at as usize);
        Span { block, first, last }
    }
}

impl Unit {
    /// Whether one that it meets may be another spelling of the same name: not of one word that they share, nor if both are
    /// joined.
    fn may_be(&self, other: &Self) -> bool {
        let shared =
            || other.words.contains(&self.words[0]) || self.words[1] != NONE && other.words.contains(&self.words[1]);
        let both_joined = self.words[1] != NONE && other.words[1] != NONE;
        !both_joined && !self.acronym && !other.acronym && !shared()
    }
}

/// Room for what two words joined are worked out in.
#[derive(Default)]
struct Room {
    fold: String,
    sounds: Vec<u8>,
    outline: Vec<u8>,
    hashes: Vec<u64>,
}

impl Room {
    /// Puts the hashes by which two words joined meet single ones, of which these are the ends, behind others.
    fn add_joined(&mut self, first: &Word, second: &Word, single: &mut AllEnds, keys: &mut Vec<u64>) {
        let ends = first.ends().zip(second.ends()).and_then(|(own, next)| own.joined(next));
        if ends.is_some() && !single.may_meet(ends) {
            return;
        }
        self.hashes.clear();
        if ends.is_some() {
            similar::add_joined(first.hashes(), second.hashes(), &mut self.hashes);
        } else {
            self.fold.clear();
            self.fold.push_str(first.fold());
            self.fold.push_str(second.fold());
            self.sounds.clear();
            similar::add_sounds(&self.fold, &mut self.sounds);
            similar::add_hashes(&self.sounds, &mut self.outline, &mut self.hashes);
            if !single.may_meet(Ends::of(&self.fold, &self.outline)) {
                return;
            }
        }
        keys.extend_from_slice(similar::telling(&self.hashes));
    }
}

/// Whether a word, or two joined, is long enough to mean something: four letters.
fn is_long(words: [Option<&Word>; 2]) -> bool {
    words.into_iter().flatten().map(|word| word.joined().letters).sum::<u32>() > 3
}

/// Puts the names right beside a place, as numbers, behind others. Yields whether they are the same wherever its phrase
/// stands: before phrases that are alike there may stand an ordinal with a capital and one without.
fn beside(index: &Index<'_>, place: &Span, keys: &mut Vec<u64>) -> bool {
    keys.extend(guard::neighbour(index, place, Side::After).map(|word| u64::from(word) << 1));
    let before =
        place.first.checked_sub(1).map(|before| index.id(place.block, before)).filter(|before| *before != NONE);
    let Some(before) = before else { return true };
    keys.extend(guard::neighbour(index, place, Side::Before).map(|word| u64::from(word) << 1 | 1));
    index.ordinal(before).is_none()
}

/// Lists of keys, one behind the other.
struct Lists {
    keys: Vec<u64>,
    /// Where each begins, and one more for the end.
    starts: Vec<usize>,
}

impl Lists {
    /// Room for so many lists.
    fn of(count: usize) -> Self {
        let mut starts = Vec::with_capacity(count + 1);
        starts.push(0);
        Self { keys: Vec::with_capacity(8 * count), starts }
    }

    /// Ends a list.
    fn end(&mut self) {
        self.starts.push(self.keys.len());
    }
}

impl Keys for Lists {
    #[inline]
    fn each(&self, item: usize, mut take: impl FnMut(u64, u32)) {
        self.keys[self.starts[item]..self.starts[item + 1]].iter().for_each(|key| take(*key, 0));
    }
}

/// Two units by their numbers, the smaller one first, as one number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair(u64);

impl Pair {
    fn new(first: u32, second: u32) -> Self {
        Self(u64::from(first) << u32::BITS | u64::from(second))
    }

    pub(super) fn numbers(self) -> (usize, usize) {
        ((self.0 >> u32::BITS) as usize, self.0 as u32 as usize)
    }
}
