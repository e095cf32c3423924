//! What `check` prints for machines, and which status it ends with: SARIF, GitHub's annotations, baselines, figures.

use std::fs;

use serde_json::Value;

use crate::cli::{folder, run_in};

/// One warning, and one piece of information behind an emoji, in a file whose name wants escaping.
const NAME: &str = "notes/two, 100%.md";
const TEXT: &str = "# Notes\n\n🌊 It was a solemn and solemn meeting.\n\nThey say the the ferry left.\n";

#[test]
fn sarif_holds_to_its_schema() {
    let long: String = (0..6).map(|_| "Bern, ").collect();
    let folder = folder(&[
        (NAME, TEXT.as_bytes()),
        ("clean.txt", b"The ferry left.\n"),
        ("names.txt", b"We met Lin Meihua. Then Lin Meihua sang, and Lin Meihua and we saw Lin Mei Hua.\n"),
        ("loop.txt", format!("The train goes to {long}Bern.\r\nIt it is late.\r").as_bytes()),
    ]);
    assert!(is_valid(&serde_json::json!({"version": "2.1.0", "runs": [{"results": []}]})).is_err(), "it tells");
    for arguments in [
        &["check", "--format", "sarif"] as &[&str],
        &["check", "--format", "sarif", "--min-severity", "hint", "none.txt", "."],
        &["check", "--format", "sarif", "clean.txt"],
        &["check", "--format", "sarif", &folder.path().join(NAME).to_string_lossy()],
    ] {
        let ran = run_in(folder.path(), arguments, "");
        let log: Value = serde_json::from_str(&ran.out).unwrap();
        is_valid(&log).unwrap_or_else(|error| panic!("{error}"));
        let run = &log["runs"][0];
        assert_eq!(run["invocations"][0]["executionSuccessful"], ran.status != 2, "{arguments:?}");
        for result in run["results"].as_array().unwrap() {
            let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            let artifact = &run["artifacts"][place["index"].as_u64().unwrap() as usize];
            assert_eq!(artifact["location"]["uri"], place["uri"]);
        }
    }
}

fn is_valid(log: &Value) -> Result<(), String> {
    // As published, a pattern has a bracket too many and is no pattern.
    let schema = include_str!("../data/sarif/sarif-schema-2.1.0.json").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    validator.validate(log).map_err(|error| error.to_string())
}

