//! What is no prose inside a line of any format: addresses, placeholders, template tags.
//!
//! They stay in their place as opaque words, so that text on both sides never touches.

use std::sync::LazyLock;

use memchr::{memchr2_iter, memchr3, memmem};

use crate::range::ByteRange;

/// The opaque stretches of `text`, in order, in bytes.
///
/// Web and mail addresses (`scheme://…`, `www.…`, `a@b.c`), `{{ tags }}`, `${names}`, `{names}` and `%s`-like
/// placeholders.
pub fn opaque(text: &str) -> Vec<ByteRange> {
    let bytes = text.as_bytes();
    let mut found: Vec<ByteRange> = Vec::new();
    let (mut signs, mut tags) = (Signs::of(bytes), true);
    let mut at = 0;
    // Only these bytes can betray something opaque; all else is passed over at the speed of a search.
    while let Some(sign) = signs.next(at) {
        let range = match bytes[sign] {
            b'{' if bytes[sign..].starts_with(b"{{") => {
                // What is not closed now never is.
                let end = tags.then(|| text[sign..].find("}}")).flatten().map(|i| sign + i + 2);
                tags = end.is_some();
                end.map(|end| ByteRange::new(sign, end))
            }
            b'{' | b'$' => braces_end(text, sign).map(|end| ByteRange::new(sign, end)),
            b'%' => percent_end(bytes, sign).map(|end| ByteRange::new(sign, end)),
            _ => address_around(text, sign, at),
        };
        at = range.map_or(sign + 1, |range| range.end);
        found.extend(range);
    }
    found
}

/// The bytes of a text that may belong to an address or a placeholder. Each of them is looked for where the last one of its
/// sort was passed, so that all is read but once, also where the blocks of a text are asked about in their order.
pub(super) struct Signs<'a> {
    bytes: &'a [u8],
    /// The next ones, by sort; the length of the text where there is none.
    next: [usize; 3],
}

impl<'a> Signs<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, next: SORTS.map(|find| find(bytes).unwrap_or(bytes.len())) }
    }

    /// Whether there may be something opaque in a range that begins behind all asked about before.
    pub(super) fn any_in(&mut self, range: ByteRange) -> bool {
        self.next(range.start).is_some_and(|sign| sign < range.end)
    }

    /// The next one from `at` on, which is behind all asked about before.
    fn next(&mut self, at: usize) -> Option<usize> {
        let rest = self.bytes.get(at..)?;
        for (next, find) in self.next.iter_mut().zip(SORTS).filter(|(next, _)| **next < at) {
            *next = find(rest).map_or(self.bytes.len(), |i| at + i);
        }
        self.next.into_iter().min().filter(|next| *next < self.bytes.len())
    }
}

/// Yields the place of the first sign of its sort.
type Search = fn(&[u8]) -> Option<usize>;

/// All of them.
const SORTS: [Search; 3] = [near, scheme, www];

/// The first one that needs nothing around it.
fn near(bytes: &[u8]) -> Option<usize> {
    memchr3(b'{', b'%', b'@', bytes)
}

/// The first colon of `://`, or dollar.
fn scheme(bytes: &[u8]) -> Option<usize> {
    // A slash is rarer than a colon.
    memchr2_iter(b'$', b'/', bytes).find_map(|i| match bytes[i] {
        b'/' => i.checked_sub(1).filter(|colon| bytes[*colon..].starts_with(b"://")),
        _ => Some(i),
    })
}

fn www(bytes: &[u8]) -> Option<usize> {
    static WWW: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("www."));
    WWW.find(bytes)
}

/// The address whose telling sign (`://`, `@`, `www.`) stands at `sign`; it begins with its word, not before `from`.
fn address_around(text: &str, sign: usize, from: usize) -> Option<ByteRange> {
    let opens = |c: char| c.is_whitespace() || matches!(c, '(' | '<' | '"' | '\'' | '[');
    let start =
        text[from..sign].char_indices().rev().find(|(_, c)| opens(*c)).map_or(from, |(i, c)| from + i + c.len_utf8());
    address_end(text, start).filter(|end| *end > sign).map(|end| ByteRange::new(start, end))
}

