//! Glossaries: what they forbid is shown in every document of the project, live, and what is wrong in them is shown there.

use serde_json::json;

use super::client::{Client, edit, shown};
use super::project::Folder;

const TEXT: &str = "The dike held, and so did the mud wall.\n";
const DIKE: &str = "0:4-0:8 glossary-term";
const WALL: &str = "0:30-0:38 glossary-term";
const TERMS: &str = "堤\tdyke\n堤\tdike\tforbidden\n";
const OPTIONS: &str = "language = \"en\"\nglossaries = [\"glossary.txt\", \"terms/*.csv\"]\n";

fn changed(client: &mut Client, uri: &str) {
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 2}]}));
}

#[test]
fn a_forbidden_term_is_mended_by_a_quick_fix() {
    let folder = Folder::new(&[("postedit.toml", OPTIONS), ("glossary.txt", TERMS)]);
    let mut client = folder.client("vscode-1.139.1", &["."]);
    let uri = folder.uri("part/a.txt");
    client.open(&uri, "plaintext", TEXT);
    assert_eq!(client.settled(&uri), [DIKE]);
    let actions = client.actions(&uri, [0, 5, 0, 5], json!(["quickfix"]));
    assert_eq!(actions[0]["title"], "Use \"dyke\" here");
    assert_eq!(actions[0]["isPreferred"], true);
    assert_eq!(actions[0]["edit"]["documentChanges"][0]["edits"][0]["newText"], "dyke");
    assert_eq!(actions[1]["title"], "Let \"dike\" stand as well");
    client.finish();
}

#[test]
fn glossaries_are_watched_by_their_names_and_read_again() {
    let folder = Folder::new(&[("postedit.toml", OPTIONS), ("glossary.txt", TERMS)]);
    let mut client = folder.client("vscode-1.139.1", &["."]);
    let uri = folder.uri("a.txt");
    client.open(&uri, "plaintext", TEXT);
    assert_eq!(client.settled(&uri), [DIKE]);
    folder.write("terms/b.csv", "term,status\nmud wall,forbidden\n");
    changed(&mut client, &folder.uri("terms/b.csv"));
    assert_eq!(shown(&client.diagnostics(&uri)), [DIKE, WALL]);
    let watched = |client: &Client| {
        let last = client.registered.last().unwrap()["registrations"][0].clone();
        (last["id"].clone(), last["registerOptions"]["watchers"].clone())
    };
    let globs = |patterns: &[&str]| json!(patterns.iter().map(|p| json!({"globPattern": p})).collect::<Vec<_>>());
    let expected = globs(&["**/*.csv", "**/*.csv/*", "**/glossary.txt", "**/glossary.txt/*"]);
    assert_eq!(watched(&client), (json!("postedit.glossaries"), expected));
    folder.write("glossary.txt", "堤\tdyke\n");
    changed(&mut client, &folder.uri("glossary.txt"));
    assert_eq!(shown(&client.diagnostics(&uri)), [WALL]);
    // Named no longer, watched no longer.
    folder.write("postedit.toml", "language = \"en\"\n");
    changed(&mut client, &folder.uri("postedit.toml"));
    client.cleared(&uri);
    assert_eq!(client.unregistered.len(), 1);
    assert_eq!(client.unregistered[0]["unregisterations"][0]["id"], "postedit.glossaries");
    client.finish();
}

#[test]
fn a_glossary_counts_as_it_stands_in_the_editor_and_is_no_prose() {
    // Once opened before any text, once after.
    for first in [true, false] {
        let folder = Folder::new(&[("postedit.toml", OPTIONS), ("glossary.txt", "堤\tdyke dyke\n")]);
        let mut client = folder.client("neovim-0.12.4", &["."]);
        let (uri, terms) = (folder.uri("a.txt"), folder.uri("glossary.txt"));
        if !first {
            client.open(&uri, "text", TEXT);
            assert_eq!(client.settled(&uri), [""; 0]);
        }
        client.open(&terms, "text", "堤\tdyke dyke\n");
        assert_eq!(client.settled(&terms), [""; 0], "a repeat in a term is none of ours");
        if first {
            client.open(&uri, "text", TEXT);
            assert_eq!(client.settled(&uri), [""; 0]);
        }
        // As it is typed, without saving.
        client.change(&terms, 2, json!([edit([1, 0, 1, 0], "堤\tdike\tforbidden\n")]));
        assert_eq!(shown(&client.diagnostics(&uri)), [DIKE]);
        client.change(&terms, 3, json!([edit([2, 0, 2, 0], "slip\n")]));
        assert_eq!(client.settled(&terms), ["2:0-2:4 project-file"]);
        client.close(&terms);
        client.cleared(&uri);
        client.finish();
    }
}

