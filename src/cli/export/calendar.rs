//! `ketnoi export calendar`: the days of the campaign for whichever program keeps somebody's days.

use clap::{ArgMatches, Command};

use super::receipt::{Receipt, moment_of};
use super::reports::{may_replace, usage};
use super::sheets::format;
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{files, parse};
use crate::export::{self, CALENDAR};

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let args = vec![
        w.choice("format", &["ics"]).help(w.opt_help("export_format")),
        w.file(w.opt("output", "FILE").short('o'))
            .help(w.opt_help("export_output")),
        w.flag("force"),
    ];
    w.leaf("export calendar", args, &["ketnoi export calendar -o lich.ics"])
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let path = parse::path(m, "output").ok_or_else(|| usage(&s.cat, "export-needs_file"))?;
    let format = format(s, m, &path, &[CALENDAR.1])?;
    let over = may_replace(s, m, &path)?;
    let mut ledger = s.open()?;
    let of = moment_of(s, &mut ledger)?;
    let made = export::days(&s.settings.guard(), (&path, over), &s.cat, &ledger.shown(), of.at);
    let bytes = made.map_err(|why| files::barred(&s.cat, &path, &why))?;
    Receipt {
        what: CALENDAR.0,
        format,
        path: &path,
        bytes,
        of,
    }
    .record_and_tell(s, &mut ledger)
}
