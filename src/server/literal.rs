//! Long strings in a message, found and decoded where they stand.
//!
//! Reading a message of ten megabytes as JSON takes three times its room for a moment. Nearly all of it is one text, and
//! what is decoded is never longer than what is written.

use std::ops::Range;

use memchr::{memchr, memchr2};

/// The strings of so many bytes or more as they are written, without their quotes.
pub(super) fn long(json: &[u8], least: usize) -> Vec<Range<usize>> {
    let (mut all, mut open, mut at) = (Vec::new(), None, 0);
    while let Some(next) = json.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += next;
        if json[at] == b'\\' {
            at += 2;
            continue;
        }
        open = match open {
            None => Some(at + 1),
            Some(from) => {
                all.extend((at - from >= least).then_some(from..at));
                None
            }
        };
        at += 1;
    }
    all
}

/// What a string says; `None` where it is not written as JSON has it.
pub(super) fn decoded(mut json: Vec<u8>, string: Range<usize>) -> Option<String> {
    let (mut from, mut to) = (string.start, 0);
    while from < string.end {
        let rest = &json[from..string.end];
        let plain = memchr(b'\\', rest).unwrap_or(rest.len());
        if rest[..plain].iter().fold(false, |any, byte| any | (*byte < b' ')) {
            return None;
        }
        json.copy_within(from..from + plain, to);
        (from, to) = (from + plain, to + plain);
        if from < string.end {
            let (c, length) = escaped(&json[from..string.end])?;
            to += c.encode_utf8(&mut json[to..]).len();
            from += length;
        }
    }
    json.truncate(to);
    String::from_utf8(json).ok()
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
            let c = char::decode_utf16([first].into_iter().chain(second)).next()?.ok()?;
            return Some((c, if second.is_some() { 12 } else { 6 }));
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

    #[test]
    fn what_is_no_string_of_json_is_none() {
        for bad in [r"\x", r"\u12", r"\ud83d", r"\ude00\ud83d", r"\u+123", "\u{1}", "a\nb"] {
            assert_eq!(decoded(bad.as_bytes().to_vec(), 0..bad.len()), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn strings_are_found_and_say_what_they_say(texts in prop::collection::vec("([\"\\\\/\r\n\t\u{8}\u{C}\u{1}é疫😀a-c]){0,12}", 0..5), ascii in any::<bool>()) {
            let mut json = serde_json::to_string(&texts).unwrap();
            if ascii {
                let units = |c: char| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
                json = json.chars().map(|c| if c.is_ascii() { c.to_string() } else { units(c) }).collect();
            }
            let all = long(json.as_bytes(), 0);
            let read: Vec<_> = all.into_iter().map(|string| decoded(json.clone().into_bytes(), string)).collect();
            prop_assert_eq!(read, texts.into_iter().map(Some).collect::<Vec<_>>());
        }
    }
}
