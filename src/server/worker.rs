//! The thread that checks: snapshots in, findings out, one at a time.
//!
//! It keeps each open document live (`known`), so that an edit costs what it touched, and `projects`, which say with
//! which settings. A long one is first read on a thread of its own (`opening`). What only a whole document can say is
//! judged at once where the document is short; else on a thread of its own (`judge`), while key presses are answered
//! with what is known. It knows nothing of versions or the client; the event loop decides what is checked and what is
//! still wanted of it.

mod compare;
mod kin;
mod known;
mod messages;

pub(super) use self::kin::{Kin, Verdict};
pub(super) use self::messages::{Answer, Checked, Job, Named, Report, Wanted};

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(super) use self::known::AT_ONCE;
use self::known::{Judging, Known, known};

use super::document::{Content, DocumentId, Snapshot};
use super::judge::Judge;
use super::naming::{self, Source, Wish};
use super::opening::Reader;
use super::projects::{Projects, Slips};
use super::queue::{Receiver, Sender, channel};
use super::rest::{Awaited, Rested};
use super::uri;
use super::workspace::{self, Task, View};
use crate::config::Settings;
use crate::engine::{Engine, Findings, Purpose};
use crate::finding::{Finding, Severity};
use crate::language::Language;
use crate::project::Own;
use crate::range::ByteRange;

/// A longer document is judged as a whole when nothing was asked for so long; or for three times as long as it took
/// last, so that judging leaves the machine to who types, but for [`LONGEST_PAUSE`] at most.
const PAUSE: Duration = Duration::from_millis(25);

/// The thread's name.
const NAME: &str = "checks";

/// Who pauses so long waits for what the whole document says.
const LONGEST_PAUSE: Duration = Duration::from_millis(300);

/// The code of what cannot be used in a project's own file.
pub(super) const SLIP: &str = "project-file";

/// The way to the worker; it ends when all of these are gone.
pub(super) type Jobs = Arc<Sender<Job>>;

/// Starts the thread; it ends when nobody can send jobs any more. `say` gets each report.
pub(super) fn start(judge: Judge, say: impl Fn(Report) + Send + 'static) -> Jobs {
    let (jobs, queue) = channel();
    let jobs = Arc::new(jobs);
    let judges = judge.start(Arc::downgrade(&jobs));
    let workspace = workspace::start(Arc::downgrade(&jobs));
    let reader = Reader::start(Arc::downgrade(&jobs));
    let naming = naming::start(Arc::downgrade(&jobs));
    let work = move || {
        let (projects, documents) = (Projects::default(), BTreeMap::new());
        let (told, watched) = (BTreeMap::new(), BTreeSet::new());
        let (views, kept, considered, base) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new(), Arc::default());
        let lone = Vec::new();
        let worker = Worker {
            judge,
            pause: PAUSE,
            judges,
            naming,
            reader,
            workspace,
            views,
            lone,
            kept,
            considered,
            base,
            projects,
            documents,
            told,
            watched,
            say,
            rested: Rested::new(),
        };
        worker.run(queue);
    };
    std::thread::Builder::new().name(NAME.into()).spawn(work).expect("the system has room for a thread");
    jobs
}

struct Worker<S> {
    judge: Judge,
    pause: Duration,
    judges: Sender<super::judge::Case>,
    naming: Sender<Wish>,
    workspace: Sender<Task>,
    /// What the workspace knows of the projects whose names are compared.
    views: BTreeMap<PathBuf, View>,
    /// The same of the folders that are no projects, once somebody has asked for names in them.
    lone: Vec<(PathBuf, View)>,
    reader: Reader,
    /// The projects whose files are checked though none is open.
    kept: BTreeSet<PathBuf>,
    /// The folders without a project of which it was looked whether they are one.
    considered: BTreeSet<PathBuf>,
    /// What the client said last of settings.
    base: Arc<Settings>,
    projects: Projects,
    documents: BTreeMap<DocumentId, Known>,
    /// What was said last of the projects' closed files.
    told: BTreeMap<PathBuf, Slips>,
    /// By which patterns the glossaries are watched.
    watched: BTreeSet<String>,
    say: S,
    /// How long there was nothing to do.
    rested: Rested,
}

