//! Is this an ordinary word? The tables that rules ask, compiled in from `data/`.
//!
//! Tables hold facts about languages, never about one text. Origin and licence of each stand in its file or
//! in the NOTICE beside it.

pub mod capitals;
pub(crate) mod keyed;
mod layout;
mod ordinary;
pub mod people;
pub mod pinyin;
pub mod places;
mod table;
pub mod words;

pub use ordinary::english_level;
pub(crate) use ordinary::english_level_of;

/// Has the larger tables made before they are asked. They stay: made among what comes and goes, they would keep much of that
/// memory from being given back.
pub fn ready() {
    people::ready();
    places::ready();
    pinyin::ready();
    words::ready();
    capitals::ready();
}
