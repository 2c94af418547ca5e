//! Stored states in memory.
//!
//! It must never know what a state holds.

use super::facts::{MemoryJournal, Stream};
use crate::core::names::CampaignId;
use crate::store::cache::{Cache, PROGRAMS, Piece, Snapshot};
use crate::store::error::StoreError;

impl Cache for MemoryJournal {
    fn snapshot(&mut self, stream: &CampaignId, fingerprint: u64) -> Result<Option<Snapshot>, StoreError> {
        let held = self.held();
        let Some(s) = held.streams.get(stream) else {
            return Ok(None);
        };
        let kept = s.snapshots.get(&fingerprint);
        Ok(kept.filter(|k| has_fact(s, k)).cloned())
    }

    fn keep_snapshot(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError> {
        let of = |s: &&mut Stream| !s.removed_since(snapshot.seq);
        if let Some(s) = self.held().streams.get_mut(stream).filter(of) {
            s.snapshots.insert(fingerprint, snapshot.clone());
            while s.snapshots.len() > usize::from(PROGRAMS) {
                let others = s.snapshots.iter().filter(|(by, _)| **by != fingerprint);
                let behind = others.min_by_key(|(_, kept)| kept.seq).map(|(by, _)| *by);
                s.snapshots.retain(|by, _| Some(*by) != behind);
            }
        }
        Ok(())
    }

    fn keep_pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        seq: u64,
        pieces: &[Piece<'_>],
    ) -> Result<(), StoreError> {
        let of = |s: &&mut Stream| !s.removed_since(seq);
        if let Some(s) = self.held().streams.get_mut(stream).filter(of) {
            let Stream {
                pieces: kept,
                snapshots,
                ..
            } = s;
            kept.retain(|(by, _), _| *by == fingerprint || snapshots.contains_key(by));
            for (name, bytes) in pieces {
                s.pieces.insert((fingerprint, *name), bytes.to_vec());
            }
        }
        Ok(())
    }

    fn pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        each: &mut dyn FnMut(u64, Vec<u8>),
    ) -> Result<bool, StoreError> {
        let held = self.held();
        let kept = held.streams.get(stream).map(|s| s.pieces.iter());
        let ours = kept
            .into_iter()
            .flatten()
            .filter(|((by, _), _)| *by == fingerprint);
        ours.for_each(|((_, name), bytes)| each(*name, bytes.clone()));
        Ok(true)
    }

    fn drop_snapshot(&mut self, stream: &CampaignId) -> Result<(), StoreError> {
        if let Some(s) = self.held().streams.get_mut(stream) {
            s.snapshots.clear();
            s.pieces.clear();
        }
        Ok(())
    }

    // Nobody else's hand is in here, and nothing rots.
    fn damaged_snapshots(&mut self) -> Result<Vec<CampaignId>, StoreError> {
        Ok(Vec::new())
    }
}

fn has_fact(stream: &Stream, kept: &Snapshot) -> bool {
    let place = usize::try_from(kept.seq).ok().and_then(|seq| seq.checked_sub(1));
    let fact = place.and_then(|p| stream.facts.get(p));
    fact.is_some_and(|f| f.hash == kept.hash)
}
