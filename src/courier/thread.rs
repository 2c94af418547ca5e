//! Which letters brought the reports that are told of: what answers them is to be found beside them.

use std::collections::BTreeMap;

use crate::core::fact::{Fact, LetterFact};
use crate::core::house::{Key, Letter};
use crate::core::names::UnitIx;
use crate::ledger::{HouseLedger, Ledger, LedgerError};
use crate::outgoing::{Thread, Threads};

/// The letters that brought the latest reports of these units, as far as they may be seen here.
///
/// # Errors
/// The store cannot be read, or a fact in it is not what was written.
pub fn threads(
    ledger: &Ledger,
    house: &mut HouseLedger,
    units: impl Iterator<Item = UnitIx>,
) -> Result<Threads, LedgerError> {
    let campaign = ledger.campaign();
    let brought: BTreeMap<u64, UnitIx> = units
        .filter_map(|ix| Some((campaign.unit(ix).latest()?.fact(), ix)))
        .collect();
    let mut of: BTreeMap<Key, UnitIx> = BTreeMap::new();
    if !brought.is_empty() {
        let known = house.house();
        for letter in known.shown(ledger.rights().eyes(), campaign) {
            let filing = letter
                .filing
                .as_ref()
                .filter(|_| known.campaign_of(letter) == Some(campaign.id()));
            let mut facts = filing.iter().flat_map(|f| f.facts.iter());
            if let Some(ix) = facts.find_map(|seq| brought.get(seq)) {
                of.insert(letter.id, *ix);
            }
        }
    }
    let mut found = Threads::default();
    if of.is_empty() {
        return Ok(found);
    }
    let wanted = |l: &Letter| of.contains_key(&l.id);
    house.each_letter(ledger, &wanted, &mut |letter, whole| {
        if let (Some(ix), Fact::Letter(LetterFact::Kept(kept))) = (of.get(&letter.id), &whole.kept.fact) {
            let thread = Thread {
                message_id: kept.claims.message_id.clone(),
                subject: kept.claims.subject.clone(),
            };
            found.insert(*ix, thread);
        }
    })?;
    Ok(found)
}
