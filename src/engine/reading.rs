//! What was read of one text: its blocks in their places, kept up with the text as it is edited.
//!
//! An edit has only the blocks around it read again: those it touches and one on either side, whose outer borders
//! no edit between them can move. A block of equal text is taken over and not analysed again. Where an edit changes
//! how the whole text is to be read (its language, the width it is wrapped at, a link definition), all of it is read
//! again, and blocks are still taken over. Whatever was edited, the outcome equals that of a fresh reading.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use ropey::Rope;
use rustc_hash::{FxHashMap, FxHasher};

use super::change::Change;
use super::moving::Place as _;
use super::places::{Kept, Places, is_plain};
use super::{analyse, analyse_all, lines, pieces};
use crate::block::Uncut;
use crate::document::{Analysis, Words};
use crate::format::{self, Format, LONGEST_BLOCK, Prose};
use crate::formats::{markdown, plain};
use crate::language::{Language, Named};
use crate::range::ByteRange;

/// How much of a text's beginning its language is told from, in bytes, front matter and all.
const TELLING: usize = 16 * 1024;

/// Of so many blocks that are read again the words may be held at once.
const MOST_HELD: usize = 1000;

/// No front matter that tells it has so many lines.
const FRONT_MATTER: usize = 128;

/// How a text's language is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tongue {
    /// As set.
    pub set: Option<Language>,
    /// As the file's name says.
    pub named: Option<Named>,
}

impl Tongue {
    /// The language of a text that begins so.
    pub(super) fn of(self, beginning: &str) -> Language {
        self.set.unwrap_or_else(|| Language::tell(self.named, beginning))
    }
}

/// A text as it was read.
#[derive(Debug)]
pub(super) struct Reading {
    pub language: Language,
    pub blocks: Places,
    outline: Outline,
    /// The number given to blocks that are read now.
    pub round: u32,
    keep: Keep,
}

/// How much of what was read is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// All of it: it is judged once, and soon.
    All,
    /// No words: they are made again for each judgement, and take no room until then.
    Lean,
}

/// What a format has to know of the whole text to read a part of it.
#[derive(Debug)]
enum Outline {
    Plain(plain::Widths),
    Markdown {
        /// Where the outermost blocks begin.
        tops: Vec<usize>,
        labels: BTreeSet<String>,
    },
}

/// A part of a text that was read by itself.
struct Part {
    /// Its blocks, in offsets of the part.
    prose: Vec<Prose>,
    /// The part's text, and its first byte in the whole.
    text: String,
    start: usize,
    /// The old blocks that it stands for.
    old: Range<usize>,
}

/// Blocks that were read before, by what tells them apart; those that are equal in the order of the text.
#[derive(Default)]
pub(super) struct Known {
    by_hash: FxHashMap<u64, Vec<Before>>,
}

/// A block as it was before an edit.
struct Before {
    uncut: Uncut,
    analysis: Arc<Analysis>,
    /// What is known of it is without its text.
    bare: bool,
    round: u32,
    /// Where it is now; where the edit touched it, its first byte that was there before.
    place: usize,
    touched: bool,
}

impl Reading {
    /// Reads a whole text.
    pub(super) fn of(text: &str, format: Format, tongue: Tongue, keep: Keep) -> Self {
        let language = tongue.of(text);
        let (outline, prose) = outline(text, format);
        let mut reading = Self { language, blocks: Places::default(), outline, round: 0, keep };
        reading.fill(text, prose);
        reading
    }

    /// Reads a whole text of which no words are to be kept.
    pub(super) fn lean(text: &Rope, format: Format, tongue: Tongue) -> Self {
        if format == Format::Markdown {
            return Self::of(&String::from(text), format, tongue, Keep::Lean);
        }
        let telling = text.line_to_byte(FRONT_MATTER.min(text.len_lines())) + TELLING;
        let language = tongue.of(&String::from(text.byte_slice(..boundary(text, telling))));
        let (widths, blocks) = pieces::read(text, language);
        Self { language, blocks, outline: Outline::Plain(widths), round: 0, keep: Keep::Lean }
    }

