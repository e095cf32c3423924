//! Repeats in languages other than English, each by a file of sentences.
//!
//! Under `tests/data/languages/`, a line is a sentence. In one that begins with `! ` exactly one repeat is found:
//! what stands between `⟦` and `⟧`; behind `=> ` stands what the first fix leaves. In any other nothing is found.
//! Each sentence is checked by itself in the file's language.

use std::path::PathBuf;

use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::finding::Finding;
use postedit::format::Format;
use postedit::language::Language;
use postedit::range::apply;

/// How many sentences of each sort a file holds at least.
const RIGHT: usize = 20;
const WRONG: usize = 10;

#[test]
fn every_language_doubles_what_it_doubles_and_nothing_else() {
    let mut failures = Vec::new();
    for code in ["de", "es", "fr", "id", "it", "ja", "nl", "pt", "ru", "tr", "uk", "vi", "zh"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/languages/{code}.txt"));
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let (wrong, right): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| line.starts_with("! "));
        assert!(right.len() >= RIGHT && wrong.len() >= WRONG, "{code}: {} right, {} wrong", right.len(), wrong.len());
        failures.extend(right.iter().filter_map(|line| alarm(code, line)));
        failures.extend(wrong.iter().filter_map(|line| miss(code, &line[2..])));
    }
    assert!(failures.is_empty(), "{} sentences fail:\n{}", failures.len(), failures.join("\n"));
}

fn findings(code: &str, sentence: &str) -> Vec<Finding> {
    let mut settings = Settings::default();
    settings.language = Language::of_tag(code);
    let found = Engine::new(settings).check(sentence, Format::Plain);
    found.into_iter().filter(|finding| finding.code.contains("repe") || finding.code.contains("echo")).collect()
}

/// What was found in a sentence in which all is right.
fn alarm(code: &str, sentence: &str) -> Option<String> {
    let found = findings(code, sentence);
    let messages: Vec<&str> = found.iter().map(|f| f.message.as_str()).collect();
    (!found.is_empty()).then(|| format!("{code}: {sentence}\n    found {messages:?}"))
}

/// What is not as marked in a wrong sentence.
fn miss(code: &str, line: &str) -> Option<String> {
    let (marked, fixed) = line.split_once(" => ").unwrap_or_else(|| panic!("{code}: no fix in {line}"));
    let sentence = marked.replace(['⟦', '⟧'], "");
    let start = marked.find('⟦').unwrap_or_else(|| panic!("{code}: nothing marked in {line}"));
    let end = marked.find('⟧').unwrap() - '⟦'.len_utf8();
    let found = findings(code, &sentence);
    let [finding] = found.as_slice() else {
        let messages: Vec<&str> = found.iter().map(|f| f.message.as_str()).collect();
        return Some(format!("{code}: {line}\n    one finding wanted, found {messages:?}"));
    };
    let shown = finding.range.of(&sentence);
    let left = finding.fixes.first().map(|fix| apply(&sentence, &fix.edits)).unwrap_or_default();
    let right = finding.range.start == start && finding.range.end == end && left == fixed;
    (!right).then(|| format!("{code}: {line}\n    found {shown:?}, the fix leaves {left:?}"))
}
