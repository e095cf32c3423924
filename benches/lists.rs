//! What a list of findings costs on its way into a frame: the first of a text, and the next after a key press.
//!
//! The text has about as many findings as a client is shown. `after_a_key` and `after_a_line` are all of a key press but the
//! way through the pipes: the edit, what it changes in the findings, and the list written.

mod support;

use divan::Bencher;
use postedit::config::Settings;
use postedit::engine::{Change, Live};
use postedit::format::Format;
use postedit::range::ByteRange;
use postedit::server::Lists;
use ropey::Rope;
use support::{Letters, prose};

fn main() {
    divan::main();
}

/// The sizes, in bytes.
fn sizes() -> Vec<usize> {
    [1_000_000, 10_000_000].into_iter().chain(support::huge()).collect()
}

/// A live document of this size with about a thousand findings.
fn open(bytes: usize) -> (Rope, Live) {
    let text = Rope::from_str(&prose(bytes, Letters::Ascii, bytes / 100_000));
    let mut live = Live::open(text.clone(), Format::Plain, Settings::default());
    let judgement = live.whole().judge();
    live.settle(judgement);
    (text, live)
}

#[divan::bench(args = sizes(), sample_count = 50)]
fn first(bencher: Bencher, bytes: usize) {
    let (text, live) = open(bytes);
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
    let (mut text, mut live) = open(bytes);
    let middle = text.len_chars() / 2;
    let at = middle + text.slice(middle..).chars().position(|c| c == '.').unwrap_or(0);
    let byte = text.char_to_byte(at);
    let mut lists = Lists::new(text.clone());
    lists.write(live.findings());
    let mut is_in = false;
    bencher.bench_local(|| {
        let change = if is_in {
            text.remove(at..at + 1);
            Change::new(ByteRange::new(byte, byte + 1), 0)
        } else {
            text.insert(at, key);
            Change::new(ByteRange::new(byte, byte), 1)
        };
        is_in = !is_in;
        live.edit(text.clone(), &[change]);
        lists.edit(text.clone(), &[change]);
        lists.write(live.findings());
    });
}
