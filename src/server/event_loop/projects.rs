//! What lies around the documents: the workspace's folders, the projects' own files, and what is to be remembered.
//!
//! The worker reads and writes the files (see `projects`); here its reports are taken, and the client is asked to do
//! what only it can: to watch, and to edit a file that it has open.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tower_lsp::jsonrpc::Error;

use super::super::actions::{APPLY_FIX_ALL, CHECK_PROJECTS, LIST_NAMES, workspace_edit};
use super::super::answer::{self, Given};
use super::super::capabilities;

use super::super::diagnostics::{ClosedText, none};
use super::super::document::{Content, Document, Generation};
use super::super::progress::Reading;
use super::super::projects::{Kept, Slips};
use super::super::protocol::{
    Answer as Answered, ApplyEditParams, CommandReply, DidChangeFoldersParams, ExecuteCommandParams, FixAll,
    MessageType, NamesParams, WorkspaceEdit,
};
use super::super::publish;
use super::super::question::Ask;
use super::super::uri::{self, Key};
use super::super::watch;
use super::super::worker::{Answer, Job, Kin, Report, Verdict};
use super::super::workspace::Closed;
use super::EventLoop;
use crate::{config, rule};

/// What the client was asked, until it answers.
#[derive(Debug)]
pub(super) enum Asked {
    /// To watch files of the projects.
    Watch,
    /// Not to watch some any more.
    NotToWatch,
    /// To write this answer into the open file at this path.
    Write(PathBuf, Given),
    /// To apply edits that can be made again.
    Apply,
    /// To ask again for what it shows.
    Refresh,
    /// For its settings.
    Settings,
    /// To show how something comes on.
    Progress,
    /// Whether the texts of this folder are a project.
    Kin(PathBuf),
}

/// What the user can say of texts that seem to belong together.
const VERDICTS: [(&str, Verdict); 3] =
    [("Yes", Verdict::Yes), ("Not here", Verdict::NotHere), ("Never", Verdict::Never)];

/// What a command asks for.
enum Command {
    /// To take an answer.
    Answer(Given),
    /// To do or say something about documents.
    Ask(Ask),
}

/// Reads a command with its argument, or says what is wrong with it.
fn command(name: &str, argument: Value) -> Result<Command, String> {
    match name {
        APPLY_FIX_ALL => {
            let wanted: FixAll = answer::read(argument)?;
            let unknown = wanted.code.as_deref().filter(|code| rule::find(code).is_none());
            match unknown {
                Some(code) => Err(config::unknown("rule", code, rule::ALL.iter().map(|rule| rule.code))),
                None => Ok(Command::Ask(Ask::FixAll(wanted))),
            }
        }
        CHECK_PROJECTS => Ok(Command::Ask(Ask::CheckProjects)),
        LIST_NAMES if argument.is_null() => Ok(Command::Ask(Ask::Names(NamesParams::default()))),
        LIST_NAMES => {
            let document = Some(answer::read(argument)?);
            Ok(Command::Ask(Ask::Names(NamesParams { text_document: document })))
        }
        _ => Given::of(name, argument).map(Command::Answer),
    }
}

impl EventLoop {
    /// Takes the workspace's folders from the client's introduction.
    pub(super) fn enter(&mut self, params: &Value) {
        self.folders = capabilities::folders(params);
        self.send_folders();
    }

    pub(super) fn change_folders(&mut self, params: DidChangeFoldersParams) {
        let removed: Vec<Key> = params.event.removed.iter().map(|folder| Key::of(&folder.uri)).collect();
        self.folders.retain(|uri| !removed.contains(&Key::of(uri)));
        self.folders.extend(params.event.added.into_iter().map(|folder| folder.uri));
        self.send_folders();
    }

    fn send_folders(&mut self) {
        let folders = self.folders.iter().filter_map(|uri| uri::file(uri)).collect();
        self.job(Job::Folders(folders));
    }

