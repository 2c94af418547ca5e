//! A command carried out: see who may, catch up, decide, append, all inside one turn to write. The only caller of
//! `put`.
//!
//! It must never know how facts are kept or shown.

use super::again::{is_lost, same_store};
use super::book::Ledger;
use super::fold::Fold;
use super::load::take_in;
use super::opening::LedgerError;
use crate::core::authority::{self, Deed, Grant, Pass};
use crate::core::campaign::Campaign;
use crate::core::decide::{Command, Order, There, Who, already_there, decide};
use crate::core::fact::{Draft, Envelope, Fact};
use crate::core::names::{CampaignId, CmdId};
use crate::core::redaction::Said;
use crate::core::refusal::{Refusal, Rule};
use crate::core::time::Stamp;
use crate::store::{Appended, Batch, Blobs, Journal, ReadFacts, StoreError, Turn};

/// How often a turn is taken again where others have appended first.
const ROUNDS: usize = 200;

/// A command that was carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// The command.
    pub cmd: CmdId,
    /// Its facts.
    pub facts: Vec<Envelope>,
    /// It opened the campaign on the way.
    pub opened: bool,
    /// It had been carried out before, or brings nothing but files that are there: nothing was appended.
    pub already: bool,
    /// Its files that were there already.
    pub there: Vec<There>,
    /// What it removed may still stand in free pages of the store's file or its log, because others were in the way.
    pub remains: bool,
}

impl Ledger {
    /// Carries out a command of this session, if its role goes so far.
    ///
    /// # Errors
    /// The refusal, which is kept on record if it is about who asked; or the store cannot be written.
    pub fn submit(&mut self, order: &Order) -> Result<Receipt, LedgerError> {
        let outcome = self.renew_rights().and_then(|_| {
            let (who, pass) = (self.who.clone(), self.rights.pass().clone());
            self.give(&who, Some(&pass), order, self.clock.now())
        });
        // What came with a command that was refused, or is on record already.
        self.blobs.give_up();
        if let Err(LedgerError::Refused(refusal)) = &outcome {
            self.note_refused(refusal, Deed::of(&order.command).id());
        }
        outcome
    }

    /// The same of a command whose files were received through another handle on the same files ([`Blobs::another`]).
    ///
    /// # Errors
    /// As for [`Ledger::submit`]; what was received is dropped.
    pub fn submit_with(&mut self, order: &Order, brought: Box<dyn Blobs>) -> Result<Receipt, LedgerError> {
        let own = std::mem::replace(&mut self.blobs, brought);
        let outcome = self.submit(order);
        self.blobs = own;
        outcome
    }

    /// Carries out a command of somebody else, at a moment: for the demo, whose people act by its script and have no
    /// access file.
    ///
    /// # Errors
    /// The refusal, or the store cannot be written.
    pub fn submit_as(&mut self, who: &Who, order: &Order, now: Stamp) -> Result<Receipt, LedgerError> {
        self.give(who, None, order, now)
    }

    /// Asks whether a command of this session would be refused, before anything is kept for its sake.
    ///
    /// # Errors
    /// The refusal it would meet, which is kept on record if it is about who asked.
    pub fn check(&mut self, order: &Order) -> Result<(), LedgerError> {
        self.complete()?;
        let now = self.clock.now();
        let judged = match self.read_only {
            Some(read_only) => Err(Refusal::new(Rule::ReadOnly, now).what(read_only.id())),
            None => judge(&self.campaign, &self.who, Some(self.rights.pass()), order, now).map(drop),
        };
        judged.map_err(|refusal| {
            self.note_refused(&refusal, Deed::of(&order.command).id());
            refusal.into()
        })
    }

