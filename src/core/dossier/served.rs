//! Which goals were served: SDGs, goals and targets of Connect 2030, and how the two meet.

use std::collections::BTreeMap;

use super::count::{Count, Held};
use crate::core::campaign::{Campaign, expanded};
use crate::core::goals::id_order;
use crate::core::names::UnitIx;
use crate::core::source::Source;
use crate::core::unit::Activity;

/// What was held for a goal, a target or an SDG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// `2`, `2.8`, `9`, `9.c`.
    pub id: String,
    /// What was held for it. A target counts toward its goal once an activity.
    pub held: Held,
}

/// Which goals were served.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Goals {
    /// Goals of the campaign's edition of Connect 2030, each followed by its targets; nothing was held for some.
    pub goals: Vec<Served>,
    /// The SDGs, each followed by those of its targets that were named.
    pub sdgs: Vec<Served>,
    /// Activities that serve both, by SDG and goal, in that order; pairs that nothing serves are left out.
    pub pairs: Vec<(String, String, Count)>,
    /// Activities that name neither.
    pub untagged: Count,
}

/// What is known of goals by their ids, in the order of the ids.
type ById = BTreeMap<(u32, u32, String), (String, Held)>;

impl Goals {
    pub(super) fn of(campaign: &Campaign, rows: &[(UnitIx, &Activity)]) -> Self {
        let set = &campaign.def().goals;
        let targets = set.targets.iter().map(|t| t.id.as_str());
        let mut goals = blank(set.goals.iter().map(|g| g.id.as_str()).chain(targets));
        let numbers: Vec<String> = set.sdgs.iter().map(|s| s.n.to_string()).collect();
        let mut sdgs = blank(numbers.iter().map(String::as_str));
        let mut pairs: BTreeMap<(u32, String), (String, String, Count)> = BTreeMap::new();
        let mut untagged = Count::default();
        for (_, a) in rows.iter().filter(|(_, a)| a.counts()) {
            let (for_goals, for_sdgs) = (expanded(&a.details.goals), expanded(&a.details.sdgs));
            if for_goals.is_empty() && for_sdgs.is_empty() {
                untagged.one(Source::Activity(a.id.clone()));
            }
            for id in &for_goals {
                take(&mut goals, id, a);
            }
            for id in &for_sdgs {
                take(&mut sdgs, id, a);
            }
            for sdg in whole(&for_sdgs) {
                for goal in whole(&for_goals) {
                    let pair = pairs.entry((id_order(sdg).0, goal.to_owned()));
                    let new = || (sdg.to_owned(), goal.to_owned(), Count::default());
                    pair.or_insert_with(new).2.one(Source::Activity(a.id.clone()));
                }
            }
        }
        let list = |all: ById| all.into_values().map(|(id, held)| Served { id, held }).collect();
        Self {
            goals: list(goals),
            sdgs: list(sdgs),
            pairs: pairs.into_values().collect(),
            untagged,
        }
    }

    /// How many serve both an SDG and a goal.
    pub fn pair(&self, sdg: &str, goal: &str) -> Option<&Count> {
        let pair = self.pairs.iter().find(|(s, g, _)| s == sdg && g == goal);
        pair.map(|(_, _, count)| count)
    }
}

impl Served {
    /// Is it a goal or an SDG as a whole, and not one of its targets?
    pub fn is_whole(&self) -> bool {
        !self.id.contains('.')
    }
}

fn blank<'a>(ids: impl Iterator<Item = &'a str>) -> ById {
    ids.map(|id| (id_order(id), (id.to_owned(), Held::default())))
        .collect()
}

fn take(all: &mut ById, id: &str, a: &Activity) {
    let new = || (id.to_owned(), Held::default());
    all.entry(id_order(id)).or_insert_with(new).1.take(a);
}

/// Those that are no targets.
fn whole<'a>(ids: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    ids.iter().copied().filter(|id| !id.contains('.'))
}
