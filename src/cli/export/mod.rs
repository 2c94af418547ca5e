//! `ketnoi export`: what leaves the house as a file.

mod reports;
mod template;

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::export::What;

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let examples = [
        "ketnoi export consolidated -o bao-cao.docx",
        "ketnoi export itu -o itu.csv",
    ];
    let group = w
        .group("export", &examples)
        .subcommand(reports::command(w, What::Consolidated))
        .subcommand(reports::command(w, What::Itu))
        .subcommand(template::write_command(w))
        .subcommand(template::check_command(w));
    w.finish(group, "ketnoi export")
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("consolidated", m)) => reports::run(s, m, What::Consolidated),
        Some(("itu", m)) => reports::run(s, m, What::Itu),
        Some(("template", m)) => template::write(s, m),
        Some(("check-template", m)) => template::check(s, m),
        _ => Ok(()),
    }
}
