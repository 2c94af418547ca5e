//! What is listed: what somebody must see to first, then whoever is due a message.

use crate::core::campaign::Campaign;
use crate::core::names::UnitIx;
use crate::core::remind::Plan;
use crate::core::reminder::Reminded;
use crate::output::reminders::{self, Row};

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// Nobody knows whether this message arrived.
    Doubt(UnitIx, Reminded),
    /// Its mail server refused this message.
    Refused(UnitIx, Reminded),
    /// Due a message.
    Due(Row),
}

impl Entry {
    pub fn unit(&self) -> UnitIx {
        match self {
            Self::Doubt(ix, _) | Self::Refused(ix, _) => *ix,
            Self::Due(row) => row.due.unit,
        }
    }

    /// The row of whoever is due a message.
    pub fn due(&self) -> Option<&Row> {
        match self {
            Self::Due(row) => Some(row),
            Self::Doubt(..) | Self::Refused(..) => None,
        }
    }

    /// The address.
    pub fn address(&self) -> &str {
        match self {
            Self::Due(row) => &row.address,
            Self::Doubt(_, message) | Self::Refused(_, message) => &message.to,
        }
    }

    /// Should somebody see to its address before anything is written to it?
    pub fn is_bad(&self) -> bool {
        match self {
            Self::Due(row) => row.bounced || row.silent.is_some(),
            Self::Doubt(..) => false,
            Self::Refused(..) => true,
        }
    }
}

/// All of them.
pub(super) fn entries(campaign: &Campaign, plan: &Plan) -> Vec<Entry> {
    let units: Vec<UnitIx> = campaign.eyes().units(campaign.roster()).collect();
    // A campaign that is closed is reminded of nothing; what is in doubt may still be told.
    let doubts = units
        .iter()
        .flat_map(|ix| campaign.in_doubt(*ix).map(|m| Entry::Doubt(*ix, m.clone())));
    let refused = units.iter().filter_map(|ix| {
        let message = campaign.refused_message(*ix)?;
        Some(Entry::Refused(*ix, message.clone()))
    });
    // Whoever gets a message is not to be looked for among those who cannot be written to.
    let (reached, others): (Vec<Row>, Vec<Row>) = reminders::rows(plan)
        .into_iter()
        .partition(|row| row.silent.is_none());
    let due = reached.into_iter().chain(others).map(Entry::Due);
    doubts.chain(refused).chain(due).collect()
}
