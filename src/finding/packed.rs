//! Findings in as few bytes as may be, for whoever keeps many of them for long.
//!
//! A finding with its fixes is some twenty pieces of memory, and a long text has thousands of findings: packed it is one
//! piece, a quarter as large. What it says stands before its places, so that two that say the same are told by their
//! bytes. Who asks for one unpacks it.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Elsewhere, Finding, Fix, Form, Other, Related, Severity};
use crate::few::Few;
use crate::memory::Entry;
use crate::packing::{Reader, put_length, put_text};
use crate::range::{ByteRange, Edit};

/// A packed finding. Clones share it.
#[derive(Clone, Debug)]
pub struct Packed(Arc<Piece>);

#[derive(Debug)]
struct Piece {
    code: &'static str,
    kind: &'static str,
    severity: Severity,
    preferred: bool,
    /// How many of the bytes are what it says.
    words: u32,
    bytes: Bytes,
    /// The other files that it reaches into, in the order in which they come up.
    files: Few<Arc<Other>>,
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
    bytes: Vec<u8>,
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
        let Piece { code, kind, severity, files, .. } = &*self.0;
        let bytes = self.0.bytes.whole();
        let (words, places) = bytes.split_at(self.0.words as usize);
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

    /// The same as a piece of its own.
    pub(crate) fn anew(&self) -> Self {
        let Piece { bytes, files, .. } = &*self.0;
        Self(Arc::new(Piece { bytes: Bytes::of(&bytes.whole()), files: files.clone(), ..*self.0 }))
    }

    /// The rule's code.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// How sure it is.
    pub fn severity(&self) -> Severity {
        self.0.severity
    }

    /// Whether there is one fix to take without asking.
    pub fn is_clear(&self) -> bool {
        self.0.preferred
    }

    /// What stands there, what seems wrong, and what decides.
    pub fn message(&self) -> String {
        Unpacker { bytes: Reader::new(&self.0.bytes.whole()), files: &[] }.text()
    }

    /// Whether two are the very same piece.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether two say the same, places and fixes aside. Another file may have changed although it is spoken of in the
    /// same words.
    pub fn says_as(&self, other: &Self) -> bool {
        let (one, other) = (&*self.0, &*other.0);
        (one.code, one.kind, one.severity, one.words()) == (other.code, other.kind, other.severity, other.words())
            && one.files.len() == other.files.len()
            && one.files.iter().zip(&other.files).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

impl Piece {
    fn words(&self) -> Cow<'_, [u8]> {
        let words = self.words as usize;
        match self.bytes.whole() {
            Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[..words]),
            Cow::Owned(bytes) => Cow::Owned(bytes[..words].to_vec()),
        }
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

    fn whole(&self) -> Cow<'_, [u8]> {
        match self {
            Self::One(bytes) => Cow::Borrowed(bytes),
            Self::Many(blocks) => Cow::Owned(blocks.concat()),
        }
    }
}

impl Packer {
    /// Packs a finding.
    pub fn pack(&mut self, finding: &Finding) -> Packed {
        self.bytes.clear();
        self.text(&finding.message);
        self.all(&finding.forms, |out, form| {
            out.text(&form.form);
            out.number(form.count);
        });
        self.all(&finding.related, |out, related| {
            out.file(related.file.as_ref());
            out.text(&related.message);
        });
        let words = self.bytes.len() as u32;
        self.place(0, finding.range);
        let start = finding.range.start;
        finding.related.iter().for_each(|related| self.place(start, related.range));
        self.all(&finding.fixes, |out, fix| out.fix(start, fix));
        let Finding { code, kind, severity, .. } = *finding;
        let (bytes, files) = (Bytes::of(&self.bytes), std::mem::take(&mut self.files).into());
        let preferred = finding.preferred_fix().is_some();
        Packed(Arc::new(Piece { code, kind, severity, preferred, words, bytes, files }))
    }

    fn number(&mut self, number: usize) {
        put_length(&mut self.bytes, number);
    }

    fn text(&mut self, text: &str) {
        put_text(&mut self.bytes, text);
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
        self.bytes.push(u8::from(*preferred) | u8::from(*likely) << 1);
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
        self.bytes.push(tag);
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
        Packer::default().pack(finding)
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
        for finding in [plain, finding(&file()), long] {
            let piece = packed(&finding);
            assert_eq!(piece.unpack(), finding);
            assert_eq!(piece.message(), finding.message);
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
