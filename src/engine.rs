//! The one entry: text and settings in, findings out.
//!
//! [`Engine`] checks a text as it stands, once (`fresh`). [`Live`] belongs to a document that is being edited and keeps what
//! it learnt of it: after an edit only the blocks around it are read again (`reading`, with `places`, `pieces` and `lines`),
//! what was found elsewhere moves with the text (`findings`, by `change`s), and what depends on the whole document is judged
//! apart ([`Whole`]), so that a key press never waits for it. Once that is taken back, a live document has the findings of a
//! fresh one.
//! A [`Corpus`] is several documents whose names are compared with each other.

mod change;
mod corpus;
mod findings;
mod fresh;
mod lines;
mod live;
mod moving;
mod pieces;
mod places;
mod reading;
mod whole;

pub use change::Change;
pub use corpus::Corpus;
pub use findings::Findings;
pub use live::Live;
pub use whole::{Judgement, Whole};

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use fresh::Fresh;
use places::Kept;
use reading::{Keep, Reading, Tongue};

use crate::block::{Block, Uncut};
use crate::config::Settings;
use crate::document::{self, Analysis, Words};
use crate::finding::Finding;
use crate::format::{Format, Prose};
use crate::language::Language;
use crate::names::inventory::Name;
use crate::names::mention::Mentions;
use crate::repeats;
use crate::rule::{self, Rule, Scope};
use crate::styles::Styles;
use crate::summary::{Forms, Writer};

/// What a text is checked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Purpose {
    /// Its names are compared with those of others: nothing that is found in them is said.
    pub compared: bool,
    /// The keys of its names are wanted.
    pub keys: bool,
}

/// A text that was checked.
#[derive(Debug)]
pub struct Checked {
    /// What there is to say of it, in the order of the text, worst first where they start together.
    pub findings: Vec<Finding>,
    /// The language that it was read in.
    pub language: Language,
    /// Its names of several words as numbers, each once, where they are wanted.
    pub keys: Option<BTreeSet<u64>>,
}

/// Checks texts by one set of settings.
#[derive(Debug, Default)]
pub struct Engine {
    settings: Arc<Settings>,
}

impl Engine {
    /// An engine that works by these settings.
    pub fn new(settings: impl Into<Arc<Settings>>) -> Self {
        Self { settings: settings.into() }
    }

    /// What there is to say of `text`: findings at or above the settings' severity, in the order of the text,
    /// worst first where they start together.
    pub fn check(&mut self, text: &str, format: Format) -> Vec<Finding> {
        self.check_for(text, format, Purpose::default()).findings
    }

    /// The same for a purpose.
    pub fn check_for(&self, text: &str, format: Format, purpose: Purpose) -> Checked {
        let language = self.language(text);
        let fresh = Fresh::new(text, format, language, purpose.keys);
        let (findings, keys) = Whole::judged(fresh, &self.settings, purpose.compared);
        Checked { findings, language, keys }
    }

    /// Every name of `text` with its spellings, by the preferred form.
    pub fn names(&mut self, text: &str, format: Format) -> Vec<Name> {
        self.read(text, format).names()
    }

    /// The language that `text` is read in.
    fn language(&self, text: &str) -> Language {
        tongue(&self.settings).of(text)
    }

    /// `text` as it was read, ready to be judged.
    pub fn read(&self, text: &str, format: Format) -> Whole {
        let reading = Reading::of(text, format, tongue(&self.settings), Keep::All);
        Whole::of(&reading, document::no_text(), &self.settings)
    }

    /// What is to be kept of `text` so that its names can be compared with those of others; `forms` are the words of all
    /// of them.
    pub fn summarise(&self, text: &str, format: Format, forms: &Arc<Forms>) -> Whole {
        let mut summary = Writer::new(Arc::clone(forms));
        for prose in format.prose(text) {
            let block = Block::new(text, &prose);
            summary.add(prose.range.start, &block, &Mentions::of(&block));
        }
        Whole::of_summary(summary.finish(), self.language(text), &self.settings)
    }

    /// What was found in the names of `text` by its summary, without what a glossary forbids: that is said already.
    pub fn without_forbidden(&self, text: &str, format: Format, names: Vec<Finding>) -> Vec<Finding> {
        if names.is_empty() || self.settings.glossary.is_empty() {
            return names;
        }
        let forbidden = self.read_names(text, format).forbidden();
        names.into_iter().filter(|finding| !forbidden.iter().any(|range| range.overlaps(finding.range))).collect()
    }

    /// `text` as far as its names need to be known, to be compared with those of others: much faster to read.
    pub fn read_names(&self, text: &str, format: Format) -> Whole {
        let kept = |prose: &Prose| {
            let analysis = Arc::new(Analysis::of_text(Uncut::new(text, prose)));
            Kept::new(prose.range.start, prose, analysis, false)
        };
        let blocks = format.prose(text).iter().map(kept).collect();
        Whole::of_names(blocks, self.language(text), &self.settings)
    }
}

fn tongue(settings: &Settings) -> Tongue {
    Tongue { set: settings.language, named: settings.named }
}

/// The checks of block scope, picked out of the table once: this is asked of every block.
static CHECKS: LazyLock<Vec<BlockCheck>> = LazyLock::new(|| {
    let check = |rule: &Rule| if let Scope::Block(check) = rule.scope { Some(check) } else { None };
    rule::ALL.iter().filter_map(check).collect()
});

type BlockCheck = fn(&Block, Language, &mut Vec<Finding>);

/// What is to be known of a block by itself.
fn analyse(block: Uncut, language: Language) -> Analysis {
    let (words, mut known) = analyse_all([block].into_iter(), language);
    let (words, analysis) = words.into_iter().zip(&mut known).next().expect("each block has one");
    analysis.with_words(words)
}

/// The words of several blocks, and what is to be known of each besides. One thing is looked for in all of them before the
/// next: what does it then stays where the processor has it.
fn analyse_all(
    blocks: impl Iterator<Item = Uncut>,
    language: Language,
) -> (Vec<Words>, impl Iterator<Item = Analysis>) {
    let blocks: Vec<Block> = Uncut::cut_all(blocks.collect()).collect();
    let mentions: Vec<Mentions> = Mentions::of_all(&blocks).collect();
    let words: Vec<Words> =
        blocks.into_iter().zip(mentions).map(|(block, mentions)| Words { block, mentions }).collect();
    let mut findings = vec![Vec::new(); words.len()];
    for check in &*CHECKS {
        for (words, findings) in words.iter().zip(&mut findings) {
            check(&words.block, language, findings);
        }
    }
    let repeats: Vec<_> = words.iter().map(|words| repeats::find(&words.block, language)).collect();
    let styles: Vec<_> = words.iter().map(|words| Styles::of(&words.block, &words.mentions, language)).collect();
    let said = findings.into_iter().zip(repeats).zip(styles);
    (words, said.map(|((findings, repeats), styles)| Analysis::new(findings, repeats, styles)))
}
