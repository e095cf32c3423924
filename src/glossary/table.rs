//! Glossaries as tables: CSV and TSV with a line of headings, as spreadsheets and CAT tools export them.
//!
//! Rows with the same source term belong to one concept, so that one of them may forbid what another allows. A table
//! without known headings is read as OmegaT reads CSV: a term, its translation, a comment. `columns` knows the headings.

use std::collections::BTreeSet;

use csv::{ReaderBuilder, StringRecord};
use rustc_hash::FxHashMap;

use super::columns::{Column, are_headings};
use super::{Concept, Problem, Status, alternatives};
use crate::language::Language;
use crate::range::ByteRange;

/// What parts the cells of a text: whatever stands most often in its first row.
pub(super) fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !is_skipped(line)).unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|b| b == delimiter).count();
    // Of equals the last one wins.
    [b';', b'\t', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Whether a text begins with the headings of a glossary.
pub(super) fn has_headings(text: &str, delimiter: u8) -> bool {
    rows(text, delimiter).next().is_some_and(|row| are_headings(&headings(&row.cells)))
}

/// The concepts of a table's text, and the rows that could not be used.
pub(super) fn read(text: &str, delimiter: u8) -> (Vec<Concept>, Vec<Problem>) {
    let mut rows = rows(text, delimiter).peekable();
    let columns = rows.peek().map(|row| headings(&row.cells)).filter(|columns| are_headings(columns));
    let mut reader = Reader::new(columns.as_deref(), delimiter);
    for row in rows.skip(usize::from(columns.is_some())) {
        if let Err(message) = reader.row(&row) {
            reader.problems.push(Problem { range: row.range, message });
        }
    }
    (reader.concepts, reader.problems)
}

fn headings(cells: &StringRecord) -> Vec<Column> {
    cells.iter().map(Column::of_heading).collect()
}

struct Reader {
    columns: Vec<Column>,
    delimiter: u8,
    /// The columns were named, so that a cell too many is a slip.
    strict: bool,
    /// What the first column of a language holds is translated from, unless a column says so itself.
    first: Option<Language>,
    concepts: Vec<Concept>,
    problems: Vec<Problem>,
    /// Concepts by the term they were translated from.
    numbers: FxHashMap<String, usize>,
    /// Words for a status that were complained of.
    unknown: BTreeSet<String>,
}

/// What a row says.
#[derive(Default)]
struct Said<'a> {
    source: &'a str,
    comment: &'a str,
    status: Option<Status>,
    terms: Vec<(&'a str, Option<Language>, Option<Status>)>,
}

impl Reader {
    fn new(columns: Option<&[Column]>, delimiter: u8) -> Self {
        let strict = columns.is_some();
        let columns = columns.unwrap_or(&[Column::Source, Column::Target, Column::Comment]).to_vec();
        let languages = columns.iter().filter_map(|column| match column {
            Column::Language(language) => Some(*language),
            _ => None,
        });
        let first = languages.into_iter().next().filter(|_| !columns.contains(&Column::Source));
        let (concepts, problems) = (Vec::new(), Vec::new());
        let (numbers, unknown) = (FxHashMap::default(), BTreeSet::new());
        Self { columns, delimiter, strict, first, concepts, problems, numbers, unknown }
    }

    fn row(&mut self, row: &Row) -> Result<(), String> {
        if row.unclosed {
            return Err("A quotation mark opens a cell in this row, and none closes it. Close it, or write \"\" for a mark that belongs to the term.".to_owned());
        }
        let cells: Vec<&str> = row.cells.iter().map(str::trim).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            return Ok(());
        }
        let count = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if self.strict && count > self.columns.len() {
            let (heads, mark) = (self.columns.len(), char::from(self.delimiter));
            return Err(format!(
                "This row has {count} cells under {heads} headings. Put a cell with {mark:?} in it into quotation marks."
            ));
        }
        let said = self.said(&cells, row.range);
        if said.terms.is_empty() {
            return Err("There is no translation in this row, so it says nothing of how to translate.".to_owned());
        }
        self.add(&said, row.range.start);
        Ok(())
    }

    fn said<'a>(&mut self, cells: &[&'a str], range: ByteRange) -> Said<'a> {
        let mut said = Said::default();
        for (column, cell) in self.columns.clone().into_iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            match column {
                Column::Source => said.source = cell,
                Column::Target => said.terms.push((cell, None, None)),
                Column::Language(language) => said.terms.push((cell, Some(language), None)),
                Column::Preferred => said.mark(cell, Status::Preferred),
                Column::Forbidden => said.mark(cell, Status::Forbidden),
                Column::Status => said.status = self.status(cell, range).or(said.status),
                Column::Info => said.inform(cell),
                Column::Comment if said.comment.is_empty() => said.comment = cell,
                Column::Comment | Column::Other => {}
            }
        }
        said
    }

    /// The status that a word stands for; complained of once where it stands for none.
    fn status(&mut self, word: &str, range: ByteRange) -> Option<Status> {
        let status = Status::of_word(word);
        if status.is_none() && self.unknown.insert(word.to_lowercase()) {
            let message = format!(
                "The status \"{word}\" is not known, so its terms count as allowed. Write \"preferred\", \"allowed\" or \"forbidden\"."
            );
            self.problems.push(Problem { range, message });
        }
        status
    }

    fn add(&mut self, said: &Said<'_>, at: usize) {
        let is_first = |language: &Option<Language>| language.is_some() && *language == self.first;
        let first = said.terms.iter().find(|(_, language, _)| is_first(language)).map(|(cell, ..)| *cell);
        let key = if said.source.is_empty() { first.unwrap_or_default() } else { said.source };
        let fresh = self.concepts.len();
        let number = if key.is_empty() { fresh } else { *self.numbers.entry(key.to_owned()).or_insert(fresh) };
        if number == fresh {
            self.concepts.push(Concept { source: said.source.to_owned(), ..Concept::default() });
        }
        let concept = &mut self.concepts[number];
        for (cell, language, status) in &said.terms {
            // What a row says of its term it says of the translation.
            let of_row = said.status.filter(|_| !is_first(language));
            let status = status.or(of_row).unwrap_or(Status::Allowed);
            alternatives(cell).for_each(|term| concept.add(term, *language, status, at));
        }
        if concept.comment.is_empty() {
            said.comment.clone_into(&mut concept.comment);
        }
    }
}