#[test]
fn what_is_wrong_in_a_closed_glossary_is_shown_there_and_what_is_missing_where_it_is_named() {
    let options = "language = \"en\"\nglossaries = [\"glossary.txt\", \"none.tbx\"]\n";
    let folder =
        Folder::new(&[("postedit.toml", options), ("glossary.txt", "😀 slip\n堤\tdyke\n堤\tdike\tforbidden\n")]);
    let mut client = folder.client("vscode-1.139.1", &["."]);
    let (uri, toml, terms) = (folder.uri("a.txt"), folder.uri("postedit.toml"), folder.uri("glossary.txt"));
    client.open(&uri, "plaintext", TEXT);
    assert_eq!(client.settled(&uri), [DIKE]);
    assert_eq!(shown(&client.diagnostics(&terms)), ["0:0-0:7 project-file"]);
    let missing = client.diagnostics(&toml);
    assert_eq!(shown(&missing), ["1:30-1:40 project-file"]);
    assert!(missing["diagnostics"][0]["message"].as_str().unwrap().contains("none.tbx"), "{missing}");
    client.open(&toml, "toml", options);
    assert_eq!(client.settled(&toml), ["1:30-1:40 project-file"]);
    folder.write("glossary.txt", TERMS);
    changed(&mut client, &terms);
    assert_eq!(shown(&client.diagnostics(&terms)), [""; 0]);
    client.close(&uri);
    client.finish();
}

#[test]
fn a_client_names_glossaries_too() {
    let folder = Folder::new(&[("terms/water.txt", TERMS), ("book/glossary.txt", TERMS)]);
    let path = folder.path("terms/water.txt");
    for (glossaries, name, found) in [
        (json!([path]), "a.txt", vec![DIKE]),
        (json!(["glossary.txt"]), "book/a.txt", vec![DIKE]),
        (json!(["glossary.txt"]), "a.txt", vec![]),
    ] {
        let mut params = folder.introduction("vscode-1.139.1", &["book"]);
        params["initializationOptions"] = json!({"language": "en", "glossaries": glossaries});
        let mut client = Client::introduced(params);
        let uri = folder.uri(name);
        client.open(&uri, "plaintext", TEXT);
        assert_eq!(client.settled(&uri), found, "{name}");
        if found.is_empty() {
            let said = client.notification("window/logMessage");
            assert!(said["message"].as_str().unwrap().contains("There is no glossary \"glossary.txt\""), "{said}");
        }
        client.finish();
    }
}

#[test]
fn a_glossary_that_becomes_one_is_no_prose_from_then_on() {
    let folder = Folder::new(&[("postedit.toml", "language = \"en\"\n")]);
    let mut client = folder.client("vscode-1.139.1", &["."]);
    let (notes, options) = (folder.uri("notes.txt"), folder.uri("postedit.toml"));
    folder.write("notes.txt", "dyke\tthe the dyke\n");
    client.open(&notes, "plaintext", "dyke\tthe the dyke\n");
    assert_eq!(client.settled(&notes), ["0:5-0:12 repeated-word"]);
    for (text, found) in
        [("glossaries = \"notes.txt\"\n", vec![]), ("language = \"en\"\n", vec!["0:6-0:13 repeated-word"])]
    {
        folder.write("postedit.toml", text);
        changed(&mut client, &options);
        if found.is_empty() {
            client.cleared(&notes);
            client.change(&notes, 2, json!([edit([0, 0, 0, 0], "a")]));
        } else {
            assert_eq!(shown(&client.diagnostics(&notes)), found);
        }
    }
    client.finish();
}

/// Settings that name a glossary of each form, and text that breaks their last rows.
const FORMS: [(&str, &str, &str); 4] = [
    ("a.txt", "堤\tdyke\n堤\tdike\tforbidden\nno entry\n", "2:0-2:8"),
    ("a.csv", "source,target,status\n堤,dike,forbidden\n堤,dyke,\n门,gate,odd\n", "3:0-3:10"),
    ("a.tsv", "source\ttarget\tforbidden\n堤\tdyke\tdike\n门\tgate\t\tmore\n", "2:0-2:12"),
    (
        "a.tbx",
        "<martif><text><body><termEntry>\n<langSet xml:lang=\"en\"><tig><term>dyke</term></tig><tig><term>dike</term><termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote></tig></langSet>\n</termEntry><termEntry>\n<langSet><tig><term>gate</term></tig></langSet></termEntry></body></text></martif>\n",
        "3:0-3:9",
    ),
];

