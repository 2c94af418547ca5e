//! `ketnoi queue`: what waits for a person, most pressing first.

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{lists, out};
use crate::output::queue;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf(
        "queue",
        lists::with(w, Vec::new()),
        &["ketnoi queue", "ketnoi queue --json", "ketnoi queue -o viec.xlsx"],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open_partial(None)?;
    s.may_see(&mut ledger, None)?;
    let now = s.clock.now();
    let waiting = queue::document(ledger.campaign(), ledger.who().role, now);
    let wish = lists::wish(s, m)?;
    if waiting.table.rows.is_empty() && wish.is_table() {
        return out::text_line(&s.cat, &s.cat.tr("cli-queue_empty"));
    }
    lists::tell(s, &wish, waiting)
}
