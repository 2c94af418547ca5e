//! Who is meant, and how a message to them reads.
//!
//! It must never know what becomes of it.

use crate::core::campaign::Campaign;
use crate::core::names::{CmdId, UnitIx};
use crate::core::remind::{Plan, Posting};
use crate::core::time::{Date, Stamp};
use crate::outgoing::{self, Outgoing, Sender, Threads};
use crate::text::Catalogue;

/// To whom is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// Everybody who is due something.
    Due,
    /// Those of these who are due something.
    DueOf(Vec<UnitIx>),
    /// These, because somebody asks for it.
    Asked(Vec<UnitIx>),
}

/// Who is meant, and how a message to them reads.
#[derive(Debug, Clone)]
pub struct Aim {
    /// To whom.
    pub whom: Whom,
    /// Addresses from which a letter came back.
    pub bounced: Vec<String>,
    /// The words, in the language in which they go out.
    pub words: Catalogue,
    /// In whose name.
    pub house: Sender,
    /// The letters that are answered.
    pub threads: Threads,
}

impl Aim {
    /// Who would get what on a day.
    pub fn plan(&self, campaign: &Campaign, day: Date) -> Plan {
        match &self.whom {
            Whom::Due => Plan::of_ladder(campaign, day, &self.bounced),
            Whom::DueOf(units) => Plan::of_ladder(campaign, day, &self.bounced).only(units),
            Whom::Asked(units) => Plan::asked(campaign, day, units, &self.bounced),
        }
    }

    /// The letters of a plan.
    pub fn letters(&self, campaign: &Campaign, plan: &Plan, cmd: CmdId, now: Stamp) -> Vec<Outgoing> {
        outgoing::letters(
            &self.words,
            campaign,
            plan,
            &self.house,
            &self.threads,
            (cmd, now),
        )
    }

    /// The bytes of one message, under the name of before, where it was tried before; none where it cannot be written.
    pub(super) fn message(
        &self,
        campaign: &Campaign,
        posting: &Posting,
        name: &str,
        now: Stamp,
    ) -> Option<Vec<u8>> {
        let one = Plan {
            day: campaign.date(now),
            postings: vec![posting.clone()],
            silent: Vec::new(),
        };
        let made = self.letters(campaign, &one, CmdId::default(), now);
        let mut letter = made.into_iter().next()?.letter;
        name.clone_into(&mut letter.message_id);
        letter.bytes().ok()
    }
}
