//! A file's text in paragraphs, each with what was found in it beside it.
//!
//! Findings may overlap, and names stand inside them: the text is cut wherever something begins or ends, and each piece
//! is marked by all that covers it. The number behind a mark leads to its note and back, so that colour decides nothing.

use std::fmt::Write as _;
use std::ops::Range;

use super::escaped;
use crate::finding::Finding;
use crate::range::ByteRange;
use crate::report::Checked;
use crate::report::statistics::counted;

/// Paragraphs without findings that stay in sight before and behind one with findings.
const NEAR: usize = 2;

/// A longer run of paragraphs without findings is folded away.
const LONGEST_RUN: usize = 6;

/// Lines that belong together, and what was found in them.
struct Paragraph {
    range: ByteRange,
    /// Its first line, from 1.
    line: usize,
    /// Which findings begin in it.
    findings: Range<usize>,
}

struct Page<'a> {
    checked: &'a Checked<'a>,
    /// The file's number, from 1.
    file: usize,
    /// The number of its first finding.
    first: usize,
    /// Where names stand, sorted, disjoint.
    names: Vec<ByteRange>,
}

/// Writes the section of the file of that number; its findings are numbered from `first`.
pub(super) fn section(checked: &Checked<'_>, file: usize, first: usize, out: &mut String) {
    let page = Page { checked, file, first, names: names(checked) };
    let found = match checked.findings.len() {
        0 => "no findings".to_owned(),
        count => counted(count, "finding"),
    };
    let figures = format!("{}, {found}", counted(checked.words, "word"));
    let heading = format!("<h2>{}</h2> <span>{figures}</span>", escaped(checked.path));
    let paragraphs = paragraphs(checked);
    if checked.findings.is_empty() {
        let _ = writeln!(out, "<details class=\"file\" id=\"f{file}\">\n<summary>{heading}</summary>");
        paragraphs.iter().for_each(|paragraph| page.paragraph(paragraph, out));
        out.push_str("</details>\n");
    } else {
        let _ = writeln!(out, "<section class=\"file\" id=\"f{file}\">\n<div class=\"title\">{heading}</div>");
        page.folded(&paragraphs, out);
        out.push_str("</section>\n");
    }
}

fn names(checked: &Checked<'_>) -> Vec<ByteRange> {
    let all = checked.names.iter().flat_map(|name| {
        let others = name.others.iter().flat_map(|other| &other.places);
        name.places.iter().chain(others)
    });
    let mut names: Vec<ByteRange> = all.copied().collect();
    names.sort_unstable();
    let mut end = 0;
    names.retain(|name| {
        name.start >= end && !name.is_empty() && {
            end = name.end;
            true
        }
    });
    names
}

fn paragraphs(checked: &Checked<'_>) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let (mut at, mut open) = (0, false);
    for (number, line) in checked.text.split_inclusive('\n').enumerate() {
        let range = ByteRange::new(at, at + line.trim_end_matches(['\n', '\r']).len());
        at += line.len();
        let blank = line.trim().is_empty();
        match paragraphs.last_mut() {
            _ if blank => {}
            Some(paragraph) if open => paragraph.range.end = range.end,
            _ => paragraphs.push(Paragraph { range, line: number + 1, findings: 0..0 }),
        }
        open = !blank;
    }
    let mut next = 0;
    for i in 0..paragraphs.len() {
        // A finding belongs to the paragraph before the next one, should it begin between two.
        let end = paragraphs.get(i + 1).map_or(usize::MAX, |following| following.range.start);
        let from = next;
        next += checked.findings[from..].iter().take_while(|finding| finding.range.start < end).count();
        paragraphs[i].findings = from..next;
    }
    paragraphs
}

