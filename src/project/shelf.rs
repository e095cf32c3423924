//! The glossaries of projects, read from disk or from an editor's buffers: which files a list of patterns stands for,
//! each read once, and put together.
//!
//! Used by the command line, which reads each file once, and by the server, which looks again. What cannot be read or
//! used is kept as complaints, and the rest applies.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use globset::GlobBuilder;

use super::source::{Buffers, Source};
use super::{Complaint, complaint, files};
use crate::config::project::ProjectFile;
use crate::encoding;
use crate::gather;
use crate::glossary::{Book, Glossary};
use crate::range::ByteRange;

/// A longer glossary, in bytes, is the termbase of a whole company and no glossary of a project.
const LONGEST: u64 = 64 << 20;

/// The most files and folders looked at for one pattern: beyond that it names half a disk.
const MOST_ENTRIES: usize = 50_000;

/// The endings of glossaries, for folders that hold other files too.
const ENDINGS: [&str; 6] = ["txt", "tab", "utf8", "csv", "tsv", "tbx"];

/// What makes a path a pattern.
const WILD: [char; 4] = ['*', '?', '[', '{'];

/// Glossaries by the lists that name them.
#[derive(Debug, Default)]
pub struct Shelf {
    books: BTreeMap<PathBuf, Shelved>,
    sets: BTreeMap<Named, Set>,
}

/// A list of patterns, and the folder they start from.
type Named = (Option<PathBuf>, Vec<String>);

#[derive(Debug, Default)]
struct Shelved {
    source: Source,
    book: Arc<Book>,
}

#[derive(Debug, Default)]
struct Set {
    files: Vec<PathBuf>,
    glossary: Arc<Glossary>,
    /// Asked for since the last look.
    used: bool,
}

impl Shelf {
    /// The glossary of these patterns, which start from the folder `root`; without one only those that are whole paths
    /// name anything.
    pub fn glossary(&mut self, root: Option<&Path>, patterns: &[String], buffers: &Buffers) -> Arc<Glossary> {
        if patterns.is_empty() {
            return Arc::default();
        }
        let named = (root.map(Path::to_owned), patterns.to_vec());
        if let Some(set) = self.sets.get_mut(&named) {
            set.used = true;
            return Arc::clone(&set.glossary);
        }
        let files = named_by(&named, buffers);
        for path in &files {
            self.books.entry(path.clone()).or_default().refresh(path, buffers, false);
        }
        let glossary = self.together(&files);
        self.sets.insert(named, Set { files, glossary: Arc::clone(&glossary), used: true });
        glossary
    }

    /// Puts the glossaries on the shelf that a project's file names.
    pub fn stock(&mut self, root: &Path, file: &ProjectFile, buffers: &Buffers) {
        for patterns in file.glossary_lists() {
            self.glossary(Some(root), patterns, buffers);
        }
    }

    /// Looks at the files again, those that seem unchanged only where `reread`; only then also into whole trees of
    /// folders for new ones. Glossaries that nobody has asked for since the last look are forgotten.
    pub fn look(&mut self, reread: bool, buffers: &Buffers) {
        self.sets.retain(|_, set| set.used);
        let mut stale: BTreeSet<Named> = BTreeSet::new();
        for (named, set) in &mut self.sets {
            set.used = false;
            let deep = named.1.iter().any(|pattern| pattern.contains("**"));
            let files = if deep && !reread { set.files.clone() } else { named_by(named, buffers) };
            if files != set.files {
                set.files = files;
                stale.insert(named.clone());
            }
        }
        let read = self.read_again(reread, buffers);
        let changed = self.sets.iter().filter(|(_, set)| set.files.iter().any(|path| read.contains(path)));
        stale.extend(changed.map(|(named, _)| named.clone()));
        for named in stale {
            let glossary = self.together(&self.sets[&named].files);
            if let Some(set) = self.sets.get_mut(&named).filter(|set| set.glossary != glossary) {
                set.glossary = glossary;
            }
        }
    }

