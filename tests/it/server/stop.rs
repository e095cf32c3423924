//! The last answer to every finding: not to report its check in this file any more.

use serde_json::{Value, json};

use super::client::{Client, range, shown};
use super::project::Folder;

const TEXT: &str = "Bread,, salt .\n\nOil,, bread .\n";
const FOUND: [&str; 4] = [
    "0:5-0:7 doubled-punctuation",
    "0:12-0:14 space-before-punctuation",
    "2:3-2:5 doubled-punctuation",
    "2:11-2:13 space-before-punctuation",
];
const BLANKS: [&str; 2] = [FOUND[1], FOUND[3]];
const OPTIONS: &str = "postedit.toml";
const TITLE: &str = "Stop reporting doubled-punctuation in this file";

fn open(client: &mut Client, uris: &[&str]) {
    for uri in uris {
        client.open(uri, "plaintext", TEXT);
        assert_eq!(client.settled(uri), FOUND);
    }
}

/// Chooses the last fix at the first pair of commas as a client does: the request's id.
fn choose(client: &mut Client, uri: &str) -> i64 {
    let actions = client.actions(uri, [0, 6, 0, 6], json!(["quickfix"]));
    let action = actions.last().expect("it is offered");
    assert_eq!(action["title"], TITLE);
    assert!(action.get("edit").is_none() && action.get("isPreferred").is_none(), "{action}");
    let command = &action["command"];
    client
        .request("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]}))
}

fn block(path: &str) -> String {
    format!("[[overrides]]\npaths = [\"{path}\"]\nrules = {{ doubled-punctuation = \"off\" }}\n")
}

#[test]
fn it_is_offered_last_and_once_for_each_check_at_the_place() {
    let mut client = Client::new();
    open(&mut client, &["untitled:one"]);
    let actions = client.actions("untitled:one", [0, 0, 9, 0], json!(null));
    let title = |action: &Value| action["title"].as_str().unwrap().to_owned();
    let last: Vec<String> = actions[actions.len() - 3..].iter().map(title).collect();
    assert_eq!(
        last,
        [
            "Fix all 4 findings with a clear answer in this document",
            TITLE,
            "Stop reporting space-before-punctuation in this file"
        ]
    );
    let stop = &actions[actions.len() - 2];
    assert_eq!((stop["kind"].as_str(), stop["diagnostics"].as_array().map(Vec::len)), (Some("quickfix"), Some(2)));
    client.finish();
}

#[test]
fn a_project_says_it_for_this_file_and_keeps_all_else() {
    for name in ["vscode-1.139.1", "neovim-0.10.4", "helix-25.07.1"] {
        let before = "# Ours\r\nlanguage = \"en\"\r\n";
        let folder = Folder::new(&[("book/postedit.toml", before)]);
        let mut client = folder.client(name, &["."]);
        let (one, two) = (folder.uri("book/part/a [1].txt"), folder.uri("book/part/two.txt"));
        open(&mut client, &[&one, &two]);
        let chosen = choose(&mut client, &one);
        assert_eq!(client.response(chosen), Ok(Value::Null), "{name}");
        assert_eq!(shown(&client.diagnostics(&one)), BLANKS, "{name}");
        let added = format!("\n{}", block("part/a [[]1[]].txt")).replace('\n', "\r\n");
        assert_eq!(folder.read("book/postedit.toml"), Some(format!("{before}{added}")), "{name}");
        let later = folder.uri("book/part/later.txt");
        open(&mut client, &[&later]);
        // A list of the other's would be left unread.
        client.finish();
    }
}

#[test]
fn options_that_are_open_are_edited_by_the_client() {
    for (name, versions) in [("vscode-1.139.1", true), ("neovim-0.12.4", false)] {
        let folder = Folder::new(&[(OPTIONS, "")]);
        let mut client = folder.client(name, &["."]);
        let (uri, options) = (folder.uri("one.txt"), folder.uri(OPTIONS));
        open(&mut client, &[&uri]);
        // Not saved, and nothing that would have the text checked again meanwhile.
        client.open(&options, "toml", "# not saved yet");
        let chosen = choose(&mut client, &uri);
        let request = client.wait_for(|message| message["method"] == "workspace/applyEdit");
        assert_eq!(client.response(chosen), Ok(Value::Null));
        let new = format!("\n\n{}", block("one.txt"));
        let edits = json!([{"range": range([0, 15, 0, 15]), "newText": new}]);
        let sent = &request["params"]["edit"];
        if versions {
            let document = json!({"uri": options, "version": 1});
            assert_eq!(sent, &json!({"documentChanges": [{"textDocument": document, "edits": edits}]}));
        } else {
            assert_eq!(sent, &json!({"changes": {options.as_str(): edits}}));
        }
        client.answer(&request, json!({"result": {"applied": true}}));
        client.change(&options, 2, json!([{"range": range([0, 15, 0, 15]), "text": new}]));
        // Opening the options may have had the text checked once more before.
        while shown(&client.diagnostics(&uri)) != BLANKS {}
        assert_eq!(folder.read(OPTIONS).as_deref(), Some(""), "the buffer is the client's to save");
        assert_eq!(client.settled(&options), [""; 0]);
        client.finish();
    }
}

#[test]
fn an_override_that_cannot_be_written_holds_for_the_session() {
    // Open or not, such a list takes no override more.
    let before = "overrides = []\n";
    for opened in [false, true] {
        let folder = Folder::new(&[(OPTIONS, before)]);
        let mut client = folder.client("vscode-1.139.1", &["."]);
        let (uri, options) = (folder.uri("one.txt"), folder.uri(OPTIONS));
        open(&mut client, &[&uri]);
        if opened {
            client.open(&options, "toml", before);
        }
        let chosen = choose(&mut client, &uri);
        let said = client.notification("window/showMessage");
        assert!(said["message"].as_str().unwrap().contains("until the editor is closed"), "{said}");
        assert_eq!(client.response(chosen), Ok(Value::Null));
        assert_eq!(shown(&client.diagnostics(&uri)), BLANKS);
        assert_eq!(folder.read(OPTIONS).as_deref(), Some(before));
        if opened {
            assert_eq!(client.settled(&options), [""; 0]);
        }
        client.finish();
    }
}

#[test]
fn without_a_project_it_holds_for_this_file_and_the_session() {
    for workspace in [&["."][..], &[]] {
        let folder = Folder::new(&[("postedit-names.txt", "# ours\n")]);
        let mut client = folder.client("neovim-0.12.4", workspace);
        let single = folder.uri("single.txt");
        open(&mut client, &["untitled:one", &single, "untitled:two"]);
        for (n, uri) in ["untitled:one", &single].into_iter().enumerate() {
            let chosen = choose(&mut client, uri);
            if n == 0 {
                let said = client.notification("window/showMessage");
                assert_eq!(said["type"], 3);
                let message = said["message"].as_str().unwrap();
                let told = ["until the editor is closed", "\"postedit init\""].map(|words| message.contains(words));
                assert_eq!(told, [true; 2], "{message}");
            }
            assert_eq!(client.response(chosen), Ok(Value::Null));
            assert_eq!(shown(&client.diagnostics(uri)), BLANKS);
        }
        client.close("untitled:one");
        client.open("untitled:one", "plaintext", TEXT);
        assert_eq!(client.settled("untitled:one"), BLANKS);
        assert!(folder.read(OPTIONS).is_none(), "to begin a project is for people to decide");
        assert_eq!(folder.read("postedit-names.txt").as_deref(), Some("# ours\n"));
        // Said once, and nothing new of the untouched document: else it would be left unread.
        client.finish();
    }
}

#[test]
fn a_check_that_does_not_exist_is_refused() {
    let mut client = Client::new();
    for arguments in [json!([]), json!([{"uri": "untitled:a", "code": "other"}]), json!([{"uri": "untitled:a"}])] {
        let params = json!({"command": "postedit.stopReporting", "arguments": arguments});
        let id = client.request("workspace/executeCommand", params);
        assert_eq!(client.response(id), Err(-32602));
    }
    client.finish();
}
