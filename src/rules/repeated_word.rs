//! `repeated-word`: one word twice in a row, also with an article between.

use crate::block::Block;
use crate::finding::{Finding, Fix};
use crate::repeats::{self, Judged, Shape};
use crate::rule::{Rule, Scope};

pub(crate) const RULE: Rule = Rule {
    code: "repeated-word",
    doc: include_str!("repeated_word.md"),
    its: "duplication",
    mqm: "grammar",
    scope: Scope::Repeat(&[Shape::Word, Shape::Article, Shape::Articles], finding_of),
};

fn finding_of(block: &Block, judged: &Judged) -> Finding {
    match judged.repeat.shape {
        Shape::Word => doubled(block, judged),
        Shape::Article => around_article(block, judged),
        _ => two_articles(block, judged),
    }
}

fn doubled(block: &Block, judged: &Judged) -> Finding {
    let word = block.phrase(judged.repeat.first.from, judged.repeat.first.to);
    let mut finding = finding(block, judged, "word", format!("\"{word}\" is repeated."));
    let edits = repeats::mend(block, &judged.repeat);
    let title = format!("Remove the second \"{word}\"");
    finding.fixes.extend(edits.map(|edits| judged.fix(title, edits)));
    finding
}

fn around_article(block: &Block, judged: &Judged) -> Finding {
    let repeat = &judged.repeat;
    let shown = block.phrase(repeat.first.from, repeat.second.to);
    let article = block.phrase(repeat.first.to + 1, repeat.second.from - 1);
    let message = format!("\"{shown}\" says the same on both sides of \"{article}\".");
    let mut finding = finding(block, judged, "article", message);
    let left = match repeats::second_is_extra(block, repeat) {
        true => block.phrase(repeat.first.from, repeat.first.to),
        false => block.phrase(repeat.first.to + 1, repeat.second.to),
    };
    let edits = repeats::mend(block, repeat);
    let title = format!("Replace with \"{left}\"");
    finding.fixes.extend(edits.map(|edits| judged.fix(title, edits)));
    finding
}

fn two_articles(block: &Block, judged: &Judged) -> Finding {
    let repeat = &judged.repeat;
    let (first, second) =
        (block.phrase(repeat.first.from, repeat.first.to), block.phrase(repeat.second.from, repeat.second.to));
    let mut finding = finding(
        block,
        judged,
        "article",
        format!("\"{first}\" and \"{second}\" stand side by side; one of them is left over."),
    );
    let fix = |title: String, edits: Option<Vec<_>>| edits.map(|edits| Fix::new(title, false, edits));
    finding.fixes.extend(fix(format!("Remove \"{first}\""), repeats::keep_second(block, repeat)));
    finding.fixes.extend(fix(format!("Remove \"{second}\""), repeats::cut_second(block, repeat)));
    finding
}

fn finding(block: &Block, judged: &Judged, kind: &'static str, message: String) -> Finding {
    let whole = judged.repeat.whole();
    Finding::new(RULE.code, kind, judged.severity, block.span(whole.from, whole.to), message)
}
