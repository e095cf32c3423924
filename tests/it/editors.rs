//! What the editors' own files say of the program is so.

use postedit::config::schema;
use postedit::rule;
use serde_json::Value;

#[test]
fn vscode_offers_each_rule_in_its_settings() {
    let rules = &vscode_settings()["postedit.rules"]["properties"];
    let mut offered: Vec<&String> = rules.as_object().unwrap().keys().collect();
    let mut codes: Vec<&str> = rule::ALL.iter().map(|rule| rule.code).collect();
    offered.sort();
    codes.sort();
    assert_eq!(offered, codes, "the properties of postedit.rules in editors/vscode/package.json");
    for code in codes {
        let values: Vec<&str> = rules[code]["enum"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(values, ["off", "hint", "information", "warning", "error"], "{code}");
    }
}

#[test]
fn vscode_offers_each_setting_as_the_server_reads_it() {
    let offered = vscode_settings();
    let schema = schema::client();
    for (name, wanted) in
        schema["properties"].as_object().unwrap().iter().filter(|(_, s)| s.as_object().unwrap().len() > 1)
    {
        let setting = &offered[format!("postedit.{name}")];
        assert!(setting.is_object(), "postedit.{name} in editors/vscode/package.json");
        for key in ["enum", "default"].into_iter().filter(|key| wanted.get(key).is_some()) {
            assert_eq!(setting[key], wanted[key], "{name}: {key}");
        }
    }
}

fn vscode_settings() -> Value {
    let manifest: Value = serde_json::from_str(include_str!("../../editors/vscode/package.json")).unwrap();
    manifest["contributes"]["configuration"]["properties"].clone()
}
