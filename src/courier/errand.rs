//! One run: message after message is claimed, handed over, put on record.
//!
//! Each is claimed in the store before its first byte leaves, and what became of it is on record before the next one's turn.
//! The round owns neither a ledger nor a line: it is asked what is next, and told what the server said. It must never know
//! how a message is sent, nor on which thread.

use std::collections::VecDeque;

use super::aim::Aim;
use super::carried::{Carried, Fate};
use super::carrier::Carrier;
use super::ids::Ids;
use super::outcome;
use super::restored::restored;
use crate::core::fact::ReminderFact;
use crate::core::names::UnitCode;
use crate::core::remind::{Plan, Posting};
use crate::core::reminder::message_id;
use crate::core::time::{Date, MINUTE};
use crate::ledger::{Ledger, LedgerError};
use crate::post::{Message, Outcome, Post, Trouble};
use crate::store::{Claimant, Claimed, Phase, Sending, Sendings, StoreError};

/// Beside the time that an exchange may take, so long a claim holds, for what comes before and after.
const BESIDE: i64 = 5_000;
/// The first message that failed is tried again after so long, the next time after twice that, and so on.
const AGAIN: i64 = 5 * MINUTE;
/// But never later than that.
const AGAIN_MOST: i64 = 240 * MINUTE;

/// Why a run ends before it is over.
#[derive(Debug)]
pub enum Broken {
    /// The ledger or its store failed.
    Ledger(LedgerError),
    /// What became of this message could not be put on record. Nobody must take it for one that was never tried.
    Unrecorded(Box<Carried>, LedgerError),
}

impl<E: Into<LedgerError>> From<E> for Broken {
    fn from(why: E) -> Self {
        Self::Ledger(why.into())
    }
}

/// What is next in a run.
#[derive(Debug)]
pub enum Next {
    /// This message is to be handed over, and [`Errand::settled`] told what became of it.
    Hand(Box<Parcel>),
    /// It is known of this message what becomes of it, and no server need be asked.
    Told,
    /// The run is over.
    Over,
}

/// A message that is this sender's to send.
#[derive(Debug)]
pub struct Parcel {
    message: Message,
    posting: Posting,
    token: String,
    name: String,
    tries: u32,
}

impl Parcel {
    /// To whom it goes.
    pub fn to(&self) -> &str {
        &self.posting.to
    }

    /// Hands it to the server, and asks the store right before the first byte leaves whether it is still ours to send.
    ///
    /// # Errors
    /// The store cannot be asked; nothing has left.
    pub fn hand(
        &self,
        post: &mut Post,
        store: Option<&mut (impl Sendings + ?Sized)>,
    ) -> Result<Outcome, StoreError> {
        let (mut broken, mut store) = (None, store);
        let sent = post.send(&self.message, &mut || {
            let leaves = store.as_mut().map(|store| store.sending_leaves(&self.token));
            match leaves {
                Some(Ok(leaves)) => leaves,
                Some(Err(why)) => {
                    broken = Some(why);
                    false
                }
                None => false,
            }
        });
        broken.map_or(Ok(sent), Err)
    }
}

/// One run.
#[derive(Debug)]
pub struct Errand {
    aim: Aim,
    ids: Ids,
    day: Date,
    from: String,
    domain: String,
    whole: i64,
    waits: bool,
    most: usize,
    of: usize,
    waiting: VecDeque<Posting>,
    told: Vec<Carried>,
    tried: usize,
    ended: Option<Trouble>,
}

impl Errand {
    /// What a sender that died left behind goes on record; then who is due what today.
    ///
    /// # Errors
    /// Whoever sits here may not write to units, the store was restored and nobody has looked yet, or it cannot be read or
    /// written.
    pub fn plan(ledger: &mut Ledger, aim: &Aim, ids: &mut Ids) -> Result<Plan, LedgerError> {
        ledger.catch_up()?;
        if let Some(refusal) = restored(ledger)? {
            return Err(refusal.into());
        }
        outcome::leftovers(ledger, ids)?;
        let now = ledger.clock().now();
        let day = ledger.campaign().date(now);
        let plan = aim.plan(ledger.campaign(), day);
        if let Some(posting) = plan.postings.first() {
            let fact: fn(_) -> _ = ReminderFact::NotSent;
            let trial = outcome::facts(ledger.campaign(), posting, day, "", None, "", fact);
            ledger.check(&outcome::order(trial, ids, now))?;
        }
        Ok(plan)
    }

    /// Begins to send what is planned.
    pub fn begin(aim: Aim, plan: Plan, carrier: &Carrier, ids: Ids) -> Self {
        Self {
            aim,
            ids,
            day: plan.day,
            from: carrier.from.clone(),
            domain: carrier.domain().to_owned(),
            whole: carrier.whole,
            waits: carrier.waits,
            most: carrier.most,
            of: plan.postings.len(),
            waiting: plan.postings.into(),
            told: Vec::new(),
            tried: 0,
            ended: None,
        }
    }

    /// The day that is planned for.
    pub fn day(&self) -> Date {
        self.day
    }

    /// What became of each message so far.
    pub fn told(&self) -> &[Carried] {
        &self.told
    }

    /// How many there are in all.
    pub fn of(&self) -> usize {
        self.of
    }

