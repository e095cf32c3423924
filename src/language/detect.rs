//! Which language a text is in, by its letters and commonest words.
//!
//! Only a sample is read. Scripts that one language uses settle it; else every function word of a language counts
//! for it, and every letter that few languages have. Languages without a table are here too, so that a Polish text
//! is not read as something else.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Language, declared};
use crate::token;

/// How many bytes at the head of a text are read.
const SAMPLE: usize = 8 * 1024;
/// The longest function word, in bytes.
const LONGEST: usize = 16;
/// Signs of a language from which it is beyond doubt, where twice as many as of any other.
const SURE: usize = 10;
/// Letters of a script from which its language is beyond doubt.
const SURE_LETTERS: usize = 40;

/// The commonest function words of languages in Latin and Cyrillic letters, each under all that have it.
const FUNCTION_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in is that for was with on as it by at from this are have has be an were which a he she they \
         you not but his her we i will had would there their can all who what when said one do if or so my your than \
         been its after about into don't it's where how why no out up our only some could may must should these those",
    ),
    (
        "de",
        "der die und das den von zu ist mit nicht ein eine auf dem des für sich im auch es wird sind in er sie ich \
         wir war hat als an bei nach aus wie aber oder wenn dass einen einem einer noch nur kann zum zur vom am haben \
         werden wurde über unter vor bis durch ihr sein seine ihre kein keine wo was wer so man mich mir ja nein hier \
         heute sehr",
    ),
    (
        "fr",
        "le la les et des est une du dans que qui pour pas sur au avec ce il sont par plus nous vous un de en je tu \
         elle ils on ne se à où mais ou donc son sa ses leur leurs cette ces être été avoir a ont aux comme tout fait \
         très c'est n'est d'un d'une qu'il l'on j'ai sans sous chez entre était y si non oui aussi bien mon ma mes \
         notre votre",
    ),
    (
        "es",
        "el la los las que del se por con una para es al como más su lo pero fue está y sus de en un no a o este esta \
         son era han ha hay muy ya sin sobre entre cuando donde todo también me te le les nos yo ella ellos ser estar \
         tiene qué quién dónde cómo si sí porque hasta desde nuestro nuestra mi tu hoy aquí ayer todavía",
    ),
    (
        "it",
        "il di che è la per una sono con non del della gli anche nel alla dei delle ha più come si le i un lo e a da \
         in al dal sul questo questa ma o se ci mi ti suo sua loro era hanno molto tutto tutti dove quando chi cosa \
         perché sulla nella dalla agli ai dai c'è dell'acqua all'alba noi voi lui lei essere stato ogni già qui oggi \
         ieri dov'è com'è",
    ),
    (
        "pt",
        "o que do da em um para com não uma os no se na por mais as dos como foi ao ele das à seu são e a de é está \
         muito já também ou mas eu você ela nós eles pelo pela sua seus suas este esta isso isto tem ter ser estar \
         quando onde quem até sem sobre entre nos nas aos às num numa hoje ontem aqui há desde lhe me te nosso nossa",
    ),
    (
        "nl",
        "de het een van en is dat op te zijn met voor niet aan er ook als door maar bij uit wordt in ik je hij zij we \
         ze die dit naar om of was heeft hebben had werd worden over nog kan geen wat wie waar hoe mijn jouw haar hun \
         onze ons deze al dan toen daar hier veel zo wel nu moet zal tot onder tegen vandaag gisteren",
    ),
    (
        "id",
        "yang dan di dengan untuk dari dalam ini itu pada tidak adalah akan ke oleh telah juga sebagai saya kami kita \
         mereka dia ada bisa dapat sudah belum atau tetapi karena kerana jika bahwa para sebuah seorang lebih sangat \
         bukan hanya saat ketika setelah apa siapa orang ia anda kepada seperti antara hari lagi boleh",
    ),
    (
        "tr",
        "ve bir bu için ile da de olarak çok olan gibi daha ne kadar sonra ancak değil olduğu o ben sen biz siz onlar \
         şu var yok mı mi mu mü ama veya ki en her hiç şey nasıl neden nerede kim önce göre kendi bütün tüm diye oldu \
         olur ise bugün dün burada",
    ),
    (
        "vi",
        "và của là có trong được cho không với các một những này đã người để khi từ ở tôi anh chị em ông bà họ chúng \
         ta nó sẽ đang rất cũng nhưng vì nếu thì mà ra vào lên đi đến về như còn lại nhiều ai gì nào đây đó hôm nay \
         ngày",
    ),
    (
        "ru",
        "и в не на что с по как это из он от за для его было она так все к но я мы вы ты они у о бы же ли а то был \
         была были есть где когда кто чтобы если или уже ещё её их мне меня вас нас до под при только очень ни \
         сегодня вчера этот эта эти который которая здесь тоже",
    ),
    (
        "uk",
        "і в не на що з та до як це від за для його було вона й але у про є він вони ми ви ти я по а б же чи бо був \
         була були де коли хто щоб якщо або вже ще її їх мені мене вас нас під при тільки дуже ні сьогодні вчора цей \
         ця ці який яка яке тут також із зі",
    ),
    (
        "pl",
        "i w nie na że z się do to jest jak o ale po za od przez przy dla już był była było są czy tak który która co \
         ten ta te tym tego może tylko jego jej ich oraz został",
    ),
    (
        "cs",
        "a v se na je že s z do o k i ale jako za by pro po jsem jsou byl byla bylo nebo který která to tak od při \
         jeho její také jen už když není",
    ),
    (
        "sv",
        "och i att det som en på är av för med den till inte har de om ett var jag men ett han hon sig så från vi kan \
         när vid nu eller ska efter också",
    ),
    (
        "da",
        "og i at det som en på er af for med den til ikke har de om et var jeg men han hun sig så fra vi kan når ved \
         nu eller skal efter også blev",
    ),
    (
        "nb",
        "og i at det som en på er av for med den til ikke har de om et var jeg men han hun seg så fra vi kan når ved \
         nå eller skal etter også ble",
    ),
    (
        "fi",
        "ja on ei että se oli hän ovat kun mutta niin myös kuin joka hänen olla tai jos mitä ole vain sen minä tämä \
         jo ollut siitä",
    ),
    (
        "hu",
        "a az és hogy nem is egy van volt meg de azt ez csak már ha mint még el ki aki lesz nagyon vagy pedig szerint \
         minden",
    ),
    (
        "ro",
        "și în de la cu a pe nu o că este un din pentru mai se care au fost sau sunt ca dar prin după ce lui ei era \
         fi acest această",
    ),
    (
        "ca",
        "el la els les de que i a en un una per amb no és del al es més com són va dels ha seva però també aquest \
         aquesta",
    ),
    (
        "bg",
        "и на за се от да в с е не по като са ще той тя те към при или че това който която до беше има няма още само \
         след",
    ),
];

