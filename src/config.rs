//! Settings: what a client wrote, turned into what the engine works with.
//!
//! What is written is JSON, all of it optional; [`Settings`] leaves nothing open. A bad value is reported
//! once, in words, and the rest applies.

use serde_json::Value;

use crate::finding::Severity;
use crate::language::Language;
use crate::rule;

/// What the engine works with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language of the text; `None` to tell it from the text.
    pub language: Option<Language>,
    /// Findings below this are not shown.
    pub min_severity: Severity,
    /// Rules switched off or given a severity of their own, by code.
    rules: Vec<(&'static str, RuleSetting)>,
}

/// What a setting says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSetting {
    /// Not to be run.
    Off,
    /// All its findings get this severity.
    Severity(Severity),
}

impl Default for Settings {
    fn default() -> Self {
        Self { language: None, min_severity: Severity::Information, rules: Vec::new() }
    }
}

impl Settings {
    /// What was said of the rule `code`, if anything.
    pub fn rule(&self, code: &str) -> Option<RuleSetting> {
        self.rules.iter().find(|(rule, _)| *rule == code).map(|(_, setting)| *setting)
    }

    /// Says something of a rule; what was said before is forgotten.
    pub fn set_rule(&mut self, code: &'static str, setting: RuleSetting) {
        self.rules.retain(|(rule, _)| *rule != code);
        self.rules.push((code, setting));
    }

    /// Settings from a client's JSON object, with a sentence for everything in it that could not be used.
    ///
    /// The object is `{"language": …, "minSeverity": …, "rules": {code: severity or "off"}}`; `null` is an
    /// empty one.
    pub fn from_json(value: &Value) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut problems = Vec::new();
        match value {
            Value::Null => {}
            Value::Object(map) => {
                for (name, value) in map {
                    if let Err(problem) = settings.set(name, value) {
                        problems.push(problem);
                    }
                }
                if let Some(rules) = map.get("rules") {
                    problems.extend(settings.set_rules(rules));
                }
            }
            other => problems.push(format!("The settings must be an object, not {other}. The defaults apply.")),
        }
        (settings, problems)
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        match name {
            "language" => {
                self.language = language(value)?;
                Ok(())
            }
            "minSeverity" => {
                self.min_severity = severity(name, value)?;
                Ok(())
            }
            // Read by `set_rules`; `server` and `trace` are the client's own.
            "rules" | "server" | "trace" => Ok(()),
            _ => Err(unknown("setting", name, ["language", "minSeverity", "rules"].into_iter())),
        }
    }

    fn set_rules(&mut self, value: &Value) -> Vec<String> {
        let Value::Object(map) = value else {
            return if value.is_null() {
                Vec::new()
            } else {
                vec!["The setting \"rules\" must be an object: each rule's code with \"off\" or a severity.".to_owned()]
            };
        };
        map.iter().filter_map(|(code, value)| self.set_one_rule(code, value).err()).collect()
    }

    fn set_one_rule(&mut self, code: &str, value: &Value) -> Result<(), String> {
        let known = rule::find(code).ok_or_else(|| unknown("rule", code, rule::ALL.iter().map(|r| r.code)))?;
        let setting = match value {
            // What clients send for a rule nobody touched.
            Value::Null => return Ok(()),
            Value::String(word) if word == "off" => RuleSetting::Off,
            value => RuleSetting::Severity(severity(code, value)?),
        };
        self.set_rule(known.code, setting);
        Ok(())
    }
}

fn language(value: &Value) -> Result<Option<Language>, String> {
    match value.as_str() {
        None if value.is_null() => Ok(None),
        Some("auto" | "") => Ok(None),
        Some(tag) => Language::of_tag(tag).map(Some).ok_or_else(|| {
            format!("The language \"{tag}\" is not known. Use a tag such as \"en\" or \"de\", or \"auto\".")
        }),
        None => Err("The setting \"language\" must be a language tag such as \"en\", or \"auto\".".to_owned()),
    }
}

fn severity(name: &str, value: &Value) -> Result<Severity, String> {
    value.as_str().and_then(Severity::from_name).ok_or_else(|| {
        format!("\"{name}\" is set to {value}. Use \"error\", \"warning\", \"information\" or \"hint\" (for a rule also \"off\").")
    })
}

/// A sentence for an unknown name, with the nearest known one where there is one near.
pub fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let nearest = known.map(|k| (distance(name, k), k)).min().filter(|(d, k)| *d <= k.len() / 3);
    match nearest {
        Some((_, near)) => format!("There is no {what} \"{name}\". Did you mean \"{near}\"?"),
        None => format!("There is no {what} \"{name}\"."),
    }
}

/// How many letters have to change to make one word the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let change = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_understood_applies_and_the_rest_is_named() {
        let (settings, problems) = Settings::from_json(&json!({
            "minSeverity": "hint", "langauge": "en",
            "rules": {"doubled-punctuation": "off", "space-before-punctuation": "loud", "doubled-punctation": "off"}
        }));
        assert_eq!(settings.min_severity, Severity::Hint);
        assert_eq!(settings.rule("doubled-punctuation"), Some(RuleSetting::Off));
        assert_eq!(problems.len(), 3);
        assert!(problems[0].contains("Did you mean \"language\"?"), "{problems:?}");
        assert!(problems.iter().any(|p| p.contains("Did you mean \"doubled-punctuation\"?")), "{problems:?}");
    }

    #[test]
    fn no_settings_are_the_defaults() {
        assert_eq!(Settings::from_json(&Value::Null), (Settings::default(), Vec::new()));
    }
}
