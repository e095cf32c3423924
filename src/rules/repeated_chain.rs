//! `repeated-chain`: one word three times and more, glued by hyphens or by nothing.

use crate::block::Block;
use crate::finding::Finding;
use crate::repeats::{self, Judged, Shape};
use crate::rule::{Rule, Scope};

pub(crate) const RULE: Rule = Rule {
    code: "repeated-chain",
    doc: include_str!("repeated_chain.md"),
    its: "duplication",
    mqm: "addition",
    scope: Scope::Repeat(&[Shape::Chain], finding),
};

fn finding(block: &Block, judged: &Judged) -> Finding {
    let repeat = &judged.repeat;
    let whole = block.span(repeat.first.from, repeat.second.to);
    let shown = block.phrase(repeat.first.from, repeat.second.to);
    let glued = repeat.first == repeat.second;
    let unit = unit(&block.phrase(repeat.first.from, repeat.first.to), if glued { repeat.copies } else { 1 });
    let message = format!("\"{shown}\" is \"{unit}\" {} times.", repeat.copies);
    let mut finding = Finding::new(RULE.code, "chain", judged.severity, whole, message);
    let edits = repeats::mend(block, repeat);
    let title = format!("Replace with \"{unit}\"");
    finding.fixes.extend(edits.map(|edits| judged.fix(title, edits)));
    finding
}

/// The first of `copies` equal parts.
fn unit(word: &str, copies: usize) -> String {
    let letters = word.chars().count() / copies.max(1);
    word.chars().take(letters).collect()
}
