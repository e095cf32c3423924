//! GitHub's workflow commands: one line a finding, shown as an annotation beside the text in a pull request.

use std::io::{self, Write};

use super::place::Places;
use super::{Checked, Report};
use crate::finding::{Finding, Severity};

/// One command a finding.
#[derive(Debug)]
pub struct Github;

impl Report for Github {
    fn file(&mut self, checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        if checked.findings.is_empty() {
            return Ok(());
        }
        let places = Places::new(checked.text);
        let path = property(checked.path);
        for finding in checked.findings {
            let span = places.span(finding.range);
            let (command, code, message) = (command(finding.severity), finding.code, data(&message(finding)));
            write!(out, "::{command} file={path},line={},col={}", span.start_line, span.start_column)?;
            // GitHub takes an end column on the first line only.
            match span.end_line == span.start_line {
                true => write!(out, ",endColumn={}", span.end_column)?,
                false => write!(out, ",endLine={}", span.end_line)?,
            }
            writeln!(out, ",title={code}::{message}")?;
        }
        Ok(())
    }
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    }
}

/// The message, and what would mend it on a line of its own.
fn message(finding: &Finding) -> String {
    match finding.first_fix() {
        Some(fix) => format!("{}\nFix: {}", finding.message, fix.title),
        None => finding.message.clone(),
    }
}

/// A command's message as GitHub reads it back.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value as GitHub reads it back.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
