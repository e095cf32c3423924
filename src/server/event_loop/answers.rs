//! What the worker found out, and the answers to those who wait for it.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc;

use super::super::aside::{self, json};
use super::super::diagnostics::Known;
use super::super::parts::Parts;
use super::super::protocol::{
    DiagnosticReport, MessageType, RenameParams, ResolveParams, WorkspaceDiagnosticParams, WorkspaceReport,
};
use super::super::publish::Found;
use super::super::question::{Ask, Listed, Names, Part, Piece, Question, Reach, Reply};
use super::super::uri::{self, Key};
use super::super::worker::{Checked, Named};
use super::super::{actions, diagnostics, rename};
use super::{EventLoop, Open};
use crate::finding::Other;

impl EventLoop {
    /// Takes a question about the texts as they stand now.
    pub(super) fn ask_about(&mut self, ask: Ask, reply: Reply) {
        if matches!(ask, Ask::CheckProjects) {
            self.tell_all_closed();
        }
        let off = matches!(ask, Ask::CodeLenses(_)) && !self.preferences.code_lens;
        let pieces = if off { None } else { self.pieces(&ask) };
        let Some(pieces) = pieces else {
            // A cancelled request has nobody to answer to; so below.
            let _ = reply.send(Ok(ask.nothing()));
            return;
        };
        self.numbers += 1;
        let mut question = Question::new(ask, reply, pieces, self.numbers);
        if question.waits() {
            self.begin_parts(&mut question);
            self.schedule.ask(question);
        } else {
            self.answer(question);
        }
    }

    /// The texts that a question is about, the one it names first; `None` where that is not open.
    fn pieces(&self, ask: &Ask) -> Option<Vec<Piece>> {
        let needs = ask.needs();
        let enough = |found: &&Found| found.judged || ask.takes_first_findings();
        let piece = |open: &Open| Piece {
            snapshot: open.document.now.clone(),
            found: Part::of(needs.findings, open.current().filter(enough).cloned()),
            names: Part::of(needs.names, open.names_for(ask)),
            closed: false,
        };
        let (uri, others): (_, fn(&Open, &Open) -> bool) = match ask.reach() {
            Reach::Open => return Some(self.documents.values().map(piece).collect()),
            Reach::Document(uri) => (uri, |_, _| false),
            Reach::Project(uri) => (uri, may_share_project),
            Reach::Session(uri) => (uri, |_, _| true),
        };
        let key = Key::of(uri);
        let first = self.documents.get(&key)?;
        let rest = self.documents.iter().filter(|(other, open)| **other != key && others(first, open));
        Some(std::iter::once(first).chain(rest.map(|(_, open)| open)).map(piece).collect())
    }

    /// Answers a question that lacks nothing.
    pub(super) fn answer(&mut self, mut question: Question) {
        if matches!(question.ask.reach(), Reach::Project(_)) {
            question.keep_project();
        }
        if aside::is_told(&question.ask) {
            if matches!(question.ask, Ask::Names(_)) {
                self.tell_of_names(&question.pieces);
            }
            if question.ask.takes_older_names() {
                self.renew_names(&question.pieces);
            }
            return self.aside.answer(question, self.client, self.preferences.outline);
        }
        let Question { ask, reply, pieces, parts, .. } = question;
        let answer = match (&ask, pieces.first()) {
            (Ask::AllDiagnostics(params), _) => {
                // Nobody is told in parts who has cancelled the request.
                self.all_reports(params, &pieces, parts.filter(|_| !reply.is_closed()))
            }
            (_, None) => Ok(ask.nothing()),
            (_, Some(first)) => self.answer_for(&ask, first, &pieces),
        };
        // A cancelled request has nobody to answer to.
        let _ = reply.send(answer);
    }

