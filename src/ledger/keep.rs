//! The state of a campaign, kept now and then so that the next start is quick.
//!
//! It must never know where it is kept.

use std::sync::Arc;

use super::book::Ledger;
use super::load::fingerprint;
use crate::core::long::Chunk;
use crate::store::{Cache, Piece, Snapshot};

/// A stored state is renewed once this many facts have come since the last: a start replays no more than that.
const SNAPSHOT_EVERY: u64 = 256;

impl Ledger {
    /// Keeps the present state if many facts have come since it was kept last. A failure does no harm: a stored state
    /// only saves time.
    pub(super) fn renew_snapshot(&mut self) {
        let seq = self.campaign.seq();
        if seq < self.snapshot_at + SNAPSHOT_EVERY && (self.snapshot_at > 0 || seq == 0) {
            return;
        }
        let stream = self.campaign.id().clone();
        let Some(journal) = self.journal.as_mut() else {
            return;
        };
        let (Ok(head), Ok(bytes)) = (journal.head(&stream), postcard::to_stdvec(&self.campaign)) else {
            return;
        };
        if head.seq != seq {
            return; // somebody was quicker: the state is not that of the head whose hash we know
        }
        let snapshot = Snapshot {
            seq,
            hash: head.hash,
            bytes,
        };
        // First what the state refers to, then the state: it is whole whenever it is found.
        let new: Vec<&Arc<Chunk>> = self.campaign.chunks().filter(|c| !c.is_kept()).collect();
        let pieces: Vec<Piece<'_>> = new.iter().filter_map(|c| Some((c.id(), c.bytes()?))).collect();
        let kept = |cache: &mut dyn Cache| cache.keep_pieces(&stream, fingerprint(), seq, &pieces);
        if !pieces.is_empty() && kept(journal.as_mut()).is_err() {
            return;
        }
        for chunk in &new {
            chunk.keep();
        }
        if journal.keep_snapshot(&stream, fingerprint(), &snapshot).is_ok() {
            self.snapshot_at = seq;
        }
    }
}
