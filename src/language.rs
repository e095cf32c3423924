//! Which language a text is in: as set, else as its front matter says, its name, or its letters and commonest words.
//!
//! Rules ask for it before they use a table; a language without a tested table gets only what holds anywhere.
//! `declared` reads what a text or its name says of itself, `detect` looks at the text, by the words and letters of `tables`.

mod declared;
mod detect;
mod tables;

pub use declared::Named;

/// A language by its tag's first part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// A language by its two- or three-letter code, padded with a zero.
    Tag([u8; 3]),
    /// Not to be told.
    #[default]
    Unknown,
}

impl Language {
    /// English: the best covered.
    pub const ENGLISH: Self = Self::of_code(*b"en\0");

    /// The language of a padded code.
    pub const fn of_code(code: [u8; 3]) -> Self {
        Self::Tag(code)
    }

    /// The language of a tag such as `en`, `en-GB` or `zh_CN`; `None` for what is no tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        if !first.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        match first.as_bytes() {
            [a, b] => Some(Self::Tag([*a, *b, 0])),
            [a, b, c] => Some(Self::Tag([*a, *b, *c])),
            _ => None,
        }
    }

    /// Its two- or three-letter code; empty where unknown.
    pub fn code(&self) -> &str {
        match self {
            // Asked for most often.
            Self::Tag([b'e', b'n', 0]) => "en",
            Self::Tag(bytes) => {
                let len = if bytes[2] == 0 { 2 } else { 3 };
                std::str::from_utf8(&bytes[..len]).unwrap_or_default()
            }
            Self::Unknown => "",
        }
    }

    /// The language of `text`, judged by its first few thousand bytes; unknown where too little speaks for any.
    pub fn detect(text: &str) -> Self {
        detect::guess(text).language
    }

    /// The language of `text` in a file of this name. Its front matter holds; a name that says it plainly holds
    /// unless the text is surely in another; a folder that may only look like a tag (`it/`, `no/`) helps where the
    /// text does not tell.
    pub fn tell(named: Option<Named>, text: &str) -> Self {
        if let Some(language) = declared::front_matter(text) {
            return language;
        }
        let guess = detect::guess(text);
        match named {
            Some(named) if named.plainly && !guess.sure => named.language,
            Some(named) if guess.language == Self::Unknown => named.language,
            _ => guess.language,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    const ENGLISH: &str = "The mayor of the town said that it was time to go, and that the ferry would not wait for \
                           those who had not been there by nine.";

    fn told(path: &str, text: &str) -> String {
        Language::tell(Named::of_path(Path::new(path)), text).code().to_owned()
    }

    #[test]
    fn front_matter_comes_first_then_the_name_then_the_text() {
        assert_eq!(told("a.fr.md", "---\ntitle: x\nlang: de\n---\nHafen Hafen\n"), "de");
        assert_eq!(told("a.fr.md", "Port Port\n"), "fr");
        assert_eq!(told("docs/i18n/zh-CN/a.md", "Qwxz 12\n"), "zh");
        assert_eq!(told("a.md", ENGLISH), "en");
        assert_eq!(told("a.md", "Qwxz 12\n"), "");
    }

    #[test]
    fn a_text_that_is_surely_in_another_language_outweighs_its_name() {
        assert_eq!(told("README.de.md", ENGLISH), "en");
        assert_eq!(told("it/plan.md", ENGLISH), "en");
        assert_eq!(told("it/plan.md", "Der Hafen ist zu und das Dorf ist leer.\n"), "de");
        assert_eq!(told("it/plan.md", "Qwxz 12\n"), "it");
    }

    #[test]
    fn tags() {
        assert_eq!(Language::of_tag("en-GB"), Some(Language::ENGLISH));
        assert_eq!(Language::of_tag("english"), None);
    }
}
