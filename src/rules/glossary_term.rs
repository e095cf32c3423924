//! `glossary-term`: a term that a glossary forbids.
//!
//! `glossary` finds them; here they are put in words, with the terms to use instead.

use std::collections::BTreeSet;

use crate::block::Block;
use crate::config::Settings;
use crate::document::{Placed, Words};
use crate::finding::{Finding, Fix, Severity};
use crate::glossary::{Form, Hit, Term, plural};
use crate::language::Language;
use crate::memory::Entry;
use crate::names::{answers, fix, fold, mention};
use crate::range::{ByteRange, Edit};
use crate::rule::{Rule, Scope};
use crate::token::Case;

pub(crate) const RULE: Rule = Rule {
    code: "glossary-term",
    doc: include_str!("glossary_term.md"),
    its: "terminology",
    mqm: "inconsistent-with-terminology-resource",
    scope: Scope::Terms(check),
};

/// A longer comment is for reading in the glossary, not in a message.
const LONGEST_COMMENT: usize = 100;

fn check(placed: &Placed, language: Language, settings: &Settings, findings: &mut Vec<Finding>) {
    placed.look(|Words { block, mentions, .. }| {
        for hit in settings.glossary.find(block, mentions, language) {
            let place = Place { block, hit: &hit, english: language == Language::ENGLISH };
            findings.extend(finding(settings, &place));
        }
    });
}

/// The finding for one place; `None` where people have said that the term may stand.
fn finding(settings: &Settings, place: &Place<'_>) -> Option<Finding> {
    let glossary = &settings.glossary;
    let terms: Vec<Term<'_>> = glossary.found(place.hit).collect();
    let term = *terms.first()?;
    let mut instead: Vec<&Form> = terms.iter().flat_map(|term| glossary.instead(*term)).collect();
    instead.sort_by_cached_key(|form| form.status as usize);
    let mut seen = BTreeSet::new();
    instead.retain(|form| seen.insert(&form.text));
    let forbidden = &term.form.text;
    if instead.iter().any(|form| answers::are_settled(&settings.memory, forbidden, &form.text)) {
        return None;
    }
    let message = message(&place.shown(), term, &instead);
    let mut finding = Finding::new(RULE.code, "forbidden", Severity::Warning, place.range(), message);
    finding.fixes = instead.iter().filter_map(|form| place.fix(term, form, instead.len() == 1)).collect();
    let stand = |form: &&Form| Entry::Allow(vec![form.text.clone(), forbidden.clone()]);
    let answer = instead.first().map(|form| Fix::remember(format!("Let \"{forbidden}\" stand as well"), stand(form)));
    finding.fixes.extend(answer);
    Some(finding)
}

fn message(shown: &str, term: Term<'_>, instead: &[&Form]) -> String {
    let meant =
        term.concept.original(term.form.language).map(|source| format!(" for \"{source}\"")).unwrap_or_default();
    let quoted: Vec<String> = instead.iter().map(|form| format!("\"{}\"", form.text)).collect();
    let wanted = if quoted.is_empty() { String::new() } else { format!(": write {}", quoted.join(" or ")) };
    let comment = Some(&term.concept.comment).filter(|comment| (1..=LONGEST_COMMENT).contains(&comment.len()));
    let comment = comment.map(|comment| format!(" ({comment})")).unwrap_or_default();
    format!("\"{shown}\" is not to be used{meant}, says {}{wanted}{comment}.", term.file)
}

/// Where a forbidden term stands.
struct Place<'a> {
    block: &'a Block,
    hit: &'a Hit,
    english: bool,
}

impl Place<'_> {
    /// Its bytes in the block, without a possessive ending.
    fn range(&self) -> ByteRange {
        let range = self.block.span(self.hit.first, self.hit.last);
        let (_, ending) = fold::without_possessive(self.block.word(self.hit.last));
        ByteRange::new(range.start, range.end - ending)
    }

    fn shown(&self) -> String {
        crate::block::readable(self.written())
    }

    fn written(&self) -> &str {
        self.range().of(&self.block.text)
    }

    /// Writing `form` in its place; `None` where its plural is in doubt or markup stands in the way.
    fn fix(&self, term: Term<'_>, form: &Form, only: bool) -> Option<Fix> {
        let text = self.in_its_surroundings(&term.form.text, &self.inflected(&form.text)?);
        let written = self.written();
        if written.contains(crate::block::is_mask) {
            return None;
        }
        let edit = Edit::replace(self.range(), fix::with_its_break(written, &text));
        let certain = only && self.article_fits(&text);
        Some(Fix::new(format!("Use \"{text}\" here"), certain, vec![edit]))
    }

    /// The term to use, in the plural where the forbidden one stands so.
    fn inflected(&self, text: &str) -> Option<String> {
        if !self.hit.plural {
            return Some(text.to_owned());
        }
        let last = text
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        plural(&text[last..]).map(|plural| format!("{}{plural}", &text[..last]))
    }

    /// The term to use in the case of what stands there: the glossary's own, unless what stands there has other
    /// capitals than the glossary gives it.
    fn in_its_surroundings(&self, forbidden: &str, text: &str) -> String {
        let tokens = &self.block.tokens[self.hit.first..=self.hit.last];
        let words = || tokens.iter().filter(|token| token.is_wordlike());
        let capital = |text: &str| text.starts_with(char::is_uppercase);
        if words().all(|token| token.case == Case::Upper) && forbidden.chars().any(char::is_lowercase) {
            return text.to_uppercase();
        }
        match (capital(self.written()), capital(forbidden)) {
            (true, false) if words().count() > 1 && !mention::starts_sentence(self.block, self.hit.first) => {
                titled(text)
            }
            (true, false) => first_letter(text, true),
            // As dictionaries write their headwords, both of them.
            (false, true) if text.chars().skip(1).all(|c| !c.is_uppercase()) => first_letter(text, false),
            _ => text.to_owned(),
        }
    }

    /// Whether an `a` or `an` before it goes with what will stand there as with what stands there.
    fn article_fits(&self, text: &str) -> bool {
        let before = self.hit.first.checked_sub(1).map(|at| self.block.word(at).to_lowercase());
        let vowel = |text: &str| text.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
        !self.english || !matches!(before.as_deref(), Some("a" | "an")) || vowel(self.written()) == vowel(text)
    }
}

/// The text with its first letter as a capital or a small one.
fn first_letter(text: &str, capital: bool) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let first: String = if capital { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    first + chars.as_str()
}

/// The text with a capital on every word of more than three letters, and on the first.
fn titled(text: &str) -> String {
    let word = |(at, word): (usize, &str)| {
        if at == 0 || word.chars().count() > 3 { first_letter(word, true) } else { word.to_owned() }
    };
    text.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ")
}
