//! A document in which a key is pressed again and again, within this process: the edit, what it changes in the findings,
//! and the list of them written into a frame.

use postedit::config::Settings;
use postedit::engine::{Change, Live};
use postedit::format::Format;
use postedit::range::ByteRange;
use postedit::server::Lists;
use ropey::Rope;

/// An open document, and what its client was told.
pub struct Pressed {
    text: Rope,
    live: Live,
    lists: Lists,
    /// The full stop in the middle, in characters, before which the key goes in.
    at: usize,
    is_in: bool,
}

impl Pressed {
    /// Opens a document, judges it and writes its first list.
    pub fn open(text: &str) -> Self {
        let text = Rope::from_str(text);
        let live = judged(text.clone());
        let middle = text.len_chars() / 2;
        let at = middle + text.slice(middle..).chars().position(|c| c == '.').unwrap_or(0);
        let mut lists = Lists::new(text.clone());
        lists.write(live.findings());
        Self { text, live, lists, at, is_in: false }
    }

    /// Puts `key` in, or takes it out again, in turns: what that touches is checked.
    pub fn press(&mut self, key: &str) -> Change {
        let byte = self.text.char_to_byte(self.at);
        let change = if self.is_in {
            self.text.remove(self.at..self.at + 1);
            Change::new(ByteRange::new(byte, byte + 1), 0)
        } else {
            self.text.insert(self.at, key);
            Change::new(ByteRange::new(byte, byte), 1)
        };
        self.is_in = !self.is_in;
        self.live.edit(self.text.clone(), &[change]);
        change
    }

    /// Writes the list of what is found after a change into a frame.
    pub fn write(&mut self, change: Change) {
        self.lists.edit(self.text.clone(), &[change]);
        self.lists.write(self.live.findings());
    }
}

/// A live document that was judged as a whole.
pub fn judged(text: Rope) -> Live {
    let mut live = Live::open(text, Format::Plain, Settings::default());
    let judgement = live.whole().judge();
    live.settle(judgement);
    live
}
