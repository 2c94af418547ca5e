//! `ketnoi undo`: takes back one's own last command, whole, be it of the campaign or about letters; `--redo` takes that back.

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::done::{Did, Done};
use crate::cli::fail::Fail;
use crate::cli::inbox;
use crate::cli::parse;
use crate::cli::session::Session;
use crate::core::decide::{Command as Wish, taken_back};
use crate::ledger::{HouseLedger, Ledger, LedgerError, Own};

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf(
        "undo",
        vec![w.flag("redo"), w.block("note"), w.flag("yes")],
        &["ketnoi undo", "ketnoi undo --redo"],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let wish = if parse::flag(m, "redo") {
        Wish::Redo
    } else {
        Wish::Undo
    };
    let mut house = HouseLedger::open(ledger.site()).map_err(|e| s.failed(Some(&ledger), &e))?;
    let about_letters = of_letters(&ledger, &mut house, &wish);
    if let Some(own) = about_letters.map_err(|e| s.failed(Some(&ledger), &e))? {
        let said = parse::text(m, "note").unwrap_or_default();
        let (note, done) = match wish {
            Wish::Redo => (own.note.clone(), Done::Redo),
            // A reason is asked of every one; of a slip that is put right by a command it is always the same.
            _ => (s.cat.tr("inbox-undo_note").into_owned(), Done::Undo),
        };
        let note = if said.is_empty() { note } else { said.to_owned() };
        return inbox::again(s, (ledger, house), own, &note, done);
    }
    let order = s.order(&ledger, m, wish)?;
    s.carry_out(&mut ledger, &order, &Did::taking_back())
}

/// The decision about letters that is meant, where it was recorded after the last command of the campaign that could be.
fn of_letters(ledger: &Ledger, house: &mut HouseLedger, wish: &Wish) -> Result<Option<Own>, LedgerError> {
    let own = match wish {
        Wish::Redo => house.own_put_back(ledger)?,
        _ => house.own_decision(ledger)?,
    };
    let other = taken_back(ledger.campaign(), wish, &ledger.who().actor);
    Ok(own.filter(|own| other.is_none_or(|done| done.recorded < own.recorded)))
}
