//! OmegaT's `glossary.txt`: a term, a tab, its translation, and after another tab a comment.
//!
//! Lines with the same term give alternatives, of which the first is suggested. Lines that begin with `#` are comments.
//! OmegaT knows no forbidden terms; a comment that says nothing else (`forbidden`) or says it first (`forbidden: use the
//! other`) marks one.

use rustc_hash::FxHashMap;

use super::{Concept, Problem, Status, alternatives};
use crate::range::ByteRange;

/// The concepts of a file's text, and the lines that are no entries.
pub(super) fn read(text: &str) -> (Vec<Concept>, Vec<Problem>) {
    let mut concepts: Vec<Concept> = Vec::new();
    let mut problems = Vec::new();
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let range = ByteRange::new(at, at + line.len());
        at += whole.len();
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match entry(line) {
            Ok(entry) => add(&mut concepts, &mut numbers, &entry, range.start),
            Err(message) => problems.push(Problem { range, message }),
        }
    }
    (concepts, problems)
}

struct Entry<'a> {
    source: &'a str,
    target: &'a str,
    status: Status,
    comment: &'a str,
}

fn entry(line: &str) -> Result<Entry<'_>, String> {
    let mut cells = line.splitn(3, '\t').map(str::trim);
    let mut cell = || cells.next().unwrap_or_default();
    let (source, target, comment) = (cell(), cell(), cell());
    let (status, comment) = status_of_comment(comment);
    match (source.is_empty(), target.is_empty()) {
        (_, true) if !line.contains('\t') => {
            Err("This line is no entry: there is no tab in it. Write the term, a tab, and its translation.".to_owned())
        }
        (_, true) => {
            Err("No translation stands behind the tab. Write the term, a tab, and its translation.".to_owned())
        }
        (true, false) if status != Status::Forbidden => {
            Err("No term stands before the tab. Write the term, a tab, and its translation.".to_owned())
        }
        _ => Ok(Entry { source, target, status, comment }),
    }
}

fn add(concepts: &mut Vec<Concept>, numbers: &mut FxHashMap<String, usize>, entry: &Entry<'_>, at: usize) {
    let fresh = concepts.len();
    let number = if entry.source.is_empty() { fresh } else { *numbers.entry(entry.source.to_owned()).or_insert(fresh) };
    if number == fresh {
        concepts.push(Concept { source: entry.source.to_owned(), ..Concept::default() });
    }
    let concept = &mut concepts[number];
    for term in alternatives(entry.target) {
        concept.add(term, None, entry.status, at);
    }
    if concept.comment.is_empty() {
        entry.comment.clone_into(&mut concept.comment);
    }
}

/// What a comment says of the term, and what else it says: only a whole comment, or what stands before a mark in it, is
/// taken for a status. `Forbidden City, the palace` is none.
fn status_of_comment(comment: &str) -> (Status, &str) {
    let end = comment.find([':', ';', '.', '(', '!']).unwrap_or(comment.len());
    match Status::of_word(&comment[..end]) {
        Some(status @ (Status::Forbidden | Status::Preferred)) => {
            let rest = comment[end..].trim_start_matches([':', ';', '.', '!']).trim();
            (status, rest)
        }
        _ => (Status::Allowed, comment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_term_are_alternatives_and_slips_are_named() {
        let text = "# ours\n\n水利局\tWater Bureau\tsince 2019\r\n水利局\tWater Office\tforbidden: the old name\n故宫\tthe palace\tForbidden City, in fact\nno entry\nx\t\n\ty\n\tz\tforbidden\n";
        let (concepts, problems) = read(text);
        let lines: Vec<&str> = problems.iter().map(|problem| problem.range.of(text)).collect();
        assert_eq!(lines, ["no entry", "x\t", "\ty"]);
        let forms: Vec<Vec<(&str, Status)>> =
            concepts.iter().map(|c| c.forms.iter().map(|f| (f.text.as_str(), f.status)).collect()).collect();
        assert_eq!(
            forms,
            [
                vec![("Water Bureau", Status::Allowed), ("Water Office", Status::Forbidden)],
                vec![("the palace", Status::Allowed)],
                vec![("z", Status::Forbidden)],
            ]
        );
        assert_eq!(concepts[0].comment, "since 2019");
        assert_eq!(concepts[1].comment, "Forbidden City, in fact");
    }
}
