//! What was found in a document, moving with its text.
//!
//! A finding is held packed, as it was made, with its place as it is now; where its related places and the edits of its fixes
//! are now is only worked out for those who ask. So an edit costs nothing for findings it does not touch.

use std::ops::Range;

use super::change::Change;
use super::moving::{Moving, Place};
use crate::finding::{Finding, Packed, Packer, Related, Severity};
use crate::range::ByteRange;

/// Findings in the order of the text, worst first where they start together.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    held: Moving<Held>,
    /// The changes since the oldest of them was made.
    log: Vec<Change>,
    /// The length of the longest, in bytes.
    longest: usize,
    /// How many there are of each code, in the order they came up.
    codes: Vec<(&'static str, usize)>,
}

/// A finding with its place.
#[derive(Clone, Debug)]
struct Held {
    start: usize,
    len: usize,
    /// How many changes there had been when it was made.
    made: u32,
    /// The finding's, at hand for whoever looks at all of them.
    code: &'static str,
    severity: Severity,
    packed: Packed,
}

impl Place for Held {
    fn start(&self) -> usize {
        self.start
    }

    fn shift(&mut self, by: isize) {
        self.start = self.start.wrapping_add_signed(by);
    }
}

impl Findings {
    /// Findings of a text as it stands, in order.
    pub fn new(findings: Vec<Finding>) -> Self {
        Self::of(hold(&findings, 0).collect())
    }

    /// Findings of a text as it stands, in no order.
    pub(super) fn of_packed(packed: Vec<Packed>) -> Self {
        let mut held: Vec<Held> = packed.into_iter().map(|packed| Held::of(packed, 0)).collect();
        held.sort_by_key(Held::order);
        Self::of(held)
    }

    fn of(held: Vec<Held>) -> Self {
        let longest = held.iter().map(|held| held.len).max().unwrap_or(0);
        let mut codes = Vec::new();
        held.iter().for_each(|held| count(&mut codes, held.code, 1));
        Self { held: Moving::new(held), log: Vec::new(), longest, codes }
    }

    /// The same, each made anew: what is kept lies close together then.
    pub(super) fn anew(&self) -> Self {
        let packed = Packer::default().pack_anew(self.held.all_misplaced().map(|held| &held.packed));
        Self::of(self.held.iter().zip(packed).map(|(held, packed)| Held { packed, ..held }).collect())
    }

    /// The same in no order.
    pub fn sorted(mut findings: Vec<Finding>) -> Self {
        super::whole::sort(&mut findings);
        Self::new(findings)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where one stands.
    pub fn range(&self, index: usize) -> ByteRange {
        let start = self.held.start(index);
        ByteRange::new(start, start + self.held.misplaced(index).len)
    }

    /// How sure one is.
    pub fn severity(&self, index: usize) -> Severity {
        self.held.misplaced(index).severity
    }

    /// The code of each, in their order.
    pub fn all_codes(&self) -> impl Iterator<Item = &'static str> {
        self.held.all_misplaced().map(|held| held.code)
    }

    /// The codes that there are findings of, and how many.
    pub fn codes(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.codes.iter().copied().filter(|(_, count)| *count > 0)
    }

    /// One as it was made: its words are right, its places may not be.
    pub fn packed(&self, index: usize) -> &Packed {
        &self.held.misplaced(index).packed
    }

