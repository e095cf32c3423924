//! Which findings of a document a client is shown, where there are too many.
//!
//! Of a check that finds something everywhere the first findings are shown, and a notice at the first of them says how
//! many there are: so much of a kind is one decision, not hundreds. What remains is cut to the worst and nearest.

use std::sync::Arc;

use super::listing::Item;
use crate::engine::Findings;
use crate::finding::{Finding, Severity};
use crate::range::ByteRange;

/// The most diagnostics of one document that a client gets; VS Code keeps no more.
pub(super) const MOST: usize = 1000;

/// The most findings of one code that are all shown.
pub(super) const MOST_OF_A_CODE: usize = 100;

/// How many are shown of a code with more.
pub(super) const FIRST: usize = 20;

/// The kind of what is said beside the findings.
const NOTICE: &str = "notice";

/// What is to be shown of a document's findings.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// In the order of the text.
    pub items: Vec<Item>,
    /// Not all codes' findings had room.
    pub capped: bool,
}

/// A code that has too many findings.
struct Crowd {
    code: &'static str,
    all: usize,
    shown: usize,
}

impl Selection {
    /// Of these findings those that are `free` to be shown; `place` is the byte whose neighbourhood counts where there is
    /// too much.
    pub fn of(findings: &Findings, place: usize, free: impl Fn(ByteRange) -> bool) -> Self {
        let mut shown = few_of_each(findings);
        let capped = shown.len() > MOST;
        if capped {
            let worth = |item: &Item| {
                let (severity, start) = worth(item, findings);
                (severity, start.abs_diff(place))
            };
            shown.select_nth_unstable_by_key(MOST, worth);
            shown.truncate(MOST);
            shown.sort_by_cached_key(|item| order(item, findings));
        }
        shown.retain(|item| free(range(item, findings)));
        Self { items: shown, capped }
    }
}

/// All findings of the codes with few, the first of those with many.
fn few_of_each(findings: &Findings) -> Vec<Item> {
    let mut crowds: Vec<Crowd> = findings
        .codes()
        .filter(|(_, count)| *count > MOST_OF_A_CODE)
        .map(|(code, all)| Crowd { code, all, shown: 0 })
        .collect();
    let mut shown = Vec::new();
    for (index, code) in findings.all_codes().enumerate() {
        if let Some(crowd) = crowds.iter_mut().find(|crowd| crowd.code == code) {
            if crowd.shown == FIRST {
                continue;
            }
            if crowd.shown == 0 {
                shown.push(Item::Notice(Arc::new(notice(crowd, findings.severity(index), findings.range(index)))));
            }
            crowd.shown += 1;
        }
        shown.push(Item::Found(index));
    }
    shown
}

fn notice(crowd: &Crowd, severity: Severity, range: ByteRange) -> Finding {
    let message = format!(
        "{} has {} findings in this text; the first {FIRST} are shown. The fixes offered here mend all that have a clear answer, or stop its reports in this file.",
        crowd.code, crowd.all
    );
    Finding::new(crowd.code, NOTICE, severity, range, message)
}

fn range(item: &Item, findings: &Findings) -> ByteRange {
    match item {
        Item::Found(index) => findings.range(*index),
        Item::Notice(notice) => notice.range,
    }
}

fn worth(item: &Item, findings: &Findings) -> (Severity, usize) {
    match item {
        Item::Found(index) => (findings.severity(*index), findings.range(*index).start),
        // It speaks for many.
        Item::Notice(notice) => (Severity::Error, notice.range.start),
    }
}

/// Notices before the finding they stand at.
fn order(item: &Item, findings: &Findings) -> (usize, usize) {
    match item {
        Item::Found(index) => (findings.range(*index).start, index + 1),
        Item::Notice(notice) => (notice.range.start, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(at: usize, severity: Severity) -> Finding {
        // So many codes that none of them has too many findings.
        const CODES: [&str; 31] = [
            "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u",
            "v", "w", "x", "y", "z", "aa", "ab", "ac", "ad", "ae",
        ];
        Finding::new(CODES[at % CODES.len()], "word", severity, ByteRange::new(at, at + 1), String::new())
    }

    fn all(findings: Vec<Finding>, place: usize) -> (Vec<(usize, bool)>, bool) {
        let findings = Findings::new(findings);
        let selection = Selection::of(&findings, place, |_| true);
        let place = |item: &Item| (range(item, &findings).start, matches!(item, Item::Notice(_)));
        (selection.items.iter().map(place).collect(), selection.capped)
    }

    #[test]
    fn too_many_findings_leave_the_worst_and_nearest() {
        let mut findings: Vec<Finding> = (0..3 * MOST).map(|at| finding(at, Severity::Information)).collect();
        findings[7].severity = Severity::Error;
        let (shown, capped) = all(findings, 2 * MOST);
        assert_eq!((shown.len(), capped), (MOST, true));
        assert!(shown.is_sorted());
        assert_eq!(shown[0].0, 7);
        assert!(shown[1..].iter().all(|(at, _)| at.abs_diff(2 * MOST) <= MOST / 2));
    }

    #[test]
    fn few_findings_are_all_shown() {
        let findings = vec![finding(3, Severity::Hint), finding(9, Severity::Error)];
        assert_eq!(all(findings, 0), (vec![(3, false), (9, false)], false));
    }

    #[test]
    fn a_code_with_many_findings_shows_the_first_and_how_many_there_are() {
        let of_one = |at| Finding::new("one", "word", Severity::Warning, ByteRange::new(at, at + 1), String::new());
        let findings = |count: usize| [vec![finding(1, Severity::Hint)], (2..2 + count).map(of_one).collect()].concat();
        assert_eq!(all(findings(MOST_OF_A_CODE), 0).0.len(), 1 + MOST_OF_A_CODE);
        let (shown, capped) = all(findings(MOST_OF_A_CODE + 1), 500);
        assert_eq!(shown[..3], [(1, false), (2, true), (2, false)]);
        assert_eq!((shown.len(), shown.last(), capped), (2 + FIRST, Some(&(1 + FIRST, false)), false));
    }
}
