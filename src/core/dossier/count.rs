//! Figures with what stands behind them.

use crate::core::source::Source;
use crate::core::unit::Activity;

/// A whole figure, and what was counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    /// The figure.
    pub n: u64,
    /// What stands behind it, in the order in which it was counted.
    pub from: Vec<Source>,
}

impl Count {
    /// Counts one more.
    pub(super) fn one(&mut self, source: Source) {
        self.add(1, source);
    }

    /// Counts `n` more, all from one source.
    pub(super) fn add(&mut self, n: u64, source: Source) {
        self.n = self.n.saturating_add(n);
        self.from.push(source);
    }
}

/// Activities that count, and the people that they reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// The activities: all but those that were called off.
    pub activities: Count,
    /// People reached, as far as that was said; behind it stand the activities that say it.
    pub reach: Count,
    /// Activities that do not say how many they reached.
    pub unsaid: Count,
}

impl Held {
    /// Takes an activity in that counts.
    pub(super) fn take(&mut self, a: &Activity) {
        let source = || Source::Activity(a.id.clone());
        self.activities.one(source());
        match a.details.reach {
            Some(n) => self.reach.add(n, source()),
            None => self.unsaid.one(source()),
        }
    }
}
