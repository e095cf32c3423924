//! The command line as a shell sees it: what goes in, what comes out, and with which status.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// What the program said and how it ended.
pub struct Ran {
    pub out: String,
    pub err: String,
    pub status: i32,
}

/// Runs the program in a folder with something on its standard input.
pub fn run_in(folder: &Path, arguments: &[&str], input: &str) -> Ran {
    run_with(folder, arguments, input, &[])
}

/// The same with variables of the environment.
pub fn run_with(folder: &Path, arguments: &[&str], input: &str, variables: &[(&str, &Path)]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_postedit"))
        .args(arguments)
        .current_dir(folder)
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().unwrap(),
    }
}

/// A folder with these files.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

const CLEAN: &[u8] = b"The ferry left at noon.\n";
const FAULTY: &[u8] = b"The ferry left at noon .\n";

#[test]
fn status_says_whether_something_was_found() {
    let folder = folder(&[("clean.txt", CLEAN), ("faulty.txt", FAULTY)]);
    assert_eq!(run_in(folder.path(), &["check", "clean.txt"], "").status, 0);
    let faulty = run_in(folder.path(), &["check", "faulty.txt"], "");
    assert_eq!(faulty.status, 1);
    assert!(faulty.out.contains("faulty.txt:1:23"), "{}", faulty.out);
    assert!(faulty.out.contains("There is a space before \".\"."), "{}", faulty.out);
    assert!(faulty.out.contains("fix: Remove the space"), "{}", faulty.out);
    assert!(!faulty.out.contains('\u{1b}'), "no colour where nobody looks");
    assert_eq!(faulty.err, "");
}

#[test]
fn json_keeps_its_promise() {
    let folder = folder(&[("a.txt", "Eyjafjörður 🌋 erupted .\n".as_bytes())]);
    let ran = run_in(folder.path(), &["check", "--format", "json", "a.txt"], "");
    let got: Value = serde_json::from_str(&ran.out).unwrap();
    let range =
        |from: u32, to: u32| json!({"start": {"line": 0, "character": from}, "end": {"line": 0, "character": to}});
    let want = json!({
        "path": "a.txt", "code": "space-before-punctuation", "severity": "warning", "range": range(22, 24),
        "message": "There is a space before \".\". The mark belongs to the word before it.", "related": [],
        "fixes": [{"title": "Remove the space before \".\"", "preferred": true,
            "edits": [{"path": "a.txt", "range": range(22, 23), "newText": ""}]}],
        "data": {"kind": "space", "its": "typographical", "mqm": "punctuation"}
    });
    assert_eq!(got, want);
    for (units, column) in [("utf-8", 26), ("utf-16", 22), ("utf-32", 21)] {
        let ran = run_in(folder.path(), &["check", "--format", "json", "--position-encoding", units, "a.txt"], "");
        let got: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(got["range"]["start"]["character"], column, "{units}");
    }
}

