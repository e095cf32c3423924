//! The one owner of all state: takes events one by one, and never waits for anything but the next.
//!
//! Edits are applied here in the order they came in; checks run on `worker`'s thread on snapshots. A result for a
//! text that has moved on is dropped; what is published and answered always belongs to the text it names.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use tower_lsp::gen_lsp_types::{InitializeParams, InitializeResult};
use tower_lsp::jsonrpc;

use super::actions;
use super::capabilities::Client;
use super::document::{Document, DocumentId, Generation};
use super::notices::Notices;
use super::output::Output;
use super::protocol::{
    CodeActionParams, DidChangeConfigurationParams, DidChangeParams, DidCloseParams, DidOpenParams, MessageType,
};
use super::publish::{self, Found, Published};
use super::schedule::{Next, Question, Reply, Schedule};
use super::uri::{self, Key};
use super::worker::{self, Checked, Job};
use crate::config::Settings;
use crate::engine::Engine;

/// A turn of the loop that takes longer is worth a line in the log: everything else waits meanwhile.
const SLOW_TURN: Duration = Duration::from_millis(50);

/// Everything that can wake the loop.
#[derive(Debug)]
pub(super) enum Event {
    /// The client introduces itself.
    Initialize(Box<InitializeParams>, oneshot::Sender<InitializeResult>),
    /// It has read our answer.
    Initialized,
    /// Its settings have changed.
    Configured(DidChangeConfigurationParams),
    /// A document is open in the editor now.
    Opened(DidOpenParams),
    /// It was edited.
    Changed(DidChangeParams),
    /// It is closed.
    Closed(DidCloseParams),
    /// The user wants to know what can be done.
    CodeActions(CodeActionParams, Reply),
    /// The worker has checked a text.
    Checked(Checked),
    /// The session is over.
    Stop,
}

/// Starts the loop on a thread of its own, and its worker. `events` is the way back into `queue`.
pub(super) fn start(queue: Receiver<Event>, events: Sender<Event>, output: Output) {
    let jobs = worker::start(Engine::check, move |checked| {
        // The loop may have stopped while a check was under way.
        let _ = events.send(Event::Checked(checked));
    });
    let state = EventLoop {
        client: Client::default(),
        settings: Arc::default(),
        unsaid: Vec::new(),
        documents: BTreeMap::new(),
        schedule: Schedule::default(),
        notices: Notices::new(output.clone()),
        jobs,
        output,
        numbers: 0,
    };
    let run = move || state.run(&queue);
    std::thread::Builder::new().name("loop".into()).spawn(run).expect("the system has room for a thread");
}

struct EventLoop {
    client: Client,
    settings: Arc<Settings>,
    /// Problems with the first settings, kept until the client listens.
    unsaid: Vec<String>,
    documents: BTreeMap<Key, Open>,
    schedule: Schedule,
    notices: Notices,
    jobs: Sender<Job>,
    output: Output,
    numbers: u64,
}

/// An open document with what is known of it.
struct Open {
    document: Document,
    /// What the last check found; only of use while the document is as it was then.
    found: Option<Found>,
    published: Published,
}

impl Open {
    /// What was found in the text as it stands, if it has been checked.
    fn current(&self) -> Option<&Found> {
        self.found.as_ref().filter(|found| found.snapshot.generation == self.document.now.generation)
    }

    /// When the next list is to be published.
    fn due(&self, now: Instant) -> Option<Instant> {
        self.current().and_then(|_| self.published.due(now))
    }
}

impl EventLoop {
    fn run(mut self, queue: &Receiver<Event>) {
        while let Ok(event) = self.wait(queue) {
            let started = Instant::now();
            match event {
                Some(Event::Stop) => return,
                Some(event) => self.survive(event),
                None => {}
            }
            self.publish_due();
            self.dispatch();
            let took = started.elapsed();
            if took > SLOW_TURN {
                tracing::info!("a turn of the event loop took {took:?}");
            }
        }
    }

    /// The next event, or none when it is time to publish.
    fn wait(&self, queue: &Receiver<Event>) -> Result<Option<Event>, RecvTimeoutError> {
        let now = Instant::now();
        match self.documents.values().filter_map(|open| open.due(now)).min() {
            None => queue.recv().map(Some).map_err(|_| RecvTimeoutError::Disconnected),
            Some(due) => match queue.recv_timeout(due.saturating_duration_since(now)) {
                Err(RecvTimeoutError::Timeout) => Ok(None),
                other => other.map(Some),
            },
        }
    }

    /// Handles an event; an error in doing so costs that event and not the session.
    fn survive(&mut self, event: Event) {
        if catch_unwind(AssertUnwindSafe(|| self.handle(event))).is_err() {
            let message = "postedit met an error of its own. It goes on; if its findings look wrong, close the document and open it again.";
            self.notices.show(MessageType::Error, message.to_owned());
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Initialize(params, reply) => self.initialize(&params, reply),
            Event::Initialized => self.say_problems(),
            Event::Configured(params) => self.configure(&params),
            Event::Opened(params) => self.open(params),
            Event::Changed(params) => self.change(params),
            Event::Closed(params) => self.close(&params),
            Event::CodeActions(params, reply) => self.code_actions(params, reply),
            Event::Checked(checked) => self.take(checked),
            Event::Stop => {}
        }
    }

    fn initialize(&mut self, params: &InitializeParams, reply: oneshot::Sender<InitializeResult>) {
        self.client = Client::of(params);
        if let Some(options) = &params.initialization_options {
            let (settings, problems) = Settings::from_json(options);
            self.settings = Arc::new(settings);
            self.unsaid = problems;
        }
        // Nobody waits any more where the session ended meanwhile.
        let _ = reply.send(self.client.answer());
    }

