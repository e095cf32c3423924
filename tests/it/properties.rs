//! What holds of any text: a document that was edited has the findings of a fresh one, preferred fixes mend what they
//! are for and spoil nothing, and nothing panics.

use std::sync::Arc;

use postedit::config::Settings;
use postedit::engine::{Change, Engine, Live};
use postedit::finding::{Finding, Severity};
use postedit::format::Format;
use postedit::glossary::{Book, Glossary};
use postedit::range::{ByteRange, Edit, apply};
use postedit::settle::{Sureness, settle};
use proptest::prelude::*;
use ropey::Rope;

/// Pieces that make faulty, marked-up, many-scripted prose when put together at random.
const PIECES: &[&str] = &[
    "the ",
    "The ",
    "*the* ",
    "the\n",
    "ferry ",
    "risk of risk ",
    "Chief Warden ",
    "Tao Le Shan ",
    "Tao Leshan ",
    "of ",
    "and ",
    ". ",
    " .",
    ", ",
    ",, ",
    ". , ",
    "\n\n",
    "- ",
    "# ",
    "**",
    "`code` ",
    "[link](x) ",
    "😀 ",
    "疫情",
    "的的 ",
    "Shen Yuanming ",
    "Shen Yuanping ",
    "Yang Yang ",
    "état ",
    "don’t ",
    "\"",
    "(",
    ")",
    "| a | b |\n",
    "no, no, no ",
    "\r\n",
    "silently silent ",
    "Erdoğan ",
    "Erdogan ",
    "ha ha ha ha ",
    "Bern, Bern, Bern, ",
    "https://a.b/c ",
    "\u{301}",
    "\u{3}",
    "“Port” ",
    "ferry's ",
    "May 9th ",
    "May 3 ",
    "8 a.m. ",
    "9 pm ",
    "end.The ",
    "salt,oil ",
    "Replace the ",
    "，",
    "（",
    "\u{200B}",
    "\u{A0}",
    "Mаrlow ",
    "\n\n  ",
    "Theme: A by B\n",
    ") +1.",
    "マルロマルロマルロ",
    "blablabla ",
    "[",
    "「",
    "{{ ",
    "%(",
    "-------- ",
    "привет ",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// A place in a text as two fractions, and what to put there.
fn edits() -> impl Strategy<Value = Vec<(f64, f64, String)>> {
    let piece = prop::sample::select(PIECES).prop_map(str::to_owned);
    prop::collection::vec((0.0..1.0, 0.0..0.2, piece), 1..8)
}

fn all() -> Settings {
    let terms = "preferred,forbidden\nboat,ferry\nGate Keeper,Chief Warden\nErdoğan,Erdogan\nriver ferry,\n";
    let mut settings = Settings::default();
    settings.min_severity = Severity::Hint;
    settings.glossary = Arc::new(Glossary::new(vec![Arc::new(Book::read("terms.csv", terms))]));
    settings
}

/// How many cases a property is tried with; more where `PROPTEST_CASES` asks for them.
pub fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

fn check(text: &str, format: Format) -> Vec<Finding> {
    Engine::new(all()).check(text, format)
}

/// Whether all ranges of a finding are on characters of `text`.
fn fits(finding: &Finding, text: &str) -> bool {
    let related = finding.related.iter().map(|r| r.range);
    let edits = finding.fixes.iter().flat_map(|f| f.edits.iter().map(|e| e.range));
    related.chain(edits).chain([finding.range]).all(|range| text.get(range.start..range.end).is_some())
}

#[test]
fn what_moves_takes_its_fixes_along() {
    let mut now = "\n\n".to_owned();
    let mut live = Live::open(Rope::from_str(&now), Format::Plain, all());
    for (at, new) in [(0, "`code` "), (3, "ha ha ha ha "), (0, "the ")] {
        now.insert_str(at, new);
        live.edit(Rope::from_str(&now), &[Change::new(ByteRange::new(at, at), new.len())]);
        for finding in live.findings().iter() {
            assert!(fits(&finding, &now), "{finding:?} in {now:?}");
        }
    }
    let judged = live.whole().judge();
    live.settle(judged);
    assert_eq!(live.findings().iter().collect::<Vec<_>>(), check(&now, Format::Plain), "in {now:?}");
}

/// The lines above an edit are joined or not by how wide the lines below them are.
#[test]
fn lines_above_are_read_again_where_an_edit_tells_how_lines_are_wrapped() {
    let calm = "Nothing is wrong here, and nothing was.\n\nNo line of it is.\n\n".repeat(8);
    let start = " .Shen Yuanming | a | b |\nno, no, no `code` Yang Yang and of \r\nThe état ) +1.";
    let mut now = format!("{calm}{start}\n\n{calm}");
    let mut live = Live::open(Rope::from_str(&now), Format::Plain, all());
    let from = now.find('\r').unwrap();
    let to = now.find("1.").unwrap();
    now.replace_range(from..to, "the ");
    live.edit(Rope::from_str(&now), &[Change::new(ByteRange::new(from, to), 4)]);
    let judged = live.whole().judge();
    live.settle(judged);
    assert_eq!(live.findings().iter().collect::<Vec<_>>(), check(&now, Format::Plain), "in {now:?}");
}

/// A text so long that its words are not held while it is judged.
const LONG: usize = 300_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(4)))]
    #[test]
    fn a_long_text_says_the_same_though_its_words_are_let_go_of(pieces in prop::collection::vec(text(), 60), markdown: bool) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        let mut now = String::new();
        for (number, piece) in pieces.iter().cycle().enumerate() {
            if now.len() > LONG {
                break;
            }
            now += &format!("{piece}\n\nOn day {number} the warden wrote to Tao Leshan of the Harbour-Side Office.\n\n");
        }
        let mut live = Live::open(Rope::from_str(&now), format, all());
        let judged = live.whole().judge();
        live.settle(judged);
        let fresh = check(&now, format);
        prop_assert_eq!(live.findings().len(), fresh.len());
        prop_assert!(live.findings().iter().eq(fresh), "in {:?}", pieces);
    }
}

