//! Who views names hears of files that are not open when settings or answers make other names of what stands in them.

use serde_json::{Value, json};

use super::client::Client;
use super::project::Folder;

const CLIENTS: [&str; 2] = ["vscode-1.139.1", "emacs-30.1-eglot"];
const A: &str = "In the end Maro Tesk spoke. Later Maro Tesk left.\n";

/// A client with `a.txt` open that was told all names.
fn viewer(folder: &Folder, client: &str) -> Client {
    let mut client = folder.client(client, &[""]);
    let a = folder.uri("a.txt");
    client.open(&a, "plaintext", A);
    client.settled(&a);
    names(&mut client);
    client
}

/// All names as `Maro Tesk 2 consistent`.
fn names(client: &mut Client) -> Vec<String> {
    let id = client.request("postedit/names", json!({}));
    let name = |name: &Value| {
        format!("{} {} {}", name["name"].as_str().unwrap(), name["count"], name["state"].as_str().unwrap())
    };
    client.response(id).unwrap()["names"].as_array().unwrap().iter().map(name).collect()
}

/// Of which files the client hears next, without their folder.
fn told(client: &mut Client, folder: &Folder) -> Vec<String> {
    let changed = client.notification("postedit/namesChanged");
    let file = |uri: &Value| uri.as_str().unwrap().strip_prefix(&folder.uri("")).unwrap().to_owned();
    changed["uris"].as_array().unwrap().iter().map(file).collect()
}

fn write(client: &mut Client, folder: &Folder, name: &str, text: &str) {
    folder.write(name, text);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": folder.uri(name), "type": 2}]}));
}

#[test]
fn settings_and_answers_of_a_project_make_other_names() {
    for client in CLIENTS {
        let folder = Folder::new(&[
            ("postedit.toml", ""),
            ("a.txt", A),
            ("b.txt", "Then came Maro Tesk.\n"),
            ("part/c.txt", "Then came Maro-Tesk.\n"),
            ("part/d.txt", "Then came Edda Vance.\n"),
            ("terms.csv", "source,target\nx,Maro-Tesk\n"),
        ]);
        let mut client = viewer(&folder, client);
        let before = ["Edda Vance 1 consistent", "Maro Tesk 4 varies"];
        assert_eq!(names(&mut client), before);
        write(&mut client, &folder, "postedit-names.txt", "allow: Maro Tesk | Maro-Tesk\n");
        assert_eq!(told(&mut client, &folder), ["part/c.txt"]);
        assert_eq!(names(&mut client), ["Edda Vance 1 consistent", "Maro Tesk 3 consistent", "Maro-Tesk 1 consistent"]);
        write(&mut client, &folder, "postedit-names.txt", "");
        assert_eq!(told(&mut client, &folder), ["part/c.txt"]);
        let set = |client: &mut Client, options: &str| {
            write(client, &folder, "postedit.toml", options);
            (told(client, &folder), names(client))
        };
        let excluded = set(&mut client, "exclude = [\"part/d.txt\"]\n");
        assert_eq!(excluded, (vec!["part/d.txt".to_owned()], vec!["Maro Tesk 4 varies".to_owned()]));
        assert_eq!(set(&mut client, "").1, before);
        let (files, all) = set(&mut client, "glossaries = [\"terms.csv\"]\n");
        assert_eq!((files, &*all[1]), (vec!["b.txt".to_owned(), "part/c.txt".to_owned()], "Maro-Tesk 4 varies"));
        assert_eq!(set(&mut client, "").1, before);
        // It is compared with none in English.
        let german = "[[overrides]]\npaths = [\"part/c.txt\"]\nlanguage = \"de\"\n";
        assert_eq!(set(&mut client, german).0, ["part/c.txt"]);
        assert_eq!(set(&mut client, "").1, before);
        // Nothing in their folder is open.
        let narrow =
            (vec!["part/c.txt".to_owned(), "part/d.txt".to_owned()], vec!["Maro Tesk 3 consistent".to_owned()]);
        assert_eq!(set(&mut client, "scope = \"folder\"\n"), narrow);
        assert_eq!(set(&mut client, "").1, before);
        // Nothing is said of settings that change no name.
        write(&mut client, &folder, "postedit.toml", "[rules]\nrepeated-word = \"hint\"\n");
        assert_eq!(set(&mut client, "scope = \"document\"\n").0, ["b.txt", "part/c.txt", "part/d.txt"]);
        client.settled(&folder.uri("a.txt"));
        client.finish();
    }
}

#[test]
fn settings_of_a_client_make_other_names() {
    let folder =
        Folder::new(&[("a.txt", A), ("b.txt", "Then came Edda Vance.\n"), ("c.txt", "Then came Selma Orr.\n")]);
    for client in CLIENTS {
        for options in [None, Some("")] {
            options.into_iter().for_each(|options| folder.write("postedit.toml", options));
            let mut client = viewer(&folder, client);
            for (exclude, mut expected) in [("b.txt", vec!["b.txt"]), ("c.txt", vec!["b.txt", "c.txt"])] {
                let settings = json!({"settings": {"postedit": {"exclude": [exclude]}}});
                client.notify("workspace/didChangeConfiguration", settings);
                // What is read on its own comes when it is read.
                while !expected.is_empty() {
                    let told = told(&mut client, &folder);
                    let before = expected.len();
                    expected.retain(|file| !told.iter().any(|told| told == file));
                    assert_eq!(expected.len() + told.len(), before, "{told:?}");
                }
            }
            client.finish();
        }
        std::fs::remove_file(folder.path("postedit.toml")).unwrap();
    }
}

#[test]
fn a_folder_that_becomes_a_project_or_is_left_has_other_names() {
    let folder = Folder::new(&[("a.txt", A), ("b.txt", "Then came Edda Vance.\n")]);
    let mut client = viewer(&folder, "vscode-1.139.1");
    write(&mut client, &folder, "postedit.toml", "");
    assert_eq!(told(&mut client, &folder), ["b.txt"]);
    names(&mut client);
    std::fs::remove_file(folder.path("postedit.toml")).unwrap();
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [{"uri": folder.uri("postedit.toml"), "type": 3}]}),
    );
    assert_eq!(told(&mut client, &folder), ["b.txt"]);
    assert_eq!(names(&mut client), ["Edda Vance 1 consistent", "Maro Tesk 2 consistent"]);
    let removed = json!([{"uri": folder.uri(""), "name": ""}]);
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": removed}}));
    assert_eq!(told(&mut client, &folder), ["b.txt"]);
    client.finish();
}
