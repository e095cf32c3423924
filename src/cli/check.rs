//! `postedit check`: the engine over files. `arguments` is what it can be told; what comes of the findings of each
//! file, in their order, is `outcome`'s business, with `known` for the baseline; `kin` says which folders may be projects.

mod arguments;
mod kin;
mod known;
mod outcome;
mod progress;

use std::path::Path;
use std::process::ExitCode;

use rayon::prelude::*;

pub(super) use arguments::CheckArguments;
use kin::Kin;
use outcome::{Outcome, Seen, Wants};
use progress::Progress;

use super::corpora::Corpora;
use super::input::{self, Found, Input};
use super::projects::Projects;
use crate::config::{Options, Scope, Settings};
use crate::engine::{Corpus, Engine};
use crate::language::Language;
use crate::report::statistics;

/// How many files are read at once and wait for their turn to be reported.
const WINDOW: usize = 128;

/// Checks all that the arguments name, on all cores; what is found is reported in the order of the files.
///
/// # Errors
/// Where an option names no rule or no language, or the findings cannot be written. A file that cannot be read is
/// complained of and counts as status 2, and the others are checked.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    let options = arguments.options()?;
    let mut outcome = Outcome::new(arguments)?;
    let mut projects = Projects::default();
    let stdin_path = arguments.stdin_path.as_deref();
    let files = input::files(&arguments.paths, &mut projects);
    let mut corpora = Corpora::new(&files, stdin_path, &options);
    let mut kin = Kin::new(arguments);
    let progress = Progress::new(files.len());
    let mut files = files.into_iter();
    let mut looked: Vec<Looked> = Vec::new();
    let mut window = next(&mut files, &mut projects, &mut corpora, stdin_path, &options);
    while !(window.is_empty() && looked.is_empty()) {
        let (wants, count) = (Wants { keys: kin.wanted, ..outcome.wants() }, looked.len());
        let (mut found, mut after): (Vec<Looked>, Window) = Default::default();
        // While some files are looked at, what was found in those before them is told, and those behind them are settled.
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| found = window.into_par_iter().map(|file| look_at(file, stdin_path, wants)).collect());
            for looked in looked.drain(..) {
                match looked {
                    Ok((input, settings, mut seen)) => {
                        kin.add(&input, seen.keys.take(), &mut projects);
                        if let Some(names) = corpora.names(&input, &settings, &mut projects) {
                            seen.findings = Corpus::joined(seen.findings, names);
                        }
                        outcome.file(&input, seen)?;
                    }
                    Err(error) => outcome.unread(&error),
                }
            }
            after = next(&mut files, &mut projects, &mut corpora, stdin_path, &options);
            anyhow::Ok(())
        })?;
        progress.advance(count);
        (looked, window) = (found, after);
    }
    let status = outcome.end()?;
    kin.say();
    Ok(status)
}

/// Files with how they are checked, and whether their names are compared with those of others.
type Window = Vec<(Found, Settings, bool)>;

/// The next files to be looked at.
fn next(
    files: &mut impl Iterator<Item = Found>,
    projects: &mut Projects,
    corpora: &mut Corpora,
    stdin_path: Option<&Path>,
    options: &Options,
) -> Window {
    let settled = |found: Found| {
        let path = found.as_ref().map_or(Path::new(""), |source| source.name(stdin_path));
        let mut settings = projects.settings(path);
        settings.lay(options);
        let compared = found.is_ok() && corpora.holds(path, &settings, projects);
        (found, settings, compared)
    };
    files.take(WINDOW).map(settled).collect()
}

/// A file, how it is checked, and what was learnt of it.
type Looked = anyhow::Result<(Input, Settings, Seen)>;

/// Looks at a file, at its names only if they are not `compared` with those of others.
fn look_at((found, settings, compared): (Found, Settings, bool), stdin_path: Option<&Path>, wants: Wants) -> Looked {
    let input = input::read(&found?, stdin_path)?;
    let seen = look(&input, settings.clone(), compared, wants);
    Ok((input, settings, seen))
}

fn look(input: &Input, settings: Settings, compared: bool, wants: Wants) -> Seen {
    let (text, format) = (input.text.as_str(), input.format);
    let compares = settings.scope == Scope::Document && Corpus::compares(&settings);
    let mut engine = Engine::new(settings);
    let language = if wants.names { engine.language(text) } else { Language::default() };
    let whole = engine.read(text, format);
    let findings = if compared { whole.judge_without_names() } else { whole.judge().findings };
    let keys = (wants.keys && compares).then(|| whole.name_keys());
    let words = if wants.words { statistics::words(text, format) } else { 0 };
    let names = if wants.names { engine.names(text, format) } else { Vec::new() };
    Seen { findings, words, names, language, keys }
}
