//! Where terms stand in a block: one look into a table for each word, a comparison for the few that begin a term.
//!
//! Only whole words count, and of terms that begin together the longest. A term that may be used shields what stands in
//! it: where *mail order* is a term, *mail* is not flagged in it. Shields are taken by the letters; what is flagged has to
//! be written as the glossary has it:
//!
//! - in small letters it stands for itself at the start of a sentence and in a headline too, but not for a name in capitals
//!   (*the Daily Mail*);
//! - with a capital it is a name, unless only its first word has one (*Secretary general*), as dictionaries write;
//! - an acronym and what is mixed (*IT*, *iPhone*) stand for exactly that.
//!
//! Of inflection, English plurals in *-s* and possessives are known. In scripts without blanks nothing tells where a word
//! ends, so that short terms are not looked for.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::plural::plural;
use super::{Form, Glossary, Status, Term};
use crate::block::{Block, readable};
use crate::language::Language;
use crate::names::fold::without_possessive;
use crate::names::mention::{self, Mentions};
use crate::range::ByteRange;
use crate::token::{self, Case, Kind, Token};

/// A forbidden term in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// It stands in the plural, the term in the singular.
    pub plural: bool,
    /// Which terms; several where concepts share one.
    patterns: Vec<u32>,
}

/// Where a term stands in the glossary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id {
    pub book: usize,
    pub concept: usize,
    pub form: usize,
}

/// A term as it is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub id: Id,
    language: Option<Language>,
    forbidden: bool,
    words: Vec<Word>,
    /// The key of the last word in the plural; for English texts only.
    plural: Option<u64>,
    /// Only the first word has a capital, as dictionaries write.
    sentence_case: bool,
}

/// A token of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    key: u64,
    text: String,
    kind: Kind,
    case: Case,
    space: bool,
}

/// The least characters of a script without blanks that are looked for.
const LEAST_IDEOGRAPHS: usize = 3;

/// What glues words to one: inside it there are no whole words.
const GLUE: [&str; 10] = ["-", "‐", "‑", ".", "_", "@", "&", "+", "#", "\\"];

impl Pattern {
    /// The pattern of a term; `None` for one that cannot be told from other words.
    pub(super) fn new(id: Id, form: &Form) -> Option<Self> {
        let word = |token: &Token| {
            let text = token.range().of(&form.text).to_owned();
            Word { key: token.key, text, kind: token.kind, case: token.case, space: token.gap.space }
        };
        let words: Vec<Word> = token::tokens(&form.text).iter().map(word).collect();
        let wordlike = words.iter().filter(|word| matches!(word.kind, Kind::Word | Kind::Ideograph | Kind::Number));
        let ideographs = words.iter().filter(|word| word.kind == Kind::Ideograph).count();
        let forbidden = form.status == Status::Forbidden;
        let blank = wordlike.count() == 0 || words.iter().any(|word| word.kind == Kind::Opaque);
        if blank || forbidden && (1..LEAST_IDEOGRAPHS).contains(&ideographs) {
            return None;
        }
        let last = words.last().filter(|word| word.kind == Kind::Word && word.case == Case::Lower);
        let plural = last.and_then(|word| plural(&word.text)).map(|word| token::key(&word));
        let small = |word: &Word| matches!(word.case, Case::Lower | Case::None);
        let sentence_case = words.iter().filter(|word| word.kind == Kind::Word).count() >= 2
            && words[0].case == Case::Capital
            && words[1..].iter().all(small);
        Some(Self { id, language: form.language, forbidden, words, plural, sentence_case })
    }

    fn is_of(&self, language: Language) -> bool {
        self.language.is_none_or(|own| own == language)
    }
}

