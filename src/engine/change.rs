//! One change of a text, without the words: where bytes went away, and where others are now.

use crate::range::ByteRange;

/// The bytes `start..old_end` of a text are `start..new_end` of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first byte that may differ.
    pub start: usize,
    /// One past the last byte that went away.
    pub old_end: usize,
    /// One past the last byte that came.
    pub new_end: usize,
}

impl Change {
    /// A change of `range` into `len` bytes.
    pub fn new(range: ByteRange, len: usize) -> Self {
        Self { start: range.start, old_end: range.end, new_end: range.start + len }
    }

    /// This change and one made to its outcome as one.
    pub fn then(self, next: Self) -> Self {
        let old_end = self.old_end.max(self.before(next.old_end));
        let new_end = next.new_end.max(next.after(self.new_end));
        Self { start: self.start.min(next.start), old_end, new_end }
    }

    /// How far what stands behind the change moves.
    pub fn shift(self) -> isize {
        self.new_end.cast_signed() - self.old_end.cast_signed()
    }

    /// Where a byte behind the change is now.
    fn after(self, byte: usize) -> usize {
        if byte < self.old_end { self.new_end } else { byte.saturating_add_signed(self.shift()) }
    }

    /// Where a byte behind the change was before.
    fn before(self, byte: usize) -> usize {
        if byte < self.new_end { self.old_end } else { byte.saturating_add_signed(-self.shift()) }
    }

    /// Where a range is now; `None` where the change touches it, also from outside.
    pub fn range(self, range: ByteRange) -> Option<ByteRange> {
        if range.end < self.start {
            Some(range)
        } else if range.start > self.old_end {
            Some(ByteRange::new(self.after(range.start), self.after(range.end)))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_touched_has_no_place_any_more() {
        let change = Change::new(ByteRange::new(4, 6), 5);
        assert_eq!(change.range(ByteRange::new(0, 3)), Some(ByteRange::new(0, 3)));
        assert_eq!(change.range(ByteRange::new(0, 4)), None);
        assert_eq!(change.range(ByteRange::new(6, 7)), None);
        assert_eq!(change.range(ByteRange::new(7, 9)), Some(ByteRange::new(10, 12)));
    }

    proptest! {
        #[test]
        fn two_changes_as_one_keep_what_neither_touched(
            text in "[a-z]{0,20}", cuts in prop::array::uniform4(0usize..21), new in prop::array::uniform2("[A-Z]{0,4}"),
        ) {
            let one = |text: &str, a: usize, b: usize, new: &str| {
                let (a, b) = (a.min(b).min(text.len()), a.max(b).min(text.len()));
                (Change::new(ByteRange::new(a, b), new.len()), format!("{}{new}{}", &text[..a], &text[b..]))
            };
            let (first, middle) = one(&text, cuts[0], cuts[1], &new[0]);
            let (second, after) = one(&middle, cuts[2], cuts[3], &new[1]);
            let both = first.then(second);
            prop_assert_eq!(&text[..both.start], &after[..both.start]);
            prop_assert_eq!(&text[both.old_end..], &after[both.new_end..]);
        }
    }
}
