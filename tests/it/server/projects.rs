//! A project's own files: what they say holds for its documents, live, and what is wrong in them is shown there.

use serde_json::json;

use super::client::{Client, edit, shown};
use super::project::Folder;

const TEXT: &str = "Bread,, salt .\n";
const COMMAS: &str = "0:5-0:7 doubled-punctuation";
const BLANK: &str = "0:12-0:14 space-before-punctuation";

const COMMAS_OFF: &str = "[rules]\ndoubled-punctuation = \"off\"\n";
const BLANKS_OFF: &str = "[rules]\nspace-before-punctuation = \"off\"\n";

fn changed(client: &mut Client, uri: &str) {
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 2}]}));
}

#[test]
fn the_nearest_project_decides_over_the_client() {
    let folder = Folder::new(&[
        ("book/postedit.toml", "min-severity = \"hint\"\n[rules]\ndoubled-punctuation = \"off\"\n"),
        ("book/part/postedit-names.txt", "prefer: Ann\n"),
    ]);
    let mut params = folder.introduction("vscode-1.139.1", &["book"]);
    params["initializationOptions"] = json!({"minSeverity": "error", "rules": {"doubled-punctuation": "error", "space-before-punctuation": "warning"}});
    let mut client = Client::introduced(params);
    let inside = folder.uri("book/part/one.txt");
    client.open(&inside, "plaintext", TEXT);
    assert_eq!(client.settled(&inside), [BLANK]);
    let outside = folder.uri("letter.txt");
    client.open(&outside, "plaintext", TEXT);
    assert_eq!(client.settled(&outside), [COMMAS]);
    client.finish();
}

#[test]
fn some_files_have_settings_of_their_own_and_some_are_left_alone() {
    let folder = Folder::new(&[(
        "postedit.toml",
        "exclude = [\"drafts/**\"]\n[[overrides]]\npaths = [\"notes/*\"]\nrules = { doubled-punctuation = \"error\", space-before-punctuation = \"off\" }\n",
    )]);
    let mut client = folder.client("vscode-1.139.1", &["."]);
    for (name, found) in [("a.txt", vec![COMMAS, BLANK]), ("drafts/b.txt", vec![]), ("notes/c.txt", vec![COMMAS])] {
        let uri = folder.uri(name);
        client.open(&uri, "plaintext", TEXT);
        assert_eq!(client.settled(&uri), found, "{name}");
    }
    client.finish();
}

#[test]
fn a_watched_file_takes_effect_in_its_project_only() {
    let folder = Folder::new(&[("one/postedit.toml", ""), ("two/postedit.toml", "")]);
    let mut client = folder.client("vscode-1.139.1", &["."]);
    let (one, two) = (folder.uri("one/a.txt"), folder.uri("two/a.txt"));
    for uri in [&one, &two] {
        client.open(uri, "plaintext", TEXT);
        assert_eq!(client.settled(uri), [COMMAS, BLANK]);
    }
    assert_eq!(
        client.registered[0]["registrations"][0]["registerOptions"]["watchers"],
        json!([{"globPattern": "**/postedit.toml"}, {"globPattern": "**/postedit-names.txt"}, {"globPattern": "**/*.{txt,text,md,markdown,mdown,mkd}"}])
    );
    folder.write("one/postedit.toml", COMMAS_OFF);
    changed(&mut client, &folder.uri("one/postedit.toml"));
    assert_eq!(shown(&client.diagnostics(&one)), [BLANK]);
    // A list of the other's would be left unread.
    client.finish();
}

#[test]
fn a_client_that_watches_nothing_is_not_asked_to_and_saving_is_enough() {
    let folder = Folder::new(&[]);
    let mut client = folder.client("neovim-0.12.4", &["."]);
    let uri = folder.uri("a.txt");
    client.open(&uri, "text", TEXT);
    assert_eq!(client.settled(&uri), [COMMAS, BLANK]);
    for (options, found) in [(COMMAS_OFF, BLANK), (BLANKS_OFF, COMMAS)] {
        folder.write("postedit.toml", options);
        client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
        assert_eq!(shown(&client.diagnostics(&uri)), [found]);
    }
    assert_eq!(client.registered, [json!(null); 0]);
    client.finish();
}

#[test]
fn a_change_that_nobody_tells_of_is_seen_too() {
    let folder = Folder::new(&[("postedit.toml", "")]);
    let mut client = folder.client("neovim-0.10.4", &[]);
    let (uri, other) = (folder.uri("a.txt"), folder.uri("b.txt"));
    client.open(&uri, "text", TEXT);
    assert_eq!(client.settled(&uri), [COMMAS, BLANK]);
    folder.write("postedit.toml", COMMAS_OFF);
    assert_eq!(shown(&client.diagnostics(&uri)), [BLANK]);
    // At once, where another document is opened.
    folder.write("postedit.toml", "");
    client.open(&other, "text", TEXT);
    assert_eq!(shown(&client.diagnostics(&uri)), [COMMAS, BLANK]);
    assert_eq!(client.settled(&other), [COMMAS, BLANK]);
    client.finish();
}

#[test]
fn an_open_buffer_wins_over_the_disk() {
    let folder = Folder::new(&[("postedit.toml", COMMAS_OFF)]);
    let mut client = folder.client("vscode-1.139.1", &["."]);
    let (uri, options) = (folder.uri("a.txt"), folder.uri("postedit.toml"));
    client.open(&uri, "plaintext", TEXT);
    assert_eq!(client.settled(&uri), [BLANK]);
    client.open(&options, "toml", COMMAS_OFF);
    assert_eq!(client.settled(&options), [""; 0]);
    // As it is typed, without saving.
    client.change(&options, 2, json!([edit([1, 0, 1, 19], "space-before-punctuation")]));
    assert_eq!(shown(&client.diagnostics(&uri)), [COMMAS]);
    // What happens on disk meanwhile does not count, until it is all there is.
    folder.write("postedit.toml", "");
    changed(&mut client, &options);
    client.close(&options);
    assert_eq!(shown(&client.diagnostics(&uri)), [COMMAS, BLANK]);
    client.finish();
}

