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
    let mut at = 0;
    // Only these bytes can betray something opaque; all else is passed over at the speed of a search.
    while let Some(sign) = next_sign(bytes, at, bytes.len()) {
        let range = match bytes[sign] {
            b'{' | b'$' => braces_end(text, sign).map(|end| ByteRange::new(sign, end)),
            b'%' => percent_end(bytes, sign).map(|end| ByteRange::new(sign, end)),
            _ => address_around(text, sign, at),
        };
        at = range.map_or(sign + 1, |range| range.end);
        found.extend(range);
    }
    found
}

/// A look for what is opaque in a text whose blocks are asked about in their order: most are told to have none without
/// being looked at one by one.
pub(crate) struct Lookahead<'a> {
    bytes: &'a [u8],
    /// Before this byte there is none that has not been passed.
    free: usize,
}

impl<'a> Lookahead<'a> {
    /// How far is looked ahead at most, in bytes.
    const AHEAD: usize = 1024;

    /// From the beginning of `text`.
    pub(crate) fn of(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), free: 0 }
    }

    /// Whether there may be something opaque in a range that begins behind all asked about before.
    pub(crate) fn any_in(&mut self, range: ByteRange) -> bool {
        self.free = self.free.max(range.start);
        while self.free < range.end {
            let end = self.bytes.len().min(self.free + Self::AHEAD);
            self.free = match next_sign(self.bytes, self.free, end) {
                Some(sign) if sign < range.end => return true,
                Some(sign) => sign,
                None => end,
            };
        }
        false
    }
}

/// The next byte from `at` on and before `end` that may belong to an address or a placeholder.
fn next_sign(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    static WWW: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("www."));
    let (rest, head) = (bytes.get(at..)?, bytes.get(at..end)?);
    let near = memchr3(b'{', b'%', b'@', head);
    let len = near.unwrap_or(head.len());
    // A slash is rarer than a colon; the one behind a colon in `head` may stand right behind that.
    let before = |more: usize| &rest[..rest.len().min(len + more)];
    let scheme = memchr2_iter(b'$', b'/', before(1)).find_map(|i| match rest[i] {
        b'/' => i.checked_sub(1).filter(|colon| rest[*colon..].starts_with(b"://")),
        _ => Some(i).filter(|dollar| *dollar < len),
    });
    let www = WWW.find(before(3));
    [scheme, www, near].into_iter().flatten().min().map(|i| at + i)
}

/// The address whose telling sign (`://`, `@`, `www.`) stands at `sign`; it begins with its word, not before `from`.
fn address_around(text: &str, sign: usize, from: usize) -> Option<ByteRange> {
    let opens = |c: char| c.is_whitespace() || matches!(c, '(' | '<' | '"' | '\'' | '[');
    let start =
        text[from..sign].char_indices().rev().find(|(_, c)| opens(*c)).map_or(from, |(i, c)| from + i + c.len_utf8());
    address_end(text, start).filter(|end| *end > sign).map(|end| ByteRange::new(start, end))
}

/// `{{ anything }}`, `${anything}` or `{one_name}`, at its first byte.
fn braces_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if rest.starts_with("{{") {
        return rest.find("}}").map(|i| at + i + 2);
    }
    let (open, inside) = match rest.strip_prefix("${") {
        Some(inside) => (2, inside),
        None => (1, rest.strip_prefix('{')?),
    };
    let close = inside.find('}')?;
    let name = &inside[..close];
    let is_name = !name.contains(['{', '\n']) && (open == 2 || !name.contains(char::is_whitespace));
    (is_name && !name.is_empty()).then_some(at + open + close + 1)
}

/// `%s`, `%d`, `%1$s`, `%(name)s` at its first byte.
fn percent_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut i = at + 1;
    if bytes.get(i) == Some(&b'(') {
        i += bytes[i..].iter().position(|&b| b == b')')? + 1;
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

/// A web or mail address that starts at `at`, less the punctuation that ends its sentence.
fn address_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let stop = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).unwrap_or(rest.len());
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
    }

    #[test]
    fn placeholders_are_opaque_and_percentages_are_not() {
        check("{{< tag one >}} and {name} and ${a b}", &["{{< tag one >}}", "{name}", "${a b}"]);
        check("%s of %1$s and %(count)d", &["%s", "%1$s", "%(count)d"]);
        check("50%s and 5% so { not this }", &[]);
    }

    proptest! {
        #[test]
        fn no_stretch_is_passed_over(lines in prop::collection::vec("[aw.:/ {}%$@]{0,12}|[a-z ]{600}", 0..8)) {
            let text = lines.join("\n");
            let (mut ahead, mut start) = (Lookahead::of(&text), 0);
            for line in &lines {
                let range = ByteRange::new(start, start + line.len());
                prop_assert!(ahead.any_in(range) || opaque(line).is_empty(), "{:?} in {:?}", line, text);
                start = range.end + 1;
            }
        }
    }
}
