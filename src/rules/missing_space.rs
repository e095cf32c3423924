//! `missing-space`: no blank between a mark and the word behind it.

use crate::block::Block;
use crate::finding::{Finding, Fix, Severity};
use crate::language::Language;
use crate::lexicon::{self, words};
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::token::{Case, Kind, Signs, Token, normal};

pub(crate) const RULE: Rule = Rule {
    code: "missing-space",
    doc: include_str!("missing_space.md"),
    its: "whitespace",
    mqm: "punctuation",
    scope: Scope::Block(check),
};

fn check(block: &Block, language: Language, findings: &mut Vec<Finding>) {
    if !block.signs.has(Signs::JOINT) || matches!(language.code(), "zh" | "ja" | "th" | "km" | "lo" | "my") {
        return;
    }
    for (at, token) in block.tokens.iter().enumerate().skip(1) {
        if token.kind == Kind::Punctuation && is_joint(&block.tokens, at) && is_missing(block, at, language) {
            findings.push(finding(block, at));
        }
    }
}

/// Whether the mark `at` touches what stands on both sides.
fn is_joint(tokens: &[Token], at: usize) -> bool {
    let touches = |t: &Token| !t.gap.space && !t.gap.markup && !t.gap.link;
    touches(&tokens[at]) && tokens.get(at + 1).is_some_and(touches)
}

fn is_missing(block: &Block, at: usize, language: Language) -> bool {
    if block.word(at + 1) == "“" {
        return opens_behind_mark(block, at, language);
    }
    let (before, after) = (&block.tokens[at - 1], &block.tokens[at + 1]);
    let words =
        before.kind == Kind::Word && after.kind == Kind::Word && is_plain(block, at - 1) && is_plain(block, at + 1);
    words
        && match block.word(at) {
            "." => before.case == Case::Lower && ends_a_sentence(block, at, language),
            "!" | "?" => before.case == Case::Lower && after.case == Case::Capital,
            "," | ";" => is_prose_around(block, at),
            _ => false,
        }
}

/// `said:“No`: the mark that opens touches the one before. In German the same sign closes.
fn opens_behind_mark(block: &Block, at: usize, language: Language) -> bool {
    language == Language::ENGLISH
        && matches!(block.word(at), "," | ";" | ":" | ".")
        && block.tokens[at - 1].is_wordlike()
        && block.tokens.get(at + 2).is_some_and(|t| t.kind == Kind::Word && !t.gap.space)
}

/// Letters only: no digit, underscore or dot, and no single letter.
fn is_plain(block: &Block, at: usize) -> bool {
    let word = block.word(at);
    word.chars().nth(1).is_some() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'))
}

/// `end.Start`: the second word begins a sentence. `Node.Js`, `System.Out` and names of files begin none.
fn ends_a_sentence(block: &Block, at: usize, language: Language) -> bool {
    let after = &block.tokens[at + 1];
    if after.case != Case::Capital || !is_prose_around(block, at) {
        return false;
    }
    let everyday = |i: usize| lexicon::english_level(&normal(block.word(i))).is_some();
    language != Language::ENGLISH || everyday(at - 1)
}

/// Words with blanks on the outer sides: no chain of marks such as paths, lists of flags or code are.
fn is_prose_around(block: &Block, at: usize) -> bool {
    let free_before = block.tokens[at - 1].gap.space || at == 1;
    let free_after = block.tokens.get(at + 2).is_none_or(|t| {
        t.gap.space
            || t.kind == Kind::Punctuation && !matches!(block.word(at + 2), "/" | "\\" | "(" | "=" | "_" | "@" | ":")
    });
    free_before && free_after || is_second_of_series(block, at)
}

/// `salt,oil,rope and`: the mark before was one of these, too.
fn is_second_of_series(block: &Block, at: usize) -> bool {
    let free_after = block.tokens.get(at + 2).is_none_or(|t| t.gap.space || block.word(at + 2) == block.word(at));
    at >= 3 && block.word(at - 2) == block.word(at) && matches!(block.word(at), "," | ";") && free_after
}

fn finding(block: &Block, at: usize) -> Finding {
    let range = block.span(at - 1, at + 1);
    let (mark, word) = (block.word(at), block.word(at + 1));
    let message = format!("A space is missing between \"{mark}\" and \"{word}\".");
    // "context.Context" may be a name in code; a small word begins a sentence.
    let certain = mark != "." || words::is_function_word(&normal(word));
    let severity = if certain { Severity::Warning } else { Severity::Information };
    let mut finding = Finding::new(RULE.code, "space", severity, range, message);
    let end = block.tokens[at].range().end;
    let edit = Edit::replace(ByteRange::new(end, end), " ");
    finding.fixes.push(Fix::new(format!("Add a space after \"{mark}\""), certain, vec![edit]));
    finding
}
