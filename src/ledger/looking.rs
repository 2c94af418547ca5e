//! Who is looking at which letter: a courtesy like that of forms that are open on units, kept in the house's stream.
//!
//! It must never know what the others make of it.

use super::book::Ledger;
use super::courtesy::CLAIM_LASTS;
use super::fold::HOUSE;
use super::house::HouseLedger;
use super::opening::LedgerError;
use crate::core::names::{Actor, LetterId, UnitCode};
use crate::core::time::Stamp;

/// Somebody looks at a letter. It forbids nothing to anybody, and ends by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looking {
    /// Which letter.
    pub letter: LetterId,
    /// Who.
    pub actor: Actor,
    /// Until when, if it is not renewed.
    pub until: Stamp,
}

impl HouseLedger {
    /// Says that this session looks at these letters; none: that it does not any more. Nobody is kept from anything by it.
    ///
    /// # Errors
    /// The store cannot be written just now.
    pub fn look_at(&mut self, ledger: &Ledger, letters: &[LetterId]) -> Result<(), LedgerError> {
        let now = ledger.clock().now();
        let writes = ledger.read_only().is_none();
        // The store keeps a name and asks nothing about it, so that a letter's serves as well as a unit's.
        let names: Vec<UnitCode> = letters
            .iter()
            .map(|id| UnitCode(id.as_str().to_owned()))
            .collect();
        match self.journal.as_mut().filter(|_| writes) {
            Some(journal) => {
                Ok(journal.claim(&HOUSE, &ledger.who().actor, &names, now, now.plus(CLAIM_LASTS))?)
            }
            None => Ok(()),
        }
    }

    /// Who looks at which letters, this session left out; nothing for whoever is kept to the own units.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn looking(&mut self, ledger: &Ledger) -> Result<Vec<Looking>, LedgerError> {
        let Some(journal) = self.journal.as_mut().filter(|_| ledger.sees_all()) else {
            return Ok(Vec::new());
        };
        let claims = journal.claims(&HOUSE, ledger.clock().now())?.into_iter();
        let others = claims.filter(|c| c.actor != ledger.who().actor);
        Ok(others
            .map(|c| Looking {
                letter: LetterId(c.unit.0),
                actor: c.actor,
                until: c.until,
            })
            .collect())
    }
}