    pub(super) fn give(
        &mut self,
        who: &Who,
        pass: Option<&Pass>,
        order: &Order,
        now: Stamp,
    ) -> Result<Receipt, LedgerError> {
        if let Some(read_only) = self.read_only {
            return Err(Refusal::new(Rule::ReadOnly, now).what(read_only.id()).into());
        }
        if let Some(pass) = pass {
            // Before the turn is taken, which needs a store that can be written; and again in it, on the newest state.
            let deed = Deed::of(&order.command);
            if deed.grant(who.role) == Grant::No {
                authority::may(who.role, pass, &self.campaign, deed, &[], now)?;
            }
        }
        if self.journal.is_none() {
            // Somebody else may have made the store since.
            self.journal = same_store(&self.site, &self.campaign, self.tail)?;
        }
        if self.journal.is_none() {
            // A command that would be refused anyway makes no file.
            judge(&self.campaign, who, pass, order, now)?;
            self.journal = Some(self.site.create()?);
        }
        self.complete()?;
        if self.blobs.goes_far() && judge(&self.campaign, who, pass, order, now).is_ok() {
            // Before the turn is taken: others would wait for the network with us.
            self.blobs.harden()?;
        }
        let mut outcome = self.carry_out(who, pass, order, now);
        self.mark_tail();
        if is_lost(&outcome) {
            // The answer was lost on its way, or the command: given again it is found on record, or recorded now.
            match self.reconnect() {
                Ok(()) => {
                    outcome = self.carry_out(who, pass, order, now).map(|receipt| Receipt {
                        already: receipt.already && receipt.facts.is_empty(),
                        ..receipt
                    });
                }
                Err(why @ LedgerError::Store(StoreError::Rewound { .. })) => outcome = Err(why),
                Err(_) => {} // the first reason is the one that counts
            }
            self.mark_tail();
        }
        if self.news.iter().any(|env| env.fact.redacts()) {
            self.snapshot_at = 0;
        }
        let outcome = match outcome {
            Ok(receipt) if receipt.facts.iter().any(|env| env.fact.redacts()) => self.forget(receipt),
            other => other,
        };
        self.renew_snapshot();
        outcome
    }

    fn carry_out(
        &mut self,
        who: &Who,
        pass: Option<&Pass>,
        order: &Order,
        now: Stamp,
    ) -> Result<Receipt, LedgerError> {
        let Some(journal) = self.journal.as_mut() else {
            return Err(StoreError::Absent(self.site.describe()).into());
        };
        let was_open = self.campaign.opened().is_some();
        let stream = self.campaign.id().clone();
        let given = Given {
            who,
            cmd: order.cmd,
            now,
        };
        let done = carry_out(
            journal.as_mut(),
            self.blobs.as_mut(),
            &mut self.campaign,
            &given,
            &mut self.news,
            |campaign, facts| {
                let order = &as_on_record(facts, &stream, order)?;
                let drafts = judge(campaign, who, pass, order, now)?;
                Ok((drafts, already_there(campaign, order, who, now)))
            },
        )?;
        let opens = |env: &Envelope| matches!(env.fact, Fact::CampaignOpened(_));
        Ok(Receipt {
            cmd: order.cmd,
            opened: !was_open && done.facts.iter().any(opens),
            facts: done.facts,
            already: done.already,
            there: done.found.unwrap_or_default(),
            remains: false,
        })
    }

    /// After words were removed: makes the campaign anew from what is left, and sees that nothing stays behind elsewhere.
    fn forget(&mut self, mut receipt: Receipt) -> Result<Receipt, LedgerError> {
        // Whatever happens now, what was said is not in memory any more; what is missing is read when it is wanted.
        self.campaign = Campaign::preview(self.campaign.def().clone());
        self.snapshot_at = 0;
        if let Some(journal) = self.journal.as_deref_mut() {
            // That it could not be had yet is no failure: it is done, and told, and can be asked for again.
            receipt.remains = !journal.scrub().unwrap_or(false);
            self.tail = take_in(journal, &mut self.campaign, drop)?.last;
        }
        Ok(receipt)
    }

    /// May what was removed earlier still stand in what is left over in the engine's files?
    ///
    /// # Errors
    /// The store cannot be asked.
    pub fn has_remains(&mut self) -> Result<bool, LedgerError> {
        match self.journal.as_mut() {
            Some(journal) => Ok(journal.has_remains()?),
            None => Ok(false),
        }
    }

    /// Takes what was removed earlier out of what is left over in the engine's files, where that could not be done then.
    /// True: nothing is left of it.
    ///
    /// # Errors
    /// The store cannot be written, or has no room for it.
    pub fn scrub(&mut self) -> Result<bool, LedgerError> {
        match self.journal.as_mut().filter(|_| self.read_only.is_none()) {
            Some(journal) => Ok(journal.scrub()?),
            None => Ok(true),
        }
    }
}

pub(super) fn said(
    facts: &mut dyn ReadFacts,
    stream: &CampaignId,
    seq: u64,
) -> Result<Option<Said>, LedgerError> {
    let Some(before) = seq.checked_sub(1) else {
        return Ok(None);
    };
    let found = facts.read_after(stream, before, 1)?;
    Ok(found.first().filter(|env| env.seq == seq).map(Said::of))
}

