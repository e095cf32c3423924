//! Open, change, close: what is held is what the editor shows.

use serde_json::json;

use super::client::{Client, URI, edit, introduction, place, shown};

fn client_of_encoding(encoding: &str) -> Client {
    let mut params = introduction("vscode-1.139.1");
    params["capabilities"]["general"]["positionEncodings"] = json!([encoding]);
    Client::introduced(params)
}

#[test]
fn findings_follow_the_edits() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Bread, salt.\nOil .\n");
    assert_eq!(client.settled(URI), ["1:3-1:5 space-before-punctuation"]);
    client.change(URI, 2, json!([edit([0, 6, 0, 6], ",")]));
    assert_eq!(client.settled(URI), ["0:5-0:7 doubled-punctuation", "1:3-1:5 space-before-punctuation"]);
    client.change(URI, 3, json!([edit([0, 0, 1, 0], "")]));
    assert_eq!(client.settled(URI), ["0:3-0:5 space-before-punctuation"]);
    client.change(URI, 4, json!([edit([0, 3, 0, 4], "")]));
    assert_eq!(client.settled(URI), [""; 0]);
    client.finish();
}

#[test]
fn each_change_is_applied_to_the_result_of_the_one_before() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "one\n");
    client.change(URI, 2, json!([edit([0, 3, 0, 3], " two"), edit([0, 7, 0, 7], " ."), edit([0, 0, 0, 4], "")]));
    assert_eq!(client.settled(URI), ["0:3-0:5 space-before-punctuation"]);
    client.finish();
}

#[test]
fn a_whole_text_replaces_everything_before_it() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil .\n");
    client.diagnostics(URI);
    client.change(URI, 2, json!([edit([7, 0, 9, 0], "Salt ."), {"text": "Bread\n"}, edit([0, 5, 0, 5], " .")]));
    assert_eq!(client.settled(URI), ["0:5-0:7 space-before-punctuation"]);
    client.change(URI, 3, json!([{"text": "Bread ,\n"}, {"text": "Salt,,\n"}]));
    assert_eq!(client.settled(URI), ["0:4-0:6 doubled-punctuation"]);
    client.finish();
}

#[test]
fn columns_count_what_was_agreed() {
    // Before the blank: three letters, an emoji, a Han character and an e with a combining accent.
    let text = "abc😀疫e\u{301} .\n";
    for (encoding, column) in [("utf-8", 13), ("utf-16", 8), ("utf-32", 7)] {
        let mut client = client_of_encoding(encoding);
        client.open(URI, "plaintext", text);
        assert_eq!(client.settled(URI), [format!("0:{column}-0:{} space-before-punctuation", column + 2)]);
        client.change(URI, 2, json!([edit([0, column, 0, column + 1], "x ")]));
        let moved = format!("0:{}-0:{} space-before-punctuation", column + 1, column + 3);
        assert_eq!(client.settled(URI), [moved]);
        client.finish();
    }
}

#[test]
fn lines_end_where_the_protocol_says() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "a\rb\u{2028}c\u{B}d\u{C}e\u{85}f\r\n\ng .\n");
    let last = client.settled(URI);
    let invisible = ["1:1-1:2 invisible-character", "1:3-1:4 invisible-character"];
    assert_eq!(last, [invisible[0], invisible[1], "3:1-3:3 space-before-punctuation"]);
    client.finish();
}

#[test]
fn positions_past_an_end_are_the_end() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil\r\nsalt");
    client.change(URI, 2, json!([edit([0, 99, 0, 99], " ."), edit([9, 9, 9, 9], " ,")]));
    assert_eq!(client.settled(URI), ["0:3-0:5 space-before-punctuation", "1:4-1:6 space-before-punctuation"]);
    // Some clients mean "to the end" by numbers that are no columns.
    let far = json!({"start": {"line": 1, "character": 4}, "end": {"line": 1.7e300, "character": -1}});
    client.change(URI, 3, json!([{"range": far, "text": ""}]));
    assert_eq!(client.settled(URI), ["0:3-0:5 space-before-punctuation"]);
    client.finish();
}

#[test]
fn a_document_that_is_closed_is_forgotten() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil .\n");
    client.diagnostics(URI);
    client.close(URI);
    client.change(URI, 2, json!([edit([0, 0, 0, 0], "Salt . ")]));
    assert!(client.actions(URI, [0, 0, 1, 0], json!(null)).is_empty());
    client.open(URI, "plaintext", "Salt,,\n");
    assert_eq!(client.settled(URI), ["0:4-0:6 doubled-punctuation"]);
    client.finish();
}

#[test]
fn a_document_that_is_opened_twice_is_the_newer_one() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil .\n");
    client.diagnostics(URI);
    client.open(URI, "plaintext", "Salt,,\n");
    assert_eq!(client.settled(URI), ["0:4-0:6 doubled-punctuation"]);
    client.finish();
}

