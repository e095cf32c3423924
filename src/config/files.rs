//! What settings say of files by patterns of their paths: which are left alone, which have settings of their own, and how
//! far their names are compared.
//!
//! `project` reads it from `postedit.toml`, [`Files::from_json`] from what a client says. Paths are seen from the project's
//! folder; where there is none, from the folder that the editor has open.

use std::path::Path;

use globset::{Glob, GlobSet, GlobSetBuilder};
use serde_json::Value;

use super::keys::{self, Place};
use super::{Options, Scope, Settings, unknown};

/// What is said of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// How far names are compared in a project; `None` where nothing is said.
    pub scope: Option<Scope>,
    pub(super) exclude: Patterns,
    pub(super) overrides: Vec<Override>,
}

/// Options for some of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Override {
    pub paths: Patterns,
    pub options: Options,
}

/// Patterns of paths, any of which may match.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    globs: Vec<Glob>,
    set: GlobSet,
}

impl PartialEq for Patterns {
    fn eq(&self, other: &Self) -> bool {
        self.globs == other.globs
    }
}

impl Eq for Patterns {}

impl Patterns {
    /// Files that match one of these; where they cannot be matched together, none.
    pub fn new(globs: Vec<Glob>) -> Self {
        let mut set = GlobSetBuilder::new();
        for glob in &globs {
            set.add(glob.clone());
        }
        Self { set: set.build().unwrap_or_default(), globs }
    }
}

impl Files {
    /// Reads `scope`, `exclude` and `overrides` of a client's settings, with a sentence for everything in them that could
    /// not be used.
    pub fn from_json(settings: &Value) -> (Self, Vec<String>) {
        let mut files = Self::default();
        let mut problems = Vec::new();
        match &settings["scope"] {
            Value::Null => {}
            value => match scope(value.as_str().unwrap_or(&value.to_string())) {
                Ok(scope) => files.scope = Some(scope),
                Err(problem) => problems.push(problem),
            },
        }
        files.exclude = patterns("exclude", &settings["exclude"], &mut problems);
        match &settings["overrides"] {
            none if is_none(none) => {}
            Value::Array(layers) => {
                files.overrides = layers.iter().map(|layer| Override::from_json(layer, &mut problems)).collect();
            }
            _ => problems.push(NO_OVERRIDE.to_owned()),
        }
        (files, problems)
    }

    /// Whether the file at `path` is left out when folders are walked.
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.set.is_match(path)
    }

    /// Lays over settings what is said of the file at `path` alone, the later the stronger.
    pub fn lay(&self, settings: &mut Settings, path: &Path) {
        let layers = self.overrides.iter().filter(|layer| layer.paths.set.is_match(path));
        layers.for_each(|layer| settings.lay(&layer.options));
    }

    /// The lists of glossaries that the overrides name, each as it will be read together.
    pub fn glossary_lists(&self) -> impl Iterator<Item = &[String]> {
        self.overrides.iter().filter_map(|layer| layer.options.glossaries.as_deref())
    }
}

const NO_OVERRIDE: &str =
    "The setting \"overrides\" must be a list of objects, each with \"paths\" and the settings for those files.";

impl Override {
    fn from_json(value: &Value, problems: &mut Vec<String>) -> Self {
        let mut layer = Self::default();
        let Some(map) = value.as_object() else {
            problems.push(NO_OVERRIDE.to_owned());
            return layer;
        };
        for (name, value) in map.iter().filter(|(_, value)| !value.is_null()) {
            match name.as_str() {
                "paths" => layer.paths = patterns(name, value, problems),
                _ if keys::names(Place::ClientOverride).any(|known| known == name) => {
                    problems.extend(layer.options.set_json(name, value));
                }
                _ => problems.push(unknown("setting", name, keys::names(Place::ClientOverride))),
            }
        }
        if map.get("paths").is_none_or(Value::is_null) {
            problems.push("An override names no files. Add \"paths\": [\"…\"].".to_owned());
        }
        layer
    }
}

/// The scope of that name.
///
/// # Errors
/// A sentence for whoever wrote it.
pub(super) fn scope(word: &str) -> Result<Scope, String> {
    Scope::from_name(word)
        .ok_or_else(|| format!("\"scope\" is set to \"{word}\". Use \"project\", \"folder\" or \"document\"."))
}

/// Whether nothing is said. In Lua an empty list is an empty object.
fn is_none(value: &Value) -> bool {
    value.is_null() || value.as_object().is_some_and(serde_json::Map::is_empty)
}

/// The patterns of paths in a list, or the one that stands there alone.
fn patterns(name: &str, value: &Value, problems: &mut Vec<String>) -> Patterns {
    let all = match value {
        none if is_none(none) => &[],
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut globs = Vec::new();
    for item in all {
        match item.as_str().map(Glob::new) {
            Some(Ok(glob)) => globs.push(glob),
            Some(Err(error)) => problems.push(format!("\"{name}\" holds what is no pattern of paths: {error}.")),
            None => {
                problems.push(format!("The setting \"{name}\" must be a list of patterns, such as [\"drafts/**\"]."))
            }
        }
    }
    Patterns::new(globs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::RuleSetting;
    use serde_json::json;

    #[test]
    fn a_client_says_the_same_of_files_as_a_project() {
        let (settings, problems) = Settings::from_json(&json!({
            "scope": "folder", "exclude": "drafts/**", "rules": {"repeated-word": "hint"},
            "overrides": [
                {"paths": ["*.de.md"], "language": "de", "minSeverity": "hint", "glossaries": ["b.csv"]},
                {"paths": "speeches/*", "rules": {"repeated-word": "off"}},
            ],
        }));
        assert_eq!(problems, [""; 0]);
        let files = &settings.files;
        assert_eq!(files.scope, Some(Scope::Folder));
        assert!(files.excludes(Path::new("drafts/x/y.txt")) && !files.excludes(Path::new("y.txt")));
        assert_eq!(files.glossary_lists().collect::<Vec<_>>(), [["b.csv"]]);
        let plain = settings.of_file(Path::new("a.md"));
        assert_eq!((plain.language, plain.files == Default::default()), (None, true));
        let both = settings.of_file(Path::new("speeches/a.de.md"));
        assert_eq!(both.language.map(|language| language.code().to_owned()), Some("de".to_owned()));
        assert_eq!(both.rule("repeated-word"), Some(RuleSetting::Off));
        assert_eq!(Settings::from_json(&json!({"exclude": {}, "overrides": {}})), Settings::from_json(&json!({})));
        assert_ne!(Settings::from_json(&json!({"exclude": ["x"]})), Settings::from_json(&json!({"exclude": ["y"]})));
    }

    #[test]
    fn what_cannot_be_used_is_said_and_the_rest_applies() {
        let (settings, problems) = Settings::from_json(&json!({
            "scope": "folders", "exclude": ["a[", 3, "*.old"],
            "overrides": [1, {"language": "de"}, {"paths": ["*"], "scope": "folder", "langauge": "en", "minSeverity": "hint"}],
        }));
        let about = |word: &str| problems.iter().any(|problem| problem.contains(word));
        assert_eq!(problems.len(), 7, "{problems:?}");
        assert!(about("\"folders\"") && about("no pattern") && about("names no files") && about("list of objects"));
        assert!(about("There is no setting \"scope\"") && about("Did you mean \"language\"?"), "{problems:?}");
        assert!(settings.files.excludes(Path::new("x.old")));
        let laid = settings.of_file(Path::new("a.md"));
        assert_eq!(laid.min_severity, crate::finding::Severity::Hint);
    }
}
