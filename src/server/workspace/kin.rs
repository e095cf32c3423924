//! Reads the texts of a folder that is no project, to tell whether they belong together.

use std::path::Path;

use super::files::is_in_another;
use crate::config::Settings;
use crate::engine::Engine;
use crate::format::Format;
use crate::language::Named;
use crate::project::kin::Texts;
use crate::workspace;

/// How many texts of a folder belong together; 0 where too few do to ask about it.
pub(super) fn count(folder: &Path) -> usize {
    let found = workspace::walk(folder).flatten();
    let found: Vec<_> = found.filter(|(path, _)| !is_in_another(path.parent().unwrap_or(folder), folder)).collect();
    let sizes = found.iter().filter_map(|(path, _)| path.metadata().ok()).map(|metadata| metadata.len());
    // What is too much altogether need not be read.
    if sizes.sum::<u64>() > workspace::MOST_READ {
        return 0;
    }
    let mut texts = Texts::default();
    found.iter().for_each(|(path, format)| add(path, *format, &mut texts));
    texts.count()
}

fn add(path: &Path, format: Format, texts: &mut Texts) {
    let Ok(text) = workspace::read(path) else { return };
    let mut settings = Settings::default();
    settings.named = Named::of_path(path);
    texts.add(text.len() as u64, Engine::new(settings).read_names(&text, format).name_keys());
}
