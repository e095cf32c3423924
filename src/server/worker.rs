//! The thread that checks: snapshots in, findings out, one at a time.
//!
//! It keeps one engine for each open document, so that an edit costs what it touched, and `projects`, which say with
//! which settings. It knows nothing of versions or the client; the event loop decides what is checked and what is
//! still wanted of it.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use ropey::Rope;

use super::answer::Given;
use super::document::{Content, DocumentId, Snapshot};
use super::projects::{Kept, Outlook, Projects, Slips};
use super::protocol::CommandReply;
use crate::config::Settings;
use crate::engine::Engine;
use crate::finding::{Finding, Severity};
use crate::format::Format;
use crate::project::Own;

/// How a text is checked: [`Engine::check`], but for tests of what happens when that goes wrong.
pub(super) type Check = fn(&mut Engine, &str, Format) -> Vec<Finding>;

/// The code of what cannot be used in a project's own file.
pub(super) const SLIP: &str = "project-file";

/// What the worker can be asked.
#[derive(Debug)]
pub(super) enum Job {
    /// Check this text, with the client's settings where the project says nothing else.
    Check(Snapshot, Arc<Settings>),
    /// The document is closed: what is kept of it can go.
    Forget(DocumentId),
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

/// An answer on its way into a project's files.
#[derive(Debug)]
pub(super) struct Answer {
    /// The answer.
    pub given: Given,
    /// Who waits for it to hold.
    pub reply: CommandReply,
}

/// What the worker says.
#[derive(Debug)]
pub(super) enum Report {
    /// A text is checked.
    Checked(Checked),
    /// The files were looked at: these documents have other settings now.
    Looked(Vec<DocumentId>),
    /// What is wrong in a closed file of a project is this now.
    Slips(PathBuf, Slips),
    /// An answer was taken.
    Remembered(Answer, Kept),
}

/// What was found in a snapshot.
#[derive(Debug)]
pub(super) struct Checked {
    /// The text that was checked.
    pub snapshot: Snapshot,
    /// In the order of the text; or what a rule's panic said.
    pub findings: Result<Vec<Finding>, String>,
}

/// Starts the thread; it ends when the sender of jobs is gone. `say` gets each report.
pub(super) fn start(check: Check, say: impl Fn(Report) + Send + 'static) -> Sender<Job> {
    let (jobs, queue) = mpsc::channel();
    let work = move || {
        let (projects, documents, told) = (Projects::default(), BTreeMap::new(), BTreeMap::new());
        let mut worker = Worker { check, projects, documents, told, say };
        for job in queue {
            worker.survive(job);
        }
    };
    std::thread::Builder::new().name("checks".into()).spawn(work).expect("the system has room for a thread");
    jobs
}

struct Worker<S> {
    check: Check,
    projects: Projects,
    documents: BTreeMap<DocumentId, Known>,
    /// What was said last of the projects' closed files.
    told: BTreeMap<PathBuf, Slips>,
    say: S,
}

/// What is kept of an open document.
struct Known {
    uri: Arc<str>,
    own: bool,
    /// The client's settings, over which the outlook was laid.
    base: Arc<Settings>,
    outlook: Outlook,
    /// The engine with the settings it has.
    engine: Option<(Arc<Settings>, Engine)>,
}

impl<S: Fn(Report)> Worker<S> {
    /// Does a job; an error in doing so costs what the job was about, and who waits for it is told.
    fn survive(&mut self, job: Job) {
        let about = match &job {
            Job::Check(snapshot, _) => Some(snapshot.clone()),
            _ => None,
        };
        let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.work(job))) else { return };
        let panic = words(panic.as_ref());
        tracing::error!("the worker met an error of its own: {panic}");
        (self.say)(match about {
            Some(snapshot) => Report::Checked(Checked { snapshot, findings: Err(panic) }),
            None => Report::Looked(Vec::new()),
        });
    }

    fn work(&mut self, job: Job) {
        match job {
            Job::Check(snapshot, settings) => {
                let checked = self.check(snapshot, &settings);
                (self.say)(Report::Checked(checked));
                self.tell_slips();
            }
            Job::Forget(id) => {
                self.documents.remove(&id);
                self.look(false);
            }
            Job::Folders(folders) => {
                self.projects.set_folders(folders);
                self.look(false);
            }
            Job::Buffer(path, text) => {
                self.projects.set_buffer(path, text.map(|text| text.to_string().into()));
                self.look(false);
            }
            Job::Look(reread) => self.look(reread),
            Job::Remember(answer) => {
                let kept = self.projects.keep(&answer.given);
                self.look(false);
                (self.say)(Report::Remembered(answer, kept));
            }
            Job::Hold(given) => {
                self.projects.hold(&given);
                self.look(false);
            }
        }
    }

    /// Says which documents see another project than when they were checked, and what is wrong in closed files.
    fn look(&mut self, reread: bool) {
        let roots: Vec<PathBuf> = self.documents.values().filter_map(|known| known.outlook.root.clone()).collect();
        self.projects.look(reread, roots.into_iter());
        let mut changed = Vec::new();
        for (id, known) in &mut self.documents {
            let outlook = self.projects.outlook(&known.uri, &known.base);
            if known.outlook != outlook {
                known.outlook = outlook;
                changed.extend((!known.own).then_some(*id));
            }
        }
        (self.say)(Report::Looked(changed));
        self.tell_slips();
    }

    fn tell_slips(&mut self) {
        let now = self.projects.slips();
        let before = std::mem::replace(&mut self.told, now.clone());
        for path in before.keys().filter(|path| !now.contains_key(*path)) {
            (self.say)(Report::Slips(path.clone(), Slips::default()));
        }
        for (path, slips) in now.into_iter().filter(|(path, slips)| before.get(path) != Some(slips)) {
            (self.say)(Report::Slips(path, slips));
        }
    }

    fn check(&mut self, snapshot: Snapshot, base: &Arc<Settings>) -> Checked {
        let known = known(&mut self.documents, &mut self.projects, &snapshot, base);
        let text = || snapshot.text.to_string();
        let findings = match snapshot.content {
            Content::Own(own) => slips(own, &text()),
            Content::Prose(_) if known.outlook.excluded => Vec::new(),
            Content::Prose(format) => known.check(self.check, &text(), format),
        };
        Checked { snapshot, findings: Ok(findings) }
    }
}

