//! `source-script`: words of the source that were left in their own script.

use crate::document::{Document, Placed};
use crate::finding::{Finding, Fix, Severity};
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::styles::scripts::{self, Script, Stretch};

pub(crate) const RULE: Rule = Rule {
    code: "source-script",
    doc: include_str!("source_script.md"),
    its: "untranslated",
    mqm: "untranslated",
    scope: Scope::Document(check),
};

/// The longest stretch shown in a message, in characters.
const SHOWN: usize = 20;

fn check(document: &Document<'_>, findings: &mut Vec<Finding>) {
    let count = |whole: bool| {
        let is = |p: &&Placed| {
            if whole { p.analysis.styles.scripts.whole } else { p.analysis.styles.scripts.own }
        };
        document.blocks.iter().filter(is).count()
    };
    // Where whole blocks of both scripts alternate, the text has its source beside it on purpose.
    let whole = count(true);
    if whole > 0 && 3 * whole >= count(false) {
        return;
    }
    for placed in document.blocks {
        let styles = &placed.analysis.styles;
        for stretch in styles.foreign() {
            findings.push(finding(placed, *stretch, styles.scripts.whole));
        }
    }
}

fn finding(placed: &Placed, stretch: Stretch, whole: bool) -> Finding {
    let name = stretch.script.name();
    let range = placed.place(stretch.range);
    let text = placed.text();
    let words = stretch.range.of(&text);
    if stretch.mixed {
        return mixed(words, range, stretch.script);
    }
    let shown = shown(words);
    let message = match whole {
        true => format!("\"{shown}\" is still in {name}: it may not have been translated."),
        false => format!("\"{shown}\" stands in {name} among other words: it may have been left untranslated."),
    };
    Finding::new(RULE.code, "untranslated", Severity::Information, range, message)
}

/// A word of two scripts, whose letters look alike.
fn mixed(word: &str, range: ByteRange, script: Script) -> Finding {
    let shown = crate::block::readable(word);
    let message = format!(
        "\"{shown}\" has {} among its letters, which only look like the others. Searches will not find it.",
        script.name()
    );
    let mut finding = Finding::new(RULE.code, "look-alike", Severity::Warning, range, message);
    let rewritten = scripts::in_one_script(word, script != Script::Latin).filter(|_| shown == word);
    finding.fixes.extend(rewritten.map(|w| Fix::new("Write it in one script", true, vec![Edit::replace(range, w)])));
    finding
}

fn shown(stretch: &str) -> String {
    let readable = crate::block::readable(stretch);
    match readable.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &readable[..at]),
        None => readable,
    }
}
