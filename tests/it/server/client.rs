//! A small client: speaks frames over an in-memory pipe, waits for messages and never for time, and fails if one
//! was left unread.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver};
use std::thread::JoinHandle;
use std::time::Duration;

use postedit::server::{Ending, serve};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, DuplexStream};
use tokio::runtime::{Builder, Handle, Runtime};

/// Longer than anything takes; reached only where a test fails.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// How much the pipes hold: less than a burst, so that a server that waits for its client is found out.
const PIPE: usize = 4096;

/// What the tests' document is called where its name does not matter.
pub const URI: &str = "file:///project/notes.txt";

/// A session with a server of its own.
pub struct Client {
    runtime: Runtime,
    to_server: Option<DuplexStream>,
    incoming: Receiver<Value>,
    server: Option<JoinHandle<Ending>>,
    /// Messages that came while others were waited for.
    unread: VecDeque<Value>,
    last_id: i64,
    /// It asks for diagnostics and is not sent them.
    pulls: bool,
    /// What it answers to who asks for its settings.
    pub settings: Value,
    /// How often the server asked for them.
    pub asked_for_settings: usize,
    /// How often the server asked it to ask again.
    pub refreshed: usize,
    /// What the server asked to be told of: the parameters of `client/registerCapability`.
    pub registered: Vec<Value>,
    /// What it asked not to be told of any more: the parameters of `client/unregisterCapability`.
    pub unregistered: Vec<Value>,
    /// What the server said of itself.
    pub initialized: Value,
}

impl Client {
    /// A client of which `tests/data/initialize` holds the introduction.
    pub fn named(name: &str) -> Self {
        Self::introduced(introduction(name))
    }

    /// A client that can do everything, under UTF-16, but that is sent diagnostics and does not ask for them.
    pub fn new() -> Self {
        Self::with_options(json!(null))
    }

    /// The same with settings.
    pub fn with_options(options: Value) -> Self {
        let mut params = without_pull(introduction("vscode-1.139.1"));
        params["initializationOptions"] = options;
        Self::introduced(params)
    }

    /// A client that sends these `initialize` parameters, and is initialized.
    pub fn introduced(params: Value) -> Self {
        let mut client = Self::silent();
        client.introduce(params);
        client
    }

    /// Sends these `initialize` parameters, and is initialized.
    pub fn introduce(&mut self, params: Value) {
        let id = self.request("initialize", params);
        self.initialized = self.response(id).expect("the server takes the introduction");
        self.pulls = self.initialized["capabilities"].get("diagnosticProvider").is_some();
        self.notify("initialized", json!({}));
    }

