//! What is known already: the findings of an earlier run, so that only new ones count.
//!
//! The file has one JSON object a line, sorted, so that it lives well under version control and two people's lines
//! merge. A finding is looked for by its fingerprint: first with what stands around it, then, an edit nearby being no
//! new finding, by its words alone. Each line answers for one finding.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprint;
use crate::block::readable;
use crate::finding::Finding;

/// How many characters of the flagged words are written down for people.
const SHOWN: usize = 60;

/// One finding that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Line {
    path: String,
    code: String,
    text: String,
    words: String,
    place: String,
}

/// Findings that are known, of all files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    lines: BTreeMap<String, Vec<Fingerprint>>,
}

impl Baseline {
    /// Reads a baseline's text.
    ///
    /// # Errors
    /// A sentence that names the first line that cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut baseline = Self::default();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let unreadable =
                || format!("line {} is no line of a baseline. Write the file again with --write-baseline.", number + 1);
            let line: Line = serde_json::from_str(line).map_err(|_| unreadable())?;
            let hex = |text: &str| u64::from_str_radix(text, 16).map_err(|_| unreadable());
            let print = Fingerprint { words: hex(&line.words)?, place: hex(&line.place)? };
            baseline.lines.entry(line.path).or_default().push(print);
        }
        Ok(baseline)
    }

    /// The findings of the file at `path` that are not known, and how many are. A line is spent on each that is.
    pub fn fresh(&mut self, path: &str, text: &str, findings: Vec<Finding>) -> (Vec<Finding>, usize) {
        let Some(known) = self.lines.get_mut(path) else { return (findings, 0) };
        let prints: Vec<Fingerprint> = findings.iter().map(|finding| Fingerprint::of(text, finding)).collect();
        let mut old = BTreeSet::new();
        let same: [fn(&Fingerprint, &Fingerprint) -> bool; 2] = [|a, b| a == b, |a, b| a.words == b.words];
        for same in same {
            for (i, print) in prints.iter().enumerate() {
                let at = if old.contains(&i) { None } else { known.iter().position(|other| same(print, other)) };
                if let Some(at) = at {
                    known.swap_remove(at);
                    old.insert(i);
                }
            }
        }
        let fresh = findings.into_iter().enumerate().filter(|(i, _)| !old.contains(i)).map(|(_, f)| f).collect();
        (fresh, old.len())
    }
}

/// A baseline being written.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    lines: Vec<Line>,
}

impl Draft {
    /// Takes in the findings of the file at `path`.
    pub fn add(&mut self, path: &str, text: &str, findings: &[Finding]) {
        self.lines.extend(findings.iter().map(|finding| {
            let Fingerprint { words, place } = Fingerprint::of(text, finding);
            Line {
                path: path.to_owned(),
                code: finding.code.to_owned(),
                text: readable(finding.range.of(text)).chars().take(SHOWN).collect(),
                words: format!("{words:016x}"),
                place: format!("{place:016x}"),
            }
        }));
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The file's text.
    pub fn text(mut self) -> String {
        self.lines.sort_unstable();
        let line = |line: &Line| serde_json::to_string(line).expect("strings under string keys are JSON") + "\n";
        self.lines.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::engine::Engine;
    use crate::format::Format;

    fn findings(text: &str) -> Vec<Finding> {
        Engine::new(Settings::default()).check(text, Format::Plain)
    }

    fn baseline(text: &str) -> Baseline {
        let mut draft = Draft::default();
        draft.add("a.txt", text, &findings(text));
        Baseline::parse(&draft.text()).unwrap()
    }

    /// What is new in `now` for who knew `before`: the flagged words.
    fn fresh(before: &str, now: &str) -> Vec<String> {
        let (fresh, _) = baseline(before).fresh("a.txt", now, findings(now));
        fresh.iter().map(|finding| finding.range.of(now).to_owned()).collect()
    }

    #[test]
    fn what_was_there_is_known_wherever_it_moves() {
        let before = "They say the the ferry left at noon.\n";
        assert_eq!(fresh(before, before), [""; 0]);
        assert_eq!(fresh(before, "A new line.\n\nSome say the\nthe ferry left at one.\n"), [""; 0]);
    }

    #[test]
    fn what_is_new_is_told_from_its_twin() {
        let before = "They say the the ferry left at noon, in a storm.\n";
        let now = "Nobody saw the the boat that came at dawn.\n\nThey say the the ferry left at noon, in a storm. It was was slow.\n";
        assert_eq!(fresh(before, now), ["the the", "was was"]);
        let (new, known) = baseline(before).fresh("a.txt", now, findings(now));
        assert_eq!((new[0].range.start, known), (11, 1), "the one that stands where none stood");
        assert_eq!(baseline(before).fresh("b.txt", now, findings(now)).0.len(), 3, "another file knows nothing");
    }

    #[test]
    fn counts_in_a_message_do_not_make_it_new() {
        let before = "We asked the Harbour Safety Board. The Harbour Safety Board said no. Then the harbour Safety Board said yes.\n";
        let now = before.replace("no.", "no. The Harbour Safety Board met. The Harbour Safety Board left.");
        let message = |text: &str| findings(text)[0].message.clone();
        assert_ne!(message(before), message(&now), "the counts differ");
        assert_eq!(fresh(before, &now), [""; 0]);
    }

    #[test]
    fn what_is_no_baseline_is_named() {
        assert_eq!(Baseline::parse("\n"), Ok(Baseline::default()));
        for text in ["a\n", "\n{}\n", "{\"path\":\"a\",\"code\":\"b\",\"text\":\"c\",\"words\":\"x\",\"place\":\"0\"}"]
        {
            let message = Baseline::parse(text).unwrap_err();
            assert!(message.starts_with("line ") && message.contains("--write-baseline"), "{message}");
        }
    }
}
