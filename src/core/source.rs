//! Where a figure comes from: the units, activities, letters and files that stand behind it.
//!
//! It must never know what the figure is, nor where it is shown.

use crate::core::names::{ActivityId, BlobId, UnitIx};

/// One thing that stands behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// A unit, by its place in the roster.
    Unit(UnitIx),
    /// An activity.
    Activity(ActivityId),
    /// A version of a unit's report.
    Version(UnitIx, u32),
    /// A letter, by its content key.
    Letter(String),
    /// A file of a unit.
    File(UnitIx, BlobId),
    /// The campaign's definition.
    Definition,
}

impl Source {
    /// The letter's content key, if it is one.
    pub fn letter(&self) -> Option<&str> {
        match self {
            Self::Letter(key) => Some(key),
            Self::Unit(_) | Self::Activity(_) | Self::Version(..) | Self::File(..) | Self::Definition => None,
        }
    }
}