#[test]
fn a_bad_row_is_marked_in_its_place_and_the_others_apply() {
    for (name, text, bad) in FORMS {
        let options = format!("language = \"en\"\nglossaries = [\"{name}\"]\n");
        let folder = Folder::new(&[("postedit.toml", &options), (name, text)]);
        let (uri, terms) = (folder.uri("text.txt"), folder.uri(name));
        let small = Client::introduced(json!({"capabilities": {}, "rootUri": folder.uri(".")}));
        for mut client in [small, folder.client("vscode-1.139.1", &["."])] {
            client.open(&uri, "plaintext", TEXT);
            assert_eq!(client.settled(&uri), [DIKE], "{name}");
            let marked = client.diagnostics(&terms);
            assert_eq!(shown(&marked)[0], format!("{bad} project-file"), "{name}: {marked}");
            client.finish();
        }
        let mut client = folder.pulling("vscode-1.139.1");
        client.open(&uri, "plaintext", TEXT);
        assert_eq!(client.settled(&uri), [DIKE], "{name}");
        // Told at once, since it may ask for open documents only.
        let logged = client.notification("window/logMessage");
        assert!(logged["message"].as_str().unwrap().contains(name), "{logged}");
        let id = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
        let answer = client.response(id).unwrap();
        let of_terms = answer["items"].as_array().unwrap().iter().find(|item| item["uri"] == terms).unwrap();
        assert_eq!(shown(&json!({"diagnostics": of_terms["items"]}))[0], format!("{bad} project-file"), "{name}");
        while let Some(_more) = client.pending("window/logMessage") {}
        client.finish();
    }
}

#[test]
fn the_server_looks_at_glossaries_itself_where_nobody_tells_it() {
    let folder = Folder::new(&[("postedit.toml", OPTIONS), ("glossary.txt", TERMS)]);
    let uri = folder.uri("a.txt");
    let mut client = Client::introduced(json!({"capabilities": {}, "rootUri": folder.uri(".")}));
    client.open(&uri, "text", TEXT);
    assert_eq!(client.settled(&uri), [DIKE]);
    // Another content, another file that a pattern names, and that one taken away: seen without a word.
    folder.write("glossary.txt", "堤\tdyke\n");
    assert_eq!(shown(&client.diagnostics(&uri)), [""; 0]);
    folder.write("terms/b.csv", "term,status\nmud wall,forbidden\n");
    assert_eq!(shown(&client.diagnostics(&uri)), [WALL]);
    std::fs::remove_file(folder.path("terms/b.csv")).unwrap();
    assert_eq!(shown(&client.diagnostics(&uri)), [""; 0]);
    assert_eq!(client.registered, [json!(null); 0]);
    client.finish();
}

#[test]
fn what_a_glossary_forbids_in_a_closed_file_is_said_once() {
    let terms = "堤\tquay\n堤\tbarges that lay slowly along the salt quay of Tao Le Shan\tforbidden\n";
    let one = "Tao Leshan came. Then Tao Leshan sat down.\n";
    let folder = Folder::new(&[("postedit.toml", OPTIONS), ("glossary.txt", terms), ("a.txt", one)]);
    folder.write(
        "b.txt",
        "There the barges that lay slowly along the salt quay of Tao Le Shan sank. Tao Le Shan left.\n",
    );
    let mut client = folder.client("neovim-0.12.4", &["."]);
    let (a, b) = (folder.uri("a.txt"), folder.uri("b.txt"));
    let id = client.request("workspace/executeCommand", json!({"command": "postedit.checkProjects"}));
    assert_eq!(client.response(id), Ok(json!(null)));
    let said = ["0:10-0:67 glossary-term", "0:74-0:85 inconsistent-name"];
    assert_eq!(shown(&client.diagnostics(&a)), ["0:0-0:10 inconsistent-name"]);
    assert_eq!(shown(&client.diagnostics(&b)), said);
    // Open, it is no other.
    client.open(&b, "text", &std::fs::read_to_string(folder.path("b.txt")).unwrap());
    assert_eq!(client.settled(&b), said);
    client.finish();
}
