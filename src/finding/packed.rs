//! Findings in as few bytes as may be, for whoever keeps many of them for long.
//!
//! A finding with its fixes is some twenty pieces of memory, and a long text has thousands of findings: packed it is one
//! piece, a quarter as large. What it says stands before its places, so that two that say the same are told by their
//! bytes. Who asks for one unpacks it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::{Elsewhere, Finding, Fix, Form, Other, Related, Severity};
use crate::few::Few;
use crate::memory::Entry;
use crate::packing::{Reader, put_length, put_text};
use crate::range::{ByteRange, Edit};

/// A packed finding. Clones share it.
#[derive(Clone, Debug)]
pub struct Packed {
    shelf: Arc<Shelf>,
    at: u32,
}

/// Findings that were packed together. They are so many that each by itself would take twice the room: its own block of
/// memory is one of a dozen sizes, each of which has pages of its own.
#[derive(Debug)]
struct Shelf {
    pieces: Box<[Piece]>,
    bytes: Bytes,
}

/// A finding on its shelf.
#[derive(Clone, Debug)]
struct Piece {
    code: &'static str,
    kind: &'static str,
    /// The other files that it reaches into, in the order in which they come up.
    files: Few<Arc<Other>>,
    /// Where its bytes end, those of what it says and all of them; they begin where those before it end.
    words: u32,
    end: u32,
    severity: Severity,
    preferred: bool,
}

/// Bytes in blocks of memory of a few kilobytes at most: a finding may have a fix of ten thousand edits, and the allocator
/// keeps megabytes at hand around a block of a hundred kilobytes that stays.
#[derive(Debug)]
enum Bytes {
    One(Box<[u8]>),
    Many(Box<[Box<[u8]>]>),
}

/// The longest block of these.
const BLOCK: usize = 4096;

/// Packs findings, one after the other in the same memory.
#[derive(Debug, Default)]
pub struct Packer {
    packed: Vec<Packed>,
    /// What is to stand on the next shelf.
    pieces: Vec<Piece>,
    bytes: Vec<u8>,
    /// The bytes of the finding that is being packed.
    own: Vec<u8>,
    files: Vec<Arc<Other>>,
}

/// Bytes being read.
struct Unpacker<'a> {
    bytes: Reader<'a>,
    files: &'a [Arc<Other>],
}

impl Packed {
    /// The finding.
    pub fn unpack(&self) -> Finding {
        self.read(true)
    }

    /// The finding without its fixes, of which one may have many edits.
    pub fn without_fixes(&self) -> Finding {
        self.read(false)
    }

    fn read(&self, fixes: bool) -> Finding {
        let Piece { code, kind, severity, files, .. } = self.piece();
        let (words, places) = (self.words(), self.places());
        let (words, places) = (&*words, &*places);
        let mut words = Unpacker { bytes: Reader::new(words), files };
        let mut places = Unpacker { bytes: Reader::new(places), files };
        let message = words.text();
        let forms = words.all(|from| Form { form: from.text(), count: from.number() });
        let range = places.place(0);
        let start = range.start;
        let related = words.all(|from| Related { file: from.file(), range: places.place(start), message: from.text() });
        let fixes = if fixes { places.all(|from| from.fix(start)) } else { Vec::new() };
        Finding { code, severity: *severity, range, message, related, fixes, kind, forms }
    }

    fn piece(&self) -> &Piece {
        &self.shelf.pieces[self.at as usize]
    }

