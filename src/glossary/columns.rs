//! What the columns of a table mean, by their headings.
//!
//! Headings differ from tool to tool; these are the ones that OmegaT, memoQ, Matecat and people's own spreadsheets use,
//! with case, blanks and marks left aside. A column without a known heading is left alone.

use crate::language::Language;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The term to be translated.
    Source,
    /// Its translation.
    Target,
    /// Terms to use; or yes and no, for the term of the row.
    Preferred,
    /// Terms not to use; or yes and no, for the term of the row.
    Forbidden,
    /// A word for how the term of the row may be used.
    Status,
    /// The same for the term in the column before it.
    Info,
    /// Terms in this language.
    Language(Language),
    /// A definition or a note.
    Comment,
    /// Anything else.
    Other,
}

impl Column {
    /// What a heading says.
    pub(super) fn of_heading(heading: &str) -> Self {
        let letters: String = heading.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        match letters.as_str() {
            "source" | "sourceterm" | "sourcetext" | "sourcelanguage" | "src" | "original" => Self::Source,
            "target" | "targetterm" | "targettext" | "targetlanguage" | "trg" | "tgt" | "translation" | "term"
            | "translatedterm" => Self::Target,
            "preferred" | "preferredterm" | "preferredterms" | "preferredtranslation" | "use" => Self::Preferred,
            "forbidden" | "forbiddenterm" | "forbiddenterms" | "deprecated" | "deprecatedterm" | "deprecatedterms"
            | "donotuse" | "dontuse" | "avoid" | "prohibited" => Self::Forbidden,
            "status" | "termstatus" | "usage" | "usagestatus" | "administrativestatus" | "approvalstatus" => {
                Self::Status
            }
            "terminfo" => Self::Info,
            "comment" | "comments" | "note" | "notes" | "entrynote" | "definition" | "description" | "context"
            | "remark" | "remarks" | "explanation" => Self::Comment,
            _ => language(heading).map_or(Self::Other, Self::Language),
        }
    }
}

/// Whether these columns are those of a glossary: no entry of one without headings looks so.
pub(super) fn are_headings(columns: &[Column]) -> bool {
    let has = |column: Column| columns.contains(&column);
    let languages = columns.iter().filter(|column| matches!(column, Column::Language(_))).count();
    let known = columns.iter().filter(|column| **column != Column::Other).count();
    languages >= 2 || known >= 2 && (has(Column::Target) || has(Column::Forbidden) || languages == 1)
}

/// The language that a heading names: a tag (`en`, `zh-CN`, `en_us`) or a name, with a country behind it or not
/// (`English`, `Chinese_PRC`, `English (United States)`).
fn language(heading: &str) -> Option<Language> {
    let heading = heading.trim().to_lowercase();
    let first = heading.split([' ', '_', '-', '(']).next().unwrap_or_default();
    // "ID" and "No" head columns of numbers.
    let number = matches!(heading.as_str(), "id" | "no");
    let (code, _) = LANGUAGES.iter().find(|(code, name)| *name == first || *code == first && !number)?;
    Language::of_tag(code)
}

/// Languages that translators work in, with their names in English.
const LANGUAGES: [(&str, &str); 49] = [
    ("af", "afrikaans"),
    ("ar", "arabic"),
    ("bg", "bulgarian"),
    ("bn", "bengali"),
    ("bs", "bosnian"),
    ("ca", "catalan"),
    ("cs", "czech"),
    ("da", "danish"),
    ("de", "german"),
    ("el", "greek"),
    ("en", "english"),
    ("es", "spanish"),
    ("et", "estonian"),
    ("eu", "basque"),
    ("fa", "persian"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("ga", "irish"),
    ("gl", "galician"),
    ("he", "hebrew"),
    ("hi", "hindi"),
    ("hr", "croatian"),
    ("hu", "hungarian"),
    ("hy", "armenian"),
    ("id", "indonesian"),
    ("is", "icelandic"),
    ("it", "italian"),
    ("ja", "japanese"),
    ("ko", "korean"),
    ("lt", "lithuanian"),
    ("lv", "latvian"),
    ("mk", "macedonian"),
    ("ms", "malay"),
    ("nb", "norwegian"),
    ("nl", "dutch"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("sk", "slovak"),
    ("sl", "slovenian"),
    ("sq", "albanian"),
    ("sr", "serbian"),
    ("sv", "swedish"),
    ("th", "thai"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
    ("vi", "vietnamese"),
    ("zh", "chinese"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_entries() {
        let are = |line: &str| are_headings(&line.split('\t').map(Column::of_heading).collect::<Vec<_>>());
        for line in [
            "Source\tTarget",
            "source term\ttarget term\tnotes",
            "zh-CN\ten",
            "Entry_ID\tChinese_PRC\tTerm_Info\tEnglish\tTerm_Info",
            "Forbidden\ten-US\tde",
            "Term\tStatus",
            "preferred\tforbidden",
        ] {
            assert!(are(line), "{line}");
        }
        for line in ["Ziel\tTarget", "English\tenglisch", "note\tremark", "水利局\tWater Bureau\tnote", "id\tno"] {
            assert!(!are(line), "{line}");
        }
        assert_eq!(Column::of_heading("English (United States)"), Column::Language(Language::ENGLISH));
        assert_eq!(Column::of_heading("ID"), Column::Other);
    }
}
