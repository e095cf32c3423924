//! What comes of the findings of all files, taken one file after the other: those that the baseline does not know are
//! counted and printed, and they settle the status.

use std::collections::BTreeSet;
use std::io::{BufWriter, StdoutLock, Write as _};
use std::process::ExitCode;

use super::arguments::{CheckArguments, Form};
use super::known::Known;
use crate::cli::input::{self, Input};
use crate::cli::{colour, complain, shown};
use crate::finding::{Finding, Severity};
use crate::language::Language;
use crate::names::inventory::Name;
use crate::report::github::Github;
use crate::report::html::Html;
use crate::report::json::Json;
use crate::report::sarif::Sarif;
use crate::report::statistics::Statistics;
use crate::report::text::Text;
use crate::report::{Checked, Report, Unread};

/// What was learnt of one file.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// In the order of the text.
    pub findings: Vec<Finding>,
    /// Words of prose, where [`Wants::words`].
    pub words: usize,
    /// Names, where [`Wants::names`].
    pub names: Vec<Name>,
    /// The text's language.
    pub language: Language,
    /// What tells whether it shares names with others, where [`Wants::keys`] and its names are looked at.
    pub keys: Option<BTreeSet<u64>>,
}

/// What is to be learnt of each file beside its findings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wants {
    /// How many words it has.
    pub words: bool,
    /// Which names.
    pub names: bool,
    /// What tells whether it shares names with others.
    pub keys: bool,
}

pub(super) struct Outcome {
    /// `None` where only the status is wanted.
    report: Option<Box<dyn Report>>,
    out: BufWriter<StdoutLock<'static>>,
    known: Known,
    statistics: Option<Statistics>,
    /// Whether statistics may stand behind what is printed.
    readable: bool,
    wants: Wants,
    fails_from: Option<Severity>,
    found: bool,
    /// Files that were read.
    read: usize,
    unread: Vec<Unread>,
}

impl Outcome {
    /// Ready for the first file.
    ///
    /// # Errors
    /// Where the baseline cannot be read or standard output not be written.
    pub fn new(arguments: &CheckArguments) -> anyhow::Result<Self> {
        let known = Known::new(arguments)?;
        let silent = arguments.quiet || arguments.write_baseline.is_some();
        let page = arguments.format == Form::Html && !silent;
        let mut outcome = Self {
            report: (!silent).then(|| report(arguments)),
            out: BufWriter::new(std::io::stdout().lock()),
            known,
            statistics: arguments.statistics.then(Statistics::default),
            readable: silent || arguments.format == Form::Text,
            wants: Wants { words: arguments.statistics || page, names: page, keys: false },
            fails_from: arguments.fails_from(),
            found: false,
            read: 0,
            unread: Vec::new(),
        };
        if let Some(report) = &mut outcome.report {
            report.begin(&mut outcome.out)?;
        }
        Ok(outcome)
    }

    /// What is to be learnt of each file.
    pub fn wants(&self) -> Wants {
        self.wants
    }

    /// Takes the next file.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn file(&mut self, input: &Input, seen: Seen) -> anyhow::Result<()> {
        self.read += 1;
        let findings = self.known.fresh(&input.path, &input.text, seen.findings);
        self.found |= findings.iter().any(|finding| self.fails_from.is_some_and(|bar| finding.severity <= bar));
        let path = shown(&input.path);
        let Seen { words, names, language, .. } = seen;
        let checked = Checked { path: &path, text: &input.text, findings: &findings, words, names: &names, language };
        if let Some(statistics) = &mut self.statistics {
            statistics.add(&checked);
        }
        if let Some(report) = &mut self.report {
            report.file(&checked, &mut self.out)?;
        }
        Ok(())
    }

    /// Says what is not checked, and why.
    pub fn unread(&mut self, error: &anyhow::Error) {
        let message = format!("{error:#}");
        complain(&message);
        self.unread.push(Unread { message, failure: input::is_failure(error) });
    }

    /// Finishes what is printed and written; the status.
    ///
    /// # Errors
    /// Where standard output or the baseline cannot be written.
    pub fn end(mut self) -> anyhow::Result<ExitCode> {
        // What is passed over in a folder is a failure only where there is nothing else.
        let none = self.read == 0;
        self.unread.iter_mut().for_each(|unread| unread.failure |= none);
        let failed = none || self.unread.iter().any(|unread| unread.failure);
        if let Some(report) = &mut self.report {
            report.end(&self.unread, &mut self.out)?;
        }
        match &self.statistics {
            Some(statistics) if self.readable => statistics.write(&mut self.out)?,
            Some(statistics) => statistics.write(&mut std::io::stderr().lock())?,
            None => {}
        }
        self.out.flush()?;
        self.known.end()?;
        Ok(ExitCode::from(if failed { 2 } else { u8::from(self.found) }))
    }
}

fn report(arguments: &CheckArguments) -> Box<dyn Report> {
    match arguments.format {
        Form::Text => Box::new(Text::new(colour())),
        Form::Json => Box::new(Json { encoding: arguments.position_encoding.into() }),
        Form::Sarif => Box::new(Sarif::default()),
        Form::Github => Box::new(Github),
        Form::Html => Box::new(Html::default()),
    }
}
