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

/// A text of which the names are listed while other things are done, with a last line.
fn long(last: &str) -> (String, u32) {
    rainy(4000, last)
}

fn rainy(lines: usize, last: &str) -> (String, u32) {
    let text = format!("{TEXT}{}{last}", "Rain fell.\n".repeat(lines));
    let line = text.matches('\n').count() as u32;
    (text, line)
}

#[test]
fn in_a_long_text_who_types_is_offered_what_stood_there_before() {
    let mut client = Client::new();
    let (text, line) = long("They saw Quorl");
    client.open(URI, "plaintext", &text);
    let offered = |client: &mut Client, column: u32| -> Vec<String> {
        let answer = client.at("textDocument/completion", URI, [line, column]);
        let items = answer["items"].as_array().unwrap().iter();
        items.map(|item| format!("{} {}", item["label"].as_str().unwrap(), place(&item["textEdit"]["range"]))).collect()
    };
    let mut version = 1;
    let mut edit = |client: &mut Client, at: [u32; 4], text: &str| {
        version += 1;
        client.change(URI, version, json!([super::client::edit(at, text)]));
    };
    let (nothing, maro): (Vec<String>, String) = (Vec::new(), format!("Maro Tesk {line}:9-{line}:11"));
    assert_eq!(offered(&mut client, 14), nothing);
    // What is being typed is nobody's name, however old the list is.
    edit(&mut client, [line, 5, line, 14], "once saw Quor");
    assert_eq!(offered(&mut client, 18), nothing);
    edit(&mut client, [line, 5, line, 18], "saw Ma");
    assert_eq!(offered(&mut client, 11), [maro]);
    // Some time after the last edit the names are listed again.
    edit(&mut client, [line, 9, line, 11], "Ulm Zorn left. They met Ul");
    let ulm = format!("Ulm Zorn {line}:33-{line}:35");
    let listed = (0..50).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(400));
        offered(&mut client, 35) == [ulm.as_str()]
    });
    assert!(listed, "{:?}", offered(&mut client, 35));
    client.close_silently(URI);
    client.finish();
}

#[test]
fn the_names_of_a_long_text_are_those_of_the_text_that_was_asked_about() {
    // The second is still being read when it is asked about.
    [4000, 60_000].into_iter().for_each(names_while_edited);
}

fn names_while_edited(lines: usize) {
    let mut client = Client::new();
    let (text, line) = rainy(lines, "There Tao Leshan sat.");
    client.open(URI, "plaintext", &text);
    let asked: Vec<i64> = (0..6)
        .map(|n| {
            if n > 0 {
                let name = ["Tao Leshan", "Ilke Brand"][n % 2];
                client.change(URI, n as i32 + 1, json!([super::client::edit([line, 6, line, 16], name)]));
            }
            client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}))
        })
        .collect();
    for (n, id) in asked.into_iter().enumerate() {
        let symbols = client.response(id).expect("the request is answered").to_string();
        let has = |name: &str| symbols.contains(&format!("\"{name}\""));
        assert_eq!((has("Maro Tesk"), has("Tao Leshan"), has("Ilke Brand")), (true, n % 2 == 0, n % 2 == 1), "{n}");
    }
    client.close_silently(URI);
    client.finish();
}

#[test]
fn in_a_short_text_what_is_offered_is_what_stands_there_now() {
    let mut client = Client::new();
    let before = format!("{TEXT}\nThey saw Maro\n");
    let now = format!("{TEXT}Ulm Zorn left.\nThey saw Zor\n");
    client.open(URI, "plaintext", &before);
    for version in (2..40).step_by(2) {
        // Somebody asks for the names of the text before; they are listed while this one comes in.
        let asked = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
        client.change(URI, version, json!([{"text": now}]));
        let answer = client.at("textDocument/completion", URI, [2, 12]);
        assert_eq!(answer["items"][0]["label"], "Ulm Zorn", "{version}");
        client.response(asked).expect("the request is answered");
        client.change(URI, version + 1, json!([{"text": before}]));
    }
    client.close_silently(URI);
    client.finish();
}
