//! What a comparison of names yields: a spelling that deviates, and the one it is measured against.

use std::cmp::Reverse;
use std::rc::Rc;

use crate::finding::Severity;
use crate::names::index::{Index, Span};

/// How two spellings of one name differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// Cut into words otherwise: `Mei Hua`, `Meihua`.
    Segmentation,
    /// A hyphen or none: `Jong-un`, `Jong Un`.
    Hyphen,
    /// An accent or none.
    Accent,
    /// Capitals or small letters.
    Case,
    /// Dots in an acronym, or short and long.
    Abbreviation,
    /// The same words in another order.
    Order,
    /// Two schemes of writing another script in Latin letters.
    Scheme,
    /// Letters.
    Spelling,
    /// A stray *of* between a title and a name.
    Of,
    /// Another title.
    Title,
    /// An ending or a small word: plural, adjective, `of` or `for`.
    Inflection,
    /// Digits or words for a number.
    Numeral,
    /// Two short forms of one long form, or two long forms of one short.
    Acronym,
    /// The end of a name cut off.
    Truncation,
}

impl Kind {
    /// The word for it in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Segmentation => "segmentation",
            Self::Hyphen => "hyphen",
            Self::Accent => "accent",
            Self::Case => "case",
            Self::Abbreviation => "abbreviation",
            Self::Order => "order",
            Self::Inflection => "inflection",
            Self::Numeral => "numeral",
            Self::Acronym => "acronym",
            Self::Truncation => "truncation",
            Self::Scheme => "scheme",
            Self::Spelling => "spelling",
            Self::Of | Self::Title => "title",
        }
    }

    /// Whether the two spellings have one folded key: certain to be one name where the position allows it.
    pub(crate) fn keeps_key(self) -> bool {
        matches!(self, Self::Segmentation | Self::Hyphen | Self::Accent | Self::Case | Self::Abbreviation)
    }
}

/// A spelling with all places where it stands, in the order of the text.
#[derive(Clone, Debug)]
pub(crate) struct Spelling {
    /// As a reader sees it.
    pub text: String,
    /// Where.
    pub places: Vec<Span>,
}

impl Spelling {
    /// That of these places, as it stands at the first of them.
    pub(crate) fn of(index: &Index<'_>, places: Vec<Span>) -> Self {
        Self { text: index.surface(places[0]), places }
    }
}

/// The greatest is the standard: what stands most often; of equals a place of the gazetteer, which is spelt right, and then
/// what stands first. The places are in the order of the text.
pub(crate) fn weight(places: &[Span], is_known: bool) -> (usize, bool, Reverse<Option<Span>>) {
    (places.len(), is_known, Reverse(places.first().copied()))
}

/// Which of the spellings outweighs the others where none is better known.
pub(crate) fn most_frequent<'a>(spellings: impl Iterator<Item = &'a Spelling>) -> Option<usize> {
    spellings.enumerate().max_by_key(|(_, spelling)| weight(&spelling.places, false)).map(|(index, _)| index)
}

/// A deviating spelling and the one it should probably be.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// How they differ.
    pub kind: Kind,
    /// How sure, before counts are looked at.
    pub severity: Severity,
    /// The spelling to be flagged.
    pub deviating: Spelling,
    /// The spelling that outweighs it. Several may deviate from one that stands in thousands of places.
    pub standard: Rc<Spelling>,
    /// Two different names may be meant: neither is wrong by itself.
    pub doubtful: bool,
    /// People have said that the standard is the spelling to use.
    pub decided: bool,
    /// Words around both that belong to the name and are shown with it.
    pub context: Option<Context>,
}

/// Tokens around a spelling, known by their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Context {
    /// How many before it.
    pub before: usize,
    /// How many after it.
    pub after: usize,
    /// Their keys, in order.
    pub keys: Vec<u64>,
}

impl Variant {
    /// A variant of one name, shown as it stands.
    pub(crate) fn new(kind: Kind, severity: Severity, deviating: Spelling, standard: impl Into<Rc<Spelling>>) -> Self {
        let standard = standard.into();
        Self { kind, severity, deviating, standard, doubtful: false, decided: false, context: None }
    }

    /// Whether neither spelling outweighs the other.
    pub(crate) fn is_tie(&self) -> bool {
        !self.decided && self.deviating.places.len() == self.standard.places.len()
    }

    /// Whether the standard stands three times as often or more, or people have said that it is right.
    pub(crate) fn is_clear(&self) -> bool {
        self.decided || self.standard.places.len() >= 3 * self.deviating.places.len()
    }
}
