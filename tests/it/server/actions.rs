//! Quick fixes and fix-all.

use serde_json::{Value, json};

use super::client::{Client, URI, edit, place};

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// The edits of an action: `0:3-0:4 "new"`.
fn edits(action: &Value) -> Vec<String> {
    let edits = action["edit"]["documentChanges"][0]["edits"].as_array().unwrap();
    edits.iter().map(|edit| format!("{} {}", place(&edit["range"]), edit["newText"])).collect()
}

#[test]
fn only_findings_that_touch_the_range_are_mended() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil . Salt .\n");
    client.diagnostics(URI);
    for (at, mended) in [
        ([0, 0, 0, 2], vec![]),
        ([0, 3, 0, 3], vec!["0:3-0:5"]),
        ([0, 5, 0, 5], vec!["0:3-0:5"]),
        ([0, 6, 0, 9], vec![]),
        ([0, 4, 0, 11], vec!["0:3-0:5", "0:10-0:12"]),
        ([0, 11, 9, 9], vec!["0:10-0:12"]),
    ] {
        let actions = client.actions(URI, at, json!(["quickfix"]));
        let edits = actions.iter().filter(|action| action.get("edit").is_some());
        let got: Vec<String> = edits.map(|action| place(&action["diagnostics"][0]["range"])).collect();
        assert_eq!(got, mended, "{at:?}");
        let stops: Vec<&Value> = actions.iter().filter(|action| action.get("edit").is_none()).collect();
        assert_eq!(stops.len(), usize::from(!mended.is_empty()), "{at:?}");
        let stopped = stops.iter().flat_map(|stop| stop["diagnostics"].as_array().unwrap());
        assert_eq!(stopped.map(|diagnostic| place(&diagnostic["range"])).collect::<Vec<_>>(), mended, "{at:?}");
    }
    client.finish();
}

#[test]
fn an_action_names_what_it_mends_and_the_version_it_is_for() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil\n");
    client.change(URI, 5, json!([edit([0, 3, 0, 3], " .")]));
    let actions = client.actions(URI, [0, 3, 0, 3], json!(["quickfix"]));
    let published = client.diagnostics(URI);
    let published = if published["diagnostics"] == json!([]) { client.diagnostics(URI) } else { published };
    assert_eq!(actions[0]["diagnostics"], published["diagnostics"]);
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(actions[0]["isPreferred"], true);
    assert_eq!(actions[0]["edit"]["documentChanges"][0]["textDocument"], json!({"uri": URI, "version": 5}));
    assert_eq!(edits(&actions[0]), ["0:3-0:4 \"\""]);
    client.finish();
}

#[test]
fn at_most_one_fix_of_a_finding_is_preferred() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "They gave their strength. , Then bread,, salt .\n");
    client.diagnostics(URI);
    let actions = client.actions(URI, [0, 0, 1, 0], json!(["quickfix"]));
    let mut preferred: Vec<String> = actions
        .iter()
        .filter(|action| action["isPreferred"] == true)
        .map(|action| place(&action["diagnostics"][0]["range"]))
        .collect();
    let all = preferred.len();
    preferred.dedup();
    assert_eq!(preferred.len(), all);
    client.finish();
}

#[test]
fn only_the_kinds_asked_for_are_given() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil . Salt,,\n");
    client.diagnostics(URI);
    let mut kinds = |only: Value| -> Vec<String> {
        let actions = client.actions(URI, [0, 4, 0, 4], only);
        actions.iter().map(|action| action["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(kinds(json!(["quickfix"])), ["quickfix", "quickfix"]);
    for only in ["source", "source.fixAll", "source.fixAll.postedit"] {
        assert_eq!(kinds(json!([only])), ["source.fixAll.postedit"]);
    }
    for only in ["refactor", "source.organizeImports", "source.fixAll.other", "quick"] {
        assert_eq!(kinds(json!([only])), [""; 0]);
    }
    for only in [json!(null), json!([""]), json!(["quickfix", "source.fixAll"])] {
        assert_eq!(kinds(only), ["quickfix", "source.fixAll.postedit", "quickfix"]);
    }
    client.finish();
}

#[test]
fn all_clear_fixes_are_applied_at_once() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil . Salt,,\nBread .\n");
    client.diagnostics(URI);
    let actions = client.actions(URI, [0, 0, 0, 0], json!(["source.fixAll.postedit"]));
    assert_eq!(titles(&actions), ["Fix all 3 findings with a clear answer in this document"]);
    assert_eq!(edits(&actions[0]), ["0:3-0:4 \"\"", "0:10-0:12 \",\"", "1:5-1:6 \"\""]);
    client.finish();
}

#[test]
fn fix_all_is_not_offered_where_it_does_no_more_than_a_quick_fix() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil . Salt\n");
    client.diagnostics(URI);
    let actions = client.actions(URI, [0, 4, 0, 4], json!(null));
    assert_eq!(titles(&actions)[1..], ["Stop reporting space-before-punctuation in this file"]);
    assert_eq!(client.actions(URI, [0, 8, 0, 8], json!(null)).len(), 0);
    // Asked for by name, for instance on saving, it is given.
    let actions = client.actions(URI, [0, 8, 0, 8], json!(["source.fixAll"]));
    assert_eq!(titles(&actions), ["Fix the one finding with a clear answer in this document"]);
    client.finish();
}