/// The order with what it speaks of as it is on record at this moment: somebody else may have removed words just now.
fn as_on_record(facts: &mut dyn ReadFacts, stream: &CampaignId, order: &Order) -> Result<Order, LedgerError> {
    let mut order = order.clone();
    if let Command::RedactFacts { facts: wanted } = &mut order.command {
        for fact in wanted {
            if let Some(found) = said(facts, stream, fact.seq)? {
                *fact = found;
            }
        }
    }
    Ok(order)
}

/// See who may, decide, and see whether what follows is within the own units.
fn judge(
    campaign: &Campaign,
    who: &Who,
    pass: Option<&Pass>,
    order: &Order,
    now: Stamp,
) -> Result<Vec<Draft>, Refusal> {
    let Some(pass) = pass else {
        return decide(campaign, order, who, now);
    };
    authority::authorise(who, pass, campaign, &order.command, now)?;
    let drafts = decide(campaign, order, who, now)?;
    authority::within(who.role, pass, campaign, &drafts, now)?;
    Ok(drafts)
}

/// Whose command it is, which, and when it is given.
pub(super) struct Given<'a> {
    pub(super) who: &'a Who,
    pub(super) cmd: CmdId,
    pub(super) now: Stamp,
}

/// What became of a command: its facts, whether it had been carried out before or brings nothing new, and what was found
/// out while it was judged.
pub(super) struct Carried<T> {
    pub(super) facts: Vec<Envelope>,
    pub(super) already: bool,
    pub(super) found: Option<T>,
}

/// Takes the turn, catches up, judges and appends, on whichever stream.
pub(super) fn carry_out<F: Fold, T>(
    journal: &mut dyn Journal,
    blobs: &mut dyn Blobs,
    fold: &mut F,
    given: &Given<'_>,
    news: &mut Vec<Envelope>,
    mut judge: impl FnMut(&F, &mut dyn ReadFacts) -> Result<(Vec<Draft>, T), LedgerError>,
) -> Result<Carried<T>, LedgerError> {
    let carried = rounds(|| {
        let mut turn = journal.turn(&fold.stream().clone(), fold.seq(), Some(given.cmd))?;
        take_in(turn.as_mut(), fold, |page| news.extend(page))?;
        let carried = put(turn.as_mut(), blobs, fold, given, &mut judge)?;
        if !carried.already {
            turn.commit()?;
        }
        Ok(carried)
    })?;
    if !carried.already {
        for env in &carried.facts {
            fold.hold(env)?;
        }
        news.extend(carried.facts.iter().cloned());
    }
    Ok(carried)
}

/// Takes turns until nobody has been quicker. A lock makes that rare, and nothing rests on the lock: the numbers decide. Of
/// all who are overtaken somebody was not, so that this many rounds are enough for as many writers and more.
pub(super) fn rounds<T>(mut round: impl FnMut() -> Result<T, LedgerError>) -> Result<T, LedgerError> {
    for _ in 1..ROUNDS {
        match round() {
            Err(LedgerError::Store(StoreError::Overtaken)) => {}
            other => return other,
        }
    }
    round()
}

/// Judges a command in a turn that has caught up, and puts its facts. They are on record once the turn is committed, and the
/// state has not taken them in yet.
pub(super) fn put<F: Fold, T>(
    turn: &mut dyn Turn,
    blobs: &mut dyn Blobs,
    fold: &F,
    given: &Given<'_>,
    judge: impl FnOnce(&F, &mut dyn ReadFacts) -> Result<(Vec<Draft>, T), LedgerError>,
) -> Result<Carried<T>, LedgerError> {
    let before = turn.command(fold.stream(), given.cmd)?;
    let carried = |facts, already, found| Carried {
        facts,
        already,
        found,
    };
    if !before.is_empty() {
        return Ok(carried(before, true, None));
    }
    let (drafts, found) = judge(fold, turn)?;
    if drafts.is_empty() {
        return Ok(carried(Vec::new(), true, Some(found)));
    }
    let batch = Batch {
        cmd: given.cmd,
        actor: given.who.actor.clone(),
        real_user: given.who.real_user.clone(),
        role: given.who.role,
        via: given.who.via,
        recorded: given.now,
        drafts,
    };
    // Not before the command is accepted, so that what is refused leaves nothing; and before it is on record, so that a
    // fact never speaks of bytes that are not there (decision 13).
    blobs.settle()?;
    match turn.put(fold.seq(), &batch)? {
        Appended::Done(facts) => Ok(carried(facts, false, Some(found))),
        Appended::Already(facts) => Ok(carried(facts, true, None)),
        // Not where a lock holds; where none does somebody was quicker.
        Appended::Moved(_) => Err(StoreError::Overtaken.into()),
    }
}
