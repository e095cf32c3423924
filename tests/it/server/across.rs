//! Names compared over the files of a project, open or not.

use serde_json::{Value, json};

use super::client::{Client, edit, place, shown};
use super::project::Folder;

const ONE: &str = "Tao Leshan came. Then Tao Leshan sat down.\n";
const OTHER: &str = "At noon Tao Le Shan left.\n";
const FLAG: &str = "0:8-0:19 inconsistent-name";

fn saved(client: &mut Client, uri: &str) {
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
}

/// The places beside the first finding, each with its file.
fn related(published: &Value) -> Vec<String> {
    let related = published["diagnostics"][0]["relatedInformation"].as_array().expect("other places are shown");
    let line = |r: &Value| {
        let uri = r["location"]["uri"].as_str().unwrap();
        format!("{} {}", uri.rsplit('/').next().unwrap(), place(&r["location"]["range"]))
    };
    related.iter().map(line).collect()
}

#[test]
fn a_name_is_compared_with_files_that_are_not_open() {
    let folder = Folder::new(&[("postedit.toml", ""), ("01.txt", ONE), ("part/12.txt", OTHER)]);
    let mut client = folder.client("vscode-1.139.1", &[""]);
    let uri = folder.uri("part/12.txt");
    client.open(&uri, "plaintext", OTHER);
    let mut published = client.diagnostics(&uri);
    while shown(&published).is_empty() {
        published = client.diagnostics(&uri);
    }
    assert_eq!(shown(&published), [FLAG]);
    let message = published["diagnostics"][0]["message"].as_str().unwrap();
    assert_eq!(message, "\"Tao Le Shan\" here, \"Tao Leshan\" twice in another file: probably one name.");
    assert_eq!(related(&published), ["01.txt 0:0-0:10", "01.txt 0:22-0:32"]);
    client.finish();
}

#[test]
fn the_scope_and_the_project_say_how_far() {
    for (options, found) in [
        ("scope = \"project\"\n", vec![FLAG]),
        ("scope = \"folder\"\n", vec![]),
        ("scope = \"document\"\n", vec![]),
        ("exclude = [\"01.txt\"]\n", vec![]),
        ("rules = { inconsistent-name = \"error\" }\n", vec![FLAG]),
        ("rules = { inconsistent-name = \"off\" }\n", vec![]),
    ] {
        let folder = Folder::new(&[("postedit.toml", options), ("01.txt", ONE), ("part/12.txt", OTHER)]);
        let mut client = folder.client("neovim-0.12.4", &[""]);
        let uri = folder.uri("part/12.txt");
        client.open(&uri, "text", OTHER);
        assert_eq!(client.settled(&uri), found, "{options}");
        client.finish();
    }
}

#[test]
fn a_project_further_down_and_a_folder_of_no_project_are_left_alone() {
    let folder = Folder::new(&[("book/postedit.toml", ""), ("book/a.txt", ONE), ("book/other/postedit.toml", "")]);
    folder.write("loose/a.txt", ONE);
    let mut client = folder.client("vscode-1.139.1", &[""]);
    for name in ["book/other/b.txt", "loose/b.txt"] {
        let uri = folder.uri(name);
        folder.write(name, OTHER);
        client.open(&uri, "plaintext", OTHER);
        assert_eq!(client.settled(&uri), [""; 0], "{name}");
    }
    client.finish();
}

#[test]
fn an_open_buffer_counts_as_it_stands() {
    let folder = Folder::new(&[("postedit.toml", ""), ("a.txt", ONE), ("b.txt", OTHER)]);
    let mut client = folder.client("vscode-1.139.1", &[""]);
    let (a, b) = (folder.uri("a.txt"), folder.uri("b.txt"));
    client.open(&b, "plaintext", OTHER);
    assert_eq!(client.settled(&b), [FLAG]);
    // Unsaved.
    client.open(&a, "plaintext", "Rain fell.\n");
    client.cleared(&b);
    client.change(&a, 2, json!([edit([0, 0, 0, 0], "Tao Leshan rose. Tao Leshan spoke. ")]));
    let published = client.diagnostics(&b);
    assert_eq!(
        (shown(&published), related(&published)),
        (vec![FLAG.to_owned()], vec!["a.txt 0:0-0:10".to_owned(), "a.txt 0:17-0:27".to_owned()])
    );
    client.close_silently(&a);
    // From now on the disk counts.
    assert_eq!(related(&client.diagnostics(&b)), ["a.txt 0:0-0:10", "a.txt 0:22-0:32"]);
    client.finish();
}

