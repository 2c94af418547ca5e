//! Counts that are kept as facts come in, so that asking for them costs the same for 63 units and for 100,000.
//!
//! What depends on the clock (pending or overdue) is kept as "how many wait for which instant" and counted when asked:
//! there are few different instants.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::core::definition::{Definition, Review};
use crate::core::status::State;
use crate::core::time::Stamp;
use crate::core::unit::{Totals, UnitState};

/// The counts of `ketnoi status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[expect(
    missing_docs,
    reason = "the names are those of the JSON contract and of product.md"
)]
pub struct Counts {
    pub total: u32,
    pub awaiting: u32,
    pub in_progress: u32,
    pub received: u32,
    pub returned: u32,
    pub accepted: u32,
    pub exempt: u32,
    pub on_time: u32,
    pub late: u32,
    pub overdue: u32,
    pub pending: u32,
    pub none: u32,
    pub resubmit_overdue: u32,
    /// Of those received: recommended, where the campaign reviews in two steps.
    #[serde(skip_serializing_if = "is_none")]
    pub recommended: u32,
}

/// Said where there is something to say, so that nothing changes for campaigns of one step.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_none(n: &u32) -> bool {
    *n == 0
}

impl Counts {
    /// The count of a state.
    pub fn of(&self, state: State) -> u32 {
        match state {
            State::Awaiting => self.awaiting,
            State::InProgress => self.in_progress,
            State::Received => self.received,
            State::Returned => self.returned,
            State::Accepted => self.accepted,
            State::Exempt => self.exempt,
        }
    }

    /// Units that have handed something in, reviewed or not.
    pub fn reported(&self) -> u32 {
        self.received + self.returned + self.accepted
    }

    /// Units that owe something past its date: a report or a correction.
    pub fn debts(&self) -> u32 {
        self.overdue + self.resubmit_overdue
    }

    /// These counts without those of a part.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        Self {
            total: self.total - part.total,
            awaiting: self.awaiting - part.awaiting,
            in_progress: self.in_progress - part.in_progress,
            received: self.received - part.received,
            returned: self.returned - part.returned,
            accepted: self.accepted - part.accepted,
            exempt: self.exempt - part.exempt,
            on_time: self.on_time - part.on_time,
            late: self.late - part.late,
            overdue: self.overdue - part.overdue,
            pending: self.pending - part.pending,
            none: self.none - part.none,
            resubmit_overdue: self.resubmit_overdue - part.resubmit_overdue,
            recommended: self.recommended - part.recommended,
        }
    }

    /// Units that owe a report at all.
    pub fn owing(&self) -> u32 {
        self.total - self.exempt
    }
}

/// Counts over a set of units (all of them, or a region's).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    units: u32,
    states: [u32; 6],
    on_time: u32,
    late: u32,
    /// Of those received: recommended and not judged yet, where the campaign reviews in two steps.
    recommended: u32,
    /// Units without a version, by the cut-off they wait for.
    waiting: BTreeMap<Stamp, u32>,
    /// Returned reports, by the first instant at which the correction is overdue.
    correcting: BTreeMap<Stamp, u32>,
    /// Files by kind: document, photo, video, other.
    pub files: [u32; 4],
    /// Activities that count.
    pub activities: u32,
    /// People reached by activities that count.
    pub reach: u64,
}

/// Counts one more at an instant, or one less.
pub(super) fn bump(map: &mut BTreeMap<Stamp, u32>, key: Stamp, up: bool) {
    if up {
        *map.entry(key).or_default() += 1;
    } else if let Some(n) = map.get_mut(&key) {
        *n -= 1;
        if *n == 0 {
            map.remove(&key);
        }
    }
}

fn shift(n: &mut u32, by: u32, up: bool) {
    *n = if up {
        n.saturating_add(by)
    } else {
        n.saturating_sub(by)
    };
}

