//! Workspace folders that are no projects: the names of their files are known, and nothing else is said of them.

use serde_json::{Value, json};

use super::client::Client;
use super::project::Folder;

const CLIENTS: [&str; 2] = ["vscode-1.139.1", "emacs-30.1-eglot"];

fn text(name: &str) -> String {
    format!("In the end {name} spoke.\n")
}

/// The symbols of the workspace as `a.txt Tao Leshan`.
fn symbols(client: &mut Client, query: &str) -> Vec<String> {
    let id = client.request("workspace/symbol", json!({"query": query}));
    let answer = client.response(id).unwrap();
    let symbol = |symbol: &Value| {
        let file = symbol["location"]["uri"].as_str().unwrap().rsplit('/').next().unwrap();
        format!("{file} {}", symbol["name"].as_str().unwrap())
    };
    let mut all: Vec<String> = answer.as_array().unwrap().iter().map(symbol).collect();
    all.sort();
    all
}

fn completions(client: &mut Client, uri: &str, place: [u32; 2]) -> Vec<String> {
    let answer = client.at("textDocument/completion", uri, place);
    answer["items"].as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn their_names_are_found_though_no_file_is_open() {
    let folder = Folder::new(&[
        ("a.txt", &text("Maro Tesk")),
        ("part/b.md", &text("Maro Vance")),
        ("drafts/c.txt", &text("Maro Orr")),
        ("d.log", &text("Maro Lindt")),
        ("book/postedit.toml", ""),
        ("book/e.txt", &text("Maro Brandt")),
    ]);
    for client in CLIENTS {
        let mut params = folder.introduction(client, &["", "part"]);
        params["initializationOptions"] = json!({"exclude": ["drafts/**"]});
        let mut client = Client::introduced(params);
        assert_eq!(symbols(&mut client, "Maro"), ["a.txt Maro Tesk", "b.md Maro Vance"]);
        client.finish();
    }
}

#[test]
fn each_stands_alone_and_open_ones_count_as_they_stand() {
    let folder =
        Folder::new(&[("a.txt", "Tao Leshan came. Then Tao Leshan sat down.\n"), ("b.txt", &text("Maro Tesk"))]);
    for client in CLIENTS {
        let mut client = folder.client(client, &[""]);
        let b = folder.uri("b.txt");
        client.open(&b, "plaintext", "At noon Tao Le Shan left. Then Ta\n");
        assert_eq!(client.settled(&b), [""; 0], "names are compared with nothing");
        assert_eq!(symbols(&mut client, "Tao"), ["a.txt Tao Leshan", "b.txt Tao Le Shan"]);
        assert_eq!(symbols(&mut client, "Maro"), [""; 0], "that stands on disk only");
        // What was read for the search is known at once.
        assert_eq!(completions(&mut client, &b, [0, 33]), ["Tao Leshan", "Tao Le Shan"]);
        // What reaches as far as a project does not reach here.
        let card = client.at("textDocument/hover", &b, [0, 10]);
        assert!(card["contents"]["value"].as_str().unwrap().contains("once"), "{card}");
        let places = client.request(
            "textDocument/references",
            json!({"textDocument": {"uri": b}, "position": {"line": 0, "character": 10}, "context": {"includeDeclaration": true}}),
        );
        assert_eq!(client.response(places).unwrap().as_array().map(Vec::len), Some(1));
        client.finish();
    }
}

#[test]
fn completion_does_not_wait_for_files_and_views_are_told() {
    let folder = Folder::new(&[("a.txt", &text("Maro Tesk"))]);
    let mut client = folder.client("vscode-1.139.1", &[""]);
    let b = folder.uri("b.txt");
    client.open(&b, "plaintext", "Then Ma\n");
    client.settled(&b);
    while completions(&mut client, &b, [0, 7]) != ["Maro Tesk"] {}
    let id = client.request("postedit/names", json!({}));
    let names = client.response(id).unwrap()["names"].take();
    assert!(names.as_array().unwrap().iter().any(|name| name["name"] == "Maro Tesk"), "{names}");
    folder.write("a.txt", &text("Maro Vance"));
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": folder.uri("a.txt"), "type": 2}]}));
    while client.pending("postedit/namesChanged") != Some(json!({"uris": [folder.uri("a.txt")]})) {
        completions(&mut client, &b, [0, 7]);
    }
    assert_eq!(completions(&mut client, &b, [0, 7]), ["Maro Vance"]);
    client.finish();
}

#[test]
fn of_too_much_text_none_is_read() {
    let folder = Folder::new(&[("a.txt", &text("Maro Tesk"))]);
    let mut client = folder.client("vscode-1.139.1", &[""]);
    assert_eq!(symbols(&mut client, "Maro"), ["a.txt Maro Tesk"]);
    let long = "Rain fell.\n".repeat(1_000_000);
    ["b.txt", "c.txt"].iter().for_each(|name| folder.write(name, &long));
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": folder.uri("b.txt"), "type": 1}]}));
    assert_eq!(symbols(&mut client, "Maro"), [""; 0]);
    client.finish();
}

#[test]
fn reading_many_files_is_shown_and_can_be_stopped() {
    let folder = Folder::new(&[]);
    (0..300).for_each(|n| folder.write(&format!("{n:03}.txt"), &text("Maro Tesk").repeat(200)));
    let mut client = folder.client("vscode-1.139.1", &[""]);
    let id = client.request("workspace/symbol", json!({"query": "Maro"}));
    let begins = client.wait_for(|message| message["method"] == "window/workDoneProgress/create");
    let token = begins["params"]["token"].clone();
    client.answer(&begins, json!({"result": null}));
    client.notify("window/workDoneProgress/cancel", json!({"token": token}));
    // It is answered with what is known.
    assert!(client.response(id).unwrap().is_array());
    let mut last = client.notification("$/progress");
    while last["value"]["kind"] != "end" {
        last = client.notification("$/progress");
    }
    client.finish();
    // A client that cannot be shown it is answered all the same.
    let workspace = json!([{"uri": folder.uri(""), "name": "texts"}]);
    let mut client = Client::introduced(json!({"capabilities": {}, "workspaceFolders": workspace}));
    assert_eq!(symbols(&mut client, "Maro").len(), 200, "as many as are ever given");
    client.finish();
}
