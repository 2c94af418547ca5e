//! The ladder: on which days a unit that owes something is reminded.
//!
//! Steps are days from the last day on which the unit's report counts: its own, where it was given more time. They are days
//! of the calendar, but nobody is written to on a day off for nothing: a step before the last day, or on it, that falls on
//! one is taken on the working day before; a step after it on the next. A correction is reminded of on the day on which it
//! is due, and then on the steps after a last day. What was missed is made up for by the latest step alone, and a step that
//! was taken is not taken again: so after the last one a unit that still owes is written to once.

use crate::core::calendar::Calendar;
use crate::core::campaign::Campaign;
use crate::core::names::UnitIx;
use crate::core::reminder::Occasion;
use crate::core::status::State;
use crate::core::time::{Date, Stamp};
use crate::core::unit::UnitState;

/// A unit that is due a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Which unit.
    pub unit: UnitIx,
    /// On which occasion.
    pub step: Occasion,
    /// The last day on which what it owes counts, or counted.
    pub last_day: Date,
}

impl Campaign {
    /// Is anybody reminded in this campaign at all: was it opened by somebody, and not closed?
    pub fn reminds(&self) -> bool {
        self.opened().is_some() && self.closed().is_none()
    }

    /// What a unit owes and by when, if it owes something.
    pub fn owed_by(&self, ix: UnitIx) -> Option<(bool, Date)> {
        let unit = self.unit(ix);
        if !self.reminds() || !unit.owes() {
            return None;
        }
        match unit.state {
            State::Returned => Some((true, unit.due()?)),
            State::Awaiting | State::InProgress | State::Received | State::Accepted | State::Exempt => {
                Some((false, self.def().last_day(self.cutoff_of(ix))))
            }
        }
    }

    /// What a unit is due on `today`: that its report was sent back, where it was not told yet; else a step of the ladder;
    /// else, where the campaign wants receipts, that its report has arrived.
    pub fn due_message(&self, ix: UnitIx, today: Date) -> Option<Due> {
        let telling = self.untold(ix).filter(|_| self.reminds());
        let receipt = |due: &Due| due.step == Occasion::Receipt;
        match telling {
            Some(due) if !receipt(&due) => Some(due),
            other => self
                .due_step(ix, today)
                .or(other.filter(|_| self.def().remind.receipts)),
        }
    }

    /// What was done to a unit's report and the unit was not told: that it was sent back, or that it has arrived.
    pub fn untold(&self, ix: UnitIx) -> Option<Due> {
        let unit = self.unit(ix);
        let told = |step: Occasion, since: Stamp| {
            let mut all = unit.reminders.iter();
            all.any(|r| r.fact.message().step == step && r.fact.is_done() && r.at >= since)
        };
        let due = |step, last_day| Due {
            unit: ix,
            step,
            last_day,
        };
        match unit.state {
            State::Returned => {
                let since = unit.verdict()?.at;
                (!told(Occasion::Returned, since)).then_some(due(Occasion::Returned, unit.due()?))
            }
            State::Received | State::Accepted => {
                let since = unit.latest()?.at;
                let last_day = self.def().last_day(self.cutoff_of(ix));
                (!told(Occasion::Receipt, since)).then_some(due(Occasion::Receipt, last_day))
            }
            State::Awaiting | State::InProgress | State::Exempt => None,
        }
    }

    /// What a unit is written when somebody asks for it: what it was not told yet, else that it owes something. `None`: there
    /// is nothing to say.
    pub fn asked_message(&self, ix: UnitIx) -> Option<Due> {
        if !self.reminds() {
            return None;
        }
        self.untold(ix).or_else(|| {
            let (_, last_day) = self.owed_by(ix)?;
            Some(Due {
                unit: ix,
                step: Occasion::Asked,
                last_day,
            })
        })
    }

    /// The step that a unit is due on `today`.
    pub fn due_step(&self, ix: UnitIx, today: Date) -> Option<Due> {
        let (correction, last_day) = self.owed_by(ix)?;
        let steps = self.def().remind.steps.iter().copied();
        let latest = if correction {
            let after = steps.filter(|n| *n > 0);
            taken_by(
                &self.def().calendar,
                last_day,
                std::iter::once(0).chain(after),
                today,
            )
        } else {
            taken_by(&self.def().calendar, last_day, steps, today)
        }?;
        if was_taken(self.unit(ix), correction, last_day, latest) {
            return None;
        }
        let step = if correction {
            Occasion::Correction(latest)
        } else {
            Occasion::Step(latest)
        };
        Some(Due {
            unit: ix,
            step,
            last_day,
        })
    }
}

/// The latest of the steps whose day has come.
fn taken_by(
    calendar: &Calendar,
    last_day: Date,
    steps: impl Iterator<Item = i16>,
    today: Date,
) -> Option<i16> {
    steps.filter(|n| day_of(calendar, last_day, *n) <= today).max()
}

/// On which day a step is taken.
fn day_of(calendar: &Calendar, last_day: Date, step: i16) -> Date {
    let day = last_day + chrono::TimeDelta::days(i64::from(step));
    let mut worked = day;
    // A calendar without working days moves nothing.
    for _ in 0..31 {
        if calendar.is_working_day(worked) {
            return worked;
        }
        let next = if step > 0 {
            worked.succ_opt()
        } else {
            worked.pred_opt()
        };
        worked = next.unwrap_or(worked);
    }
    day
}

/// Was this step taken, or one after it, for this very last day?
fn was_taken(unit: &UnitState, correction: bool, last_day: Date, step: i16) -> bool {
    unit.reminders.iter().any(|r| {
        let message = r.fact.message();
        let reached = match message.step {
            Occasion::Step(n) if !correction => n >= step,
            Occasion::Correction(n) if correction => n >= step,
            Occasion::Step(_)
            | Occasion::Correction(_)
            | Occasion::Asked
            | Occasion::Returned
            | Occasion::Receipt
            | Occasion::Call => false,
        };
        reached && message.due == Some(last_day) && r.fact.is_done()
    })
}
