//! Markdown: what pulldown-cmark calls text is prose; code, HTML, addresses and front matter are not.
//!
//! Blocks are paragraphs, headings, list items and table cells. Markup inside one is masked: emphasis marks
//! are transparent (words on both sides are neighbours), link targets are transparent but noted, code and
//! inline HTML are opaque. Parsing never fails: text the parser cannot take is read as plain text. What has no markup at
//! all is read without the parser (`unmarked`).

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::block::{InlineSpan, Kind, Mask};
use crate::format::Prose;
use crate::formats::{inline, plain, unmarked};
use crate::range::ByteRange;

/// The blocks of a Markdown text.
pub fn prose(text: &str) -> Vec<Prose> {
    whole(text).prose
}

/// What was read of a Markdown text, or of a part of one.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// Its blocks of prose.
    pub prose: Vec<Prose>,
    /// Where its outermost blocks of any kind begin: there the parser starts afresh.
    pub tops: Vec<usize>,
    /// The labels of its link definitions, in comparable form.
    pub labels: BTreeSet<String>,
}

/// Reads a whole text.
pub(crate) fn whole(text: &str) -> Read {
    part(text, &BTreeSet::new())
}

/// Reads a part of a text that begins with an outermost block; `labels` are defined elsewhere in it.
pub(crate) fn part(text: &str, labels: &BTreeSet<String>) -> Read {
    // The parser's offset iterator has panicked on odd input before; a document must not end the session.
    catch_unwind(AssertUnwindSafe(|| parse(text, labels)))
        .unwrap_or_else(|_| Read { prose: plain::prose(text), ..Read::default() })
}

/// A link's label as labels are compared: white space and case left aside.
fn comparable(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
}

fn parse(text: &str, labels: &BTreeSet<String>) -> Read {
    let mut walk = Walk::of(text);
    if unmarked::may_be_parted(text) {
        walk.parts(labels);
    } else {
        walk.parse(ByteRange::new(0, text.len()), labels);
    }
    walk.read.tops.dedup();
    walk.read
}

struct Walk<'a> {
    text: &'a str,
    ahead: inline::Signs<'a>,
    read: Read,
    open: Option<Open>,
    /// Room for the pieces of the next block, and for the masks that are made of them.
    pieces: Vec<(ByteRange, Option<Mask>)>,
    masks: Vec<(ByteRange, Mask)>,
    /// The kinds of the containers around, innermost last.
    kinds: Vec<Kind>,
    /// How many elements around are not prose (code blocks, metadata, images).
    skipped: usize,
}

/// The block being read; offsets are those of the source until it closes.
struct Open {
    kind: Kind,
    end: usize,
    start: usize,
    pieces: Vec<(ByteRange, Option<Mask>)>,
    spans: Vec<InlineSpan>,
    /// Inline elements not yet closed: outer range, index of their first piece, whether a link.
    nested: Vec<(ByteRange, usize, bool)>,
}

impl<'a> Walk<'a> {
    fn of(text: &'a str) -> Self {
        let ahead = inline::Signs::of(text.as_bytes());
        let (pieces, masks, kinds) = Default::default();
        Self { text, ahead, read: Read::default(), open: None, pieces, masks, kinds, skipped: 0 }
    }

    /// Reads the text block by block where it has no markup, and what stands between with the parser.
    fn parts(&mut self, labels: &BTreeSet<String>) {
        let (text, mut reader) = (self.text, unmarked::Reader::of(self.text));
        let mut at = 0;
        loop {
            at += text.as_bytes()[at..].iter().take_while(|byte| **byte == b'\n').count();
            if at == text.len() {
                return;
            }
            let mut block = reader.block(at, true);
            if block.is_none() {
                let end;
                (end, block) = reader.part(at);
                self.parse(ByteRange::new(at, end), labels);
                at = end;
            }
            if let Some(end) = block {
                self.read.tops.push(at);
                self.unmarked(&reader.prose, &reader.code);
                at = end;
            }
        }
    }

