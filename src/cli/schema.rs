//! `postedit schema`: the settings, said to programs.

use std::io::Write as _;
use std::process::ExitCode;

use crate::config::schema;

/// Prints the JSON schema of `postedit.toml`, or of what editors may say.
///
/// # Errors
/// Where standard output cannot be written.
pub(super) fn run(client: bool) -> anyhow::Result<ExitCode> {
    let schema = if client { schema::client() } else { schema::project() };
    std::io::stdout().lock().write_all(schema::text(&schema).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