    /// Reads what `change` made of `before`. Yields the blocks, in the new order, of which nothing that was said of
    /// them before holds any more.
    pub(super) fn edit(&mut self, before: &Rope, after: &Rope, change: Change, tongue: Tongue) -> Vec<usize> {
        if tongue.set.is_none() && change.start < TELLING {
            let beginning = after.byte_slice(..boundary(after, TELLING));
            if tongue.of(&String::from(beginning)) != self.language {
                let format = self.format();
                *self = Self { round: self.round, ..Self::of(&String::from(after), format, tongue, self.keep) };
                return self.mark_all();
            }
        }
        match self.part(before, after, change) {
            Some(part) => self.take(part, (before, after), change),
            None => self.whole(before, after, change),
        }
    }

    fn format(&self) -> Format {
        match self.outline {
            Outline::Plain(_) => Format::Plain,
            Outline::Markdown { .. } => Format::Markdown,
        }
    }

    /// Lets go of the words of blocks that were read one by one, once these have said what they say.
    pub(super) fn shed(&mut self, blocks: &[usize]) {
        if self.keep == Keep::Lean {
            blocks.iter().for_each(|index| self.blocks.misplaced_mut(*index).shed());
        }
    }

    fn mark_all(&mut self) -> Vec<usize> {
        let round = self.round;
        let mut all: Vec<Kept> = self.blocks.iter().collect();
        all.iter_mut().for_each(|kept| kept.round = round);
        self.blocks = Places::new(all);
        (0..self.blocks.len()).collect()
    }

    /// Reads all of it again, with the blocks that are known.
    fn whole(&mut self, before: &Rope, after: &Rope, change: Change) -> Vec<usize> {
        let text = String::from(after);
        let (outline, prose) = outline(&text, self.format());
        self.outline = outline;
        let old = 0..self.blocks.len();
        self.take(Part { prose, text, start: 0, old }, (before, after), change)
    }

    /// Takes the blocks of a text that is read for the first time.
    fn fill(&mut self, text: &str, prose: Vec<Prose>) {
        let all = whole_read(text, &prose, self.language).map(|mut kept| {
            if self.keep == Keep::Lean {
                kept.shed();
            }
            kept
        });
        self.blocks = Places::new(all);
    }

    /// The part of the text around a change, read by itself; `None` where the whole has to be read.
    fn part(&mut self, before: &Rope, after: &Rope, change: Change) -> Option<Part> {
        let (mut first, mut last) = match self.outline {
            Outline::Plain(_) => {
                let touched = lines::touched(before, change);
                self.around(touched.start, touched.end)
            }
            Outline::Markdown { .. } => self.around(change.start, change.old_end),
        };
        let (start, old_end) = match &mut self.outline {
            Outline::Plain(widths) => {
                let wrap = widths.wrap();
                let window = lines::window(before, change);
                widths.remove(&lines::text(before, window));
                // Where no other line stands below another, it does not matter to the rest how lines are wrapped.
                let alone = widths.is_empty();
                widths.add(&lines::text(after, ByteRange::new(window.start, moved(window.end, change))));
                if widths.wrap() != wrap {
                    if !alone {
                        return None;
                    }
                    (first, last) = self.around(window.start, window.end);
                }
                self.plain_borders(before, first, last)
            }
            Outline::Markdown { tops, .. } => {
                let first = first.map_or(0, |first| self.blocks.start(first)).min(change.start);
                let last = last.map_or(before.len_bytes(), |last| self.blocks.end(last)).max(change.old_end);
                markdown_borders(tops, first, last, before.len_bytes())?
            }
        };
        let end = moved(old_end, change);
        let text = String::from(after.byte_slice(start..end));
        let prose = match &mut self.outline {
            Outline::Plain(widths) => {
                let inside = first.filter(|first| self.blocks.start(*first) == start && is_inside_line(before, start));
                plain::part(&text, widths.wrap(), inside.map(|first| self.blocks.get(first).kind()))
            }
            Outline::Markdown { tops, labels } => {
                let old = String::from(before.byte_slice(start..old_end));
                markdown_part(&text, &old, tops, labels, start, old_end, change)?
            }
        };
        let old = self.blocks.from(start)..self.blocks.from(old_end);
        Some(Part { prose: format::cut_all(&text, prose), text, start, old })
    }

