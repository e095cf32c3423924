//! What a list of findings costs on its way into a frame: the first of a text, and the next after a key press.
//!
//! The text has about as many findings as a client is shown. `after_a_key` and `after_a_line` are all of a key press but the
//! way through the pipes: the edit, what it changes in the findings, and the list written.

#[path = "support/press.rs"]
mod press;
mod support;

use divan::Bencher;
use postedit::server::Lists;
use press::{Pressed, judged};
use ropey::Rope;
use support::{Letters, prose};

fn main() {
    divan::main();
}

/// The sizes, in bytes.
fn sizes() -> Vec<usize> {
    [1_000_000, 10_000_000].into_iter().chain(support::huge()).collect()
}

/// A text of this size with about a thousand findings.
fn text(bytes: usize) -> String {
    prose(bytes, Letters::Ascii, bytes / 100_000)
}

#[divan::bench(args = sizes(), sample_count = 50)]
fn first(bencher: Bencher, bytes: usize) {
    let text = Rope::from_str(&text(bytes));
    let live = judged(text.clone());
    bencher.with_inputs(|| Lists::new(text.clone())).bench_local_values(|mut lists| {
        lists.write(live.findings());
        lists
    });
}

#[divan::bench(args = sizes(), sample_count = 500)]
fn after_a_key(bencher: Bencher, bytes: usize) {
    after(bencher, bytes, " ");
}

#[divan::bench(args = sizes(), sample_count = 500)]
fn after_a_line(bencher: Bencher, bytes: usize) {
    after(bencher, bytes, "\n");
}

/// `key` goes in before a full stop in the middle, and out again, in turns.
fn after(bencher: Bencher, bytes: usize, key: &str) {
    let mut pressed = Pressed::open(&text(bytes));
    bencher.bench_local(|| {
        let change = pressed.press(key);
        pressed.write(change);
    });
}