impl<'a> Said<'a> {
    /// A cell under a heading that is a status: yes or no, or terms of that status.
    fn mark(&mut self, cell: &'a str, status: Status) {
        match yes_or_no(cell) {
            Some(true) => self.status = Some(status),
            Some(false) => {}
            None => self.terms.push((cell, None, Some(status))),
        }
    }

    /// What memoQ says of the term before: words between semicolons, of which one may forbid it.
    fn inform(&mut self, cell: &str) {
        let forbids = cell.split(';').any(|word| Status::of_word(word.trim()) == Some(Status::Forbidden));
        if let Some((_, _, status)) = self.terms.last_mut().filter(|_| forbids) {
            *status = Some(Status::Forbidden);
        }
    }
}

/// Yes or no as spreadsheets write them, in the languages they do so.
fn yes_or_no(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" | "y" | "x" | "1" | "wahr" | "ja" | "vrai" | "oui" | "verdadero" | "sí" | "✓" => Some(true),
        "false" | "no" | "n" | "0" | "falsch" | "nein" | "faux" | "non" | "falso" | "-" => Some(false),
        _ => None,
    }
}

/// A row of a table.
struct Row {
    cells: StringRecord,
    /// Where it stands, in bytes of the text.
    range: ByteRange,
    /// A cell is opened by a quotation mark and not closed.
    unclosed: bool,
}

/// The rows of a table without comments and empty lines. One with a cell that is not closed ends with its line.
fn rows(text: &str, delimiter: u8) -> impl Iterator<Item = Row> {
    let mut from = 0;
    let mut reader = reader(text, delimiter);
    std::iter::from_fn(move || {
        let mut cells = StringRecord::new();
        let before = position(&reader);
        // A text in memory can be read, and it is UTF-8.
        if !reader.read_record(&mut cells).unwrap_or(false) {
            return None;
        }
        let start = from + before + skipped(&text[from + before..]);
        let end = (from + position(&reader)).min(text.len());
        let raw = text.get(start..end).unwrap_or_default();
        let unclosed = is_unclosed(raw, delimiter);
        let length = if unclosed { raw.find(['\r', '\n']).unwrap_or(raw.len()) } else { raw.len() };
        if unclosed {
            from = start + length;
            reader = self::reader(&text[from..], delimiter);
        }
        let range = ByteRange::new(start, start + raw[..length].trim_end_matches(['\r', '\n']).len());
        Some(Row { cells, range, unclosed })
    })
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true).comment(Some(b'#')).from_reader(text.as_bytes())
}

fn position(reader: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// The bytes of empty lines and comments at the beginning, which belong to no row.
fn skipped(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(['\r', '\n']);
        if !rest.starts_with('#') {
            return text.len() - rest.len();
        }
        rest = rest.find('\n').map_or("", |end| &rest[end..]);
    }
}

fn is_skipped(line: &str) -> bool {
    line.starts_with('#') || line.trim_end_matches(['\r', '\n']).is_empty()
}

