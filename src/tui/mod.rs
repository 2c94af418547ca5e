//! The dashboard: everything that is drawn on a terminal.

pub mod term;
pub mod theme;
