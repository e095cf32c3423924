//! Several documents whose names are compared with each other's, as those of a project are.
//!
//! The blocks of all documents in one language stand behind each other as if they were one text, and the rules of names
//! see that text once; what they say is then brought back to the files. Everything else is found in each document by
//! itself, as in [`Whole`].

use std::collections::BTreeMap;
use std::sync::Arc;

use super::whole::{self, Whole};
use crate::config::{RuleSetting, Settings};
use crate::document::{Named, Placed};
use crate::finding::{Elsewhere, Finding, Other};
use crate::glossary::Glossary;
use crate::language::Language;
use crate::memory::Memory;
use crate::names;
use crate::names::inventory::{Name, OtherForm};
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
    /// The length of its text, in bytes.
    len: usize,
    whole: Arc<Whole>,
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

    /// Adds the document `file` as it was read, of so many bytes; its text is not looked at. Of those that are not `wanted`
    /// nothing is said.
    pub fn add(&mut self, file: Arc<Other>, len: usize, whole: Arc<Whole>, wanted: bool) {
        self.members.push(Member { file, len, whole, wanted });
    }

    /// What was found in a document by itself and in its names, in the order of the text.
    pub fn joined(mut own: Vec<Finding>, names: Vec<Finding>) -> Vec<Finding> {
        own.extend(names);
        whole::sort(&mut own);
        own
    }

    /// What is found in the names of each wanted document, by its number in the order in which they were added and by its own
    /// settings; nothing in the others.
    pub fn names(&self) -> Vec<Vec<Finding>> {
        let settled = |(member, names): (&Member, Vec<Finding>)| whole::settle(names, &member.whole.settings);
        self.members.iter().zip(self.compared()).map(settled).collect()
    }

    /// Every name of the documents, for each document those that stand in it. Which spelling is the right one, all
    /// documents say together; it need not stand in each.
    pub fn inventory(&self) -> Vec<Vec<Name>> {
        let mut all: Vec<Vec<Name>> = vec![Vec::new(); self.members.len()];
        let languages = self.languages();
        let mut lenses: Vec<(Language, &Arc<Glossary>)> = Vec::new();
        for (member, language) in self.members.iter().zip(&languages) {
            let lens = (*language, &member.whole.settings.glossary);
            if !lenses.contains(&lens) {
                lenses.push(lens);
                let row = Row::of(self.members.iter().enumerate().filter(|(at, _)| languages[*at] == *language));
                let memory = &member.whole.settings.memory;
                let names = names::inventory(&row.document((lens.0, lens.1), memory));
                for (number, member, name) in names.iter().flat_map(|name| row.apart(name)) {
                    if member.whole.settings.glossary == *lens.1 {
                        all[number].push(name);
                    }
                }
            }
        }
        all
    }

    fn compared(&self) -> Vec<Vec<Finding>> {
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
        names
    }

    /// The language that the names of each document are compared in. Where all others are in one, a text too short to tell
    /// goes with them.
    fn languages(&self) -> Vec<Language> {
        let told = || self.members.iter().map(|member| member.whole.language());
        let mut known = told().filter(|language| *language != Language::Unknown);
        let common = known.next().filter(|first| known.all(|other| other == *first));
        let language = |member: &Member| match (member.whole.language(), common) {
            (Language::Unknown, Some(common)) if member.len <= SHORT => common,
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
        let document = row.document((language, glossary), memory);
        let mut findings = Vec::new();
        for rule in rule::ALL {
            if let Scope::Names(check) = rule.scope {
                check(&document, &wanted, &mut |finding| findings.push(finding));
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
            member.whole.place(base, &mut row.blocks);
            // A byte between two files, so that nothing at the end of one meets the beginning of the next.
            base += member.len + 1;
        }
        row.blocks = row.blocks.into_iter().map(|placed| placed.passing(true)).collect();
        row
    }

    /// The row as one document.
    fn document<'d>(&'d self, (language, glossary): (Language, &'d Glossary), memory: &'d Memory) -> Named<'d> {
        let (blocks, files) = (&self.blocks, &*self.firsts);
        Named { language, blocks, memory, glossary, files }
    }

    /// A name of the row as one of each member that it stands in.
    fn apart(&self, name: &Name) -> Vec<(usize, &'a Member, Name)> {
        let mut parts: BTreeMap<usize, Name> = BTreeMap::new();
        let empty = || Name { form: name.form.clone(), places: Vec::new(), others: Vec::new() };
        for (at, range) in name.places.iter().map(|range| self.home(*range)) {
            parts.entry(at).or_insert_with(empty).places.push(range);
        }
        for other in &name.others {
            for (at, range) in other.places.iter().map(|range| self.home(*range)) {
                let others = &mut parts.entry(at).or_insert_with(empty).others;
                match others.last_mut() {
                    Some(last) if last.form == other.form => last.places.push(range),
                    _ => others.push(OtherForm { places: vec![range], ..other.clone() }),
                }
            }
        }
        let member = |(at, name): (usize, Name)| (self.members[at].0, self.members[at].1, name);
        parts.into_iter().map(member).collect()
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