    /// The first and the last block to be read again where something from `start` to `old_end` is another: those touched, and
    /// one on either side that is not.
    fn around(&self, start: usize, old_end: usize) -> (Option<usize>, Option<usize>) {
        let mut first = self.blocks.reaching(start).checked_sub(1);
        // Where a long block was cut, its pieces depend on what stands in the next bytes.
        while let Some(at) = first.filter(|at| self.goes_on(*at) && self.blocks.start(*at) + LONGEST_BLOCK > start) {
            first = Some(at - 1);
        }
        let mut last = self.blocks.behind(old_end);
        while last < self.blocks.len() && last + 1 < self.blocks.len() && self.goes_on(last + 1) {
            last += 1;
        }
        (first, (last < self.blocks.len()).then_some(last))
    }

    /// Whether a block is a piece of the same one as the block before it.
    fn goes_on(&self, index: usize) -> bool {
        index > 0 && self.blocks.start(index) == self.blocks.end(index - 1)
    }

    /// The bytes of the old text from the line (or piece) of one block to the line's end of another.
    fn plain_borders(&self, before: &Rope, first: Option<usize>, last: Option<usize>) -> (usize, usize) {
        let start = first.map_or(0, |first| {
            let start = self.blocks.start(first);
            if self.goes_on(first) { start } else { lines::start(before, start) }
        });
        (start, last.map_or(before.len_bytes(), |last| lines::end(before, self.blocks.end(last))))
    }

    /// Puts a part in the place of what stood there.
    fn take(&mut self, part: Part, (before, after): (&Rope, &Rope), change: Change) -> Vec<usize> {
        let (old, prose) = self.others(&part, change);
        let mut known = Known::default();
        for index in old.clone() {
            known.keep(&self.blocks.get(index), before, change);
        }
        let mut fresh = Vec::new();
        let mut new: Vec<Kept> = Vec::with_capacity(prose.len());
        let mut end = old.start.checked_sub(1).map(|index| self.blocks.end(index));
        for prose in prose {
            let start = part.start + prose.range.start;
            let (mut kept, round) = known.recall(&part.text, prose, start, self.language);
            kept.set_parted(end.is_some_and(|end| lines::has_words(after, end, start)));
            kept.round = round.unwrap_or(self.round);
            if round.is_none() {
                fresh.push(old.start + new.len());
            }
            if self.keep == Keep::Lean && fresh.len() > MOST_HELD {
                kept.shed();
            }
            end = Some(part.start + prose.range.end);
            new.push(kept);
        }
        let behind = old.start + new.len();
        self.blocks.splice(old, new, change.shift());
        if behind < self.blocks.len() {
            let parted = end.is_some_and(|end| lines::has_words(after, end, self.blocks.start(behind)));
            self.blocks.part(behind, parted);
        }
        fresh
    }

    /// The old and the new blocks of a part but for those before and behind the change that are as they were: of a long list or
    /// table nearly all are.
    fn others<'p>(&self, part: &'p Part, change: Change) -> (Range<usize>, &'p [Prose]) {
        let (mut old, mut prose) = (part.old.clone(), &*part.prose);
        let same = |index: usize, prose: &Prose| self.is_same(index, prose, part, change);
        while let [first, rest @ ..] = prose
            && !old.is_empty()
            && self.blocks.end(old.start) < change.start
            && same(old.start, first)
        {
            (old.start, prose) = (old.start + 1, rest);
        }
        while let [rest @ .., last] = prose
            && !old.is_empty()
            && self.blocks.start(old.end - 1) > change.old_end
            && same(old.end - 1, last)
        {
            (old.end, prose) = (old.end - 1, rest);
        }
        (old, prose)
    }

    /// Whether a block that the change does not touch is what a part has in its place.
    fn is_same(&self, index: usize, prose: &Prose, part: &Part, change: Change) -> bool {
        let kept = self.blocks.get(index);
        let place = ByteRange::new(kept.start(), kept.start() + kept.len as usize);
        let now = ByteRange::new(part.start + prose.range.start, part.start + prose.range.end);
        let alike = change.range(place) == Some(now) && kept.kind() == prose.kind && kept.indent() == prose.indent;
        let plain = is_plain(prose);
        // Where no markup makes another text of the document's, what is not touched is the same.
        alike && kept.is_plain() == plain && (plain || kept.analysis.uncut() == Uncut::new(&part.text, prose))
    }
}

