//! ketnoi ("connect"): the control room of a national reporting campaign, in a terminal.

pub mod core;
pub mod tui;
pub mod text;
