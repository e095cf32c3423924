//! Which of many items share a key: none is compared with all others.
//!
//! Most keys are an item's own, so a first pass marks in a few bits which of them come twice; only those are
//! brought together, in no order of their keys, which takes no comparing. Items are numbered from 0, and under one key
//! they meet in the order of their numbers.

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

/// An item under a key, and the position of that key among its own.
#[derive(Clone, Copy, Default)]
struct Guest {
    key: u64,
    item: u32,
    position: u32,
}

impl Meeting {
    /// Calls `met` for each two items that share a key, in no order. `keys` names all keys of an item, each with its position.
    pub(crate) fn each(self, mut keys: impl FnMut(usize, &mut dyn FnMut(u64, u32)), met: &mut dyn FnMut(Met)) {
        // The keys of all items, and where those of each end.
        let mut all: Vec<(u64, u32)> = Vec::with_capacity(8 * self.items);
        let mut ends: Vec<usize> = Vec::with_capacity(self.items);
        for item in 0..self.items {
            keys(item, &mut |key, position| all.push((key, position)));
            ends.push(all.len());
        }
        self.bring_together(&all, &ends, met);
    }

    fn bring_together(self, all: &[(u64, u32)], ends: &[usize], met: &mut dyn FnMut(Met)) {
        let guests = seated(&guests(all, ends));
        let mut room: Vec<u32> = Vec::with_capacity(self.most);
        for together in guests.chunk_by(|a, b| a.key == b.key) {
            room.clear();
            together.iter().for_each(|guest| self.enter(&mut room, *guest, met));
        }
    }

    /// Lets an item into a room where the others are that share a key with it.
    fn enter(self, room: &mut Vec<u32>, guest: Guest, met: &mut dyn FnMut(Met)) {
        let is_full = room.len() >= self.most;
        if room.last() == Some(&guest.item) || is_full && self.full == Full::MeetsNobody {
            return;
        }
        let Guest { item: later, position, .. } = guest;
        room.iter().for_each(|earlier| met(Met { later, position, earlier: *earlier }));
        if !is_full {
            room.push(later);
        }
    }
}

/// The keys that stand twice, perhaps, with their items.
fn guests(all: &[(u64, u32)], ends: &[usize]) -> Vec<Guest> {
    let mut twice = Twice::of(all.len());
    all.iter().for_each(|(key, _)| twice.note(*key));
    let mut guests = Vec::with_capacity(all.len() / 2);
    let mut from = 0;
    for (item, end) in (0..).zip(ends) {
        let own = all[from..*end].iter().filter(|(key, _)| twice.is(*key));
        guests.extend(own.map(|(key, position)| Guest { key: *key, item, position: *position }));
        from = *end;
    }
    guests
}

/// The guests of one key side by side, in the order they came in.
fn seated(guests: &[Guest]) -> Vec<Guest> {
    // A table for each first digits of the keys, made even; hardly any has guests of several keys.
    let bits = (2 * guests.len()).max(2).ilog2();
    let table = |guest: &Guest| (spread(guest.key) >> (u64::BITS - bits)) as usize;
    let mut ends: Vec<u32> = vec![0; (1 << bits) + 1];
    guests.iter().for_each(|guest| ends[table(guest) + 1] += 1);
    let mut count = 0;
    for end in &mut ends {
        count += *end;
        *end = count;
    }
    let mut seated = vec![Guest::default(); guests.len()];
    for guest in guests {
        let seat = &mut ends[table(guest)];
        seated[*seat as usize] = *guest;
        *seat += 1;
    }
    seated.chunk_by_mut(|a, b| table(a) == table(b)).for_each(|guests| guests.sort_by_key(|guest| guest.key));
    seated
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

    fn met(full: Full, lists: &[&[u64]]) -> Vec<(u32, u32, u32)> {
        let mut all = Vec::new();
        let keys = |item: usize, take: &mut dyn FnMut(u64, u32)| {
            (0..).zip(lists[item]).for_each(|(position, key)| take(*key, position));
        };
        Meeting { items: lists.len(), most: 2, full }.each(keys, &mut |met| all.push(met));
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