impl<S: Fn(Report) + Send + 'static> Worker<S> {
    fn run(mut self, queue: Receiver<Job>) {
        loop {
            self.send_to_judge(Known::is_overdue);
            self.send_to_compare(|known| !known.compared);
            match self.rested.wait(&queue, self.pause_ends()) {
                Awaited::Work(job) => self.survive(job),
                Awaited::Due => {
                    self.send_to_judge(|_| true);
                    self.send_to_compare(|_| true);
                }
                Awaited::Rest => {}
                Awaited::End => return,
            }
        }
    }

    /// When documents are sent to be judged if no job comes before; those that are overdue do not wait for a pause.
    fn pause_ends(&self) -> Option<Instant> {
        let wanted = |known: &Known| known.judgement == Judging::Wanted || known.wants_comparison();
        self.documents.values().any(wanted).then(|| Instant::now() + self.pause)
    }

    fn send_to_judge(&mut self, which: impl Fn(&Known) -> bool) {
        for (id, known) in &mut self.documents {
            if known.judgement == Judging::Wanted && which(known) {
                known.judgement = Judging::Busy;
                if let Some((_, live)) = &mut known.live {
                    // The judge lives as long as this thread.
                    let _ = self.judges.send((*id, Box::new(live.whole())));
                }
            }
        }
    }

    /// Does a job; an error in doing so costs what the job was about, and who waits for it is told.
    fn survive(&mut self, job: Job) {
        // A look at the files is what a thread does that rests.
        if !matches!(job, Job::Look(false)) {
            self.rested = Rested::new();
        }
        let failed: Box<dyn FnOnce(String) -> Report> = match &job {
            Job::Check(wanted, _) => {
                let snapshot = wanted.snapshot.clone();
                Box::new(|panic| Report::Checked(Checked { snapshot, findings: Err(panic), judged: true }))
            }
            Job::Names(wanted, _) => {
                let snapshot = wanted.snapshot.clone();
                Box::new(|panic| {
                    let (language, glossary) = (Language::ENGLISH, Arc::default());
                    let (project, names) = (None, Err(panic));
                    Report::Named(Named { snapshot, project, names, language, glossary, apart: false })
                })
            }
            _ => Box::new(|_| Report::Looked(Vec::new())),
        };
        let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.work(job))) else { return };
        let panic = words(panic.as_ref());
        tracing::error!("the worker met an error of its own: {panic}");
        (self.say)(failed(panic));
    }

    fn work(&mut self, job: Job) {
        match job {
            Job::Check(wanted, settings) => self.say_checked(wanted, &settings),
            Job::Names(wanted, settings) => {
                self.base = Arc::clone(&settings);
                self.list_names(wanted, &settings);
            }
            Job::Named(named) => (self.say)(Report::Named(named)),
            Job::Judged(judged) => {
                self.pause = (3 * judged.took).clamp(PAUSE, LONGEST_PAUSE);
                self.say_settled(judged.id, |known| known.settle(judged.judgement));
            }
            Job::Opened(id) => self.say_settled(id, Known::opened),
            Job::Forget(id) => self.forget(id),
            Job::Compare(root) => self.compare_again(&root),
            Job::Compared(compared) => self.take_compared(compared),
            Job::List(number, about, settings) => {
                self.base = settings;
                self.list(number, &about);
            }
            Job::CheckAll(number, settings) => {
                self.base = settings;
                self.check_all(number);
            }
            Job::Declare(folder, verdict) => self.declare(&folder, verdict),
            Job::Settings(settings) => self.look_after(|own| own.base = settings),
            Job::Folders(folders) => self.look_after(|own| own.projects.set_folders(folders)),
            Job::Buffer(path, text) => {
                let text = text.map(|text| text.to_string().into());
                self.look_after(|own| own.projects.set_buffer(path, text));
            }
            Job::Look(reread) => self.look(reread),
            Job::Remember(answer) => {
                let kept = self.look_after(|own| own.projects.keep(&answer.given));
                (self.say)(Report::Remembered(answer, kept));
            }
            Job::Hold(given) => self.look_after(|own| own.projects.hold(&given)),
            Job::Listed(number, texts) => (self.say)(Report::Listed(number, texts)),
            Job::AllChecked(number) => (self.say)(Report::AllChecked(number)),
            Job::Renamed(files) => (self.say)(Report::Renamed(files)),
            Job::Kin(kin) => (self.say)(Report::Kin(kin)),
            Job::Failed(message) => (self.say)(Report::Failed(message)),
            Job::Closed(closed) => (self.say)(Report::Closed(closed)),
            Job::Reading(reading) => (self.say)(Report::Reading(reading)),
        }
    }

    fn say_checked(&mut self, wanted: Wanted, settings: &Arc<Settings>) {
        self.base = Arc::clone(settings);
        let checked = self.check(wanted, settings);
        let id = checked.snapshot.id;
        (self.say)(Report::Checked(checked));
        self.tell_slips();
        self.consider(id);
    }

    /// Says what a document that is still known has come to by `learn`.
    fn say_settled(&mut self, id: DocumentId, learn: impl FnOnce(&mut Known) -> Option<Checked>) {
        let settled = self.documents.get_mut(&id).and_then(learn);
        settled.into_iter().for_each(|checked| (self.say)(Report::Settled(checked)));
    }

    fn forget(&mut self, id: DocumentId) {
        let known = self.documents.remove(&id);
        // Its file on disk is compared in its place.
        known.as_ref().and_then(Known::reach).into_iter().for_each(|root| self.compare_again(root));
        if let Some(path) = known.filter(|known| !known.own).and_then(|known| uri::file(&known.uri)) {
            // From now on the disk counts, if it is a glossary.
            self.projects.set_buffer(path, None);
        }
        self.look(false);
    }

    /// Makes a change and looks what it changes for the documents.
    fn look_after<T>(&mut self, change: impl FnOnce(&mut Self) -> T) -> T {
        let outcome = change(self);
        self.look(false);
        outcome
    }

    /// Says which documents see another project than when they were checked, and what is wrong in closed files.
    fn look(&mut self, reread: bool) {
        let of_documents = self.documents.values().filter_map(|known| known.outlook.root.clone());
        let mut roots: Vec<PathBuf> = of_documents.chain(self.kept.iter().cloned()).collect();
        roots.extend(self.projects.lone_folders());
        self.projects.look(reread, roots.into_iter());
        let mut changed = Vec::new();
        for (id, known) in &mut self.documents {
            let outlook = self.projects.outlook(&known.uri, &known.base);
            if known.outlook != outlook {
                // What is no prose is not checked by settings.
                let stays = known.own || known.outlook.glossary && outlook.glossary;
                known.outlook = outlook;
                changed.extend((!stays).then_some(*id));
            }
        }
        (self.say)(Report::Looked(changed));
        self.tell_slips();
        self.tell_projects();
        // The workspace ends with this thread only.
        let _ = self.workspace.send(Task::Look(reread));
    }

    fn tell_slips(&mut self) {
        let watched = self.projects.watched();
        if watched != self.watched {
            self.watched.clone_from(&watched);
            (self.say)(Report::Watched(watched));
        }
        self.projects.absent().into_iter().for_each(|message| (self.say)(Report::Absent(message)));
        let now = self.projects.slips();
        let before = std::mem::replace(&mut self.told, now.clone());
        for path in before.keys().filter(|path| !now.contains_key(*path)) {
            (self.say)(Report::Slips(path.clone(), Slips::default()));
        }
        for (path, slips) in now.into_iter().filter(|(path, slips)| before.get(path) != Some(slips)) {
            (self.say)(Report::Slips(path, slips));
        }
    }

    fn check(&mut self, wanted: Wanted, base: &Arc<Settings>) -> Checked {
        let Wanted { snapshot, changes } = wanted;
        let known = known(&mut self.documents, &mut self.projects, &snapshot, base);
        if known.outlook.glossary || known.outlook.excluded {
            // It is read afresh where it is to be checked again.
            (known.live, known.opening) = (None, None);
        }
        let findings = match (snapshot.content, changes) {
            (Content::Own(own), _) => self.own_slips(own, &snapshot),
            (Content::Prose(_), _) if known.outlook.glossary => self.glossary_slips(&snapshot),
            (Content::Prose(_), _) if known.outlook.excluded => Vec::new(),
            (Content::Prose(format), Some(changes)) => {
                known.latest = snapshot.clone();
                let findings = known.check(self.judge, &self.reader, format, &changes);
                return Checked { snapshot, findings: Ok(findings), judged: known.is_judged() };
            }
            (Content::Prose(format), None) => {
                let engine = Engine::new(Settings::clone(&known.outlook.settings));
                // Nobody compares a text that is left behind with others.
                let purpose = Purpose { compared: known.is_shared(), ..Purpose::default() };
                engine.check_for(&String::from(&snapshot.text), format, purpose).findings
            }
        };
        Checked { snapshot, findings: Ok(Arc::new(Findings::new(findings))), judged: true }
    }

    /// What cannot be used in a project's own file, and which glossaries it names that are not there.
    fn own_slips(&self, own: Own, snapshot: &Snapshot) -> Vec<Finding> {
        let text = String::from(&snapshot.text);
        let path = uri::file(&snapshot.uri).filter(|_| own == Own::Options);
        let missing = path.map(|path| self.projects.missing(&path, &text)).unwrap_or_default();
        let mut all = own.slips(&text);
        all.extend(missing);
        all.sort_by_cached_key(|(range, _)| (range.start, range.end));
        slips(all)
    }

    /// Has a glossary count as it stands in the editor: what cannot be used in it.
    fn glossary_slips(&mut self, snapshot: &Snapshot) -> Vec<Finding> {
        let Some(path) = uri::file(&snapshot.uri) else { return Vec::new() };
        self.projects.set_buffer(path.clone(), Some(snapshot.text.to_string().into()));
        self.look(false);
        slips(self.projects.slips_of(&path))
    }

    /// Lists the names of a text: at once where it is short, else apart.
    fn list_names(&mut self, wanted: Wanted, base: &Arc<Settings>) {
        let Wanted { snapshot, changes } = wanted;
        let known = known(&mut self.documents, &mut self.projects, &snapshot, base);
        let settings = Arc::clone(&known.outlook.settings);
        let text = |format| Source::Text(format, Box::new(Settings::clone(&settings)));
        let source = match (snapshot.content, changes) {
            (Content::Prose(format), Some(changes)) if !known.outlook.excluded => {
                known.latest = snapshot.clone();
                known.check(self.judge, &self.reader, format, &changes);
                // Nobody waits for one that is still being read for the first time.
                Some(known.whole().map_or_else(|| text(format), |whole| Source::Whole(Box::new(whole))))
            }
            (Content::Prose(format), None) if !known.outlook.excluded => Some(text(format)),
            _ => None,
        };
        let (is_apart, project) = (naming::is_apart(&snapshot.text), known.outlook.project.clone());
        let Some(source) = source else {
            let (names, language, glossary) = (Ok(Arc::default()), Language::ENGLISH, Arc::default());
            return (self.say)(Report::Named(Named { snapshot, project, names, language, glossary, apart: false }));
        };
        let wish = Wish { snapshot, project, glossary: Arc::clone(&settings.glossary), source };
        if is_apart {
            // That thread lives as long as this one.
            let _ = self.naming.send(wish);
            (self.say)(Report::Naming);
        } else {
            (self.say)(Report::Named(wish.named()));
        }
    }
}

