//! Texts to measure on: made from the word list by a fixed seed, so that every run reads the same.

#![allow(dead_code, reason = "each bench takes what it needs of this")]

mod news;

use std::sync::LazyLock;

/// The largest text to measure with, in bytes: where it is asked for, as it takes two gigabytes of memory.
pub fn huge() -> Option<usize> {
    std::env::var_os("POSTEDIT_BENCH_HUGE").map(|_| 100_000_000)
}

/// The program's allocator: that of the system sorts what a judgement has freed at the next key press, for milliseconds.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A small generator of numbers (xorshift); the same seed gives the same text for ever.
pub struct Random(u64);

impl Default for Random {
    fn default() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }
}

impl Random {
    /// The next number, below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// What kind of text it is, which its letters tell but for news.
#[derive(Clone, Copy, Debug)]
pub enum Letters {
    /// English in plain ASCII.
    Ascii,
    /// English with accents and typographic quotes.
    Accented,
    /// English paragraphs and Chinese ones in turn.
    Mixed,
    /// English [news], full of names.
    News,
}

const NAMES: [&str; 12] = [
    "Shen Yuanming",
    "Tao Leshan",
    "Deng Haisheng",
    "Provincial River Commission",
    "Flood Control Bureau",
    "Linjiang",
    "Lu Anqi",
    "Hong Bingwen",
    "Su Chengze",
    "Meng Lijuan",
    "Harbour Office",
    "Governor Deng Haisheng",
];

/// What a faulty sentence has in its middle, in turns: so many checks find something, and each of them not too much.
const FAULTS: [&str; 11] = [
    " harbour harbour",
    " of the harbour of the harbour",
    " (a heavy load of a heavy load)",
    " left , he said",
    ",, as they said",
    " went,Then came",
    " (which nobody had seen",
    "， as they said",
    " har\u{200B}bour",
    " risk and risk",
    " Shen Yuan Ming",
];

/// Prose of about `bytes` bytes in paragraphs of a few sentences, with a name now and then; every `fault`th sentence
/// has a fault.
pub fn prose(bytes: usize, letters: Letters, fault: usize) -> String {
    prose_of(0, bytes, letters, fault)
}

/// The same, another text for each number.
pub fn prose_of(number: u64, bytes: usize, letters: Letters, fault: usize) -> String {
    static COMMON: LazyLock<Vec<&str>> = LazyLock::new(common);
    let common = &*COMMON;
    let Random(seed) = Random::default();
    let mut random = Random(seed ^ number.wrapping_mul(0x2545_F491_4F6C_DD1D));
    if matches!(letters, Letters::News) {
        return news::text(&mut random, common, bytes, fault);
    }
    let mut text = String::with_capacity(bytes + 1024);
    let (mut sentences, mut paragraphs) = (0, 0);
    while text.len() < bytes {
        if matches!(letters, Letters::Mixed) && paragraphs % 2 == 1 {
            text.push_str("省里开会研究防汛工作，要求各县加强巡查，确保群众安全。");
        } else {
            for _ in 0..3 + random.below(4) {
                sentences += 1;
                let faulty = (sentences % fault == 0).then(|| FAULTS[sentences / fault % FAULTS.len()]);
                sentence(&mut text, common, &mut random, letters, faulty);
            }
        }
        text.push_str("\n\n");
        paragraphs += 1;
    }
    text
}

fn common() -> Vec<&'static str> {
    let lines = include_str!("../../data/en/words.txt").lines();
    let lines = lines.skip_while(|line| *line != "[10]").skip(1).take_while(|line| *line != "[40]");
    lines.filter(|line| !line.starts_with('[')).collect()
}

fn sentence(text: &mut String, common: &[&str], random: &mut Random, letters: Letters, faulty: Option<&str>) {
    text.push_str("The ");
    let words = 8 + random.below(14);
    let mut last = "the";
    for i in 0..words {
        let word = match random.below(10) {
            0..=3 => glue(random),
            4 if random.below(3) == 0 => NAMES[random.below(NAMES.len())],
            _ => common[random.below(common.len().min(4000 + 200 * i))],
        };
        last = not_again(word, last);
        text.push_str(last);
        if i == words / 2 {
            text.push_str(faulty.unwrap_or_default());
        }
        if matches!(letters, Letters::Accented) && random.below(6) == 0 {
            text.push_str(" naïve café’s");
        }
        text.push_str(if random.below(12) == 0 { ", " } else { " " });
    }
    text.push_str("end. ");
}

/// Words that stand between others.
const GLUE: [&str; 10] = ["the", "of", "and", "to", "in", "that", "for", "was", "on", "with"];

fn glue(random: &mut Random) -> &'static str {
    GLUE[random.below(GLUE.len())]
}

/// A word, or another where it is the last one: twice in a row it is a fault, and how many there are of these is said by who
/// asks.
fn not_again<'w>(word: &'w str, last: &str) -> &'w str {
    match word == last {
        false => word,
        true if word == GLUE[0] => GLUE[1],
        true => GLUE[0],
    }
}
