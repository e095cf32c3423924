//! `postedit fix`: certain fixes made in files, each file written whole or not at all, as it stood there.
//!
//! `settle` makes the fixes, `encoding` finds the way back to bytes, `project::files` writes. A file that could not be
//! written back byte for byte where nothing was fixed, or that somebody else has changed meanwhile, is left alone.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use super::choice::Choice;
use super::input::{self, Input, Source};
use super::projects::Projects;
use super::{colour, complain, shown};
use crate::config::Options;
use crate::engine::Engine;
use crate::project::{self, Own, files};
use crate::report::diff::{self, Changed};
use crate::settle::{Settled, Sureness, settle};

/// What `fix` is to read, and what it may do.
#[derive(Debug, clap::Args)]
pub(super) struct FixArguments {
    /// Files and folders; `-` reads standard input and prints the fixed text. In a project, this folder by default.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print what would change as a unified diff and change nothing; status 1 if anything would.
    #[arg(long)]
    diff: bool,
    /// Make likely fixes, too: right most of the time, so read what they did. Never a choice between two names.
    #[arg(long = "unsafe")]
    likely: bool,
    #[command(flatten)]
    choice: Choice,
    /// The name that standard input goes by: its ending tells the format.
    #[arg(long, value_name = "NAME")]
    stdin_path: Option<PathBuf>,
}

/// Fixes all that the arguments name.
///
/// # Errors
/// Where an option names no rule or no language, or nothing says what to fix. A file that cannot be read or written is
/// complained of and counts as status 2, and the others are fixed.
pub(super) fn run(arguments: &FixArguments) -> anyhow::Result<ExitCode> {
    let mut flags = Options::default();
    arguments.choice.lay(&mut flags)?;
    let out = std::io::BufWriter::new(std::io::stdout().lock());
    let sureness = if arguments.likely { Sureness::Likely } else { Sureness::Certain };
    let mut run = Run { arguments, flags, sureness, projects: Projects::default(), tally: Tally::default(), out };
    let mut failed = false;
    for item in input::files(&paths(&arguments.paths)?, &mut run.projects) {
        if let Err(error) = item.and_then(|source| run.fix(&source)) {
            if super::is_closed_pipe(&error) {
                return Err(error);
            }
            complain(&format!("{error:#}"));
            failed |= input::is_failure(&error);
        }
    }
    run.out.flush()?;
    if run.tally.files > 0 {
        complain(&run.tally.summary(arguments.diff, sureness));
    }
    Ok(ExitCode::from(if failed { 2 } else { u8::from(arguments.diff && run.tally.changed > 0) }))
}

/// What to fix. A folder of files that belong to nobody's project is never changed for want of an argument.
fn paths(named: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let here = Path::new(".");
    match named {
        [] if project::root_of(here).is_some() => Ok(vec![here.to_owned()]),
        [] => bail!(
            "Name the files and folders to fix; \"postedit fix .\" fixes all texts of this folder. Without a name it \
             is fixed only where a postedit.toml makes it part of a project."
        ),
        named => Ok(named.to_vec()),
    }
}

struct Run<'a, W> {
    arguments: &'a FixArguments,
    flags: Options,
    sureness: Sureness,
    projects: Projects,
    tally: Tally,
    out: W,
}

impl<W: Write> Run<'_, W> {
    fn fix(&mut self, source: &Source) -> anyhow::Result<()> {
        let piped = source.path.as_os_str() == "-";
        if !piped && !self.arguments.diff {
            refuse_unwritable(&source.path)?;
        }
        let before = input::bytes(source)?;
        let fixed = self.fixed(source, &before);
        if piped && !self.arguments.diff {
            // Whoever pipes a text through gets it back, also where nothing could be done.
            let nothing = fixed.as_ref().ok().and_then(|fixed| fixed.after.as_ref()).unwrap_or(&before);
            self.out.write_all(nothing)?;
        }
        let fixed = fixed?;
        if let Some(after) = &fixed.after {
            match (self.arguments.diff, piped) {
                (true, _) => self.show(&fixed)?,
                (false, true) => {}
                (false, false) => write(&source.path, &before, after)?,
            }
        }
        let made = self.tally.add(&fixed, self.sureness);
        if made > 0 && !piped && !self.arguments.diff {
            complain(&format!("{}: {} made.", source.path.display(), count(made, "fix", "fixes")));
        }
        Ok(())
    }

    /// What becomes of a text.
    fn fixed(&mut self, source: &Source, before: &[u8]) -> anyhow::Result<Fixed> {
        let (path, format) = input::named(source, self.arguments.stdin_path.as_deref());
        let input = input::text(path, format, before.to_vec(), source.named)?;
        let mut settings = self.projects.settings(&input.path);
        settings.lay(&self.flags);
        let settled = settle(&mut Engine::new(settings), &input.text, input.format, self.sureness);
        let changed = settled.text != input.text;
        let after = if changed { Some(rewritten(&input, before, &settled.text)?) } else { None };
        Ok(Fixed { input, settled, after })
    }

    fn show(&mut self, fixed: &Fixed) -> std::io::Result<()> {
        // In UTF-8 the mark is part of the first line, or the diff would not apply.
        let mark = if fixed.input.coding.is_marked_utf8() { "\u{FEFF}" } else { "" };
        let (before, after) = (format!("{mark}{}", fixed.input.text), format!("{mark}{}", fixed.settled.text));
        let path = shown(&fixed.input.path);
        diff::write(&Changed { path: &path, before: &before, after: &after }, colour(), &mut self.out)
    }
}