#[test]
fn standard_input_goes_by_the_name_it_is_given() {
    let folder = folder(&[]);
    let plain = run_in(folder.path(), &["check", "-", "--format", "json"], "It is `a , b` here.\n");
    assert_eq!((plain.status, plain.out.matches("\"code\"").count()), (1, 1), "{}", plain.out);
    let named = run_in(folder.path(), &["check", "-", "--stdin-path", "x.md"], "It is `a , b` here.\n");
    assert_eq!((named.status, named.out.as_str()), (0, ""));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_checked() {
    let folder = folder(&[
        ("faulty.txt", FAULTY),
        ("mixed.txt", b"caf\xC3\xA9\ncaf\xE9\n"),
        ("unclear.txt", b"th\xA4s \xD7s n\xD7t \xF7\xA4xt\n"),
        ("photo.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"),
        ("code/main.c", b"int main;"),
    ]);
    let all = ["check", "none.txt", "mixed.txt", "unclear.txt", "photo.txt", "code", "faulty.txt"];
    // On one core one file is looked at after the other, on several side by side.
    let [ran, other] =
        ["1", "2"].map(|cores| run_with(folder.path(), &all, "", &[("RAYON_NUM_THREADS", Path::new(cores))]));
    assert_eq!((&ran.out, &ran.err, ran.status), (&other.out, &other.err, 2));
    assert!(ran.out.contains("faulty.txt:1:23"), "{}", ran.out);
    for complaint in [
        "none.txt: there is no such file.",
        "mixed.txt: this file is UTF-8 text, but not all of it (line 2).",
        "unclear.txt: nothing tells in which encoding this file is",
        "photo.txt: this file is no text and was skipped.",
        "code: there is no text in this folder.",
    ] {
        assert!(ran.err.contains(complaint), "{complaint:?} not in {}", ran.err);
    }
}

#[test]
fn what_only_goes_by_the_name_of_a_text_is_skipped_in_a_folder() {
    let folder = folder(&[("clean.txt", CLEAN), ("photo.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR")]);
    for command in ["check", "names"] {
        let ran = run_in(folder.path(), &[command, "."], "");
        assert_eq!((ran.status, ran.out.as_str()), (0, ""));
        assert!(ran.err.contains("photo.txt: this file is no text and was skipped."), "{}", ran.err);
        assert_eq!(run_in(folder.path(), &[command, "photo.txt"], "").status, 2);
    }
}

#[test]
fn texts_in_other_encodings_are_checked_where_they_tell_which() {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let folder = folder(&[
        ("a.txt", &utf16("\u{FEFF}The 🚢 café left .\n")),
        ("b.txt", b"Le caf\xE9 \xE9tait ferm\xE9 .\n"),
        // "The 渡船 left the 码头 ." in GBK, after a line of its own.
        ("c.txt", b"\xB6\xC9\xB4\xAC\xD4\xDA\xD6\xD0\xCE\xE7\xC0\xEB\xBF\xAA\xC1\xCB\xC2\xEB\xCD\xB7\xA1\xA3\n\nThe \xB6\xC9\xB4\xAC left noon .\n"),
    ]);
    let ran = run_in(folder.path(), &["check", "--format", "json", "--select", "space-before-punctuation"], "");
    let findings = ran.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let places: Vec<String> =
        findings.map(|f| format!("{} {}", f["path"].as_str().unwrap(), f["range"]["start"])).collect();
    let place = |path: &str, line: u32, column: u32| format!("{path} {}", json!({"line": line, "character": column}));
    assert_eq!(places, [place("a.txt", 0, 16), place("b.txt", 0, 19), place("c.txt", 2, 16)], "{}", ran.err);
}

#[test]
fn folders_are_walked_in_order_and_gitignore_is_respected() {
    let folder = folder(&[
        ("b.txt", FAULTY),
        ("a.md", FAULTY),
        ("draft/c.txt", FAULTY),
        (".gitignore", b"draft/\n"),
        ("postedit-names.txt", b"prefer: A , B\n"),
    ]);
    let ran = run_in(folder.path(), &["check", "--format", "json"], "");
    let paths: Vec<String> = ran
        .out
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["path"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(paths, ["a.md", "b.txt"]);
}

#[test]
fn the_language_comes_from_the_front_matter_and_the_name() {
    let noun = b"Das Haus Haus.\n".as_slice();
    let folder = folder(&[
        ("a.txt", noun),
        ("b.de.txt", noun),
        ("c.md", b"---\nlang: de\n---\n\nDas Haus Haus.\n"),
        ("i18n/de/d.txt", noun),
        ("i18n/fr/e.txt", b"Nous nous nous voyons. Qui qui est l\xC3\xA0.\n"),
        (
            "speech/de/f.txt",
            b"The mayor said that that was that, and that what it is is what they were told it would be.\n",
        ),
    ]);
    let places = |arguments: &[&str]| -> Vec<String> {
        let all = [&["check", "--format", "json"], arguments].concat();
        let ran = run_in(folder.path(), &all, "");
        let findings = ran.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        findings.map(|f| format!("{} {}", f["path"].as_str().unwrap(), f["code"].as_str().unwrap())).collect()
    };
    let word = |path: &str| format!("{path} repeated-word");
    let loops = "i18n/fr/e.txt runaway-repetition".to_owned();
    assert_eq!(places(&[]), [word("b.de.txt"), word("c.md"), word("i18n/de/d.txt"), loops, word("i18n/fr/e.txt")]);
    // What is said on the command line goes before all that.
    assert_eq!(places(&["--language", "pl"]), [""; 0]);
}

#[test]
fn rules_are_chosen_by_code_and_a_slip_is_answered() {
    let folder = folder(&[("faulty.txt", FAULTY)]);
    let only = |option: &str, code: &str| run_in(folder.path(), &["check", option, code, "faulty.txt"], "");
    assert_eq!(only("--ignore", "space-before-punctuation").status, 0);
    assert_eq!(only("--select", "doubled-punctuation").status, 0);
    assert_eq!(only("--select", "space-before-punctuation,doubled-punctuation").status, 1);
    let slip = only("--select", "space-before-punctuaton");
    assert_eq!(slip.status, 2);
    assert!(slip.err.contains("Did you mean \"space-before-punctuation\"?"), "{}", slip.err);
    assert_eq!(only("--language", "martian tongue").status, 2);
}

#[test]
fn explain_prints_a_rules_page() {
    let folder = folder(&[]);
    let page = run_in(folder.path(), &["explain", "doubled-punctuation"], "");
    assert_eq!(page.status, 0);
    assert!(page.out.starts_with("# doubled-punctuation\n"));
    let slip = run_in(folder.path(), &["explain", "doubled"], "");
    assert_eq!(slip.status, 2);
    assert!(slip.err.contains("postedit rules"), "{}", slip.err);
    assert!(run_in(folder.path(), &["rules"], "").out.contains("doubled-punctuation"));
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let folder = folder(&[("bom.txt", b"\xEF\xBB\xBFThe ferry left .\n")]);
    let ran = run_in(folder.path(), &["check", "--format", "json", "bom.txt"], "");
    let got: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(got["range"]["start"]["character"], 14);
}

#[test]
fn a_projects_file_settles_what_is_said_of_which_files() {
    let folder = folder(&[
        ("postedit.toml", b"langauge = \"en\"\nexclude = [\"drafts/**\"]\n[[overrides]]\npaths = [\"notes/*\"]\nrules = { space-before-punctuation = \"off\" }\n"),
        ("a.txt", FAULTY),
        ("drafts/b.txt", FAULTY),
        ("notes/c.txt", FAULTY),
    ]);
    let ran = run_in(folder.path(), &["check", "--format", "json"], "");
    let paths: Vec<Value> =
        ran.out.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()["path"].clone()).collect();
    assert_eq!(paths, ["a.txt"]);
    assert_eq!(
        ran.err.matches("postedit.toml:1: There is no setting \"langauge\". Did you mean \"language\"?").count(),
        1,
        "{}",
        ran.err
    );
    assert_eq!(run_in(&folder.path().join("notes"), &["check", "c.txt"], "").status, 0, "looked up from the file");
}

#[test]
fn an_accepted_repeat_is_never_shown_again() {
    let text = b"They sang the ferry song ferry song at dawn. The Ferry Song ferry song was loud.\n";
    let folder = folder(&[("a.txt", text)]);
    assert_eq!(run_in(folder.path(), &["check", "a.txt"], "").status, 1);
    fs::write(folder.path().join("postedit-names.txt"), "repeat: ferry song ferry song\nodd line\n").unwrap();
    let ran = run_in(folder.path(), &["check", "a.txt"], "");
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("postedit-names.txt:2: This line is no entry."), "{}", ran.err);
}