    /// Reads the files of all sets again where they have changed; which ones.
    fn read_again(&mut self, reread: bool, buffers: &Buffers) -> BTreeSet<PathBuf> {
        let used: BTreeSet<PathBuf> = self.sets.values().flat_map(|set| set.files.iter().cloned()).collect();
        self.books.retain(|path, _| used.contains(path));
        let mut refresh = |path: &PathBuf| self.books.entry(path.clone()).or_default().refresh(path, buffers, reread);
        used.into_iter().filter(|path| refresh(path)).collect()
    }

    /// The files that are glossaries.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.used().flat_map(|(_, set)| &set.files)
    }

    /// Whether a file is one of the glossaries.
    pub fn holds(&self, path: &Path) -> bool {
        if self.used().next().is_none() {
            return false;
        }
        let path = tidy(path);
        self.used().any(|(_, set)| set.files.contains(&path))
    }

    /// The patterns that name glossaries.
    pub fn patterns(&self) -> BTreeSet<&str> {
        gather::set(self.used().flat_map(|((_, patterns), _)| patterns.iter().map(String::as_str)))
    }

    /// What is wrong in the glossaries: for each such file its text and the complaints.
    pub fn complaints(&self) -> impl Iterator<Item = (&Path, Arc<str>, Vec<Complaint>)> {
        let files = gather::set(self.used().flat_map(|(_, set)| &set.files));
        let books = files.into_iter().filter_map(|path| Some((path, self.books.get(path)?)));
        books.filter(|(_, shelved)| shelved.is_wrong()).map(|(path, shelved)| {
            let text = shelved.source.text.clone().unwrap_or_default();
            (path.as_path(), text, shelved.complaints(path))
        })
    }

    /// The lists that were asked for since the last look.
    fn used(&self) -> impl Iterator<Item = (&Named, &Set)> {
        self.sets.iter().filter(|(_, set)| set.used)
    }

    /// What is wrong in one of the glossaries, where in bytes and why.
    pub fn slips(&self, path: &Path) -> Vec<(ByteRange, String)> {
        let complaints = self.books.get(path).map(|shelved| shelved.complaints(path)).unwrap_or_default();
        complaints.into_iter().map(|complaint| (complaint.range, complaint.message)).collect()
    }

    fn together(&self, files: &[PathBuf]) -> Arc<Glossary> {
        let books = files.iter().filter_map(|path| self.books.get(path)).map(|shelved| Arc::clone(&shelved.book));
        Arc::new(Glossary::new(books.collect()))
    }
}

impl Shelved {
    fn refresh(&mut self, path: &Path, buffers: &Buffers, reread: bool) -> bool {
        let changed = self.source.refresh(path, buffers, reread, read);
        if changed {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text = self.source.text.as_deref();
            self.book = Arc::new(text.map(|text| Book::read(&name, text)).unwrap_or_default());
        }
        changed
    }

    fn is_wrong(&self) -> bool {
        self.source.unreadable.is_some() || !self.book.problems.is_empty()
    }

    fn complaints(&self, path: &Path) -> Vec<Complaint> {
        let text = self.source.text.as_deref().unwrap_or_default();
        let problem = |p: &crate::glossary::Problem| complaint(path.to_owned(), text, p.range, p.message.clone());
        self.source.unreadable.clone().into_iter().chain(self.book.problems.iter().map(problem)).collect()
    }
}

/// The text of a glossary in the encoding that it is in: spreadsheets write others than UTF-8.
fn read(path: &Path) -> Result<Option<String>, String> {
    let unclear = "This file is no text that can be read, so nothing of it applies. Save it as UTF-8.";
    let text = |bytes| encoding::decode(bytes).map(|decoded| decoded.text).map_err(|_| unclear.to_owned());
    files::bytes(path, LONGEST)?.map(text).transpose()
}

