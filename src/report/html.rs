//! One page for the browser: the text with its findings marked and explained beside it, the names, the counts.
//!
//! The page stands alone: no script, no picture, nothing fetched. `text` marks a file's text, `tables` makes the tables,
//! `page.css` is the look, on paper too. The body is kept until the end, since the counts stand above it.

mod tables;
mod text;

use std::fmt::Write as _;
use std::io::{self, Write};

use super::names::Table;
use super::statistics::{Statistics, counted};
use super::{Checked, Report, Unread};
use crate::gather;

const STYLE: &str = include_str!("html/page.css");

/// Nothing is fetched, whatever stands in the text.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The page, kept until all files are taken.
#[derive(Debug, Default)]
pub struct Html {
    statistics: Statistics,
    names: Table,
    /// The paths, in order: a file's number is its place here, from 1.
    files: Vec<File>,
    /// Findings so far: they are numbered through all files.
    findings: usize,
    body: String,
}

#[derive(Debug)]
struct File {
    path: String,
    findings: usize,
}

impl Report for Html {
    fn file(&mut self, checked: &Checked<'_>, _: &mut dyn Write) -> io::Result<()> {
        self.statistics.add(checked);
        self.names.add(checked.path, checked.text, checked.names);
        self.files.push(File { path: checked.path.to_owned(), findings: checked.findings.len() });
        text::section(checked, self.files.len(), self.findings + 1, &mut self.body);
        self.findings += checked.findings.len();
        Ok(())
    }

    fn end(&mut self, unread: &[Unread], out: &mut dyn Write) -> io::Result<()> {
        let title = escaped(&self.title());
        writeln!(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
        writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
        writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
        writeln!(out, "<meta name=\"generator\" content=\"postedit {}\">", env!("CARGO_PKG_VERSION"))?;
        writeln!(out, "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>")?;
        writeln!(out, "<header>\n<h1>{title}</h1>\n<p>{}</p>", escaped(&self.summary()))?;
        out.write_all(self.overview(unread).as_bytes())?;
        writeln!(out, "</header>\n<main>\n{}</main>\n</body>\n</html>", self.body)
    }
}

impl Html {
    fn title(&self) -> String {
        let what = match self.statistics.findings() {
            0 => "No findings".to_owned(),
            findings => counted(findings, "finding"),
        };
        match self.files.as_slice() {
            [file] => format!("{what} in {}", file.path),
            files => format!("{what} in {}", counted(files.len(), "file")),
        }
    }

    fn summary(&self) -> String {
        let rate = self.statistics.rate(self.statistics.findings());
        format!("{}, {rate} findings for each 1,000 words.", counted(self.statistics.words, "word"))
    }

    /// What stands above the texts.
    fn overview(&self, unread: &[Unread]) -> String {
        let mut out = String::new();
        if !unread.is_empty() {
            let item = |unread: &Unread| format!("<li>{}</li>\n", escaped(&unread.message));
            let items: String = unread.iter().map(item).collect();
            let _ = write!(out, "<section class=\"unread\">\n<h2>Not checked</h2>\n<ul>\n{items}</ul>\n</section>\n");
        }
        if self.statistics.findings() > 0 {
            tables::filter(&self.statistics, &mut out);
            tables::counts(&self.statistics, &mut out);
        }
        let numbers = gather::map(self.files.iter().enumerate().map(|(i, file)| (file.path.clone(), i + 1)));
        tables::names(&self.names, &numbers, &mut out);
        if self.files.len() > 1 {
            self.contents(&mut out);
        }
        out
    }

    fn contents(&self, out: &mut String) {
        out.push_str("<nav>\n<h2>Files</h2>\n<ul>\n");
        for (i, file) in self.files.iter().enumerate() {
            let _ = writeln!(
                out,
                "<li><a href=\"#f{}\">{}</a> <span>{}</span></li>",
                i + 1,
                escaped(&file.path),
                file.findings
            );
        }
        out.push_str("</ul>\n</nav>\n");
    }
}

/// Text as it may stand in HTML, in and between tags; what a browser would not show is shown by its picture.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\0'..='\x1F' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\x7F' => out.push('\u{2421}'),
            c => out.push(c),
        }
    }
    out
}