    /// Asks the client to watch the projects' own files, if it can.
    pub(super) fn ask_to_watch(&mut self) {
        if self.client.watches {
            let id = self.ask(Asked::Watch);
            self.output.request(id, "client/registerCapability", watch::registrations());
        }
    }

    /// Asks the client for its settings, if it can be asked.
    pub(super) fn ask_for_settings(&mut self) {
        if self.client.configures {
            let id = self.ask(Asked::Settings);
            self.output.request(id, "workspace/configuration", json!({ "items": [{ "section": "postedit" }] }));
        }
    }

    /// Asks the client to watch the glossaries by these patterns and no others.
    fn watch_glossaries(&mut self, patterns: BTreeSet<String>) {
        let before = std::mem::replace(&mut self.watch.glossaries, patterns);
        if !self.client.watches {
            return;
        }
        if !before.is_empty() {
            let id = self.ask(Asked::NotToWatch);
            self.output.request(id, "client/unregisterCapability", watch::no_glossaries());
        }
        if !self.watch.glossaries.is_empty() {
            let id = self.ask(Asked::Watch);
            self.output.request(id, "client/registerCapability", watch::glossaries(&self.watch.glossaries));
        }
    }

    /// Has the worker look at the files on disk; `reread` also at those that seem unchanged.
    pub(super) fn look(&mut self, reread: bool) {
        self.watch.ask();
        self.job(Job::Look(reread));
    }

    /// A document that is one of a project's own files counts as it stands in the editor.
    pub(super) fn share_buffer(&mut self, key: &Key) {
        let own = |document: &&Document| matches!(document.now.content, Content::Own(_));
        let document = self.documents.get(key).map(|open| &open.document).filter(own);
        let buffer = document.and_then(|d| Some((uri::file(&d.now.uri)?, d.now.text.clone())));
        if let Some((path, text)) = buffer {
            self.job(Job::Buffer(path, Some(text)));
        }
    }

    /// From now on the disk counts.
    pub(super) fn drop_buffer(&mut self, document: &Document) {
        if matches!(document.now.content, Content::Own(_))
            && let Some(path) = uri::file(&document.now.uri)
        {
            self.job(Job::Buffer(path, None));
        }
    }

    pub(super) fn take_report(&mut self, report: Report) {
        match report {
            Report::Checked(checked) => {
                self.schedule.rest();
                self.take(checked);
            }
            Report::Settled(checked) => self.take(checked),
            Report::Named(named) => self.take_names(named),
            Report::Naming => self.schedule.rest(),
            Report::Looked(changed) => {
                self.watch.rest();
                self.check_again(|document| changed.contains(&document.now.id));
            }
            Report::Slips(path, slips) if self.client.pulls => self.take_slips(path, slips),
            Report::Slips(path, slips) => publish::slips(&self.output, &path, &slips, self.client),
            Report::Watched(patterns) => self.watch_glossaries(patterns),
            Report::Absent(message) => self.notices.log(MessageType::Warning, format!("postedit settings: {message}")),
            Report::AllChecked(number) => self.take_listed(number, &[]),
            Report::Renamed(files) => self.say_names_of_closed_changed(&files),
            Report::Kin(kin) => self.ask_about_kin(kin),
            Report::Failed(message) => self.notices.show(MessageType::Warning, message),
            Report::Closed(closed) => self.take_closed(closed),
            Report::Listed(number, texts) => self.take_listed(number, &texts),
            Report::Reading(reading) => self.show_reading(&reading),
            Report::Remembered(answer, kept) => self.remembered(answer, kept),
        }
    }

    /// Asks the user whether texts are a project.
    fn ask_about_kin(&mut self, kin: Kin) {
        let Kin { folder, files } = kin;
        let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
        let message = format!(
            "{files} files in {name} are about the same names. Compare names across these {files} files? \"Yes\" writes a postedit.toml into the folder."
        );
        let actions: Vec<Value> = VERDICTS.iter().map(|(title, _)| serde_json::json!({ "title": title })).collect();
        let id = self.ask(Asked::Kin(folder));
        let params = serde_json::json!({ "type": MessageType::Info as u8, "message": message, "actions": actions });
        self.output.request(id, "window/showMessageRequest", params);
    }

