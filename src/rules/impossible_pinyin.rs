//! `impossible-pinyin`: a Chinese given name that no Chinese syllables can spell.

use rustc_hash::FxHashMap;

use crate::block::Block;
use crate::document::{Document, Placed, Words};
use crate::finding::{Finding, Fix, Severity};
use crate::lexicon::{self, people, pinyin};
use crate::memory::Entry;
use crate::names;
use crate::names::{fold, mention};
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::token::{Case, normal};

pub(crate) const RULE: Rule = Rule {
    code: "impossible-pinyin",
    doc: include_str!("impossible_pinyin.md"),
    its: "misspelling",
    mqm: "spelling",
    scope: Scope::Document(check),
};

/// Legal Chinese names a text must hold before one that is not is taken for a slip.
const ENOUGH_NAMES: usize = 2;

/// The most spellings offered.
const MOST_OFFERS: usize = 3;

fn check(document: &Document<'_>, findings: &mut Vec<Finding>) {
    let mut names = Names { document, known: FxHashMap::default(), legal: 0, found: Vec::new() };
    document.survey.families.iter().for_each(|family| names.take(*family));
    if names.legal >= ENOUGH_NAMES {
        findings.extend(names.found);
    }
}

/// A Chinese family name and the capitalised word behind it, where they stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Family {
    /// The number of its block.
    block: u32,
    /// The token of the family name there.
    at: u32,
    /// The keys of both.
    keys: (u64, u64),
}

/// Adds the Chinese family names of block `number` of an English text that may begin somebody's name.
pub(crate) fn gather(number: u32, words: &Words, families: &mut Vec<Family>) {
    let Words { block, mentions } = words;
    for chain in &mentions.chains {
        for at in chain.first..chain.last {
            let keys = (block.tokens[at].key, block.tokens[at + 1].key);
            if people::is_chinese_surname_key(keys.0) && is_pair(block, at) {
                families.push(Family { block: number, at: at as u32, keys });
            }
        }
    }
}

/// The Chinese names of a document.
struct Names<'d> {
    document: &'d Document<'d>,
    /// What was said of a family name and what stands behind it, by their keys.
    known: FxHashMap<(u64, u64), Sort>,
    /// How many are spelt as names are.
    legal: usize,
    found: Vec<Finding>,
}

/// What a family name with another word behind it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Legal,
    Impossible,
    Another,
}

impl Names<'_> {
    fn take(&mut self, family: Family) {
        let document = self.document;
        let pair = || {
            let placed = &document.blocks[family.block as usize];
            placed.look(|words| Pair::at(placed, &words.block, family.at as usize))
        };
        match *self.known.entry(family.keys).or_insert_with(|| pair().sort(document)) {
            Sort::Legal => self.legal += 1,
            Sort::Impossible => self.found.extend(pair().finding()),
            Sort::Another => {}
        }
    }
}

/// Whether both words are written as a name's are, and the second ends it.
fn is_pair(block: &Block, at: usize) -> bool {
    let (family, given) = (&block.tokens[at], &block.tokens[at + 1]);
    let capitals = family.case == Case::Capital && given.case == Case::Capital && given.gap.space;
    capitals && !mention::is_glued_hyphen(block, at + 2)
}

/// Whether people or a glossary have said that a name is spelt so.
fn is_right(document: &Document<'_>, name: &str) -> bool {
    names::answers::is_preferred(document.memory, name) || document.glossary.is_name(name)
}

/// A Chinese family name and the capitalised word behind it.
struct Pair {
    family: String,
    given: String,
    written: String,
    range: ByteRange,
}

impl Pair {
    /// The family name that is token `at`, and the next token.
    fn at(placed: &Placed, block: &Block, at: usize) -> Self {
        let (written, ending) = fold::without_possessive(block.word(at + 1));
        let range = placed.place(block.tokens[at + 1].range());
        Self {
            family: normal(block.word(at)).into_owned(),
            given: normal(written).into_owned(),
            written: written.to_owned(),
            range: ByteRange::new(range.start, range.end - ending),
        }
    }

    fn sort(&self, document: &Document<'_>) -> Sort {
        if self.is_legal() {
            Sort::Legal
        } else if self.is_impossible() && !is_right(document, &self.written) {
            Sort::Impossible
        } else {
            Sort::Another
        }
    }

    fn is_legal(&self) -> bool {
        people::is_chinese_person(&self.family, &self.given) && lexicon::english_level(&self.given).is_none()
    }

    /// Behind the family name letters that are no pinyin, no older spelling, no word and no place.
    fn is_impossible(&self) -> bool {
        let letters = self.given.len() >= 4 && self.given.bytes().all(|b| b.is_ascii_lowercase());
        letters
            && lexicon::english_level(&self.family).is_none()
            && !people::is_other_eastern_surname(&self.family)
            && !people::is_given_name(&self.given)
            && !pinyin::is_wade_giles(&self.given)
            && lexicon::english_level(&self.given).is_none()
            && lexicon::places::place(&self.given).is_none()
    }

    fn finding(&self) -> Option<Finding> {
        let legal: Vec<String> = pinyin::nearest(&self.given, MOST_OFFERS).iter().map(|w| capital(w)).collect();
        if legal.is_empty() {
            return None;
        }
        let quoted: Vec<String> = legal.iter().map(|word| format!("\"{word}\"")).collect();
        let message = format!(
            "\"{}\" is not possible pinyin ({}). Perhaps {}; check the source.",
            self.written,
            pinyin::broken(&self.given),
            quoted.join(" or ")
        );
        let mut finding = Finding::new(RULE.code, "pinyin", Severity::Information, self.range, message);
        let fix = |word: &String| Fix::new(format!("Use \"{word}\""), false, vec![Edit::replace(self.range, word)]);
        finding.fixes = legal.iter().map(fix).collect();
        finding.fixes.push(Fix::remember("Correct as it stands", Entry::Prefer(self.written.clone())));
        Some(finding)
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
