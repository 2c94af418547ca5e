//! What people made of a sender's earlier letters: a hint for whose the next one is, never proof.
//!
//! No address is held here, digests only, and the fact that forgets a sender names it by its digest too: who asks to be
//! forgotten is not written down once more. It is a fact, and not a note among what can be deleted at any time, because
//! otherwise a hint would come back when that is deleted. A letter that a person files afterwards is a new hint.

use super::digest::sender;
use super::fold::House;
use super::record::LetterState;
use crate::core::names::{CampaignId, UnitCode};

/// So many of a sender's last letters are looked at.
const LAST: usize = 64;

/// The digest of an address as a fact names it.
pub fn sender_name(address: &str) -> Option<String> {
    let digest = sender(address);
    (digest != 0).then(|| format!("{digest:016x}"))
}

impl House {
    /// The units to which people filed letters of this sender, the last first, each once with its campaign.
    pub fn filed_by_people(&self, address: &str) -> Vec<(&CampaignId, &UnitCode)> {
        let sender = sender(address);
        let since = self.forgotten.get(&sender).copied().unwrap_or(0);
        let places = self.index.senders.get(&sender).map_or(&[][..], Vec::as_slice);
        let letters = places.iter().rev().take(LAST);
        let letters = letters.filter_map(|place| self.letters.get(*place as usize));
        let by_people = letters
            .filter(|l| l.state == LetterState::Filed && sender != 0)
            .filter(|l| {
                let filing = l.filing.as_ref();
                filing.is_some_and(|f| f.seq != l.judged && f.seq > since)
            });
        let mut found = Vec::new();
        for letter in by_people {
            if let Some(campaign) = self.campaign_of(letter) {
                for unit in self.units_of(letter) {
                    if !found.contains(&(campaign, unit)) {
                        found.push((campaign, unit));
                    }
                }
            }
        }
        found
    }

    /// Forgets what people made of a sender's letters so far; `None`: that is no digest.
    pub(super) fn forget(&mut self, sender: &str, seq: u64) -> Option<()> {
        let digest = u64::from_str_radix(sender, 16).ok()?;
        self.forgotten.insert(digest, seq);
        Some(())
    }
}