/// Where a byte behind a change is now.
fn moved(byte: usize, change: Change) -> usize {
    byte.saturating_add_signed(change.shift())
}

fn boundary(text: &Rope, byte: usize) -> usize {
    text.char_to_byte(text.byte_to_char(byte.min(text.len_bytes())))
}

fn is_inside_line(text: &Rope, byte: usize) -> bool {
    lines::start(text, byte) != byte
}

fn outline(text: &str, format: Format) -> (Outline, Vec<Prose>) {
    let (outline, prose) = match format {
        Format::Plain => {
            let (widths, prose) = plain::whole(text);
            (Outline::Plain(widths), prose)
        }
        Format::Markdown => {
            let read = markdown::whole(text);
            (Outline::Markdown { tops: read.tops, labels: read.labels }, read.prose)
        }
    };
    (outline, format::cut_all(text, prose))
}

/// The outermost blocks from the one before `first` to the second behind `last`: their first byte and the byte behind
/// them. `None` where that is nearly all of the text.
fn markdown_borders(tops: &[usize], first: usize, last: usize, length: usize) -> Option<(usize, usize)> {
    let start = tops.partition_point(|top| *top < first).checked_sub(2).map_or(0, |index| tops[index]);
    let end = tops.get(tops.partition_point(|top| *top <= last) + 1).copied().unwrap_or(length);
    (end - start < length / 2).then_some((start, end))
}

/// Reads a part of a Markdown text; `None` where it depends on the rest, or the rest on it.
fn markdown_part(
    text: &str,
    old: &str,
    tops: &mut Vec<usize>,
    labels: &BTreeSet<String>,
    start: usize,
    old_end: usize,
    change: Change,
) -> Option<Vec<Prose>> {
    // Definitions count everywhere, footnotes stand elsewhere, front matter looks for its end.
    let reaches_out = |text: &str| {
        text.contains("]:") || text.contains("[^") || text.lines().any(|l| l.starts_with("---") || l.starts_with("+++"))
    };
    if reaches_out(text) || reaches_out(old) {
        return None;
    }
    let read = markdown::part(text, labels);
    let inside = tops.partition_point(|top| *top < start)..tops.partition_point(|top| *top < old_end);
    // The parser must be where it was: its last outermost block is an old one behind the change.
    let last = read.tops.last().map(|top| top + start);
    let sync = tops[inside.clone()].last().copied().filter(|top| *top > change.old_end);
    if inside.end < tops.len() && (last.is_none() || last != sync.map(|sync| moved(sync, change))) {
        return None;
    }
    let behind = inside.start + read.tops.len();
    tops.splice(inside, read.tops.iter().map(|top| top + start));
    for top in &mut tops[behind..] {
        *top = moved(*top, change);
    }
    Some(read.prose)
}

/// The prose of a text, in pieces where a block is too long.
pub(super) fn prose(text: &str, format: Format) -> Vec<Prose> {
    outline(text, format).1
}

/// So many blocks are read together, or more of so many bytes: what is known of more would not stay where the processor has it.
const AT_ONCE: usize = 32;
const BYTES_AT_ONCE: usize = 12 * 1024;

