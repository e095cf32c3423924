//! What glossaries say where one reads and writes: on cards and among completions.

use serde_json::{Value, json};

use super::client::{Client, edit, place};
use super::project::Folder;

const OPTIONS: &str = "language = \"en\"\nglossaries = [\"water.tsv\", \"glossary.txt\"]\n";
const TABLE: &str = "source\ttarget\tstatus\tnotes\n堤\tdyke\tpreferred\ta bank of earth\n堤\tembankment\tallowed\n堤\tdike\tforbidden\n";
const PLAIN: &str = "# ours\n闸\tsluice gate\n基辅\tKyiv\n基辅\tKiev\tforbidden\n";
const TEXT: &str = "They walked on the old dyke. In the end Kiev was far, and Kiev was cold. The sluice\ngates held.\n";

fn project() -> Folder {
    Folder::new(&[("postedit.toml", OPTIONS), ("water.tsv", TABLE), ("glossary.txt", PLAIN)])
}

/// A client that can do everything, and one that can do next to nothing.
fn clients(folder: &Folder) -> [Client; 2] {
    let small = json!({"capabilities": {}, "rootUri": folder.uri(".")});
    [folder.client("vscode-1.139.1", &["."]), Client::introduced(small)]
}

fn card(client: &mut Client, uri: &str, at: [u32; 2]) -> (String, String) {
    let hover = client.at("textDocument/hover", uri, at);
    (place(&hover["range"]), hover["contents"]["value"].as_str().unwrap().to_owned())
}

#[test]
fn a_term_has_a_card_of_its_entry() {
    let folder = project();
    let uri = folder.uri("a.txt");
    for (mut client, [dyke, gate]) in clients(&folder).into_iter().zip([
        [
            "**Glossary**: 堤\n- dyke: preferred\n- embankment: may be used\n- dike: not to be used\n- Note: a bank of earth\n- In water.tsv, line 2",
            "**Glossary**: 闸\n- sluice gate\n- In glossary.txt, line 2",
        ],
        [
            "Glossary: 堤\n- dyke: preferred\n- embankment: may be used\n- dike: not to be used\n- Note: a bank of earth\n- In water.tsv, line 2",
            "Glossary: 闸\n- sluice gate\n- In glossary.txt, line 2",
        ],
    ]) {
        client.open(&uri, "plaintext", TEXT);
        client.settled(&uri);
        assert_eq!(card(&mut client, &uri, [0, 25]), ("0:23-0:27".to_owned(), dyke.to_owned()));
        // Across the end of a line, in the plural, from either word.
        assert_eq!(card(&mut client, &uri, [0, 80]), ("0:77-1:5".to_owned(), gate.to_owned()));
        assert_eq!(card(&mut client, &uri, [1, 2]), ("0:77-1:5".to_owned(), gate.to_owned()));
        assert_eq!(client.at("textDocument/hover", &uri, [0, 8]), Value::Null, "no term");
        client.finish();
    }
}

#[test]
fn the_card_of_a_name_says_what_the_glossary_says_of_it() {
    let folder = project();
    let uri = folder.uri("a.txt");
    for mut client in clients(&folder) {
        client.open(&uri, "plaintext", TEXT);
        client.settled(&uri);
        let (range, card) = card(&mut client, &uri, [0, 41]);
        assert_eq!(range, "0:40-0:44");
        assert!(card.contains("Kiev") && card.contains("twice"), "{card}");
        assert!(card.contains(": 基辅\n- Kyiv\n- Kiev: not to be used\n- In glossary.txt, line 4"), "{card}");
        client.finish();
    }
}

/// What is offered behind `line`: label, detail and place of each.
fn offered(client: &mut Client, uri: &str, line: &str) -> Vec<String> {
    client.open(uri, "plaintext", &format!("{TEXT}\n{line}"));
    let column = line.encode_utf16().count() as u32;
    let answer = client.at("textDocument/completion", uri, [3, column]);
    let item = |item: &Value| {
        assert_eq!(item["textEdit"]["newText"], item["label"]);
        let (label, detail) = (item["label"].as_str().unwrap(), item["detail"].as_str().unwrap());
        format!("{label} | {detail} | {}", place(&item["textEdit"]["range"]))
    };
    let offered = answer["items"].as_array().unwrap().iter().map(item).collect();
    client.close_silently(uri);
    offered
}

#[test]
fn terms_to_use_are_offered_and_forbidden_ones_never() {
    let folder = project();
    let uri = folder.uri("a.txt");
    for mut client in clients(&folder) {
        for (line, expected) in [
            ("An old dy", vec!["dyke | water.tsv: 堤 | 3:7-3:9"]),
            ("Dy", vec!["Dyke | water.tsv: 堤 | 3:0-3:2"]),
            ("The sluice g", vec!["sluice gate | glossary.txt: 闸 | 3:4-3:12"]),
            ("The gat", vec!["sluice gate | glossary.txt: 闸 | 3:4-3:7"]),
            ("Off to Ky", vec!["Kyiv | glossary.txt: 基辅 | 3:7-3:9"]),
            // Written twice, and forbidden.
            ("Off to Kie", vec![]),
            ("An old di", vec![]),
            // Allowed, where another is preferred.
            ("An emb", vec![]),
        ] {
            assert_eq!(offered(&mut client, &uri, line), expected, "{line}");
        }
        // What is written, in whatever spelling, is offered before what is only in a glossary.
        let all = offered(&mut client, &uri, "Then Kyiv came. In the end Kyiv, Kyiv ");
        assert_eq!(all[0], "Kyiv | 5 times, glossary.txt: 基辅 | 3:38-3:38", "{all:?}");
        assert_eq!(all.len(), 3, "{all:?}");
        client.finish();
    }
}

#[test]
fn cards_and_completions_follow_the_glossary_as_it_is_typed() {
    let folder = project();
    let (uri, terms) = (folder.uri("a.txt"), folder.uri("glossary.txt"));
    for mut client in clients(&folder) {
        client.open(&uri, "plaintext", "An old weir");
        client.settled(&uri);
        assert_eq!(client.at("textDocument/hover", &uri, [0, 9]), Value::Null);
        client.open(&terms, "plaintext", PLAIN);
        client.change(&terms, 2, json!([edit([1, 0, 1, 0], "堰\tweir\n")]));
        client.settled(&terms);
        let (range, card) = card(&mut client, &uri, [0, 9]);
        assert_eq!(range, "0:7-0:11");
        assert!(card.ends_with("- weir\n- In glossary.txt, line 2"), "{card}");
        let answer = client.at("textDocument/completion", &uri, [0, 9]);
        assert_eq!(answer["items"][0]["label"], "weir");
        client.finish();
    }
}
