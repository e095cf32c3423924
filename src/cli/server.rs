//! `postedit server`: hands over to the language server.

use std::process::ExitCode;

/// Serves until the client leaves.
pub(super) fn run() -> ExitCode {
    crate::server::run()
}
