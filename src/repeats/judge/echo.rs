//! The same words on both sides of a connecting word, in English: `risk of risk`, `roads and roads`.
//!
//! Two words of the source have become one, or one has been put into two places. Much the same is said on
//! purpose (more and more, face to face), or two clauses or names meet; what follows the second copy tells.

use std::sync::LazyLock;

use crate::block::Block;
use crate::finding::Severity;
use crate::repeats::around::Around;
use crate::repeats::tables::en;
use crate::repeats::{Doubt, Question, Verdict, morph};
use crate::token::{self, Case, Kind};

/// What stands between the copies.
struct Link {
    comma: bool,
    word: String,
    /// The second copy has an article of its own that the first has not.
    article: bool,
}

/// How surely the second copy is too much.
pub(super) fn verdict(around: &Around<'_>) -> Option<Verdict> {
    if !may_link(around.block, around.repeat.first.to + 1) {
        return None;
    }
    let words = around.words(around.repeat.first);
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    let content = words.iter().filter(|word| !en::is_function(word) && word.chars().count() > 1).count();
    if around.glued() || around.has_number() {
        return None;
    }
    let link = link(around)?;
    if content == 0 {
        return of_function_word(around, &words, &link).map(Verdict::Show);
    }
    if only_numerals(&words) {
        return None;
    }
    let echo = Echo { around, words: &words, content, link: &link, next: next(around) };
    let severity = match link.word.as_str() {
        "and" | "or" | "nor" => echo.pair(),
        "of" => echo.of(),
        "in" => echo.within(),
        "to" => echo.to(),
        _ => None,
    }?;
    let named = echo.next == Next::Name && around.capitalised(around.repeat.first) && severity != Severity::Hint;
    let key = around.block.tokens[around.repeat.first.from].key;
    let doubt = Doubt { key, question: Question::Name, yes: Some(Severity::Hint), no: Some(severity) };
    Some(if named { Verdict::Doubt(doubt) } else { Verdict::Show(severity) })
}

/// `against of against the wind`: no preposition stands on both sides of *of*, and no denial.
fn of_function_word(around: &Around<'_>, words: &[&str], link: &Link) -> Option<Severity> {
    let [word] = words else { return None };
    let alone = en::takes_no_of(word) || word.ends_with("n't");
    (link.word == "of" && !link.comma && alone && !around.word_after().is_empty()).then_some(Severity::Information)
}

/// `a million to a million`.
fn only_numerals(words: &[&str]) -> bool {
    words.iter().all(|word| en::is_numeral(word) || en::is_function(word))
}

/// The keys of the words that can link the same with the same.
pub(super) static LINKS: LazyLock<[u64; 6]> = LazyLock::new(|| ["and", "or", "nor", "of", "in", "to"].map(token::key));

/// The cheap question first: whether a word stands between, from token `gap` on, that can link the same with the same.
pub(super) fn may_link(block: &Block, gap: usize) -> bool {
    let at = gap + usize::from(block.word(gap) == ",");
    block.tokens.get(at).is_some_and(|token| LINKS.contains(&token.key))
}

fn link(around: &Around<'_>) -> Option<Link> {
    let gap = around.repeat.first.to + 1..around.repeat.second.from;
    let mut words: Vec<String> = gap.map(|i| around.word(i).into_owned()).collect();
    let comma = words.first().is_some_and(|word| word == ",");
    if comma {
        words.remove(0);
    }
    let article = words.len() == 2 && matches!(words[1].as_str(), "the" | "a" | "an");
    let word = (words.len() == 1 || article).then(|| words.swap_remove(0))?;
    Some(Link { comma, word, article })
}

/// What follows the second copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// The clause ends.
    End,
    /// A preposition or conjunction: the phrase is finished.
    Phrase,
    /// A verb form or a pronoun: the second copy begins or is a clause.
    Clause,
    /// A word with a capital: the second copy may begin a name.
    Name,
    /// Any other word.
    Word,
}

fn next(around: &Around<'_>) -> Next {
    let Some(i) = around.after() else { return Next::End };
    let token = &around.block.tokens[i];
    if !token.is_wordlike() {
        return if around.closed() { Next::End } else { Next::Word };
    }
    let word = around.word(i);
    if en::is_auxiliary(&word) || en::is_subject(&word) && !matches!(word.as_ref(), "that" | "who") {
        Next::Clause
    } else if en::is_preposition(&word) {
        Next::Phrase
    } else if token.is_capitalised() && matches!(token.case, Case::Capital | Case::Upper) {
        Next::Name
    } else if morph::is_finite(&word) {
        Next::Clause
    } else {
        Next::Word
    }
}

