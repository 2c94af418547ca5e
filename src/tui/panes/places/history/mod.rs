//! The journal, fact by fact, the newest on top: who, when, about whom, what, and the hash of the row.
//!
//! It holds the pieces of the journal that it was given and says which piece it would like next; it must never know how
//! the journal is read or checked.

mod place;
mod state;
mod view;

#[cfg(test)]
mod tests;

pub use state::State;
