//! Texts as news are: article behind article, each with people and places of its own, figures, quotations and hyphens.
//!
//! Their names are made of syllables, so that most of them stand in one article only, and a few are spelt another way there:
//! what takes the time of a check is comparing names, which the other texts have few of.

use super::{Random, glue, not_again};

/// So many people, places and offices an article speaks of.
const PEOPLE: usize = 6;
const PLACES: usize = 5;
const OFFICES: usize = 3;

const BEGINNINGS: [&str; 24] = [
    "Mar", "Sel", "Tor", "Ver", "Han", "Kol", "Bren", "Dav", "Os", "Per", "Lin", "Gor", "Ras", "Tam", "Wel", "Jor",
    "Nik", "Fal", "Cor", "Hal", "Zan", "Yev", "Ul", "Bel",
];
const MIDDLES: [&str; 20] = [
    "an", "eb", "id", "of", "erg", "ok", "it", "ev", "um", "arl", "emp", "un", "ost", "end", "ilv", "ob", "akr",
    "itch", "osm", "uld",
];
const ENDS: [&str; 20] = [
    "sen", "eski", "ata", "iro", "dell", "anov", "ing", "oka", "mann", "evic", "oles", "ric", "burg", "atis", "ung",
    "ovara", "ford", "ez", "ini", "ay",
];
const SYLLABLES: [&str; 24] = [
    "wei", "jun", "hong", "ming", "xia", "ping", "guo", "qing", "li", "hua", "cheng", "yan", "bo", "tao", "shan",
    "lei", "feng", "zhi", "hai", "ning", "rui", "dong", "jia", "kun",
];
const FAMILIES: [&str; 12] = ["Li", "Shen", "Tao", "Deng", "Lu", "Hong", "Su", "Meng", "Qiao", "Fang", "Bai", "Yao"];
const TITLES: [&str; 8] = ["President", "Minister", "Mr", "Governor", "Professor", "Vice Mayor", "spokesman", "coach"];
const BODIES: [&str; 8] =
    ["Commission", "Bureau", "Ministry of Transport", "University", "Group", "Court", "Committee", "Council"];

/// Who and what an article speaks of.
struct Cast {
    people: Vec<[String; 2]>,
    places: Vec<String>,
    offices: Vec<String>,
}

/// Articles of about `bytes` bytes together; every `fault`th sentence has a name in another spelling.
pub fn text(random: &mut Random, common: &[&str], bytes: usize, fault: usize) -> String {
    let mut text = String::with_capacity(bytes + 1024);
    let mut sentences = 0;
    while text.len() < bytes {
        let cast = Cast::new(random);
        for _ in 0..5 + random.below(6) {
            for _ in 0..1 + random.below(4) {
                sentences += 1;
                sentence(&mut text, random, common, &cast, sentences % fault == 0);
            }
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

impl Cast {
    fn new(random: &mut Random) -> Self {
        let people = (0..PEOPLE).map(|_| person(random)).collect();
        let places: Vec<String> = (0..PLACES).map(|_| name(random)).collect();
        let office = |random: &mut Random| format!("{} {}", places[random.below(PLACES)], pick(random, &BODIES));
        let offices = (0..OFFICES).map(|_| office(random)).collect();
        Self { people, places, offices }
    }
}

fn pick<'a>(random: &mut Random, all: &[&'a str]) -> &'a str {
    all[random.below(all.len())]
}

fn name(random: &mut Random) -> String {
    [pick(random, &BEGINNINGS), pick(random, &MIDDLES), pick(random, &MIDDLES), pick(random, &ENDS)].concat()
}

/// A shorter one, as first names are: many people have it.
fn short_name(random: &mut Random) -> String {
    [pick(random, &BEGINNINGS), pick(random, &ENDS)].concat()
}

/// A first and a last name in the order in which they stand, some of them Chinese.
fn person(random: &mut Random) -> [String; 2] {
    if random.below(4) > 0 {
        return [short_name(random), name(random)];
    }
    let given = [pick(random, &SYLLABLES), pick(random, &SYLLABLES)].concat();
    [pick(random, &FAMILIES).to_owned(), capital(&given)]
}

fn capital(word: &str) -> String {
    [&word[..1].to_uppercase(), &word[1..]].concat()
}

/// A name with its first vowel behind the first letter changed, or a blank behind that.
fn faulty(random: &mut Random, name: &str) -> String {
    let vowel = (1..name.len() - 1).find(|at| b"aeiou".contains(&name.as_bytes()[*at]));
    let Some(at) = vowel else { return name.to_owned() };
    let other = if &name[at..=at] == "e" { "a" } else { "e" };
    let cut = || [&name[..=at], " ", &capital(&name[at + 1..])].concat();
    if random.below(3) == 0 { cut() } else { [&name[..at], other, &name[at + 1..]].concat() }
}

fn sentence(text: &mut String, random: &mut Random, common: &[&str], cast: &Cast, is_faulty: bool) {
    text.push_str("The ");
    let (words, quoted) = (8 + random.below(16), random.below(6) == 0);
    let mut last = "the";
    for i in 0..words {
        let own = if is_faulty && i == words / 2 { Some(named(random, cast, true)) } else { special(random, cast) };
        if let Some(own) = own {
            text.push_str(&own);
            last = "";
        } else {
            let is_glue = random.below(10) < 4;
            let word = if is_glue { glue(random) } else { common[random.below(common.len().min(9000))] };
            last = not_again(word, last);
            text.push_str(last);
        }
        text.push_str(match (random.below(12), quoted && i == words / 3) {
            (_, true) => ", “",
            (0, _) => ", ",
            _ => " ",
        });
    }
    text.push_str(if quoted { "end.” " } else { "end. " });
}

/// What is no ordinary word, now and then.
fn special(random: &mut Random, cast: &Cast) -> Option<String> {
    Some(match random.below(60) {
        0..=4 => named(random, cast, false),
        5 => format!("{},{:03}", 1 + random.below(90), random.below(1000)),
        6 => format!("{} percent", random.below(100)),
        7 => format!("May {}", 1 + random.below(30)),
        8 => "long-term".to_owned(),
        9 => format!("{}’s", cast.places[random.below(PLACES)]),
        10 => format!("({})", &cast.places[random.below(PLACES)][..2].to_uppercase()),
        _ => return None,
    })
}

/// A name of the article; where it is to be faulty, in another spelling.
fn named(random: &mut Random, cast: &Cast, is_faulty: bool) -> String {
    let [first, last] = &cast.people[random.below(PEOPLE)];
    let last = if is_faulty { faulty(random, last) } else { last.clone() };
    match random.below(8) {
        0..=1 => format!("{first} {last}"),
        2 => format!("{} {first} {last}", pick(random, &TITLES)),
        3 if !is_faulty => cast.offices[random.below(OFFICES)].clone(),
        4..=6 if !is_faulty => cast.places[random.below(PLACES)].clone(),
        _ => last,
    }
}