struct Echo<'a> {
    around: &'a Around<'a>,
    words: &'a [&'a str],
    content: usize,
    link: &'a Link,
    next: Next,
}

impl Echo<'_> {
    fn single(&self) -> Option<&str> {
        match self.words {
            [word] => Some(word),
            _ => None,
        }
    }

    fn finished(&self) -> bool {
        matches!(self.next, Next::End | Next::Phrase)
    }

    /// X and X, X or X.
    fn pair(&self) -> Option<Severity> {
        let not = self.around.word_after() == "not";
        if self.link.article || not || self.is_name_list() || self.is_said_twice() || self.is_relation() {
            return None;
        }
        if self.link.comma {
            return (self.content >= 2 && self.next == Next::End).then_some(Severity::Information);
        }
        if self.around.word_before() == "between" {
            return Some(Severity::Information);
        }
        let subject = self.next == Next::Clause && self.opens_its_clause();
        if self.is_specified() && !subject {
            return Some(Severity::Hint);
        }
        let quality = self.single().is_some_and(morph::is_adjective) && !en::is_auxiliary(&self.around.word_after());
        let clause = self.next == Next::Clause && !self.is_linked_subject() && !quality && !subject;
        let opens_clause = en::is_subject(self.words[0]) || clause;
        match self.single() {
            _ if opens_clause => None,
            Some(word) => self.single_pair(word),
            None if self.finished() => Some(Severity::Information),
            None if en::is_determiner(self.words[0]) => Some(Severity::Hint),
            None => Some(Severity::Information),
        }
    }

    fn single_pair(&self, word: &str) -> Option<Severity> {
        if self.is_continued_action(word) {
            return Some(Severity::Hint);
        }
        match self.next {
            Next::End | Next::Phrase => Some(Severity::Information),
            // Health and Health Commission; but Kim and Kim Jong Un.
            Next::Name => morph::is_common(word).then_some(Severity::Information),
            // Milk and milk products: the second is another thing.
            _ if en::is_made_of(&self.around.word_after()) || self.is_compound() => Some(Severity::Hint),
            _ => Some(Severity::Information),
        }
    }

    /// `contacts and contacts of contacts`.
    fn is_relation(&self) -> bool {
        self.around.word_after() == "of" && self.words.iter().any(|word| en::is_relational(word))
    }

    /// `a big hall and hall for the band`: the second copy stands for a thing of its own.
    fn is_specified(&self) -> bool {
        let after = self.around.word_after();
        let chosen = en::is_determiner(self.words[0])
            && matches!(after.as_ref(), "of" | "before" | "after" | "who" | "which" | "whose")
            || after == "plus";
        let restricted = matches!(after.as_ref(), "with" | "without" | "who" | "whose" | "aged");
        let linked = matches!(after.as_ref(), "and" | "or" | "but");
        let participle =
            self.next != Next::Name && (after.ends_with("ing") || after.ends_with("ed")) && morph::is_verb(&after);
        let narrowed = self.next == Next::Phrase && !linked || participle;
        chosen
            || restricted
            || self.is_modified() && narrowed
            || self.is_national()
            || after == self.around.word_before() && after == "to"
    }

    /// Whether a noun or adjective belongs to the first copy; a verb before it does not.
    fn is_modified(&self) -> bool {
        let mut before = self.around.words_before(2);
        let Some(nearest) = before.next().filter(|word| !en::is_function(word)) else { return false };
        let compound =
            self.around.before().and_then(|i| i.checked_sub(1)).is_some_and(|i| self.around.block.word(i) == "-");
        let noun = before.next().is_some_and(|word| {
            word != "to" && (morph::is_verb(&word) || en::is_preposition(&word) || en::is_determiner(&word))
        });
        compound
            || !morph::is_verb(&nearest)
            || morph::is_adjective(&nearest)
            || noun && !morph::is_past(&nearest) && !nearest.ends_with("ing")
    }

    /// `the Danish navy and navy yards`: the first copy is a noun with its adjective.
    fn is_national(&self) -> bool {
        let first = self.around.repeat.first;
        let before = self.around.before().filter(|&i| self.around.block.tokens[i].is_capitalised());
        let nation =
            before.is_some_and(|i| ["an", "ish", "ese", "ch"].iter().any(|e| self.around.word(i).ends_with(e)));
        let lower = self.around.block.tokens[first.from].case == Case::Lower;
        nation && lower && matches!(self.next, Next::Word | Next::Clause)
    }

    /// `the fee and fee are waived`, `the share of nurses and nurses is`: the verb behind does not agree with the
    /// second copy alone, so that both stand before it.
    fn is_linked_subject(&self) -> bool {
        let plural = self.words.last().is_some_and(|word| word.ends_with('s'));
        self.link.word == "and"
            && match self.around.word_after().as_ref() {
                "are" | "were" | "have" => !plural,
                "is" | "was" | "has" => plural,
                _ => false,
            }
    }

    /// `local nurses and nurses cheered`: no verb stands before, so that the copies are one subject.
    fn opens_its_clause(&self) -> bool {
        let opens = |word: &str| en::is_auxiliary(word) || morph::is_verb(word) || en::opens_clause(word);
        self.around.words_before(8).count() < 8 && !self.around.words_before(8).any(|word| opens(&word))
    }

    /// Two names of which the second is longer: one word of the dictionary alone makes no name.
    fn is_name_list(&self) -> bool {
        let named = self.around.capitalised(self.around.repeat.first);
        let known = self.single().is_some_and(|word| morph::is_common(word) && !en::is_surname(word));
        named && self.next == Next::Name && !known
    }

    /// `water and water-based`.
    fn is_compound(&self) -> bool {
        self.around.mark_after() == "-"
    }

    /// More and more, again and again, hours and hours, bigger and bigger.
    fn is_said_twice(&self) -> bool {
        let compared = match self.words {
            [word] => morph::is_comparative(word),
            [word, _] => matches!(*word, "more" | "less" | "ever"),
            _ => false,
        };
        compared || self.single().is_some_and(|word| en::is_and_idiom(word) || en::is_sound(word))
    }

    /// He ran and ran: an action that goes on. With an object behind it is none.
    fn is_continued_action(&self, word: &str) -> bool {
        let verb = morph::is_past(word) || self.is_verb_here() && morph::is_verb(word);
        self.link.word == "and" && verb && self.finished()
    }

    /// Whether what stands before asks for a verb: a subject pronoun, *to*, an auxiliary.
    fn is_verb_here(&self) -> bool {
        let before = self.around.word_before();
        before == "to" || en::is_subject(&before) || en::is_auxiliary(&before)
    }

    /// X of X, X of the X.
    fn of(&self) -> Option<Severity> {
        let relational = self.words.iter().any(|word| en::is_relational(word));
        let set_phrase = matches!(self.words, ["the", "state"]);
        if relational || set_phrase || self.same_name_follows() || self.link.comma {
            return None;
        }
        if self.link.article {
            return Some(Severity::Information);
        }
        let compound = self.next == Next::Word && self.words.len() == 1 && !morph::is_adjective(self.words[0]);
        Some(if compound { Severity::Hint } else { Severity::Information })
    }

    /// `articles of association of the Association`: the second copy is a name of its own.
    fn same_name_follows(&self) -> bool {
        let (first, second) = (self.around.repeat.first, self.around.repeat.second);
        let tokens = &self.around.block.tokens;
        tokens[first.from].case == Case::Lower && tokens[second.from].case != Case::Lower
    }

    /// X in X: native where both have an article.
    fn within(&self) -> Option<Severity> {
        if self.link.article || self.link.comma {
            return None;
        }
        match self.single() {
            Some(word) if self.is_left_over(word) => Some(Severity::Information),
            Some(_) => Some(Severity::Hint),
            None if en::is_subject(self.words[0]) => None,
            None if self.finished() => Some(Severity::Information),
            None => Some(Severity::Hint),
        }
    }

    /// `it is likely in likely to rain`: where the second copy stood before a noun (`code in code blocks`) no function word
    /// would follow.
    fn is_left_over(&self, word: &str) -> bool {
        let after = self.around.word_after();
        let number = self.around.after().is_some_and(|i| self.around.block.tokens[i].kind == Kind::Number);
        let linked = matches!(after.as_ref(), "and" | "or" | "but" | "nor" | "as" | "than" | "like");
        let goes_on = number || (en::is_function(&after) || en::is_determiner(&after)) && !linked;
        goes_on && !self.around.capitalised(self.around.repeat.second) && !en::is_in_idiom(word)
    }

    /// X to X: from house to house, face to face; of qualities it is a slip.
    fn to(&self) -> Option<Severity> {
        if self.link.article || self.link.comma {
            return None;
        }
        let from = self.around.words_before(3).any(|word| word == "from");
        match self.single() {
            Some(word) if morph::is_gradable(word) && !morph::is_verb(word) && !from => Some(Severity::Information),
            Some(_) => None,
            None if from || en::is_subject(self.words[0]) => Some(Severity::Hint),
            None if en::is_determiner(self.words[0]) && !self.finished() => Some(Severity::Hint),
            None => Some(Severity::Information),
        }
    }
}
