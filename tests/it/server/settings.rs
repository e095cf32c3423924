//! Settings from the start and later, and what is said of bad ones.

use serde_json::json;

use super::client::{Client, URI, introduction, shown, without_pull};
use super::project::Folder;

#[test]
fn settings_come_with_the_start_and_change_later() {
    let mut client = Client::with_options(json!({"rules": {"doubled-punctuation": "off"}}));
    client.open(URI, "plaintext", "Bread,, salt .\n");
    assert_eq!(client.settled(URI), ["0:12-0:14 space-before-punctuation"]);
    let settings = json!({"postedit": {"rules": {"space-before-punctuation": "error"}}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
    let published = client.diagnostics(URI);
    assert_eq!(published["diagnostics"][0]["code"], "doubled-punctuation");
    assert_eq!(published["diagnostics"][1]["severity"], 1);
    client.finish();
}

#[test]
fn an_unsaved_text_is_checked_again_from_the_buffer() {
    let mut client = Client::new();
    client.open(URI, "plaintext", "Oil\n");
    client.change(URI, 2, json!([super::client::edit([0, 3, 0, 3], " .")]));
    assert_eq!(client.settled(URI), ["0:3-0:5 space-before-punctuation"]);
    for (level, found) in [("off", 0), ("hint", 0), ("information", 1)] {
        let settings = json!({"postedit": {"rules": {"space-before-punctuation": level}}});
        client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
        let shown = if level == "hint" { 0 } else { client.settled(URI).len() };
        assert_eq!(shown, found, "{level}");
    }
    client.finish();
}

#[test]
fn a_bad_setting_is_said_once_and_the_rest_applies() {
    let bad = json!({"langauge": "en", "rules": {"doubled-punctuation": "off", "no-such-rule": "error"}});
    let mut client = Client::with_options(bad.clone());
    let mut said = Vec::new();
    for _ in 0..2 {
        let message = client.notification("window/showMessage");
        assert_eq!(message["type"], 2);
        said.push(message["message"].as_str().unwrap().to_owned());
    }
    assert!(said[0].contains("\"langauge\"") && said[1].contains("\"no-such-rule\""), "{said:?}");
    client.open(URI, "plaintext", "Bread,, salt .\n");
    assert_eq!(client.settled(URI), ["0:12-0:14 space-before-punctuation"]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"postedit": bad}}));
    client.finish();
}

#[test]
fn settings_that_are_none_of_ours_change_nothing() {
    let mut client = Client::with_options(json!({"rules": {"doubled-punctuation": "off"}}));
    client.open(URI, "plaintext", "Bread,, salt .\n");
    assert_eq!(client.settled(URI), ["0:12-0:14 space-before-punctuation"]);
    for settings in [json!(null), json!({}), json!({"other": {"rules": {}}}), json!({"postedit": null}), json!([])] {
        client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
    }
    client.change(URI, 2, json!([super::client::edit([0, 0, 0, 0], "A ")]));
    assert_eq!(client.settled(URI), ["0:14-0:16 space-before-punctuation"]);
    client.finish();
}

