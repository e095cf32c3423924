//! `postedit names`: every name of the files with its spellings; those of a project are compared, as `check` compares them.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::ValueEnum;

use super::corpora::Corpora;
use super::projects::Projects;
use super::{complain, input};
use crate::config::Options;
use crate::report::names::Table;

/// What `names` is to read, and how it is to answer.
#[derive(Debug, clap::Args)]
pub(super) struct NamesArguments {
    /// Files and folders; `-` is standard input. Folders are walked, with .gitignore respected.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// How to print: a table, CSV, one JSON object a name, or answers to edit and keep as postedit-names.txt.
    #[arg(long, value_enum, default_value_t = NamesForm::Text)]
    format: NamesForm,
    /// The language of the text as a tag such as "en"; told from the text otherwise.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// The name that standard input goes by: its ending tells the format.
    #[arg(long, value_name = "NAME")]
    stdin_path: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum NamesForm {
    /// A name a line, its other spellings below it; "?" where the text does not decide.
    Text,
    /// A line a spelling.
    Csv,
    /// JSON Lines, one object a name.
    Json,
    /// The answers that are kept already and those that the text gives by itself, and the open questions as comments.
    Memory,
}

/// Lists the names of all that the arguments name.
///
/// # Errors
/// Where the language is none or standard output cannot be written. A file that cannot be read is complained of and counts as status 2.
pub(super) fn run(arguments: &NamesArguments) -> anyhow::Result<ExitCode> {
    let mut options = Options::default();
    if let Some(tag) = &arguments.language {
        options.set("language", tag).map_err(|problem| anyhow!("--language: {problem}"))?;
    }
    let mut projects = Projects::default();
    let mut table = Table::default();
    let mut failed = false;
    let files = input::files(&arguments.paths, &mut projects);
    let mut corpora = Corpora::new(&files, arguments.stdin_path.as_deref(), &options);
    for item in files {
        let read = item.and_then(|source| input::read(&source, arguments.stdin_path.as_deref()));
        match read {
            Ok(input) => {
                let mut settings = projects.settings(&input.path);
                settings.lay(&options);
                table.keep(&settings.memory);
                let names = corpora.names(&input, &settings, &mut projects);
                table.add(&input.path.to_string_lossy().replace('\\', "/"), &input.text, &names);
            }
            Err(error) => {
                complain(&format!("{error:#}"));
                failed |= input::is_failure(&error);
            }
        }
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match arguments.format {
        NamesForm::Text => table.write_text(&mut out)?,
        NamesForm::Csv => table.write_csv(&mut out)?,
        NamesForm::Json => table.write_json(&mut out)?,
        NamesForm::Memory => table.write_memory(&mut out)?,
    }
    out.flush()?;
    Ok(ExitCode::from(if failed { 2 } else { 0 }))
}
