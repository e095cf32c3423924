//! JSON Lines: one object a finding, with the protocol's positions. The shape is a promise (see the README).

use std::io::{self, Write};

use serde::Serialize;

use super::{Checked, Report};
use crate::finding::{self, Finding, Other};
use crate::position::{self, Encoding, Lines, position_at};
use crate::range::ByteRange;
use crate::rule;

/// One line a finding.
#[derive(Debug)]
pub struct Json {
    /// What columns count; lines are from 0.
    pub encoding: Encoding,
}

impl Report for Json {
    fn file(&mut self, checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        if checked.findings.is_empty() {
            return Ok(());
        }
        let form = Form { path: checked.path, lines: Lines::new(checked.text), encoding: self.encoding };
        let mut line = Vec::new();
        for finding in checked.findings {
            line.clear();
            serde_json::to_writer(&mut line, &form.line(finding))?;
            line.push(b'\n');
            out.write_all(&line)?;
        }
        Ok(())
    }
}

struct Form<'a> {
    path: &'a str,
    lines: Lines<'a>,
    encoding: Encoding,
}

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    code: &'static str,
    severity: &'static str,
    range: Range,
    message: &'a str,
    related: Vec<Related<'a>>,
    fixes: Vec<Fix<'a>>,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    character: u32,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    range: Range,
    message: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    preferred: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Edit<'a> {
    path: &'a str,
    range: Range,
    new_text: &'a str,
}

/// What a finding is in the words of reports: the rule's pattern, the issue types, for names every spelling.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    kind: &'static str,
    its: &'static str,
    mqm: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    forms: Vec<Spelling<'a>>,
}

#[derive(Serialize)]
struct Spelling<'a> {
    form: &'a str,
    count: usize,
}

impl<'a> Form<'a> {
    fn line(&self, finding: &'a Finding) -> Line<'a> {
        Line {
            path: self.path,
            code: finding.code,
            severity: finding.severity.name(),
            range: self.range(finding.range),
            message: &finding.message,
            related: self.related(finding),
            fixes: self.fixes(finding),
            data: data(finding),
        }
    }

    fn related(&self, finding: &'a Finding) -> Vec<Related<'a>> {
        let related = |r: &'a finding::Related| {
            let (path, range) = match &r.file {
                Some(file) => (file.path.as_str(), self.range_in(file, r.range)),
                None => (self.path, self.range(r.range)),
            };
            Related { path, range, message: &r.message }
        };
        finding.related.iter().map(related).collect()
    }

    fn fixes(&self, finding: &'a Finding) -> Vec<Fix<'a>> {
        let edit = |path, range, edit: &'a crate::range::Edit| Edit { path, range, new_text: &edit.text };
        let fix = |f: &'a finding::Fix| {
            let here = f.edits.iter().map(|e| edit(self.path, self.range(e.range), e));
            let mut edits: Vec<Edit<'a>> = here.collect();
            for other in &f.elsewhere {
                let file = &*other.file;
                edits.extend(other.edits.iter().map(|e| edit(file.path.as_str(), self.range_in(file, e.range), e)));
            }
            Fix { title: &f.title, preferred: f.preferred, edits }
        };
        finding.fixes.iter().filter(|f| f.remember.is_none()).map(fix).collect()
    }

    fn range(&self, range: ByteRange) -> Range {
        between(range, |byte| self.lines.position_at(byte, self.encoding))
    }

    fn range_in(&self, other: &Other, range: ByteRange) -> Range {
        between(range, |byte| position_at(&other.text, byte, self.encoding))
    }
}

fn between(range: ByteRange, position: impl Fn(usize) -> position::Position) -> Range {
    let position = |byte| {
        let at = position(byte);
        Position { line: at.line, character: at.character }
    };
    Range { start: position(range.start), end: position(range.end) }
}

pub(super) fn data(finding: &Finding) -> Data<'_> {
    let rule = rule::find(finding.code);
    Data {
        kind: finding.kind,
        its: rule.map_or("", |r| r.its),
        mqm: rule.map_or("", |r| r.mqm),
        forms: finding.forms.iter().map(|f| Spelling { form: &f.form, count: f.count }).collect(),
    }
}
