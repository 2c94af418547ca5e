//! `ketnoi store`: what the administrator of a server that keeps facts needs.
//!
//! It must never know what the rights are.

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{out, parse};

/// The roles that are meant where none are named.
const WRITER: &str = "ketnoi_writer";
const READER: &str = "ketnoi_reader";

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let grant = "ketnoi store grant --store postgres://db/ketnoi | psql -h db ketnoi";
    let group = w.group("store", &[grant]).subcommand(w.leaf(
        "store grant",
        vec![
            w.opt("writer", "ROLE").help(w.opt_help("grant_writer")),
            w.opt("reader", "ROLE").help(w.opt_help("grant_reader")),
        ],
        &[grant],
    ));
    w.finish(group, "ketnoi store")
}

/// Carries it out. The store need not be reached.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let Some(("grant", m)) = m.subcommand() else {
        return Ok(());
    };
    let (writer, reader) = (
        parse::text(m, "writer").unwrap_or(WRITER),
        parse::text(m, "reader").unwrap_or(READER),
    );
    match s.site()?.grants(writer, reader) {
        Some(sql) => out::text_line(&s.cat, sql.trim_end()),
        None => Err(Fail::Failed(s.cat.tr("cli-no_grants").into_owned())),
    }
}
