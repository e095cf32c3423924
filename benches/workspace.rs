//! What an editor waits for in a project: the built server behind its pipes, a document of 10 KB open beside many that
//! are not, and keys pressed while these are read and compared.
//!
//! Each key press doubles a word or takes that back, so that each changes the findings; after every tenth there is a pause,
//! in which the comparison of names begins that the next ones meet. Measured from the last byte of `didChange` to the last
//! byte of the `publishDiagnostics` for that version.
//!
//! `cargo bench --bench workspace` has 10,000 files of 10 KB and three sessions of 200 presses; `-- FILES PRESSES` is another
//! run.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

#[path = "support/client.rs"]
mod client;
mod support;

use std::path::Path;
use std::time::{Duration, Instant};

use client::Server;
use serde_json::{Value, json};
use support::{Letters, prose_of};

/// The length of each text, in bytes.
const LENGTH: usize = 10_000;

/// The time from one key press to the next.
const PACE: Duration = Duration::from_millis(40);

/// So long a pause has names compared again.
const PAUSE: Duration = Duration::from_millis(310);

/// How often all is measured.
const SESSIONS: usize = 3;

/// The open text begins so; another file spells the name as one word.
const BEGINNING: &str = "The harbour was quiet. At noon Bai Feng Tian left.\n\n";

/// When a session was told of a name in another file, and how long each key press took, before that and later.
struct Session {
    compared: Duration,
    meanwhile: Vec<Duration>,
    later: Vec<Duration>,
}

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let files = numbers.first().copied().unwrap_or(10_000);
    let presses = numbers.get(1).copied().unwrap_or(200);
    let folder = tempfile::tempdir().expect("there is room");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("there is room");
    write("postedit.toml", "");
    write("name.txt", "Bai Fengtian came. Then Bai Fengtian sat down.\n");
    (0..files).for_each(|n| write(&format!("{n}.txt"), &prose_of(n as u64, LENGTH, Letters::Ascii, 40)));
    println!("{files} files of {} KB", LENGTH / 1000);
    let text = format!("{BEGINNING}{}", prose_of(u64::MAX, LENGTH, Letters::Ascii, 40));
    let (mut meanwhile, mut later) = (Vec::new(), Vec::new());
    for _ in 0..SESSIONS {
        let session = measure(folder.path(), &text, presses);
        println!("  names compared over all files after {:.2?}", session.compared);
        meanwhile.extend(session.meanwhile);
        later.extend(session.later);
    }
    print("until then", meanwhile);
    print("later", later);
}

fn measure(root: &Path, text: &str, presses: usize) -> Session {
    let uri = |path: &Path| format!("file://{}", path.display());
    let mut server = Server::initialized(json!(uri(root)));
    let before = server.memory();
    let opened = server.open(&uri(&root.join("open.txt")), text);
    let mut session = Session { compared: Duration::ZERO, meanwhile: Vec::new(), later: Vec::new() };
    for version in 1..=presses {
        let (took, found) = press(&mut server, version);
        if let Some(found) = found.filter(|_| session.compared.is_zero()) {
            session.compared = found - opened;
        }
        if session.compared.is_zero() { &mut session.meanwhile } else { &mut session.later }.push(took);
        std::thread::sleep(if version % 10 == 0 { PAUSE } else { PACE.saturating_sub(took) });
    }
    // What the last pause had begun is done by then, and memory is given back when nothing was to be done for a second or so.
    std::thread::sleep(Duration::from_secs(6));
    let megabytes = |kilobytes: usize| kilobytes as f64 / 1000.0;
    let (peak, after) = (megabytes(server.peak()), megabytes(server.memory()));
    println!("  memory {:.1} MB before, {peak:.1} at most, {after:.1} at rest", megabytes(before));
    server.finish();
    session
}

/// One key press: the time until its findings are there, and when something was said of the name in between, if it was.
fn press(server: &mut Server, version: usize) -> (Duration, Option<Instant>) {
    let (end, text) = if version % 2 == 1 { (11, " harbour") } else { (19, "") };
    let sent = server.edit([0, 11, 0, end], text, version);
    let mut found = None;
    loop {
        let (at, message) = server.wait(|_| true);
        if is_found(&message) {
            found = found.or(Some(at));
        }
        if message["params"]["version"] == version {
            return (at.saturating_duration_since(sent), found);
        }
    }
}

/// Whether something was found in the name that another file spells in another way.
fn is_found(published: &Value) -> bool {
    let found = published["params"]["diagnostics"].as_array();
    found.into_iter().flatten().any(|found| found["message"].to_string().contains("Bai Feng Tian"))
}

fn print(when: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).copied();
    let [p50, p99, max] = [50, 99, 100].map(|share| at(share).unwrap_or_default());
    println!("  {} key presses {when}: p50 {p50:.2?}, p99 {p99:.2?}, max {max:.2?}", times.len());
}
