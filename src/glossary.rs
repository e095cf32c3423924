//! Glossaries: which terms are to be used in the translation, and which are not.
//!
//! `read` takes the text of a file, in any of the forms translators keep glossaries in, and yields its [`Concept`]s; a
//! row that cannot be used is a [`Problem`] and the others hold. A [`Glossary`] puts the files of a project together and
//! is a setting like others. `find` looks up the words of a block in it; the rule `glossary-term` says what is forbidden,
//! `names::answers` asks it which spelling of a name to suggest, and `offer` says what may be written. Which files are
//! read is the caller's business.

mod columns;
mod find;
mod offer;
mod plain;
mod plural;
mod table;
mod tbx;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::Language;
use crate::range::ByteRange;

pub use find::Hit;
use find::Pattern;
pub use offer::Offer;
pub(crate) use plural::plural;

/// How a term may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Use this one.
    Preferred,
    /// May be used.
    Allowed,
    /// Never use it.
    Forbidden,
}

/// One term of a concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As the glossary writes it.
    pub text: String,
    /// Its language; `None` in files of two columns that name none: that of the translation.
    pub language: Option<Language>,
    /// How it may be used.
    pub status: Status,
    /// Where its row or element begins, in bytes of the file behind its byte order mark.
    at: usize,
}

/// What is called by one or more terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// The term in the text that was translated from; empty where the file has it as one of the forms or not at all.
    pub source: String,
    /// Its terms, in the order of the file.
    pub forms: Vec<Form>,
    /// What the file says beside: a definition, a note; may be empty.
    pub comment: String,
}

/// A row or an element that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the file.
    pub range: ByteRange,
    /// What is wrong and what to do.
    pub message: String,
}

/// One file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// What messages call it: the file's name.
    pub name: String,
    /// What stands in it.
    pub concepts: Vec<Concept>,
    /// What could not be used, in the order of the text.
    pub problems: Vec<Problem>,
    /// Where its lines end, in bytes of the file behind its byte order mark.
    line_ends: Vec<usize>,
}

/// The glossaries of a project, in the order in which they were named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    books: Vec<Arc<Book>>,
    patterns: Vec<Pattern>,
    /// Patterns by the key of their first word, the longest first.
    starts: FxHashMap<u64, Vec<u32>>,
    /// The terms with a capital that may be used, as written: names among them.
    names: FxHashSet<String>,
    /// The terms to be used, in the order of the files.
    offers: Vec<Offer>,
}

/// A term with what it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'a> {
    /// The term itself.
    pub form: &'a Form,
    /// What it stands for.
    pub concept: &'a Concept,
    /// The name of the glossary's file.
    pub file: &'a str,
    /// The line of the file in which it stands, from 1.
    pub line: usize,
}

/// The most problems told of one file; a file that is something else would give one for each line.
const MOST_PROBLEMS: usize = 100;

impl Book {
    /// Reads a file of this name: TBX by `.tbx`, `.xml` or its first character; by the name's ending CSV; else columns
    /// parted by tabs, with or without a line of headings.
    pub fn read(name: &str, text: &str) -> Self {
        let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let body = &text[mark..];
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let (concepts, mut problems) = match ending.as_str() {
            "tbx" | "xml" => tbx::read(body),
            _ if body.trim_start().starts_with('<') => tbx::read(body),
            "csv" => table::read(body, table::delimiter(body)),
            _ if table::has_headings(body, b'\t') => table::read(body, b'\t'),
            _ => plain::read(body),
        };
        cap(&mut problems);
        for problem in &mut problems {
            problem.range = problem.range.shifted(mark);
        }
        let line_ends = body.match_indices('\n').map(|(at, _)| at).collect();
        Self { name: name.to_owned(), concepts, problems, line_ends }
    }

    /// The line of a byte, from 1.
    fn line(&self, at: usize) -> usize {
        self.line_ends.partition_point(|end| *end < at) + 1
    }
}

impl Glossary {
    /// The glossary of these files.
    pub fn new(books: Vec<Arc<Book>>) -> Self {
        let mut glossary = Self { books, ..Self::default() };
        let terms: Vec<(find::Id, &Form)> = glossary.ids().collect();
        let patterns: Vec<Pattern> = terms.iter().filter_map(|(id, form)| Pattern::new(*id, form)).collect();
        let used = terms.iter().map(|(_, form)| *form).filter(|form| form.status != Status::Forbidden);
        let names = used.filter(|form| form.text.starts_with(char::is_uppercase)).map(|form| form.text.clone());
        glossary.names = names.collect();
        glossary.starts = find::starts(&patterns);
        glossary.patterns = patterns;
        glossary.offers = offer::offers(&glossary);
        glossary
    }

