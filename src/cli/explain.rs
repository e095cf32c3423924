//! `postedit explain CODE` and `postedit rules`: the rules' own pages.

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::bail;
use clap::ValueEnum;

use crate::config;
use crate::report::rules;
use crate::rule;

/// Prints the page of one rule.
///
/// # Errors
/// Where there is no rule of that code, or standard output cannot be written.
pub(super) fn run(code: &str) -> anyhow::Result<ExitCode> {
    let Some(rule) = rule::find(code) else {
        bail!("{} \"postedit rules\" lists them all.", config::unknown("rule", code, rule::ALL.iter().map(|r| r.code)));
    };
    std::io::stdout().lock().write_all(rule.doc.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// How the rules are listed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum RulesForm {
    /// A rule a line, with what it flags.
    Text,
    /// All pages as one, with a table.
    Markdown,
}

/// Prints all rules.
///
/// # Errors
/// Where standard output cannot be written.
pub(super) fn list(form: RulesForm) -> anyhow::Result<ExitCode> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match form {
        RulesForm::Text => {
            for rule in rule::ALL {
                writeln!(out, "{:26} {}", rule.code, rule.summary())?;
            }
        }
        RulesForm::Markdown => rules::write(&mut out)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