/// Patterns by the key of their first word, the longest first.
pub(super) fn starts(patterns: &[Pattern]) -> FxHashMap<u64, Vec<u32>> {
    let mut starts: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (number, pattern) in (0u32..).zip(patterns) {
        let plural = pattern.plural.filter(|_| pattern.words.len() == 1);
        for key in [Some(pattern.words[0].key), plural].into_iter().flatten() {
            starts.entry(key).or_default().push(number);
        }
    }
    let longest = |number: &u32| Reverse(patterns[*number as usize].words.len());
    // Each list by itself: no order is taken from the map.
    #[expect(clippy::iter_over_hash_type, reason = "the lists are sorted one by one")]
    for numbers in starts.values_mut() {
        numbers.sort_by_cached_key(longest);
    }
    starts
}

/// The patterns that a text is as a whole, case left aside.
pub(super) fn whole<'a>(
    starts: &'a FxHashMap<u64, Vec<u32>>,
    patterns: &'a [Pattern],
    text: &str,
) -> impl Iterator<Item = &'a Pattern> {
    let keys: Vec<u64> = token::tokens(text).iter().map(|token| token.key).collect();
    let candidates = keys.first().and_then(|key| starts.get(key)).map_or(&[][..], Vec::as_slice);
    let all = candidates.iter().map(|number| &patterns[*number as usize]);
    all.filter(move |pattern| pattern.words.iter().map(|word| word.key).eq(keys.iter().copied()))
}

impl Glossary {
    /// The forbidden terms of a block of a text in this language, in order, none inside another.
    pub fn find(&self, block: &Block, mentions: &Mentions, language: Language) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.patterns.is_empty() {
            return hits;
        }
        let search = Search { glossary: self, block, mentions, language };
        let mut at = 0;
        while at < block.tokens.len() {
            match search.at(at) {
                Found::Nothing => at += 1,
                Found::Shield(length) => at += length,
                Found::Hit(hit) => {
                    at = hit.last + 1;
                    hits.push(hit);
                }
            }
        }
        hits
    }

    /// The terms, of whatever status, that are written at a byte of a block or end there: the longest, in the order of
    /// the glossaries, with the bytes of the block that they take.
    pub fn at(
        &self,
        block: &Block,
        mentions: &Mentions,
        language: Language,
        byte: usize,
    ) -> Option<(ByteRange, Vec<Term<'_>>)> {
        let search = Search { glossary: self, block, mentions, language };
        let longest = self.patterns.iter().map(|pattern| pattern.words.len()).max()?;
        let near = block.tokens.partition_point(|token| token.range().end < byte);
        let near = near..block.tokens.partition_point(|token| token.range().start <= byte);
        let last = near.end.checked_sub(1)?;
        let touches = |first: &usize, pattern: &&Pattern| first + pattern.words.len() > near.start;
        let written = (near.start.saturating_sub(longest - 1)..=last).flat_map(|first| {
            let all = search.candidates(first).map(|number| &self.patterns[number as usize]);
            let all = all.filter(|pattern| touches(&first, pattern) && search.is_written(pattern, first));
            all.map(|pattern| (first, pattern)).collect::<Vec<_>>()
        });
        let written: Vec<(usize, &Pattern)> = written.collect();
        let (first, length) =
            written.iter().map(|(first, pattern)| (*first, pattern.words.len())).max_by_key(|w| w.1)?;
        let same = written.iter().filter(|(at, pattern)| (*at, pattern.words.len()) == (first, length));
        let mut ids: Vec<Id> = same.map(|(_, pattern)| pattern.id).collect();
        ids.sort_unstable();
        ids.dedup();
        Some((block.span(first, first + length - 1), ids.into_iter().map(|id| self.term(id)).collect()))
    }

    /// The terms that were found, in the order of the glossaries.
    pub fn found(&self, hit: &Hit) -> impl Iterator<Item = Term<'_>> {
        hit.patterns.iter().map(|number| self.term(self.patterns[*number as usize].id))
    }
}

enum Found {
    Nothing,
    /// A term of so many tokens that may be used.
    Shield(usize),
    Hit(Hit),
}

