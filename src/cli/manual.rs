//! `postedit completions` and `postedit man`: made from the same table as the help, so that they cannot differ from it.
//!
//! What stands behind the options in `--help` is written here: sections with a title and indented lines, which become
//! sections of the manual page.

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::bail;
use clap::Command;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::config;
use crate::rule;

/// Behind the commands of the program.
pub(super) const PROGRAM: &str = "\
Exit status:
  0  nothing found
  1  something was found and shown
  2  something could not be done, and it was said what

Files:
  postedit.toml       the settings of a folder; \"postedit init\" writes one to begin with
  postedit-names.txt  what was answered for good about names and repeats, beside it

Environment:
  NO_COLOR  no colour on terminals

Examples:
  postedit check article.txt notes/
  postedit names book/
  postedit explain repeated-phrase";

/// Behind the options of `check`.
pub(super) const CHECK: &str = "\
Exit status:
  0  nothing found, or nothing as bad as --fail-on says
  1  findings
  2  a wrong option, or a file that could not be read

Examples:
  postedit check article.txt notes/
  postedit check --format html book/ > report.html
  postedit check --format json - < text.txt
  postedit check --write-baseline known.jsonl && postedit check --baseline known.jsonl
  postedit check --quiet --statistics --min-severity hint book/";

/// Behind the options of `completions`.
pub(super) const COMPLETIONS: &str = "\
Examples:
  postedit completions bash > ~/.local/share/bash-completion/completions/postedit
  postedit completions fish > ~/.config/fish/completions/postedit.fish
  postedit completions zsh > ~/.zfunc/_postedit";

/// Prints completions for a shell.
///
/// # Errors
/// Where standard output cannot be written.
pub(super) fn completions(shell: Shell, program: Command) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut with_codes(program), "postedit", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}

/// The table with the rules' codes as the values of what takes codes: the commands themselves take them as text, to
/// answer a slip in their own words.
fn with_codes(program: Command) -> Command {
    let codes = || PossibleValuesParser::new(rule::ALL.iter().map(|rule| rule.code));
    program.mut_subcommands(|command| {
        command.mut_args(|argument| match argument.get_id().as_str() {
            "select" | "ignore" | "code" => argument.value_parser(codes()),
            _ => argument,
        })
    })
}

/// Prints a manual page: of the program, or of one of its commands.
///
/// # Errors
/// Where there is no such command, or standard output cannot be written.
pub(super) fn page(command: Option<&str>, program: Command) -> anyhow::Result<ExitCode> {
    let mut program = program.disable_help_subcommand(true);
    program.build();
    let page = match command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => bail!("{}", config::unknown("command", name, program.get_subcommands().map(Command::get_name))),
        },
    };
    std::io::stdout().lock().write_all(&roff(page)?)?;
    Ok(ExitCode::SUCCESS)
}

fn roff(command: Command) -> std::io::Result<Vec<u8>> {
    let behind = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let (has_commands, mut out) = (command.has_subcommands(), Vec::new());
    let man = Man::new(command).source(concat!("postedit ", env!("CARGO_PKG_VERSION"))).manual("postedit");
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    if has_commands {
        man.render_subcommands_section(&mut out)?;
    }
    let mut roff = Roff::new();
    for section in behind.split("\n\n").filter(|section| !section.is_empty()) {
        let (title, lines) = section.split_once('\n').unwrap_or((section, ""));
        roff.control("SH", [title.trim_end_matches(':').to_uppercase().as_str()]).control("nf", []);
        roff.text(lines.lines().flat_map(|line| [roman(line.trim_start()), roman("\n")]).collect::<Vec<_>>());
        roff.control("fi", []);
    }
    roff.to_writer(&mut out)?;
    Ok(out)
}
