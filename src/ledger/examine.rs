//! Examines a store: every stream from its first fact, the stored states against a full replay, and what stands in the
//! store that is none of ours.
//!
//! It needs no campaign to be opened: what can no longer be followed is what one wants to have examined.

use std::collections::HashMap;
use std::sync::Arc;

use super::book::Ledger;
use super::load::fingerprint;
use super::opening::LedgerError;
use crate::core::campaign::Campaign;
use crate::core::fact::{Envelope, Fact};
use crate::core::home::{self, Home, Stray};
use crate::core::house::House;
use crate::core::long::Chunk;
use crate::core::names::CampaignId;
use crate::store::{Cache, Head, Hole, Journal, Snapshot, Store, StoreError, Stranger};

/// What was found out about a store.
#[derive(Debug, Default)]
pub struct Verdict {
    /// About each stream, by name.
    pub streams: Vec<Examined>,
    /// Stored states that are damaged and belong to none of the streams: the name of theirs has rotted.
    pub stray_states: Vec<CampaignId>,
    /// What is none of ours, or missing.
    pub strangers: Vec<Stranger>,
    /// What the engine finds wrong with its pages.
    pub flaws: Vec<String>,
}

impl Verdict {
    /// Is nothing wrong?
    pub fn is_whole(&self) -> bool {
        self.stray_states.is_empty()
            && self.strangers.is_empty()
            && self.flaws.is_empty()
            && self.streams.iter().all(|s| s.wrong().next().is_none())
    }
}

/// What was found out about a stream.
#[derive(Debug)]
pub struct Examined {
    /// Its name.
    pub id: CampaignId,
    /// Its end, if the chain is whole; else what is wrong with it.
    pub chain: Result<Head, StoreError>,
    /// What is wrong with its stored state, which says nothing about the chain.
    pub state: Result<(), StoreError>,
    /// Its facts whose words were removed, each with the fact that did it; told of a whole chain.
    pub holes: Vec<(Hole, Envelope)>,
}

impl Examined {
    /// Everything that is wrong with it.
    pub fn wrong(&self) -> impl Iterator<Item = &StoreError> {
        self.chain
            .as_ref()
            .err()
            .into_iter()
            .chain(self.state.as_ref().err())
    }
}

/// Examines every stream, the tables and the pages of a store. A stored state that is not what a replay gives is dropped
/// where `mend` says so: nobody is to start from it again.
///
/// # Errors
/// The store cannot be read at all.
pub fn examine(journal: &mut dyn Store, mend: bool) -> Result<Verdict, StoreError> {
    let mut verdict = Verdict {
        strangers: journal.strangers()?,
        flaws: journal.flaws()?,
        ..Verdict::default()
    };
    let names = match journal.stream_names() {
        Ok(names) => names,
        // What hides a table has been named; what is behind it cannot be looked at.
        Err(StoreError::StrangeSchema { .. }) => Vec::new(),
        Err(why) => return Err(why),
    };
    let mut damaged = journal.damaged_snapshots()?;
    for id in names {
        let is_damaged = damaged.contains(&id);
        damaged.retain(|of| *of != id);
        verdict.streams.push(stream(journal, id, is_damaged, mend)?);
    }
    for id in damaged {
        give_up(journal, &id, mend);
        verdict.stray_states.push(id);
    }
    Ok(verdict)
}

/// Drops a stored state. It only saves time, and a store that cannot be written is none the worse for keeping it.
fn give_up(cache: &mut dyn Cache, id: &CampaignId, mend: bool) {
    if mend {
        let _dropped = cache.drop_snapshot(id);
    }
}

/// Examines one stream, of whose stored state it may be known already that it is damaged.
fn stream(
    journal: &mut dyn Store,
    id: CampaignId,
    is_damaged: bool,
    mend: bool,
) -> Result<Examined, StoreError> {
    let stored = if is_damaged {
        Err(StoreError::DamagedState(id.clone()))
    } else {
        Stored::of(journal, &id)?
    };
    let mut replay = Replay::up_to(stored.as_ref().ok().and_then(Option::as_ref), &id);
    let chain = told(journal.verify(&id, &mut |env| replay.take(env)))?;
    let chain = chain.and_then(|head| replay.is_of(&id).map(|()| head));
    let state = match (stored, &chain) {
        (Err(damaged), _) => Err(damaged),
        (Ok(Some(stored)), Ok(_)) if !replay.gives(&stored) => Err(StoreError::DamagedState(id.clone())),
        _ => Ok(()),
    };
    if state.is_err() {
        give_up(journal, &id, mend);
    }
    let holes = match &chain {
        Ok(_) => redactions(journal, &id)?,
        Err(_) => Vec::new(),
    };
    Ok(Examined {
        id,
        chain,
        state,
        holes,
    })
}

/// The facts of a stream whose words were removed, each with the fact that did it.
pub(super) fn redactions(
    journal: &mut dyn Journal,
    stream: &CampaignId,
) -> Result<Vec<(Hole, Envelope)>, StoreError> {
    let mut all = Vec::new();
    for hole in journal.holes(stream)? {
        let by = journal.read_after(stream, hole.by.saturating_sub(1), 1)?;
        all.extend(by.into_iter().map(|env| (hole, env)));
    }
    Ok(all)
}

