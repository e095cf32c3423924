//! Every name of a document with its spellings, for the table that `postedit names` prints.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::block::readable;
use crate::names::index::{Index, Span};
use crate::names::mention::Chain;
use crate::names::variant::{Spelling, Variant};
use crate::range::ByteRange;

/// A name with all its spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The spelling to prefer: the most frequent, of equals the first.
    pub form: String,
    /// Where it stands, in bytes of the document, in order.
    pub places: Vec<ByteRange>,
    /// The other spellings, in the order of the text.
    pub others: Vec<OtherForm>,
}

/// A spelling that deviates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherForm {
    /// As written.
    pub form: String,
    /// How it differs: `segmentation`, `case` …
    pub kind: &'static str,
    /// The text alone does not decide: a tie, or perhaps two names.
    pub doubtful: bool,
    /// Where it stands, in bytes of the document, in order.
    pub places: Vec<ByteRange>,
}

/// All names, by their preferred form; of the variants those that are flagged.
pub(crate) fn names(index: &Index<'_>, flagged: &[&Variant]) -> Vec<Name> {
    let mut names: BTreeMap<String, Name> = BTreeMap::new();
    let mut varied: BTreeSet<&str> = BTreeSet::new();
    for variant in flagged {
        let (standard, deviating) = (&variant.standard.text, &variant.deviating.text);
        let name = names.entry(standard.clone()).or_insert_with(|| Name {
            form: standard.clone(),
            places: ranges(index, &variant.standard),
            others: Vec::new(),
        });
        if !name.others.iter().any(|other| other.form == *deviating) {
            name.others.push(other(index, variant));
        }
        varied.extend([standard.as_str(), deviating.as_str()]);
    }
    for name in plain(index).into_iter().filter(|name| !varied.contains(name.form.as_str())) {
        names.insert(name.form.clone(), name);
    }
    names.into_values().collect()
}

fn other(index: &Index<'_>, variant: &Variant) -> OtherForm {
    OtherForm {
        form: variant.deviating.text.clone(),
        kind: variant.kind.name(),
        doubtful: variant.doubtful || variant.is_tie(),
        places: ranges(index, &variant.deviating),
    }
}

fn ranges(index: &Index<'_>, spelling: &Spelling) -> Vec<ByteRange> {
    spelling.places.iter().map(|span| index.range(*span)).collect()
}

/// The names as they stand, whether or not they vary.
fn plain(index: &Index<'_>) -> Vec<Name> {
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    let mut names: Vec<Name> = Vec::new();
    let blocks = index.document.blocks;
    blocks.each(&mut |number, words| {
        let start = blocks.start(number);
        for span in words.mentions.chains.iter().filter_map(|chain| name_of(index, number, *chain)) {
            let range = span.in_block(&words.block);
            let form = readable(range.of(&words.block.text));
            let number = *numbers.entry(form.clone()).or_insert(names.len());
            if number == names.len() {
                names.push(Name { form, places: Vec::new(), others: Vec::new() });
            }
            names[number].places.push(range.shifted(start));
        }
    });
    names
}

/// The chain without the function words it begins with; `None` for a headline, and for an ordinary word that has
/// its capital from the start of a sentence.
fn name_of(index: &Index<'_>, block: usize, chain: Chain) -> Option<Span> {
    if index.is_loud(block, chain.first) {
        return None;
    }
    let word = |t: usize| index.word_at(block, t);
    let first = (chain.first..=chain.last).find(|t| word(*t).is_some_and(|w| !w.function))?;
    let bare = first == chain.last && word(first).is_some_and(|w| w.is_ordinary()) && !index.is_telling(block, first);
    (!bare).then_some(Span { block, first, last: chain.last })
}
