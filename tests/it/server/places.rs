//! What is said of the name at a place, and where it stands elsewhere.

use serde_json::{Value, json};

use super::client::{Client, URI, introduction, place};
use super::marked::Marked;
use super::project::Folder;

/// The places of an answer.
fn places(answer: &Value) -> Vec<String> {
    let range = |place: &Value| place.get("range").cloned().unwrap_or_else(|| place["location"]["range"].clone());
    answer.as_array().unwrap().iter().map(|found| place(&range(found))).collect()
}

/// From each marked place, all of them are found, and highlighted, and nothing else.
fn found_from_everywhere(language: &str, marked: &str) {
    let marked = Marked::of(marked);
    let mut client = Client::new();
    client.open(URI, language, &marked.text);
    client.diagnostics(URI);
    for [line, start, end] in marked.places.clone() {
        for column in [start, (start + end) / 2, end] {
            for method in ["textDocument/references", "textDocument/documentHighlight"] {
                let answer = client.at(method, URI, [line, column]);
                assert_eq!(places(&answer), marked.shown(), "{method} at {line}:{column} of {:?}", marked.text);
            }
        }
    }
    client.finish();
}

#[test]
fn all_spellings_of_a_name_are_found_from_each() {
    found_from_everywhere(
        "plaintext",
        "😀 In the end [Maro Tesk] spoke. Later [Maro Tesk] left with Ilse Brandt.\n\nThen [Maro Tesk] came, and [Maro-Tesk] laughed.\n",
    );
    found_from_everywhere(
        "markdown",
        "# The days of [Maro Tesk]\n\nIn the end **[Maro Tesk]** spoke. Then *[Maro Tesk]*’s friend met [Maro-Tesk].\n",
    );
}

#[test]
fn a_name_is_found_inside_longer_ones() {
    found_from_everywhere(
        "plaintext",
        "They met [Ilse Brandt] at noon. Later Governor [Ilse Brandt] spoke, and [Ilse Brandt]’s brother wept.\n",
    );
}

#[test]
fn names_that_may_be_two_people_are_kept_apart() {
    found_from_everywhere(
        "plaintext",
        "The plan of [Shen Yuanming] was read out. In the end Shen Yuanping, the director, agreed with [Shen Yuanming].\n",
    );
}

#[test]
fn where_no_name_stands_there_is_nothing() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "They spoke of oil and salt.\n");
    client.diagnostics(URI);
    for method in ["hover", "references", "documentHighlight", "prepareRename"] {
        assert_eq!(client.at(&format!("textDocument/{method}"), URI, [0, 8]), Value::Null, "{method}");
        assert_eq!(client.at(&format!("textDocument/{method}"), "untitled:unknown", [0, 8]), Value::Null, "{method}");
    }
    client.finish();
}

const TEXT: &str =
    "Late in May *Maro Tesk* spoke. Later Maro Tesk left.\n\nThen Maro Tesk came back, and Maro-Tesk laughed.\n";

#[test]
fn a_card_says_all_there_is_to_know() {
    for (name, language, card) in [
        (
            "vscode-1.139.1",
            "markdown",
            "**Maro Tesk**, 4 times\n\n- Maro Tesk: 3 times, preferred\n- Maro-Tesk: once, hyphens differ\n\nFirst in line 1: Late in May \\***Maro Tesk**\\* spoke. Later Maro Tesk left.",
        ),
        (
            "emacs-30.1-eglot",
            "plaintext",
            "Maro Tesk, 4 times\n- Maro Tesk: 3 times, preferred\n- Maro-Tesk: once, hyphens differ\nFirst in line 1: Late in May *Maro Tesk* spoke. Later Maro Tesk left.",
        ),
    ] {
        let mut client = Client::named(name);
        client.open(URI, "markdown", TEXT);
        client.diagnostics(URI);
        let hover = client.at("textDocument/hover", URI, [0, 14]);
        let kind = if language == "markdown" { "markdown" } else { "plaintext" };
        assert_eq!(hover["contents"], json!({"kind": kind, "value": card}), "{name}");
        assert_eq!(place(&hover["range"]), "0:13-0:22");
        let flagged = client.at("textDocument/hover", URI, [2, 33]);
        let said = flagged["contents"]["value"].as_str().unwrap();
        assert!(said.starts_with(card) && said.contains("probably one name"), "{said}");
        client.finish();
    }
}

