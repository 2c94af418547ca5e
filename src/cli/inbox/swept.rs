//! What a sweep, or a round of one, has to say: a line for people, `ketnoi.sweep/1` for programs.
//!
//! It must never know how letters are taken in.

use std::collections::BTreeMap;

use super::list;
use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::core::names::LetterId;
use crate::failure;
use crate::intake::{Became, Outcome, Summary, Sweep};
use crate::ledger::{HouseLedger, Ledger, LedgerError};
use crate::output::inbox::{self, Entry};
use crate::text::line;

/// It was stopped before the end, as a shell tells it.
pub const EXIT_STOPPED: u8 = 130;

/// Tells what became of all that was read.
pub fn tell(s: &Session, sweep: Sweep, all: &Summary) -> Result<(), Fail> {
    if s.json {
        let (mut house, ledgers) = sweep.into_ledgers();
        let Some(ledger) = ledgers.first() else {
            return Ok(());
        };
        return document(s, ledger, &mut house, all);
    }
    out::text_line(&s.cat, &sentence(s, "", all))?;
    troubles(s, all);
    Ok(())
}

/// Tells what came in one round of a mailbox that is followed.
pub fn round(s: &Session, sweep: &mut Sweep, name: &str, round: Summary) -> Result<(), Fail> {
    if s.json {
        let (house, ledger) = sweep.ledgers_mut();
        return match ledger {
            Some(ledger) => document(s, ledger, house, &round),
            None => Ok(()),
        };
    }
    out::text_line(&s.cat, &sentence(s, name, &round))?;
    troubles(s, &round);
    Ok(())
}

fn sentence(s: &Session, name: &str, all: &Summary) -> String {
    let named = if name.is_empty() { "no" } else { "yes" };
    let args = [
        ("named", named.into()),
        ("mailbox", line(name).into_owned().into()),
        ("n", all.came_in().into()),
        ("filed", all.filed.into()),
        ("aside", all.set_aside.into()),
        ("automatic", all.automatic.into()),
        ("duplicate", all.duplicate.into()),
        ("failed", all.failed.into()),
    ];
    s.cat.tr_args("cli-swept", &args)
}

/// What of it somebody has to look after.
fn troubles(s: &Session, all: &Summary) {
    for (key, n) in [
        ("cli-swept_left", all.left),
        ("cli-swept_unkept", all.unkept),
        ("cli-swept_unmarked", all.unmarked),
        ("cli-swept_unsettled", all.unsettled),
    ] {
        if n > 0 {
            out::complain(&s.cat.tr_args(key, &[("n", n.into())]));
        }
    }
    if all.stopped {
        out::complain(&s.cat.tr("cli-swept_stopped"));
    }
}

fn document(s: &Session, ledger: &Ledger, house: &mut HouseLedger, all: &Summary) -> Result<(), Fail> {
    let rows = rows(s, ledger, house, &all.outcomes).map_err(|e| s.failed(Some(ledger), &e))?;
    let mut document = inbox::document(&s.cat, ledger.campaign(), rows);
    document.schema = "ketnoi.sweep/1";
    document.head = vec![
        ("in", all.came_in().into()),
        ("filed", all.filed.into()),
        ("set_aside", all.set_aside.into()),
        ("automatic", all.automatic.into()),
        ("duplicate", all.duplicate.into()),
        ("failed", all.failed.into()),
    ];
    out::json(&s.cat, &document)
}

/// A row for each thing that came in, in that order.
fn rows(
    s: &Session,
    ledger: &Ledger,
    house: &mut HouseLedger,
    outcomes: &[Outcome],
) -> Result<Vec<Entry>, LedgerError> {
    let ids: BTreeMap<LetterId, ()> = outcomes
        .iter()
        .filter_map(|o| Some((id(&o.became)?, ())))
        .collect();
    let failed = outcomes.iter().any(|o| matches!(o.became, Became::Failed(..)));
    let entries = list::entries(ledger, house, &|l| ids.contains_key(&l.id.letter()), failed)?;
    let entries: BTreeMap<LetterId, Entry> = entries.into_iter().map(|e| (e.id.clone(), e)).collect();
    let row = |outcome: &Outcome| {
        let source = format!("{}: {}", outcome.mailbox, outcome.item);
        match &outcome.became {
            Became::Unkept(why) => Some(Entry::unkept(source, failure::not_read(&s.cat, why))),
            became => {
                let mut entry = entries.get(&id(became)?)?.clone();
                if let Became::Duplicate(_) = became {
                    entry.state = became.id();
                }
                entry.copy.source = source;
                Some(entry)
            }
        }
    };
    Ok(outcomes.iter().filter_map(row).collect())
}

fn id(became: &Became) -> Option<LetterId> {
    match became {
        Became::Filed(id) | Became::SetAside(id) | Became::Automatic(id) | Became::Duplicate(id) => {
            Some(id.clone())
        }
        Became::Failed(raw, _) => Some(LetterId(raw.0.clone())),
        Became::Unkept(_) => None,
    }
}
