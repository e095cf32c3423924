//! postedit finds repeated words and names spelt two ways in translated text.
//!
//! The way of the data: bytes from an editor or a file → [`mod@format`] says which ranges are prose, in blocks →
//! [`block`] blanks out the rest and [`token`] cuts words → the [`rules`] report [`finding`]s in byte ranges →
//! [`engine`] settles severities, order and what is shown → [`position`] turns bytes into lines and columns
//! once, at the edge → [`report`] prints or [`server`] publishes.
//!
//! The engine is pure: text and settings in, findings out. It opens no file, reads no clock, starts no thread
//! and writes no log, and knows nothing of the protocol. [`cli`] and [`server`] are two thin callers of it.

mod alphabet;
pub mod block;
mod bytes;
pub mod cli;
pub mod config;
pub mod document;
pub mod encoding;
pub mod engine;
pub mod few;
pub mod finding;
pub mod format;
mod formats;
mod gather;
pub mod glossary;
pub mod language;
pub mod lexicon;
pub mod memory;
pub mod names;
mod packing;
pub mod portion;
pub mod position;
pub mod project;
pub mod range;
pub mod repeats;
pub mod report;
pub mod rule;
pub mod rules;
pub mod server;
pub mod settle;
mod slack;
pub mod styles;
pub mod summary;
pub mod survey;
pub mod token;
pub mod workspace;
