//! Long strings in a message, found and decoded piece by piece.
//!
//! Reading a message of ten megabytes as JSON takes three times its room for a moment. Nearly all of it is one text, which
//! goes from the pieces that it came in into the rope that it is to be.

use std::ops::Range;

use memchr::{memchr, memchr2};
use ropey::{Rope, RopeBuilder};

use super::body::Body;

/// The longest escape: a pair of surrogates.
const LONGEST_ESCAPE: usize = 12;

/// The strings of so many bytes or more as they are written, without their quotes.
pub(super) fn long(json: &Body, least: usize) -> Vec<Range<usize>> {
    let (mut all, mut open, mut base, mut skipped) = (Vec::new(), None, 0, 0);
    for piece in json.pieces() {
        let mut at = std::mem::take(&mut skipped);
        while let Some(next) = piece.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
            at += next;
            if piece[at] == b'\\' {
                at += 2;
                skipped = at.saturating_sub(piece.len());
                continue;
            }
            open = match open {
                None => Some(base + at + 1),
                Some(from) => {
                    all.extend((base + at - from >= least).then_some(from..base + at));
                    None
                }
            };
            at += 1;
        }
        base += piece.len();
    }
    all
}

/// What a string says; `None` where it is not written as JSON has it. What is no UTF-8 or half of a pair of surrogates is
/// replaced.
pub(super) fn decoded(json: &mut Body, string: Range<usize>) -> Option<Rope> {
    let mut decoder = Decoder { written: Vec::new(), said: Vec::new(), text: RopeBuilder::new() };
    let is_string = json.take(string, |bytes| decoder.read(bytes)) && decoder.decode(true);
    is_string.then(|| decoder.finish())
}

/// A string that comes in pieces.
struct Decoder {
    /// What was read and is not decoded yet.
    written: Vec<u8>,
    /// What was decoded and is not in the text yet.
    said: Vec<u8>,
    text: RopeBuilder,
}

impl Decoder {
    /// Reads some more; whether it is written as JSON has it.
    fn read(&mut self, bytes: &[u8]) -> bool {
        self.written.extend_from_slice(bytes);
        let is_string = self.decode(false);
        let whole = whole(&self.said);
        self.text.append(&String::from_utf8_lossy(&self.said[..whole]));
        self.said.drain(..whole);
        is_string
    }

    /// Decodes what was read, all of it, or but for an escape that may go on.
    fn decode(&mut self, all: bool) -> bool {
        let (mut from, end) = (0, self.written.len());
        while from < end {
            let rest = &self.written[from..];
            let plain = memchr(b'\\', rest).unwrap_or(rest.len());
            if rest[..plain].iter().fold(false, |any, byte| any | (*byte < b' ')) {
                return false;
            }
            self.said.extend_from_slice(&rest[..plain]);
            from += plain;
            if from == end || !all && end - from < LONGEST_ESCAPE {
                break;
            }
            let Some((c, length)) = escaped(&self.written[from..]) else { return false };
            self.said.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            from += length;
        }
        self.written.drain(..from);
        true
    }

    fn finish(mut self) -> Rope {
        self.text.append(&String::from_utf8_lossy(&self.said));
        self.text.finish()
    }
}

/// How many bytes of a text are whole characters: its last one may go on.
fn whole(bytes: &[u8]) -> usize {
    let begun = bytes.iter().rev().take(3).position(|byte| *byte >= 0xC0);
    let Some(first) = begun.map(|behind| bytes.len() - 1 - behind) else { return bytes.len() };
    let length = match bytes[first] {
        ..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    };
    if first + length > bytes.len() { first } else { bytes.len() }
}

/// The character of the escape that stands first, and how many bytes it takes.
fn escaped(json: &[u8]) -> Option<(char, usize)> {
    let c = match json.get(1)? {
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        sign @ (b'"' | b'\\' | b'/') => char::from(*sign),
        _ => {
            let first = unit(json)?;
            let second = json.get(6..).and_then(unit).filter(|_| matches!(first, 0xD800..=0xDBFF));
            let second = second.filter(|second| matches!(second, 0xDC00..=0xDFFF));
            let c = char::decode_utf16([first].into_iter().chain(second)).next()?;
            return Some((c.unwrap_or(char::REPLACEMENT_CHARACTER), if second.is_some() { 12 } else { 6 }));
        }
    };
    Some((c, 2))
}

/// The UTF-16 unit of an escape such as `\u00e9` that stands first.
pub(super) fn unit(json: &[u8]) -> Option<u16> {
    let digits = json.get(..6)?.strip_prefix(br"\u")?;
    // What reads numbers takes a sign, too.
    let digits = std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn body(json: &[u8]) -> Body {
        let mut body = Body::default();
        body.add(json);
        body
    }

    #[test]
    fn what_is_no_string_of_json_is_none() {
        for bad in [r"\x", r"\u12", r"\u+123", "\u{1}", "a\nb", r"\"] {
            assert_eq!(decoded(&mut body(bad.as_bytes()), 0..bad.len()), None, "{bad}");
        }
    }

    #[test]
    fn what_is_no_character_is_replaced() {
        for (written, said) in [
            (r"\ud83d".as_bytes(), "\u{FFFD}"),
            (br"\ude00\ud83d!", "\u{FFFD}\u{FFFD}!"),
            (br"\ud83d\ud83d\ude00", "\u{FFFD}😀"),
            (b"a\xC3", "a\u{FFFD}"),
            (b"a\xE2\x82\\nb\xFF", "a\u{FFFD}\nb\u{FFFD}"),
        ] {
            let text = decoded(&mut body(written), 0..written.len());
            assert_eq!(text.map(String::from).as_deref(), Some(said));
        }
    }

    proptest! {
        #[test]
        fn strings_are_found_and_say_what_they_say(
            texts in prop::collection::vec("([\"\\\\/\r\n\t\u{8}\u{C}\u{1}é疫😀a-c]){0,12}", 0..5),
            times in prop::sample::select(vec![1, 700, 3000]),
            ascii in any::<bool>(),
        ) {
            let texts: Vec<String> = texts.into_iter().map(|text| text.repeat(times)).collect();
            let mut json = serde_json::to_string(&texts).unwrap();
            if ascii {
                let units = |c: char| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
                json = json.chars().map(|c| if c.is_ascii() { c.to_string() } else { units(c) }).collect();
            }
            let mut body = body(json.as_bytes());
            let read = long(&body, 0).into_iter().map(|string| decoded(&mut body, string).map(String::from));
            prop_assert_eq!(read.collect::<Vec<_>>(), texts.into_iter().map(Some).collect::<Vec<_>>());
        }
    }
}
