//! The JSON schemas of the settings: the files in `editors/` are current, and say what the program understands.

use std::path::Path;

use postedit::config::project::ProjectFile;
use postedit::config::{Settings, schema};
use postedit::rule;
use serde_json::{Value, json};
use toml::de::{DeTable, DeValue};

#[test]
fn the_files_for_editors_are_current() {
    for (name, option, wanted) in
        [("postedit.schema.json", "", schema::project()), ("settings.schema.json", " --client", schema::client())]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors").join(name);
        let is = std::fs::read_to_string(path).unwrap_or_default();
        assert!(is == schema::text(&wanted), "out of date: cargo run -- schema{option} > editors/{name}");
    }
}

#[test]
fn a_new_project_file_is_accepted_with_all_its_settings_switched_on() {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_postedit");
    let ran = std::process::Command::new(program).arg("init").current_dir(folder.path()).output().unwrap();
    assert!(ran.status.success());
    let written = std::fs::read_to_string(folder.path().join("postedit.toml")).unwrap();
    let on = |line: &str| match line.strip_prefix('#') {
        Some(setting) if setting.starts_with(|c: char| c.is_ascii_lowercase() || c == '[') => setting.to_owned(),
        _ => line.to_owned(),
    };
    let switched_on = written.lines().map(on).collect::<Vec<_>>().join("\n");
    for text in [&written, &switched_on] {
        assert_eq!(complaints(&schema::project(), &json_of(text)), [""; 0], "{text}");
    }
    let settings = json_of(&switched_on);
    let known = schema::project()["properties"].as_object().unwrap().len();
    assert_eq!(settings.as_object().unwrap().len(), known, "the file shows every setting");
}

#[test]
fn the_schema_and_the_program_refuse_the_same() {
    for (text, good) in [
        ("", true),
        ("language = \"pt-BR\"", true),
        ("glossaries = \"glossary.txt\"", true),
        ("[[overrides]]\npaths = [\"a\"]\nlanguage = \"de\"\nglossaries = [\"b.csv\"]", true),
        ("rules = { repeated-word = \"off\" }", true),
        ("langauge = \"en\"", false),
        ("minSeverity = \"hint\"", false),
        ("paths = [\"a\"]", false),
        ("language = 1", false),
        ("language = \"martian tongue\"", false),
        ("min-severity = \"loud\"", false),
        ("scope = \"folders\"", false),
        ("glossaries = [1]", false),
        ("rules = { repeated-wrod = \"off\" }", false),
        ("rules = { repeated-word = \"loud\" }", false),
        ("overrides = 1", false),
        ("[[overrides]]\nlanguage = \"de\"", false),
        ("[[overrides]]\npaths = [\"a\"]\nscope = \"folder\"", false),
    ] {
        assert_eq!(ProjectFile::parse(text).1.is_empty(), good, "the program: {text}");
        let found = complaints(&schema::project(), &json_of(text));
        assert_eq!(found.is_empty(), good, "the schema: {text}: {found:?}");
    }
}

#[test]
fn what_clients_say_is_described_too() {
    let off: Value = rule::ALL.iter().map(|rule| (rule.code.to_owned(), json!("off"))).collect();
    for (settings, good) in [
        (json!({}), true),
        (json!({"language": "auto", "minSeverity": "hint", "rules": off, "glossaries": ["/terms/a.tbx"]}), true),
        (json!({"codeLens": true, "symbols": "flat"}), true),
        (json!({"server": {"path": "postedit"}, "trace": {"server": "messages"}}), true),
        (json!({"scope": "folder", "exclude": "drafts/**"}), true),
        (
            json!({"overrides": [{"paths": ["*.de.md"], "language": "de", "minSeverity": "hint", "glossaries": []}]}),
            true,
        ),
        (json!({"overrides": [{"paths": "a", "rules": {"repeated-word": "off"}}], "exclude": []}), true),
        (json!({"scope": "folders"}), false),
        (json!({"exclude": [1]}), false),
        (json!({"overrides": "a"}), false),
        (json!({"overrides": [{"language": "de"}]}), false),
        (json!({"overrides": [{"paths": ["a"], "codeLens": true}]}), false),
        (json!({"overrides": [{"paths": ["a"], "min-severity": "hint"}]}), false),
        (json!({"rules": {"no-such-rule": "off"}}), false),
        (json!({"glossaries": [3]}), false),
    ] {
        assert_eq!(Settings::from_json(&settings).1.is_empty(), good, "the program: {settings}");
        assert_eq!(complaints(&schema::client(), &settings).is_empty(), good, "the schema: {settings}");
    }
}

fn complaints(schema: &Value, settings: &Value) -> Vec<String> {
    let validator = jsonschema::draft7::new(schema).expect("the schema is one");
    validator.iter_errors(settings).map(|error| error.to_string()).collect()
}

fn json_of(toml: &str) -> Value {
    table(DeTable::parse(toml).expect("it is TOML").get_ref())
}

fn table(table: &DeTable<'_>) -> Value {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), value_of(value.get_ref()))).collect()
}

fn value_of(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::Table(inner) => table(inner),
        DeValue::Array(items) => items.iter().map(|item| value_of(item.get_ref())).collect(),
        DeValue::String(text) => json!(text),
        _ => json!(1),
    }
}
