//! Letters on record, judged once more from their bytes: why it was so, and what other rules would say.
//!
//! Nothing is written: what was decided stays.

use super::judging::Taken;
use super::sweep::Sweep;
use crate::core::house::Letter;
use crate::core::names::LetterId;
use crate::ledger::{Ledger, LedgerError};
use crate::recognise::{Rules, Weighed};

/// A letter read again from the store.
pub struct Again {
    letter: Letter,
    taken: Taken,
}

impl Sweep {
    /// Reads a letter again from its bytes; `None` where they are gone, or do not give the same letter any more.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn read_again(&mut self, id: &LetterId) -> Result<Option<Again>, LedgerError> {
        let Some(letter) = self.house.house().letter(id).cloned() else {
            return Ok(None);
        };
        let Some(bytes) = self.bytes(&letter.raw.blob())? else {
            return Ok(None);
        };
        Ok(match self.take_apart(&bytes) {
            Some(Ok(taken)) if taken.mail.key == *id => Some(Again { letter, taken }),
            _ => None,
        })
    }

    /// What these rules, or those that the sweep goes by, find in a letter. What it brought its campaign itself is not held
    /// against it.
    pub fn weigh_again(&self, again: &Again, rules: Option<&Rules>) -> Weighed {
        let filing = again.letter.filing.as_ref();
        let brought: &[u64] = filing.map_or(&[], |f| &f.facts);
        let campaigns = self.ledgers.iter().map(Ledger::campaign);
        let rules = rules.unwrap_or_else(|| self.judge.rules());
        self.judge.weigh(
            (rules, self.house.house()),
            campaigns,
            &again.taken,
            (again.letter.at, brought),
        )
    }
}
