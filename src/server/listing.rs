//! A document's list of diagnostics in JSON, each made from the list before it.
//!
//! What there is to say of a finding is put into JSON once, with the places left out; what an edit does not touch keeps
//! its places, or they move by whole lines or along the edit's last line. So a list costs a copy of bytes for each of its
//! findings, and only for new ones a look at the text. What is written equals what `convert` makes of the same findings.

use std::sync::Arc;

use ropey::Rope;
use serde::Serialize;

use super::capabilities::Client;
use super::convert;
use super::protocol::{Diagnostic, Range};
use super::publish::Found;
use crate::engine::Change;
use crate::finding::{Finding, Packed};
use crate::position::{Encoding, Shift};
use crate::range::ByteRange;

/// What stands in a list.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// The finding of this index.
    Found(usize),
    /// Something to be said beside the findings, at a place of the text.
    Notice(Arc<Finding>),
}

/// The list made last.
#[derive(Debug, Default)]
pub(super) struct Listing {
    #[expect(
        clippy::vec_box,
        reason = "the allocator keeps half a megabyte around a block of more than some kilobytes"
    )]
    entries: Vec<Box<Entry>>,
    /// The text that their places are of.
    text: Rope,
    /// What has changed in the text since.
    changed: Option<Change>,
    /// The number of the lists so far that differ from the one before them.
    state: u64,
}

/// The most bytes that a range is written in.
const LONGEST_PLACE: usize = 104;

/// A diagnostic.
#[derive(Debug)]
struct Entry {
    said: Said,
    /// Its own place, then those of the related information.
    places: Box<[Place]>,
    /// Its JSON without these places.
    words: Box<[u8]>,
    /// Where in `words` each of them is to stand.
    gaps: Box<[usize]>,
}

/// Whose words an entry has.
#[derive(Clone, Debug)]
enum Said {
    Found(Packed),
    Notice(Arc<Finding>),
}

#[derive(Clone, Copy, Debug)]
struct Place {
    bytes: ByteRange,
    range: Range,
    /// It is in the document itself; in another file nothing moves.
    own: bool,
}

impl Listing {
    /// The text has changed.
    pub fn edited(&mut self, change: Change) {
        self.changed = Some(self.changed.map_or(change, |before| before.then(change)));
    }

    /// Makes the list of these items, which are in the order of the text.
    pub fn make(&mut self, found: &Found, items: &[Item], client: Client) {
        let (before, moved) = (self.entries.len(), self.bring(&found.snapshot.text, client.encoding));
        let mut kept = std::mem::take(&mut self.entries).into_iter().peekable();
        let mut new = 0;
        let entry = |item: &Item| {
            let start = item.range(found).start;
            while let Some(mut entry) = kept.next_if(|entry| entry.start() <= start) {
                if entry.is_of(item, found, client) {
                    // Of two findings that say the same the old one is let go of, where those beside it are.
                    entry.said = item.said(found);
                    return entry;
                }
            }
            new += 1;
            Box::new(Entry::new(item, found, client))
        };
        self.entries = items.iter().map(entry).collect();
        let differs = moved || new > 0 || self.entries.len() != before;
        self.state += u64::from(differs);
    }

    /// Equal as long as the list made last is written in the same bytes as the one before it.
    pub fn state(&self) -> u64 {
        self.state
    }

    /// Writes the list.
    pub fn write(&self, out: &mut Vec<u8>) {
        // A list that grows as it is written leaves the room of each size that it had with the allocator.
        let length: usize = self.entries.iter().map(|entry| entry.length()).sum();
        out.reserve_exact(length + length / 8);
        out.push(b'[');
        for (number, entry) in self.entries.iter().enumerate() {
            if number > 0 {
                out.push(b',');
            }
            entry.write(out);
        }
        out.push(b']');
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// One past the last byte that it speaks of.
    pub fn end(&self) -> usize {
        let places = self.entries.iter().flat_map(|entry| &entry.places).filter(|place| place.own);
        places.map(|place| place.bytes.end).max().unwrap_or(0)
    }

    /// Moves what is kept to where it stands in `text`, and lets go what was touched. Whether any of it is on another
    /// line or in another column now.
    fn bring(&mut self, text: &Rope, encoding: Encoding) -> bool {
        let before = std::mem::replace(&mut self.text, text.clone());
        let Some(change) = self.changed.take().filter(|_| !self.entries.is_empty()) else { return false };
        let shift = Shift::of(&before, change.old_end, text, change.new_end, encoding);
        let mut moved = false;
        self.entries.retain_mut(|entry| {
            entry.places.iter_mut().all(|place| {
                let at = place.range;
                let stays = !place.own || place.bring(change, shift);
                moved |= place.range != at;
                stays
            })
        });
        moved
    }
}

impl Item {
    fn range(&self, found: &Found) -> ByteRange {
        match self {
            Self::Found(index) => found.findings.range(*index),
            Self::Notice(notice) => notice.range,
        }
    }

