//! Repeats: the same words again where they should stand once.
//!
//! `runs` finds all places of a block where tokens come again at a short distance and names their shape;
//! `judge` asks, by the tables of the text's language, which of them are wrong and how surely. Both see one
//! block and are kept with it. What only the whole document can tell (is "Yang Yang" a name?) is settled by
//! `evidence` at the end. The rules under `rules/` turn the outcome into words; `mend` makes their fixes.
//!
//! One detection serves all rules, so that the longest repeat wins and none is reported twice.

mod around;
mod certain;
mod chain;
mod evidence;
mod judge;
mod mend;
mod morph;
mod runs;
mod sentence;
mod stem;
mod tables;

use crate::block::Block;
use crate::document::Placed;
use crate::finding::{Finding, Fix, Severity};
use crate::language::Language;
use crate::memory::{Entry, Memory};
use crate::range::Edit;
use crate::rule::{self, Scope};

pub use evidence::Evidence;
pub(crate) use sentence::Sentences;
pub use sentence::Twice;

pub(crate) use judge::second_is_extra;
pub(crate) use mend::{cut_second, keep_second, mend};

/// Repeats longer than this many bytes are nobody's intention, and would not fit on a line of the memory.
const LONGEST_ANSWER: usize = 200;

/// Tokens of a block, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first token.
    pub from: usize,
    /// The last token.
    pub to: usize,
}

impl Span {
    /// How many tokens.
    pub fn count(self) -> usize {
        self.to + 1 - self.from
    }
}

/// How the copies stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One written word twice: `warmly warmly`, `state-owned state-owned`.
    Word,
    /// Several words twice: `Harbour Secretary Harbour Secretary`.
    Phrase,
    /// An article between: `Important the important`.
    Article,
    /// Two different articles in a row: `a the`.
    Articles,
    /// A comma between.
    Comma,
    /// A dash between.
    Dash,
    /// A slash between.
    Slash,
    /// The second in brackets: `strap (strap)`.
    Gloss,
    /// A connecting word between: `risk of risk`, `roads and roads`.
    Echo,
    /// Two words of one stem: `silently silent`.
    Stem,
    /// Three copies or more, with or without a mark between.
    Run,
    /// Three copies or more glued by hyphens or by nothing.
    Chain,
}

/// A place where tokens come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// How the copies stand to each other.
    pub shape: Shape,
    /// The first copy.
    pub first: Span,
    /// The second copy; of a run the last.
    pub second: Span,
    /// How many copies there are.
    pub copies: usize,
}

impl Repeat {
    /// From the first copy to the last.
    pub fn whole(&self) -> Span {
        Span { from: self.first.from, to: self.second.to }
    }
}

/// What a block alone can say of a repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is wrong, this surely.
    Show(Severity),
    /// Single words of the document decide; until then it is worth this much.
    Doubt(Doubt),
}

impl Verdict {
    /// Whether more than a hint may come of it, whose fix nobody takes unasked.
    fn may_offer_fix(self) -> bool {
        let severities = match self {
            Self::Show(severity) => [Some(severity), None],
            Self::Doubt(doubt) => [doubt.yes, doubt.no],
        };
        severities.into_iter().flatten().any(|severity| severity < Severity::Hint)
    }
}

/// What the whole document has to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The key of the word in question.
    pub key: u64,
    /// What is asked of it.
    pub question: Question,
    /// How surely the repeat is wrong if so; `None` where it then is right.
    pub yes: Option<Severity>,
    /// How surely it is wrong if not so.
    pub no: Option<Severity>,
}

/// A question about a word that the whole document answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Does it also stand single?
    Single,
    /// Does it stand as a name by itself: with a capital inside a sentence, no other capital beside it?
    Name,
}

/// A repeat with its block's verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The place.
    pub repeat: Repeat,
    /// What is to be said of it.
    pub verdict: Verdict,
    /// Whether mending it leaves fewer repeats than there were: the fix makes no new one. Not asked of mere hints.
    pub mends: bool,
}

