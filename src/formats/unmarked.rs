//! Markdown that needs no parser: paragraphs, headings and items of plain words and code, and fenced code, which most of
//! a text in Markdown is.
//!
//! Where one begins and the parser would be in no other block, nothing but its own lines tells where it ends and what it
//! is; so such blocks are read without the parser, which is given what stands between them, part by part. A part ends
//! at an empty line before such a block, if nothing in it goes on over empty lines. A property test holds the outcome to
//! what the parser says of the whole.

use memchr::{memchr, memchr_iter, memmem};

use crate::block::Kind;
use crate::range::ByteRange;

/// Whether a text may be read in parts: no link is defined in it and no footnote stands in it, for these count everywhere.
pub(super) fn may_be_parted(text: &str) -> bool {
    let bytes = text.as_bytes();
    let any = |bracket: u8, next: u8| memchr_iter(bracket, bytes).any(|at| bytes.get(at + 1) == Some(&next));
    !any(b']', b':') && !any(b'[', b'^')
}

/// Looks for blocks without markup in a text, from its beginning to its end.
pub(super) struct Reader<'a> {
    text: &'a str,
    /// Before this byte there is no sign of markup that has not been passed.
    free: usize,
    /// The prose of the blocks that were read last.
    pub prose: Vec<(Kind, ByteRange)>,
    /// The code in it, in order.
    pub code: Vec<ByteRange>,
}