impl Page<'_> {
    /// The paragraphs, long runs without findings folded away.
    fn folded(&self, paragraphs: &[Paragraph], out: &mut String) {
        let bare = |p: &Paragraph| p.findings.is_empty();
        let mut at = 0;
        for run in paragraphs.chunk_by(|a, b| bare(a) == bare(b)) {
            let (before, after) =
                (if at == 0 { 0 } else { NEAR }, if at + run.len() == paragraphs.len() { 0 } else { NEAR });
            at += run.len();
            if bare(&run[0]) && run.len() > LONGEST_RUN {
                let folded = &run[before..run.len() - after];
                run[..before].iter().for_each(|paragraph| self.paragraph(paragraph, out));
                let count = counted(folded.len(), "paragraph");
                let _ = writeln!(out, "<details class=\"run\">\n<summary>{count} without findings</summary>");
                folded.iter().for_each(|paragraph| self.paragraph(paragraph, out));
                out.push_str("</details>\n");
                run[run.len() - after..].iter().for_each(|paragraph| self.paragraph(paragraph, out));
            } else {
                run.iter().for_each(|paragraph| self.paragraph(paragraph, out));
            }
        }
    }

    fn paragraph(&self, paragraph: &Paragraph, out: &mut String) {
        let lang = match self.checked.language.code() {
            "" => String::new(),
            code => format!(" lang=\"{code}\""),
        };
        let _ =
            write!(out, "<div class=\"row\">\n<p class=\"text\"{lang} dir=\"auto\" data-line=\"{}\">", paragraph.line);
        self.marked(paragraph, out);
        out.push_str("</p>\n");
        if !paragraph.findings.is_empty() {
            out.push_str("<ul class=\"notes\">\n");
            for i in paragraph.findings.clone() {
                self.note(i, out);
            }
            out.push_str("</ul>\n");
        }
        out.push_str("</div>\n");
    }

    fn marked(&self, paragraph: &Paragraph, out: &mut String) {
        let range = paragraph.range;
        let findings = &self.checked.findings[paragraph.findings.clone()];
        let first = self.first + paragraph.findings.start;
        let names = &self.names[self.names.partition_point(|name| name.end <= range.start)..];
        let names = &names[..names.partition_point(|name| name.start < range.end)];
        let ranges = || findings.iter().map(|finding| finding.range).chain(names.iter().copied());
        let mut cuts: Vec<usize> = ranges().flat_map(|r| [r.start, r.end]).chain([range.start, range.end]).collect();
        cuts.retain(|cut| (range.start..=range.end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        for cut in cuts.windows(2) {
            let piece = ByteRange::new(cut[0], cut[1]);
            self.piece(piece, findings, first, names, out);
        }
    }

    /// One piece that nothing begins or ends within, and the numbers of the findings that end with it.
    fn piece(&self, piece: ByteRange, findings: &[Finding], first: usize, names: &[ByteRange], out: &mut String) {
        let covering = findings.iter().enumerate().filter(|(_, finding)| finding.range.covers(piece));
        let worst = covering.clone().map(|(_, finding)| finding.severity).min();
        let name = names.get(names.partition_point(|name| name.end <= piece.start)).filter(|name| name.covers(piece));
        let begins = name.is_some_and(|name| name.start == piece.start);
        let text = escaped(piece.of(self.checked.text));
        let text = match name {
            Some(_) if begins => format!("<span class=\"name\" id=\"f{}-{}\">{text}</span>", self.file, piece.start),
            Some(_) => format!("<span class=\"name\">{text}</span>"),
            None => text,
        };
        match worst {
            Some(severity) => {
                let _ = write!(out, "<mark class=\"{}\">{text}</mark>", severity.name());
            }
            None => out.push_str(&text),
        }
        for (i, finding) in covering.filter(|(_, finding)| finding.range.end == piece.end) {
            let (number, severity) = (first + i, finding.severity.name());
            let _ = write!(
                out,
                "<a class=\"ref {severity}\" id=\"m{number}\" href=\"#n{number}\" aria-label=\"finding {number}\">{number}</a>"
            );
        }
    }

    fn note(&self, i: usize, out: &mut String) {
        let finding = &self.checked.findings[i];
        let (number, severity) = (self.first + i, finding.severity.name());
        let _ = write!(
            out,
            "<li class=\"note {severity}\" id=\"n{number}\"><p class=\"head\"><a href=\"#m{number}\" \
             aria-label=\"finding {number}, back to the text\">{number}</a> <b>{severity}</b> <code>{}</code></p>\n\
             <p>{}</p>\n",
            finding.code,
            escaped(&finding.message)
        );
        if let Some(fix) = finding.first_fix() {
            let _ = writeln!(out, "<p class=\"fix\">Fix: {}</p>", escaped(&fix.title));
        }
        out.push_str("</li>\n");
    }
}
