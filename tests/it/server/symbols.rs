//! Headings and names as symbols.

use serde_json::{Value, json};

use super::client::{Client, URI, introduction, place, without_pull};

const TEXT: &str = "At the gate Ilse Brandt spoke.\n\n# One\n\nIn the end Maro Tesk came.\n\n## One and a half\n\nThen Ilse Brandt met Joachim Ferro, as did Maro-Tesk.\n\nTwo\n===\n\nHere Maro Tesk left, and Maro Tesk wept as Maro Tesk does.\n";

/// Symbols inside each other as indented lines.
fn tree(symbols: &Value, depth: usize, lines: &mut Vec<String>) {
    for symbol in symbols.as_array().unwrap() {
        let detail = symbol["detail"].as_str().map_or(String::new(), |detail| format!(": {detail}"));
        lines.push(format!("{}{}{detail}", "  ".repeat(depth), symbol["name"].as_str().unwrap()));
        if let Some(children) = symbol.get("children") {
            tree(children, depth + 1, lines);
        }
    }
}

fn shown(symbols: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    tree(symbols, 0, &mut lines);
    lines
}

#[test]
fn names_stand_below_the_heading_where_they_come_first() {
    let mut client = Client::new();
    client.open(URI, "markdown", TEXT);
    client.diagnostics(URI);
    let symbols = client.about("textDocument/documentSymbol", URI);
    assert_eq!(
        shown(&symbols),
        [
            "Ilse Brandt: twice",
            "One",
            "  Maro Tesk: 5 times, 2 spellings",
            "  One and a half",
            "    Joachim Ferro: once",
            "Two",
        ]
    );
    let one = &symbols[1];
    assert_eq!((place(&one["range"]).as_str(), place(&one["selectionRange"]).as_str()), ("2:0-10:0", "2:2-2:5"));
    client.finish();
}

#[test]
fn a_setting_makes_it_a_list() {
    let mut client = Client::with_options(json!({"symbols": "flat"}));
    client.open(URI, "markdown", TEXT);
    client.diagnostics(URI);
    let symbols = client.about("textDocument/documentSymbol", URI);
    assert_eq!(
        shown(&symbols),
        [
            "Ilse Brandt: twice",
            "One",
            "Maro Tesk: 5 times, 2 spellings",
            "One and a half",
            "Joachim Ferro: once",
            "Two",
        ]
    );
    client.finish();
    let mut client = Client::with_options(json!({"symbols": "round", "codeLens": 1}));
    for _ in 0..2 {
        assert!(client.notification("window/showMessage")["message"].as_str().unwrap().contains(" is set to "));
    }
    client.finish();
}

#[test]
fn a_client_without_trees_gets_a_list_that_says_what_belongs_where() {
    let mut client = Client::named("helix-25.07.1");
    client.open(URI, "markdown", TEXT);
    client.diagnostics(URI);
    let symbols = client.about("textDocument/documentSymbol", URI);
    let list: Vec<(&str, Option<&str>)> = symbols
        .as_array()
        .unwrap()
        .iter()
        .map(|symbol| (symbol["name"].as_str().unwrap(), symbol["containerName"].as_str()))
        .collect();
    assert_eq!(
        list,
        [
            ("Ilse Brandt", None),
            ("One", None),
            ("Maro Tesk", Some("One")),
            ("One and a half", None),
            ("Joachim Ferro", Some("One and a half")),
            ("Two", None),
        ]
    );
    assert_eq!(symbols[2]["location"]["uri"], URI);
    client.finish();
}

#[test]
fn names_of_all_open_documents_are_found_by_some_of_their_letters() {
    let mut client = Client::introduced(without_pull(introduction("vscode-1.139.1")));
    client.open("untitled:one.md", "markdown", TEXT);
    client.open("untitled:two.txt", "plaintext", "Later the boats came to Élise Márton in the end.\n");
    client.diagnostics("untitled:one.md");
    client.diagnostics("untitled:two.txt");
    let mut found = |query: &str| -> Vec<(String, String)> {
        let id = client.request("workspace/symbol", json!({"query": query}));
        let symbols = client.response(id).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        symbols.as_array().unwrap().iter().map(|s| (text(&s["name"]), text(&s["location"]["uri"]))).collect()
    };
    let one = |name: &str| (name.to_owned(), "untitled:one.md".to_owned());
    let two = |name: &str| (name.to_owned(), "untitled:two.txt".to_owned());
    assert_eq!(found("maro t"), [one("Maro Tesk"), one("Maro-Tesk")]);
    assert_eq!(found("ferro"), [one("Joachim Ferro")]);
    assert_eq!(found("elisem"), [two("Élise Márton")]);
    assert_eq!(found("").len(), 5);
    assert_eq!(found("xyz"), []);
    client.finish();
}
