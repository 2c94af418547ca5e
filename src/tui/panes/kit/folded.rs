//! The names of all units, ready to be searched as somebody types; with them what is told of the units ([`super::told`]).

use crate::core::campaign::Campaign;
use crate::core::names::{Lang, UnitIx};
use crate::core::time::Stamp;
use crate::reading::units;
use crate::text::{Catalogue, Needle, fold};
use crate::tui::panes::kit::told::Told;

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

    /// What of these is of units that fit what was typed: by their names; where no name has it, by what is told of them at
    /// that moment, so that who types a name is not shown whose notes have its letters; and of several things parted by
    /// commas any.
    pub fn found<T: Clone>(
        &self,
        (campaign, now): (&Campaign, Stamp),
        cat: &Catalogue,
        needle: &Needle,
        rows: &[T],
        unit: impl Fn(&T) -> UnitIx,
    ) -> Vec<T> {
        let units: Vec<UnitIx> = rows.iter().map(unit).collect();
        let one = |needle: &Needle| {
            let named = self.named(campaign, needle, &units);
            if named.contains(&true) {
                return named;
            }
            let mut told = Told::new(campaign, now, cat, needle);
            let mut fits = |ix: &UnitIx| told.fits(*ix, |word| self.fits(campaign, word, *ix));
            units.iter().map(&mut fits).collect()
        };
        let mut kept = one(needle);
        if !kept.contains(&true) {
            for each in needle.either().iter().map(one) {
                kept = kept.iter().zip(each).map(|(had, has)| *had || has).collect();
            }
        }
        let kept = rows.iter().zip(kept).filter(|(_, kept)| *kept);
        kept.map(|(row, _)| row.clone()).collect()
    }

    /// Which of these units fit by their names. Where what was typed stands in no name, or says of what kind the unit is, it
    /// may be a name as letters write it (“TP. Hồ Chí Minh”), which the reader of units knows as the command line does:
    /// “TP H” does not mean the one unit whose letters happen to have it.
    fn named(&self, campaign: &Campaign, needle: &Needle, units: &[UnitIx]) -> Vec<bool> {
        let mut named: Vec<bool> = units.iter().map(|ix| self.fits(campaign, needle, *ix)).collect();
        let as_they_stand = named.contains(&true) && !units::says_kind(needle.typed());
        if !as_they_stand && !units.is_empty() {
            let meant = units::meant(campaign.roster(), needle.typed());
            for (named, ix) in named.iter_mut().zip(units) {
                *named |= meant.contains(ix);
            }
        }
        named
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
