//! What a client can ask, and what has to be known before it is answered.
//!
//! A [`Question`] holds the texts it is about as they stood at its place among the edits. `schedule` has the worker
//! find out what is missing of them; then `event_loop` has it answered. So no handler ever waits, and every answer is
//! for the text it was asked about.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc;

use super::diagnostics;
use super::document::{DocumentId, Generation, Snapshot};
use super::parts::Parts;
use super::protocol::{
    CodeActionParams, DocumentDiagnosticParams, DocumentParams, FixAll, NamesList, NamesParams, PositionParams,
    RenameParams, ResolveParams, SymbolParams, WorkspaceDiagnosticParams,
};
use super::publish::Found;
use crate::engine::Change;
use crate::glossary::Glossary;
use crate::language::Language;
use crate::names::inventory::Name;

/// Where an answer goes; closed once the client has cancelled the request.
pub(super) type Reply = oneshot::Sender<jsonrpc::Result<Value>>;

/// A request with its parameters.
#[derive(Debug)]
pub(super) enum Ask {
    /// `textDocument/codeAction`.
    CodeActions(CodeActionParams),
    /// `codeAction/resolve`.
    ResolveAction(ResolveParams),
    /// The command that applies all clear fixes, or those of a rule.
    FixAll(FixAll),
    /// `textDocument/hover`.
    Hover(PositionParams),
    /// `textDocument/references`.
    References(PositionParams),
    /// `textDocument/documentHighlight`.
    Highlights(PositionParams),
    /// `textDocument/prepareRename`.
    PrepareRename(PositionParams),
    /// `textDocument/rename`.
    Rename(RenameParams),
    /// `textDocument/documentSymbol`.
    DocumentSymbols(DocumentParams),
    /// `workspace/symbol`.
    WorkspaceSymbols(SymbolParams),
    /// `textDocument/completion`.
    Completion(PositionParams),
    /// `textDocument/codeLens`.
    CodeLenses(DocumentParams),
    /// `textDocument/diagnostic`.
    Diagnostics(DocumentDiagnosticParams),
    /// `workspace/diagnostic`.
    AllDiagnostics(WorkspaceDiagnosticParams),
    /// The command that has all files of the projects checked.
    CheckProjects,
    /// `postedit/names`.
    Names(NamesParams),
}

/// Which texts a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach<'a> {
    /// This document.
    Document(&'a str),
    /// This document, and the open ones that share a project with it.
    Project(&'a str),
    /// All open documents, this one first.
    Session(&'a str),
    /// All open documents.
    Open,
}

/// What has to be known of each text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Needs {
    /// What was found in it.
    pub findings: bool,
    /// Which names stand in it.
    pub names: bool,
}

impl Ask {
    /// Which texts it is about.
    pub fn reach(&self) -> Reach<'_> {
        match self {
            Self::CodeActions(params) => Reach::Document(&params.text_document.uri),
            Self::ResolveAction(params) => Reach::Document(&params.data.uri),
            Self::FixAll(document) => Reach::Document(&document.uri),
            Self::Highlights(params) => Reach::Document(&params.text_document.uri),
            Self::Hover(params) | Self::References(params) | Self::PrepareRename(params) => {
                Reach::Project(&params.text_document.uri)
            }
            Self::Rename(params) => Reach::Project(&params.text_document.uri),
            Self::DocumentSymbols(params) | Self::CodeLenses(params) => Reach::Document(&params.text_document.uri),
            Self::Completion(params) => Reach::Session(&params.text_document.uri),
            Self::Diagnostics(params) => Reach::Document(&params.text_document.uri),
            Self::Names(NamesParams { text_document: Some(document) }) => Reach::Document(&document.uri),
            Self::WorkspaceSymbols(_) | Self::AllDiagnostics(_) | Self::CheckProjects | Self::Names(_) => Reach::Open,
        }
    }

    /// What has to be known.
    pub fn needs(&self) -> Needs {
        match self {
            Self::CodeActions(_) | Self::ResolveAction(_) | Self::FixAll(_) => Needs { findings: true, names: false },
            Self::Diagnostics(_) | Self::AllDiagnostics(_) => Needs { findings: true, names: false },
            Self::CheckProjects => Needs::default(),
            Self::Hover(_) => Needs { findings: true, names: true },
            _ => Needs { findings: false, names: true },
        }
    }

    /// Whether it is about texts that are not open, too.
    pub fn needs_others(&self) -> bool {
        !matches!(self, Self::PrepareRename(_)) && !matches!(self.reach(), Reach::Document(_))
    }

    /// Whether it wants to show what is known, and is told when there is more.
    pub fn takes_first_findings(&self) -> bool {
        matches!(self, Self::Diagnostics(_) | Self::AllDiagnostics(_))
    }

    /// Whether names will do that a text had before it was edited. What goes on with a word is asked at every key press.
    pub fn takes_older_names(&self) -> bool {
        matches!(self, Self::Completion(_))
    }

    /// The answer where its document is not open.
    pub fn nothing(&self) -> Value {
        match self {
            Self::Diagnostics(_) => json!(diagnostics::nothing()),
            Self::CodeActions(_) | Self::DocumentSymbols(_) | Self::CodeLenses(_) => json!([]),
            Self::Names(_) => json!(NamesList { names: Vec::new() }),
            _ => Value::Null,
        }
    }
}