/// Tells what is wrong with a stream from what keeps it from being read at all.
fn told(found: Result<Head, StoreError>) -> Result<Result<Head, StoreError>, StoreError> {
    match found {
        Err(
            why
            @ (StoreError::BrokenChain { .. } | StoreError::NewerFact { .. } | StoreError::Damaged { .. }),
        ) => Ok(Err(why)),
        Err(why) => Err(why),
        Ok(head) => Ok(Ok(head)),
    }
}

/// A stored state and the pieces that are kept beside it.
struct Stored {
    state: Snapshot,
    pieces: HashMap<u64, Vec<u8>>,
}

impl Stored {
    /// What is kept for a stream, or that it is damaged.
    fn of(cache: &mut dyn Cache, id: &CampaignId) -> Result<Result<Option<Self>, StoreError>, StoreError> {
        let state = match cache.snapshot(id, fingerprint()) {
            Ok(Some(state)) => state,
            Ok(None) => return Ok(Ok(None)),
            Err(why @ StoreError::DamagedState(_)) => return Ok(Err(why)),
            Err(why) => return Err(why),
        };
        let mut pieces = HashMap::new();
        let sound = cache.pieces(id, fingerprint(), &mut |name, bytes| {
            pieces.insert(name, bytes);
        })?;
        Ok(if sound {
            Ok(Some(Self { state, pieces }))
        } else {
            Err(StoreError::DamagedState(id.clone()))
        })
    }
}

/// A stream read anew: the campaign or the house that its facts make, as far as a stored state goes.
struct Replay {
    home: Home,
    until: u64,
    /// The campaign that the first fact opens.
    opens: Option<CampaignId>,
    seen: bool,
    campaign: Option<Campaign>,
    /// Read to the end, whatever is stored: what it cannot hold is damage.
    house: House,
    /// The house as far as the stored state goes.
    stored_house: Option<Vec<u8>>,
    stray: Option<u64>,
}

impl Replay {
    fn up_to(stored: Option<&Stored>, id: &CampaignId) -> Self {
        Self {
            home: Home::of(id),
            until: stored.map_or(0, |s| s.state.seq),
            opens: None,
            seen: false,
            campaign: None,
            house: House::default(),
            stored_house: None,
            stray: None,
        }
    }

    fn take(&mut self, env: &Envelope) {
        let taken = match self.home {
            Home::House => self.house.take(env),
            Home::Campaign => {
                self.take_in_campaign(env);
                home::check(env, Home::Campaign)
            }
        };
        if let Err(Stray { seq }) = taken {
            self.stray.get_or_insert(seq);
        }
        if self.home == Home::House && env.seq == self.until {
            self.stored_house = postcard::to_stdvec(&self.house).ok();
        }
    }

    fn take_in_campaign(&mut self, env: &Envelope) {
        if !std::mem::replace(&mut self.seen, true)
            && let Fact::CampaignOpened(f) = &env.fact
        {
            self.opens = Some(f.definition.id.clone());
            self.campaign = (self.until > 0).then(|| Campaign::preview(f.definition.clone()));
        }
        if env.seq <= self.until
            && let Some(campaign) = &mut self.campaign
        {
            campaign.apply(env);
        }
    }

    /// A campaign's stream begins with the campaign that it is named after, and no stream holds another's facts.
    fn is_of(&self, id: &CampaignId) -> Result<(), StoreError> {
        let broken = |seq, detail: &str| {
            Err(StoreError::BrokenChain {
                stream: id.clone(),
                seq,
                detail: detail.to_owned(),
            })
        };
        match self.stray {
            _ if self.seen && self.opens.as_ref() != Some(id) => broken(1, "name"),
            Some(seq) => broken(seq, "stray"),
            None => Ok(()),
        }
    }

    /// Is the replay what is stored, to the byte?
    fn gives(&self, stored: &Stored) -> bool {
        if self.home == Home::House {
            return self.stored_house.as_ref() == Some(&stored.state.bytes);
        }
        let Some(campaign) = &self.campaign else {
            return false;
        };
        let kept = |c: &Arc<Chunk>| stored.pieces.get(&c.id()).map(Vec::as_slice) == c.bytes();
        campaign.chunks().all(kept)
            && postcard::to_stdvec(campaign).is_ok_and(|bytes| bytes == stored.state.bytes)
    }
}

impl Ledger {
    /// Checks the stream of this campaign from its first fact (hashes, numbers, payloads), and the stored state against
    /// a full replay (decision 6). Gives the end of the stream, so it is refused to whom the country is not shown.
    ///
    /// # Errors
    /// The refusal; what is wrong with the stream, or else with its stored state; or the store cannot be read.
    pub fn verify(&mut self) -> Result<Head, LedgerError> {
        self.may_see(None)?;
        let id = self.campaign.id().clone();
        let mend = self.read_only.is_none();
        let Some(journal) = self.journal.as_deref_mut() else {
            return Ok(Head::default());
        };
        let is_damaged = journal.damaged_snapshots()?.contains(&id);
        let found = stream(journal, id, is_damaged, mend)?;
        let head = found.chain?;
        found.state?;
        Ok(head)
    }

    /// Examines the whole store, see [`examine`]; refused to whom the country is not shown.
    ///
    /// # Errors
    /// The refusal; or the store cannot be read at all. What is wrong in it is in the verdict.
    pub fn examine(&mut self) -> Result<Verdict, LedgerError> {
        self.may_see(None)?;
        let mend = self.read_only.is_none();
        match self.journal.as_deref_mut() {
            Some(journal) => Ok(examine(journal, mend)?),
            None => Ok(Verdict::default()),
        }
    }
}
