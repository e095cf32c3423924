//! `postedit fix`: what it changes in files, what it leaves as it was, and that no file is ever in between.

use std::fs;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::cli::{folder, run_in};

const FAULTY: &str = "The ferry left left at noon .\n\nNobody on the pier pier saw it.\n";
const FIXED: &str = "The ferry left at noon.\n\nNobody on the pier saw it.\n";

fn read(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join(name)).unwrap()
}

#[test]
fn certain_fixes_are_made_and_what_is_left_is_said() {
    let doubt = "They took the a boat. There was a great risk of risk in it.\n";
    let folder = folder(&[
        ("a.txt", FAULTY.as_bytes()),
        ("notes/b.md", b"It is `pier pier` on the pier pier , they say.\n"),
        ("c.txt", doubt.as_bytes()),
    ]);
    let ran = run_in(folder.path(), &["fix", "."], "");
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(read(folder.path(), "a.txt"), FIXED.as_bytes());
    assert_eq!(read(folder.path(), "notes/b.md"), b"It is `pier pier` on the pier, they say.\n");
    assert_eq!(read(folder.path(), "c.txt"), doubt.as_bytes());
    let said = "5 fixes made in 2 of 3 files: repeated-word 3, space-before-punctuation 2. \
                2 findings are left; \"postedit check\" shows them. \"--unsafe\" would mend one of them.";
    assert!(ran.err.contains(said) && ran.err.contains("a.txt: 3 fixes made."), "{}", ran.err);

    let again = run_in(folder.path(), &["fix", "."], "");
    assert_eq!(again.status, 0);
    assert!(again.err.contains("No fix is certain in 3 files."), "{}", again.err);
    let all = run_in(folder.path(), &["fix", "--unsafe", "c.txt"], "");
    assert_eq!(read(folder.path(), "c.txt"), doubt.replace(" of risk", "").as_bytes());
    assert!(all.err.contains("1 fix made in 1 file: echoed-phrase 1. 1 finding is left"), "{}", all.err);
}

#[test]
fn a_diff_shows_what_would_change_and_changes_nothing() {
    let marked = format!("\u{FEFF}{FAULTY}");
    let folder = folder(&[("a.txt", marked.as_bytes()), ("b.txt", FIXED.as_bytes())]);
    let ran = run_in(folder.path(), &["fix", "--diff", "a.txt", "b.txt"], "");
    let diff = "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n-\u{FEFF}The ferry left left at noon .\n\
                +\u{FEFF}The ferry left at noon.\n \n-Nobody on the pier pier saw it.\n+Nobody on the pier saw it.\n";
    assert_eq!((ran.status, ran.out.as_str()), (1, diff));
    assert!(ran.err.contains("3 fixes would be made in 1 of 2 files"), "{}", ran.err);
    assert_eq!(read(folder.path(), "a.txt"), marked.as_bytes());
    assert_eq!(run_in(folder.path(), &["fix", "--diff", "b.txt"], "").status, 0);
    assert_eq!(run_in(folder.path(), &["fix", "--diff", "a.txt", "none.txt"], "").status, 2);
}

#[test]
fn standard_input_goes_fixed_to_standard_output() {
    let folder = folder(&[]);
    let ran = run_in(folder.path(), &["fix", "-"], FAULTY);
    assert_eq!((ran.status, ran.out.as_str()), (0, FIXED));
    let named = run_in(folder.path(), &["fix", "-", "--stdin-path", "a.md"], "It is `a , b` here , too.\n");
    assert_eq!((named.status, named.out.as_str()), (0, "It is `a , b` here, too.\n"));
    // What cannot be read comes out as it went in.
    let photo = "\0\0\0\0left left";
    let ran = run_in(folder.path(), &["fix", "-"], photo);
    assert_eq!((ran.status, ran.out.as_str()), (2, photo));
}

#[test]
fn files_keep_their_encoding_mark_and_line_ends() {
    let utf16 = |order: fn(u16) -> [u8; 2], text: &str| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let both = |write: &dyn Fn(&str) -> Vec<u8>| (write(FAULTY), write(FIXED));
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let with = |head: &'static [u8]| move |text: &str| [head, text.as_bytes()].concat();
    let all = [
        both(&|text| utf16(u16::to_le_bytes, &crlf(&format!("\u{FEFF}{text}")))),
        both(&|text| utf16(u16::to_be_bytes, &format!("\u{FEFF}🚢 {text}"))),
        both(&|text| format!("\u{FEFF}{}", crlf(text)).into_bytes()),
        both(&|text| text.replace('\n', "\r").into_bytes()),
        both(&|text| text.trim_end().as_bytes().to_vec()),
        both(&with(b"\xB6\xC9\xB4\xAC\xD4\xDA\xD6\xD0\xCE\xE7\xC0\xEB\xBF\xAA\xC1\xCB\xC2\xEB\xCD\xB7\xA1\xA3\n\n")),
        both(&with(b"\x84\x31\x95\x33\xB6\xC9\xB4\xAC\x95\x32\x82\x36\n\n")),
        both(&with(b"L\x92\xE9t\xE9, o\xF9 la barque est pass\xE9e.\n\n")),
        both(&with(b"\xCF\xE0\xF0\xEE\xEC \xF3\xF8\xB8\xEB \xE2 \xEF\xEE\xEB\xE4\xE5\xED\xFC.\n\n")),
    ];
    for (number, (before, after)) in all.iter().enumerate() {
        let folder = folder(&[("a.txt", before)]);
        let ran = run_in(folder.path(), &["fix", "--language", "en", "a.txt"], "");
        assert_eq!((ran.status, read(folder.path(), "a.txt")), (0, after.clone()), "{number}: {}", ran.err);
    }
}

