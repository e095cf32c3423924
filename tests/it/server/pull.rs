//! Diagnostics for clients that ask for them.

use serde_json::{Value, json};

use super::client::{Client, URI, edit, shown};
use super::project::Folder;

const PULLING: &str = "vscode-1.139.1";

fn pulling() -> Client {
    Client::named(PULLING)
}

/// A report's findings as short lines.
fn items(report: &Value) -> Vec<String> {
    shown(&json!({"diagnostics": report["items"]}))
}

#[test]
fn what_is_asked_for_is_not_sent_as_well() {
    let mut client = pulling();
    let provider = &client.initialized["capabilities"]["diagnosticProvider"];
    let expected = json!({"identifier": "postedit", "interFileDependencies": false, "workspaceDiagnostics": true});
    assert_eq!(provider, &expected);
    client.open(URI, "plaintext", "Oil .\n");
    client.change(URI, 2, json!([edit([0, 0, 0, 0], "The ")]));
    let report = client.pull(URI, json!(null)).unwrap();
    assert_eq!(report["kind"], "full");
    assert_eq!(items(&report), ["0:7-0:9 space-before-punctuation"]);
    client.actions(URI, [0, 7, 0, 7], json!(null));
    client.close(URI);
    let report = client.pull(URI, json!(null)).unwrap();
    assert_eq!(items(&report), [""; 0]);
    // A list that was sent would be unread.
    client.finish();
}

#[test]
fn what_the_client_has_is_not_given_again() {
    let mut client = pulling();
    client.open(URI, "plaintext", "Oil .\n");
    let first = client.pull(URI, json!(null)).unwrap();
    let id = first["resultId"].clone();
    assert_eq!(client.pull(URI, id.clone()), Ok(json!({"kind": "unchanged", "resultId": id})));
    // The marks may have moved: an equal list for another text is given again.
    client.change(URI, 2, json!([edit([0, 0, 0, 1], "o")]));
    let second = client.pull(URI, id).unwrap();
    assert_eq!((items(&second), &second["kind"]), (items(&first), &json!("full")));
    client.change(URI, 3, json!([edit([0, 3, 0, 5], "")]));
    let third = client.pull(URI, second["resultId"].clone()).unwrap();
    assert_eq!((items(&third).len(), &third["kind"]), (0, &json!("full")));
    client.change(URI, 4, json!([edit([0, 3, 0, 3], "s")]));
    let fourth = client.pull(URI, third["resultId"].clone()).unwrap();
    assert_eq!(fourth["kind"], "unchanged");
    client.finish();
}

#[test]
fn each_answer_is_for_the_text_it_was_asked_about() {
    let mut client = pulling();
    client.open(URI, "plaintext", "Oil .\n");
    let mut asked = Vec::new();
    for n in 0..100 {
        client.change(URI, n + 2, json!([edit([0, 0, 0, 0], "a")]));
        asked.push((client.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}})), n + 1));
    }
    let (last, _) = *asked.last().unwrap();
    for (id, n) in asked {
        match client.response(id) {
            Ok(report) => assert_eq!(items(&report), [format!("0:{}-0:{} space-before-punctuation", n + 3, n + 5)]),
            // The text moved on before it was looked at.
            Err(code) => assert!(code == -32802 && id != last, "{code}"),
        }
    }
    client.finish();
}

#[test]
fn all_open_documents_can_be_asked_about_at_once() {
    let mut client = pulling();
    let [one, two] = ["untitled:one", "untitled:two"];
    client.open(one, "plaintext", "Oil .\n");
    client.open(two, "plaintext", "Salt\n");
    let mut all = |previous: Value| -> Vec<Value> {
        let id = client.request("workspace/diagnostic", json!({"previousResultIds": previous}));
        client.response(id).unwrap()["items"].as_array().unwrap().clone()
    };
    let reports = all(json!([]));
    let uris: Vec<&Value> = reports.iter().map(|report| &report["uri"]).collect();
    assert_eq!(uris, [one, two]);
    assert_eq!(reports[0]["version"], 1);
    assert_eq!(items(&reports[0]), ["0:3-0:5 space-before-punctuation"]);
    let known = json!([
        {"uri": one, "value": reports[0]["resultId"]},
        {"uri": two, "value": reports[1]["resultId"]},
        {"uri": "untitled:gone", "value": "17"},
    ]);
    let again = all(known);
    let kinds: Vec<(&Value, &Value)> = again.iter().map(|report| (&report["uri"], &report["kind"])).collect();
    let (unchanged, full) = (json!("unchanged"), json!("full"));
    let [one, two, gone] = [json!(one), json!(two), json!("untitled:gone")];
    assert_eq!(kinds, [(&one, &unchanged), (&two, &unchanged), (&gone, &full)]);
    assert_eq!(items(&again[2]), [""; 0]);
    client.finish();
}

