//! Who has reported, when, and where it stands.

use super::count::Count;
use crate::core::campaign::Campaign;
use crate::core::names::UnitIx;
use crate::core::source::Source;
use crate::core::status::{Resubmit, State, Timeliness};
use crate::core::time::Stamp;

/// How a number of units have reported.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reporting {
    /// All of them.
    pub total: Count,
    /// By state, in the order of [`State::ALL`].
    pub states: [Count; 6],
    /// Have handed in a report, reviewed or not.
    pub reported: Count,
    /// Their first version came in time.
    pub on_time: Count,
    /// It came at the cut-off or after it.
    pub late: Count,
    /// Have none, and the cut-off has passed.
    pub overdue: Count,
    /// Have none, and the cut-off has not come.
    pub pending: Count,
    /// Were to send a better one, and its due date has passed.
    pub resubmit_overdue: Count,
}

impl Reporting {
    /// The units in a state.
    pub fn of(&self, state: State) -> &Count {
        let [awaiting, in_progress, received, returned, accepted, exempt] = &self.states;
        match state {
            State::Awaiting => awaiting,
            State::InProgress => in_progress,
            State::Received => received,
            State::Returned => returned,
            State::Accepted => accepted,
            State::Exempt => exempt,
        }
    }

    /// How many owe a report at all.
    pub fn owing(&self) -> u64 {
        self.total.n - self.of(State::Exempt).n
    }

    fn take(&mut self, campaign: &Campaign, ix: UnitIx, at: Stamp) {
        let unit = campaign.unit(ix);
        let here = || Source::Unit(ix);
        // Of what was handed in the version stands behind it: there is the document.
        let version = |v: Option<u32>| v.map_or(Source::Unit(ix), |n| Source::Version(ix, n));
        let (first, latest) = (unit.first().map(|v| v.n), unit.latest().map(|v| v.n));
        self.total.one(here());
        self.states[unit.state as usize].one(version(latest));
        if unit.state.has_report() {
            self.reported.one(version(latest));
        }
        match campaign.timeliness(ix, at) {
            Timeliness::None => {}
            Timeliness::OnTime => self.on_time.one(version(first)),
            Timeliness::Late => self.late.one(version(first)),
            Timeliness::Overdue => self.overdue.one(here()),
            Timeliness::Pending => self.pending.one(here()),
        }
        if campaign.resubmit(ix, at) == Resubmit::Overdue {
            self.resubmit_overdue.one(version(latest));
        }
    }
}

/// How all units have reported, and those of each region.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reports {
    /// All of them.
    pub all: Reporting,
    /// By region, in the order of the roster's list.
    pub regions: Vec<Reporting>,
}

impl Reports {
    pub(super) fn of(campaign: &Campaign, units: &[UnitIx], at: Stamp) -> Self {
        let roster = campaign.roster();
        let mut reports = Self {
            all: Reporting::default(),
            regions: vec![Reporting::default(); roster.regions().len()],
        };
        for ix in units {
            reports.all.take(campaign, *ix, at);
            if let Some(region) = reports.regions.get_mut(roster.region(*ix)) {
                region.take(campaign, *ix, at);
            }
        }
        reports
    }
}
