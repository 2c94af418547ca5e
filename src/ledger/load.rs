//! A campaign, or the house, made from what is kept: its stored state and the facts since, or all facts, or as it was shipped.
//!
//! It must never know who asks for it.

use std::collections::HashMap;
use std::sync::Arc;

use super::ahead;
use super::fold::{Fold, HOUSE};
use super::opening::{LedgerError, Opening};
use crate::core::campaign::Campaign;
use crate::core::fact::{Envelope, Fact};
use crate::core::house::House;
use crate::core::long::Chunk;
use crate::core::names::CampaignId;
use crate::store::{Cache, Journal, ReadFacts, Snapshot, Store, StoreError};

/// Facts read from the journal at a time.
pub(super) const PAGE: usize = 4_096;

pub(super) fn fingerprint() -> u64 {
    env!("KETNOI_CORE_FINGERPRINT").parse().unwrap_or(0)
}

/// A campaign as it was loaded.
pub(super) struct Loaded {
    pub(super) campaign: Campaign,
    /// Number of the last fact that is in its stored state; 0 if that could not be used.
    pub(super) snapshot_at: u64,
    /// Hash of its last fact.
    pub(super) tail: Option<[u8; 32]>,
    /// Its stored state was not as it was written.
    pub(super) damaged: bool,
}

/// The campaign that is asked for, from its stored state and the facts since, or as shipped.
pub(super) fn load(
    journal: Option<&mut (dyn Store + 'static)>,
    opening: &Opening<'_>,
) -> Result<Loaded, LedgerError> {
    let Some(journal) = journal else {
        return shipped(opening, Vec::new());
    };
    let id = match &opening.campaign {
        Some(id) => Some(id.clone()),
        None => newest(journal)?,
    };
    let Some(id) = id else {
        return shipped(opening, Vec::new());
    };
    let (stored, mut damaged) = match journal.snapshot(&id, fingerprint()) {
        Err(StoreError::DamagedState(_)) => (None, true),
        other => (other?, false),
    };
    if let Some(stored) = stored {
        for whole in [false, true] {
            let Some(mut campaign) = of_stored(&stored) else {
                break;
            };
            if whole {
                let filled = fill(journal, &mut campaign)?;
                damaged |= filled == Filled::Damaged;
                if filled != Filled::Whole {
                    break;
                }
            }
            let taken = take_in(journal, &mut campaign, drop)?;
            let since = if taken.anew { 0 } else { stored.seq };
            // A fact of late may have gone back to something long past: then that is brought first, and all done again.
            if whole || !campaign.chunks().any(|c| c.was_asked_in_vain()) {
                return Ok(Loaded {
                    campaign,
                    snapshot_at: since,
                    tail: taken.last.or(Some(stored.hash)),
                    damaged,
                });
            }
        }
    }
    let first = journal.read_after(&id, 0, 1)?;
    if let Some(Fact::CampaignOpened(f)) = first.first().map(|env| &env.fact) {
        let mut campaign = Campaign::preview(f.definition.clone());
        let taken = replay(journal, &mut campaign)?;
        return Ok(Loaded {
            campaign,
            snapshot_at: 0,
            tail: taken.last,
            damaged,
        });
    }
    let streams = journal.streams()?.into_iter().map(|s| s.id);
    let known: Vec<String> = streams.filter(|id| *id != *HOUSE).map(|id| id.0).collect();
    for id in &known {
        // Where a stream was given another name, its campaign must not look as if it had never been opened.
        journal.read_after(&CampaignId::from(id.as_str()), 0, 1)?;
    }
    shipped(opening, known)
}

fn of_stored(stored: &Snapshot) -> Option<Campaign> {
    let campaign: Campaign = postcard::from_bytes(&stored.bytes).ok()?;
    Some(campaign).filter(|c| c.seq() == stored.seq)
}

/// How bringing the long past of a stored state went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filled {
    Whole,
    /// Some of it is not there, and the state is of no use.
    Missing,
    /// The same, because it is not as it was written.
    Damaged,
}

/// Brings the long past of a stored state.
pub(super) fn fill(cache: &mut dyn Cache, campaign: &mut Campaign) -> Result<Filled, StoreError> {
    let mut missing: HashMap<u64, Vec<&Arc<Chunk>>> = HashMap::new();
    for chunk in campaign.chunks() {
        missing.entry(chunk.id()).or_default().push(chunk);
    }
    if missing.is_empty() {
        return Ok(Filled::Whole);
    }
    let sound = cache.pieces(campaign.id(), fingerprint(), &mut |name, bytes| {
        let mut wanted = missing.remove(&name).unwrap_or_default();
        let Some(last) = wanted.pop() else { return };
        // Two units may share a piece. What is not what its name says stays missing.
        let right = wanted.iter().all(|chunk| chunk.fill(bytes.clone())) && last.fill(bytes);
        if !right {
            missing.insert(name, vec![last]);
        }
    })?;
    let whole = missing.is_empty();
    drop(missing);
    if whole {
        campaign.fold_again();
    }
    Ok(match (whole, sound) {
        (true, _) => Filled::Whole,
        (false, true) => Filled::Missing,
        (false, false) => Filled::Damaged,
    })
}

