//! The names of a project's texts, as all of them say together.
//!
//! To work them out takes as long as to compare them, and who searches for a name asks with every letter. So they are kept
//! for as long as the texts and what these are read by are the same.
//!
//! Who was told the names of files is told again when settings or answers have made others of them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Weak};

use super::super::document::Generation;
use super::super::names::mark;
use super::super::question::{Listed, Names};
use super::compare::{Member, OpenText, corpus};
use super::texts::{Tell, Texts};
use crate::config::Settings;
use crate::engine::Whole;
use crate::gather;
use crate::language::Language;
use crate::names::inventory::Name;

/// The names of texts that are compared with each other.
#[derive(Debug)]
pub(super) struct Inventory {
    /// The texts that they were worked out from.
    of: Vec<Source>,
    /// The names of each.
    names: Vec<Arc<[Name]>>,
}

/// One state of a text with what it is read by.
#[derive(Debug, PartialEq)]
enum Source {
    Open(Generation, Language, Settings),
    Closed(Reading),
}

/// A file as it was read. The address tells it from all others: it is not given to another reading as long as this is
/// here, which holds nothing of what was read.
#[derive(Debug)]
struct Reading(Weak<Whole>);

impl PartialEq for Reading {
    fn eq(&self, other: &Self) -> bool {
        self.0.ptr_eq(&other.0)
    }
}

impl Source {
    fn of(member: &Member) -> Self {
        let whole = &member.read.whole;
        match &member.open {
            Some(snapshot) => Self::Open(snapshot.generation, whole.language(), whole.settings().clone()),
            None => Self::Closed(Reading(Arc::downgrade(whole))),
        }
    }
}

impl Inventory {
    /// The names of these texts; `None` where they are too long to be compared.
    fn of(members: &[Member]) -> Option<Self> {
        let names = corpus(members, false)?.inventory().into_iter().map(Arc::from).collect();
        Some(Self { of: members.iter().map(Source::of).collect(), names })
    }

    /// Whether it is that of these texts.
    fn holds(&self, members: &[Member]) -> bool {
        self.of.len() == members.len()
            && self.of.iter().zip(members).all(|(source, member)| *source == Source::of(member))
    }
}

impl Texts {
    /// Lists the names of all texts that are compared with open ones, as they say together.
    pub fn list(&mut self, open: Vec<OpenText>, tell: Tell<'_>) -> Vec<Listed> {
        if self.looked().is_none() {
            self.look(tell);
        }
        let reaches = if self.stopped { BTreeMap::new() } else { self.reaches(open) };
        self.work_out(&reaches);
        self.told = Some(self.marks(&reaches));
        self.stands_anew = false;
        let mut listed = Vec::new();
        for (folder, members) in reaches {
            let Some(inventory) = self.inventories.get(&folder) else { continue };
            for (member, names) in members.into_iter().zip(&inventory.names) {
                let closed = member.open.is_none();
                let whole = &member.read.whole;
                let (language, glossary) = (whole.language(), Arc::clone(&whole.settings().glossary));
                let snapshot = member.open.or_else(|| self.snapshot(&member.path));
                let names =
                    Names { names: Arc::clone(names), project: Some(folder.clone()), language, glossary, since: None };
                listed.extend(snapshot.map(|snapshot| Listed { snapshot, names, closed }));
            }
        }
        self.rest();
        listed
    }

    /// Notes the files of other names than somebody was told, where the project stands otherwise since then. Where only
    /// texts have changed, what each of them says by itself is enough to tell.
    pub(super) fn note_renamed(&mut self, reaches: &BTreeMap<PathBuf, Vec<Member>>) {
        if self.told.is_none() || !std::mem::take(&mut self.stands_anew) {
            return;
        }
        self.work_out(reaches);
        let now = self.marks(reaches);
        let before = self.told.replace(now.clone()).unwrap_or_default();
        let all = gather::set(before.keys().chain(now.keys()));
        let renamed = all.into_iter().filter(|path| before.get(*path) != now.get(*path));
        self.renamed.extend(renamed.cloned());
    }

    /// What is known of the names of files that are not open.
    fn marks(&self, reaches: &BTreeMap<PathBuf, Vec<Member>>) -> BTreeMap<PathBuf, u64> {
        let known = reaches.iter().filter_map(|(folder, members)| Some((members, self.inventories.get(folder)?)));
        let named = known.flat_map(|(members, inventory)| members.iter().zip(&inventory.names));
        let closed = named.filter(|(member, names)| member.open.is_none() && !names.is_empty());
        gather::map(closed.map(|(member, names)| (member.path.clone(), mark(names))))
    }