/// Letters and marks that few languages have, with those.
const LETTERS: &[(&str, &str)] = &[
    ("ß", "de"),
    ("ä", "de sv fi"),
    ("ö", "de sv fi hu tr"),
    ("ü", "de hu tr"),
    ("å", "sv da nb"),
    ("øæ", "da nb"),
    ("ñ¿¡", "es"),
    ("ãõ", "pt vi"),
    ("ç", "fr pt tr ca"),
    ("êâ", "fr pt vi"),
    ("èà", "fr it vi ca"),
    ("ìò", "it vi"),
    ("œëîû", "fr"),
    ("ığ", "tr"),
    ("ş", "tr"),
    ("țșă", "ro"),
    ("łąęśźżćń", "pl"),
    ("řěů", "cs"),
    ("őű", "hu"),
    ("đơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ", "vi"),
    ("ыэё", "ru"),
    ("іїєґ", "uk"),
];

/// Scripts that settle the language, from their first to their last letter.
const SCRIPTS: &[(char, char, &str)] = &[
    ('\u{370}', '\u{3FF}', "el"),
    ('\u{530}', '\u{58F}', "hy"),
    ('\u{590}', '\u{5FF}', "he"),
    ('\u{600}', '\u{6FF}', "ar"),
    ('\u{900}', '\u{97F}', "hi"),
    ('\u{E00}', '\u{E7F}', "th"),
    ('\u{10A0}', '\u{10FF}', "ka"),
    ('\u{3040}', '\u{30FF}', "ja"),
    ('\u{3400}', '\u{9FFF}', "zh"),
    ('\u{AC00}', '\u{D7AF}', "ko"),
];

