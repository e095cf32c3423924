//! `postedit explain CODE` and `postedit rules`: the rules' own pages.

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::bail;

use crate::config;
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

/// Prints each rule's code with the first sentence of its page.
///
/// # Errors
/// Where standard output cannot be written.
pub(super) fn list() -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    for rule in rule::ALL {
        writeln!(out, "{:26} {}", rule.code, rule.summary())?;
    }
    Ok(ExitCode::SUCCESS)
}
