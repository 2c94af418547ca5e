//! Messages to units: only to whom something is owed, one an address and a day.
//!
//! What a server made of a message is put on record whatever has changed since: it happened.

use crate::core::fact::{Fact, ReminderFact};
use crate::core::names::UnitIx;
use crate::core::refusal::{Refusal, Rule};
use crate::core::reminder::Message;

use super::case::{Case, Facts};

impl Case<'_> {
    pub(super) fn remind(&self, messages: &[Message]) -> Facts {
        if self.campaign.opened().is_none() {
            let id = self.campaign.def().id.as_str();
            return Err(self.refusal(Rule::CampaignNotOpened).what(id));
        }
        if messages.is_empty() {
            return Err(self.refusal(Rule::NoUnit));
        }
        let facts = messages.iter().enumerate().map(|(n, message)| {
            let ix = self.unit(&message.unit)?;
            if let ReminderFact::Drafted(_) = message.fact {
                self.may_draft(ix, message)?;
                let earlier = messages.get(..n).unwrap_or_default();
                if earlier.iter().any(|m| crosses(m, message)) {
                    return Err(self.reminded_today(message));
                }
            }
            Ok(self.draft(Some(ix), Fact::Reminder(message.fact.clone())))
        });
        facts.collect()
    }

    fn may_draft(&self, ix: UnitIx, message: &Message) -> Result<(), Refusal> {
        let said = message.fact.message();
        let refuse = |rule| Err(self.refusal(rule).unit(message.unit.as_str()));
        if said.to.trim().is_empty() {
            return refuse(Rule::NoAddress);
        }
        if !said.step.reminds() {
            return Ok(());
        }
        if !self.campaign.unit(ix).owes() {
            return refuse(Rule::NothingOwed);
        }
        if self.campaign.has_reminded(&said.to, said.day) {
            return Err(self.reminded_today(message));
        }
        Ok(())
    }

    fn reminded_today(&self, message: &Message) -> Refusal {
        let refusal = self.refusal(Rule::RemindedToday).unit(message.unit.as_str());
        refusal.what(message.fact.message().to.as_str())
    }
}

/// Are these two reminders to one address on one day? Several units of an address have one message between them.
fn crosses(a: &Message, b: &Message) -> bool {
    let (a, b) = (a.fact.message(), b.fact.message());
    let both = a.step.reminds() && b.step.reminds() && a.day == b.day;
    both && a.to.eq_ignore_ascii_case(&b.to) && a.message_id != b.message_id
}
