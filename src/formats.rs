//! One module a format: each says which ranges of a source are prose (see `format`).

pub(crate) mod inline;
pub(crate) mod markdown;
pub(crate) mod plain;
mod unmarked;
