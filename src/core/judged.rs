//! What a campaign comes to at a moment: who is late, what waits for a person, what is left until the cut-off.
//!
//! All of it is judged by one rule of time ([`Campaign::is_expecting`]), so that no screen can call a debt what another
//! calls expected. It must never change a campaign.

use crate::core::campaign::{Campaign, Waiting, Why};
use crate::core::deadline::{self, Countdown};
use crate::core::deed::{Deed, Grant};
use crate::core::definition::Review;
use crate::core::fact::Role;
use crate::core::names::{Actor, UnitIx};
use crate::core::status::{Phase, Recommended, Resubmit, Standing, State, Timeliness};
use crate::core::tally::Counts;
use crate::core::time::Stamp;
use crate::core::unit::Recommendation;

impl Campaign {
    /// The moment by which debts are judged: nothing falls due in a campaign that nobody opened and that is shown to
    /// somebody who begins.
    fn judged(&self, now: Stamp) -> Stamp {
        if self.is_expecting() {
            now.min(Stamp(self.cutoff().0 - 1))
        } else {
            now
        }
    }

    /// A unit's timeliness at a moment.
    pub fn timeliness(&self, ix: UnitIx, now: Stamp) -> Timeliness {
        self.unit(ix).timeliness(self.cutoff_of(ix), self.judged(now))
    }

    /// Where a unit's returned report stands.
    pub fn resubmit(&self, ix: UnitIx, now: Stamp) -> Resubmit {
        self.unit(ix).resubmit(self.def(), now)
    }

    /// How a unit's report stands for whoever would move it on.
    pub fn standing(&self, ix: UnitIx, actor: &Actor) -> Standing {
        let unit = self.unit(ix);
        Standing {
            state: unit.state,
            acknowledged: unit.acknowledged.is_some(),
            has_version: unit.latest().is_some(),
            review: self.def().review,
            recommended: match unit.recommendation() {
                None => Recommended::No,
                Some(r) if r.actor == *actor => Recommended::ByOneself,
                Some(_) => Recommended::ByOther,
            },
        }
    }

    /// The recommendation that a report waits with for a leader: only where the campaign reviews in two steps.
    pub fn recommendation(&self, ix: UnitIx) -> Option<&Recommendation> {
        let unit = self.unit(ix);
        let waits = self.def().review == Review::TwoStep && unit.state == State::Received;
        unit.recommendation().filter(|_| waits)
    }

    /// The unit owes something that is past its date: no report after the cut-off, or a correction after its due date.
    pub fn is_debt(&self, ix: UnitIx, now: Stamp) -> bool {
        self.timeliness(ix, now) == Timeliness::Overdue || self.resubmit(ix, now) == Resubmit::Overdue
    }

    /// Counts over all units.
    pub fn counts(&self, now: Stamp) -> Counts {
        self.total().counts(self.judged(now))
    }

    /// Counts over a region, by its place in the roster's list.
    pub fn region_counts(&self, region: usize, now: Stamp) -> Counts {
        let total = self.region_total(region);
        total.map(|t| t.counts(self.judged(now))).unwrap_or_default()
    }

    /// Counts over the units below a unit at the top, itself left out; in a flat roster, and below, all are 0.
    pub fn roll_up(&self, ix: UnitIx, now: Stamp) -> Counts {
        let total = self.branch_total(ix);
        total.map(|t| t.counts(self.judged(now))).unwrap_or_default()
    }

    /// Counts over all units at the top, and over all below them.
    pub fn level_counts(&self, now: Stamp) -> (Counts, Counts) {
        let below = self.below_total().counts(self.judged(now));
        (self.counts(now).without(&below), below)
    }

    /// The phase at a moment.
    pub fn phase(&self, now: Stamp) -> Phase {
        let closed = self.closed().is_some();
        deadline::phase(self.def(), self.cutoff(), closed, self.judged(now))
    }

    /// What is left until the campaign's cut-off.
    pub fn countdown(&self, now: Stamp) -> Countdown {
        deadline::countdown(self.def(), self.cutoff(), now)
    }

    /// The next instant after `now` at which a count changes by itself.
    pub fn next_change(&self, now: Stamp) -> Option<Stamp> {
        let midnight = self.def().zone.end_of(self.date(now));
        self.total().next_change(now).into_iter().chain([midnight]).min()
    }

    /// What waits for a person, most pressing first.
    pub fn queue(&self, now: Stamp) -> Vec<Waiting> {
        let now = self.judged(now);
        let units = self.eyes().units(self.roster());
        let mut all: Vec<Waiting> = units.filter_map(|ix| self.waiting(ix, now)).collect();
        all.sort_by_key(|w| (w.why, w.since, w.unit));
        all
    }

    /// The same for somebody of that role: of what two steps of review make wait, the own comes first. A leader is one who
    /// may accept.
    pub fn queue_of(&self, role: Role, now: Stamp) -> Vec<Waiting> {
        let mut all = self.queue(now);
        if Deed::Accept.grant(role) != Grant::No {
            all.sort_by_key(|w| w.why != Why::Recommended);
        }
        all
    }

    fn waiting(&self, ix: UnitIx, now: Stamp) -> Option<Waiting> {
        let (unit, cutoff) = (self.unit(ix), self.cutoff_of(ix));
        let (why, since) = match unit.state {
            State::Received => match (self.def().review, unit.recommendation()) {
                (Review::OneStep, _) => (Why::Unreviewed, unit.latest()?.at),
                (Review::TwoStep, None) => (Why::ToRecommend, unit.latest()?.at),
                (Review::TwoStep, Some(r)) => (Why::Recommended, r.at),
            },
            State::Returned if unit.resubmit(self.def(), now) == Resubmit::Overdue => {
                (Why::CorrectionOverdue, self.def().zone.end_of(unit.due()?))
            }
            State::Awaiting | State::InProgress if now >= cutoff => (Why::Overdue, cutoff),
            State::Returned | State::Awaiting | State::InProgress | State::Accepted | State::Exempt => {
                return None;
            }
        };
        Some(Waiting { unit: ix, why, since })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::core::status::Phase;

    fn shipped() -> Campaign {
        let def = crate::campaign_file::shipped("wtisd-2020").expect("the shipped campaign");
        Campaign::preview(Arc::new(def))
    }

    fn long_past() -> Stamp {
        Stamp::parse_rfc3339("2026-11-27T09:00:00+07:00").expect("a time")
    }

    #[test]
    fn what_nobody_opened_is_expected_and_not_owed() {
        let (calm, now) = (shipped().expecting(), long_past());
        assert!(calm.is_expecting());
        assert!(calm.queue(now).is_empty());
        let counts = calm.counts(now);
        assert_eq!((counts.overdue, counts.owing()), (0, 63));
        assert_eq!(calm.phase(now), Phase::Reporting);
        for ix in calm.roster().units() {
            assert_eq!(calm.timeliness(ix, now), Timeliness::Pending);
            assert!(!calm.is_debt(ix, now));
        }
        let debts = (0..calm.roster().regions().len()).map(|r| calm.region_counts(r, now).overdue);
        assert_eq!(debts.sum::<u32>(), 0);
    }

    #[test]
    fn everywhere_else_its_dates_hold() {
        let (plain, now) = (shipped(), long_past());
        assert!(!plain.is_expecting());
        assert_eq!(plain.queue(now).len(), 63);
        assert_eq!(plain.counts(now).overdue, 63);
        assert_eq!(plain.phase(now), Phase::Overdue);
    }
}
