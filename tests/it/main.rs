//! The one integration-test binary: each module tests one face of the product through the public library or
//! the built program.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod automation;
mod cli;
mod editors;
mod expect;
mod fix;
mod glossary;
mod guards;
mod html;
mod kin;
mod languages;
mod manual;
mod names;
mod pages;
mod project;
mod properties;
mod punctuation;
mod readme;
mod renamed;
mod repeat_properties;
mod repeats;
mod reports;
mod residue;
mod sample;
mod schema;
mod server;
mod slips;
mod summaries;