    fn say_problems(&mut self) {
        for problem in std::mem::take(&mut self.unsaid) {
            self.notices.show(MessageType::Warning, format!("postedit settings: {problem}"));
        }
    }

    /// Takes over the settings under `postedit`; without any there is nothing new.
    fn configure(&mut self, params: &DidChangeConfigurationParams) {
        let Some(options) = params.settings.get("postedit").filter(|options| !options.is_null()) else { return };
        let (settings, problems) = Settings::from_json(options);
        self.unsaid.extend(problems);
        self.say_problems();
        if *self.settings == settings {
            return;
        }
        self.settings = Arc::new(settings);
        for (key, open) in &mut self.documents {
            self.numbers += 1;
            open.document.now.generation = Generation(self.numbers);
            self.schedule.want(key);
        }
    }

    fn open(&mut self, params: DidOpenParams) {
        let key = Key::of(&params.text_document.uri);
        self.numbers += 1;
        let (id, generation) = (DocumentId(self.numbers), Generation(self.numbers));
        let document = Document::open(params.text_document, id, generation);
        let open = Open { document, found: None, published: Published::default() };
        if let Some(before) = self.documents.insert(key.clone(), open) {
            tracing::warn!("{} was opened twice; the newer text counts", before.document.now.uri);
            self.forget(before.document.now.id);
        }
        self.schedule.want(&key);
    }

    fn change(&mut self, params: DidChangeParams) {
        let uri = params.text_document.uri;
        let key = Key::of(&uri);
        let Some(Open { document, .. }) = self.documents.get_mut(&key) else {
            tracing::warn!("an edit of {uri}, which is not open, is left out");
            return;
        };
        document.change(params.content_changes, self.client.encoding);
        self.numbers += 1;
        document.now.generation = Generation(self.numbers);
        let before = document.now.version;
        document.now.version = params.text_document.version.unwrap_or(before);
        if document.now.version < before && !std::mem::replace(&mut document.distrusted, true) {
            let message = format!(
                "{}: the editor's version went back from {before} to {}. What is checked may differ from what you see; if so, close the document and open it again.",
                uri::path(&uri).display(),
                document.now.version
            );
            tracing::warn!("{message}");
            self.notices.log(MessageType::Warning, message);
        }
        self.schedule.want(&key);
    }

    fn close(&mut self, params: &DidCloseParams) {
        let uri = &params.text_document.uri;
        let key = Key::of(uri);
        self.schedule.unwant(&key);
        if let Some(open) = self.documents.remove(&key) {
            publish::clear(&self.output, &open.document.now.uri);
            self.forget(open.document.now.id);
        }
    }

    /// Nothing about this opening of a document is of interest any more.
    fn forget(&mut self, id: DocumentId) {
        for question in self.schedule.questions_about(id) {
            // A cancelled request has nobody to answer to.
            let _ = question.reply.send(Ok(Vec::new()));
        }
        // The worker ends with this loop only.
        let _ = self.jobs.send(Job::Forget(id));
    }

    fn code_actions(&mut self, params: CodeActionParams, reply: Reply) {
        let Some(open) = self.documents.get_mut(&Key::of(&params.text_document.uri)) else {
            let _ = reply.send(Ok(Vec::new()));
            return;
        };
        let question = Question { snapshot: open.document.now.clone(), params, reply };
        match open.current().cloned() {
            Some(found) => self.answer(question, &found),
            None => self.schedule.ask(question),
        }
    }

    /// Answers from what was found in the very text that was asked about.
    fn answer(&mut self, question: Question, found: &Found) {
        let key = Key::of(&found.snapshot.uri);
        let current = self.documents.get_mut(&key).filter(|open| open.current().is_some());
        let moved_on = current.is_none();
        // The client is to know the findings that the actions belong to.
        if let Some(open) = current {
            open.published.send(found, open.document.last_edit, self.client, &self.output);
        }
        let answer = if moved_on && !self.client.document_changes {
            // Edits without a version would be applied to whatever stands there by now.
            Err(jsonrpc::Error::content_modified())
        } else {
            Ok(actions::actions(found, &question.params, self.client))
        };
        // A cancelled request has nobody to answer to.
        let _ = question.reply.send(answer);
    }

    /// Takes a result: keeps it if the text still stands, and answers who asked about that text.
    fn take(&mut self, checked: Checked) {
        self.schedule.rest();
        let Checked { snapshot, findings } = checked;
        let findings = findings.unwrap_or_else(|panic| {
            self.report_panic(&snapshot.uri, &panic);
            Vec::new()
        });
        let found = Found { snapshot, findings: findings.into() };
        let key = Key::of(&found.snapshot.uri);
        if let Some(open) = self.documents.get_mut(&key)
            && open.document.now.generation == found.snapshot.generation
        {
            open.found = Some(found.clone());
            open.published.want();
            self.schedule.unwant(&key);
        }
        for question in self.schedule.answerable(found.snapshot.generation) {
            self.answer(question, &found);
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

    fn publish_due(&mut self) {
        let now = Instant::now();
        for open in self.documents.values_mut() {
            if open.due(now).is_some_and(|due| due <= now)
                && let Some(found) = open.found.clone()
            {
                open.published.send(&found, open.document.last_edit, self.client, &self.output);
            }
        }
    }

    fn dispatch(&mut self) {
        while let Some(next) = self.schedule.next() {
            let snapshot = match next {
                Next::Asked(snapshot) => Some(snapshot),
                Next::Wanted(key) => self.documents.get(&key).map(|open| open.document.now.clone()),
            };
            match snapshot {
                Some(snapshot) => {
                    // The worker ends with this loop only.
                    let _ = self.jobs.send(Job::Check(snapshot, Arc::clone(&self.settings)));
                }
                None => self.schedule.rest(),
            }
        }
    }
}