#[test]
fn an_accepted_repeat_that_is_typed_into_the_open_list_is_accepted() {
    let folder = Folder::new(&[]);
    let mut client = folder.client("neovim-0.12.4", &["."]);
    let (uri, names) = (folder.uri("a.txt"), folder.uri("postedit-names.txt"));
    client.open(&uri, "text", "They sang the ferry song ferry song at dawn.\n");
    assert_eq!(client.settled(&uri), ["0:14-0:35 repeated-phrase"]);
    client.open(&names, "text", "");
    client.change(&names, 2, json!([edit([0, 0, 0, 0], "repeat: ferry song ferry song\n")]));
    client.cleared(&uri);
    client.change(&names, 3, json!([edit([0, 0, 1, 0], "")]));
    assert_eq!(shown(&client.diagnostics(&uri)), ["0:14-0:35 repeated-phrase"]);
    assert_eq!(client.settled(&names), [""; 0]);
    client.finish();
}

#[test]
fn what_is_wrong_in_a_projects_file_is_shown_there_and_the_rest_applies() {
    let slips = "langauge = \"en\"\n[rules]\ndoubled-punctuation = \"off\"\n";
    let folder = Folder::new(&[("postedit.toml", slips), ("postedit-names.txt", "prefer: 😀 Ann\nperfer: 😀 Ann\n")]);
    let mut client = folder.client("vscode-1.139.1", &["."]);
    let (uri, options, names) = (folder.uri("a.txt"), folder.uri("postedit.toml"), folder.uri("postedit-names.txt"));
    client.open(&uri, "plaintext", TEXT);
    assert_eq!(client.settled(&uri), [BLANK]);
    let published = client.diagnostics(&options);
    let diagnostic = &published["diagnostics"][0];
    assert_eq!(shown(&published), ["0:0-0:8 project-file"]);
    assert_eq!((&diagnostic["severity"], &diagnostic["source"]), (&json!(2), &json!("postedit")));
    assert!(diagnostic["message"].as_str().unwrap().contains("Did you mean \"language\"?"), "{diagnostic}");
    assert_eq!(shown(&client.diagnostics(&names)), ["1:0-1:14 project-file"]);

    // Open, it is checked as it is typed; closed, as it is on disk.
    client.open(&options, "toml", slips);
    assert_eq!(client.settled(&options), ["0:0-0:8 project-file"]);
    client.change(&options, 2, json!([edit([0, 0, 0, 8], "#")]));
    assert_eq!(client.settled(&options), [""; 0]);
    client.close(&options);
    assert_eq!(shown(&client.diagnostics(&options)), ["0:0-0:8 project-file"]);
    folder.write("postedit.toml", COMMAS_OFF);
    changed(&mut client, &options);
    assert_eq!(shown(&client.diagnostics(&options)), [""; 0]);
    client.close(&uri);
    // No document of the project is open any more, so nothing is said of its files.
    assert_eq!(shown(&client.diagnostics(&names)), [""; 0]);
    client.finish();
}

#[test]
fn a_file_that_is_no_text_is_said_and_the_other_one_applies() {
    let folder = Folder::new(&[("postedit.toml", COMMAS_OFF)]);
    std::fs::write(folder.path("postedit-names.txt"), b"prefer: \xFF\n").unwrap();
    let mut client = folder.client("vscode-1.139.1", &["."]);
    let uri = folder.uri("a.txt");
    client.open(&uri, "plaintext", TEXT);
    assert_eq!(client.settled(&uri), [BLANK]);
    let published = client.diagnostics(&folder.uri("postedit-names.txt"));
    assert_eq!(shown(&published), ["0:0-0:0 project-file"]);
    assert!(published["diagnostics"][0]["message"].as_str().unwrap().contains("UTF-8"), "{published}");
    client.finish();
}

#[test]
fn a_name_tells_the_language_where_the_settings_leave_it_open() {
    let folder = Folder::new(&[("set/postedit.toml", "language = \"en\"\n")]);
    let mut client = folder.client("vscode-1.139.1", &["."]);
    let found = vec!["0:4-0:13 repeated-word"];
    for (name, found) in
        [("a.txt", vec![]), ("a.de.txt", found.clone()), ("i18n/de/a.txt", found), ("set/a.de.txt", vec![])]
    {
        let uri = folder.uri(name);
        client.open(&uri, "plaintext", "Das Haus Haus.\n");
        assert_eq!(client.settled(&uri), found, "{name}");
    }
    client.finish();
}

#[test]
fn a_project_may_come_and_go() {
    let folder = Folder::new(&[("outer/postedit.toml", COMMAS_OFF)]);
    let mut client = folder.client("vscode-1.139.1", &["outer"]);
    let uri = folder.uri("outer/inner/a.txt");
    client.open(&uri, "plaintext", TEXT);
    assert_eq!(client.settled(&uri), [BLANK]);
    folder.write("outer/inner/postedit.toml", BLANKS_OFF);
    changed(&mut client, &folder.uri("outer/inner/postedit.toml"));
    assert_eq!(shown(&client.diagnostics(&uri)), [COMMAS]);
    std::fs::remove_file(folder.path("outer/inner/postedit.toml")).unwrap();
    changed(&mut client, &folder.uri("outer/inner/postedit.toml"));
    assert_eq!(shown(&client.diagnostics(&uri)), [BLANK]);
    client.finish();
}
