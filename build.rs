//! Compiles the word list of `data/en/words.txt` into a table of keys that says each word's SCOWL level.

use std::fs;
use std::path::Path;

#[path = "src/lexicon/layout.rs"]
mod layout;

// The program asks by the keys of its tokens, which are made in more ways than are needed here.
#[allow(dead_code)]
#[path = "src/token/hash.rs"]
mod hash;

fn main() {
    println!("cargo::rerun-if-changed=data/en/words.txt");
    println!("cargo::rerun-if-changed=src/lexicon/layout.rs");
    println!("cargo::rerun-if-changed=src/token/hash.rs");
    let source = fs::read_to_string("data/en/words.txt").expect("data/en/words.txt is part of the crate");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    fs::write(Path::new(&out).join("words.bin"), table(&source)).expect("OUT_DIR can be written");
}

/// The table in the form that `lexicon::ordinary` reads.
fn table(source: &str) -> Vec<u8> {
    let mut entries: Vec<(usize, u32)> = words(source).iter().map(|(word, level)| entry(word, *level)).collect();
    entries.sort_unstable();
    let (mut ends, mut marks) = (Vec::new(), Vec::new());
    let mut entries = entries.into_iter().peekable();
    for bucket in 0..layout::BUCKETS {
        while let Some((_, mark)) = entries.next_if(|(own, _)| *own == bucket) {
            marks.extend(mark.to_le_bytes());
        }
        let end = u16::try_from(marks.len() / 4).expect("the list has fewer than 65,536 words");
        ends.extend(end.to_le_bytes());
    }
    [ends, marks].concat()
}

fn entry(word: &str, level: u32) -> (usize, u32) {
    assert!(level.is_multiple_of(5) && level / 5 <= layout::LEVEL, "a level is a multiple of five below 80");
    let mut key = hash::Hasher::default();
    word.bytes().for_each(|byte| key.push_byte(byte));
    let key = key.finish();
    (layout::bucket(key), layout::mark(key) | (level / 5))
}

/// All words with their levels, each once.
fn words(source: &str) -> Vec<(&str, u32)> {
    let mut level = 0;
    let mut words: Vec<(&str, u32)> = Vec::new();
    for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(number) => level = number.parse().expect("a section's title is a number"),
            None => words.push((line, level)),
        }
    }
    words.sort_unstable();
    words.dedup_by_key(|(word, _)| *word);
    words
}
