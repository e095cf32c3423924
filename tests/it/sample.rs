//! The sample article that `editors/try.sh` opens: every defect written into it is found, nothing else is, and
//! taking the preferred fixes leaves a text in which they are gone and all else stands as it was.

use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::finding::Finding;
use postedit::format::Format;
use postedit::range::apply;

const ARTICLE: &str = include_str!("../../editors/sample/article.txt");

/// What is wrong in the article: the code and the text that is underlined, in order.
const DEFECTS: &[(&str, &str)] = &[
    ("inconsistent-name", "city government"),
    ("inconsistent-name", "Governor of Deng Haisheng"),
    ("inconsistent-name", "Linjiang Dyke Repair and Relief Work"),
    ("inconsistent-name", "provincial river commission"),
    ("repeated-word", "Urgent the urgent"),
    ("stray-capital", "Urgent"),
    ("inconsistent-name", "flood Control Bureau"),
    ("space-before-punctuation", " ."),
    ("inconsistent-name", "Shen Yuanping"),
    ("inconsistent-name", "Tao Leshan"),
    ("repeated-word", "steadily steadily"),
    ("repeated-phrase", "River Commission River Commission"),
    ("doubled-punctuation", ". ,"),
    ("stray-capital", "Then"),
    ("echoed-phrase", "serious damage of serious damage"),
    ("echoed-phrase", "openly open"),
    ("space-before-punctuation", " ."),
    ("leading-blanks", "  "),
    ("impossible-pinyin", "Boujun"),
];

fn findings(text: &str) -> Vec<Finding> {
    Engine::new(Settings::default()).check(text, Format::Plain)
}

#[test]
fn every_defect_is_found_and_nothing_else() {
    let got: Vec<(&str, &str)> = findings(ARTICLE).iter().map(|f| (f.code, f.range.of(ARTICLE))).collect();
    assert_eq!(got, DEFECTS);
}

#[test]
fn preferred_fixes_mend_what_they_are_for_and_nothing_else() {
    let found = findings(ARTICLE);
    let preferred: Vec<_> = found.iter().filter_map(Finding::preferred_fix).collect();
    let edits: Vec<_> = preferred.iter().flat_map(|fix| fix.edits.clone()).collect();
    let mended = apply(ARTICLE, &edits);
    let want = ARTICLE
        .replace("Urgent the urgent", "the urgent")
        .replace("steadily steadily", "steadily")
        .replace("River Commission River Commission", "River Commission")
        .replace("provincial river commission", "Provincial River Commission")
        .replace("flood Control Bureau", "Flood Control Bureau")
        .replace("  The meeting closed", "The meeting closed")
        .replace(" .", ".");
    assert_eq!(mended, want);
    let left: Vec<(&str, String)> =
        findings(&mended).iter().map(|f| (f.code, f.range.of(&mended).to_owned())).collect();
    let undecided: Vec<(&str, String)> = found
        .iter()
        .filter(|f| f.preferred_fix().is_none() && !edits.iter().any(|edit| edit.range.overlaps(f.range)))
        .map(|f| (f.code, f.range.of(ARTICLE).to_owned()))
        .collect();
    assert_eq!(left, undecided, "what no one can decide for the editor is still shown");
}
