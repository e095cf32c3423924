//! JSON Lines: one object a finding, with the protocol's positions. The shape is a promise (see the README).

use std::io::{self, Write};

use ropey::Rope;
use serde::Serialize;

use super::{Checked, Report};
use crate::finding::{self, Finding};
use crate::position::{Encoding, position_at};
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
        let form = Form { path: checked.path, text: Rope::from_str(checked.text), encoding: self.encoding };
        for finding in checked.findings {
            serde_json::to_writer(&mut *out, &form.line(finding))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

struct Form<'a> {
    path: &'a str,
    text: Rope,
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
            let (path, text) = r.file.as_ref().map_or((self.path, &self.text), |file| (&file.path, &file.text));
            Related { path, range: self.range_in(text, r.range), message: &r.message }
        };
        finding.related.iter().map(related).collect()
    }

    fn fixes(&self, finding: &'a Finding) -> Vec<Fix<'a>> {
        let edit = |path: &'a str, text: &Rope, edit: &'a crate::range::Edit| Edit {
            path,
            range: self.range_in(text, edit.range),
            new_text: &edit.text,
        };
        let fix = |f: &'a finding::Fix| {
            let mut edits: Vec<Edit<'a>> = f.edits.iter().map(|e| edit(self.path, &self.text, e)).collect();
            for other in &f.elsewhere {
                edits.extend(other.edits.iter().map(|e| edit(&other.file.path, &other.file.text, e)));
            }
            Fix { title: &f.title, preferred: f.preferred, edits }
        };
        finding.fixes.iter().filter(|f| f.remember.is_none()).map(fix).collect()
    }

    fn range(&self, range: ByteRange) -> Range {
        self.range_in(&self.text, range)
    }

    fn range_in(&self, text: &Rope, range: ByteRange) -> Range {
        let position = |byte| {
            let at = position_at(text, byte, self.encoding);
            Position { line: at.line, character: at.character }
        };
        Range { start: position(range.start), end: position(range.end) }
    }
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
