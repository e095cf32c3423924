//! What the comparisons of names ask of a token again and again, as bits: one array for the whole document.

use crate::block::Block;
use crate::names::mention::{self, Mentions};
use crate::token::{Case, Gap, Kind, Token};

/// What is known of one token by its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u16);

impl Marks {
    /// A word of a script with spaces.
    pub(crate) const WORD: Self = Self(1);
    /// A word that begins with a capital.
    pub(crate) const CAPITAL: Self = Self(1 << 1);
    /// Two capitals or more and nothing else.
    pub(crate) const UPPER: Self = Self(1 << 2);
    /// In small letters.
    pub(crate) const LOWER: Self = Self(1 << 3);
    /// In capitals and small letters, not only the first a capital.
    pub(crate) const MIXED: Self = Self(1 << 4);
    /// Stands behind white space, in the sentence of the token before.
    pub(crate) const BEHIND: Self = Self(1 << 5);
    /// A hyphen that touches the words on both sides.
    pub(crate) const HYPHEN: Self = Self(1 << 6);
    /// Ends in a possessive `'s`.
    pub(crate) const POSSESSIVE: Self = Self(1 << 7);
    /// In a headline or a line of capitals.
    pub(crate) const LOUD: Self = Self(1 << 8);
    /// A link begins or ends before it.
    pub(crate) const LINK: Self = Self(1 << 9);
    /// The first of its sentence.
    pub(crate) const BREAK: Self = Self(1 << 10);
    /// A word, a number or something opaque: no punctuation.
    pub(crate) const BODY: Self = Self(1 << 11);
    /// In a cell of a table or a link's text: no running text.
    pub(crate) const LABEL: Self = Self(1 << 12);
    /// A capitalised word that is the first of its sentence, of a quotation or of what a colon or a dash introduces.
    pub(crate) const OPENS: Self = Self(1 << 13);
    /// Stands there in the very letters, all small, that are kept of its word. Not told of ordinary words.
    pub(crate) const AS_KEPT: Self = Self(1 << 14);
    /// No word, but may stand inside a name: `&`, a hyphen, a character of a script without spaces.
    pub(crate) const JOINS: Self = Self(1 << 15);

    /// Whether one of the bits is set.
    pub(crate) fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    /// Whether the case of a capitalised token was the writer's choice.
    pub(crate) fn is_telling(self) -> bool {
        self.0 & (Self::LOUD.0 | Self::LABEL.0 | Self::OPENS.0) == 0
    }

    /// Whether the next token is a word of the same sentence over white space only, and no possessive ending stands between.
    pub(super) fn leads_to(self, next: Self) -> bool {
        next.has(Self::WORD) && next.has(Self::BEHIND) && !self.has(Self::POSSESSIVE)
    }

    /// What the place of a capitalised word makes of its capital, as a number: it stands in no running text, in capitals that
    /// tell nothing, or first.
    pub(super) fn context(self) -> u64 {
        let place = self.0 & (Self::LABEL.0 | Self::LOUD.0);
        u64::from(if place == 0 { self.0 & Self::OPENS.0 } else { place })
    }

    /// How its letters are written, as a number.
    pub(super) fn casing(self) -> u64 {
        u64::from(self.0 & (Self::CAPITAL.0 | Self::UPPER.0 | Self::LOWER.0 | Self::MIXED.0))
    }

    pub(crate) fn with(self, mark: Self, is: bool) -> Self {
        Self(self.0 | if is { mark.0 } else { 0 })
    }

    /// These and those.
    pub(crate) const fn and(self, marks: Self) -> Self {
        Self(self.0 | marks.0)
    }

    /// These without those.
    pub(super) const fn without(self, marks: Self) -> Self {
        Self(self.0 & !marks.0)
    }

    /// Those of a token behind this gap.
    fn of_gap(gap: Gap) -> Self {
        let mark = |is: bool, mark: Self| u16::from(is) << mark.0.trailing_zeros();
        Self(mark(gap.space, Self::BEHIND) | mark(gap.link, Self::LINK))
    }

    /// Those that a token has by itself.
    #[inline]
    fn own(token: &Token) -> u16 {
        Self::OF_KIND[token.kind as usize][token.case as usize]
    }

