//! The language server, through its protocol.
//!
//! Most tests run it over an in-memory pipe with the client of `client`; those of its end as a process run the
//! built program.

mod actions;
mod client;
mod clients;
mod documents;
mod glossaries;
mod input;
mod memory;
mod names;
mod order;
mod process;
mod project;
mod projects;
mod settings;
mod stop;
