//! Reports over time, and where they are heading.
//!
//! The formula, stated once: take the reports that came in during the last seven days, divide by seven, and go on at
//! that pace until the cut-off, never beyond the units that owe a report. Below five reports nothing is projected
//! (decision 17): a pace from fewer says nothing. Only first versions count, each on the day it came, to the minute.
//!
//! One number would promise more than it knows. Where `n` reports came in those seven days, a week like it brings between
//! `n - √n` and `n + √n` about two times in three: the same way is gone with both, and the two ends are the range.

use crate::core::campaign::Campaign;
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
    /// The least and the most that are then likely, around what is expected; none where that is.
    pub range: Option<(u32, u32)>,
}

/// The curve as it stands at a moment. It is asked for with every frame, so it is made of counts that are kept, to the
/// minute, and not of the units.
pub fn burn_up(campaign: &Campaign, now: Stamp) -> BurnUp {
    let arrived = || campaign.arrivals().filter(|(t, _)| *t <= now);
    let today = campaign.date(now);
    let window = campaign.def().window.from;
    let from = arrived()
        .next()
        .map_or(window, |(t, _)| campaign.date(t).min(window));
    let end = campaign.def().last_day(campaign.cutoff());
    let last_report = arrived().next_back().map_or(from, |(t, _)| campaign.date(t));
    let to = today.min(end.max(last_report));
    let days = (to - from).num_days().clamp(0, 3_660);
    let mut by_day = vec![0u32; days as usize + 1];
    let zone = campaign.def().zone;
    let (mut day, mut over) = (0usize, zone.end_of(from));
    for (t, n) in arrived() {
        while t >= over && day < days as usize {
            day += 1;
            over = over.plus(DAY);
        }
        by_day[day] += n;
    }
    let mut sum = 0;
    for n in &mut by_day {
        sum += *n;
        *n = sum;
    }
    let counts = campaign.counts(now);
    let ahead = ahead(campaign, sum, counts.owing(), now);
    BurnUp {
        from,
        by_day,
        owing: counts.owing(),
        expected: ahead.map(|[_, n, _]| n),
        range: ahead.map(|[least, _, most]| (least, most)),
    }
}

/// The least, what is expected, and the most.
fn ahead(campaign: &Campaign, arrived: u32, owing: u32, now: Stamp) -> Option<[u32; 3]> {
    let cutoff = campaign.cutoff();
    if now >= cutoff || campaign.closed().is_some() || arrived < LEAST_REPORTS {
        return None;
    }
    let since = now.plus(-PACE_DAYS * DAY);
    let recent = campaign.arrivals().filter(|(t, _)| *t > since && *t <= now);
    let recent: i64 = recent.map(|(_, n)| i64::from(n)).sum();
    let by = |n: i64| {
        let all = i64::from(arrived) + n * (cutoff.0 - now.0) / (PACE_DAYS * DAY);
        u32::try_from(all).unwrap_or(u32::MAX).min(owing)
    };
    // Outwards to whole reports, so that the range is never narrower than it says.
    let floor = recent.isqrt();
    let spread = floor + i64::from(floor * floor < recent);
    Some([recent - spread, recent, recent + spread].map(by))
}
