//! Who may do what in this session, and what it is shown.
//!
//! It must never know how a command is carried out.

use super::book::{Ledger, Rights, Unkept};
use super::opening::LedgerError;
use crate::core::authority::{self, Deed, Pass};
use crate::core::eyes::Eyes;
use crate::core::fact::Envelope;
use crate::core::names::UnitIx;
use crate::core::refusal::{Refusal, Rule};

impl Ledger {
    /// What the access file grants beside the role, and who hears of refused attempts that the store cannot keep.
    pub fn admit(&mut self, pass: Pass, unkept: Option<Unkept>) {
        self.pass = pass;
        self.eyes = authority::eyes(self.who.role, &self.pass);
        self.unkept = unkept;
    }

    /// Whom to ask anew, before every write, what may be done.
    pub fn ask_rights(&mut self, rights: Rights) {
        self.rights = Some(rights);
    }

    /// Takes in what may be done by now. True if that has changed.
    ///
    /// # Errors
    /// It is not known any more, or the name may not be used any more; nothing was changed.
    pub fn renew_rights(&mut self) -> Result<bool, LedgerError> {
        let Some(rights) = self.rights.as_mut() else {
            return Ok(false);
        };
        let (role, pass) = rights(self.clock.now())?;
        let changed = role != self.who.role || pass != self.pass;
        self.who.role = role;
        self.pass = pass;
        self.eyes = authority::eyes(role, &self.pass);
        Ok(changed)
    }

    /// What the access file grants beside the role.
    pub fn pass(&self) -> &Pass {
        &self.pass
    }

    /// May this session's role do this without any command being given?
    ///
    /// # Errors
    /// The refusal, which is kept on record.
    pub fn may(&mut self, deed: Deed) -> Result<(), LedgerError> {
        let now = self.clock.now();
        authority::may(self.who.role, &self.pass, &self.campaign, deed, &[], now).map_err(|refusal| {
            self.note_refused(&refusal, deed.id());
            refusal.into()
        })
    }

    /// May this session see every unit?
    pub fn sees_all(&self) -> bool {
        self.eyes.see_all()
    }

    /// What this session may see.
    pub fn eyes(&self) -> &Eyes {
        &self.eyes
    }

    /// The units that this session may see, in the order of the roster.
    pub fn seen_units(&self) -> Vec<UnitIx> {
        self.eyes.units(self.campaign.roster()).collect()
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
            Some(ix) if self.eyes.see(roster, ix) => return Ok(()),
            Some(ix) => refusal = refusal.unit(roster.code(ix)),
        }
        self.note_refused(&refusal, authority::SEEING);
        Err(refusal.into())
    }

    /// May whoever sits here see what this fact is about? What is about no unit is about everybody.
    pub fn sees(&self, env: &Envelope) -> bool {
        self.eyes.see_fact(self.campaign.roster(), env)
    }
}
