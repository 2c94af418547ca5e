//! Keeping up: the long past brought after the face, what others wrote, and a store that was put in another's place.
//!
//! It must never know what is made of the news.

use super::again::{is_lost, opened_anew, same_history, same_store};
use super::book::{Ledger, Rebuilt};
use super::load::{Filled, Loaded, fill, load, newest, replay, take_in};
use super::opening::{LedgerError, Opening, ReadOnly, open_store};
use crate::core::campaign::Campaign;
use crate::core::fact::Envelope;
use crate::core::names::{CampaignId, CmdId};
use crate::store::{Head, Moved, ReadFacts, Store, StoreError};

/// How a campaign that was opened without its packed lists became whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completed {
    /// The lists were brought, or had been before; copies of the campaign have them too.
    Filled,
    /// They could not be had, and the campaign was made anew from its facts: copies of before are of no use.
    Rebuilt,
}

impl Ledger {
    /// Brings the long past of long lists, for this campaign and every copy of it.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn complete(&mut self) -> Result<Completed, LedgerError> {
        if self.whole {
            return Ok(Completed::Filled);
        }
        let filled = match self.journal.as_deref_mut() {
            Some(journal) => fill(journal, &mut self.campaign)?,
            None => Filled::Whole,
        };
        let found = filled == Filled::Whole;
        if !found {
            let mut campaign = Campaign::preview(self.campaign.def().clone());
            if let Some(journal) = self.journal.as_deref_mut() {
                self.tail = replay(journal, &mut campaign)?.last;
            }
            self.campaign = campaign;
            self.snapshot_at = 0;
            self.news.clear();
        }
        self.whole = true;
        self.damaged |= filled == Filled::Damaged;
        self.tell_damage();
        Ok(if found {
            Completed::Filled
        } else {
            Completed::Rebuilt
        })
    }

    /// Says who hears, now or later, that a stored state was damaged and not used.
    pub fn hear_of_damage(&mut self, hear: Rebuilt) {
        self.rebuilt = Some(hear);
        self.tell_damage();
    }

    fn tell_damage(&mut self) {
        if let (true, Some(hear)) = (self.damaged, &self.rebuilt) {
            hear(self.campaign.id());
            self.damaged = false;
        }
    }

    /// Takes in what others have written, and gives back everything that has come into the campaign since the last call
    /// and may be seen here, this session's own facts included.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn catch_up(&mut self) -> Result<Vec<Envelope>, LedgerError> {
        self.keep_up()?;
        let mut news = std::mem::take(&mut self.news);
        news.retain(|env| self.sees(env));
        Ok(news)
    }

    /// Takes in what others have written, and leaves the news to whoever asks for it.
    pub(super) fn keep_up(&mut self) -> Result<(), LedgerError> {
        if self.journal.is_none() {
            self.journal = same_store(&self.site, &self.campaign, self.tail)?;
        }
        self.complete()?;
        let Some(journal) = self.journal.as_deref_mut() else {
            return Ok(());
        };
        let news = &mut self.news;
        let mut followed = Followed { journal, moved: None };
        let taken = take_in(&mut followed, &mut self.campaign, |page| news.extend(page));
        let moved = followed.moved;
        if is_lost(&taken) {
            self.journal = None; // another line is laid by whoever asks next
        }
        self.mark_tail();
        if taken?.anew {
            self.snapshot_at = 0;
        }
        self.moved = moved;
        Ok(())
    }

    /// Remembers the last fact that was taken in, also where what came after it failed: by it the history is known again.
    pub(super) fn mark_tail(&mut self) {
        if let Some(last) = self.news.last() {
            self.tail = Some(last.hash);
        }
    }

    /// The newest campaign that others have opened, where nobody named one and this session shows one in which nothing goes
    /// on: nobody opened it, because there was none, or it was closed.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn opened_elsewhere(&mut self) -> Result<Option<CampaignId>, LedgerError> {
        let goes_on = self.campaign.opened().is_some() && self.campaign.closed().is_none();
        if self.wanted.is_some() || goes_on || self.read_only == Some(ReadOnly::Past) {
            return Ok(None);
        }
        let Some(journal) = self.journal.as_deref_mut() else {
            return Ok(None);
        };
        Ok(newest(journal)?.filter(|id| id != self.campaign.id()))
    }

    /// Goes on to the newest campaign, where [`Ledger::opened_elsewhere`] names one. True if it did: the campaign was loaded from
    /// its beginning.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn go_on(&mut self) -> Result<bool, LedgerError> {
        match self.opened_elsewhere()? {
            Some(_) => self.load_anew(),
            None => Ok(false),
        }
    }

    /// Does the journal still hold the last fact that was taken in? Not where another file, or an older copy, has come
    /// in its place.
    ///
    /// # Errors
    /// The store cannot be read, or a fact in it is not what was written.
    pub fn same_history(&mut self) -> Result<bool, LedgerError> {
        same_history(self.journal.as_mut(), &self.campaign, self.tail)
    }

    /// Gives the journal up and opens it anew, for whoever stays for weeks while stores are restored and replaced. True
    /// if it holds another history: the campaign was then loaded from its beginning. While there is no store where there
    /// was one nothing is given up but the connection.
    ///
    /// # Errors
    /// There is no store any more where there was one, or it cannot be read; a server has gone back behind what was seen of
    /// it, which is for a person to accept ([`Ledger::accept`]).
    pub fn reopen(&mut self) -> Result<bool, LedgerError> {
        self.journal = None;
        let (journal, is_other) = opened_anew(&self.site, &self.campaign, self.tail)?;
        self.journal = journal;
        if !is_other {
            return Ok(false);
        }
        self.load_anew()
    }

    /// Takes what the site holds now for the campaign, whatever was seen of it before: a person has agreed to go on with that.
    ///
    /// # Errors
    /// There is no store there, or it cannot be read; what was seen before then stands as it did.
    pub fn accept(&mut self) -> Result<(), LedgerError> {
        self.journal = None;
        let store = open_store(&self.site)?;
        self.journal = Some(store.ok_or_else(|| StoreError::Absent(self.site.describe()))?);
        let loaded = self.load_anew();
        if loaded.is_err() {
            self.journal = None; // whoever asks next finds it gone back as before
        }
        loaded.map(drop)
    }

    fn load_anew(&mut self) -> Result<bool, LedgerError> {
        let definition = self.campaign.def().clone();
        let shipped = |_: Option<&str>| Some(definition.clone());
        let opening = Opening {
            site: self.site.clone(),
            campaign: self.wanted.clone(),
            shipped: &shipped,
            who: self.who.clone(),
            clock: self.clock,
            read_only: self.read_only,
        };
        let before = (self.campaign.id().clone(), self.campaign.seq());
        let Loaded {
            campaign,
            snapshot_at,
            tail,
            damaged,
        } = load(self.journal.as_deref_mut(), &opening)?;
        self.whole = false;
        self.damaged |= damaged;
        let other = before != (campaign.id().clone(), campaign.seq()) || before.1 > 0;
        self.campaign = campaign;
        self.snapshot_at = snapshot_at;
        self.tail = tail;
        self.news.clear();
        self.complete()?;
        Ok(other)
    }
}

/// A journal that is kept up with: its facts, and where it was moved to when the last of them was read.
struct Followed<'a> {
    journal: &'a mut dyn Store,
    moved: Option<Moved>,
}

impl ReadFacts for Followed<'_> {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        self.journal.head(stream)
    }

    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        let (facts, moved) = self.journal.news(stream, after, limit)?;
        self.moved = moved;
        Ok(facts)
    }

    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        self.journal.command(stream, cmd)
    }
}
