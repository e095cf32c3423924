//! `repeated-phrase`: several words twice in a row, or the same words on both sides of a mark.

use crate::block::Block;
use crate::finding::{Finding, Fix};
use crate::lexicon::people;
use crate::repeats::{self, Judged, Shape};
use crate::rule::{Rule, Scope};

pub(crate) const RULE: Rule = Rule {
    code: "repeated-phrase",
    doc: include_str!("repeated_phrase.md"),
    its: "duplication",
    mqm: "addition",
    scope: Scope::Repeat(SHAPES, finding),
};

const SHAPES: &[Shape] = &[Shape::Phrase, Shape::Comma, Shape::Dash, Shape::Slash, Shape::Gloss];

fn finding(block: &Block, judged: &Judged) -> Finding {
    let repeat = &judged.repeat;
    let phrase = block.phrase(repeat.first.from, repeat.first.to);
    let (kind, message) = match repeat.shape {
        Shape::Gloss => ("gloss", format!("\"{phrase}\" stands in brackets after itself.")),
        Shape::Comma => ("comma", format!("\"{phrase}\" is repeated after a comma.")),
        Shape::Dash => ("dash", format!("\"{phrase}\" is repeated after a dash.")),
        Shape::Slash => ("slash", format!("\"{phrase}\" stands on both sides of a slash.")),
        _ if is_title_alone(block, judged) => {
            ("title", format!("\"{phrase}\" is repeated. A name may have been lost in translation."))
        }
        _ => ("phrase", format!("\"{phrase}\" is repeated.")),
    };
    let whole = block.span(repeat.first.from, repeat.second.to);
    let mut finding = Finding::new(RULE.code, kind, judged.severity, whole, message);
    let title = match repeat.shape {
        Shape::Gloss => format!("Remove \"{phrase}\" in brackets"),
        _ => format!("Remove the second \"{phrase}\""),
    };
    let edits = repeats::mend(block, repeat);
    finding.fixes.extend(edits.map(|edits| match kind {
        // Where a name was lost, the text reads no better without the second title, and nobody would look again.
        "title" => Fix::new(title, false, edits).likely(judged.likely),
        _ => judged.fix(title, edits),
    }));
    finding
}

/// Whether a title stands twice and no name behind it.
fn is_title_alone(block: &Block, judged: &Judged) -> bool {
    let repeat = &judged.repeat;
    let title = block.phrase(repeat.first.from, repeat.first.to).to_lowercase();
    let named = block.tokens.get(repeat.second.to + 1).is_some_and(|t| t.is_capitalised());
    people::is_title(&title) && !named
}
