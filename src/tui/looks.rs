//! How often a clerk that was nudged looks at the store.

use std::time::Duration;

use crate::store::Site;

/// A nudge comes before the commit that caused it can be read (learnt: a single look stays one commit behind), and
/// between the two the writer waits for its disk. So the clerk looks again after these pauses, also when something has
/// come: that may have been the commit before. Where it comes after, only a copy that lags behind needs the last of them.
pub(super) const LOOK_AGAIN: [Duration; 8] = [
    Duration::from_micros(100),
    Duration::from_micros(400),
    Duration::from_micros(1_600),
    Duration::from_micros(6_400),
    Duration::from_millis(25),
    Duration::from_millis(100),
    Duration::from_millis(400),
    Duration::from_millis(1_600),
];

/// Which of these looks comes first after the one that the nudge itself brings.
pub(super) fn first_look(site: &Site) -> usize {
    if site.nudges_early() {
        0
    } else {
        LOOK_AGAIN.len() - 1
    }
}
