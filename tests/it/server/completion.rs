//! Names are offered as they are written already.

use serde_json::{Value, json};

use super::client::{Client, URI, introduction, place, without_pull};

const TEXT: &str = "In the end Maro Tesk spoke. Later Maro Tesk left with Ilse Brandt, and Maro-Tesk's boat sank. Then Maro Tesk wept.\n";

/// What is offered at the end of a line below the text: the label, the range and the new text of each.
fn offered(client: &mut Client, line: &str) -> Vec<(String, String)> {
    client.open(URI, "plaintext", &format!("{TEXT}\n{line}"));
    let column = line.encode_utf16().count() as u32;
    let answer = client.at("textDocument/completion", URI, [2, column]);
    assert_eq!(answer["isIncomplete"], false);
    let items = answer["items"].as_array().unwrap();
    let item = |item: &Value| {
        assert_eq!(item["textEdit"]["newText"], item["label"]);
        (item["label"].as_str().unwrap().to_owned(), place(&item["textEdit"]["range"]))
    };
    let offered = items.iter().map(item).collect();
    client.close_silently(URI);
    offered
}

#[test]
fn names_go_on_with_what_was_typed() {
    let mut client = Client::new();
    let maro = |range: &str| vec![("Maro Tesk".to_owned(), range.to_owned())];
    let ilse = |range: &str| vec![("Ilse Brandt".to_owned(), range.to_owned())];
    for (line, expected) in [
        ("They saw Mar", maro("2:9-2:12")),
        ("They saw maro t", maro("2:9-2:15")),
        ("They saw Maro ", maro("2:9-2:14")),
        ("😀 saw “Tes", maro("2:8-2:11")),
        ("They saw bra", ilse("2:9-2:12")),
        ("They saw I", ilse("2:9-2:10")),
        ("They saw Qu", vec![]),
    ] {
        assert_eq!(offered(&mut client, line), expected, "{line}");
    }
    // The most frequent first.
    let all: Vec<String> = offered(&mut client, "They saw ").into_iter().map(|(label, _)| label).collect();
    assert_eq!(all, ["Maro Tesk", "Ilse Brandt"]);
    client.finish();
}

#[test]
fn names_of_other_open_documents_are_offered_too() {
    let mut client = Client::introduced(without_pull(introduction("vscode-1.139.1")));
    client.open("untitled:one", "plaintext", TEXT);
    client.open(URI, "plaintext", "They saw Mar");
    client.diagnostics("untitled:one");
    client.diagnostics(URI);
    let answer = client.at("textDocument/completion", URI, [0, 12]);
    assert_eq!(
        answer["items"][0],
        json!({
            "label": "Maro Tesk", "kind": 21, "detail": "4 times", "sortText": "0000", "filterText": "Maro Tesk",
            "textEdit": {"range": super::client::range([0, 9, 0, 12]), "newText": "Maro Tesk"},
        })
    );
    client.finish();
}