    /// Reads a part of the text with the parser.
    fn parse(&mut self, part: ByteRange, labels: &BTreeSet<String>) {
        let elsewhere = |link: BrokenLink<'_>| {
            let known = !labels.is_empty() && labels.contains(&comparable(&link.reference));
            known.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
        };
        let parser = Parser::new_with_broken_link_callback(part.of(self.text), options(), Some(elsewhere));
        self.read.labels.extend(parser.reference_definitions().iter().map(|(label, _)| comparable(label)));
        let mut depth = 0usize;
        for (event, range) in parser.into_offset_iter() {
            let range = ByteRange::new(range.start, range.end).shifted(part.start);
            if depth == 0 {
                self.read.tops.push(range.start);
            }
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.event(event, range);
        }
        self.close();
    }

    /// Takes blocks without markup, with the code in all of them.
    fn unmarked(&mut self, prose: &[(Kind, ByteRange)], mut code: &[ByteRange]) {
        for &(kind, range) in prose {
            let own;
            (own, code) = code.split_at(code.partition_point(|code| code.start < range.end));
            // Only further lines of an item stand behind blanks.
            let is_plain = own.is_empty() && (kind != Kind::ListItem || !range.of(self.text).contains('\n'));
            if is_plain && !self.ahead.any_in(range) {
                let (masks, spans) = Default::default();
                self.read.prose.push(Prose { range, kind, indent: 0, masks, spans });
                continue;
            }
            self.kinds.push(kind);
            let mut at = range.start;
            for code in own {
                self.lines(ByteRange::new(at, code.start));
                self.piece(*code, Some(Mask::Opaque));
                at = code.end;
            }
            self.lines(ByteRange::new(at, range.end));
            self.close();
            self.kinds.pop();
        }
    }

    /// Takes words on several lines; blanks at the beginning of further lines are none of them.
    fn lines(&mut self, range: ByteRange) {
        let mut at = range.start;
        for line in range.of(self.text).split_inclusive('\n') {
            let words = line.trim_end_matches('\n');
            let blanks = if at > range.start { words.len() - words.trim_start_matches(' ').len() } else { 0 };
            self.words(&words[blanks..], ByteRange::new(at + blanks, at + words.len()));
            self.piece(ByteRange::new(at + words.len(), at + line.len()), Some(Mask::Blank));
            at += line.len();
        }
    }

    fn event(&mut self, event: Event<'_>, range: ByteRange) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            _ if self.skipped > 0 => {}
            Event::Text(content) => self.words(&content, range),
            Event::SoftBreak | Event::HardBreak => self.piece(range, Some(Mask::Blank)),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.piece(range, Some(Mask::Opaque)),
            Event::InlineHtml(_) | Event::FootnoteReference(_) => self.piece(range, Some(Mask::Opaque)),
            Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => self.close(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: ByteRange) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                self.nest(range, false);
            }
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } | Tag::Image { .. } => {
                self.piece(range, Some(Mask::Opaque));
                self.skipped += 1;
            }
            Tag::Link { .. } => self.nest(range, true),
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.close();
                self.skipped += 1;
            }
            Tag::Heading { .. } => self.container(Kind::Heading),
            Tag::Item => self.container(Kind::ListItem),
            Tag::TableCell => self.container(Kind::TableCell),
            _ => self.close(),
        }
    }

    fn end(&mut self, tag: TagEnd, range: ByteRange) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                self.unnest();
            }
            TagEnd::Image => self.skipped = self.skipped.saturating_sub(1),
            TagEnd::Link if self.open.as_ref().is_some_and(|o| o.nested.last().is_some_and(|n| n.0 == range)) => {
                self.unnest();
            }
            TagEnd::Link => self.skipped = self.skipped.saturating_sub(1),
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell => {
                self.close();
                self.kinds.pop();
            }
            _ => self.close(),
        }
    }

    fn container(&mut self, kind: Kind) {
        self.close();
        self.kinds.push(kind);
    }

    fn open(&mut self, at: usize) -> &mut Open {
        let kind = self.kinds.last().copied().unwrap_or(Kind::Paragraph);
        let pieces = &mut self.pieces;
        self.open.get_or_insert_with(|| {
            let pieces = std::mem::take(pieces);
            Open { kind, start: at, end: at, pieces, spans: Vec::new(), nested: Vec::new() }
        })
    }

    fn nest(&mut self, range: ByteRange, link: bool) {
        if self.skipped == 0 {
            let open = self.open(range.start);
            let first = open.pieces.len();
            open.nested.push((range, first, link));
        }
    }

    /// Closes the innermost inline element: its marks are what its children do not cover.
    fn unnest(&mut self) {
        let Some(open) = self.open.as_mut().filter(|_| self.skipped == 0) else { return };
        let Some((outer, first, link)) = open.nested.pop() else { return };
        let children = open.pieces.get(first..).unwrap_or_default();
        let (Some(head), Some(tail)) = (children.first(), children.last()) else {
            open.pieces.push((outer, Some(Mask::Opaque)));
            open.end = open.end.max(outer.end);
            return;
        };
        let inner = ByteRange::new(head.0.start, tail.0.end);
        if link {
            open.pieces.insert(first, (ByteRange::new(outer.start, inner.start), Some(Mask::Link)));
            open.pieces.push((ByteRange::new(inner.end, outer.end), Some(Mask::Link)));
        }
        open.spans.push(InlineSpan { outer, inner });
        open.end = open.end.max(outer.end);
    }

    fn words(&mut self, content: &str, range: ByteRange) {
        let source = range.of(self.text);
        if source != content {
            // An entity: `&amp;` stands for a sign, `&nbsp;` for a blank.
            let mask = if content.trim().is_empty() { Mask::Blank } else { Mask::Opaque };
            return self.piece(range, Some(mask));
        }
        if !self.ahead.any_in(range) {
            return self.piece(range, None);
        }
        let mut at = range.start;
        for opaque in inline::opaque(source) {
            let opaque = opaque.shifted(range.start);
            self.piece(ByteRange::new(at, opaque.start), None);
            self.piece(opaque, Some(Mask::Opaque));
            at = opaque.end;
        }
        self.piece(ByteRange::new(at, range.end), None);
    }

    fn piece(&mut self, range: ByteRange, mask: Option<Mask>) {
        if !range.is_empty() && self.skipped == 0 {
            let open = self.open(range.start);
            open.pieces.push((range, mask));
            open.end = open.end.max(range.end);
        }
    }

    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        self.pieces = std::mem::take(&mut open.pieces);
        if self.pieces.iter().any(|(_, mask)| mask.is_none()) {
            self.masks.clear();
            self.read.prose.push(open.finish(self.text, &self.pieces, &mut self.masks));
        }
        self.pieces.clear();
    }
}