    /// Those of a word so written.
    pub(super) fn of_case(case: Case) -> Self {
        Self(Self::OF_KIND[Kind::Word as usize][case as usize])
    }

    /// Those that a token has by itself, by the numbers of its kind and its case.
    const OF_KIND: [[u16; 5]; 5] = {
        let mut marks = [[Self::BODY.0; 5]; 5];
        marks[Kind::Punctuation as usize] = [0; 5];
        marks[Kind::Ideograph as usize] = [Self::BODY.0 | Self::JOINS.0; 5];
        let word = Self::WORD.0 | Self::BODY.0;
        let capital = word | Self::CAPITAL.0;
        let words = &mut marks[Kind::Word as usize];
        *words = [word; 5];
        words[Case::Lower as usize] = word | Self::LOWER.0;
        words[Case::Capital as usize] = capital;
        words[Case::Upper as usize] = capital | Self::UPPER.0;
        words[Case::Mixed as usize] = capital | Self::MIXED.0;
        marks
    };
}

/// Marks the tokens of a block one after the other, but for what their words add: a possessive ending, and that one stands
/// as kept.
#[derive(Clone, Copy)]
pub(super) struct Marker<'b> {
    block: &'b Block,
    mentions: &'b Mentions,
    /// The sentence of the last token; before the first the number of none.
    sentence: u32,
    /// What all tokens of that sentence have.
    loud: u16,
}

impl<'b> Marker<'b> {
    pub(super) fn new(block: &'b Block, mentions: &'b Mentions) -> Self {
        Self { block, mentions, sentence: u32::MAX, loud: 0 }
    }

    /// The marks of a word in small letters.
    #[inline]
    pub(super) fn small(&mut self, token: &Token) -> Marks {
        const OWN: u16 = Marks::OF_KIND[Kind::Word as usize][Case::Lower as usize];
        Marks(self.any(token, OWN))
    }

    /// The marks of a word or a number.
    #[inline]
    pub(super) fn word(&mut self, at: usize, token: &Token) -> Marks {
        let own = self.any(token, Marks::own(token));
        Marks(if own & Marks::CAPITAL.0 == 0 { own } else { own | opens(self.block, at, own) })
    }

    /// The marks of any other token.
    #[inline]
    pub(super) fn sign(&mut self, at: usize, token: &Token) -> Marks {
        let own = self.any(token, Marks::own(token));
        Marks(if mention::may_join(token) { own | joint(self.block, at).0 } else { own })
    }

    /// What is asked of all tokens, added to what each has by itself.
    #[inline]
    fn any(&mut self, token: &Token, own: u16) -> u16 {
        let own = own | Marks::of_gap(token.gap).0;
        if self.sentence == u32::from(token.sentence) { own | self.loud } else { self.begin(token, own) }
    }

    /// The same of the first token of a sentence.
    #[inline(never)]
    fn begin(&mut self, token: &Token, own: u16) -> u16 {
        self.sentence = u32::from(token.sentence);
        self.loud = if self.mentions.is_loud(token.sentence) { Marks::LOUD.0 } else { 0 };
        own & !Marks::BEHIND.0 | Marks::BREAK.0 | self.loud
    }

    /// Adds which of all tokens stand in no running text.
    #[cold]
    pub(super) fn label(self, marks: &mut [Marks]) {
        for (at, marks) in marks.iter_mut().enumerate() {
            *marks = marks.with(Marks::LABEL, !self.mentions.is_prose(self.block, at));
        }
    }
}

/// Whether a capitalised word opens something, as its mark.
#[inline]
fn opens(block: &Block, at: usize, own: u16) -> u16 {
    match at.checked_sub(1) {
        Some(before) if own & Marks::BREAK.0 == 0 => {
            // What follows a word or a number, as most do, opens nothing.
            let behind_mark = block.tokens[before].kind == Kind::Punctuation;
            if behind_mark && mention::starts_sentence(block, at) { Marks::OPENS.0 } else { 0 }
        }
        _ => Marks::OPENS.0,
    }
}

/// The marks of a mark that may join words.
fn joint(block: &Block, at: usize) -> Marks {
    Marks::default()
        .with(Marks::HYPHEN, mention::is_glued_hyphen(block, at))
        .with(Marks::JOINS, matches!(block.word(at), "&" | "-" | "‐" | "‑"))
}
