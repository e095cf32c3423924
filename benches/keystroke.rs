//! What one key press costs: a warm engine, a letter typed into a word in the middle, the text checked again.

mod support;

use divan::Bencher;
use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::format::Format;
use support::{Letters, prose};

fn main() {
    divan::main();
}

/// The letter goes in and out again, so that each press changes the text.
#[divan::bench(args = [1_000, 100_000, 1_000_000], sample_count = 50)]
fn in_a_word(bencher: Bencher, bytes: usize) {
    typed(bencher, &prose(bytes, Letters::Ascii, 400));
}

/// The same in a text full of findings.
#[divan::bench(args = [1_000, 100_000, 1_000_000], sample_count = 50)]
fn among_many_findings(bencher: Bencher, bytes: usize) {
    typed(bencher, &prose(bytes, Letters::Ascii, 4));
}

/// The same in text with accents, and in English and Chinese by turns.
#[divan::bench(args = [Letters::Accented, Letters::Mixed], sample_count = 50)]
fn in_other_letters(bencher: Bencher, letters: Letters) {
    typed(bencher, &prose(100_000, letters, 400));
}

fn typed(bencher: Bencher, text: &str) {
    let middle = text.len() / 2;
    let at = middle + text[middle..].find("the ").unwrap_or(0) + 2;
    let other = format!("{}x{}", &text[..at], &text[at..]);
    let mut engine = Engine::new(Settings::default());
    engine.check(text, Format::Plain);
    let mut odd = false;
    bencher.bench_local(|| {
        odd = !odd;
        engine.check(if odd { &other } else { text }, Format::Plain)
    });
}