    /// What it says, its places aside.
    fn said(&self, found: &Found) -> Said {
        match self {
            Self::Found(index) => Said::Found(found.findings.packed(*index).clone()),
            Self::Notice(notice) => Said::Notice(Arc::clone(notice)),
        }
    }

    fn diagnostic(&self, found: &Found, client: Client) -> Diagnostic {
        match self {
            Self::Found(index) => convert::shown(found, *index, client),
            Self::Notice(notice) => Diagnostic { data: None, ..convert::diagnostic(&found.snapshot, notice, client) },
        }
    }

    /// Where its related information is, and whether in the document itself; nothing where none is listed.
    fn related(&self, found: &Found) -> Vec<(ByteRange, bool)> {
        match self {
            Self::Found(index) => {
                let related = found.findings.related(*index).into_iter();
                related.map(|related| (related.range, related.file.is_none())).collect()
            }
            Self::Notice(_) => Vec::new(),
        }
    }
}

impl Entry {
    fn new(item: &Item, found: &Found, client: Client) -> Self {
        let diagnostic = item.diagnostic(found, client);
        let related = diagnostic.related_information.iter().map(|information| information.location.range);
        let ranges = std::iter::once(diagnostic.range).chain(related);
        let bytes = std::iter::once((item.range(found), true)).chain(item.related(found));
        let places = bytes.zip(ranges).map(|((bytes, own), range)| Place { bytes, range, own }).collect();
        let (words, gaps) = words(&diagnostic);
        Self { said: item.said(found), places, words: words.into(), gaps: gaps.into() }
    }

    fn start(&self) -> usize {
        self.places.first().map_or(0, |place| place.bytes.start)
    }

    /// Whether it is what there is to say of an item now.
    fn is_of(&self, item: &Item, found: &Found, client: Client) -> bool {
        let stands = self.places.first().is_some_and(|place| place.bytes == item.range(found));
        let relates = || !client.related || self.relates(&item.related(found));
        stands
            && match (&self.said, item) {
                (Said::Found(one), Item::Found(index)) => {
                    let other = found.findings.packed(*index);
                    // The same finding has kept all its places, or one of them would have been touched.
                    one.is(other) || one.says_as(other) && relates()
                }
                (Said::Notice(one), Item::Notice(other)) => {
                    (one.code, one.kind, one.severity) == (other.code, other.kind, other.severity)
                        && one.message == other.message
                }
                _ => false,
            }
    }

    fn relates(&self, related: &[(ByteRange, bool)]) -> bool {
        let kept = self.places.iter().skip(1).map(|place| (place.bytes, place.own));
        kept.eq(related.iter().copied())
    }

    /// How many bytes it is written in at most.
    fn length(&self) -> usize {
        self.words.len() + self.places.len() * LONGEST_PLACE + 1
    }

    fn write(&self, out: &mut Vec<u8>) {
        let mut from = 0;
        for (place, gap) in self.places.iter().zip(&*self.gaps) {
            out.extend_from_slice(&self.words[from..*gap]);
            place.write(out);
            from = *gap;
        }
        out.extend_from_slice(&self.words[from..]);
    }
}

impl Place {
    /// Moves it with the text, if the change has not touched it.
    fn bring(&mut self, change: Change, shift: Shift) -> bool {
        if self.bytes.start > change.old_end {
            let Range { start, end } = self.range;
            self.range = Range { start: shift.moved(start.into()).into(), end: shift.moved(end.into()).into() };
        }
        let bytes = change.range(self.bytes);
        self.bytes = bytes.unwrap_or(self.bytes);
        bytes.is_some()
    }

