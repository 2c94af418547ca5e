//! Deadline arithmetic: what is left, in days and in working days, which phase the campaign is in, and when the
//! display must change next. All in the campaign's zone.

use chrono::Datelike;

use crate::core::definition::Definition;
use crate::core::status::Phase;
use crate::core::time::{DAY, Date, HOUR, MINUTE, SECOND, Stamp};

/// What is left until a cut-off (or has gone by since).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Countdown {
    /// The cut-off it counts to.
    pub cutoff: Stamp,
    /// True at the cut-off and after: the other figures then say how long ago it was.
    pub passed: bool,
    /// Whole days.
    pub days: i64,
    /// Hours beyond the days.
    pub hours: u8,
    /// Minutes beyond the hours.
    pub minutes: u8,
    /// Seconds beyond the minutes.
    pub seconds: u8,
    /// The last day that still counts.
    pub last_day: Date,
    /// Working days left, today and the last day included; 0 once passed.
    pub working_days: u32,
}

/// A day that somebody typed and that lies further than this beyond both today and the cut-off is asked back: it is
/// rather a slip of the finger (2062 for 2026) than meant.
pub const FAR_DAYS: i64 = 400;

/// Is this day far from the campaign: more than [`FAR_DAYS`] after both today and the cut-off's last day, or before both?
pub fn is_far(day: Date, today: Date, last_day: Date) -> bool {
    let (first, last) = (today.min(last_day), today.max(last_day));
    (day - last).num_days() > FAR_DAYS || (first - day).num_days() > FAR_DAYS
}

/// Counts down to `cutoff`. What is left is rounded up to a whole second, so that the display shows 00:00:01 until
/// the very instant; what has gone by is rounded down.
pub fn countdown(def: &Definition, cutoff: Stamp, now: Stamp) -> Countdown {
    let passed = now >= cutoff;
    let ms = if passed {
        now.0 - cutoff.0
    } else {
        cutoff.0 - now.0 + SECOND - 1
    };
    let last_day = def.last_day(cutoff);
    let working_days = if passed {
        0
    } else {
        def.calendar.working_days(def.zone.date(now), last_day)
    };
    Countdown {
        cutoff,
        passed,
        days: ms / DAY,
        hours: (ms % DAY / HOUR) as u8,
        minutes: (ms % HOUR / MINUTE) as u8,
        seconds: (ms % MINUTE / SECOND) as u8,
        last_day,
        working_days,
    }
}

/// Which phase the campaign is in. `cutoff` is the campaign's, extensions for all included.
pub fn phase(def: &Definition, cutoff: Stamp, closed: bool, now: Stamp) -> Phase {
    let today = def.zone.date(now);
    if closed {
        Phase::Closed
    } else if now >= cutoff {
        Phase::Overdue
    } else if today == def.day {
        Phase::Day
    } else if today < def.window.from {
        Phase::Before
    } else if today <= def.window.to {
        Phase::Window
    } else {
        Phase::Reporting
    }
}

/// How far the campaign has come between the first day of the window and the cut-off, 0.0 to 1.0.
pub fn progress(def: &Definition, cutoff: Stamp, now: Stamp) -> f64 {
    let start = def.zone.midnight(def.window.from);
    let span = (cutoff.0 - start.0).max(1);
    ((now.0 - start.0) as f64 / span as f64).clamp(0.0, 1.0)
}

/// The next instant after `now` at which anything on the screen changes by itself: the next full second where seconds
/// are shown, else the next full minute; never later than one of the `marks` (cut-offs, due dates) still ahead.
///
/// A loop that sleeps until then draws no frame without a cause.
pub fn next_visible_change(now: Stamp, seconds_shown: bool, marks: impl IntoIterator<Item = Stamp>) -> Stamp {
    let step = if seconds_shown { SECOND } else { MINUTE };
    let next = Stamp(now.0 - now.0.rem_euclid(step) + step);
    marks.into_iter().filter(|m| *m > now).fold(next, Stamp::min)
}

/// `n` working days after `today` (which does not count): the due date that is proposed when none was typed.
/// Stops looking after two years, for a calendar without working days.
pub fn working_days_after(def: &Definition, today: Date, n: u32) -> Date {
    let mut day = today;
    let mut left = n;
    for _ in 0..730 {
        if left == 0 {
            break;
        }
        let Some(next) = day.succ_opt() else { break };
        day = next;
        if def.calendar.is_working_day(day) {
            left -= 1;
        }
    }
    day
}

/// The next time the Day comes round, at or after `today`: what is shown where no campaign runs.
/// 29 February falls on 28 February in common years.
pub fn next_day(month: u32, day: u32, today: Date) -> Date {
    let on = |year: i32| Date::from_ymd_opt(year, month, day).or_else(|| Date::from_ymd_opt(year, month, 28));
    on(today.year())
        .filter(|d| *d >= today)
        .or_else(|| on(today.year() + 1))
        .unwrap_or(today)
}