#[test]
fn a_version_that_goes_back_is_said_once_and_the_text_is_checked() {
    let mut client = Client::named("neovim-0.10.4");
    client.open(URI, "text", "Oil\n");
    client.change(URI, 7, json!([edit([0, 3, 0, 3], " .")]));
    assert_eq!(client.settled(URI), ["0:3-0:5 space-before-punctuation"]);
    client.change(URI, 3, json!([edit([0, 0, 0, 0], "The ")]));
    let log = client.notification("window/logMessage");
    assert_eq!(log["type"], 2);
    assert!(log["message"].as_str().unwrap().contains("from 7 to 3"), "{log}");
    let published = client.diagnostics(URI);
    assert_eq!(published["version"], 3);
    assert_eq!(shown(&published), ["0:7-0:9 space-before-punctuation"]);
    client.change(URI, 2, json!([edit([0, 0, 0, 4], "")]));
    assert_eq!(client.settled(URI), ["0:3-0:5 space-before-punctuation"]);
    client.finish();
}

#[test]
fn an_empty_list_is_sent_once_and_an_equal_one_follows_its_text() {
    let mut client = Client::named("neovim-0.10.4");
    client.open(URI, "text", "Oil\n");
    let published = client.diagnostics(URI);
    assert_eq!((shown(&published).len(), &published["version"]), (0, &json!(1)));
    client.change(URI, 2, json!([edit([0, 3, 0, 3], "s")]));
    client.change(URI, 3, json!([edit([0, 4, 0, 4], " .")]));
    // Marks may have been moved by the edits: the list is sent again, though it is the same.
    assert_eq!(client.settled(URI), ["0:4-0:6 space-before-punctuation"]);
    client.change(URI, 4, json!([edit([0, 0, 0, 1], "o")]));
    let published = client.diagnostics(URI);
    assert_eq!(published["version"], 4);
    assert_eq!(shown(&published), ["0:4-0:6 space-before-punctuation"]);
    client.finish();
}

#[test]
fn any_name_is_a_document() {
    let mut client = Client::new();
    for (uri, language_id, text, found) in [
        ("file:///a%20b/%5Bc%5D.md", "markdown", "Oil .\n\n    Salt .\n", 1),
        ("file:///a b/[d].md", "", "Oil .\n\n    Salt .\n", 1),
        ("file:///%E7%96%AB%E6%83%85.txt", "plaintext", "Oil .\n\n    Salt .\n", 2),
        ("file:///疫情2.txt", "text", "Oil .\n", 1),
        ("untitled:Untitled-1", "plaintext", "Oil .\n", 1),
        ("untitled:Untitled-2", "markdown", "Oil .\n\n    Salt .\n", 1),
        ("file:///c%3A/Users/x.txt", "plaintext", "Oil .\n", 1),
        ("file:///D:/Users/x.mdx", "mdx", "Oil .\n\n    Salt .\n", 1),
        ("file:///x.tex", "latex", "Oil .\n", 1),
        ("file:///book/postedit-names.txt", "plaintext", "prefer: Oil .\n", 0),
    ] {
        client.open(uri, language_id, text);
        let published = client.diagnostics(uri);
        assert_eq!(shown(&published).len(), found, "{uri}: {published}");
        let actions = client.actions(uri, [0, 4, 0, 4], json!(["quickfix"]));
        assert_eq!(actions.is_empty(), found == 0);
        let about = |action: &serde_json::Value| match action.get("edit") {
            Some(edit) => edit["documentChanges"][0]["textDocument"]["uri"] == uri,
            None => action["command"]["arguments"][0]["uri"] == uri,
        };
        assert!(actions.iter().all(about), "{uri}");
        client.close(uri);
    }
    client.finish();
}

#[test]
fn two_spellings_of_a_uri_are_one_document() {
    let mut client = Client::new();
    let (one, other) = ("file:///c%3A/a%5B1%5D.txt", "file:///C:/a[1].txt");
    client.open(one, "plaintext", "Oil\n");
    client.change(other, 2, json!([edit([0, 3, 0, 3], " .")]));
    assert_eq!(client.settled(one), ["0:3-0:5 space-before-punctuation"]);
    client.finish();
}

#[test]
fn a_thousand_findings_are_shown_the_nearest_first() {
    let mut client = Client::new();
    let lines = 3000;
    client.open(URI, "plaintext", &"Oil .\n\n".repeat(lines));
    let log = client.notification("window/logMessage");
    assert!(log["message"].as_str().unwrap().contains("3000 findings"), "{log}");
    let published = client.diagnostics(URI);
    assert_eq!(shown(&published).len(), 1000);
    assert_eq!(place(&published["diagnostics"][0]["range"]), "0:3-0:5");
    client.change(URI, 2, json!([edit([4000, 0, 4000, 0], "Salt. ")]));
    let published = shown(&client.diagnostics(URI));
    assert_eq!(published.len(), 1000);
    assert!(published.contains(&"4000:9-4000:11 space-before-punctuation".to_owned()));
    let lines: Vec<u32> = published.iter().map(|line| line.split(':').next().unwrap().parse().unwrap()).collect();
    assert!(lines.is_sorted() && lines[0] > 2900 && lines[999] < 5100, "{} to {}", lines[0], lines[999]);
    client.finish();
}
