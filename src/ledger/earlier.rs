//! The campaign of an earlier year in the same store, to compare with. It is read and not written.

use crate::core::campaign::Campaign;
use crate::core::fact::Envelope;
use crate::core::known::Corrections;
use crate::core::lineage::eyes_over;
use crate::core::names::CampaignId;
use crate::core::past::Sight;
use crate::ledger::book::Ledger;
use crate::ledger::fold::HOUSE;
use crate::ledger::load::{Loaded, PAGE, load};
use crate::ledger::opening::{LedgerError, Opening};

impl Ledger {
    /// Of the campaigns in this store that were opened, the latest of an earlier year than this one, as far as whoever sits
    /// here may see it: of another roster the units that the own ones were formed from.
    ///
    /// # Errors
    /// The store cannot be read, or what is in it is not to be believed.
    pub fn earlier(&mut self) -> Result<Option<Campaign>, LedgerError> {
        let own = (self.campaign.id().clone(), self.campaign.def().year());
        let Some(journal) = self.journal.as_deref_mut() else {
            return Ok(None);
        };
        let mut latest: Option<Campaign> = None;
        for stream in journal.streams()? {
            if stream.id == *HOUSE || stream.id == own.0 {
                continue;
            }
            let opening = Opening {
                site: self.site.clone(),
                campaign: Some(stream.id),
                shipped: &|_| None,
                who: self.who.clone(),
                clock: self.clock,
                read_only: self.read_only,
            };
            let Loaded { campaign, .. } = load(Some(&mut *journal), &opening)?;
            let year = campaign.def().year();
            if year < own.1 && latest.as_ref().is_none_or(|c| c.def().year() < year) {
                latest = Some(campaign);
            }
        }
        let here = self.campaign.roster();
        Ok(latest.map(|c| {
            let eyes = eyes_over(self.rights.eyes(), here, c.roster());
            c.seen_by(&eyes)
        }))
    }

    /// The same from where somebody looks, never further than the whole session does: of the past, as that campaign stood then.
    ///
    /// # Errors
    /// As for [`Ledger::earlier`].
    pub fn earlier_then(&mut self, sight: Sight) -> Result<Option<Campaign>, LedgerError> {
        let (Some(today), sight) = (self.earlier()?, sight.and(self.sight)) else {
            return Ok(None);
        };
        if sight == Sight::default() {
            return Ok(Some(today));
        }
        let id = today.id().clone();
        let mut corrections = Corrections::default();
        self.each_of(&id, |env| corrections.take(env))?;
        let mut then = Campaign::preview(today.def().clone()).seen_by(today.eyes());
        self.each_of(&id, |env| {
            then.see(env, corrections.known(env), sight.as_of, sight.known_at);
        })?;
        Ok(Some(then).filter(|c| c.opened().is_some()))
    }

    fn each_of(&mut self, stream: &CampaignId, mut each: impl FnMut(&Envelope)) -> Result<(), LedgerError> {
        let mut after = 0;
        while let Some(journal) = self.journal.as_mut() {
            let page = journal.read_after(stream, after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            page.iter().for_each(&mut each);
        }
        Ok(())
    }
}
