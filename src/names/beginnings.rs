//! Where in a text known sequences of words may begin: bits for their first words, so that nearly all of a text is passed over
//! at once.

use crate::names::index::{Index, Span, WordId};

/// Which known sequences begin with a word. Words may share a place: then no more is known than that one of them begins
/// sequences.
pub(super) struct Beginnings {
    /// The first words: most of a text gets no further.
    words: Words,
    /// A bit for each first word with what follows.
    pairs: [u64; 64],
    /// For each first word a bit for each length; a power of two of them.
    lengths: Vec<u16>,
}

impl Beginnings {
    /// Of sequences of two tokens and more, each where it stands somewhere.
    pub(super) fn of(index: &Index<'_>, sequences: impl ExactSizeIterator<Item = Span>) -> Self {
        let lengths = vec![0; (4 * sequences.len()).next_power_of_two()];
        let mut own = Self { words: Words::of(sequences.len()), pairs: [0; 64], lengths };
        for span in sequences {
            let ids = index.ids(span.block);
            let (first, second) = (ids[span.first], ids[span.first + 1]);
            let place = own.place(first);
            own.lengths[place] |= 1 << (span.last - span.first + 1);
            own.words.add(first);
            own.pairs[at(pair(first, second))] |= bit(pair(first, second));
        }
        own
    }

    /// The first token, from one on, where one may begin; none is passed over.
    pub(super) fn next(&self, ids: &[WordId], from: usize) -> Option<usize> {
        let mut from = from;
        loop {
            let first = self.words.next(ids, from)?;
            let pair = pair(ids[first], *ids.get(first + 1)?);
            if self.pairs[at(pair)] & bit(pair) != 0 {
                return Some(first);
            }
            from = first + 1;
        }
    }

    /// A bit for each length that sequences may have which begin with a word.
    pub(super) fn lengths(&self, word: WordId) -> u16 {
        self.lengths[self.place(word)]
    }

    fn place(&self, word: WordId) -> usize {
        word as usize & (self.lengths.len() - 1)
    }
}

/// Some words of a text: never no for one of them, hardly ever yes for another.
pub(super) struct Words(Vec<bool>);

impl Words {
    /// Room for so many words; more are only told less well.
    pub(super) fn of(words: usize) -> Self {
        Self(vec![false; if 16 * words > FEW { MANY } else { FEW }])
    }

    pub(super) fn add(&mut self, word: WordId) {
        let at = word as usize & (self.0.len() - 1);
        self.0[at] = true;
    }

    /// The first token, from one on, that may be one of them.
    pub(super) fn next(&self, ids: &[WordId], from: usize) -> Option<usize> {
        match self.0.first_chunk::<MANY>() {
            Some(many) => next_in(many, ids, from),
            None => next_in(self.0.first_chunk::<FEW>()?, ids, from),
        }
    }
}

/// So much room there is for words, and in a long text.
const FEW: usize = 1 << 12;
const MANY: usize = 1 << 16;

/// [`Words::next`]. By itself, and by eights, so that it is quick: it walks through the whole text.
#[inline(never)]
fn next_in<const ROOM: usize>(table: &[bool; ROOM], ids: &[WordId], from: usize) -> Option<usize> {
    let rest = ids.get(from..)?;
    let has = |id: &WordId| table[*id as usize % ROOM];
    let (eights, _) = rest.as_chunks::<8>();
    let none = eights.iter().take_while(|eight| !eight.iter().fold(false, |any, id| any | has(id))).count();
    let found = rest[8 * none..].iter().position(has);
    found.map(|by| from + 8 * none + by)
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
fn pair(first: WordId, second: WordId) -> u32 {
    (first.wrapping_mul(0x9E37_79B1) ^ second).wrapping_mul(0x85EB_CA6B) >> 20
}
