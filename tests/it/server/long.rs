//! Projects with more text than is ever compared.

use serde_json::{Value, json};

use super::client::{Client, shown};
use super::project::Folder;

const COMMAS: &str = "Bread,, salt.\n";
const ONE: &str = "Tao Leshan came. Then Tao Leshan sat down.\n";
const OTHER: &str = "At noon Tao Le Shan left.\n";
const FLAG: &str = "0:8-0:19 inconsistent-name";

/// Files that are as long as a file may be, and together nearly as long as is compared.
const LONG: [&str; 6] = ["part/0.txt", "part/1.txt", "part/2.txt", "part/3.txt", "part/4.txt", "part/5.txt"];

/// A project with such files.
fn long(options: &str) -> Folder {
    let folder = Folder::new(&[("postedit.toml", options), ("a.txt", ONE), ("b.txt", OTHER), ("c.txt", COMMAS)]);
    std::fs::create_dir_all(folder.path("part")).unwrap();
    for name in LONG {
        std::fs::File::create(folder.path(name)).unwrap().set_len(20_000_000).unwrap();
    }
    folder
}

fn changed(client: &mut Client, uri: &str) {
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 2}]}));
}

#[test]
fn each_document_stands_alone_and_the_user_is_told_once() {
    let folder = long("");
    let mut client = folder.client("vscode-1.139.1", &[""]);
    let b = folder.uri("b.txt");
    client.open(&b, "plaintext", OTHER);
    assert_eq!(client.settled(&b), [""; 0]);
    let said = client.notification("window/showMessage");
    let message = said["message"].as_str().unwrap();
    assert!(message.contains("come to more than 120 MB") && message.contains("\"exclude\""), "{message}");

    // Its own names are compared with each other, as in a text of no project.
    client.change(&b, 2, json!([{"text": format!("{ONE}\n{OTHER}")}]));
    assert_eq!(client.settled(&b), ["2:8-2:19 inconsistent-name"]);
    client.change(&b, 3, json!([{"text": OTHER}]));
    changed(&mut client, &folder.uri("a.txt"));
    assert_eq!(client.settled(&b), [""; 0]);

    std::fs::remove_file(folder.path(LONG[0])).unwrap();
    changed(&mut client, &folder.uri(LONG[0]));
    assert_eq!(shown(&client.diagnostics(&b)), [FLAG]);
    client.finish();
}

#[test]
fn what_is_too_long_is_one_folder_where_folders_are_compared() {
    let folder = long("scope = \"folder\"\n");
    folder.write("part/a.txt", ONE);
    let mut client = folder.client("neovim-0.12.4", &[""]);
    let (near, b) = (folder.uri("part/b.txt"), folder.uri("b.txt"));
    folder.write("part/b.txt", OTHER);
    client.open(&b, "text", OTHER);
    assert_eq!(client.settled(&b), [FLAG]);
    client.open(&near, "text", OTHER);
    assert_eq!(client.settled(&near), [""; 0]);
    let said = client.notification("window/showMessage");
    assert!(said["message"].as_str().unwrap().contains("part come to more than 120 MB"), "{said}");
    client.finish();
}

#[test]
fn files_that_are_not_open_are_checked_one_by_one_and_again_when_they_change() {
    let folder = long("");
    folder.write("d.txt", &format!("{ONE}{OTHER}"));
    let mut client = folder.client("neovim-0.12.4", &[""]);
    // Nothing is known yet of what is not open.
    let a = folder.uri("a.txt");
    client.open(&a, "text", ONE);
    assert_eq!(client.settled(&a), [""; 0]);

    let id = client.request("workspace/executeCommand", json!({"command": "postedit.checkProjects"}));
    assert_eq!(client.response(id), Ok(Value::Null));
    let (c, d) = (folder.uri("c.txt"), folder.uri("d.txt"));
    assert_eq!(shown(&client.diagnostics(&c)), ["0:5-0:7 doubled-punctuation"]);
    assert_eq!(shown(&client.diagnostics(&d)), ["1:8-1:19 inconsistent-name"]);

    folder.write("c.txt", "Bread, salt.\n");
    changed(&mut client, &c);
    assert_eq!(shown(&client.diagnostics(&c)), [""; 0]);
    folder.write("postedit-names.txt", "different: Tao Leshan | Tao Le Shan\n");
    changed(&mut client, &folder.uri("postedit-names.txt"));
    assert_eq!(shown(&client.diagnostics(&d)), [""; 0]);

    // With less text they are compared with each other.
    std::fs::remove_file(folder.path("postedit-names.txt")).unwrap();
    changed(&mut client, &folder.uri("postedit-names.txt"));
    assert_eq!(shown(&client.diagnostics(&d)), ["1:8-1:19 inconsistent-name"]);
    std::fs::remove_file(folder.path(LONG[0])).unwrap();
    changed(&mut client, &folder.uri(LONG[0]));
    assert_eq!(shown(&client.diagnostics(&folder.uri("b.txt"))), [FLAG]);
    let counted = client.diagnostics(&d)["diagnostics"][0]["message"].clone();
    assert_eq!(counted, "\"Tao Le Shan\" here, \"Tao Leshan\" 4 times elsewhere: probably one name.");
    client.notification("window/showMessage");
    client.finish();
}
