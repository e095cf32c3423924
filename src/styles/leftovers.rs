//! Blocks that do not belong to the text: what a web page or a translation engine has left around it.

use crate::block::{Block, any_byte};
use crate::range::ByteRange;
use crate::token::Signs;

/// Longer blocks are text.
const LONGEST: usize = 200;

/// A block, or its end, that seems to be left over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leftover {
    /// What it comes from.
    pub kind: Kind,
    start: u32,
    end: u32,
}

/// What a left-over comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A counter of likes behind the last line: `+1.`
    Counter,
    /// The footer of a web page.
    Footer,
    /// A line of source, author and editor.
    Credits,
    /// The source alone.
    Source,
    /// What a translation engine says of its translation.
    Engine,
    /// A line without an end, such as stand around a footer.
    Line,
}

impl Leftover {
    /// A line without an end: all of its block, however long that is. A tenth of all blocks are such lines, and nothing more
    /// is kept of them.
    pub(super) const LINE: Self = Self { kind: Kind::Line, start: 0, end: u32::MAX };

    /// What `block` may be a left-over of.
    pub(super) fn of(block: &Block) -> Option<Self> {
        let text = block.text.trim_end();
        let whole = ByteRange::new(0, text.len());
        let of = |kind, range: ByteRange| Some(Self { kind, start: range.start as u32, end: range.end as u32 });
        if let Some(range) = counter(text) {
            return of(Kind::Counter, range);
        }
        if text.len() > LONGEST {
            return None;
        }
        let letter = |at: usize| text.as_bytes().get(at).map_or(0, u8::to_ascii_lowercase);
        let (first, second) = (letter(0), letter(1));
        let announces = text.ends_with([':', '：']) && begins_with_any(text, ANNOUNCING);
        // Most blocks begin with another letter than anything looked for.
        let talks = matches!(first, b'a' | b'i') && begins_with_any(text, TALKING);
        if announces || talks {
            return of(Kind::Engine, whole);
        }
        let labels = labels(block);
        let may_be_footer =
            matches!(&[first, second], b"al" | b"ba" | b"co" | b"le" | b"po" | b"pr" | b"sh" | b"sk" | b"te" | b"th");
        let footer = may_be_footer && (is_theme(block, text) || begins_with_any(text, FOOTERS));
        match labels {
            _ if footer => of(Kind::Footer, whole),
            2.. => of(Kind::Credits, whole),
            1 if begins_with_any(text, &["source:", "source："]) => of(Kind::Source, whole),
            _ if text.len() <= 60 && text.ends_with(char::is_alphanumeric) => Some(Self::LINE),
            _ => None,
        }
    }

    /// Where it stands in its block, whose text this is.
    pub(crate) fn range(self, text: &str) -> ByteRange {
        ByteRange::new(self.start as usize, text.trim_end().len().min(self.end as usize))
    }
}

/// How engines that chat announce their translation, in any case; a colon ends it.
const ANNOUNCING: &[&str] = &[
    "here is the translation",
    "here's the translation",
    "here is the translated",
    "here's the translated",
    "here is the english translation",
    "here's the english translation",
    "here is your translation",
    "here is a translation",
    "here's a translation",
    "sure, here is the",
    "sure, here's the",
    "sure! here is the",
    "sure! here's the",
    "certainly! here is the",
    "certainly, here is the",
    "below is the translation",
    "the translation is as follows",
    "translation of the text:",
    "translated text:",
];

/// How engines that chat speak of themselves.
const TALKING: &[&str] = &["as an ai language model", "i hope this translation"];

/// How lines at the foot of web pages begin, in any case.
const FOOTERS: &[&str] = &[
    "proudly powered by",
    "powered by wordpress",
    "skip to content",
    "back to top",
    "leave a reply",
    "share on facebook",
    "share this:",
    "all rights reserved",
    "copyright ©",
    "privacy policy |",
    "terms of service |",
];

fn begins_with_any(text: &str, beginnings: &[&str]) -> bool {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first().map(u8::to_ascii_lowercase) else { return false };
    let begins = |b: &[u8]| bytes.len() >= b.len() && bytes[..b.len()].eq_ignore_ascii_case(b);
    beginnings.iter().any(|b| b.as_bytes()[0] == first && begins(b.as_bytes()))
}

/// The name of a web page's design: `Theme: Harbour by Marlow`.
fn is_theme(block: &Block, text: &str) -> bool {
    begins_with_any(text, &["theme:"])
        && block.tokens.len() <= 12
        && (2..block.tokens.len())
            .any(|i| block.word(i) == "by" && block.tokens.get(i + 1).is_some_and(|t| t.is_capitalised()))
}

/// How many of the labels of a credit line stand in the block, each before its colon.
fn labels(block: &Block) -> usize {
    // Of Chinese, whose marks may be colons, most has no capital.
    if !block.signs.has(Signs::COLON.and(Signs::WIDE)) || !any_byte(&block.text, |byte| byte.is_ascii_uppercase()) {
        return 0;
    }
    let label = |i: usize| {
        matches!(block.word(i), "Source" | "Author" | "Editor" | "Reporter" | "Correspondent" | "Photographer")
            && matches!(block.word(i + 1), ":" | "：")
    };
    (0..block.tokens.len()).filter(|i| block.tokens[*i].is_capitalised() && label(*i)).count()
}

/// `+1` or `+1.` behind a bracket that closes a credit, or alone.
fn counter(text: &str) -> Option<ByteRange> {
    let bytes = text.as_bytes();
    let digit = |back: usize| bytes.len().checked_sub(back).is_some_and(|i| bytes[i].is_ascii_digit());
    let counts = digit(1) || text.ends_with('.') && digit(2);
    if !counts {
        return None;
    }
    let bare = text.strip_suffix('.').unwrap_or(text);
    let head = bare.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix('+')?;
    let digits = bare.len() - head.len() - 1;
    let before = head.trim_end();
    let credit = before
        .strip_suffix([')', '）'])
        .is_some_and(|inner| inner.bytes().rev().take_while(u8::is_ascii_alphabetic).count() >= 3);
    let fits = (1..=3).contains(&digits) && (before.is_empty() || credit && head.len() > before.len());
    fits.then(|| ByteRange::new(head.len(), text.len()))
}