/// What cannot be used in a file of a project, as findings.
fn slips(slips: Vec<(ByteRange, String)>) -> Vec<Finding> {
    let finding = |(range, message)| Finding::new(SLIP, SLIP, Severity::Warning, range, message);
    slips.into_iter().map(finding).collect()
}

/// What a panic said.
pub(super) fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no message").to_owned()
}

#[cfg(test)]
mod tests {
    use ropey::Rope;

    use super::known::AT_ONCE;
    use super::*;
    use crate::engine::{Change, Judgement, Whole};
    use crate::format::Format;
    use crate::server::document::Generation;

    fn wanted(generation: u64, text: &str, before: Option<&str>) -> Wanted {
        let snapshot = Snapshot {
            id: DocumentId(1),
            generation: Generation(generation),
            uri: "untitled:a".into(),
            version: 1,
            content: Content::Prose(Format::Markdown),
            text: Rope::from_str(text),
        };
        let all = |before: &str| Change { start: 0, old_end: before.len(), new_end: text.len() };
        Wanted { snapshot, changes: Some(before.map(all).into_iter().collect()) }
    }

    fn run(judge: Judge, texts: &[&str]) -> Vec<Result<Vec<Finding>, String>> {
        let before = std::iter::once(None).chain(texts.iter().map(|text| Some(*text)));
        let jobs =
            (0..).zip(texts.iter().zip(before)).map(|(n, (text, before))| (wanted(n, text, before), Arc::default()));
        checked(judge, jobs.collect())
    }

