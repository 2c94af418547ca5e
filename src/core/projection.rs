//! Reports over time, and where they are heading.
//!
//! The formula, stated once: take the reports that came in during the last seven days, divide by seven, and go on at
//! that pace until the cut-off, never beyond the units that owe a report. Below five reports nothing is projected
//! (decision 17): a pace from fewer says nothing. Only first versions count, each on the day it came.

use crate::core::campaign::Campaign;
use crate::core::status::State;
use crate::core::time::{DAY, Date, Stamp};

/// Fewer reports than this give no projection.
pub const LEAST_REPORTS: u32 = 5;
/// The days whose pace is carried on.
pub const PACE_DAYS: i64 = 7;

/// Reports over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BurnUp {
    /// The first day: the first of the window, or the day of the first report if that is earlier.
    pub from: Date,
    /// For each day since, how many units had reported by its end; up to today or, where that has passed, the last
    /// report.
    pub by_day: Vec<u32>,
    /// Units that owe a report.
    pub owing: u32,
    /// How many are expected before the cut-off, while it is ahead and there is a pace.
    pub expected: Option<u32>,
}

/// The curve as it stands at a moment.
pub fn burn_up(campaign: &Campaign, now: Stamp) -> BurnUp {
    let mut firsts: Vec<Stamp> = campaign
        .heard()
        .filter(|(_, u)| u.state != State::Exempt)
        .filter_map(|(_, u)| u.first().map(|v| v.at))
        .filter(|t| *t <= now)
        .collect();
    firsts.sort_unstable();
    let today = campaign.date(now);
    let window = campaign.def().window.from;
    let from = firsts.first().map_or(window, |t| campaign.date(*t).min(window));
    let end = campaign.def().last_day(campaign.cutoff());
    let last_report = firsts.last().map_or(from, |t| campaign.date(*t));
    let to = today.min(end.max(last_report));
    let days = (to - from).num_days().clamp(0, 3_660);
    let mut by_day = vec![0u32; days as usize + 1];
    for t in &firsts {
        let d = (campaign.date(*t) - from).num_days().clamp(0, days) as usize;
        by_day[d] += 1;
    }
    let mut sum = 0;
    for n in &mut by_day {
        sum += *n;
        *n = sum;
    }
    let counts = campaign.counts(now);
    BurnUp {
        from,
        by_day,
        owing: counts.owing(),
        expected: expected(campaign, &firsts, counts.owing(), now),
    }
}

fn expected(campaign: &Campaign, firsts: &[Stamp], owing: u32, now: Stamp) -> Option<u32> {
    let cutoff = campaign.cutoff();
    if now >= cutoff || campaign.closed().is_some() || (firsts.len() as u32) < LEAST_REPORTS {
        return None;
    }
    let since = now.plus(-PACE_DAYS * DAY);
    let recent = firsts.iter().filter(|t| **t > since).count() as i64;
    let more = recent * (cutoff.0 - now.0) / (PACE_DAYS * DAY);
    let all = firsts.len() as i64 + more;
    Some(u32::try_from(all).unwrap_or(u32::MAX).min(owing))
}
