//! What was held: by kind, region, way and state.

use super::count::{Count, Held};
use crate::core::campaign::Campaign;
use crate::core::fact::{ActivityStatus, Mode};
use crate::core::names::UnitIx;
use crate::core::source::Source;
use crate::core::time::{Date, Stamp};
use crate::core::unit::Activity;

/// What was held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Activities {
    /// All of it.
    pub all: Held,
    /// The units that held something.
    pub units: Count,
    /// By kind: those of the definition in its order, then those that it does not know any more.
    pub kinds: Vec<(String, Held)>,
    /// In person, online, both.
    pub modes: [Held; 3],
    /// By region, in the order of the roster's list.
    pub regions: Vec<Held>,
    /// As they stand on the day, in the order of [`ActivityStatus::ALL`]; those that were called off among them.
    pub statuses: [Count; 4],
}

impl Activities {
    pub(super) fn of(campaign: &Campaign, rows: &[(UnitIx, &Activity)], at: Stamp) -> Self {
        let (def, roster) = (campaign.def(), campaign.roster());
        let today = campaign.date(at);
        let known = def.activity_kinds.iter();
        let mut all = Self {
            kinds: known.map(|k| (k.id.clone(), Held::default())).collect(),
            regions: vec![Held::default(); roster.regions().len()],
            ..Self::default()
        };
        let mut last = None;
        for (ix, a) in rows {
            all.stand(a, today);
            if !a.counts() {
                continue;
            }
            // They come unit by unit.
            if last != Some(*ix) {
                all.units.one(Source::Unit(*ix));
                last = Some(*ix);
            }
            all.take(a, roster.region(*ix));
        }
        all
    }

    fn stand(&mut self, a: &Activity, today: Date) {
        let [planned, ongoing, done, cancelled] = &mut self.statuses;
        let count = match a.status(today) {
            ActivityStatus::Planned => planned,
            ActivityStatus::Ongoing => ongoing,
            ActivityStatus::Done => done,
            ActivityStatus::Cancelled => cancelled,
        };
        count.one(Source::Activity(a.id.clone()));
    }

    fn take(&mut self, a: &Activity, region: usize) {
        self.all.take(a);
        let kind = self.kinds.iter_mut().position(|(id, _)| *id == a.details.kind);
        let kind = kind.unwrap_or_else(|| {
            self.kinds.push((a.details.kind.clone(), Held::default()));
            self.kinds.len() - 1
        });
        if let Some((_, held)) = self.kinds.get_mut(kind) {
            held.take(a);
        }
        let [in_person, online, hybrid] = &mut self.modes;
        match a.details.mode {
            Mode::InPerson => in_person,
            Mode::Online => online,
            Mode::Hybrid => hybrid,
        }
        .take(a);
        if let Some(held) = self.regions.get_mut(region) {
            held.take(a);
        }
    }
}
