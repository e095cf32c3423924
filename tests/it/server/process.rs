//! The server as a process: it never outlives its session, whatever becomes of the pipes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use postedit::server::Ending;
use serde_json::{Value, json};

use super::client::{Client, PATIENCE, introduction};

/// A running server.
struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Process {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postedit"));
        command.args(["server", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    /// A server whose client has introduced itself, as the process `id` if that is given.
    fn introduced(id: Option<u32>) -> Self {
        let mut process = Self::start();
        let mut params = introduction("neovim-0.12.4");
        params["processId"] = json!(id);
        process.send(json!({"id": 1, "method": "initialize", "params": params}));
        assert_eq!(process.read()["result"]["serverInfo"]["name"], "postedit");
        process.send(json!({"method": "initialized", "params": {}}));
        process
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn read(&mut self) -> Value {
        let mut header = String::new();
        self.output.read_line(&mut header).unwrap();
        let length: usize = header.trim().strip_prefix("Content-Length: ").unwrap().parse().unwrap();
        let mut body = vec![0; 2 + length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// Reads the answer to a request; what the server asks itself is passed over.
    fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.read();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    fn shut_down(&mut self) {
        self.send(json!({"id": 2, "method": "shutdown"}));
        assert_eq!(self.answer(2)["result"], Value::Null);
    }

    /// The status with which it ends while its pipes are open.
    fn status(self) -> Option<i32> {
        let Self { child, input, output } = self;
        let status = status(child);
        drop((input, output));
        status
    }
}

/// The status with which a process ends.
fn status(mut child: Child) -> Option<i32> {
    let (status, wait) = mpsc::channel();
    std::thread::spawn(move || status.send(child.wait().unwrap().code()));
    wait.recv_timeout(PATIENCE).expect("the server ends")
}

#[test]
fn it_ends_after_exit_though_the_pipe_stays_open() {
    let mut process = Process::introduced(None);
    process.shut_down();
    process.send(json!({"method": "exit"}));
    assert_eq!(process.status(), Some(0));
}

#[test]
fn leaving_without_shutdown_is_no_success() {
    let mut process = Process::introduced(None);
    process.send(json!({"method": "exit"}));
    assert_eq!(process.status(), Some(1));
    let mut process = Process::start();
    process.send(json!({"method": "exit"}));
    assert_eq!(process.status(), Some(1));
}

#[test]
#[cfg(target_os = "linux")]
fn it_takes_no_huge_pages() {
    let process = Process::introduced(None);
    let memory = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", process.child.id())).unwrap();
    let huge = memory.lines().find(|line| line.starts_with("AnonHugePages:")).expect("the system tells it");
    assert_eq!(huge.split_whitespace().nth(1), Some("0"), "{memory}");
}

#[test]
fn it_ends_when_the_input_ends() {
    let mut process = Process::introduced(None);
    process.shut_down();
    let Process { child, input, output } = process;
    drop(input);
    assert_eq!(status(child), Some(0));
    drop(output);
    assert_eq!(Client::new().hang_up(), Ending::Abrupt);
}

#[test]
fn it_ends_when_nobody_can_read_it() {
    let Process { mut child, mut input, output } = Process::introduced(None);
    drop(output);
    let body = r#"{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{}}"#;
    let since = Instant::now();
    // A process that another test starts has all pipes open for a moment: then the answer goes into one of them.
    while child.try_wait().unwrap().is_none() && since.elapsed() < PATIENCE {
        // It may have ended before it is asked.
        let _ = write!(input, "Content-Length: {}\r\n\r\n{body}", body.len());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(status(child), Some(1));
    drop(input);
}

#[test]
#[cfg(unix)]
fn it_ends_with_its_client_though_the_pipe_stays_open() {
    // Any process will do for a client's: another server, which waits for its input.
    let mut editor = Process::start();
    let mut process = Process::introduced(Some(editor.child.id()));
    // Still there, as long as the client is.
    process.send(json!({"id": 3, "method": "textDocument/hover", "params": {}}));
    process.answer(3);
    // Dead, and not waited for: a zombie is no client either.
    editor.child.kill().unwrap();
    assert_eq!(process.status(), Some(1));
    editor.child.wait().unwrap();
}

#[test]
fn a_client_that_was_never_there_is_not_missed() {
    let mut process = Process::introduced(Some(u32::MAX >> 1));
    process.send(json!({"id": 3, "method": "textDocument/hover", "params": {}}));
    process.answer(3);
    process.shut_down();
    process.send(json!({"method": "exit"}));
    assert_eq!(process.status(), Some(0));
}
