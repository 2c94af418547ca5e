//! The dossier: what a campaign came to at a moment, as figures of which each says what stands behind it. All that leaves the
//! house as a report is made of it, and nothing is counted anywhere else.
//!
//! It counts what the campaign's eyes see and nothing more, in the order of the roster, so that the same campaign at the same moment
//! gives the same dossier. It must never know a language or a format.

mod activities;
mod count;
mod files;
mod made;
mod national;
mod notable;
mod reports;
mod served;
mod unsure;

pub use self::activities::Activities;
pub use self::count::{Count, Held};
pub use self::files::{Audience, Files, Shot};
pub use self::made::{Head, Made};
pub use self::national::{Before, How, National};
pub use self::notable::{MOST, Notable};
pub use self::reports::{Reporting, Reports};
pub use self::served::{Goals, Served};
pub use self::unsure::{Undecided, Unsure, Unusual};

use crate::core::campaign::Campaign;
use crate::core::house::House;
use crate::core::names::{CampaignId, UnitIx};
use crate::core::time::Stamp;
use crate::core::unit::Activity;

/// What the campaign of an earlier year came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastYear {
    /// Which.
    pub campaign: CampaignId,
    /// Its year.
    pub year: i32,
    /// How its units had reported.
    pub total: u64,
    /// Of them, those that had handed in a report.
    pub reported: u64,
    /// Of these, those in time.
    pub on_time: u64,
    /// Activities.
    pub activities: u64,
    /// People reached.
    pub reach: u64,
}

/// What a campaign came to at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The moment.
    pub at: Stamp,
    /// Every unit that is seen, in the order of the roster.
    pub units: Vec<UnitIx>,
    /// Who has reported.
    pub reports: Reports,
    /// What was held.
    pub activities: Activities,
    /// For which goals.
    pub goals: Goals,
    /// National figures.
    pub figures: Vec<National>,
    /// Activities worth naming.
    pub notable: Vec<Notable>,
    /// Files, photos, films.
    pub files: Files,
    /// What is uncertain.
    pub unsure: Unsure,
    /// An earlier year.
    pub last: Option<LastYear>,
}

impl Dossier {
    /// What a campaign came to at a moment, beside the campaign of an earlier year.
    pub fn of(campaign: &Campaign, at: Stamp, last: Option<&Campaign>) -> Self {
        let units: Vec<UnitIx> = campaign.eyes().units(campaign.roster()).collect();
        let rows: Vec<(UnitIx, &Activity)> = campaign.activities().collect();
        Self {
            at,
            reports: Reports::of(campaign, &units, at),
            activities: Activities::of(campaign, &rows, at),
            goals: Goals::of(campaign, &rows),
            figures: national::figures(campaign, &units, last),
            notable: notable::notable(campaign, &rows, at),
            files: Files::of(campaign, &units),
            unsure: Unsure::of(campaign, &units, &rows, at),
            last: last.map(|last| last_year(last, at)),
            units,
        }
    }

    /// With the letters that nobody has decided about. Whose they are nobody knows, so whoever is kept to the own units is
    /// not told of them.
    #[must_use]
    pub fn with_letters(mut self, campaign: &Campaign, house: &House) -> Self {
        self.unsure.letters = campaign.eyes().see_all().then(|| unsure::undecided(house));
        self
    }
}

fn last_year(last: &Campaign, at: Stamp) -> LastYear {
    let counts = last.counts(at);
    LastYear {
        campaign: last.id().clone(),
        year: last.def().year(),
        total: counts.total.into(),
        reported: counts.reported().into(),
        on_time: counts.on_time.into(),
        activities: last.total().activities.into(),
        reach: last.total().reach,
    }
}