#[test]
fn what_changes_on_disk_is_compared_again() {
    let folder = Folder::new(&[("postedit.toml", ""), ("a.txt", "Rain fell.\n"), ("b.txt", OTHER)]);
    let mut client = folder.client("neovim-0.12.4", &[""]);
    let b = folder.uri("b.txt");
    client.open(&b, "text", OTHER);
    assert_eq!(client.settled(&b), [""; 0]);
    folder.write("c.txt", ONE);
    saved(&mut client, &b);
    assert_eq!(shown(&client.diagnostics(&b)), [FLAG]);
    folder.write("c.txt", "Rain fell again.\n");
    saved(&mut client, &b);
    assert_eq!(shown(&client.diagnostics(&b)), [""; 0]);
    folder.write("a.txt", ONE);
    saved(&mut client, &b);
    assert_eq!(shown(&client.diagnostics(&b)), [FLAG]);
    std::fs::remove_file(folder.path("a.txt")).unwrap();
    saved(&mut client, &b);
    assert_eq!(shown(&client.diagnostics(&b)), [""; 0]);
    client.finish();
}

#[test]
fn what_cannot_be_read_is_left_out_and_harms_nothing() {
    let folder = Folder::new(&[("postedit.toml", ""), ("a.txt", ONE), ("b.txt", OTHER)]);
    std::fs::write(folder.path("binary.txt"), b"\0\xFF\xFE\0Tao Leshan\0\x01").unwrap();
    std::fs::File::create(folder.path("huge.txt")).unwrap().set_len(21_000_000).unwrap();
    std::fs::create_dir(folder.path("folder.txt")).unwrap();
    let mut client = folder.client("vscode-1.139.1", &[""]);
    let b = folder.uri("b.txt");
    client.open(&b, "plaintext", OTHER);
    assert_eq!(client.settled(&b), [FLAG]);
    client.finish();
}

#[test]
fn what_is_said_of_names_moves_with_the_text_and_is_what_a_check_of_the_project_says() {
    let folder = Folder::new(&[("postedit.toml", ""), ("a.txt", ONE), ("b.txt", OTHER)]);
    let mut client = folder.client("vscode-1.139.1", &[""]);
    let b = folder.uri("b.txt");
    client.open(&b, "plaintext", OTHER);
    assert_eq!(client.settled(&b), [FLAG]);
    let mut text = OTHER.to_owned();
    for n in 0..20 {
        client.change(&b, n + 2, json!([edit([0, 0, 0, 0], "Oh, ")]));
        text.insert_str(0, "Oh, ");
    }
    let found = client.settled(&b);
    assert_eq!(found.last().map(String::as_str), Some("0:88-0:99 inconsistent-name"));
    folder.write("b.txt", &text);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_postedit"))
        .args(["check", "--format", "json", "b.txt"])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let checked: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let checked: Vec<String> = checked
        .iter()
        .map(|finding| format!("{} {}", place(&finding["range"]), finding["code"].as_str().unwrap()))
        .collect();
    assert_eq!(found, checked);
    client.finish();
}

#[test]
fn a_fix_reaches_files_that_are_not_open_and_says_so() {
    let folder = Folder::new(&[("postedit.toml", ""), ("a.txt", "Tao Leshan came.\n"), ("b.txt", OTHER)]);
    let edits = json!([{"range": super::client::range([0, 6, 0, 7]), "newText": " S"}]);
    for name in ["vscode-1.139.1", "helix-25.07.1", "neovim-0.12.4"] {
        let mut client = folder.client(name, &[""]);
        let (a, b) = (folder.uri("a.txt"), folder.uri("b.txt"));
        client.open(&b, "plaintext", OTHER);
        assert_eq!(client.settled(&b), [FLAG]);
        let actions = client.actions(&b, [0, 10, 0, 10], json!(["quickfix"]));
        let title = "Use \"Tao Le Shan\" everywhere (1 place in another file)";
        let edit = &actions.iter().find(|action| action["title"] == title).expect("it is offered")["edit"];
        match name {
            "neovim-0.12.4" => assert_eq!(edit["changes"], json!({ &a: edits })),
            "vscode-1.139.1" => {
                let change = &edit["documentChanges"][0];
                assert_eq!(change["textDocument"], json!({"uri": a, "version": null}));
                let annotation = change["edits"][0]["annotationId"].as_str().expect("the user is asked");
                assert_eq!(edit["changeAnnotations"][annotation]["needsConfirmation"], true);
            }
            _ => assert_eq!(
                edit["documentChanges"],
                json!([{"textDocument": {"uri": a, "version": null}, "edits": edits}])
            ),
        }
        // Open, it is edited in the version that was compared.
        client.open(&a, "plaintext", "Tao Leshan came.\n");
        client.settled(&a);
        let actions = client.actions(&b, [0, 10, 0, 10], json!(["quickfix"]));
        let edit = &actions.iter().find(|action| action["title"] == title).expect("it is offered")["edit"];
        if name != "neovim-0.12.4" {
            assert_eq!(edit["documentChanges"], json!([{"textDocument": {"uri": a, "version": 1}, "edits": edits}]));
        }
        client.close(&a);
        client.finish();
    }
}

