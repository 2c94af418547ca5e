//! Whether who would get what is still what somebody saw in the dry run; and if not, what is another.

use super::send::Making;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::units;
use crate::core::campaign::Campaign;
use crate::core::known::Corrections;
use crate::core::remind::{Digest, Plan, Posting};
use crate::ledger::Ledger;
use crate::output::reminders;
use crate::text::line;

/// At most so many differences are told one by one.
const TOLD: usize = 20;

/// Goes on only where this digest is that of the plan.
///
/// # Errors
/// There is none, it is none, or it is another's: what has changed.
pub(super) fn agreed(
    s: &Session,
    ledger: &mut Ledger,
    making: &Making<'_>,
    plan: &Plan,
    digest: Option<&str>,
) -> Result<(), Fail> {
    let Some(digest) = digest else {
        return Err(Fail::Usage(s.cat.tr("remind-no_digest").into_owned()));
    };
    let no_digest = || Fail::Usage(s.cat.tr("remind-bad_digest").into_owned());
    let seen = Digest::parse(digest).ok_or_else(no_digest)?;
    if seen.is_same(&Digest::of(ledger.campaign(), plan)) {
        return Ok(());
    }
    let before = before(s, ledger, seen.seq)?;
    let shown = (making.plan)(&before, seen.day);
    // The same plan cannot be made again: it was of another campaign, another store, or other settings.
    if !seen.is_same(&Digest::of(&before, &shown)) {
        return Err(Fail::Refused(s.cat.tr("remind-foreign_digest").into_owned()));
    }
    let differences = differences(s, ledger.campaign(), &shown, plan);
    let more = differences.len().saturating_sub(TOLD);
    let mut lines = vec![s.cat.tr("remind-changed").into_owned()];
    lines.extend(differences.into_iter().take(TOLD));
    if more > 0 {
        let n = i64::try_from(more).unwrap_or(i64::MAX);
        lines.push(s.cat.tr_args("remind-changed_more", &[("n", n.into())]));
    }
    Err(Fail::Refused(lines.join("\n")))
}

/// The campaign as it stood after that fact.
fn before(s: &Session, ledger: &mut Ledger, seq: u64) -> Result<Campaign, Fail> {
    let definition = ledger.campaign().def().clone();
    let mut campaign = Campaign::preview(definition).seen_by(ledger.rights().eyes());
    let corrections = Corrections::default();
    let read = ledger.each_fact(|env| {
        if env.seq <= seq {
            campaign.see(env, corrections.known(env), None, None);
        }
    });
    read.map_err(|e| s.failed(Some(ledger), &e))?;
    Ok(campaign)
}

fn differences(s: &Session, campaign: &Campaign, then: &Plan, now: &Plan) -> Vec<String> {
    let same = |a: &Posting, b: &Posting| a.to == b.to && a.due == b.due;
    let one = |key: &str, posting: &Posting| {
        let step = reminders::occasion(&s.cat, posting.step());
        let args = [
            ("to", line(&posting.to).into_owned().into()),
            (
                "units",
                units::names(campaign, &posting.units(campaign), s.cat.lang()).into(),
            ),
            ("step", step.into()),
        ];
        s.cat.tr_args(key, &args)
    };
    let gone = then
        .postings
        .iter()
        .filter(|p| !now.postings.iter().any(|q| same(p, q)));
    let come = now
        .postings
        .iter()
        .filter(|p| !then.postings.iter().any(|q| same(p, q)));
    let gone = gone.map(|p| one("remind-changed_gone", p));
    gone.chain(come.map(|p| one("remind-changed_come", p))).collect()
}
