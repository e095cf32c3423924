//! Where in a text known sequences of words may begin: bits for their first words, so that nearly all of a text is passed over
//! at once.

use crate::names::ids::{Ids, short};
use crate::names::index::WordId;

/// Which known sequences begin with a word. Words may share a place, as all do that need long numbers: then no
/// more is known than that one of them begins sequences.
pub(super) struct Beginnings {
    /// The first words: most of a text gets no further.
    words: Words,
    /// A bit for each first word with what follows.
    pairs: [u64; 64],
    /// For each first word a bit for each length; a power of two of them.
    lengths: Vec<u16>,
}

impl Beginnings {
    /// Of sequences of two tokens and more, each where it stands somewhere: its first token, and how many it has.
    pub(super) fn of(ids: Ids<'_>, sequences: impl ExactSizeIterator<Item = (usize, usize)> + Clone) -> Self {
        let lengths = vec![0; (4 * sequences.len()).next_power_of_two()];
        let firsts: Vec<WordId> = sequences.clone().map(|(first, _)| ids.at(first)).collect();
        let mut own = Self { words: Words::of(&firsts), pairs: [0; 64], lengths };
        let ids = ids.short();
        for (first, length) in sequences {
            let (first, second) = (ids[first], ids[first + 1]);
            let place = own.place(first);
            own.lengths[place] |= 1 << length;
            own.pairs[at(pair(first, second))] |= bit(pair(first, second));
        }
        own
    }

    /// Calls `take` for each token where one may begin, given the short numbers of words; none is passed over.
    pub(super) fn each(&self, ids: &[u16], take: &mut dyn FnMut(usize)) {
        self.words.each(ids, &mut |first| {
            let Some(second) = ids.get(first + 1) else { return };
            let pair = pair(ids[first], *second);
            if self.pairs[at(pair)] & bit(pair) != 0 {
                take(first);
            }
        });
    }

    /// A bit for each length that sequences may have which begin with a word.
    pub(super) fn lengths(&self, word: WordId) -> u16 {
        self.lengths[self.place(short(word))]
    }

    fn place(&self, word: u16) -> usize {
        usize::from(word) & (self.lengths.len() - 1)
    }
}

/// Some words of a text: never no for one of them, hardly ever yes for another.
pub(super) struct Words(Vec<bool>);

impl Words {
    /// These words; some may stand there twice.
    pub(super) fn of(words: &[WordId]) -> Self {
        let mut own = vec![false; if 16 * words.len() > FEW { MANY } else { FEW }];
        let last = own.len() - 1;
        words.iter().for_each(|word| own[usize::from(short(*word)) & last] = true);
        Self(own)
    }

    /// Calls `take` for each token that may be one of them, in order, given the short numbers of words.
    pub(super) fn each(&self, ids: &[u16], take: &mut dyn FnMut(usize)) {
        match (self.0.first_chunk::<MANY>(), self.0.first_chunk::<FEW>()) {
            (Some(many), _) => each_in(many, ids, take),
            (_, Some(few)) => each_in(few, ids, take),
            _ => {}
        }
    }
}

/// So much room there is for words, and in a long text.
const FEW: usize = 1 << 12;
const MANY: usize = 1 << 16;

/// [`Words::each`]. By itself, and by eights, so that it is quick: it walks through the whole text.
#[inline(never)]
fn each_in<const ROOM: usize>(table: &[bool; ROOM], ids: &[u16], take: &mut dyn FnMut(usize)) {
    let has = |id: &u16| table[*id as usize % ROOM];
    let (eights, rest) = ids.as_chunks::<8>();
    let mut from = 0;
    for eight in eights {
        if eight.iter().fold(false, |any, id| any | has(id)) {
            (from..).zip(eight).filter(|(_, id)| has(id)).for_each(|(at, _)| take(at));
        }
        from += eight.len();
    }
    (from..).zip(rest).filter(|(_, id)| has(id)).for_each(|(at, _)| take(at));
}

/// The place of a number among 64 times 64 bits.
fn at(number: u32) -> usize {
    (number >> 6) as usize & 63
}

/// Its bit there.
fn bit(number: u32) -> u64 {
    1 << (number & 63)
}

/// Two words as a number.
fn pair(first: u16, second: u16) -> u32 {
    (u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second)).wrapping_mul(0x85EB_CA6B) >> 20
}
