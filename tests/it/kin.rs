//! Files that are about the same names and belong to no project: `check` says so on standard error.

use std::path::Path;

use postedit::project::declined::Declined;

use super::cli::{Ran, folder, run_with};

const GIVEN: [&str; 10] = ["Ilse", "Joachim", "Maro", "Edda", "Ruben", "Selma", "Arvid", "Tilda", "Oskar", "Frida"];

const SAID: &str = "share many names";

/// A chapter in which so many persons appear.
fn chapter(persons: usize) -> String {
    GIVEN.iter().take(persons).map(|name| format!("In the evening {name} Brandtfeld came home.\n\n")).collect()
}

/// Four chapters with so many persons.
fn book(persons: usize) -> tempfile::TempDir {
    let text = chapter(persons);
    let files = ["one/a.txt", "one/b.txt", "two/c.txt", "two/d.txt"].map(|name| (name, text.as_bytes()));
    folder(&files)
}

/// A check with the user's answers kept in `state`.
fn check(folder: &Path, arguments: &[&str], state: &Path) -> Ran {
    let variables = [("XDG_STATE_HOME", state), ("LOCALAPPDATA", state)];
    run_with(folder, &[&["check"], arguments].concat(), "", &variables)
}

#[test]
fn files_that_share_ten_names_are_spoken_of_once_for_each_folder_that_is_named() {
    let (folder, state) = (book(10), tempfile::tempdir().unwrap());
    let all = check(folder.path(), &[], state.path());
    assert_eq!((all.out.as_str(), all.status), ("", 0));
    assert_eq!(
        all.err,
        "postedit: 4 files in this folder share many names, but no postedit.toml says that they belong together: each was \
         checked by itself, and a name that two of them spell differently was not noticed. \"postedit init\", run here, \
         writes one.\n"
    );
    let named = check(folder.path(), &["--format", "html", "one/a.txt", "one/b.txt", "two"], state.path());
    assert_eq!(named.err, "", "two are too few");
    let above = folder.path().parent().unwrap();
    let name = folder.path().file_name().unwrap().to_str().unwrap();
    let outside = check(above, &[name, &format!("{name}/one")], state.path());
    assert!(outside.err.contains(&format!("4 files in {name} {SAID}")), "{}", outside.err);
    assert_eq!(outside.err.lines().count(), 1);
    for (persons, quiet) in [(9, vec![]), (10, vec!["--ignore", "inconsistent-name"])] {
        let ran = check(book(persons).path(), &quiet, state.path());
        assert_eq!(ran.err, "", "{persons} {quiet:?}");
    }
}

#[test]
fn nothing_is_said_to_programs_or_to_who_wants_to_hear_nothing() {
    let (folder, state) = (book(10), tempfile::tempdir().unwrap());
    for arguments in [
        &["--format", "json"][..],
        &["--format", "sarif"],
        &["--format", "github"],
        &["--quiet"],
        &["--write-baseline", "known.json"],
    ] {
        let ran = check(folder.path(), arguments, state.path());
        assert!(!ran.err.contains(SAID), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_project_is_none_and_neither_is_what_its_user_has_declined() {
    let (folder, state) = (book(10), tempfile::tempdir().unwrap());
    let said = || check(folder.path(), &[], state.path()).err.contains(SAID);
    assert!(said());
    let declined = Declined::at(state.path().join("postedit/no-projects.txt"));
    declined.add(Some(&std::fs::canonicalize(folder.path().join("one")).unwrap())).unwrap();
    assert!(said(), "another folder is meant");
    declined.add(Some(&std::fs::canonicalize(folder.path()).unwrap())).unwrap();
    assert!(!said());
    std::fs::remove_dir_all(state.path().join("postedit")).unwrap();
    for options in ["", "scope = \"document\"\n"] {
        std::fs::write(folder.path().join("postedit.toml"), options).unwrap();
        assert!(!said(), "{options}");
    }
}
