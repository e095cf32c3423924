//! Compiles the word list of `data/en/words.txt` into an automaton that maps each word to its SCOWL level.

use std::fs;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=data/en/words.txt");
    let source = fs::read_to_string("data/en/words.txt").expect("data/en/words.txt is part of the crate");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    fs::write(Path::new(&out).join("words.fst"), automaton(&source)).expect("OUT_DIR can be written");
}

fn automaton(source: &str) -> Vec<u8> {
    let mut level = 0;
    let mut words: Vec<(&str, u64)> = Vec::new();
    for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(number) => level = number.parse().expect("a section's title is a number"),
            None => words.push((line, level)),
        }
    }
    words.sort_unstable();
    words.dedup_by_key(|(word, _)| *word);
    let mut builder = fst::MapBuilder::memory();
    builder.extend_iter(words).expect("the words are sorted and unique");
    builder.into_inner().expect("writing to memory does not fail")
}
