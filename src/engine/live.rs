//! A document that is being edited: what was found in it, kept up at every key press.
//!
//! An edit costs what it touches. What was found elsewhere moves with the text; of the blocks that were read again the
//! findings are new; what only the whole document can say stays as it was last said, unless the edit touched it, until
//! a [`Whole`] of this document is judged and taken back with [`Live::settle`]. That may be edits later: they are then
//! applied to the judgement as well.

use std::sync::Arc;

use ropey::Rope;

use super::change::Change;
use super::findings::Findings;
use super::moving::Place as _;
use super::reading::Reading;
use super::tongue;
use super::whole::{self, Judgement, Whole};
use crate::config::Settings;
use crate::finding::Finding;
use crate::format::Format;
use crate::language::Language;
use crate::range::ByteRange;
use crate::repeats::Evidence;

/// An open document with its findings.
#[derive(Debug)]
pub struct Live {
    settings: Arc<Settings>,
    text: Rope,
    format: Format,
    reading: Reading,
    findings: Arc<Findings>,
    evidence: Evidence,
    /// The changes since the last [`Whole`] was taken.
    since: Vec<Change>,
    /// All changes are in what was judged.
    settled: bool,
    /// Its names are compared with those of other documents.
    shared: bool,
}

impl Live {
    /// Reads a document; until it is judged as a whole, only what its blocks say by themselves is known.
    pub fn open(text: Rope, format: Format, settings: Settings) -> Self {
        let reading = Reading::lean(&text, format, tongue(&settings));
        let (findings, evidence) = (Arc::default(), Evidence::default());
        let (since, settled, shared) = (Vec::new(), false, false);
        let settings = Arc::new(settings);
        let mut live = Self { settings, text, format, reading, findings, evidence, since, settled, shared };
        live.say_all();
        live
    }

    /// The same, made anew: done on a thread of its own, what is kept does not lie among what it took to read it.
    pub fn anew(mut self) -> Self {
        self.reading.blocks = self.reading.blocks.anew();
        self.findings = Arc::new(self.findings.anew());
        self
    }

    /// What was found, as it stands now. Whoever keeps it over the next edit costs that edit a copy.
    pub fn findings(&self) -> &Arc<Findings> {
        &self.findings
    }

    /// Whether the findings are those of a fresh check of the text as it stands.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// How many changes there were since it was judged, or sent to be, last. Each takes room until then.
    pub fn changes(&self) -> usize {
        self.since.len()
    }

    /// Its text, in bytes.
    pub fn len_bytes(&self) -> usize {
        self.text.len_bytes()
    }

    /// Works by other settings from now on.
    pub fn set_settings(&mut self, settings: Settings) {
        let read_anew = (self.settings.language, self.settings.named) != (settings.language, settings.named);
        self.settings = Arc::new(settings);
        if read_anew {
            self.read_all();
        } else {
            self.settled = false;
            self.reading.round += 1;
            self.say_all();
        }
    }

    /// Whether its names are compared with those of other documents. Then nothing is said of them but what
    /// [`Self::set_names`] brings; that stays until the next time, and moves with the text.
    pub fn set_shared(&mut self, shared: bool) {
        self.settled &= self.shared == shared;
        self.shared = shared;
    }

    /// Takes over what was found in its names when they were compared with others, before the changes `since`. Whether
    /// that is anything new.
    pub fn set_names(&mut self, names: Vec<Finding>, since: &[Change]) -> bool {
        let mut moved = Findings::new(names);
        since.iter().for_each(|change| moved.change(*change));
        let said = moved.iter().collect::<Vec<_>>();
        let news = !self.findings.iter().filter(whole::is_of_names).eq(said.iter().cloned());
        if news {
            Arc::make_mut(&mut self.findings).exchange(whole::is_code_of_names, said);
        }
        news
    }

    /// Takes over the text after `changes`, each made to the outcome of the one before.
    pub fn edit(&mut self, text: Rope, changes: &[Change]) {
        let Some(all) = changes.iter().copied().reduce(Change::then) else { return };
        let before = std::mem::replace(&mut self.text, text);
        if all.new_end > self.text.len_bytes() || all.old_end > before.len_bytes() {
            return self.read_all();
        }
        self.settled = false;
        let again = self.reading.edit(&before, &self.text, all, tongue(&self.settings));
        let findings = Arc::make_mut(&mut self.findings);
        changes.iter().for_each(|change| findings.change(*change));
        self.since.extend(changes);
        self.say(&again);
        self.reading.shed(&again);
    }

    /// The document as it stands, to be judged.
    pub fn whole(&mut self) -> Whole {
        let mut whole = Whole::of(&self.reading, self.text.clone(), &self.settings);
        whole.shared = self.shared;
        self.reading.round += 1;
        self.since.clear();
        whole
    }

    /// The same to be compared with others: nothing is taken back of it.
    pub fn copy(&mut self) -> Whole {
        Whole::of(&self.reading, self.text.clone(), &self.settings)
    }

    /// Takes back what was judged of the last [`Whole`].
    pub fn settle(&mut self, judgement: Judgement) {
        if judgement.round + 1 != self.reading.round {
            return;
        }
        let mut findings = judgement.held.map_or_else(|| Findings::new(judgement.findings), |held| *held);
        self.since.iter().for_each(|change| findings.change(*change));
        if self.shared {
            let said = self.findings.iter().filter(whole::is_of_names).collect();
            findings.exchange(whole::is_code_of_names, said);
        }
        self.findings = Arc::new(findings);
        self.evidence = judgement.evidence;
        let blocks = &self.reading.blocks;
        let round = self.reading.round;
        let again = blocks.all_misplaced().enumerate().filter(|(_, placed)| placed.round == round);
        let again: Vec<usize> = again.map(|(index, _)| index).collect();
        self.settled = self.since.is_empty() && again.is_empty();
        self.say(&again);
    }

    /// The language of its text.
    pub fn language(&self) -> Language {
        self.reading.language
    }

    fn read_all(&mut self) {
        let round = self.reading.round + 1;
        self.reading = Reading::lean(&self.text, self.format, tongue(&self.settings));
        self.reading.round = round;
        self.settled = false;
        self.say_all();
    }

    /// Says anew what every block says by itself.
    fn say_all(&mut self) {
        let mut findings = Vec::new();
        for kept in self.reading.blocks.iter() {
            let found =
                whole::of_block(&kept.placed(0, &self.text), self.reading.language, &self.evidence, &self.settings);
            findings.extend(found.into_iter().map(|finding| finding.shifted(kept.start())));
        }
        whole::sort(&mut findings);
        self.findings = Arc::new(Findings::new(findings));
    }

    /// Says anew what these blocks say by themselves.
    fn say(&mut self, again: &[usize]) {
        let findings = Arc::make_mut(&mut self.findings);
        for &index in again {
            let placed = self.reading.blocks.get(index).placed(0, &self.text);
            let range = ByteRange::new(placed.start, self.reading.blocks.end(index));
            let said = whole::of_block(&placed, self.reading.language, &self.evidence, &self.settings);
            let said = said.into_iter().map(|finding| finding.shifted(placed.start)).collect();
            findings.replace(range, whole::is_of_block, said);
        }
    }
}
