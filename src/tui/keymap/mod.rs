//! THE table of keys. Footer, help, palette, `docs/keys.md`, the man page and the user's overrides all come from it;
//! no other place names a key.
//!
//! Reading a row: what it does, its stable id, where it works, the keys that do it, its place in the footer (1 comes
//! first, 0 is not shown there), and what it needs to be ready. Words are in the catalogue: `act-ID` says it in full,
//! `act_short-ID` in a word or two (dots of the id as underscores). It must never know how an action is carried out.

mod map;
mod names;
mod pages;
mod table;

#[cfg(test)]
mod tests;

pub use map::{KeyProblem, Keymap, Shadow};
pub use names::{key_name, parse_key};
pub use pages::{docs_page, listing};
pub use table::{Layer, Need, Row, TABLE};
