//! What an editor waits for: the built server behind its pipes, a document open, a key every 40 ms.
//!
//! Each key press puts a blank before a full stop or takes it away, so that each changes the findings. Measured from
//! the last byte of `didChange` to the last byte of the `publishDiagnostics` for that version. Beside it stand the time
//! to the answer to `initialize`, to the first finding of an opened document, and the server's memory when it rests.
//!
//! `cargo bench --bench latency` runs 100 presses at 1 MB for each kind of letters; `-- SIZE PRESSES` in bytes
//! and presses is another run.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod support;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Letters, prose};

/// The time from one key press to the next.
const PACE: Duration = Duration::from_millis(40);

/// Long enough for any answer.
const PATIENCE: Duration = Duration::from_secs(60);

const URI: &str = "file:///latency.txt";

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let size = numbers.first().copied().unwrap_or(1_000_000);
    let presses = numbers.get(1).copied().unwrap_or(100);
    for letters in [Letters::Ascii, Letters::Accented, Letters::Mixed] {
        println!("{size} bytes, {letters:?}");
        measure(&prose(size, letters, (size / 100_000).max(1)), presses);
    }
}

fn measure(text: &str, presses: usize) {
    let started = Instant::now();
    let mut server = Server::start();
    let capabilities =
        json!({"textDocument": {"publishDiagnostics": {"versionSupport": true, "relatedInformation": true}}});
    server.send(json!({"id": 1, "method": "initialize", "params": {"processId": null, "rootUri": null, "capabilities": capabilities}}));
    server.wait(|message| message["id"] == 1);
    println!("  start to answer to `initialize` {:.2?}", started.elapsed());
    server.send(json!({"method": "initialized", "params": {}}));
    let opened = server.send(json!({"method": "textDocument/didOpen", "params": {"textDocument":
        {"uri": URI, "languageId": "plaintext", "version": 0, "text": text}}}));
    let (first, found) = server.wait(|message| !diagnostics(message).is_empty());
    println!("  first of {} findings {:.2?}", diagnostics(&found).len(), first - opened);
    let at = place(text);
    std::thread::sleep(Duration::from_secs(1 + text.len() as u64 / 5_000_000));
    server.forget();
    let mut times: Vec<Duration> = (1..=presses).map(|version| server.press(at, version)).collect();
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!("  {presses} key presses: p50 {:.2?}, p99 {:.2?}, max {:.2?}", at(50), at(99), at(100));
    std::thread::sleep(Duration::from_secs(1));
    println!("  memory at rest {}", server.memory());
    server.send(json!({"id": 2, "method": "shutdown"}));
    server.send(json!({"method": "exit"}));
    let _ = server.child.wait();
}

/// The line and column before a full stop in the middle.
fn place(text: &str) -> (usize, usize) {
    let middle = text.len() / 2;
    let at = middle + text[middle..].find("end. ").map_or(0, |at| at + 3);
    let line = text[..at].bytes().filter(|byte| *byte == b'\n').count();
    (line, at - text[..at].rfind('\n').map_or(0, |at| at + 1))
}

fn diagnostics(message: &Value) -> &[Value] {
    message["params"]["diagnostics"].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The built server with what it has written, each message with the time it was read whole.
struct Server {
    child: Child,
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
        Self { child, input, output: messages }
    }

    /// Sends a message; the time when its last byte was written.
    fn send(&mut self, mut message: Value) -> Instant {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
        self.input.flush().expect("the server reads");
        Instant::now()
    }

    /// The first message from now on that is wanted.
    fn wait(&self, wanted: impl Fn(&Value) -> bool) -> (Instant, Value) {
        loop {
            let (at, message) = self.output.recv_timeout(PATIENCE).expect("an answer in time");
            if wanted(&message) {
                return (at, message);
            }
        }
    }

    fn forget(&self) {
        while self.output.try_recv().is_ok() {}
    }

    /// One key press, and the time until its findings are there.
    fn press(&mut self, (line, column): (usize, usize), version: usize) -> Duration {
        let end = if version % 2 == 1 { column } else { column + 1 };
        let text = if version % 2 == 1 { " " } else { "" };
        let range = json!({"start": {"line": line, "character": column}, "end": {"line": line, "character": end}});
        let sent = self.send(json!({"method": "textDocument/didChange", "params": {
            "textDocument": {"uri": URI, "version": version}, "contentChanges": [{"range": range, "text": text}]}}));
        let (at, _) = self.wait(|message| message["params"]["version"] == version);
        std::thread::sleep(PACE.saturating_sub(sent.elapsed()));
        at.saturating_duration_since(sent)
    }

    /// What the process holds in memory now.
    fn memory(&self) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.map_or("not known here".to_owned(), |kilobytes| kilobytes.trim().to_owned())
    }
}
