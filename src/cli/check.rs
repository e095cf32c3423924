//! `postedit check`: the engine over files. `arguments` is what it can be told; what comes of the findings of each
//! file, in their order, is `outcome`'s business, with `known` for the baseline.

mod arguments;
mod known;
mod outcome;

use std::process::ExitCode;

pub(super) use arguments::CheckArguments;
use outcome::{Outcome, Seen, Wants};

use super::input::{self, Input};
use super::projects::Projects;
use crate::config::Settings;
use crate::engine::Engine;
use crate::language::Language;
use crate::report::statistics;

/// Checks all that the arguments name.
///
/// # Errors
/// Where an option names no rule or no language, or the findings cannot be written. A file that cannot be read is
/// complained of and counts as status 2, and the others are checked.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    let options = arguments.options()?;
    let mut outcome = Outcome::new(arguments)?;
    let mut projects = Projects::default();
    for item in input::files(&arguments.paths, &mut projects) {
        let read = item.and_then(|source| input::read(&source, arguments.stdin_path.as_deref()));
        match read {
            Ok(input) => {
                let mut settings = projects.settings(&input.path);
                settings.lay(&options);
                let seen = look(&input, settings, outcome.wants());
                outcome.file(&input, seen)?;
            }
            Err(error) => outcome.unread(&error),
        }
    }
    outcome.end()
}

fn look(input: &Input, settings: Settings, wants: Wants) -> Seen {
    let (text, format) = (input.text.as_str(), input.format);
    let mut engine = Engine::new(settings);
    let language = if wants.names { engine.language(text) } else { Language::default() };
    let findings = engine.check(text, format);
    let words = if wants.words { statistics::words(text, format) } else { 0 };
    let names = if wants.names { engine.names(text, format) } else { Vec::new() };
    Seen { findings, words, names, language }
}
