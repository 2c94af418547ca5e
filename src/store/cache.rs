//! Stored states, for a quick start: what a cache of them promises. All of it is made of the facts and can go at any time.
//!
//! It must never know what a state holds.

use sha2::{Digest, Sha256};

use super::error::StoreError;
use crate::core::names::CampaignId;

/// A stored state at some number, for a quick start (decision 6). Disposable at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The last fact that is in it.
    pub seq: u64,
    /// That fact's hash: a snapshot of another history is not used.
    pub hash: [u8; 32],
    /// The state, in the ledger's own form.
    pub bytes: Vec<u8>,
}

/// Of so many programs there are stored states of a stream, the one that keeps one among them: programs of two versions may be
/// at work side by side for days, and each would take the other's away. Of the others those go that were left behind longest.
pub(super) const PROGRAMS: u8 = 3;

/// A piece of the long past of a stored state: its name and its bytes.
pub type Piece<'a> = (u64, &'a [u8]);

/// Stored states of streams, and the pieces that they need.
pub trait Cache {
    /// The newest stored state of a stream that was made by the code of this fingerprint, if the journal still has the
    /// fact that it ends with, with that hash. One that is not as it was written is [`StoreError::DamagedState`].
    ///
    /// # Errors
    /// The store cannot be read, or the state is not as it was written.
    fn snapshot(&mut self, stream: &CampaignId, fingerprint: u64) -> Result<Option<Snapshot>, StoreError>;
    /// Keeps a state; older ones of the stream that were made by the code of this fingerprint go. Those of a few other programs
    /// stay.
    ///
    /// # Errors
    /// The store cannot be written just now; nothing is lost by it.
    fn keep_snapshot(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError>;
    /// Keeps pieces that stored states of this fingerprint need, by name, in the place of what has that name; those of other fingerprints go. `seq` is the last
    /// fact that is in the state: where words were removed since, neither its pieces nor itself are kept any more.
    ///
    /// # Errors
    /// As for [`Cache::keep_snapshot`].
    fn keep_pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        seq: u64,
        pieces: &[Piece<'_>],
    ) -> Result<(), StoreError>;
    /// Shows every piece that is kept for a stream by the code of this fingerprint, in no order, some perhaps twice. False:
    /// some are not as they were written, and were left out.
    ///
    /// # Errors
    /// The store cannot be read.
    fn pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        each: &mut dyn FnMut(u64, Vec<u8>),
    ) -> Result<bool, StoreError>;
    /// Takes the stored state of a stream away, with its pieces.
    ///
    /// # Errors
    /// The store cannot be written.
    fn drop_snapshot(&mut self, stream: &CampaignId) -> Result<(), StoreError>;
    /// The streams whose stored state or pieces are not as they were written.
    ///
    /// # Errors
    /// The store cannot be read.
    fn damaged_snapshots(&mut self) -> Result<Vec<CampaignId>, StoreError>;
}

/// Whose a stored state is: a stream, and the code that made it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of<'a> {
    /// The stream.
    pub(super) stream: &'a CampaignId,
    /// The code.
    pub(super) fingerprint: u64,
}

impl Of<'_> {
    /// SHA-256 over all that stands in a row: a number, a hash, and the bytes.
    pub(super) fn sum(self, number: u64, hash: &[u8], bytes: &[u8]) -> [u8; 32] {
        let mut sha = Sha256::new();
        sha.update(self.stream.as_str().len().to_le_bytes());
        sha.update(self.stream.as_str());
        sha.update(self.fingerprint.to_le_bytes());
        sha.update(number.to_le_bytes());
        sha.update(hash);
        sha.update(bytes);
        sha.finalize().into()
    }

    pub(super) fn state_sum(self, s: &Snapshot) -> [u8; 32] {
        self.sum(s.seq, &s.hash, &s.bytes)
    }

    pub(super) fn piece_sum(self, name: u64, bytes: &[u8]) -> [u8; 32] {
        self.sum(name, &[], bytes)
    }
}