    /// Takes the answer; none is none for now.
    fn take_verdict(&self, folder: PathBuf, answer: &Value) {
        let given = |(title, _): &&(&str, Verdict)| answer["title"] == *title;
        if let Some((_, verdict)) = VERDICTS.iter().find(given) {
            self.job(Job::Declare(folder, *verdict));
        }
    }

    /// Takes what was found in a file that is not open.
    fn take_closed(&mut self, closed: Closed) {
        let Closed { uri, found } = closed;
        let key = Key::of(&uri);
        let items = found.as_ref().map_or_else(none, |found| publish::list_of_closed(found, self.client));
        if self.closed.texts.get(&key).is_some_and(|known| known.items.get() == items.get()) {
            return;
        }
        self.numbers += 1;
        let generation = Generation(self.numbers);
        let text = ClosedText { uri, generation, items };
        self.tell_closed(&key, &text);
        self.tell_closed_part(&key, &text);
        match found {
            Some(_) => drop(self.closed.texts.insert(key, text)),
            None => drop(self.closed.texts.remove(&key)),
        }
    }

    /// Has a client that is sent diagnostics show those of a file that is not open, if it wants to.
    fn tell_closed(&self, key: &Key, text: &ClosedText) {
        if self.tells_closed && !self.client.pulls && !self.documents.contains_key(key) {
            publish::closed(&self.output, &text.uri, &text.items);
        }
    }

    /// The same for one that was open until now.
    pub(super) fn tell_closed_again(&self, key: &Key) {
        self.closed.texts.get(key).into_iter().for_each(|text| self.tell_closed(key, text));
    }

    /// A client that is sent diagnostics wants those of files that are not open, too: from now on.
    pub(super) fn tell_all_closed(&mut self) {
        if !std::mem::replace(&mut self.tells_closed, true) {
            self.closed.texts.iter().for_each(|(key, text)| self.tell_closed(key, text));
        }
    }

    /// Shows how the reading of a project comes on.
    fn show_reading(&mut self, reading: &Reading) {
        if !self.client.progress {
            return;
        }
        let token = self.shown.token_for(reading);
        let begins = token.is_some();
        if let Some(token) = token {
            let id = self.ask(Asked::Progress);
            self.output.request(id, "window/workDoneProgress/create", serde_json::json!({ "token": token }));
        }
        self.shown.show(reading, begins, &self.output);
    }

    /// Keeps what is wrong in a closed file until the client asks. It may ask for open ones only, so it is said, too.
    fn take_slips(&mut self, path: PathBuf, slips: Slips) {
        for complaint in &slips.complaints {
            let message = format!("{}:{}: {}", path.display(), complaint.line, complaint.message);
            self.notices.log(MessageType::Warning, message);
        }
        self.numbers += 1;
        match slips.complaints.is_empty() {
            true => drop(self.closed.slips.remove(&path)),
            false => drop(self.closed.slips.insert(path, (Generation(self.numbers), slips))),
        }
        self.have_pulled_again();
    }

    /// A client that asks for diagnostics is to ask again.
    pub(super) fn have_pulled_again(&mut self) {
        if self.client.pulls {
            self.request_again("workspace/diagnostic/refresh");
        }
    }

    /// Has the client ask again for something that it shows.
    pub(super) fn request_again(&mut self, method: &str) {
        let id = self.ask(Asked::Refresh);
        self.output.bare_request(id, method);
    }

    /// Has the client apply edits.
    pub(super) fn have_applied(&mut self, label: String, edit: WorkspaceEdit) {
        let id = self.ask(Asked::Apply);
        self.output.request(id, "workspace/applyEdit", ApplyEditParams { label, edit });
    }

