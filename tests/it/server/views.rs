//! Views of names: the names themselves, the notification that they have changed, and counts in the text.

use serde_json::{Value, json};

use super::client::{Client, URI, edit, introduction, place, range, without_pull};
use super::project::Folder;

const TEXT: &str = "In the end Maro Tesk spoke. Later Maro Tesk left with Ilse Brandt.\n\nThen Maro Tesk came, and Maro-Tesk laughed. The plan of Shen Yuanming was read out. In the end Shen Yuanping, the director, agreed.\n";

/// The names of an answer as `Maro Tesk 4 varies`.
fn shown(answer: &Value) -> Vec<String> {
    let line = |name: &Value| {
        format!("{} {} {}", name["name"].as_str().unwrap(), name["count"], name["state"].as_str().unwrap())
    };
    answer["names"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn names_come_with_their_forms_counts_places_and_state() {
    let mut client = Client::new();
    client.open(URI, "plaintext", TEXT);
    client.diagnostics(URI);
    let answer = client.about("postedit/names", URI);
    assert_eq!(
        shown(&answer),
        ["Ilse Brandt 1 consistent", "Maro Tesk 4 varies", "Shen Yuanming 1 doubtful", "Shen Yuanping 1 doubtful"]
    );
    let maro = &answer["names"][1];
    let forms: Vec<(&Value, &Value, &Value)> =
        maro["forms"].as_array().unwrap().iter().map(|form| (&form["form"], &form["kind"], &form["count"])).collect();
    assert_eq!(
        forms,
        [(&json!("Maro Tesk"), &json!(""), &json!(3)), (&json!("Maro-Tesk"), &json!("hyphen"), &json!(1)),]
    );
    assert_eq!(maro["forms"][1]["places"], json!([{"uri": URI, "range": range([2, 25, 2, 34])}]));
    assert_eq!(maro["perhaps"], json!([]));
    assert_eq!(answer["names"][2]["perhaps"], json!(["Shen Yuanping"]));
    client.finish();
}

#[test]
fn the_names_of_all_open_documents_come_together() {
    let mut client = Client::new();
    client.open("untitled:one", "plaintext", "In the end Maro Tesk spoke.\n");
    client.open("untitled:two", "plaintext", "In the end Ilse Brandt met Maro Tesk.\n");
    client.diagnostics("untitled:one");
    client.diagnostics("untitled:two");
    let id = client.request("postedit/names", json!({}));
    let answer = client.response(id).unwrap();
    assert_eq!(shown(&answer), ["Ilse Brandt 1 consistent", "Maro Tesk 2 consistent"]);
    let command = |arguments: Value| json!({"command": "postedit.names", "arguments": arguments});
    let id = client.request("workspace/executeCommand", command(json!([])));
    assert_eq!(client.response(id), Ok(answer));
    let id = client.request("workspace/executeCommand", command(json!([{"uri": "untitled:one"}])));
    assert_eq!(shown(&client.response(id).unwrap()), ["Maro Tesk 1 consistent"]);
    client.finish();
}

#[test]
fn who_has_asked_is_told_of_changes_and_nobody_else() {
    let mut client = Client::new();
    client.open(URI, "plaintext", TEXT);
    client.change(URI, 2, json!([edit([0, 0, 0, 0], "At last. ")]));
    client.settled(URI);
    client.about("postedit/names", URI);
    // Words that are no names change none; the next edit does.
    client.change(URI, 3, json!([edit([0, 0, 0, 0], "Well. ")]));
    client.change(URI, 4, json!([edit([3, 0, 3, 0], "Then came Joachim Ferro.\n")]));
    assert_eq!(client.notification("postedit/namesChanged"), json!({"uris": [URI]}));
    assert!(shown(&client.about("postedit/names", URI)).contains(&"Joachim Ferro 1 consistent".to_owned()));
    client.open("untitled:two", "plaintext", "In the end Ilse Brandt left.\n");
    assert_eq!(client.notification("postedit/namesChanged"), json!({"uris": ["untitled:two"]}));
    client.diagnostics("untitled:two");
    client.close("untitled:two");
    assert_eq!(client.notification("postedit/namesChanged"), json!({"uris": ["untitled:two"]}));
    client.settled(URI);
    client.finish();
}

#[test]
fn who_has_asked_is_told_of_files_that_are_not_open() {
    let text = |name: &str| format!("In the end {name} spoke.\n");
    let folder = Folder::new(&[("postedit.toml", ""), ("a.txt", &text("Maro Tesk")), ("b.txt", &text("Edda Vance"))]);
    for client in ["vscode-1.139.1", "emacs-30.1-eglot"] {
        folder.write("c.txt", &text("Selma Orr"));
        let mut client = folder.client(client, &[""]);
        let a = folder.uri("a.txt");
        client.open(&a, "plaintext", &text("Maro Tesk"));
        client.settled(&a);
        let changed = |client: &mut Client, name: &str, kind: i32| {
            let changes = json!([{"uri": folder.uri(name), "type": kind}]);
            client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
        };
        // Nobody has asked yet.
        folder.write("b.txt", &text("Edda Brandt"));
        changed(&mut client, "b.txt", 2);
        let all = |client: &mut Client| {
            let id = client.request("postedit/names", json!({}));
            shown(&client.response(id).unwrap())
        };
        let names = ["Edda Brandt 1 consistent", "Maro Tesk 1 consistent", "Selma Orr 1 consistent"];
        assert_eq!(all(&mut client), names);
        // Words that are no names change none.
        folder.write("b.txt", &text("and at last Edda Brandt"));
        changed(&mut client, "b.txt", 2);
        assert_eq!(all(&mut client), names);
        folder.write("b.txt", &text("Edda Vance"));
        changed(&mut client, "b.txt", 2);
        assert_eq!(client.notification("postedit/namesChanged"), json!({"uris": [folder.uri("b.txt")]}));
        std::fs::rename(folder.path("c.txt"), folder.path("d.txt")).unwrap();
        client.notify(
            "workspace/didRenameFiles",
            json!({"files": [{"oldUri": folder.uri("c.txt"), "newUri": folder.uri("d.txt")}]}),
        );
        let both = json!({"uris": [folder.uri("c.txt"), folder.uri("d.txt")]});
        assert_eq!(client.notification("postedit/namesChanged"), both);
        std::fs::remove_file(folder.path("d.txt")).unwrap();
        client.notify("workspace/didDeleteFiles", json!({"files": [{"uri": folder.uri("d.txt")}]}));
        assert_eq!(client.notification("postedit/namesChanged"), json!({"uris": [folder.uri("d.txt")]}));
        assert_eq!(all(&mut client), ["Edda Vance 1 consistent", "Maro Tesk 1 consistent"]);
        std::fs::remove_file(folder.path("postedit.toml")).unwrap();
        changed(&mut client, "postedit.toml", 3);
        assert_eq!(client.notification("postedit/namesChanged"), json!({"uris": [folder.uri("b.txt")]}));
        // It is a text of the workspace still, and stands for itself.
        assert_eq!(all(&mut client), ["Edda Vance 1 consistent", "Maro Tesk 1 consistent"]);
        folder.write("postedit.toml", "");
        client.finish();
    }
}

#[test]
fn counts_stand_above_first_mentions_where_they_are_wanted() {
    let mut client = Client::introduced(without_pull(introduction("vscode-1.139.1")));
    client.open(URI, "plaintext", TEXT);
    client.diagnostics(URI);
    assert_eq!(client.about("textDocument/codeLens", URI), json!([]));
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"postedit": {"codeLens": true}}}));
    let refresh = client.wait_for(|message| message["method"] == "workspace/codeLens/refresh");
    client.answer(&refresh, json!({"result": null}));
    let lenses = client.about("textDocument/codeLens", URI);
    let shown: Vec<String> = lenses
        .as_array()
        .unwrap()
        .iter()
        .map(|lens| format!("{} {}", place(&lens["range"]), lens["command"]["title"].as_str().unwrap()))
        .collect();
    assert_eq!(
        shown,
        [
            "0:11-0:20 Maro Tesk: 4 times, 2 spellings",
            "2:56-2:69 Shen Yuanming: once, perhaps not the only spelling",
            "2:95-2:108 Shen Yuanping: once, perhaps not the only spelling",
        ]
    );
    client.finish();
}
