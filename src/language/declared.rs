//! What a text says of its language in its front matter, and its file in its name and folders.

use std::path::Path;

use super::{Language, detect};

/// The folders, counted from the file, whose names may be tags.
const FOLDERS: usize = 4;
/// The most lines of front matter that are read.
const LINES: usize = 100;
/// Folders that hold one folder a language.
const HOLDERS: &[&str] = &[
    "i18n",
    "l10n",
    "intl",
    "locale",
    "locales",
    "lang",
    "langs",
    "language",
    "languages",
    "translation",
    "translations",
    "translated",
    "target",
    "targets",
    "content",
    "docs",
    "po",
];

/// What the name of a file says of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The language.
    pub language: Language,
    /// Whether the name can hardly mean anything else: `a.de.md`, `pt-BR/`, `i18n/de/`.
    pub plainly: bool,
}

impl Named {
    /// What `path` says, relative or absolute; `None` where nothing in it is the tag of a language known here.
    pub fn of_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        in_file_name(name).or_else(|| in_folders(path))
    }
}

/// `a.de.md`, `a.pt-BR.md`; less plainly `a_de.md`, `a-de.md`.
fn in_file_name(name: &str) -> Option<Named> {
    let stem = name.rsplit_once('.')?.0;
    if let Some((_, tag)) = stem.rsplit_once('.') {
        return known(tag).map(|language| Named { language, plainly: true });
    }
    let tagged = stem.char_indices().filter(|(_, c)| matches!(c, '_' | '-')).map(|(at, _)| &stem[at + 1..]);
    let mut tags = tagged.filter_map(|tag| known(tag).map(|language| (tag, language)));
    tags.next().map(|(tag, language)| Named { language, plainly: has_region(tag) })
}

/// `zh-CN/`, `i18n/de/`; less plainly `de/`. The nearest folder that says something holds.
fn in_folders(path: &Path) -> Option<Named> {
    let folders: Vec<&str> = path.parent()?.iter().rev().take(FOLDERS + 1).filter_map(|name| name.to_str()).collect();
    folders.iter().take(FOLDERS).enumerate().find_map(|(i, tag)| {
        let held = folders.get(i + 1).is_some_and(|holder| HOLDERS.contains(&holder.to_ascii_lowercase().as_str()));
        known(tag).map(|language| Named { language, plainly: held || has_region(tag) })
    })
}

/// `de`, `pt-BR`, `zh_Hans`: a language known here, alone or with a region or script.
fn known(tag: &str) -> Option<Language> {
    let mut parts = tag.split(['-', '_']);
    let plain = parts.next().is_some_and(|first| first.bytes().all(|b| b.is_ascii_lowercase()));
    let further = parts.all(|part| (2..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    let language = Language::of_tag(tag)?;
    (plain && further && detect::knows(language)).then_some(language)
}

fn has_region(tag: &str) -> bool {
    tag.contains(['-', '_'])
}

/// The language named in YAML (`lang: de`) or TOML (`lang = "de"`) at the head of a text.
pub(super) fn front_matter(text: &str) -> Option<Language> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut lines = text.lines().take(LINES);
    let fence = lines.next().map(str::trim_end).filter(|fence| matches!(*fence, "---" | "+++"))?;
    lines.take_while(|line| line.trim_end() != fence).find_map(|line| {
        let (key, value) = line.split_once(if fence == "---" { ':' } else { '=' })?;
        let named = matches!(key.trim_end(), "lang" | "language" | "locale");
        let value = value.split('#').next().unwrap_or_default();
        named.then(|| Language::of_tag(value.trim().trim_matches(['"', '\'']))).flatten()
    })
}

/// `text` behind its front matter.
pub(super) fn behind_front_matter(text: &str) -> &str {
    let fence = ["---\n", "+++\n", "---\r\n", "+++\r\n"].into_iter().find(|fence| text.starts_with(fence));
    let Some(fence) = fence else { return text };
    let mut at = fence.len();
    for line in text[at..].split_inclusive('\n').take(LINES) {
        at += line.len();
        if line.trim_end() == fence.trim_end() {
            return &text[at..];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(path: &str) -> Option<(String, bool)> {
        Named::of_path(Path::new(path)).map(|named| (named.language.code().to_owned(), named.plainly))
    }

    #[test]
    fn names_and_folders() {
        for (path, code, plainly) in [
            ("a.de.md", "de", true),
            ("guide.pt-BR.md", "pt", true),
            ("README_zh-CN.md", "zh", true),
            ("README-fr.md", "fr", false),
            ("book/de/a.md", "de", false),
            ("docs/de/a.md", "de", true),
            ("i18n/zh-CN/part/a.md", "zh", true),
            ("zh_Hant/a.md", "zh", true),
            ("it/a.md", "it", false),
            ("de/a.fr.md", "fr", true),
        ] {
            assert_eq!(named(path), Some((code.to_owned(), plainly)), "{path}");
        }
        for path in ["a.md", "v1.2.md", "a.min.md", "xx/a.md", "IT/a.md", "src/a.md", "notes-final.md", "de", "a.v2.md"]
        {
            assert_eq!(named(path), None, "{path}");
        }
    }

    #[test]
    fn front_matter_of_both_kinds() {
        for (text, code) in [
            ("---\nlang: de\n---\n", Some("de")),
            ("---\ntitle: a\nlanguage: \"pt-BR\"\n---\n", Some("pt")),
            ("+++\r\nlang = 'fr' # so\r\n+++\r\n", Some("fr")),
            ("---\ntitle: a\n---\nlang: de\n", None),
            ("lang: de\n", None),
            ("---\nlang: klingonish\n---\n", None),
        ] {
            assert_eq!(front_matter(text).map(|language| language.code().to_owned()).as_deref(), code, "{text}");
        }
        assert_eq!(behind_front_matter("---\nlang: de\n---\nHafen\n"), "Hafen\n");
        assert_eq!(behind_front_matter("---\nHafen\n"), "---\nHafen\n");
    }
}
