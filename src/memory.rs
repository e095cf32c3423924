//! What people have answered for good: names to prefer, spellings to keep, names that differ, repeats that are meant.
//!
//! It lives in `postedit-names.txt`, which quick fixes write and people edit by hand: one entry a line, `#`
//! comments, sorted, friendly to version control. This module reads and writes the text; where the file lies is
//! the caller's business. A line that cannot be read is reported and the others hold.

use rustc_hash::FxHashSet;

use crate::block::readable;
use crate::range::{ByteRange, Edit};
use crate::token::normal;

/// The file's name, beside `postedit.toml` or in the workspace folder.
pub const FILE_NAME: &str = "postedit-names.txt";

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// `allow: A | B`: all these spellings of one name may stand.
    Allow(Vec<String>),
    /// `different: A | B`: these are different names.
    Different(Vec<String>),
    /// `prefer: A`: this spelling is right.
    Prefer(String),
    /// `repeat: text`: these words repeat on purpose.
    Repeat(String),
}

/// All answers of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    entries: Vec<Entry>,
    /// The accepted repeats in comparable form.
    repeats: FxHashSet<String>,
}

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, in bytes of the file.
    pub range: ByteRange,
    /// What is wrong and what to write instead.
    pub message: String,
}

impl Memory {
    /// Reads a file's text, with a problem for each line that is no entry.
    pub fn parse(text: &str) -> (Self, Vec<Problem>) {
        let mut memory = Self::default();
        let mut problems = Vec::new();
        for (range, line) in lines(text) {
            match Entry::parse(line) {
                Ok(Some(entry)) => memory.add(entry),
                Ok(None) => {}
                Err(message) => problems.push(Problem { range, message }),
            }
        }
        (memory, problems)
    }

    /// Takes one more answer.
    pub fn add(&mut self, entry: Entry) {
        if let Entry::Repeat(text) = &entry {
            self.repeats.insert(comparable(text));
        }
        self.entries.push(entry);
    }

    /// The answers, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether these words were said to repeat on purpose; case, markup and line breaks do not matter.
    pub fn accepts_repeat(&self, text: impl FnOnce() -> String) -> bool {
        !self.repeats.is_empty() && self.repeats.contains(&comparable(&text()))
    }
}

impl Entry {
    /// Reads one line; `None` for a blank line or a comment.
    ///
    /// # Errors
    /// A sentence for whoever wrote the line.
    pub fn parse(line: &str) -> Result<Option<Self>, String> {
        let line = line.trim().trim_start_matches('\u{FEFF}');
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let form = "Write \"prefer: A\", \"allow: A | B\", \"different: A | B\" or \"repeat: words\".";
        let Some((word, rest)) = line.split_once(':') else { return Err(format!("This line is no entry. {form}")) };
        let rest = rest.trim();
        let names: Vec<String> = rest.split('|').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect();
        match (word.trim(), names.len()) {
            (_, 0) => Err(format!("Nothing stands behind \"{word}:\". {form}")),
            ("prefer", 1) => Ok(Some(Self::Prefer(rest.to_owned()))),
            ("repeat", _) => Ok(Some(Self::Repeat(rest.to_owned()))),
            ("allow" | "different", 1) => Err(format!("\"{word}:\" takes two names or more, with \"|\" between them.")),
            ("allow", _) => Ok(Some(Self::Allow(names))),
            ("different", _) => Ok(Some(Self::Different(names))),
            ("prefer", _) => Err("\"prefer:\" takes one name; write a line for each.".to_owned()),
            (other, _) => Err(format!("There is no entry \"{other}:\". {form}")),
        }
    }

    /// The line that stands for it, without its end.
    pub fn line(&self) -> String {
        match self {
            Self::Prefer(name) => format!("prefer: {name}"),
            Self::Allow(names) => format!("allow: {}", names.join(" | ")),
            Self::Different(names) => format!("different: {}", names.join(" | ")),
            Self::Repeat(text) => format!("repeat: {text}"),
        }
    }
}

/// The edit that writes `entry` into a file of this text: before the first entry that sorts behind it, comments
/// and the order of all else untouched; `None` where it stands there already.
pub fn insertion(text: &str, entry: &Entry) -> Option<Edit> {
    let new = entry.line();
    let known: Vec<(ByteRange, &str)> = lines(text).filter(|(_, l)| matches!(Entry::parse(l), Ok(Some(_)))).collect();
    if known.iter().any(|(_, line)| line.trim() == new) {
        return None;
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if let Some((range, _)) = known.iter().find(|(_, line)| line.trim() > new.as_str()) {
        return Some(Edit::replace(ByteRange::new(range.start, range.start), format!("{new}{end}")));
    }
    let before = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    Some(Edit::replace(ByteRange::new(text.len(), text.len()), format!("{before}{new}{end}")))
}

/// The lines of a text, each with its range, without line ends.
fn lines(text: &str) -> impl Iterator<Item = (ByteRange, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let content = line.trim_end_matches(['\n', '\r']);
        let range = ByteRange::new(at, at + content.len());
        at += line.len();
        (range, content)
    })
}

fn comparable(text: &str) -> String {
    normal(&readable(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::range::apply;

    #[test]
    fn entries_are_read_and_slips_named() {
        let text = "# our names\nprefer: Li Lesheng\nallow: Kiev | Kyiv\r\ndifferent: Li Wei | Li Wai\nrepeat: chop chop\nperfer: X\nallow: One\nnothing\n";
        let (memory, problems) = Memory::parse(text);
        assert_eq!(memory.entries().len(), 4);
        assert!(memory.accepts_repeat(|| "Chop\n  chop".into()));
        assert!(!memory.accepts_repeat(|| "chop".into()));
        let lines: Vec<&str> = problems.iter().map(|p| p.range.of(text)).collect();
        assert_eq!(lines, ["perfer: X", "allow: One", "nothing"]);
    }

    #[test]
    fn a_new_entry_goes_where_it_sorts() {
        let entry = Entry::Repeat("chop chop".to_owned());
        for (before, after) in [
            ("", "repeat: chop chop\n"),
            ("prefer: A", "prefer: A\nrepeat: chop chop\n"),
            (
                "# head\r\nprefer: A\r\n\r\nrepeat: no no\r\n",
                "# head\r\nprefer: A\r\n\r\nrepeat: chop chop\r\nrepeat: no no\r\n",
            ),
        ] {
            let edit = insertion(before, &entry).unwrap();
            let text = apply(before, &[edit]);
            assert_eq!(text, after);
            assert_eq!(insertion(&text, &entry), None, "never twice");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for entry in [
            Entry::Prefer("A B".into()),
            Entry::Allow(vec!["A".into(), "B".into()]),
            Entry::Different(vec!["A".into(), "B".into(), "C".into()]),
            Entry::Repeat("a a: b | c".into()),
        ] {
            assert_eq!(Entry::parse(&entry.line()), Ok(Some(entry)));
        }
    }
}
