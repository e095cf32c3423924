//! Whether a session's memory stays flat: the built server, a document open, random edits that are all undone again.
//!
//! Pieces are put in at random places and taken out again, the last of a dozen first. After each hundredth part the server
//! is waited for; after each tenth its memory is printed, which should not grow from the first to the last, and once more when
//! the server has rested.
//!
//! `cargo bench --bench session` makes 100,000 edits at 1 MB; `-- SIZE EDITS` in bytes and edits is another run.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

#[path = "support/client.rs"]
mod client;
mod support;

use std::time::{Duration, Instant};

use client::{Server, URI};
use serde_json::json;
use support::{Letters, Random, prose};

/// What is put in; what breaks a line is taken out next.
const PIECES: [&str; 8] =
    ["x", " harbour", " the the", " .", " Shen Yuan Ming", " of the harbour of the harbour", "\n\n", "\n\nOil .\n\n"];

/// So many pieces stand in the text at most.
const DEPTH: usize = 12;

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let size = numbers.first().copied().unwrap_or(1_000_000);
    let edits = numbers.get(1).copied().unwrap_or(100_000);
    let text = prose(size, Letters::Ascii, (size / 100_000).max(1));
    let paragraphs = (text.matches('\n').count() / 2).max(1);
    let (mut server, _) = Server::with(&text);
    let mut random = Random::default();
    let mut pieces = Vec::new();
    let started = Instant::now();
    println!("{size} bytes, {edits} edits");
    for version in 1..=edits {
        let undone = pieces.last().is_some_and(|(_, piece): &([usize; 2], &str)| piece.contains('\n'))
            || pieces.len() == DEPTH
            || random.below(2) == 0;
        match pieces.pop_if(|_| undone) {
            Some((at, piece)) => server.edit(taken(at, piece), "", version),
            None => {
                // Every other line is a paragraph, and long enough.
                let at = [2 * random.below(paragraphs), 4 + random.below(20)];
                let piece = PIECES[random.below(PIECES.len())];
                pieces.push((at, piece));
                server.edit([at[0], at[1], at[0], at[1]], piece, version)
            }
        };
        if version % (edits / 100).max(1) == 0 {
            let actions = json!({"textDocument": {"uri": URI}, "context": {"diagnostics": []},
                "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}});
            server.send(json!({"id": version, "method": "textDocument/codeAction", "params": actions}));
            server.wait(|message| message["id"] == version);
        }
        if version % (edits / 10).max(1) == 0 {
            println!("  after {version} edits {:.1} MB, {:.1?}", server.memory() as f64 / 1000.0, started.elapsed());
        }
    }
    // What was freed is given back once nothing was to be done for a second or so.
    std::thread::sleep(Duration::from_secs(3));
    println!("  at rest {:.1} MB", server.memory() as f64 / 1000.0);
    server.finish();
}

/// The place of a piece that was put in at a line and column.
fn taken([line, column]: [usize; 2], piece: &str) -> [usize; 4] {
    let breaks = piece.matches('\n').count();
    let last = piece.rsplit('\n').next().unwrap_or_default().len();
    [line, column, line + breaks, if breaks == 0 { column + last } else { last }]
}
