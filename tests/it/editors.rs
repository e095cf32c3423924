//! What the editors' own files say of the program is so.

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

fn vscode_settings() -> Value {
    let manifest: Value = serde_json::from_str(include_str!("../../editors/vscode/package.json")).unwrap();
    manifest["contributes"]["configuration"]["properties"].clone()
}
