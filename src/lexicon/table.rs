//! How the readable tables under `data/` are read: lines of words, `#` comments, `[section]` titles.

/// The entries of a table with the section each stands in (empty before the first title).
pub(super) fn entries(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(move |line| {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(title) => {
                section = title;
                None
            }
            None => Some((section, line)),
        }
    })
}

/// The single words of one section, or of the whole table where `section` is empty.
pub(super) fn words(source: &'static str, section: &'static str) -> impl Iterator<Item = &'static str> {
    entries(source).filter(move |(title, _)| *title == section).flat_map(|(_, line)| line.split_whitespace())
}