/// The newest campaign that was opened.
pub(super) fn newest(journal: &mut dyn Journal) -> Result<Option<CampaignId>, StoreError> {
    let mut streams = journal.streams()?;
    streams.retain(|s| s.id != *HOUSE);
    Ok(streams.pop().map(|s| s.id))
}

fn shipped(opening: &Opening<'_>, known: Vec<String>) -> Result<Loaded, LedgerError> {
    let wanted = opening.campaign.as_ref().map(CampaignId::as_str);
    let definition = (opening.shipped)(wanted).ok_or_else(|| LedgerError::UnknownCampaign {
        id: wanted.unwrap_or_default().to_owned(),
        known,
    })?;
    Ok(Loaded {
        campaign: Campaign::preview(definition),
        snapshot_at: 0,
        tail: None,
        damaged: false,
    })
}

/// What came of reading what is new.
pub(super) struct Taken {
    /// The hash of the last fact, if there was one.
    pub(super) last: Option<[u8; 32]>,
    /// Words were removed from facts that had been taken in: the campaign was made anew from what is left.
    pub(super) anew: bool,
}

/// Takes in everything that is new, page by page. A state is what the facts make of it as they are on record *now*: a
/// fact whose words were removed since it was read is forgotten with all that followed from it, and everything read again.
pub(super) fn take_in<F: Fold>(
    facts: &mut dyn ReadFacts,
    fold: &mut F,
    mut each: impl FnMut(Vec<Envelope>),
) -> Result<Taken, LedgerError> {
    let stream = fold.stream().clone();
    let mut last = None;
    // What was removed up to here is read without its words, or was when it was taken in.
    let known = match fold.seq() {
        0 => facts.head(&stream)?.seq,
        seq => seq,
    };
    let mut stale = false;
    loop {
        let page = facts.read_after(&stream, fold.seq(), PAGE)?;
        let full = page.len() == PAGE;
        for env in &page {
            stale |= env.seq > known && env.fact.redacts();
            fold.hold(env)?;
            last = Some(env.hash);
        }
        each(page);
        if !full {
            break;
        }
    }
    if stale {
        *fold = fold.anew();
        last = take_in(facts, fold, drop)?.last;
    }
    Ok(Taken { last, anew: stale })
}

/// Takes in all facts, of whom none was taken in yet.
pub(super) fn replay<F: Fold>(
    journal: &mut (dyn Store + 'static),
    fold: &mut F,
) -> Result<Taken, LedgerError> {
    let stream = fold.stream().clone();
    let head = journal.head(&stream)?.seq;
    let mut last = None;
    ahead::pages(journal, &stream, (0, head), &mut |page| {
        last = page.last().map(|env| env.hash);
        page.iter().try_for_each(|env| fold.hold(env))
    })?;
    // What came meanwhile, and may have taken words away that were read already.
    let since = take_in(journal, fold, drop)?;
    Ok(Taken {
        last: since.last.or(last),
        ..since
    })
}

/// The house as it was loaded; the fields are those of [`Loaded`].
#[derive(Default)]
pub(super) struct LoadedHouse {
    pub(super) house: House,
    pub(super) stored_at: u64,
    pub(super) tail: Option<[u8; 32]>,
    pub(super) damaged: bool,
}

/// The house from its stored state and the facts since.
pub(super) fn house(journal: Option<&mut (dyn Store + 'static)>) -> Result<LoadedHouse, LedgerError> {
    let Some(journal) = journal else {
        return Ok(LoadedHouse::default());
    };
    let (stored, damaged) = match journal.snapshot(&HOUSE, fingerprint()) {
        Err(StoreError::DamagedState(_)) => (None, true),
        other => (other?, false),
    };
    let house = |stored: &Snapshot| {
        let house: House = postcard::from_bytes(&stored.bytes).ok()?;
        Some(house.woken()).filter(|h| h.seq() == stored.seq)
    };
    let mut house = stored.as_ref().and_then(house).unwrap_or_default();
    let from = house.seq();
    let hash = stored
        .filter(|stored| from > 0 && stored.seq == from)
        .map(|stored| stored.hash);
    let taken = take_in(journal, &mut house, drop)?;
    Ok(LoadedHouse {
        house,
        stored_at: if taken.anew { 0 } else { from },
        tail: taken.last.or(hash),
        damaged,
    })
}
