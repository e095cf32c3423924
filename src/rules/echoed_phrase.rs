//! `echoed-phrase`: the same words on both sides of *of*, *and*, *or*, *in*, *to*; two forms of one word.

use crate::block::Block;
use crate::finding::{Finding, Fix};
use crate::repeats::{self, Judged, Shape};
use crate::rule::{Rule, Scope};

pub(crate) const RULE: Rule = Rule {
    code: "echoed-phrase",
    doc: include_str!("echoed_phrase.md"),
    its: "duplication",
    mqm: "mistranslation",
    scope: Scope::Repeat(&[Shape::Echo, Shape::Stem], finding_of),
};

fn finding_of(block: &Block, judged: &Judged) -> Finding {
    if judged.repeat.shape == Shape::Echo { echo(block, judged) } else { stem(block, judged) }
}

fn echo(block: &Block, judged: &Judged) -> Finding {
    let repeat = &judged.repeat;
    let shown = block.phrase(repeat.first.from, repeat.second.to);
    let link = block.phrase(repeat.first.to + 1, repeat.second.from - 1);
    let left = block.phrase(repeat.first.from, repeat.first.to);
    let message = format!(
        "\"{shown}\" says the same on both sides of \"{}\". A word may have been lost in translation.",
        link.trim_start_matches([',', ' '])
    );
    let whole = block.span(repeat.first.from, repeat.second.to);
    let mut finding = Finding::new(RULE.code, "echo", judged.severity, whole, message);
    let edits = repeats::cut_second(block, repeat);
    finding
        .fixes
        .extend(edits.map(|edits| Fix::new(format!("Replace with \"{left}\""), false, edits).likely(judged.likely)));
    finding
}

fn stem(block: &Block, judged: &Judged) -> Finding {
    let repeat = &judged.repeat;
    let (first, second) =
        (block.phrase(repeat.first.from, repeat.first.to), block.phrase(repeat.second.from, repeat.second.to));
    let message =
        format!("\"{first} {second}\" puts two forms of one word side by side. One of them may be left over.");
    let whole = block.span(repeat.first.from, repeat.second.to);
    let mut finding = Finding::new(RULE.code, "stem", judged.severity, whole, message);
    let fix = |title: String, edits: Option<Vec<_>>| edits.map(|edits| Fix::new(title, false, edits));
    finding.fixes.extend(fix(format!("Replace with \"{second}\""), repeats::keep_second(block, repeat)));
    finding.fixes.extend(fix(format!("Replace with \"{first}\""), repeats::cut_second(block, repeat)));
    finding
}
