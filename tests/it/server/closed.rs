//! What is found in files of a project that are not open.

use serde_json::{Value, json};

use super::client::{Client, shown};
use super::project::Folder;

const COMMAS: &str = "Bread,, salt.\n";
const ONE: &str = "Tao Leshan came. Then Tao Leshan sat down.\n";
const OTHER: &str = "At noon Tao Le Shan left.\n";

/// All reports by the names of their files: what is shown, or that nothing has changed.
fn reports(folder: &Folder, items: &Value) -> Vec<(String, Vec<String>)> {
    let report = |report: &Value| {
        let name =
            report["uri"].as_str().unwrap().strip_prefix(&folder.uri("")).expect("it is in the folder").to_owned();
        let found = match report["kind"].as_str() {
            Some("full") => shown(&json!({"diagnostics": report["items"]})),
            kind => vec![kind.unwrap().to_owned()],
        };
        (name, found)
    };
    let mut reports: Vec<_> = items.as_array().unwrap().iter().map(report).collect();
    reports.sort();
    reports
}

fn ask(client: &mut Client, previous: Value) -> Value {
    let id = client.request("workspace/diagnostic", json!({"previousResultIds": previous}));
    client.response(id).unwrap()["items"].take()
}

fn ids(items: &Value) -> Value {
    let of = |report: &Value| json!({"uri": report["uri"], "value": report["resultId"]});
    items.as_array().unwrap().iter().map(of).collect()
}

fn report(name: &str, found: &[&str]) -> (String, Vec<String>) {
    (name.to_owned(), found.iter().map(|found| (*found).to_owned()).collect())
}

#[test]
fn a_client_that_asks_is_told_of_all_files_of_its_projects_also_if_none_is_open() {
    let folder = Folder::new(&[
        ("postedit.toml", "exclude = [\"drafts/*\"]\n"),
        ("a.txt", ONE),
        ("part/b.txt", OTHER),
        ("c.txt", COMMAS),
        ("d.txt", "All is well.\n"),
        ("drafts/e.txt", COMMAS),
        ("f.log", COMMAS),
    ]);
    let mut client = folder.pulling("vscode-1.139.1");
    let items = ask(&mut client, json!([]));
    let found =
        [report("c.txt", &["0:5-0:7 doubled-punctuation"]), report("part/b.txt", &["0:8-0:19 inconsistent-name"])];
    assert_eq!(reports(&folder, &items), found);
    let related = &items.as_array().unwrap().iter().find(|r| r["uri"] == folder.uri("part/b.txt")).unwrap()["items"][0];
    assert_eq!(related["relatedInformation"][0]["location"]["uri"], folder.uri("a.txt"));

    let again = ask(&mut client, ids(&items));
    assert_eq!(reports(&folder, &again), [report("c.txt", &["unchanged"]), report("part/b.txt", &["unchanged"])]);

    folder.write("c.txt", "Bread, salt.\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": folder.uri("c.txt"), "type": 2}]}));
    let mended = ask(&mut client, ids(&again));
    assert_eq!(reports(&folder, &mended), [report("c.txt", &[]), report("part/b.txt", &["unchanged"])]);
    client.finish();
}

#[test]
fn a_file_that_is_open_counts_as_it_stands_in_the_editor_and_closed_as_on_disk() {
    let folder = Folder::new(&[("postedit.toml", ""), ("c.txt", COMMAS)]);
    let mut client = folder.pulling("vscode-1.139.1");
    let c = folder.uri("c.txt");
    client.open(&c, "plaintext", "Salt .\n");
    client.pull(&c, json!(null)).unwrap();
    let items = ask(&mut client, json!([]));
    assert_eq!(reports(&folder, &items), [report("c.txt", &["0:4-0:6 space-before-punctuation"])]);
    assert_eq!(items[0]["version"], 1);
    client.close(&c);
    let mut items = ask(&mut client, ids(&items));
    while reports(&folder, &items) != [report("c.txt", &["0:5-0:7 doubled-punctuation"])] {
        items = ask(&mut client, json!([]));
    }
    assert_eq!(items[0]["version"], Value::Null);
    client.finish();
}

/// The reports that came in parts so far.
fn in_parts(client: &mut Client, token: &str) -> Vec<Value> {
    let mut items = Vec::new();
    while let Some(mut part) = client.pending("$/progress") {
        assert_eq!(part["token"], token);
        items.append(part["value"]["items"].as_array_mut().expect("a part is a list"));
    }
    items
}

fn ask_in_parts(client: &mut Client, token: &str, previous: Value) -> i64 {
    client.request("workspace/diagnostic", json!({"previousResultIds": previous, "partialResultToken": token}))
}

