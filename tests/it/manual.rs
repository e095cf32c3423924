//! Completions and manual pages are those of the commands there are.

use std::process::Command;

use postedit::rule;

use crate::cli::{folder, run_in};

fn said(arguments: &[&str]) -> String {
    let ran = run_in(folder(&[]).path(), arguments, "");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{arguments:?}");
    ran.out
}

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = said(&["--help"]);
    let listed = help.split("\nCommands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let name = |line: &str| line.split_whitespace().next().unwrap().to_owned();
    listed.lines().map(name).filter(|name| name != "help").collect()
}

#[test]
fn each_command_has_a_manual_page() {
    let program = said(&["man"]);
    for part in [".SH NAME\n", ".SH \"EXIT STATUS\"\n", ".SH EXAMPLES\n", "postedit.toml"] {
        assert!(program.contains(part), "{part:?} not in {program}");
    }
    for command in commands() {
        assert!(program.contains(&format!("postedit\\-{command}(1)")), "{command}: {program}");
        let page = said(&["man", &command]);
        assert!(page.contains(&format!(".TH postedit-{command} 1")), "{page}");
    }
    assert!(said(&["man", "check"]).contains("\\-\\-write\\-baseline"), "options are described");
    let slip = run_in(folder(&[]).path(), &["man", "chek"], "");
    assert_eq!(slip.status, 2);
    assert!(slip.err.contains("Did you mean \"check\"?"), "{}", slip.err);
}

#[test]
fn every_shell_is_told_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = said(&["completions", shell]);
        for word in commands().iter().map(String::as_str).chain(["write-baseline"]) {
            assert!(script.contains(word), "{word} in {shell}");
        }
        // The others know no values of options.
        let codes = ["bash", "zsh", "fish"].contains(&shell);
        assert_eq!(script.contains("inconsistent-name"), codes, "{shell}");
    }
}

#[test]
#[cfg(unix)]
fn bash_completes_commands_and_codes() {
    let folder = folder(&[("complete", said(&["completions", "bash"]).as_bytes())]);
    let complete = |words: &[&str]| {
        let script = "source ./complete; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); \
                      _postedit postedit \"${@: -1}\" \"${@: -2:1}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
        let shell = Command::new("bash").args(["-c", script, "bash"]).args(words).current_dir(folder.path()).output();
        String::from_utf8(shell.unwrap().stdout).unwrap()
    };
    assert_eq!(complete(&["postedit", "chec"]), "check\n");
    assert_eq!(complete(&["postedit", "explain", "inconsistent"]), "inconsistent-name\n");
    assert_eq!(complete(&["postedit", "check", "--format", "sa"]), "sarif\n");
    let codes = complete(&["postedit", "check", "--select", ""]);
    assert_eq!(codes.lines().count(), rule::ALL.len(), "{codes}");
}
