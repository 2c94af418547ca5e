//! Messages in hand, in memory.
//!
//! It must never know how a message is sent.

use super::facts::MemoryJournal;
use crate::core::names::CampaignId;
use crate::core::time::Stamp;
use crate::store::error::StoreError;
use crate::store::sendings::{
    Claimant, Claimed, InHand, Phase, Sending, Sendings, in_the_way, is_same, name_and_tries, overtaken,
};

impl Sendings for MemoryJournal {
    fn claim_sending(
        &mut self,
        stream: &CampaignId,
        message: &[Sending],
        by: Claimant<'_>,
    ) -> Result<Claimed, StoreError> {
        self.is_in_use()?;
        let mut held = self.held();
        let known = held.sendings.entry(stream.clone()).or_default();
        if let Some(held) = in_the_way(known.iter(), message, by) {
            return Ok(Claimed::Taken(Box::new(held.clone())));
        }
        let is_of_it = |held: &InHand| message.iter().any(|m| is_same(&held.sending, m));
        let same: Vec<&InHand> = known.iter().filter(|held| is_of_it(held)).collect();
        let (message_id, tries) = name_and_tries(&same, message, by);
        let ended = overtaken(known.iter(), message);
        for held in known.iter_mut().filter(|held| ended.contains(&held.token)) {
            held.phase = Phase::Later;
            held.until = by.now;
        }
        known.retain(|held| !is_of_it(held));
        known.extend(message.iter().map(|m| InHand {
            sending: m.clone(),
            message_id: message_id.clone(),
            token: by.token.to_owned(),
            phase: Phase::Claimed,
            since: by.now,
            until: by.until,
            tries,
        }));
        let key = |held: &InHand| {
            let s = &held.sending;
            (s.unit.clone(), s.address.clone(), s.step.clone())
        };
        known.sort_by_key(key);
        Ok(Claimed::Yours { message_id, tries })
    }

    fn sending_leaves(&mut self, token: &str) -> Result<bool, StoreError> {
        self.is_in_use()?;
        let mut held = self.held();
        let mut all = held.sendings.values_mut().flatten();
        let mut leaves = false;
        for held in all
            .by_ref()
            .filter(|h| h.token == token && h.phase == Phase::Claimed)
        {
            held.phase = Phase::Leaving;
            leaves = true;
        }
        Ok(leaves)
    }

    fn settle_sending(&mut self, token: &str, again: Option<Stamp>) -> Result<(), StoreError> {
        let mut held = self.held();
        for held in held.sendings.values_mut().flatten().filter(|h| h.token == token) {
            held.phase = Phase::Settled;
            if let Some(again) = again {
                held.phase = Phase::Later;
                held.until = again;
            }
        }
        Ok(())
    }

    fn sendings(&mut self, stream: &CampaignId) -> Result<Vec<InHand>, StoreError> {
        Ok(self.held().sendings.get(stream).cloned().unwrap_or_default())
    }
}
