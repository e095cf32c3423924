//! SARIF 2.1.0 (OASIS): one run as code hosting and review tools read it.
//!
//! Lines and columns count from 1, columns in UTF-16 units. The rules' own pages go along, so that whoever looks at a
//! finding elsewhere reads what it means. Results carry fingerprints: a viewer then knows a finding again after the
//! text has moved.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::fingerprint::Fingerprint;
use super::place::{Places, Span};
use super::{Checked, Report, Unread, json};
use crate::finding::{Finding, Fix, Other, Severity};
use crate::range::{ByteRange, Edit};
use crate::rule::{self, Rule};

/// Where the format is defined.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What may stand in a path of a URI as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// One log with one run.
#[derive(Debug, Default)]
pub struct Sarif {
    /// The files checked, as URIs.
    artifacts: Vec<String>,
    /// Whether a result was written.
    any: bool,
}

impl Report for Sarif {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let rules: Vec<Value> = rule::ALL.iter().map(descriptor).collect();
        let tool = json!({"driver": {
            "name": "postedit", "version": env!("CARGO_PKG_VERSION"), "semanticVersion": env!("CARGO_PKG_VERSION"),
            "shortDescription": {"text": env!("CARGO_PKG_DESCRIPTION")}, "rules": rules}});
        write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"utf16CodeUnits\",")?;
        write!(out, "\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\"tool\":{tool},\"results\":[")
    }

    fn file(&mut self, checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.artifacts.push(uri(checked.path));
        if checked.findings.is_empty() {
            return Ok(());
        }
        let mut file = File {
            artifact: json!({"uri": uri(checked.path), "index": self.artifacts.len() - 1}),
            text: checked.text,
            places: Places::new(checked.text),
            twins: BTreeMap::new(),
        };
        for finding in checked.findings {
            let comma = if self.any { "," } else { "" };
            write!(out, "{comma}\n{}", file.result(finding))?;
            self.any = true;
        }
        Ok(())
    }

    fn end(&mut self, unread: &[Unread], out: &mut dyn Write) -> io::Result<()> {
        let artifact = |uri: &String| json!({"location": {"uri": uri}, "roles": ["analysisTarget"]});
        let artifacts: Vec<Value> = self.artifacts.iter().map(artifact).collect();
        let notice = |Unread { message, failure }: &Unread| {
            let level = if *failure { "error" } else { "note" };
            json!({"level": level, "message": {"text": message}})
        };
        let invocation = json!({
            "executionSuccessful": !unread.iter().any(|unread| unread.failure),
            "toolExecutionNotifications": unread.iter().map(notice).collect::<Vec<_>>()});
        writeln!(out, "\n],\"artifacts\":{},\"invocations\":[{invocation}]}}]}}", Value::from(artifacts))
    }
}

struct File<'a> {
    artifact: Value,
    text: &'a str,
    places: Places,
    /// How often each fingerprint was given, so that no two findings share one.
    twins: BTreeMap<u64, usize>,
}

impl File<'_> {
    fn result(&mut self, finding: &Finding) -> Value {
        let message = |text: &str| json!({"text": text});
        let related = finding.related.iter().enumerate().map(|(id, related)| {
            let place = match &related.file {
                Some(other) => elsewhere(other, related.range),
                None => self.location(related.range),
            };
            json!({"id": id, "physicalLocation": place, "message": message(&related.message)})
        });
        let fixes = finding.fixes.iter().filter(|fix| fix.remember.is_none()).map(|fix| self.fix(fix));
        let mut result = json!({
            "ruleId": finding.code, "level": level(finding.severity), "message": message(&finding.message),
            "locations": [{"physicalLocation": self.location(finding.range)}],
            "relatedLocations": related.collect::<Vec<_>>(), "fixes": fixes.collect::<Vec<_>>(),
            "properties": properties(finding)});
        if let Some(index) = rule::ALL.iter().position(|rule| rule.code == finding.code) {
            result["ruleIndex"] = index.into();
        }
        result["partialFingerprints"] = self.fingerprints(finding);
        result
    }

    fn location(&self, range: ByteRange) -> Value {
        let mut region = region(self.places.span(range));
        region["snippet"] = json!({"text": range.of(self.text)});
        json!({"artifactLocation": self.artifact, "region": region})
    }

    fn fix(&self, fix: &Fix) -> Value {
        let own = Some(change(&self.artifact, &self.places, &fix.edits)).filter(|_| !fix.edits.is_empty());
        let others = fix.elsewhere.iter().map(|elsewhere| {
            let artifact = json!({"uri": uri(&elsewhere.file.path)});
            change(&artifact, &Places::of(&elsewhere.file), &elsewhere.edits)
        });
        json!({
            "description": {"text": fix.title}, "properties": {"preferred": fix.preferred},
            "artifactChanges": own.into_iter().chain(others).collect::<Vec<_>>()})
    }

    /// The first is the name under which GitHub looks for a fingerprint.
    fn fingerprints(&mut self, finding: &Finding) -> Value {
        let Fingerprint { words, place } = Fingerprint::of(self.text, finding);
        let twin = self.twins.entry(place).or_insert(0);
        *twin += 1;
        json!({"primaryLocationLineHash": format!("{place:016x}:{twin}"), "flaggedWords/v1": format!("{words:016x}")})
    }
}

fn change(artifact: &Value, places: &Places, edits: &[Edit]) -> Value {
    let replacement =
        |edit: &Edit| json!({"deletedRegion": region(places.span(edit.range)), "insertedContent": {"text": edit.text}});
    json!({"artifactLocation": artifact, "replacements": edits.iter().map(replacement).collect::<Vec<_>>()})
}

/// A place in another file than the finding's own.
fn elsewhere(other: &Other, range: ByteRange) -> Value {
    json!({"artifactLocation": {"uri": uri(&other.path)}, "region": region(Places::of(other).span(range))})
}

fn region(span: Span) -> Value {
    json!({"startLine": span.start_line, "startColumn": span.start_column,
           "endLine": span.end_line, "endColumn": span.end_column})
}

fn properties(finding: &Finding) -> Value {
    let mut properties = json!(json::data(finding));
    properties["severity"] = finding.severity.name().into();
    properties
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn descriptor(rule: &Rule) -> Value {
    let summary = rule.summary();
    // Each tag once: some types have one name in both vocabularies.
    let tags = if rule.its == rule.mqm { vec![rule.its] } else { vec![rule.its, rule.mqm] };
    json!({
        "id": rule.code, "name": pascal(rule.code), "shortDescription": {"text": summary},
        "fullDescription": {"text": summary}, "help": {"text": rule.doc, "markdown": rule.doc},
        "properties": {"its": rule.its, "mqm": rule.mqm, "tags": tags}})
}

/// `repeated-word` as `RepeatedWord`.
fn pascal(code: &str) -> String {
    let word = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    code.split('-').filter(|part| !part.is_empty()).map(word).collect()
}

/// A path as a URI: relative ones stay relative, so that the report holds wherever the files lie.
fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, PATH).to_string();
    match Path::new(path).is_absolute() {
        true => format!("file://{}{encoded}", if path.starts_with('/') { "" } else { "/" }),
        false => encoded,
    }
}
