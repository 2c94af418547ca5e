//! What became of a message, as it goes on record; and what a sender that died left behind.

use super::ids::Ids;
use crate::core::campaign::Campaign;
use crate::core::decide::{Command as Wish, Order};
use crate::core::fact::ReminderFact;
use crate::core::names::UnitCode;
use crate::core::remind::Posting;
use crate::core::reminder::{Message, Occasion, Reminded};
use crate::core::time::{Date, Stamp, parse_date};
use crate::ledger::{Ledger, LedgerError};
use crate::store::{InHand, Phase, Sending};

/// What goes on record of a message, for each of its units.
pub(super) fn facts(
    campaign: &Campaign,
    posting: &Posting,
    day: Date,
    name: &str,
    code: Option<u16>,
    said: &str,
    fact: fn(Reminded) -> ReminderFact,
) -> Vec<Message> {
    let of = |due: &crate::core::remind::Due| Message {
        unit: campaign.code(due.unit),
        fact: fact(Reminded {
            step: due.step,
            due: Some(due.last_day),
            day,
            to: posting.to.clone(),
            message_id: name.to_owned(),
            code,
            said: said.to_owned(),
        }),
    };
    posting.due.iter().map(of).collect()
}

/// The command that puts messages on record.
pub(super) fn order(messages: Vec<Message>, ids: &mut Ids, now: Stamp) -> Order {
    Order::new(ids.next(now), Wish::Remind { messages })
}

/// What is claimed of a message before it leaves.
pub(super) fn sendings(campaign: &Campaign, posting: &Posting, day: Date) -> Vec<Sending> {
    let of = |due: &crate::core::remind::Due| Sending {
        unit: campaign.code(due.unit),
        address: posting.to.to_lowercase(),
        step: step(due.step, due.last_day, day),
        day,
        daily: due.step.reminds(),
    };
    posting.due.iter().map(of).collect()
}

/// An occasion as it is claimed: a step of a ladder is taken once, all else once a day.
fn step(occasion: Occasion, last_day: Date, day: Date) -> String {
    match occasion {
        Occasion::Step(_) | Occasion::Correction(_) => format!("{} {last_day}", occasion.id()),
        Occasion::Asked | Occasion::Returned | Occasion::Receipt | Occasion::Call => {
            format!("{} {last_day} {day}", occasion.id())
        }
    }
}

/// What may have left when its sender died, and nobody knows: it goes on record as that, and is never sent again by itself.
///
/// # Errors
/// The store cannot be read or written.
pub(super) fn leftovers(ledger: &mut Ledger, ids: &mut Ids) -> Result<(), LedgerError> {
    let now = ledger.clock().now();
    let left: Vec<InHand> = in_hand(ledger)?
        .into_iter()
        .filter(|held| held.phase == Phase::Leaving && held.is_over(now))
        .collect();
    let facts: Vec<Message> = left
        .iter()
        .filter(|held| !is_on_record(ledger.campaign(), &held.sending.unit, &held.message_id))
        .filter_map(unknown)
        .collect();
    if !facts.is_empty() {
        ledger.submit(&order(facts, ids, now))?;
    }
    for held in left {
        done_with(ledger, &held.token, None)?;
    }
    Ok(())
}

/// What became of a message is known: its claim is settled, or holds until it may be tried again.
pub(super) fn done_with(ledger: &mut Ledger, token: &str, again: Option<Stamp>) -> Result<(), LedgerError> {
    match ledger.journal() {
        Some(journal) => Ok(journal.settle_sending(token, again)?),
        None => Ok(()),
    }
}

/// All that anybody has or had in hand.
pub(super) fn in_hand(ledger: &mut Ledger) -> Result<Vec<InHand>, LedgerError> {
    let stream = ledger.campaign().id().clone();
    match ledger.journal() {
        Some(journal) => Ok(journal.sendings(&stream)?),
        None => Ok(Vec::new()),
    }
}

/// What became of it was put on record, and then the sender died.
fn is_on_record(campaign: &Campaign, unit: &UnitCode, name: &str) -> bool {
    let Some(ix) = campaign.roster().by_code(unit.as_str()) else {
        return true; // of a unit that is no longer in the roster nothing can go on record
    };
    let mut reminders = campaign.unit(ix).reminders.iter();
    reminders.any(|r| r.fact.message().message_id == name && !matches!(r.fact, ReminderFact::NotSent(_)))
}

fn unknown(held: &InHand) -> Option<Message> {
    let mut words = held.sending.step.split(' ');
    Some(Message {
        unit: held.sending.unit.clone(),
        fact: ReminderFact::Unknown(Reminded {
            step: Occasion::from_id(words.next()?)?,
            due: words.next().and_then(parse_date),
            day: held.sending.day,
            to: held.sending.address.clone(),
            message_id: held.message_id.clone(),
            code: None,
            said: String::new(),
        }),
    })
}
