//! How fast texts are checked from cold, throughput in bytes: one by its letters and format, each time another text with a fresh
//! engine and on one core; and by the program 10,000 files of 10 KB on all cores.
//!
//! `wc -w` reads the same texts in the same run. What it says divided by what a check says is how many times as long that
//! takes: the ratio travels, the seconds do not.

mod support;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use divan::Bencher;
use divan::counter::BytesCount;
use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::format::Format;
use support::{Letters, prose_of};
use tempfile::TempDir;

fn main() {
    divan::main();
}

const MB: usize = 1_000_000;

/// So many texts are read, each once.
const TEXTS: u32 = 30;

#[divan::bench(args = [Letters::Ascii, Letters::Accented, Letters::Mixed, Letters::News], sample_count = TEXTS)]
fn plain(bencher: Bencher, letters: Letters) {
    cold(bencher, letters, Format::Plain);
}

#[divan::bench(sample_count = TEXTS)]
fn markdown(bencher: Bencher) {
    cold(bencher, Letters::Ascii, Format::Markdown);
}

/// `wc -w` on the texts of [`plain`] as one, so that its start does not count.
#[divan::bench(args = [Letters::Ascii, Letters::Accented, Letters::Mixed, Letters::News], sample_count = 10)]
fn wc(bencher: Bencher, letters: Letters) {
    let file = tempfile::NamedTempFile::new().expect("there is room for a file");
    let text = texts(letters).concat();
    std::fs::write(file.path(), &text).expect("there is room for a file");
    bencher.counter(BytesCount::new(text.len())).bench_local(|| run(Command::new("wc").arg("-w").arg(file.path())));
}

#[divan::bench(sample_count = 3)]
fn files(bencher: Bencher) {
    let many = Many::make();
    let check = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postedit"));
        command.args(["check", "--quiet"]).arg(many.folder.path());
        command
    };
    run(&mut check());
    bencher.counter(BytesCount::new(many.bytes)).bench_local(|| run(&mut check()));
}

#[divan::bench(sample_count = 3)]
fn files_wc(bencher: Bencher) {
    let many = Many::make();
    bencher.counter(BytesCount::new(many.bytes)).bench_local(|| run(Command::new("wc").arg("-w").args(&many.paths)));
}

/// Many files in a folder of their own.
struct Many {
    folder: TempDir,
    paths: Vec<PathBuf>,
    bytes: usize,
}

impl Many {
    fn make() -> Self {
        let folder = TempDir::new().expect("there is room for a folder");
        let (mut paths, mut bytes) = (Vec::new(), 0);
        for number in 0..10_000_u64 {
            let path = folder.path().join(format!("{:02}", number / 100)).join(format!("{number}.txt"));
            std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("there is room for folders");
            let text = prose_of(number + 1, 10_000, Letters::Ascii, 40);
            std::fs::write(&path, &text).expect("there is room for files");
            bytes += text.len();
            paths.push(path);
        }
        Self { folder, paths, bytes }
    }
}

/// Runs a program to its end; what it finds does not matter.
fn run(command: &mut Command) {
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().expect("the program is there");
}

fn texts(letters: Letters) -> Vec<String> {
    (0..TEXTS).map(|number| prose_of(number.into(), MB, letters, 40)).collect()
}

/// Checks one text after the other: of a text that was just read all words would be known.
fn cold(bencher: Bencher, letters: Letters, format: Format) {
    let texts = texts(letters);
    let mut next = texts.iter().cycle();
    bencher
        .with_inputs(|| (Engine::new(Settings::default()), next.next().expect("they go round")))
        .input_counter(|(_, text)| BytesCount::new(text.len()))
        .bench_local_values(|(mut engine, text)| engine.check(text, format));
}
