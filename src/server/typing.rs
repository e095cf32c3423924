//! The word that is being typed: what is found in it is held back until it is finished, so that nothing flickers.
//!
//! A word is finished by a blank or a mark, by an edit somewhere else, or by a short pause.

use std::time::{Duration, Instant};

use ropey::Rope;

use crate::engine::Change;
use crate::range::ByteRange;

/// Who pauses so long is not in the middle of a word.
const PAUSE: Duration = Duration::from_millis(400);

/// The longest text, in bytes, that one key puts in or takes away; longer ones are pasted or completed, and whole.
const KEY: usize = 4;

/// Where somebody types, if it is in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Typing {
    /// The byte the cursor is at.
    at: usize,
    until: Instant,
}

impl Typing {
    /// Whether these changes, which made `text`, are a key pressed in a word.
    pub fn of(text: &Rope, changes: &[Change], now: Instant) -> Option<Self> {
        let [change] = changes else { return None };
        let short = change.new_end - change.start <= KEY && change.old_end - change.start <= KEY;
        let of_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
        let pressed = short && text.byte_slice(change.start..change.new_end).chars().all(of_word);
        pressed.then_some(Self { at: change.new_end, until: now + PAUSE })
    }

    /// Until when what touches the word is held back.
    pub fn until(self) -> Instant {
        self.until
    }

    /// Whether a finding is to be held back.
    pub fn holds(self, finding: ByteRange) -> bool {
        finding.start <= self.at && self.at <= finding.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typing(text: &str) -> Option<Typing> {
        let change = Change { start: 7, old_end: 7, new_end: 7 + text.len() };
        Typing::of(&Rope::from_str(&format!("to fall{text} on")), &[change], Instant::now())
    }

    #[test]
    fn a_letter_holds_back_what_it_touches() {
        let typing = typing("s").expect("a letter is typed");
        assert!(typing.holds(ByteRange::new(1, 8)) && typing.holds(ByteRange::new(8, 9)));
        assert!(!typing.holds(ByteRange::new(1, 7)) && !typing.holds(ByteRange::new(9, 12)));
    }

    #[test]
    fn a_blank_a_mark_and_a_pasted_text_finish_the_word() {
        for text in [" ", ".", "\n", "harbour"] {
            assert_eq!(typing(text), None, "{text:?}");
        }
    }
}
