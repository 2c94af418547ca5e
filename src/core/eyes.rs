//! What somebody may see: the one rule that everything which shows, prints, counts or tells goes by.
//!
//! Whoever is kept to the own units is given a [`Campaign`](crate::core::campaign::Campaign) with such eyes: it takes in
//! no fact of another unit, so that nothing made from it can tell of one. It must never know roles or commands; who gets
//! which eyes is said by `core/authority.rs`.

use std::sync::Arc;

use crate::core::fact::{Envelope, FactKind};
use crate::core::names::{UnitCode, UnitIx};
use crate::core::roster::Roster;

/// What somebody may see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Eyes {
    /// What is on record of every unit.
    #[default]
    Everything,
    /// What is on record of these units and those below them, by code or abbreviation, and what is the campaign's own.
    Own(Arc<[String]>),
}

impl Eyes {
    /// Is nothing hidden?
    pub fn see_all(&self) -> bool {
        *self == Self::Everything
    }

    /// May what is on record of this unit be seen?
    pub fn see(&self, roster: &Roster, unit: UnitIx) -> bool {
        match self {
            Self::Everything => true,
            Self::Own(words) => is_among(words, roster, unit),
        }
    }

    /// May what is about the unit of that code be seen, or what is about no unit? The latter is everybody's; of a unit
    /// that an amendment took away nobody can say whose it was.
    pub fn see_code(&self, roster: &Roster, code: Option<&UnitCode>) -> bool {
        self.see_all()
            || code.is_none_or(|code| {
                let unit = roster.by_code(code.as_str());
                unit.is_some_and(|ix| self.see(roster, ix))
            })
    }

    /// May this fact be seen?
    pub fn see_fact(&self, roster: &Roster, env: &Envelope) -> bool {
        self.see_kind(roster, env.unit.as_ref(), FactKind::of(&env.fact))
    }

    /// May a fact of this kind be seen that is about the unit of that code, or about none? An export is of the whole country,
    /// and names how much is on record of it.
    pub fn see_kind(&self, roster: &Roster, code: Option<&UnitCode>, kind: FactKind) -> bool {
        self.see_all() || kind != FactKind::ExportMade && self.see_code(roster, code)
    }

    /// May a letter be seen that is filed to these units of the roster's campaign? What is filed to nobody may be anybody's,
    /// and is shown only to whom nothing is hidden.
    pub fn see_letter<'a>(&self, roster: &Roster, units: impl IntoIterator<Item = &'a UnitCode>) -> bool {
        self.see_all() || units.into_iter().any(|code| self.see_code(roster, Some(code)))
    }

    /// The units that may be seen, in the order of the roster.
    pub fn units<'a>(&'a self, roster: &'a Roster) -> impl Iterator<Item = UnitIx> + 'a {
        roster.units().filter(|ix| self.see(roster, *ix))
    }
}

/// Is this unit, or one above it, among these?
pub fn is_among(words: &[String], roster: &Roster, unit: UnitIx) -> bool {
    let mut here = Some(unit);
    while let Some(ix) = here {
        if words.iter().any(|word| roster.find(word) == Some(ix)) {
            return true;
        }
        here = roster.parent(ix);
    }
    false
}
