//! `ketnoi queue`: what waits for a person, most pressing first.

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{inbox, lists, out};
use crate::core::deed::{Deed, Grant};
use crate::ledger::{HouseLedger, Ledger, ReadOnly};
use crate::output::inbox::Entry;
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
    let letters = letters(s, &ledger)?;
    let waiting = queue::document(ledger.campaign(), ledger.who().role, now, letters);
    let wish = lists::wish(s, m)?;
    if waiting.table.rows.is_empty() && wish.is_table() {
        return out::text_line(&s.cat, &s.cat.tr("cli-queue_empty"));
    }
    lists::tell(s, &wish, waiting)
}

/// The letters that wait for somebody of this role, and what could not be read.
fn letters(s: &Session, ledger: &Ledger) -> Result<Vec<Entry>, Fail> {
    // Of the past a ledger shows a campaign alone.
    let past = ledger.read_only() == Some(ReadOnly::Past);
    if past || !ledger.sees_all() || Deed::File.grant(ledger.who().role) == Grant::No {
        return Ok(Vec::new());
    }
    let waiting = HouseLedger::open(ledger.site())
        .and_then(|mut house| inbox::list::entries(ledger, &mut house, &|l| l.state.waits(), true));
    waiting.map_err(|e| s.failed(Some(ledger), &e))
}
