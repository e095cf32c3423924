//! Order under load: every edit counts, every answer belongs to the text it was asked about.

use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::finding::Finding;
use postedit::format::Format;
use serde_json::{Value, json};

use super::client::{Client, URI, edit};

const CHANGES: i32 = 10_000;

/// One request for so many changes.
const EVERY: i32 = 10;

/// A text that is typed at its end, letter by letter, and thrown away now and then.
struct Typist {
    text: String,
    column: u32,
}

impl Typist {
    /// The next keystroke: words, and now and then a blank before a full stop. A line is ASCII and short.
    fn next(&mut self, n: i32) -> Value {
        let (at, new) = match n % 40 {
            39 => (self.column, "\n".to_owned()),
            7 | 23 => (self.column, " .".to_owned()),
            9 => return self.backspace(),
            38 if n % 1000 == 998 => return self.delete_all(),
            k => (self.column, char::from(b'a' + (k % 26) as u8).to_string()),
        };
        let line = self.line();
        self.text.push_str(&new);
        self.column = if new == "\n" { 0 } else { at + new.len() as u32 };
        edit([line, at, line, at], &new)
    }

    fn backspace(&mut self) -> Value {
        let line = self.line();
        self.text.pop();
        self.column -= 1;
        edit([line, self.column, line, self.column + 1], "")
    }

    fn delete_all(&mut self) -> Value {
        let all = [0, 0, self.line(), self.column];
        (self.text, self.column) = (String::new(), 0);
        edit(all, "")
    }

    fn line(&self) -> u32 {
        self.text.matches('\n').count() as u32
    }

    /// Where quick fixes are due, as the engine sees it without any server.
    fn expected(&self) -> Vec<[u32; 2]> {
        let findings = Engine::new(Settings::default()).check(&self.text, Format::Plain);
        let fixes = findings.iter().flat_map(|finding: &Finding| &finding.fixes).filter(|fix| !fix.edits.is_empty());
        let starts = fixes.map(|fix| fix.edits[0].range.start);
        let place = |at: usize| {
            let before = &self.text[..at];
            let line = before.matches('\n').count();
            let column = at - before.rfind('\n').map_or(0, |newline| newline + 1);
            [line as u32, column as u32]
        };
        starts.map(place).collect()
    }
}

/// Where the actions' first edits begin, with the version each is for.
fn answered(actions: &Value) -> Vec<([u32; 2], i64)> {
    let answer = |action: &Value| {
        let change = &action["edit"]["documentChanges"][0];
        let start = &change["edits"][0]["range"]["start"];
        let number = |value: &Value| value.as_u64().unwrap() as u32;
        ([number(&start["line"]), number(&start["character"])], change["textDocument"]["version"].as_i64().unwrap())
    };
    actions.as_array().unwrap().iter().filter(|action| action.get("edit").is_some()).map(answer).collect()
}

#[test]
fn a_burst_of_changes_keeps_its_order_and_every_answer_is_right() {
    let mut client = Client::new();
    let mut typist = Typist { text: String::new(), column: 0 };
    client.open(URI, "plaintext", "");
    let mut asked = Vec::new();
    // Nothing is read meanwhile: the server must not wait for its client.
    for n in 0..CHANGES {
        let version = n + 2;
        let change = typist.next(n);
        client.change(URI, version, json!([change]));
        if n % EVERY == 0 {
            let id = client.ask(URI, json!(["quickfix"]));
            asked.push((id, version, typist.text.clone()));
        }
    }
    for (id, version, text) in asked {
        let expected = Typist { text, column: 0 }.expected();
        let answer = answered(&client.response(id).expect("each request is answered"));
        let (places, versions): (Vec<_>, Vec<_>) = answer.into_iter().unzip();
        assert_eq!(places, expected, "asked at version {version}");
        assert!(versions.iter().all(|v| *v == i64::from(version)), "asked at {version}, answered for {versions:?}");
    }
    let last = client.settled(URI);
    client.open("untitled:fresh", "plaintext", &typist.text);
    assert_eq!(last, client.settled("untitled:fresh"));
    client.finish();
}

#[test]
fn an_answer_without_a_version_is_never_for_another_text() {
    let mut client = Client::named("neovim-0.12.4");
    client.open(URI, "text", "Oil .\n");
    client.diagnostics(URI);
    let mut asked = Vec::new();
    for n in 0..200 {
        client.change(URI, n + 2, json!([edit([0, 0, 0, 0], "a")]));
        asked.push(client.ask(URI, json!(["quickfix"])));
    }
    let last = asked.pop().unwrap();
    for id in asked {
        match client.response(id) {
            // Answered before the next edit came.
            Ok(actions) => assert_eq!(actions.as_array().unwrap().len(), 2),
            Err(code) => assert_eq!(code, -32801),
        }
    }
    let actions = client.response(last).expect("the text stands as it was asked about");
    let edits = &actions[0]["edit"]["changes"][URI];
    assert_eq!(edits[0]["range"]["start"]["character"], 203);
    assert_eq!(client.settled(URI), ["0:203-0:205 space-before-punctuation"]);
    client.finish();
}

#[test]
fn a_cancelled_request_is_answered_and_nothing_else_changes() {
    let mut client = Client::new();
    // Long enough that the check is still under way when the request is cancelled.
    let long = "One more sentence stands here, and another one follows it.\n\n".repeat(20_000);
    client.open(URI, "plaintext", &format!("Oil .\n\n{long}"));
    client.change(URI, 2, json!([edit([0, 0, 0, 0], "The ")]));
    let cancelled = client.ask(URI, json!(null));
    client.notify("$/cancelRequest", json!({"id": cancelled}));
    client.change(URI, 3, json!([edit([0, 0, 0, 4], "")]));
    assert_eq!(client.response(cancelled), Err(-32800));
    assert_eq!(client.settled(URI), ["0:3-0:5 space-before-punctuation"]);
    // One that is answered already, and one that never was.
    client.notify("$/cancelRequest", json!({"id": cancelled}));
    client.notify("$/cancelRequest", json!({"id": "unknown"}));
    client.finish();
}

#[test]
fn a_number_that_waits_for_its_answer_is_not_taken_twice() {
    let mut client = Client::new();
    let long = "One more sentence stands here, and another one follows it.\n\n".repeat(20_000);
    client.open(URI, "plaintext", &format!("Oil .\n\n{long}"));
    client.change(URI, 2, json!([edit([0, 0, 0, 0], "The ")]));
    let waiting = client.ask(URI, json!(null));
    let body =
        json!({"jsonrpc": "2.0", "id": waiting, "method": "workspace/symbol", "params": {"query": ""}}).to_string();
    client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    assert_eq!(client.response(waiting), Err(-32600));
    client.notify("$/cancelRequest", json!({"id": waiting}));
    assert_eq!(client.response(waiting), Err(-32800));
    assert_eq!(client.settled(URI), ["0:7-0:9 space-before-punctuation"]);
    client.finish();
}

#[test]
fn documents_do_not_wait_for_each_other() {
    let mut client = Client::new();
    let uri = |n: i32| format!("file:///project/{n}.txt");
    for n in 0..20 {
        client.open(&uri(n), "plaintext", "Oil\n");
    }
    for version in 2..50 {
        for n in 0..20 {
            client.change(&uri(n), version, json!([edit([0, 0, 0, 0], "a")]));
        }
    }
    for n in 0..20 {
        client.change(&uri(n), 50, json!([edit([0, 51, 0, 51], " .")]));
        assert_eq!(client.settled(&uri(n)), ["0:51-0:53 space-before-punctuation"]);
    }
    client.finish();
}