/// Where the words of a line end, and where it ends behind blanks.
#[derive(Clone, Copy)]
struct Line {
    words: usize,
    end: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, free: 0, prose: Vec::new(), code: Vec::new() }
    }

    /// Reads the block without markup that begins at byte `at`, where the parser would begin a block; a `list` only where it
    /// goes on with none. Yields its end.
    pub(super) fn block(&mut self, at: usize, list: bool) -> Option<usize> {
        self.prose.clear();
        self.code.clear();
        let rest = &self.text.as_bytes()[at..];
        match rest {
            [b'#', ..] => self.heading(at),
            [b'`', b'`', b'`', ..] | [b'~', b'~', b'~', ..] => self.fenced(at),
            // Where another line follows, it may be front matter.
            b"---" | [b'-', b'-', b'-', b'\n', b'\n', ..] => Some(at + 3),
            _ if begins_words(rest) => {
                let Line { words, end } = self.lines(at, 0)?;
                self.prose.push((Kind::Paragraph, ByteRange::new(at, words)));
                Some(end)
            }
            _ if list => self.list(at),
            _ => None,
        }
    }

    fn heading(&mut self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let level = bytes[at..].iter().take_while(|byte| **byte == b'#').count();
        let start = at + level + 1;
        if level > 6 || bytes.get(start - 1) != Some(&b' ') || !begins_words(bytes.get(start..)?) {
            return None;
        }
        let Line { words, end } = self.line(start)?;
        // At the end they may close it.
        if memchr(b'#', &bytes[start..end]).is_some() {
            return None;
        }
        self.prose.push((Kind::Heading, ByteRange::new(start, words)));
        Some(end)
    }

    /// The end of the code behind a fence.
    fn fenced(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let sign = bytes[at];
        let run = |line: &[u8]| line.iter().take_while(|byte| **byte == sign).count();
        let fence = run(&bytes[at..]);
        let mut start = at + fence;
        let mut end = line_end(bytes, start);
        if sign == b'`' && memchr(sign, &bytes[start..end]).is_some() {
            return None;
        }
        loop {
            let line = &bytes[start..end];
            if line.iter().any(|byte| is_control(*byte)) {
                return None;
            }
            let indent = line.iter().take_while(|byte| **byte == b' ').count();
            let own = run(&line[indent..]);
            let closes = start > at + fence && indent < 4 && own >= fence;
            if end == bytes.len() || closes && line[indent + own..].iter().all(|byte| matches!(byte, b' ' | b'\t')) {
                return Some(end);
            }
            start = end + 1;
            end = line_end(bytes, start);
        }
    }

    /// Items in a row, each of words with its further lines right below the first.
    fn list(&mut self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let (mut start, mut sign) = (at, None);
        loop {
            let marker = marker(&bytes[start..])?;
            let words = start + marker;
            let own = bytes[words - 2];
            if !begins_words(&bytes[words..]) || *sign.get_or_insert(own) != own {
                return None;
            }
            let Line { words: behind, end } = self.lines(words, marker)?;
            self.prose.push((Kind::ListItem, ByteRange::new(words, behind)));
            start = end + 1;
            let next = end + bytes[end..].iter().take_while(|byte| **byte == b'\n').count();
            if next == bytes.len() || next > start && ends_list(&bytes[next..]) {
                return Some(end);
            }
            if next > start {
                return None;
            }
        }
    }

    /// The last of the lines from byte `start` on, the further ones behind so many blanks, as far as they are of one paragraph
    /// or item. Blanks at the end of another are markup.
    fn lines(&mut self, start: usize, indent: usize) -> Option<Line> {
        let bytes = self.text.as_bytes();
        let mut line = self.line(start)?;
        loop {
            let below = bytes.get(line.end + 1..).unwrap_or_default();
            let blanks = below.iter().take_while(|byte| **byte == b' ').count();
            let next = || if indent > 0 { blanks == 0 && marker(below).is_some() } else { interrupts(below) };
            if matches!(below.first(), None | Some(b'\n')) || next() {
                return Some(line);
            }
            if line.words != line.end || blanks != indent || !begins_words(&below[blanks..]) {
                return None;
            }
            line = self.line(line.end + 1 + blanks)?;
        }
    }

    /// The line from byte `start` on, if it has no markup but code.
    fn line(&mut self, start: usize) -> Option<Line> {
        let bytes = self.text.as_bytes();
        let end = line_end(bytes, start);
        let mut at = start;
        while let Some(sign) = self.markup(at, end) {
            let code = code_end(&bytes[sign..end])?;
            self.code.push(ByteRange::new(sign, sign + code));
            at = sign + code;
        }
        let blanks = bytes[start..end].iter().rev().take_while(|byte| **byte == b' ').count();
        Some(Line { words: end - blanks, end })
    }

    /// The first sign of markup from byte `start` on and before `end`, which is behind all asked about before.
    fn markup(&mut self, start: usize, end: usize) -> Option<usize> {
        self.free = self.free.max(start);
        let bytes = self.text.as_bytes();
        while self.free < end {
            let chunk = &bytes[self.free..bytes.len().min(self.free + 64)];
            let any = chunk.iter().fold(0, |any, byte| any | u8::from(is_markup(*byte))) != 0;
            let sign = if any { chunk.iter().position(|byte| is_markup(*byte)) } else { None };
            self.free += sign.unwrap_or(chunk.len());
            if sign.is_some() {
                break;
            }
        }
        (self.free < end).then_some(self.free)
    }

    /// The end of the part for the parser that begins at byte `start`, and that of the block without markup behind it, if
    /// there is one.
    pub(super) fn part(&mut self, start: usize) -> (usize, Option<usize>) {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(len) = memchr(b'\n', &bytes[at..]) {
            at += len + 1;
            if bytes.get(at) != Some(&b'\n') {
                continue;
            }
            let line = at + bytes[at..].iter().take_while(|byte| **byte == b'\n').count();
            if let Some(end) = self.block(line, false) {
                if goes_on(&bytes[start..line]) {
                    break;
                }
                return (line, Some(end));
            }
        }
        (bytes.len(), None)
    }
}

fn line_end(bytes: &[u8], start: usize) -> usize {
    memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |len| start + len)
}

/// Whether a line begins with words, and can be nothing else behind an empty line nor end the paragraph it is in.
fn begins_words(line: &[u8]) -> bool {
    match line.first() {
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'"' | b'\'' | b'(' | 0x80..) => true,
        Some(b'`') => !line.starts_with(b"```"),
        Some(b'0'..=b'9') => {
            let behind = line.iter().find(|byte| !byte.is_ascii_digit());
            !matches!(behind, None | Some(b'.' | b')'))
        }
        _ => false,
    }
}

/// Whether a line is a heading or opens fenced code, which end a paragraph without an empty line.
fn interrupts(line: &[u8]) -> bool {
    let run = |sign: u8| line.iter().take_while(|byte| **byte == sign).count();
    match line.first() {
        Some(b'#') => run(b'#') <= 6 && line.get(run(b'#')) == Some(&b' '),
        Some(b'`') => run(b'`') >= 3 && memchr(b'`', &line[run(b'`')..line_end(line, 0)]).is_none(),
        Some(b'~') => run(b'~') >= 3,
        _ => false,
    }
}

/// The length of the marker of an item that a line begins with, with the blank behind it.
fn marker(line: &[u8]) -> Option<usize> {
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match (digits, line.get(digits..digits + 2)?) {
        (0, b"- " | b"* " | b"+ ") | (1..=9, b". " | b") ") => Some(digits + 2),
        _ => None,
    }
}

