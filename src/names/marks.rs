//! What the comparisons of names ask of a token again and again, as bits: one array for the whole document.

use crate::block::Block;
use crate::names::mention::{self, Mentions};
use crate::token::{Case, Kind, Token};

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

    /// Whether one of the bits is set.
    pub(crate) fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    pub(crate) fn with(self, mark: Self, is: bool) -> Self {
        Self(self.0 | if is { mark.0 } else { 0 })
    }

    /// The marks of token `at`, but for its possessive ending.
    pub(super) fn of(block: &Block, mentions: &Mentions, at: usize) -> Self {
        let token = &block.tokens[at];
        let begins = at == 0 || block.tokens[at - 1].sentence != token.sentence;
        Self::of_token(token)
            .with(Self::BEHIND, token.gap.space && !begins)
            .with(Self::BREAK, begins)
            .with(Self::HYPHEN, token.kind == Kind::Punctuation && mention::is_glued_hyphen(block, at))
            .with(Self::LOUD, mentions.is_loud(token.sentence))
    }

    fn of_token(token: &Token) -> Self {
        let marks = Self::default().with(Self::LINK, token.gap.link);
        match token.kind {
            Kind::Word => {
                let case = match token.case {
                    Case::None => Self::default(),
                    Case::Lower => Self::LOWER,
                    Case::Capital => Self::CAPITAL,
                    Case::Upper => Self(Self::CAPITAL.0 | Self::UPPER.0),
                    Case::Mixed => Self(Self::CAPITAL.0 | Self::MIXED.0),
                };
                Self(marks.0 | Self::WORD.0 | Self::BODY.0 | case.0)
            }
            Kind::Punctuation => marks,
            Kind::Ideograph | Kind::Number | Kind::Opaque => marks.with(Self::BODY, true),
        }
    }
}