/// A request on its way to its answer.
#[derive(Debug)]
pub(super) struct Question {
    /// What is asked.
    pub ask: Ask,
    /// Where the answer goes.
    pub reply: Reply,
    /// The texts it is about, the one it names first.
    pub pieces: Vec<Piece>,
    /// What all texts of the projects say together, those too that are not open: among the pieces once it is known.
    pub others: Part<()>,
    /// Tells it from other questions.
    pub number: u64,
    /// What is told of it before all is known.
    pub parts: Option<Parts>,
}

/// A text that a question is about, with what is known of it.
#[derive(Debug)]
pub(super) struct Piece {
    /// The text.
    pub snapshot: Snapshot,
    /// What was found in it.
    pub found: Part<Found>,
    /// The names in it.
    pub names: Part<Names>,
    /// It is not open: this is the file as it was read.
    pub closed: bool,
}

/// The names of a text of a project, told together with the project's other texts.
#[derive(Debug)]
pub(super) struct Listed {
    /// The text.
    pub snapshot: Snapshot,
    /// Its names.
    pub names: Names,
    /// It is not open.
    pub closed: bool,
}

/// The names of a text.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// By their preferred form.
    pub names: Arc<[Name]>,
    /// The project that the document shares with others.
    pub project: Option<PathBuf>,
    /// The language of the text.
    pub language: Language,
    /// The terms that are to be used in it, and those that are not.
    pub glossary: Arc<Glossary>,
    /// What has changed in the text since they stood there so.
    pub since: Option<Change>,
}

/// Something that may have to be found out.
#[derive(Clone, Debug)]
pub(super) enum Part<T> {
    /// Nobody asked for it.
    Unneeded,
    /// The worker has to say.
    Missing,
    /// The worker is asked.
    Sent,
    /// Known.
    Here(T),
}

/// What the worker is to find out.
#[derive(Clone, Debug)]
pub(super) enum Lack {
    /// What is to be said of a text.
    Findings(Snapshot),
    /// The names of a text.
    Names(Snapshot),
    /// What other texts say, together with those that are open: for the question of this number.
    Others(u64, Around),
    /// What is found in all files of the projects: for the question of this number.
    Closed(u64),
}

/// Which other texts a question is about.
#[derive(Clone, Debug)]
pub(super) enum Around {
    /// Those of this document's project.
    Project(Arc<str>),
    /// Those of all projects with open documents, and of the workspace's folders.
    All,
    /// The same, but of the folders that are no project as far as they are known: nobody waits for files to be read.
    AtHand,
}

impl<T: Clone> Part<T> {
    /// `known` if it is needed and known.
    pub fn of(needed: bool, known: Option<T>) -> Self {
        match (needed, known) {
            (false, _) => Self::Unneeded,
            (true, None) => Self::Missing,
            (true, Some(known)) => Self::Here(known),
        }
    }

    /// What is known.
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Here(known) => Some(known),
            _ => None,
        }
    }

    fn waits(&self) -> bool {
        matches!(self, Self::Missing | Self::Sent)
    }

    fn learn(&mut self, known: &T) {
        if self.waits() {
            *self = Self::Here(known.clone());
        }
    }

    /// Whether the worker is to be asked; from now on it is.
    fn send(&mut self) -> bool {
        let missing = matches!(self, Self::Missing);
        if missing {
            *self = Self::Sent;
        }
        missing
    }
}

impl Piece {
    /// What was found in it; nothing where that was not asked for.
    pub fn found(&self) -> Found {
        let nothing = || Found { snapshot: self.snapshot.clone(), findings: Arc::default(), judged: true };
        self.found.get().cloned().unwrap_or_else(nothing)
    }
}

impl Question {
    /// What is asked about these texts, and perhaps `others`.
    pub fn new(ask: Ask, reply: Reply, pieces: Vec<Piece>, number: u64) -> Self {
        let others = Part::of(ask.needs_others(), None);
        let parts = if let Ask::AllDiagnostics(params) = &ask { Parts::of(params) } else { None };
        Self { ask, reply, pieces, others, number, parts }
    }

