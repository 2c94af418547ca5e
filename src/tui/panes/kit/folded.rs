//! The names of all units, ready to be searched as somebody types.

use crate::core::campaign::Campaign;
use crate::core::names::{Lang, UnitIx};
use crate::reading::units;
use crate::text::{Needle, fold};

/// Every unit's names without marks, one after the other: one string, because a hundred thousand would cost as much again
/// for where each of them lies.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    ends: Vec<u32>,
}

impl Folded {
    /// Makes what a filter needs, if it is not that of this roster.
    pub fn keep(&mut self, campaign: &Campaign) {
        if self.ends.len() == campaign.roster().len() {
            return;
        }
        *self = Self::default();
        for ix in campaign.roster().units() {
            self.text.push_str(&fold::folded(&haystack(campaign, ix)));
            self.ends.push(self.text.len() as u32);
        }
    }

    /// What of these is of units that fit what was typed. Where its words stand in no name, or say of what kind the unit
    /// is, it may be a name as letters write it (“TP. Hồ Chí Minh”), which the reader of units knows as the command line
    /// does: “TP H” does not mean the one unit whose letters happen to have it.
    pub fn found<T: Clone>(
        &self,
        campaign: &Campaign,
        needle: &Needle,
        rows: &[T],
        unit: impl Fn(&T) -> UnitIx,
    ) -> Vec<T> {
        let fits = |row: &&T| self.fits(campaign, needle, unit(row));
        let found: Vec<T> = rows.iter().filter(fits).cloned().collect();
        let as_they_stand = !found.is_empty() && !units::says_kind(needle.typed());
        if as_they_stand || rows.is_empty() {
            return found;
        }
        let meant = units::meant(campaign.roster(), needle.typed());
        let named = |row: &&T| meant.contains(&unit(row)) || fits(row);
        rows.iter().filter(named).cloned().collect()
    }

    /// Does what was typed fit a unit? What was typed without marks fits wherever its letters are: only marks need the
    /// names as they are written.
    fn fits(&self, campaign: &Campaign, needle: &Needle, ix: UnitIx) -> bool {
        needle.may_match(self.get(ix))
            && (needle.is_plain() || needle.matches(&haystack(campaign, ix)).is_some())
    }

    fn get(&self, ix: UnitIx) -> &str {
        let end = |i: usize| self.ends.get(i).map_or(0, |e| *e as usize);
        let from = ix.at().checked_sub(1).map_or(0, end);
        self.text.get(from..end(ix.at())).unwrap_or("")
    }
}

/// Everything that a filter looks at: code, letters and name.
fn haystack(campaign: &Campaign, ix: UnitIx) -> String {
    let r = campaign.roster();
    let (vi, en) = (r.name(ix, Lang::Vi), r.name(ix, Lang::En));
    let mut out = format!("{} {} {vi}", r.code(ix), r.abbr(ix));
    if en != vi {
        out.push(' ');
        out.push_str(en);
    }
    out
}
