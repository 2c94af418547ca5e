//! ketnoi ("connect"): the control room of a national reporting campaign, in a terminal.

pub mod campaign_file;
pub mod core;
pub mod csvout;
pub mod refdata;
pub mod text;
pub mod tui;
pub mod yaml;
