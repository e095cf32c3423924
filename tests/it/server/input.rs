//! Odd input: whatever a client sends, the session goes on.

use serde_json::json;

use super::client::{Client, URI};

fn framed(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

#[test]
fn messages_that_cannot_be_read_are_refused() {
    let mut client = Client::new();
    for (body, code) in
        [("{", -32700), ("[]", -32600), ("{\"jsonrpc\":\"1.0\",\"method\":\"x\"}", -32600), ("", -32700)]
    {
        client.send_raw(&framed(body));
        let answer = client.wait_for(|message| message.get("error").is_some());
        assert_eq!((&answer["id"], &answer["error"]["code"]), (&json!(null), &json!(code)), "{body}");
    }
    client.open(URI, "plaintext", "Oil .\n");
    assert_eq!(client.settled(URI), ["0:3-0:5 space-before-punctuation"]);
    client.finish();
}

#[test]
fn headers_of_any_kind_are_read() {
    let mut client = Client::new();
    let open = |uri: &str| {
        let document = json!({"uri": uri, "languageId": "text", "version": 1, "text": "Oil .\n"});
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}).to_string()
    };
    for (n, header) in [
        "content-length: @\r\n",
        "Content-Type: application/vscode-jsonrpc\r\nContent-Length:@\r\n",
        "Content-Length: @\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\nX-A: b\r\nX-C: d\r\n",
        "no header at all\r\n\r\nContent-Length: @\r\n",
    ]
    .iter()
    .enumerate()
    {
        let uri = format!("file:///{n}.txt");
        let body = open(&uri);
        client.send_raw(format!("{}\r\n{body}", header.replace('@', &body.len().to_string())).as_bytes());
        assert_eq!(client.settled(&uri), ["0:3-0:5 space-before-punctuation"], "{header}");
    }
    client.finish();
}

#[test]
fn half_a_character_does_no_harm() {
    let mut client = Client::new();
    // An editor may hold half a surrogate pair, and sends it as an escape.
    let body = r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"URI","languageId":"text","version":1,"text":"a\ud83d b\ude00 \ud83d\ude00x .\n"}}}"#;
    client.send_raw(&framed(&body.replace("URI", URI)));
    assert_eq!(client.settled(URI), ["0:1-0:2 invisible-character", "0:9-0:11 space-before-punctuation"]);
    let mut bytes = framed(&body.replace("URI", "file:///b.txt").replace("\\ud83d", "\u{e9}"));
    let accent = bytes.iter().position(|b| *b == 0xC3).unwrap();
    bytes[accent + 1] = b'.';
    client.send_raw(&bytes);
    client.settled("file:///b.txt");
    client.finish();
}

#[test]
fn unknown_methods_are_answered_or_passed_over() {
    let mut client = Client::new();
    client.notify("$/setTrace", json!({"value": "verbose"}));
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    client.notify("no/suchNotification", json!([1]));
    client.notify("textDocument/didChange", json!({"textDocument": 1}));
    let id = client.request("textDocument/moniker", json!({}));
    assert_eq!(client.response(id), Err(-32601));
    let id = client.request("textDocument/codeAction", json!({"textDocument": {}}));
    assert_eq!(client.response(id), Err(-32602));
    client.finish();
}

#[test]
fn a_goodbye_with_parameters_is_a_goodbye() {
    for params in [json!({}), json!([]), json!([null]), json!(null)] {
        let mut client = Client::new();
        let id = client.request("shutdown", params.clone());
        assert_eq!(client.response(id), Ok(json!(null)), "{params}");
        client.notify("exit", params);
        assert_eq!(client.ending(), postedit::server::Ending::Orderly);
    }
}

#[test]
fn nothing_is_served_before_the_introduction() {
    let mut client = Client::silent();
    let id = client.request("textDocument/codeAction", json!({}));
    assert_eq!(client.response(id), Err(-32002));
    client.notify("textDocument/didOpen", json!({}));
    let id = client.request("initialize", json!({"capabilities": {}}));
    client.response(id).unwrap();
    let id = client.request("initialize", json!({"capabilities": {}}));
    assert_eq!(client.response(id), Err(-32600));
    client.finish();
}

#[test]
fn what_a_client_says_of_itself_in_another_form_is_not_heard() {
    let mut client = Client::silent();
    let capabilities = json!({"general": {"positionEncodings": "utf-8"}, "textDocument": [], "window": null});
    client.introduce(json!({"processId": "none", "workspaceFolders": {}, "capabilities": capabilities}));
    assert_eq!(client.initialized["capabilities"]["positionEncoding"], "utf-16");
    client.finish();
}

#[test]
fn a_goodbye_that_waits_for_nothing_is_answered_and_orderly() {
    // One that the server asks nothing.
    let mut client = Client::introduced(json!({"capabilities": {}}));
    let id = client.request("shutdown", json!(null));
    client.notify("exit", json!(null));
    assert_eq!(client.response(id), Ok(json!(null)));
    assert_eq!(client.ending(), postedit::server::Ending::Orderly);
}

#[test]
fn a_request_is_no_notification_and_nothing_is_asked_after_the_goodbye() {
    let mut client = Client::new();
    let id = client.request("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(client.response(id), Err(-32600));
    client.notify("textDocument/hover", json!({"textDocument": {"uri": URI}}));
    let id = client.request("shutdown", json!(null));
    client.response(id).unwrap();
    let id = client.request("workspace/symbol", json!({"query": ""}));
    assert_eq!(client.response(id), Err(-32600));
    client.notify("exit", json!(null));
    assert_eq!(client.ending(), postedit::server::Ending::Orderly);
}
