//! Nothing was learnt by heart: whatever the names are, the verdicts are the same.
//!
//! Each case is a text with places for names; names of one kind are made up and put in, and the kind and the
//! severity of every finding must be what they are for any other name of that kind.

use postedit::engine::Engine;
use postedit::finding::Severity;
use postedit::format::Format;
use proptest::prelude::*;

/// The kinds and severities of what is found among names, in the order of the text.
fn verdicts(text: &str) -> Vec<(&'static str, Severity)> {
    let found = Engine::default().check(text, Format::Plain);
    let names = found.iter().filter(|f| f.code == "inconsistent-name" || f.code == "impossible-pinyin");
    names.map(|f| (f.kind, f.severity)).collect()
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// Chinese family names that are no English words.
fn family() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["Lin", "Zhao", "Gao", "Xu", "Zhou", "Deng", "Xie", "Qian", "Wei", "Zheng", "Cai", "Shao"])
}

/// Two different Chinese syllables that make a given name.
fn syllables() -> impl Strategy<Value = (&'static str, &'static str)> {
    let first = prop::sample::select(vec!["mei", "guo", "xiao", "jian", "zhi", "wen", "shu", "rui", "yong", "qing"]);
    let second = prop::sample::select(vec!["hua", "feng", "ming", "liang", "ping", "zhen", "bo", "tao", "kun", "lei"]);
    (first, second)
}

/// An invented name of three syllables, unlike any English word.
fn invented() -> impl Strategy<Value = String> {
    let head = prop::sample::select(vec!["Tar", "Vel", "Mor", "Zub", "Dra", "Gol", "Pral", "Kur"]);
    let middle = prop::sample::select(vec!["kho", "pazo", "vuli", "dzeme", "gori", "zani"]);
    let end = prop::sample::select(vec!["vsk", "ndor", "vishte", "tuva", "zhin", "lgrad"]);
    (head, middle, end).prop_map(|(head, middle, end)| format!("{head}{middle}{end}"))
}

/// A body of which there is one.
fn body() -> impl Strategy<Value = [&'static str; 3]> {
    let first = prop::sample::select(vec!["Harbour", "Provincial", "Municipal", "Coastal", "Rural", "Northern"]);
    let second = prop::sample::select(vec!["Safety", "Health", "Fishery", "Transport", "Labour", "Forestry"]);
    let head = prop::sample::select(vec!["Committee", "Board", "Council", "Office", "Commission", "Agency"]);
    (first, second, head).prop_map(|(a, b, c)| [a, b, c])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_given_name_cut_in_two(family in family(), (a, b) in syllables()) {
        let whole = format!("{family} {}{b}", capital(a));
        let cut = format!("{family} {} {}", capital(a), capital(b));
        let text = format!("The fair was opened by {whole}. It was {whole} who ate and {whole} who left with {cut} in the end.\n");
        prop_assert_eq!(verdicts(&text), [("segmentation", Severity::Warning)], "{}", text);
        let text = format!("The fair was opened by {cut} on a fine day. It was {whole} who met the growers and left.\n");
        prop_assert_eq!(verdicts(&text), [("segmentation", Severity::Information)], "{}", text);
    }

    #[test]
    fn a_syllable_apart(family in family(), (a, b) in syllables(), (_, c) in syllables()) {
        prop_assume!(b != c);
        let (one, other) = (format!("{family} {}{b}", capital(a)), format!("{family} {}{c}", capital(a)));
        let text = format!("The fair was opened by {one} on a fine day. Then {other} met the growers and left.\n");
        prop_assert_eq!(verdicts(&text), [("spelling", Severity::Information)], "{}", text);
        let text = format!("The fair was opened by {one} and his brother {other} on a fine day.\n");
        prop_assert_eq!(verdicts(&text), [], "{}", text);
        let text = format!("In March {one} came. It was {one}. In May {other} left. It was {other} who did.\n");
        prop_assert_eq!(verdicts(&text), [], "{}", text);
    }

    #[test]
    fn two_transliterations(name in invented()) {
        let other = if name.contains("kh") { name.replace("kh", "h") } else { name.replacen('z', "s", 1).replacen('v', "w", 1) };
        prop_assume!(name != other);
        let text = format!("The road leads to {name} and ends there. It is said that {name} is old. Then they saw {other} in the mist.\n");
        prop_assert_eq!(verdicts(&text), [("spelling", Severity::Information)], "{}", text);
        let text = format!("The ships {name}, {other} and Tern are in the port of the town.\n");
        prop_assert_eq!(verdicts(&text), [], "{}", text);
    }

    #[test]
    fn an_accent(name in invented()) {
        let other = name.replacen('o', "ó", 1).replacen('u', "ú", 1);
        prop_assume!(name != other);
        let text = format!("The road leads to {name}. In {name} it ends. It was at {name} that they slept, not in {other} of old.\n");
        prop_assert_eq!(verdicts(&text), [("accent", Severity::Warning)], "{}", text);
    }

    #[test]
    fn a_body_that_lost_a_capital([a, b, c] in body()) {
        let (whole, half) = (format!("{a} {b} {c}"), format!("{} {b} {c}", a.to_lowercase()));
        let text = format!("We asked the {whole} for an answer. In March the {whole} said no. In April the {half} said yes.\n");
        prop_assert_eq!(verdicts(&text), [("case", Severity::Information)], "{}", text);
    }

    #[test]
    fn a_stray_of(family in family(), (a, b) in syllables()) {
        let person = format!("{family} {}{b}", capital(a));
        let text = format!("The growers thanked General Secretary of {person} and went home to eat.\n");
        prop_assert_eq!(verdicts(&text), [("title", Severity::Information)], "{}", text);
    }
}