#[test]
fn the_client_is_told_to_ask_again_when_settings_change() {
    let mut client = pulling();
    client.open(URI, "plaintext", "Oil .\n");
    let report = client.pull(URI, json!(null)).unwrap();
    assert_eq!(items(&report).len(), 1);
    let off = json!({"rules": {"space-before-punctuation": "off"}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"postedit": off}}));
    client.await_refreshes(1);
    let report = client.pull(URI, report["resultId"].clone()).unwrap();
    assert_eq!((items(&report).len(), &report["kind"]), (0, &json!("full")));
    client.finish();
}

#[test]
fn the_client_is_told_to_ask_again_when_an_answer_is_written_down() {
    let folder = Folder::new(&[("postedit.toml", "")]);
    let mut client = folder.pulling(PULLING);
    let uri = folder.uri("one.txt");
    client.open(&uri, "plaintext", "They quietly quietly left.\n");
    let report = client.pull(&uri, json!(null)).unwrap();
    assert_eq!(items(&report).len(), 1);
    let arguments = json!([{"uri": uri, "entry": "repeat: quietly quietly"}]);
    let id =
        client.request("workspace/executeCommand", json!({"command": "postedit.remember", "arguments": arguments}));
    client.response(id).unwrap();
    client.await_refreshes(1);
    assert_eq!(items(&client.pull(&uri, json!(null)).unwrap()), [""; 0]);
    client.finish();
}

#[test]
fn what_is_wrong_in_a_closed_file_is_logged_and_among_all_diagnostics() {
    let folder = Folder::new(&[("postedit.toml", "langauge = \"en\"\n")]);
    let mut client = folder.pulling(PULLING);
    let uri = folder.uri("one.txt");
    client.open(&uri, "plaintext", "Oil\n");
    assert_eq!(items(&client.pull(&uri, json!(null)).unwrap()), [""; 0]);
    let said = client.notification("window/logMessage");
    assert!(said["message"].as_str().unwrap().contains("Did you mean \"language\"?"), "{said}");
    client.await_refreshes(1);
    let id = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
    let answer = client.response(id).unwrap();
    let own = answer["items"].as_array().unwrap().iter().find(|report| report["uri"] == folder.uri("postedit.toml"));
    assert_eq!(items(own.expect("the file is among them")), ["0:0-0:8 project-file"]);
    // Open, it is a document like others.
    client.open(&folder.uri("postedit.toml"), "toml", "langauge = \"en\"\n");
    assert_eq!(items(&client.pull(&folder.uri("postedit.toml"), json!(null)).unwrap()), ["0:0-0:8 project-file"]);
    client.finish();
}

#[test]
fn what_a_long_document_says_as_a_whole_is_asked_for_once_it_is_known() {
    let mut client = pulling();
    let rain = "Rain fell on the roofs of the town.\n\n".repeat(3000);
    client.open(URI, "plaintext", &format!("{rain}Tao Leshan came. Tao Le Shan went. Tao Leshan sat.\n"));
    let first = client.pull(URI, json!(null)).unwrap();
    assert_eq!(items(&first), [""; 0]);
    client.await_refreshes(1);
    let second = client.pull(URI, first["resultId"].clone()).unwrap();
    assert_eq!(items(&second), ["6000:17-6000:28 inconsistent-name"]);
    client.finish();
}

#[test]
fn what_touches_a_word_being_typed_is_asked_for_once_it_is_finished() {
    let mut client = pulling();
    client.open(URI, "plaintext", "They left for the th\n");
    assert_eq!(items(&client.pull(URI, json!(null)).unwrap()), [""; 0]);
    client.change(URI, 2, json!([edit([0, 20, 0, 20], "e")]));
    let held = client.pull(URI, json!(null)).unwrap();
    assert_eq!(items(&held), [""; 0]);
    client.await_refreshes(1);
    let report = client.pull(URI, held["resultId"].clone()).unwrap();
    assert_eq!(items(&report), ["0:14-0:21 repeated-word"]);
    client.finish();
}
