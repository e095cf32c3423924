//! What each language doubles rightly and what it never does, one file a language.
//!
//! English has functions of its own, for it is judged with a dictionary. Every other language is a [`Table`], or
//! an [`Unspaced`] where words are written without spaces; `judge` reads them. Function words are the closed
//! classes of any grammar, set phrases those of general dictionaries.

mod de;
pub(super) mod en;
mod es;
mod fr;
mod id;
mod it;
mod ja;
mod nl;
mod pt;
mod ru;
mod tr;
mod uk;
mod vi;
mod zh;

/// Words in lower case with blanks between.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(pub(crate) &'static str);

impl Words {
    /// Whether `word` is one of them.
    pub(crate) fn has(self, word: &str) -> bool {
        !word.is_empty() && self.0.split(' ').any(|other| other == word)
    }
}

/// What a language with spaces doubles rightly and what it never does.
#[derive(Debug)]
pub(crate) struct Table {
    /// Function words that stand doubled by mistake only.
    pub firm: Words,
    /// Function words that stand doubled rightly between some neighbours; the first entry that names the word holds.
    pub open: &'static [Open],
    /// Other function words: they say nothing by themselves, and their doubling is not judged.
    pub function: Words,
    /// Articles, possessives, and prepositions before nouns: no verb follows.
    pub openers: Words,
    /// Words after which a clause begins that may end in the verb of the clause around it.
    pub clauses: Words,
    /// Words that link two of a kind.
    pub and: Words,
    /// Words that link a thing to what it is of.
    pub of: Words,
    /// Words that stand on both sides of such a link on purpose.
    pub echoes: Words,
    /// Words doubled on purpose: emphasis, sounds, reduplication.
    pub doubled: Words,
    /// Phrases of several words said twice on purpose.
    pub phrases: &'static [&'static str],
    /// How a doubled word that no list names is judged.
    pub content: Content,
    /// Endings of an adverb and of the adjective beside it that is of the same stem: `secretamente secreto`. Where
    /// adverbs look like adjectives, or stems change, there are none.
    pub stems: &'static [(&'static str, &'static str)],
}

/// A word whose neighbours tell whether its doubling is right.
#[derive(Debug)]
pub(crate) struct Open {
    /// The words this is about.
    pub words: Words,
    /// Right behind one of these words or marks; `^` is the head of the sentence, `Capital` any
    /// word with one, and `~word` stands shortly before.
    pub before: Words,
    /// Right before one of these words or marks; `Lower` is any word without a capital.
    pub after: Words,
    /// What it is worth elsewhere.
    pub elsewhere: crate::finding::Severity,
}

/// How a doubled word that no list names is judged.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content {
    /// Wrong.
    Plain,
    /// Wrong; nouns have capitals, so that a capital makes no name.
    CapitalNouns,
    /// The language doubles words freely; wrong are those that begin or end so, and nouns right behind an opener.
    Affixes { beginnings: &'static [&'static str], endings: &'static [&'static str] },
    /// A written word is a syllable, and two words may meet in it; nothing is told of it.
    Syllables,
}

/// What a language without spaces doubles rightly and what it never does.
#[derive(Debug)]
pub(crate) struct Unspaced {
    /// Single characters that are particles.
    pub particles: &'static [Particle],
    /// Words of two characters that never stand doubled, and longer ones that look as if they might.
    pub never: Words,
    /// Phrases said twice on purpose.
    pub phrases: Words,
    /// Characters with which a phrase begins that is said twice on purpose (one by one).
    pub heads: &'static str,
    /// Characters with which a phrase ends that is said twice on purpose.
    pub tails: &'static str,
    /// Characters that write sounds.
    pub sounds: &'static str,
    /// Words that link two of a kind.
    pub and: Words,
    /// Whether two characters of Han twice in a row are a mistake.
    pub pairs: bool,
}

/// A particle of one character, doubled by mistake only where no word meets it.
#[derive(Debug)]
pub(crate) struct Particle {
    /// The character.
    pub is: char,
    /// Characters before it with which it makes a word.
    pub not_after: &'static str,
    /// Characters behind it with which it makes a word.
    pub not_before: &'static str,
    /// Whether it is wrong only with characters of Han or katakana on both sides.
    pub between_words: bool,
}

/// The table of a language, by its code.
pub(crate) fn of(code: &str) -> Option<&'static Table> {
    Some(match code {
        "de" => &de::TABLE,
        "es" => &es::TABLE,
        "fr" => &fr::TABLE,
        "id" | "ms" => &id::TABLE,
        "it" => &it::TABLE,
        "nl" => &nl::TABLE,
        "pt" => &pt::TABLE,
        "ru" => &ru::TABLE,
        "tr" => &tr::TABLE,
        "uk" => &uk::TABLE,
        "vi" => &vi::TABLE,
        _ => return None,
    })
}

/// The table of a language without spaces, by its code.
pub(crate) fn unspaced(code: &str) -> Option<&'static Unspaced> {
    match code {
        "zh" => Some(&zh::TABLE),
        "ja" => Some(&ja::TABLE),
        _ => None,
    }
}
