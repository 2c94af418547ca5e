//! Many commands carried out in one turn: each is its own, judged on what those before it brought, and all of them are on
//! record together. One disk's wait serves them all.
//!
//! It must never know what they are about.

use super::again::is_lost;
use super::book::Ledger;
use super::fold::Fold as _;
use super::load::take_in;
use super::opening::LedgerError;
use super::turn::{Given, put, rounds};
use crate::core::campaign::Campaign;
use crate::core::decide::{Order, Who, decide};
use crate::core::fact::{Draft, Envelope};
use crate::core::names::CmdId;
use crate::core::refusal::{Refusal, Rule};
use crate::core::time::Stamp;
use crate::store::{Blobs, ReadFacts, StoreError, Turn};

/// A turn in which several commands are given.
pub(super) struct Together<'a> {
    turn: Box<dyn Turn + 'a>,
    blobs: &'a mut dyn Blobs,
    /// The campaign as it will be: the ledger's own has seen nothing of it before it is on record.
    campaign: Campaign,
    news: Vec<Envelope>,
    now: Stamp,
}

impl Ledger {
    /// Takes the turn, has `give` give its commands, and puts all that they brought on record. Where the answer of the store
    /// was lost it is done once more: what is on record by then is found there.
    ///
    /// # Errors
    /// What `give` fails with, or the store cannot be written: nothing of it is on record then.
    pub(super) fn together<T>(
        &mut self,
        now: Stamp,
        mut give: impl FnMut(&mut Together<'_>) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        if let Some(read_only) = self.read_only {
            return Err(Refusal::new(Rule::ReadOnly, now).what(read_only.id()).into());
        }
        self.complete()?;
        let mut outcome = rounds(|| self.one_turn(now, &mut give));
        if is_lost(&outcome) && self.reconnect().is_ok() {
            outcome = rounds(|| self.one_turn(now, &mut give));
        }
        if self.news.iter().any(|env| env.fact.redacts()) {
            self.snapshot_at = 0;
        }
        self.renew_snapshot();
        outcome
    }

    fn one_turn<T>(
        &mut self,
        now: Stamp,
        give: &mut impl FnMut(&mut Together<'_>) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        let Some(journal) = self.journal.as_mut() else {
            return Err(StoreError::Absent(self.site.describe()).into());
        };
        let mut turn = journal.turn(self.campaign.id(), self.campaign.seq(), None)?;
        let news = &mut self.news;
        take_in(turn.as_mut(), &mut self.campaign, |page| news.extend(page))?;
        let mut together = Together {
            turn,
            blobs: self.blobs.as_mut(),
            campaign: self.campaign.clone(),
            news: Vec::new(),
            now,
        };
        let given = give(&mut together)?;
        if !together.news.is_empty() {
            together.turn.commit()?;
            self.campaign = together.campaign;
            self.news.extend(together.news);
        }
        Ok(given)
    }
}

impl Together<'_> {
    /// Gives a command: its facts, also where it had been carried out before.
    ///
    /// # Errors
    /// The refusal, and the next can be given; or the store cannot be written, and nothing of the turn is kept.
    pub(super) fn give(&mut self, who: &Who, order: &Order) -> Result<Vec<Envelope>, LedgerError> {
        let now = self.now;
        let given = Given {
            who,
            cmd: order.cmd,
            now,
        };
        let judge = |campaign: &Campaign, _: &mut dyn ReadFacts| -> Result<(Vec<Draft>, ()), LedgerError> {
            Ok((decide(campaign, order, who, now)?, ()))
        };
        let carried = put(self.turn.as_mut(), self.blobs, &self.campaign, &given, judge)?;
        if !carried.already {
            for env in &carried.facts {
                self.campaign.hold(env)?;
            }
            self.news.extend(carried.facts.iter().cloned());
        }
        Ok(carried.facts)
    }

    /// Says which commands will be given or asked about, so that they are looked for together.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(super) fn expect(&mut self, cmds: &[CmdId]) -> Result<(), LedgerError> {
        Ok(self.turn.expect(cmds)?)
    }

    /// Has a command brought anything so far?
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub(super) fn has(&mut self, cmd: CmdId) -> Result<bool, LedgerError> {
        Ok(!self.turn.command(self.campaign.id(), cmd)?.is_empty())
    }
}
