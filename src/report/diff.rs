//! What would change in a text: a unified diff of its lines, as `patch` takes it; on a terminal with the words marked.

use std::io::{self, Write};

use similar::{ChangeTag, DiffOp, TextDiff};

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// Colours, by what they are for.
const HEAD: &str = "\x1b[1m";
const REMOVED: &str = "\x1b[31m";
const ADDED: &str = "\x1b[32m";
const MARKED: &str = "\x1b[7m";
const UNMARKED: &str = "\x1b[27m";
const PLAIN: &str = "\x1b[0m";

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
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    let (head, plain) = if colour { (HEAD, PLAIN) } else { ("", "") };
    writeln!(out, "{head}--- {0}\n+++ {0}{plain}", changed.path)?;
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        writeln!(out, "{head}{}{plain}", hunk.header())?;
        for op in hunk.ops() {
            if colour { marked(&diff, op, out)? } else { unmarked(&diff, op, out)? }
        }
    }
    Ok(())
}

type Lines<'a> = TextDiff<'a, 'a, str>;

fn unmarked(diff: &Lines<'_>, op: &DiffOp, out: &mut impl Write) -> io::Result<()> {
    for change in diff.iter_changes(op) {
        write!(out, "{}{}", change.tag(), change.value())?;
        end(change.missing_newline(), out)?;
    }
    Ok(())
}

/// The same with the words that differ in reverse: the lines of a text are paragraphs.
fn marked(diff: &Lines<'_>, op: &DiffOp, out: &mut impl Write) -> io::Result<()> {
    for change in diff.iter_inline_changes(op) {
        let colour = match change.tag() {
            ChangeTag::Delete => REMOVED,
            ChangeTag::Insert => ADDED,
            ChangeTag::Equal => "",
        };
        write!(out, "{colour}{}", change.tag())?;
        for (differs, words) in change.values() {
            let words = words.trim_end_matches(['\n', '\r']);
            if *differs { write!(out, "{MARKED}{words}{UNMARKED}")? } else { write!(out, "{words}")? }
        }
        writeln!(out, "{PLAIN}")?;
        if change.missing_newline() {
            writeln!(out, "\\ No newline at end of file")?;
        }
    }
    Ok(())
}

fn end(missing: bool, out: &mut impl Write) -> io::Result<()> {
    if missing { writeln!(out, "\n\\ No newline at end of file") } else { Ok(()) }
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
