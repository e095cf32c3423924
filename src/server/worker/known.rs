//! What the worker keeps of an open document, and what it says of it after each edit.
//!
//! A short document is judged at once; a long one waits for its judgement, and a very long one even to be read
//! (`opening`), while its head is checked. Where its names are compared with those of other files, `compare` does that.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::document::{Content, DocumentId, Snapshot};
use super::super::judge::Judge;
use super::super::opening::{LONG, Opening, Reader};
use super::super::projects::{Outlook, Projects};
use super::Checked;
use crate::config::Settings;
use crate::engine::{Change, Findings, Judgement, Live, Whole};
use crate::format::Format;

/// The longest document, in bytes, that is judged as a whole at each edit before anything is said of it.
pub(in super::super) const AT_ONCE: usize = 32 * 1024;

/// After so many changes without a pause a document is judged all the same: some program edits it, or somebody who rests on a
/// key, and what has changed is kept until then.
const MOST_UNJUDGED: usize = 1000;

/// What is kept of an open document.
pub(super) struct Known {
    pub uri: Arc<str>,
    pub own: bool,
    /// The client's settings, over which the outlook was laid.
    pub base: Arc<Settings>,
    pub outlook: Outlook,
    /// The document with the settings it has.
    pub live: Option<(Arc<Settings>, Live)>,
    /// Until that is there, where it is long.
    pub opening: Option<Opening>,
    /// What was checked last.
    pub latest: Snapshot,
    /// Whether it was ever judged as a whole, and where that stands now.
    pub judged: bool,
    pub judgement: Judging,
    /// The same for its names, where they are compared with those of other files.
    pub compared: bool,
    pub comparison: Judging,
    /// They are not: it is none of the project's files, or these are too long.
    pub alone: bool,
    /// What has changed since it was sent to be compared.
    pub since: Vec<Change>,
    /// Files have changed since.
    pub stale: bool,
}

/// Where the judgement of a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judging {
    /// Nothing is to be judged.
    Done,
    /// Something is.
    Wanted,
    /// It is being judged.
    Busy,
}

/// What is known of a snapshot's document, up to date with the client's settings.
pub(super) fn known<'a>(
    documents: &'a mut BTreeMap<DocumentId, Known>,
    projects: &mut Projects,
    snapshot: &Snapshot,
    base: &Arc<Settings>,
) -> &'a mut Known {
    let known = documents.entry(snapshot.id).or_insert_with(|| Known {
        uri: Arc::clone(&snapshot.uri),
        own: matches!(snapshot.content, Content::Own(_)),
        base: Arc::clone(base),
        outlook: projects.outlook(&snapshot.uri, base),
        live: None,
        opening: None,
        latest: snapshot.clone(),
        judged: false,
        judgement: Judging::Done,
        compared: false,
        comparison: Judging::Done,
        alone: false,
        since: Vec::new(),
        stale: false,
    });
    if !Arc::ptr_eq(&known.base, base) {
        known.base = Arc::clone(base);
        known.outlook = projects.outlook(&known.uri, base);
    }
    known
}

impl Known {
    /// Takes over the latest text after these changes: what is to be said of it at once.
    pub(super) fn check(&mut self, judge: Judge, reader: &Reader, format: Format, changes: &[Change]) -> Arc<Findings> {
        self.note(changes);
        if self.live.is_none() && self.latest.text.len_bytes() > LONG {
            return self.check_head(reader, format, changes);
        }
        self.opening = None;
        let (settings, shared) = (&self.outlook.settings, self.is_shared());
        let text = self.latest.text.clone();
        // The document is taken out while it is worked on: one that fails halfway is read afresh.
        let mut live = match self.live.take() {
            Some((known, mut live)) => {
                live.edit(text, changes);
                if !Arc::ptr_eq(&known, settings) {
                    live.set_settings(Settings::clone(settings));
                }
                live
            }
            None => Live::open(text, format, Settings::clone(settings)),
        };
        live.set_shared(shared);
        if live.len_bytes() <= AT_ONCE && !live.is_settled() {
            let judgement = judge.of(&live.whole());
            live.settle(judgement);
        }
        if live.is_settled() {
            self.judged = true;
            self.judgement = Judging::Done;
        } else if self.judgement == Judging::Done {
            self.judgement = Judging::Wanted;
        }
        let findings = Arc::clone(live.findings());
        self.live = Some((Arc::clone(settings), live));
        findings
    }

    /// What is known of a long document that is not read yet.
    fn check_head(&mut self, reader: &Reader, format: Format, changes: &[Change]) -> Arc<Findings> {
        let (text, settings) = (&self.latest.text, &self.outlook.settings);
        let mut opening = self.opening.take().filter(|opening| Arc::ptr_eq(&opening.settings, settings));
        match &mut opening {
            Some(opening) => opening.edit(text, changes),
            None => opening = Some(reader.open(self.latest.id, text, format, settings)),
        }
        self.opening = opening;
        self.opening.as_ref().map(Opening::findings).unwrap_or_default()
    }

    /// A long document is read: what is to be said now of the text that was checked last.
    pub(super) fn opened(&mut self) -> Option<Checked> {
        let live = self.opening.as_ref()?.read()?;
        let opening = self.opening.take()?;
        Some(self.open(&opening, live))
    }

    fn open(&mut self, opening: &Opening, live: Result<Live, String>) -> Checked {
        let snapshot = self.latest.clone();
        let mut live = match live {
            Ok(live) => live,
            Err(panic) => return Checked { snapshot, findings: Err(panic), judged: true },
        };
        live.edit(snapshot.text.clone(), &opening.changes);
        live.set_shared(self.is_shared());
        self.judgement = if live.is_settled() { Judging::Done } else { Judging::Wanted };
        let findings = Arc::clone(live.findings());
        self.live = Some((Arc::clone(&opening.settings), live));
        Checked { snapshot, findings: Ok(findings), judged: false }
    }

    /// Takes a judgement back: what is to be said now of the text that was checked last.
    pub(super) fn settle(&mut self, judgement: Result<Judgement, String>) -> Option<Checked> {
        let (_, live) = self.live.as_mut()?;
        self.judged = true;
        let snapshot = self.latest.clone();
        let judgement = match judgement {
            Ok(judgement) => judgement,
            Err(panic) => {
                self.judgement = Judging::Done;
                return Some(Checked { snapshot, findings: Err(panic), judged: self.is_judged() });
            }
        };
        live.settle(judgement);
        self.judgement = if live.is_settled() { Judging::Done } else { Judging::Wanted };
        let findings = Ok(Arc::clone(live.findings()));
        Some(Checked { snapshot, findings, judged: self.is_judged() })
    }

    /// Whether its judgement waits for no pause: it never had one, or the last one is too long ago.
    pub(super) fn is_overdue(&self) -> bool {
        !self.judged || self.live.as_ref().is_some_and(|(_, live)| live.changes() >= MOST_UNJUDGED)
    }

    /// A copy of what was read, for those who list its names.
    pub(super) fn whole(&mut self) -> Option<Whole> {
        self.live.as_mut().map(|(_, live)| live.copy())
    }
}
