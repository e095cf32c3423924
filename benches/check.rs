//! How fast a text is checked from cold, by its letters and format: a fresh engine each time, throughput in bytes.
//!
//! Compare with `wc -w` on a text of the same size on the same machine; the ratio travels, the seconds do not.

mod support;

use divan::Bencher;
use divan::counter::BytesCount;
use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::format::Format;
use support::{Letters, prose};

fn main() {
    divan::main();
}

const MB: usize = 1_000_000;

#[divan::bench(args = [Letters::Ascii, Letters::Accented, Letters::Mixed], sample_count = 10)]
fn plain(bencher: Bencher, letters: Letters) {
    cold(bencher, &prose(MB, letters, 40), Format::Plain);
}

#[divan::bench(sample_count = 10)]
fn markdown(bencher: Bencher) {
    cold(bencher, &prose(MB, Letters::Ascii, 40), Format::Markdown);
}

fn cold(bencher: Bencher, text: &str, format: Format) {
    bencher
        .counter(BytesCount::new(text.len()))
        .with_inputs(|| Engine::new(Settings::default()))
        .bench_local_values(|mut engine| engine.check(text, format));
}