    /// Whether something has to be found out before it can be answered.
    pub fn waits(&self) -> bool {
        self.others.waits() || self.waits_for_pieces()
    }

    fn waits_for_pieces(&self) -> bool {
        self.pieces.iter().any(|piece| piece.found.waits() || piece.names.waits())
    }

    /// What the worker is to be asked for now; no names while it is `naming` those of another text. The other texts come last:
    /// they are told together with those that are open as the worker has them then.
    pub fn send(&mut self, naming: bool) -> Option<Lack> {
        let of_pieces = self.pieces.iter_mut().find_map(|piece| match () {
            () if piece.found.send() => Some(Lack::Findings(piece.snapshot.clone())),
            () if !naming && piece.names.send() => Some(Lack::Names(piece.snapshot.clone())),
            () => None,
        });
        if of_pieces.is_some() || self.waits_for_pieces() || !self.others.send() {
            return of_pieces;
        }
        if matches!(self.ask, Ask::AllDiagnostics(_) | Ask::CheckProjects) {
            return Some(Lack::Closed(self.number));
        }
        let about = match self.ask.reach() {
            Reach::Project(uri) => Around::Project(uri.into()),
            Reach::Session(_) => Around::AtHand,
            Reach::Document(_) | Reach::Open => Around::All,
        };
        Some(Lack::Others(self.number, about))
    }

    /// Takes in what all texts of the projects say together.
    pub fn learn_others(&mut self, number: u64, texts: &[Listed]) {
        if number != self.number {
            return;
        }
        self.others.learn(&());
        for Listed { snapshot, names, closed } in texts {
            let (snapshot, names) = (snapshot.clone(), Part::Here(names.clone()));
            if *closed {
                self.pieces.push(Piece { snapshot, found: Part::Unneeded, names, closed: true });
            } else {
                self.about(snapshot.generation).for_each(|piece| piece.names = names.clone());
            }
        }
    }

    /// Takes in what was found in a text. What only the whole document says is waited for, but by those who show what
    /// is known and are told when there is more.
    pub fn learn_found(&mut self, found: &Found) {
        if found.judged || self.ask.takes_first_findings() {
            self.about(found.snapshot.generation).for_each(|piece| piece.found.learn(found));
        }
    }

    /// Takes in the names of a text; where `older_do`, who is content with such also if its document has been edited since.
    pub fn learn_names(&mut self, snapshot: &Snapshot, names: &Names, older_do: bool) {
        let older = older_do && self.ask.takes_older_names();
        let is_its = |piece: &&mut Piece| {
            let other = &piece.snapshot;
            other.generation == snapshot.generation || older && other.id == snapshot.id
        };
        self.pieces.iter_mut().filter(is_its).for_each(|piece| piece.names.learn(names));
    }

    /// The worker may not say what was found in texts that this document has left behind; then it is asked again.
    pub fn ask_again(&mut self, id: DocumentId, newer: Generation) {
        let late = self.pieces.iter_mut().filter(|p| p.snapshot.id == id && p.snapshot.generation < newer);
        late.filter(|piece| matches!(piece.found, Part::Sent)).for_each(|piece| piece.found = Part::Missing);
    }

    /// Whether it asks what to show of a document that has been edited since.
    pub fn is_outdated(&self, id: DocumentId, newer: Generation) -> bool {
        let edited = |piece: &Piece| piece.snapshot.id == id && piece.snapshot.generation < newer;
        matches!(self.ask, Ask::Diagnostics(_)) && self.pieces.iter().any(edited)
    }

    /// Whether it is about this opening of a document, and perhaps others beside it.
    pub fn concerns(&self, id: DocumentId) -> bool {
        self.ask.reach() != Reach::Open && self.pieces.first().is_some_and(|piece| piece.snapshot.id == id)
    }

    /// Leaves out a document among others that is closed.
    pub fn forget(&mut self, id: DocumentId) {
        self.pieces.retain(|piece| piece.snapshot.id != id);
    }

    /// Leaves out the documents that do not share a project with the first.
    pub fn keep_project(&mut self) {
        let project = |piece: &Piece| piece.names.get().and_then(|names| names.project.clone());
        let shared = self.pieces.first().and_then(project);
        let mut first = true;
        self.pieces.retain(|piece| std::mem::take(&mut first) || shared.is_some() && project(piece) == shared);
    }

    fn about(&mut self, generation: Generation) -> impl Iterator<Item = &mut Piece> {
        self.pieces.iter_mut().filter(move |piece| piece.snapshot.generation == generation)
    }
}