/// What is known of a snapshot's document, up to date with the client's settings.
fn known<'a>(
    documents: &'a mut BTreeMap<DocumentId, Known>,
    projects: &mut Projects,
    snapshot: &Snapshot,
    base: &Arc<Settings>,
) -> &'a mut Known {
    let known = documents.entry(snapshot.id).or_insert_with(|| {
        let own = matches!(snapshot.content, Content::Own(_));
        let outlook = projects.outlook(&snapshot.uri, base);
        Known { uri: Arc::clone(&snapshot.uri), own, base: Arc::clone(base), outlook, engine: None }
    });
    if !Arc::ptr_eq(&known.base, base) {
        known.base = Arc::clone(base);
        known.outlook = projects.outlook(&known.uri, base);
    }
    known
}

impl Known {
    fn check(&mut self, check: Check, text: &str, format: Format) -> Vec<Finding> {
        let settings = &self.outlook.settings;
        // The engine is taken out while it works: one that fails halfway is not used again.
        let mut engine = match self.engine.take() {
            Some((known, engine)) if Arc::ptr_eq(&known, settings) => engine,
            Some((_, mut engine)) => {
                engine.set_settings(Settings::clone(settings));
                engine
            }
            None => Engine::new(Settings::clone(settings)),
        };
        let findings = check(&mut engine, text, format);
        self.engine = Some((Arc::clone(settings), engine));
        findings
    }
}

