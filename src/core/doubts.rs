//! What may well be meant in a campaign's form, and is asked about before it is opened: a deadline on a day off, a window
//! that goes on after the deadline, a Day far away.
//!
//! It must never know who is asked, nor how.

use crate::core::calendar::Calendar;
use crate::core::deadline::is_far;
use crate::core::form::{About, CampaignForm};
use crate::core::time::{Date, Zone};

/// Something that is asked about; its sentence is `campaign_doubt-ID` in the text catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The key of the form, as a path.
    pub key: &'static str,
    /// Stable id.
    pub id: &'static str,
    /// What it speaks of.
    pub what: About,
}

/// Every id that [`Doubt::id`] can have.
pub const DOUBTS: [&str; 4] = ["far", "after-deadline", "day-off", "over"];

impl CampaignForm {
    /// The last day that counts, if the cut-off can be one.
    pub fn last_day(&self) -> Option<Date> {
        let zone = Zone::parse(&self.timezone)?;
        Some(zone.date(self.cutoff()?.plus(-1)))
    }

    /// What is to be asked about before the form becomes a campaign, in the order of its keys. `today` is a day of the
    /// campaign's zone.
    pub fn doubts(&self, calendar: &Calendar, today: Date) -> Vec<Doubt> {
        let doubt = |key, id, day| Doubt {
            key,
            id,
            what: About::Day(day),
        };
        let mut found = Vec::new();
        let Some(last) = self.last_day() else {
            return found;
        };
        if is_far(self.day, today, last) || is_far(last, today, self.day) {
            found.push(doubt("day", "far", self.day));
        }
        if self.window.to > last {
            found.push(doubt("window.to", "after-deadline", last));
        }
        if !calendar.is_working_day(last) {
            found.push(doubt("deadline.cutoff", "day-off", last));
        }
        if last < today {
            found.push(doubt("deadline.cutoff", "over", last));
        }
        found
    }
}
