//! What a unit owes, and by when: a report, parts of one, a correction.
//!
//! It must never know what is done about it.

use crate::core::definition::{Definition, Part};
use crate::core::status::{Resubmit, State};
use crate::core::time::{Date, Stamp};
use crate::core::unit::UnitState;

impl UnitState {
    /// Does the unit owe its report, or a correction? What is in waits for the ministry's own people.
    pub fn owes(&self) -> bool {
        match self.state {
            State::Awaiting | State::InProgress | State::Returned => true,
            State::Received | State::Accepted | State::Exempt => false,
        }
    }

    /// The new due date of a returned report.
    pub fn due(&self) -> Option<Date> {
        (self.state == State::Returned)
            .then(|| self.verdict())
            .flatten()
            .and_then(|v| v.due)
    }

    /// Is this part required and not there? An exempt unit misses nothing.
    pub fn misses(&self, part: &Part) -> bool {
        self.state != State::Exempt && part.required && !self.has_part(part)
    }

    /// The parts that it misses, in the order of the definition.
    pub fn missing<'d>(&self, def: &'d Definition) -> Vec<&'d Part> {
        def.parts.iter().filter(|p| self.misses(p)).collect()
    }

    /// Where a returned report stands against its new due date.
    pub fn resubmit(&self, def: &Definition, now: Stamp) -> Resubmit {
        match self.due() {
            None => Resubmit::None,
            Some(due) if now < def.zone.end_of(due) => Resubmit::Waiting,
            Some(_) => Resubmit::Overdue,
        }
    }
}
