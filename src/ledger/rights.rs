//! Who may do what in this session, and what it is shown.
//!
//! It must never know how a command is carried out.

use super::book::{AskRights, Ledger, Unkept};
use super::opening::LedgerError;
use crate::core::authority::{self, Deed, Pass, Rights};
use crate::core::fact::Envelope;
use crate::core::names::UnitIx;
use crate::core::refusal::{Refusal, Rule};

impl Ledger {
    /// What the access file grants beside the role, and who hears of refused attempts that the store cannot keep.
    pub fn admit(&mut self, pass: Pass, unkept: Option<Unkept>) {
        self.rights = Rights::new(self.who.role, pass);
        self.unkept = unkept;
    }

    /// Whom to ask anew, before every write, what may be done.
    pub fn ask_rights(&mut self, ask: AskRights) {
        self.ask = Some(ask);
    }

    /// Takes in what may be done by now. True if that has changed.
    ///
    /// # Errors
    /// It is not known any more, or the name may not be used any more; nothing was changed.
    pub fn renew_rights(&mut self) -> Result<bool, LedgerError> {
        let Some(ask) = self.ask.as_mut() else {
            return Ok(false);
        };
        let now = ask(self.clock.now())?;
        self.who.role = now.role();
        let before = std::mem::replace(&mut self.rights, now);
        Ok(before != self.rights)
    }

    /// What this session may do and see; whoever shows something goes by this value.
    pub fn rights(&self) -> &Rights {
        &self.rights
    }

    /// May this session's role do this without any command being given?
    ///
    /// # Errors
    /// The refusal, which is kept on record.
    pub fn may(&mut self, deed: Deed) -> Result<(), LedgerError> {
        let now = self.clock.now();
        authority::may(self.who.role, self.rights.pass(), &self.campaign, deed, &[], now).map_err(|refusal| {
            self.note_refused(&refusal, deed.id());
            refusal.into()
        })
    }

    /// May this session see every unit?
    pub fn sees_all(&self) -> bool {
        self.rights.see_all()
    }

    /// The units that this session may see, in the order of the roster.
    pub fn seen_units(&self) -> Vec<UnitIx> {
        self.rights.eyes().units(self.campaign.roster()).collect()
    }

    /// May this session be shown what is on record of this unit, or (none) of the whole country?
    ///
    /// # Errors
    /// The refusal, which is kept on record.
    pub fn may_see(&mut self, unit: Option<UnitIx>) -> Result<(), LedgerError> {
        let roster = self.campaign.roster();
        let mut refusal = Refusal::new(Rule::NotYourUnit, self.clock.now());
        match unit {
            None if self.sees_all() => return Ok(()),
            None => {}
            Some(ix) if self.rights.eyes().see(roster, ix) => return Ok(()),
            Some(ix) => refusal = refusal.unit(roster.code(ix)),
        }
        self.note_refused(&refusal, authority::SEEING);
        Err(refusal.into())
    }

    /// May whoever sits here see what this fact is about? What is about no unit is about everybody.
    pub fn sees(&self, env: &Envelope) -> bool {
        self.rights.eyes().see_fact(self.campaign.roster(), env)
    }
}
