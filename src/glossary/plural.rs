//! The plural of an English noun where it is regular beyond doubt, and nothing else of its inflection.

use crate::lexicon::english_level;

/// The plural of a word in small letters; `None` where it may be irregular or have none. A word on the list of English
/// words has its plural there too.
pub(crate) fn plural(word: &str) -> Option<String> {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let plural = regular(word)?;
    (english_level(word).is_none() || english_level(&plural).is_some()).then_some(plural)
}

fn regular(word: &str) -> Option<String> {
    let (stem, last) = word.split_at(word.len() - 1);
    match last {
        // `gas`, `knife`: "gases", "knives".
        "s" | "f" => None,
        "e" if stem.ends_with('f') => None,
        "y" if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => Some(format!("{stem}ies")),
        "x" | "z" => Some(format!("{word}es")),
        "h" if stem.ends_with(['c', 's']) => Some(format!("{word}es")),
        _ => Some(format!("{word}s")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_sure_has_a_plural() {
        for (word, expected) in [
            ("dyke", Some("dykes")),
            ("floodwall", Some("floodwalls")),
            ("levy", Some("levies")),
            ("quay", Some("quays")),
            ("ditch", Some("ditches")),
            ("box", Some("boxes")),
            ("sheep", None),
            ("knife", None),
            ("information", None),
            ("gas", None),
            ("Dyke", None),
            ("ox", None),
        ] {
            assert_eq!(plural(word).as_deref(), expected, "{word}");
        }
    }
}
