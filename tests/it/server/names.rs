//! Names spelt two ways: findings that know of other places, and fixes that reach them.

use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::finding::Finding;
use postedit::format::Format;
use postedit::range::{ByteRange, Edit, apply};
use serde_json::{Value, json};

use super::client::{Client, URI, introduction, place};

const TEXT: &str =
    "Yesterday Maro Tesk spoke. Later Maro Tesk left.\n\nThen Maro Tesk came back, and Maro-Tesk laughed.\n";

#[test]
fn other_places_are_named_to_clients_that_show_them() {
    for (name, shows) in [("vscode-1.139.1", true), ("neovim-0.12.4", true), ("emacs-30.1-eglot", false)] {
        let mut client = Client::named(name);
        client.open(URI, "plaintext", TEXT);
        let published = client.diagnostics(URI);
        let diagnostic = &published["diagnostics"][0];
        assert_eq!(diagnostic["code"], "inconsistent-name", "{published}");
        let spelling = |form: &str, count: i32| json!({"form": form, "count": count});
        assert_eq!(diagnostic["data"]["forms"], json!([spelling("Maro Tesk", 3), spelling("Maro-Tesk", 1)]));
        let related = diagnostic.get("relatedInformation").and_then(Value::as_array);
        assert_eq!(related.is_some(), shows, "{name}");
        if let Some(related) = related {
            let places: Vec<String> = related.iter().map(|r| place(&r["location"]["range"])).collect();
            assert_eq!(places[0], "0:10-0:19");
            assert!(related.iter().all(|r| r["location"]["uri"] == URI && r["message"].is_string()));
        }
        client.finish();
    }
}

#[test]
fn a_fix_everywhere_is_offered_once_for_all_that_it_mends() {
    let mut client = Client::new();
    client.open(URI, "plaintext", &format!("{TEXT}\nMaro-Tesk, said Maro Tesk and Maro Tesk.\n"));
    client.diagnostics(URI);
    let actions = client.actions(URI, [0, 0, 9, 0], json!(["quickfix"]));
    let everywhere: Vec<&Value> =
        actions.iter().filter(|action| action["title"].as_str().unwrap().contains("everywhere")).collect();
    let titles: Vec<&str> = everywhere.iter().map(|action| action["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Use \"Maro Tesk\" everywhere (2 places)"]);
    assert_eq!(everywhere[0]["diagnostics"].as_array().unwrap().len(), 2);
    let edits = &everywhere[0]["edit"]["documentChanges"][0]["edits"];
    assert_eq!(edits.as_array().unwrap().len(), 2, "{edits}");
    client.finish();
}

/// The sample article that the editors open.
fn article() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/editors/sample/article.txt");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_editor_shows_what_the_engine_finds_in_every_encoding() {
    let text = article();
    let findings = Engine::new(Settings::default()).check(&text, Format::Plain);
    let expected: Vec<(&str, &str)> = findings.iter().map(|f| (f.code, f.range.of(&text))).collect();
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut params = introduction("vscode-1.139.1");
        params["capabilities"]["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::introduced(params);
        client.open(URI, "plaintext", &text);
        let published = client.diagnostics(URI);
        let diagnostics = published["diagnostics"].as_array().unwrap();
        let got: Vec<(&str, &str)> = diagnostics
            .iter()
            .map(|d| (d["code"].as_str().unwrap(), covered(&text, &d["range"], encoding).of(&text)))
            .collect();
        assert_eq!(got, expected, "{encoding}");
        client.finish();
    }
}

#[test]
fn fix_all_does_what_all_preferred_fixes_do() {
    let text = article();
    let findings = Engine::new(Settings::default()).check(&text, Format::Plain);
    let fixes = findings.iter().filter_map(Finding::preferred_fix);
    let edits: Vec<Edit> = fixes.flat_map(|fix| fix.edits.clone()).collect();
    assert!(edits.len() > 3, "the article has defects with clear answers");

    let mut client = Client::named("neovim-0.12.4");
    client.open(URI, "text", &text);
    client.diagnostics(URI);
    let actions = client.actions(URI, [0, 0, 0, 0], json!(["source.fixAll"]));
    let sent = actions[0]["edit"]["changes"][URI].as_array().unwrap();
    let received: Vec<Edit> = sent
        .iter()
        .map(|edit| Edit::replace(covered(&text, &edit["range"], "utf-16"), edit["newText"].as_str().unwrap()))
        .collect();
    assert_eq!(apply(&text, &received), apply(&text, &edits));
    client.finish();
}

/// The bytes of a range, counted by hand.
fn covered(text: &str, range: &Value, encoding: &str) -> ByteRange {
    let width = |c: char| match encoding {
        "utf-8" => c.len_utf8(),
        "utf-16" => c.len_utf16(),
        _ => 1,
    };
    let offset = |position: &Value| {
        let (line, column) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
        let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let mut left = column as usize;
        let before = text[start..].chars().take_while(|c| {
            let taken = left > 0;
            left = left.saturating_sub(width(*c));
            taken
        });
        start + before.map(char::len_utf8).sum::<usize>()
    };
    ByteRange::new(offset(&range["start"]), offset(&range["end"]))
}