/// Whether a cell begins with a quotation mark that nothing closes: the mark that should do so stands before other text,
/// or there is none.
fn is_unclosed(raw: &str, delimiter: u8) -> bool {
    let mut quoted = false;
    let mut begins = true;
    let mut bytes = raw.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, quoted) {
            (b'"', false) if begins => quoted = true,
            (b'"', true) => match bytes.peek() {
                Some(b'"') => drop(bytes.next()),
                Some(next) if *next != delimiter && !matches!(next, b'\r' | b'\n') => return true,
                _ => quoted = false,
            },
            _ => {}
        }
        begins = !quoted && byte == delimiter;
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The concepts as lines: `source: +preferred =allowed -forbidden`, a language behind `@`.
    fn shown(text: &str, delimiter: u8) -> (Vec<String>, Vec<String>) {
        let (concepts, problems) = read(text, delimiter);
        let form = |form: &super::super::Form| {
            let mark = match form.status {
                Status::Preferred => '+',
                Status::Allowed => '=',
                Status::Forbidden => '-',
            };
            let language = form.language.map(|l| format!("@{}", l.code())).unwrap_or_default();
            format!(" {mark}{}{language}", form.text)
        };
        let concept = |c: &Concept| format!("{}:{}", c.source, c.forms.iter().map(form).collect::<String>());
        let problem = |p: &Problem| format!("{} | {}", p.range.of(text), p.message);
        (concepts.iter().map(concept).collect(), problems.iter().map(problem).collect())
    }

    #[test]
    fn rows_of_one_source_are_one_concept() {
        let text = "# from the office\nsource,target,status,notes\n水利局,Water Bureau,preferred,\"the office, since 2019\"\n水利局,Water Office,forbidden\n水利局,Bureau of Water,\n堤,\"dyke; \"\"dike\"\"\",\n";
        let (concepts, problems) = shown(text, delimiter(text));
        assert_eq!(problems, [""; 0]);
        assert_eq!(concepts, ["水利局: +Water Bureau -Water Office =Bureau of Water", "堤: =dyke =\"dike\""]);
    }

    #[test]
    fn columns_of_yes_and_no_and_columns_of_terms_mark_too() {
        let text = "Forbidden;zh-CN;en-US\n;堤;dyke\nTRUE;堤;dike\nWAHR;;levee\n";
        assert_eq!(shown(text, b';').0, [": =堤@zh =dyke@en -dike@en", ": -levee@en"]);
        let text = "preferred\tforbidden\ndyke\tdike|levee\n\tbund\n";
        assert_eq!(shown(text, b'\t').0, [": +dyke -dike -levee", ": -bund"]);
    }

    #[test]
    fn a_termbase_as_memoq_exports_it_is_read() {
        // Its words for a term stand between the marks that part the cells, hence the quotation marks.
        let text = "Entry_ID;Chinese_PRC;Term_Info;English;Term_Info;English;Term_Info;Entry_Note\n1;堤;CasePermissive;dyke;\"CasePermissive;HalfPrefix\";dike;\"HalfPrefix;Forbidden\"\n";
        let (concepts, problems) = shown(text, delimiter(text));
        assert_eq!((concepts, problems), (vec![": =堤@zh =dyke@en -dike@en".to_owned()], vec![]));
    }

    #[test]
    fn a_table_without_headings_is_term_translation_comment() {
        let text = "堤,dyke,of a river,and more\n\n坝,dam\n";
        assert_eq!(shown(text, delimiter(text)), (vec!["堤: =dyke".to_owned(), "坝: =dam".to_owned()], vec![]));
    }

    #[test]
    fn a_bad_row_is_named_and_the_others_hold() {
        let text = "source,target,status\r\n堤,dyke,of a river,and more\r\n坝,dam,perhaps\r\n井,,\r\n,,\r\n渠,\"canal\r\n闸,gate,perhaps\r\n\"河\",river\r\n";
        let (concepts, problems) = shown(text, b',');
        assert_eq!(concepts, ["坝: =dam", "闸: =gate", "河: =river"]);
        let starts: Vec<&str> = problems.iter().map(|p| p.split(" | ").next().unwrap()).collect();
        assert_eq!(starts, ["堤,dyke,of a river,and more", "坝,dam,perhaps", "井,,", "渠,\"canal"]);
        assert!(problems[0].contains("4 cells under 3 headings"), "{}", problems[0]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_and_every_problem_lies_in_it(text in "([a-z堤\",;#\t\r\n]|source|target){0,40}") {
            for delimiter in *b",;\t" {
                let (_, problems) = read(&text, delimiter);
                for problem in problems {
                    proptest::prop_assert!(text.get(problem.range.start..problem.range.end).is_some());
                }
            }
        }
    }
}