    /// The bytes of what it says.
    fn words(&self) -> Cow<'_, [u8]> {
        let (start, words, _) = self.shelf.range(self.at);
        self.shelf.bytes.some(start..words)
    }

    /// The bytes of its places and fixes.
    fn places(&self) -> Cow<'_, [u8]> {
        let (_, words, end) = self.shelf.range(self.at);
        self.shelf.bytes.some(words..end)
    }

    /// The rule's code.
    pub fn code(&self) -> &'static str {
        self.piece().code
    }

    /// Where it stood when it was made.
    pub fn range(&self) -> ByteRange {
        Unpacker { bytes: Reader::new(&self.places()), files: &[] }.place(0)
    }

    /// How sure it is.
    pub fn severity(&self) -> Severity {
        self.piece().severity
    }

    /// Whether there is one fix to take without asking.
    pub fn is_clear(&self) -> bool {
        self.piece().preferred
    }

    /// What stands there, what seems wrong, and what decides.
    pub fn message(&self) -> String {
        Unpacker { bytes: Reader::new(&self.words()), files: &[] }.text()
    }

    /// Whether two are the very same piece.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shelf, &other.shelf) && self.at == other.at
    }

    /// Whether two say the same, places and fixes aside. Another file may have changed although it is spoken of in the
    /// same words.
    pub fn says_as(&self, other: &Self) -> bool {
        let (words, (one, other)) = (self.words() == other.words(), (self.piece(), other.piece()));
        words
            && (one.code, one.kind, one.severity) == (other.code, other.kind, other.severity)
            && one.files.len() == other.files.len()
            && one.files.iter().zip(&other.files).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

impl Shelf {
    /// The bytes of what a piece says, and of its places and fixes.
    fn range(&self, at: u32) -> (usize, usize, usize) {
        let Piece { words, end, .. } = self.pieces[at as usize];
        let start = at.checked_sub(1).map_or(0, |before| self.pieces[before as usize].end);
        (start as usize, words as usize, end as usize)
    }
}

impl Bytes {
    fn of(bytes: &[u8]) -> Self {
        if bytes.len() <= BLOCK {
            Self::One(bytes.into())
        } else {
            Self::Many(bytes.chunks(BLOCK).map(Box::from).collect())
        }
    }

    fn some(&self, range: Range<usize>) -> Cow<'_, [u8]> {
        match self {
            Self::One(bytes) => Cow::Borrowed(&bytes[range]),
            Self::Many(blocks) => {
                let (first, last) = (range.start / BLOCK, range.end.div_ceil(BLOCK));
                let mut some = blocks[first..last].concat();
                some.truncate(range.end - first * BLOCK);
                some.drain(..range.start - first * BLOCK);
                Cow::Owned(some)
            }
        }
    }
}

