//! The two stores held against each other.
//!
//! It must never know which engines they are.

use super::carry::{Move, MoveError};
use crate::store::codec::{self, Fault};
use crate::store::error::StoreError;
use crate::store::journal::{Journal, StreamInfo};

impl Move {
    /// Has the new store all that the old one has: every stream up to its end, hash for hash, and every hole? Gives the
    /// streams of the old one and the number of holes. Somebody may have written to the new one since.
    pub(super) fn same(&mut self) -> Result<(Vec<StreamInfo>, u64), MoveError> {
        let mut new = self.to.open()?;
        let ours = self.reader.streams_at_once()?;
        let theirs = new.streams_at_once()?;
        let other = || MoveError::from(StoreError::Occupied(self.to.describe()));
        if ours.is_empty() && !theirs.is_empty() {
            return Err(other());
        }
        let mut holes = 0;
        for stream in &ours {
            if !holds(new.as_mut(), stream)? {
                return Err(other());
            }
            let there = new.holes(&stream.id)?;
            for hole in self.reader.holes(&stream.id)? {
                if there.binary_search_by_key(&hole.seq, |h| h.seq).is_err() {
                    return Err(Fault::Hole.at(&stream.id, hole.seq).into());
                }
                holes += 1;
            }
        }
        Ok((ours, holes))
    }

    /// Reads the new store from its first fact on.
    pub(super) fn verify(&mut self, streams: &[StreamInfo]) -> Result<(), MoveError> {
        let mut new = self.to.open()?;
        for stream in streams {
            new.verify(&stream.id, &mut |_| ())?;
        }
        Ok(())
    }
}

/// Does a store hold this stream up to this end? Its hash covers all that comes before.
fn holds(store: &mut dyn Journal, stream: &StreamInfo) -> Result<bool, StoreError> {
    let before = codec::number(stream.head.seq.saturating_sub(1))?;
    let last = store.raw_after(&stream.id, before, 1)?;
    Ok(last
        .into_iter()
        .flatten()
        .any(|fact| fact.row.seq == before + 1 && fact.row.hash == stream.head.hash))
}
