//! Each request, asked by a client that can do next to nothing and by one that can do everything: both are answered, in
//! the form that they take.

use serde_json::{Value, json};

use super::client::{Client, URI, introduction, place, range, shown};

const TEXT: &str = "# Notes\n\nIn the end Maro Tesk spoke spoke. Later Maro Tesk left.\n\nThen Maro Tesk came, and Maro-Tesk laughed. The plan of Shen Yuanming was read out. In the end Shen Yuanping, the director, agreed.\n";
const NAME: [u32; 2] = [2, 13];

/// Code actions are all that it takes beside what every client has to.
fn small() -> Client {
    let actions = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
    opened(Client::introduced(json!({"capabilities": {"textDocument": {"codeAction": actions}}})))
}

fn large() -> Client {
    opened(Client::introduced(introduction("vscode-1.139.1")))
}

fn opened(mut client: Client) -> Client {
    client.open(URI, "markdown", TEXT);
    client.settled(URI);
    client
}

/// What both answer.
fn both(ask: impl Fn(&mut Client) -> Value) -> Value {
    let answers = [small(), large()].map(|mut client| {
        let answer = ask(&mut client);
        client.finish();
        answer
    });
    assert_eq!(answers[0], answers[1]);
    answers.into_iter().next().unwrap()
}

/// What the small one answers, then the large one.
fn each(ask: impl Fn(&mut Client) -> Value) -> [Value; 2] {
    [small(), large()].map(|mut client| {
        let answer = ask(&mut client);
        client.finish();
        answer
    })
}

fn ask(client: &mut Client, method: &str, params: Value) -> Value {
    let id = client.request(method, params);
    client.response(id).expect("the request is answered")
}

#[test]
fn what_is_offered_is_what_is_taken() {
    let offered = each(|client| client.initialized["capabilities"].clone());
    for capabilities in &offered {
        for (provider, expected) in [
            ("hoverProvider", json!(true)),
            ("referencesProvider", json!(true)),
            ("documentHighlightProvider", json!(true)),
            ("documentSymbolProvider", json!(true)),
            ("workspaceSymbolProvider", json!(true)),
            ("completionProvider", json!({})),
            ("codeLensProvider", json!({})),
        ] {
            assert_eq!(capabilities[provider], expected, "{provider}");
        }
    }
    let [small, large] = &offered;
    assert_eq!(small["renameProvider"], json!({}));
    assert_eq!(large["renameProvider"], json!({"prepareProvider": true}));
    assert_eq!(small["codeActionProvider"].get("resolveProvider"), None);
    assert_eq!(large["codeActionProvider"]["resolveProvider"], true);
    assert_eq!(small.get("diagnosticProvider"), None);
    assert_eq!(large["diagnosticProvider"]["workspaceDiagnostics"], true);
}

#[test]
fn hover_is_plain_or_markdown() {
    let [small, large] = each(|client| client.at("textDocument/hover", URI, NAME)["contents"].clone());
    assert_eq!((&small["kind"], &large["kind"]), (&json!("plaintext"), &json!("markdown")));
    assert!(small["value"].as_str().unwrap().starts_with("Maro Tesk, 4 times\n"), "{small}");
    assert!(large["value"].as_str().unwrap().starts_with("**Maro Tesk**, 4 times\n"), "{large}");
}

#[test]
fn places_are_the_same() {
    let params = json!({"textDocument": {"uri": URI}, "position": {"line": 2, "character": 13}, "context": {"includeDeclaration": false}});
    let places = both(|client| ask(client, "textDocument/references", params.clone()));
    let places: Vec<String> = places.as_array().unwrap().iter().map(|found| place(&found["range"])).collect();
    assert_eq!(places, ["2:11-2:20", "2:40-2:49", "4:5-4:14", "4:25-4:34"]);
    let marks = both(|client| client.at("textDocument/documentHighlight", URI, NAME));
    assert_eq!(marks[0], json!({"range": range([2, 11, 2, 20]), "kind": 1}));
}

#[test]
fn a_rename_is_plain_or_bound_to_versions_and_annotated() {
    let prepared = both(|client| client.at("textDocument/prepareRename", URI, NAME));
    assert_eq!(prepared, json!({"range": range([2, 11, 2, 20]), "placeholder": "Maro Tesk"}));
    let doubtful =
        json!({"textDocument": {"uri": URI}, "position": {"line": 4, "character": 60}, "newName": "Shen Yuanling"});
    let [small, large] = each(|client| ask(client, "textDocument/rename", doubtful.clone()));
    let edits: Vec<String> =
        small["changes"][URI].as_array().unwrap().iter().map(|edit| place(&edit["range"])).collect();
    assert_eq!(edits, ["4:56-4:69"]);
    assert_eq!(large["documentChanges"][0]["textDocument"], json!({"uri": URI, "version": 1}));
    let edits = large["documentChanges"][0]["edits"].as_array().unwrap();
    let annotation = |edit: &Value| large["changeAnnotations"][edit["annotationId"].as_str().unwrap()].clone();
    let asked: Vec<(String, Value)> =
        edits.iter().map(|edit| (place(&edit["range"]), annotation(edit)["needsConfirmation"].clone())).collect();
    assert_eq!(asked, [("4:56-4:69".to_owned(), json!(false)), ("4:95-4:108".to_owned(), json!(true))]);
}