/// All of a unit that is counted, as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    state: State,
    timeliness: Timely,
    /// When its first version came in, unless it is exempt.
    pub(super) first: Option<Stamp>,
    recommended: bool,
    /// The first instant at which its correction is overdue.
    due: Option<Stamp>,
    totals: Totals,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Timely {
    Exempt,
    OnTime,
    Late,
    Waits(Stamp),
}

impl Counted {
    /// A unit with this cut-off.
    pub(super) fn of(unit: &UnitState, def: &Definition, cutoff: Stamp) -> Self {
        let exempt = unit.state == State::Exempt;
        let first = unit.first().filter(|_| !exempt).map(|v| v.at);
        Self {
            state: unit.state,
            timeliness: match first {
                _ if exempt => Timely::Exempt,
                Some(at) if at < cutoff => Timely::OnTime,
                Some(_) => Timely::Late,
                None => Timely::Waits(cutoff),
            },
            first,
            recommended: def.review == Review::TwoStep
                && unit.state == State::Received
                && unit.recommendation().is_some(),
            due: unit.due().map(|due| def.zone.end_of(due)),
            totals: unit.totals,
        }
    }
}

impl Tally {
    /// Counts a unit in its place as it stands now and no longer as it stood: only what has changed is touched.
    pub(super) fn change(&mut self, before: &Counted, now: &Counted) {
        for (c, up) in [(before, false), (now, true)] {
            if before.state != now.state {
                shift(&mut self.states[c.state as usize], 1, up);
            }
            if before.timeliness != now.timeliness {
                match c.timeliness {
                    Timely::Exempt => {}
                    Timely::OnTime => shift(&mut self.on_time, 1, up),
                    Timely::Late => shift(&mut self.late, 1, up),
                    Timely::Waits(cutoff) => bump(&mut self.waiting, cutoff, up),
                }
            }
            if before.recommended != now.recommended {
                shift(&mut self.recommended, u32::from(c.recommended), up);
            }
            if let Some(due) = c.due.filter(|_| before.due != now.due) {
                bump(&mut self.correcting, due, up);
            }
            if before.totals != now.totals {
                self.add(&c.totals, up);
            }
        }
    }

    fn add(&mut self, totals: &Totals, up: bool) {
        for (n, by) in self.files.iter_mut().zip(totals.files) {
            shift(n, by, up);
        }
        shift(&mut self.activities, totals.activities, up);
        self.reach = if up {
            self.reach.saturating_add(totals.reach)
        } else {
            self.reach.saturating_sub(totals.reach)
        };
    }

    /// Takes in `n` units of which nothing was heard.
    pub fn count_silent(&mut self, n: u32, cutoff: Stamp) {
        if n > 0 {
            self.units += n;
            self.states[State::Awaiting as usize] += n;
            *self.waiting.entry(cutoff).or_default() += n;
        }
    }

    /// The counts at a moment.
    pub fn counts(&self, now: Stamp) -> Counts {
        let overdue: u32 = self.waiting.range(..=now).map(|(_, n)| n).sum();
        let waiting: u32 = self.waiting.values().sum();
        let s = |state: State| self.states[state as usize];
        Counts {
            total: self.units,
            awaiting: s(State::Awaiting),
            in_progress: s(State::InProgress),
            received: s(State::Received),
            returned: s(State::Returned),
            accepted: s(State::Accepted),
            exempt: s(State::Exempt),
            on_time: self.on_time,
            late: self.late,
            overdue,
            pending: waiting - overdue,
            none: s(State::Exempt),
            resubmit_overdue: self.correcting.range(..=now).map(|(_, n)| n).sum(),
            recommended: self.recommended,
        }
    }

    /// The next instant after `now` at which a count changes by itself.
    pub fn next_change(&self, now: Stamp) -> Option<Stamp> {
        let after = |m: &BTreeMap<Stamp, u32>| m.range(now.plus(1)..).next().map(|(t, _)| *t);
        [after(&self.waiting), after(&self.correcting)]
            .into_iter()
            .flatten()
            .min()
    }
}
