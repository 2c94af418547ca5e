//! Which units of another campaign's roster a unit stands for: rosters change between campaigns.
//!
//! A unit is compared with itself where the roster is the same, with those it was formed from where one roster follows the
//! other, and with nothing where neither is known: codes alone mean other units.

use crate::core::eyes::Eyes;
use crate::core::names::UnitIx;
use crate::core::roster::Roster;

/// The units of the roster `there` that a unit of `here` is, was formed from, or became a part of.
pub fn same_or_before(here: &Roster, there: &Roster, ix: UnitIx) -> Vec<UnitIx> {
    if here.id() == there.id() {
        return there.by_code(here.code(ix)).into_iter().collect();
    }
    if here.follows() == Some(there.id()) {
        let before = here.formed_from(ix).iter();
        return before.filter_map(|code| there.by_code(code)).collect();
    }
    if there.follows() == Some(here.id()) {
        let code = here.code(ix);
        let part = |later: &UnitIx| there.formed_from(*later).iter().any(|c| c == code);
        return there.units().filter(part).collect();
    }
    Vec::new()
}

/// What may be seen of a campaign over the roster `there` by whoever has these eyes over `here`: of an older roster the units
/// that the own ones were formed from. A newer one joins the own units with others', and of a strange one nobody knows whose
/// its units are, so of both nothing.
pub fn eyes_over(eyes: &Eyes, here: &Roster, there: &Roster) -> Eyes {
    if eyes.see_all() || here.id() == there.id() {
        return eyes.clone();
    }
    if here.follows() != Some(there.id()) {
        return Eyes::Own([].into());
    }
    let before = eyes.units(here).flat_map(|ix| same_or_before(here, there, ix));
    Eyes::Own(before.map(|ix| there.code(ix).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refdata;

    fn rosters() -> (Roster, Roster) {
        let one = |id| refdata::roster(id).expect("a roster that is shipped");
        (one("vn-provinces-34"), one("vn-provinces-63"))
    }

    fn own(words: &[&str]) -> Eyes {
        Eyes::Own(words.iter().map(|w| (*w).to_owned()).collect())
    }

    #[test]
    fn whoever_is_kept_to_a_unit_sees_what_it_was_formed_from_and_nothing_else() {
        let (now, then) = rosters();
        let merged = now
            .units()
            .find(|ix| now.formed_from(*ix).len() == 3)
            .expect("of three");
        let eyes = eyes_over(&own(&[now.code(merged)]), &now, &then);
        let seen: Vec<UnitIx> = eyes.units(&then).collect();
        let mut before = same_or_before(&now, &then, merged);
        before.sort();
        assert_eq!((seen.len(), seen), (3, before));
    }

    #[test]
    fn of_a_newer_roster_or_a_strange_one_nothing_is_seen() {
        let (now, then) = rosters();
        // The code is one in both rosters, and means another unit in each.
        let code = now.code(now.units().next().expect("a unit"));
        assert_eq!(eyes_over(&own(&[code]), &then, &now).units(&now).count(), 0);
        assert_eq!(eyes_over(&Eyes::Everything, &then, &now), Eyes::Everything);
        assert_eq!(eyes_over(&own(&[code]), &now, &now), own(&[code]));
    }
}