/// What cannot be used in the text of a project's own file.
fn slips(own: Own, text: &str) -> Vec<Finding> {
    let finding = |(range, message)| Finding::new(SLIP, SLIP, Severity::Warning, range, message);
    own.slips(text).into_iter().map(finding).collect()
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no message").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::range::{ByteRange, Edit, apply};
    use crate::server::document::Generation;
    use proptest::prelude::*;

    fn snapshot(generation: u64, text: &str) -> Snapshot {
        Snapshot {
            id: DocumentId(1),
            generation: Generation(generation),
            uri: "untitled:a".into(),
            version: 1,
            content: Content::Prose(Format::Markdown),
            text: Rope::from_str(text),
        }
    }

    fn run(check: Check, texts: &[&str]) -> Vec<Result<Vec<Finding>, String>> {
        let texts = (0..).zip(texts).map(|(n, text)| (snapshot(n, text), Arc::default()));
        checked(check, texts.collect())
    }

    fn checked(check: Check, jobs: Vec<(Snapshot, Arc<Settings>)>) -> Vec<Result<Vec<Finding>, String>> {
        let (reports, reported) = mpsc::channel();
        let worker = start(check, move |report| reports.send(report).expect("the test listens"));
        for (snapshot, settings) in jobs {
            worker.send(Job::Check(snapshot, settings)).expect("the worker is there");
        }
        drop(worker);
        let findings = |report| match report {
            Report::Checked(checked) => Some(checked.findings),
            _ => None,
        };
        reported.into_iter().filter_map(findings).collect()
    }

    #[test]
    fn a_panic_costs_one_check_and_the_engine_it_spoilt() {
        fn check(engine: &mut Engine, text: &str, format: Format) -> Vec<Finding> {
            let mut findings = engine.check(text, format);
            assert!(!text.contains("bad"), "a rule met \"{text}\"");
            findings.push(Finding::new("x", "x", Severity::Hint, ByteRange::new(0, 0), String::new()));
            findings
        }
        let outcomes = run(check, &["Oil .", "bad", "Oil ."]);
        assert_eq!(outcomes[1].as_ref().err().map(String::as_str), Some("a rule met \"bad\""));
        assert_eq!(outcomes[0].as_ref().map(Vec::len), Ok(2));
        assert_eq!(outcomes[0], outcomes[2]);
    }

    #[test]
    fn other_settings_count_from_the_next_check() {
        let mut strict = Settings::default();
        strict.min_severity = Severity::Error;
        let jobs = [Settings::default(), strict, Settings::default()].map(|s| (snapshot(0, "Oil ."), Arc::new(s)));
        let found: Vec<usize> =
            checked(Engine::check, jobs.into()).into_iter().map(|findings| findings.map_or(9, |f| f.len())).collect();
        assert_eq!(found, [1, 0, 1]);
    }

    proptest! {
        #[test]
        fn findings_after_edits_are_those_of_a_fresh_engine(
            text in "([A-C]?[a-c]{1,3}( |\n|\n\n| [.,]|,,|\\*)){0,30}",
            edits in prop::collection::vec((0usize..120, 0usize..20, "( |\n\n|[a-c]{1,3}|,|\\.|`){0,3}"), 0..8),
        ) {
            let mut text = text;
            let mut texts = vec![text.clone()];
            for (start, length, new) in edits {
                let start = start.min(text.len());
                let range = ByteRange::new(start, (start + length).min(text.len()));
                text = apply(&text, &[Edit::replace(range, new)]);
                texts.push(text.clone());
            }
            let views: Vec<&str> = texts.iter().map(String::as_str).collect();
            for (text, found) in views.iter().zip(run(Engine::check, &views)) {
                let fresh = Engine::new(Settings::default()).check(text, Format::Markdown);
                prop_assert_eq!(found, Ok(fresh), "{}", text);
            }
        }
    }
}
