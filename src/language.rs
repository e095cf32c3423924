//! Which language a text is in: from the settings, else from its letters and commonest words.
//!
//! Rules ask for it before they use a table; a language without a tested table gets only what holds anywhere.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::token::normal;

/// How many bytes at the head of a text are read to tell its language.
const SAMPLE: usize = 8 * 1024;

/// A language by its tag's first part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// A language by its two- or three-letter code, padded with a zero.
    Tag([u8; 3]),
    /// Not to be told.
    #[default]
    Unknown,
}

/// The commonest function words of languages in Latin and Cyrillic letters, none shared by two of the list
/// unless both have it; counted to tell them apart.
const FUNCTION_WORDS: &[(&str, &str)] = &[
    ("en", "the of and to in is that for was with on as it by at from are this have has be an were which"),
    ("de", "der die und das den von zu ist mit nicht ein eine auf dem des für sich im auch es wird sind"),
    ("fr", "le la les et des est une du dans que qui pour pas sur au avec ce il sont par plus nous vous"),
    ("es", "el la los las que del se por con una para es al como más su lo pero fue está y sus"),
    ("it", "il di che è la per una sono con non del della gli anche nel alla dei delle ha più come si"),
    ("pt", "o que do da em um para com não uma os no se na por mais as dos como foi ao ele das à seu são"),
    ("nl", "de het een van en is dat op te zijn met voor niet aan er ook als door maar bij uit wordt"),
    ("id", "yang dan di dengan untuk dari dalam ini itu pada tidak adalah akan ke oleh telah juga sebagai"),
    ("tr", "ve bir bu için ile da de olarak çok olan gibi daha ne kadar sonra ancak değil olduğu"),
    ("vi", "và của là có trong được cho không với các một những này đã người để khi từ"),
    ("ru", "и в не на что с по как это из он от за для его было она так все к но"),
    ("uk", "і в не на що з та до як це від за для його було вона й але у про є"),
];

impl Language {
    /// English: the best covered.
    pub const ENGLISH: Self = Self::of_code(*b"en\0");

    /// The language of a padded code.
    pub const fn of_code(code: [u8; 3]) -> Self {
        Self::Tag(code)
    }

    /// The language of a tag such as `en`, `en-GB` or `zh_CN`; `None` for what is no tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        if !first.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        match first.as_bytes() {
            [a, b] => Some(Self::Tag([*a, *b, 0])),
            [a, b, c] => Some(Self::Tag([*a, *b, *c])),
            _ => None,
        }
    }

    /// Its two- or three-letter code; empty where unknown.
    pub fn code(&self) -> &str {
        match self {
            Self::Tag(bytes) => {
                let len = if bytes[2] == 0 { 2 } else { 3 };
                std::str::from_utf8(&bytes[..len]).unwrap_or_default()
            }
            Self::Unknown => "",
        }
    }

    /// The language of `text`, judged by its first few thousand bytes; unknown where too little speaks for any.
    pub fn detect(text: &str) -> Self {
        let end = (0..=SAMPLE.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        let sample = &text[..end];
        by_script(sample).or_else(|| by_words(sample)).unwrap_or(Self::Unknown)
    }
}

/// Scripts that belong to one language in practice; half of the letters must be of it.
fn by_script(sample: &str) -> Option<Language> {
    let (mut letters, mut han, mut kana, mut hangul) = (0usize, 0usize, 0usize, 0usize);
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match c {
            '\u{3040}'..='\u{30FF}' => kana += 1,
            '\u{3400}'..='\u{9FFF}' => han += 1,
            '\u{AC00}'..='\u{D7AF}' => hangul += 1,
            _ => {}
        }
    }
    let half = letters / 2;
    if letters > 0 && hangul > half {
        Language::of_tag("ko")
    } else if letters > 0 && han + kana > half {
        Language::of_tag(if kana * 10 > letters { "ja" } else { "zh" })
    } else {
        None
    }
}

/// The languages that have a function word, as bits in the order of [`FUNCTION_WORDS`].
static SPEAKERS: LazyLock<FxHashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut speakers = FxHashMap::default();
    for (index, (_, list)) in FUNCTION_WORDS.iter().enumerate() {
        for word in list.split(' ') {
            *speakers.entry(word).or_default() |= 1 << index;
        }
    }
    speakers
});

/// The language most of whose function words stand in the sample: one word in twelve at least, two in all.
fn by_words(sample: &str) -> Option<Language> {
    let mut counts = [0usize; FUNCTION_WORDS.len()];
    let mut words = 0usize;
    for word in sample.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()) {
        words += 1;
        let speakers = SPEAKERS.get(normal(word).as_ref()).copied().unwrap_or(0);
        for (index, count) in counts.iter_mut().enumerate() {
            *count += usize::from(speakers >> index & 1 == 1);
        }
    }
    let best = (0..counts.len()).max_by_key(|&i| (counts[i], std::cmp::Reverse(i)))?;
    let enough = counts[best] >= 2 && counts[best] * 12 >= words;
    enough.then(|| Language::of_tag(FUNCTION_WORDS[best].0)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_letters_and_common_words() {
        for (code, text) in [
            ("en", "The mayor of the town said that it was time to go."),
            ("de", "Der Bürgermeister sagte, dass die Zeit nicht auf sich warten lässt und das ist gut."),
            ("fr", "Le maire de la ville est dans une réunion avec les élus pour le plan."),
            ("ru", "Мэр города сказал, что это не так и он за то, что было."),
            ("zh", "市长说这件事情已经解决。"),
            ("ja", "市長はこの問題が解決したと述べた。"),
            ("", "Qwxz 1234"),
        ] {
            assert_eq!(Language::detect(text).code(), code, "{text}");
        }
    }

    #[test]
    fn tags() {
        assert_eq!(Language::of_tag("en-GB"), Some(Language::ENGLISH));
        assert_eq!(Language::of_tag("english"), None);
    }
}