#[test]
fn all_clear_fixes_of_a_kind_are_applied_at_once() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil . Salt,,\nBread .\n");
    client.diagnostics(URI);
    let actions = client.actions(URI, [0, 3, 0, 3], json!(["quickfix"]));
    let title = "Fix both findings of space-before-punctuation with a clear answer in this document";
    let all = actions.iter().find(|action| action["title"] == title).expect("it is offered");
    assert_eq!(edits(all), ["0:3-0:4 \"\"", "1:5-1:6 \"\""]);
    // Where there is one of a kind, its own fix does as much.
    let actions = client.actions(URI, [0, 10, 0, 10], json!(["quickfix"]));
    assert!(titles(&actions).iter().all(|title| !title.starts_with("Fix all")), "{actions:?}");
    client.finish();
}

#[test]
fn two_are_both_and_not_all_2() {
    let mut client = Client::new();
    for (number, (text, title)) in [
        ("Oil . Salt,,\n", "Fix both findings with a clear answer in this document"),
        ("Say \"yes\", \"no\", \"so\" and “why”.\n", "Write both straight"),
        ("It sailed on May 3, June 4, July 9, June 5th and July 8th.\n", "Write both days without an ending"),
        (
            "It sailed on May 3, June 4, July 9, June 5th, July 8th and May 1st, and July 1.\n",
            "Write all 3 days without an ending",
        ),
        ("At 8 a.m., 9 a.m., and 3 p.m. it came, and at 2 pm and 4 pm it left.\n", "Write both with dots"),
        ("The har\u{200b}bour of\u{200b}fice is closed.\n", "Remove both characters of this kind"),
        ("The har\u{200b}bour of\u{200b}fice is clo\u{200b}sed.\n", "Remove all 3 characters of this kind"),
        ("Every harbour\u{a0}office closes before\u{a0}winter.\n", "Put ordinary spaces for both"),
    ]
    .into_iter()
    .enumerate()
    {
        let uri = format!("file:///project/{number}.txt");
        client.open(&uri, "plaintext", text);
        client.diagnostics(&uri);
        let actions = client.actions(&uri, [0, 0, 1, 0], json!(null));
        assert!(titles(&actions).contains(&title), "{text}: {:?}", titles(&actions));
    }
    client.finish();
}

#[test]
fn many_edits_are_made_once_the_action_is_chosen() {
    let mut client = Client::new();
    assert_eq!(client.initialized["capabilities"]["codeActionProvider"]["resolveProvider"], true);
    client.open(URI, "plaintext", &"Oil .\n".repeat(60));
    client.diagnostics(URI);
    let actions = client.actions(URI, [0, 0, 0, 0], json!(["source.fixAll"]));
    assert_eq!(actions[0].get("edit"), None);
    let id = client.request("codeAction/resolve", actions[0].clone());
    let resolved = client.response(id).unwrap();
    assert_eq!(resolved["title"], actions[0]["title"]);
    assert_eq!(edits(&resolved).len(), 60);
    client.change(URI, 2, json!([edit([0, 0, 0, 0], "a")]));
    let id = client.request("codeAction/resolve", actions[0].clone());
    assert_eq!(client.response(id), Err(-32801));
    client.settled(URI);
    client.finish();
    // Who cannot ask for them gets them at once.
    let mut params = super::client::without_pull(super::client::introduction("vscode-1.139.1"));
    params["capabilities"]["textDocument"]["codeAction"]["resolveSupport"] = json!({"properties": ["command"]});
    let mut client = Client::introduced(params);
    client.open(URI, "plaintext", &"Oil .\n".repeat(60));
    client.diagnostics(URI);
    let actions = client.actions(URI, [0, 0, 0, 0], json!(["source.fixAll"]));
    assert_eq!(edits(&actions[0]).len(), 60);
    client.finish();
}

#[test]
fn a_command_applies_all_clear_fixes() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil . Salt,,\n");
    client.diagnostics(URI);
    let id =
        client.request("workspace/executeCommand", json!({"command": "postedit.fixAll", "arguments": [{"uri": URI}]}));
    let asked = client.wait_for(|message| message["method"] == "workspace/applyEdit");
    assert_eq!(edits(&asked["params"]), ["0:3-0:4 \"\"", "0:10-0:12 \",\""]);
    client.answer(&asked, json!({"result": {"applied": true}}));
    assert_eq!(client.response(id), Ok(Value::Null));
    let of_a_kind = json!({"command": "postedit.fixAll", "arguments": [{"uri": URI, "code": "doubled-punctuation"}]});
    let id = client.request("workspace/executeCommand", of_a_kind);
    let asked = client.wait_for(|message| message["method"] == "workspace/applyEdit");
    assert_eq!(edits(&asked["params"]), ["0:10-0:12 \",\""]);
    client.answer(&asked, json!({"result": {"applied": true}}));
    assert_eq!(client.response(id), Ok(Value::Null));
    let unknown = json!([{"uri": URI, "code": "doubled-punktuation"}]);
    for (command, argument) in [
        ("postedit.fixAll", json!([{}])),
        ("postedit.fixAll", unknown),
        ("postedit.names", json!([1])),
        ("postedit.dance", json!([])),
    ] {
        let id = client.request("workspace/executeCommand", json!({"command": command, "arguments": argument}));
        assert_eq!(client.response(id), Err(-32602), "{command}");
    }
    client.finish();
}
