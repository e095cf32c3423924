//! Is a repeat wrong, and how surely? One module a family of shapes for English; `tabled` and `unspaced` read the
//! tables of other languages, and `anywhere` knows what holds without any.
//!
//! `None` means: right, or not to be told. What is only perhaps wrong is a hint.

mod across;
mod anywhere;
mod article;
mod echo;
mod name;
mod phrase;
mod run;
mod stem;
mod tabled;
mod unspaced;
mod word;

use crate::block::Block;
use crate::finding::Severity;
use crate::language::Language;

use super::around::Around;
use super::{Repeat, Shape, Verdict, tables};

/// Whether of two copies with an article between the second is too much, not the first.
pub(crate) fn second_is_extra(block: &Block, repeat: &Repeat) -> bool {
    repeat.shape == Shape::Article && article::is_second(&Around { block, repeat })
}

/// What the block of a repeat says of it.
pub(super) fn verdict(block: &Block, repeat: &Repeat, language: Language) -> Option<Verdict> {
    let around = Around { block, repeat };
    let code = language.code();
    let verdict = match (code, tables::of(code), tables::unspaced(code)) {
        _ if unspaced::parted_by_space(&around) => Some(Verdict::Show(Severity::Warning)),
        ("en" | "", ..) => english(&around),
        (_, Some(table), _) => tabled::verdict(&around, table),
        (_, _, Some(table)) => unspaced::severity(&around, table).map(Verdict::Show),
        _ => anywhere::severity(&around).map(Verdict::Show),
    }?;
    let columns = !matches!(code, "en" | "") && around.in_columns();
    let capped = around.crosses_link() || around.is_quoted() || columns;
    Some(if capped { Verdict::Show(Severity::Hint) } else { verdict })
}

/// Whether what stands between two copies from token `gap` on may link them in an echo that is wrong: most does not.
pub(super) fn may_echo(block: &Block, gap: usize, language: Language) -> bool {
    links(language).is_none() || echo::may_link(block, gap)
}

/// The keys of the words of a language that may link them so; `None` where any may.
pub(super) fn links(language: Language) -> Option<&'static [u64]> {
    matches!(language.code(), "en" | "").then_some(&*echo::LINKS)
}

fn english(around: &Around<'_>) -> Option<Verdict> {
    match around.repeat.shape {
        Shape::Word => word::verdict(around),
        Shape::Phrase => phrase::severity(around).map(Verdict::Show),
        Shape::Article => article::between(around).map(Verdict::Show),
        Shape::Articles => article::two(around).map(Verdict::Show),
        Shape::Comma | Shape::Dash | Shape::Slash | Shape::Gloss => across::severity(around).map(Verdict::Show),
        Shape::Echo => echo::verdict(around),
        Shape::Stem => stem::severity(around).map(Verdict::Show),
        Shape::Run | Shape::Chain => run::severity(around).map(Verdict::Show),
    }
}