    /// A client that has said nothing yet.
    pub fn silent() -> Self {
        let (to_server, from_client) = tokio::io::duplex(PIPE);
        let (to_client, from_server) = tokio::io::duplex(PIPE);
        let server = std::thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_time().build().unwrap();
            let output = Blocking(to_client, runtime.handle().clone());
            runtime.block_on(serve(from_client, output))
        });
        let (messages, incoming) = mpsc::sync_channel(0);
        std::thread::spawn(move || read(from_server, &messages));
        let runtime = Builder::new_current_thread().enable_time().build().unwrap();
        let (unread, initialized) = (VecDeque::new(), Value::Null);
        let (to_server, server) = (Some(to_server), Some(server));
        let (last_id, pulls, refreshed) = (0, false, 0);
        let (settings, asked_for_settings) = (Value::Null, 0);
        let (registered, unregistered) = (Vec::new(), Vec::new());
        Self {
            runtime,
            to_server,
            incoming,
            server,
            unread,
            last_id,
            pulls,
            settings,
            asked_for_settings,
            refreshed,
            registered,
            unregistered,
            initialized,
        }
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let to_server = self.to_server.as_mut().expect("the pipe is open");
        let write = async { tokio::time::timeout(PATIENCE, to_server.write_all(bytes)).await };
        self.runtime.block_on(write).expect("the server reads").expect("the server is there");
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request; its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}));
        self.last_id
    }

    /// Waits for the answer to a request; an error's code where it is one.
    pub fn response(&mut self, id: i64) -> Result<Value, i64> {
        let message = self.wait_for(|message| message["id"] == json!(id) && message.get("method").is_none());
        match message.get("error") {
            Some(error) => Err(error["code"].as_i64().unwrap()),
            None => Ok(message["result"].clone()),
        }
    }

    /// Answers a request of the server's, with a `result` or an `error`.
    pub fn answer(&mut self, request: &Value, mut answer: Value) {
        answer["jsonrpc"] = json!("2.0");
        answer["id"] = request["id"].clone();
        self.send(&answer);
    }

    /// Waits for a notification; its parameters.
    pub fn notification(&mut self, method: &str) -> Value {
        self.wait_for(|message| message["method"] == method)["params"].take()
    }

    /// The parameters of a notification that came while others were waited for.
    pub fn pending(&mut self, method: &str) -> Option<Value> {
        let at = self.unread.iter().position(|message| message["method"] == method)?;
        Some(self.unread.remove(at)?["params"].take())
    }

    /// Waits for the next message that `wanted` holds for; others are kept for later.
    pub fn wait_for(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&wanted) {
            return self.unread.remove(at).expect("it was just found");
        }
        loop {
            match self.receive() {
                Some(message) if wanted(&message) => return message,
                Some(message) => self.unread.push_back(message),
                None => {}
            }
        }
    }

    /// Waits for the next message; `None` for one that is dealt with here.
    fn receive(&mut self) -> Option<Value> {
        let message = match self.incoming.recv_timeout(PATIENCE) {
            Ok(message) => message,
            Err(error) => panic!("waited in vain ({error}); unread: {:#?}", self.unread),
        };
        if message["method"] == REGISTER {
            self.registered.push(message["params"].clone());
        } else if message["method"] == UNREGISTER {
            self.unregistered.push(message["params"].clone());
        } else if message["method"] == REFRESH {
            self.refreshed += 1;
        } else if message["method"] == CONFIGURATION {
            assert_eq!(message["params"], json!({"items": [{"section": "postedit"}]}));
            self.asked_for_settings += 1;
            let settings = self.settings.clone();
            self.answer(&message, json!({"result": [settings]}));
            return None;
        } else {
            return Some(message);
        }
        self.answer(&message, json!({"result": null}));
        None
    }

    /// Waits until the server has asked so often to be asked again.
    pub fn await_refreshes(&mut self, count: usize) {
        while self.refreshed < count {
            if let Some(message) = self.receive() {
                self.unread.push_back(message);
            }
        }
    }

    /// Opens a document, version 1.
    pub fn open(&mut self, uri: &str, language_id: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": language_id, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Sends changes of a document.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Closes a document; its diagnostics must be taken away.
    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        if self.pulls {
            return;
        }
        assert_eq!(self.diagnostics(uri)["diagnostics"], json!([]), "closed, and still marked");
    }

    /// Closes a document, and passes over all that was sent of it.
    pub fn close_silently(&mut self, uri: &str) {
        self.settled(uri);
        self.close(uri);
    }

    /// Waits for the next diagnostics of a document, or asks for them: the whole message as if it was sent.
    pub fn diagnostics(&mut self, uri: &str) -> Value {
        if self.pulls {
            let report = self.pull(uri, json!(null)).expect("the request is answered");
            return json!({"uri": uri, "diagnostics": report["items"]});
        }
        let published = |message: &Value| message["method"] == PUBLISH && message["params"]["uri"] == uri;
        self.wait_for(published)["params"].take()
    }

    /// Reads what is published of a document until nothing is found in it any more.
    ///
    /// An edit of a project's own file reaches the documents that it concerns in its own time: a list from before may
    /// come first.
    pub fn cleared(&mut self, uri: &str) {
        let mut refreshed = self.refreshed;
        while !shown(&self.diagnostics(uri)).is_empty() {
            if self.pulls {
                self.await_refreshes(refreshed + 1);
                refreshed = self.refreshed;
            }
        }
    }

    /// Asks for the diagnostics of a document: the report.
    pub fn pull(&mut self, uri: &str, previous: Value) -> Result<Value, i64> {
        let params = json!({"textDocument": {"uri": uri}, "previousResultId": previous});
        let id = self.request("textDocument/diagnostic", params);
        self.response(id)
    }

    /// Asks something about a place, line and column, of a document.
    pub fn at(&mut self, method: &str, uri: &str, [line, character]: [u32; 2]) -> Value {
        let position = json!({"line": line, "character": character});
        let id = self.request(method, json!({"textDocument": {"uri": uri}, "position": position}));
        self.response(id).expect("the request is answered")
    }

    /// Asks something about a whole document.
    pub fn about(&mut self, method: &str, uri: &str) -> Value {
        let id = self.request(method, json!({"textDocument": {"uri": uri}}));
        self.response(id).expect("the request is answered")
    }

    /// What was published last of a document once all that was sent so far is checked; what came before is read.
    ///
    /// The server publishes what it found in a text before it answers a question about it.
    pub fn settled(&mut self, uri: &str) -> Vec<String> {
        if self.pulls {
            return shown(&self.diagnostics(uri));
        }
        let id = self.ask(uri, json!(["none"]));
        assert_eq!(self.response(id), Ok(json!([])));
        let published = |message: &Value| message["method"] == PUBLISH && message["params"]["uri"] == uri;
        let mut last = None;
        while let Some(at) = self.unread.iter().position(published) {
            last = self.unread.remove(at);
        }
        shown(&last.expect("something was published")["params"])
    }

    /// Asks for the actions of all kinds in `only` in the whole document; the request's id.
    pub fn ask(&mut self, uri: &str, only: Value) -> i64 {
        let everything = range([0, 0, 1_000_000, 0]);
        self.request("textDocument/codeAction", action_params(uri, everything, only))
    }

    /// The actions of the kinds in `only` (null for all) at `at`: first line, column, last line, column.
    pub fn actions(&mut self, uri: &str, at: [u32; 4], only: Value) -> Vec<Value> {
        let id = self.request("textDocument/codeAction", action_params(uri, range(at), only));
        let answer = self.response(id).expect("the request is answered");
        answer.as_array().expect("actions are a list").clone()
    }

    /// Says goodbye as a client should. Fails if a message was left unread.
    pub fn finish(mut self) {
        let id = self.request("shutdown", json!(null));
        assert_eq!(self.response(id), Ok(Value::Null));
        // The pipe stays open.
        self.notify("exit", json!(null));
        assert_eq!(self.ending(), Ending::Orderly);
    }

    /// Closes the pipe without a word; how the server took it. Fails if a message was left unread.
    pub fn hang_up(mut self) -> Ending {
        self.to_server = None;
        self.ending()
    }

    /// Waits for the server's end. Fails if a message was left unread.
    pub fn ending(&mut self) -> Ending {
        loop {
            match self.incoming.recv_timeout(PATIENCE) {
                Ok(message) if message["method"] == REGISTER => self.registered.push(message["params"].clone()),
                Ok(message) if message["method"] == UNREGISTER => self.unregistered.push(message["params"].clone()),
                Ok(message) if message["method"] == REFRESH => self.refreshed += 1,
                Ok(message) if message["method"] == CONFIGURATION => self.asked_for_settings += 1,
                Ok(message) => self.unread.push_back(message),
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
                Err(mpsc::RecvTimeoutError::Timeout) => panic!("the server does not end"),
            }
        }
        assert!(self.unread.is_empty(), "left unread: {:#?}", self.unread);
        self.server.take().expect("a session ends once").join().expect("the server does not panic")
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let ended = self.server.is_none() || std::thread::panicking();
        assert!(ended, "a test must see its session to the end: call `finish` or `hang_up`");
    }
}

