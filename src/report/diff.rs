//! What would change in a text: a unified diff of its lines, as `patch` takes it; on a terminal with the words marked.

use std::io::{self, Write};

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// Colours, by what they are for.
const HEAD: &str = "\x1b[1m";
const REMOVED: &str = "\x1b[31m";
const ADDED: &str = "\x1b[32m";
const MARKED: &str = "\x1b[7m";
const UNMARKED: &str = "\x1b[27m";
const PLAIN: &str = "\x1b[0m";

/// What `diff` writes below a last line without an end.
const NO_NEWLINE: &str = "\\ No newline at end of file";

/// A text before and after.
#[derive(Clone, Copy, Debug)]
pub struct Changed<'a> {
    /// The file's path, for the heading.
    pub path: &'a str,
    /// Its lines now.
    pub before: &'a str,
    /// Its lines as they would be.
    pub after: &'a str,
}

/// Writes the difference.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(changed: &Changed<'_>, colour: bool, out: &mut impl Write) -> io::Result<()> {
    // Only line feeds part lines, as for `patch`; a carriage return is the last character of its line.
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (before, after) = (lines(changed.before), lines(changed.after));
    let (head, plain) = if colour { (HEAD, PLAIN) } else { ("", "") };
    writeln!(out, "{head}--- {0}\n+++ {0}{plain}", changed.path)?;
    for hunk in group_diff_ops(difference(&before, &after), CONTEXT) {
        writeln!(out, "{head}{}{plain}", header(&hunk))?;
        for op in &hunk {
            let (removed, added) = (&before[op.old_range()], &after[op.new_range()]);
            match op.tag() {
                DiffTag::Equal => removed.iter().try_for_each(|line| unmarked(' ', line, out))?,
                _ if colour => marked(removed, added, out)?,
                _ => {
                    removed.iter().try_for_each(|line| unmarked('-', line, out))?;
                    added.iter().try_for_each(|line| unmarked('+', line, out))?;
                }
            }
        }
    }
    Ok(())
}

/// What it takes to make `after` of `before`. The pieces are compared by number, so that lines and words share the
/// one copy of the algorithm in the program.
fn difference(before: &[&str], after: &[&str]) -> Vec<DiffOp> {
    let mut known = FxHashMap::default();
    let mut numbers = |pieces: &[&'_ str]| -> Vec<u32> {
        let number = |piece: &&'_ str| {
            let next = known.len() as u32;
            *known.entry((*piece).to_owned()).or_insert(next)
        };
        pieces.iter().map(number).collect()
    };
    let (before, after) = (numbers(before), numbers(after));
    capture_diff_slices(Algorithm::Myers, &before, &after)
}

/// Which lines a hunk is about: the first and how many, before and after. One line goes without its number, and no
/// line is told by the one before it.
fn header(hunk: &[DiffOp]) -> String {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { return String::new() };
    let lines = |start: usize, end: usize| match end - start {
        1 => format!("{}", start + 1),
        0 => format!("{start},0"),
        count => format!("{},{count}", start + 1),
    };
    let before = lines(first.old_range().start, last.old_range().end);
    format!("@@ -{before} +{} @@", lines(first.new_range().start, last.new_range().end))
}

fn unmarked(sign: char, line: &str, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{sign}{line}")?;
    if line.ends_with('\n') { Ok(()) } else { writeln!(out, "\n{NO_NEWLINE}") }
}

/// Lines that make way for others, with the words that differ in reverse: the lines of a text are paragraphs.
fn marked(removed: &[&str], added: &[&str], out: &mut impl Write) -> io::Result<()> {
    let (old, new) = (words(removed), words(added));
    let ops = difference(&old.concat(), &new.concat());
    let kept: usize = ops.iter().filter(|op| op.tag() == DiffTag::Equal).map(|op| op.old_range().len()).sum();
    // Where little is left as it was, marks on every other word only hide what is new.
    let tells = kept * 4 >= old.concat().len() + new.concat().len();
    for (sign, colour, lines, words) in [('-', REMOVED, removed, old), ('+', ADDED, added, new)] {
        let mut differs: Vec<bool> = vec![tells; words.iter().map(Vec::len).sum()];
        for op in ops.iter().filter(|op| op.tag() == DiffTag::Equal) {
            let same = if sign == '-' { op.old_range() } else { op.new_range() };
            differs[same].fill(false);
        }
        let mut differs = differs.iter();
        for (line, words) in lines.iter().zip(words) {
            write!(out, "{colour}{sign}")?;
            let mut open = false;
            for (word, differs) in words.iter().zip(differs.by_ref()) {
                if *differs != open {
                    open = *differs;
                    write!(out, "{}", if open { MARKED } else { UNMARKED })?;
                }
                write!(out, "{word}")?;
            }
            writeln!(out, "{}{PLAIN}", if open { UNMARKED } else { "" })?;
            if !line.ends_with('\n') {
                writeln!(out, "{NO_NEWLINE}")?;
            }
        }
    }
    Ok(())
}

/// The words of each line and the blanks between them, without its end.
fn words<'a>(lines: &[&'a str]) -> Vec<Vec<&'a str>> {
    let of_line = |line: &&'a str| {
        let line = line.trim_end_matches(['\n', '\r']);
        let starts = line.char_indices().scan(None, |before, (at, c)| {
            let changed = before.replace(c.is_whitespace()) != Some(c.is_whitespace());
            Some(changed.then_some(at))
        });
        let starts: Vec<usize> = starts.flatten().chain([line.len()]).collect();
        starts.windows(2).map(|ends| &line[ends[0]..ends[1]]).collect()
    };
    lines.iter().map(of_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str, colour: bool) -> String {
        let mut out = Vec::new();
        write(&Changed { path: "a.txt", before, after }, colour, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_end_as_they_do_in_the_file() {
        assert_eq!(
            shown("a a\r\nb\rc\r\n\nd", "a\r\nb\rc\r\n\nd", false),
            "--- a.txt\n+++ a.txt\n@@ -1,4 +1,4 @@\n-a a\r\n+a\r\n b\rc\r\n \n d\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn on_a_terminal_the_words_are_marked() {
        let got = shown("one the the boat and more\n", "one the boat and more\n", true);
        assert!(got.contains("\x1b[31m-one the \x1b[7mthe \x1b[27mboat and more\x1b[0m\n"), "{got:?}");
        assert!(got.contains("\x1b[32m+one the boat and more\x1b[0m\n"), "{got:?}");
    }
}
