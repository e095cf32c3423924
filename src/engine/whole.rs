//! What the whole document says: repeats judged by its evidence, and the rules that see all of it.
//!
//! A [`Whole`] is a copy of what was read that can be judged on another thread while the document is edited on.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use ropey::Rope;

use crate::config::{RuleSetting, Settings};
use crate::document::{self, Blocks, Document, Named, Placed, Words};
use crate::finding::{Finding, Packer};
use crate::language::Language;
use crate::names;
use crate::names::inventory::Name;
use crate::range::ByteRange;
use crate::repeats::{self, Evidence};
use crate::rule::{self, Scope};
use crate::slack;
use crate::summary::Summary;
use crate::survey::Survey;

use super::findings::Findings;
use super::fresh::Fresh;
use super::places::{Kept, Places};
use super::reading::Reading;

/// The words of a text of more bytes are not all kept while it is judged: they are cut again instead.
pub(super) const MOST_WORDS: usize = 256 * 1024;

/// A document at one moment, ready to be judged.
#[derive(Clone, Debug)]
pub struct Whole {
    pub(super) blocks: Places,
    /// What is kept instead of its blocks where nothing but its names is asked for.
    summary: Option<Arc<Summary>>,
    /// Its text, where that of blocks is known from there.
    pub(super) text: Rope,
    language: Language,
    pub(super) settings: Arc<Settings>,
    /// The round of blocks that were read before this moment.
    pub(super) round: u32,
    /// Its names are compared with those of other documents, and nothing is said of them here.
    pub(super) shared: bool,
}

/// What was found in a document at one moment.
#[derive(Debug)]
pub struct Judgement {
    /// In the order of the text; none once they are held.
    pub findings: Vec<Finding>,
    /// The same as they are kept, once they were made so.
    pub(super) held: Option<Box<Findings>>,
    pub(super) evidence: Evidence,
    pub(super) round: u32,
}

impl Judgement {
    /// Makes what was found what is kept of it, so that who takes it back has less to do. Done on a thread of its own, what
    /// is kept does not lie among what it took to find it.
    pub fn hold(self) -> Self {
        let held = self.held.map_or_else(|| Findings::new(self.findings), |held| held.anew());
        Self { held: Some(Box::new(held)), findings: Vec::new(), ..self }
    }
}

impl Whole {
    pub(super) fn of(reading: &Reading, text: Rope, settings: &Arc<Settings>) -> Self {
        let (language, round) = (reading.language, reading.round);
        let (blocks, settings) = (reading.blocks.clone(), Arc::clone(settings));
        Self { blocks, summary: None, text, language, settings, round, shared: false }
    }

    /// What is found in a text that is read and judged at once, and the keys of its names where they are wanted; without what
    /// is found in its names where these are compared with those of others, as `shared` says.
    pub(super) fn judged(
        fresh: Fresh<'_>,
        settings: &Arc<Settings>,
        shared: bool,
    ) -> (Vec<Finding>, Option<BTreeSet<u64>>) {
        let whole = Self { shared, ..Self::of_names(Vec::new(), fresh.language, settings) };
        let mut findings = Vec::new();
        let mut say = |finding| findings.extend(shown(finding, settings));
        whole.say_names(&fresh, &mut say);
        let (placed, survey, keys) = fresh.finish();
        whole.say_but_names(&placed, survey, &mut say);
        sort(&mut findings);
        (findings, keys)
    }

    /// The language of its text.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The blocks of a text as far as their names need to be known.
    pub(super) fn of_names(blocks: Vec<Kept>, language: Language, settings: &Arc<Settings>) -> Self {
        let (blocks, text, settings) = (Places::new(blocks), document::no_text(), Arc::clone(settings));
        Self { blocks, summary: None, text, language, settings, round: 0, shared: true }
    }

    /// A text of which only a summary is kept.
    pub(super) fn of_summary(summary: Summary, language: Language, settings: &Arc<Settings>) -> Self {
        Self { summary: Some(Arc::new(summary)), ..Self::of_names(Vec::new(), language, settings) }
    }

    /// Its summary, if that is all there is and nobody else looks at it.
    pub fn summary_mut(&mut self) -> Option<&mut Summary> {
        self.summary.as_mut().and_then(Arc::get_mut)
    }

    /// How many bytes its summary takes, if that is all there is.
    pub fn summary_size(&self) -> usize {
        self.summary.as_ref().map_or(0, |summary| summary.size())
    }

    /// What it is judged by.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether its text would be read in the same way by these settings.
    pub fn is_read_alike(&self, settings: &Settings) -> bool {
        (self.settings.language, self.settings.named) == (settings.language, settings.named)
    }

