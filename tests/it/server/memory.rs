//! Answers for good: a fix that is remembered is written down, and the finding is gone in the whole project.

use serde_json::{Value, json};

use super::client::{Client, edit, range, shown};
use super::project::Folder;

const TEXT: &str = "They sang the ferry song ferry song at dawn.\n";
const FOUND: &str = "0:14-0:35 repeated-phrase";
const ANSWER: &str = "repeat: ferry song ferry song\n";
const NAMES: &str = "postedit-names.txt";
const CLIENTS: [&str; 6] =
    ["vscode-1.139.1", "vscode-1.99.3", "neovim-0.10.4", "neovim-0.12.4", "helix-25.07.1", "emacs-30.1-eglot"];

/// Opens documents in which the repeat is found.
fn open(client: &mut Client, uris: &[&str]) {
    for uri in uris {
        client.open(uri, "plaintext", TEXT);
        assert_eq!(client.settled(uri), [FOUND]);
    }
}

/// Chooses "This repeat is intended" as a client does: the request's id.
fn choose(client: &mut Client, uri: &str) -> i64 {
    choose_titled(client, uri, [0, 20, 0, 20], "This repeat is intended")
}

fn choose_titled(client: &mut Client, uri: &str, at: [u32; 4], title: &str) -> i64 {
    let actions = client.actions(uri, at, json!(["quickfix"]));
    let wanted = |action: &&Value| action["title"] == title;
    let action = actions.iter().find(wanted).expect("the answer is offered");
    assert!(action.get("edit").is_none() && action.get("isPreferred").is_none(), "{action}");
    let command = &action["command"];
    client
        .request("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]}))
}

#[test]
fn an_answer_is_written_down_and_holds_in_all_documents_of_the_project() {
    for name in CLIENTS {
        let folder = Folder::new(&[]);
        let mut client = folder.client(name, &["."]);
        let (one, two) = (folder.uri("one.txt"), folder.uri("part/two.txt"));
        open(&mut client, &[&one, &two, "untitled:three"]);
        let chosen = choose(&mut client, &one);
        assert_eq!(client.response(chosen), Ok(Value::Null), "{name}");
        assert_eq!(folder.read(NAMES).as_deref(), Some(ANSWER), "{name}");
        for uri in [&one, &two] {
            client.cleared(uri);
        }
        // The untitled one is no file of the project: a list of its would be left unread.
        let later = folder.uri("later.txt");
        client.open(&later, "plaintext", TEXT);
        assert_eq!(client.settled(&later), [""; 0]);
        client.finish();
    }
}

#[test]
fn answers_about_names_are_written_down_too() {
    let text = "Yesterday Maro Tesk spoke. Later Maro Tesk left.\n\nThen Maro Tesk came back, and Maro-Tesk laughed.\n";
    for (title, line, gone) in [
        ("Keep both spellings", "allow: Maro Tesk | Maro-Tesk\n", true),
        ("These are two different names", "different: Maro Tesk | Maro-Tesk\n", true),
        ("Always write \"Maro Tesk\"", "prefer: Maro Tesk\n", false),
    ] {
        let folder = Folder::new(&[]);
        let mut client = folder.client("neovim-0.12.4", &["."]);
        let uri = folder.uri("one.txt");
        client.open(&uri, "text", text);
        let found = client.settled(&uri);
        assert_eq!(found, ["2:30-2:39 inconsistent-name"]);
        let chosen = choose_titled(&mut client, &uri, [2, 32, 2, 32], title);
        assert_eq!(client.response(chosen), Ok(Value::Null));
        assert_eq!(folder.read(NAMES).as_deref(), Some(line));
        assert_eq!(shown(&client.diagnostics(&uri)), if gone { vec![] } else { found }, "{title}");
        client.finish();
    }
}

#[test]
fn an_answer_joins_those_that_are_there() {
    let folder = Folder::new(&[
        ("book/postedit.toml", ""),
        ("book/postedit-names.txt", "# ours\r\nprefer: Ann\r\nrepeat: no no\r\n"),
    ]);
    let mut client = folder.client("vscode-1.139.1", &["."]);
    let uri = folder.uri("book/part/one.txt");
    open(&mut client, &[&uri]);
    let chosen = choose(&mut client, &uri);
    assert_eq!(client.response(chosen), Ok(Value::Null));
    let written = "# ours\r\nprefer: Ann\r\nrepeat: ferry song ferry song\r\nrepeat: no no\r\n";
    assert_eq!(folder.read("book/postedit-names.txt").as_deref(), Some(written));
    client.cleared(&uri);
    client.finish();
}

#[test]
fn a_list_that_is_open_is_edited_by_the_client() {
    for (name, versions) in [("vscode-1.139.1", true), ("neovim-0.12.4", false), ("emacs-30.1-eglot", true)] {
        let folder = Folder::new(&[(NAMES, "# Ann's\n")]);
        let mut client = folder.client(name, &["."]);
        let (uri, names) = (folder.uri("one.txt"), folder.uri(NAMES));
        open(&mut client, &[&uri]);
        // Not saved.
        client.open(&names, "plaintext", "# Ann's\n");
        client.change(&names, 2, json!([edit([0, 2, 0, 5], "Zoë")]));
        let chosen = choose(&mut client, &uri);
        let request = client.wait_for(|message| message["method"] == "workspace/applyEdit");
        assert_eq!(client.response(chosen), Ok(Value::Null));
        let sent = &request["params"]["edit"];
        let edits = json!([{"range": range([1, 0, 1, 0]), "newText": ANSWER}]);
        if versions {
            let document = json!({"uri": names, "version": 2});
            assert_eq!(sent, &json!({"documentChanges": [{"textDocument": document, "edits": edits}]}));
        } else {
            assert_eq!(sent, &json!({"changes": {names.as_str(): edits}}));
        }
        client.answer(&request, json!({"result": {"applied": true}}));
        client.change(&names, 3, json!([{"range": range([1, 0, 1, 0]), "text": ANSWER}]));
        client.cleared(&uri);
        assert_eq!(folder.read(NAMES).as_deref(), Some("# Ann's\n"), "the buffer is the client's to save");
        assert_eq!(client.settled(&names), [""; 0]);
        client.finish();
    }
}

#[test]
fn an_answer_that_the_client_does_not_write_is_not_lost() {
    for refusal in [json!({"result": {"applied": false}}), json!({"error": {"code": -32603, "message": "read-only"}})] {
        let folder = Folder::new(&[]);
        let mut client = folder.client("vscode-1.139.1", &["."]);
        let (uri, names) = (folder.uri("one.txt"), folder.uri(NAMES));
        open(&mut client, &[&uri]);
        client.open(&names, "plaintext", "");
        let chosen = choose(&mut client, &uri);
        let request = client.wait_for(|message| message["method"] == "workspace/applyEdit");
        assert_eq!(client.response(chosen), Ok(Value::Null));
        client.answer(&request, refusal);
        let said = client.notification("window/showMessage");
        assert!(said["message"].as_str().unwrap().contains("until the editor is closed"), "{said}");
        client.cleared(&uri);
        assert_eq!(client.settled(&names), [""; 0]);
        client.finish();
    }
}

#[test]
fn without_a_folder_an_answer_holds_for_the_session() {
    let folder = Folder::new(&[]);
    let mut client = folder.client("neovim-0.10.4", &[]);
    let single = folder.uri("single.txt");
    open(&mut client, &["untitled:one", "untitled:two", &single]);
    let chosen = choose(&mut client, "untitled:one");
    let said = client.notification("window/showMessage");
    assert!(said["message"].as_str().unwrap().contains("open the folder of your texts"), "{said}");
    assert_eq!(client.response(chosen), Ok(Value::Null));
    for uri in ["untitled:one", "untitled:two", &single] {
        client.cleared(uri);
    }
    client.open("untitled:three", "plaintext", TEXT);
    assert_eq!(client.settled("untitled:three"), [""; 0]);
    assert_eq!(std::fs::read_dir(folder.path(".")).unwrap().count(), 0, "nothing is written beside a single file");
    client.finish();
}

#[test]
fn a_list_that_cannot_be_written_is_left_alone_and_the_answer_holds() {
    let folder = Folder::new(&[]);
    std::fs::write(folder.path(NAMES), b"prefer: \xFF\n").unwrap();
    let mut client = folder.client("neovim-0.12.4", &["."]);
    let uri = folder.uri("one.txt");
    open(&mut client, &[&uri]);
    let slip = client.diagnostics(&folder.uri(NAMES));
    assert_eq!(shown(&slip), ["0:0-0:0 project-file"]);
    let chosen = choose(&mut client, &uri);
    let said = client.notification("window/showMessage");
    assert!(said["message"].as_str().unwrap().contains("not UTF-8"), "{said}");
    assert_eq!(client.response(chosen), Ok(Value::Null));
    client.cleared(&uri);
    assert_eq!(std::fs::read(folder.path(NAMES)).unwrap(), b"prefer: \xFF\n");
    client.finish();
}

#[test]
fn a_folder_that_joins_the_workspace_is_where_answers_go() {
    let folder = Folder::new(&[("one/a", ""), ("two/a", "")]);
    let mut client = folder.client("vscode-1.139.1", &["one"]);
    let uri = folder.uri("two/one.txt");
    let two = json!({"uri": folder.uri("two"), "name": "two"});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [two], "removed": []}}));
    open(&mut client, &[&uri]);
    let chosen = choose(&mut client, &uri);
    assert_eq!(client.response(chosen), Ok(Value::Null));
    assert_eq!(folder.read("two/postedit-names.txt").as_deref(), Some(ANSWER));
    client.cleared(&uri);
    client.finish();
}

#[test]
fn a_command_that_says_nothing_is_refused() {
    let mut client = Client::new();
    for params in [
        json!({"command": "postedit.other"}),
        json!({"command": "postedit.remember"}),
        json!({"command": "postedit.remember", "arguments": [{"uri": "untitled:a", "entry": "perfer: A"}]}),
        json!({"command": "postedit.remember", "arguments": [{"uri": "untitled:a", "entry": "# A"}]}),
    ] {
        let id = client.request("workspace/executeCommand", params);
        assert_eq!(client.response(id), Err(-32602));
    }
    client.finish();
}
