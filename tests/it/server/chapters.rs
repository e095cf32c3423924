//! What an editor asks about names of a project, over its files that are not open.

use serde_json::{Value, json};

use super::client::{Client, place};
use super::project::Folder;

const ONE: &str = "Tao Leshan came. Then Tao Leshan sat down with Ilse Brandt.\n";
const TWO: &str = "Ilse Brandt slept.\n";
const THREE: &str = "At noon Tao Le Shan left.\n";

fn project() -> Folder {
    Folder::new(&[("postedit.toml", ""), ("01.txt", ONE), ("02.txt", TWO), ("03.txt", THREE), ("loose.log", ONE)])
}

/// A client with the third chapter open and settled.
fn client(folder: &Folder, name: &str) -> (Client, String) {
    let mut client = folder.client(name, &[""]);
    let uri = folder.uri("03.txt");
    client.open(&uri, "plaintext", THREE);
    assert_eq!(client.settled(&uri), ["0:8-0:19 inconsistent-name"]);
    (client, uri)
}

fn file(uri: &Value) -> &str {
    uri.as_str().unwrap().rsplit('/').next().unwrap()
}

#[test]
fn references_lead_through_all_chapters_in_all_spellings() {
    let folder = project();
    let (mut client, uri) = client(&folder, "neovim-0.12.4");
    let found = client.at("textDocument/references", &uri, [0, 10]);
    let found: Vec<String> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|location| format!("{} {}", file(&location["uri"]), place(&location["range"])))
        .collect();
    assert_eq!(found, ["03.txt 0:8-0:19", "01.txt 0:0-0:10", "01.txt 0:22-0:32"]);
    let marked = client.at("textDocument/documentHighlight", &uri, [0, 10]);
    assert_eq!(marked.as_array().unwrap().len(), 1);
    client.finish();
}

#[test]
fn a_card_counts_over_all_chapters_and_says_where_a_name_comes_first() {
    let folder = project();
    let (mut client, uri) = client(&folder, "neovim-0.12.4");
    let card = client.at("textDocument/hover", &uri, [0, 10])["contents"]["value"].as_str().unwrap().to_owned();
    assert!(card.contains("3 times in 2 files"), "{card}");
    assert!(card.contains("Tao Leshan: twice, preferred"), "{card}");
    client.finish();
}

#[test]
fn a_rename_reaches_all_chapters() {
    let folder = project();
    for name in ["vscode-1.139.1", "helix-25.07.1", "neovim-0.12.4"] {
        let (mut client, uri) = client(&folder, name);
        let position = json!({"line": 0, "character": 10});
        let params = json!({"textDocument": {"uri": uri}, "position": position, "newName": "Tao Lushan"});
        let id = client.request("textDocument/rename", params);
        let edit = client.response(id).unwrap();
        if name == "neovim-0.12.4" {
            let changes = edit["changes"].as_object().expect("plain edits");
            let count = |name: &str| changes[&folder.uri(name)].as_array().map(Vec::len);
            assert_eq!((changes.len(), count("01.txt"), count("03.txt")), (2, Some(2), Some(1)));
        } else {
            let changes = edit["documentChanges"].as_array().expect("edits of versions");
            let versions: Vec<(&str, &Value)> =
                changes.iter().map(|c| (file(&c["textDocument"]["uri"]), &c["textDocument"]["version"])).collect();
            assert_eq!(versions, [("03.txt", &json!(1)), ("01.txt", &Value::Null)]);
        }
        client.finish();
    }
}

#[test]
fn the_names_of_the_workspace_are_those_of_all_chapters() {
    let folder = project();
    let (mut client, _) = client(&folder, "vscode-1.139.1");
    let id = client.request("workspace/symbol", json!({"query": "ilse"}));
    let symbols = client.response(id).unwrap();
    assert_eq!((symbols.as_array().unwrap().len(), file(&symbols[0]["location"]["uri"])), (1, "01.txt"));
    let id = client.request("postedit/names", json!({}));
    let names = client.response(id).unwrap();
    let name = |name: &Value| (name["name"].as_str().unwrap().to_owned(), name["count"].as_u64().unwrap());
    let listed: Vec<(String, u64)> = names["names"].as_array().unwrap().iter().map(name).collect();
    assert_eq!(listed, [("Ilse Brandt".to_owned(), 2), ("Tao Leshan".to_owned(), 3)]);
    assert_eq!(names["names"][1]["state"], "varies");
    client.finish();
}

#[test]
fn names_of_all_chapters_are_offered_for_completion() {
    let folder = project();
    let (mut client, uri) = client(&folder, "vscode-1.139.1");
    client.change(&uri, 2, json!([super::client::edit([1, 0, 1, 0], "Il")]));
    let list = client.at("textDocument/completion", &uri, [1, 2]);
    let labels: Vec<&str> =
        list["items"].as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["Ilse Brandt"]);
    client.finish();
}
