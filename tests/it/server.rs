//! The language server, through its protocol.
//!
//! Most tests run it over an in-memory pipe with the client of `client`; those of its end as a process run the
//! built program.

mod across;
mod actions;
mod chapters;
mod client;
mod clients;
mod closed;
mod completion;
mod documents;
mod folders;
mod glossaries;
mod input;
mod kin;
mod long;
mod marked;
mod memory;
mod names;
mod order;
mod places;
mod process;
mod project;
mod projects;
mod pull;
mod rename;
mod settings;
mod stop;
mod surface;
mod symbols;
mod terms;
mod told;
mod views;