    /// Lets go of names that are not those of the texts any more.
    pub(super) fn keep_inventories(&mut self, reaches: &BTreeMap<PathBuf, Vec<Member>>) {
        self.inventories
            .retain(|folder, inventory| reaches.get(folder).is_some_and(|members| inventory.holds(members)));
    }

    /// Has the names of all these texts worked out that are not known.
    fn work_out(&mut self, reaches: &BTreeMap<PathBuf, Vec<Member>>) {
        self.keep_inventories(reaches);
        for (folder, members) in reaches {
            if !self.inventories.contains_key(folder) {
                self.inventories.extend(Inventory::of(members).map(|inventory| (folder.clone(), inventory)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use ropey::Rope;

    use super::*;
    use crate::engine::Engine;
    use crate::format::Format;
    use crate::server::document::{Content, DocumentId, Snapshot};
    use crate::server::workspace::View;

    const PLAIN: Format = Format::Plain;

    fn view(options: &str, names: &str) -> View {
        View { options: Some(options.into()), names: Some(names.into()), ..View::default() }
    }

    /// The document `a.txt`, open with this text.
    fn open(folder: &Path, generation: u64, text: &str) -> Vec<OpenText> {
        let (path, uri) = (folder.join("a.txt"), "file:///a.txt".into());
        let (id, generation, content) = (DocumentId(1), Generation(generation), Content::Prose(PLAIN));
        let snapshot = Snapshot { id, generation, uri, version: 0, content, text: Rope::from_str(text) };
        vec![OpenText { path, snapshot, whole: Engine::new(Settings::default()).read(text, PLAIN) }]
    }

    #[test]
    fn names_are_worked_out_again_only_where_texts_or_settings_have_changed() {
        let folder = tempfile::tempdir().unwrap();
        let write = |text: &str| std::fs::write(folder.path().join("b.txt"), text).unwrap();
        write("Then Maro Tesk came.\n");
        let mut texts = Texts::new(folder.path().to_owned(), view("", ""));
        let list = |texts: &mut Texts, generation: u64, text: &str| {
            let listed = texts.list(open(folder.path(), generation, text), &|_| ());
            let of = |uri: &str| listed.iter().find(|listed| listed.snapshot.uri.ends_with(uri)).unwrap();
            (Arc::clone(&of("/a.txt").names.names), Arc::clone(&of("/b.txt").names.names))
        };
        let one = "In the end Maro Tesk spoke.\n";
        let mut before = list(&mut texts, 1, one);
        assert_eq!(before.1[0].form, "Maro Tesk");
        let mut now = |texts: &mut Texts, generation: u64, text: &str| {
            let now = list(texts, generation, text);
            let same = (Arc::ptr_eq(&before.0, &now.0), Arc::ptr_eq(&before.1, &now.1));
            before = now;
            same
        };
        let (kept, anew) = ((true, true), (false, false));
        assert_eq!(now(&mut texts, 1, one), kept);
        // A comparison of the same texts, and one more look at them.
        texts.compare(open(folder.path(), 1, one), &|_| ());
        assert!(!texts.look(&|_| ()));
        texts.set_view(view("", ""));
        assert_eq!(now(&mut texts, 1, one), kept);
        // An edit, and another comparison.
        assert_eq!(now(&mut texts, 2, "In the end Maro Tesk sat down.\n"), anew);
        assert_eq!(now(&mut texts, 2, "In the end Maro Tesk sat down.\n"), kept);
        texts.compare(open(folder.path(), 3, one), &|_| ());
        assert!(texts.inventories.is_empty());
        assert_eq!(now(&mut texts, 3, one), anew);
        // Another file, the same file once more, and others beside it.
        write("Then Maro Vance came.\n");
        assert!(texts.look(&|_| ()));
        assert_eq!(now(&mut texts, 3, one), anew);
        std::fs::write(folder.path().join("c.txt"), "Rain fell.\n").unwrap();
        assert!(texts.look(&|_| ()));
        assert_eq!(now(&mut texts, 3, one), anew);
        // Other settings, other answers.
        texts.set_view(view("[rules]\nrepeated-word = \"off\"\n", ""));
        assert_eq!(now(&mut texts, 3, one), anew);
        texts.set_view(view("", "different: Maro Tesk | Maro Vance\n"));
        assert_eq!(now(&mut texts, 3, one), anew);
        assert_eq!(now(&mut texts, 3, one), kept);
    }
}