/// What a text seems to be in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guess {
    /// The language; unknown where too little speaks for any, or as much for two.
    pub language: Language,
    /// Whether much speaks for it and little for any other.
    pub sure: bool,
}

const NOTHING: Guess = Guess { language: Language::Unknown, sure: false };

/// Judges the first few thousand bytes of `text` behind its front matter.
pub(super) fn guess(text: &str) -> Guess {
    let text = declared::behind_front_matter(text);
    let end = (0..=SAMPLE.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let sample = &text[..end];
    by_script(sample).unwrap_or_else(|| by_words(sample))
}

/// Whether the language can be told here.
pub(super) fn knows(language: Language) -> bool {
    let is = |code: &str| Language::of_tag(code) == Some(language);
    FUNCTION_WORDS.iter().any(|(code, _)| is(code)) || SCRIPTS.iter().any(|(.., code)| is(code)) || is("ms")
}

/// The language of the script in which half of the letters are; kana among Han is Japanese.
fn by_script(sample: &str) -> Option<Guess> {
    let mut counts = [0usize; SCRIPTS.len()];
    let mut letters = 0;
    // Most texts are mostly ASCII, which no script here is.
    for (at, first) in beyond_ascii(sample.as_bytes()) {
        // Dashes and curly marks, which are no letters, are most of what others have.
        if first == 0xE2 && sample.as_bytes()[at + 1] == 0x80 {
            continue;
        }
        let Some(c) = sample[at..].chars().next().filter(|c| c.is_alphabetic()) else { continue };
        letters += 1;
        if c >= SCRIPTS[0].0 {
            let script = SCRIPTS.iter().position(|&(first, last, _)| (first..=last).contains(&c));
            counts[script.unwrap_or(0)] += usize::from(script.is_some());
        }
    }
    if counts.iter().all(|count| *count == 0) {
        return None;
    }
    letters += sample.bytes().filter(u8::is_ascii_alphabetic).count();
    let at = |code| SCRIPTS.iter().position(|(.., c)| *c == code).map_or(0, |i| counts[i]);
    let (kana, han) = (at("ja"), at("zh"));
    let best = (0..SCRIPTS.len()).max_by_key(|&i| counts[i])?;
    let (count, code) = match SCRIPTS[best].2 {
        "ja" | "zh" => (kana + han, if kana * 10 > kana + han { "ja" } else { "zh" }),
        code => (counts[best], code),
    };
    let language = Language::of_tag(code)?;
    (count > letters / 2).then_some(Guess { language, sure: count >= SURE_LETTERS })
}

/// The first bytes of all characters that are not ASCII, each with its place.
fn beyond_ascii(bytes: &[u8]) -> impl Iterator<Item = (usize, u8)> {
    const MANY: usize = 32;
    let some = bytes.chunks(MANY).enumerate().filter(|(_, chunk)| !chunk.is_ascii());
    let places = some.flat_map(|(i, chunk)| (i * MANY..).zip(chunk.iter().copied()));
    places.filter(|(_, byte)| *byte >= 0xC0)
}

/// Languages as bits, in the order of [`FUNCTION_WORDS`].
type Speakers = u32;

/// A word with what it lacks to the longest; `None` where it is longer.
fn packed(word: &str) -> Option<[u8; LONGEST]> {
    let mut bytes = [0; LONGEST];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(bytes)
}

/// A word as a number, whatever the case of its ASCII letters; its first byte is the lowest.
fn number(mut packed: [u8; LONGEST]) -> u128 {
    packed.make_ascii_lowercase();
    u128::from_le_bytes(packed)
}

/// The languages that have a function word.
struct Words {
    /// Of those with eight bytes at most, by [`number`]: each in its place or, where that is taken, in the next free one.
    short: Box<[(u64, Speakers)]>,
    /// Of the few longer ones.
    long: FxHashMap<u128, Speakers>,
    /// For each length the letters of ASCII that such words begin with, as bits: most longer words are told by these.
    firsts: [u32; LONGEST + 1],
}

/// Several times as many as there are short words, so that most stand in their place.
const PLACES: usize = 4096;

impl Words {
    /// The languages that have a word of eight bytes at most, as a number in small letters.
    #[inline]
    fn short(&self, word: u64) -> Speakers {
        self.short[self.place(word)].1
    }

    /// The place of a short word, or the one where it would go.
    #[inline]
    fn place(&self, word: u64) -> usize {
        let mut at = (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - PLACES.ilog2())) as usize;
        while self.short[at].0 != word && self.short[at].0 != 0 {
            at = (at + 1) % PLACES;
        }
        at
    }

    /// The languages that have a word, whatever the case of its ASCII letters.
    fn speakers(&self, word: &str) -> Speakers {
        let may_have = |first: &u8| word.len() <= LONGEST && self.firsts[word.len()] & bit(*first) != 0;
        let packed = word.as_bytes().first().filter(|first| may_have(first)).and_then(|_| packed(word));
        let Some(number) = packed.map(number) else { return 0 };
        u64::try_from(number).map_or_else(|_| self.long.get(&number).copied().unwrap_or(0), |short| self.short(short))
    }

    fn add(&mut self, word: &str, speaker: Speakers) {
        let Some(packed) = packed(word) else { return };
        self.firsts[word.len()] |= bit(packed[0]);
        match u64::try_from(number(packed)) {
            Ok(short) => {
                let at = self.place(short);
                self.short[at].0 = short;
                self.short[at].1 |= speaker;
            }
            Err(_) => *self.long.entry(number(packed)).or_default() |= speaker,
        }
    }
}

