//! One module an output form: findings of one file as people or machines read them.

pub mod diff;
pub mod json;
pub mod names;
pub mod text;

use crate::finding::Finding;

/// A file that was checked, with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// Its path as it is to be shown, with `/`.
    pub path: &'a str,
    /// The text that was checked; the findings' ranges are bytes of it.
    pub text: &'a str,
    /// In the order of the text.
    pub findings: &'a [Finding],
}
