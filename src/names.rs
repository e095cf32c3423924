//! Names: every spelling of one name in a document.
//!
//! `mention` finds where names stand in a block; it is kept with the block. `needed` says which other words the comparisons
//! look at, so that the rest may be forgotten. `index` numbers the words of the document (`vocabulary`, `numbers`), says
//! what is known of each (`word`, by its `composition`) and of each token (`ids`, `marks`), puts chains that are alike together
//! (`phrase`), and holds the blocks of a long text that were asked for last (`seen`). Names that may be one `meeting` under a
//! hash are compared; what is met again is told by its `numbering`. The comparisons (`folded`, `case` by what is `uneven`
//! and its `beginnings`, `title`, `person`, `spelling` by its `units` and their `ends`, with each `slip` in a known word) yield
//! `variant`s: a spelling, the one it deviates from, and how sure that is; none compares all pairs. `group` settles which places
//! are flagged, and `fix` how each is mended. The rules `inconsistent-name` and `impossible-pinyin` put it in words.

pub(crate) mod acronym;
pub(crate) mod answers;
mod beginnings;
pub(crate) mod case;
mod composition;
mod ends;
pub(crate) mod extend;
pub(crate) mod fix;
pub(crate) mod fold;
pub(crate) mod folded;
pub(crate) mod group;
pub(crate) mod guard;
mod ids;
pub(crate) mod index;
pub mod inventory;
pub(crate) mod keys;
mod marks;
mod meeting;
pub mod mention;
pub(crate) mod needed;
mod numbering;
mod numbers;
mod office;
pub(crate) mod order;
pub(crate) mod person;
mod phrase;
mod seen;
pub(crate) mod similar;
mod slip;
pub(crate) mod spelling;
pub(crate) mod title;
pub(crate) mod truncation;
mod uneven;
mod units;
pub(crate) mod variant;
mod vocabulary;
mod word;
pub(crate) mod wording;

use crate::document::Named;
use crate::finding::Severity;
use crate::language::Language;
use index::Index;
use variant::Variant;

/// What else English names are compared by.
const OF_ENGLISH: [fn(&Index<'_>) -> Vec<Variant>; 9] = [
    case::variants,
    title::variants,
    person::variants,
    spelling::variants,
    order::variants,
    office::variants,
    wording::variants,
    acronym::variants,
    truncation::variants,
];

/// All variants among the names of a document.
pub(crate) fn variants(index: &Index<'_>) -> Vec<Variant> {
    let english = is_english(index.document);
    let mut found = folded::variants(index, english);
    for compare in OF_ENGLISH.iter().filter(|_| english) {
        index.give_back();
        found.extend(compare(index));
    }
    for variant in &mut found {
        variant.context = extend::context(index, variant);
    }
    answers::prefer(index, &mut found);
    found
}

/// Every name of a document with its spellings.
pub(crate) fn inventory(document: &Named<'_>) -> Vec<inventory::Name> {
    let index = Index::new(document);
    let variants = variants(&index);
    let flags = group::flags(&index, &variants);
    let flagged = flags.iter().map(|flag| flag.variant).filter(|variant| variant.severity < Severity::Hint);
    inventory::names(&index, &flagged.collect::<Vec<_>>())
}

/// Whether the tables for English apply.
fn is_english(document: &Named<'_>) -> bool {
    document.language == Language::ENGLISH
}