/// Whether a line behind an empty one ends a list: it stands at the margin and is no item.
fn ends_list(line: &[u8]) -> bool {
    begins_words(line) || matches!(line, [b'#' | b'<' | b'[' | b'>' | b'|', ..])
}

/// The length of the code that begins with a backtick, if it ends on the same line and nothing in it is markup elsewhere.
fn code_end(line: &[u8]) -> Option<usize> {
    let run = |at: usize| line[at..].iter().take_while(|byte| **byte == b'`').count();
    let fence = Some(run(0)).filter(|fence| *fence > 0)?;
    let mut at = fence;
    loop {
        at += memchr(b'`', &line[at..])?;
        let closing = run(at);
        if closing == fence {
            let code = &line[fence..at];
            return (!code.iter().any(|byte| *byte == b'\\' || is_control(*byte))).then_some(at + closing);
        }
        at += closing;
    }
}

/// Whether a byte may be of markup, or is white space other than blanks and ends of lines.
fn is_markup(byte: u8) -> bool {
    // `[ \ ] ^ _` and `{ | } ~`, each with its partner in the other case.
    let paired = (byte & 0xDF).wrapping_sub(b'[') < 5;
    let control = (byte < b' ') & (byte != b'\n');
    paired | control | (byte == b'`') | (byte == b'*') | (byte == b'&') | (byte == b'$') | (byte == b'<')
}

fn is_control(byte: u8) -> bool {
    byte < b' ' && byte != b'\t'
}

/// Whether anything in a part may go on over the empty line at its end: fenced code, some kinds of HTML, front matter.
fn goes_on(part: &[u8]) -> bool {
    let has = |fence: &str| memmem::find(part, fence.as_bytes()).is_some();
    let matter = |fence: &str| memmem::find_iter(part, fence.as_bytes()).any(|at| is_front_matter(part, at));
    let html = || memchr_iter(b'<', part).any(|at| opens_html(&part[at + 1..]));
    (has("```") || has("~~~")) && !ends_all_fences(part) || matter("---") || matter("+++") || html()
}

/// Whether all fenced code that may begin in a part surely ends in it: each fence has another at the same margin behind
/// lines of no lesser one, and no HTML stands around that could make text of a fence. Those that stand further to the
/// right are in a list, and end with it.
fn ends_all_fences(part: &[u8]) -> bool {
    let mut open: Option<(u8, usize, usize)> = None;
    for line in part.split(|byte| *byte == b'\n') {
        let indent = line.iter().take_while(|byte| **byte == b' ').count();
        let own = &line[indent..];
        if line.iter().any(|byte| is_control(*byte)) {
            return false;
        }
        let Some(sign) = own.first().copied() else { continue };
        let run = own.iter().take_while(|byte| **byte == sign).count();
        let is_fence = indent < 4 && matches!(sign, b'`' | b'~') && run >= 3;
        let rest = &own[run..];
        match open {
            Some((_, _, margin)) if indent < margin || own[0] == b'\t' => return false,
            Some((fence, length, margin)) if is_fence && sign == fence && run >= length => {
                let blank = rest.iter().all(|byte| matches!(byte, b' ' | b'\t'));
                if blank && indent != margin {
                    return false;
                }
                open = open.filter(|_| !blank);
            }
            Some(_) => {}
            None if memchr(b'<', line).is_some() => return false,
            None if is_fence && (sign == b'~' || memchr(b'`', rest).is_none()) => open = Some((sign, run, indent)),
            None => {}
        }
    }
    open.is_none()
}

/// Whether HTML that begins so, behind `<`, ends with nothing but its own end.
fn opens_html(bytes: &[u8]) -> bool {
    let begins = |tag: &str| bytes.get(..tag.len()).is_some_and(|own| own.eq_ignore_ascii_case(tag.as_bytes()));
    matches!(bytes.first(), Some(b'!' | b'?')) || ["pre", "style", "script", "textarea"].into_iter().any(begins)
}

/// Whether the three signs at byte `at` may be the fence of front matter: a line ends with them, and no empty one follows.
fn is_front_matter(part: &[u8], at: usize) -> bool {
    let behind = &part[at + 3..];
    let blanks = behind.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    matches!(behind.get(blanks), Some(b'\n' | b'\r')) && !behind[blanks..].starts_with(b"\n\n")
}
