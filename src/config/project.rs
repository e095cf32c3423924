//! `postedit.toml`: a project's options, and those of some of its files.
//!
//! ```toml
//! language = "en"
//! min-severity = "information"
//! scope = "project"
//! glossaries = ["glossary.txt", "terms/*.tbx"]
//! exclude = ["drafts/**"]
//!
//! [rules]
//! repeated-word = "hint"
//!
//! [[overrides]]
//! paths = ["*.de.md", "speeches/**"]
//! language = "de"
//! rules = { repeated-phrase = "off" }
//! ```
//!
//! Paths are globs relative to the file's folder. What cannot be used is reported where it stands, and the rest
//! applies.

use std::path::Path;

use globset::Glob;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::files::{self, Files, Override, Patterns};
use super::keys::{self, Place};
use super::{Options, RuleSetting, Scope, Settings, unknown};
use crate::range::{ByteRange, Edit, apply};

/// The file's name; the folder it lies in is a project.
pub const FILE_NAME: &str = "postedit.toml";

/// What a project says.
#[derive(Clone, Debug, Default)]
pub struct ProjectFile {
    options: Options,
    files: Files,
    /// The patterns of all glossaries, those of overrides included, each with its place in bytes of the file.
    pub glossaries: Vec<(String, ByteRange)>,
}

/// Something in the file that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the file.
    pub range: ByteRange,
    /// What is wrong and what to write instead.
    pub message: String,
}

impl ProjectFile {
    /// Reads the file's text, with the problems in the order of the text.
    pub fn parse(text: &str) -> (Self, Vec<Problem>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader { problems: Vec::new(), glossaries: Vec::new() };
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            reader.complain(span, error.message().to_owned());
        }
        let mut file = reader.file(table.get_ref());
        file.glossaries = reader.glossaries;
        reader.problems.sort_by_cached_key(|p| (p.range.start, p.range.end));
        (file, reader.problems)
    }

    /// The settings of the file at `path`, relative to the project's folder: the project's options over `base`, then
    /// those of each override that names the file.
    pub fn settings(&self, base: &Settings, path: &Path) -> Settings {
        let mut settings = base.clone();
        settings.scope = self.files.scope.unwrap_or(settings.scope);
        settings.lay(&self.options);
        self.files.lay(&mut settings, path);
        settings
    }

    /// The lists of glossaries that the file's options name, each as it will be read together.
    pub fn glossary_lists(&self) -> impl Iterator<Item = &[String]> {
        self.options.glossaries.as_deref().into_iter().chain(self.files.glossary_lists())
    }

    /// Whether the file at `path`, relative to the project's folder, is left out when folders are walked.
    pub fn excludes(&self, path: &Path) -> bool {
        self.files.excludes(path)
    }
}

/// The edit that switches the rule `code` off for the one file at `path`, relative to the project's folder, in a file
/// of this text: an override at its end, all else untouched; `None` where the rule is off for that file already.
///
/// # Errors
/// A half sentence on why an override there would not hold.
pub fn switched_off(text: &str, path: &Path, code: &str) -> Result<Option<Edit>, String> {
    let state = |text: &str| {
        let (file, problems) = ProjectFile::parse(text);
        (file.settings(&Settings::default(), path).rule(code) == Some(RuleSetting::Off), problems.len())
    };
    let (off, problems) = state(text);
    if off {
        return Ok(None);
    }
    let edit = Edit::replace(ByteRange::new(text.len(), text.len()), off_at_end(text, path, code));
    match state(&apply(text, std::slice::from_ref(&edit))) {
        (true, after) if after <= problems => Ok(Some(edit)),
        _ => Err("an override at its end would not hold; mend what is marked in the file, and write each override as [[overrides]]".to_owned()),
    }
}

/// The override, with what parts it from the text before and with the text's line ends.
fn off_at_end(text: &str, path: &Path, code: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let blank = format!("{end}{end}");
    let before = match text.trim_start_matches('\u{FEFF}') {
        "" | "\n" | "\r\n" => "",
        text if text.ends_with(&blank) => "",
        text if text.ends_with('\n') => end,
        _ => &blank,
    };
    let path = quoted(&glob_of(path));
    format!("{before}[[overrides]]{end}paths = [{path}]{end}rules = {{ {code} = \"off\" }}{end}")
}

