//! Open, change, close: what is held is what the editor shows.

use std::time::Duration;

use serde_json::json;

use super::client::{Client, URI, edit, introduction, shown};

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
fn of_a_check_that_finds_very_much_the_first_are_shown_and_how_many_there_are() {
    // One of them is sent its findings, the other asks for them.
    for name in ["neovim-0.12.4", "vscode-1.139.1"] {
        let mut client = Client::named(name);
        client.open(URI, "plaintext", &format!("Rain, and and snow.\n\n{}", "Oil .\n\n".repeat(100)));
        assert_eq!(shown(&client.diagnostics(URI)).len(), 101);
        client.change(URI, 2, json!([edit([2, 0, 2, 0], "Salt , ")]));
        let published = client.diagnostics(URI);
        let list = shown(&published);
        assert_eq!((list.len(), list[0].as_str()), (1 + 1 + 20, "0:6-0:13 repeated-word"));
        assert_eq!(list[1..3], ["2:4-2:6 space-before-punctuation"; 2]);
        assert_eq!(list[21], "38:3-38:5 space-before-punctuation");
        let notice = published["diagnostics"][1]["message"].as_str().unwrap();
        assert!(notice.contains("space-before-punctuation has 101 findings"), "{notice}");
        let offered = client.actions(URI, [2, 5, 2, 5], json!(null));
        let offered = |title: &str| offered.iter().any(|action| action["title"].as_str().unwrap().starts_with(title));
        assert!(offered("Fix all 101 findings of space-before-punctuation"));
        assert!(offered("Stop reporting space-before-punctuation in this file"));
        // One less, and all of them have room.
        client.change(URI, 3, json!([edit([2, 0, 2, 7], "")]));
        assert_eq!(shown(&client.diagnostics(URI)).len(), 101);
        client.finish();
    }
}

#[test]
fn the_head_of_a_long_text_is_shown_first_and_what_is_typed_meanwhile_counts() {
    let mut client = Client::new();
    let rain = "Rain fell on the roofs of the town.\n\n".repeat(5_000);
    client.open(URI, "plaintext", &format!("Oil .\n\n{rain}{rain}Salt .\n"));
    client.change(URI, 2, json!([edit([2, 0, 2, 0], "Tea .\n\n")]));
    client.change(URI, 3, json!([edit([20_004, 0, 20_004, 4], "Bread")]));
    let [oil, tea, bread] =
        ["0:3-0:5", "2:3-2:5", "20004:5-20004:7"].map(|at| format!("{at} space-before-punctuation"));
    let mut lists = Vec::new();
    while lists.last() != Some(&vec![oil.clone(), tea.clone(), bread.clone()]) {
        lists.push(shown(&client.diagnostics(URI)));
    }
    assert!(lists.iter().all(|list| list.first() == Some(&oil)), "{lists:?}");
    client.finish();
}

#[test]
fn nobody_waits_who_types_while_a_long_text_is_read() {
    const OTHER: &str = "untitled:other";
    let mut client = Client::new();
    client.open(OTHER, "plaintext", "Oil .\n");
    client.diagnostics(OTHER);
    let novel = "Rain fell on the roofs of the town.\n\n".repeat(20_000);
    client.open(URI, "plaintext", &format!("Oil .\n\n{novel}Salt .\n"));
    client.change(OTHER, 2, json!([edit([0, 0, 0, 0], "Sweet ")]));
    let mut order = Vec::new();
    while order.len() < 3 {
        let message = client.wait_for(|message| message["method"] == "textDocument/publishDiagnostics");
        order.push((message["params"]["uri"].clone(), shown(&message["params"]).len()));
    }
    assert_eq!(order, [(json!(URI), 1), (json!(OTHER), 1), (json!(URI), 2)]);
    client.finish();
}

#[test]
fn a_server_that_has_rested_goes_on_where_it_was() {
    let mut client = Client::new();
    // Long enough to be judged on the threads for that.
    let rain = "Rain fell on the roofs of the town.\n\n".repeat(8_000);
    client.open(URI, "plaintext", &format!("Oil .\n\n{rain}In the end Maro Tesk spoke. Later Maro Tesk left.\n"));
    assert_eq!(client.settled(URI), ["0:3-0:5 space-before-punctuation"]);
    for (version, name) in [(2, "Maro-Tesk"), (3, "Ma Rotesk")] {
        // Its threads have gone on as new ones when that is over, and have given back what they could the second time.
        std::thread::sleep(Duration::from_millis(1300 * (version as u64 - 1)));
        client.change(URI, version, json!([edit([0, 0, 0, 0], &format!("{name} came. "))]));
        while !shown(&client.diagnostics(URI)).iter().any(|shown| shown.ends_with("inconsistent-name")) {}
        assert!(client.at("textDocument/hover", URI, [0, 1]).to_string().contains("Maro"));
    }
    client.finish();
}
