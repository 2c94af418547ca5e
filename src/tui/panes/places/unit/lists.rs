//! The lists of a sheet, and how many rows each has.

use crate::core::changes;
use crate::core::names::UnitIx;
use crate::core::unit::{Call, UnitState};
use crate::tui::panes::places::unit::figures::figures;
use crate::tui::scene::Scene;

/// A list of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum List {
    /// Where the report stands.
    Report,
    /// Activities.
    #[default]
    Activities,
    /// Files.
    Evidence,
    /// People, calls and visits.
    Contacts,
    /// Figures.
    Figures,
    /// What changed from one version of the report to the next.
    Changes,
    /// What happened.
    History,
    /// The units below.
    Below,
}

impl List {
    /// The lists in the order of Tab.
    pub const ALL: [Self; 8] = [
        Self::Report,
        Self::Activities,
        Self::Evidence,
        Self::Contacts,
        Self::Figures,
        Self::Changes,
        Self::History,
        Self::Below,
    ];
    /// The lists of a unit that has handed in no more than one version.
    const OF_ONE: [Self; 7] = [
        Self::Report,
        Self::Activities,
        Self::Evidence,
        Self::Contacts,
        Self::Figures,
        Self::History,
        Self::Below,
    ];

    /// The lists that the sheet of a unit has: only a unit that has others below it lists them, and only where there are two
    /// versions there is something to compare.
    pub(super) fn of(scene: &Scene<'_>, ix: UnitIx) -> &'static [Self] {
        let all: &'static [Self] = if changes::are_there(&scene.campaign.unit(ix).versions) {
            &Self::ALL
        } else {
            &Self::OF_ONE
        };
        if scene.campaign.roster().has_children(ix) {
            all
        } else {
            &all[..all.len() - 1]
        }
    }

    /// Is it text, which scrolls, and no rows of which one is selected?
    pub(super) fn is_lines(self) -> bool {
        matches!(self, Self::Report | Self::Changes)
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Report => "sheet-tab_report",
            Self::Activities => "sheet-tab_activities",
            Self::Evidence => "sheet-tab_evidence",
            Self::Contacts => "sheet-tab_contacts",
            Self::Figures => "sheet-tab_figures",
            Self::Changes => "sheet-tab_changes",
            Self::History => "sheet-tab_history",
            Self::Below => "sheet-tab_below",
        }
    }

    /// Shares a box with others where there is little room.
    pub(super) fn is_lower(self) -> bool {
        matches!(
            self,
            Self::Evidence | Self::Contacts | Self::Figures | Self::Changes
        )
    }
}

/// How many rows a list has, the long past of the history left out.
pub(super) fn count(list: List, scene: &Scene<'_>, ix: UnitIx) -> usize {
    let u = scene.campaign.unit(ix);
    match list {
        List::Report | List::Changes => 0,
        List::Activities => u.activities.len(),
        List::Evidence => u.evidence.len(),
        List::Contacts => u.contacts.len() + u.calls.len(),
        List::Figures => figures(scene, u).len(),
        List::History => u.log().len(),
        List::Below => scene.campaign.roster().children(ix).len(),
    }
}

/// A call of the list of contacts: behind the people, the newest first.
pub(super) fn call(u: &UnitState, at: usize) -> Option<&Call> {
    u.calls.iter().rev().nth(at.checked_sub(u.contacts.len())?)
}
