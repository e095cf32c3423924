//! What the form of an English word, and which other forms are on the word list, tell of its class.
//!
//! There is no tagger: a verdict asks whether a word *can* be a verb or an adjective, and keeps silent where
//! that leaves it in doubt.

use crate::lexicon::english_level;

use super::tables::en;

/// Whether it is a common English word, or the plural or possessive of one.
pub(super) fn is_word(word: &str) -> bool {
    let bare = word.strip_suffix("'s").unwrap_or(word);
    english_level(bare).is_some()
}

/// Whether it is so common that with a capital it is still the word and no name.
pub(super) fn is_common(word: &str) -> bool {
    english_level(word).is_some_and(|level| level <= 35)
}

/// Whether it can be compared (`heavy`, `heavier`, `heaviest`): an adjective or adverb of quality.
pub(super) fn is_gradable(word: &str) -> bool {
    bases(word).iter().any(|base| is_word(&format!("{base}er")) && is_word(&format!("{base}est")))
}

/// Whether it is a comparative: `heavier`, `more`, `worse`.
pub(super) fn is_comparative(word: &str) -> bool {
    matches!(word, "more" | "less" | "fewer" | "worse" | "better" | "further" | "farther" | "lesser")
        || word.strip_suffix("er").is_some_and(|base| {
            base.len() >= 3 && (is_word(&format!("{base}est")) || is_word(base) && is_adjective(base) && !is_word(word))
        })
}

/// Whether it is an adjective: by its comparison, its ending, or because its adverb is a word.
pub(super) fn is_adjective(word: &str) -> bool {
    const ENDINGS: [&str; 12] = ["al", "ive", "able", "ible", "ous", "ic", "ful", "less", "ish", "ary", "ant", "ern"];
    let ending =
        word.len() >= 6 && ENDINGS.iter().any(|ending| word.ends_with(ending)) && !is_word(&format!("{word}s"));
    let adverb = !en::is_noun_with_ly(word) && word.len() >= 4 && adverbs(word).iter().any(|adverb| is_word(adverb));
    ending || adverb || is_gradable(word)
}

/// Whether it is an adverb made from an adjective.
pub(super) fn is_adverb(word: &str) -> bool {
    word.len() >= 5 && word.ends_with("ly") && !is_word(&format!("{word}er"))
}

/// Whether it is long and ends like what English makes of other words: no sound does and no second half of a species.
pub(super) fn is_derived(word: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["able", "ible", "tion", "tions", "ness", "ment", "ments", "ical", "ally", "ized", "izing", "bility"];
    word.len() >= 8 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether it can be a verb form.
pub(super) fn is_verb(word: &str) -> bool {
    if en::is_determiner(word) || en::is_preposition(word) {
        return false;
    }
    let base = bases(word).iter().any(|base| is_word(&format!("{base}ing")));
    let form = ["ing", "ed"].iter().any(|ending| word.strip_suffix(ending).is_some_and(is_stem));
    base && word.len() >= 3 || form || en::is_irregular_past(word) || third_person(word)
}

/// Whether it is a past form or participle.
pub(super) fn is_past(word: &str) -> bool {
    word.strip_suffix("ed").is_some_and(is_stem) || en::is_irregular_past(word)
}

/// Whether it is a finite verb form by its ending: `goes`, `went`, `called`.
pub(super) fn is_finite(word: &str) -> bool {
    is_past(word) || third_person(word)
}

fn third_person(word: &str) -> bool {
    let stem = word.strip_suffix("es").filter(|stem| is_word(&format!("{stem}ing")));
    let stem = stem.or_else(|| word.strip_suffix('s').filter(|stem| stem.len() >= 3));
    stem.is_some_and(|stem| bases(stem).iter().any(|base| is_word(&format!("{base}ing"))))
}

/// What endings are put on: `heavy` as `heavi`, `brave` as `brav`, `big` as `bigg`, and itself.
fn bases(word: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    let Some(last) = word.chars().last().filter(char::is_ascii_alphabetic) else { return bases };
    let rest = &word[..word.len() - 1];
    match last {
        'y' => bases.push(format!("{rest}i")),
        'e' => bases.push(rest.to_owned()),
        _ => bases.push(format!("{word}{last}")),
    }
    bases
}

/// Whether `stem` with its ending off is a word: `stopp`, `mak`, `call`.
fn is_stem(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let doubled = bytes.len() >= 4 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
    stem.len() >= 3
        && (is_word(stem)
            || is_word(&format!("{stem}e"))
            || doubled && stem.is_char_boundary(stem.len() - 1) && is_word(&stem[..stem.len() - 1])
            || stem.strip_suffix('i').is_some_and(|s| is_word(&format!("{s}y"))))
}

/// The adverbs that `word` would make.
pub(super) fn adverbs(word: &str) -> Vec<String> {
    let mut adverbs = vec![format!("{word}ly")];
    if let Some(stem) = word.strip_suffix('y') {
        adverbs.push(format!("{stem}ily"));
    }
    if let Some(stem) = word.strip_suffix("le") {
        adverbs.push(format!("{stem}ly"));
    }
    if word.ends_with("ic") {
        adverbs.push(format!("{word}ally"));
    }
    adverbs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        for word in ["heavy", "solemn", "national", "replicable", "big", "southeastern"] {
            assert!(is_adjective(word), "{word}");
        }
        for word in ["risk", "milk", "day", "hospital", "village", "pattern", "tavern"] {
            assert!(!is_adjective(word), "{word}");
        }
        for word in ["maintain", "stopped", "guiding", "went", "goes"] {
            assert!(is_verb(word), "{word}");
        }
        assert!(is_comparative("bigger") && is_comparative("worse") && !is_comparative("officer"));
        assert!(is_derived("recomposable") && is_derived("hydrophobization") && !is_derived("przewalskii"));
        assert!(is_adverb("firmly") && is_finite("called") && !is_finite("solemn"));
    }
}