    fn checked(judge: Judge, jobs: Vec<(Wanted, Arc<Settings>)>) -> Vec<Result<Vec<Finding>, String>> {
        let (reports, reported) = channel();
        let worker = start(judge, move |report| reports.send(report).expect("the test listens"));
        for (snapshot, settings) in jobs {
            worker.send(Job::Check(snapshot, settings)).expect("the worker is there");
        }
        drop(worker);
        let findings = |report| match report {
            Report::Checked(checked) => Some(checked.findings.map(|findings| findings.iter().collect())),
            _ => None,
        };
        reported.iter().filter_map(findings).collect()
    }

    #[test]
    fn a_panic_costs_one_check_and_no_other() {
        fn judge(whole: &Whole) -> Judgement {
            assert!(!whole.names().iter().any(|name| name.form == "Bad"), "a rule met \"Bad\"");
            whole.judge()
        }
        let outcomes = run(Judge(judge), &["Oil .", "It is Bad .", "Oil ."]);
        assert_eq!(outcomes[1].as_ref().err().map(String::as_str), Some("a rule met \"Bad\""));
        assert_eq!(outcomes[0].as_ref().map(Vec::len), Ok(1));
        assert_eq!(outcomes[0], outcomes[2]);
    }

    #[test]
    fn other_settings_count_from_the_next_check() {
        let mut strict = Settings::default();
        strict.min_severity = Severity::Error;
        let all = [Settings::default(), strict, Settings::default()];
        let before = [None, Some("Oil ."), Some("Oil .")];
        let jobs = all.into_iter().zip(before).map(|(s, before)| (wanted(0, "Oil .", before), Arc::new(s)));
        let found: Vec<usize> = checked(Judge::default(), jobs.collect())
            .into_iter()
            .map(|findings| findings.map_or(9, |f| f.len()))
            .collect();
        assert_eq!(found, [1, 0, 1]);
    }

