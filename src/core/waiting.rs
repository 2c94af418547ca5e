//! What waits for a person: why, since when, and whether something is past its date by it.
//!
//! `core/judged.rs` says which units wait.

use crate::core::names::UnitIx;
use crate::core::time::Stamp;

/// Why a unit waits in the queue, most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A version is in and nobody has reviewed it.
    Unreviewed,
    /// In two steps of review: a version is in, and no officer has recommended it.
    ToRecommend,
    /// In two steps of review: a version is recommended, and waits for a leader.
    Recommended,
    /// A correction was due and has not come.
    CorrectionOverdue,
    /// The cut-off passed without a report.
    Overdue,
}

impl Why {
    /// Every reason, most pressing first.
    pub const ALL: [Self; 5] = [
        Self::Unreviewed,
        Self::ToRecommend,
        Self::Recommended,
        Self::CorrectionOverdue,
        Self::Overdue,
    ];

    /// Something is past its date. The others are here and wait for the ministry's own people.
    pub fn is_debt(self) -> bool {
        match self {
            Self::CorrectionOverdue | Self::Overdue => true,
            Self::Unreviewed | Self::ToRecommend | Self::Recommended => false,
        }
    }

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unreviewed => "unreviewed",
            Self::ToRecommend => "to_recommend",
            Self::Recommended => "recommended",
            Self::CorrectionOverdue => "correction_overdue",
            Self::Overdue => "overdue",
        }
    }
}

/// A row of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Which unit.
    pub unit: UnitIx,
    /// Why.
    pub why: Why,
    /// Since when.
    pub since: Stamp,
}
