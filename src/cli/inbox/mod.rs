//! `ketnoi inbox`: letters that came in. Each command is a file of its own; what they have in common stands in `letters.rs`.
//!
//! It decides nothing about letters: that is the core's, by way of the ledger of the house.

pub mod assign;
mod bar;
mod decide;
pub mod dismiss;
pub mod explain;
pub mod forget;
pub mod letters;
pub mod list;
pub mod retry;
pub mod search;
pub mod setup;
pub mod show;
pub mod status;
pub mod sweep;
mod swept;

pub use decide::again;

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let group = w.group(
        "inbox",
        &[
            "ketnoi inbox sweep ~/Maildir",
            "ketnoi inbox list --state set_aside",
        ],
    );
    let group = group
        .subcommand(sweep::command(w))
        .subcommand(status::command(w))
        .subcommand(list::command(w))
        .subcommand(search::command(w))
        .subcommand(show::command(w))
        .subcommand(explain::command(w))
        .subcommand(forget::command(w))
        .subcommand(retry::command(w))
        .subcommand(assign::command(w))
        .subcommand(dismiss::command(w))
        .subcommand(dismiss::back(w));
    w.finish(group, "ketnoi inbox")
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("sweep", m)) => sweep::run(s, m),
        Some(("status", m)) => status::run(s, m),
        Some(("explain", m)) => explain::run(s, m),
        Some(("forget", m)) => forget::run(s, m),
        Some(("retry", m)) => retry::run(s, m),
        Some(("list", m)) => list::run(s, m),
        Some(("search", m)) => search::run(s, m),
        Some(("show", m)) => show::run(s, m),
        Some(("assign", m)) => assign::run(s, m),
        Some(("dismiss", m)) => dismiss::run(s, m),
        Some(("put-back", m)) => dismiss::run_back(s, m),
        _ => Ok(()),
    }
}
