//! Where in a text known sequences of words may begin: bits for their first words, so that nearly all of a text is passed over
//! at once.

use crate::names::ids::{Ids, short};
use crate::names::index::WordId;

/// How known sequences begin. Words may share a place, as all do that need long numbers: then no more is known than that one
/// of them begins sequences.
pub(super) struct Beginnings {
    /// The first words: most of a text gets no further.
    words: Words,
    /// What is known of the first tokens of each sequence, two or more, at the place of their [`Head`]; a power of two of them.
    heads: Vec<u8>,
}

/// Sequences go on behind these tokens, or end with them.
const KNOWN: u8 = 1;
/// One ends with them.
const WHOLE: u8 = 2;

/// Several tokens by the short numbers of their words, as a hash that grows with them.
#[derive(Clone, Copy)]
struct Head(u32);

impl Head {
    /// That of one token.
    fn of(first: u16) -> Self {
        Self(u32::from(first))
    }

    /// The same with the next token.
    fn with(self, next: u16) -> Self {
        Self((self.0.wrapping_mul(0x9E37_79B1) ^ u32::from(next)).wrapping_mul(0x85EB_CA6B))
    }
}

impl Beginnings {
    /// Of sequences of two tokens and more, each where it stands somewhere: its first token, and how many it has.
    pub(super) fn of(ids: Ids<'_>, sequences: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let (firsts, tokens): (Vec<WordId>, Vec<usize>) =
            sequences.clone().map(|(first, length)| (ids.at(first), length)).unzip();
        let heads = vec![0; (4 * tokens.iter().sum::<usize>()).next_power_of_two()];
        let mut own = Self { words: Words::of(&firsts), heads };
        let ids = ids.short();
        for (first, length) in sequences {
            let mut head = Head::of(ids[first]);
            for next in &ids[first + 1..first + length] {
                head = head.with(*next);
                let place = own.place(head);
                own.heads[place] |= KNOWN;
            }
            let place = own.place(head);
            own.heads[place] |= WHOLE;
        }
        own
    }

    /// Calls `take` for each token where one may begin, given the short numbers of words; none is passed over.
    pub(super) fn each(&self, ids: &[u16], take: &mut dyn FnMut(usize)) {
        self.words.each(ids, &mut |first| {
            let Some(second) = ids.get(first + 1) else { return };
            if self.heads[self.place(Head::of(ids[first]).with(*second))] & KNOWN != 0 {
                take(first);
            }
        });
    }

    /// Follows the tokens of a sequence whose first is the word of this short number.
    pub(super) fn follow(&self, first: u16) -> Follow<'_> {
        Follow { beginnings: self, head: Head::of(first) }
    }

    fn place(&self, head: Head) -> usize {
        (head.0 >> 8) as usize & (self.heads.len() - 1)
    }
}

/// The tokens of a text that may be those of a known sequence, one after the other.
pub(super) struct Follow<'b> {
    beginnings: &'b Beginnings,
    head: Head,
}

impl Follow<'_> {
    /// Goes on with the next token: whether a sequence may end with it. `None` where none has these tokens.
    pub(super) fn next(&mut self, word: u16) -> Option<bool> {
        self.head = self.head.with(word);
        let known = self.beginnings.heads[self.beginnings.place(self.head)];
        (known & KNOWN != 0).then_some(known & WHOLE != 0)
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
