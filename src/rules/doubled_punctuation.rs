//! `doubled-punctuation`: two marks where one can stand: `,,`, `. ,`, `;,`.

use crate::block::Block;
use crate::finding::{Finding, Fix, Severity};
use crate::language::Language;
use crate::lexicon::english_level;
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::token::{Case, Kind, Signs, normal};

pub(crate) const RULE: Rule = Rule {
    code: "doubled-punctuation",
    doc: include_str!("doubled_punctuation.md"),
    its: "typographical",
    mqm: "punctuation",
    scope: Scope::Block(check),
};

fn check(block: &Block, _: Language, findings: &mut Vec<Finding>) {
    if !block.signs.has(Signs::STOPS) {
        return;
    }
    for i in 1..block.tokens.len().saturating_sub(1) {
        let marks = block.tokens[i].kind == Kind::Punctuation && block.tokens[i + 1].kind == Kind::Punctuation;
        if marks && is_doubled(block, i) {
            findings.push(finding(block, i));
        }
    }
}

/// Whether tokens `i` and `i + 1` are two marks of which only one can be meant.
fn is_doubled(block: &Block, i: usize) -> bool {
    let tokens = &block.tokens;
    let (first, second) = (block.word(i), block.word(i + 1));
    let stop = |mark: &str| matches!(mark, "." | "," | ";" | ":" | "，" | "。" | "、");
    if !stop(first) || !stop(second) || tokens[i + 1].gap.markup || begins_a_face(block, i + 1) {
        return false;
    }
    let run = |at: usize| tokens.get(at).is_some_and(|t| t.kind == Kind::Punctuation && stop(block.word(at)));
    let alone = !run(i - 1) && !run(i + 2);
    let apart = tokens[i + 1].gap.space;
    alone
        && tokens[i - 1].is_wordlike()
        && match (first, second) {
            // Two dots touching are a clipped ellipsis as often as a slip; apart, the second stands before a word.
            (".", ".") => apart && tokens.get(i + 2).is_none_or(|t| t.gap.space),
            (".", _) => apart || ends_a_plain_word(block, i),
            (":", ":") => apart,
            _ => true,
        }
}

/// `:)`, `;-)`.
fn begins_a_face(block: &Block, i: usize) -> bool {
    let next = block.tokens.get(i + 1).filter(|next| !next.gap.space);
    matches!(block.word(i), ":" | ";") && next.is_some() && matches!(block.word(i + 1), ")" | "(" | "-")
}

/// `etc.,` and `Ltd.,` are right: the dot is an abbreviation's unless the word is an everyday one or too long.
fn ends_a_plain_word(block: &Block, i: usize) -> bool {
    let word = block.word(i - 1);
    let lower = normal(word);
    let shortest = if block.tokens[i - 1].case == Case::Lower { 3 } else { 4 };
    let everyday = || lower.len() >= shortest && english_level(&lower).is_some_and(|level| level <= 35);
    block.tokens[i - 1].kind == Kind::Word
        && block.tokens[i - 1].case != Case::Upper
        && !ABBREVIATIONS.contains(&lower.as_ref())
        && (lower.len() >= 5 || everyday())
}

/// Abbreviations of three letters and more that are written with a dot and may stand before a comma.
const ABBREVIATIONS: [&str; 52] = [
    "etc", "inc", "ltd", "corp", "bros", "assn", "assoc", "dept", "univ", "est", "approx", "capt", "sgt", "gen",
    "prof", "hon", "messrs", "esq", "ave", "blvd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "ariz", "calif", "colo", "conn", "mass", "mich", "minn", "miss", "okla", "penn", "tenn",
    "wash", "tues", "thur", "thurs", "supt", "maj", "comm", "cont", "incl",
];

fn finding(block: &Block, i: usize) -> Finding {
    let (first, second) = (block.word(i), block.word(i + 1));
    let range = block.span(i, i + 1);
    let shown = range.of(&block.text);
    let message = format!("Two marks in a row: \"{shown}\". One of them is left over.");
    let mut finding = Finding::new(RULE.code, "marks", Severity::Warning, range, message);
    let keep =
        |mark: &str, preferred| Fix::new(format!("Keep only \"{mark}\""), preferred, vec![Edit::replace(range, mark)]);
    if first == second {
        finding.fixes.push(keep(first, true));
    } else {
        finding.fixes.extend([keep(second, false), keep(first, false)]);
    }
    // The blank before the pair goes with the mark it belongs to.
    let before = ByteRange::new(block.tokens[i - 1].range().end, range.start);
    if !before.is_empty() && before.of(&block.text).chars().all(char::is_whitespace) {
        for fix in &mut finding.fixes {
            fix.edits.insert(0, Edit::delete(before));
        }
    }
    finding
}
