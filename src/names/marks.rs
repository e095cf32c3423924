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
    /// The first word of its sentence, of a quotation or of what a colon or a dash introduces.
    pub(crate) const OPENS: Self = Self(1 << 13);
    /// Stands there in the very letters, all small, that are kept of its word. Not told of ordinary words.
    pub(crate) const AS_KEPT: Self = Self(1 << 14);
    /// No word, but may stand inside a name: `&`, a hyphen, a character of a script without spaces.
    pub(crate) const JOINS: Self = Self(1 << 15);

    /// Whether one of the bits is set.
    pub(crate) fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    /// Whether the case of a token was the writer's choice.
    pub(crate) fn is_telling(self) -> bool {
        self.0 & (Self::LOUD.0 | Self::LABEL.0 | Self::OPENS.0) == 0
    }

    pub(crate) fn with(self, mark: Self, is: bool) -> Self {
        Self(self.0 | if is { mark.0 } else { 0 })
    }

    /// Those of a token behind this gap.
    fn of_gap(gap: Gap) -> Self {
        let mark = |is: bool, mark: Self| u16::from(is) << mark.0.trailing_zeros();
        Self(mark(gap.space, Self::BEHIND) | mark(gap.link, Self::LINK))
    }

    /// Those that anything but punctuation has by itself, by the numbers of its kind and its case.
    const OF_KIND: [[u16; 5]; 5] = {
        let mut marks = [[Self::BODY.0; 5]; 5];
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

/// The sentence that is being read, while the tokens of a block are marked in their order.
pub(super) struct Sentence<'a> {
    block: &'a Block,
    mentions: &'a Mentions,
    /// Whether some of the block is no running text.
    has_labels: bool,
    /// The number of none before the first.
    number: u32,
    /// Whether it is a headline or a line of capitals.
    loud: Marks,
    /// Whether the token before is one of the sentence's and no punctuation.
    inside: bool,
}

impl<'a> Sentence<'a> {
    /// Before the first sentence of a block.
    pub(super) fn before(block: &'a Block, mentions: &'a Mentions) -> Self {
        let (has_labels, loud) = (mentions.has_labels(block), Marks::default());
        Self { block, mentions, has_labels, number: u32::MAX, loud, inside: false }
    }

    /// The marks of the next token, number `at`, but for what its word adds: a possessive ending, and that it stands as
    /// kept.
    #[inline]
    pub(super) fn marks(&mut self, at: usize, token: &Token) -> Marks {
        let begins = self.number != u32::from(token.sentence);
        if begins {
            self.number = u32::from(token.sentence);
            self.loud = Marks::default().with(Marks::LOUD, self.mentions.is_loud(token.sentence));
        }
        let is_inside = self.inside && !begins;
        self.inside = token.kind != Kind::Punctuation;
        let own = match token.kind {
            Kind::Punctuation => self.sign(at, token),
            kind => Marks(Marks::OF_KIND[kind as usize][token.case as usize]),
        };
        let mut marks = Marks(own.0 | self.loud.0 | Marks::of_gap(token.gap).0);
        if begins {
            marks = Marks(marks.0 & !Marks::BEHIND.0 | Marks::BREAK.0);
        }
        // What follows a word or a number, as most tokens do, opens nothing.
        if self.inside && !is_inside {
            marks = marks.with(Marks::OPENS, begins || mention::starts_sentence(self.block, at));
        }
        if self.has_labels {
            marks = marks.with(Marks::LABEL, !self.mentions.is_prose(self.block, at));
        }
        marks
    }

    /// The marks of a punctuation sign, of which hardly any joins words.
    fn sign(&self, at: usize, token: &Token) -> Marks {
        let first = self.block.text.as_bytes()[token.range().start];
        if !matches!(first, b'&' | b'-' | 0xE2) {
            return Marks::default();
        }
        Marks::default()
            .with(Marks::HYPHEN, mention::is_glued_hyphen(self.block, at))
            .with(Marks::JOINS, matches!(self.block.word(at), "&" | "-" | "‐" | "‑"))
    }
}
