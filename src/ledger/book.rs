//! The ledger of one campaign: what it holds, and how it is opened.
//!
//! It must never know how facts are kept or shown.

use std::borrow::Cow;

use super::load::{Loaded, load};
use super::opening::{LedgerError, Opening, ReadOnly, open_store};
use crate::clock::Clock;
use crate::core::authority::{Pass, Rights};
use crate::core::campaign::Campaign;
use crate::core::decide::Who;
use crate::core::fact::Envelope;
use crate::core::names::CampaignId;
use crate::core::past::Sight;
use crate::core::refusal::Refusal;
use crate::core::time::Stamp;
use crate::store::{Attempt, Blobs, Moved, Site, Store};

/// The most bytes of a file that is taken in, unless another limit is set.
const FILE_LIMIT: u64 = 200 << 20;

/// Hears of a refused attempt that the store cannot keep, for the log file.
pub type Unkept = Box<dyn Fn(&Attempt) + Send>;

/// Tells anew what whoever gives the commands may do: a session may stay for weeks while rights are given and withdrawn.
/// A refusal says that they are no longer known, or that the name may not be used any more.
pub type AskRights = Box<dyn FnMut(Stamp) -> Result<Rights, Refusal> + Send>;

/// Hears that the stored state of a campaign was damaged and that the campaign was made anew from its facts.
pub type Rebuilt = Box<dyn Fn(&CampaignId) + Send>;

/// A campaign as far as somebody of these rights may see it.
pub(super) fn as_seen<'c>(campaign: &'c Campaign, rights: &Rights) -> Cow<'c, Campaign> {
    if rights.see_all() {
        Cow::Borrowed(campaign)
    } else {
        Cow::Owned(campaign.seen_by(rights.eyes()))
    }
}

/// A ledger of one campaign.
pub struct Ledger {
    pub(super) site: Site,
    pub(super) journal: Option<Box<dyn Store>>,
    pub(super) blobs: Box<dyn Blobs>,
    pub(super) campaign: Campaign,
    pub(super) who: Who,
    pub(super) clock: Clock,
    pub(super) read_only: Option<ReadOnly>,
    pub(super) moved: Option<Moved>,
    /// What this session may do and see.
    pub(super) rights: Rights,
    /// Hears of refused attempts that the store cannot keep.
    pub(super) unkept: Option<Unkept>,
    /// Tells them anew.
    pub(super) ask: Option<AskRights>,
    /// The stored state was damaged, and who has not heard of it yet hears of it here.
    pub(super) damaged: bool,
    pub(super) rebuilt: Option<Rebuilt>,
    /// The most bytes of a file that is taken in.
    pub(super) file_limit: u64,
    pub(super) snapshot_at: u64,
    /// What has come into the campaign since it was last asked for.
    pub(super) news: Vec<Envelope>,
    /// The campaign that was asked for when the ledger was opened.
    pub(super) wanted: Option<CampaignId>,
    /// The long past of its lists is there.
    pub(super) whole: bool,
    /// What the campaign has taken in happened up to this moment, if it is one of the past.
    pub(super) until: Option<Stamp>,
    /// Hash of the last fact taken in: tells this history from another one in the same place.
    pub(super) tail: Option<[u8; 32]>,
    /// From where the whole session looks.
    pub(super) sight: Sight,
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger")
            .field("site", &self.site)
            .field("campaign", self.campaign.id())
            .field("seq", &self.campaign.seq())
            .finish_non_exhaustive()
    }
}

impl Ledger {
    /// Opens a campaign. Nothing is written and no file is made.
    ///
    /// # Errors
    /// There is no such campaign, or its store cannot be read or is not to be believed.
    pub fn open(opening: Opening<'_>) -> Result<Self, LedgerError> {
        let mut ledger = Self::open_partial(opening)?;
        ledger.complete()?;
        Ok(ledger)
    }

    /// The same with the long past of long lists left out ([`Ledger::complete`] brings it): where counts and the newest
    /// are enough, and for a first frame.
    ///
    /// # Errors
    /// As for [`Ledger::open`].
    pub fn open_partial(opening: Opening<'_>) -> Result<Self, LedgerError> {
        let mut journal = open_store(&opening.site)?;
        let Loaded {
            campaign,
            snapshot_at,
            tail,
            damaged,
        } = load(journal.as_deref_mut(), &opening)?;
        let moved = match &mut journal {
            Some(journal) => journal.moved()?,
            None => None,
        };
        Ok(Self {
            moved,
            blobs: opening.site.blobs(),
            site: opening.site,
            journal,
            campaign,
            rights: Rights::new(opening.who.role, Pass::default()),
            who: opening.who,
            clock: opening.clock,
            read_only: opening.read_only,
            unkept: None,
            ask: None,
            damaged,
            rebuilt: None,
            file_limit: FILE_LIMIT,
            snapshot_at,
            news: Vec::new(),
            wanted: opening.campaign,
            until: None,
            whole: false,
            tail,
            sight: Sight::default(),
        })
    }

    /// The campaign as far as this ledger has seen it, for judging commands; what is shown of it is
    /// [`Ledger::shown`].
    pub fn campaign(&self) -> &Campaign {
        &self.campaign
    }

    /// The campaign as far as whoever sits here may see it.
    pub fn shown(&self) -> Cow<'_, Campaign> {
        as_seen(&self.campaign, &self.rights)
    }

    /// Who gives the commands of this session.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// The session's clock.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// The moment of what is shown: now, or where the machine's clock is behind, when the newest fact was recorded. Of that moment
    /// the same is told again, now as later.
    pub fn moment(&self) -> Stamp {
        let now = self.clock.now();
        if self.clock.is_real() && self.read_only.is_none() {
            now.max(self.campaign.recorded())
        } else {
            now
        }
    }

    /// Sets the most bytes of a file that is taken in.
    pub fn limit_files(&mut self, limit: u64) {
        self.file_limit = limit;
    }

    /// The most bytes of a file that is taken in.
    pub fn file_limit(&self) -> u64 {
        self.file_limit
    }

    /// Why this session may only look, if it may.
    pub fn read_only(&self) -> Option<ReadOnly> {
        self.read_only
    }

    /// Where facts and files are kept.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Where the store was moved to, if it was, as far as this ledger has seen: then nothing is written to it.
    pub fn moved(&self) -> Option<&Moved> {
        self.moved.as_ref()
    }

    /// The files.
    pub fn blobs(&mut self) -> &mut dyn Blobs {
        self.blobs.as_mut()
    }

    /// The journal, if there is one yet.
    pub fn journal(&mut self) -> Option<&mut (dyn Store + 'static)> {
        self.journal.as_deref_mut()
    }
}