#[test]
fn a_card_tells_of_what_the_text_does_not_decide() {
    let mut client = Client::new();
    client.open(
        URI,
        "plaintext",
        "The plan of Shen Yuanming was read out. In the end Shen Yuanping, the director, agreed.\n",
    );
    client.diagnostics(URI);
    let hover = client.at("textDocument/hover", URI, [0, 13]);
    let said = hover["contents"]["value"].as_str().unwrap();
    assert!(said.contains("**Shen Yuanming**, once"), "{said}");
    assert!(said.contains("- perhaps Shen Yuanping, once: the text does not decide"), "{said}");
    client.finish();
}

#[test]
fn places_count_in_the_units_of_the_client() {
    for (encoding, expected) in [("utf-8", "0:5-0:14"), ("utf-16", "0:3-0:12"), ("utf-32", "0:2-0:11")] {
        let mut params = introduction("vscode-1.139.1");
        params["capabilities"]["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::introduced(params);
        client.open(URI, "plaintext", "😀 Maro Tesk came in the end.\n");
        assert_eq!(places(&client.at("textDocument/references", URI, [0, 7])), [expected]);
        client.finish();
    }
}

#[test]
fn an_answer_is_for_the_text_it_was_asked_about() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "");
    let mut asked = Vec::new();
    for n in 0..50_i32 {
        let text = format!("{}In the end Maro Tesk came.\n", "\n".repeat(n as usize));
        client.change(URI, n + 2, json!([{"text": text}]));
        let position = json!({"line": n, "character": 12});
        let params = json!({"textDocument": {"uri": URI}, "position": position});
        asked.push((client.request("textDocument/references", params), n));
    }
    for (id, n) in asked {
        let answer = client.response(id).expect("the request is answered");
        assert_eq!(places(&answer), [format!("{n}:11-{n}:20")]);
    }
    assert!(client.settled(URI).is_empty());
    client.finish();
}

#[test]
fn a_project_is_searched_as_a_whole_and_other_files_stand_alone() {
    let folder = Folder::new(&[("book/postedit.toml", "")]);
    let mut client = folder.client("vscode-1.139.1", &["book"]);
    let [one, two, outside] = ["book/one.txt", "book/two.txt", "letter.txt"].map(|name| folder.uri(name));
    for uri in [&one, &two, &outside] {
        client.open(uri, "plaintext", "In the end Maro Tesk came.\n");
        client.diagnostics(uri);
    }
    let uris = |answer: Value| -> Vec<String> {
        answer.as_array().unwrap().iter().map(|l| l["uri"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(uris(client.at("textDocument/references", &one, [0, 12])), [one.clone(), two.clone()]);
    assert_eq!(uris(client.at("textDocument/references", &two, [0, 12])), [two.clone(), one.clone()]);
    assert_eq!(uris(client.at("textDocument/references", &outside, [0, 12])), *std::slice::from_ref(&outside));
    let card = client.at("textDocument/hover", &one, [0, 12]);
    assert!(card["contents"]["value"].as_str().unwrap().contains("twice in 2 files"), "{card}");
    client.finish();
}

#[test]
fn a_cancelled_question_is_given_up() {
    let mut client = Client::new();
    let long = "One more sentence stands here, and another one follows it.\n\n".repeat(20_000);
    client.open(URI, "plaintext", &format!("In the end Maro Tesk came.\n\n{long}"));
    let params = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 12}});
    let cancelled = client.request("textDocument/references", params);
    client.notify("$/cancelRequest", json!({"id": cancelled}));
    assert_eq!(client.response(cancelled), Err(-32800));
    assert_eq!(places(&client.at("textDocument/references", URI, [0, 12])), ["0:11-0:20"]);
    assert!(client.settled(URI).is_empty());
    client.finish();
}

#[test]
fn closing_a_document_answers_what_was_asked_about_it() {
    let mut client = Client::named("vscode-1.139.1");
    client.open(URI, "plaintext", "In the end Maro Tesk came.\n");
    let params = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 12}});
    let ids: Vec<i64> = (0..20).map(|_| client.request("textDocument/references", params.clone())).collect();
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    for id in ids {
        let answer = client.response(id).expect("the request is answered");
        assert!(answer.is_null() || places(&answer) == ["0:11-0:20"], "{answer}");
    }
    client.finish();
}
