//! ketnoi ("connect"): the control room of a national reporting campaign, in a terminal.

// What arrives from outside must never end the program: see docs/architecture.md.
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

pub mod access;
pub mod attach;
pub mod campaign_file;
pub mod cli;
pub mod clock;
pub mod config;
pub mod core;
pub mod csvout;
pub mod demo;
pub mod failure;
pub mod filekind;
pub mod infile;
pub mod jail;
pub mod ledger;
pub mod logfile;
pub mod outfile;
pub mod output;
pub mod owner;
pub mod photo;
pub mod reading;
pub mod refdata;
pub mod store;
pub mod text;
pub mod tui;
pub mod yaml;
