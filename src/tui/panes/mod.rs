//! The regions of the screen, one file each: what it remembers, how one moves in it, and how it is drawn.
//!
//! Each reads a scene and draws into a buffer; none knows the model, the keys or the ledger.

pub mod activities;
pub mod chart;
pub mod countdown;
pub mod form;
pub mod goals;
pub mod grid;
pub mod map;
pub mod prompt;
