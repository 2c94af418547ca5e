//! What this session tells the others and leaves behind outside the chain: attempts that were refused, forms that are open,
//! how far somebody has looked.
//!
//! It must never know what the others make of it.

use super::book::Ledger;
use super::opening::LedgerError;
use crate::core::authority;
use crate::core::names::UnitCode;
use crate::core::refusal::Refusal;
use crate::core::time::MINUTE;
use crate::store::{Attempt, Claim, SeenUpTo};

/// How long a form that is open is shown to others without being renewed.
pub const CLAIM_LASTS: i64 = 2 * MINUTE;

impl Ledger {
    /// Keeps what was refused because of who asked. Whether it can be kept changes nothing about the refusal.
    pub fn note_refused(&mut self, refusal: &Refusal, tried: &str) {
        if authority::is_about_who(refusal.rule) {
            self.note_attempt(refusal.unit.clone(), tried, refusal.rule.id());
        }
    }

    /// Keeps an attempt outside the chain, in the store or, where that cannot be, with whoever hears of the unkept.
    pub fn note_attempt(&mut self, unit: Option<UnitCode>, tried: &str, rule: &str) {
        let attempt = Attempt {
            at: self.clock.now(),
            actor: self.who.actor.clone(),
            real_user: self.who.real_user.clone(),
            role: self.who.role,
            via: self.who.via,
            stream: self.campaign.id().clone(),
            unit,
            tried: tried.to_owned(),
            rule: rule.to_owned(),
        };
        let kept = match self.journal.as_mut().filter(|_| self.read_only.is_none()) {
            Some(journal) => journal.keep_attempt(&attempt).is_ok(),
            None => false,
        };
        if let (false, Some(hear)) = (kept, &self.unkept) {
            hear(&attempt);
        }
    }

    /// Says that this session's form is open on these units; none: that it was closed. Nobody is kept from anything by it.
    ///
    /// # Errors
    /// The store cannot be written just now.
    pub fn claim(&mut self, units: &[UnitCode]) -> Result<(), LedgerError> {
        let now = self.clock.now();
        match self.journal.as_mut().filter(|_| self.read_only.is_none()) {
            Some(journal) => {
                let stream = self.campaign.id().clone();
                Ok(journal.claim(&stream, &self.who.actor, units, now, now.plus(CLAIM_LASTS))?)
            }
            None => Ok(()),
        }
    }

    /// Whose forms are open on which units, this session's left out.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn claims(&mut self) -> Result<Vec<Claim>, LedgerError> {
        let now = self.clock.now();
        let Some(journal) = self.journal.as_mut() else {
            return Ok(Vec::new());
        };
        let mut claims = journal.claims(self.campaign.id(), now)?;
        let roster = self.campaign.roster();
        claims.retain(|c| c.actor != self.who.actor && self.rights.eyes().see_code(roster, Some(&c.unit)));
        Ok(claims)
    }

    /// How far whoever sits here had looked when the dashboard was last left; `None` if it never was.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn seen_up_to(&mut self) -> Result<Option<SeenUpTo>, LedgerError> {
        let stream = self.campaign.id().clone();
        match self.journal.as_mut() {
            Some(journal) => Ok(journal.seen_up_to(&stream, &self.who.actor)?),
            None => Ok(None),
        }
    }

    /// Keeps how far whoever sits here has looked, where there is a store and it may be written.
    ///
    /// # Errors
    /// The store cannot be written just now.
    pub fn set_seen_up_to(&mut self, seq: u64) -> Result<(), LedgerError> {
        let at = self.clock.now();
        match self.journal.as_mut().filter(|_| self.read_only.is_none()) {
            Some(journal) => {
                let stream = self.campaign.id().clone();
                Ok(journal.set_seen_up_to(&stream, &self.who.actor, SeenUpTo { seq, at })?)
            }
            None => Ok(()),
        }
    }
}