struct Search<'a> {
    glossary: &'a Glossary,
    block: &'a Block,
    mentions: &'a Mentions,
    language: Language,
}

impl Search<'_> {
    /// What begins at a token.
    fn at(&self, first: usize) -> Found {
        // The longest shield by the letters, the longest by the case too, and the longest forbidden.
        let (mut shield, mut exact) = (0, 0);
        let mut hit: Option<Hit> = None;
        for number in self.candidates(first) {
            let pattern = &self.glossary.patterns[number as usize];
            let Some(plural) = self.compare(pattern, first) else { continue };
            let length = pattern.words.len();
            let spelt = self.is_spelt(pattern, first);
            if !pattern.forbidden {
                shield = shield.max(length);
                exact = if spelt { exact.max(length) } else { exact };
            } else if spelt {
                match &mut hit {
                    Some(hit) if hit.last + 1 - first == length => hit.patterns.push(number),
                    Some(hit) if hit.last + 1 - first > length => {}
                    _ => hit = Some(Hit { first, last: first + length - 1, plural, patterns: vec![number] }),
                }
            }
        }
        let longest = hit.as_ref().map_or(0, |hit| hit.last + 1 - first);
        match hit {
            Some(mut hit) if longest > exact && longest >= shield => {
                hit.patterns.sort_unstable();
                hit.patterns.dedup();
                Found::Hit(hit)
            }
            _ if shield > 0 => Found::Shield(shield),
            _ => Found::Nothing,
        }
    }

    /// The numbers of the patterns that may begin at a token.
    fn candidates(&self, first: usize) -> impl Iterator<Item = u32> {
        let token = &self.block.tokens[first];
        let starts = &self.glossary.starts;
        let bare = self.bare_key(first);
        let known = starts.get(&token.key).into_iter().chain(bare.and_then(|key| starts.get(&key)));
        let mut candidates = known.flatten().copied().peekable();
        let none = candidates.peek().is_none() || token.kind == Kind::Opaque || self.is_glued(first, false);
        candidates.take(if none { 0 } else { usize::MAX })
    }

    /// Whether a term stands there as it is to be written or not.
    fn is_written(&self, pattern: &Pattern, first: usize) -> bool {
        self.compare(pattern, first).is_some() && self.is_spelt(pattern, first)
    }

    /// Whether the words stand there, whatever their case; then, whether in the plural.
    fn compare(&self, pattern: &Pattern, first: usize) -> Option<bool> {
        let last = first + pattern.words.len() - 1;
        let tokens = self.block.tokens.get(first..=last)?;
        if !pattern.is_of(self.language) || self.is_glued(last, true) {
            return None;
        }
        let sentence = tokens[0].sentence;
        let mut plural = false;
        for (offset, (token, word)) in tokens.iter().zip(&pattern.words).enumerate() {
            let at = first + offset;
            let placed = offset == 0 || token.gap.space == word.space && token.sentence == sentence;
            let same = token.key == word.key || at == last && self.bare_key(at) == Some(word.key);
            let more = at == last && self.language == Language::ENGLISH && self.is_plural(pattern, at);
            if !placed || token.kind == Kind::Opaque || !same && !more {
                return None;
            }
            plural = !same;
        }
        Some(plural)
    }

    fn is_plural(&self, pattern: &Pattern, at: usize) -> bool {
        pattern.plural.is_some_and(|key| self.block.tokens[at].key == key || self.bare_key(at) == Some(key))
    }

    /// Whether the words are written so that they must be the term.
    fn is_spelt(&self, pattern: &Pattern, first: usize) -> bool {
        let mut capitals = false;
        for (offset, word) in pattern.words.iter().enumerate() {
            let at = first + offset;
            let token = &self.block.tokens[at];
            let fits = match word.case {
                Case::Lower | Case::None => {
                    capitals |= token.is_capitalised() && !self.is_forced(at);
                    true
                }
                Case::Upper => !self.is_loud(at) && self.is_exactly(at, &word.text),
                Case::Mixed => self.is_exactly(at, &word.text),
                Case::Capital if offset == 0 && pattern.sentence_case && token.case == Case::Lower => true,
                Case::Capital => self.is_exactly(at, &word.text) || token.case == Case::Upper && self.is_loud(at),
            };
            if !fits {
                return false;
            }
        }
        !capitals || self.is_title(pattern, first)
    }

    /// Whether a term of several words is written in capitals as a whole, and no other capitals stand around it.
    fn is_title(&self, pattern: &Pattern, first: usize) -> bool {
        let last = first + pattern.words.len() - 1;
        let words: Vec<&Token> = self.block.tokens[first..=last].iter().filter(|t| t.kind == Kind::Word).collect();
        let short = |token: &Token| token.range().len() <= 3 && token.case == Case::Lower;
        let is_name = |at: usize| {
            let tokens = &self.block.tokens;
            tokens.get(at).is_some_and(|t| t.is_capitalised() && t.sentence == tokens[first].sentence)
                && self.mentions.is_telling(self.block, at)
        };
        words.len() >= 2
            && words.iter().all(|token| token.is_capitalised() || short(token))
            && !first.checked_sub(1).is_some_and(is_name)
            && !is_name(last + 1)
    }

    /// Whether a capital at a token would tell nothing: the sentence begins there, or it is all in capitals.
    fn is_forced(&self, at: usize) -> bool {
        mention::starts_sentence(self.block, at) || self.is_loud(at) && self.block.tokens[at].case == Case::Upper
    }

    fn is_loud(&self, at: usize) -> bool {
        self.mentions.is_loud(self.block.tokens[at].sentence)
    }

    /// Whether a token is this very word; a possessive ending and markup left aside.
    fn is_exactly(&self, at: usize, word: &str) -> bool {
        let written = readable(self.block.word(at));
        written == word || without_possessive(&written).0 == word
    }

    /// The key of a word with a possessive ending, without it.
    fn bare_key(&self, at: usize) -> Option<u64> {
        let written = self.block.word(at);
        if !written.ends_with(['s', 'S']) {
            return None;
        }
        let (bare, ending) = without_possessive(written);
        (ending > 0).then(|| token::key(bare))
    }

    /// Whether a mark ties the token to another word, before it or `after`.
    fn is_glued(&self, at: usize, after: bool) -> bool {
        let tokens = &self.block.tokens;
        let touches = |at: usize| tokens.get(at).is_some_and(|token| !token.gap.space);
        if after {
            return touches(at + 1)
                && GLUE.contains(&self.block.word(at + 1))
                && touches(at + 2)
                && tokens[at + 2].is_wordlike();
        }
        at >= 2
            && touches(at)
            && GLUE.contains(&self.block.word(at - 1))
            && touches(at - 1)
            && tokens[at - 2].is_wordlike()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Book;
    use super::*;
    use crate::format::Format;

    /// What is found in a text in English, with `+` behind a plural.
    fn found(glossary: &str, text: &str) -> Vec<String> {
        let glossary = Glossary::new(vec![Arc::new(Book::read("a.tsv", glossary))]);
        let mut found = Vec::new();
        for prose in Format::Plain.prose(text) {
            let block = Block::new(text, &prose);
            let hits = glossary.find(&block, &Mentions::of(&block), Language::ENGLISH);
            let show = |hit: &Hit| block.phrase(hit.first, hit.last) + if hit.plural { "+" } else { "" };
            found.extend(hits.iter().map(show));
        }
        found
    }

    #[test]
    fn whole_words_in_the_case_that_fits() {
        let glossary = "target\tforbidden\ndyke\tdike\nsluice gate\tflood gate\nKyiv\tKiev\nAI\tIT\ntablet\tiPad\nchair\tSecretary general\n";
        for (text, expected) in [
            ("Walk on the dike. Dike walks tire.", vec!["dike", "Dike"]),
            ("They saw the Dike Company and a side-dike, and dike-side paths at dike.example.", vec![]),
            ("The dikes and the dike's stones held; so did all the dikes' stones.", vec!["dikes+", "dike's", "dikes+"]),
            (
                "The dikes and mail. A flood\ngate and the flood gates by the Flood Gate there.",
                vec!["dikes+", "flood gate", "flood gates+", "Flood Gate"],
            ),
            ("They met at Old Flood Gate Street.", vec![]),
            ("We went to Kiev, not kiev. Kiev's trams are old.", vec!["Kiev", "Kiev's"]),
            ("The IT staff said it: its work is done.", vec!["IT"]),
            ("LET US SAY WHAT IT IS AND GO", vec![]),
            ("An iPad or an IPAD or an ipad.", vec!["iPad"]),
            ("The secretary general spoke. Secretary general he is.", vec!["secretary general", "Secretary general"]),
            ("Old Dike Near the Port Opens Its Gates", vec![]),
            ("Storm Breaks the Flood Gates of the Port", vec!["Flood Gates+"]),
            ("THE OLD DIKE FELL DOWN LAST NIGHT", vec!["DIKE"]),
        ] {
            assert_eq!(found(glossary, text), expected, "{text}");
        }
    }

    #[test]
    fn a_term_that_may_be_used_shields_what_stands_in_it() {
        let glossary = "source\ttarget\tforbidden\na\tpost\tmail\nb\tmail order\t\nc\tinternet\tInternet\nd\tbank\tshore\ne\tshore\t\n";
        for (text, expected) in [
            ("The mail came by mail order, and more mail by Mail Order.", vec!["mail", "mail"]),
            ("We use the Internet and the internet. Internet it is.", vec!["Internet"]),
            // What one concept forbids and another allows is right somewhere.
            ("We stood on the shore.", vec![]),
        ] {
            assert_eq!(found(glossary, text), expected, "{text}");
        }
    }

    #[test]
    fn a_term_is_found_from_each_of_its_words() {
        let glossary = "source\ttarget\tforbidden\n门\tsluice gate\tflood gate\n门\tgate\t\n基\tKyiv\tKiev\n";
        let glossary = Glossary::new(vec![Arc::new(Book::read("a.tsv", glossary))]);
        let text = "The sluice gates of Kiev, a gate, a side-gate.";
        let block = Block::new(text, &Format::Plain.prose(text)[0]);
        let at = |word: &str| {
            let byte = text.find(word).unwrap();
            let (range, terms) = glossary.at(&block, &Mentions::of(&block), Language::ENGLISH, byte)?;
            let terms: Vec<&str> = terms.iter().map(|term| term.form.text.as_str()).collect();
            Some((range.of(text), terms.join(", ")))
        };
        for (word, expected) in [
            ("sluice", Some(("sluice gates", "sluice gate"))),
            ("gates", Some(("sluice gates", "sluice gate"))),
            ("s of", Some(("sluice gates", "sluice gate"))),
            (", a gate", Some(("Kiev", "Kiev"))),
            ("gate,", Some(("gate", "gate"))),
            ("The", None),
            ("side", None),
        ] {
            assert_eq!(at(word), expected.map(|(shown, terms)| (shown, terms.to_owned())), "{word}");
        }
    }

    #[test]
    fn short_terms_of_scripts_without_blanks_are_not_looked_for() {
        let text = "他们在水利办公室说了水利。";
        let glossary = |term: &str| format!("target\tforbidden\n水利局\t{term}\n");
        assert_eq!(found(&glossary("水利办公室"), text), ["水利办公室"]);
        assert_eq!(found(&glossary("水利"), text), [""; 0]);
    }
}
