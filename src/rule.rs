//! What a rule is, and the table of all rules.
//!
//! A rule's file under `rules/` holds its check and messages; the Markdown file beside it says what it does,
//! why, and with which examples, which the tests run. Everything that lists rules walks [`ALL`].

use crate::block::Block;
use crate::config::Settings;
use crate::document::{Document, Named, Placed};
use crate::finding::Finding;
use crate::language::Language;
use crate::repeats::{Judged, Shape};
use crate::rules;

/// One check, known to users by its code.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case, named for the pattern it flags.
    pub code: &'static str,
    /// What, why, examples and fix: what `postedit explain` prints.
    pub doc: &'static str,
    /// The issue type of W3C ITS 2.0, section "Localization Quality Issue".
    pub its: &'static str,
    /// The error type of the MQM core typology.
    pub mqm: &'static str,
    /// How much of the document it sees.
    pub scope: Scope,
}

impl Rule {
    /// The first paragraph of its page, as one line.
    pub fn summary(&self) -> String {
        let under_title = self.doc.lines().skip(1).skip_while(|line| line.is_empty());
        under_title.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// How much of the document a rule sees.
#[derive(Clone, Copy, Debug)]
pub enum Scope {
    /// One block; its findings, in block offsets, are kept with the block.
    Block(fn(&Block, Language, &mut Vec<Finding>)),
    /// One repeat of these shapes, once it is judged; the finding in block offsets.
    Repeat(&'static [Shape], fn(&Block, &Judged) -> Finding),
    /// One block with the glossary and what people have answered; findings in block offsets, never kept.
    Terms(fn(&Placed, Language, &Settings, &mut Vec<Finding>)),
    /// The whole document; findings in document offsets.
    Document(fn(&Document<'_>, &mut Vec<Finding>)),
    /// The names of the whole document, or of several files behind each other; findings for the wanted files only.
    Names(NamesCheck),
}

/// A check of names: it says what there is to say of each file, by its number, that the second argument wants, one finding
/// after the other: there may be thousands, each with a fix of many places.
pub type NamesCheck = fn(&Named<'_>, &dyn Fn(usize) -> bool, &mut dyn FnMut(Finding));

/// Every rule, in the order in which they are listed.
pub static ALL: &[Rule] = &[
    rules::repeated_word::RULE,
    rules::repeated_phrase::RULE,
    rules::echoed_phrase::RULE,
    rules::repeated_chain::RULE,
    rules::runaway_repetition::RULE,
    rules::repeated_sentence::RULE,
    rules::inconsistent_name::RULE,
    rules::impossible_pinyin::RULE,
    rules::glossary_term::RULE,
    rules::space_before_punctuation::RULE,
    rules::doubled_punctuation::RULE,
    rules::missing_space::RULE,
    rules::unpaired_bracket::RULE,
    rules::stray_capital::RULE,
    rules::fullwidth_punctuation::RULE,
    rules::source_script::RULE,
    rules::invisible_character::RULE,
    rules::leading_blanks::RULE,
    rules::mixed_quotes::RULE,
    rules::mixed_abbreviation::RULE,
    rules::mixed_date_style::RULE,
    rules::boilerplate::RULE,
];

/// The rule of that code.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.code == code)
}
