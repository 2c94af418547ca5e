//! `ketnoi inbox list`: every letter, the oldest first, and what could not be read.

use std::collections::BTreeMap;

use clap::{ArgMatches, Command};

use super::letters::open;
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{lists, out, parse};
use crate::core::house::{Key, Letter};
use crate::core::names::LetterId;
use crate::ledger::{HouseLedger, Ledger, LedgerError};
use crate::output::inbox::{self, Entry, FAILED, STATES};

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let state = w
        .choice("state", &STATES)
        .help(format!("{} ({})", w.opt_help("letter_state"), STATES.join(", ")))
        .action(clap::ArgAction::Append);
    w.leaf(
        "inbox list",
        lists::with(w, vec![state]),
        &["ketnoi inbox list", "ketnoi inbox list --state set_aside --json"],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let (ledger, mut house) = open(s)?;
    let states: Vec<&String> = parse::list(m, "state").collect();
    let wanted = |state: &str| states.is_empty() || states.iter().any(|s| *s == state);
    let rows = entries(
        &ledger,
        &mut house,
        &|l| wanted(inbox::state_id(l.state)),
        wanted(FAILED),
    )
    .map_err(|e| s.failed(Some(&ledger), &e))?;
    let wish = lists::wish(s, m)?;
    if rows.is_empty() && wish.is_table() {
        return out::text_line(&s.cat, &s.cat.tr("cli-inbox_empty"));
    }
    let document = inbox::document(&s.cat, ledger.campaign(), rows);
    lists::tell(s, &wish, document)
}

/// The letters that may be seen here and that `wanted` takes, with their words, and with what could not be read if `failed`;
/// the oldest first.
///
/// # Errors
/// The store cannot be read, or a fact in it is not what was written.
pub fn entries(
    ledger: &Ledger,
    house: &mut HouseLedger,
    wanted: &dyn Fn(&Letter) -> bool,
    failed: bool,
) -> Result<Vec<Entry>, LedgerError> {
    let mut found: Vec<(Letter, crate::ledger::LetterWhole)> = Vec::new();
    house.each_letter(ledger, wanted, &mut |letter, whole| {
        found.push((letter.clone(), whole))
    })?;
    let failures = if failed {
        house.failures(ledger)?
    } else {
        Vec::new()
    };
    let seen = house.house();
    let mut copies: BTreeMap<Key, Vec<LetterId>> = BTreeMap::new();
    for (letter, raw) in seen.copies() {
        copies.entry(letter).or_default().push(raw.letter());
    }
    let conflicts = seen.conflicts();
    let (eyes, campaign) = (ledger.rights().eyes(), ledger.campaign());
    let mut rows = Vec::with_capacity(found.len() + failures.len());
    for (letter, whole) in found {
        let facts = [Some(whole.kept), whole.judged, whole.decided];
        let Some(mut entry) = Entry::of(seen, &letter, facts) else {
            continue;
        };
        entry.copies = copies.remove(&letter.id).unwrap_or_default();
        if conflicts.contains(&letter.id) {
            let rivals = seen.rivals(&letter).filter(|l| seen.shows(l, eyes, campaign));
            entry.conflicts = rivals.map(|l| l.id.letter()).collect();
        }
        rows.push(entry);
    }
    rows.extend(failures.iter().filter_map(Entry::of_failure));
    rows.sort_by_key(|e| e.at);
    Ok(rows)
}
