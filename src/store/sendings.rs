//! Which messages somebody has in hand: claimed before the first byte leaves, so that of several senders one sends, and kept
//! while nobody knows whether they were taken, so that nothing is sent twice after a crash.
//!
//! No fact depends on it: what became of a message is on record as a fact. It must never know which engine keeps it, nor how
//! a message is sent.

use super::error::StoreError;
use crate::core::names::{CampaignId, UnitCode};
use crate::core::time::{Date, Stamp};

/// A message, as far as it is claimed: the same one is claimed once. A message to several units is claimed for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// To which unit.
    pub unit: UnitCode,
    /// To which address, in small letters.
    pub address: String,
    /// On which occasion, in a stable word; on another occasion it is another message.
    pub step: String,
    /// For which day.
    pub day: Date,
    /// Does an address get at most one such message a day?
    pub daily: bool,
}

/// Where a message that is claimed stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Somebody has it in hand, and nothing of it has left. After its time anybody may take it over.
    Claimed,
    /// It may have left. Nobody takes it over, ever.
    Leaving,
    /// What became of it is on record, and it is not to be sent again.
    Settled,
    /// Nothing of it has left, and it is to be tried again after its time.
    Later,
}

impl Phase {
    /// The number in a store, which is for ever.
    pub(super) fn number(self) -> i64 {
        match self {
            Self::Claimed => 0,
            Self::Leaving => 1,
            Self::Settled => 2,
            Self::Later => 3,
        }
    }

    /// The phase of that number; of one that is not known nothing may be sent.
    pub(super) fn of(number: i64) -> Self {
        match number {
            0 => Self::Claimed,
            2 => Self::Settled,
            3 => Self::Later,
            _ => Self::Leaving,
        }
    }
}

/// A message that is claimed or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InHand {
    /// Which.
    pub sending: Sending,
    /// Its `Message-ID`, the same at every try.
    pub message_id: String,
    /// Whose it is: a name that nobody else has.
    pub token: String,
    /// Where it stands.
    pub phase: Phase,
    /// Since when.
    pub since: Stamp,
    /// Until when its sender has it in hand; or when it may be tried again.
    pub until: Stamp,
    /// How often it was claimed.
    pub tries: u32,
}

impl InHand {
    /// Whoever has it in hand should be done by now. A clock that went back makes nobody wait for years.
    pub fn is_over(&self, now: Stamp) -> bool {
        now >= self.until || now < self.since
    }
}

/// Who claims, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Claimant<'a> {
    /// A name that nobody else has.
    pub token: &'a str,
    /// The `Message-ID`, where the message was never tried before.
    pub message_id: &'a str,
    /// Now.
    pub now: Stamp,
    /// Until when it is done.
    pub until: Stamp,
    /// Does it wait until a message that failed is to be tried again?
    pub waits: bool,
}

/// What came of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// It is theirs who asked.
    Yours {
        /// Under which `Message-ID` it is to be sent.
        message_id: String,
        /// The how-manyth try it is.
        tries: u32,
    },
    /// Somebody has it, or has had it: where it stands.
    Taken(Box<InHand>),
}

/// What is kept beside the facts for those who send messages.
pub trait Sendings {
    /// Claims a message for all its units, or for none of them.
    ///
    /// # Errors
    /// The store cannot be written just now.
    fn claim_sending(
        &mut self,
        stream: &CampaignId,
        message: &[Sending],
        by: Claimant<'_>,
    ) -> Result<Claimed, StoreError>;
    /// The first byte is about to leave. False: it is no longer theirs whose token this is, and nothing may leave.
    ///
    /// # Errors
    /// The store cannot be written just now; nothing may leave.
    fn sending_leaves(&mut self, token: &str) -> Result<bool, StoreError>;
    /// What became of it is known: it is settled, or to be tried again after a moment.
    ///
    /// # Errors
    /// The store cannot be written just now.
    fn settle_sending(&mut self, token: &str, again: Option<Stamp>) -> Result<(), StoreError>;
    /// All that is kept of a stream, by unit, address and occasion.
    ///
    /// # Errors
    /// The store cannot be read.
    fn sendings(&mut self, stream: &CampaignId) -> Result<Vec<InHand>, StoreError>;
}

/// What stands in the way of a claim: the first of what is known of this message, and of others of that day.
pub(super) fn in_the_way<'a>(
    known: impl Iterator<Item = &'a InHand>,
    message: &[Sending],
    by: Claimant<'_>,
) -> Option<&'a InHand> {
    let mut known = known;
    known.find(|held| match held.phase {
        Phase::Leaving | Phase::Settled => crosses(held, message),
        Phase::Claimed => !held.is_over(by.now) && crosses(held, message),
        Phase::Later => {
            let same = message.iter().any(|m| is_same(&held.sending, m));
            by.waits && same && !held.is_over(by.now)
        }
    })
}

/// Whose claims a new one puts an end to, those on their other units too: a sender who was stopped for long and goes on must
/// find nothing of its message left to send.
pub(super) fn overtaken<'a>(known: impl Iterator<Item = &'a InHand>, message: &[Sending]) -> Vec<String> {
    let ended = known.filter(|held| held.phase == Phase::Claimed && crosses(held, message));
    ended.map(|held| held.token.clone()).collect()
}

/// Is it the same message to the same unit, or another to the same address on one day, which gets one?
fn crosses(held: &InHand, message: &[Sending]) -> bool {
    let held = &held.sending;
    let of_the_day = |m: &Sending| m.daily && held.daily && m.address == held.address && m.day == held.day;
    message.iter().any(|m| is_same(held, m) || of_the_day(m))
}

/// Under which name a message goes, and the how-manyth try it is: the name of before, where all its units have the same.
pub(super) fn name_and_tries(known: &[&InHand], message: &[Sending], by: Claimant<'_>) -> (String, u32) {
    let tries = known.iter().map(|held| held.tries).max().unwrap_or_default() + 1;
    let first = known.first().map(|held| held.message_id.as_str());
    let is_one =
        known.len() == message.len() && known.iter().all(|held| Some(held.message_id.as_str()) == first);
    let name = first.filter(|_| is_one).unwrap_or(by.message_id);
    (name.to_owned(), tries)
}

/// Are these the same message to the same unit?
pub(super) fn is_same(a: &Sending, b: &Sending) -> bool {
    a.unit == b.unit && a.address == b.address && a.step == b.step
}