    /// The trouble of the server that ended the run.
    pub fn ended(&self) -> Option<&Trouble> {
        self.ended.as_ref()
    }

    /// What is next. `stopped`: somebody wants no more of it to leave.
    ///
    /// # Errors
    /// The store cannot be read or written; the run is over.
    pub fn next(&mut self, ledger: &mut Ledger, stopped: bool) -> Result<Next, Broken> {
        let Some(posting) = self.waiting.pop_front() else {
            return Ok(Next::Over);
        };
        if stopped || self.ended.is_some() || self.tried >= self.most {
            self.told.push(Carried::left(ledger.campaign(), &posting));
            return Ok(Next::Told);
        }
        ledger.catch_up()?;
        // A report may have come while another message was on its way.
        let now = self.aim.plan(ledger.campaign(), self.day).postings;
        let is_due = now.iter().any(|p| p.to == posting.to && p.due == posting.due);
        if !is_due {
            return Ok(self.tell(ledger, &posting, Fate::NoLonger));
        }
        self.claimed(ledger, posting)
    }

    fn tell(&mut self, ledger: &Ledger, posting: &Posting, fate: Fate) -> Next {
        self.told.push(Carried::of(ledger.campaign(), posting, fate));
        Next::Told
    }

    /// Claims a message and writes it.
    fn claimed(&mut self, ledger: &mut Ledger, posting: Posting) -> Result<Next, Broken> {
        let now = ledger.clock().now();
        let campaign = ledger.campaign();
        let units: Vec<UnitCode> = posting.units(campaign);
        let name = message_id(self.ids.next(now), &units, posting.step(), &self.domain);
        let wanted: Vec<Sending> = outcome::sendings(campaign, &posting, self.day);
        let stream = campaign.id().clone();
        let token = self.ids.next(now).to_string();
        let by = Claimant {
            token: &token,
            message_id: &name,
            now,
            until: now.plus(self.whole.saturating_add(BESIDE)),
            waits: self.waits,
        };
        let Some(journal) = ledger.journal() else {
            return Ok(self.tell(ledger, &posting, Fate::Left));
        };
        let (name, tries) = match journal.claim_sending(&stream, &wanted, by)? {
            Claimed::Yours { message_id, tries } => (message_id, tries),
            Claimed::Taken(held) => {
                let fate = match held.phase {
                    Phase::Claimed => Fate::InHand,
                    // Its sender is waiting for the answer; only after its time nobody is.
                    Phase::Leaving if !held.is_over(now) => Fate::InHand,
                    Phase::Leaving => Fate::MayHaveLeft,
                    Phase::Settled => Fate::Done,
                    Phase::Later => Fate::Later(held.until),
                };
                return Ok(self.tell(ledger, &posting, fate));
            }
        };
        let written = self.aim.message(ledger.campaign(), &posting, &name, now);
        let message = written.and_then(|bytes| Message::new(&self.from, &posting.to, &bytes).ok());
        let Some(message) = message else {
            outcome::done_with(ledger, &token, Some(now.plus(AGAIN_MOST)))?;
            return Ok(self.tell(ledger, &posting, Fate::Unsendable));
        };
        Ok(Next::Hand(Box::new(Parcel {
            message,
            posting,
            token,
            name,
            tries,
        })))
    }

    /// Puts on record what became of a message that was handed over.
    ///
    /// # Errors
    /// It cannot be put on record; the run is over.
    pub fn settled(&mut self, ledger: &mut Ledger, parcel: &Parcel, outcome: Outcome) -> Result<(), Broken> {
        let now = ledger.clock().now();
        let again = match &outcome {
            Outcome::NotSent(_) => Some(now.plus(delay(parcel.tries))),
            Outcome::Sent { .. } | Outcome::Refused { .. } | Outcome::Unknown(_) => None,
        };
        let posting = &parcel.posting;
        let carried = Carried::sent(ledger.campaign(), posting, &parcel.name, outcome);
        if let Some(fact) = carried.fact() {
            let (code, said) = carried.answer();
            let name = &parcel.name;
            let facts = outcome::facts(ledger.campaign(), posting, self.day, name, code, &said, fact);
            let order = outcome::order(facts, &mut self.ids, now);
            if let Err(why) = ledger.submit(&order) {
                return Err(Broken::Unrecorded(Box::new(carried), why));
            }
            outcome::done_with(ledger, &parcel.token, again)?;
        }
        self.tried += usize::from(carried.fate.was_tried());
        self.ended = carried.ends_run();
        self.told.push(carried);
        Ok(())
    }
}

/// After how long a message is tried again that was tried so often.
fn delay(tries: u32) -> i64 {
    let doubled = AGAIN.checked_shl(tries.saturating_sub(1)).filter(|d| *d > 0);
    doubled.unwrap_or(AGAIN_MOST).min(AGAIN_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_tried_again_ever_later_and_never_too_late() {
        let minutes: Vec<i64> = (1..=7).map(|tries| delay(tries) / MINUTE).collect();
        assert_eq!(minutes, [5, 10, 20, 40, 80, 160, 240]);
        for tries in [0, 40, 63, 64, u32::MAX] {
            assert!((AGAIN..=AGAIN_MOST).contains(&delay(tries)), "{tries}");
        }
    }
}
