//! Letters taken in: what reads them, what judges them, and the ledger that keeps them, driven from here.
//!
//! It must never know a terminal, nor say a sentence in a language.

mod excerpt;
mod finding;

pub use self::finding::{Finder, Found};