    /// The code of one.
    pub fn code(&self, index: usize) -> &'static str {
        self.held.misplaced(index).code
    }

    /// Where the related places of one are; those that were touched have gone. Another file is as it was.
    pub fn related(&self, index: usize) -> Vec<Related> {
        let mut related = self.packed(index).without_fixes().related;
        related.retain_mut(|related| related.file.is_some() || self.bring(index, &mut related.range));
        related
    }

    /// One with all its places as they are now; what was touched of it is left out.
    pub fn get(&self, index: usize) -> Finding {
        let held = self.held.misplaced(index);
        let mut finding = held.packed.unpack();
        finding.range = self.range(index);
        if (held.made as usize) < self.log.len() {
            finding.related.retain_mut(|related| related.file.is_some() || self.bring(index, &mut related.range));
            finding.fixes.retain_mut(|fix| fix.edits.iter_mut().all(|edit| self.bring(index, &mut edit.range)));
        }
        finding
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Finding> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Those that share a byte with a range or meet it.
    pub fn touching(&self, range: ByteRange) -> Range<usize> {
        let from = self.held.from(range.start.saturating_sub(self.longest));
        from..self.held.behind(range.end).max(from)
    }

    /// Puts `said` in place of those that are to go, wherever they stand.
    pub(super) fn exchange(&mut self, goes: impl Fn(&str) -> bool, said: Vec<Finding>) {
        let stays = (0..self.len()).filter(|index| !goes(self.code(*index)));
        let stays = stays.map(|index| Held { start: self.held.start(index), ..self.held.misplaced(index).clone() });
        let mut all: Vec<Held> = stays.collect();
        self.longest = said.iter().map(|finding| finding.range.len()).fold(self.longest, usize::max);
        all.extend(hold(&said, self.log.len()));
        all.sort_by_key(Held::order);
        self.codes.clear();
        all.iter().for_each(|held| count(&mut self.codes, held.code, 1));
        self.held = Moving::new(all);
    }

    fn now(&self, index: usize, range: ByteRange) -> Option<ByteRange> {
        let since = &self.log[self.held.misplaced(index).made as usize..];
        since.iter().try_fold(range, |range, change| change.range(range))
    }

    fn bring(&self, index: usize, range: &mut ByteRange) -> bool {
        let now = self.now(index, *range);
        *range = now.unwrap_or(*range);
        now.is_some()
    }

    /// Moves them with the text; those that the change touches have gone.
    pub(super) fn change(&mut self, change: Change) {
        self.log.push(change);
        let near = self.touching(ByteRange::new(change.start, change.old_end));
        let left = near.clone().filter(|index| change.range(self.range(*index)).is_some());
        // Those that begin behind the change are not among the near.
        let left = left.map(|index| Held { start: self.held.start(index), ..self.held.misplaced(index).clone() });
        let left = left.collect();
        self.splice(near, left, change.shift());
    }

    /// Puts what is said now of a range in place of what was said, if that is to go; `said` is in document offsets.
    pub(super) fn replace(&mut self, range: ByteRange, goes: impl Fn(&str) -> bool, said: Vec<Finding>) {
        let (from, to) = (self.held.from(range.start), self.held.from(range.end));
        let stays = (from..to.max(from)).filter(|i| !(goes(self.code(*i)) && range.covers(self.range(*i))));
        let stays = stays.map(|index| Held { start: self.held.start(index), ..self.held.misplaced(index).clone() });
        let mut all: Vec<Held> = stays.collect();
        self.longest = said.iter().map(|finding| finding.range.len()).fold(self.longest, usize::max);
        all.extend(hold(&said, self.log.len()));
        all.sort_by_key(Held::order);
        self.splice(from..to.max(from), all, 0);
    }

    fn splice(&mut self, range: Range<usize>, new: Vec<Held>, by: isize) {
        range.clone().for_each(|index| count(&mut self.codes, self.held.misplaced(index).code, -1));
        new.iter().for_each(|held| count(&mut self.codes, held.code, 1));
        self.held.splice(range, new, by);
    }
}

/// Counts one more finding of a code, or one less.
fn count(codes: &mut Vec<(&'static str, usize)>, code: &'static str, by: isize) {
    match codes.iter_mut().find(|(known, _)| *known == code) {
        Some((_, count)) => *count = count.saturating_add_signed(by),
        None => codes.push((code, 1)),
    }
}

impl Held {
    /// A finding that was made after so many changes.
    fn of(packed: Packed, made: usize) -> Self {
        let (code, severity, range) = (packed.code(), packed.severity(), packed.range());
        Self { start: range.start, len: range.len(), made: made as u32, code, severity, packed }
    }

    /// What is before what: the worst first where they start together.
    fn order(&self) -> (usize, Severity, usize, &'static str) {
        (self.start, self.severity, self.len, self.code)
    }
}

/// Findings that were made after so many changes, to be kept.
fn hold(findings: &[Finding], made: usize) -> impl Iterator<Item = Held> {
    Packer::default().pack_all(findings).into_iter().map(move |packed| Held::of(packed, made))
}
