//! What a sweep is made of, for the commands that take letters in: ledgers, rules, limits, readers.
//!
//! It must never know which command it is.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::letters::may_take_in;
use crate::cli::fail::Fail;
use crate::cli::session::{Session, mint};
use crate::core::names::{CampaignId, HOUSE_STREAM};
use crate::extract::Reader;
use crate::intake::{Judge, Setup, Sweep};
use crate::jail::Jail;
use crate::ledger::{HouseLedger, Ledger};
use crate::mail::Limits;
use crate::recognise::{Ours, Rules};
use crate::refdata;

/// Letters in letters, archives in archives.
const NESTED: usize = 4;

/// A sweep by whoever may take letters in.
pub fn sweep(s: &mut Session, stop: &Arc<AtomicBool>) -> Result<Sweep, Fail> {
    let mut first = s.open()?;
    may_take_in(s, &mut first)?;
    with(s, stop, first)
}

/// The same for whoever only reads letters again that are on record.
pub fn reader(s: &mut Session) -> Result<Sweep, Fail> {
    let first = s.open()?;
    with(s, &Arc::new(AtomicBool::new(false)), first)
}

fn with(s: &mut Session, stop: &Arc<AtomicBool>, first: Ledger) -> Result<Sweep, Fail> {
    let mut ledgers = vec![first];
    for id in others(s, ledgers.first())? {
        ledgers.push(s.open_with(Some(id), None)?);
    }
    let site = s.site()?;
    let mut house = HouseLedger::open(&site).map_err(|e| s.failed(ledgers.first(), &e))?;
    let reserve = s.settings.disk_reserve;
    house
        .blobs()
        .keep_free(reserve.map_or(crate::store::Reserve::Usual, crate::store::Reserve::Bytes));
    let limits = s.settings.intake.limits;
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    Ok(Sweep::new(Setup {
        house,
        ledgers,
        judge: Judge::new(rules(s, None)?, ours(s)),
        reader: Jail::new().map(Reader::new),
        jail: Jail::new(),
        limits: Limits {
            message: limits.message,
            parts: size(limits.parts),
            depth: size(limits.depth),
            nested: NESTED,
            header: size(limits.header),
            seconds: limits.seconds,
        },
        mint,
        stop: stop.clone(),
        keep_outcomes: s.json,
    }))
}

/// The other campaigns of the store, closed ones too: the rules say that such a letter is too late.
fn others(s: &Session, first: Option<&Ledger>) -> Result<Vec<CampaignId>, Fail> {
    let mut journal = match s.site()?.open() {
        Ok(journal) => journal,
        Err(crate::store::StoreError::Absent(_)) => return Ok(Vec::new()),
        Err(e) => return Err(s.store_failed(&e)),
    };
    let mut names = journal.stream_names().map_err(|e| s.store_failed(&e))?;
    let here = first.map(|l| l.campaign().id());
    names.retain(|id| id.as_str() != HOUSE_STREAM && Some(id) != here);
    Ok(names)
}

/// The rules of a file, else those in force, with the rosters that know which units came of which.
pub fn rules(s: &Session, named: Option<&Path>) -> Result<Rules, Fail> {
    let source = s.source();
    let wrong = |e: refdata::RefError| Fail::Failed(e.sentence(&s.cat));
    let file = source.rules(named).map_err(wrong)?;
    let file = file.ok_or_else(|| Fail::Failed(s.cat.tr("cli-no_rules").into_owned()))?;
    let rosters = refdata::roster_ids().filter_map(refdata::roster).collect();
    Ok(Rules::new(file, rosters))
}

fn ours(s: &Session) -> Ours {
    let intake = &s.settings.intake;
    Ours {
        domains: intake.own_domains.clone(),
        authserv_ids: intake.authserv_ids.clone(),
        receiving_hosts: intake.receiving_hosts.clone(),
    }
}