    pub(super) fn command(&mut self, params: ExecuteCommandParams, reply: CommandReply) {
        let argument = params.arguments.into_iter().next().unwrap_or_default();
        match command(&params.command, argument) {
            Ok(Command::Answer(given)) => self.job(Job::Remember(Answer { given, reply })),
            Ok(Command::Ask(ask)) => self.ask_about(ask, reply),
            // Nobody waits any more where the session ended meanwhile; so below.
            Err(why) => drop(reply.send(Err(Error { message: why.into(), ..Error::invalid_params("") }))),
        }
    }

    fn remembered(&mut self, answer: Answer, kept: Kept) {
        match kept {
            Kept::Written(file) => tracing::info!("{}: written into {}", answer.given.label(), file.display()),
            Kept::Here => self.notices.show(MessageType::Info, answer.given.held().to_owned()),
            Kept::Failed(file, why) => self.say_not_written(&file, &why),
            Kept::Open(file) => return self.write_open(&file, answer),
        }
        let _ = answer.reply.send(Ok(Value::Null));
    }

    /// Has the client write an answer into a file it has open: undo works there, and unsaved text is safe.
    fn write_open(&mut self, file: &Path, answer: Answer) {
        let now = |open: &super::Open| open.document.now.clone();
        let at_file = |open: &&super::Open| uri::file(&open.document.now.uri).is_some_and(|path| path == file);
        let Some(snapshot) = self.documents.values().find(at_file).map(now) else {
            // Closed just now.
            return self.job(Job::Remember(answer));
        };
        match answer.given.edit(&snapshot.text.to_string(), file) {
            Ok(Some(edit)) if self.client.applies_edits => {
                let label = answer.given.label();
                let edit = workspace_edit(&snapshot, &[edit], self.client);
                let id = self.ask(Asked::Write(file.to_owned(), answer.given));
                self.output.request(id, "workspace/applyEdit", ApplyEditParams { label, edit });
            }
            Ok(Some(_)) => self.not_written(file, answer.given, "the editor does not take edits"),
            Ok(None) => {}
            Err(why) => self.not_written(file, answer.given, &why),
        }
        let _ = answer.reply.send(Ok(Value::Null));
    }

    /// Takes what the client says to what it was asked.
    pub(super) fn answered(&mut self, answer: Answered) {
        let failed = answer.error.map(|error| error["message"].as_str().unwrap_or("the editor refused").to_owned());
        match self.asked.remove(&answer.id) {
            Some(Asked::Watch) => self.watch.client = failed.is_none(),
            Some(Asked::NotToWatch) => {}
            Some(Asked::Settings) => {
                // One section was asked for; there is nothing in it where nothing is set.
                let settings = answer.result.get(0).filter(|settings| failed.is_none() && !settings.is_null());
                if let Some(settings) = settings {
                    self.take_settings(settings);
                }
            }
            Some(Asked::Apply | Asked::Refresh | Asked::Progress) => {
                if let Some(why) = failed {
                    tracing::warn!("the editor did not do what it was asked: {why}");
                }
            }
            Some(Asked::Kin(folder)) => self.take_verdict(folder, &answer.result),
            Some(Asked::Write(file, given)) => {
                let refused = || (answer.result["applied"] != true).then(|| "the editor did not apply it".to_owned());
                if let Some(why) = failed.or_else(refused) {
                    self.not_written(&file, given, &why);
                }
            }
            None => tracing::warn!("an answer to nothing that was asked is left out"),
        }
    }

    /// An answer that could not be written is not lost: it holds for the session.
    fn not_written(&mut self, file: &Path, given: Given, why: &str) {
        self.say_not_written(file, why);
        self.job(Job::Hold(given));
    }

    fn say_not_written(&mut self, file: &Path, why: &str) {
        let message = format!(
            "{} could not be written ({why}), so your answer holds until the editor is closed.",
            file.display()
        );
        self.notices.show(MessageType::Warning, message);
    }

    /// A number for a request to the client.
    fn ask(&mut self, what: Asked) -> i64 {
        self.requests += 1;
        self.asked.insert(self.requests, what);
        self.requests
    }
}
