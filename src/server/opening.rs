//! Long documents while they are being read for the first time.
//!
//! That is done on a thread of its own, so that nobody waits for it who types in another document; meanwhile the
//! text's head is kept live by itself, and what its blocks say is shown at once. The `worker` applies edits to both.

use std::sync::{Arc, Weak};

use ropey::Rope;

use super::document::DocumentId;
use super::queue::{Receiver, Sender, channel};
use super::rest::{apart, with_each};
use super::worker::{Job, words};
use crate::config::Settings;
use crate::engine::{Change, Findings, Live};
use crate::format::Format;
use crate::slack;

/// A document with more bytes is read on the thread for it.
pub(super) const LONG: usize = 256 * 1024;

/// How many bytes of it are read at once.
const HEAD: usize = 64 * 1024;

/// The head ends at an empty line in so many bytes more, or there is none.
const SEARCHED: usize = 16 * 1024;

/// The way to the thread that reads; it ends when this is gone.
#[derive(Debug)]
pub(super) struct Reader {
    texts: Sender<Text>,
}

/// A text to be read.
struct Text {
    id: DocumentId,
    text: Rope,
    format: Format,
    settings: Arc<Settings>,
    read: Sender<Result<Live, String>>,
}

/// A document that is being read.
#[derive(Debug)]
pub(super) struct Opening {
    /// What it is checked with.
    pub settings: Arc<Settings>,
    /// What has changed since in its text.
    pub changes: Vec<Change>,
    head: Option<Head>,
    read: Receiver<Result<Live, String>>,
}

/// The beginning of a text, up to an empty line.
#[derive(Debug)]
struct Head {
    live: Live,
    /// Its length in bytes.
    end: usize,
}

impl Reader {
    /// Starts the thread. It says by a job that something is read.
    pub fn start(jobs: Weak<Sender<Job>>) -> Self {
        let (texts, queue) = channel::<Text>();
        with_each("reader", queue, move |Text { id, text, format, settings, read }| {
            let live = apart("read", || Live::open(text, format, Settings::clone(&settings)));
            let live = live.and_then(|live| apart("keep", || live.anew()));
            slack::give_back();
            // Nobody waits for a document that is closed, or is to be read with other settings by now.
            if read.send(live.map_err(|panic| words(panic.as_ref()))).is_ok() {
                // Nobody is left to hear it where the worker has ended.
                let _ = jobs.upgrade().map(|jobs| jobs.send(Job::Opened(id)));
            }
        });
        Self { texts }
    }

    /// Has a text read.
    pub fn open(&self, id: DocumentId, text: &Rope, format: Format, settings: &Arc<Settings>) -> Opening {
        let (read, answer) = channel();
        let settings = Arc::clone(settings);
        // The reader lives as long as this.
        let _ = self.texts.send(Text { id, text: text.clone(), format, settings: Arc::clone(&settings), read });
        let head = Head::of(text, format, &settings);
        Opening { settings, changes: Vec::new(), head, read: answer }
    }
}

impl Opening {
    /// The text is another by these changes.
    pub fn edit(&mut self, text: &Rope, changes: &[Change]) {
        self.changes.extend(changes);
        self.head = self.head.take().and_then(|head| head.edit(text, changes));
    }

    /// What is known of it until it is read.
    pub fn findings(&self) -> Arc<Findings> {
        self.head.as_ref().map(|head| Arc::clone(head.live.findings())).unwrap_or_default()
    }

    /// The document as it was when its reading began, once that is done; or what a rule's panic said.
    pub fn read(&self) -> Option<Result<Live, String>> {
        self.read.try_recv().ok()
    }
}

impl Head {
    fn of(text: &Rope, format: Format, settings: &Settings) -> Option<Self> {
        let end = border(text)?;
        let live = Live::open(Rope::from(text.byte_slice(..end)), format, settings.clone());
        Some(Self { live, end })
    }

    /// It after these changes of the whole text; `None` where one of them is at its border.
    fn edit(mut self, text: &Rope, changes: &[Change]) -> Option<Self> {
        let mut inside = Vec::new();
        for change in changes {
            if change.start > self.end {
                continue;
            }
            // The empty line at the end must stay one.
            if change.old_end + "\r\n\r\n".len() > self.end {
                return None;
            }
            self.end = self.end.saturating_add_signed(change.shift());
            inside.push(*change);
        }
        if !inside.is_empty() {
            self.live.edit(Rope::from(text.byte_slice(..self.end)), &inside);
        }
        Some(self)
    }
}

/// The first byte behind an empty line that ends the head of a text.
fn border(text: &Rope) -> Option<usize> {
    if text.len_bytes() <= HEAD {
        return None;
    }
    let first = text.byte_to_line(HEAD);
    let starts = (first..text.len_lines()).map(|line| (line, text.line_to_byte(line)));
    let mut near = starts.take_while(|(_, start)| *start <= HEAD + SEARCHED);
    let empty = |line: usize| text.line(line).chars().all(char::is_whitespace);
    near.find(|(line, _)| empty(*line)).map(|(line, start)| start + text.line(line).len_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIRTY: &str = "Oil .\n\n";

    fn long() -> Rope {
        Rope::from_str(&DIRTY.repeat(LONG / DIRTY.len()))
    }

    fn head(text: &Rope) -> Head {
        Head::of(text, Format::Plain, &Settings::default()).expect("there are empty lines")
    }

    fn found(head: &Head) -> Vec<usize> {
        head.live.findings().iter().map(|finding| finding.range.start).collect()
    }

    #[test]
    fn the_head_says_what_a_check_of_the_whole_says_of_it() {
        let text = long();
        let head = head(&text);
        assert!((HEAD..HEAD + SEARCHED).contains(&head.end) && head.end.is_multiple_of(DIRTY.len()));
        let whole = Live::open(text, Format::Plain, Settings::default());
        let all: Vec<usize> = whole.findings().iter().map(|finding| finding.range.start).collect();
        assert_eq!(found(&head), all[..head.end / DIRTY.len()]);
    }

    #[test]
    fn edits_in_the_head_change_it_and_those_behind_it_do_not() {
        let mut text = long();
        let before = head(&text);
        let (end, count) = (before.end, found(&before).len());
        text.insert(0, "Salt , ");
        text.insert(end + 100, "Rain");
        let changes =
            [(0, 7), (end + 100, end + 104)].map(|(start, new_end)| Change { start, old_end: start, new_end });
        let head = before.edit(&text, &changes).expect("the border is as it was");
        assert_eq!((head.end, found(&head).len()), (end + 7, count + 1));
    }

    #[test]
    fn an_edit_at_its_border_ends_it() {
        let text = long();
        for (start, old_end) in [(-1, 1), (0, 0), (-1, 0), (-900, 900)] {
            let head = head(&text);
            let [start, old_end] = [start, old_end].map(|by| head.end.saturating_add_signed(by));
            assert!(head.edit(&text, &[Change { start, old_end, new_end: start }]).is_none(), "{start} {old_end}");
        }
    }

    #[test]
    fn a_text_without_empty_lines_has_no_head() {
        assert_eq!(border(&Rope::from_str(&"Oil .\n".repeat(LONG))), None);
        assert_eq!(border(&Rope::from_str("Oil .\n\n")), None);
    }
}
