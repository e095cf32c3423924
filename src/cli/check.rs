//! `postedit check`: the engine over files. `arguments` is what it can be told; what comes of the findings of each
//! file, in their order, is `outcome`'s business, with `known` for the baseline; `kin` says which folders may be projects;
//! `row` has files looked at side by side, where that can be.

mod arguments;
mod kin;
mod known;
mod outcome;
mod progress;
mod row;

use std::path::Path;
use std::process::ExitCode;

pub(super) use arguments::CheckArguments;
use kin::Kin;
use outcome::{Outcome, Seen, Wants};
use progress::Progress;
use row::Row;

use super::corpora::Corpora;
use super::input::{self, Found, Input};
use super::projects::Projects;
use crate::config::{Options, Scope, Settings};
use crate::engine::{Checked, Corpus, Engine, Purpose};
use crate::report::statistics;

/// How many files may be looked at or wait for their turn to be told.
const AHEAD: usize = 256;
/// So many are told at once: few enough that no core is out of work meanwhile.
const AT_ONCE: usize = 64;
/// Files whose text takes more bytes are told as soon as it is their turn, so that the next ones have their room.
const MUCH: usize = 1 << 20;

/// Checks all that the arguments name, on all cores; what is found is reported in the order of the files.
///
/// # Errors
/// Where an option names no rule or no language, or the findings cannot be written. A file that cannot be read is
/// complained of and counts as status 2, and the others are checked.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    let options = arguments.options()?;
    let mut check = Check::new(arguments, &options)?;
    let row = Row::new(MUCH);
    // Where one thing is done after the other anyway, to hand them from thread to thread only takes longer.
    if check.files.len() == 1 || rayon::current_num_threads() == 1 {
        check.all(&row, None)?;
    } else {
        rayon::in_place_scope(|scope| check.all(&row, Some(scope)))?;
    }
    let status = check.outcome.end()?;
    check.kin.say();
    Ok(status)
}

/// A check of files.
struct Check<'a> {
    options: &'a Options,
    stdin_path: Option<&'a Path>,
    wants: Wants,
    projects: Projects,
    /// Those that are not yet looked at.
    files: std::vec::IntoIter<Found>,
    corpora: Corpora<'a>,
    kin: Kin,
    outcome: Outcome,
    progress: Progress,
}

impl<'a> Check<'a> {
    /// Of all that the arguments name, with their options.
    fn new(arguments: &'a CheckArguments, options: &'a Options) -> anyhow::Result<Self> {
        let outcome = Outcome::new(arguments)?;
        let mut projects = Projects::default();
        let stdin_path = arguments.stdin_path.as_deref();
        let files = input::files(&arguments.paths, &mut projects);
        let corpora = Corpora::new(&files, stdin_path, options);
        let (kin, progress) = (Kin::new(arguments), Progress::new(files.len()));
        let wants = Wants { keys: kin.wanted, ..outcome.wants() };
        let files = files.into_iter();
        Ok(Self { options, stdin_path, wants, projects, files, corpora, kin, outcome, progress })
    }

    /// Looks at all files by this row, side by side in a scope, and tells of each.
    fn all<'s>(&mut self, row: &'s Row<Looked>, scope: Option<&rayon::Scope<'s>>) -> anyhow::Result<()>
    where
        'a: 's,
    {
        let ahead = if scope.is_some() { AHEAD } else { 1 };
        let (stdin_path, wants) = (self.stdin_path, self.wants);
        loop {
            for found in self.files.by_ref().take(ahead - row.len()) {
                let file = settle(found, &mut self.projects, &mut self.corpora, stdin_path, self.options);
                row.begin(scope, move || {
                    let looked = look_at(file, stdin_path, wants);
                    let room = looked.as_ref().map_or(0, |(input, ..)| input.text.len());
                    (looked, room)
                });
            }
            let looked = row.take(AT_ONCE);
            if looked.is_empty() {
                return Ok(());
            }
            self.progress.advance(looked.len());
            for looked in looked {
                self.tell(looked)?;
            }
        }
    }

    /// Says what was found in a file, with what the comparison of its names with those of others adds.
    fn tell(&mut self, looked: Looked) -> anyhow::Result<()> {
        let Self { outcome, corpora, kin, projects, .. } = self;
        match looked {
            Ok((input, settings, mut seen)) => {
                kin.add(&input, seen.keys.take(), projects);
                if let Some(names) = corpora.findings(&input, &settings, projects) {
                    seen.findings = Corpus::joined(seen.findings, names);
                    if outcome.wants().names {
                        seen.names = corpora.names(&input, &settings, projects);
                    }
                }
                outcome.file(&input, seen)?;
            }
            Err(error) => outcome.unread(&error),
        }
        Ok(())
    }
}

/// A file with how it is checked, and whether its names are compared with those of others.
type Settled = (Found, Settings, bool);

fn settle(
    found: Found,
    projects: &mut Projects,
    corpora: &mut Corpora,
    stdin_path: Option<&Path>,
    options: &Options,
) -> Settled {
    let path = found.as_ref().map_or(Path::new(""), |source| source.name(stdin_path));
    let mut settings = projects.settings(path);
    settings.lay(options);
    let compared = found.is_ok() && corpora.holds(path, &settings, projects);
    (found, settings, compared)
}

/// A file, how it is checked, and what was learnt of it.
type Looked = anyhow::Result<(Input, Settings, Seen)>;

/// Looks at a file, at its names only if they are not `compared` with those of others.
fn look_at((found, settings, compared): Settled, stdin_path: Option<&Path>, wants: Wants) -> Looked {
    let input = input::read(&found?, stdin_path)?;
    let seen = look(&input, settings.clone(), compared, wants);
    Ok((input, settings, seen))
}

fn look(input: &Input, settings: Settings, compared: bool, wants: Wants) -> Seen {
    let (text, format) = (input.text.as_str(), input.format);
    let compares = settings.scope == Scope::Document && Corpus::compares(&settings);
    let mut engine = Engine::new(settings);
    let purpose = Purpose { compared, keys: wants.keys && compares };
    let Checked { findings, language, keys } = engine.check_for(text, format, purpose);
    let words = if wants.words { statistics::words(text, format) } else { 0 };
    let names = if wants.names && !compared { engine.names(text, format) } else { Vec::new() };
    Seen { findings, words, names, language, keys }
}