/// A project of many chapters, each with the name spelt one way.
fn many(count: usize) -> Folder {
    let folder = Folder::new(&[("postedit.toml", ""), ("z.txt", OTHER)]);
    (0..count).for_each(|n| folder.write(&format!("{n:03}.txt"), ONE));
    folder
}

#[test]
fn the_reading_of_many_files_is_shown_to_clients_that_show_such_things() {
    let folder = many(120);
    let z = folder.uri("z.txt");
    let mut client = folder.client("vscode-1.139.1", &[""]);
    client.open(&z, "plaintext", OTHER);
    let create = client.wait_for(|message| message["method"] == "window/workDoneProgress/create");
    let token = create["params"]["token"].clone();
    client.answer(&create, json!({"result": null}));
    let begin = client.notification("$/progress");
    assert_eq!((&begin["token"], &begin["value"]["kind"]), (&token, &json!("begin")));
    assert_eq!((&begin["value"]["cancellable"], &begin["value"]["message"]), (&json!(true), &json!("1 of 121 files")));
    let mut last = json!(0);
    loop {
        let progress = client.notification("$/progress");
        match progress["value"]["kind"].as_str() {
            Some("report") => last = progress["value"]["percentage"].clone(),
            kind => break assert_eq!(kind, Some("end")),
        }
    }
    assert!(last.as_u64() > Some(80), "{last}");
    assert_eq!(client.settled(&z), [FLAG]);
    client.finish();

    let mut params = folder.introduction("vscode-1.139.1", &[""]);
    params["capabilities"]["window"]["workDoneProgress"] = json!(false);
    let mut client = Client::introduced(params);
    client.open(&z, "plaintext", OTHER);
    assert_eq!(client.settled(&z), [FLAG]);
    client.finish();
}

#[test]
fn files_that_come_or_go_in_the_editor_are_seen_at_once() {
    let folder = Folder::new(&[("postedit.toml", ""), ("b.txt", OTHER)]);
    let mut client = folder.client("vscode-1.139.1", &[""]);
    let operations = &client.initialized["capabilities"]["workspace"]["fileOperations"];
    assert!(["didCreate", "didRename", "didDelete"].iter().all(|name| operations.get(name).is_some()), "{operations}");
    let b = folder.uri("b.txt");
    client.open(&b, "plaintext", OTHER);
    assert_eq!(client.settled(&b), [""; 0]);
    folder.write("new/a.txt", ONE);
    client.notify("workspace/didCreateFiles", json!({"files": [{"uri": folder.uri("new")}]}));
    assert_eq!(related(&client.diagnostics(&b)), ["a.txt 0:0-0:10", "a.txt 0:22-0:32"]);
    std::fs::rename(folder.path("new"), folder.path("old")).unwrap();
    let renamed = json!({"files": [{"oldUri": folder.uri("new"), "newUri": folder.uri("old")}]});
    client.notify("workspace/didRenameFiles", renamed);
    let moved = client.diagnostics(&b);
    assert_eq!(moved["diagnostics"][0]["relatedInformation"][0]["location"]["uri"], folder.uri("old/a.txt"));
    std::fs::remove_dir_all(folder.path("old")).unwrap();
    client.notify("workspace/didDeleteFiles", json!({"files": [{"uri": folder.uri("old")}]}));
    assert_eq!(shown(&client.diagnostics(&b)), [""; 0]);
    client.finish();
}
