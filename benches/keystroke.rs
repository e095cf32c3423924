//! What one edit costs: a live document, an edit in its middle, and all that is known at once of the outcome.
//!
//! Each bench is run at several sizes, in text with few findings and with many; what matters is how little the size does.
//! What only the whole document can say is judged apart from the edit: `judging` is the time of that.

mod support;

use divan::Bencher;
use postedit::config::Settings;
use postedit::engine::{Change, Live};
use postedit::format::Format;
use postedit::range::ByteRange;
use ropey::Rope;
use support::{Letters, prose};

fn main() {
    divan::main();
}

/// The sizes, in bytes.
fn sizes() -> Vec<usize> {
    [1_000, 100_000, 1_000_000, 10_000_000].into_iter().chain(support::huge()).collect()
}

/// Every how many sentences one is faulty: few findings, and many.
const FEW: usize = 400;
const MANY: usize = 8;

#[divan::bench(args = sizes(), consts = [FEW, MANY], sample_count = 50)]
fn in_a_word<const FAULT: usize>(bencher: Bencher, bytes: usize) {
    edited::<FAULT>(bencher, bytes, 0, "x");
}

#[divan::bench(args = sizes(), consts = [FEW, MANY], sample_count = 50)]
fn new_line<const FAULT: usize>(bencher: Bencher, bytes: usize) {
    edited::<FAULT>(bencher, bytes, 0, "\n\n");
}

/// 100 KB go in; and out again, as undo does.
#[divan::bench(args = sizes(), consts = [FEW, MANY], sample_count = 20)]
fn paste<const FAULT: usize>(bencher: Bencher, bytes: usize) {
    edited::<FAULT>(bencher, bytes, 0, &prose(100_000, Letters::Ascii, FAULT));
}

/// A page of 3,000 characters goes, and comes back.
#[divan::bench(args = sizes(), consts = [FEW, MANY], sample_count = 50)]
fn delete_a_page<const FAULT: usize>(bencher: Bencher, bytes: usize) {
    edited::<FAULT>(bencher, bytes, 3_000, "");
}

#[divan::bench(args = sizes(), consts = [FEW, MANY], sample_count = 3)]
fn judging<const FAULT: usize>(bencher: Bencher, bytes: usize) {
    let mut live = open(Rope::from_str(&prose(bytes, Letters::Ascii, FAULT)), Format::Plain);
    bencher.bench_local(|| live.whole().judge());
}

#[divan::bench(args = [1_000_000, 10_000_000], sample_count = 3)]
fn opening(bencher: Bencher, bytes: usize) {
    let text = Rope::from_str(&prose(bytes, Letters::Ascii, FEW));
    bencher.bench_local(|| Live::open(text.clone(), Format::Plain, Settings::default()));
}

#[divan::bench(args = [Letters::Accented, Letters::Mixed], sample_count = 50)]
fn in_other_letters(bencher: Bencher, letters: Letters) {
    at_work(bencher, &prose(1_000_000, letters, FEW), Format::Plain, 0, "x");
}

#[divan::bench(args = sizes(), sample_count = 50)]
fn in_markdown(bencher: Bencher, bytes: usize) {
    at_work(bencher, &prose(bytes, Letters::Ascii, FEW), Format::Markdown, 0, "x");
}

/// What Markdown takes for one block, however long it is.
#[divan::bench(args = [Shape::Table, Shape::List, Shape::Paragraph], sample_count = 20)]
fn in_one_block(bencher: Bencher, shape: Shape) {
    at_work(bencher, &shape.text(1_000_000), Format::Markdown, 0, "x");
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    /// Many of its cells have the same words.
    Table,
    List,
    /// Without a line break.
    Paragraph,
}

impl Shape {
    /// So many bytes of it.
    fn text(self, bytes: usize) -> String {
        let head = if let Self::Table = self { "| a | b |\n|---|---|\n" } else { "" };
        let mut text = head.to_owned();
        for number in 0.. {
            match self {
                Self::Table => text += &format!("| The ferry {number} | of the port |\n"),
                Self::List => text += &format!("- The ferry {number} left the port.\n"),
                Self::Paragraph => text += &format!("The ferry {number} left the port. "),
            }
            if text.len() > bytes {
                break;
            }
        }
        text
    }
}

fn open(text: Rope, format: Format) -> Live {
    let mut live = Live::open(text, format, Settings::default());
    let judgement = live.whole().judge();
    live.settle(judgement);
    live
}

fn edited<const FAULT: usize>(bencher: Bencher, bytes: usize, gone: usize, new: &str) {
    at_work(bencher, &prose(bytes, Letters::Ascii, FAULT), Format::Plain, gone, new);
}

/// `gone` bytes behind a word in the middle are replaced by `new`, and then the other way round, in turns.
fn at_work(bencher: Bencher, text: &str, format: Format, gone: usize, new: &str) {
    let middle = (text.len() / 2..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let at = middle + text[middle..].find("the ").unwrap_or(0) + 2;
    let end = (at + gone..text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
    let changes =
        [Change::new(ByteRange::new(at, end), new.len()), Change { start: at, old_end: at + new.len(), new_end: end }];
    // As in an editor, the one text shares all but the edited place with the other.
    let before = Rope::from_str(text);
    let mut after = before.clone();
    let [from, to] = [at, end].map(|byte| after.byte_to_char(byte));
    after.remove(from..to);
    after.insert(from, new);
    let texts = [after, before];
    let mut live = open(texts[1].clone(), format);
    let mut turn = 1;
    bencher.bench_local(|| {
        turn = 1 - turn;
        live.edit(texts[turn].clone(), &[changes[turn]]);
        live.findings().len()
    });
}
