//! Findings in the protocol's form: positions of the negotiated encoding, made from the text that was checked.

use std::sync::Arc;

use ropey::Rope;

use super::capabilities::Client;
use super::document::Snapshot;
use super::projects::Slips;
use super::protocol::{Diagnostic, DiagnosticData, Location, Range, RelatedInformation, Spelling, TextEdit};
use super::publish::Found;
use super::worker::SLIP;
use crate::finding::{Finding, Other, Related, Severity};
use crate::position::{Encoding, position_at};
use crate::project::Complaint;
use crate::range::{ByteRange, Edit};
use crate::rule;

/// What diagnostics say of where they come from.
const SOURCE: &str = "postedit";

/// A byte range of `text` in lines and columns.
pub(super) fn range(text: &Rope, range: ByteRange, encoding: Encoding) -> Range {
    Range { start: position_at(text, range.start, encoding).into(), end: position_at(text, range.end, encoding).into() }
}

/// An edit of `text`.
pub(super) fn text_edit(text: &Rope, edit: &Edit, encoding: Encoding) -> TextEdit {
    TextEdit { range: range(text, edit.range, encoding), new_text: edit.text.clone(), annotation_id: None }
}

/// A finding in `snapshot` as the client is told of it.
pub(super) fn diagnostic(snapshot: &Snapshot, finding: &Finding, client: Client) -> Diagnostic {
    Diagnostic {
        range: range(&snapshot.text, finding.range, client.encoding),
        severity: severity(finding.severity),
        code: finding.code,
        source: SOURCE,
        message: finding.message.clone(),
        related_information: if client.related { related(snapshot, finding, client) } else { Vec::new() },
        data: data(finding),
    }
}

/// One of the findings of a snapshot as the client is told of it.
pub(super) fn shown(found: &Found, index: usize, client: Client) -> Diagnostic {
    let (text, words) = (&found.snapshot.text, found.findings.packed(index).without_fixes());
    let place = |place: Related| RelatedInformation {
        location: location(&found.snapshot, place.file.as_ref(), place.range, client),
        message: place.message,
    };
    let related_information =
        if client.related { found.findings.related(index).into_iter().map(place).collect() } else { Vec::new() };
    Diagnostic {
        range: range(text, found.findings.range(index), client.encoding),
        severity: severity(words.severity),
        code: words.code,
        source: SOURCE,
        data: data(&words),
        message: words.message,
        related_information,
    }
}

/// What cannot be used in a project's own file that is not open.
pub(super) fn slips(slips: &Slips, client: Client) -> Vec<Diagnostic> {
    let text = Rope::from_str(&slips.text);
    let slip = |complaint: &Complaint| Diagnostic {
        range: range(&text, complaint.range, client.encoding),
        severity: severity(Severity::Warning),
        code: SLIP,
        source: SOURCE,
        message: complaint.message.clone(),
        related_information: Vec::new(),
        data: None,
    };
    slips.complaints.iter().map(slip).collect()
}

/// A place in a snapshot, or in another file: that goes by its URI here.
fn location(snapshot: &Snapshot, file: Option<&Arc<Other>>, place: ByteRange, client: Client) -> Location {
    match file {
        None => Location { uri: Arc::clone(&snapshot.uri), range: range(&snapshot.text, place, client.encoding) },
        Some(file) => Location { uri: file.path.as_str().into(), range: range(&file.text, place, client.encoding) },
    }
}

fn related(snapshot: &Snapshot, finding: &Finding, client: Client) -> Vec<RelatedInformation> {
    let related = finding.related.iter();
    let information = related.map(|place| RelatedInformation {
        location: location(snapshot, place.file.as_ref(), place.range, client),
        message: place.message.clone(),
    });
    information.collect()
}

/// What a rule says of its finding; what was found by no rule is no error of the text.
fn data(finding: &Finding) -> Option<DiagnosticData> {
    let rule = rule::find(finding.code)?;
    Some(DiagnosticData {
        kind: finding.kind,
        its: rule.its,
        mqm: rule.mqm,
        forms: finding.forms.iter().map(|f| Spelling { form: f.form.clone(), count: f.count }).collect(),
    })
}

fn severity(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Information => 3,
        Severity::Hint => 4,
    }
}
