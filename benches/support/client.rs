//! An editor's end of the built server: messages written and read through its pipes.

#![allow(dead_code, reason = "each bench takes what it needs of this")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The document that is open where there is no folder.
pub const URI: &str = "file:///measured.txt";

/// Long enough for any answer.
const PATIENCE: Duration = Duration::from_secs(120);

/// The id of the request of this number for completion.
pub fn completion(number: usize) -> String {
    format!("completion {number}")
}

/// How a session began.
pub struct Times {
    /// From the start to the answer to `initialize`.
    pub to_answer: Duration,
    /// When the last byte of the text was written.
    pub opened: Instant,
}

/// The built server with what it has written, each message with the time it was read whole.
pub struct Server {
    child: Child,
    /// The document that is open.
    uri: String,
    input: ChildStdin,
    output: Receiver<(Instant, Value)>,
}

impl Server {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postedit"));
        command.args(["server", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the server starts");
        let (input, output) = (child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
        let (read, messages) = mpsc::channel();
        std::thread::spawn(move || {
            let mut output = BufReader::with_capacity(1 << 20, output);
            let mut header = String::new();
            while output.read_line(&mut header).is_ok_and(|n| n > 0) {
                let length = header.trim().strip_prefix("Content-Length: ").and_then(|n| n.parse::<usize>().ok());
                let mut body = vec![0; length.expect("a header") + 2];
                output.read_exact(&mut body).expect("a whole message");
                let at = Instant::now();
                let _ = read.send((at, serde_json::from_slice(&body).expect("JSON")));
                header.clear();
            }
        });
        Self { child, uri: URI.to_owned(), input, output: messages }
    }

    /// Starts it, and has it answer who it is and open a text.
    pub fn with(text: &str) -> (Self, Times) {
        let started = Instant::now();
        let mut server = Self::initialized(Value::Null);
        let to_answer = started.elapsed();
        let opened = server.open(URI, text);
        (server, Times { to_answer, opened })
    }

    /// Starts it, and has it answer who it is; `root` is the folder that the editor has open, or null.
    pub fn initialized(root: Value) -> Self {
        let mut server = Self::start();
        let capabilities =
            json!({"textDocument": {"publishDiagnostics": {"versionSupport": true, "relatedInformation": true}}});
        let params = json!({"processId": null, "rootUri": root, "capabilities": capabilities});
        server.send(json!({"id": 1, "method": "initialize", "params": params}));
        server.wait(|message| message["id"] == 1);
        server.send(json!({"method": "initialized", "params": {}}));
        server
    }

    /// Opens a text, version 0: the time when its last byte was written.
    pub fn open(&mut self, uri: &str, text: &str) -> Instant {
        self.uri = uri.to_owned();
        let document = json!({"uri": uri, "languageId": "plaintext", "version": 0, "text": text});
        self.send(json!({"method": "textDocument/didOpen", "params": {"textDocument": document}}))
    }

    /// Sends a message; the time when its last byte was written.
    pub fn send(&mut self, mut message: Value) -> Instant {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
        self.input.flush().expect("the server reads");
        Instant::now()
    }

    /// The first message from now on that is wanted.
    pub fn wait(&self, wanted: impl Fn(&Value) -> bool) -> (Instant, Value) {
        loop {
            let (at, message) = self.output.recv_timeout(PATIENCE).expect("an answer in time");
            if wanted(&message) {
                return (at, message);
            }
        }
    }

    /// Leaves out what has come in so far.
    pub fn forget(&self) {
        while self.output.try_recv().is_ok() {}
    }

    /// Edits the text: `place` is first line, column, last line, column.
    pub fn edit(&mut self, [line, character, last, end]: [usize; 4], text: &str, version: usize) -> Instant {
        let range = json!({"start": {"line": line, "character": character}, "end": {"line": last, "character": end}});
        self.send(json!({"method": "textDocument/didChange", "params": {
            "textDocument": {"uri": self.uri, "version": version}, "contentChanges": [{"range": range, "text": text}]}}))
    }

    /// Asks how the word at a line and column goes on; `number` tells the answer from others.
    pub fn complete(&mut self, (line, character): (usize, usize), number: usize) -> Instant {
        let params = json!({"textDocument": {"uri": self.uri}, "position": {"line": line, "character": character}});
        self.send(json!({"id": completion(number), "method": "textDocument/completion", "params": params}))
    }

    /// What the process holds in memory now, in kilobytes; 0 where the system does not say.
    pub fn memory(&self) -> usize {
        self.status("VmRSS:")
    }

    /// The most that it ever held, likewise.
    pub fn peak(&self) -> usize {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
    }

    /// Says goodbye and waits for the end.
    pub fn finish(mut self) {
        self.send(json!({"id": 0, "method": "shutdown"}));
        self.send(json!({"method": "exit"}));
        let _ = self.child.wait();
    }
}
