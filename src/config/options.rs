//! Options as written: by a client in JSON, by a project in TOML. All of it optional, the same words in both.

use serde_json::Value;

use super::keys::{self, Place};
use super::{RuleSetting, unknown};
use crate::finding::Severity;
use crate::language::Language;
use crate::rule;

/// What was said; nothing is said of what is `None` or not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The language of the text; `Some(None)` to tell it from the text.
    pub language: Option<Option<Language>>,
    /// What is shown.
    pub min_severity: Option<Severity>,
    /// The glossaries to read, as paths or patterns of paths.
    pub glossaries: Option<Vec<String>>,
    /// Rules by code, in the order in which they were written.
    pub rules: Vec<(&'static str, RuleSetting)>,
}

impl Options {
    /// Options from a client's JSON object, with a sentence for everything in it that could not be used.
    ///
    /// The object is `{"language": …, "minSeverity": …, "glossaries": […], "rules": {code: severity or "off"}}`;
    /// `null` is an empty one, and `null` for a value says nothing. What it says of files, [`super::Files`] reads.
    pub fn from_json(value: &Value) -> (Self, Vec<String>) {
        let mut options = Self::default();
        let mut problems = Vec::new();
        match value {
            Value::Null => {}
            Value::Object(map) => {
                for (name, value) in map.iter().filter(|(_, value)| !value.is_null()) {
                    problems.extend(options.set_json(name, value));
                }
            }
            other => problems.push(format!("The settings must be an object, not {other}. The defaults apply.")),
        }
        (options, problems)
    }

    pub(super) fn set_json(&mut self, name: &str, value: &Value) -> Vec<String> {
        match (name, value) {
            // The client's own, and what is read elsewhere: of files (`files`), or of what changes no finding.
            ("scope" | "exclude" | "overrides" | "server" | "trace" | "codeLens" | "symbols", _) => Vec::new(),
            ("rules", Value::Object(map)) => {
                let said = map.iter().filter(|(_, value)| !value.is_null());
                said.filter_map(|(code, value)| self.set_rule(code, &word(value)).err()).collect()
            }
            ("rules", _) => {
                vec!["The setting \"rules\" must be an object: each rule's code with \"off\" or a severity.".to_owned()]
            }
            ("glossaries", value) => self.set_glossaries(value).err().into_iter().collect(),
            _ => self.set(name, &word(value)).err().into_iter().collect(),
        }
    }

    fn set_glossaries(&mut self, value: &Value) -> Result<(), String> {
        let all = value.as_array().map_or(std::slice::from_ref(value), |array| array);
        let paths: Option<Vec<String>> = all.iter().map(|path| path.as_str().map(str::to_owned)).collect();
        let problem =
            "The setting \"glossaries\" must be a list of paths, such as [\"glossary.txt\", \"terms/*.tbx\"].";
        self.glossaries = Some(paths.ok_or_else(|| problem.to_owned())?);
        Ok(())
    }

    /// Says something by name: `language`, or `minSeverity` (in files `min-severity`).
    ///
    /// # Errors
    /// A sentence for whoever wrote it.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            "language" => self.language = Some(language(value)?),
            "minSeverity" | "min-severity" => self.min_severity = Some(severity(name, value)?),
            _ => return Err(unknown("setting", name, keys::names(Place::Client))),
        }
        Ok(())
    }

    /// Says something of a rule: a severity's name or `off`.
    ///
    /// # Errors
    /// A sentence for whoever wrote it.
    pub fn set_rule(&mut self, code: &str, value: &str) -> Result<(), String> {
        let known = rule::find(code).ok_or_else(|| unknown("rule", code, rule::ALL.iter().map(|r| r.code)))?;
        let setting = match value {
            "off" => RuleSetting::Off,
            value => RuleSetting::Severity(severity(code, value)?),
        };
        self.rules.push((known.code, setting));
        Ok(())
    }
}

/// The word a JSON value says, or the value itself as the word that will be complained of.
fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn language(tag: &str) -> Result<Option<Language>, String> {
    if matches!(tag, "auto" | "") {
        return Ok(None);
    }
    Language::of_tag(tag)
        .map(Some)
        .ok_or_else(|| format!("The language \"{tag}\" is not known. Use a tag such as \"en\" or \"de\", or \"auto\"."))
}

fn severity(name: &str, value: &str) -> Result<Severity, String> {
    Severity::from_name(value).ok_or_else(|| {
        format!(
            "\"{name}\" is set to \"{value}\". Use \"error\", \"warning\", \"information\" or \"hint\" (for a rule also \"off\")."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use serde_json::json;

    #[test]
    fn what_is_understood_applies_and_the_rest_is_named() {
        let (settings, problems) = Settings::from_json(&json!({
            "minSeverity": "hint", "langauge": "en", "language": null, "glossaries": ["a.txt", "terms/*.tbx"],
            "rules": {"doubled-punctuation": "off", "space-before-punctuation": 3, "doubled-punctation": "off"}
        }));
        assert_eq!(settings.min_severity, Severity::Hint);
        assert_eq!(settings.rule("doubled-punctuation"), Some(RuleSetting::Off));
        assert_eq!(settings.glossaries, ["a.txt", "terms/*.tbx"]);
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems[0].contains("Did you mean \"language\"?"), "{problems:?}");
        assert!(problems.iter().any(|p| p.contains("Did you mean \"doubled-punctuation\"?")), "{problems:?}");
    }

    #[test]
    fn every_setting_of_the_table_is_known() {
        let all = keys::names(Place::Client).map(|name| (name.to_owned(), json!({}))).collect();
        let (_, problems) = Settings::from_json(&Value::Object(all));
        assert!(problems.iter().all(|problem| !problem.contains("There is no setting")), "{problems:?}");
    }

    #[test]
    fn no_settings_are_the_defaults() {
        assert_eq!(Settings::from_json(&Value::Null), (Settings::default(), Vec::new()));
    }
}