/// A repeat to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The index of its block in the document.
    pub block: usize,
    /// The place.
    pub repeat: Repeat,
    /// How surely it is wrong.
    pub severity: Severity,
    /// Whether its fix certainly reads right and may be taken without asking.
    pub certain: bool,
    /// Whether it reads right most of the time.
    pub likely: bool,
}

impl Judged {
    /// The fix that makes `edits`, as sure as the verdict.
    pub fn fix(&self, title: impl Into<String>, edits: Vec<Edit>) -> Fix {
        Fix::new(title, self.certain, edits).likely(self.likely)
    }
}

/// The repeats of a block that may have to be shown, in order.
pub fn find(block: &Block, language: Language) -> Vec<Found> {
    let mut found = judged(block, language);
    for at in 0..found.len() {
        if found[at].verdict.may_offer_fix() {
            found[at].mends = certain::mends(block, &found[at].repeat, &found, language);
        }
    }
    found
}

fn judged(block: &Block, language: Language) -> Vec<Found> {
    let mut found = Vec::new();
    runs::repeats(block, language, |repeat| {
        let verdict = judge::verdict(block, &repeat, language);
        found.extend(verdict.map(|verdict| Found { repeat, verdict, mends: false }));
    });
    found
}

/// The repeats of a document that are to be shown, in order; the longest of those that overlap. What was said to
/// repeat on purpose is left out.
pub fn judge(blocks: &[Placed], evidence: &Evidence, memory: &Memory) -> Vec<Judged> {
    let repeating = blocks.iter().enumerate().filter(|(_, placed)| !placed.analysis.repeats().is_empty());
    repeating.flat_map(|(index, placed)| judge_block(index, placed, evidence, memory)).collect()
}

/// The repeats of one block that are to be shown; `index` is its number in the document.
pub fn judge_block(index: usize, placed: &Placed, evidence: &Evidence, memory: &Memory) -> Vec<Judged> {
    let judged = placed.analysis.repeats().iter().filter_map(|found| {
        let severity = match found.verdict {
            Verdict::Show(severity) => severity,
            Verdict::Doubt(doubt) => evidence.settle(doubt)?,
        };
        let certain = severity <= Severity::Warning && found.mends;
        let likely = severity <= Severity::Information && found.mends;
        Some(Judged { block: index, repeat: found.repeat, severity, certain, likely })
    });
    let words = |span: Span| placed.block().phrase(span.from, span.to);
    let asked = |judged: &Judged| !memory.accepts_repeat(|| words(judged.repeat.whole()));
    longest(judged.collect()).into_iter().filter(asked).collect()
}

/// What is to be said of a repeat that was judged, in offsets of its block, with the answer that it is meant.
pub fn finding(block: &Block, judged: &Judged) -> Option<Finding> {
    let shape = judged.repeat.shape;
    let said = rule::ALL.iter().find_map(|rule| match rule.scope {
        Scope::Repeat(shapes, finding) if shapes.contains(&shape) => Some(finding(block, judged)),
        _ => None,
    });
    let mut finding = said?;
    let whole = judged.repeat.whole();
    let words = block.phrase(whole.from, whole.to);
    if words.len() <= LONGEST_ANSWER && finding.range == block.span(whole.from, whole.to) {
        finding.fixes.push(Fix::remember("This repeat is intended", Entry::Repeat(words)));
    }
    Some(finding)
}

/// Of repeats that share a token only the longest; a hint never stands before what is worth showing.
fn longest(mut judged: Vec<Judged>) -> Vec<Judged> {
    judged.sort_by_key(|j| (j.severity == Severity::Hint, std::cmp::Reverse(j.repeat.whole().count()), j.severity));
    let mut kept: Vec<Judged> = Vec::new();
    for candidate in judged {
        let whole = candidate.repeat.whole();
        let free = kept.iter().all(|k| k.repeat.whole().to < whole.from || whole.to < k.repeat.whole().from);
        if free {
            kept.push(candidate);
        }
    }
    kept.sort_unstable_by_key(|j| j.repeat.first.from);
    kept
}
