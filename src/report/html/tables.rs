//! The tables above the texts: counts by kind, and names with their spellings.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::escaped;
use crate::report::names::{ELSEWHERE, Form, Place, Table};
use crate::report::statistics::{Count, Statistics, counted, grouped};
use crate::rule;

/// How many places of one spelling are linked; the others are counted.
const PLACES: usize = 8;

/// A box for each severity: without its tick its findings are out of sight.
pub(super) fn filter(statistics: &Statistics, out: &mut String) {
    out.push_str("<fieldset class=\"filter\">\n<legend>Show</legend>\n");
    for Count { name, findings } in statistics.severities() {
        let _ = writeln!(
            out,
            "<label class=\"{name}\"><input type=\"checkbox\" id=\"show-{name}\" checked> <b>{}</b> {}</label>",
            grouped(findings),
            plural(name, findings)
        );
    }
    out.push_str("</fieldset>\n");
}

fn plural(severity: &str, count: usize) -> String {
    // "Information" has no plural.
    let s = if count == 1 || severity == "information" { "" } else { "s" };
    format!("{severity}{s}")
}

/// Findings by check and by the types in which customers count.
pub(super) fn counts(statistics: &Statistics, out: &mut String) {
    out.push_str("<section class=\"counts\">\n<h2>Counts</h2>\n<div>\n");
    let code = |name: &str| {
        let summary = rule::find(name).map(rule::Rule::summary).unwrap_or_default();
        format!("<code title=\"{}\">{name}</code>", escaped(&summary))
    };
    table(statistics, "By check", "Check", &statistics.codes(), &code, out);
    table(statistics, "By ITS 2.0 type", "Type", &statistics.its(), &escaped, out);
    table(statistics, "By MQM type", "Type", &statistics.mqm(), &escaped, out);
    out.push_str("</div>\n</section>\n");
}

fn table(
    statistics: &Statistics,
    caption: &str,
    title: &str,
    counts: &[Count],
    show: &dyn Fn(&str) -> String,
    out: &mut String,
) {
    let _ = write!(
        out,
        "<table>\n<caption>{caption}</caption>\n<thead><tr><th scope=\"col\">{title}</th>\
         <th scope=\"col\" class=\"number\">Findings</th>\
         <th scope=\"col\" class=\"number\">Per 1,000</th></tr></thead>\n<tbody>\n"
    );
    for Count { name, findings } in counts {
        let (name, rate, findings) = (show(name), statistics.rate(*findings), grouped(*findings));
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{name}</th><td class=\"number\">{findings}</td><td class=\"number\">{}</td></tr>",
            escaped(&rate)
        );
    }
    out.push_str("</tbody>\n</table>\n");
}

/// Names in several spellings, and folded away those in one. `numbers` are those of the files by their paths.
pub(super) fn names(table: &Table, numbers: &BTreeMap<String, usize>, out: &mut String) {
    let (varied, single): (Vec<&[Form]>, Vec<&[Form]>) = table.names().partition(|forms| forms.len() > 1);
    if varied.is_empty() && single.is_empty() {
        return;
    }
    out.push_str("<section class=\"names\">\n<h2>Names</h2>\n");
    match varied.len() {
        0 => out.push_str("<p>No name stands in two spellings.</p>\n"),
        _ => rows("Names in several spellings", &varied, numbers, out),
    }
    if !single.is_empty() {
        let _ = writeln!(out, "<details>\n<summary>{} in one spelling</summary>", counted(single.len(), "name"));
        rows("Names in one spelling", &single, numbers, out);
        out.push_str("</details>\n");
    }
    out.push_str("</section>\n");
}

fn rows(caption: &str, names: &[&[Form]], numbers: &BTreeMap<String, usize>, out: &mut String) {
    let _ = write!(
        out,
        "<table>\n<caption>{caption}</caption>\n<thead><tr><th scope=\"col\">Spelling</th>\
         <th scope=\"col\" class=\"number\">Times</th><th scope=\"col\">Differs by</th>\
         <th scope=\"col\">Lines</th></tr></thead>\n"
    );
    for forms in names {
        out.push_str("<tbody>\n");
        for (i, form) in forms.iter().enumerate() {
            let scope = if i == 0 { "rowgroup" } else { "row" };
            let (text, times) = (escaped(&form.text), grouped(form.places.len()));
            let kind = match form.doubtful {
                true => format!("{}; the text does not decide", form.kind),
                false => form.kind.to_owned(),
            };
            let places = if form.places.is_empty() { ELSEWHERE.to_owned() } else { places(&form.places, numbers) };
            let _ = writeln!(
                out,
                "<tr><th scope=\"{scope}\">{text}</th><td class=\"number\">{times}</td><td>{kind}</td><td>{places}</td></tr>"
            );
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n");
}

/// Lines as links to where the name stands, behind their file where there are several.
fn places(places: &[Place], numbers: &BTreeMap<String, usize>) -> String {
    let shown = &places[..places.len().min(PLACES)];
    let mut out = String::new();
    for same in shown.chunk_by(|a, b| a.path == b.path) {
        let file = numbers.get(&same[0].path).copied().unwrap_or_default();
        if numbers.len() > 1 {
            let _ = write!(out, "{}: ", escaped(&same[0].path));
        }
        for place in same {
            let _ = write!(out, "<a href=\"#f{file}-{}\">{}</a> ", place.start, place.line);
        }
    }
    if places.len() > shown.len() {
        let _ = write!(out, "and {} more", grouped(places.len() - shown.len()));
    }
    out.trim_end().to_owned()
}
