//! Names compared over the files of a project, as a shell sees it.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::cli::{folder, run_in};

const FIRST: &[u8] =
    b"At dawn Li Lesheng came to the ferry.\n\nThe crew knew Li Lesheng, and Li Lesheng knew the crew.\n";
const LAST: &[u8] = "\u{1f30b} On that day Li Le Sheng took leave of them.\n".as_bytes();

/// The findings of a run in a folder, one JSON object each.
fn found(folder: &Path, arguments: &[&str], input: &str) -> Vec<Value> {
    let arguments = [&["check", "--format", "json"], arguments].concat();
    let ran = run_in(folder, &arguments, input);
    assert_eq!(ran.err, "");
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Where findings are, with the beginning of their messages up to the colon.
fn shown(found: &[Value]) -> Vec<String> {
    let show = |finding: &Value| {
        let message = finding["message"].as_str().unwrap();
        let (what, _) = message.split_once(':').unwrap();
        format!("{}:{} {what}", finding["path"].as_str().unwrap(), finding["range"]["start"]["line"])
    };
    found.iter().map(show).collect()
}

/// A project of two chapters with something in its `postedit.toml` and `postedit-names.txt`.
fn book(options: &str, names: &str) -> tempfile::TempDir {
    let chapters: [(&str, &[u8]); 4] = [
        ("postedit.toml", options.as_bytes()),
        ("postedit-names.txt", names.as_bytes()),
        ("one/ch01.txt", FIRST),
        ("two/ch12.txt", LAST),
    ];
    folder(&chapters)
}

const DEVIATES: &str = "two/ch12.txt:0 \"Li Le Sheng\" here, \"Li Lesheng\" 3 times in another file";

#[test]
fn a_name_is_compared_with_all_files_of_the_project() {
    let folder = book("", "");
    let all = found(folder.path(), &[], "");
    assert_eq!(shown(&all), [DEVIATES]);
    let finding = &all[0];
    let related: Vec<&str> =
        finding["related"].as_array().unwrap().iter().map(|r| r["path"].as_str().unwrap()).collect();
    assert_eq!(related, ["one/ch01.txt"; 3]);
    assert_eq!(finding["related"][1]["range"]["start"], serde_json::json!({"line": 2, "character": 14}));
    assert_eq!(finding["range"]["start"]["character"], 15, "of its own text, in UTF-16");
    assert_eq!(finding["fixes"][0]["title"], "Use \"Li Lesheng\" here");
    assert_eq!(finding["fixes"][0]["edits"][0]["path"], "two/ch12.txt");
    assert_eq!(finding["data"]["forms"][0], serde_json::json!({"form": "Li Lesheng", "count": 3}));
}

#[test]
fn a_file_is_compared_with_those_that_are_not_named() {
    let folder = book("", "");
    assert_eq!(shown(&found(folder.path(), &["two/ch12.txt"], "")), [DEVIATES]);
    assert_eq!(shown(&found(folder.path(), &["./two"], "")), [DEVIATES.replace("two/", "./two/")]);
    assert_eq!(found(folder.path(), &["one/ch01.txt"], ""), [] as [Value; 0]);
    let there = found(&folder.path().join("two"), &["ch12.txt"], "");
    assert_eq!(shown(&there), [DEVIATES.replace("two/", "")]);
    let path = there[0]["related"][0]["path"].as_str().unwrap();
    assert!(Path::new(path).is_absolute() && path.ends_with("/one/ch01.txt"), "{path}");
    let text = run_in(folder.path(), &["check", "two/ch12.txt"], "").out;
    assert!(text.contains("elsewhere: one/ch01.txt:1, one/ch01.txt:3\n"), "{text}");
}

#[test]
fn names_are_listed_as_all_files_of_the_project_spell_them() {
    let folder = book("", "");
    let listed =
        |arguments: &[&str]| run_in(folder.path(), &[&["names", "--format", "csv"], arguments].concat(), "").out;
    let deviates = "Li Lesheng,Li Le Sheng,1,segmentation,false,two/ch12.txt:1\n";
    let all = listed(&["."]);
    assert!(all.contains("Li Lesheng,Li Lesheng,3,,false,one/ch01.txt:1 one/ch01.txt:3 one/ch01.txt:3\n"), "{all}");
    assert!(all.contains(deviates), "{all}");
    let of_one = listed(&["two/ch12.txt"]);
    assert!(of_one.contains(deviates) && !of_one.contains("one/ch01.txt"), "{of_one}");
    let page = run_in(folder.path(), &["check", "--format", "html"], "").out;
    let row = "<tr><th scope=\"row\">Li Le Sheng</th><td class=\"number\">1</td><td>segmentation</td>";
    assert!(page.contains(row), "{page}");
}

#[test]
fn standard_input_stands_in_the_place_of_the_file_it_goes_by() {
    let folder = book("", "");
    let piped = |text| shown(&found(folder.path(), &["-", "--stdin-path", "two/ch12.txt"], text));
    assert_eq!(piped("So Li Lesheng left.\n"), [""; 0]);
    assert_eq!(piped("They\nsaw Li Le Sheng.\n"), [DEVIATES.replace(":0", ":1")]);
    assert_eq!(found(folder.path(), &["-"], "They saw Li Le Sheng.\n"), [] as [Value; 0]);
}

#[test]
fn both_sides_of_a_tie_hear_of_it() {
    let files: [(&str, &[u8]); 4] = [
        ("postedit.toml", b""),
        ("ch01.txt", b"At dawn Li Lesheng came to the ferry.\n"),
        ("ch02.txt", b"Nobody came.\n"),
        ("ch12.txt", LAST),
    ];
    let folder = folder(&files);
    let all = found(folder.path(), &[], "");
    let want = [
        "ch01.txt:0 \"Li Lesheng\" here, \"Li Le Sheng\" once in another file",
        "ch12.txt:0 \"Li Le Sheng\" here, \"Li Lesheng\" once in another file",
    ];
    assert_eq!(shown(&all), want);
    assert_eq!(shown(&found(folder.path(), &["ch01.txt"], "")), want[..1]);
    let fixes: Vec<(&str, bool, usize, &str)> = all[0]["fixes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fix| {
            let edits = fix["edits"].as_array().unwrap();
            let path = edits[0]["path"].as_str().unwrap();
            (fix["title"].as_str().unwrap(), fix["preferred"].as_bool().unwrap(), edits.len(), path)
        })
        .collect();
    let want = [
        ("Use \"Li Le Sheng\" everywhere (1 place)", false, 1, "ch01.txt"),
        ("Use \"Li Lesheng\" everywhere (1 place in another file)", false, 1, "ch12.txt"),
    ];
    assert_eq!(fixes, want);
}

