//! Who is due, as the command line asks for it, and in which words they are written to.

use clap::ArgMatches;

use super::drafts;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{parse, units};
use crate::core::deed::Deed;
use crate::core::names::{Lang, UnitIx};
use crate::courier::{self, Aim, Whom};
use crate::ledger::{HouseLedger, Ledger, ReadOnly};
use crate::outgoing::Threads;
use crate::text::Catalogue;

/// The ledger of somebody who may write to units: asked first, so that whoever may not is told that and nothing else.
pub(in crate::cli) fn allowed(s: &mut Session) -> Result<Ledger, Fail> {
    let mut ledger = s.open()?;
    ledger
        .may(Deed::Remind)
        .map_err(|e| s.failed(Some(&ledger), &e))?;
    Ok(ledger)
}

/// Who is meant and how they are written to: everybody who is due, or those who were named.
pub(super) fn aim(s: &Session, ledger: &mut Ledger, m: &ArgMatches) -> Result<Aim, Fail> {
    let whom = named(s, ledger, m)?.map_or(Whom::Due, Whom::Asked);
    let mut aim = Aim {
        whom,
        bounced: Vec::new(),
        words: words_of(m),
        house: drafts::house(s),
        threads: Threads::default(),
    };
    // Of the past a ledger shows a campaign alone.
    if ledger.read_only() != Some(ReadOnly::Past) {
        let read = HouseLedger::open(ledger.site()).and_then(|mut house| {
            aim.bounced = courier::bounced(ledger, &mut house)?;
            aim.threads = courier::threads(ledger, &mut house, ledger.campaign().roster().units())?;
            Ok(())
        });
        read.map_err(|e| s.failed(Some(ledger), &e))?;
    }
    Ok(aim)
}

/// The units that somebody named, if any were.
fn named(s: &Session, ledger: &mut Ledger, m: &ArgMatches) -> Result<Option<Vec<UnitIx>>, Fail> {
    let named: Vec<&String> = parse::list(m, "UNIT").collect();
    if named.is_empty() {
        return Ok(None);
    }
    let campaign = ledger.campaign();
    let codes = units::codes(&s.cat, campaign, named)?;
    let found = codes.iter().filter_map(|c| campaign.roster().by_code(c.as_str()));
    let found: Vec<UnitIx> = found.collect();
    for ix in &found {
        s.may_see(ledger, Some(*ix))?;
    }
    Ok(Some(found))
}

/// Why nobody is due anything.
pub(super) fn nobody(cat: &Catalogue, ledger: &Ledger) -> String {
    let campaign = ledger.campaign();
    let key = match (campaign.opened().is_some(), campaign.closed().is_some()) {
        (false, _) => "cli-remind_unopened",
        (_, true) => "cli-remind_closed",
        _ => "cli-remind_nobody",
    };
    cat.tr(key).into_owned()
}

/// The words of what is written to units: Vietnamese, unless somebody asks for English.
pub(in crate::cli) fn words_of(m: &ArgMatches) -> Catalogue {
    Catalogue::new(match parse::text(m, "in") {
        Some("en") => Lang::En,
        _ => Lang::Vi,
    })
}
