//! The `postedit` command: hands its arguments to the library's command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    postedit::cli::run()
}
