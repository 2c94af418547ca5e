//! `ketnoi export`: what leaves the house as a file.

mod reports;

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::export::What;

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let examples = [
        "ketnoi export consolidated -o bao-cao.md",
        "ketnoi export itu -o itu.csv",
    ];
    let group = w
        .group("export", &examples)
        .subcommand(reports::command(w, What::Consolidated))
        .subcommand(reports::command(w, What::Itu));
    w.finish(group, "ketnoi export")
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("consolidated", m)) => reports::run(s, m, What::Consolidated),
        Some(("itu", m)) => reports::run(s, m, What::Itu),
        _ => Ok(()),
    }
}