/// What a project's file names and is not there: where in bytes of the file, and what to do.
pub fn missing(root: &Path, file: &ProjectFile, buffers: &Buffers) -> Vec<(ByteRange, String)> {
    let absent = file.glossaries.iter().filter(|(pattern, _)| is_absent(Some(root), pattern, buffers));
    absent.map(|(pattern, range)| (*range, absence(pattern))).collect()
}

/// Which of the patterns name nothing that is there.
pub fn absent<'a>(root: Option<&Path>, patterns: &'a [String], buffers: &Buffers) -> Vec<&'a str> {
    patterns.iter().filter(|pattern| is_absent(root, pattern, buffers)).map(String::as_str).collect()
}

/// Whether a pattern names one file that is not there; what only matches nothing may come yet.
fn is_absent(root: Option<&Path>, pattern: &str, buffers: &Buffers) -> bool {
    !pattern.contains(WILD) && matching(root, pattern, buffers).is_empty()
}

fn absence(pattern: &str) -> String {
    format!(
        "There is no file \"{pattern}\", so this glossary does not apply. Paths start from the folder of this file; \"*\" stands for any name."
    )
}

/// The files that a list stands for, each once, in the order of the patterns.
fn named_by((root, patterns): &Named, buffers: &Buffers) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let all = patterns.iter().flat_map(|pattern| matching(root.as_deref(), pattern, buffers));
    all.filter(|path| seen.insert(path.clone())).collect()
}

/// The files that a pattern stands for: the one of that name, those in the folder of that name, else those it matches,
/// in order.
fn matching(root: Option<&Path>, pattern: &str, buffers: &Buffers) -> Vec<PathBuf> {
    let whole = root.map_or_else(|| PathBuf::from(pattern), |root| root.join(pattern));
    if !whole.is_absolute() || pattern.is_empty() {
        return Vec::new();
    }
    let whole = tidy(&whole);
    if whole.is_file() || buffers.contains_key(&whole) {
        return vec![whole];
    }
    if whole.is_dir() {
        let ends = |path: &PathBuf| {
            path.extension().is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known)))
        };
        return walk(&whole, "*").into_iter().filter(ends).collect();
    }
    let is_literal = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(WILD);
    let base: PathBuf = whole.components().take_while(is_literal).collect();
    match whole.strip_prefix(&base) {
        Ok(rest) if !rest.as_os_str().is_empty() => walk(&base, &rest.to_string_lossy()),
        _ => Vec::new(),
    }
}

/// The files below a folder whose path from there matches.
fn walk(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let Ok(glob) = GlobBuilder::new(pattern).literal_separator(true).build() else { return Vec::new() };
    let matcher = glob.compile_matcher();
    let depth = (!pattern.contains("**")).then(|| Path::new(pattern).components().count());
    let mut walk = ignore::WalkBuilder::new(folder);
    // A customer's glossary is often kept out of version control.
    walk.standard_filters(false).hidden(true).max_depth(depth);
    let entries =
        walk.build().flatten().take(MOST_ENTRIES).filter(|entry| entry.file_type().is_some_and(|t| t.is_file()));
    let matching = entries
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.strip_prefix(folder).is_ok_and(|rest| matcher.is_match(rest)));
    let mut files: Vec<PathBuf> = matching.collect();
    files.sort();
    files
}