/// The blocks of a whole text, where nothing is known of them.
fn whole_read<'t>(text: &'t str, prose: &'t [Prose], language: Language) -> impl Iterator<Item = Kept> + 't {
    first_read(text, prose, 0, language).zip(parted(text, prose)).map(|(mut kept, parted)| {
        kept.set_parted(parted);
        kept
    })
}

/// The same of a text that begins at byte `base` of its document, whatever stands between them.
pub(super) fn first_read<'t>(
    text: &'t str,
    prose: &'t [Prose],
    base: usize,
    language: Language,
) -> impl Iterator<Item = Kept> + 't {
    let analysed = analysed(text, prose, language).flat_map(|(words, known)| words.into_iter().zip(known));
    prose.iter().zip(analysed).map(move |(prose, (words, analysis))| {
        Kept::new(base + prose.range.start, prose, Arc::new(analysis.with_words(words)), false)
    })
}

/// The words of the blocks of a text, and what is known of each besides, some blocks at a time.
pub(super) fn analysed<'t>(
    text: &'t str,
    prose: &'t [Prose],
    language: Language,
) -> impl Iterator<Item = (Vec<Words>, impl Iterator<Item = Analysis>)> + 't {
    let uncut = move |prose: &Prose| Uncut::new(text, prose);
    batches(prose).map(move |some| analyse_all(some.iter().map(uncut), language))
}

/// Some blocks at a time.
fn batches(prose: &[Prose]) -> impl Iterator<Item = &[Prose]> {
    let mut rest = prose;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |prose: &&Prose| {
            bytes += prose.range.len();
            bytes <= BYTES_AT_ONCE
        };
        let count = rest.iter().take_while(fits).count().max(AT_ONCE).min(rest.len());
        let (some, others) = rest.split_at(count);
        rest = others;
        (count > 0).then_some(some)
    })
}

/// For each block of a whole text whether something that is no prose stands between it and the one before.
pub(super) fn parted(text: &str, prose: &[Prose]) -> impl Iterator<Item = bool> {
    let mut end = None;
    prose.iter().map(move |prose| {
        let before = end.replace(prose.range.end);
        before.is_some_and(|end| lines::has_words_in(text, end, prose.range.start))
    })
}

impl Known {
    /// Keeps a block of the text `before` a change.
    fn keep(&mut self, placed: &Kept, before: &Rope, change: Change) {
        let place = ByteRange::new(placed.start(), placed.start() + placed.len as usize);
        let now = change.range(place).map(|place| place.start);
        let (touched, place) = (now.is_none(), now.unwrap_or(place.start.min(change.start)));
        let uncut = placed.uncut(before);
        let (analysis, bare, round) = (Arc::clone(&placed.analysis), placed.is_bare(), placed.round);
        self.by_hash.entry(hash(&uncut)).or_default().push(Before { uncut, analysis, bare, round, place, touched });
    }

    /// What is known of a block of `text` that stands at `start` of the document, and the round it is from if it stood
    /// there before.
    pub(super) fn recall(&self, text: &str, prose: &Prose, start: usize, language: Language) -> (Kept, Option<u32>) {
        let block = Uncut::new(text, prose);
        let all = match self.by_hash.is_empty() {
            true => &[],
            false => self.by_hash.get(&hash(&block)).map(Vec::as_slice).unwrap_or_default(),
        };
        let equal = |known: &&Before| known.uncut == block && (!known.bare || is_plain(prose));
        // A table may have the same words in thousands of cells.
        let from_here = &all[all.partition_point(|known| known.place < start)..];
        let here =
            from_here.iter().take_while(|known| known.place == start).find(|known| !known.touched && equal(known));
        match here.or_else(|| all.iter().find(equal)) {
            Some(known) => {
                (Kept::new(start, prose, Arc::clone(&known.analysis), known.bare), here.map(|known| known.round))
            }
            None => (Kept::new(start, prose, Arc::new(analyse(block, language)), false), None),
        }
    }
}

fn hash(block: &Uncut) -> u64 {
    let mut hasher = FxHasher::default();
    block.text.hash(&mut hasher);
    block.kind.hash(&mut hasher);
    hasher.finish()
}
