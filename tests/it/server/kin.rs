//! Texts of a folder without a project that are about the same names: their user is asked whether they belong together.

use serde_json::{Value, json};

use super::client::{Client, shown};
use super::project::Folder;

const GIVEN: [&str; 10] = ["Ilse", "Joachim", "Maro", "Edda", "Ruben", "Selma", "Arvid", "Tilda", "Oskar", "Frida"];

/// A chapter in which so many persons appear.
fn chapter(persons: usize, more: &str) -> String {
    let line = |name: &&str| format!("In the evening {name} Brandtfeld came home.\n\n");
    GIVEN.iter().take(persons).map(line).collect::<String>() + more
}

fn folder(persons: usize) -> Folder {
    let folder = Folder::new(&[("b.txt", &chapter(persons, "")), ("c.txt", &chapter(persons, ""))]);
    folder.write("a.txt", &chapter(persons, "Then Tao Leshan came, and Tao Leshan left.\n"));
    folder.write("d.txt", &chapter(persons, "Then Tao Le Shan slept.\n"));
    folder
}

fn asked(client: &mut Client) -> Value {
    client.wait_for(|message| message["method"] == "window/showMessageRequest")
}

#[test]
fn a_yes_makes_a_project_of_the_folder() {
    let folder = folder(10);
    let mut client = folder.client("vscode-1.139.1", &[""]);
    let d = folder.uri("d.txt");
    client.open(&d, "plaintext", &folder.read("d.txt").unwrap());
    let question = asked(&mut client);
    let message = question["params"]["message"].as_str().unwrap();
    assert!(message.contains("Compare names across these 4 files?"), "{message}");
    let titles: Vec<&Value> = question["params"]["actions"].as_array().unwrap().iter().map(|a| &a["title"]).collect();
    assert_eq!(titles, ["Yes", "Not here", "Never"]);
    assert_eq!(client.settled(&d), [""; 0]);
    client.answer(&question, json!({"result": {"title": "Yes"}}));
    assert_eq!(shown(&client.diagnostics(&d)), ["20:5-20:16 inconsistent-name"]);
    assert!(folder.read("postedit.toml").unwrap().contains("scope = \"project\""));
    client.finish();
}

#[test]
fn it_is_asked_once_and_no_answer_changes_nothing() {
    let folder = folder(10);
    let mut client = folder.client("neovim-0.12.4", &[""]);
    let d = folder.uri("d.txt");
    client.open(&d, "text", &folder.read("d.txt").unwrap());
    let question = asked(&mut client);
    client.answer(&question, json!({"result": null}));
    let a = folder.uri("a.txt");
    client.open(&a, "text", &folder.read("a.txt").unwrap());
    assert_eq!((client.settled(&d), client.settled(&a)), (vec![], vec![]));
    assert_eq!(folder.read("postedit.toml"), None);
    // Another question would be left unread.
    client.finish();
}

#[test]
fn texts_that_share_few_names_are_not_asked_about() {
    let folder = folder(8);
    let mut client = folder.client("vscode-1.139.1", &[""]);
    for name in ["a.txt", "d.txt"] {
        let uri = folder.uri(name);
        client.open(&uri, "plaintext", &folder.read(name).unwrap());
        assert_eq!(client.settled(&uri), [""; 0]);
    }
    // What the workspace was asked before is done before this is answered.
    let id = client.request("workspace/symbol", json!({"query": "Tao"}));
    client.response(id).unwrap();
    client.finish();
}
