//! What tells a finding again after the text around it has moved: neither its line, nor counts, nor the message.
//!
//! Two marks, since neither does alone: the words that are flagged, and those with what stands around them. An edit
//! nearby changes the second, a twin elsewhere shares the first. Baselines and SARIF carry them from one run to the
//! next, so the marks must never depend on the version of the program, the machine, or the order of findings.

use crate::finding::Finding;

/// How many characters on each side are what stands around a finding.
const AROUND: usize = 24;

/// How many characters are looked at for them: runs of white space shrink.
const REACH: usize = 3 * AROUND;

/// The marks of a finding within its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint {
    /// Of its code and the words flagged.
    pub words: u64,
    /// Of the same with what stands around them.
    pub place: u64,
}

impl Fingerprint {
    /// The marks of a finding in `text`.
    pub fn of(text: &str, finding: &Finding) -> Self {
        let flagged = squeezed(finding.range.of(text).chars());
        let (before, after) = around(text, finding);
        Self { words: hash(&[finding.code, &flagged]), place: hash(&[finding.code, &flagged, &before, &after]) }
    }
}

/// What stands before the finding, backwards, and behind it, within its paragraph.
fn around(text: &str, finding: &Finding) -> (String, String) {
    let before = text.get(..finding.range.start).unwrap_or_default();
    let after = text.get(finding.range.end..).unwrap_or_default();
    let keep = |text: String| text.chars().take(AROUND).collect();
    (keep(squeezed(before.chars().rev().take(REACH))), keep(squeezed(after.chars().take(REACH))))
}

/// Every run of white space as one blank, since a paragraph may be wrapped anew, up to the first blank line.
fn squeezed(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut breaks = 0;
    for c in chars {
        breaks = if c.is_whitespace() { breaks + usize::from(c == '\n') } else { 0 };
        match c.is_whitespace() {
            _ if breaks > 1 => break,
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out.trim_end().to_owned()
}

/// FNV-1a of 64 bits, the parts set off by a byte that no text holds.
fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xFF]));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::range::ByteRange;

    fn print(text: &str, words: &str, message: &str) -> Fingerprint {
        let start = text.find(words).unwrap();
        let range = ByteRange::new(start, start + words.len());
        Fingerprint::of(text, &Finding::new("repeated-word", "word", Severity::Warning, range, message.to_owned()))
    }

    #[test]
    fn lines_wrapping_and_wording_do_not_matter() {
        let one = print("They say the the ferry left.\n", "the the", "\"the\" is repeated.");
        let moved = print("New.\n\nAnd more. They say\nthe the ferry\nleft.\n", "the the", "Said twice.");
        assert_eq!(one.words, moved.words);
        let wrapped = print("Oh. They say the\n  the ferry left. And then", "the\n  the", "");
        assert_eq!(one.words, wrapped.words);
        let long = "At noon on the day before they say the the ferry left the harbour without them.";
        let again = "No. At noon on the day before they  say\nthe the ferry\nleft the harbour without them. No.";
        assert_eq!(print(long, "the the", ""), print(again, "the the", ""));
    }

    #[test]
    fn a_twin_shares_the_words_and_not_the_place() {
        let one = print("They say the the ferry left.", "the the", "");
        let twin = print("It is the the best.", "the the", "");
        assert!(one.words == twin.words && one.place != twin.place);
        assert_ne!(one.words, print("They say The the ferry left.", "The the", "").words);
    }

    #[test]
    fn the_marks_are_the_same_in_every_version() {
        let mark = print("They say the the ferry left.", "the the", "");
        assert_eq!(
            (format!("{:016x}", mark.words), format!("{:016x}", mark.place)),
            ("816223b3ec8c8462".to_owned(), "a397d5007d3b9238".to_owned())
        );
    }
}
