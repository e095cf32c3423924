//! The one owner of all state: takes events one by one, and never waits for anything but the next.
//!
//! `documents` follows the editor's buffers, `answers` takes what was found in them and is asked about them, `names` tells
//! viewers of names, `parts` tells early what is known of all documents, `projects` takes what lies around them.
//! Edits are applied here in the order they came in; checks run on `worker`'s thread on snapshots. A result for a
//! text that has moved on is dropped; what is published and answered always belongs to the text it names.

mod answers;
mod documents;
mod names;
mod parts;
mod projects;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;

use self::names::{LatestNames, Viewed};
use self::projects::Asked;
use super::aside::Aside;
use super::capabilities::Client;
use super::diagnostics::ClosedFiles;
use super::document::{Document, Snapshot};
use super::judge::Judge;
use super::notices::Notices;
use super::output::Output;
use super::preferences::Preferences;
use super::progress::{CancelParams, Shown};
use super::protocol::{
    Answer, CommandReply, DidChangeConfigurationParams, DidChangeFoldersParams, DidChangeParams, DidCloseParams,
    DidOpenParams, ExecuteCommandParams, MessageType,
};
use super::publish::{Found, Published};
use super::question::{Ask, Lack, Reply};
use super::queue::{Receiver, Sender};
use super::rest::{Awaited, Rested};
use super::schedule::{Next, Schedule};
use super::uri::Key;
use super::watch::Watch;
use super::worker::{self, Job, Jobs, Report, Wanted};
use crate::config::Settings;
use crate::slack;

/// The thread's name.
const NAME: &str = "loop";

/// A turn of the loop that takes longer is worth a line in the log: everything else waits meanwhile.
const SLOW_TURN: Duration = Duration::from_millis(50);

/// Everything that can wake the loop.
#[derive(Debug)]
pub(super) enum Event {
    /// The client introduces itself.
    Initialize(Value, Reply),
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
    /// The client wants to know something.
    Asked(Ask, Reply),
    /// The user has chosen one of the server's commands.
    Command(ExecuteCommandParams, CommandReply),
    /// Files were saved or have changed on disk.
    FilesChanged,
    /// The workspace has other folders.
    FoldersChanged(DidChangeFoldersParams),
    /// The user wants no more of something that is shown to take a while.
    Cancelled(CancelParams),
    /// The client answers what it was asked.
    Answered(Answer),
    /// The worker is done with something.
    Reported(Report),
    /// The session is over.
    Stop,
}

/// Starts the loop on a thread of its own, and its worker. `events` is the way back into `queue`.
pub(super) fn start(queue: Receiver<Event>, events: Sender<Event>, output: Output) {
    let jobs = worker::start(Judge::default(), move |report| {
        // The loop may have stopped while the worker was at it.
        let _ = events.send(Event::Reported(report));
    });
    let state = EventLoop {
        client: Client::default(),
        settings: Arc::default(),
        configured: false,
        unsaid: Vec::new(),
        preferences: Preferences::default(),
        views_names: false,
        closed: ClosedFiles::default(),
        tells_closed: false,
        documents: BTreeMap::new(),
        schedule: Schedule::default(),
        notices: Notices::new(output.clone()),
        jobs,
        aside: Aside::start(),
        output,
        numbers: 0,
        folders: Vec::new(),
        watch: Watch::new(),
        shown: Shown::default(),
        asked: BTreeMap::new(),
        requests: 0,
        rested: Rested::new(),
    };
    let run = move || state.run(queue);
    std::thread::Builder::new().name(NAME.into()).spawn(run).expect("the system has room for a thread");
}

