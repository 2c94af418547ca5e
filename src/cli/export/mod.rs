//! `ketnoi export`: what leaves the house as a file.

mod calendar;
mod letter;
mod receipt;
mod reports;
mod sheets;
mod template;

use clap::{ArgMatches, Command};

pub use self::reports::office;
use self::sheets::Sheet;
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::export::What;

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let examples = [
        "ketnoi export consolidated -o bao-cao.docx",
        "ketnoi export itu -o itu.csv",
        "ketnoi export status -o tinh-hinh.xlsx",
        "ketnoi export calendar -o lich.ics",
    ];
    let mut group = w
        .group("export", &examples)
        .subcommand(reports::command(w, What::Consolidated))
        .subcommand(reports::command(w, What::Itu))
        .subcommand(letter::command(w))
        .subcommand(template::write_command(w))
        .subcommand(template::check_command(w));
    for sheet in Sheet::ALL {
        group = group.subcommand(sheets::command(w, sheet));
    }
    group = group.subcommand(calendar::command(w));
    w.finish(group, "ketnoi export")
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("consolidated", m)) => reports::run(s, m, What::Consolidated),
        Some(("itu", m)) => reports::run(s, m, What::Itu),
        Some(("letter", m)) => letter::run(s, m),
        Some(("template", m)) => template::write(s, m),
        Some(("check-template", m)) => template::check(s, m),
        Some(("calendar", m)) => calendar::run(s, m),
        Some(("status", m)) => sheets::run(s, m, Sheet::Status),
        Some(("activities", m)) => sheets::run(s, m, Sheet::Activities),
        Some(("figures", m)) => sheets::run(s, m, Sheet::Figures),
        Some(("contacts", m)) => sheets::run(s, m, Sheet::Contacts),
        Some(("log", m)) => sheets::run(s, m, Sheet::Log),
        _ => Ok(()),
    }
}
