//! What `postedit check` can be told, and the options and defaults that follow from it.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::choice::Choice;
use crate::cli::{Level, Units, manual};
use crate::config::Options;
use crate::finding::Severity;

/// What `check` is to read, and how it is to answer.
#[derive(Debug, clap::Args)]
#[command(after_long_help = manual::CHECK)]
pub(in crate::cli) struct CheckArguments {
    /// Files and folders; `-` is standard input. Folders are walked, with .gitignore respected.
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub format: Form,
    #[command(flatten)]
    pub choice: Choice,
    /// Show findings of this severity and worse (information by default).
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub min_severity: Option<Level>,
    /// Of what is shown, this severity and worse sets status 1: by default all of it in text and HTML, errors
    /// and warnings in the other forms.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,
    /// Leave out what this file knows, and do not fail for it: only new findings count.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is found into this file, as the baseline to compare with later, and print nothing.
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,
    /// Print no findings; the status alone answers.
    #[arg(long, short)]
    pub quiet: bool,
    /// Count findings for each 1,000 words: by severity, check, and ITS and MQM type. Printed behind the findings in
    /// text, else to standard error.
    #[arg(long)]
    pub statistics: bool,
    /// What the columns of JSON output count.
    #[arg(long, value_enum, default_value_t = Units::Utf16)]
    pub position_encoding: Units,
    /// The name that standard input goes by: its ending tells the format.
    #[arg(long, value_name = "NAME")]
    pub stdin_path: Option<PathBuf>,
}

/// How `check` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Form {
    /// For people: a snippet with the range underlined, the message and the fix.
    Text,
    /// JSON Lines, one object a finding, with the protocol's positions.
    Json,
    /// SARIF 2.1.0, for code hosting and review tools.
    Sarif,
    /// Workflow commands that GitHub shows as annotations.
    Github,
    /// One page for the browser: the text with its findings marked, the names, the counts.
    Html,
}

/// From which severity on a finding sets status 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FailOn {
    Error,
    Warning,
    Information,
    Hint,
    /// Findings never set status 1.
    Never,
}

impl CheckArguments {
    /// The mildest severity that sets status 1; `None` where no finding does.
    pub fn fails_from(&self) -> Option<Severity> {
        match (self.fail_on, self.format) {
            (Some(FailOn::Never), _) => None,
            (Some(FailOn::Error), _) => Some(Severity::Error),
            (Some(FailOn::Warning), _) | (None, Form::Json | Form::Sarif | Form::Github) => Some(Severity::Warning),
            (Some(FailOn::Information), _) => Some(Severity::Information),
            (Some(FailOn::Hint), _) | (None, Form::Text | Form::Html) => Some(Severity::Hint),
        }
    }

    /// What the command line says, to be laid over what the project says.
    ///
    /// # Errors
    /// Where an option names no rule or no language.
    pub fn options(&self) -> anyhow::Result<Options> {
        let mut options = Options { min_severity: self.min_severity.map(Into::into), ..Options::default() };
        self.choice.lay(&mut options)?;
        Ok(options)
    }
}
