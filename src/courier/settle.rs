//! A person says what became of messages of which nobody knew it.

use super::ids::Ids;
use super::outcome;
use crate::core::campaign::Campaign;
use crate::core::decide::{Command as Wish, Order};
use crate::core::fact::ReminderFact;
use crate::core::names::UnitIx;
use crate::core::reminder::{Message, Reminded};
use crate::ledger::{Ledger, LedgerError};
use crate::store::{InHand, Phase};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Settled {
    /// It has arrived.
    Sent,
    /// It has not, and may be sent again.
    NotSent,
}

impl Settled {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sent, Self::NotSent];

    /// The stable word.
    pub fn id(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::NotSent => "not-sent",
        }
    }
}

/// Why nothing is settled.
#[derive(Debug)]
pub enum NotSettled {
    /// No message to this unit is in doubt.
    Nothing,
    /// The ledger or its store failed.
    Ledger(LedgerError),
}

impl<E: Into<LedgerError>> From<E> for NotSettled {
    fn from(why: E) -> Self {
        Self::Ledger(why.into())
    }
}

/// What is to be put on record: of a message to several units of one address for all of them, for it was sent to all or to
/// none. What a sender that died left behind is in doubt too.
///
/// # Errors
/// No message to this unit is in doubt, or the store cannot be read or written.
pub fn settling(
    ledger: &mut Ledger,
    ix: UnitIx,
    what: Settled,
    note: &str,
    ids: &mut Ids,
) -> Result<Wish, NotSettled> {
    ledger.catch_up()?;
    outcome::leftovers(ledger, ids)?;
    let campaign = ledger.campaign();
    let names = names(campaign, ix);
    if names.is_empty() {
        return Err(NotSettled::Nothing);
    }
    let all = campaign.roster().units().flat_map(|ix| {
        let open = campaign.in_doubt(ix);
        let of_these = open.filter(|message| names.contains(&message.message_id));
        of_these.map(move |message| (ix, message.clone()))
    });
    let fact: fn(Reminded) -> ReminderFact = match what {
        Settled::Sent => ReminderFact::Sent,
        Settled::NotSent => ReminderFact::NotSent,
    };
    let messages: Vec<Message> = all
        .map(|(ix, message)| Message {
            unit: campaign.code(ix),
            fact: fact(Reminded {
                code: None,
                said: note.to_owned(),
                ..message
            }),
        })
        .collect();
    Ok(Wish::Remind { messages })
}

/// The claims of the messages that an order settles, looked up before it is carried out.
///
/// # Errors
/// The store cannot be read.
pub fn held(ledger: &mut Ledger, order: &Order) -> Result<Vec<InHand>, LedgerError> {
    let Wish::Remind { messages } = &order.command else {
        return Ok(Vec::new());
    };
    let mut all = outcome::in_hand(ledger)?;
    let is_of = |held: &InHand| {
        let mut names = messages.iter().map(|m| &m.fact.message().message_id);
        names.any(|name| *name == held.message_id)
    };
    // One that somebody has in hand again is theirs.
    all.retain(|held| held.phase != Phase::Claimed && is_of(held));
    Ok(all)
}

/// Once that is on record: what was not sent may be sent from now on.
///
/// # Errors
/// The store cannot be written.
pub fn release(ledger: &mut Ledger, held: Vec<InHand>, what: Settled) -> Result<(), LedgerError> {
    let again = (what == Settled::NotSent).then(|| ledger.clock().now());
    for held in held {
        outcome::done_with(ledger, &held.token, again)?;
    }
    Ok(())
}

fn names(campaign: &Campaign, ix: UnitIx) -> Vec<String> {
    campaign.in_doubt(ix).map(|m| m.message_id.clone()).collect()
}
