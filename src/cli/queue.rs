//! `ketnoi queue`: what waits for a person, most pressing first.

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::output::queue;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf("queue", vec![], &["ketnoi queue", "ketnoi queue --json"])
}

/// Carries it out.
pub fn run(s: &mut Session, _m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open_face(None)?;
    s.may_see(&mut ledger, None)?;
    let now = s.clock.now();
    let waiting = queue::document(ledger.campaign(), now);
    if waiting.table.rows.is_empty() && !s.json {
        return out::text_line(&s.cat, &s.cat.tr("cli-queue_empty"));
    }
    out::listing(s, &waiting)
}
