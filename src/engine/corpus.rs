//! Several documents whose names are compared with each other's, as those of a project are.
//!
//! The blocks of all documents in one language stand behind each other as if they were one text, and the rules of names
//! see that text once; what they say is then brought back to the files. Everything else is found in each document by
//! itself, as in [`Whole`].

use std::sync::Arc;

use super::whole::Whole;
use crate::config::{RuleSetting, Settings};
use crate::document::{Document, Placed};
use crate::finding::{Elsewhere, Finding, Other};
use crate::glossary::Glossary;
use crate::language::Language;
use crate::range::{ByteRange, Edit};
use crate::rule::{self, Rule, Scope};

/// A text up to this many bytes may be too short to tell its language: a title page, a list of persons. A longer one that
/// does not tell is in a language that is not known.
const SHORT: usize = 2_000;

/// Documents that belong together, in their order.
#[derive(Debug, Default)]
pub struct Corpus {
    members: Vec<Member>,
}

/// A document of a corpus.
#[derive(Debug)]
struct Member {
    file: Arc<Other>,
    whole: Whole,
    /// Only then its own findings are asked for.
    wanted: bool,
}

/// Documents of one language behind each other.
struct Row<'a> {
    members: Vec<(usize, &'a Member)>,
    /// Where each begins, in bytes of the row; ascending.
    bases: Vec<usize>,
    /// The number of its first block.
    firsts: Vec<usize>,
    blocks: Vec<Placed>,
}

impl Corpus {
    /// Whether names are looked at with these settings: where nobody wants to hear of them, they are no measure for others.
    pub fn compares(settings: &Settings) -> bool {
        let is_off = |rule: &Rule| settings.rule(rule.code) == Some(RuleSetting::Off);
        !rule::ALL.iter().any(|rule| matches!(rule.scope, Scope::Names(_)) && is_off(rule))
    }

    /// Adds the document `file` as it was read. Of those that are not `wanted` nothing is said.
    pub fn add(&mut self, file: Arc<Other>, whole: Whole, wanted: bool) {
        self.members.push(Member { file, whole, wanted });
    }

    /// The findings of each wanted document, by its number in the order in which they were added; none of the others.
    pub fn judge(&self) -> Vec<Vec<Finding>> {
        let mut names: Vec<Vec<Finding>> = vec![Vec::new(); self.members.len()];
        let languages = self.languages();
        let mut lenses: Vec<(Language, &Arc<Glossary>)> = Vec::new();
        for (member, language) in self.members.iter().zip(&languages).filter(|(member, _)| member.wanted) {
            let lens = (*language, &member.whole.settings.glossary);
            if !lenses.contains(&lens) {
                lenses.push(lens);
                self.compare(lens, &languages, &mut names);
            }
        }
        let judge = |(member, names): (&Member, Vec<Finding>)| match member.wanted {
            true => member.whole.judge_with(Some(names)).findings,
            false => Vec::new(),
        };
        self.members.iter().zip(names).map(judge).collect()
    }

    /// The language that the names of each document are compared in. Where all others are in one, a text too short to tell
    /// goes with them.
    fn languages(&self) -> Vec<Language> {
        let told = || self.members.iter().map(|member| member.whole.language());
        let mut known = told().filter(|language| *language != Language::Unknown);
        let common = known.next().filter(|first| known.all(|other| other == *first));
        let language = |member: &Member| match (member.whole.language(), common) {
            (Language::Unknown, Some(common)) if member.file.text.len_bytes() <= SHORT => common,
            (told, _) => told,
        };
        self.members.iter().map(language).collect()
    }

    /// Compares the names of all documents in one language, and tells those that have this glossary.
    fn compare(&self, lens: (Language, &Arc<Glossary>), languages: &[Language], names: &mut [Vec<Finding>]) {
        let (language, glossary) = lens;
        let row = Row::of(self.members.iter().enumerate().filter(|(number, _)| languages[*number] == language));
        let wanted = |at: usize| row.members[at].1.wanted && row.members[at].1.whole.settings.glossary == *glossary;
        let Some(first) = (0..row.members.len()).find(|at| wanted(*at)) else { return };
        let memory = &row.members[first].1.whole.settings.memory;
        let document = Document { language, blocks: &row.blocks, repeats: &[], memory, glossary, files: &row.firsts };
        let mut findings = Vec::new();
        for rule in rule::ALL {
            if let Scope::Names(check) = rule.scope {
                check(&document, &wanted, &mut findings);
            }
        }
        for finding in findings {
            let at = row.at(finding.range);
            names[row.members[at].0].push(row.bring_home(finding, at));
        }
    }
}

impl<'a> Row<'a> {
    /// Puts documents behind each other, without those whose names are not looked at.
    fn of(members: impl Iterator<Item = (usize, &'a Member)>) -> Self {
        let mut row = Self { members: Vec::new(), bases: Vec::new(), firsts: Vec::new(), blocks: Vec::new() };
        let mut base = 0;
        for (number, member) in members.filter(|(_, member)| Corpus::compares(&member.whole.settings)) {
            row.members.push((number, member));
            row.bases.push(base);
            row.firsts.push(row.blocks.len());
            let placed = |placed: Placed| Placed { start: base + placed.start, ..placed };
            row.blocks.extend(member.whole.blocks.iter().map(placed));
            // A byte between two files, so that nothing at the end of one meets the beginning of the next.
            base += member.file.text.len_bytes() + 1;
        }
        row
    }

    /// Which member of the row a range is in.
    fn at(&self, range: ByteRange) -> usize {
        self.bases.partition_point(|base| *base <= range.start).saturating_sub(1)
    }

    /// A range in bytes of the file it is in.
    fn home(&self, range: ByteRange) -> (usize, ByteRange) {
        let at = self.at(range);
        (at, ByteRange::new(range.start - self.bases[at], range.end - self.bases[at]))
    }

    /// A finding of the row as one of its own file, the `own`th of the row.
    fn bring_home(&self, mut finding: Finding, own: usize) -> Finding {
        let other = |at: usize| Arc::clone(&self.members[at].1.file);
        finding.range = self.home(finding.range).1;
        for related in &mut finding.related {
            let (at, range) = self.home(related.range);
            related.range = range;
            related.file = (at != own).then(|| other(at));
        }
        for fix in &mut finding.fixes {
            for edit in std::mem::take(&mut fix.edits) {
                let (at, range) = self.home(edit.range);
                let edit = Edit { range, ..edit };
                match fix.elsewhere.last_mut() {
                    _ if at == own => fix.edits.push(edit),
                    Some(last) if Arc::ptr_eq(&last.file, &self.members[at].1.file) => last.edits.push(edit),
                    _ => fix.elsewhere.push(Elsewhere { file: other(at), edits: vec![edit] }),
                }
            }
        }
        finding
    }
}
