//! `postedit init`: a `postedit.toml` to begin with, every setting in it explained and commented out.

use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use super::complain;
use crate::config::project::FILE_NAME;
use crate::project::files;
use crate::rule;

/// All but the rules, which are taken from their table.
const HEAD: &str = include_str!("init.toml");

/// Writes the file into the current folder.
///
/// # Errors
/// Where there is one already, which is left alone, or it cannot be written.
pub(super) fn run() -> anyhow::Result<ExitCode> {
    match files::create(Path::new(FILE_NAME), &text()) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("There is a {FILE_NAME} here already, and it was left as it is. Edit it, or remove it first.")
        }
        outcome => outcome.with_context(|| format!("{FILE_NAME} could not be written into this folder"))?,
    }
    complain(&format!("{FILE_NAME} is written. Every setting in it is explained and switched off by a \"#\"."));
    Ok(ExitCode::SUCCESS)
}

fn text() -> String {
    let rules = rule::ALL.iter().map(|rule| format!("#{} = \"off\"\n", rule.code));
    std::iter::once(HEAD.to_owned()).chain(rules).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::config::keys::{self, Place};
    use crate::config::project::ProjectFile;

    /// The text with the settings switched on, which stand right behind their mark.
    fn switched_on() -> String {
        let on = |line: &str| match line.strip_prefix('#') {
            Some(setting) if setting.starts_with(|c: char| c.is_ascii_lowercase() || c == '[') => setting.to_owned(),
            _ => line.to_owned(),
        };
        text().lines().map(on).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn as_it_is_written_it_changes_nothing() {
        let (file, problems) = ProjectFile::parse(&text());
        assert_eq!(problems, []);
        assert_eq!(file.settings(&Settings::default(), Path::new("a.de.md")), Settings::default());
    }

    #[test]
    fn every_setting_in_it_is_understood() {
        let on = switched_on();
        let (file, problems) = ProjectFile::parse(&on);
        assert_eq!(problems, [], "{on}");
        let keys = keys::names(Place::Project).filter(|key| *key != "overrides").chain(["[[overrides]]", "[rules]"]);
        for key in keys.chain(keys::names(Place::Override).filter(|key| *key != "glossaries")) {
            assert!(on.lines().any(|line| line.split(" =").next() == Some(key)), "{key}:\n{on}");
        }
        let settings = file.settings(&Settings::default(), Path::new("a.md"));
        assert!(rule::ALL.iter().all(|rule| settings.rule(rule.code).is_some()));
        assert!(file.excludes(Path::new("drafts/a.md")));
    }
}