/// A bit for a first byte; that of a letter of ASCII is its own.
fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let short = vec![(0, 0); PLACES].into();
    let mut words = Words { short, long: FxHashMap::default(), firsts: [0; LONGEST + 1] };
    for (index, (_, list)) in FUNCTION_WORDS.iter().enumerate() {
        list.split(' ').for_each(|word| words.add(word, 1 << index));
    }
    words
});

/// The languages that have a letter; no others have it.
static SIGNS: LazyLock<FxHashMap<char, Speakers>> = LazyLock::new(|| {
    let bit = |code: &str| FUNCTION_WORDS.iter().position(|(c, _)| *c == code).map_or(0, |index| 1 << index);
    let pairs = LETTERS.iter().flat_map(|(letters, codes)| {
        let speakers = codes.split(' ').map(bit).sum();
        letters.chars().map(move |letter| (letter, speakers))
    });
    pairs.collect()
});

/// The language for which most speaks: of the words one in eight at least, two signs in all, more than for another.
fn by_words(sample: &str) -> Guess {
    let mut counts = [0usize; FUNCTION_WORDS.len()];
    let mut words = 0usize;
    let mut count = |mut speakers: Speakers| {
        while speakers != 0 {
            counts[speakers.trailing_zeros() as usize] += 1;
            speakers &= speakers - 1;
        }
    };
    // The word before, as a number if it was a short one.
    let (mut short_before, mut before) = (0, "");
    let known = &*WORDS;
    let mut at = 0;
    while let Some(rest) = sample.as_bytes().get(at..) {
        // The sign behind a word is none of another; often a blank follows.
        let blank = |behind: usize| usize::from(sample.as_bytes().get(behind) == Some(&b' '));
        let word = match token::short_in_small_letters(rest) {
            Some((letters, len)) => {
                at += len + 1;
                at += blank(at);
                if len == 0 {
                    continue;
                }
                Word::Short(letters)
            }
            None => {
                let Some((word, end)) = word_from(sample, at) else { break };
                at = end + blank(end);
                word
            }
        };
        // A doubled word says no more than a single one.
        match word {
            Word::Short(short) if std::mem::replace(&mut short_before, short) != short => count(known.short(short)),
            Word::Long(word) if short_before != 0 || !word.eq_ignore_ascii_case(before) => {
                (short_before, before) = (0, word);
                match word.is_ascii() {
                    true => count(known.speakers(word)),
                    false => count_other(word, &mut count),
                }
            }
            _ => continue,
        }
        words += 1;
    }
    winner(&counts, words).unwrap_or(NOTHING)
}