#[test]
fn lines_below_are_read_again_where_an_edit_makes_a_line_long() {
    let before = "He walked down to the harbour and waited\nfor the boat that was to come\n\n  the\nthe day after.\n";
    let gone = before.find("\n\n  the").expect("it stands there");
    let mut live = Live::open(Rope::from_str(before), Format::Plain, all());
    let change = Change::new(ByteRange::new(gone, gone + 3), 0);
    let now = apply(before, &[Edit::delete(ByteRange::new(gone, gone + 3))]);
    live.edit(Rope::from_str(&now), &[change]);
    let judged = live.whole().judge();
    live.settle(judged);
    let fresh = check(&now, Format::Plain);
    assert!(fresh.iter().any(|finding| finding.code == "repeated-word"), "{fresh:?}");
    assert_eq!(live.findings().iter().collect::<Vec<_>>(), fresh);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(512)))]
    #[test]
    fn after_edits_as_from_scratch(
        start in text(), padding in 0usize..3, edits in edits(), markdown: bool, late in any::<u8>(),
    ) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        // Text around the edits that is not to be read again.
        let calm = "Nothing is wrong here, and nothing was.\n\n# A head\n\nNo line of it is.\n\n".repeat(padding * 4);
        let mut now = format!("{calm}{start}\n\n{calm}");
        let mut live = Live::open(Rope::from_str(&now), format, all());
        for (round, (at, len, new)) in edits.into_iter().enumerate() {
            // What was judged some edits ago counts for what they have left alone.
            let judged = (late >> (round % 8) & 1 == 1).then(|| live.whole().judge());
            let (first, last) = (calm.len(), now.len() - calm.len());
            let from = boundary(&now, first + (at * (last - first) as f64) as usize);
            let to = boundary(&now, from + (len * (last - first) as f64) as usize).clamp(from, now.len());
            let change = Change::new(ByteRange::new(from, to), new.len());
            now = apply(&now, &[Edit::replace(ByteRange::new(from, to), new)]);
            live.edit(Rope::from_str(&now), &[change]);
            if let Some(judged) = judged {
                live.settle(judged);
            }
            for finding in live.findings().iter() {
                prop_assert!(fits(&finding, &now), "{:?} in {:?}", finding, now);
            }
            if late % 3 > 0 {
                let judged = live.whole().judge();
                live.settle(judged);
                prop_assert!(live.is_settled());
                prop_assert_eq!(live.findings().iter().collect::<Vec<_>>(), check(&now, format), "in {:?}", now);
            }
        }
        let judged = live.whole().judge();
        live.settle(judged);
        prop_assert_eq!(live.findings().iter().collect::<Vec<_>>(), check(&now, format), "in {:?}", now);
    }

    #[test]
    fn what_a_block_says_by_itself_is_said_at_once(text in text(), new in prop::sample::select(PIECES)) {
        let mut now = format!("{text}\n\nRain fell on on the pier.\n\n");
        let mut live = Live::open(Rope::from_str(&now), Format::Plain, all());
        let judged = live.whole().judge();
        live.settle(judged);
        let at = now.len() - 10;
        let change = Change::new(ByteRange::new(at, at), new.len());
        now.insert_str(at, new);
        live.edit(Rope::from_str(&now), &[change]);
        let of_block = |finding: &&Finding| finding.code.starts_with("repeated-w") || finding.code.contains("punctuation");
        let said: Vec<Finding> = live.findings().iter().collect();
        let said: Vec<&Finding> = said.iter().filter(of_block).collect();
        let fresh = check(&now, Format::Plain);
        let stale = |f: &&&Finding| f.range.start + 40 > now.len();
        let near = |all: Vec<&Finding>| all.iter().filter(stale).map(|f| (f.range, f.code)).collect::<Vec<_>>();
        prop_assert_eq!(near(said), near(fresh.iter().filter(of_block).collect()), "in {:?}", now);
    }

    #[test]
    fn findings_stand_on_characters_and_fixes_fit(text in text(), markdown: bool) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        for finding in check(&text, format) {
            let ranges = finding.related.iter().map(|r| r.range)
                .chain(finding.fixes.iter().flat_map(|f| f.edits.iter().map(|e| e.range)))
                .chain([finding.range]);
            for range in ranges {
                prop_assert!(text.get(range.start..range.end).is_some(), "{:?} in {:?}", finding, text);
            }
            prop_assert!(!finding.range.is_empty());
            prop_assert!(finding.fixes.iter().filter(|f| f.preferred).count() <= 1);
            for fix in &finding.fixes {
                prop_assert!(fix.edits.windows(2).all(|p| p[0].range.end <= p[1].range.start), "{:?}", fix);
            }
        }
    }

    #[test]
    fn no_input_panics(text in "\\PC{0,60}", markdown: bool) {
        check(&text, if markdown { Format::Markdown } else { Format::Plain });
    }

    #[test]
    fn applying_the_preferred_fixes_settles(text in text(), markdown: bool) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        let mut now = text.clone();
        // Each round mends at least one place, so as many rounds as there are pieces are enough.
        for _ in 0..60 {
            let findings = check(&now, format);
            let Some(fix) = findings.iter().find_map(Finding::preferred_fix) else { return Ok(()) };
            let next = apply(&now, &fix.edits);
            prop_assert_ne!(&next, &now, "a fix that changes nothing: {:?}", fix);
            now = next;
        }
        prop_assert!(false, "never settles: {:?} is now {:?}", text, now);
    }

    #[test]
    fn a_text_that_was_fixed_needs_no_fix(text in text(), markdown: bool, likely: bool) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        let sureness = if likely { Sureness::Likely } else { Sureness::Certain };
        let settled = settle(&mut Engine::new(all()), &text, format, sureness);
        prop_assert_eq!(&settled.left, &check(&settled.text, format));
        let left: Vec<&Finding> = settled.left.iter().filter(|finding| sureness.fix(finding).is_some()).collect();
        prop_assert!(left.is_empty(), "{:?} is now {:?} and needs {:?}", text, settled.text, left);
        prop_assert_eq!(settled.made.is_empty(), settled.text == text);
    }
}
