//! Another spelling for a name.

use postedit::range::{ByteRange, Edit, apply};
use serde_json::{Value, json};

use super::client::{Client, URI, introduction, place};
use super::marked::Marked;
use super::project::Folder;

fn rename(client: &mut Client, uri: &str, [line, character]: [u32; 2], new: &str) -> Result<Value, i64> {
    let position = json!({"line": line, "character": character});
    let params = json!({"textDocument": {"uri": uri}, "position": position, "newName": new});
    let id = client.request("textDocument/rename", params);
    client.response(id)
}

/// ASCII text with edits applied.
fn applied(text: &str, edits: &Value) -> String {
    let offset = |at: &Value| {
        let line = at["line"].as_u64().unwrap() as usize;
        text.split_inclusive('\n').take(line).map(str::len).sum::<usize>() + at["character"].as_u64().unwrap() as usize
    };
    let edit = |edit: &Value| {
        let range = ByteRange::new(offset(&edit["range"]["start"]), offset(&edit["range"]["end"]));
        Edit::replace(range, edit["newText"].as_str().unwrap())
    };
    apply(text, &edits.as_array().unwrap().iter().map(edit).collect::<Vec<_>>())
}

/// Renames the first marked name; all marked ones, and nothing else, must change.
fn renamed(language: &str, marked: &str, new: &str) {
    let places = Marked::of(marked);
    let mut client = Client::named("helix-25.07.1");
    client.open(URI, language, &places.text);
    client.diagnostics(URI);
    let edit = rename(&mut client, URI, places.cursor(), new).unwrap();
    let document = &edit["documentChanges"][0];
    assert_eq!(document["textDocument"], json!({"uri": URI, "version": 1}));
    let mut expected = String::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        expected.push_str(before);
        expected.push_str(new);
        rest = after.split_once(']').unwrap().1;
    }
    expected.push_str(rest);
    assert_eq!(applied(&places.text, &document["edits"]), expected);
    client.finish();
}

#[test]
fn all_spellings_become_the_new_one() {
    renamed(
        "plaintext",
        "In the end [Maro Tesk] spoke. Later [Maro Tesk]'s brother left.\n\nThen [Maro Tesk] came, and [Maro-Tesk] laughed.\n",
        "Mara Teskin",
    );
    renamed("markdown", "In the end **[Maro Tesk]** spoke to `Maro Tesk`, as [Maro Tesk] does.\n", "Mara");
    renamed(
        "plaintext",
        "They met [Ilse Brandt] at noon. Later Governor [Ilse Brandt] spoke in Brandt.\n",
        "Else van Brand",
    );
}

#[test]
fn what_may_be_another_name_is_left_alone_where_the_client_cannot_ask() {
    renamed(
        "plaintext",
        "The plan of [Shen Yuanming] was read out. In the end Shen Yuanping, the director, agreed.\n",
        "Shen Yuan",
    );
}

const DOUBTFUL: &str = "The plan of Shen Yuanming was read out. In the end Shen Yuanping, the director, agreed.\n";

#[test]
fn a_client_that_can_asks_its_user_for_what_is_doubtful() {
    let mut client = Client::new();
    client.open(URI, "plaintext", DOUBTFUL);
    client.diagnostics(URI);
    let edit = rename(&mut client, URI, [0, 13], "Shen Yuan").unwrap();
    let edits = edit["documentChanges"][0]["edits"].as_array().unwrap();
    let asked: Vec<(String, &Value, &Value)> = edits
        .iter()
        .map(|e| {
            let annotation = &edit["changeAnnotations"][e["annotationId"].as_str().unwrap()];
            (place(&e["range"]), &annotation["needsConfirmation"], &annotation["label"])
        })
        .collect();
    assert_eq!(
        asked,
        [
            ("0:12-0:25".to_owned(), &json!(false), &json!("\"Shen Yuanming\" to \"Shen Yuan\"")),
            ("0:51-0:64".to_owned(), &json!(true), &json!("Perhaps also \"Shen Yuanping\"")),
        ]
    );
    client.finish();
}

#[test]
fn a_word_inside_another_name_is_asked_about() {
    let mut client = Client::new();
    client.open(
        URI,
        "plaintext",
        "They sailed to Vellinor at dawn. The boats of the Vellinor Rowing Club were late.\n",
    );
    client.diagnostics(URI);
    let edit = rename(&mut client, URI, [0, 16], "Velinor").unwrap();
    let groups = edit["changeAnnotations"].as_object().unwrap();
    let asked: Vec<&Value> = groups.values().map(|group| &group["needsConfirmation"]).collect();
    assert_eq!(asked, [&json!(false), &json!(true)], "{edit}");
    client.finish();
}