#[test]
fn what_could_not_be_written_back_as_it_was_is_left_alone() {
    // Shift_JIS has two codes for the second character of the first line; only one of them is ever written.
    let head = b"\x93\x6E\xED\x40\x82\xB5\x91\x44\x82\xCD\x8F\x6F\x82\xBD\x81\x42\x91\x44\x92\xB7\x82\xCD\x8C\xBE\x82\xC1\x82\xBD\x81\x42\n\n";
    let text = [head.as_slice(), FAULTY.as_bytes()].concat();
    let folder = folder(&[("a.txt", &text), ("b.txt", FAULTY.as_bytes())]);
    let ran = run_in(folder.path(), &["fix", "--language", "en", "a.txt", "b.txt"], "");
    assert_eq!((ran.status, read(folder.path(), "a.txt")), (2, text), "{}", ran.err);
    assert!(ran.err.contains("a.txt: this file could not be written back exactly as it is (Shift_JIS"), "{}", ran.err);
    assert_eq!(read(folder.path(), "b.txt"), FIXED.as_bytes());
}

#[test]
fn the_projects_settings_and_answers_apply() {
    let folder = folder(&[
        ("postedit.toml", b"exclude = [\"drafts/**\"]\n[rules]\nspace-before-punctuation = \"off\"\n"),
        ("postedit-names.txt", b"repeat: pier pier\n"),
        ("a.txt", FAULTY.as_bytes()),
        ("drafts/b.txt", FAULTY.as_bytes()),
    ]);
    let ran = run_in(folder.path(), &["fix"], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(read(folder.path(), "a.txt"), b"The ferry left at noon .\n\nNobody on the pier pier saw it.\n");
    assert_eq!(read(folder.path(), "drafts/b.txt"), FAULTY.as_bytes());
    let own = run_in(folder.path(), &["fix", "postedit-names.txt"], "");
    assert_eq!(own.status, 2);
    assert!(own.err.contains("postedit-names.txt: this is a file of the project"), "{}", own.err);
    assert_eq!(read(folder.path(), "postedit-names.txt"), b"repeat: pier pier\n");
}

#[test]
fn nothing_is_fixed_for_want_of_a_name() {
    let folder = folder(&[("a.txt", FAULTY.as_bytes())]);
    let ran = run_in(folder.path(), &["fix"], "");
    assert_eq!((ran.status, read(folder.path(), "a.txt")), (2, FAULTY.into()));
    assert!(ran.err.contains("Name the files and folders to fix"), "{}", ran.err);
    let chosen = run_in(folder.path(), &["fix", "--select", "space-before-punctuation", "a.txt"], "");
    assert_eq!((chosen.status, read(folder.path(), "a.txt")), (0, FAULTY.replace(" .", ".").into()));
}

#[test]
#[cfg(unix)]
fn files_keep_their_permissions_and_links_and_a_read_only_one_its_text() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("a.txt", FAULTY.as_bytes()), ("b.txt", FAULTY.as_bytes())]);
    let (file, locked, link) =
        (folder.path().join("a.txt"), folder.path().join("b.txt"), folder.path().join("link.txt"));
    fs::set_permissions(&file, PermissionsExt::from_mode(0o604)).unwrap();
    fs::set_permissions(&locked, PermissionsExt::from_mode(0o444)).unwrap();
    symlink("a.txt", &link).unwrap();
    let ran = run_in(folder.path(), &["fix", "link.txt", "b.txt"], "");
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("b.txt: this file could not be written"), "{}", ran.err);
    assert_eq!((read(folder.path(), "a.txt"), read(folder.path(), "b.txt")), (FIXED.into(), FAULTY.into()));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o604);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

/// How many files are fixed at once, and how often that is ended.
const FILES: usize = 12;
const KILLS: usize = 40;

#[test]
fn killed_at_any_moment_it_leaves_each_file_old_or_new() {
    let log = |n: usize| (0..400).map(|day| format!("On day {day}, boat {n} was seen by {day} people.\n")).collect();
    let logs: Vec<String> = (0..FILES).map(log).collect();
    let texts = |faults: &str| logs.iter().map(|log| format!("{faults}\n{log}\n{faults}")).collect::<Vec<String>>();
    let (old, new) = (texts(FAULTY), texts(FIXED));
    let names: Vec<String> = (0..FILES).map(|n| format!("{n}.txt")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().zip(&old).map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let mut halfway = 0;
    for _ in 0..KILLS {
        let random = RandomState::new().build_hasher().finish();
        let folder = folder(&files);
        let is_new = |n: usize| {
            let got = read(folder.path(), &names[n]);
            let new = got == new[n].as_bytes();
            assert!(new || got == old[n].as_bytes(), "{} is neither old nor new, random {random}", names[n]);
            new
        };
        kill_in_between(folder.path(), &names, random, &is_new);
        let new = (0..FILES).filter(|n| is_new(*n)).count();
        halfway += usize::from(0 < new && new < FILES);
    }
    assert!(halfway > 0, "no run was ended between two files");
}

/// Starts `fix` and kills it some microseconds after it has said that a file is done, the next ones watched meanwhile.
fn kill_in_between(folder: &Path, names: &[String], random: u64, is_new: &dyn Fn(usize) -> bool) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_postedit"))
        .arg("fix")
        .args(names)
        .current_dir(folder)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let done = random as usize % (FILES / 2);
    let said = BufReader::new(child.stderr.take().unwrap()).lines();
    assert_eq!(said.take(done + 1).map_while(Result::ok).count(), done + 1);
    let moment = Instant::now() + Duration::from_micros(random >> 32 & 0xFFFF);
    while Instant::now() < moment {
        is_new(done + 1);
        is_new(done + 2);
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
