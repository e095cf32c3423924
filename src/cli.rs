//! The command line as a table: commands, options and their help. Each command has a module of its own.
//!
//! Findings go to standard output, everything else to standard error. Exit status: 0 nothing found, 1 findings
//! shown, 2 something could not be done (which outranks 1).

mod check;
mod choice;
mod corpora;
mod explain;
mod fix;
mod init;
mod input;
mod manual;
mod names;
mod projects;
mod schema;
mod server;
mod skipped;

use std::io::IsTerminal as _;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use explain::RulesForm;

use crate::finding::Severity;
use crate::position::Encoding;

/// Finds repeated words and names spelt two ways in translated text
///
/// For people who edit machine-translated text: what stands there twice, names that are written in two ways, and marks
/// that do not belong. Everything stays on this machine. "postedit rules" lists the checks.
#[derive(Debug, Parser)]
#[command(name = "postedit", version, max_term_width = 100, after_long_help = manual::PROGRAM)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check files and folders and print what is found.
    Check(check::CheckArguments),
    /// Make the fixes that are certain in files, or show them with --diff.
    Fix(fix::FixArguments),
    /// List every name with its spellings, their counts and places.
    Names(names::NamesArguments),
    /// Say what a rule looks for, why, and how it is mended.
    Explain {
        /// A rule's code, such as "repeated-word".
        code: String,
    },
    /// Write a commented postedit.toml into this folder: the settings of a project.
    Init,
    /// Print the JSON schema of postedit.toml, for editors that complete and check TOML.
    Schema {
        /// Of the settings that editors give instead.
        #[arg(long)]
        client: bool,
    },
    /// List all rules with what they flag.
    Rules {
        /// How to print.
        #[arg(long, value_enum, default_value_t = RulesForm::Text)]
        format: RulesForm,
    },
    /// Print completions for a shell.
    #[command(after_long_help = manual::COMPLETIONS)]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program or of a command, for "man -l -".
    Man {
        /// A command, such as "check".
        command: Option<String>,
    },
    /// Speak the Language Server Protocol on standard input and output: what editors start.
    Server {
        /// The only way to talk, accepted because many clients say it.
        #[arg(long, hide = true)]
        stdio: bool,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Level {
    Error,
    Warning,
    Information,
    Hint,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Information => Self::Information,
            Level::Hint => Self::Hint,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Units {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-16")]
    Utf16,
    #[value(name = "utf-32")]
    Utf32,
}

impl From<Units> for Encoding {
    fn from(units: Units) -> Self {
        match units {
            Units::Utf8 => Self::Utf8,
            Units::Utf16 => Self::Utf16,
            Units::Utf32 => Self::Utf32,
        }
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Fix(arguments) => fix::run(&arguments),
        Command::Names(arguments) => names::run(&arguments),
        Command::Explain { code } => explain::run(&code),
        Command::Init => init::run(),
        Command::Schema { client } => schema::run(client),
        Command::Rules { format } => explain::list(format),
        Command::Completions { shell } => manual::completions(shell, Arguments::command()),
        Command::Man { command } => manual::page(command.as_deref(), Arguments::command()),
        Command::Server { .. } => return server::run(),
    };
    match outcome {
        Ok(status) => status,
        // Whoever read the findings has seen enough.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// A path as reports show it, with `/`.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Colour only on a terminal, and not where NO_COLOR says so.
fn colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Says on standard error what could not be done.
#[expect(
    clippy::print_stderr,
    reason = "the command line's one way to complain; never called by the engine or the server"
)]
fn complain(message: &str) {
    eprintln!("postedit: {message}");
}
