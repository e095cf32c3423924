//! One module an output form: findings as people or machines read them.
//!
//! A [`Report`] takes the files one after the other and writes each as soon as it can, so that nothing is kept that
//! need not be. `names` prints the table of `postedit names`, `rules` the rules' own pages.

pub mod baseline;
pub mod diff;
pub mod fingerprint;
pub mod github;
pub mod html;
pub mod json;
pub mod names;
mod place;
pub mod rules;
pub mod sarif;
pub mod statistics;
pub mod text;

use std::io::{self, Write};

use crate::finding::Finding;
use crate::language::Language;
use crate::names::inventory::Name;

/// A file that was checked, with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// Its path as it is to be shown, with `/`.
    pub path: &'a str,
    /// The text that was checked; the findings' ranges are bytes of it.
    pub text: &'a str,
    /// In the order of the text.
    pub findings: &'a [Finding],
    /// How many words of prose it has, where they were counted.
    pub words: usize,
    /// Its names with their spellings, where they were asked for.
    pub names: &'a [Name],
    /// Its language.
    pub language: Language,
}

/// Something that was not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// What, and why.
    pub message: String,
    /// Whether it was asked for; else it was only passed over.
    pub failure: bool,
}

/// An output form of `postedit check`.
pub trait Report {
    /// Writes what stands before the first file.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Takes the next file, in the order in which they are to stand.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    fn file(&mut self, checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what stands behind the last file, and what was not checked.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    fn end(&mut self, _unread: &[Unread], _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