    /// The answer to a question about one document, and perhaps others beside it.
    fn answer_for(&mut self, ask: &Ask, first: &Piece, pieces: &[Piece]) -> jsonrpc::Result<Value> {
        let client = self.client;
        match ask {
            Ask::CodeActions(params) => {
                let found = first.found();
                self.show(&found);
                let versions = |other: &Other| self.version_of(other);
                self.unless_moved_on(pieces, || json(&actions::actions(&found, params, &versions, client)))
            }
            Ask::ResolveAction(params) => self.resolve_action(first, params),
            Ask::FixAll(params) => self.fix_all(first, params.code.as_deref()),
            Ask::Rename(params) => self.rename(pieces, params),
            Ask::Diagnostics(params) => json(&self.report(&first.found(), params.previous_result_id.as_deref())),
            _ => Ok(ask.nothing()),
        }
    }

    /// What there is to show of all documents. Where it is told in parts, what is left of it is the last one, and the
    /// answer itself is empty, as the protocol wants it.
    fn all_reports(
        &mut self,
        params: &WorkspaceDiagnosticParams,
        pieces: &[Piece],
        parts: Option<Parts>,
    ) -> jsonrpc::Result<Value> {
        let known = Known::of(&params.previous_result_ids, parts.as_ref());
        let mut reports: Vec<WorkspaceReport> = Vec::new();
        for found in pieces.iter().map(Piece::found) {
            let key = Key::of(&found.snapshot.uri);
            let Some(open) = self.documents.get_mut(&key) else { continue };
            // There may be more to say of the same text by now.
            let newer = open.current().filter(|now| now.snapshot.generation == found.snapshot.generation).cloned();
            let (found, previous) = (newer.unwrap_or(found), known.of_document(&key));
            reports.push(open.workspace_report(&found, previous, self.client, &self.output));
        }
        reports.extend(known.of_closed(&reports, &self.closed, self.client));
        if let Some(mut parts) = parts {
            std::mem::take(&mut reports).into_iter().for_each(|report| parts.add(report));
            parts.send(&self.output);
        }
        Ok(serde_json::json!({ "items": json(&reports)? }))
    }

    /// The client's version of a file that a finding reaches into: `None` inside for one that is not open, `None` where the
    /// text has moved on since it was compared.
    fn version_of(&self, other: &Other) -> Option<Option<i64>> {
        let Some(open) = self.documents.get(&Key::of(&other.path)) else { return Some(None) };
        let now = &open.document.now;
        (now.text.is_instance(&other.text) || now.text == other.text).then_some(Some(now.version))
    }

    /// The action with its edits, if they are still for the text that stands there.
    fn resolve_action(&self, first: &Piece, params: &ResolveParams) -> jsonrpc::Result<Value> {
        let edit = actions::resolved(&first.found(), &params.data, &|other| self.version_of(other), self.client);
        let edit = edit.ok_or_else(jsonrpc::Error::content_modified)?;
        self.unless_moved_on(std::slice::from_ref(first), || {
            let mut action = params.rest.clone();
            action.insert("edit".to_owned(), json(&edit)?);
            Ok(action.into())
        })
    }

    /// Has the client apply all clear fixes of a document, or those of one rule.
    fn fix_all(&mut self, first: &Piece, code: Option<&str>) -> jsonrpc::Result<Value> {
        let (count, edits) = actions::clear_fixes(&first.found(), code);
        if count > 0 && self.client.applies_edits {
            self.unless_moved_on(std::slice::from_ref(first), || Ok(Value::Null))?;
            let edit = actions::workspace_edit(&first.snapshot, &edits, self.client);
            self.have_applied(actions::fix_all_title(count, code), edit);
        }
        Ok(Value::Null)
    }

    fn rename(&mut self, pieces: &[Piece], params: &RenameParams) -> jsonrpc::Result<Value> {
        let Some((edit, left)) = rename::rename(pieces, params.position, &params.new_name, self.client)? else {
            return Ok(Value::Null);
        };
        let answer = self.unless_moved_on(pieces, || json(&edit))?;
        if left > 0 {
            let places = if left == 1 { "one place".to_owned() } else { format!("{left} places") };
            let message = format!(
                "\"{}\": {places} could not be renamed, because markup stands inside the name there. Find references shows them.",
                params.new_name.trim()
            );
            self.notices.show(MessageType::Warning, message);
        }
        Ok(answer)
    }

