//! `repeated-sentence`: the same sentence, or nearly the same, again nearby.

use crate::document::Document;
use crate::finding::{Finding, Fix, Related, Severity};
use crate::range::{ByteRange, Edit};
use crate::repeats::{self, Span};
use crate::rule::{Rule, Scope};

pub(crate) const RULE: Rule = Rule {
    code: "repeated-sentence",
    doc: include_str!("repeated_sentence.md"),
    its: "duplication",
    mqm: "addition",
    scope: Scope::Document(check),
};

/// The longest beginning of a sentence shown in a message, in characters.
const SHOWN: usize = 60;

fn check(document: &Document<'_>, findings: &mut Vec<Finding>) {
    for twice in &document.survey.twice {
        let (block, second) = twice.second;
        let first = document.repeats.partition_point(|judged| judged.block < block);
        let beside = document.repeats[first..].iter().take_while(|judged| judged.block == block);
        let loops = beside
            .map(|judged| judged.repeat.whole())
            .any(|repeat| repeat.from <= second.to && second.from <= repeat.to && repeat.count() > second.count());
        if !loops {
            findings.push(finding(document, twice));
        }
    }
}

fn finding(document: &Document<'_>, twice: &repeats::Twice) -> Finding {
    let (first, second) = (place(document, twice.first), place(document, twice.second));
    let shown = beginning(document, twice.first);
    let message = match twice.same {
        true => format!("This sentence stands a little before word for word: \"{shown}\"."),
        false => format!("Nearly this sentence stands a little before: \"{shown}\"."),
    };
    let kind = if twice.same { "same" } else { "near" };
    let mut finding = Finding::new(RULE.code, kind, Severity::Information, second, message);
    finding.related.push(Related { file: None, range: first, message: "The sentence stands here first.".to_owned() });
    let fix = |edit| Fix::new("Remove this sentence", false, vec![edit]).likely(twice.same);
    finding.fixes.extend(removal(document, twice).map(fix));
    finding
}

fn place(document: &Document<'_>, (block, span): (usize, Span)) -> ByteRange {
    let placed = &document.blocks[block];
    placed.place(placed.block().span(span.from, span.to))
}

fn beginning(document: &Document<'_>, (block, span): (usize, Span)) -> String {
    let text = document.blocks[block].block().phrase(span.from, span.to);
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.trim_end_matches('.').to_owned(),
    }
}

/// Takes the second sentence away with the blank before it; only from a block in which others remain.
fn removal(document: &Document<'_>, twice: &repeats::Twice) -> Option<Edit> {
    let (index, span) = twice.second;
    let placed = &document.blocks[index];
    let block = placed.block();
    let (from, to) = match span.from.checked_sub(1) {
        Some(before) => (block.span(before, before).end, block.span(span.to, span.to).end),
        None => (block.span(span.from, span.from).start, block.tokens.get(span.to + 1)?.range().start),
    };
    let cut = block.balanced(ByteRange::new(from, to))?;
    Some(Edit::delete(placed.place(cut)))
}