/// A text with its fixes made.
struct Fixed {
    input: Input,
    settled: Settled,
    /// The bytes of the file as they should be, where any fix was made.
    after: Option<Vec<u8>>,
}

/// Only files are written, and none of the project's own: what stands there was said by people.
fn refuse_unwritable(path: &Path) -> anyhow::Result<()> {
    let shown = path.display();
    if Own::of_path(path).is_some() {
        bail!("{shown}: this is a file of the project and no text, so it was left as it is.");
    }
    if std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        bail!("{shown}: this is no file that could be written. Use \"postedit fix -\" to fix what comes from a pipe.");
    }
    Ok(())
}

/// The bytes of `input` with `text` in place of its own.
fn rewritten(input: &Input, before: &[u8], text: &str) -> anyhow::Result<Vec<u8>> {
    let (path, name) = (input.path.display(), input.coding.name());
    if input.coding.encode(&input.text).as_deref() != Some(before) {
        bail!(
            "{path}: this file could not be written back exactly as it is ({name} has more than one way to write some of \
             its characters), so it was left alone. Save it as UTF-8 and fix it again."
        );
    }
    input.coding.encode(text).with_context(|| {
        format!(
            "{path}: {name} lacks a character that a fix would write, so this file was left alone. Save it as UTF-8 \
             and fix it again."
        )
    })
}

fn write(path: &Path, before: &[u8], after: &[u8]) -> anyhow::Result<()> {
    match files::exchange(path, before, after) {
        Ok(true) => Ok(()),
        Ok(false) => bail!(
            "{}: somebody changed this file while it was being fixed, so it was left as it is now. Fix it again.",
            path.display()
        ),
        Err(error) => Err(error).with_context(|| {
            format!("{}: this file could not be written, nor a new one beside it; it is as it was", path.display())
        }),
    }
}

/// What was done, over all files.
#[derive(Debug, Default)]
struct Tally {
    files: usize,
    changed: usize,
    made: BTreeMap<&'static str, usize>,
    left: usize,
    /// Of those left, what the likely fixes would mend.
    likely: usize,
}

impl Tally {
    /// Adds a file; how many fixes were made in it.
    fn add(&mut self, fixed: &Fixed, sureness: Sureness) -> usize {
        self.files += 1;
        self.changed += usize::from(fixed.after.is_some());
        for (code, made) in &fixed.settled.made {
            *self.made.entry(code).or_default() += made;
        }
        self.left += fixed.settled.left.len();
        let likely = fixed.settled.left.iter().filter(|finding| Sureness::Likely.fix(finding).is_some());
        self.likely += if sureness == Sureness::Certain { likely.count() } else { 0 };
        fixed.settled.made.values().sum()
    }

    fn summary(&self, diff: bool, sureness: Sureness) -> String {
        let made: usize = self.made.values().sum();
        let would = if diff { "would be " } else { "" };
        let files = count(self.files, "file", "files");
        let places = if self.changed == self.files { files.clone() } else { format!("{} of {files}", self.changed) };
        let done = match (made, sureness) {
            (0, Sureness::Certain) => format!("No fix is certain in {files}."),
            (0, Sureness::Likely) => format!("No fix is likely in {files}."),
            _ => {
                let codes: Vec<String> = self.made.iter().map(|(code, made)| format!("{code} {made}")).collect();
                format!("{} {would}made in {places}: {}.", count(made, "fix", "fixes"), codes.join(", "))
            }
        };
        format!("{done}{}", self.remaining())
    }

    fn remaining(&self) -> String {
        let which = match (self.likely, self.left) {
            (0, _) => None,
            (1, 1) => Some("it".to_owned()),
            (2, 2) => Some("both".to_owned()),
            (1, _) => Some("one of them".to_owned()),
            (n, left) if n == left => Some("all of them".to_owned()),
            (n, _) => Some(format!("{n} of them")),
        };
        let likely = which.map(|which| format!(" \"--unsafe\" would mend {which}.")).unwrap_or_default();
        match self.left {
            0 => " Nothing else was found.".to_owned(),
            1 => format!(" 1 finding is left; \"postedit check\" shows it.{likely}"),
            n => format!(" {n} findings are left; \"postedit check\" shows them.{likely}"),
        }
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
