//! The working calendar: which days are worked in state agencies. Dates only; nothing here knows what a deadline is.
//!
//! A working day is Monday to Friday, not a listed day off, or a listed Saturday worked in exchange (Labour Code
//! No. 45/2019/QH14, art. 111 and 112; yearly notices). Years that the calendar does not list count weekends only, and
//! [`Calendar::covers`] says so.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use crate::core::names::Text;
use crate::core::time::Date;

/// A day off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// The day.
    #[serde(with = "crate::core::time::day")]
    pub date: Date,
    /// Which holiday: an id of [`Calendar::names`].
    pub name: String,
    /// `statutory`, `compensatory` or `swap`.
    pub kind: String,
    /// `high`, `medium` or `low`: how sure we are.
    pub sure: String,
}

/// A Saturday worked in exchange for a weekday off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraDay {
    /// The Saturday.
    #[serde(with = "crate::core::time::day")]
    pub date: Date,
    /// The day off that it makes up for.
    #[serde(with = "crate::core::time::day")]
    pub instead_of: Date,
}

/// The name of a holiday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayName {
    /// Stable id.
    pub id: String,
    /// In both languages.
    pub name: Text,
}

/// A working calendar. Lists are sorted by date.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar {
    /// Names of the holidays.
    pub names: Vec<HolidayName>,
    /// Days off.
    pub holidays: Vec<Holiday>,
    /// Saturdays worked.
    pub extra_working_days: Vec<ExtraDay>,
}

impl Calendar {
    /// The day off on that date.
    pub fn holiday(&self, date: Date) -> Option<&Holiday> {
        let i = self.holidays.binary_search_by_key(&date, |h| h.date).ok()?;
        self.holidays.get(i)
    }

    /// The name of a holiday.
    pub fn name(&self, id: &str) -> Option<&Text> {
        self.names.iter().find(|n| n.id == id).map(|n| &n.name)
    }

    /// Is that day worked?
    pub fn is_working_day(&self, date: Date) -> bool {
        let weekday = date.weekday().num_days_from_monday() < 5;
        (weekday && self.holiday(date).is_none())
            || self
                .extra_working_days
                .binary_search_by_key(&date, |e| e.date)
                .is_ok()
    }

    /// Working days between two days, both included; 0 where the second lies before the first. Counts at most ten years.
    pub fn working_days(&self, from: Date, to: Date) -> u32 {
        from.iter_days()
            .take_while(|d| *d <= to)
            .take(3_660)
            .filter(|d| self.is_working_day(*d))
            .count() as u32
    }

    /// Does the calendar list this year at all?
    pub fn covers(&self, year: i32) -> bool {
        self.holidays.iter().any(|h| h.date.year() == year)
    }

    /// Are all the days off of this year sure?
    pub fn is_sure(&self, year: i32) -> bool {
        self.covers(year)
            && self
                .holidays
                .iter()
                .filter(|h| h.date.year() == year)
                .all(|h| h.sure == "high")
    }

    /// Sorts the lists; what reads a calendar from a file calls it.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.holidays.sort_by_key(|h| h.date);
        self.extra_working_days.sort_by_key(|e| e.date);
        self
    }
}