#[test]
fn sarif_says_where_what_and_how_to_mend_it() {
    let folder = folder(&[(NAME, TEXT.as_bytes())]);
    let ran = run_in(folder.path(), &["check", "--format", "sarif"], "");
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2, "{results:?}");
    let (echo, word) = (&results[0], &results[1]);
    assert_eq!((&echo["level"], &word["level"]), (&"note".into(), &"warning".into()));
    let place = &echo["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "notes/two%2C%20100%25.md");
    assert_eq!(place["region"]["startLine"], 3);
    assert_eq!(place["region"]["startColumn"], 13, "columns count UTF-16 units, from 1");
    assert_eq!(place["region"]["snippet"]["text"], "solemn and solemn");
    assert_eq!(word["properties"]["its"], "duplication");
    let fix = &word["fixes"][0];
    assert_eq!(fix["description"]["text"], "Remove the second \"the\"");
    let change = &fix["artifactChanges"][0]["replacements"][0];
    assert_eq!(
        (change["deletedRegion"]["startColumn"].as_u64(), &change["insertedContent"]["text"]),
        (Some(13), &"".into())
    );
    assert!(word["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap().ends_with(":1"));
}

#[test]
fn githubs_annotations_are_escaped() {
    let folder = folder(&[(NAME, TEXT.as_bytes())]);
    let ran = run_in(folder.path(), &["check", "--format", "github"], "");
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", ran.out);
    assert!(
        lines[0].starts_with("::notice file=notes/two%2C 100%25.md,line=3,col=13,endColumn=30,title=echoed-phrase::")
    );
    assert_eq!(
        lines[1],
        "::warning file=notes/two%2C 100%25.md,line=5,col=10,endColumn=17,title=repeated-word::\
         \"the\" is repeated.%0AFix: Remove the second \"the\""
    );
    let wrapped = run_in(folder.path(), &["check", "-", "--format", "github"], "They say 100% is is\nis.\n");
    assert!(wrapped.out.contains(",line=1,col=15,endLine=2,title="), "{}", wrapped.out);
}

#[test]
fn what_sets_the_status_is_apart_from_what_is_shown() {
    let text = "It was a solemn and solemn meeting.\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let status = |arguments: &[&str]| {
        let ran = run_in(folder.path(), &[&["check", "a.txt"], arguments].concat(), "");
        (ran.status, !ran.out.is_empty())
    };
    assert_eq!(status(&[]), (1, true), "for people, what is shown");
    assert_eq!(status(&["--min-severity", "warning"]), (0, false));
    assert_eq!(status(&["--fail-on", "warning"]), (0, true));
    assert_eq!(status(&["--fail-on", "never"]), (0, true));
    assert_eq!(status(&["--quiet"]), (1, false));
    for form in ["json", "github", "sarif"] {
        assert_eq!(status(&["--format", form]), (0, true), "for machines, from warnings on");
        assert_eq!(status(&["--format", form, "--fail-on", "information"]), (1, true));
    }
    fs::write(folder.path().join("a.txt"), "They say the the ferry left.\n").unwrap();
    assert_eq!(status(&["--format", "github"]), (1, true));
    assert_eq!(status(&["--format", "github", "--fail-on", "error"]), (0, true));
}

#[test]
fn a_baseline_lets_only_new_findings_through() {
    let old = "They say the the ferry left at noon.\n";
    let folder = folder(&[("texts/a.txt", old.as_bytes()), ("b.txt", b"It was was late.\n")]);
    let root = folder.path();
    let written = run_in(root, &["check", "--write-baseline", "known.jsonl", "."], "");
    assert_eq!((written.status, written.out.as_str()), (0, ""), "{}", written.err);
    assert!(written.err.contains("known.jsonl: findings written: 2"), "{}", written.err);
    let lines = fs::read_to_string(root.join("known.jsonl")).unwrap();
    assert!(lines.starts_with("{\"path\":\"b.txt\",\"code\":\"repeated-word\",\"text\":\"was was\","), "{lines}");

    let same = run_in(root, &["check", "--baseline", "known.jsonl"], "");
    assert_eq!((same.status, same.out.as_str()), (0, ""), "{}", same.err);
    assert!(same.err.contains("findings left out that the baseline knows: 2"), "{}", same.err);

    fs::write(root.join("texts/a.txt"), format!("News.\n\nShe had seen a a whale.\n\n{old}")).unwrap();
    let inside =
        run_in(&root.join("texts"), &["check", "a.txt", "--baseline", "../known.jsonl", "--format", "json"], "");
    assert_eq!((inside.status, inside.out.lines().count()), (1, 1), "{}", inside.out);
    assert!(inside.out.contains("\\\"a\\\" is repeated."), "{}", inside.out);

    let none = run_in(root, &["check", "--baseline", "other.jsonl"], "");
    assert_eq!(none.status, 2);
    assert!(none.err.contains("Write it with \"postedit check --write-baseline other.jsonl\""), "{}", none.err);
}

#[test]
fn statistics_count_for_a_thousand_words() {
    let text = "They say the the ferry left. It was a solemn and solemn meeting of two by two.\n";
    let folder = folder(&[("a.txt", text.as_bytes()), ("b.txt", b"Nothing here.\n")]);
    let figures = run_in(folder.path(), &["check", "--quiet", "--statistics"], "");
    let lines: Vec<String> =
        figures.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in [
        "2 findings in 19 words of 2 files: 105.3 for each 1,000 words",
        "severity findings per 1,000",
        "warning 1 52.6",
        "repeated-word 1 52.6",
        "duplication 2 105.3",
        "MQM type findings per 1,000",
        "grammar 1 52.6",
    ] {
        assert!(lines.iter().any(|l| l == line), "{line:?} in {}", figures.out);
    }
    let json = run_in(folder.path(), &["check", "--format", "json", "--statistics"], "");
    assert!(json.out.lines().all(|line| line.starts_with('{')), "{}", json.out);
    assert!(json.err.contains("105.3 for each 1,000 words"), "{}", json.err);
}

#[test]
fn rules_are_chosen_again_and_again() {
    let folder = folder(&[("a.txt", b"They say the the ferry left .\n")]);
    let codes = |arguments: &[&str]| {
        let ran = run_in(folder.path(), &[&["check", "a.txt", "--format", "json"], arguments].concat(), "");
        let codes = ran.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["code"].clone());
        codes.map(|code| code.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let both = ["repeated-word", "space-before-punctuation"];
    assert_eq!(codes(&["--select", "repeated-word", "--select", "space-before-punctuation"]), both);
    assert_eq!(codes(&["--ignore", "repeated-word, echoed-phrase", "--ignore", "space-before-punctuation"]), [""; 0]);
    let slip = run_in(folder.path(), &["check", "--ignore", "repeated-wrod"], "");
    assert_eq!(slip.status, 2);
    assert!(slip.err.contains("--ignore: There is no rule \"repeated-wrod\". Did you mean \"repeated-word\"?"));
}

#[test]
fn where_nothing_is_read_it_is_said_what_was_skipped_and_why() {
    let folder = folder(&[
        ("postedit.toml", b"exclude = [\"drafts/**\"]\n"),
        ("postedit-names.txt", b"prefer: A\n"),
        (".gitignore", b"old/\n"),
        ("drafts/a.txt", b"the the\n"),
        ("old/b.md", b"the the\n"),
        ("c.docx", b"PK"),
        ("d.docx", b"PK"),
        ("e.docx", b"PK"),
    ]);
    let ran = run_in(folder.path(), &["check"], "");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    for part in [
        "there is no text in this folder. Plain text (.txt) and Markdown (.md) are read.",
        "Skipped for their kind: c.docx, d.docx, e.docx and 1 more.",
        "Skipped because postedit.toml excludes them: drafts/a.txt.",
        "Skipped because .gitignore or .ignore names them: old/b.md.",
        "Skipped as lists of names: postedit-names.txt.",
    ] {
        assert!(ran.err.contains(part), "{part:?} not in {}", ran.err);
    }
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    fs::create_dir(folder.path().join("empty")).unwrap();
    let empty = run_in(folder.path(), &["check", "empty"], "");
    assert!(empty.err.ends_with("are read.\n"), "{}", empty.err);
}

#[test]
fn what_is_passed_over_fails_only_where_nothing_is_read() {
    let folder = folder(&[("binary.txt", b"\x00\x01\x02\x03\x00\xff")]);
    let alone = run_in(folder.path(), &["check"], "");
    assert_eq!(alone.status, 2, "{}", alone.err);
    assert!(alone.err.contains("binary.txt: this file is no text and was skipped."), "{}", alone.err);
    fs::write(folder.path().join("clean.txt"), "The ferry left.\n").unwrap();
    let ran = run_in(folder.path(), &["check", "--format", "sarif"], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    is_valid(&log).unwrap();
    let run = &log["runs"][0]["invocations"][0];
    assert_eq!(
        (&run["executionSuccessful"], &run["toolExecutionNotifications"][0]["level"]),
        (&true.into(), &"note".into())
    );
}
