//! The names of some files as a table, as CSV, as JSON Lines, or as a file of answers to be edited.
//!
//! The same name in several files is one entry, its places behind each other.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use ropey::Rope;
use serde_json::{Value, json};

use crate::memory::{Entry, Memory};
use crate::names::inventory::Name;
use crate::position::{Encoding, position_at};
use crate::range::ByteRange;

/// Where in a file a name stands; lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub path: String,
    pub line: u32,
    /// Its first byte in the file.
    pub start: usize,
}

/// A spelling with its places in all files.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub text: String,
    /// How it differs from the preferred one; empty for that one.
    pub kind: &'static str,
    /// Whether the text leaves open which is right, or whether it is one name at all.
    pub doubtful: bool,
    pub places: Vec<Place>,
}

/// The names of all files read so far.
#[derive(Debug, Default)]
pub struct Table {
    /// By the preferred form: that form first, then the others.
    names: BTreeMap<String, Vec<Form>>,
    /// What was answered already.
    kept: BTreeSet<Entry>,
}

impl Table {
    /// Takes in the names of one file, whose path is as it is to be shown.
    pub fn add(&mut self, path: &str, text: &str, names: &[Name]) {
        let rope = Rope::from_str(text);
        let place = |range: &ByteRange| {
            let line = position_at(&rope, range.start, Encoding::Utf8).line + 1;
            Place { path: path.to_owned(), line, start: range.start }
        };
        for name in names {
            let preferred = || Form { text: name.form.clone(), kind: "", doubtful: false, places: Vec::new() };
            let forms = self.names.entry(name.form.clone()).or_insert_with(|| vec![preferred()]);
            forms[0].places.extend(name.places.iter().map(place));
            for other in &name.others {
                let n = forms.iter().position(|f| f.text == other.form).unwrap_or_else(|| {
                    let (text, kind) = (other.form.clone(), other.kind);
                    forms.push(Form { text, kind, doubtful: other.doubtful, places: Vec::new() });
                    forms.len() - 1
                });
                forms[n].doubtful |= other.doubtful;
                forms[n].places.extend(other.places.iter().map(place));
            }
        }
    }

    /// Takes in what was answered already, so that the file of answers loses none.
    pub fn keep(&mut self, memory: &Memory) {
        self.kept.extend(memory.entries().iter().cloned());
    }

    /// Each name with its spellings, the preferred one first.
    pub(super) fn names(&self) -> impl Iterator<Item = &[Form]> {
        self.names.values().map(Vec::as_slice)
    }

    /// For people: a name a line with its count, its other spellings below it with their places. What the text
    /// does not decide is marked with a question mark.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_text(&self, out: &mut impl Write) -> io::Result<()> {
        let width = self.names.values().flatten().map(|f| f.text.chars().count() + 4).max().unwrap_or(0).min(60);
        for forms in self.names.values() {
            let name = &forms[0];
            writeln!(out, "{:width$} {:>5}  {}", name.text, name.places.len(), places(&name.places))?;
            for other in &forms[1..] {
                let mark = if other.doubtful { "?" } else { "≠" };
                let text = format!("  {mark} {}", other.text);
                writeln!(out, "{text:width$} {:>5}  {} ({})", other.places.len(), places(&other.places), other.kind)?;
            }
        }
        Ok(())
    }

    /// For spreadsheets: a line a spelling, with the preferred one in the first column.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_csv(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "name,form,count,kind,doubtful,places")?;
        for forms in self.names.values() {
            for form in forms {
                let all = form.places.iter().map(Place::show).collect::<Vec<_>>().join(" ");
                let (name, text, kind) = (quoted(&forms[0].text), quoted(&form.text), form.kind);
                writeln!(out, "{name},{text},{},{kind},{},{}", form.places.len(), form.doubtful, quoted(&all))?;
            }
        }
        Ok(())
    }

    /// For programs: one JSON object a name.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        let places = |form: &Form| -> Value {
            form.places.iter().map(|place| json!({"path": place.path, "line": place.line})).collect()
        };
        for forms in self.names.values() {
            let others: Vec<Value> = forms[1..]
                .iter()
                .map(|form| {
                    json!({"form": form.text, "count": form.places.len(), "kind": form.kind,
                           "doubtful": form.doubtful, "places": places(form)})
                })
                .collect();
            let name = &forms[0];
            let line = json!({"name": name.text, "count": name.places.len(), "places": places(name), "forms": others});
            serde_json::to_writer(&mut *out, &line)?;
            writeln!(out)?;
        }
        Ok(())
    }

    /// A file of answers: those there are and what is clear as entries, what is doubtful as comments with both answers.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write_memory(&self, out: &mut impl Write) -> io::Result<()> {
        let mut entries: Vec<String> = self.kept.iter().map(Entry::line).collect();
        let mut questions: Vec<String> = Vec::new();
        for forms in self.names.values() {
            let name = &forms[0].text;
            if forms[1..].iter().any(|form| !form.doubtful) {
                entries.push(Entry::Prefer(name.clone()).line());
            }
            for form in forms[1..].iter().filter(|form| form.doubtful) {
                let both = vec![name.clone(), form.text.clone()];
                questions.push(format!(
                    "# {} ({}), {} ({}):",
                    name,
                    forms[0].places.len(),
                    form.text,
                    form.places.len()
                ));
                questions.push(format!("# {}", Entry::Prefer(name.clone()).line()));
                questions.push(format!("# {}", Entry::Prefer(form.text.clone()).line()));
                questions.push(format!("# {}", Entry::Allow(both.clone()).line()));
                questions.push(format!("# {}", Entry::Different(both).line()));
            }
        }
        entries.sort_unstable();
        entries.dedup();
        for line in entries.iter().chain(&questions) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

impl Place {
    fn show(&self) -> String {
        format!("{}:{}", self.path, self.line)
    }
}

/// The most places that a line of the table can hold.
const MOST_SHOWN: usize = 5;

/// What stands in place of lines where a name is only found in files that were not asked for.
pub(super) const ELSEWHERE: &str = "in other files";

fn places(places: &[Place]) -> String {
    if places.is_empty() {
        return ELSEWHERE.to_owned();
    }
    let mut shown: Vec<String> = places.iter().map(Place::show).collect();
    shown.dedup();
    let more = shown.len().saturating_sub(MOST_SHOWN);
    shown.truncate(MOST_SHOWN);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{tail}", shown.join(" "))
}

/// A CSV field, in quotes where it must be.
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        assert_eq!(quoted("Lin, \"the\" Boss"), "\"Lin, \"\"the\"\" Boss\"");
        assert_eq!(quoted("Lin"), "Lin");
    }
}
