//! What holds of any text: an engine that has seen earlier versions answers as a fresh one, preferred fixes mend
//! what they are for and spoil nothing, and nothing panics.

use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::finding::{Finding, Severity};
use postedit::format::Format;
use postedit::range::{ByteRange, Edit, apply};
use proptest::prelude::*;

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
    let mut settings = Settings::default();
    settings.min_severity = Severity::Hint;
    settings
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

fn check(text: &str, format: Format) -> Vec<Finding> {
    Engine::new(all()).check(text, format)
}

proptest! {
    #[test]
    fn after_edits_as_from_scratch(start in text(), edits in edits(), markdown: bool) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        let mut engine = Engine::new(all());
        let mut now = start;
        engine.check(&now, format);
        for (at, len, new) in edits {
            let from = boundary(&now, (at * now.len() as f64) as usize);
            let to = boundary(&now, from + (len * now.len() as f64) as usize).max(from);
            now = apply(&now, &[Edit::replace(ByteRange::new(from, to), new)]);
            prop_assert_eq!(engine.check(&now, format), check(&now, format), "in {:?}", now);
        }
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
}
