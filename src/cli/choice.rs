//! What to look for, as every command that checks can be told.

use anyhow::anyhow;

use crate::config::{self, Options, RuleSetting};
use crate::rule;

/// What to look for, and in which language.
#[derive(Debug, clap::Args)]
pub(super) struct Choice {
    /// Only these rules, by code, separated by commas.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// All rules but these, by code, separated by commas.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The language of the text as a tag such as "en"; told from the text otherwise.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

impl Choice {
    /// Lays the choice over options.
    ///
    /// # Errors
    /// Where it names no rule or no language.
    pub(super) fn lay(&self, flags: &mut Options) -> anyhow::Result<()> {
        if let Some(tag) = &self.language {
            flags.set("language", tag).map_err(|problem| anyhow!("--language: {problem}"))?;
        }
        let selected = codes("--select", &self.select)?;
        let ignored = codes("--ignore", &self.ignore)?;
        for rule in rule::ALL {
            let out = !selected.is_empty() && !selected.contains(&rule.code);
            if out || ignored.contains(&rule.code) {
                flags.rules.push((rule.code, RuleSetting::Off));
            }
        }
        Ok(())
    }
}

fn codes(option: &str, names: &[String]) -> anyhow::Result<Vec<&'static str>> {
    let code = |name: &str| match rule::find(name) {
        Some(rule) => Ok(rule.code),
        None => Err(anyhow!(
            "{option}: {} \"postedit rules\" lists them all.",
            config::unknown("rule", name, rule::ALL.iter().map(|r| r.code))
        )),
    };
    names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).map(code).collect()
}