#[test]
fn a_projects_glossaries_are_read_and_their_slips_named() {
    let folder = folder(&[
        ("postedit.toml", "glossaries = [\"glossary.txt\", \"terms/*.csv\", \"none.tbx\"]\n".as_bytes()),
        ("glossary.txt", "# ours\n堤\tdyke\n堤\tdike\tforbidden\nno entry , here\n".as_bytes()),
        ("terms/water.csv", "term,status\nweir,preferred\nflood wall,forbidden\n".as_bytes()),
        ("a.txt", b"The dike and the flood wall held.\n"),
        ("part/b.txt", b"The dyke held.\n"),
    ]);
    let ran = run_in(folder.path(), &["check", "--format", "json"], "");
    let found: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let shown: Vec<(&str, &str)> =
        found.iter().map(|f| (f["path"].as_str().unwrap(), f["code"].as_str().unwrap())).collect();
    // The glossaries themselves are no texts.
    assert_eq!(shown, [("a.txt", "glossary-term"), ("a.txt", "glossary-term")], "{}", ran.err);
    assert_eq!(found[0]["fixes"][0]["edits"][0]["newText"], "dyke");
    assert_eq!(found[0]["data"]["its"], "terminology");
    assert_eq!(ran.status, 1);
    assert_eq!(ran.err.lines().count(), 2, "{}", ran.err);
    assert!(ran.err.contains("postedit.toml:1: There is no file \"none.tbx\""), "{}", ran.err);
    assert!(ran.err.contains("glossary.txt:4: This line is no entry"), "{}", ran.err);
    let named = run_in(folder.path(), &["names", "glossary.txt"], "");
    assert_eq!(named.status, 0, "{}", named.err);
}