    /// Whether there is no term in it.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// All terms, in the order of the files.
    pub fn terms(&self) -> impl Iterator<Item = Term<'_>> {
        self.ids().map(|(id, _)| self.term(id))
    }

    /// What the glossary says of a term, whatever its case; several concepts may be called so.
    pub fn entry(&self, text: &str) -> Vec<Term<'_>> {
        find::whole(&self.starts, &self.patterns, text).map(|pattern| self.term(pattern.id)).collect()
    }

    /// Whether a name is spelt so in the glossary and may be used.
    pub fn is_name(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The terms of `concept` to use in place of a forbidden one, the best first: the preferred ones, else all that are
    /// allowed.
    pub fn instead<'a>(&self, term: Term<'a>) -> Vec<&'a Form> {
        let same = |form: &&Form| form.language == term.form.language && form.text != term.form.text;
        let of = |status| term.concept.forms.iter().filter(same).filter(move |form| form.status == status);
        let preferred: Vec<&Form> = of(Status::Preferred).collect();
        if preferred.is_empty() { of(Status::Allowed).collect() } else { preferred }
    }

    /// The term of a pattern.
    fn term(&self, id: find::Id) -> Term<'_> {
        let book = &self.books[id.book];
        let concept = &book.concepts[id.concept];
        let form = &concept.forms[id.form];
        Term { form, concept, file: &book.name, line: book.line(form.at) }
    }

    fn ids(&self) -> impl Iterator<Item = (find::Id, &Form)> {
        self.books.iter().enumerate().flat_map(|(book, file)| {
            file.concepts.iter().enumerate().flat_map(move |(concept, entry)| {
                let id = move |form| find::Id { book, concept, form };
                entry.forms.iter().enumerate().map(move |(form, term)| (id(form), term))
            })
        })
    }
}

impl Concept {
    /// What it is called in the text that was translated from, seen from a term in `language`.
    pub fn original(&self, language: Option<Language>) -> Option<&str> {
        let other = || self.forms.iter().find(|form| form.language.is_some() && form.language != language);
        if self.source.is_empty() { other().map(|form| form.text.as_str()) } else { Some(&self.source) }
    }

    /// Takes one more term, once; `at` is where its row or element begins.
    fn add(&mut self, text: &str, language: Option<Language>, status: Status, at: usize) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() && !self.forms.iter().any(|form| form.text == text && form.language == language) {
            self.forms.push(Form { text, language, status, at });
        }
    }
}

impl Status {
    /// What a word says of a term: the values of TBX (`preferredTerm-admn-sts`, `deprecatedTerm`), of its short form
    /// TBX-Min (`notRecommended`), and the words of spreadsheets. An empty one says that it may be used.
    ///
    /// Source of the values: ISO 30042, TBX-Basic, data categories `administrativeStatus` and
    /// `normativeAuthorization`.
    fn of_word(word: &str) -> Option<Self> {
        let letters: String = word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        let bare = letters.strip_suffix("admnsts").unwrap_or(&letters);
        match bare.strip_suffix("term").unwrap_or(bare) {
            "preferred" | "standardized" | "recommended" => Some(Self::Preferred),
            "" | "admitted" | "allowed" | "approved" | "accepted" | "valid" | "legal" | "regulated" | "alternative"
            | "proposed" | "new" | "draft" | "translated" => Some(Self::Allowed),
            "forbidden" | "deprecated" | "superseded" | "obsolete" | "notrecommended" | "prohibited" | "donotuse"
            | "dontuse" | "nottobeused" | "avoid" | "rejected" | "banned" | "blacklisted" | "disallowed" => {
                Some(Self::Forbidden)
            }
            _ => None,
        }
    }
}

/// The terms of a cell: alternatives stand behind `;` or `|`.
fn alternatives(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '|']).map(str::trim).filter(|term| !term.is_empty())
}

/// Keeps the first problems and says how many there are more.
fn cap(problems: &mut Vec<Problem>) {
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    problems.truncate(MOST_PROBLEMS);
    if let Some(last) = problems.last_mut().filter(|_| more > 0) {
        last.message.push_str(&format!(" There are {more} more such problems in this file; they are not listed."));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_formats_tell_the_status() {
        for (status, words) in [
            (Status::Preferred, ["preferredTerm-admn-sts", "Preferred", "preferredTerm"]),
            (Status::Allowed, ["admittedTerm-admn-sts", "", "Approved"]),
            (Status::Forbidden, ["deprecatedTerm-admn-sts", "supersededTerm", "Do not use!"]),
        ] {
            for word in words {
                assert_eq!(Status::of_word(word), Some(status), "{word}");
            }
        }
        assert_eq!(Status::of_word("perhaps"), None);
    }

    #[test]
    fn what_a_glossary_says_of_a_term_is_found_by_its_words() {
        let book = Book::read("a.txt", "堤\tsluice gate\n堤\tfloodgate\tforbidden\n委员会\tRiver Commission\n");
        let glossary = Glossary::new(vec![Arc::new(book)]);
        let found = glossary.entry("Floodgate");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].file, found[0].line, found[0].concept.source.as_str()), ("a.txt", 2, "堤"));
        let instead: Vec<&str> = glossary.instead(found[0]).iter().map(|form| form.text.as_str()).collect();
        assert_eq!(instead, ["sluice gate"]);
        assert_eq!(glossary.entry("river  commission").len(), 1);
        assert!(glossary.entry("river").is_empty() && glossary.entry("").is_empty());
        assert!(glossary.is_name("River Commission") && !glossary.is_name("sluice gate"));
        assert_eq!(glossary.terms().count(), 3);
    }

    #[test]
    fn a_file_that_is_something_else_is_not_listed_line_by_line() {
        let book = Book::read("a.txt", &"words\n".repeat(500));
        assert_eq!(book.problems.len(), MOST_PROBLEMS);
        assert!(book.problems[99].message.contains("400 more"));
    }
}