    /// The same by other settings; the language stays.
    pub fn set_settings(&mut self, settings: Arc<Settings>) {
        self.settings = settings;
    }

    /// All findings of the document, whose names are compared with each other only.
    pub fn judge(&self) -> Judgement {
        let mut findings = Vec::new();
        let evidence = self.say(&mut |finding| findings.push(finding));
        sort(&mut findings);
        Judgement { findings, held: None, evidence, round: self.round }
    }

    /// The same as they are kept. Of a long text they would take much more room unpacked.
    pub fn judge_packed(&self) -> Judgement {
        let mut packer = Packer::default();
        let evidence = self.say(&mut |finding| packer.add(&finding));
        let held = Some(Box::new(Findings::of_packed(packer.finish())));
        Judgement { findings: Vec::new(), held, evidence, round: self.round }
    }

    /// What a glossary forbids, in no order.
    pub(super) fn forbidden(&self) -> Vec<ByteRange> {
        let mut forbidden = Vec::new();
        for placed in self.placed() {
            placed.look(|Words { block, mentions, .. }| {
                let hits = self.settings.glossary.find(block, mentions, self.language);
                forbidden.extend(hits.iter().map(|hit| placed.place(block.span(hit.first, hit.last))));
            });
        }
        forbidden
    }

    /// Says all that is to be shown of the document, in no order; and what it says of doubtful repeats.
    fn say(&self, take: &mut dyn FnMut(Finding)) -> Evidence {
        let mut say = |finding| shown(finding, &self.settings).into_iter().for_each(&mut *take);
        let blocks = self.blocks_of_names();
        self.say_names(&*blocks, &mut say);
        let blocks = match blocks {
            Held::Placed(blocks) => blocks,
            // What names take is most, and comes first, while there is nothing else.
            Held::Kept(_) => {
                slack::give_back();
                self.placed()
            }
        };
        self.say_but_names(&blocks, Survey::of(&blocks, self.language), &mut say)
    }

    /// Says what is found in the names of these blocks, if they are compared with each other only.
    fn say_names(&self, blocks: &dyn Blocks, say: &mut dyn FnMut(Finding)) {
        if self.shared {
            return;
        }
        let Settings { memory, glossary, .. } = &*self.settings;
        let named = Named { language: self.language, blocks, memory, glossary, files: &[] };
        for rule in rule::ALL {
            if let Scope::Names(check) = rule.scope {
                check(&named, &|_| true, &mut *say);
            }
        }
    }

    /// Says what there is to say of these blocks with their survey, names aside.
    fn say_but_names(&self, blocks: &[Placed], survey: Survey, say: &mut dyn FnMut(Finding)) -> Evidence {
        let Settings { memory, glossary, .. } = &*self.settings;
        let language = self.language;
        let judged = repeats::judge(blocks, &survey.evidence, memory);
        for placed in blocks {
            let of_block = placed.analysis.findings().iter().cloned().chain(terms(placed, language, &self.settings));
            of_block.for_each(|finding| say(finding.shifted(placed.start)));
        }
        for judged in &judged {
            let placed = &blocks[judged.block];
            let finding = placed.look(|words| repeats::finding(&words.block, judged));
            finding.into_iter().for_each(|finding| say(finding.shifted(placed.start)));
        }
        let document = Document { language, blocks, repeats: &judged, survey: &survey, memory, glossary };
        for rule in rule::ALL {
            if let Scope::Document(check) = rule.scope {
                let mut findings = Vec::new();
                check(&document, &mut findings);
                findings.into_iter().for_each(&mut *say);
            }
        }
        survey.evidence
    }

    /// Its blocks for those who judge them.
    fn placed(&self) -> Vec<Placed> {
        let mut blocks = Vec::new();
        self.place(0, &mut blocks);
        let passing = blocks.last().is_some_and(|last| last.start > MOST_WORDS);
        blocks.into_iter().map(|placed| placed.passing(passing)).collect()
    }