#[test]
fn symbols_are_a_list_or_a_tree() {
    let [small, large] = each(|client| client.about("textDocument/documentSymbol", URI));
    assert_eq!(small[1]["containerName"], "Notes");
    assert_eq!(small[1]["location"], json!({"uri": URI, "range": range([2, 11, 2, 20])}));
    assert_eq!(large[0]["children"][0]["name"], "Maro Tesk");
    let found = both(|client| ask(client, "workspace/symbol", json!({"query": "mtsk"})));
    assert_eq!(found[0]["name"], "Maro Tesk");
}

#[test]
fn completions_and_names_are_the_same() {
    let offered = both(|client| client.at("textDocument/completion", URI, [2, 13]));
    assert_eq!(offered["items"][0]["label"], "Maro Tesk");
    let names = both(|client| client.about("postedit/names", URI));
    assert_eq!(names["names"][0]["state"], "varies");
}

#[test]
fn counts_stand_above_names_only_where_they_are_wanted() {
    assert_eq!(both(|client| client.about("textDocument/codeLens", URI)), json!([]));
    let lenses = both(|client| {
        client.notify("workspace/didChangeConfiguration", json!({"settings": {"postedit": {"codeLens": true}}}));
        if client.initialized["capabilities"].get("diagnosticProvider").is_some() {
            let refresh = client.wait_for(|message| message["method"] == "workspace/codeLens/refresh");
            client.answer(&refresh, json!({"result": null}));
        }
        client.about("textDocument/codeLens", URI)
    });
    assert_eq!(lenses[0]["command"]["title"], "Maro Tesk: 4 times, 2 spellings");
}

#[test]
fn diagnostics_are_sent_or_asked_for() {
    let [small, large] = each(|client| {
        client.change(URI, 2, json!([super::client::edit([0, 0, 0, 0], "\n")]));
        json!(shown(&client.diagnostics(URI)))
    });
    assert_eq!(small, large);
    assert_eq!(small[0], "3:21-3:32 repeated-word");
    // Who has not said that it asks is answered all the same.
    let [small, large] = each(|client| {
        let report = client.pull(URI, json!(null)).unwrap();
        let all = ask(client, "workspace/diagnostic", json!({"previousResultIds": []}));
        json!([shown(&json!({"diagnostics": report["items"]})).len(), all["items"].as_array().unwrap().len()])
    });
    assert_eq!((small, &large[1]), (large.clone(), &json!(1)));
}

#[test]
fn actions_have_their_edits_at_once_or_later() {
    let [small, large] = each(|client| {
        let many = "The oil .\n\n".repeat(60);
        client.open("untitled:many", "plaintext", &many);
        client.settled("untitled:many");
        let action = client.actions("untitled:many", [0, 0, 200, 0], json!(["source.fixAll"])).remove(0);
        assert_eq!(action["kind"], "source.fixAll.postedit");
        match action.get("data") {
            Some(_) => json!([false, ask(client, "codeAction/resolve", action)["edit"]]),
            None => json!([true, action["edit"]]),
        }
    });
    assert_eq!((&small[0], &large[0]), (&json!(true), &json!(false)));
    assert_eq!(small[1]["changes"]["untitled:many"].as_array().unwrap().len(), 60);
    assert_eq!(large[1]["documentChanges"][0]["edits"].as_array().unwrap().len(), 60);
    let fixes = |client: &mut Client| {
        let fix = client.actions(URI, [2, 23, 2, 23], json!(["quickfix"])).remove(0);
        json!([fix["title"], fix["isPreferred"], fix["edit"].as_object().unwrap().keys().next()])
    };
    let [small, large] = each(fixes);
    assert_eq!(small, json!(["Remove the second \"spoke\"", true, "changes"]));
    assert_eq!(large, json!(["Remove the second \"spoke\"", true, "documentChanges"]));
}

#[test]
fn commands_work_as_far_as_the_client_goes() {
    let [small, large] = each(|client| {
        let command = |name: &str, argument: Value| json!({"command": name, "arguments": [argument]});
        let document = json!({"uri": URI});
        assert_eq!(ask(client, "workspace/executeCommand", command("postedit.fixAll", document.clone())), Value::Null);
        let names = ask(client, "workspace/executeCommand", command("postedit.names", document));
        assert_eq!(names["names"].as_array().unwrap().len(), 3);
        let stop = json!({"uri": URI, "code": "repeated-word"});
        ask(client, "workspace/executeCommand", command("postedit.stopReporting", stop));
        let said = client.notification("window/showMessage");
        assert_eq!(said["type"], 3, "there is no file to write to");
        let id = client.request("workspace/executeCommand", command("postedit.unknown", json!({})));
        assert_eq!(client.response(id), Err(-32602));
        if client.initialized["capabilities"].get("diagnosticProvider").is_none() {
            while shown(&client.diagnostics(URI)).iter().any(|line| line.contains("repeated-word")) {}
            return Value::Null;
        }
        let asked = client.wait_for(|message| message["method"] == "workspace/applyEdit");
        client.answer(&asked, json!({"result": {"applied": true}}));
        client.settled(URI);
        asked["params"]["label"].clone()
    });
    assert_eq!((small, large), (Value::Null, json!("Fix both findings with a clear answer in this document")));
}