#[test]
fn a_client_without_versions_gets_plain_edits_or_none() {
    let mut client = Client::named("neovim-0.12.4");
    client.open(URI, "text", DOUBTFUL);
    client.diagnostics(URI);
    let edit = rename(&mut client, URI, [0, 13], "Shen Yuan").unwrap();
    assert_eq!(edit.as_object().unwrap().keys().collect::<Vec<_>>(), ["changes"]);
    assert_eq!(edit["changes"][URI].as_array().unwrap().len(), 1);
    let position = json!({"line": 0, "character": 13});
    let params = json!({"textDocument": {"uri": URI}, "position": position, "newName": "Shen Yuan"});
    client.change(URI, 2, json!([{"range": super::client::range([0, 0, 0, 0]), "text": "At last: "}]));
    let asked = client.request("textDocument/rename", params);
    client.change(URI, 3, json!([{"range": super::client::range([0, 0, 0, 0]), "text": "Yes. "}]));
    match client.response(asked) {
        Ok(edit) => assert!(edit.is_null() || edit["changes"][URI].is_array(), "{edit}"),
        Err(code) => assert_eq!(code, -32801),
    }
    client.settled(URI);
    client.finish();
}

#[test]
fn what_can_be_renamed_is_said_before() {
    let mut client = Client::new();
    let provider = &client.initialized["capabilities"]["renameProvider"];
    assert_eq!(provider, &json!({"prepareProvider": true}));
    client.open(URI, "plaintext", "In the end Maro Tesk came.\n");
    client.diagnostics(URI);
    let answer = client.at("textDocument/prepareRename", URI, [0, 18]);
    assert_eq!((place(&answer["range"]).as_str(), &answer["placeholder"]), ("0:11-0:20", &json!("Maro Tesk")));
    assert_eq!(rename(&mut client, URI, [0, 3], "Any"), Ok(Value::Null));
    assert_eq!(rename(&mut client, URI, [0, 12], "  "), Err(-32602));
    client.finish();
    let client = Client::named("emacs-30.1-eglot");
    assert_eq!(client.initialized["capabilities"]["renameProvider"], json!({}));
    client.finish();
}

#[test]
fn markup_inside_a_name_is_never_cut() {
    let text = "In the end Maro **Tesk** came, and Maro Tesk left.\n";
    let mut client = Client::new();
    client.open(URI, "markdown", text);
    client.diagnostics(URI);
    let edit = rename(&mut client, URI, [0, 36], "Mara van Tesk").unwrap();
    let changed = applied(text, &edit["documentChanges"][0]["edits"]);
    assert_eq!(changed, "In the end Mara **van Tesk** came, and Mara van Tesk left.\n");
    let edit = rename(&mut client, URI, [0, 36], "Mara").unwrap();
    let changed = applied(text, &edit["documentChanges"][0]["edits"]);
    assert_eq!(changed, "In the end Maro **Tesk** came, and Mara left.\n");
    let said = client.notification("window/showMessage");
    assert!(said["message"].as_str().unwrap().contains("one place could not be renamed"), "{said}");
    client.finish();
}

#[test]
fn a_rename_reaches_all_open_files_of_a_project_each_with_its_version() {
    let folder = Folder::new(&[("postedit.toml", "")]);
    let mut client = Client::introduced(folder.introduction("vscode-1.139.1", &[""]));
    let [one, two] = ["one.txt", "two.txt"].map(|name| folder.uri(name));
    client.open(&one, "plaintext", "In the end Maro Tesk came.\n");
    client.open(&two, "plaintext", "Then Maro-Tesk laughed at Maro Tesk, and Maro Tesk left with Maro Tesk.\n");
    client.change(&two, 9, json!([{"range": super::client::range([0, 0, 0, 4]), "text": "Now"}]));
    client.settled(&one);
    client.settled(&two);
    let edit = rename(&mut client, &one, [0, 12], "Mara Tesk").unwrap();
    let documents: Vec<(&Value, usize)> = edit["documentChanges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| (&d["textDocument"], d["edits"].as_array().unwrap().len()))
        .collect();
    assert_eq!(documents, [(&json!({"uri": one, "version": 1}), 1), (&json!({"uri": two, "version": 9}), 4)]);
    client.finish();
}

#[test]
fn places_and_edits_count_in_the_units_of_the_client() {
    let mut params = introduction("helix-25.07.1");
    params["capabilities"]["general"]["positionEncodings"] = json!(["utf-8"]);
    let mut client = Client::introduced(params);
    client.open(URI, "plaintext", "😀 Maro Tesk came.\n");
    client.diagnostics(URI);
    let edit = rename(&mut client, URI, [0, 6], "Mara Tesk").unwrap();
    assert_eq!(place(&edit["documentChanges"][0]["edits"][0]["range"]), "0:5-0:14");
    client.finish();
}
