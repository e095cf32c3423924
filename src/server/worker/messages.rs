//! What the worker is asked and what it says, to the event loop and to the threads that work for it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use ropey::Rope;

use super::super::answer::Given;
use super::super::document::{DocumentId, Snapshot};
use super::super::judge::Judged;
use super::super::progress::Reading;
use super::super::projects::{Kept, Slips};
use super::super::protocol::CommandReply;
use super::super::question::{Around, Listed};
use super::super::workspace::{Closed, Compared};
use super::{Kin, Verdict};
use crate::config::Settings;
use crate::engine::{Change, Findings};
use crate::glossary::Glossary;
use crate::language::Language;
use crate::names::inventory::Name;

/// What the worker can be asked.
#[derive(Debug)]
pub(in super::super) enum Job {
    /// Check this text, with the client's settings where the project says nothing else.
    Check(Wanted, Arc<Settings>),
    /// List the names of this text, under the same settings.
    Names(Wanted, Arc<Settings>),
    /// A document was judged as a whole.
    Judged(Judged),
    /// The names of a long text are listed.
    Named(Named),
    /// The names of this project are to be compared again: files of it have changed.
    Compare(PathBuf),
    /// The names of a project were compared over its files.
    Compared(Compared),
    /// The files of a project are being read.
    Reading(Reading),
    /// List the names of other texts, for a question of this number, with the client's settings.
    List(u64, Around, Arc<Settings>),
    /// They are listed.
    Listed(u64, Vec<Listed>),
    /// A long document is read.
    Opened(DocumentId),
    /// Check all files of projects from now on, those of the workspace's folders too, and say when it is done.
    CheckAll(u64, Arc<Settings>),
    /// That is done.
    AllChecked(u64),
    /// A file that is not open was checked.
    Closed(Closed),
    /// There are other names in these files than somebody was told.
    Renamed(BTreeSet<PathBuf>),
    /// Texts of a folder that is no project belong together.
    Kin(Kin),
    /// Something that was asked for cannot be done: what the user is to be told.
    Failed(String),
    /// The user has said whether these are a project.
    Declare(PathBuf, Verdict),
    /// The document is closed: what is kept of it can go.
    Forget(DocumentId),
    /// The client's settings are these now.
    Settings(Arc<Settings>),
    /// The workspace has these folders now.
    Folders(Vec<PathBuf>),
    /// A project's own file is open with this text, or not any more.
    Buffer(PathBuf, Option<Rope>),
    /// Files may have changed on disk; `true` to read also those that seem as they were.
    Look(bool),
    /// Write down an answer.
    Remember(Answer),
    /// Keep an answer for the session.
    Hold(Given),
}

/// A text to be checked.
#[derive(Debug)]
pub(in super::super) struct Wanted {
    /// The text.
    pub snapshot: Snapshot,
    /// How it came about from the text of the document that was wanted before; `None` for a text that the document
    /// has already left behind.
    pub changes: Option<Vec<Change>>,
}

/// An answer on its way into a project's files.
#[derive(Debug)]
pub(in super::super) struct Answer {
    /// The answer.
    pub given: Given,
    /// Who waits for it to hold.
    pub reply: CommandReply,
}

/// What the worker says.
#[derive(Debug)]
pub(in super::super) enum Report {
    /// The text that was wanted is checked.
    Checked(Checked),
    /// There is more to say of a text that was checked.
    Settled(Checked),
    /// The names of a text are listed.
    Named(Named),
    /// Those of a long one are listed apart; meanwhile the worker does other things.
    Naming,
    /// The files were looked at: these documents have other settings now.
    Looked(Vec<DocumentId>),
    /// What is wrong in a closed file of a project is this now.
    Slips(PathBuf, Slips),
    /// The glossaries are to be watched by these patterns now.
    Watched(BTreeSet<String>),
    /// A glossary that the client's settings name is not there.
    Absent(String),
    /// The names of all texts of some projects, for the question of this number.
    Listed(u64, Vec<Listed>),
    /// All files are checked, for the question of this number.
    AllChecked(u64),
    /// A file that is not open was checked.
    Closed(Closed),
    /// There are other names in these files than somebody was told.
    Renamed(BTreeSet<PathBuf>),
    /// Texts of a folder that is no project belong together.
    Kin(Kin),
    /// Something that was asked for could not be done.
    Failed(String),
    /// The files of a project are being read.
    Reading(Reading),
    /// An answer was taken.
    Remembered(Answer, Kept),
}

/// What was found in a snapshot.
#[derive(Debug)]
pub(in super::super) struct Checked {
    /// The text that was checked.
    pub snapshot: Snapshot,
    /// In the order of the text; or what a rule's panic said.
    pub findings: Result<Arc<Findings>, String>,
    /// The document was judged as a whole; until then its names are not known.
    pub judged: bool,
}

/// Which names stand in a snapshot.
#[derive(Debug)]
pub(in super::super) struct Named {
    /// The text that was read.
    pub snapshot: Snapshot,
    /// The folder whose `postedit.toml` makes one project of this document and others; `None` where it stands alone.
    pub project: Option<PathBuf>,
    /// By their preferred form; or what a panic said.
    pub names: Result<Arc<[Name]>, String>,
    /// The language of the text.
    pub language: Language,
    /// The terms that are to be used in it, and those that are not.
    pub glossary: Arc<Glossary>,
    /// They were listed apart from the worker.
    pub apart: bool,
}