#[test]
fn names_are_listed_in_four_forms() {
    let text = "It was Lin Meihua who ran the Port Office. It is Lin Meihua's tea, and Lin Meihua drinks it.\n\
                They met Lin Mei Hua in May, with Wang Ruilin. In the evening Wang Ruihua saw the Port Office.\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let table = run_in(folder.path(), &["names", "a.txt"], "");
    assert_eq!(table.status, 0, "{}", table.err);
    assert!(table.out.contains("Lin Meihua "), "{}", table.out);
    assert!(table.out.contains("≠ Lin Mei Hua") && table.out.contains("a.txt:2 (segmentation)"), "{}", table.out);
    assert!(table.out.contains("? Wang Ruihua"), "{}", table.out);
    let csv = run_in(folder.path(), &["names", "a.txt", "--format", "csv"], "").out;
    assert!(csv.starts_with("name,form,count,kind,doubtful,places\n"), "{csv}");
    assert!(csv.contains("Lin Meihua,Lin Mei Hua,1,segmentation,false,a.txt:2\n"), "{csv}");
    let lines = run_in(folder.path(), &["names", "-", "--format", "json"], text).out;
    let names: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(names.iter().any(|name| name["name"] == "Port Office" && name["count"] == 2), "{lines}");
    let memory = run_in(folder.path(), &["names", "a.txt", "--format", "memory"], "").out;
    assert!(memory.starts_with("prefer: Lin Meihua\n# Wang Ruilin (1), Wang Ruihua (1):\n"), "{memory}");
    assert!(postedit::memory::Memory::parse(&memory).1.is_empty(), "{memory}");
    fs::write(folder.path().join("postedit-names.txt"), "# ours\ndifferent: Wang Ruihua | Wang Ruilin\n").unwrap();
    let answered = run_in(folder.path(), &["names", "a.txt", "--format", "memory"], "").out;
    assert_eq!(answered, "different: Wang Ruihua | Wang Ruilin\nprefer: Lin Meihua\n", "what is answered stays");
}

#[test]
fn the_schemas_are_printed() {
    let folder = folder(&[]);
    let project: Value = serde_json::from_str(&run_in(folder.path(), &["schema"], "").out).unwrap();
    assert!(project["properties"]["min-severity"].is_object(), "{project}");
    let client: Value = serde_json::from_str(&run_in(folder.path(), &["schema", "--client"], "").out).unwrap();
    assert!(client["properties"]["minSeverity"].is_object(), "{client}");
}

#[test]
fn a_new_project_is_written_once() {
    let folder = folder(&[("faulty.txt", FAULTY)]);
    let first = run_in(folder.path(), &["init"], "");
    assert_eq!((first.status, first.out.as_str()), (0, ""), "{}", first.err);
    let path = folder.path().join("postedit.toml");
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.contains("#language = \"auto\"") && written.contains("#repeated-word = \"off\""), "{written}");
    // It changes nothing by itself, and what is switched on holds.
    assert_eq!(run_in(folder.path(), &["check"], "").status, 1);
    let off = written.replace("#[rules]", "[rules]").replace("#space-before", "space-before");
    fs::write(&path, &off).unwrap();
    let checked = run_in(folder.path(), &["check"], "");
    assert_eq!((checked.status, checked.err.as_str()), (0, ""));

    let again = run_in(folder.path(), &["init"], "");
    assert_eq!(again.status, 2);
    assert!(again.err.contains("There is a postedit.toml here already"), "{}", again.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), off);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_finding_in_an_endless_line_has_its_true_column() {
    let line: String = (1000..4000).map(|n| format!("Señor Ash rows boat {n}. ")).collect();
    let column = line.chars().count() + "He rows ".len() + 1;
    let folder = folder(&[("a.txt", format!("{line}He rows the the boat. {line}\n").as_bytes())]);
    let ran = run_in(folder.path(), &["check", "--select", "repeated-word", "a.txt"], "");
    assert!(ran.out.contains(&format!("a.txt:1:{column}\n")), "{}", ran.out);
    assert!(ran.out.contains("rows the the boat") && ran.out.len() < 1000, "{}", ran.out);
}