struct EventLoop {
    client: Client,
    settings: Arc<Settings>,
    /// Settings came with the client's introduction.
    configured: bool,
    /// Problems with the first settings, kept until the client listens.
    unsaid: Vec<String>,
    preferences: Preferences,
    /// The client wants to be told when names change.
    views_names: bool,
    /// What is wrong in closed files, for a client that asks.
    closed: ClosedFiles,
    /// A client that does not ask wants to be told what is found in closed files, too.
    tells_closed: bool,
    documents: BTreeMap<Key, Open>,
    schedule: Schedule,
    notices: Notices,
    jobs: Jobs,
    aside: Aside,
    output: Output,
    numbers: u64,
    /// The workspace's folders, as URIs.
    folders: Vec<String>,
    watch: Watch,
    /// What is shown to take a while.
    shown: Shown,
    /// What the client was asked and has not answered, by the request's number.
    asked: BTreeMap<i64, Asked>,
    requests: i64,
    /// How long there was nothing to do.
    rested: Rested,
}

/// An open document with what is known of it.
struct Open {
    document: Document,
    /// What the last check found; only of use while the document is as it was then.
    found: Option<Found>,
    latest: LatestNames,
    published: Published,
    viewed: Viewed,
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
    fn run(mut self, queue: Receiver<Event>) {
        loop {
            let next = self.rested.wait(&queue, self.due());
            let started = Instant::now();
            match next {
                Awaited::End | Awaited::Work(Event::Stop) => return,
                Awaited::Work(event) => self.survive(event),
                Awaited::Due => {}
                Awaited::Rest => {
                    self.output.rest();
                    slack::give_back();
                }
            }
            self.publish_due();
            self.list_due();
            self.look_if_due();
            self.dispatch();
            let took = started.elapsed();
            if took > SLOW_TURN {
                tracing::info!("a turn of the event loop took {took:?}");
            }
        }
    }

    /// When it is time to publish, to list names or to look at the files.
    fn due(&self) -> Option<Instant> {
        let now = Instant::now();
        let publish = self.documents.values().filter_map(|open| open.due(now));
        let names = self.documents.values().filter_map(Open::names_due);
        publish.chain(names).chain(self.look_due()).min()
    }

    /// Handles an event; an error in doing so costs that event and not the session.
    fn survive(&mut self, event: Event) {
        // A look at the files is what a server does that rests.
        if !matches!(event, Event::Reported(Report::Looked(_))) {
            self.rested = Rested::new();
        }
        if catch_unwind(AssertUnwindSafe(|| self.handle(event))).is_err() {
            let message = "postedit met an error of its own. It goes on; if its findings look wrong, close the document and open it again.";
            self.notices.show(MessageType::Error, message.to_owned());
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Initialize(params, reply) => self.initialize(&params, reply),
            Event::Initialized => self.start_work(),
            Event::Configured(params) => self.configure(&params),
            Event::Opened(params) => self.open(params),
            Event::Changed(params) => self.change(params),
            Event::Closed(params) => self.close(&params),
            Event::Asked(ask, reply) => self.ask_about(ask, reply),
            Event::Command(params, reply) => self.command(params, reply),
            Event::FilesChanged => self.look(true),
            Event::FoldersChanged(params) => self.change_folders(params),
            Event::Cancelled(params) => self.shown.cancel(&params),
            Event::Answered(answer) => self.answered(answer),
            Event::Reported(report) => self.take_report(report),
            Event::Stop => {}
        }
    }

    fn initialize(&mut self, params: &Value, reply: Reply) {
        self.client = Client::of(params);
        self.enter(params);
        if let Some(options) = params.get("initializationOptions").filter(|options| !options.is_null()) {
            self.configured = true;
            let (settings, problems) = Settings::from_json(options);
            self.settings = Arc::new(settings);
            self.unsaid = problems;
            let (preferences, problems) = Preferences::from_json(options);
            self.preferences = preferences;
            self.unsaid.extend(problems);
        }
        // Nobody waits any more where the session ended meanwhile.
        let _ = reply.send(Ok(self.client.answer()));
    }

    /// The client listens now.
    fn start_work(&mut self) {
        self.say_problems();
        self.ask_to_watch();
        if !self.configured {
            self.ask_for_settings();
        }
    }

    fn say_problems(&mut self) {
        for problem in std::mem::take(&mut self.unsaid) {
            self.notices.show(MessageType::Warning, format!("postedit settings: {problem}"));
        }
    }