const REGISTER: &str = "client/registerCapability";
const UNREGISTER: &str = "client/unregisterCapability";
const CONFIGURATION: &str = "workspace/configuration";
const REFRESH: &str = "workspace/diagnostic/refresh";
const PUBLISH: &str = "textDocument/publishDiagnostics";

/// The `initialize` parameters of a real client.
pub fn introduction(name: &str) -> Value {
    let path = format!("{}/tests/data/initialize/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The same client if it could not ask for diagnostics.
pub fn without_pull(mut introduction: Value) -> Value {
    introduction["capabilities"]["textDocument"].as_object_mut().unwrap().remove("diagnostic");
    introduction
}

/// A `Range` from first line, column, last line, column.
pub fn range([line, character, last, end]: [u32; 4]) -> Value {
    json!({"start": {"line": line, "character": character}, "end": {"line": last, "character": end}})
}

/// A change of a range.
pub fn edit(at: [u32; 4], text: &str) -> Value {
    json!({"range": range(at), "text": text})
}

/// Diagnostics as short lines: `0:5-0:7 doubled-punctuation`.
pub fn shown(params: &Value) -> Vec<String> {
    let line = |d: &Value| format!("{} {}", place(&d["range"]), d["code"].as_str().unwrap());
    params["diagnostics"].as_array().unwrap().iter().map(line).collect()
}

/// A range as `0:5-0:7`.
pub fn place(range: &Value) -> String {
    let position = |p: &Value| format!("{}:{}", p["line"], p["character"]);
    format!("{}-{}", position(&range["start"]), position(&range["end"]))
}

fn action_params(uri: &str, range: Value, only: Value) -> Value {
    let mut context = json!({"diagnostics": []});
    if !only.is_null() {
        context["only"] = only;
    }
    json!({"textDocument": {"uri": uri}, "range": range, "context": context})
}

/// Passes on what the server says until it ends, or the test does.
fn read(from_server: DuplexStream, messages: &mpsc::SyncSender<Value>) {
    let runtime = Builder::new_current_thread().build().unwrap();
    let mut from_server = BufReader::new(from_server);
    while let Some(message) = runtime.block_on(message(&mut from_server)) {
        if messages.send(message).is_err() {
            break;
        }
    }
}

/// The next frame, in the strict form: one header, one space.
async fn message(from_server: &mut BufReader<DuplexStream>) -> Option<Value> {
    let mut header = String::new();
    from_server.read_line(&mut header).await.unwrap();
    if header.is_empty() {
        return None;
    }
    let length = header.strip_prefix("Content-Length: ").and_then(|rest| rest.strip_suffix("\r\n"));
    let length: usize = length.and_then(|digits| digits.parse().ok()).expect("a frame begins with its length");
    let mut body = vec![0; 2 + length];
    from_server.read_exact(&mut body).await.unwrap();
    assert_eq!(&body[..2], b"\r\n");
    Some(serde_json::from_slice(&body[2..]).expect("a body is JSON"))
}

/// The server's end of the pipe, for a thread that may block.
struct Blocking(DuplexStream, Handle);

impl Write for Blocking {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.block_on(self.0.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.1.block_on(self.0.flush())
    }
}