impl Open {
    /// The block in its own offsets, made of these pieces; whatever none of them covers is markup. `masks` is room for
    /// those of the block.
    fn finish(self, text: &str, pieces: &[(ByteRange, Option<Mask>)], masks: &mut Vec<(ByteRange, Mask)>) -> Prose {
        let start = self.start;
        // What is white space as it stands needs no mask.
        let changes = |range: ByteRange, mask: Mask| {
            !range.is_empty()
                && (mask != Mask::Blank || range.of(text).bytes().any(|byte| !matches!(byte, b' ' | b'\n')))
        };
        let own = |range: ByteRange| ByteRange::new(range.start - start, range.end - start);
        let mut at = start;
        for &(range, mask) in pieces {
            let range = ByteRange::new(range.start.max(at), range.end.max(at));
            if range.start > at {
                masks.push((own(ByteRange::new(at, range.start)), Mask::Markup));
            }
            if let Some(mask) = mask.filter(|mask| changes(range, *mask)) {
                masks.push((own(range), mask));
            }
            at = range.end;
        }
        if self.end > at {
            masks.push((own(ByteRange::new(at, self.end)), Mask::Markup));
        }
        let mut spans = self.spans;
        spans.iter_mut().for_each(|s| *s = InlineSpan { outer: own(s.outer), inner: own(s.inner) });
        spans.sort_by_key(|s| (s.outer.start, std::cmp::Reverse(s.outer.end)));
        let range = ByteRange::new(start, self.end);
        Prose { range, kind: self.kind, indent: 0, masks: masks.to_vec().into(), spans: spans.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Block;
    use proptest::prelude::*;

    /// Each block as its kind and text; markup shown as `·`, a link's ends as `↦`, what is opaque as `▪`.
    fn check(text: &str, want: &[&str]) {
        let show = |prose: &Prose| {
            let kind = match prose.kind {
                Kind::Paragraph => "",
                Kind::Heading => "# ",
                Kind::ListItem => "- ",
                Kind::TableCell => "| ",
            };
            let shown = Block::new(text, prose).text.replace('\u{1}', "·").replace('\u{2}', "↦");
            let mut opaque = String::new();
            for c in shown.chars() {
                if c != '\u{3}' {
                    opaque.push(c);
                } else if !opaque.ends_with('▪') {
                    opaque.push('▪');
                }
            }
            format!("{kind}{opaque}")
        };
        assert_eq!(prose(text).iter().map(show).collect::<Vec<_>>(), want);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]
        #[test]
        fn a_text_in_parts_is_read_as_a_whole(
            lines in prop_oneof![Just(LINES), Just(FENCES)].prop_flat_map(|lines| prop::collection::vec(prop::sample::select(lines), 0..14)),
            label in prop::option::of(Just("word".to_owned())),
        ) {
            let (text, labels) = (lines.join("\n"), label.into_iter().collect());
            let read = parse(&text, &labels);
            let mut whole = Walk::of(&text);
            whole.parse(ByteRange::new(0, text.len()), &labels);
            whole.read.tops.dedup();
            prop_assert_eq!(read.prose, whole.read.prose);
            prop_assert_eq!(read.tops, whole.read.tops);
            prop_assert_eq!(read.labels, whole.read.labels);
        }
    }

    /// Lines among which fenced code begins and ends, or what stands around it.
    const FENCES: &[&str] = &[
        "", "", "", "word", "Words", "a *b*", "- item", "- [a", "1. item", "> word", "  word", "   word", "    word",
        "\tword", "```", "```", " ```", "  ```", "   ```", "    ```", "\t```", "- ```", "1. ```", "> ```", "- - ```",
        "````", "``` sh", "  ``` sh", "``` `a`", "~~~", "  ~~~", "```  ", "<div>", "<b>a", "# *a*", "# a", "---",
        "  - deep", "-", "-  ", "* ", "+",
    ];

    /// Lines that are markup, may be, or are none.
    const LINES: &[&str] = &[
        "",
        "",
        "",
        "",
        "",
        "Word and words",
        "word",
        "“Word,” he said",
        "(so)",
        "'so'",
        "2 words",
        "2021. Words",
        "12) word",
        "1.",
        "1. word",
        "-",
        "- word",
        "* word",
        "+",
        "  word",
        "   word",
        "    word",
        "\tword",
        "word ",
        "word  ",
        "# Word  ",
        "- word ",
        "  word ",
        "`code`  ",
        "word\\",
        "> word",
        ">",
        "> - word",
        "# Word",
        "## Word two",
        "#",
        "# ",
        "# Word #",
        "#word",
        "###### six",
        "####### seven",
        "---",
        "--- ",
        "+++",
        "***",
        "===",
        "- ---",
        "> ---",
        "a --- b",
        "---|---",
        "| a | b |",
        "a | b",
        "|---|---|",
        "```",
        "~~~",
        "- ```",
        "> ```",
        "`code`",
        "word `a",
        "b` word",
        "<b>word</b>",
        "<div>",
        "</div>",
        "<!-- word",
        "-->",
        "<pre>",
        "</pre>",
        "- <!-- a",
        "<?php",
        "?>",
        "<a b='",
        "'>",
        "*word*",
        "word *a",
        "b* word",
        "_a_",
        "**",
        "[word](x)",
        "[word]",
        "[word]: x",
        "[^1]",
        "[^1]: word",
        "![a](b)",
        "&amp;",
        "a & b",
        "$a$",
        "$$",
        "{a",
        "a}",
        "www.a.b and c",
        "see http://a.b/c.",
        "%(a",
        "b)s",
        "a@b.c",
        "word\r",
        "\r",
        "\u{b}",
        " ",
        "\u{a0}",
        "\u{feff}word",
        ": word",
        "Term",
        "word:",
        "- [ ] word",
        "-   ",
        "10. ",
        "word! [a",
        "c] word",
        "~~a~~",
        "a~",
        "\\",
        "\\# a",
        "naïve word",
        "词语",
        "。",
        "$5 word",
        "title: word",
        "a^b^",
        "...",
        "word\0",
    ];

    #[test]
    fn emphasis_is_transparent_and_code_is_opaque() {
        check("The *the* **case** is `the the` here", &["The ·the· ··case·· is ▪ here"]);
        check("A~~b~~ and <b>c</b> or &amp; <http://a.b> http://c.d/e.", &["A··b·· and ▪c▪ or ▪ ▪ ▪."]);
    }

    #[test]
    fn links_keep_their_text() {
        check("[variables](x \"t\") variables", &["↦variables↦↦↦↦↦↦↦↦ variables"]);
        check("to [](x) to ![an image](y) to", &["to ▪ to ▪ to"]);
        check("see [it][ref] now\n\n[ref]: http://a.b", &["see ↦it↦↦↦↦↦↦ now"]);
    }

    #[test]
    fn soft_breaks_and_quotes_are_blanks() {
        check("> word the\n> the brain\n>\n> next", &["word the\n··the brain", "next"]);
        check("one  \ntwo", &["one  \ntwo"]);
    }

    #[test]
    fn headings_items_and_cells_stand_alone() {
        check(
            "# A head {#id}\ntext\n\n- one\n- two\n  still\n\n  more\n",
            &["# A head", "text", "- one", "- two\n··still", "- more"],
        );
        check("| a | b *c* |\n|---|---|\n| d |  |\n", &["| a", "| b ·c·", "| d"]);
        check("- [ ] task\n", &["- task"]);
    }

    #[test]
    fn code_html_and_front_matter_are_no_prose() {
        check(
            "---\ntitle: the the\n---\n\ntext\n\n```\nthe the\n```\n\n<div>\nthe the\n</div>\n\n    the the\n",
            &["text"],
        );
    }

    #[test]
    fn escapes_do_not_cut_words() {
        check("a\\_b and **Li**Lesheng", &["a·_b and ··Li··Lesheng"]);
    }
}
