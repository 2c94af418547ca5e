//! What has been written to an address already.

use crate::core::campaign::Campaign;
use crate::core::fact::ReminderFact;
use crate::core::names::UnitIx;
use crate::core::reminder::{Reminded, Reminder};
use crate::core::time::Date;

impl Reminder {
    /// Did it remind this address on that day? One that never left did not.
    pub fn reminded(&self, address: &str, day: Date) -> bool {
        let message = self.fact.message();
        let same = message.day == day && message.to.eq_ignore_ascii_case(address);
        same && message.step.reminds() && self.fact.is_done()
    }
}

impl Campaign {
    /// Was this address reminded on that day, on behalf of whichever unit?
    pub fn has_reminded(&self, address: &str, day: Date) -> bool {
        let units = self.roster().units();
        let mut messages = units.flat_map(|ix| self.unit(ix).reminders.iter());
        messages.any(|r| r.reminded(address, day))
    }

    /// The messages to a unit of which nobody knows whether they arrived: a person has to say.
    pub fn in_doubt(&self, ix: UnitIx) -> impl Iterator<Item = &Reminded> {
        let open = |r: &&Reminder| matches!(r.fact, ReminderFact::Unknown(_));
        self.unit(ix)
            .reminders
            .iter()
            .filter(open)
            .map(|r| r.fact.message())
    }

    /// The message to a unit that its mail server refused, where nothing has gone to that unit since and its address is
    /// still the same.
    pub fn refused_message(&self, ix: UnitIx) -> Option<&Reminded> {
        let unit = self.unit(ix);
        let last = unit.reminders.last()?;
        let ReminderFact::Refused(message) = &last.fact else {
            return None;
        };
        let still = unit
            .contacts
            .iter()
            .any(|c| c.mail.trim().eq_ignore_ascii_case(&message.to));
        (still && self.reminds()).then_some(message)
    }
}