#[test]
fn a_client_that_can_be_asked_is_asked_where_it_says_nothing_itself() {
    // Neither with its introduction nor when something has changed.
    let mut client = Client::silent();
    client.settings = json!({"rules": {"doubled-punctuation": "off"}});
    client.introduce(without_pull(introduction("vscode-1.139.1")));
    client.open(URI, "plaintext", "Bread,, salt .\n");
    while shown(&client.diagnostics(URI)) != ["0:12-0:14 space-before-punctuation"] {}
    assert_eq!(client.asked_for_settings, 1);
    client.settings = json!({"rules": {"space-before-punctuation": "off"}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    assert_eq!(shown(&client.diagnostics(URI)), ["0:5-0:7 doubled-punctuation"]);
    assert_eq!(client.asked_for_settings, 2);
    client.finish();
}

#[test]
fn a_client_that_has_said_its_settings_or_cannot_be_asked_is_not_asked() {
    let said = Client::with_options(json!({}));
    let small = Client::introduced(json!({"capabilities": {}}));
    for mut client in [said, small] {
        client.open(URI, "plaintext", "Bread,, salt .\n");
        assert_eq!(client.settled(URI).len(), 2);
        assert_eq!(client.asked_for_settings, 0);
        client.finish();
    }
}

#[test]
fn settings_that_are_no_object_are_said() {
    let mut client = Client::with_options(json!("everything"));
    let message = client.notification("window/showMessage");
    assert!(message["message"].as_str().unwrap().contains("must be an object"), "{message}");
    client.finish();
}

#[test]
fn files_can_be_left_alone_or_have_settings_of_their_own() {
    let commas = "Bread,, salt .\n";
    let folder =
        Folder::new(&[("own/postedit.toml", "exclude = [\"old/*\"]\n[rules]\nspace-before-punctuation = \"hint\"\n")]);
    let settings = json!({
        "exclude": ["drafts/**"],
        "overrides": [{"paths": ["*.loud.txt"], "rules": {"doubled-punctuation": "off", "space-before-punctuation": "error"}}],
    });
    let (doubled, blank) = ("0:5-0:7 doubled-punctuation", "0:12-0:14 space-before-punctuation");
    for client in ["vscode-1.139.1", "emacs-30.1-eglot"] {
        let mut params = folder.introduction(client, &[""]);
        params["initializationOptions"] = settings.clone();
        let mut client = Client::introduced(params);
        for (name, found) in [
            ("a.txt", vec![doubled, blank]),
            ("drafts/deep/a.txt", vec![]),
            ("sub/a.loud.txt", vec![blank]),
            // A project has its own folder, and holds over the client.
            ("own/drafts/a.txt", vec![]),
            ("own/old/a.txt", vec![]),
            ("own/a.txt", vec![doubled]),
            ("own/a.loud.txt", vec![]),
        ] {
            let uri = folder.uri(name);
            client.open(&uri, "plaintext", commas);
            assert_eq!(client.settled(&uri), found, "{name}");
        }
        // They hold at once, and not any more.
        client.notify("workspace/didChangeConfiguration", json!({"settings": {"postedit": {"exclude": ["a.txt"]}}}));
        let uri = folder.uri("drafts/deep/a.txt");
        assert_eq!(client.settled(&uri), [doubled, blank]);
        assert_eq!(client.settled(&folder.uri("a.txt")), [""; 0]);
        for name in ["sub/a.loud.txt", "own/drafts/a.txt", "own/a.txt", "own/a.loud.txt"] {
            client.settled(&folder.uri(name));
        }
        client.finish();
    }
}

#[test]
fn a_scope_of_the_client_counts_where_the_project_says_nothing() {
    let one = "Tao Leshan came. Then Tao Leshan sat down.\n";
    let other = "At noon Tao Le Shan left.\n";
    for (options, scope, found) in [
        ("", json!(null), 1),
        ("", json!("document"), 0),
        ("", json!("folder"), 0),
        ("scope = \"project\"\n", json!("document"), 1),
        ("scope = \"document\"\n", json!("project"), 0),
    ] {
        let folder = Folder::new(&[("postedit.toml", options), ("01.txt", one), ("part/12.txt", other)]);
        let mut params = folder.introduction("neovim-0.12.4", &[""]);
        params["initializationOptions"] = json!({"scope": scope});
        let mut client = Client::introduced(params);
        let uri = folder.uri("part/12.txt");
        client.open(&uri, "text", other);
        assert_eq!(client.settled(&uri).len(), found, "{options} {scope}");
        client.finish();
    }
    // It makes no project.
    let folder = Folder::new(&[("01.txt", one), ("12.txt", other)]);
    let mut params = folder.introduction("neovim-0.12.4", &[""]);
    params["initializationOptions"] = json!({"scope": "project"});
    let mut client = Client::introduced(params);
    client.open(&folder.uri("12.txt"), "text", other);
    assert_eq!(client.settled(&folder.uri("12.txt")), [""; 0]);
    client.finish();
}

#[test]
fn what_the_client_excludes_is_compared_with_nothing_and_not_checked_unopened() {
    let one = "Tao Leshan came. Then Tao Leshan sat down.\n";
    let folder = Folder::new(&[("postedit.toml", ""), ("01.txt", one), ("12.txt", "At noon Tao Le Shan left .\n")]);
    let mut client = folder.pulling("vscode-1.139.1");
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"postedit": {"exclude": ["01.txt"]}}}));
    let all = |client: &mut Client| {
        let id = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
        let answer = client.response(id).unwrap();
        let reports = answer["items"].as_array().unwrap().clone();
        reports.iter().map(|report| report["items"].as_array().unwrap().len()).sum::<usize>()
    };
    client.open(&folder.uri("12.txt"), "plaintext", "At noon Tao Le Shan left .\n");
    client.pull(&folder.uri("12.txt"), json!(null)).unwrap();
    assert_eq!(all(&mut client), 1);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"postedit": {"exclude": []}}}));
    while all(&mut client) != 2 {}
    client.finish();
}
