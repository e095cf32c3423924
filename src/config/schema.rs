//! JSON schemas of the settings, made from the table in `keys` and the table of rules.
//!
//! `editors/` holds them as files, for programs that know nothing of postedit; a test says when those are out of date.
//! They are in draft 7, which editors' TOML and JSON servers know.

use serde_json::{Map, Value, json};

use super::Scope;
use super::keys::{self, Key, Place, Takes};
use crate::finding::Severity;
use crate::rule;

/// The schema of `postedit.toml`.
pub fn project() -> Value {
    let title = "postedit.toml: settings of postedit for a folder and everything below it";
    document(title, object(Place::Project))
}

/// The schema of what a client says: its `initializationOptions`, or what stands under `postedit` in its settings.
pub fn client() -> Value {
    document("Settings of postedit, as editors give them", object(Place::Client))
}

/// A schema as text, to be kept in a file.
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

fn document(title: &str, mut schema: Value) -> Value {
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(title);
    schema
}

/// An object with the settings that may be said there, and no other.
fn object(place: Place) -> Value {
    let known = keys::ALL.iter().filter_map(|key| Some((key.name_in(place)?.to_owned(), property(key, place))));
    let mut object = json!({"type": "object", "properties": gathered(known), "additionalProperties": false});
    if matches!(place, Place::Override | Place::ClientOverride) {
        object["required"] = json!(["paths"]);
    }
    object
}

fn property(key: &Key, place: Place) -> Value {
    let override_there = if place == Place::Client { Place::ClientOverride } else { Place::Override };
    let mut property = match key.takes {
        Takes::Language => json!({"type": "string", "pattern": "^(auto|[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*)?$"}),
        Takes::Severity => json!({"enum": Severity::ALL.map(Severity::name)}),
        Takes::Scope => json!({"enum": Scope::ALL.map(Scope::name)}),
        Takes::Paths => json!({"type": ["array", "string"], "items": {"type": "string"}}),
        Takes::Rules => rules(),
        Takes::Overrides => json!({"type": "array", "items": object(override_there)}),
        Takes::Switch => json!({"type": "boolean", "default": false}),
        Takes::Outline => json!({"enum": ["tree", "flat"]}),
        Takes::Anything => json!({}),
    };
    property["description"] = json!(key.says);
    if let Some(default) = key.default {
        property["default"] = json!(default);
    }
    property
}

/// Entries one by one; see [`gather`](crate::gather).
fn gathered(entries: impl Iterator<Item = (String, Value)>) -> Value {
    let mut map = Map::new();
    map.extend(entries);
    Value::Object(map)
}

fn rules() -> Value {
    let values: Vec<&str> = std::iter::once("off").chain(Severity::ALL.map(Severity::name)).collect();
    let rule = |rule: &rule::Rule| (rule.code.to_owned(), json!({"enum": values, "description": rule.summary()}));
    json!({
        "type": "object",
        "properties": gathered(rule::ALL.iter().map(rule)),
        "additionalProperties": false
    })
}
