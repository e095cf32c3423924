//! `impossible-pinyin`: a Chinese given name that no Chinese syllables can spell.

use crate::block::Block;
use crate::document::{Document, Placed, Words};
use crate::finding::{Finding, Fix, Severity};
use crate::language::Language;
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
    if document.language != Language::ENGLISH {
        return;
    }
    let mut legal = 0usize;
    let (mut found, mut pairs) = (Vec::new(), Vec::new());
    for placed in document.blocks {
        placed.look(|words| read(placed, words, &mut pairs));
        for (pair, of_words) in pairs.drain(..) {
            if of_words && pair.is_legal() {
                legal += 1;
            } else if pair.is_impossible() && !is_right(document, &pair.written) {
                found.extend(pair.finding());
            }
        }
    }
    if legal >= ENOUGH_NAMES {
        findings.extend(found);
    }
}

/// Adds the family names of a block with what stands behind them in a name, and whether that is a word, too.
fn read(placed: &Placed, words: &Words, pairs: &mut Vec<(Pair, bool)>) {
    let block = &words.block;
    for chain in words.mentions.chains.iter().filter(|chain| chain.first < chain.last) {
        for at in chain.first..chain.last {
            if people::is_chinese_surname_key(block.tokens[at].key) {
                let of_words = block.tokens[at].kind == block.tokens[at + 1].kind;
                pairs.extend(Pair::at(placed, block, at).map(|pair| (pair, of_words)));
            }
        }
    }
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
    fn at(placed: &Placed, block: &Block, at: usize) -> Option<Self> {
        let tokens = &block.tokens;
        let (family, given) = (&tokens[at], &tokens[at + 1]);
        let capitals = family.case == Case::Capital && given.case == Case::Capital && given.gap.space;
        if !capitals {
            return None;
        }
        let family = normal(block.word(at));
        if !people::is_chinese_surname(&family) || mention::is_glued_hyphen(block, at + 2) {
            return None;
        }
        let (written, ending) = fold::without_possessive(block.word(at + 1));
        let range = placed.place(given.range());
        let range = ByteRange::new(range.start, range.end - ending);
        Some(Self {
            family: family.into_owned(),
            given: normal(written).into_owned(),
            written: written.to_owned(),
            range,
        })
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
