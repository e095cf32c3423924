//! What people and glossaries say about names, applied: spellings that may both stand, names that differ, the one to
//! use. What people have answered goes before what a glossary says.
//!
//! An answer is given for the words that were shown (`Lake Zonai`), and holds for the bare spelling too, and the
//! other way round: it is never asked again because the words around differ.

use std::rc::Rc;

use crate::finding::Severity;
use crate::glossary::Glossary;
use crate::memory::{Entry, Memory};
use crate::names::group::Flag;
use crate::names::index::Index;
use crate::names::variant::{Spelling, Variant};

/// Whether the two were answered for: both may stand, or they are two names.
pub(crate) fn are_settled(memory: &Memory, here: &str, there: &str) -> bool {
    memory.entries().iter().any(|entry| match entry {
        Entry::Allow(names) | Entry::Different(names) => names.iter().enumerate().any(|(i, a)| {
            let others = names.iter().enumerate().filter(|(j, _)| *j != i);
            others.into_iter().any(|(_, b)| covers(a, b, here, there))
        }),
        Entry::Prefer(_) | Entry::Repeat(_) => false,
    })
}

/// Whether both are spelt as a glossary spells names.
pub(crate) fn are_both_right(glossary: &Glossary, here: &str, there: &str) -> bool {
    glossary.is_name(here) && glossary.is_name(there)
}

/// Whether `name` is a spelling to use.
pub(crate) fn is_preferred(memory: &Memory, name: &str) -> bool {
    memory.entries().iter().any(|entry| matches!(entry, Entry::Prefer(preferred) if preferred == name))
}

/// Turns the variants of a name so that the spelling to use is the standard, whatever the counts.
pub(crate) fn prefer(index: &Index<'_>, variants: &mut Vec<Variant>) {
    let (memory, glossary) = (index.document.memory, index.document.glossary);
    if glossary.is_empty() && !memory.entries().iter().any(|entry| matches!(entry, Entry::Prefer(_))) {
        return;
    }
    let mut decided: Vec<(String, Rc<Spelling>)> = Vec::new();
    for variant in variants.iter() {
        let wide = variant.deviating.places.first().map(|place| Flag::new(index, variant, *place));
        let (here, there) = wide.map_or_else(Default::default, |flag| (flag.here, flag.there));
        let answered = |bare: &str, wide: &str| is_preferred(memory, bare) || is_preferred(memory, wide);
        let listed = |bare: &str, wide: &str| glossary.is_name(bare) || glossary.is_name(wide);
        let (standard, deviating) = (&variant.standard, &variant.deviating);
        for is in [&answered as &dyn Fn(&str, &str) -> bool, &listed] {
            if is(&standard.text, &there) {
                decided.push((standard.text.clone(), Rc::clone(standard)));
            } else if is(&deviating.text, &here) {
                decided.push((standard.text.clone(), deviating.clone().into()));
            } else {
                continue;
            }
            break;
        }
    }
    for variant in variants.iter_mut() {
        let Some((_, preferred)) = decided.iter().find(|(text, _)| *text == variant.standard.text) else { continue };
        let before = std::mem::replace(&mut variant.standard, Rc::clone(preferred));
        if variant.deviating.text == preferred.text {
            variant.deviating = Rc::unwrap_or_clone(before);
        }
        variant.decided = true;
        variant.doubtful = false;
        if variant.severity == Severity::Information {
            variant.severity = Severity::Warning;
        }
    }
    // A spelling that stands nowhere cannot deviate.
    variants.retain(|variant| !variant.deviating.places.is_empty());
}

/// Whether the answer for `a` and `b` is one for `here` and `there`: the same pair, in more words or in fewer.
fn covers(a: &str, b: &str, here: &str, there: &str) -> bool {
    let same = |a: &str, b: &str| {
        a == here && b == there || is_within((a, b), (here, there)) || is_within((here, there), (a, b))
    };
    same(a, b) || same(b, a)
}

/// Whether the wide pair is the narrow one with the same words around both.
fn is_within(narrow: (&str, &str), wide: (&str, &str)) -> bool {
    let whole = |before: &str, after: &str| {
        (before.is_empty() || !before.ends_with(char::is_alphanumeric))
            && (after.is_empty() || !after.starts_with(char::is_alphanumeric))
    };
    wide.0.match_indices(narrow.0).filter(|_| !narrow.0.is_empty()).any(|(at, _)| {
        let (before, after) = (&wide.0[..at], &wide.0[at + narrow.0.len()..]);
        whole(before, after) && wide.1.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)) == Some(narrow.1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_in_more_words_and_in_fewer() {
        let (memory, _) = Memory::parse("different: Lake Zonai | Lake Vonai\nallow: Mei Hua | Meihua | Mei-hua\n");
        for (here, there) in [("Lake Vonai", "Lake Zonai"), ("Zonai", "Vonai"), ("Lin Mei-hua", "Lin Meihua")] {
            assert!(are_settled(&memory, here, there), "{here} {there}");
        }
        for (here, there) in [("Lake Vonai", "Lake Tonai"), ("Lake", "Lake"), ("Homei Hua", "Homeihua"), ("", "x")] {
            assert!(!are_settled(&memory, here, there), "{here} {there}");
        }
    }
}
