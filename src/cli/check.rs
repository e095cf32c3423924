//! `postedit check`: the engine over files, the findings to standard output.

use std::io::{IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{anyhow, bail};

use super::input::{self, Input};
use super::projects::Projects;
use super::{CheckArguments, Form, complain};
use crate::config::{self, Options, RuleSetting, Settings};
use crate::engine::Engine;
use crate::report::{self, Checked};
use crate::rule;

/// Checks all that the arguments name.
///
/// # Errors
/// Where an option names no rule or no language. A file that cannot be read is complained of and counts as
/// status 2, and the others are checked.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    let flags = flags(arguments)?;
    let mut projects = Projects::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut found, mut failed) = (false, false);
    for item in input::files(&arguments.paths, &mut projects) {
        let read = item.and_then(|source| input::read(&source, arguments.stdin_path.as_deref()));
        match read {
            Ok(input) => {
                let mut settings = projects.settings(&input.path);
                settings.lay(&flags);
                found |= check(&input, settings, arguments, &mut out)?;
            }
            Err(error) => {
                complain(&format!("{error:#}"));
                failed |= input::is_failure(&error);
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::from(if failed { 2 } else { u8::from(found) }))
}

/// Checks one text and prints its findings; whether there were any.
fn check(input: &Input, settings: Settings, arguments: &CheckArguments, out: &mut impl Write) -> std::io::Result<bool> {
    let findings = Engine::new(settings).check(&input.text, input.format);
    let checked = Checked { path: &shown(&input.path), text: &input.text, findings: &findings };
    match arguments.format {
        Form::Text => report::text::write(&checked, colour(), out)?,
        Form::Json => report::json::write(&checked, arguments.position_encoding.into(), out)?,
    }
    Ok(!findings.is_empty())
}

/// A path as reports show it, with `/`.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Colour only on a terminal, and not where NO_COLOR says so.
pub(super) fn colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// What the command line says, to be laid over what the project says.
fn flags(arguments: &CheckArguments) -> anyhow::Result<Options> {
    let mut flags = Options { min_severity: arguments.min_severity.map(Into::into), ..Options::default() };
    arguments.choice.lay(&mut flags)?;
    Ok(flags)
}

/// What to look for, and in which language.
#[derive(Debug, clap::Args)]
pub(super) struct Choice {
    /// Only these rules, by code, separated by commas.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// All rules but these, by code, separated by commas.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The language of the text as a tag such as "en"; told from the text otherwise.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

impl Choice {
    /// Lays the choice over options.
    ///
    /// # Errors
    /// Where it names no rule or no language.
    pub(super) fn lay(&self, flags: &mut Options) -> anyhow::Result<()> {
        if let Some(tag) = &self.language {
            flags.set("language", tag).map_err(|problem| anyhow!("--language: {problem}"))?;
        }
        let selected = codes(&self.select)?;
        let ignored = codes(&self.ignore)?;
        for rule in rule::ALL {
            let out = !selected.is_empty() && !selected.contains(&rule.code);
            if out || ignored.contains(&rule.code) {
                flags.rules.push((rule.code, RuleSetting::Off));
            }
        }
        Ok(())
    }
}

fn codes(names: &[String]) -> anyhow::Result<Vec<&'static str>> {
    let code = |name: &String| match rule::find(name.trim()) {
        Some(rule) => Ok(rule.code),
        None => bail!("{}", config::unknown("rule", name, rule::ALL.iter().map(|r| r.code))),
    };
    names.iter().map(code).collect()
}
