//! The real introductions of six clients, and what each of them gets.

use serde_json::{Value, json};

use super::client::{Client, URI, introduction, shown};

const TEXT: &str = "Bread,, salt .\n";

/// What is different from client to client.
struct Expected {
    client: &'static str,
    encoding: &'static str,
    /// It asks for diagnostics and is not sent them.
    pulls: bool,
    version: bool,
    document_changes: bool,
}

#[test]
fn each_client_gets_what_it_can_take() {
    // Helix and Neovim ask, too, but cannot be told to ask again.
    for (client, encoding, pulls, version, document_changes) in [
        ("vscode-1.139.1", "utf-16", true, false, true),
        ("vscode-1.99.3", "utf-16", true, false, true),
        ("neovim-0.10.4", "utf-16", false, true, false),
        ("neovim-0.12.4", "utf-16", false, true, false),
        ("helix-25.07.1", "utf-16", false, true, true),
        ("emacs-30.1-eglot", "utf-16", false, true, true),
    ] {
        session(&Expected { client, encoding, pulls, version, document_changes });
    }
}

fn session(expected: &Expected) {
    let mut client = Client::named(expected.client);
    let capabilities = &client.initialized["capabilities"];
    assert_eq!(capabilities["positionEncoding"], expected.encoding, "{}", expected.client);
    assert_eq!(capabilities["textDocumentSync"], json!({"openClose": true, "change": 2, "save": true}));
    assert_eq!(
        capabilities["executeCommandProvider"],
        json!({"commands": ["postedit.remember", "postedit.stopReporting", "postedit.fixAll", "postedit.names", "postedit.checkProjects"]})
    );
    assert_eq!(capabilities.get("diagnosticProvider").is_some(), expected.pulls, "{}", expected.client);
    assert!(capabilities["completionProvider"].get("triggerCharacters").is_none());
    assert_eq!(capabilities["codeActionProvider"]["codeActionKinds"], json!(["quickfix", "source.fixAll.postedit"]));
    assert_eq!(client.initialized["serverInfo"], json!({"name": "postedit", "version": env!("CARGO_PKG_VERSION")}));

    client.open(URI, "plaintext", TEXT);
    let published = client.diagnostics(URI);
    assert_eq!(shown(&published), ["0:5-0:7 doubled-punctuation", "0:12-0:14 space-before-punctuation"]);
    assert_eq!(published.get("version").is_some(), expected.version, "{}", expected.client);

    let actions = client.actions(URI, [0, 6, 0, 6], json!(["quickfix"]));
    let edits = edits(&actions[0]["edit"], expected.document_changes);
    assert_eq!(edits, &json!([{"range": super::client::range([0, 5, 0, 7]), "newText": ","}]));
    client.close(URI);
    client.finish();
}

fn edits(edit: &Value, document_changes: bool) -> &Value {
    if document_changes {
        let change = &edit["documentChanges"][0];
        assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
        &change["edits"]
    } else {
        assert!(edit.get("documentChanges").is_none());
        &edit["changes"][URI]
    }
}

#[test]
fn the_encoding_is_utf_16_or_the_clients_first() {
    for (offered, taken) in [
        (json!(null), "utf-16"),
        (json!([]), "utf-16"),
        (json!(["utf-8"]), "utf-8"),
        (json!(["utf-32", "utf-8"]), "utf-32"),
        (json!(["utf-8", "utf-32", "utf-16"]), "utf-16"),
        (json!(["utf-7", "utf-32"]), "utf-32"),
        (json!(["utf-7"]), "utf-16"),
    ] {
        let mut params = introduction("vscode-1.139.1");
        params["capabilities"]["general"]["positionEncodings"] = offered.clone();
        let client = Client::introduced(params);
        assert_eq!(client.initialized["capabilities"]["positionEncoding"], taken, "{offered}");
        client.finish();
    }
}

#[test]
fn the_least_of_clients_is_served() {
    let mut client = Client::introduced(json!({"capabilities": {}}));
    client.open(URI, "plaintext", TEXT);
    assert_eq!(shown(&client.diagnostics(URI)).len(), 2);
    // It knows no code actions, only commands, and there are none.
    assert!(client.actions(URI, [0, 6, 0, 6], json!(null)).is_empty());
    client.finish();
}

#[test]
fn unknown_words_in_an_introduction_do_no_harm() {
    let mut params = introduction("neovim-0.12.4");
    params["trace"] = json!("compact");
    params["novelty"] = json!({"a": [1]});
    params["capabilities"]["general"]["positionEncodings"] = json!(["utf-64", "utf-16"]);
    params["capabilities"]["textDocument"]["novelty"] = json!(true);
    params["capabilities"]["workspace"]["workspaceEdit"]["failureHandling"] = json!("shrug");
    Client::introduced(params).finish();
}

#[test]
fn a_diagnostic_says_what_it_is() {
    let mut client = Client::new();
    client.open(URI, "plaintext", TEXT);
    let published = client.diagnostics(URI);
    let diagnostic = &published["diagnostics"][0];
    assert_eq!(diagnostic["source"], "postedit");
    assert_eq!(diagnostic["severity"], 2);
    assert_eq!(diagnostic["data"], json!({"kind": "marks", "its": "typographical", "mqm": "punctuation"}));
    assert!(diagnostic["message"].as_str().unwrap().contains(",,"));
    client.finish();
}
