//! Which of many items share a key: none is compared with all others.
//!
//! Most keys are an item's own. Where there are many, a first pass marks in a few bits which of them come twice, so that there
//! are rooms only for those. Items are numbered from 0 and come in the order of their numbers: who comes with a key finds those
//! that came with it before.

use crate::names::numbering::Numbering;

/// What becomes of items under a key that is full.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Full {
    /// They meet those that came first.
    MeetsFirst,
    /// They meet nobody.
    MeetsNobody,
}

/// How items meet.
#[derive(Clone, Copy)]
pub(crate) struct Meeting {
    /// How many items there are.
    pub items: usize,
    /// The most items kept under one key.
    pub most: usize,
    /// What becomes of those that come later.
    pub full: Full,
}

/// Two items that share a key; in order by the later one, its keys and the earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Met {
    /// The item that came later.
    pub later: u32,
    /// The position of the key among those of the later one.
    pub position: u32,
    /// The item that came first.
    pub earlier: u32,
}

/// An item under a key.
#[derive(Clone, Copy)]
struct Guest {
    item: u32,
    /// The one that came before; its own number for none.
    before: u32,
    /// How many there are now.
    count: u32,
}

/// So many keys an item has, where it is guessed how much room they need.
const KEYS: usize = 5;

/// Of so many items all keys have a place: to look at each twice would take longer.
const FEW: usize = 512;

/// What a key leads to while only one item has come with it: that item, and this bit.
const ALONE: u32 = 1 << 31;

/// What items meet by.
pub(crate) trait Keys {
    /// All keys of an item, each with its position among them: the same whenever they are asked for.
    fn each(&self, item: usize, take: impl FnMut(u64, u32));
}

impl Meeting {
    /// Calls `met` for each two items that share a key, in no order.
    pub(crate) fn each(self, keys: &impl Keys, met: &mut dyn FnMut(Met)) {
        let mut rooms = Rooms { meeting: self, last: Numbering::new(), guests: Vec::new() };
        if self.items <= FEW {
            let mut enter = |item| keys.each(item, |key, position| rooms.enter(key, item as u32, position, met));
            (0..self.items).for_each(&mut enter);
            return;
        }
        let mut twice = Twice::of(KEYS * self.items);
        (0..self.items).for_each(|item| keys.each(item, |key, _| twice.note(key)));
        for item in 0..self.items {
            keys.each(item, |key, position| {
                if twice.is(key) {
                    rooms.enter(key, item as u32, position, met);
                }
            });
        }
    }
}

/// A room for each key.
struct Rooms {
    meeting: Meeting,
    /// The guest who came last, or the only item that came.
    last: Numbering,
    guests: Vec<Guest>,
}

impl Rooms {
    /// Lets an item into the room where the others are that share a key with it.
    #[inline]
    fn enter(&mut self, key: u64, item: u32, position: u32, met: &mut dyn FnMut(Met)) {
        let (last, is_new) = self.last.place(key, item | ALONE);
        if !is_new {
            meet(self.meeting, &mut self.guests, last, (item, position), met);
        }
    }
}

/// Lets an item meet those who came before; it stays as a guest unless the room is full.
#[inline(never)]
fn meet(
    meeting: Meeting,
    guests: &mut Vec<Guest>,
    last: &mut u32,
    (item, position): (u32, u32),
    met: &mut dyn FnMut(Met),
) {
    if *last & ALONE != 0 {
        let only = std::mem::replace(last, guests.len() as u32) & !ALONE;
        guests.push(Guest { item: only, before: *last, count: 1 });
    }
    let guest = guests[*last as usize];
    let is_full = guest.count as usize >= meeting.most;
    if guest.item == item || is_full && meeting.full == Full::MeetsNobody {
        return;
    }
    let mut at = *last;
    loop {
        let other = guests[at as usize];
        met(Met { later: item, position, earlier: other.item });
        if other.before == at {
            break;
        }
        at = other.before;
    }
    if !is_full {
        let before = std::mem::replace(last, guests.len() as u32);
        guests.push(Guest { item, before, count: guest.count + 1 });
    }
}

/// A key with its digits made even.
fn spread(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Which keys were noted once and twice, as bits: never no for one that was, rarely yes for one that was not.
pub(super) struct Twice {
    /// A bit for once, and one for twice.
    bits: Vec<(u64, u64)>,
    shift: u32,
}

impl Twice {
    /// Room for so many keys; more are only told less well.
    pub(super) fn of(keys: usize) -> Self {
        let count = (keys * 8).next_power_of_two().max(64);
        // Few as they are, they are sooner filled with nothing than asked for so.
        let mut bits = Vec::new();
        bits.resize(count / 64, (0, 0));
        Self { bits, shift: 64 - count.trailing_zeros() }
    }

    #[inline]
    fn place(&self, key: u64) -> (usize, u64) {
        let bit = (spread(key) >> self.shift) as usize;
        (bit / 64, 1 << (bit % 64))
    }

    #[inline]
    pub(super) fn note(&mut self, key: u64) {
        let (at, bit) = self.place(key);
        let (once, twice) = &mut self.bits[at];
        *twice |= *once & bit;
        *once |= bit;
    }

    /// Notes a key if it was noted before, or if it was not.
    pub(super) fn note_if(&mut self, key: u64, known: bool) {
        if self.has(key) == known {
            self.note(key);
        }
    }

    /// Whether a key was noted.
    pub(super) fn has(&self, key: u64) -> bool {
        let (at, bit) = self.place(key);
        self.bits[at].0 & bit != 0
    }

    /// Whether a key was noted twice.
    #[inline]
    pub(super) fn is(&self, key: u64) -> bool {
        let (at, bit) = self.place(key);
        self.bits[at].1 & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Lists<'a>(&'a [&'a [u64]]);

    impl Keys for Lists<'_> {
        fn each(&self, item: usize, mut take: impl FnMut(u64, u32)) {
            (0..).zip(self.0[item]).for_each(|(position, key)| take(*key, position));
        }
    }

    fn met(full: Full, lists: &[&[u64]]) -> Vec<(u32, u32, u32)> {
        let mut all = Vec::new();
        Meeting { items: lists.len(), most: 2, full }.each(&Lists(lists), &mut |met| all.push(met));
        all.sort_unstable();
        all.into_iter().map(|Met { later, position, earlier }| (earlier, later, position)).collect()
    }

    #[test]
    fn items_meet_under_the_keys_they_share() {
        assert_eq!(met(Full::MeetsFirst, &[&[1, 2], &[3, 1], &[2, 2]]), [(0, 1, 1), (0, 2, 0)]);
        assert!(met(Full::MeetsFirst, &[&[1], &[2], &[]]).is_empty());
    }

    #[test]
    fn who_comes_late_meets_the_first_ones_or_nobody() {
        let lists: &[&[u64]] = &[&[1], &[1], &[1]];
        assert_eq!(met(Full::MeetsFirst, lists), [(0, 1, 0), (0, 2, 0), (1, 2, 0)]);
        assert_eq!(met(Full::MeetsNobody, lists), [(0, 1, 0)]);
    }
}
