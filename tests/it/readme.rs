//! What the README shows is what the program says.

use std::process::Command;

#[test]
fn the_findings_shown_are_real() {
    let readme = include_str!("../../README.md");
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_postedit"))
        .args(["check", "editors/sample/article.txt"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8(ran.stdout).unwrap();
    for finding in shown.trim().split("\n\n") {
        assert!(said.contains(finding), "the program no longer says:\n{finding}");
    }
}

#[test]
fn the_oldest_rust_is_stated() {
    let readme = include_str!("../../README.md");
    let stated = format!("Needs Rust {} or newer", env!("CARGO_PKG_RUST_VERSION"));
    assert!(readme.contains(&stated), "{stated}");
}

#[test]
fn the_commands_shown_are_taken() {
    let readme = include_str!("../../README.md");
    let commands = readme.lines().filter_map(|line| line.strip_prefix("    postedit ")?.split(" # ").next());
    let shown: Vec<&str> = commands.flat_map(str::split_whitespace).filter(|word| word.starts_with("--")).collect();
    assert!(shown.len() > 4, "{shown:?}");
    let help = |command: &str| {
        let ran = Command::new(env!("CARGO_BIN_EXE_postedit")).args([command, "--help"]).output().unwrap();
        String::from_utf8(ran.stdout).unwrap()
    };
    let known = ["check", "fix", "names", "rules"].map(help).join("\n");
    for option in shown {
        assert!(known.contains(&format!("{option} ")) || known.contains(&format!("{option}\n")), "{option}");
    }
}
