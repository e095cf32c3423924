//! What an editor waits for: the built server behind its pipes, a document open, a key every 40 ms.
//!
//! Each key press puts a blank before a full stop or takes it away, so that each changes the findings. First this is done
//! within the bench, without pauses: until what is touched is checked, and until the list is written into a frame. Then
//! it is measured from the last byte of `didChange` to the last byte of the `publishDiagnostics` for that version. Beside
//! it stand the time to the answer to `initialize`, to the first finding of an opened document, and the server's memory
//! when it rests; and the same key presses of an editor that asks at each of them how the word may go on.
//!
//! `cargo bench --bench latency` runs 100 presses at 1 MB for each kind of letters; `-- SIZE PRESSES` in bytes
//! and presses is another run.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

#[path = "support/client.rs"]
mod client;
#[path = "support/press.rs"]
mod press;
mod support;

use std::time::{Duration, Instant};

use client::{Server, completion};
use press::Pressed;
use serde_json::Value;
use support::{Letters, prose};

/// The time from one key press to the next.
const PACE: Duration = Duration::from_millis(40);

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let size = numbers.first().copied().unwrap_or(1_000_000);
    let presses = numbers.get(1).copied().unwrap_or(100);
    for letters in [Letters::Ascii, Letters::Accented, Letters::Mixed] {
        println!("{size} bytes, {letters:?}");
        let text = prose(size, letters, (size / 100_000).max(1));
        within(&text, presses);
        measure(&text, presses);
    }
}

/// The key presses without a server.
fn within(text: &str, presses: usize) {
    let mut pressed = Pressed::open(text);
    let (mut checked, mut written) = (Vec::new(), Vec::new());
    for _ in 0..presses {
        let began = Instant::now();
        let change = pressed.press(" ");
        checked.push(began.elapsed());
        pressed.write(change);
        written.push(began.elapsed());
    }
    show("key presses until they are checked", checked);
    show("key presses until the list is written", written);
}

fn show(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!("  {} {what}: p50 {:.2?}, p99 {:.2?}, max {:.2?}", times.len(), at(50), at(99), at(100));
}

fn measure(text: &str, presses: usize) {
    let (mut server, begun) = Server::with(text);
    println!("  start to answer to `initialize` {:.2?}", begun.to_answer);
    let (first, found) = server.wait(|message| !diagnostics(message).is_empty());
    println!("  first of {} findings {:.2?}", diagnostics(&found).len(), first - begun.opened);
    let at = place(text);
    std::thread::sleep(Duration::from_secs(1 + text.len() as u64 / 5_000_000));
    server.forget();
    show("key presses until their findings are read", (1..=presses).map(|v| press(&mut server, at, v)).collect());
    // Memory is given back when nothing was to be done for a second or so.
    std::thread::sleep(Duration::from_secs(2 + text.len() as u64 / 5_000_000));
    println!("  memory at rest {:.1} MB", server.memory() as f64 / 1000.0);
    measure_asked(&mut server, at, presses);
    server.finish();
}

/// Key presses of an editor that asks for completion at each: until their findings and until their answers are read.
fn measure_asked(server: &mut Server, at: (usize, usize), presses: usize) {
    server.complete(at, 0);
    server.wait(|message| message["id"] == completion(0));
    let (mut found, mut answered) = (Vec::new(), Vec::new());
    for version in presses + 1..=2 * presses {
        let sent = edit(server, at, version);
        let asked = server.complete(at, version);
        let (mut of_findings, mut of_answer) = (None, None);
        while of_findings.is_none() || of_answer.is_none() {
            let is_answer = |message: &Value| message["id"] == completion(version);
            let (read, message) = server.wait(|message| message["params"]["version"] == version || is_answer(message));
            let (of, since) = if is_answer(&message) { (&mut of_answer, asked) } else { (&mut of_findings, sent) };
            of.get_or_insert(read.saturating_duration_since(since));
        }
        found.extend(of_findings);
        answered.extend(of_answer);
        std::thread::sleep(PACE.saturating_sub(sent.elapsed()));
    }
    show("key presses with a completion asked until their findings are read", found);
    show("answers to these", answered);
}

/// The line and column before a full stop in the middle.
fn place(text: &str) -> (usize, usize) {
    let middle = text.len() / 2;
    let at = middle + text[middle..].find("end. ").map_or(0, |at| at + 3);
    let line = text[..at].bytes().filter(|byte| *byte == b'\n').count();
    (line, at - text[..at].rfind('\n').map_or(0, |at| at + 1))
}

/// One key press, and the time until its findings are there.
fn press(server: &mut Server, place: (usize, usize), version: usize) -> Duration {
    let sent = edit(server, place, version);
    let (at, _) = server.wait(|message| message["params"]["version"] == version);
    std::thread::sleep(PACE.saturating_sub(sent.elapsed()));
    at.saturating_duration_since(sent)
}

fn edit(server: &mut Server, (line, column): (usize, usize), version: usize) -> Instant {
    let (end, text) = if version % 2 == 1 { (column, " ") } else { (column + 1, "") };
    server.edit([line, column, line, end], text, version)
}

fn diagnostics(message: &Value) -> &[Value] {
    message["params"]["diagnostics"].as_array().map(Vec::as_slice).unwrap_or_default()
}
