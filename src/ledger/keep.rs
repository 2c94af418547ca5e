//! The state of a campaign, or of the house, kept now and then so that the next start is quick.
//!
//! It must never know where it is kept.

use std::sync::Arc;

use super::book::Ledger;
use super::fold::Fold;
use super::load::fingerprint;
use crate::core::long::Chunk;
use crate::store::{Piece, Snapshot, Store};

impl Ledger {
    /// Keeps the present state if many facts have come since it was kept last.
    pub(super) fn renew_snapshot(&mut self) {
        if let Some(journal) = self.journal.as_mut() {
            self.snapshot_at = renew(journal.as_mut(), &self.campaign, self.snapshot_at);
        }
    }
}

/// Keeps a state if many facts have come since it was kept at number `last`; gives the number at which it is kept now. A
/// failure does no harm: a stored state only saves time.
pub(super) fn renew<F: Fold>(store: &mut dyn Store, fold: &F, last: u64) -> u64 {
    let seq = fold.seq();
    if seq < last + fold.apart() && (last > 0 || seq == 0) {
        return last;
    }
    let stream = fold.stream();
    let (Ok(head), Ok(bytes)) = (store.head(stream), postcard::to_stdvec(fold)) else {
        return last;
    };
    if head.seq != seq {
        return last; // somebody was quicker: the state is not that of the head whose hash we know
    }
    let snapshot = Snapshot {
        seq,
        hash: head.hash,
        bytes,
    };
    // First what the state refers to, then the state: it is whole whenever it is found.
    let new: Vec<&Arc<Chunk>> = fold.chunks().into_iter().filter(|c| !c.is_kept()).collect();
    let pieces: Vec<Piece<'_>> = new.iter().filter_map(|c| Some((c.id(), c.bytes()?))).collect();
    if !pieces.is_empty() && store.keep_pieces(stream, fingerprint(), seq, &pieces).is_err() {
        return last;
    }
    for chunk in &new {
        chunk.keep();
    }
    match store.keep_snapshot(stream, fingerprint(), &snapshot) {
        Ok(()) => seq,
        Err(_) => last,
    }
}