#[test]
fn a_fix_everywhere_says_how_far_it_reaches() {
    let files: [(&str, &[u8]); 4] = [
        ("postedit.toml", b""),
        ("a.txt", "Li Lesheng came. So Li Lesheng left. ".repeat(9).leak().as_bytes()),
        ("b.txt", LAST),
        ("c.txt", b"They met Li Le Sheng. So Li Le Sheng left.\n"),
    ];
    let folder = folder(&files);
    let all = found(folder.path(), &["c.txt", "--select", "inconsistent-name"], "");
    assert_eq!(all.len(), 2);
    let fix = &all[0]["fixes"][1];
    assert_eq!(fix["title"], "Use \"Li Lesheng\" everywhere (3 places in 2 files)");
    let edits: Vec<&str> = fix["edits"].as_array().unwrap().iter().map(|edit| edit["path"].as_str().unwrap()).collect();
    assert_eq!(edits, ["c.txt", "c.txt", "b.txt"], "its own file comes first");
}

#[test]
fn ten_places_of_a_spelling_are_flagged_in_each_file() {
    let sheng = "They met Li Le Sheng.\n\n".repeat(12).leak().as_bytes();
    let files: [(&str, &[u8]); 4] = [
        ("postedit.toml", b""),
        ("a.txt", "They met Li Lesheng.\n\n".repeat(99).leak().as_bytes()),
        ("b.txt", sheng),
        ("c.txt", "They met Li Le Sheng.\n\n".repeat(11).leak().as_bytes()),
    ];
    let folder = folder(&files);
    let all = found(folder.path(), &["--select", "inconsistent-name"], "");
    let of = |path| all.iter().filter(|finding| finding["path"] == path).collect::<Vec<_>>();
    for (path, more) in [("b.txt", " 2 further places are not marked."), ("c.txt", " One further place is not marked.")]
    {
        assert_eq!(of(path).len(), 10);
        assert!(of(path)[9]["message"].as_str().unwrap().ends_with(more));
    }
    assert_eq!(all.len(), 20);
}

