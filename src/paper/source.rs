//! Where a figure comes from: the units, activities, letters and files that stand behind it.

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

/// The number of a list of sources in a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// The lists of sources of one paper; equal lists are kept once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    lists: Vec<Vec<Source>>,
}

impl Sources {
    /// The number of this list.
    pub fn keep(&mut self, list: Vec<Source>) -> SourceId {
        let at = self.lists.iter().position(|l| *l == list).unwrap_or_else(|| {
            self.lists.push(list);
            self.lists.len() - 1
        });
        SourceId(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// What stands behind a figure, in the order in which it was counted.
    pub fn of(&self, id: SourceId) -> &[Source] {
        self.lists.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }
}