/// The glob that means this one file and no other.
fn glob_of(path: &Path) -> String {
    let names: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let mut glob = String::new();
    for c in names.join("/").chars() {
        match c {
            // `globset::escape` leaves the backslash, which may stand in a file's name, to escape what follows.
            '?' | '*' | '[' | ']' | '{' | '}' | '\\' => glob.extend(['[', c, ']']),
            _ => glob.push(c),
        }
    }
    glob
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            _ => quoted.push(c),
        }
    }
    quoted + "\""
}

type Key<'a, 'i> = &'a Spanned<std::borrow::Cow<'i, str>>;
type Val<'a, 'i> = &'a Spanned<DeValue<'i>>;

struct Reader {
    problems: Vec<Problem>,
    glossaries: Vec<(String, ByteRange)>,
}

impl Reader {
    fn file(&mut self, table: &DeTable<'_>) -> ProjectFile {
        let mut file = ProjectFile::default();
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("exclude", _) => file.files.exclude = self.globs(value),
                ("overrides", DeValue::Array(layers)) => {
                    file.files.overrides = layers.iter().map(|layer| self.layer(layer)).collect();
                }
                ("overrides", _) => self.complain(value.span(), "Write each override as [[overrides]].".to_owned()),
                ("scope", _) => file.files.scope = self.scope(key, value),
                _ => self.option(&mut file.options, key, value, Place::Project),
            }
        }
        file
    }

    fn layer(&mut self, value: Val<'_, '_>) -> Override {
        let mut layer = Override::default();
        let Some(table) = value.get_ref().as_table() else {
            self.complain(value.span(), "Write each override as [[overrides]].".to_owned());
            return layer;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "paths" => layer.paths = self.globs(value),
                _ => self.option(&mut layer.options, key, value, Place::Override),
            }
        }
        if !table.keys().any(|key| key.get_ref() == "paths") {
            self.complain(value.span(), "This override names no files. Add paths = [\"…\"].".to_owned());
        }
        layer
    }

    fn option(&mut self, options: &mut Options, key: Key<'_, '_>, value: Val<'_, '_>, place: Place) {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("rules", DeValue::Table(rules)) => {
                for (code, value) in rules {
                    if let Some(word) = self.word(code, value)
                        && let Err(message) = options.set_rule(code.get_ref(), word)
                    {
                        self.complain(code.span(), message);
                    }
                }
            }
            ("rules", _) => self.complain(
                value.span(),
                "Write the rules under [rules], each as CODE = \"off\" or a severity.".to_owned(),
            ),
            (name @ ("language" | "min-severity"), _) => {
                if let Some(word) = self.word(key, value)
                    && let Err(message) = options.set(name, word)
                {
                    self.complain(value.span(), message);
                }
            }
            ("glossaries", _) => options.glossaries = Some(self.paths(value)),
            (name, _) => self.complain(key.span(), unknown("setting", name, keys::names(place))),
        }
    }

    fn scope(&mut self, key: Key<'_, '_>, value: Val<'_, '_>) -> Option<Scope> {
        let word = self.word(key, value)?;
        files::scope(word).map_err(|message| self.complain(value.span(), message)).ok()
    }

    /// The patterns of glossaries; their places are noted.
    fn paths(&mut self, value: Val<'_, '_>) -> Vec<String> {
        let patterns = self.patterns(value);
        for (pattern, span) in &patterns {
            self.glossaries.push((pattern.glob().to_owned(), ByteRange::new(span.start, span.end)));
        }
        patterns.into_iter().map(|(pattern, _)| pattern.glob().to_owned()).collect()
    }

    fn word<'a>(&mut self, key: Key<'_, '_>, value: Val<'a, '_>) -> Option<&'a str> {
        let word = value.get_ref().as_str();
        if word.is_none() {
            self.complain(value.span(), format!("\"{}\" takes a word in quotation marks.", key.get_ref()));
        }
        word
    }

    fn globs(&mut self, value: Val<'_, '_>) -> Patterns {
        Patterns::new(self.patterns(value).into_iter().map(|(glob, _)| glob).collect())
    }

    /// The patterns of paths in a list, or the one that stands there alone, each with its place.
    fn patterns(&mut self, value: Val<'_, '_>) -> Vec<(Glob, std::ops::Range<usize>)> {
        let single = std::slice::from_ref(value);
        let all = value.get_ref().as_array().map_or(single, |array| array);
        let mut patterns = Vec::new();
        for item in all {
            match item.get_ref().as_str().map(Glob::new) {
                Some(Ok(glob)) => patterns.push((glob, item.span())),
                Some(Err(error)) => self.complain(item.span(), format!("This is no pattern of paths: {error}.")),
                None => self.complain(item.span(), "Paths are written in quotation marks: [\"drafts/**\"].".to_owned()),
            }
        }
        patterns
    }

    fn complain(&mut self, span: std::ops::Range<usize>, message: String) {
        self.problems.push(Problem { range: ByteRange::new(span.start, span.end), message });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::RuleSetting;
    use crate::finding::Severity;

    #[test]
    fn options_hold_for_the_project_and_overrides_for_their_files() {
        let (file, problems) = ProjectFile::parse(
            "min-severity = \"hint\"\nexclude = [\"drafts/**\"]\n[rules]\nrepeated-word = \"hint\"\n\
             [[overrides]]\npaths = [\"*.de.md\"]\nlanguage = \"de\"\nrules = { repeated-word = \"off\" }\n",
        );
        assert_eq!(problems, []);
        let plain = file.settings(&Settings::default(), Path::new("a.md"));
        assert_eq!((plain.min_severity, plain.language), (Severity::Hint, None));
        assert_eq!(plain.rule("repeated-word"), Some(RuleSetting::Severity(Severity::Hint)));
        let german = file.settings(&Settings::default(), Path::new("sub/a.de.md"));
        assert_eq!(german.rule("repeated-word"), Some(RuleSetting::Off));
        assert_eq!(german.language.map(|l| l.code().to_owned()), Some("de".to_owned()));
        assert!(file.excludes(Path::new("drafts/x/y.txt")) && !file.excludes(Path::new("y.txt")));
    }

    #[test]
    fn slips_are_reported_where_they_stand_and_the_rest_applies() {
        let text = "langauge = \"en\"\nlanguage = \"de\"\nmin-severity = 3\n[rules]\nrepeated-wrod = \"off\"\nrepeated-word = \"off\"\n[[overrides]]\nlanguage = \"fr\"\n";
        let (file, problems) = ProjectFile::parse(text);
        let shown: Vec<(&str, &str)> = problems.iter().map(|p| (p.range.of(text), p.message.as_str())).collect();
        assert_eq!(shown[0], ("langauge", "There is no setting \"langauge\". Did you mean \"language\"?"));
        assert_eq!(shown[1], ("3", "\"min-severity\" takes a word in quotation marks."));
        assert_eq!(shown[2].0, "repeated-wrod");
        assert_eq!(shown.len(), 4, "{shown:?}");
        let settings = file.settings(&Settings::default(), Path::new("a.txt"));
        assert_eq!(settings.rule("repeated-word"), Some(RuleSetting::Off));
    }

    #[test]
    fn glossaries_and_scope_are_read_with_their_places() {
        let text = "scope = \"folder\"\nglossaries = [\"a.txt\", \"terms/*.tbx\"]\n[[overrides]]\npaths = \"x/*\"\nglossaries = \"b.csv\"\n";
        let (file, problems) = ProjectFile::parse(text);
        assert_eq!(problems, []);
        let plain = file.settings(&Settings::default(), Path::new("a.md"));
        assert_eq!(
            (plain.scope, plain.glossaries),
            (Scope::Folder, vec!["a.txt".to_owned(), "terms/*.tbx".to_owned()])
        );
        assert_eq!(file.settings(&Settings::default(), Path::new("x/a.md")).glossaries, ["b.csv"]);
        let places: Vec<&str> = file.glossaries.iter().map(|(_, range)| range.of(text)).collect();
        assert_eq!(places, ["\"a.txt\"", "\"terms/*.tbx\"", "\"b.csv\""]);
        assert_eq!(file.glossary_lists().count(), 2);
        let (_, problems) = ProjectFile::parse("scope = \"folders\"\n");
        assert!(problems[0].message.contains("\"project\", \"folder\" or \"document\""), "{problems:?}");
    }

    #[test]
    fn every_setting_of_the_table_is_known() {
        for (place, head) in [(Place::Project, ""), (Place::Override, "[[overrides]]\n")] {
            let all: String = keys::names(place).map(|name| format!("{name} = 1\n")).collect();
            let (_, problems) = ProjectFile::parse(&format!("{head}{all}"));
            assert!(problems.iter().all(|p| !p.message.contains("There is no setting")), "{problems:?}");
        }
    }

    #[test]
    fn broken_toml_says_where() {
        let (_, problems) = ProjectFile::parse("language = \n[rules\n");
        assert!(!problems.is_empty());
    }

    /// The text with the rule switched off for a file, checked for what else has changed.
    fn off(text: &str, path: &str) -> String {
        let code = "repeated-word";
        let edit = switched_off(text, Path::new(path), code).unwrap().expect("it was not off");
        let new = apply(text, &[edit]);
        let (before, after) = (ProjectFile::parse(text), ProjectFile::parse(&new));
        assert_eq!(after.1.len(), before.1.len(), "{new}");
        let base = Settings::default();
        let mut wanted = before.0.settings(&base, Path::new(path));
        wanted.set_rule(code, RuleSetting::Off);
        assert_eq!(after.0.settings(&base, Path::new(path)), wanted, "{new}");
        let others = ["a", "notes/d.txt", &format!("x{path}"), &format!("{path}x"), &format!("x/{path}")];
        for other in others.into_iter().filter(|other| *other != path).map(Path::new) {
            assert_eq!(after.0.settings(&base, other), before.0.settings(&base, other), "{new}");
        }
        assert_eq!(switched_off(&new, Path::new(path), code), Ok(None), "never twice");
        new
    }

    #[test]
    fn a_rule_is_switched_off_for_one_file_and_all_else_stands() {
        let block = "[[overrides]]\npaths = [\"notes/c.txt\"]\nrules = { repeated-word = \"off\" }\n";
        for (text, between) in [
            ("", ""),
            ("\n", ""),
            ("language = \"en\"", "\n\n"),
            ("language = \"en\" # ours\n", "\n"),
            ("[rules]\nrepeated-word = \"hint\"\n\n", ""),
            (
                "[[overrides]]\npaths = [\"notes/c.txt\"]\nrules = { repeated-word = \"hint\", echoed-phrase = \"off\" }\n",
                "\n",
            ),
            ("[overrides_]\nx = 1\n", "\n"),
        ] {
            assert_eq!(off(text, "notes/c.txt"), format!("{text}{between}{block}"));
        }
        let dos = "# ours\r\nlanguage = \"en\"\r\n";
        assert_eq!(off(dos, "notes/c.txt"), format!("{dos}\r\n{}", block.replace('\n', "\r\n")));
    }

    #[test]
    fn an_override_that_would_not_hold_is_not_written() {
        for text in ["overrides = []\n", "overrides = 1\n", "language = \"\"\"en\n", "[overrides]\n"] {
            assert!(switched_off(text, Path::new("a.txt"), "repeated-word").is_err(), "{text}");
        }
        assert!(switched_off("", Path::new("a.txt"), "no-rule").is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_name_means_itself_only(path in "[ -~é好\t]{1,12}(/[a\\[\\]{}*?!\"\\\\]{1,6})?") {
            proptest::prop_assume!(!path.starts_with('/') && !path.contains("//") && !path.ends_with('/'));
            proptest::prop_assume!(path.split('/').all(|part| part != "." && part != ".."));
            off("language = \"en\"\n", &path);
        }
    }
}