    /// Its blocks for those who compare names.
    fn blocks_of_names(&self) -> Held<'_> {
        if self.text.len_bytes() > MOST_WORDS { Held::Kept(self) } else { Held::Placed(self.placed()) }
    }

    /// Adds its blocks to those of texts before it, behind which it begins at byte `base`.
    pub(super) fn place(&self, base: usize, blocks: &mut Vec<Placed>) {
        match &self.summary {
            Some(summary) => blocks.extend(summary.blocks().map(|block| Placed::summarised(base, block))),
            None => {
                blocks.reserve(self.blocks.len());
                blocks.extend(self.blocks.iter().map(|kept| kept.placed(base, &self.text)));
            }
        }
    }

    /// Its names of several words as numbers, each once: much less work than [`Self::names`].
    pub fn name_keys(&self) -> BTreeSet<u64> {
        let mut keys = BTreeSet::new();
        let blocks = self.placed().into_iter().map(|placed| placed.passing(true));
        blocks.for_each(|placed| placed.look(|words| names::keys::gather(words, &mut keys)));
        keys
    }

    /// Every name of the document with its spellings, by the preferred form.
    pub fn names(&self) -> Vec<Name> {
        let Settings { memory, glossary, .. } = &*self.settings;
        let blocks = self.blocks_of_names();
        names::inventory(&Named { language: self.language, blocks: &*blocks, memory, glossary, files: &[] })
    }
}

/// Blocks for those who compare names, which takes most room: of a long text no words are kept, and no list of blocks in
/// their places is made.
enum Held<'a> {
    Placed(Vec<Placed>),
    Kept(&'a Whole),
}

impl<'a> Deref for Held<'a> {
    type Target = dyn Blocks + 'a;

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Placed(blocks) => blocks,
            Self::Kept(whole) => *whole,
        }
    }
}

impl Blocks for Whole {
    fn count(&self) -> usize {
        self.blocks.len()
    }

    fn some_tokens(&self) -> usize {
        self.blocks.iter().map(|kept| kept.placed(0, &self.text).some_tokens()).sum()
    }

    fn start(&self, block: usize) -> usize {
        self.blocks.start(block)
    }

    fn is_summarised(&self, _: usize) -> bool {
        false
    }

    fn are_lean(&self) -> bool {
        true
    }

    fn words(&self, block: usize) -> Option<&Words> {
        self.blocks.misplaced(block).analysis.words()
    }

    fn cut(&self, block: usize) -> Words {
        self.blocks.get(block).placed(0, &self.text).cut()
    }

    fn each(&self, look: &mut dyn FnMut(usize, &Words)) {
        for (number, kept) in self.blocks.iter().enumerate() {
            kept.placed(0, &self.text).passing(true).look(|words| look(number, words));
        }
    }
}

/// What a block says of itself, with what is known of the document, in offsets of the block.
pub(super) fn of_block(placed: &Placed, language: Language, evidence: &Evidence, settings: &Settings) -> Vec<Finding> {
    let mut findings = placed.analysis.findings().to_vec();
    findings.extend(terms(placed, language, settings));
    let judged = repeats::judge_block(0, placed, evidence, &settings.memory);
    findings.extend(judged.iter().filter_map(|judged| repeats::finding(placed.block(), judged)));
    settle(findings, settings)
}

/// What the glossary says of a block's words, in offsets of the block.
fn terms(placed: &Placed, language: Language, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    if settings.glossary.is_empty() {
        return findings;
    }
    for rule in rule::ALL {
        if let Scope::Terms(check) = rule.scope {
            check(placed, language, settings, &mut findings);
        }
    }
    findings
}

/// Whether findings of this code come from one block and what is known of its words.
pub(super) fn is_of_block(code: &str) -> bool {
    rule::find(code).is_some_and(|rule| !matches!(rule.scope, Scope::Document(_) | Scope::Names(_)))
}

/// Whether a finding is one of names, which may have been compared over several documents.
pub(super) fn is_of_names(finding: &Finding) -> bool {
    is_code_of_names(finding.code)
}

/// Whether findings of this code are of names.
pub(super) fn is_code_of_names(code: &str) -> bool {
    rule::find(code).is_some_and(|rule| matches!(rule.scope, Scope::Names(_)))
}

/// Severities as the settings have them, what is below the bar left out, in order.
pub(super) fn settle(findings: Vec<Finding>, settings: &Settings) -> Vec<Finding> {
    let mut shown: Vec<Finding> = findings.into_iter().filter_map(|finding| shown(finding, settings)).collect();
    sort(&mut shown);
    shown
}

/// A finding with the severity that the settings have for it, if it is to be shown.
fn shown(mut finding: Finding, settings: &Settings) -> Option<Finding> {
    match settings.rule(finding.code) {
        Some(RuleSetting::Off) => return None,
        Some(RuleSetting::Severity(severity)) => finding.severity = severity,
        None => {}
    }
    (finding.severity <= settings.min_severity).then_some(finding)
}

/// Puts findings in the order of the text, worst first where they start together.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|f| (f.range.start, f.severity, f.range.end, f.code));
}