impl Packer {
    /// Packs findings.
    pub fn pack_all<'a>(mut self, findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Packed> {
        findings.into_iter().for_each(|finding| self.add(finding));
        self.finish()
    }

    /// Packs again what is packed, close together.
    pub fn pack_anew<'a>(mut self, all: impl IntoIterator<Item = &'a Packed>) -> Vec<Packed> {
        for packed in all {
            let (words, places) = (packed.words(), packed.places());
            self.own.clear();
            self.own.extend_from_slice(&words);
            self.own.extend_from_slice(&places);
            self.put(packed.piece().clone(), words.len());
        }
        self.finish()
    }

    /// Packs one finding more.
    pub fn add(&mut self, finding: &Finding) {
        self.own.clear();
        self.text(&finding.message);
        self.all(&finding.forms, |out, form| {
            out.text(&form.form);
            out.number(form.count);
        });
        self.all(&finding.related, |out, related| {
            out.file(related.file.as_ref());
            out.text(&related.message);
        });
        let words = self.own.len();
        self.place(0, finding.range);
        let start = finding.range.start;
        finding.related.iter().for_each(|related| self.place(start, related.range));
        self.all(&finding.fixes, |out, fix| out.fix(start, fix));
        let Finding { code, kind, severity, .. } = *finding;
        let (files, preferred) = (std::mem::take(&mut self.files).into(), finding.preferred_fix().is_some());
        self.put(Piece { code, kind, files, words: 0, end: 0, severity, preferred }, words);
    }

    /// All that were added, in their order.
    pub fn finish(mut self) -> Vec<Packed> {
        self.close();
        self.packed
    }

    /// Puts a piece on the shelf, of whose bytes so many are what it says.
    fn put(&mut self, piece: Piece, words: usize) {
        if self.bytes.len() + self.own.len() > BLOCK {
            self.close();
        }
        let words = (self.bytes.len() + words) as u32;
        self.bytes.extend_from_slice(&self.own);
        self.pieces.push(Piece { words, end: self.bytes.len() as u32, ..piece });
    }

    /// Goes on with an empty shelf.
    fn close(&mut self) {
        let (pieces, bytes) = (self.pieces.drain(..).collect::<Box<[Piece]>>(), Bytes::of(&self.bytes));
        self.bytes.clear();
        let (count, shelf) = (pieces.len() as u32, Arc::new(Shelf { pieces, bytes }));
        self.packed.extend((0..count).map(|at| Packed { shelf: Arc::clone(&shelf), at }));
    }

    fn number(&mut self, number: usize) {
        put_length(&mut self.own, number);
    }

    fn text(&mut self, text: &str) {
        put_text(&mut self.own, text);
    }

    fn all<T>(&mut self, all: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(all.len());
        all.iter().for_each(|one| write(self, one));
    }

    /// A range, near to `from`.
    fn place(&mut self, from: usize, range: ByteRange) {
        let far = range.start.wrapping_sub(from).cast_signed();
        self.number(((far << 1) ^ (far >> (isize::BITS - 1))).cast_unsigned());
        self.number(range.len());
    }

    fn file(&mut self, file: Option<&Arc<Other>>) {
        let number = file.map_or(0, |file| {
            let known = self.files.iter().position(|known| Arc::ptr_eq(known, file));
            1 + known.unwrap_or_else(|| {
                self.files.push(Arc::clone(file));
                self.files.len() - 1
            })
        });
        self.number(number);
    }

    fn edits(&mut self, mut from: usize, edits: &[Edit]) {
        self.all(edits, |out, edit| {
            out.place(from, edit.range);
            out.text(&edit.text);
            from = edit.range.end;
        });
    }

    fn fix(&mut self, start: usize, fix: &Fix) {
        let Fix { title, preferred, likely, edits, elsewhere, remember } = fix;
        self.text(title);
        self.own.push(u8::from(*preferred) | u8::from(*likely) << 1);
        self.edits(start, edits);
        self.all(elsewhere, |out, elsewhere| {
            out.file(Some(&elsewhere.file));
            out.edits(0, &elsewhere.edits);
        });
        self.entry(remember.as_ref());
    }

    fn entry(&mut self, entry: Option<&Entry>) {
        let (tag, texts) = match entry {
            None => (0, &[][..]),
            Some(Entry::Allow(names)) => (1, &names[..]),
            Some(Entry::Different(names)) => (2, &names[..]),
            Some(Entry::Prefer(name)) => (3, std::slice::from_ref(name)),
            Some(Entry::Repeat(text)) => (4, std::slice::from_ref(text)),
        };
        self.own.push(tag);
        if tag > 0 {
            self.all(texts, |out, text| out.text(text));
        }
    }
}

impl Unpacker<'_> {
    fn number(&mut self) -> usize {
        self.bytes.length()
    }

    fn text(&mut self) -> String {
        self.bytes.text().to_owned()
    }

    fn all<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.number()).map(|_| read(self)).collect()
    }

    fn place(&mut self, from: usize) -> ByteRange {
        let far = self.number();
        let far = (far >> 1).cast_signed() ^ -(far & 1).cast_signed();
        let start = from.wrapping_add_signed(far);
        ByteRange::new(start, start + self.number())
    }

    fn file(&mut self) -> Option<Arc<Other>> {
        let number = self.number().checked_sub(1)?;
        self.files.get(number).map(Arc::clone)
    }

    fn edits(&mut self, mut from: usize) -> Vec<Edit> {
        self.all(|source| {
            let range = source.place(from);
            from = range.end;
            Edit { range, text: source.text() }
        })
    }

    fn fix(&mut self, start: usize) -> Fix {
        let title = self.text();
        let flags = self.bytes.byte();
        let edits = self.edits(start);
        let elsewhere = self.all(|from| {
            let file = from.file();
            let edits = from.edits(0);
            file.map(|file| Elsewhere { file, edits })
        });
        let elsewhere = elsewhere.into_iter().flatten().collect();
        Fix { title, preferred: flags & 1 > 0, likely: flags & 2 > 0, edits, elsewhere, remember: self.entry() }
    }

    fn entry(&mut self) -> Option<Entry> {
        let tag = self.bytes.byte();
        if tag == 0 {
            return None;
        }
        let mut texts = self.all(Self::text);
        match tag {
            1 => Some(Entry::Allow(texts)),
            2 => Some(Entry::Different(texts)),
            3 => texts.pop().map(Entry::Prefer),
            _ => texts.pop().map(Entry::Repeat),
        }
    }
}