    #[test]
    fn a_long_document_is_judged_after_it_is_answered() {
        let text =
            format!("{}\n\nTao Leshan came. Tao Le Shan went. Tao Leshan sat.", "Rain fell.\n\n".repeat(AT_ONCE / 8));
        let (reports, reported) = channel();
        let worker = start(Judge::default(), move |report| {
            // The test may have seen enough.
            let _ = reports.send(report);
        });
        worker.send(Job::Check(wanted(1, &text, None), Arc::default())).expect("the worker is there");
        let mut seen = reported.iter().filter_map(|report| match report {
            Report::Checked(checked) => Some((false, checked.judged, checked.findings.map_or(9, |f| f.len()))),
            Report::Settled(checked) => Some((true, checked.judged, checked.findings.map_or(9, |f| f.len()))),
            _ => None,
        });
        assert_eq!(seen.next(), Some((false, false, 0)));
        assert_eq!(seen.next(), Some((true, true, 1)));
    }

    #[test]
    fn what_is_edited_without_a_pause_is_judged_too() {
        let mut text = Rope::from_str(&"Rain fell.\n\n".repeat(AT_ONCE / 8));
        let (reports, reported) = channel();
        let worker = start(Judge::default(), move |report| {
            // The test may have seen enough.
            let _ = reports.send(report);
        });
        let mut judgements = 0;
        for generation in 0..100 {
            let mut next = wanted(generation, "", None);
            if generation > 0 {
                text.insert(0, &"x".repeat(100));
                next.changes = Some(vec![Change { start: 0, old_end: 0, new_end: 1 }; 100]);
            }
            next.snapshot.text = text.clone();
            worker.send(Job::Check(next, Arc::default())).expect("the worker is there");
            let until_checked = reported.iter().take_while(|report| !matches!(report, Report::Checked(_)));
            judgements += until_checked.filter(|report| matches!(report, Report::Settled(_))).count();
            if judgements > 1 {
                return;
            }
        }
        panic!("{judgements} judgements while it was edited");
    }
}