    /// What there is to show of a text, for a client that has shown the result `previous`.
    fn report(&mut self, found: &Found, previous: Option<&str>) -> DiagnosticReport {
        match self.documents.get_mut(&Key::of(&found.snapshot.uri)) {
            Some(open) => open.published.report(found, open.document.last_edit, previous, self.client, &self.output),
            None => diagnostics::nothing(),
        }
    }

    /// The client is to know the findings that an answer belongs to.
    fn show(&mut self, found: &Found) {
        let key = Key::of(&found.snapshot.uri);
        if let Some(open) = self.documents.get_mut(&key).filter(|_| !self.client.pulls)
            && open.document.now.generation == found.snapshot.generation
        {
            open.published.send(found, open.document.last_edit, self.client, &self.output);
        }
    }

    /// An answer that holds edits: without a version they would be applied to whatever stands there by now.
    fn unless_moved_on(
        &self,
        pieces: &[Piece],
        answer: impl FnOnce() -> jsonrpc::Result<Value>,
    ) -> jsonrpc::Result<Value> {
        let stands = |piece: &Piece| {
            let open = self.documents.get(&Key::of(&piece.snapshot.uri));
            open.map_or(piece.closed, |open| open.document.now.generation == piece.snapshot.generation)
        };
        if self.client.document_changes || pieces.iter().all(stands) {
            answer()
        } else {
            Err(jsonrpc::Error::content_modified())
        }
    }

    /// Takes a result: keeps it if the text still stands, and answers who asked about that text.
    pub(super) fn take(&mut self, checked: Checked) {
        let Checked { snapshot, findings, judged } = checked;
        let findings = findings.unwrap_or_else(|panic| {
            self.report_panic(&snapshot.uri, &panic);
            Arc::default()
        });
        let found = Found { snapshot, findings, judged };
        let key = Key::of(&found.snapshot.uri);
        if let Some(open) = self.documents.get_mut(&key)
            && open.document.now.generation == found.snapshot.generation
        {
            open.found = Some(found.clone());
            open.published.want();
            self.schedule.unwant(&key);
        }
        if judged {
            self.schedule.ask_again(found.snapshot.id, found.snapshot.generation);
        }
        for question in self.schedule.learn(|question| question.learn_found(&found)) {
            self.answer(question);
        }
    }

    /// Takes the names of a text in the same way.
    pub(super) fn take_names(&mut self, named: Named) {
        let Named { snapshot, project, names, language, glossary, apart } = named;
        self.schedule.named();
        if !apart {
            self.schedule.rest();
        }
        let names = names.unwrap_or_else(|panic| {
            self.report_panic(&snapshot.uri, &panic);
            Vec::new().into()
        });
        let mut names = Names { names, project, language, glossary, since: None };
        let mut older_do = false;
        if let Some(open) = self.documents.get_mut(&Key::of(&snapshot.uri)) {
            // Of a text that was left behind before nobody knows what has changed since.
            older_do = open.latest.take(snapshot.generation, &mut names) && open.older_names_do();
            if open.current_names().is_some() {
                self.say_if_names_changed(&snapshot.uri, &names);
            }
        }
        for question in self.schedule.learn(|question| question.learn_names(&snapshot, &names, older_do)) {
            self.answer(question);
        }
    }

    /// Takes the names of all texts of projects, for the question of this number.
    pub(super) fn take_listed(&mut self, number: u64, texts: &[Listed]) {
        for question in self.schedule.learn(|question| question.learn_others(number, texts)) {
            self.answer(question);
        }
    }

    fn report_panic(&mut self, uri: &str, panic: &str) {
        tracing::error!("the check of {uri} failed: {panic}");
        let message = format!(
            "postedit could not check {}: it met an error of its own ({panic}). Other documents are checked as before. Please report this.",
            uri::path(uri).display()
        );
        self.notices.show(MessageType::Error, message);
    }
}

/// Whether the two may share a project. Once the worker has said of both, the others are left out.
fn may_share_project(open: &Open, other: &Open) -> bool {
    match (open.current_names(), other.current_names()) {
        (Some(names), Some(others)) => names.project.is_some() && names.project == others.project,
        (Some(names), None) => names.project.is_some(),
        (None, _) => true,
    }
}