#[cfg(test)]
mod tests {
    use ropey::Rope;

    use super::*;

    fn packed(finding: &Finding) -> Packed {
        Packer::default().pack_all([finding]).remove(0)
    }

    fn finding(file: &Arc<Other>) -> Finding {
        let at = ByteRange::new;
        let mut finding = Finding::new("a-code", "a kind", Severity::Hint, at(70_000, 70_005), "Says “so”.".to_owned());
        let related = |file, range| Related { file, range, message: "See.".to_owned() };
        finding.related = vec![related(None, at(3, 9)), related(Some(Arc::clone(file)), at(1 << 40, (1 << 40) + 300))];
        finding.forms = vec![Form { form: "Yún".to_owned(), count: 1000 }];
        let edits = vec![Edit::delete(at(70_000, 70_001)), Edit::replace(at(1, 2), "”")];
        let elsewhere = vec![Elsewhere { file: Arc::clone(file), edits: edits.clone() }];
        finding.fixes = vec![
            Fix { elsewhere, ..Fix::new("Do it", true, edits.clone()) },
            Fix::new("Or this", false, edits).likely(true),
            Fix::remember("Keep", Entry::Allow(vec!["A".to_owned(), "B".to_owned()])),
            Fix::remember("Two", Entry::Different(vec!["A".to_owned(), "B".to_owned()])),
            Fix::remember("Always", Entry::Prefer("A".to_owned())),
            Fix::remember("Meant", Entry::Repeat("a a".to_owned())),
        ];
        finding
    }

    fn file() -> Arc<Other> {
        Arc::new(Other { path: "b.txt".to_owned(), text: Rope::new() })
    }

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        let plain = Finding::new("b-code", "b", Severity::Error, ByteRange::default(), String::new());
        // More than one block of memory holds.
        let mut long = finding(&file());
        long.fixes[0].edits =
            (0..2000).map(|at| Edit { range: ByteRange::new(9 * at, 9 * at + 4), text: "four".into() }).collect();
        let all = [plain, finding(&file()), long, finding(&file()).shifted(7)];
        let together = Packer::default().pack_all(all.iter().cycle().take(20 * all.len()));
        let anew = Packer::default().pack_anew(&together);
        for (packed, finding) in together.iter().chain(&anew).zip(all.iter().cycle()) {
            assert_eq!(packed.unpack(), *finding);
        }
        for finding in all {
            let piece = packed(&finding);
            assert_eq!(piece.unpack(), finding);
            assert_eq!((piece.message(), piece.range()), (finding.message.clone(), finding.range));
            assert_eq!(piece.without_fixes(), Finding { fixes: Vec::new(), ..finding.clone() });
            assert_eq!(piece.is_clear(), finding.preferred_fix().is_some());
        }
    }

    #[test]
    fn two_say_the_same_wherever_they_stand() {
        let (one, other) = (file(), file());
        let piece = packed(&finding(&one));
        assert!(piece.says_as(&packed(&finding(&one).shifted(7))));
        assert!(!piece.says_as(&packed(&finding(&other))));
        let message = "Says no.".to_owned();
        assert!(!piece.says_as(&packed(&Finding { message, ..finding(&one) })));
        assert!(piece.is(&piece.clone()) && !piece.is(&packed(&finding(&one))));
    }
}
