//! Activities worth naming. The rule, stated once: what an officer has marked comes first; then the one that reached more
//! people; then the one that serves more goals and SDGs; then the earlier one. Of each unit one, of all [`MOST`]; what is still
//! planned, or was called off, is not named.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::core::campaign::{Campaign, expanded};
use crate::core::fact::ActivityStatus;
use crate::core::names::{ActivityId, UnitIx};
use crate::core::time::Stamp;
use crate::core::unit::Activity;

/// How many are named.
pub const MOST: usize = 10;

/// An activity worth naming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notable {
    /// Whose.
    pub unit: UnitIx,
    /// Which.
    pub id: ActivityId,
    /// An officer has marked it.
    pub marked: bool,
    /// People reached, if that was said.
    pub reach: Option<u64>,
    /// How many goals of Connect 2030 and SDGs it serves; targets count with their goals.
    pub serves: usize,
}

pub(super) fn notable(campaign: &Campaign, rows: &[(UnitIx, &Activity)], at: Stamp) -> Vec<Notable> {
    let today = campaign.date(at);
    let named = |a: &Activity| matches!(a.status(today), ActivityStatus::Ongoing | ActivityStatus::Done);
    let whole = |tags: &[String]| expanded(tags).iter().filter(|id| !id.contains('.')).count();
    let candidates = rows.iter().filter(|(_, a)| named(a));
    let mut all: Vec<(Notable, &Activity)> = candidates
        .map(|(ix, a)| {
            let one = Notable {
                unit: *ix,
                id: a.id.clone(),
                marked: a.details.notable,
                reach: a.details.reach,
                serves: whole(&a.details.goals) + whole(&a.details.sdgs),
            };
            (one, *a)
        })
        .collect();
    all.sort_by_key(|(n, a)| {
        let best = (n.marked, n.reach.unwrap_or(0), n.serves);
        (Reverse(best), a.details.from, n.unit, a.id.counter())
    });
    let mut units = BTreeSet::new();
    let first_of_unit = |(n, _): &(Notable, &Activity)| units.insert(n.unit);
    let chosen = all.into_iter().filter(first_of_unit).take(MOST);
    chosen.map(|(n, _)| n).collect()
}