/// Counts what a word with letters beyond ASCII says, for its first telling letter and as a word.
fn count_other(word: &str, count: &mut impl FnMut(Speakers)) {
    count(word.chars().find_map(|c| SIGNS.get(&lowered(c))).copied().unwrap_or(0));
    if word.len() <= LONGEST {
        let lower: String = word.chars().filter(|c| !matches!(c, '¿' | '¡')).map(lowered).collect();
        count(WORDS.speakers(&lower));
    }
}

/// A word of a sample.
#[derive(Clone, Copy)]
enum Word<'a> {
    /// Fewer than eight bytes, all of ASCII: in small letters, the first one lowest.
    Short(u64),
    /// Any other.
    Long(&'a str),
}

/// The first word of `text` from byte `at` on and where it ends: letters and digits, apostrophes, and the marks that open
/// sentences in Spanish.
fn word_from(text: &str, mut at: usize) -> Option<(Word<'_>, usize)> {
    const INSIDE: [bool; 256] = {
        let mut inside = [false; 256];
        let mut byte = 0;
        while byte < 0x80 {
            inside[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'\'';
            byte += 1;
        }
        inside
    };
    let bytes = text.as_bytes();
    let goes_on = |c: &char| c.is_alphanumeric() || matches!(c, '’' | '¿' | '¡');
    let (mut start, mut ascii) = (at, true);
    loop {
        at += bytes[at.min(bytes.len())..].iter().take_while(|byte| INSIDE[usize::from(**byte)]).count();
        let beyond = bytes.get(at).is_some_and(|byte| *byte >= 0x80);
        let other = if beyond { text[at..].chars().next() } else { None };
        if let Some(letter) = other.filter(goes_on) {
            ascii = false;
            at += letter.len_utf8();
            continue;
        }
        if start < at {
            let word = &text[start..at];
            let short = if ascii && word.len() < 8 { packed(word) } else { None };
            let word = short.map_or(Word::Long(word), |packed| Word::Short(number(packed) as u64));
            return Some((word, at));
        }
        if at >= bytes.len() {
            return None;
        }
        at += other.map_or(1, char::len_utf8);
        start = at;
    }
}

/// In lower case, with the apostrophe as in the tables.
fn lowered(c: char) -> char {
    if c == '’' { '\'' } else { c.to_lowercase().next().unwrap_or(c) }
}

fn winner(counts: &[usize], words: usize) -> Option<Guess> {
    let best = (0..counts.len()).max_by_key(|&i| (counts[i], std::cmp::Reverse(i)))?;
    let second = (0..counts.len()).filter(|&i| i != best).map(|i| counts[i]).max()?;
    let most = counts[best];
    let language = Language::of_tag(FUNCTION_WORDS[best].0)?;
    let sure = most >= SURE && most >= 2 * second;
    (most >= 2 && most > second && most * 8 >= words).then_some(Guess { language, sure })
}
