//! How the units did in the campaign of an earlier year: where the report ended, whether it came in time, what was in it.

use std::collections::BTreeMap;

use crate::core::campaign::Campaign;
use crate::core::lineage::same_or_before;
use crate::core::names::{Lang, Text, UnitCode, UnitIx};
use crate::core::status::{State, Timeliness};
use crate::core::time::Stamp;
use crate::text::{Catalogue, line};

use super::status::timeliness_key;
use super::words;

/// How a unit did.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Then {
    name: Text,
    state: State,
    /// The message that says whether it was in time; none where nothing was owed.
    timely: Option<String>,
    on_time: bool,
    activities: u32,
    files: [u32; 4],
}

/// How every unit did, told of the units of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastTime {
    year: i32,
    /// By the code of today's unit: itself, or those that it was formed from.
    units: BTreeMap<UnitCode, Vec<Then>>,
}

impl LastTime {
    /// Of the units of a campaign, as far as they may be seen in the other one.
    pub fn of(campaign: &Campaign, other: &Campaign, now: Stamp) -> Self {
        let (here, there) = (campaign.roster(), other.roster());
        let seen = |ix: &UnitIx| other.eyes().see(there, *ix);
        let told = |ix| {
            let before = same_or_before(here, there, ix).into_iter().filter(seen);
            let then: Vec<Then> = before.map(|ix| Then::of(other, now, ix)).collect();
            (!then.is_empty()).then(|| (UnitCode::from(here.code(ix)), then))
        };
        Self {
            year: other.def().year(),
            units: here.units().filter_map(told).collect(),
        }
    }

    fn units(&self, code: &str) -> &[Then] {
        self.units.get(&UnitCode::from(code)).map_or(&[], Vec::as_slice)
    }

    /// `Năm 2020: đã duyệt, đúng hạn, 3 hoạt động, 2 ảnh`; of several the sum of them. Nothing where nothing is known.
    pub fn line(&self, cat: &Catalogue, code: &str) -> Option<String> {
        let told = match self.units(code) {
            [] => return None,
            [one] => one.words(cat),
            several => {
                let had = several.iter().filter(|t| t.state.has_report()).count();
                let args = [
                    ("reported", had.into()),
                    ("total", several.len().into()),
                    ("on_time", several.iter().filter(|t| t.on_time).count().into()),
                ];
                let sum = several.iter().fold((0, [0; 4]), |(n, mut files), t| {
                    for (all, some) in files.iter_mut().zip(t.files) {
                        *all += some;
                    }
                    (n + t.activities, files)
                });
                let told = cat.tr_args("words-against_several", &args);
                joined(std::iter::once(told).chain(held(cat, sum.0, sum.1)))
            }
        };
        Some(self.in_year(cat, told))
    }

    /// The same with a line for each of several, told by its name.
    pub fn lines(&self, cat: &Catalogue, code: &str) -> Vec<String> {
        let several = self.units(code);
        let mut out: Vec<String> = self.line(cat, code).into_iter().collect();
        if several.len() > 1 {
            out.extend(several.iter().map(|then| {
                let name = line(then.name.get(cat.lang())).into_owned();
                let args = [("name", name.into()), ("told", then.words(cat).into())];
                cat.tr_args("last_time-of_unit", &args)
            }));
        }
        out
    }

    fn in_year(&self, cat: &Catalogue, told: String) -> String {
        let args = [("year", self.year.to_string().into()), ("told", told.into())];
        cat.tr_args("last_time-in_year", &args)
    }
}

impl Then {
    fn of(other: &Campaign, now: Stamp, ix: UnitIx) -> Self {
        let (roster, unit) = (other.roster(), other.unit(ix));
        let name = |lang| roster.name(ix, lang).to_owned();
        let timely = other.timeliness(ix, now);
        Self {
            name: Text::new(name(Lang::Vi), name(Lang::En)),
            state: unit.state,
            timely: (timely != Timeliness::None).then(|| timeliness_key(other, now, ix)),
            on_time: timely == Timeliness::OnTime,
            activities: unit.totals.activities,
            files: unit.totals.files,
        }
    }

    /// `đã duyệt, đúng hạn, 3 hoạt động, 2 ảnh`
    fn words(&self, cat: &Catalogue) -> String {
        let state = cat.tr(&format!("state-{}", self.state.id())).to_lowercase();
        let timely = self.timely.as_ref().map(|key| cat.tr(key).into_owned());
        let first = std::iter::once(state).chain(timely);
        joined(first.chain(held(cat, self.activities, self.files)))
    }
}

/// What was in it: activities and files, where there were any.
fn held(cat: &Catalogue, activities: u32, files: [u32; 4]) -> impl Iterator<Item = String> {
    let activities = cat.tr_args("unit_line-activities", &[("n", activities.into())]);
    let files = words::files_by_kind(cat, files);
    [activities, files].into_iter().filter(|s| !s.is_empty())
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