    fn write(&self, out: &mut Vec<u8>) {
        let Range { start, end } = self.range;
        for (before, number) in [
            (r#"{"start":{"line":"#, start.line),
            (r#","character":"#, start.character),
            (r#"},"end":{"line":"#, end.line),
            (r#","character":"#, end.character),
        ] {
            out.extend_from_slice(before.as_bytes());
            write_number(out, number);
        }
        out.extend_from_slice(b"}}");
    }
}

/// A diagnostic's JSON without its places, and where these belong.
fn words(diagnostic: &Diagnostic) -> (Vec<u8>, Vec<usize>) {
    let Diagnostic { range: _, severity, code, source, message, related_information, data } = diagnostic;
    let mut out = br#"{"range":"#.to_vec();
    let mut gaps = vec![out.len()];
    write_field(&mut out, "severity", severity);
    write_field(&mut out, "code", code);
    write_field(&mut out, "source", source);
    write_field(&mut out, "message", message);
    for (number, related) in related_information.iter().enumerate() {
        out.extend_from_slice(if number == 0 { br#","relatedInformation":["# } else { b"," });
        out.extend_from_slice(br#"{"location":{"uri":"#);
        write_json(&mut out, &related.location.uri);
        out.extend_from_slice(br#","range":"#);
        gaps.push(out.len());
        out.push(b'}');
        write_field(&mut out, "message", &related.message);
        out.push(b'}');
    }
    if !related_information.is_empty() {
        out.push(b']');
    }
    data.iter().for_each(|data| write_field(&mut out, "data", data));
    out.push(b'}');
    (out, gaps)
}

fn write_field(out: &mut Vec<u8>, name: &str, value: &impl Serialize) {
    out.push(b',');
    write_json(out, name);
    out.push(b':');
    write_json(out, value);
}

/// Writes a value as JSON.
pub(super) fn write_json(out: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    serde_json::to_writer(out, value).expect("strings and numbers have a form in JSON, and memory takes them");
}

fn write_number(out: &mut Vec<u8>, mut number: u32) {
    let mut digits = [0; 10];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::engine::Live;
    use crate::finding::Severity;
    use crate::format::Format;
    use crate::server::document::{Content, DocumentId, Generation, Snapshot};
    use proptest::prelude::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// Pieces that are found fault with, alone or with each other, and that make lines longer in units of every size.
    const PIECES: [&str; 16] = [
        "Rain fell on the the harbour. ",
        "Oil . ",
        "Tao Leshan came. ",
        "Tao Le Shan went. ",
        "They met Tao Leshan (again. ",
        "She wrote to Shen Yuanming,, and he to her. ",
        "Shen Yuan Ming did not answer. ",
        "The water rose at the bridge and the people of the town left in the night. ",
        "é 😀 疫 ",
        "x",
        " ",
        "\n",
        "\n\n",
        "\r",
        "\r\n",
        "",
    ];

    fn found(text: &Rope, live: &Live) -> Found {
        let (id, content) = (DocumentId(1), Content::Prose(Format::Plain));
        let snapshot = Snapshot {
            id,
            generation: Generation(1),
            uri: "untitled:é".into(),
            version: 1,
            content,
            text: text.clone(),
        };
        Found { snapshot, findings: Arc::clone(live.findings()), judged: true }
    }

    fn written(listing: &Listing) -> String {
        let mut out = Vec::new();
        listing.write(&mut out);
        String::from_utf8(out).unwrap()
    }

    /// Some of the findings, with a notice at the first.
    fn items(found: &Found, few: bool) -> Vec<Item> {
        let all = (0..found.findings.len()).filter(|index| !few || index % 3 != 1).map(Item::Found);
        let words = || "There are more.".to_owned();
        let notice =
            |range| Item::Notice(Arc::new(Finding::new("repeated-word", "notice", Severity::Error, range, words())));
        let first = (found.findings.len() > 2).then(|| notice(found.findings.range(0)));
        first.into_iter().chain(all).collect()
    }

    fn fresh(found: &Found, items: &[Item], client: Client) -> String {
        let diagnostics: Vec<Diagnostic> = items.iter().map(|item| item.diagnostic(found, client)).collect();
        serde_json::to_string(&diagnostics).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_kept_list_equals_a_fresh_one(
            text in prop::collection::vec(0..PIECES.len(), 4..40),
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..30, 0..PIECES.len(), 0u8..4, any::<bool>()), 1..20),
            related in prop::bool::weighted(0.8),
        ) {
            for encoding in ALL {
                let client = Client { encoding, related, ..Client::default() };
                let mut rope = Rope::from_str(&text.iter().map(|piece| PIECES[*piece]).collect::<String>());
                let mut live = Live::open(rope.clone(), Format::Plain, Settings::default());
                let mut listing = Listing::default();
                let mut before = (listing.state(), written(&listing));
                for (at, gone, piece, more, few) in &edits {
                    let (start, end) = {
                        let start = at.index(rope.len_chars() + 1);
                        (start, (start + gone).min(rope.len_chars()))
                    };
                    let bytes = ByteRange::new(rope.char_to_byte(start), rope.char_to_byte(end));
                    rope.remove(start..end);
                    rope.insert(start, PIECES[*piece]);
                    let change = Change::new(bytes, PIECES[*piece].len());
                    live.edit(rope.clone(), &[change]);
                    listing.edited(change);
                    // Now and then several edits lie between two lists, and a judgement.
                    if *more == 0 {
                        continue;
                    }
                    if *more == 1 {
                        let judgement = live.whole().judge();
                        live.settle(judgement);
                    }
                    let found = found(&rope, &live);
                    let items = items(&found, *few);
                    listing.make(&found, &items, client);
                    let now = (listing.state(), written(&listing));
                    prop_assert_eq!(&now.1, &fresh(&found, &items, client));
                    prop_assert!(now.0 != before.0 || now.1 == before.1);
                    before = now;
                    listing.make(&found, &items, client);
                    prop_assert_eq!(listing.state(), before.0);
                    let ends = found.findings.iter().filter(|_| !few).flat_map(|finding| {
                        let related = finding.related.iter().filter(|_| related).map(|related| related.range.end);
                        related.chain([finding.range.end]).collect::<Vec<_>>()
                    });
                    if !few {
                        prop_assert_eq!(listing.end(), ends.max().unwrap_or(0));
                    }
                }
            }
        }
    }
}