/// `${anything}` or `{one_name}`, at its first byte. Neither holds another brace.
fn braces_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let (open, inside) = match rest.strip_prefix("${") {
        Some(inside) => (2, inside),
        None => (1, rest.strip_prefix('{')?),
    };
    let close = inside.find(|c: char| matches!(c, '{' | '}' | '\n') || open == 1 && c.is_whitespace())?;
    (close > 0 && inside[close..].starts_with('}')).then_some(at + open + close + 1)
}

/// `%s`, `%d`, `%1$s`, `%(name)s` at its first byte.
fn percent_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut i = at + 1;
    if bytes.get(i) == Some(&b'(') {
        i += 1 + memchr3(b')', b'(', b'\n', &bytes[i + 1..])?;
        i += usize::from(bytes[i] == b')');
    } else {
        while bytes.get(i).is_some_and(|b| b.is_ascii_digit() || *b == b'$') {
            i += 1;
        }
    }
    let letter = bytes.get(i).is_some_and(|b| matches!(b, b's' | b'd' | b'f' | b'@'));
    let alone = !bytes.get(i + 1).is_some_and(u8::is_ascii_alphanumeric);
    let after_digit = at > 0 && bytes[at - 1].is_ascii_digit();
    (letter && alone && !after_digit).then_some(i + 1)
}

/// No address has so many bytes.
const LONGEST_ADDRESS: usize = 2048;

/// A web or mail address that starts at `at`, less the punctuation that ends its sentence.
fn address_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let ends = |(_, c): &(usize, char)| c.is_whitespace() || matches!(c, '<' | '>' | '"');
    let stop = rest.char_indices().find(|own| own.0 > LONGEST_ADDRESS || ends(own)).map_or(rest.len(), |(i, _)| i);
    if stop > LONGEST_ADDRESS {
        return None;
    }
    let word = rest[..stop].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '”']);
    is_address(word).then_some(at + word.len())
}

fn is_address(word: &str) -> bool {
    let scheme = word.split_once("://").is_some_and(|(scheme, rest)| {
        !rest.is_empty() && !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+')
    });
    let mail = word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && word.is_ascii()
    });
    scheme || mail || (word.starts_with("www.") && word.len() > 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, want: &[&str]) {
        let got: Vec<&str> = opaque(text).into_iter().map(|range| range.of(text)).collect();
        assert_eq!(got, want, "in {text:?}");
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        check("See https://example.org/a_b. Then", &["https://example.org/a_b"]);
        check("Write to ann@example.org, please", &["ann@example.org"]);
        check("(www.example.org)", &["www.example.org"]);
        check("a note: this @ that", &[]);
        check("www.a.b is http://a.b and a@b.c, www.c.d", &["www.a.b", "http://a.b", "a@b.c", "www.c.d"]);
        check(&format!("a@b.c{}", "x".repeat(LONGEST_ADDRESS)), &[]);
    }

    #[test]
    fn placeholders_are_opaque_and_percentages_are_not() {
        check("{{< tag one >}} and {name} and ${a b}", &["{{< tag one >}}", "{name}", "${a b}"]);
        check("%s of %1$s and %(count)d", &["%s", "%1$s", "%(count)d"]);
        check("50%s and 5% so { not this }", &[]);
        check("{{ and {{ and {a} and ${b} and %(c %(d)s", &["{a}", "${b}", "%(d)s"]);
    }

    proptest! {
        #[test]
        fn no_stretch_is_passed_over(lines in prop::collection::vec("[aw.:/ {}%$@]{0,12}|[a-z ]{600}", 0..8)) {
            let text = lines.join("\n");
            let (mut ahead, mut start) = (Signs::of(text.as_bytes()), 0);
            for line in &lines {
                let range = ByteRange::new(start, start + line.len());
                prop_assert!(ahead.any_in(range) || opaque(line).is_empty(), "{:?} in {:?}", line, text);
                start = range.end + 1;
            }
        }
    }
}
