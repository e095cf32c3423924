//! What each language doubles rightly and what it never does, one file a language.

pub(super) mod en;
