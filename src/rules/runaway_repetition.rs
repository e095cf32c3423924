//! `runaway-repetition`: three copies or more of anything, as a decoder makes them that has lost its way.

use crate::block::Block;
use crate::finding::Finding;
use crate::repeats::{self, Judged, Shape};
use crate::rule::{Rule, Scope};

pub(crate) const RULE: Rule = Rule {
    code: "runaway-repetition",
    doc: include_str!("runaway_repetition.md"),
    its: "duplication",
    mqm: "addition",
    scope: Scope::Repeat(&[Shape::Run], finding),
};

/// The longest unit shown whole in a message, in characters.
const SHOWN: usize = 80;

fn finding(block: &Block, judged: &Judged) -> Finding {
    let repeat = &judged.repeat;
    let unit = shortened(&block.phrase(repeat.first.from, repeat.first.to));
    let message = format!("\"{unit}\" stands {} times in a row.", repeat.copies);
    let whole = block.span(repeat.first.from, repeat.second.to);
    let mut finding = Finding::new(RULE.code, "loop", judged.severity, whole, message);
    let edits = repeats::mend(block, repeat);
    let title = format!("Keep \"{unit}\" once");
    finding.fixes.extend(edits.map(|edits| judged.fix(title, edits)));
    finding
}

fn shortened(unit: &str) -> String {
    match unit.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", unit[..at].trim_end()),
        None => unit.to_owned(),
    }
}
