//! The one entry: text and settings in, findings out.
//!
//! An [`Engine`] belongs to one document and keeps what it learnt of each block by the block's text, so that
//! after an edit only the blocks it touched are read again. The answer never depends on what was kept: it
//! equals that of a fresh engine.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use crate::block::Block;
use crate::config::{RuleSetting, Settings};
use crate::document::{Analysis, Document, Placed};
use crate::finding::Finding;
use crate::format::{Format, Prose};
use crate::language::Language;
use crate::names;
use crate::names::inventory::Name;
use crate::names::mention::Mentions;
use crate::repeats;
use crate::rule::{self, Scope};

/// Checks one document, again and again.
#[derive(Debug, Default)]
pub struct Engine {
    settings: Settings,
    language: Language,
    kept: FxHashMap<u64, Vec<Kept>>,
}

/// What is known of a block of this source and shape.
#[derive(Debug)]
struct Kept {
    source: String,
    prose: Prose,
    analysis: Arc<Analysis>,
}

impl Engine {
    /// An engine that has read nothing yet.
    pub fn new(settings: Settings) -> Self {
        Self { settings, ..Self::default() }
    }

    /// Works with other settings from now on.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// What there is to say of `text`: findings at or above the settings' severity, in the order of the text,
    /// worst first where they start together.
    pub fn check(&mut self, text: &str, format: Format) -> Vec<Finding> {
        let language = self.settings.language.unwrap_or_else(|| Language::tell(self.settings.named, text));
        let blocks = self.read(text, format, language);
        let repeats = repeats::judge(&blocks, &self.settings.memory);
        let document =
            Document { text, format, language, blocks: &blocks, repeats: &repeats, memory: &self.settings.memory };
        let mut findings = Vec::new();
        for placed in document.blocks {
            findings.extend(placed.analysis.findings.iter().cloned().map(|finding| finding.shifted(placed.start)));
        }
        for rule in rule::ALL {
            if let Scope::Document(check) = rule.scope {
                check(&document, &mut findings);
            }
        }
        repeats::offer_to_accept(&document, &mut findings);
        self.settle(findings)
    }

    /// Every name of `text` with its spellings, by the preferred form.
    pub fn names(&mut self, text: &str, format: Format) -> Vec<Name> {
        let language = self.settings.language.unwrap_or_else(|| Language::tell(self.settings.named, text));
        let blocks = self.read(text, format, language);
        names::inventory(&Document {
            text,
            format,
            language,
            blocks: &blocks,
            repeats: &[],
            memory: &self.settings.memory,
        })
    }

    /// The blocks of `text` in their places, known ones taken over; what no block needs any more is forgotten.
    fn read(&mut self, text: &str, format: Format, language: Language) -> Vec<Placed> {
        if language != self.language {
            self.kept.clear();
            self.language = language;
        }
        let mut before = std::mem::take(&mut self.kept);
        let placed = |prose: Prose| {
            let start = prose.range.start;
            Placed { start, analysis: self.recall(&mut before, text, prose, language) }
        };
        format.prose(text).into_iter().map(placed).collect()
    }

    fn recall(
        &mut self,
        before: &mut FxHashMap<u64, Vec<Kept>>,
        text: &str,
        mut prose: Prose,
        language: Language,
    ) -> Arc<Analysis> {
        let source = prose.range.of(text).to_owned();
        prose.range = prose.range.shifted_to_origin();
        let hash = hash_of(&source, &prose);
        let same = |kept: &Kept| kept.source == source && kept.prose == prose;
        if let Some(known) = self.kept.get(&hash).and_then(|all| all.iter().find(|k| same(k))) {
            return Arc::clone(&known.analysis);
        }
        let known = before.get_mut(&hash).and_then(|all| all.iter().position(same).map(|at| all.swap_remove(at)));
        let kept = known.unwrap_or_else(|| {
            let analysis = Arc::new(analyse(&source, &prose, language));
            Kept { source, prose, analysis }
        });
        let analysis = Arc::clone(&kept.analysis);
        self.kept.entry(hash).or_default().push(kept);
        analysis
    }

    /// Severities as the settings have them, what is below the bar left out, in order.
    fn settle(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let mut shown: Vec<Finding> = findings
            .into_iter()
            .filter_map(|mut finding| {
                match self.settings.rule(finding.code) {
                    Some(RuleSetting::Off) => return None,
                    Some(RuleSetting::Severity(severity)) => finding.severity = severity,
                    None => {}
                }
                (finding.severity <= self.settings.min_severity).then_some(finding)
            })
            .collect();
        shown.sort_by_key(|f| (f.range.start, f.severity, f.range.end, f.code));
        shown
    }
}

fn analyse(source: &str, prose: &Prose, language: Language) -> Analysis {
    let block = Block::new(source, prose);
    let mut findings = Vec::new();
    for rule in rule::ALL {
        if let Scope::Block(check) = rule.scope {
            check(&block, language, &mut findings);
        }
    }
    let mentions = Mentions::of(&block);
    let repeats = repeats::find(&block, language);
    let sentences = repeats::sentences(&block);
    Analysis { block, findings, mentions, repeats, sentences }
}

fn hash_of(source: &str, prose: &Prose) -> u64 {
    let mut hasher = FxHasher::default();
    source.hash(&mut hasher);
    prose.kind.hash(&mut hasher);
    hasher.finish()
}