#[test]
fn answers_hold_over_the_files() {
    for entry in ["different: Li Lesheng | Li Le Sheng\n", "allow: Li Le Sheng | Li Lesheng\n"] {
        assert_eq!(found(book("", entry).path(), &[], ""), [] as [Value; 0], "{entry}");
    }
    let folder = book("", "prefer: Li Le Sheng\n");
    let all = found(folder.path(), &[], "");
    assert_eq!(
        shown(&all),
        ["one/ch01.txt:0", "one/ch01.txt:2", "one/ch01.txt:2"]
            .map(|place| { format!("{place} \"Li Lesheng\" here, \"Li Le Sheng\" once in another file") })
    );
}

#[test]
fn scope_says_how_far_names_are_compared() {
    let folder = book("scope = \"folder\"\n", "");
    assert_eq!(found(folder.path(), &[], ""), [] as [Value; 0]);
    fs::write(folder.path().join("one/ch12.txt"), LAST).unwrap();
    assert_eq!(shown(&found(folder.path(), &[], "")), [DEVIATES.replace("two", "one")]);
    for options in ["scope = \"document\"\n", "[rules]\ninconsistent-name = \"off\"\n"] {
        assert_eq!(found(book(options, "").path(), &[], ""), [] as [Value; 0], "{options}");
    }
    fs::remove_file(folder.path().join("postedit.toml")).unwrap();
    assert_eq!(found(folder.path(), &[], ""), [] as [Value; 0], "no project");
}

#[test]
fn only_texts_of_the_project_in_one_language_are_compared() {
    for options in [
        "exclude = [\"two/**\"]\n",
        "[[overrides]]\npaths = \"two/*\"\nlanguage = \"de\"\n",
        "[[overrides]]\npaths = \"one/*\"\nrules = { inconsistent-name = \"off\" }\n",
    ] {
        let folder = book(options, "");
        assert_eq!(found(folder.path(), &["one/ch01.txt", "two/ch12.txt"], ""), [] as [Value; 0], "{options}");
    }
    let swahili = "Siku moja Li Le Sheng alifika kijijini. ".repeat(60);
    for (text, findings) in [(swahili.as_str(), 0), ("Li Le Sheng", 1)] {
        let folder = book("", "");
        fs::write(folder.path().join("two/ch12.txt"), text).unwrap();
        assert_eq!(
            found(folder.path(), &["--select", "inconsistent-name"], "").len(),
            findings,
            "only a short text may be in the language of the others"
        );
    }
    let folder = book("", "");
    fs::write(folder.path().join("one/postedit.toml"), "").unwrap();
    assert_eq!(found(folder.path(), &[], ""), [] as [Value; 0], "a project in a project");
}

#[test]
fn other_findings_and_other_files_are_as_they_were() {
    let folder = book("", "");
    fs::write(folder.path().join("broken.txt"), b"caf\xC3\xA9\ncaf\xE9\n").unwrap();
    fs::write(folder.path().join("two/ch12.txt"), "The the ferry left. They met Li Le Sheng .\n").unwrap();
    let all = found(folder.path(), &["two/ch12.txt"], "");
    let codes: Vec<&str> = all.iter().map(|finding| finding["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["repeated-word", "inconsistent-name", "space-before-punctuation"]);
    assert_eq!(run_in(folder.path(), &["fix", "one", "two"], "").status, 0);
    let fixed = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(fixed("two/ch12.txt"), b"The ferry left. They met Li Le Sheng.\n");
    assert_eq!(fixed("one/ch01.txt"), FIRST);
}

#[test]
fn a_project_without_end_is_not_compared() {
    let folder = book("", "");
    let long = fs::File::create(folder.path().join("long.txt")).unwrap();
    long.set_len(120_000_000).unwrap();
    let ran = run_in(folder.path(), &["check", "one", "two"], "");
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(
        ran.err.contains("the texts of this project come to 121 MB. Names are compared over 120 MB at most"),
        "{}",
        ran.err
    );
}
