//! Whether who would get what is still what somebody saw in the dry run; and if not, what is another.

use super::aim::Aim;
use crate::core::campaign::Campaign;
use crate::core::known::Corrections;
use crate::core::remind::{Digest, Plan, Posting};
use crate::ledger::{Ledger, LedgerError};

/// A message that is another than the one that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// It is not due any more.
    Gone(Posting),
    /// It is due now.
    Come(Posting),
}

/// Why nothing is sent.
#[derive(Debug)]
pub enum Disagreed {
    /// Who would get what has changed: what is different.
    Changed(Vec<Difference>),
    /// The same plan cannot be made again: it was of another campaign, another store, or other settings.
    Foreign,
    /// It cannot be told.
    Ledger(LedgerError),
}

/// Goes on only where this digest is that of the plan.
///
/// # Errors
/// It is another's: what has changed.
pub fn agreed(ledger: &mut Ledger, aim: &Aim, plan: &Plan, seen: Digest) -> Result<(), Disagreed> {
    if seen.is_same(&Digest::of(ledger.campaign(), plan)) {
        return Ok(());
    }
    let before = before(ledger, seen.seq).map_err(Disagreed::Ledger)?;
    let shown = aim.plan(&before, seen.day);
    if !seen.is_same(&Digest::of(&before, &shown)) {
        return Err(Disagreed::Foreign);
    }
    Err(Disagreed::Changed(differences(&shown, plan)))
}

/// The campaign as it stood after that fact.
fn before(ledger: &mut Ledger, seq: u64) -> Result<Campaign, LedgerError> {
    let definition = ledger.campaign().def().clone();
    let mut campaign = Campaign::preview(definition).seen_by(ledger.rights().eyes());
    let corrections = Corrections::default();
    ledger.each_fact(|env| {
        if env.seq <= seq {
            campaign.see(env, corrections.known(env), None, None);
        }
    })?;
    Ok(campaign)
}

fn differences(then: &Plan, now: &Plan) -> Vec<Difference> {
    let same = |a: &Posting, b: &Posting| a.to == b.to && a.due == b.due;
    let lacks = |plan: &Plan, p: &Posting| !plan.postings.iter().any(|q| same(p, q));
    let gone = then.postings.iter().filter(|p| lacks(now, p));
    let come = now.postings.iter().filter(|p| lacks(then, p));
    let gone = gone.cloned().map(Difference::Gone);
    gone.chain(come.cloned().map(Difference::Come)).collect()
}
