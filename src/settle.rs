//! Fixes taken without asking, again and again until none is left.
//!
//! After a round the text is read anew: what a fix leaves behind is judged as if somebody had typed it, and no fix meets
//! a text that it was not made for. In a round, fixes that come near each other wait for the next one. `cli::fix` is
//! the caller; the server offers one round at a time and has the client send the new text.

use std::collections::BTreeMap;
use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashSet, FxHasher};

use crate::engine::Engine;
use crate::finding::{Finding, Fix};
use crate::format::Format;
use crate::range::{ByteRange, Edit, apply};

/// Texts need two or three rounds; only many places of one name, of which some are flagged at a time, need more.
const MOST_ROUNDS: usize = 200;

/// Which fixes are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sureness {
    /// The preferred ones.
    Certain,
    /// Those that are right most of the time, too.
    Likely,
}

impl Sureness {
    /// The fix of `finding` to be taken, if any: one that changes the text and asks nothing to be remembered.
    pub fn fix(self, finding: &Finding) -> Option<&Fix> {
        let fix = match self {
            Self::Certain => finding.preferred_fix(),
            Self::Likely => finding.likely_fix(),
        };
        fix.filter(|fix| fix.remember.is_none() && !fix.edits.is_empty())
    }
}

/// A text and what became of it.
#[derive(Debug)]
pub struct Settled {
    /// The text with the fixes made.
    pub text: String,
    /// How many fixes were made, by the code of their rules.
    pub made: BTreeMap<&'static str, usize>,
    /// What there is still to say of it.
    pub left: Vec<Finding>,
}

/// Makes fixes in `text` until there is none to be made. It always ends: no text is come to twice, and there are only
/// so many rounds.
pub fn settle(engine: &mut Engine, text: &str, format: Format, sureness: Sureness) -> Settled {
    let mut settled = Settled { text: text.to_owned(), made: BTreeMap::new(), left: engine.check(text, format) };
    let mut met = FxHashSet::from_iter([hash(text)]);
    for _ in 0..MOST_ROUNDS {
        let round = Round::of(&settled.text, &settled.left, sureness);
        let text = apply(&settled.text, &round.edits);
        if round.edits.is_empty() || !met.insert(hash(&text)) {
            break;
        }
        settled.left = engine.check(&text, format);
        settled.text = text;
        for code in round.codes {
            *settled.made.entry(code).or_default() += 1;
        }
    }
    settled
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Fixes that are made at once.
#[derive(Debug, Default)]
struct Round {
    edits: Vec<Edit>,
    codes: Vec<&'static str>,
    /// What they and their findings are about, by start; disjoint.
    taken: BTreeMap<usize, usize>,
}

impl Round {
    fn of(text: &str, findings: &[Finding], sureness: Sureness) -> Self {
        let mut round = Self::default();
        for finding in findings {
            if let Some(fix) = sureness.fix(finding).filter(|fix| fits(text, &fix.edits)) {
                round.take(finding, fix);
            }
        }
        round
    }

    /// Takes a fix whole, where nothing that was taken overlaps or meets it.
    fn take(&mut self, finding: &Finding, fix: &Fix) {
        let about = united(fix.edits.iter().map(|edit| edit.range).chain([finding.range]).collect());
        if about.iter().all(|range| self.is_free(*range)) {
            self.taken.extend(about.iter().map(|range| (range.start, range.end)));
            self.edits.extend(fix.edits.iter().cloned());
            self.codes.push(finding.code);
        }
    }

    fn is_free(&self, range: ByteRange) -> bool {
        self.taken.range(..=range.end).next_back().is_none_or(|(_, end)| *end < range.start)
    }
}

/// The same bytes in ranges that neither overlap nor meet, sorted.
fn united(mut ranges: Vec<ByteRange>) -> Vec<ByteRange> {
    ranges.sort_unstable();
    let mut united: Vec<ByteRange> = Vec::new();
    for range in ranges {
        match united.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => united.push(range),
        }
    }
    united
}

/// Whether sorted edits can all be made: on characters of the text, and apart.
fn fits(text: &str, edits: &[Edit]) -> bool {
    edits.iter().all(|edit| text.get(edit.range.start..edit.range.end).is_some())
        && edits.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::finding::Severity;

    const TEXT: &str = "the the the, and and\n";

    fn finding(range: (usize, usize), edits: &[(usize, usize, &str)]) -> Finding {
        let range = ByteRange::new(range.0, range.1);
        let mut finding = Finding::new("repeated-word", "word", Severity::Warning, range, String::new());
        let edits = edits.iter().map(|(start, end, new)| Edit::replace(ByteRange::new(*start, *end), *new));
        finding.fixes.push(Fix::new("", true, edits.collect()));
        finding
    }

    fn after_a_round(findings: &[Finding]) -> String {
        apply(TEXT, &Round::of(TEXT, findings, Sureness::Certain).edits)
    }

    #[test]
    fn fixes_that_come_near_each_other_wait() {
        let first = finding((0, 7), &[(3, 7, "")]);
        let meeting = finding((7, 11), &[(7, 11, "")]);
        let around = finding((4, 20), &[(16, 20, "")]);
        let last = finding((13, 20), &[(16, 20, "")]);
        assert_eq!(after_a_round(&[first, meeting, around, last]), "the the, and\n");
    }

    #[test]
    fn a_fix_is_made_whole_or_not_at_all() {
        let whole = finding((13, 16), &[(0, 1, "T"), (16, 20, "")]);
        let part = finding((0, 3), &[(3, 7, ""), (0, 1, "t")]);
        let crossed = finding((5, 6), &[(5, 8, ""), (7, 9, "")]);
        let outside = finding((5, 6), &[(5, 8, ""), (20, 99, "")]);
        assert_eq!(after_a_round(&[whole, part, crossed, outside]), "The the the, and\n");
    }

    fn settled(text: &str, sureness: Sureness) -> Settled {
        settle(&mut Engine::new(Settings::default()), text, Format::Plain, sureness)
    }

    #[test]
    fn what_a_fix_leaves_is_fixed_in_the_next_round() {
        let settled = settled("The ferry left left  , we heard heard .. And so it did.\n", Sureness::Certain);
        assert_eq!(settled.text, "The ferry left, we heard .. And so it did.\n");
    }

    #[test]
    fn likely_fixes_are_made_only_when_asked_for() {
        let text = "They feared serious damage of serious damage at the bridge bridge.\n";
        let certain = settled(text, Sureness::Certain);
        assert_eq!(certain.text, "They feared serious damage of serious damage at the bridge.\n");
        assert_eq!((certain.made["repeated-word"], certain.left.len()), (1, 1));
        let likely = settled(text, Sureness::Likely);
        assert_eq!(likely.text, "They feared serious damage at the bridge.\n");
        assert!(likely.left.is_empty());
    }

    #[test]
    fn two_people_are_never_made_one() {
        let text = "Shen Yuanming came. Shen Yuanming ate. Shen Yuanming sang. Shen Yuanming left. Shen Yuanping \
                    stayed. The a boat came. He shouted., and left.\n";
        let settled = settled(text, Sureness::Likely);
        assert_eq!(settled.text, text);
        assert!(settled.left.len() >= 2, "{:?}", settled.left);
    }
}
