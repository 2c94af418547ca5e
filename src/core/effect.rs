//! What was asked for and does not take effect, because something else that stands goes before it: whoever amends a
//! deadline under an extension is told so in the receipt.
//!
//! It must never refuse anything: what is said here has been recorded.

use std::collections::BTreeSet;

use crate::core::campaign::Campaign;
use crate::core::fact::{CampaignAmended, Envelope, Fact};
use crate::core::names::UnitCode;
use crate::core::time::Date;

/// Something that does not take effect, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotInEffect {
    /// The letter's deadline: an extension for all ends later.
    Deadline {
        /// The last day that counts all the same.
        until: Date,
    },
    /// A cut-off for all: these units have extensions of their own that end later.
    UnitDeadlines {
        /// Which units.
        units: Vec<UnitCode>,
    },
    /// A unit's own extension: what holds for all ends later.
    OwnDeadline {
        /// The last day that counts all the same.
        until: Date,
    },
    /// Indicators that are no longer asked for: figures of them stay on record.
    Figures {
        /// Which indicators.
        ids: Vec<String>,
    },
    /// Kinds of activities that are gone: activities of them stay what they are.
    Kinds {
        /// Which kinds.
        ids: Vec<String>,
    },
    /// Documents that are gone: the ministry's own copies of them stay on record.
    Documents {
        /// Which documents.
        ids: Vec<String>,
    },
}

impl NotInEffect {
    /// The stable name.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Deadline { .. } => "deadline",
            Self::UnitDeadlines { .. } => "unit_deadlines",
            Self::OwnDeadline { .. } => "own_deadline",
            Self::Figures { .. } => "figures",
            Self::Kinds { .. } => "activity_kinds",
            Self::Documents { .. } => "documents",
        }
    }
}

/// What of these facts, which the campaign has just taken in, does not take effect.
pub fn not_in_effect<'a>(
    campaign: &Campaign,
    facts: impl IntoIterator<Item = &'a Envelope>,
) -> Vec<NotInEffect> {
    let mut all = Vec::new();
    for env in facts {
        match (&env.fact, &env.unit) {
            (Fact::CampaignAmended(f), _) => all.extend(of_amendment(campaign, f)),
            (Fact::DeadlineExtended(_), None) => all.extend(later_units(campaign)),
            (Fact::DeadlineExtended(f), Some(_)) if f.cutoff < campaign.cutoff() => {
                let until = campaign.def().last_day(campaign.cutoff());
                all.push(NotInEffect::OwnDeadline { until });
            }
            _ => {}
        }
    }
    all
}

fn of_amendment(campaign: &Campaign, f: &CampaignAmended) -> Vec<NotInEffect> {
    let mut all = Vec::new();
    for part in &f.changed {
        match part.as_str() {
            "deadline" => {
                all.extend(later_extension(campaign));
                all.extend(later_units(campaign));
            }
            "indicators" => all.extend(some(figures(campaign), |ids| NotInEffect::Figures { ids })),
            "activity_kinds" => all.extend(some(kinds(campaign), |ids| NotInEffect::Kinds { ids })),
            "documents" => all.extend(some(documents(campaign), |ids| NotInEffect::Documents { ids })),
            _ => {}
        }
    }
    all
}

fn some(ids: BTreeSet<&str>, make: impl FnOnce(Vec<String>) -> NotInEffect) -> Option<NotInEffect> {
    (!ids.is_empty()).then(|| make(ids.into_iter().map(str::to_owned).collect()))
}

fn later_extension(campaign: &Campaign) -> Option<NotInEffect> {
    let def = campaign.def();
    let (cutoff, _) = campaign.extension()?;
    (cutoff > def.deadline.cutoff).then(|| NotInEffect::Deadline {
        until: def.last_day(cutoff),
    })
}

fn later_units(campaign: &Campaign) -> Option<NotInEffect> {
    let own = campaign
        .heard()
        .filter(|(_, u)| u.extension.is_some_and(|(cutoff, _)| cutoff > campaign.cutoff()));
    let units: Vec<UnitCode> = own.map(|(ix, _)| campaign.code(ix)).collect();
    (!units.is_empty()).then_some(NotInEffect::UnitDeadlines { units })
}

fn figures(campaign: &Campaign) -> BTreeSet<&str> {
    let all = campaign.heard().flat_map(|(_, u)| &u.figures);
    all.map(|f| f.id.as_str())
        .filter(|id| campaign.def().indicator(id).is_none())
        .collect()
}

fn kinds(campaign: &Campaign) -> BTreeSet<&str> {
    let all = campaign.activities().map(|(_, a)| a.details.kind.as_str());
    all.filter(|kind| campaign.def().activity_kind(kind).is_none())
        .collect()
}

fn documents(campaign: &Campaign) -> BTreeSet<&str> {
    let known = |id: &str| campaign.def().documents.iter().any(|d| d.id == id);
    campaign.document_ids().filter(|id| !known(id)).collect()
}