    /// Takes over the settings under `postedit`. Without any there is nothing new, or the client wants to be asked for
    /// them.
    fn configure(&mut self, params: &DidChangeConfigurationParams) {
        match params.settings.get("postedit").filter(|options| !options.is_null()) {
            Some(options) => self.take_settings(options),
            None => self.ask_for_settings(),
        }
    }

    /// Takes over a client's settings.
    fn take_settings(&mut self, options: &Value) {
        let (settings, problems) = Settings::from_json(options);
        self.unsaid.extend(problems);
        let (preferences, problems) = Preferences::from_json(options);
        self.unsaid.extend(problems);
        self.say_problems();
        let before = std::mem::replace(&mut self.preferences, preferences);
        if before.code_lens != preferences.code_lens && self.client.lenses_again {
            self.request_again("workspace/codeLens/refresh");
        }
        if *self.settings == settings {
            return;
        }
        self.settings = Arc::new(settings);
        self.check_again(|_| true);
        self.job(Job::Settings(Arc::clone(&self.settings)));
    }

    /// When the files are to be looked at next; never while no document is open.
    fn look_due(&self) -> Option<Instant> {
        self.watch.due().filter(|_| !self.documents.is_empty())
    }

    fn look_if_due(&mut self) {
        if self.look_due().is_some_and(|due| due <= Instant::now()) {
            self.look(false);
        }
    }

    fn job(&self, job: Job) {
        // The worker ends with this loop only.
        let _ = self.jobs.send(job);
    }

    fn publish_due(&mut self) {
        let now = Instant::now();
        let mut again = false;
        for open in self.documents.values_mut().filter(|open| open.due(now).is_some_and(|due| due <= now)) {
            if let Some(found) = open.found.clone() {
                let last_edit = open.document.last_edit;
                if self.client.pulls {
                    again |= open.published.is_old(&found, last_edit, self.client);
                } else {
                    open.published.send(&found, last_edit, self.client, &self.output);
                }
            }
        }
        if again {
            self.have_pulled_again();
        }
    }

    fn dispatch(&mut self) {
        while let Some(next) = self.schedule.next() {
            let settings = Arc::clone(&self.settings);
            let job = match next {
                Next::Asked(Lack::Findings(snapshot)) => Some(Job::Check(self.asked(snapshot), settings)),
                Next::Asked(Lack::Names(snapshot)) => Some(self.naming(snapshot, settings)),
                Next::Asked(Lack::Closed(number)) => Some(Job::CheckAll(number, settings)),
                Next::Asked(Lack::Others(number, about)) => Some(Job::List(number, about, settings)),
                Next::Wanted(key) => self.wanted(&key).map(|wanted| Job::Check(wanted, settings)),
                Next::Listed(key) => {
                    let now = self.documents.get(&key).map(|open| open.document.now.clone());
                    if now.is_none() {
                        self.schedule.named();
                    }
                    now.map(|snapshot| self.naming(snapshot, settings))
                }
            };
            match job {
                Some(job) => self.job(job),
                None => self.schedule.rest(),
            }
        }
    }

    /// Has the names of a text listed.
    fn naming(&mut self, snapshot: Snapshot, settings: Arc<Settings>) -> Job {
        if let Some(open) = self.documents.get_mut(&Key::of(&snapshot.uri)) {
            open.send_names(snapshot.generation);
        }
        Job::Names(self.asked(snapshot), settings)
    }

    /// A document as it stands.
    fn wanted(&mut self, key: &Key) -> Option<Wanted> {
        self.documents.get_mut(key).map(|open| wanted(&mut open.document))
    }

    /// The text that somebody asked about: the one that stands, or one that was left behind.
    fn asked(&mut self, snapshot: Snapshot) -> Wanted {
        let now = self.documents.get_mut(&Key::of(&snapshot.uri)).map(|open| &mut open.document);
        match now.filter(|document| document.now.generation == snapshot.generation) {
            Some(document) => wanted(document),
            None => Wanted { snapshot, changes: None },
        }
    }
}

/// A document as it stands, with what has changed since it was wanted last.
fn wanted(document: &mut Document) -> Wanted {
    Wanted { changes: Some(document.take_changes()), snapshot: document.now.clone() }
}
