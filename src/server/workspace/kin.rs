//! Whether the texts of a folder that is no project belong together: whether they are about the same persons and places.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::texts::is_in_another;
use crate::config::Settings;
use crate::engine::Engine;
use crate::language::Named;
use crate::workspace;

/// So many files …
const FILES: usize = 3;

/// … that share so many names with so many others belong together.
const NAMES: usize = 10;

/// Of a folder with more text, in bytes, nobody would want all compared.
const MOST_BYTES: u64 = 20_000_000;

/// How many texts of a folder belong together; 0 where too few do to ask about it.
pub(super) fn count(folder: &Path) -> usize {
    let found = workspace::walk(folder).flatten();
    let texts: Vec<_> = found.filter(|(path, _)| !is_in_another(path.parent().unwrap_or(folder), folder)).collect();
    let bytes: u64 = texts.iter().filter_map(|(path, _)| path.metadata().ok()).map(|metadata| metadata.len()).sum();
    if texts.len() < FILES || bytes > MOST_BYTES {
        return 0;
    }
    let read = texts.iter().filter_map(|(path, format)| {
        let mut settings = Settings::default();
        settings.named = Named::of_path(path);
        let names = Engine::new(settings).read_names(&workspace::read(path).ok()?, *format).names();
        // A single word may be anybody's.
        let forms = names.into_iter().map(|name| name.form).filter(|form| form.contains(' '));
        Some(forms.collect::<BTreeSet<String>>())
    });
    let read: Vec<BTreeSet<String>> = read.collect();
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    read.iter().flatten().for_each(|form| *files.entry(form).or_default() += 1);
    let shares = |forms: &&BTreeSet<String>| forms.iter().filter(|form| files[form.as_str()] >= FILES).count() >= NAMES;
    let kin = read.iter().filter(shares).count();
    if kin >= FILES { kin } else { 0 }
}
