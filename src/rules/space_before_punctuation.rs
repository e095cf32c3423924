//! `space-before-punctuation`: a blank before a mark that belongs to the word before it.

use crate::block::Block;
use crate::finding::{Finding, Fix, Severity};
use crate::language::Language;
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::token::{Kind, Signs, Token};

pub(crate) const RULE: Rule = Rule {
    code: "space-before-punctuation",
    doc: include_str!("space_before_punctuation.md"),
    its: "typographical",
    mqm: "punctuation",
    scope: Scope::Block(check),
};

fn check(block: &Block, language: Language, findings: &mut Vec<Finding>) {
    if !block.signs.has(Signs::APART) {
        return;
    }
    for (i, pair) in block.tokens.windows(2).enumerate() {
        if pair[1].kind != Kind::Punctuation || !pair[1].gap.space {
            continue;
        }
        let gap = ByteRange::new(pair[0].range().end, pair[1].range().start);
        if is_stray(block, i, language) && gap.of(&block.text).chars().all(char::is_whitespace) {
            findings.push(finding(block, i, gap));
        }
    }
}

/// Whether the mark after token `i` stands apart from it for no reason.
fn is_stray(block: &Block, i: usize, language: Language) -> bool {
    let closes = || matches!(block.word(i), ")" | "]" | "”" | "’" | "\"" | "»");
    belongs_to_the_left(block.word(i + 1), language)
        && (block.tokens[i].is_wordlike() || closes())
        && follows_freely(block, i + 2)
        && !is_spaced_list(block, i)
}

/// The marks that never stand apart; before the others French leaves a blank, and unknown languages may.
fn belongs_to_the_left(mark: &str, language: Language) -> bool {
    match mark {
        "." | "," => true,
        ";" | ":" | "!" | "?" => !matches!(language.code(), "fr" | ""),
        _ => false,
    }
}

/// What follows must not be glued on: ` .net`, ` .5`, ` ...`, ` :)` are something else; so is a spaced ellipsis.
fn follows_freely(block: &Block, next: usize) -> bool {
    let Some(token) = block.tokens.get(next) else { return true };
    if block.word(next) == "." {
        return false;
    }
    // " :)" is a face.
    let face = matches!(block.word(next - 1), ":" | ";");
    token.gap.space
        || matches!(block.word(next), "\"" | "”" | "’" | "»")
        || matches!(block.word(next), ")" | "]") && !face
}

/// `a , b , c`: text that sets its marks apart throughout, such as tokenised output, is another matter:
/// still wrong, but so is a sign between two numbers (`1 , 2`), which is left alone.
fn is_spaced_list(block: &Block, i: usize) -> bool {
    let number = |t: Option<&Token>| t.is_some_and(|t| t.kind == Kind::Number);
    number(block.tokens.get(i)) && number(block.tokens.get(i + 2))
}

fn finding(block: &Block, i: usize, gap: ByteRange) -> Finding {
    let mark = block.word(i + 1);
    let range = ByteRange::new(gap.start, block.tokens[i + 1].range().end);
    let message = format!("There is a space before \"{mark}\". The mark belongs to the word before it.");
    let mut finding = Finding::new(RULE.code, "space", Severity::Warning, range, message);
    finding.fixes.push(Fix::new(format!("Remove the space before \"{mark}\""), true, vec![Edit::delete(gap)]));
    finding
}
