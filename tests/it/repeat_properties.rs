//! What holds of repeats in any text: nothing was learnt by heart, and a fix mends what it says.

use postedit::config::{RuleSetting, Settings};
use postedit::engine::Engine;
use postedit::finding::{Finding, Severity};
use postedit::format::Format;
use postedit::language::Language;
use postedit::range::apply;
use postedit::rule;
use proptest::prelude::*;
use proptest::sample::select;

/// `N` stands for a family name, `P` for a place, `0` for a number; the number of findings is at the end.
const TEXTS: &[(&str, usize)] = &[
    ("Mayor N told the the council of P that 0 boats had come.", 1),
    ("The governor of P of the P of old had had 0 letters from N, and he thinks that that is right.", 0),
    ("In P the excessive heat of excessive heat has cost N some 0 crowns.", 1),
    ("N and N Brook met in P; N said that more and more of the 0 ships were late.", 0),
    ("N of P has mended the village roads and roads, 0 miles in all.", 1),
    ("The film of N of the harbour of the harbour of the harbour of the harbour won 0 prizes in P.", 1),
    ("They moved on on Monday from P, where N had 0 very very good friends.", 0),
    ("The words of Harbour Secretary Harbour Secretary on P were read to N and 0 others.", 1),
    ("N bought a leather strap (strap) in P for 0 crowns.", 1),
    ("The talks between P and P were led by N for 0 days.", 1),
    ("Step by step by step N walked to P, 0 miles away, face to face with the wind.", 0),
    ("The firm of N greatly warmly warmly promotes the trade of P with 0 people.", 1),
    ("In P the silently silent office of N has 0 rooms.", 1),
    ("From P to P it is 0 miles, from day to day longer, N said, said N.", 0),
];

fn name() -> impl Strategy<Value = String> {
    let western = "[BDKLMRSTV][aeiou](ll|nd|rk|st|v|m|r)(e|a|o)(n|s|th|ck|l)";
    let chinese =
        select(vec!["Wang Guolin", "Li Meihua", "Zhao Xintian", "Ouyang Rui", "Chen Bo"]).prop_map(str::to_owned);
    prop_oneof![western.prop_map(|s: String| s), chinese]
}

fn place() -> impl Strategy<Value = String> {
    "[BDFGHKLMNPRSTW][aeiou](ld|ng|rn|st|m|v)(a|e|o)(burg|ville|ria|wick|mouth)".prop_map(|s: String| s)
}

fn filled(template: &str, name: &str, place: &str, number: u32) -> String {
    let word = |word: &str| {
        let bare = word.trim_end_matches([',', '.', ';']);
        let rest = &word[bare.len()..];
        match bare {
            "N" => format!("{name}{rest}"),
            "P" => format!("{place}{rest}"),
            "0" => format!("{number}{rest}"),
            _ => word.to_owned(),
        }
    };
    template.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The text with every blank that stands past `width` made a line break, as an editor wraps.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        if column > 0 && column + 1 + word.len() > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.len();
    }
    out
}

/// Only the rules on repeats, so that nothing else is counted.
fn settings(min_severity: Severity) -> Settings {
    let mut settings = Settings::default();
    settings.language = Some(Language::ENGLISH);
    settings.min_severity = min_severity;
    for rule in rule::ALL.iter().filter(|rule| rule.its != "duplication") {
        settings.set_rule(rule.code, RuleSetting::Off);
    }
    settings
}

fn check(text: &str, format: Format, min_severity: Severity) -> Vec<Finding> {
    Engine::new(settings(min_severity)).check(text, format)
}

fn shown(text: &str) -> usize {
    check(text, Format::Markdown, Severity::Information).len()
}

fn verdicts(text: &str) -> Vec<(&'static str, &'static str, Severity)> {
    check(text, Format::Markdown, Severity::Information).iter().map(|f| (f.code, f.kind, f.severity)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn names_numbers_and_wrapping_change_no_verdict(name in name(), place in place(), number in 2u32..90_000, width in 30usize..90) {
        for (template, count) in TEXTS {
            let plain = filled(template, "Hale", "Orrinburg", 17);
            let other = filled(template, &name, &place, number);
            prop_assert_eq!(verdicts(&plain).len(), *count, "in {}", plain);
            prop_assert_eq!(verdicts(&plain), verdicts(&other), "in {}", other);
            let lines = wrapped(&other, width);
            prop_assert_eq!(verdicts(&plain), verdicts(&lines), "in {}", lines);
        }
    }

    #[test]
    fn a_preferred_fix_removes_its_finding_and_adds_none(words in prop::collection::vec(select(WORDS.to_vec()), 1..24), width in 12usize..60) {
        let text = wrapped(&words.join(" "), width);
        let before = check(&text, Format::Markdown, Severity::Hint);
        for finding in before.iter().filter(|f| f.preferred_fix().is_some()) {
            let fixed = apply(&text, &finding.preferred_fix().unwrap().edits);
            let after = shown(&fixed);
            prop_assert!(after < shown(&text).max(1), "{:?} became {:?}: {:?}", text, fixed, finding);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "(the |The|of|and|a | |,|\\.|-|—|/|\\(|\\)|\"|“|”|’|'|\\*|_|`|\\[|\\]|\n|é|的|し|1|6 |İ|ß|\u{1}|\u{301}|\u{200d}){0,60}") {
        for format in [Format::Plain, Format::Markdown] {
            for finding in check(&text, format, Severity::Hint) {
                prop_assert!(text.get(finding.range.start..finding.range.end).is_some());
                for fix in &finding.fixes {
                    prop_assert!(fix.edits.iter().all(|edit| text.get(edit.range.start..edit.range.end).is_some()));
                }
            }
        }
    }
}

const WORDS: &[&str] = &[
    "the",
    "the",
    "The",
    "of",
    "and",
    "boat",
    "boat",
    "*boat*",
    "**the**",
    "harbour",
    "heavy",
    "said",
    "warmly",
    "Hale",
    "boat,",
    "boat.",
    "(boat)",
    "in",
    "to",
    "a",
    "an",
    "wind",
    "`wind`",
    "[wind](x)",
    "6",
    "state-owned",
    "don't",
];