/// The path without `.` and `..`, so that it is the one that an editor gives.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(tidy.pop()),
            part => tidy.push(part),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn a_pattern_stands_for_a_file_for_a_folder_or_for_what_it_matches() {
        let folder = folder(&[
            ("book/a.txt", ""),
            ("book/terms/b.tbx", ""),
            ("book/terms/c.csv", ""),
            ("book/terms/d.doc", ""),
            ("book/terms/deep/e.tbx", ""),
            ("book/odd [x].txt", ""),
            ("shared/f.txt", ""),
        ]);
        let root = folder.path().join("book");
        for (pattern, expected) in [
            ("a.txt", vec!["book/a.txt"]),
            ("./a.txt", vec!["book/a.txt"]),
            ("terms", vec!["book/terms/b.tbx", "book/terms/c.csv"]),
            ("terms/*.tbx", vec!["book/terms/b.tbx"]),
            ("**/*.tbx", vec!["book/terms/b.tbx", "book/terms/deep/e.tbx"]),
            ("*/*.{csv,tbx}", vec!["book/terms/b.tbx", "book/terms/c.csv"]),
            ("odd [x].txt", vec!["book/odd [x].txt"]),
            ("../shared/f.txt", vec!["shared/f.txt"]),
            ("none.txt", vec![]),
            ("none/*.txt", vec![]),
            ("", vec![]),
        ] {
            let found = matching(Some(&root), pattern, &Buffers::new());
            let expected: Vec<PathBuf> = expected.into_iter().map(|name| folder.path().join(name)).collect();
            assert_eq!(found, expected, "{pattern}");
        }
        let whole = root.join("a.txt");
        assert_eq!(matching(None, &whole.to_string_lossy(), &Buffers::new()), [whole]);
        assert!(matching(None, "a.txt", &Buffers::new()).is_empty());
    }

    #[test]
    fn what_a_spreadsheet_writes_is_read_in_its_encoding() {
        let text = "source\ttarget\n堤\tdyke\n";
        let utf_16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let folder = folder(&[]);
        fs::write(folder.path().join("a.txt"), utf_16).unwrap();
        fs::write(folder.path().join("b.txt"), b"x\0\xFF\0\x01").unwrap();
        let mut shelf = Shelf::default();
        let patterns = ["*.txt".to_owned()];
        let glossary = shelf.glossary(Some(folder.path()), &patterns, &Buffers::new());
        assert_eq!(glossary.entry("dyke")[0].concept.source, "堤");
        let wrong: Vec<&str> =
            shelf.complaints().map(|(path, ..)| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(wrong, ["b.txt"]);
    }

    #[test]
    fn glossaries_are_read_once_and_again_when_they_change() {
        let folder = folder(&[("a.txt", "x\tdyke\nslip\n")]);
        let patterns = ["a.txt".to_owned(), "terms/*.txt".to_owned()];
        let mut shelf = Shelf::default();
        let mut buffers = Buffers::new();
        let ask = |shelf: &mut Shelf, buffers: &Buffers| shelf.glossary(Some(folder.path()), &patterns, buffers);
        let first = ask(&mut shelf, &buffers);
        assert!(Arc::ptr_eq(&first, &ask(&mut shelf, &buffers)));
        assert_eq!(first.terms().count(), 1);
        assert_eq!(shelf.complaints().map(|(_, _, complaints)| complaints[0].line).collect::<Vec<_>>(), [2]);

        fs::create_dir(folder.path().join("terms")).unwrap();
        fs::write(folder.path().join("terms/b.txt"), "y\tgate\n").unwrap();
        shelf.look(false, &buffers);
        assert_eq!(ask(&mut shelf, &buffers).terms().count(), 2);
        buffers.insert(folder.path().join("a.txt"), "x\tdyke\nz\tweir\n".into());
        shelf.look(false, &buffers);
        let open = ask(&mut shelf, &buffers);
        assert_eq!((open.terms().count(), shelf.complaints().count()), (3, 0));
        shelf.look(true, &buffers);
        assert!(Arc::ptr_eq(&open, &ask(&mut shelf, &buffers)), "read again, and the same");
        fs::remove_file(folder.path().join("terms/b.txt")).unwrap();
        shelf.look(false, &buffers);
        assert_eq!(ask(&mut shelf, &buffers).terms().count(), 2);
        shelf.look(false, &buffers);
        shelf.look(false, &buffers);
        assert!(!shelf.holds(&folder.path().join("a.txt")), "nobody asks for it any more");
    }
}