#[test]
fn an_answer_comes_in_parts_while_it_is_worked_out() {
    let folder = Folder::new(&[("postedit.toml", ""), ("fine.txt", "All is well.\n")]);
    (0..70).for_each(|n| folder.write(&format!("{n:02}.txt"), COMMAS));
    let mut client = folder.pulling("vscode-1.139.1");
    client.open(&folder.uri("fine.txt"), "plaintext", "Salt .\n");
    let id = ask_in_parts(&mut client, "t", json!([]));
    assert_eq!(client.response(id), Ok(json!({"items": []})), "all of it was said before");
    let items = in_parts(&mut client, "t");
    // What is open comes last, for who shows it asks for it by itself.
    assert_eq!(items[70]["uri"], folder.uri("fine.txt"));
    let found = reports(&folder, &json!(items));
    assert_eq!((found.len(), &found[0]), (71, &report("00.txt", &["0:5-0:7 doubled-punctuation"])));
    assert_eq!(found[70], report("fine.txt", &["0:4-0:6 space-before-punctuation"]));

    // Asked again, it is told what has changed, and of the rest that it has not.
    folder.write("00.txt", "Bread, salt.\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": folder.uri("00.txt"), "type": 2}]}));
    let id = ask_in_parts(&mut client, "u", ids(&json!(items)));
    assert_eq!(client.response(id), Ok(json!({"items": []})));
    let mut last = std::collections::BTreeMap::new();
    for (name, found) in in_parts(&mut client, "u").into_iter().map(|item| reports(&folder, &json!([item])).remove(0)) {
        last.insert(name, found);
    }
    assert_eq!((last.len(), &last["00.txt"], &last["01.txt"]), (71, &vec![], &vec!["unchanged".to_owned()]));
    client.finish();
}

#[test]
fn parts_come_before_all_is_known() {
    let folder = Folder::new(&[("postedit.toml", "")]);
    (0..90).for_each(|n| folder.write(&format!("{n:02}.txt"), COMMAS));
    let mut client = folder.pulling("vscode-1.139.1");
    let id = ask_in_parts(&mut client, "t", json!([]));
    let first = client.wait_for(|message| message["params"]["token"] == "t");
    assert!(first["params"]["value"]["items"].as_array().unwrap().len() <= 50);
    client.response(id).unwrap();
    assert_eq!(1 + in_parts(&mut client, "t").len(), 90);
    client.finish();
}

#[test]
fn who_takes_all_in_parts_asks_again_for_what_is_open() {
    let folder = Folder::new(&[("postedit.toml", ""), ("one.txt", ONE)]);
    (0..90).for_each(|n| folder.write(&format!("{n:02}.txt"), COMMAS));
    let mut client = folder.pulling("vscode-1.139.1");
    let uri = folder.uri("other.txt");
    client.open(&uri, "plaintext", OTHER);
    // It shows an open document by what it asks of it alone.
    let alone = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
    let all = ask_in_parts(&mut client, "t", json!([]));
    let mut found = shown(&json!({"diagnostics": client.response(alone).unwrap()["items"]}));
    client.response(all).unwrap();
    in_parts(&mut client, "t");
    if found.is_empty() {
        client.await_refreshes(1);
        found = shown(&client.diagnostics(&uri));
    }
    assert_eq!(found, ["0:8-0:19 inconsistent-name"]);
    client.finish();
}

#[test]
fn who_cancels_is_told_no_more() {
    let folder = Folder::new(&[("postedit.toml", "")]);
    (0..90).for_each(|n| folder.write(&format!("{n:02}.txt"), COMMAS));
    let mut client = folder.pulling("vscode-1.139.1");
    let id = ask_in_parts(&mut client, "t", json!([]));
    client.notify("$/cancelRequest", json!({"id": id}));
    assert_eq!(client.response(id), Err(-32800));
    // What was asked of the workspace is done before this is answered.
    assert_eq!(ask(&mut client, json!([])).as_array().map(Vec::len), Some(90));
    assert!(in_parts(&mut client, "t").len() < 90);
    client.finish();
}

#[test]
fn a_client_that_does_not_ask_is_sent_them_at_its_users_command() {
    let folder = Folder::new(&[("postedit.toml", ""), ("a.txt", ONE), ("b.txt", OTHER), ("c.txt", COMMAS)]);
    let mut client = folder.client("neovim-0.12.4", &[""]);
    let (b, c) = (folder.uri("b.txt"), folder.uri("c.txt"));
    let id = client.request("workspace/executeCommand", json!({"command": "postedit.checkProjects"}));
    assert_eq!(client.response(id), Ok(Value::Null));
    assert_eq!(shown(&client.diagnostics(&b)), ["0:8-0:19 inconsistent-name"]);
    assert_eq!(shown(&client.diagnostics(&c)), ["0:5-0:7 doubled-punctuation"]);
    // From now on.
    folder.write("c.txt", "Bread, salt.\n");
    client.open(&folder.uri("a.txt"), "text", ONE);
    assert_eq!(shown(&client.diagnostics(&c)), [""; 0]);
    client.settled(&folder.uri("a.txt"));
    client.finish();
}

#[test]
fn where_there_is_no_project_any_more_nothing_is_said_of_its_files() {
    let folder = Folder::new(&[("postedit.toml", ""), ("c.txt", COMMAS)]);
    let mut client = folder.pulling("vscode-1.139.1");
    let items = ask(&mut client, json!([]));
    assert_eq!(reports(&folder, &items), [report("c.txt", &["0:5-0:7 doubled-punctuation"])]);
    std::fs::remove_file(folder.path("postedit.toml")).unwrap();
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [{"uri": folder.uri("postedit.toml"), "type": 3}]}),
    );
    let gone = ask(&mut client, ids(&items));
    assert_eq!(reports(&folder, &gone), [report("c.txt", &[])]);
    client.finish();
}
